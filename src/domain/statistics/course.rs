//! How recall and verdicts went over time.

use super::Question;
use super::days::{ByDay, Done};
use crate::domain::day::Day;

/// A range of more days is cut into weeks.
const MOST_DAYS: u32 = 31;

/// What was done in a day or a week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bucket {
    /// The day, or the Monday of the week.
    pub from: Day,
    /// What was done in it, as far as it is in the range.
    pub done: Done,
}

/// The days of the range in buckets.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Course {
    /// Days a bucket holds: 1 for a range of up to 31 days, else 7, from Monday on.
    pub days_each: u32,
    /// The buckets in which anything was done, earliest first.
    pub buckets: Vec<Bucket>,
}

impl Course {
    pub(super) fn of(all: &ByDay, question: &Question<'_>) -> Self {
        let by_day = question.range.is_some_and(|range| range <= MOST_DAYS);
        let mut course = Self {
            days_each: if by_day { 1 } else { 7 },
            buckets: Vec::new(),
        };
        for (day, done) in all.iter().filter(|(day, _)| question.is_in_range(**day)) {
            let from = course.bucket_of(*day);
            match course.buckets.last_mut() {
                Some(last) if last.from == from => last.done.and(done),
                _ => course.buckets.push(Bucket { from, done: *done }),
            }
        }
        course
    }

    /// The first day of the bucket that `day` is in.
    pub fn bucket_of(&self, day: Day) -> Day {
        match self.days_each {
            7 => Day::from_number(day.number() - day.weekday().num_days_from_monday() as i32),
            _ => day,
        }
    }
}
