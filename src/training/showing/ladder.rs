//! A ladder: the same answer given four times, each time in less time.

use std::time::Duration;

use super::{Showing, Step};
use crate::domain::attempt::{Part, Seconds};
use crate::training::stopwatch::{Phase, Stopwatch};

/// Seconds that each rung gives the answer.
pub const RUNGS: [u32; 4] = [180, 90, 60, 30];
/// What the parts of an attempt that are rungs begin with: `ladder/180`.
pub const LADDER: &str = "ladder/";

/// The rung at hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rung {
    /// Its place, from 0.
    pub at: usize,
    /// Seconds it gives the answer.
    pub seconds: u32,
}

impl Rung {
    pub(super) fn of(at: usize) -> Self {
        let at = at.min(RUNGS.len() - 1);
        Self {
            at,
            seconds: RUNGS[at],
        }
    }

    /// Whether the rubric comes after it.
    pub fn is_last(self) -> bool {
        self.at + 1 == RUNGS.len()
    }

    /// The id of what is answered on it.
    pub(super) fn id(self) -> Box<str> {
        format!("{LADDER}{}", self.seconds).into()
    }
}

/// Whether a part of an attempt is a rung.
pub fn is_rung(id: &str) -> bool {
    id.starts_with(LADDER)
}

impl Showing {
    /// Asks the card as a ladder, where it [can be](crate::domain::card::Card::can_be_laddered). Any other
    /// is asked as ever.
    pub fn as_ladder(&mut self) {
        if self.card.can_be_laddered() && !self.is_marking_only() {
            self.ladder = Some(Vec::new());
        }
    }

    /// The rung at hand; none where the card is no ladder.
    pub fn rung(&self) -> Option<Rung> {
        self.ladder.as_ref().map(|over| Rung::of(over.len()))
    }

    /// The rungs that are over, in their order.
    pub fn rungs_over(&self) -> &[Part] {
        self.ladder.as_deref().unwrap_or_default()
    }

    /// Seconds that the answer at hand is given.
    pub fn answer_box(&self) -> u32 {
        let own = self.card.time_box.answer;
        self.rung().map_or(own, |rung| rung.seconds)
    }

    /// Ends a rung and begins the next.
    pub(super) fn end_rung(&mut self, rung: Rung, at: Duration) {
        let seconds = self.watch.seconds(at);
        self.clear_template();
        let over = Part {
            id: rung.id(),
            text: std::mem::take(&mut self.text).trim_end().to_owned(),
            seconds: Seconds {
                answer: seconds.answer,
                ..Seconds::default()
            },
            ..Part::default()
        };
        self.ladder.get_or_insert_default().push(over);
        // The answer is the last rung's; the time of those before it is not lost.
        let before = Seconds {
            think: seconds.think.saturating_add(seconds.answer),
            answer: 0,
            ..seconds
        };
        self.watch = Stopwatch::start(Phase::Answer, before, at);
    }

    /// How a draft names what is asked: a rung by its own id.
    pub(super) fn asked_in_draft(&self, part: Box<str>) -> Box<str> {
        self.rung().map_or(part, Rung::id)
    }

    /// Goes on with the rungs of a draft. What was begun as a ladder is one, and nothing else is.
    pub(super) fn go_on_ladder(&mut self, asked: &str, parts: &[Part]) {
        let over = parts.iter().filter(|part| is_rung(&part.id)).cloned();
        self.ladder = is_rung(asked).then(|| over.collect());
    }

    /// The answer step that ends in another rung.
    pub fn is_before_rung(&self) -> bool {
        self.step == Step::Answer && self.rung().is_some_and(|rung| !rung.is_last())
    }
}
