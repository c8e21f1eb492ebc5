//! A half-answered card.

use super::attempt::{Attempt, Seconds};
use super::card::{CardId, Kind};
use super::day::Day;
use super::grade::{Mark, Verdict};

/// A half-answered card: it is offered again, as it was, by the next session that asks it.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// The card.
    pub card: CardId,
    /// The study day on which it was being answered.
    pub day: Day,
    /// Where the answer stood.
    pub unfinished: Unfinished,
}

/// A showing cut short: all that is needed to go on with it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Unfinished {
    /// The variant asked.
    pub variant: u16,
    /// `think`, `answer`, `flags`, `points`, `probe`, `verdict` or `grade`.
    pub step: String,
    /// Time spent.
    pub seconds: Seconds,
    /// Hints taken.
    pub hints: u8,
    /// The verdict expected.
    pub confidence: Option<Verdict>,
    /// Red flags, by id: raised or not.
    pub flags: Vec<(Box<str>, bool)>,
    /// Marks given, by the point's id.
    pub marks: Vec<(Box<str>, Mark)>,
    /// Points lifted, by id.
    pub lifts: Vec<Box<str>>,
    /// Follow-ups put, by id.
    pub probes: Vec<Box<str>>,
    /// Given up.
    pub gave_up: bool,
    /// The choice picked, by its place in the deck.
    pub chosen: Option<u16>,
    /// Hidden parts uncovered.
    pub uncovered: u16,
    /// What was typed.
    pub text: String,
}

impl From<&Attempt> for Unfinished {
    /// An answer taken back, as it stood before its grade.
    fn from(attempt: &Attempt) -> Self {
        let gave_up = attempt.kind == Kind::Behavioural && attempt.marks.is_empty();
        Self {
            variant: attempt.variant,
            step: "verdict".into(),
            seconds: attempt.seconds,
            hints: attempt.hints,
            confidence: attempt.confidence,
            flags: attempt.flags.iter().map(|id| (id.clone(), true)).collect(),
            marks: attempt.marks.clone(),
            lifts: attempt.lifts.clone(),
            probes: attempt.probes.clone(),
            gave_up,
            chosen: None,
            uncovered: u16::MAX,
            text: attempt.text.clone(),
        }
    }
}
