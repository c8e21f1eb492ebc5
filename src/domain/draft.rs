//! A half-answered card, kept so that a crash costs no thought.

use super::attempt::Seconds;
use super::card::CardId;
use super::day::Day;
use super::grade::{Mark, Verdict};

/// A showing cut short, with the session it belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Which card.
    pub card: CardId,
    /// The study day of the session.
    pub day: Day,
    /// When it was kept, in UTC milliseconds; the newest draft is the one to go on with.
    pub at: i64,
    /// The session's filter, as a query; empty for today's plan.
    pub filter: String,
    /// The variant asked.
    pub variant: u16,
    /// The step it was at, by its name.
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
    /// What was typed, raw.
    pub text: String,
}
