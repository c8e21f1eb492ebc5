//! One answered and graded showing: the only thing kept about practice.

use super::card::{CardId, Kind};
use super::day::Day;
use super::grade::{Grade, Mark, Verdict};

/// The most characters an answer may hold.
pub const ANSWER_CHARACTERS: usize = 16_000;

/// Where the time went, in seconds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Seconds {
    /// Before the answer began.
    pub think: u32,
    /// From the first word to the reveal.
    pub answer: u32,
    /// From the reveal to the grade.
    pub marking: u32,
    /// With the clock stopped.
    pub paused: u32,
}

/// One answered and graded showing of a card.
#[derive(Debug, Clone, PartialEq)]
pub struct Attempt {
    /// Which card.
    pub card: CardId,
    /// The study day, by the clock of the device at that moment.
    pub day: Day,
    /// What kind the card was.
    pub kind: Kind,
    /// 0 the prompt, n its n-th variant.
    pub variant: u16,
    /// Where the time went.
    pub seconds: Seconds,
    /// Hints taken.
    pub hints: u8,
    /// The verdict expected before the reveal.
    pub confidence: Option<Verdict>,
    /// Ids of the red flags raised.
    pub flags: Vec<Box<str>>,
    /// The unprompted mark of each point, by id.
    pub marks: Vec<(Box<str>, Mark)>,
    /// Ids of the points a probe lifted from 0 to 1.
    pub lifts: Vec<Box<str>>,
    /// Ids of the follow-ups put.
    pub probes: Vec<Box<str>>,
    /// The version of the rule behind `verdict`.
    pub rule: u8,
    /// What the marks came to; none where there was nothing to mark.
    pub verdict: Option<Verdict>,
    /// What the user settled on.
    pub given: Option<Verdict>,
    /// Why `given` differs.
    pub reason: String,
    /// The grade proposed.
    pub proposed: Grade,
    /// The grade given.
    pub grade: Grade,
    /// What was typed, raw.
    pub text: String,
}
