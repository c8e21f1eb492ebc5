//! How a mock is drawn while it is asked.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::{Line, Span};

use super::{Asking, Mode};
use crate::training::Trainer;
use crate::training::mock::{Step, words};
use crate::training::words::clock;
use crate::tui::screen::{Page, Size};
use crate::tui::theme::{Look, Role};
use crate::tui::widget::prose::{Prose, Scroll};
use crate::tui::widget::{bar, dialog, fit, panel};

/// Text is not laid out wider than this.
const MEASURE: u16 = 76;
/// Cells of the list of questions.
const ASIDE: u16 = 30;

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
        let aside = match self.page.size {
            Size::Wide | Size::Standard => ASIDE,
            Size::Compact | Size::Tiny => 0,
        };
        let columns = [Constraint::Fill(1), Constraint::Length(aside)];
        let [left, aside] = body.layout(&Layout::horizontal(columns));
        if self.step() == Step::Break {
            return Areas {
                question: left,
                answer: Rect::default(),
                aside,
                status: Rect::default(),
            };
        }
        let (edges, width) = self.inside(left);
        let rows = self.question(width.min(MEASURE)).height(width.min(MEASURE)) as u16 + edges;
        let room = left.height.saturating_sub(1);
        let least = match self.has_answer() {
            true if matches!(self.asking.mode, Mode::Typing(_)) => room / 2,
            true => room / 3,
            false => 0,
        };
        let top = match self.has_answer() {
            true => Constraint::Length(rows.min(room - least)),
            false => Constraint::Fill(1),
        };
        let below = if self.has_answer() { 1 } else { 0 };
        let rows = [top, Constraint::Fill(below), Constraint::Length(1)];
        let [question, answer, status] = left.layout(&Layout::vertical(rows));
        Areas {
            question,
            answer,
            aside,
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
        let area = self.areas().question;
        let (edges, width) = self.inside(area);
        let width = width.min(MEASURE);
        (
            self.question(width).height(width),
            area.height.saturating_sub(edges),
        )
    }

    pub(super) fn view(&self, frame: &mut Frame) {
        let areas = self.areas();
        let (size, look) = (self.page.size, self.look);
        let typing = matches!(self.asking.mode, Mode::Typing(_) | Mode::Estimate(_));
        let title = self.question_title();
        let inner = panel(frame, areas.question, size, &look, &title, !typing);
        let measured = Rect {
            width: inner.width.min(MEASURE),
            ..inner
        };
        let question = self.question(measured.width);
        question.view(frame, measured, self.asking.scroll, &look);
        frame.set_cursor_position(inner.as_position());
        if areas.answer.height > 0 {
            self.answer(frame, areas.answer);
        }
        if areas.aside.width > 0 {
            let inner = panel(frame, areas.aside, size, &look, "Interview", false);
            let (list, row) = self.list(inner.width);
            let mut scroll = Scroll::default();
            scroll.follow(row, list.height(inner.width), inner.height);
            list.view(frame, inner, scroll, &look);
        }
        frame.render_widget(self.status(areas.status.width), areas.status);
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

    /// The questions so far, stage by stage, and the row of the one at hand; those to come say
    /// nothing of themselves.
    fn list(&self, width: u16) -> (Prose, usize) {
        let interview = &self.asking.interview;
        let axes = self.trainer.axes();
        let width = usize::from(width);
        let (mut prose, mut row) = (Prose::default(), 0);
        for (at, round) in interview.plan().rounds.iter().enumerate() {
            let stage = words::stage(&round.stage, axes);
            let minutes = format!(" {} min", round.minutes);
            let stage = fit(
                &stage,
                width.saturating_sub(minutes.len()),
                self.look.glyphs.ellipsis,
            );
            let head = Span::styled(stage, self.look.style(Role::Title));
            prose = prose.line(Line::from(vec![head, self.muted(minutes)]), 0);
            let questions = interview
                .asked()
                .iter()
                .enumerate()
                .filter(|(_, a)| a.round == at);
            for (place, asked) in questions {
                let (text, role) = match () {
                    () if place > interview.place() => {
                        (self.look.glyphs.dot.to_owned(), Role::Muted)
                    }
                    () if place == interview.place() && self.step() != Step::Break => {
                        ("now".to_owned(), Role::Title)
                    }
                    () if place == interview.place() => ("next".to_owned(), Role::Muted),
                    () if !asked.reached => ("not reached".to_owned(), Role::Muted),
                    () => (clock(u64::from(asked.seconds)), Role::Text),
                };
                let over = match (asked.cut, asked.seconds > asked.boxed) {
                    _ if place >= interview.place() || !asked.reached => "",
                    (true, _) => " cut off",
                    (false, true) => " over",
                    (false, false) => "",
                };
                let cursor = match place == interview.place() {
                    true => self.look.glyphs.cursor,
                    false => " ",
                };
                let line = vec![
                    Span::raw(format!("{cursor} {:>2}  ", place + 1)),
                    Span::styled(text, self.look.style(role)),
                    Span::styled(over, self.look.style(Role::Warn)),
                ];
                if place <= interview.place() {
                    row = prose.height(u16::MAX);
                }
                prose = prose.line(Line::from(line), 6);
            }
        }
        (prose, row)
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
