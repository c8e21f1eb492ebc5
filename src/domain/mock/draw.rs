//! Which questions a mock asks: a pure function of the cards, the history, the day and chance.

use std::collections::HashMap;
use std::ops::RangeInclusive;

use super::{Plan, Round};
use crate::domain::card::Kind;
use crate::domain::day::Day;
use crate::domain::deck::{Axes, CardInfo};
use crate::domain::progress::Progress;
use crate::domain::schedule;

/// A card attempted today or on so many study days before is not asked.
const REST: u32 = 3;
/// A stage asks so many questions.
const PROMPTS: RangeInclusive<usize> = 2..=4;
/// Grades a competency needs before it can be known as the weakest.
const GRADES_TO_KNOW: u32 = 3;

/// What a mock is drawn from: nothing else has a say in it.
#[derive(Debug, Clone, Copy)]
pub struct Pool<'a> {
    /// Every card of the library.
    pub cards: &'a [CardInfo],
    /// What the journal says.
    pub progress: &'a Progress,
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
    const ALL: [Self; 4] = [Self::None, Self::Competency, Self::Stage, Self::Level];
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
    /// There is no curveball.
    NoCurveball,
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
/// competencies, and none gets easier. One question of the mock is a curveball, never the first of its
/// stage. Nothing is asked twice, or that was attempted on the day or the three before it. Where
/// that leaves a stage fewer than two, it borrows from further away.
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
    hand.throw_curveball(&mut dealt);
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
        is_asked(info.kind)
            && self.progress.card(&info.id).is_none_or(|seen| {
                let rests = seen.last().is_some_and(|last| rests(last.day));
                !seen.suspended && !seen.is_buried(self.day) && !rests
            })
    }

    fn chance(&self, at: usize) -> u64 {
        schedule::seed(self.cards[at].id.as_str(), self.seed)
    }

    /// The competencies a stage usually tests; none known means any.
    fn usual(&self, round: &Round) -> &[Box<str>] {
        let stage = self.axes.mock(&round.stage);
        stage.map_or(&[], |stage| &stage.competencies)
    }

    fn is_usual(&self, round: &Round, at: usize) -> bool {
        let usual = self.usual(round);
        usual.is_empty() || usual.iter().any(|c| **c == *self.cards[at].competency)
    }

    /// How far a card is from what a stage asks for.
    fn strain(&self, round: &Round, at: usize) -> Strain {
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
    fn weakest(&self) -> Option<&str> {
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

/// The cards that are left while a mock is dealt.
struct Hand<'a> {
    pool: &'a Pool<'a>,
    open: Vec<usize>,
    compromises: Vec<Compromise>,
}

impl Hand<'_> {
    fn deal(&mut self, at: usize) -> Vec<Prompt> {
        let pool = self.pool;
        let round = &pool.plan.rounds[at];
        let wanted = prompts_in(round.minutes);
        let mut taken: Vec<usize> = Vec::new();
        while taken.len() < wanted {
            let target = 1 + (2 * taken.len() + (wanted - 1) / 2) / (wanted - 1);
            let Some(card) = self.best(at, &taken, Strain::None, false, target) else {
                break;
            };
            taken.push(card);
        }
        for repeated in [false, true] {
            for strain in Strain::ALL {
                while taken.len() < *PROMPTS.start() {
                    let Some(card) = self.best(at, &taken, strain, repeated, 2) else {
                        break;
                    };
                    let strained = Compromise::Strained { round: at, strain };
                    if strain != Strain::None && !self.compromises.contains(&strained) {
                        self.compromises.push(strained);
                    }
                    if repeated {
                        self.compromises.push(Compromise::Repeated { round: at });
                    }
                    taken.push(card);
                }
            }
        }
        self.open.retain(|card| !taken.contains(card));
        taken.sort_by_key(|card| (pool.cards[*card].difficulty, pool.chance(*card)));
        let prompt = |card| Prompt {
            card,
            round: at,
            curveball: false,
        };
        taken.into_iter().map(prompt).collect()
    }

    /// The open card nearest to a difficulty that may be asked beside those taken.
    fn best(
        &self,
        round: usize,
        taken: &[usize],
        strain: Strain,
        repeated: bool,
        difficulty: usize,
    ) -> Option<usize> {
        let pool = self.pool;
        let planned = &pool.plan.rounds[round];
        let card = |at: usize| &pool.cards[at];
        let open = self.open.iter().copied().filter(|at| !taken.contains(at));
        open.filter(|at| pool.strain(planned, *at) == strain)
            .filter(|at| {
                let is_new = |other: &usize| card(*other).competency != card(*at).competency;
                repeated || taken.iter().all(is_new)
            })
            .filter(|at| self.has_time(planned, taken, *at))
            .min_by_key(|at| {
                let off = usize::from(card(*at).difficulty).abs_diff(difficulty);
                (off, pool.chance(*at))
            })
    }

    /// Whether a card fits into a stage's time beside those taken, with room for a second question.
    /// Of the long kinds a stage asks one each.
    fn has_time(&self, round: &Round, taken: &[usize], at: usize) -> bool {
        let kind = |at: usize| self.pool.cards[at].kind;
        let is_long = kind(at) != Kind::Behavioural;
        let seconds = |at: usize| kind(at).expected_seconds();
        let used: u32 = taken.iter().map(|at| seconds(*at)).sum();
        let to_come = match taken.len() {
            0 => Kind::Behavioural.expected_seconds(),
            _ => 0,
        };
        let room = 60 * u32::from(round.minutes);
        let twice = is_long && taken.iter().any(|other| kind(*other) == kind(at));
        // Two short questions are asked however short the time is.
        !twice && (!is_long || used + seconds(at) + to_come <= room)
    }

    /// Puts one question in the place of another, or beside it where there is room: from outside what
    /// its stage usually tests, or of the weakest competency.
    fn throw_curveball(&mut self, dealt: &mut [Vec<Prompt>]) {
        let pool = self.pool;
        let weakest = pool.weakest();
        let mut rounds: Vec<usize> = (0..dealt.len())
            .filter(|at| !dealt[*at].is_empty())
            .collect();
        rounds.sort_by_key(|at| schedule::seed("curveball", pool.seed ^ *at as u64));
        for round in rounds {
            let planned = &pool.plan.rounds[round];
            let prompts = &mut dealt[round];
            // The first stays, and the last is the hardest: the second gives way.
            let full = prompts.len() >= prompts_in(planned.minutes);
            let out = full.then_some(1);
            let stays: Vec<usize> = (0..prompts.len())
                .filter(|at| Some(*at) != out)
                .map(|at| prompts[at].card)
                .collect();
            let card = |at: usize| &pool.cards[at];
            let like = prompts[out.unwrap_or(prompts.len() - 1)].card;
            let difficulty = card(like).difficulty;
            let is_weakest = |at: usize| weakest.is_some_and(|w| *w == *card(at).competency);
            let open = self.open.iter().copied();
            let found = open
                .filter(|at| !pool.is_usual(planned, *at) || is_weakest(*at))
                .filter(|at| card(*at).difficulty >= card(stays[0]).difficulty)
                .filter(|at| {
                    stays
                        .iter()
                        .all(|s| card(*s).competency != card(*at).competency)
                })
                .filter(|at| self.has_time(planned, &stays, *at))
                .min_by_key(|at| {
                    let strain = pool.strain(planned, *at).max(Strain::Competency);
                    let off = card(*at).difficulty.abs_diff(difficulty);
                    (!is_weakest(*at), strain, off, pool.chance(*at))
                });
            let Some(found) = found else {
                continue;
            };
            if let Some(out) = out {
                prompts.remove(out);
            }
            let place =
                prompts.partition_point(|p| card(p.card).difficulty <= card(found).difficulty);
            let curveball = Prompt {
                card: found,
                round,
                curveball: true,
            };
            prompts.insert(place.max(1), curveball);
            self.open.retain(|at| *at != found);
            return;
        }
        if dealt.iter().any(|prompts| !prompts.is_empty()) {
            self.compromises.push(Compromise::NoCurveball);
        }
    }
}
