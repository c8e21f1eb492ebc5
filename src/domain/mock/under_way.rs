//! A mock that is not over, kept so that a crash costs no word of it.

use super::{Asked, Plan};
use crate::domain::attempt::Part;
use crate::domain::day::Day;

/// All that is needed to go on with a mock: with asking, then with marking.
#[derive(Debug, Clone, PartialEq)]
pub struct UnderWay {
    /// Its id.
    pub id: Box<str>,
    /// How many times it was kept; one who goes on from an older one than is kept comes too late.
    pub revision: u64,
    /// The study day it began on.
    pub day: Day,
    /// When it was kept, in UTC milliseconds.
    pub at: i64,
    /// What it was asked for.
    pub plan: Plan,
    /// Its questions, each with what became of it so far.
    pub asked: Vec<Asked>,
    /// The parts answered of each question, in the same order.
    pub answers: Vec<Vec<Part>>,
    /// The variant of each question that is asked.
    pub variants: Vec<u16>,
    /// The question at hand, by its place.
    pub question: usize,
    /// The step it was at, by its name.
    pub step: String,
    /// The part at hand, as far as it is answered.
    pub part: Part,
    /// What was typed in reply to the follow-up at hand, or as a number, raw.
    pub reply: String,
    /// Seconds spent on the step at hand.
    pub spent: u32,
    /// Seconds spent on the stage at hand.
    pub stage_spent: u32,
    /// Seconds the clock stood.
    pub paused: u32,
    /// Follow-ups put so far in all.
    pub probed: usize,
}

impl UnderWay {
    /// The step of a mock whose questions are over.
    pub const MARKING: &str = "marking";
    /// The step of a mock that is over, and some answers of which could not be shown to be marked.
    pub const UNMARKED: &str = "unmarked";

    /// Whether all that is left of it is to be marked.
    pub fn is_marking(&self) -> bool {
        matches!(self.step.as_str(), Self::MARKING | Self::UNMARKED)
    }

    /// Questions that were put.
    pub fn reached(&self) -> usize {
        self.asked.iter().filter(|asked| asked.reached).count()
    }
}
