//! What stands beside a question, and all there is to it in full.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::view::Drawing;
use crate::domain::estimate;
use crate::domain::safe_text::SafeText;
use crate::domain::scenario::State;
use crate::training::mock::{Step, words};
use crate::training::words::clock;
use crate::tui::screen::{Size, story};
use crate::tui::theme::Role;
use crate::tui::widget::prose::{Prose, Scroll};
use crate::tui::widget::{fit, panel};

/// Cells of the list of questions.
const LIST: u16 = 30;
/// Cells of the givens of a case.
const GIVENS: u16 = 42;

/// What stands beside a question.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Beside {
    /// The questions so far.
    List,
    /// A scenario's state and the way so far.
    Story,
    /// The givens of a case.
    Givens,
}

impl Drawing<'_> {
    pub(super) fn beside(&self) -> Beside {
        let interview = &self.asking.interview;
        match self.step() {
            Step::Break | Step::Over => Beside::List,
            _ if interview.scenario().is_some() => Beside::Story,
            _ if interview.case().is_some_and(|case| !case.givens.is_empty()) => Beside::Givens,
            _ => Beside::List,
        }
    }

    /// Cells of the pane beside the question. What there is to a case or a scenario needs the width of a
    /// standard page.
    pub(super) fn aside_width(&self) -> u16 {
        match (self.page.size, self.beside()) {
            (Size::Wide, Beside::Story) => story::SIDE,
            (Size::Wide, Beside::Givens) => GIVENS,
            (Size::Wide | Size::Standard, Beside::List) => LIST,
            _ => 0,
        }
    }

    /// How things stand, in a line below the question where there is no room beside it.
    pub(super) fn state_line(&self) -> Vec<Line<'static>> {
        let says = |state: &State| state.lines().next().is_some();
        let fits = matches!(self.page.size, Size::Standard | Size::Compact);
        match self.asking.interview.state() {
            Some(state) if fits && says(&state) && self.beside() == Beside::Story => {
                story::state_line(&state, self.page.body, &self.look)
            }
            _ => Vec::new(),
        }
    }

    pub(super) fn view_beside(&self, frame: &mut Frame, area: Rect) {
        let (size, look) = (self.page.size, &self.look);
        match self.beside() {
            Beside::List => {
                let inner = panel(frame, area, size, look, "Interview", false);
                let (list, row) = self.list(inner.width);
                let mut scroll = Scroll::default();
                scroll.follow(row, list.height(inner.width), inner.height);
                list.view(frame, inner, scroll, look);
            }
            Beside::Story => {
                let state = self.asking.interview.state().unwrap_or_default();
                let texts = (&story::state(&state, look), &self.way());
                story::beside(frame, area, size, look, texts);
            }
            Beside::Givens => {
                let inner = panel(frame, area, size, look, "Given", false);
                self.givens().view(frame, inner, Scroll::default(), look);
            }
        }
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

    fn way(&self) -> Prose {
        let interview = &self.asking.interview;
        let now = interview.node().filter(|_| !self.is_past_part());
        story::way(&interview.way(), 0, now, &self.look)
    }

    fn givens(&self) -> Prose {
        let givens = self.asking.interview.case().map(|case| &case.givens);
        let text = self.look.style(Role::Text);
        givens
            .into_iter()
            .flatten()
            .fold(Prose::default(), |prose, given| {
                prose.text(&format!("- {given}"), text)
            })
    }

    /// What goes with the question of a case: at a twist the number before it, and the givens where they
    /// do not stand beside it.
    pub(super) fn with_case(&self, prose: Prose) -> Prose {
        let prose = match self.number_before() {
            Some(before) => prose.blank().line(self.muted(before), 0),
            None => prose,
        };
        match self.beside() == Beside::Givens && self.aside_width() == 0 {
            true => self.then_givens(prose),
            false => prose,
        }
    }

    fn then_givens(&self, prose: Prose) -> Prose {
        let head = self.look.style(Role::Title);
        prose.blank().text("Given", head).then(self.givens())
    }

    /// What was said before the twist.
    fn number_before(&self) -> Option<String> {
        let interview = &self.asking.interview;
        let case = interview.case().filter(|_| interview.is_twist())?;
        let before = interview.answers().get(interview.place())?.first()?;
        let number = estimate::show(before.estimate?);
        Some(format!("You said {number} {}.", case.range.unit))
    }

    pub(super) fn full_title(&self) -> &'static str {
        match self.beside() {
            Beside::Story => "The story so far",
            _ => "The question in full",
        }
    }

    /// The setting, the way and the state, the givens, what was said, and what is asked now.
    pub(super) fn in_full(&self) -> Prose {
        let interview = &self.asking.interview;
        let (text, head) = (self.look.style(Role::Text), self.look.style(Role::Title));
        let prompt = interview.prompt().unwrap_or_default();
        let mut prose = Prose::new(&prompt, text);
        if let Some(state) = interview.state() {
            if !interview.way().is_empty() {
                prose = prose.blank().text("How one got here", head);
                prose = prose.then(self.way());
            }
            prose = prose.blank().text("How things stand", head);
            prose = prose.then(story::state(&state, &self.look));
        }
        if let Some(case) = interview.case() {
            prose = prose.blank().text(&case.ask, head);
            prose = self.then_givens(prose);
        }
        prose = self.said_before(prose);
        match self.is_past_part() {
            true => prose,
            false => self.now(prose),
        }
    }

    /// What was said at the parts that are over.
    fn said_before(&self, prose: Prose) -> Prose {
        let interview = &self.asking.interview;
        let parts = interview.answers().get(interview.place());
        let parts = parts.into_iter().flatten().enumerate();
        parts.fold(prose, |prose, (at, part)| {
            let scenario = interview.scenario();
            let node = scenario.and_then(|s| s.nodes.get(s.node(&part.id)?));
            let when = match node {
                Some(node) => story::called(node, at + 1),
                None => "before the twist".into(),
            };
            self.said(prose, &format!("You, {when}"), &part.text)
        })
    }

    /// What is asked now, and what was typed to it so far.
    fn now(&self, mut prose: Prose) -> Prose {
        let interview = &self.asking.interview;
        let head = self.look.style(Role::Title);
        let words = interview.words(self.trainer.clock().ticks());
        if let Some(node) = interview.node() {
            prose = prose.blank().text(&node.ask, head);
        }
        if interview.is_twist() {
            let twist = words.ask.clone().unwrap_or_default();
            prose = prose.blank().text(&twist, head);
            if let Some(before) = self.number_before() {
                prose = prose.line(self.muted(before), 0);
            }
        }
        prose = self.said(prose, "You, so far", &interview.part().text);
        if let Step::Probe { .. } = self.step() {
            prose = self.asks(prose.blank(), &words);
            prose = self.said(prose, "You, so far", interview.text());
        }
        prose
    }

    fn said(&self, prose: Prose, title: &str, words: &str) -> Prose {
        match words.trim() {
            "" => prose,
            words => prose
                .blank()
                .line(
                    Span::styled(title.to_owned(), self.look.style(Role::Title)),
                    0,
                )
                .text(&SafeText::new(words), self.look.style(Role::Text)),
        }
    }
}
