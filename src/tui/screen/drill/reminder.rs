//! What was asked and what was said, over what is being marked.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;
use ratatui::text::Line;

use super::Drawing;
use crate::domain::safe_text::SafeText;
use crate::training::mock::is_quoted;
use crate::training::stopwatch::Phase;
use crate::training::words;
use crate::tui::screen::Size;
use crate::tui::theme::Role;
use crate::tui::widget::prose::Prose;
use crate::tui::widget::{self, panel};

impl Drawing<'_> {
    /// How long the answer was: `46 words, 1:20`.
    pub(super) fn answer_size(&self) -> String {
        let at = self.trainer.clock().ticks();
        let own = self.own_lines().flat_map(str::split_whitespace);
        let time = words::clock(self.showing.spent(Phase::Answer, at).as_secs());
        match own.count() as u32 {
            0 => format!("aloud, {time}"),
            count => format!("{}, {time}", words::count(count, "word", "words")),
        }
    }

    /// What was typed, without what an interviewer asked in between.
    fn own_lines(&self) -> impl Iterator<Item = &str> {
        let is_mock = self.showing.is_marking_only();
        let lines = self.showing.text.lines();
        lines.filter(move |line| !is_mock || !is_quoted(line))
    }

    /// `you: 46 words, 1:20  It was ...`; at the end of a scenario, how it ended.
    fn said(&self, typed: &str) -> String {
        match self.showing.ending() {
            Some(ending) => ending.text.to_string(),
            None if self.showing.gave_up() && self.showing.text.trim().is_empty() => {
                "you had no answer".into()
            }
            None => format!("you: {}  {typed}", self.answer_size()),
        }
    }

    /// The answer in full.
    fn said_in_full(&self) -> Prose {
        let said = self.said(&SafeText::new(self.showing.text.trim()));
        Prose::new(&said, self.look.style(Role::Muted))
    }

    /// The answer in so many rows: in one of them, its beginning.
    fn said_within(&self, width: u16, rows: usize) -> Vec<Line<'static>> {
        if rows > 1 {
            return self.cut(self.said_in_full().wrapped(width), width, rows);
        }
        let own: Vec<&str> = self.own_lines().collect();
        let said = self.said(&words::short(&SafeText::line(&own.join(" ")), 200));
        let said = widget::fit(&said, usize::from(width), self.look.glyphs.ellipsis);
        let line = Line::styled(said, self.look.style(Role::Muted));
        std::iter::once(line).take(rows).collect()
    }

    /// At most so many lines, the last with a sign of what was cut.
    fn cut(&self, lines: Vec<Line<'static>>, width: u16, rows: usize) -> Vec<Line<'static>> {
        let is_cut = lines.len() > rows;
        let mut lines: Vec<Line<'_>> = lines.into_iter().take(rows).collect();
        if let Some(last) = lines.last_mut().filter(|_| is_cut) {
            let (ellipsis, style) = (self.look.glyphs.ellipsis, last.style);
            let more = format!("{}{ellipsis}", last.to_string().trim_end());
            *last = Line::styled(widget::fit(&more, usize::from(width), ellipsis), style);
        }
        lines
    }

    /// The question, then the answer as far as there is room for it.
    fn reminder(&self, frame: &mut Frame, area: Rect) {
        let title = self.step_title().unwrap_or_else(|| self.card_title());
        let inner = panel(frame, area, self.page.size, &self.look, &title, false);
        let rows = usize::from(inner.height);
        let question = Prose::new(self.showing.prompt(), self.look.style(Role::Text));
        let question = question.wrapped(inner.width);
        let asked = match question.len() {
            all if all < rows => all,
            _ if rows > 2 => rows - 1,
            _ => rows,
        };
        let said = self.said_within(inner.width, rows - asked);
        let lines = self.cut(question, inner.width, asked).into_iter();
        for (line, row) in lines.chain(said).zip(inner.rows()) {
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

    /// The reminder and the rest; the smallest page keeps only the rest. A few rows are the
    /// reminder's in any case, and so is what the step has no use for.
    fn reminder_areas(&self) -> [Rect; 2] {
        let body = self.page.body;
        let inside = self.inside(body).width;
        let question = Prose::new(self.showing.prompt(), Style::new()).height(inside) as u16;
        let least = match self.page.size {
            Size::Wide | Size::Standard => question.min(3) + 1 + self.edges(),
            // A page this high is a dialogue in lines, which has room for the whole question.
            Size::Compact if body.height > 100 => question + 1 + self.edges(),
            Size::Compact => question.min(2) + self.edges(),
            Size::Tiny => 0,
        };
        let rows = match self.page.size {
            Size::Tiny => least,
            // There one has just read one's answer.
            Size::Compact if body.height > 100 => least,
            _ => {
                let all = question + self.said_in_full().height(inside) as u16 + self.edges();
                let spare = body.height.saturating_sub(self.step_rows(body.width));
                all.min(spare).max(least)
            }
        };
        Layout::vertical([Constraint::Length(rows), Constraint::Fill(1)]).areas(body)
    }
}
