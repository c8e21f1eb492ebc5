//! The study day.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Datelike, Duration, FixedOffset, NaiveDate, Weekday};

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

/// Why a text names no day to come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotToCome {
    /// It names no day at all.
    #[error("write it as 2026-12-12, 12 Dec or +21")]
    NoDay,
    /// It names one that is over.
    #[error("{} has passed", .0.date().format("%a %-d %b %Y"))]
    Passed(Day),
    /// It names one more than ten years away.
    #[error("that is more than ten years away")]
    Far,
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

impl Day {
    /// Reads a day from `today` on, as people write it: `2026-12-12`; `12 Dec 2026`; `12 Dec`, which
    /// is the next one; `+21` or `+21 days`.
    ///
    /// # Errors
    /// It is none of these, it has passed, or it is more than ten years away.
    pub fn to_come(text: &str, today: Self) -> Result<Self, NotToCome> {
        const FARTHEST: u32 = 3653;
        let text = text.trim();
        let day = match text.strip_prefix('+') {
            Some(days) => {
                let days = days.trim().trim_end_matches(char::is_alphabetic).trim_end();
                let days: u32 = days.parse().map_err(|_| NotToCome::NoDay)?;
                today.plus(days.min(FARTHEST + 1))
            }
            None => match text.parse() {
                Ok(day) => day,
                Err(NotADay) => Self::in_words(text, today).ok_or(NotToCome::NoDay)?,
            },
        };
        match () {
            () if day < today => Err(NotToCome::Passed(day)),
            () if day > today.plus(FARTHEST) => Err(NotToCome::Far),
            () => Ok(day),
        }
    }

    /// `12 Dec 2026` or `Dec 12, 2026`; without a year, the next such day.
    fn in_words(text: &str, today: Self) -> Option<Self> {
        let words = text.split([' ', ',', '.']).filter(|word| !word.is_empty());
        let (mut month, mut numbers) = (None, Vec::new());
        for word in words.map(str::to_lowercase) {
            if let Ok(number) = word.parse::<u32>() {
                numbers.push(number);
                continue;
            }
            let named = |name: &&str| word.len() >= 3 && name.starts_with(&word);
            let number = MONTHS.iter().position(named)? as u32 + 1;
            if month.replace(number).is_some() {
                return None;
            }
        }
        let on = |year: i32, day: u32| NaiveDate::from_ymd_opt(year, month?, day).map(Self::from);
        match numbers.as_slice() {
            [day] => {
                let this_year = today.date().year();
                // 29 February comes at most eight years from now.
                (this_year..=this_year + 8)
                    .filter_map(|year| on(year, *day))
                    .find(|day| *day >= today)
            }
            [day, year] => on(i32::try_from(*year).ok()?, *day),
            _ => None,
        }
    }
}

impl FromStr for Day {
    type Err = NotADay;

    fn from_str(text: &str) -> Result<Self, NotADay> {
        NaiveDate::parse_from_str(text.trim(), "%Y-%m-%d")
            .map(Self::from)
            .map_err(|_| NotADay)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_to_come_is_read_as_people_write_it() {
        let today: Day = "2026-11-24".parse().unwrap();
        let read = |text| match Day::to_come(text, today) {
            Ok(day) => day.to_string(),
            Err(why) => why.to_string(),
        };
        for (text, day) in [
            ("2026-12-12", "2026-12-12"),
            (" 12 Dec ", "2026-12-12"),
            ("12 december 2026", "2026-12-12"),
            ("Dec 12, 2026", "2026-12-12"),
            ("12 dec 2027", "2027-12-12"),
            ("3 jan", "2027-01-03"),
            ("24 nov", "2026-11-24"),
            ("23 nov", "2027-11-23"),
            ("29 feb", "2028-02-29"),
            ("+0", "2026-11-24"),
            ("+21", "2026-12-15"),
            ("+ 21 d", "2026-12-15"),
            ("23 Nov 2026", "Mon 23 Nov 2026 has passed"),
            ("2026-11-23", "Mon 23 Nov 2026 has passed"),
            ("+99999999999", "write it as 2026-12-12, 12 Dec or +21"),
            ("+4000", "that is more than ten years away"),
            ("9999-01-01", "that is more than ten years away"),
            ("31 feb", "write it as 2026-12-12, 12 Dec or +21"),
            ("12 ma", "write it as 2026-12-12, 12 Dec or +21"),
            ("12 dec dec", "write it as 2026-12-12, 12 Dec or +21"),
            ("soon", "write it as 2026-12-12, 12 Dec or +21"),
            ("", "write it as 2026-12-12, 12 Dec or +21"),
        ] {
            assert_eq!(read(text), day, "{text:?}");
        }
    }
}
