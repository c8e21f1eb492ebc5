//! How it stands, a competency or a stage at a time.

use std::collections::HashMap;
use std::sync::Arc;

use super::Question;
use crate::domain::day::Day;
use crate::domain::evidence::{EVIDENCE, good};
use crate::domain::grade::Verdict;
use crate::domain::ledger::{Ledger, Line};

/// The change is against how it stood so many days ago.
pub const CHANGE_OVER: u32 = 30;
/// The cards of one competency or stage, over all time.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// The competency's or the stage's id; empty for cards that name no stage.
    pub id: Arc<str>,
    /// Attempts at its cards.
    pub attempts: u32,
    /// Its cards that were ever attempted.
    pub practised: u32,
    /// Its cards that can be drilled.
    pub cards: u32,
    /// The mean over its cards of how their last verdicts were, 1 to 4 ([`good`]). None below [`EVIDENCE`] attempts, or where no card has a verdict.
    pub good: Option<f64>,
    /// The same as it stood [`CHANGE_OVER`] days ago: of the attempts up to that day.
    pub before: Option<f64>,
}

impl Group {
    /// By how much it changed in [`CHANGE_OVER`] days.
    pub fn change(&self) -> Option<f64> {
        Some(self.good? - self.before?)
    }
}

/// The attempts at one card up to some day.
#[derive(Debug, Clone, Copy, Default)]
struct Record {
    attempts: u32,
    /// The last two verdicts, newest first.
    verdicts: [Option<Verdict>; 2],
}

impl Record {
    fn add(&mut self, line: &Line) {
        self.attempts += 1;
        if line.given.is_some() {
            self.verdicts = [line.given, self.verdicts[0]];
        }
    }

    fn good(&self) -> Option<f64> {
        let [newest, before] = self.verdicts;
        Some(good(newest?, before))
    }
}

/// The cards of a group up to some day.
#[derive(Debug, Clone, Copy, Default)]
struct Sum {
    attempts: u32,
    practised: u32,
    judged: u32,
    good: f64,
}

impl Sum {
    fn add(&mut self, record: &Record) {
        self.attempts += record.attempts;
        self.practised += u32::from(record.attempts > 0);
        if let Some(good) = record.good() {
            self.judged += 1;
            self.good += good;
        }
    }

    fn mean(&self) -> Option<f64> {
        let enough = self.attempts >= EVIDENCE && self.judged > 0;
        enough.then(|| self.good / f64::from(self.judged))
    }
}

pub(super) struct Counting {
    /// The day up to which an attempt is part of how it stood before.
    before: Day,
    /// By the card's number in the ledger: as of today, and as of that day.
    records: Vec<[Record; 2]>,
}

/// The cards there are, and what was done with them up to today and up to the day before the change.
/// Each of 100,000 cards is looked up in it a few times.
type Groups = HashMap<Arc<str>, (u32, [Sum; 2]), foldhash::fast::RandomState>;

impl Counting {
    pub(super) fn new(ledger: &Ledger, today: Day) -> Self {
        Self {
            before: Day::from_number(today.number().saturating_sub_unsigned(CHANGE_OVER)),
            records: vec![Default::default(); ledger.cards().len()],
        }
    }

    pub(super) fn add(&mut self, line: &Line) {
        let [now, before] = &mut self.records[line.card as usize];
        now.add(line);
        if line.day <= self.before {
            before.add(line);
        }
    }

    /// The competencies and the stages.
    pub(super) fn done(
        self,
        question: &Question<'_>,
        numbers: &[Option<usize>],
    ) -> (Vec<Group>, Vec<Group>) {
        let (mut competencies, mut stages) = (Groups::default(), Groups::default());
        let any_stage: Arc<str> = "".into();
        for (card, number) in question.cards.iter().zip(numbers) {
            if !card.kind.is_drilled() || !question.lets(&card.id) {
                continue;
            }
            let records = number.map_or_else(Default::default, |number| self.records[number]);
            let add = |groups: &mut Groups, id: &Arc<str>| {
                let (cards, [now, before]) = groups.entry(Arc::clone(id)).or_default();
                *cards += 1;
                now.add(&records[0]);
                before.add(&records[1]);
            };
            add(&mut competencies, &card.competency);
            if card.stages.is_empty() {
                add(&mut stages, &any_stage);
            }
            for stage in card.stages.iter() {
                add(&mut stages, stage);
            }
        }
        let listed = |groups: Groups| {
            let groups = groups.into_iter();
            let group = |(id, (cards, [now, before])): (Arc<str>, (u32, [Sum; 2]))| Group {
                id,
                attempts: now.attempts,
                practised: now.practised,
                cards,
                good: now.mean(),
                before: before.mean(),
            };
            let mut groups: Vec<Group> = groups.map(group).collect();
            groups.sort_by(|a, b| a.id.cmp(&b.id));
            groups
        };
        (listed(competencies), listed(stages))
    }
}
