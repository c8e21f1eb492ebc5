//! After the reveal: red flags, points, and the follow-up.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::Drawing;
use super::asking::MEASURE;
use crate::domain::card::Body;
use crate::domain::grade::Mark;
use crate::domain::rubric::PROBE_SECONDS;
use crate::domain::rubric::Point;
use crate::domain::safe_text::SafeText;
use crate::training::showing::Step;
use crate::tui::screen::Size;
use crate::tui::theme::Role;
use crate::tui::widget::panel;
use crate::tui::widget::prose::{self, Prose, Scroll};

impl Drawing<'_> {
    /// What was typed, made safe: a paste is a stranger's text too.
    pub(super) fn typed(&self, style: Style) -> Prose {
        Prose::new(&SafeText::new(&self.showing.text), style)
    }

    /// The question and the answer in full.
    pub(super) fn answer_text(&self) -> Prose {
        let text = self.look.style(Role::Text);
        let question = match self.showing.cloze().next() {
            _ if self.showing.case().is_some() => self.case_text().blank().then(self.said_first()),
            _ if self.showing.scenario().is_some() => {
                let story = self.story_text();
                if self.showing.node().is_none() {
                    return story;
                }
                let ask = Prose::new(self.showing.prompt(), self.look.style(Role::Title));
                story.then(ask).blank()
            }
            Some(_) => self.cloze().blank(),
            None => Prose::new(self.showing.prompt(), self.look.style(Role::Title)).blank(),
        };
        let muted = self.look.style(Role::Muted);
        match self.showing.text.trim().is_empty() {
            // Nothing is answered yet.
            true if !self.showing.step().is_revealed() => question,
            true if self.showing.gave_up() => question.text("You had no answer.", muted),
            true => question.text("You answered aloud.", muted),
            false => question.text(&SafeText::new(&self.showing.text), text),
        }
    }

    pub(super) fn answer(&self, frame: &mut Frame) {
        let title = match self.showing.scenario() {
            Some(_) => "The story so far".to_owned(),
            None if !self.showing.step().is_revealed() && self.showing.text.is_empty() => {
                "The question".into()
            }
            None => format!("Your answer: {}", self.answer_size()),
        };
        let inner = panel(
            frame,
            self.page.body,
            self.page.size,
            &self.look,
            &title,
            true,
        );
        let inner = self.measure(inner);
        self.answer_text()
            .view(frame, inner, self.drill.scroll, &self.look);
        frame.set_cursor_position(inner.as_position());
    }

    /// Draws rows, the one at `cursor` always in sight, with the terminal's cursor on it.
    pub(super) fn rows(
        &self,
        frame: &mut Frame,
        area: Rect,
        rows: Vec<(Line<'static>, usize)>,
        cursor: usize,
    ) {
        let mut lines = Vec::new();
        let mut span = (0, 0);
        for (index, (line, hang)) in rows.into_iter().enumerate() {
            let wrapped = Prose::default().line(line, hang).wrapped(area.width);
            if index == cursor {
                span = (lines.len(), lines.len() + wrapped.len());
            }
            lines.extend(wrapped);
        }
        let mut scroll = Scroll::default();
        scroll.follow(span.1.saturating_sub(1), lines.len(), area.height);
        scroll.follow(span.0, lines.len(), area.height);
        let top = scroll.top(lines.len(), area.height);
        prose::view(frame, area, lines, scroll, &self.look);
        let y = area.y + (span.0.saturating_sub(top) as u16).min(area.height.saturating_sub(1));
        frame.set_cursor_position((area.x, y));
    }

    pub(super) fn cursor(&self, here: bool) -> (Span<'static>, Style) {
        let mark = if here { self.look.glyphs.cursor } else { " " };
        let style = self
            .look
            .style(if here { Role::Cursor } else { Role::Text });
        (Span::styled(mark, style), style)
    }

    pub(super) fn red_flags(&self, frame: &mut Frame, at: usize) {
        let area = self.remind(frame);
        let flags = self.showing.red_flags();
        let title = format!(
            "Red flags {} of {}: did your answer have it?",
            at + 1,
            flags.len()
        );
        let inner = panel(frame, area, self.page.size, &self.look, &title, true);
        self.rows(frame, inner, self.flag_rows(at), at);
    }

    /// The red flags, each with what was said of it.
    pub(super) fn flag_rows(&self, at: usize) -> Vec<(Line<'static>, usize)> {
        let flags = self.showing.red_flags().iter().zip(self.showing.raised());
        let rows = flags.enumerate().map(|(n, (flag, raised))| {
            let (cursor, style) = self.cursor(n == at);
            let unsaid = format!(" {} ", self.look.glyphs.dot);
            let (sign, role) = match raised {
                Some(true) => ("yes".to_owned(), Role::Bad),
                Some(false) => ("no ".into(), Role::Muted),
                None => (unsaid, Role::Muted),
            };
            let spans = [
                cursor,
                Span::raw(" "),
                Span::styled(sign, self.look.style(role)),
                Span::styled(format!("  {}", flag.text), style),
            ];
            (Line::from_iter(spans), 7)
        });
        rows.collect()
    }

    /// A point of what is asked, with its mark.
    pub(super) fn point_row(&self, point: usize, here: bool) -> (Line<'static>, usize) {
        let showing = self.showing;
        let (mark, lifted) = (showing.marks()[point], showing.lifted()[point]);
        self.mark_row(&showing.points()[point], mark, lifted, here)
    }

    /// A point with its mark: ` 2  states the limit  ×2 must`.
    pub(super) fn mark_row(
        &self,
        it: &Point,
        mark: Option<Mark>,
        lifted: bool,
        here: bool,
    ) -> (Line<'static>, usize) {
        let (cursor, style) = self.cursor(here);
        let (sign, role) = match mark {
            None => ("[ ]".to_owned(), Role::Muted),
            Some(Mark::Absent) if lifted => ("[+]".to_owned(), Role::Warn),
            Some(mark) => {
                let roles = [Role::Bad, Role::Warn, Role::Good];
                (
                    format!("[{}]", mark.value()),
                    roles[usize::from(mark.value())],
                )
            }
        };
        let weight = format!("  {}{}", self.look.glyphs.times, it.weight);
        let mut spans = vec![
            cursor,
            Span::styled(sign, self.look.style(role)),
            Span::styled(format!(" {}", it.text), style),
            Span::styled(weight, self.look.style(Role::Muted)),
        ];
        if lifted {
            let when = Span::styled("  when asked", self.look.style(Role::Muted));
            spans.push(when);
        }
        if it.must {
            spans.push(Span::styled(" must", self.look.style(Role::Must)));
        }
        (Line::from(spans), 5)
    }

    pub(super) fn points(&self, frame: &mut Frame, at: Option<usize>) {
        let area = self.remind(frame);
        let marked = self.showing.marks().iter().flatten().count();
        let all = self.showing.marks().len();
        let (model, area) = self.model_answer(area);
        if let Some((prose, top)) = model {
            let inner = panel(frame, top, self.page.size, &self.look, "Answer", false);
            prose.view(frame, inner, self.drill.scroll, &self.look);
        }
        let title = format!("Points {marked} of {all}: 0 absent, 1 partly, 2 clear");
        let inner = panel(frame, area, self.page.size, &self.look, &title, true);
        self.rows(frame, inner, self.point_rows(at), at.map_or(0, |at| at + 1));
    }

    /// The rubric's title and its points.
    pub(super) fn point_rows(&self, at: Option<usize>) -> Vec<(Line<'static>, usize)> {
        let (cursor, style) = self.cursor(at.is_none());
        let rest = match at {
            None => " the rest: 0 marks it absent",
            Some(_) => " what did you say?",
        };
        let style = if at.is_none() {
            style
        } else {
            self.look.style(Role::Muted)
        };
        let head = (Line::from_iter([cursor, Span::styled(rest, style)]), 2);
        let all = 0..self.showing.marks().len();
        let rows = all.map(|point| self.point_row(point, at == Some(point)));
        std::iter::once(head).chain(rows).collect()
    }

    /// A recall card's answer, which stands above its points.
    fn answer_above(&self) -> Option<Prose> {
        match &self.showing.card().body {
            Body::Recall(recall) if self.page.size >= Size::Compact => {
                Some(Prose::new(&recall.answer, self.look.style(Role::Text)))
            }
            _ => None,
        }
    }

    /// The panes of a recall card's answer and of its points.
    pub(super) fn model_answer(&self, area: Rect) -> (Option<(Prose, Rect)>, Rect) {
        let Some(prose) = self.answer_above() else {
            return (None, area);
        };
        let rows = self.rows_of(&prose, area.width);
        // What the points leave is the answer's, and two fifths in any case.
        let left = area.height.saturating_sub(self.points_height(area.width));
        let [top, rest] = Layout::vertical([
            Constraint::Length(rows.min(left.max(area.height * 2 / 5))),
            Constraint::Fill(1),
        ])
        .areas(area);
        (Some((prose, top)), rest)
    }

    /// Rows that a panel `width` cells wide needs for a text.
    fn rows_of(&self, prose: &Prose, width: u16) -> u16 {
        let area = Rect::new(0, 0, width, 0);
        prose.height(self.inside(area).width) as u16 + self.edges()
    }

    fn points_height(&self, width: u16) -> u16 {
        let Step::Points { at } = self.showing.step() else {
            return 0;
        };
        self.rows_of(&listed(self.point_rows(*at)), width)
    }

    /// Rows that the step below the reminder needs to show all it has.
    pub(super) fn step_rows(&self, width: u16) -> u16 {
        let list = |rows| self.rows_of(&listed(rows), width);
        match self.showing.step() {
            Step::RedFlags { at } => list(self.flag_rows(*at)),
            Step::Choose => list(self.option_rows()),
            Step::Probe { .. } => self.rows_of(&self.probe_text(), width.min(MEASURE + 4)),
            Step::Estimate => {
                let measured = width.min(MEASURE + 4);
                let (help, givens) = (self.number_help(), self.givens(Prose::default()));
                1 + self.rows_of(&help, measured) + self.rows_of(&givens, measured)
            }
            _ => {
                let above = self.answer_above();
                let above = above.map_or(0, |answer| self.rows_of(&answer, width));
                above + self.points_height(width)
            }
        }
    }

    pub(super) fn probe(&self, frame: &mut Frame) {
        let area = self.remind(frame);
        let size = self.page.size;
        let inner = panel(frame, area, size, &self.look, "The follow-up", true);
        let inner = self.measure(inner);
        self.probe_text()
            .view(frame, inner, self.drill.scroll, &self.look);
        frame.set_cursor_position(inner.as_position());
    }

    pub(super) fn probe_text(&self) -> Prose {
        let Step::Probe {
            followup,
            point,
            answered,
            ..
        } = self.showing.step()
        else {
            return Prose::default();
        };
        let text = self.look.style(Role::Text);
        let ask = &self.showing.followups()[*followup].ask;
        let prose = Prose::new(ask, self.look.style(Role::Title)).blank();
        match point {
            Some(point) if *answered => prose
                .text("It asked about this point. Did your reply make it?", text)
                .blank()
                .text(&format!("- {}", self.showing.points()[*point].text), text)
                .blank()
                .text("0  still absent", text)
                .text(
                    "1  it came out: counts as partly, because you were asked",
                    text,
                ),
            _ => {
                let at = self.trainer.clock().ticks();
                let spent = self.showing.running(at).as_secs();
                let clock = Line::from(self.clock("reply", spent, PROBE_SECONDS));
                prose
                    .text("Reply aloud, at once.", self.look.style(Role::Muted))
                    .blank()
                    .line(clock, 0)
            }
        }
    }
}

/// Rows of a list as one text.
fn listed(rows: Vec<(Line<'static>, usize)>) -> Prose {
    let rows = rows.into_iter();
    rows.fold(Prose::default(), |prose, (line, hang)| {
        prose.line(line, hang)
    })
}
