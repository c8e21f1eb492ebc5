//! How Browse is composed.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::{Line, Span};

use super::list::Rows;
use super::{Browse, Mode, Pane};
use crate::domain::safe_text::SafeText;
use crate::training::Trainer;
use crate::training::search::Marks;
use crate::tui::screen::{Page, Size, Title};
use crate::tui::theme::{Look, Role};
use crate::tui::widget::prose::{Prose, Scroll};
use crate::tui::widget::{fit, inner, list, panel};

/// What a search can say, in a line.
const EXAMPLES: &str = "words  \"exact words\"  is:due  -is:new  deck:  tag:  comp:  kind:  r<0.7  lapses>2  edited:7d";
/// The same where there is less room.
const FEW_EXAMPLES: &str = "words  is:due  is:weak  deck:  tag:  comp:  r<0.7";

/// The parts of the page; those without room are not there.
struct Areas {
    line: Rect,
    hint: Option<Rect>,
    list: Option<Rect>,
    preview: Option<Rect>,
    below: Option<Rect>,
}

impl Browse {
    fn areas(&self, page: Page) -> Areas {
        let hint = u16::from(self.hint(page).is_some());
        let below = if page.size == Size::Wide { 4 } else { 0 };
        let rows = [
            Constraint::Length(1),
            Constraint::Length(hint),
            Constraint::Fill(1),
            Constraint::Length(below),
        ];
        let [line, hint_line, main, bottom] = page.body.layout(&Layout::vertical(rows));
        let (list, preview) = match page.size {
            Size::Wide => {
                let columns = [Constraint::Fill(1), Constraint::Length(36)];
                let [list, preview] = main.layout(&Layout::horizontal(columns));
                (Some(list), Some(preview))
            }
            Size::Standard => {
                let rows = [Constraint::Fill(1), Constraint::Length(10)];
                let [list, preview] = main.layout(&Layout::vertical(rows));
                (Some(list), Some(preview))
            }
            Size::Compact | Size::Tiny => match self.pane {
                Pane::List => (Some(main), None),
                Pane::Preview => (None, Some(main)),
            },
        };
        Areas {
            line,
            hint: (hint > 0).then_some(hint_line),
            list,
            preview,
            below: (below > 0).then_some(bottom),
        }
    }

    /// What stands under the line: a mistake in it, or what it can say.
    fn hint(&self, page: Page) -> Option<(&str, Role)> {
        if let Some(mistake) = &self.mistake {
            return Some((mistake, Role::Warn));
        }
        let is_open = matches!(self.mode, Mode::Search) && self.line.is_empty();
        let examples = match page.size {
            // There they stand below.
            Size::Wide => return None,
            _ => FEW_EXAMPLES,
        };
        is_open.then_some((examples, Role::Muted))
    }

    pub(super) fn heading(&self, trainer: &Trainer, page: Page, look: &Look) -> Title {
        let selected = match (self.selected.len(), self.hidden) {
            (0, _) => None,
            (selected, 0) => Some(format!("{selected} selected")),
            (selected, hidden) => Some(format!("{selected} selected, {hidden} not shown")),
        };
        let found = format!("{} of {}", self.found.len(), trainer.cards().len());
        let sort = match self.query.words.is_empty() {
            true => format!("sort: {}", self.search.sort().name()),
            false => "best match first".to_owned(),
        };
        let dot = format!(" {} ", look.glyphs.dot);
        let path = match page.size {
            Size::Tiny => " Browse  ",
            _ => " Home > Browse  ",
        };
        let room = usize::from(page.title.width).saturating_sub(path.len());
        let mut right = String::new();
        // What has no room is left out, the last first.
        for part in selected.into_iter().chain([found, sort]) {
            let before = if right.is_empty() { "" } else { &dot };
            let next = format!("{right}{before}{part}");
            if Span::raw(&next).width() > room {
                break;
            }
            right = next;
        }
        let right = Span::styled(right, look.style(Role::Muted));
        match page.size {
            Size::Tiny => Title::new(["Browse"], right),
            _ => Title::new(["Home", "Browse"], right),
        }
    }

    pub(super) fn draw(&self, frame: &mut Frame, page: Page, look: &Look, trainer: &Trainer) {
        let areas = self.areas(page);
        if let Some(area) = areas.preview {
            self.draw_preview(frame, area, page, look);
        }
        if let Some(area) = areas.below {
            self.draw_tags(frame, area, page, look);
        }
        if let Some(area) = areas.list {
            self.draw_list(frame, area, page, look, trainer);
        }
        if let (Some(area), Some((text, role))) = (areas.hint, self.hint(page)) {
            let text = fit(text, usize::from(area.width) - 2, look.glyphs.ellipsis);
            frame.render_widget(Line::styled(format!(" {text}"), look.style(role)), area);
        }
        self.draw_line(frame, areas.line, look);
        self.dialog(frame, page, look, trainer);
    }

