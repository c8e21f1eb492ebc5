//! Dealing the questions of a mock, stage by stage.

use super::draw::{Compromise, Pool, Prompt, Strain, prompts_in};
use super::{PROMPTS, Round};
use crate::domain::card::Kind;

/// The cards that are left while a mock is dealt.
pub(super) struct Hand<'a> {
    pub(super) pool: &'a Pool<'a>,
    pub(super) open: Vec<usize>,
    pub(super) compromises: Vec<Compromise>,
}

impl Hand<'_> {
    pub(super) fn deal(&mut self, at: usize) -> Vec<Prompt> {
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
                (self.is_second_long(taken, *at), off, pool.chance(*at))
            })
    }

    /// Whether a card is of a long kind of which the stage has one already: others are asked before.
    fn is_second_long(&self, taken: &[usize], at: usize) -> bool {
        let kind = |at: usize| self.pool.cards[at].kind;
        kind(at) != Kind::Behavioural && taken.iter().any(|other| kind(*other) == kind(at))
    }

    /// Whether a card fits into a stage's time beside those taken, with room for a second question.
    fn has_time(&self, round: &Round, taken: &[usize], at: usize) -> bool {
        let kind = |at: usize| self.pool.cards[at].kind;
        let seconds = |at: usize| kind(at).expected_seconds();
        let used: u32 = taken.iter().map(|at| seconds(*at)).sum();
        let to_come = match taken.len() {
            0 => Kind::Behavioural.expected_seconds(),
            _ => 0,
        };
        let room = 60 * u32::from(round.minutes);
        // Two short questions are asked however short the time is.
        kind(at) == Kind::Behavioural || used + seconds(at) + to_come <= room
    }

    /// Puts one question in the place of another, or beside it where there is room: from outside what
    /// the stage usually tests, or of the weakest competency.
    pub(super) fn throw_curveball(&mut self, round: usize, prompts: &mut Vec<Prompt>) {
        if prompts.is_empty() {
            return;
        }
        let pool = self.pool;
        let weakest = pool.weakest();
        let planned = &pool.plan.rounds[round];
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
        let is_level = |at: usize| pool.strain(planned, at) != Strain::Level;
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
                let chance = pool.chance(*at);
                (!is_level(*at), !is_weakest(*at), strain, off, chance)
            });
        let Some(found) = found else {
            self.compromises.push(Compromise::NoCurveball { round });
            return;
        };
        let strain = Strain::Level;
        let strained = Compromise::Strained { round, strain };
        if !is_level(found) && !self.compromises.contains(&strained) {
            self.compromises.push(strained);
        }
        if let Some(out) = out {
            prompts.remove(out);
        }
        let place = prompts.partition_point(|p| card(p.card).difficulty <= card(found).difficulty);
        let curveball = Prompt {
            card: found,
            round,
            curveball: true,
        };
        prompts.insert(place.max(1), curveball);
        self.open.retain(|at| *at != found);
    }
}
