//! A box one types in: every key of it is a row of the catalogue.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui_textarea::{CursorMove, TextArea, WrapMode};

use crate::domain::safe_text::SafeText;
use crate::tui::action::Action;
use crate::tui::theme::{Look, Role};

/// Text being typed, in one line or several.
#[derive(Debug)]
pub struct TextBox {
    area: TextArea<'static>,
    one_line: bool,
    limit: usize,
}

/// Whether `text` joins or marks what was typed before it.
fn is_part(text: &str) -> bool {
    let after = format!("a{text}a");
    *SafeText::new(&after) == after
}

impl TextBox {
    /// A box of several lines that holds at most `limit` characters, opened with its cursor at the end of `text`.
    pub fn lines(text: &str, limit: usize) -> Self {
        Self::open(text, limit, false)
    }

    /// A single line.
    pub fn line(text: &str, limit: usize) -> Self {
        Self::open(text, limit, true)
    }

    fn open(text: &str, limit: usize, one_line: bool) -> Self {
        let mut area = TextArea::default();
        if !one_line {
            area.set_wrap_mode(WrapMode::WordOrGlyph);
        }
        // The terminal's own cursor is put there instead.
        area.set_cursor_style(area.style());
        area.set_cursor_line_style(area.style());
        let mut text_box = Self {
            area,
            one_line,
            limit,
        };
        text_box.insert(text);
        text_box
    }

    /// Puts the cursor at the end of the first line: the first part of a template.
    pub fn to_first_gap(&mut self) {
        self.area.move_cursor(CursorMove::Top);
        self.area.move_cursor(CursorMove::End);
    }

    /// What is typed so far.
    pub fn text(&self) -> String {
        self.area.lines().join("\n")
    }

    /// The most characters it holds.
    pub fn limit(&self) -> usize {
        self.limit
    }

    /// Whether no more than a sixteenth of its room is left.
    pub fn is_nearly_full(&self) -> bool {
        self.len() * 16 >= self.limit * 15
    }

    /// Whether nothing is typed.
    pub fn is_empty(&self) -> bool {
        self.area.is_empty()
    }

    /// The characters typed so far, to compare with the limit.
    pub fn len(&self) -> usize {
        let lines = self.area.lines();
        lines.iter().map(|line| line.chars().count()).sum::<usize>() + lines.len() - 1
    }

    /// Types or pastes; what is over the limit is left out, and false says so.
    pub fn insert(&mut self, text: &str) -> bool {
        let clean = match text.chars().nth(1) {
            // A character alone was typed, and may be a part that makes no sense by itself.
            None if is_part(text) => text.to_owned(),
            _ => SafeText::new(text).to_string(),
        };
        let mut clean = clean
            .chars()
            .map(|c| if c == '\n' && self.one_line { ' ' } else { c })
            .filter(|c| *c == '\n' || !c.is_control())
            .peekable();
        let room = self.limit.saturating_sub(self.len());
        let taken: String = clean.by_ref().take(room).collect();
        self.area.insert_str(taken);
        clean.peek().is_none()
    }

    /// Moves or deletes as `action` says; false where it is not about the text.
    pub fn update(&mut self, action: Action) -> bool {
        let area = &mut self.area;
        match action {
            Action::Left => area.move_cursor(CursorMove::Back),
            Action::Right => area.move_cursor(CursorMove::Forward),
            Action::WordLeft => area.move_cursor(CursorMove::WordBack),
            Action::WordRight => area.move_cursor(CursorMove::WordForward),
            Action::LineStart => area.move_cursor(CursorMove::Head),
            Action::LineEnd => area.move_cursor(CursorMove::End),
            Action::DeleteBack => drop(area.delete_char()),
            Action::DeleteNext => drop(area.delete_next_char()),
            Action::DeleteWord => drop(area.delete_word()),
            Action::DeleteLine => drop(area.delete_line_by_head()),
            _ if self.one_line => return false,
            Action::Up => area.move_cursor(CursorMove::Up),
            Action::Down => area.move_cursor(CursorMove::Down),
            Action::PageUp => area.move_cursor(CursorMove::ParagraphBack),
            Action::PageDown => area.move_cursor(CursorMove::ParagraphForward),
            Action::Newline => drop(self.insert("\n")),
            _ => return false,
        }
        true
    }

    /// Draws the text; in the focused box the terminal's cursor stands where the next character goes.
    pub fn view(&self, frame: &mut Frame, area: Rect, look: &Look, focused: bool) {
        let area = area.intersection(frame.area());
        if area.is_empty() {
            return;
        }
        let buffer = frame.buffer_mut();
        buffer.set_style(area, look.style(Role::Input));
        frame.render_widget(&self.area, area);
        if focused {
            let cursor = self.area.screen_cursor();
            let (top, left) = self.area.scroll_offset();
            let x = (cursor.col as u16).saturating_sub(left).min(area.width - 1);
            let y = (cursor.row as u16).saturating_sub(top).min(area.height - 1);
            frame.set_cursor_position((area.x + x, area.y + y));
        }
    }
}