    fn draw_line(&self, frame: &mut Frame, area: Rect, look: &Look) {
        frame.render_widget(Line::styled(" / ", look.style(Role::Key)), area);
        let input = Rect {
            x: area.x + 3,
            width: area.width.saturating_sub(4),
            ..area
        };
        let is_open = matches!(self.mode, Mode::Search);
        if is_open {
            return self.line.view(frame, input, look, true);
        }
        // From its beginning, whatever was typed last.
        let text = match self.line.is_empty() {
            true => Line::styled("everything", look.style(Role::Muted)),
            false => Line::raw(fit(
                &SafeText::line(&self.line.text()),
                usize::from(input.width),
                look.glyphs.ellipsis,
            )),
        };
        frame.render_widget(text, input);
    }

    fn draw_list(&self, frame: &mut Frame, area: Rect, page: Page, look: &Look, trainer: &Trainer) {
        let is_focused = matches!(self.mode, Mode::Cards) && self.pane == Pane::List;
        let inner = panel(frame, area, page.size, look, "Cards", is_focused);
        if self.found.is_empty() {
            let prose = self.nothing(look, trainer);
            prose.view(frame, inner, Scroll::default(), look);
            frame.set_cursor_position(inner.as_position());
            return;
        }
        let rows = Rows {
            browse: self,
            look,
            trainer,
            marks: Marks::of(&self.query),
            width: usize::from(inner.width).saturating_sub(2),
        };
        let row = |at: usize| rows.row(self.found[at]);
        let total = self.found.len();
        list(frame, inner, look, self.scroll, self.cursor, total, row);
    }

    /// What to do where there is no card to show.
    fn nothing(&self, look: &Look, trainer: &Trainer) -> Prose {
        let muted = look.style(Role::Muted);
        if trainer.cards().is_empty() {
            return Prose::new(&trainer.what_next(), look.style(Role::Text));
        }
        let prose = Prose::new("No card matches.", look.style(Role::Text)).blank();
        let advice = match self.query.words.is_empty() {
            true => "Fewer terms find more.",
            false => "Fewer words, or fewer letters of one, find more.",
        };
        let key = &self.keys.cancel;
        // First it leaves the line, and lets the selection go.
        let before = [matches!(self.mode, Mode::Search), !self.selected.is_empty()];
        let presses = 1 + before.iter().filter(|is| **is).count();
        let all = match key.is_empty() {
            true => String::new(),
            false => format!(
                " {} shows every card.",
                vec![key.as_str(); presses].join(" ")
            ),
        };
        prose.text(&format!("{advice}{all}"), muted)
    }

    fn draw_preview(&self, frame: &mut Frame, area: Rect, page: Page, look: &Look) {
        let is_focused = matches!(self.mode, Mode::Cards) && self.pane == Pane::Preview;
        let inner = panel(frame, area, page.size, look, "Preview", is_focused);
        if let Some(preview) = &self.preview {
            let prose = preview.prose(inner.width, look, &Marks::of(&self.query));
            prose.view(frame, inner, self.preview_scroll, look);
        }
        frame.set_cursor_position(inner.as_position());
    }

    fn draw_tags(&self, frame: &mut Frame, area: Rect, page: Page, look: &Look) {
        let inner = panel(frame, area, page.size, look, "Tags", false);
        let room = usize::from(inner.width);
        let dot = format!(" {} ", look.glyphs.dot);
        let mut tags = String::new();
        for (tag, count) in &self.tags {
            let before = if tags.is_empty() { "" } else { &dot };
            let next = format!("{tags}{before}{tag} {count}");
            if Span::raw(&next).width() > room {
                break;
            }
            tags = next;
        }
        if tags.is_empty() {
            "No card has a tag yet.".clone_into(&mut tags);
        }
        let examples = fit(EXAMPLES, room, look.glyphs.ellipsis);
        let lines = [
            Line::raw(tags),
            Line::styled(examples, look.style(Role::Muted)),
        ];
        for (line, row) in lines.into_iter().zip(inner.rows()) {
            frame.render_widget(line, row);
        }
    }

    /// The lines the list has.
    pub(super) fn list_height(&self, page: Page) -> u16 {
        let list = self.areas(page).list;
        list.map_or(0, |area| inner(area, page.size).height)
    }

    /// The lines of the preview, and those it has room for.
    pub(super) fn preview_size(&self, page: Page) -> (usize, u16) {
        let area = self.areas(page).preview.unwrap_or_default();
        let Rect { width, height, .. } = inner(area, page.size);
        let prose = self.preview.as_ref();
        let prose =
            prose.map(|preview| preview.prose(width, &Look::default(), &Marks::of(&self.query)));
        (prose.map_or(0, |prose| prose.height(width)), height)
    }
}
