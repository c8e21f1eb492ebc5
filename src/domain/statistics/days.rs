//! What was done on which day.

use std::collections::BTreeMap;

use chrono::Weekday;

use super::{Question, is_hire, is_pass};
use crate::domain::card::Kind;
use crate::domain::day::Day;
use crate::domain::ledger::Line;

/// Days up to today of which is said on how many one practised.
pub const PRACTISED_OF: u32 = 30;

/// What was done in some days.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Done {
    /// Attempts, of all kinds.
    pub attempts: u32,
    /// Those graded Again.
    pub again: u32,
    /// Their seconds, pauses left out.
    pub seconds: u32,
    /// Attempts at recall cards.
    pub recalls: u32,
    /// Those among them that were not graded Again.
    pub recalled: u32,
    /// Attempts at behavioural cards, scenarios and cases that have a verdict.
    pub verdicts: u32,
    /// The sum of these verdicts, each 1 to 4.
    pub verdict_sum: u32,
    /// Those that are at least hire.
    pub hires: u32,
}

impl Done {
    fn add(&mut self, line: &Line) {
        self.attempts += 1;
        self.again += u32::from(!is_pass(line));
        self.seconds = self.seconds.saturating_add(line.spent);
        match (line.kind, line.given) {
            (Kind::Recall, _) => {
                self.recalls += 1;
                self.recalled += u32::from(is_pass(line));
            }
            (Kind::Behavioural | Kind::Scenario | Kind::Case, Some(given)) => {
                self.verdicts += 1;
                self.verdict_sum += u32::from(given.value());
                self.hires += u32::from(is_hire(given));
            }
            _ => {}
        }
    }

    /// Takes in what was done besides.
    pub(super) fn and(&mut self, other: &Self) {
        self.attempts += other.attempts;
        self.again += other.again;
        self.seconds = self.seconds.saturating_add(other.seconds);
        self.recalls += other.recalls;
        self.recalled += other.recalled;
        self.verdicts += other.verdicts;
        self.verdict_sum += other.verdict_sum;
        self.hires += other.hires;
    }

    /// The share of recall attempts that were not Again, 0 to 1; none where there are none.
    pub fn recall(&self) -> Option<f64> {
        share(self.recalled, self.recalls)
    }

    /// The share of verdicts that are at least hire, 0 to 1; none where there are none.
    pub fn hire(&self) -> Option<f64> {
        share(self.hires, self.verdicts)
    }

    /// The mean verdict, 1 to 4; none where there are none.
    pub fn verdict(&self) -> Option<f64> {
        share(self.verdict_sum, self.verdicts)
    }
}

fn share(part: u32, of: u32) -> Option<f64> {
    (of > 0).then(|| f64::from(part) / f64::from(of))
}

/// Every day on which anything was done.
pub(super) type ByDay = BTreeMap<Day, Done>;

/// Sums up days. The ledger runs from day to day, so the sum of one is held until the next comes.
#[derive(Default)]
pub(super) struct Counting {
    days: ByDay,
    now: Option<(Day, Done)>,
}

impl Counting {
    pub(super) fn add(&mut self, line: &Line) {
        match &mut self.now {
            Some((day, done)) if *day == line.day => done.add(line),
            _ => {
                self.settle();
                let mut done = Done::default();
                done.add(line);
                self.now = Some((line.day, done));
            }
        }
    }

    fn settle(&mut self) {
        if let Some((day, done)) = self.now.take() {
            self.days.entry(day).or_default().and(&done);
        }
    }

    pub(super) fn done(mut self) -> ByDay {
        self.settle();
        self.days
    }
}

/// What was done on which day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Days {
    /// Each day of the range on which anything was done, earliest first.
    pub days: Vec<(Day, Done)>,
    /// All of them together.
    pub total: Done,
    /// Seconds of each day of all time on which anything was done: what a heat map shows.
    pub seconds: BTreeMap<Day, u32>,
    /// Of the last [`PRACTISED_OF`] days, those on which anything was done.
    pub practised: u32,
    /// Days in a row up to today on which anything was done. A rest day, and today as long as nothing
    /// is done, neither end the row nor add to it.
    pub in_a_row: u32,
    /// The days of the week that are rest days.
    pub rest_days: Vec<Weekday>,
}

impl Days {
    pub(super) fn of(all: ByDay, question: &Question<'_>) -> Self {
        let today = question.day;
        let in_range = all.iter().filter(|(day, _)| question.is_in_range(**day));
        let days: Vec<(Day, Done)> = in_range.map(|(day, done)| (*day, *done)).collect();
        let mut total = Done::default();
        days.iter().for_each(|(_, done)| total.and(done));
        let recent = all.keys().filter(|day| today.since(**day) < PRACTISED_OF);
        Self {
            total,
            practised: recent.count() as u32,
            in_a_row: in_a_row(&all, question),
            rest_days: question.progress.registers.rest_days.clone(),
            seconds: all.iter().map(|(day, done)| (*day, done.seconds)).collect(),
            days,
        }
    }
}

fn in_a_row(all: &ByDay, question: &Question<'_>) -> u32 {
    let Some(first) = all.keys().next() else {
        return 0;
    };
    let rests = &question.progress.registers.rest_days;
    let mut row = 0;
    for number in (first.number()..=question.day.number()).rev() {
        let day = Day::from_number(number);
        match all.contains_key(&day) {
            true => row += 1,
            false if day == question.day || rests.contains(&day.weekday()) => {}
            false => break,
        }
    }
    row
}
