//! After the reveal: red flags, points, and the follow-up.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::Drawing;
use crate::domain::grade::Mark;
use crate::domain::rubric::Point;
use crate::domain::safe_text::SafeText;
use crate::training::showing::{PROBE_SECONDS, Step};
use crate::training::stopwatch::Phase;
use crate::training::words;
use crate::tui::screen::Size;
use crate::tui::theme::Role;
use crate::tui::widget::prose::{self, Prose, Scroll};
use crate::tui::widget::{self, panel};

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

    fn answer_size(&self) -> String {
        let at = self.trainer.clock().ticks();
        let of = |text: &str| text.split_whitespace().count() as u32;
        let (count, time) = match self.showing.ending() {
            // The whole way was the answer.
            Some(_) => {
                let said = self.showing.parts().iter().map(|part| of(&part.text));
                (said.sum(), u64::from(self.showing.seconds(at).answer))
            }
            None => {
                let time = self.showing.spent(Phase::Answer, at);
                (of(&self.showing.text), time.as_secs())
            }
        };
        let time = words::clock(time);
        match count {
            0 => format!("aloud, {time}"),
            _ => format!("{}, {time}", words::count(count, "word", "words")),
        }
    }

    /// The question in short and the answer in one line, over what is being marked.
    fn reminder(&self, frame: &mut Frame, area: Rect) {
        let inner = panel(
            frame,
            area,
            self.page.size,
            &self.look,
            &self.step_title().unwrap_or_else(|| self.card_title()),
            false,
        );
        let width = usize::from(inner.width);
        let rows = usize::from(inner.height);
        let text = self.look.style(Role::Text);
        let muted = self.look.style(Role::Muted);
        let question = Prose::new(self.showing.prompt(), text).wrapped(inner.width);
        let said = match self.showing.ending() {
            Some(ending) => words::short(&ending.text, 200),
            None => words::short(&SafeText::line(&self.showing.text), 200),
        };
        let answer = format!("you: {}  {said}", self.answer_size());
        let answer = widget::fit(&answer, width, self.look.glyphs.ellipsis);
        let with_answer = rows > 2 || (rows == 2 && question.len() == 1);
        let asked = rows - usize::from(with_answer && rows > 1);
        let is_cut = question.len() > asked;
        let mut lines: Vec<Line<'_>> = question.into_iter().take(asked).collect();
        if let Some(last) = lines.last_mut().filter(|_| is_cut) {
            let more = format!("{last}{}", self.look.glyphs.ellipsis);
            *last = Line::styled(widget::fit(&more, width, self.look.glyphs.ellipsis), text);
        }
        if with_answer {
            lines.push(Line::styled(answer, muted));
        }
        for (line, row) in lines.into_iter().zip(inner.rows()) {
            frame.render_widget(line, row);
        }
    }

    /// Draws the reminder; what is below it is left for the step.
    pub(super) fn remind(&self, frame: &mut Frame) -> Rect {
        let [top, rest] = self.reminder_areas();
        if top.height > 0 {
            self.reminder(frame, top);
        }
        rest
    }

    /// The room below the reminder.
    pub(super) fn below_reminder(&self) -> Rect {
        self.reminder_areas()[1]
    }

    /// The reminder and the rest; the smallest page keeps only the rest.
    fn reminder_areas(&self) -> [Rect; 2] {
        let body = self.page.body;
        let inside = body.width.saturating_sub(4);
        let question = Prose::new(self.showing.prompt(), Style::new()).height(inside) as u16;
        let rows = match self.page.size {
            Size::Wide | Size::Standard => question.min(3) + 1 + self.edges(),
            // A page this high is a dialogue in lines, which has room for the whole question.
            Size::Compact if body.height > 100 => question + 1 + self.edges(),
            Size::Compact => question.min(2) + self.edges(),
            Size::Tiny => 0,
        };
        Layout::vertical([Constraint::Length(rows), Constraint::Fill(1)]).areas(body)
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
        let rows =
            flags
                .iter()
                .zip(self.showing.raised())
                .enumerate()
                .map(|(n, (flag, raised))| {
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
        self.rows(frame, inner, rows.collect(), at);
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
        let rows = (0..all).map(|point| self.point_row(point, at == Some(point)));
        let rows = std::iter::once(head).chain(rows).collect();
        self.rows(frame, inner, rows, at.map_or(0, |at| at + 1));
    }

    /// A recall card's answer, which stands beside its points.
    pub(super) fn model_answer(&self, area: Rect) -> (Option<(Prose, Rect)>, Rect) {
        let crate::domain::card::Body::Recall(recall) = &self.showing.card().body else {
            return (None, area);
        };
        if self.page.size < Size::Compact {
            return (None, area);
        }
        let prose = Prose::new(&recall.answer, self.look.style(Role::Text));
        let rows = prose.height(area.width.saturating_sub(4)) as u16 + self.edges();
        let [top, rest] = Layout::vertical([
            Constraint::Length(rows.min(area.height * 2 / 5)),
            Constraint::Fill(1),
        ])
        .areas(area);
        (Some((prose, top)), rest)
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
