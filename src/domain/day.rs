//! The study day.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Datelike, Duration, FixedOffset, NaiveDate, NaiveTime, Weekday};

/// A local study date. It begins at the roll-over hour, so that an answer at one in the morning
/// belongs to the evening before.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i32);

/// The roll-over hour when nothing else is set: 04:00 local time.
pub const ROLL_OVER_HOUR: u8 = 4;

impl Day {
    /// The study day of the instant `now`, whose offset is the local one. `roll_over` is an hour, 0
    /// to 23.
    pub fn at(now: DateTime<FixedOffset>, roll_over: u8) -> Self {
        Self::from((now.naive_local() - Duration::hours(i64::from(roll_over))).date())
    }

    /// Whole days from `earlier` to this day; 0 where `earlier` is later.
    pub fn since(self, earlier: Self) -> u32 {
        u32::try_from(i64::from(self.0) - i64::from(earlier.0)).unwrap_or(0)
    }

    /// The day `days` after this one.
    pub fn plus(self, days: u32) -> Self {
        Self(self.0.saturating_add_unsigned(days))
    }

    /// Days since 1 January of the year 1, which is day 1.
    pub fn number(self) -> i32 {
        self.0
    }

    /// The day of that number.
    pub fn from_number(number: i32) -> Self {
        Self(number)
    }

    /// Its date.
    pub fn date(self) -> NaiveDate {
        NaiveDate::from_num_days_from_ce_opt(self.0).unwrap_or_default()
    }

    /// Its day of the week.
    pub fn weekday(self) -> Weekday {
        self.date().weekday()
    }

    /// As people say it: `Sat 12 Dec`.
    pub fn short(self) -> String {
        self.date().format("%a %-d %b").to_string()
    }

    /// The local instant at which this study day begins.
    pub fn start(self, roll_over: u8) -> chrono::NaiveDateTime {
        self.date().and_time(NaiveTime::MIN) + Duration::hours(i64::from(roll_over))
    }
}

impl From<NaiveDate> for Day {
    fn from(date: NaiveDate) -> Self {
        Self(date.num_days_from_ce())
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.date().format("%Y-%m-%d").to_string())
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Not a date of the form `2026-12-12`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("expected a date such as 2026-12-12")]
pub struct NotADay;

impl FromStr for Day {
    type Err = NotADay;

    fn from_str(text: &str) -> Result<Self, NotADay> {
        NaiveDate::parse_from_str(text.trim(), "%Y-%m-%d")
            .map(Self::from)
            .map_err(|_| NotADay)
    }
}
