//! A half-answered card, kept so that a crash costs no thought.

use super::attempt::{Part, Seconds};
use super::card::CardId;
use super::grade::{Mark, Verdict};

impl Draft {
    /// Whether anything was typed or marked in it.
    pub fn holds_anything(&self) -> bool {
        let typed = [&self.text, &self.number].into_iter().chain(&self.debrief);
        let mut typed = typed.filter(|text| !text.trim().is_empty());
        let parts = !self.parts.is_empty() || !self.ahead.is_empty();
        typed.next().is_some() || !self.marks.is_empty() || parts
    }
}

/// A showing cut short: all that is needed to go on with it.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// Which card.
    pub card: CardId,
    /// Attempts at the card so far: once there is another, the draft is of no use.
    pub attempts: u32,
    /// When it was kept, in UTC milliseconds.
    pub at: i64,
    /// The variant asked.
    pub variant: u16,
    /// The step it was at, by its name.
    pub step: String,
    /// Time spent on what is asked now.
    pub seconds: Seconds,
    /// Time spent on what belongs to no part.
    pub before: Seconds,
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
    /// Where the user moved the verdict, and why.
    pub moved: Option<(Verdict, String)>,
    /// Given up.
    pub gave_up: bool,
    /// The choice picked, by its place in the deck.
    pub chosen: Option<u16>,
    /// Hidden parts uncovered.
    pub uncovered: u16,
    /// What was typed, raw.
    pub text: String,
    /// Which part was asked, by its id.
    pub asked: Box<str>,
    /// The option taken there, by its id.
    pub taken: Option<Box<str>>,
    /// The number given there.
    pub estimate: Option<f64>,
    /// A case's number as it was being typed, raw.
    pub number: String,
    /// The parts that are over.
    pub parts: Vec<Part>,
    /// Parts one stepped back from, or answered before they are marked.
    pub ahead: Vec<Part>,
    /// The steps of a scenario that were recalled, not played: (node, option).
    pub recalled: Vec<(Box<str>, Box<str>)>,
    /// What was said to the questions after the ending.
    pub debrief: Vec<String>,
    /// The line of the answer that shows most, as the user has it so far.
    pub evidence: String,
    /// The mock interview whose answer this is; empty in practice.
    pub mock: Box<str>,
}
