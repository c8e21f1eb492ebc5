//! What the user has set about their practice. The last writer of each register wins.

use chrono::Weekday;

use super::day::{Day, ROLL_OVER_HOUR};

/// One register with its new value.
#[derive(Debug, Clone, PartialEq)]
pub enum Register {
    /// The day of the interview.
    InterviewDate(Option<Day>),
    /// What the interview is called.
    InterviewName(String),
    /// Minutes a day, 5 to 240.
    MinutesADay(u16),
    /// Days of the week without practice.
    RestDays(Vec<Weekday>),
    /// The hour at which a study day begins, 0 to 23.
    RollOverHour(u8),
    /// The chance of recall at which a card returns, 0.80 to 0.95.
    DesiredRetention(f32),
}

/// All registers, with their defaults.
#[derive(Debug, Clone, PartialEq)]
pub struct Registers {
    /// The day of the interview.
    pub interview_date: Option<Day>,
    /// What the interview is called.
    pub interview_name: String,
    /// Minutes a day.
    pub minutes_a_day: u16,
    /// Days of the week without practice.
    pub rest_days: Vec<Weekday>,
    /// The hour at which a study day begins.
    pub roll_over_hour: u8,
    /// The chance of recall at which a card returns.
    pub desired_retention: f32,
}

impl Default for Registers {
    fn default() -> Self {
        Self {
            interview_date: None,
            interview_name: String::new(),
            minutes_a_day: 20,
            rest_days: Vec::new(),
            roll_over_hour: ROLL_OVER_HOUR,
            desired_retention: 0.90,
        }
    }
}

impl Registers {
    /// Takes over one new value.
    pub fn set(&mut self, register: &Register) {
        match register {
            Register::InterviewDate(day) => self.interview_date = *day,
            Register::InterviewName(name) => self.interview_name.clone_from(name),
            Register::MinutesADay(minutes) => self.minutes_a_day = *minutes,
            Register::RestDays(days) => self.rest_days.clone_from(days),
            Register::RollOverHour(hour) => self.roll_over_hour = *hour,
            Register::DesiredRetention(retention) => self.desired_retention = *retention,
        }
    }
}

/// Why a value does not fit a register.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadValue {
    /// No register has that name.
    #[error("there is no setting called \"{0}\"")]
    NoSuchRegister(String),
    /// The value does not fit.
    #[error("{register}: expected {expected}, found \"{found}\"")]
    Unfit {
        /// Its name.
        register: &'static str,
        /// What it takes.
        expected: &'static str,
        /// What it got.
        found: String,
    },
}

const DAYS: [(&str, Weekday); 7] = [
    ("mon", Weekday::Mon),
    ("tue", Weekday::Tue),
    ("wed", Weekday::Wed),
    ("thu", Weekday::Thu),
    ("fri", Weekday::Fri),
    ("sat", Weekday::Sat),
    ("sun", Weekday::Sun),
];

impl Register {
    /// The names of all registers.
    pub const NAMES: [&'static str; 6] = [
        "interview-date",
        "interview-name",
        "minutes-a-day",
        "rest-days",
        "roll-over-hour",
        "desired-retention",
    ];

    /// The register's name.
    pub fn name(&self) -> &'static str {
        match self {
            Self::InterviewDate(_) => Self::NAMES[0],
            Self::InterviewName(_) => Self::NAMES[1],
            Self::MinutesADay(_) => Self::NAMES[2],
            Self::RestDays(_) => Self::NAMES[3],
            Self::RollOverHour(_) => Self::NAMES[4],
            Self::DesiredRetention(_) => Self::NAMES[5],
        }
    }

    /// The value as text, which [`Register::parse`] takes back.
    pub fn value(&self) -> String {
        match self {
            Self::InterviewDate(None) => "none".into(),
            Self::InterviewDate(Some(day)) => day.to_string(),
            Self::InterviewName(name) => name.clone(),
            Self::MinutesADay(minutes) => minutes.to_string(),
            Self::RestDays(days) if days.is_empty() => "none".into(),
            Self::RestDays(days) => {
                let word = |day| {
                    DAYS.iter()
                        .find(|(_, d)| *d == day)
                        .map_or("", |(word, _)| word)
                };
                days.iter()
                    .map(|day| word(*day))
                    .collect::<Vec<_>>()
                    .join(",")
            }
            Self::RollOverHour(hour) => hour.to_string(),
            Self::DesiredRetention(retention) => format!("{retention:.2}"),
        }
    }

    /// Reads a value for the register called `name`.
    ///
    /// # Errors
    /// No such register, or a value outside its range.
    pub fn parse(name: &str, value: &str) -> Result<Self, BadValue> {
        let value = value.trim();
        let unfit = |at: usize, expected| BadValue::Unfit {
            register: Self::NAMES[at],
            expected,
            found: value.to_owned(),
        };
        match name {
            "interview-date" if value.is_empty() || value == "none" => {
                Ok(Self::InterviewDate(None))
            }
            "interview-date" => value
                .parse()
                .map(|day| Self::InterviewDate(Some(day)))
                .map_err(|_| unfit(0, "a date such as 2026-12-12, or none")),
            "interview-name" => match value.chars().count() {
                0..=80 => Ok(Self::InterviewName(value.to_owned())),
                _ => Err(unfit(1, "at most 80 characters")),
            },
            "minutes-a-day" => match value.parse() {
                Ok(minutes @ 5..=240) => Ok(Self::MinutesADay(minutes)),
                _ => Err(unfit(2, "whole minutes from 5 to 240")),
            },
            "rest-days" if value.is_empty() || value == "none" => Ok(Self::RestDays(Vec::new())),
            "rest-days" => {
                let day = |word: &str| {
                    let word = word.trim().to_lowercase();
                    DAYS.iter()
                        .find(|(name, _)| word.starts_with(name))
                        .map(|(_, day)| *day)
                };
                let days: Option<Vec<_>> = value.split(',').map(day).collect();
                days.filter(|days| days.len() < 7)
                    .map(Self::RestDays)
                    .ok_or_else(|| unfit(3, "days such as sat,sun, at most six, or none"))
            }
            "roll-over-hour" => match value.parse() {
                Ok(hour @ 0..=23) => Ok(Self::RollOverHour(hour)),
                _ => Err(unfit(4, "a whole hour from 0 to 23")),
            },
            "desired-retention" => match value.parse::<f32>() {
                Ok(share) if (0.80..=0.95).contains(&share) => Ok(Self::DesiredRetention(share)),
                _ => Err(unfit(5, "a share from 0.80 to 0.95")),
            },
            _ => Err(BadValue::NoSuchRegister(name.to_owned())),
        }
    }
}
