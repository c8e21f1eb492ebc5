//! Whether cards were still known when they came back.

use crate::domain::day::Day;
use crate::domain::ledger::{Ledger, Line};

use super::is_pass;

/// Days since the look before from which on a card is mature; below it is young.
pub const MATURE: u32 = 21;

/// How many passed, of how many.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Passed {
    /// Not graded Again.
    pub passed: u32,
    /// In all.
    pub of: u32,
}

impl Passed {
    fn add(&mut self, passed: bool) {
        self.of += 1;
        self.passed += u32::from(passed);
    }

    /// Both together.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            passed: self.passed + other.passed,
            of: self.of + other.of,
        }
    }

    /// The share that passed, 0 to 1; none where there are none.
    pub fn share(self) -> Option<f64> {
        (self.of > 0).then(|| f64::from(self.passed) / f64::from(self.of))
    }
}

/// The retention of some days.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Span {
    /// Fewer than [`MATURE`] days after the look before.
    pub young: Passed,
    /// The others.
    pub mature: Passed,
}

/// True retention: an attempt counts where, in the journal's order, the card was attempted on an earlier
/// study day and not yet on a day as late as this one; so second looks of a day never do.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Retention {
    /// The last 7 days, today among them.
    pub week: Span,
    /// The last 30 days.
    pub month: Span,
    /// All days.
    pub all: Span,
}

pub(super) struct Counting {
    today: Day,
    /// The latest study day of each card so far, by its number in the ledger.
    last: Vec<Option<Day>>,
    retention: Retention,
}

impl Counting {
    pub(super) fn new(ledger: &Ledger, today: Day) -> Self {
        Self {
            today,
            last: vec![None; ledger.cards().len()],
            retention: Retention::default(),
        }
    }

    pub(super) fn add(&mut self, line: &Line) {
        let last = &mut self.last[line.card as usize];
        let before = *last;
        if before.is_some_and(|before| before >= line.day) {
            return;
        }
        *last = Some(line.day);
        let Some(before) = before else {
            return;
        };
        let (passed, ago) = (is_pass(line), self.today.since(line.day));
        let Retention { week, month, all } = &mut self.retention;
        for (span, days) in [(week, 7), (month, 30), (all, u32::MAX)] {
            if ago < days {
                match line.day.since(before) >= MATURE {
                    true => span.mature.add(passed),
                    false => span.young.add(passed),
                }
            }
        }
    }

    pub(super) fn done(self) -> Retention {
        self.retention
    }
}
