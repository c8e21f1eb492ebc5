//! Which questions a mock asks: a pure function of the cards, the history, the day and chance.

use std::collections::HashMap;

use super::hand::Hand;
use super::{PROMPTS, Plan, Round};
use crate::domain::card::{CardId, Kind};
use crate::domain::day::Day;
use crate::domain::deck::{Axes, CardInfo};
use crate::domain::progress::Progress;
use crate::domain::schedule;

/// A card attempted today or on so many study days before is not asked.
const REST: u32 = 3;
/// Grades a competency needs before it can be known as the weakest.
const GRADES_TO_KNOW: u32 = 3;

/// What a mock is drawn from: nothing else has a say in it.
#[derive(Debug, Clone, Copy)]
pub struct Pool<'a> {
    /// Every card of the library.
    pub cards: &'a [CardInfo],
    /// What the journal says.
    pub progress: &'a Progress,
    /// Cards that mocks put on a day and that are not marked yet: the journal does not know them.
    pub heard: &'a [(CardId, Day)],
    /// What the stages are about.
    pub axes: &'a Axes,
    /// What is asked for.
    pub plan: &'a Plan,
    /// The study day.
    pub day: Day,
    /// Chance, fixed for this mock.
    pub seed: u64,
}

/// One question to ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Prompt {
    /// The card, by its place among the pool's cards.
    pub card: usize,
    /// The stage, by its place in the plan.
    pub round: usize,
    /// It comes from where the stage does not usually ask.
    pub curveball: bool,
}

/// How far a question is from what was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strain {
    /// Not at all.
    None,
    /// Of a competency the stage does not usually test.
    Competency,
    /// Of another stage.
    Stage,
    /// Of another level.
    Level,
}

impl Strain {
    pub(super) const ALL: [Self; 4] = [Self::None, Self::Competency, Self::Stage, Self::Level];
}

/// What could not be had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Compromise {
    /// A stage asks fewer questions than its time would hold; 0 leaves it out.
    Fewer {
        /// Which stage.
        round: usize,
        /// Questions it asks.
        asked: usize,
        /// Questions its time would hold.
        wanted: usize,
    },
    /// A stage asks a question that is not quite its own.
    Strained {
        /// Which stage.
        round: usize,
        /// How far off it is.
        strain: Strain,
    },
    /// A stage asks twice about one competency.
    Repeated {
        /// Which stage.
        round: usize,
    },
    /// A stage throws no curveball.
    NoCurveball {
        /// Which stage.
        round: usize,
    },
}

/// The questions of a mock in their order, and what they cost.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Draw {
    /// The questions, stage by stage, difficulty rising in each.
    pub prompts: Vec<Prompt>,
    /// What could not be had.
    pub compromises: Vec<Compromise>,
}

/// Whether a mock asks cards of this kind.
pub fn is_asked(kind: Kind) -> bool {
    matches!(kind, Kind::Behavioural | Kind::Scenario | Kind::Case) && kind.is_drilled()
}

/// Questions that a stage of so many minutes asks.
pub fn prompts_in(minutes: u16) -> usize {
    (usize::from(minutes) / 15 + 1).clamp(*PROMPTS.start(), *PROMPTS.end())
}

/// Draws the questions of a mock. In each stage they fit it and its level, each tests another of its
/// competencies, and none gets easier. One question of each stage is a curveball, never its first.
/// Nothing is asked twice, or that was asked on the day or the three before it. Where that leaves a
/// stage fewer than two, it borrows from further away.
pub fn draw(pool: &Pool<'_>) -> Draw {
    let mut hand = Hand {
        pool,
        open: (0..pool.cards.len())
            .filter(|at| pool.may_ask(*at))
            .collect(),
        compromises: Vec::new(),
    };
    let mut dealt: Vec<Vec<Prompt>> = (0..pool.plan.rounds.len())
        .map(|at| hand.deal(at))
        .collect();
    for (round, prompts) in dealt.iter_mut().enumerate() {
        hand.throw_curveball(round, prompts);
    }
    for (round, prompts) in dealt.iter().enumerate() {
        let (asked, wanted) = (prompts.len(), prompts_in(pool.plan.rounds[round].minutes));
        if asked < wanted {
            let fewer = Compromise::Fewer {
                round,
                asked,
                wanted,
            };
            hand.compromises.push(fewer);
        }
    }
    Draw {
        prompts: dealt.concat(),
        compromises: hand.compromises,
    }
}

impl Pool<'_> {
    fn may_ask(&self, at: usize) -> bool {
        let info = &self.cards[at];
        let rests = |last: Day| last.plus(REST) >= self.day;
        let is_heard = |(card, day): &(CardId, Day)| *card == info.id && rests(*day);
        is_asked(info.kind)
            && !self.heard.iter().any(is_heard)
            && self.progress.card(&info.id).is_none_or(|seen| {
                let rests = seen.last().is_some_and(|last| rests(last.day));
                !seen.suspended && !seen.is_buried(self.day) && !rests
            })
    }

    pub(super) fn chance(&self, at: usize) -> u64 {
        schedule::seed(self.cards[at].id.as_str(), self.seed)
    }

    /// The competencies a stage usually tests; none known means any.
    fn usual(&self, round: &Round) -> &[Box<str>] {
        let stage = self.axes.mock(&round.stage);
        stage.map_or(&[], |stage| &stage.competencies)
    }

    pub(super) fn is_usual(&self, round: &Round, at: usize) -> bool {
        let usual = self.usual(round);
        usual.is_empty() || usual.iter().any(|c| **c == *self.cards[at].competency)
    }

    /// How far a card is from what a stage asks for.
    pub(super) fn strain(&self, round: &Round, at: usize) -> Strain {
        let card = &self.cards[at];
        let level = self.plan.level.as_deref();
        let is_level =
            |level: &str| card.levels.is_empty() || card.levels.iter().any(|l| **l == *level);
        let is_stage = card.stages.is_empty() || card.stages.iter().any(|s| **s == *round.stage);
        match () {
            () if !level.is_none_or(is_level) => Strain::Level,
            () if !is_stage => Strain::Stage,
            () if !self.is_usual(round, at) => Strain::Competency,
            () => Strain::None,
        }
    }

    /// The competency whose last grades are the lowest, of those that have some.
    pub(super) fn weakest(&self) -> Option<&str> {
        let mut grades: HashMap<&str, (u32, u32)> = HashMap::new();
        for card in self.cards {
            let seen = self.progress.card(&card.id);
            for grade in seen.into_iter().flat_map(|seen| seen.grades()) {
                let (sum, count) = grades.entry(&card.competency).or_default();
                *sum += u32::from(grade.value());
                *count += 1;
            }
        }
        let known = grades
            .into_iter()
            .filter(|(_, (_, n))| *n >= GRADES_TO_KNOW);
        // A mean in hundredths, so that it can be ordered; the name decides between equals.
        let mean = |(name, (sum, n)): &(&str, (u32, u32))| (sum * 100 / n, name.to_string());
        known.min_by_key(mean).map(|(name, _)| name)
    }
}
