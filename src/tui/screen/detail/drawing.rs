//! How the panels of a card's detail are laid out on each page.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::{Line, Span};

use super::{Detail, Pane, card, history, memory};
use crate::training::Trainer;
use crate::training::words::count;
use crate::tui::screen::{Page, Size};
use crate::tui::theme::{Look, Role};
use crate::tui::widget::prose::{self, Prose, Scroll};
use crate::tui::widget::{list, panel};

/// What drawing needs.
pub(super) struct Drawing<'a> {
    pub detail: &'a Detail,
    pub page: Page,
    pub look: &'a Look,
    pub trainer: &'a Trainer,
}

/// The panels there is room for; on small pages one at a time, under the names of all.
struct Areas {
    tabs: Option<Rect>,
    card: Option<Rect>,
    memory: Option<Rect>,
    history: Option<Rect>,
    answer: Option<Rect>,
}

impl Drawing<'_> {
    fn areas(&self) -> Areas {
        let body = self.page.body;
        let has_answer = !self.detail.rows.is_empty();
        let split = |constraints: [Constraint; 2], area: Rect| {
            let parts: [Rect; 2] = area.layout(&Layout::vertical(constraints));
            parts
        };
        if self.page.size >= Size::Standard {
            let (top, low, aside) = match self.page.size {
                Size::Wide => (14, 5, 42),
                _ => (11, 4, 50),
            };
            let [top, rest] = split([Constraint::Length(top), Constraint::Fill(1)], body);
            let [table, answer] = split([Constraint::Fill(1), Constraint::Length(low)], rest);
            let columns = [
                Constraint::Fill(1),
                Constraint::Length(body.width * aside / 100),
            ];
            let [card, memory] = top.layout(&Layout::horizontal(columns));
            return Areas {
                tabs: None,
                card: Some(card),
                memory: Some(memory),
                history: Some(if has_answer { table } else { rest }),
                answer: has_answer.then_some(answer),
            };
        }
        let [tabs, rest] = split([Constraint::Length(1), Constraint::Fill(1)], body);
        let pane = self.detail.pane(self.page);
        let only = |of: Pane, area: Rect| (pane == of).then_some(area);
        let low = match self.page.size {
            Size::Tiny => 4,
            _ => 6,
        };
        let [table, answer] = split([Constraint::Fill(1), Constraint::Length(low)], rest);
        Areas {
            tabs: Some(tabs),
            card: only(Pane::Card, rest),
            memory: only(Pane::Memory, rest),
            history: only(Pane::History, if has_answer { table } else { rest }),
            answer: only(Pane::History, answer).filter(|_| has_answer),
        }
    }

    /// The room inside a panel.
    fn inside(&self, area: Rect) -> Rect {
        let edge = u16::from(self.page.size > Size::Tiny);
        Rect {
            x: area.x + 1 + edge,
            y: area.y + edge,
            width: area.width.saturating_sub(2 + 2 * edge),
            height: area.height.saturating_sub(2 * edge),
        }
    }

    /// A panel, and the room inside it; on a tiny page it has neither border nor title.
    fn panel(&self, frame: &mut Frame, area: Rect, title: &str, focused: bool) -> Rect {
        match self.page.size {
            Size::Tiny => self.inside(area),
            size => panel(frame, area, size, self.look, title, focused),
        }
    }

    /// The attempts that have room in the table.
    pub(super) fn rows(&self) -> u16 {
        let area = self.areas().history.unwrap_or_default();
        self.inside(area).height.saturating_sub(1)
    }

    /// Lines of a panel that scrolls, and the height it has for them.
    pub(super) fn scrolling(&self, pane: Pane) -> (usize, u16) {
        let areas = self.areas();
        let area = match pane {
            Pane::Card => areas.card,
            _ => areas.memory,
        };
        let inner = self.inside(area.unwrap_or_default());
        let lines = match pane {
            Pane::Card => self.card().wrapped(inner.width).len(),
            _ => self.memory(inner).len(),
        };
        (lines, inner.height)
    }

    fn card(&self) -> Prose {
        match &self.detail.card {
            Ok(card) => card::prose(card, self.trainer, self.look),
            Err(why) => Prose::new(why, self.look.style(Role::Bad)),
        }
    }

    fn memory(&self, inner: Rect) -> Vec<Line<'static>> {
        let Some(id) = self.detail.id() else {
            return Vec::new();
        };
        let facts = memory::facts(id, self.trainer, &self.detail.keys.drill, self.look);
        let mut lines = facts.wrapped(inner.width);
        let gap = u16::from(self.page.size > Size::Standard);
        let room = inner.height.saturating_sub(lines.len() as u16 + gap);
        let chart = memory::chart(
            &self.detail.curve,
            self.trainer,
            (inner.width, room),
            self.look,
        );
        if let Some(chart) = chart {
            lines.extend(std::iter::repeat_n(Line::default(), usize::from(gap)));
            lines.extend(chart);
        }
        lines
    }

    pub(super) fn view(&self, frame: &mut Frame) {
        let areas = self.areas();
        let pane = self.detail.pane(self.page);
        let [of_card, of_memory] = self.detail.scrolls;
        if let Some(area) = areas.tabs {
            frame.render_widget(self.tabs(pane), area);
        }
        if let Some(area) = areas.card {
            let inner = self.panel(frame, area, "Card", pane == Pane::Card);
            self.card().view(frame, inner, of_card, self.look);
            if pane == Pane::Card {
                frame.set_cursor_position(inner.as_position());
            }
        }
        if let Some(area) = areas.memory {
            let inner = self.panel(frame, area, "Memory", pane == Pane::Memory);
            prose::view(frame, inner, self.memory(inner), of_memory, self.look);
            if pane == Pane::Memory {
                frame.set_cursor_position(inner.as_position());
            }
        }
        if let Some(area) = areas.answer {
            self.answer(frame, area);
        }
        if let Some(area) = areas.history {
            self.history(frame, area, pane == Pane::History);
        }
    }

    fn tabs(&self, pane: Pane) -> Line<'static> {
        let tab = |of: Pane| match of == pane {
            true => Span::styled(format!("[{}]", of.title()), self.look.style(Role::Title)),
            false => Span::styled(format!(" {} ", of.title()), self.look.style(Role::Muted)),
        };
        let lead = [Span::raw(" ")].into_iter();
        Line::from_iter(lead.chain(Pane::ALL.map(tab)))
    }

    fn history(&self, frame: &mut Frame, area: Rect, focused: bool) {
        let (detail, look) = (self.detail, self.look);
        let title = match detail.rows.len() as u32 {
            0 => "History".to_owned(),
            rows => format!("History: {}", count(rows, "attempt", "attempts")),
        };
        let inner = self.panel(frame, area, &title, focused);
        if let Some(why) = &detail.unread {
            Prose::new(why, look.style(Role::Bad)).view(frame, inner, Scroll::default(), look);
            return;
        }
        if detail.rows.is_empty() {
            let text = format!("No attempts yet. {} drills it now.", detail.keys.drill);
            let prose = Prose::new(&text, look.style(Role::Muted));
            prose.view(frame, inner, Scroll::default(), look);
            if focused {
                frame.set_cursor_position(inner.as_position());
            }
            return;
        }
        let [head, rows] = inner.layout(&Layout::vertical([
            Constraint::Length(1),
            Constraint::Fill(1),
        ]));
        let width = inner.width.saturating_sub(3);
        frame.render_widget(history::head(width, look), head);
        list(
            frame,
            rows,
            look,
            detail.scroll,
            detail.cursor,
            detail.rows.len(),
            |i| {
                let row = &detail.rows[i];
                row.line(width, detail.selected == Some(row.spot), look)
            },
        );
    }

    fn answer(&self, frame: &mut Frame, area: Rect) {
        let (detail, look) = (self.detail, self.look);
        let Some(row) = detail.rows.get(detail.cursor) else {
            return;
        };
        let hint = detail.other().map(|other| {
            let key = &detail.keys.compare;
            format!("; {key} compares with {}", detail.called_beside(other))
        });
        let title = format!(
            "Answer of {} ({} reads it{})",
            detail.called(detail.cursor),
            detail.keys.read,
            hint.unwrap_or_default()
        );
        let inner = self.panel(frame, area, &title, false);
        let answer = row.answer(detail.told.as_ref(), look);
        answer.view(frame, inner, Scroll::default(), look);
    }
}
