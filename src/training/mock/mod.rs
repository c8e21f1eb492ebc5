//! A mock interview: asked without a mark in between, then marked answer by answer.

mod clock;
mod draft;
mod markdown;
mod marking;
mod moves;
mod parts;
mod question;
pub mod words;

use std::time::Duration;

use crate::domain::attempt::{ANSWER_CHARACTERS, Part};
use crate::domain::card::Card;
use crate::domain::day::Day;
use crate::domain::mock::{Asked, Plan, Round};
use crate::training::showing::Past;

pub use markdown::markdown;
pub use marking::{EVIDENCE_CHARACTERS, evidence, is_quoted};
pub use question::Words;

/// Where an interview stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Before a stage; no clock runs.
    Break,
    /// Before the answer.
    Think,
    /// Answering, aloud or typed.
    Answer,
    /// A follow-up, by its place among those of the part at hand.
    Probe {
        /// Which of them.
        followup: usize,
    },
    /// The number of an estimate.
    Estimate,
    /// Which option of a node is nearest to what was said.
    Choose,
    /// What the option taken costs.
    Cost {
        /// Which option, by its place in the deck.
        option: usize,
    },
    /// How a scenario ended.
    Ending {
        /// Which ending, by its place in the deck.
        ending: usize,
    },
    /// Nothing more is asked.
    Over,
}

/// What an interview needs to know of one of its cards.
#[derive(Debug, Clone)]
pub struct Script {
    /// The card; none where its deck has gone since it was drawn.
    pub card: Option<Card>,
    /// What is known of its past.
    pub past: Past,
}

/// An interview while it is asked. Time comes in as the clock's ticks; nothing is marked, and there is
/// no way back to an earlier step.
#[derive(Debug, Clone)]
pub struct Interview {
    pub(super) id: Box<str>,
    /// How many times it was kept.
    pub(super) revision: u64,
    day: Day,
    plan: Plan,
    asked: Vec<Asked>,
    scripts: Vec<Script>,
    variants: Vec<u16>,
    answers: Vec<Vec<Part>>,
    at: usize,
    step: Step,
    part: Part,
    reply: String,
    /// Follow-ups still to put for the part at hand.
    to_put: Vec<usize>,
    /// Follow-ups put so far in all.
    probed: usize,
    /// Spent on the step at hand until `since`.
    spent: Duration,
    stage_spent: Duration,
    paused: Duration,
    is_paused: bool,
    /// The tick up to which time has been counted.
    since: Duration,
}

impl Interview {
    /// An interview before its first stage, at the clock's tick `at`.
    pub fn new(
        id: Box<str>,
        day: Day,
        plan: Plan,
        asked: Vec<Asked>,
        scripts: Vec<Script>,
        at: Duration,
    ) -> Self {
        let variant = |script: &Script| {
            let card = script.card.as_ref();
            card.map_or(0, |card| script.past.next_variant(card))
        };
        Self {
            id,
            revision: 0,
            day,
            plan,
            variants: scripts.iter().map(variant).collect(),
            answers: vec![Vec::new(); asked.len()],
            asked,
            scripts,
            at: 0,
            step: Step::Break,
            part: Part::default(),
            reply: String::new(),
            to_put: Vec::new(),
            probed: 0,
            spent: Duration::ZERO,
            stage_spent: Duration::ZERO,
            paused: Duration::ZERO,
            is_paused: false,
            since: at,
        }
    }

    /// Its id.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// What it was asked for.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// Where it stands.
    pub fn step(&self) -> Step {
        self.step
    }

    /// The question at hand, by its place; the number of questions once it is over.
    pub fn place(&self) -> usize {
        self.at
    }

    /// Its questions, each with what became of it so far.
    pub fn asked(&self) -> &[Asked] {
        &self.asked
    }

    /// The parts answered of each question.
    pub fn answers(&self) -> &[Vec<Part>] {
        &self.answers
    }

    /// The part at hand, as far as it is answered.
    pub fn part(&self) -> &Part {
        &self.part
    }

    /// The card at hand.
    pub fn card(&self) -> Option<&Card> {
        self.scripts.get(self.at)?.card.as_ref()
    }

    /// The stage at hand, by its place and as it was planned; the last one once it is over.
    pub fn round(&self) -> Option<(usize, &Round)> {
        let asked = self.asked.get(self.at).or(self.asked.last())?;
        Some((asked.round, self.plan.rounds.get(asked.round)?))
    }

    /// Whether the clock stands.
    pub fn is_paused(&self) -> bool {
        self.is_paused
    }

    /// What is being typed: the answer, the reply to a follow-up, or a number.
    pub fn text(&self) -> &str {
        match self.step {
            Step::Probe { .. } | Step::Estimate => &self.reply,
            _ => &self.part.text,
        }
    }

    /// Takes over what was typed.
    pub fn set_text(&mut self, text: String) {
        match self.step {
            Step::Probe { .. } | Step::Estimate => self.reply = text,
            Step::Think | Step::Answer => self.part.text = text,
            _ => {}
        }
    }

    /// Characters that what is being typed may hold: the question holds so many in all its parts, with
    /// the follow-ups that are quoted between them.
    pub fn room(&self) -> usize {
        let characters = |text: &str| text.chars().count();
        let answers = self.answers.get(self.at).into_iter().flatten();
        let kept: usize = answers.map(|part| characters(&part.text)).sum();
        let around = match self.step {
            Step::Probe { followup } => {
                let ask = self
                    .followups()
                    .get(followup)
                    .map_or(0, |f| characters(&f.ask));
                // The quote's own sign, and a line's end before and after it.
                characters(&self.part.text) + ask + characters(parts::QUOTE) + 2
            }
            _ => 0,
        };
        ANSWER_CHARACTERS.saturating_sub(kept + around)
    }

    /// Whether anything was answered at all.
    pub fn has_answers(&self) -> bool {
        self.answers.iter().any(|parts| !parts.is_empty()) || !self.part.text.trim().is_empty()
    }
}
