//! The attempts of a ledger, card by card.

use std::collections::BTreeMap;

use super::MustAbsent;
use crate::domain::card::CardId;
use crate::domain::day::Day;
use crate::domain::deck::CardInfo;
use crate::domain::grade::{Grade, Mark};
use crate::domain::ledger::{Ledger, Line};

/// Attempts over which a must point is looked for.
const ATTEMPTS: usize = 4;
/// Times it is absent among them that make a card weak.
const ABSENT: u8 = 2;

/// Where the lines of each card of a ledger are: four bytes an attempt.
#[derive(Debug, Clone, Default)]
pub struct LinesByCard {
    /// Where each card's part of `lines` begins, by its number; and one more for the end.
    starts: Vec<u32>,
    /// Places of lines in the ledger.
    lines: Vec<u32>,
}

/// A point of a card, and how often it was absent before anybody asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missed {
    /// The name its marks are kept under.
    pub point: Box<str>,
    /// Attempts in which it was absent.
    pub absent: u32,
    /// Attempts in which it was marked.
    pub of: u32,
}

impl LinesByCard {
    /// Sorts the lines by card.
    pub fn of(ledger: &Ledger) -> Self {
        let mut starts = vec![0; ledger.cards().len() + 1];
        for line in ledger.lines() {
            starts[line.card as usize + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let (mut next, mut lines) = (starts.clone(), vec![0; ledger.lines().len()]);
        for (at, line) in ledger.lines().iter().enumerate() {
            let place = &mut next[line.card as usize];
            lines[*place as usize] = at as u32;
            *place += 1;
        }
        Self { starts, lines }
    }

    /// The newest `most` attempts at a card, newest first.
    pub fn newest<'l>(
        &'l self,
        ledger: &'l Ledger,
        card: &CardId,
        most: u32,
    ) -> impl Iterator<Item = &'l Line> {
        let number = ledger.number_of(card).map(|number| number as usize);
        let range = number.map_or(0..0, |n| {
            self.starts[n] as usize..self.starts[n + 1] as usize
        });
        let lines = self.lines[range].iter().rev().take(most as usize);
        lines.map(|at| &ledger.lines()[*at as usize])
    }

    /// The must point that was absent, unprompted, in at least 2 of the last 4 of `attempts`
    /// attempts: the one that was oftenest.
    pub(super) fn must_absent(
        &self,
        ledger: &Ledger,
        info: &CardInfo,
        card: &CardId,
        attempts: u32,
    ) -> Option<MustAbsent> {
        let newest = || self.newest(ledger, card, attempts).take(ATTEMPTS);
        let absent_in = |line: &&Line, point: &str| {
            let mut marks = ledger.marks(line);
            marks.any(|marked| marked.mark == Mark::Absent && marked.point == point)
        };
        let musts = info.points().filter(|point| point.must);
        let counted = musts.map(|point| {
            let absent = newest().filter(|line| absent_in(line, point.name)).count();
            (absent as u8, point.name)
        });
        // Of equals the first.
        let often = counted.reduce(|best, next| if next.0 > best.0 { next } else { best })?;
        (often.0 >= ABSENT).then(|| MustAbsent {
            point: often.1.into(),
            absent: often.0,
            of: newest().count() as u8,
        })
    }

    /// The points of a card that were ever absent in its newest `attempts` attempts, the oftenest
    /// first.
    pub fn missed(&self, ledger: &Ledger, card: &CardId, attempts: u32) -> Vec<Missed> {
        let mut counts: BTreeMap<&str, (u32, u32)> = BTreeMap::new();
        for line in self.newest(ledger, card, attempts) {
            for marked in ledger.marks(line) {
                let (absent, of) = counts.entry(marked.point).or_default();
                *absent += u32::from(marked.mark == Mark::Absent);
                *of += 1;
            }
        }
        let missed = counts.into_iter().filter(|(_, (absent, _))| *absent > 0);
        let missed = missed.map(|(point, (absent, of))| Missed {
            point: point.into(),
            absent,
            of,
        });
        let mut missed: Vec<Missed> = missed.collect();
        missed.sort_by_key(|missed| {
            std::cmp::Reverse((missed.absent, missed.absent * 100 / missed.of))
        });
        missed
    }

    /// The day of the newest good answer at a card in its newest `attempts` attempts, when the last
    /// was none: Good or Easy before what came after.
    pub fn good_before(&self, ledger: &Ledger, card: &CardId, attempts: u32) -> Option<Day> {
        let mut newest = self.newest(ledger, card, attempts);
        let last = newest.next()?;
        let good = newest.find(|line| line.grade >= Grade::Good)?;
        (last.grade < Grade::Good).then_some(good.day)
    }
}
