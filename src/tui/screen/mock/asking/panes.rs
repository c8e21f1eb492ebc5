//! What the interviewer says, and the pane below it.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::Mode;
use super::view::Drawing;
use crate::domain::mock::Asked;
use crate::domain::safe_text::SafeText;
use crate::training::mock::{Step, words};
use crate::training::words::count;
use crate::tui::screen::Size;
use crate::tui::theme::Role;
use crate::tui::widget::prose::{Prose, Scroll};
use crate::tui::widget::text_box::TextBox;
use crate::tui::widget::{self, panel};

impl Drawing<'_> {
    pub(super) fn question_title(&self) -> String {
        let interview = &self.asking.interview;
        let Some(asked) = interview.asked().get(interview.place()) else {
            return String::new();
        };
        let rounds = interview.plan().rounds.len();
        match self.step() {
            Step::Break => format!("Stage {} of {rounds}", asked.round + 1),
            _ => {
                let of_stage = |a: &&Asked| a.round == asked.round;
                let before = interview.asked()[..interview.place()]
                    .iter()
                    .filter(of_stage);
                let all = interview.asked().iter().filter(of_stage).count();
                let parts = interview
                    .answers()
                    .get(interview.place())
                    .map_or(0, Vec::len);
                let part = match interview.scenario() {
                    Some(_) => format!(", step {}", parts + usize::from(!self.is_past_part())),
                    None => String::new(),
                };
                format!("Question {} of {all}{part}", before.count() + 1)
            }
        }
    }

    fn is_past_part(&self) -> bool {
        matches!(self.step(), Step::Cost { .. } | Step::Ending { .. })
    }

    /// What the interviewer says, or what there is to know before a stage.
    pub(super) fn question(&self, width: u16) -> Prose {
        let text = self.look.style(Role::Text);
        if self.step() == Step::Break {
            return self.briefing();
        }
        let interview = &self.asking.interview;
        let words = interview.words(self.trainer.clock().ticks());
        let mut prose = Prose::default();
        for (at, said) in words.said.iter().enumerate() {
            prose = if at > 0 { prose.blank() } else { prose };
            prose = prose.text(said, text);
        }
        if let Step::Probe { .. } = self.step() {
            prose = prose.blank();
            let lead = words
                .lead
                .map(|lead| Line::styled(lead, self.look.style(Role::Muted)));
            prose = lead
                .into_iter()
                .fold(prose, |prose, line| prose.line(line, 0));
            prose = match &words.ask {
                Some(ask) => prose.text(ask, self.look.style(Role::Title)),
                None => prose.line(self.muted("They say nothing, and wait."), 0),
            };
        }
        if let Some(state) = interview.state().filter(|_| self.page.size > Size::Tiny) {
            let lines: Vec<_> = state.lines().collect();
            if !lines.is_empty() {
                prose = prose.blank();
            }
            for (name, now) in lines {
                let line = Line::from(vec![
                    self.muted(format!("{name:<9} ")),
                    Span::raw(now.to_string()),
                ]);
                prose = prose.line(line, 10.min(usize::from(width) / 3));
            }
        }
        prose
    }

    fn briefing(&self) -> Prose {
        let text = self.look.style(Role::Text);
        let interview = &self.asking.interview;
        let Some((at, round)) = interview.round() else {
            return Prose::default();
        };
        let plan = interview.plan();
        let axes = self.trainer.axes();
        let stage = words::stage(&round.stage, axes);
        let questions = interview.asked().iter().filter(|a| a.round == at).count() as u32;
        let title = Line::styled(stage.to_string(), self.look.style(Role::Title));
        let facts = format!(
            "{} minutes, {}. The interviewer is {}.",
            round.minutes,
            count(questions, "question", "questions"),
            words::manner(round.manner)
        );
        let clock = match plan.strict {
            true => "Strict: the clock cuts off, and goes on while you are away.",
            false => "The clock warns, and cuts nothing off.",
        };
        let mut prose = Prose::default()
            .line(title, 0)
            .text(&facts, text)
            .text(clock, text);
        let tiny = self.page.size == Size::Tiny;
        if at == 0 && !tiny {
            let how = "Say your answers aloud, or type them. Nothing is marked until the end.";
            prose = prose.text(how, text);
        }
        if !self.asking.told.is_empty() {
            prose = if tiny { prose } else { prose.blank() };
            for told in &self.asking.told {
                prose = prose.text(told, self.look.style(Role::Warn));
            }
        }
        prose
    }

    pub(super) fn answer(&self, frame: &mut Frame, area: Rect) {
        let interview = &self.asking.interview;
        let (size, look) = (self.page.size, self.look);
        let (muted, text) = (look.style(Role::Muted), look.style(Role::Text));
        let typing = matches!(self.asking.mode, Mode::Typing(_) | Mode::Estimate(_));
        let title = match (self.step(), &self.asking.mode) {
            (Step::Choose, _) => "Nearest to what you said".to_owned(),
            (Step::Cost { .. }, _) => "Its price".to_owned(),
            (Step::Ending { .. }, _) => "How it ended".to_owned(),
            (Step::Estimate, _) => {
                let unit = interview.unit().filter(|unit| !unit.is_empty());
                unit.map_or("Your number".into(), |unit| {
                    format!("Your number, in {unit}")
                })
            }
            (_, Mode::Typing(text)) if text.is_nearly_full() => {
                format!("Your answer: {} of {} characters", text.len(), text.limit())
            }
            (Step::Probe { .. }, _) => "Your reply".to_owned(),
            _ => "Your answer".to_owned(),
        };
        let focus = typing || self.step() == Step::Choose;
        let inner = panel(frame, area, size, &look, &title, focus);
        let view = |frame: &mut Frame, prose: Prose| {
            prose.view(frame, inner, Scroll::default(), &look);
        };
        match (self.step(), &self.asking.mode) {
            (_, Mode::Typing(text_box)) => text_box.view(frame, inner, &look, true),
            (Step::Estimate, Mode::Estimate(line)) => self.estimate(frame, inner, line),
            (Step::Choose, _) => self.options(frame, inner),
            (Step::Cost { option }, _) => {
                let node = interview.node().and_then(|node| node.options.get(option));
                let taken = node.map(|option| {
                    Prose::new(&option.label, muted)
                        .blank()
                        .text(&option.cost, text)
                });
                view(frame, taken.unwrap_or_default());
            }
            (Step::Ending { ending }, _) => {
                let ending = interview.scenario().and_then(|s| s.endings.get(ending));
                view(
                    frame,
                    ending.map_or_else(Prose::default, |e| Prose::new(&e.text, text)),
                );
            }
            (Step::Think, _) if interview.text().is_empty() => {
                view(
                    frame,
                    Prose::new("Think. Then say it aloud, or type it.", muted),
                );
            }
            _ if interview.text().is_empty() => {
                view(frame, Prose::new("Say it aloud, or type it.", muted));
            }
            _ => {
                let typed = SafeText::new(interview.text());
                view(frame, Prose::new(&typed, text));
            }
        }
    }

    fn estimate(&self, frame: &mut Frame, area: Rect, line: &TextBox) {
        let help = Prose::new(
            "A number, as your answer came to it; empty for none.",
            self.look.style(Role::Muted),
        );
        let below = Rect {
            y: area.y + area.height.min(1),
            height: area.height.saturating_sub(1),
            ..area
        };
        help.view(frame, below, Scroll::default(), &self.look);
        let top = Rect {
            height: area.height.min(1),
            ..area
        };
        line.view(frame, top, &self.look, true);
    }

    fn options(&self, frame: &mut Frame, area: Rect) {
        let interview = &self.asking.interview;
        let Some(node) = interview.node() else {
            return;
        };
        let mut prose = Prose::default();
        let mut row = 0;
        let mut cursor = area.y;
        for (place, at) in interview.options().into_iter().enumerate() {
            let under = place == self.asking.option;
            if under {
                cursor = area.y + row.min(area.height.saturating_sub(1));
            }
            let mark = if under { self.look.glyphs.cursor } else { " " };
            let letter = widget::letter(place);
            let style = self
                .look
                .style(if under { Role::Cursor } else { Role::Text });
            let label = format!("{mark} {letter}  {}", node.options[at].label);
            let line = Prose::default().line(Line::styled(label, style), 5);
            row += line.height(area.width) as u16;
            prose = prose.then(line);
        }
        prose.view(frame, area, Scroll::default(), &self.look);
        frame.set_cursor_position((area.x, cursor));
    }
}
