//! How a mock is drawn while it is asked.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::{Line, Span};

use super::{Asking, Mode};
use crate::training::Trainer;
use crate::training::mock::Step;
use crate::training::words::clock;
use crate::tui::screen::{Page, Size};
use crate::tui::theme::{Look, Role};
use crate::tui::widget::prose::{Prose, Scroll};
use crate::tui::widget::{bar, dialog, panel};

/// Text is not laid out wider than this.
const MEASURE: u16 = 76;

/// What a mock is drawn from.
pub(super) struct Drawing<'a> {
    pub(super) asking: &'a Asking,
    pub(super) page: Page,
    pub(super) look: Look,
    pub(super) trainer: &'a Trainer,
}

/// The parts of the page; those without room or use are empty.
struct Areas {
    question: Rect,
    answer: Rect,
    aside: Rect,
    state: Rect,
    status: Rect,
}

impl Drawing<'_> {
    pub(super) fn step(&self) -> Step {
        self.asking.interview.step()
    }

    pub(super) fn muted(&self, text: impl Into<String>) -> Span<'static> {
        Span::styled(text.into(), self.look.style(Role::Muted))
    }

    fn areas(&self) -> Areas {
        let body = self.page.body;
        let columns = [Constraint::Fill(1), Constraint::Length(self.aside_width())];
        let [left, aside] = body.layout(&Layout::horizontal(columns));
        let below = match self.step() {
            Step::Break => [0; 2],
            _ => [self.state_line().len() as u16, 1],
        };
        let room = left.height.saturating_sub(below[0] + below[1]);
        let (edges, inside) = self.inside(left);
        let width = inside.min(MEASURE);
        let (top, rest) = match self.has_answer() {
            true => {
                let rows = self.question().height(width) as u16 + edges;
                let least = self.least(room.saturating_sub(2 * edges), inside) + edges;
                let most = room.saturating_sub(least);
                (Constraint::Length(rows.min(most)), 1)
            }
            false => (Constraint::Fill(1), 0),
        };
        let rows = [
            top,
            Constraint::Fill(rest),
            Constraint::Length(below[0]),
            Constraint::Length(below[1]),
        ];
        let [question, answer, state, status] = left.layout(&Layout::vertical(rows));
        Areas {
            question,
            answer,
            aside,
            state,
            status,
        }
    }

    /// Rows that edges take, and the cells inside them.
    fn inside(&self, area: Rect) -> (u16, u16) {
        match self.page.size {
            Size::Tiny => (1, area.width.saturating_sub(2)),
            _ => (2, area.width.saturating_sub(4)),
        }
    }

    /// Whether there is a pane below the question.
    fn has_answer(&self) -> bool {
        match self.step() {
            Step::Break => false,
            Step::Think => {
                self.page.size >= Size::Standard || !self.asking.interview.text().is_empty()
            }
            _ => true,
        }
    }

    /// Lines and height of the pane that the paging keys scroll.
    pub(super) fn scrolling(&self) -> (usize, u16) {
        let (area, prose) = match self.asking.full {
            Some(_) => (self.full_area(), self.in_full()),
            None => (self.areas().question, self.question()),
        };
        let (edges, width) = self.inside(area);
        (
            prose.height(width.min(MEASURE)),
            area.height.saturating_sub(edges),
        )
    }

    /// The page but for the line of the clock.
    fn full_area(&self) -> Rect {
        let body = self.page.body;
        Rect {
            height: body.height.saturating_sub(1),
            ..body
        }
    }

    /// One pane to read in, measured.
    fn read(&self, frame: &mut Frame, area: Rect, title: &str, text: (&Prose, Scroll, bool)) {
        let (prose, scroll, focus) = text;
        let inner = panel(frame, area, self.page.size, &self.look, title, focus);
        let measured = Rect {
            width: inner.width.min(MEASURE),
            ..inner
        };
        prose.view(frame, measured, scroll, &self.look);
        frame.set_cursor_position(inner.as_position());
    }

    pub(super) fn view(&self, frame: &mut Frame) {
        match self.asking.full {
            Some(scroll) => {
                let area = self.full_area();
                let text = (&self.in_full(), scroll, true);
                self.read(frame, area, self.full_title(), text);
                let below = Rect {
                    y: area.bottom(),
                    height: 1,
                    ..area
                };
                frame.render_widget(self.status(below.width), below);
            }
            None => self.step_by_step(frame),
        }
        match self.asking.mode {
            Mode::TimeUp => self.dialog(
                frame,
                "Time is up",
                "What you typed until now is kept. The clock of the next step runs.",
            ),
            Mode::Confirm => self.dialog(frame, "End the interview here?", &self.ending_it()),
            _ => {}
        }
    }

    fn step_by_step(&self, frame: &mut Frame) {
        let areas = self.areas();
        let typing = matches!(self.asking.mode, Mode::Typing(_) | Mode::Estimate(_));
        let text = (&self.question(), self.asking.scroll, !typing);
        self.read(frame, areas.question, &self.question_title(), text);
        if areas.answer.height > 0 {
            self.answer(frame, areas.answer);
        }
        if areas.aside.width > 0 {
            self.view_beside(frame, areas.aside);
        }
        for (line, row) in self.state_line().into_iter().zip(areas.state.rows()) {
            frame.render_widget(line, row);
        }
        frame.render_widget(self.status(areas.status.width), areas.status);
    }

    /// What it means to end it, and how one leaves it without.
    fn ending_it(&self) -> String {
        let leave = match &self.asking.quit {
            Some(quit) => format!("\n\n{quit} leaves it as it is, to go on later."),
            None => String::new(),
        };
        format!(
            "What you answered is kept, and marked next. What was not asked counts as not reached.{leave}"
        )
    }

    fn dialog(&self, frame: &mut Frame, title: &str, text: &str) {
        let width = dialog::room(self.page).0.min(52);
        let prose = Prose::new(text, self.look.style(Role::Text));
        let height = prose.height(width) as u16;
        let room = dialog::open(frame, self.page, &self.look, title, (width, height));
        prose.view(frame, room, Scroll::default(), &self.look);
        frame.set_cursor_position(room.as_position());
    }

    /// ` answer 1:12 ████░░ of 2:00   stage 14:20 of 45:00`.
    fn status(&self, width: u16) -> Line<'static> {
        let interview = &self.asking.interview;
        let at = self.trainer.clock().ticks();
        let mut spans = Vec::new();
        if let Some(boxed) = interview.boxed() {
            let name = match self.step() {
                Step::Think => "think",
                Step::Probe { .. } => "reply",
                _ => "answer",
            };
            let spent = interview.spent(at).as_secs();
            let percent = spent * 100 / u64::from(boxed.max(1));
            let role = match percent {
                0..75 => Role::Bar,
                75..100 => Role::Warn,
                _ => Role::Must,
            };
            let cells = if width >= 60 { 16 } else { 6 };
            let filled = (spent as usize * cells / boxed.max(1) as usize).min(cells);
            let style = self
                .look
                .style(if percent < 75 { Role::Text } else { role });
            spans.push(Span::styled(format!(" {name} {} ", clock(spent)), style));
            spans.push(bar(filled, cells, &self.look).style(self.look.style(role)));
            let late = if percent >= 100 { " !" } else { "" };
            spans.push(self.muted(format!(" of {}{late}", clock(u64::from(boxed)))));
        }
        let spent = interview.stage_spent(at).as_secs();
        let stage = u64::from(interview.stage_seconds());
        let role = if spent >= stage {
            Role::Must
        } else {
            Role::Muted
        };
        let late = if spent >= stage { " !" } else { "" };
        let of = match width >= 50 {
            true => format!(" of {}", clock(stage)),
            false => String::new(),
        };
        let stage = format!("  stage {}{of}{late}", clock(spent));
        spans.push(Span::styled(stage, self.look.style(role)));
        if interview.is_paused() {
            spans.push(Span::styled("  paused", self.look.style(Role::Warn)));
        }
        Line::from(spans)
    }
}
