//! Whether verdicts came as they were expected before the reveal.

use std::collections::{BTreeMap, HashSet, VecDeque};
use std::sync::Arc;

use super::Question;
use crate::domain::card::CardId;
use crate::domain::day::Day;
use crate::domain::deck::CardInfo;
use crate::domain::grade::{Grade, Verdict};
use crate::domain::ledger::{Ledger, Line};
use crate::domain::progress::is_surprise;

/// Attempts that are the last ones.
pub const RECENT: usize = 20;
/// Surprises that are listed, at most.
pub const MOST_SURPRISES: usize = 20;

/// By how much expected verdicts were above those earned, over some attempts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Gap {
    /// Attempts with both an expected verdict and one that was settled on.
    pub of: u32,
    /// The sum of expected minus earned.
    pub sum: i32,
}

impl Gap {
    fn add(&mut self, gap: i32) {
        self.of += 1;
        self.sum += gap;
    }

    fn and(&mut self, other: Self) {
        self.of += other.of;
        self.sum += other.sum;
    }

    /// The mean of expected minus earned, -3 to 3: above 0 one expects more than one earns. None where
    /// there are no attempts.
    pub fn mean(self) -> Option<f64> {
        (self.of > 0).then(|| f64::from(self.sum) / f64::from(self.of))
    }
}

/// A card whose answer was expected to go well, and did not ([`is_surprise`]).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Surprise {
    /// The card, by the id it goes by now.
    pub card: CardId,
    /// The study day.
    pub day: Day,
    /// What was expected.
    pub expected: Verdict,
    /// What it came to; none where there was nothing to mark.
    pub given: Option<Verdict>,
    /// The grade.
    pub grade: Grade,
}

/// Expected verdicts beside those earned, of the attempts in the range that have both.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Calibration {
    /// Attempts by what was expected, then by what was earned, each 1 to 4.
    pub table: [[u32; 4]; 4],
    /// All of them.
    pub all: Gap,
    /// The last [`RECENT`] of them, in the journal's order.
    pub recent: Gap,
    /// A competency at a time, by id; attempts at cards that are gone count for none.
    pub competencies: Vec<(Arc<str>, Gap)>,
    /// Attempts in the range that were a surprise, those without an earned verdict among them.
    pub surprised: u32,
    /// The cards of these, each at its newest, newest first, at most [`MOST_SURPRISES`].
    pub surprises: Vec<Surprise>,
}

pub(super) struct Counting<'a> {
    table: [[u32; 4]; 4],
    all: Gap,
    recent: VecDeque<i32>,
    /// By the card's number in the ledger.
    by_card: Vec<Gap>,
    surprises: Vec<&'a Line>,
}

impl<'a> Counting<'a> {
    pub(super) fn new(ledger: &Ledger) -> Self {
        Self {
            table: Default::default(),
            all: Gap::default(),
            recent: VecDeque::with_capacity(RECENT),
            by_card: vec![Gap::default(); ledger.cards().len()],
            surprises: Vec::new(),
        }
    }

    pub(super) fn add(&mut self, line: &'a Line) {
        let Some(expected) = line.expected else {
            return;
        };
        if is_surprise(line.expected, line.given, line.grade) {
            self.surprises.push(line);
        }
        let Some(given) = line.given else {
            return;
        };
        let (expected, given) = (expected.value(), given.value());
        self.table[usize::from(expected - 1)][usize::from(given - 1)] += 1;
        let gap = i32::from(expected) - i32::from(given);
        self.all.add(gap);
        self.by_card[line.card as usize].add(gap);
        if self.recent.len() == RECENT {
            self.recent.pop_front();
        }
        self.recent.push_back(gap);
    }

    pub(super) fn done(self, question: &Question<'_>, cards: &[Option<&CardInfo>]) -> Calibration {
        let mut recent = Gap::default();
        self.recent.into_iter().for_each(|gap| recent.add(gap));
        let mut competencies: BTreeMap<Arc<str>, Gap> = BTreeMap::new();
        for (gap, card) in self.by_card.iter().zip(cards) {
            if let Some(card) = card.filter(|_| gap.of > 0) {
                let sum = competencies.entry(Arc::clone(&card.competency));
                sum.or_default().and(*gap);
            }
        }
        let mut listed = HashSet::new();
        let newest = self.surprises.iter().rev();
        let surprises = newest
            .filter(|line| listed.insert(line.card))
            .take(MOST_SURPRISES)
            .filter_map(|line| {
                Some(Surprise {
                    card: question.ledger.cards()[line.card as usize].clone(),
                    day: line.day,
                    expected: line.expected?,
                    given: line.given,
                    grade: line.grade,
                })
            })
            .collect();
        Calibration {
            table: self.table,
            all: self.all,
            recent,
            competencies: competencies.into_iter().collect(),
            surprised: self.surprises.len() as u32,
            surprises,
        }
    }
}
