//! A box one types in: every key of it is a row of the catalogue.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui_textarea::{CursorMove, Input, Key, TextArea, WrapMode};

use crate::tui::action::Action;
use crate::tui::theme::{Look, Role};

/// Text being typed, in one line or several.
#[derive(Debug)]
pub struct TextBox {
    area: TextArea<'static>,
    one_line: bool,
    limit: usize,
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

    /// What is typed so far.
    pub fn text(&self) -> String {
        self.area.lines().join("\n")
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
        let clean = text.replace("\r\n", "\n").replace('\t', "    ");
        let clean = clean
            .chars()
            .map(|c| if c == '\r' { '\n' } else { c })
            .map(|c| if c == '\n' && self.one_line { ' ' } else { c })
            .filter(|c| *c == '\n' || !c.is_control());
        let room = self.limit.saturating_sub(self.len());
        let mut clean = clean.peekable();
        let taken: String = clean.by_ref().take(room).collect();
        self.area.insert_str(taken);
        clean.peek().is_none()
    }

    /// Moves or deletes as `action` says; false where it is not about the text.
    pub fn update(&mut self, action: Action) -> bool {
        let go = match action {
            Action::Left => CursorMove::Back,
            Action::Right => CursorMove::Forward,
            Action::WordLeft => CursorMove::WordBack,
            Action::WordRight => CursorMove::WordForward,
            Action::LineStart => CursorMove::Head,
            Action::LineEnd => CursorMove::End,
            Action::Up if !self.one_line => CursorMove::Up,
            Action::Down if !self.one_line => CursorMove::Down,
            Action::PageUp if !self.one_line => CursorMove::ParagraphBack,
            Action::PageDown if !self.one_line => CursorMove::ParagraphForward,
            Action::Newline if !self.one_line => {
                self.insert("\n");
                return true;
            }
            Action::DeleteBack | Action::DeleteNext => {
                let key = if action == Action::DeleteBack {
                    Key::Backspace
                } else {
                    Key::Delete
                };
                self.area.input_without_shortcuts(Input {
                    key,
                    ..Input::default()
                });
                return true;
            }
            Action::DeleteWord => return self.area.delete_word() || true,
            Action::DeleteLine => return self.area.delete_line_by_head() || true,
            _ => return false,
        };
        self.area.move_cursor(go);
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
