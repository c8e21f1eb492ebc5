//! What the interviewer says, and the pane below it.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::Mode;
use super::view::Drawing;
use crate::domain::mock::Asked;
use crate::domain::safe_text::SafeText;
use crate::training::mock::{Step, Words, words};
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

    pub(super) fn is_past_part(&self) -> bool {
        matches!(self.step(), Step::Cost { .. } | Step::Ending { .. })
    }

    /// What the interviewer says, or what there is to know before a stage.
    pub(super) fn question(&self) -> Prose {
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
        match (self.step(), &words.ask) {
            (Step::Probe { .. }, _) => self.asks(prose.blank(), &words),
            (_, Some(ask)) => {
                let prose = match words.said.is_empty() {
                    true => prose,
                    false => prose.blank(),
                };
                self.with_case(prose.text(ask, self.look.style(Role::Title)))
            }
            (_, None) => prose,
        }
    }

    /// The follow-up, or the silence before it.
    pub(super) fn asks(&self, prose: Prose, words: &Words) -> Prose {
        let lead = words
            .lead
            .map(|lead| Line::styled(lead, self.look.style(Role::Muted)));
        let prose = lead
            .into_iter()
            .fold(prose, |prose, line| prose.line(line, 0));
        match &words.ask {
            Some(ask) => prose.text(ask, self.look.style(Role::Title)),
            None => prose.line(self.muted("They say nothing, and wait."), 0),
        }
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
        match (self.step(), &self.asking.mode) {
            (_, Mode::Typing(text_box)) => text_box.view(frame, inner, &look, true),
            (Step::Estimate, Mode::Estimate(line)) => self.estimate(frame, inner, line),
            (Step::Choose, _) => self.options(frame, inner),
            _ => self.reply().view(frame, inner, Scroll::default(), &look),
        }
    }

    /// What stands in the pane below the question while nothing is typed or chosen there.
    fn reply(&self) -> Prose {
        let interview = &self.asking.interview;
        let (muted, text) = (self.look.style(Role::Muted), self.look.style(Role::Text));
        match self.step() {
            Step::Cost { option } => {
                let node = interview.node().and_then(|node| node.options.get(option));
                let taken = node.map(|option| {
                    Prose::new(&option.label, muted)
                        .blank()
                        .text(&option.cost, text)
                });
                taken.unwrap_or_default()
            }
            Step::Ending { ending } => {
                let ending = interview.scenario().and_then(|s| s.endings.get(ending));
                ending.map_or_else(Prose::default, |e| Prose::new(&e.text, text))
            }
            Step::Think if interview.text().is_empty() => {
                Prose::new("Think. Then say it aloud, or type it.", muted)
            }
            _ if interview.text().is_empty() => Prose::new("Say it aloud, or type it.", muted),
            _ => Prose::new(&SafeText::new(interview.text()), text),
        }
    }

    /// Rows inside that pane that it cannot do without, of `room` for it and the question: the question
    /// has the rest.
    pub(super) fn least(&self, room: u16, width: u16) -> u16 {
        let rows = |prose: &Prose| prose.height(width) as u16;
        match (self.step(), &self.asking.mode) {
            // It grows with what is typed, and so does not take the question away at once.
            (_, Mode::Typing(text)) => {
                let typed = Prose::new(&text.text(), self.look.style(Role::Text));
                (rows(&typed) + 1).clamp(3, (room / 2).max(3))
            }
            (Step::Estimate, _) if self.page.size == Size::Tiny => 1,
            (Step::Estimate, _) => 1 + rows(&self.number_help()),
            (Step::Choose, _) => rows(&self.option_rows(width).0).min(room * 2 / 3),
            (Step::Cost { .. } | Step::Ending { .. }, _) => rows(&self.reply()).min(room * 2 / 3),
            _ => rows(&self.reply()).min((room / 3).max(1)),
        }
    }

    fn number_help(&self) -> Prose {
        Prose::new(
            "A number, as your answer came to it; empty for none.",
            self.look.style(Role::Muted),
        )
    }

    fn estimate(&self, frame: &mut Frame, area: Rect, line: &TextBox) {
        let below = Rect {
            y: area.y + area.height.min(1),
            height: area.height.saturating_sub(1),
            ..area
        };
        self.number_help()
            .view(frame, below, Scroll::default(), &self.look);
        let top = Rect {
            height: area.height.min(1),
            ..area
        };
        line.view(frame, top, &self.look, true);
    }

    /// The option under the cursor is always in sight.
    fn options(&self, frame: &mut Frame, area: Rect) {
        let (prose, first, last) = self.option_rows(area.width);
        let total = prose.height(area.width);
        let mut scroll = Scroll::default();
        scroll.follow(last, total, area.height);
        scroll.follow(first, total, area.height);
        prose.view(frame, area, scroll, &self.look);
        let row = first.saturating_sub(scroll.top(total, area.height)) as u16;
        frame.set_cursor_position((area.x, area.y + row));
    }

    /// The options, and the first and the last row of the one under the cursor.
    fn option_rows(&self, width: u16) -> (Prose, usize, usize) {
        let interview = &self.asking.interview;
        let all = interview.node().map_or(&[][..], |node| &node.options);
        let (mut prose, mut first, mut last) = (Prose::default(), 0, 0);
        for (place, at) in interview.options().into_iter().enumerate() {
            let Some(option) = all.get(at) else {
                continue;
            };
            let under = place == self.asking.option;
            let mark = if under { self.look.glyphs.cursor } else { " " };
            let letter = widget::letter(place);
            let style = self
                .look
                .style(if under { Role::Cursor } else { Role::Text });
            let label = format!("{mark} {letter}  {}", option.label);
            let before = prose.height(width);
            prose = prose.line(Line::styled(label, style), 5);
            if under {
                (first, last) = (before, prose.height(width).saturating_sub(1));
            }
        }
        (prose, first, last)
    }
}
