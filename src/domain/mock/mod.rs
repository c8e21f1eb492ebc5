//! A mock interview: who asks what, for how long, and what is kept of it.

mod advice;
mod draw;
mod hand;
mod manner;
mod probes;
mod scorecard;
mod setup;
mod under_way;
mod verdict;

pub use advice::Advice;
pub use draw::{Compromise, Draw, Pool, Prompt, Strain, draw, is_asked, prompts_in};
pub use manner::{Manner, PAUSE};
pub use probes::probes;
pub use scorecard::{
    Competence, Earlier, EarlierStage, Footing, Heard, Row, Scorecard, StageResult,
};
pub use setup::Setup;
pub use under_way::UnderWay;
pub use verdict::{StageVerdict, stage_verdict};

use super::card::CardId;
use super::day::Day;
use super::entry::Spot;

/// Minutes a stage may take.
pub const MINUTES: std::ops::RangeInclusive<u16> = 5..=120;
/// A stage asks so many questions.
const PROMPTS: std::ops::RangeInclusive<usize> = 2..=4;
/// Competencies a stage is best about.
pub const COMPETENCIES: std::ops::RangeInclusive<usize> = 5..=8;
/// Minutes of a stage that says nothing of its own.
pub const USUAL_MINUTES: u16 = 45;

/// What a stage is for a mock, where its axis says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MockStage {
    /// The stage's id.
    pub stage: Box<str>,
    /// Minutes it takes.
    pub minutes: u16,
    /// What it asks about, best [`COMPETENCIES`] ids.
    pub competencies: Vec<Box<str>>,
    /// How its interviewer usually is.
    pub manner: Manner,
}

/// One stage of a mock as it is planned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Round {
    /// The stage's id.
    pub stage: Box<str>,
    /// Minutes it takes, [`MINUTES`].
    pub minutes: u16,
    /// How its interviewer is.
    pub manner: Manner,
}

/// What a mock is asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    /// What it is called; raw.
    pub name: String,
    /// Its stages in their order, one or more.
    pub rounds: Vec<Round>,
    /// How senior; none means any.
    pub level: Option<Box<str>>,
    /// The clock cuts off, and never stands.
    pub strict: bool,
}

/// A question of a mock: what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// Which stage, by its place in the plan.
    pub round: usize,
    /// What was asked.
    pub card: CardId,
    /// What it tests.
    pub competency: Box<str>,
    /// It came from where the stage does not usually ask.
    pub curveball: bool,
    /// It was put to the user before the stage's time was over.
    pub reached: bool,
    /// The clock cut the answer off.
    pub cut: bool,
    /// Seconds the answer was given.
    pub boxed: u32,
    /// Seconds it took.
    pub seconds: u32,
    /// Ids of the follow-ups put.
    pub probes: Vec<Box<str>>,
}

/// A mock that was asked and marked: with the attempts of the same mock it makes a scorecard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Its name for ever; attempts carry it.
    pub id: Box<str>,
    /// The study day it began on.
    pub day: Day,
    /// What it was asked for.
    pub plan: Plan,
    /// Its questions in their order.
    pub asked: Vec<Asked>,
}

/// What progress keeps of a mock, so that they can be listed without reading the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MockSeen {
    /// Its id.
    pub id: Box<str>,
    /// The study day it began on.
    pub day: Day,
    /// Where its record stands in the journal.
    pub spot: Spot,
}
