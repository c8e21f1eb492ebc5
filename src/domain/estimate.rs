//! Numbers as people write them, and how far off one is.
//!
//! What is read, with the signs and words that may stand around it:
//!
//! - `12k` `1.5M` `2bn` `3 G` `5 million` `1e6`;
//! - `1,200,000` `1 200 000` `1_200_000` `1'200'000` `1.200.000`, groups of three;
//! - `30 %` and `0.3`: of a percentage the first is 30 and the second 0.3; of a share, 0.3 both;
//! - `2h` `90 min` `1h30` `3 weeks`, turned into the range's unit where that is a time. Time is that
//!   of the calendar: a day has 24 hours, a week 7 days, a year 365.25 days and 12 equal months;
//! - `€12k` `$1.5M/month` `12k EUR a month`: the unit may be repeated, and not changed;
//! - `3 hours and 20 minutes`, which is a sum, and `between 2 and 3 weeks`, which is a span;
//! - `about 40` `~40`, and `40-50` `40 to 50`, which is its middle, 45.
//!
//! A decimal sign: where only one kind of `.` and `,` stands, a single `.` is decimal, and so is a
//! single `,` that cannot group thousands, because other than three digits follow it, or a 0 or more
//! than three digits stand before it. `1,5` is one and a half, `1,500` is fifteen hundred. Where both
//! kinds stand, or spaces group the digits, the last sign is decimal: `1.200,5` and `1,200.5` are one.

mod digits;
mod distance;
mod unit;

use thiserror::Error;

use super::safe_text::SafeText;

pub use distance::{Distance, Gap, compare, show};

use digits::{Token, tokens};
use unit::{HOUR, Kind, MINUTE, Unit, is_percent, millis_of, times_of};

/// Why a text is no number that could be compared with a range.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum BadNumber {
    /// Nothing in it is a number.
    #[error("type a number, such as 12k, 1.5M, 30 % or 40-50")]
    Missing,
    /// More numbers than one or a span's two.
    #[error("type one number, or one span such as 40-50")]
    Several,
    /// Signs between digits that mean nothing in that order.
    #[error("\"{0}\" can be read in several ways; leave out the signs that group its digits")]
    Digits(String),
    /// A number in something else than the range.
    #[error("this is {typed}, and the answer is wanted in {unit}")]
    Dimension {
        /// What was typed, such as `a time`.
        typed: &'static str,
        /// The range's unit.
        unit: String,
    },
    /// Something that is neither a number nor its unit.
    #[error("\"{word}\" is not understood; the answer is wanted in {unit}")]
    Word {
        /// What was typed.
        word: String,
        /// The range's unit.
        unit: String,
    },
    /// Beyond what can be computed with.
    #[error("this number is too large")]
    TooLarge,
}

/// Words that only say that a number is not exact, or lead to it.
const SOFT: &str = "about around approximately approx roughly circa ca some say maybe perhaps \
                    nearly almost between from ish or so of the and";
/// A longer text is no number.
const LONGEST: usize = 200;
/// Words that begin what a number is counted by.
const PER: [&str; 5] = ["per", "a", "an", "each", "every"];

/// A number with its unit holds this many characters where it is asked for.
pub const CHARACTERS: usize = 60;

/// Reads what a person typed where a number is asked for: none where nothing is typed.
///
/// # Errors
/// It is no number that could be compared with the range.
pub fn given(text: &str, unit: &str) -> Result<Option<f64>, BadNumber> {
    match text.trim() {
        "" => Ok(None),
        text => parse(text, unit).map(Some),
    }
}

/// Reads a number that a person typed, in the unit of a range. It is finite.
pub fn parse(text: &str, unit: &str) -> Result<f64, BadNumber> {
    let unit = Unit::new(unit);
    if text.len() > LONGEST {
        return Err(BadNumber::Missing);
    }
    let tokens = tokens(text)?;
    if !has_number(&tokens) {
        return Err(BadNumber::Missing);
    }
    let value = match span(&tokens) {
        None => amount(&tokens, &unit)?.worth(&unit),
        Some(at) => {
            let mut low = amount(&tokens[..at], &unit)?;
            let high = amount(&tokens[at + 1..], &unit)?;
            // In `40-50k` and `2-3 weeks` what follows belongs to both.
            if low.times.is_none() && low.number < high.number {
                low.times = high.times;
            }
            low.millis = low.millis.or(high.millis);
            low.worth(&unit) / 2.0 + high.worth(&unit) / 2.0
        }
    };
    if value.is_finite() {
        Ok(value)
    } else {
        Err(BadNumber::TooLarge)
    }
}

fn has_number(tokens: &[Token<'_>]) -> bool {
    tokens.iter().any(|t| matches!(t, Token::Number(_)))
}

/// Where a span's two numbers part.
fn span(tokens: &[Token<'_>]) -> Option<usize> {
    let is = |word: &str, name: &str| word.eq_ignore_ascii_case(name);
    let parts = |at: &usize| match (&tokens[*at], tokens.get(at + 1)) {
        // A dash also joins words.
        (Token::Sign('-'), Some(Token::Word(word))) => unit::currency_of(word).is_some(),
        (Token::Sign('-' | '…'), _) => true,
        (Token::Word(word), _) if is(word, "and") => {
            let before = tokens[..*at].iter();
            // Elsewhere it adds: 3 hours and 20 minutes.
            let mut words = before.filter_map(|token| match token {
                Token::Word(word) => Some(*word),
                _ => None,
            });
            words.any(|word| is(word, "between"))
        }
        (Token::Word(word), _) => is(word, "to"),
        _ => false,
    };
    let mut all = 1..tokens.len();
    all.find(|at| parts(at) && has_number(&tokens[..*at]) && has_number(&tokens[at + 1..]))
}

/// A number with what was said of its size.
#[derive(Default)]
struct Amount {
    number: f64,
    /// What `k` and the like multiply it by.
    times: Option<f64>,
    /// The milliseconds of the time unit it was typed in.
    millis: Option<u64>,
}

impl Amount {
    fn worth(&self, unit: &Unit<'_>) -> f64 {
        let times = self.times.map_or(1.0, |times| times / unit.scale);
        let time = match (self.millis, unit.kind) {
            (Some(millis), Kind::Time(own)) => millis as f64 / own as f64,
            _ => 1.0,
        };
        self.number * times * time
    }
}

/// Reads one number with its words.
fn amount(tokens: &[Token<'_>], unit: &Unit<'_>) -> Result<Amount, BadNumber> {
    let mut parts: Vec<Amount> = Vec::new();
    let (mut negative, mut per) = (false, false);
    for token in tokens {
        match (token, parts.last_mut()) {
            (Token::Number(number), _) if !per => parts.push(Amount {
                number: *number,
                ..Amount::default()
            }),
            (Token::Number(_), _) => return Err(BadNumber::Several),
            (Token::Sign('-'), None) => negative = !negative,
            (Token::Sign('-' | '.' | ',' | '~'), _) | (Token::Sign('+'), None) => {}
            (Token::Sign('/'), Some(_)) => per = true,
            (Token::Sign(sign), last) => {
                let sign = sign.to_string();
                of_word(&sign, last.filter(|_| !per), unit, per)?;
            }
            (Token::Word(word), last) => {
                let lower = word.to_lowercase();
                if last.is_some() && PER.contains(&&*lower) {
                    per = true;
                } else if !SOFT.split(' ').any(|soft| soft == lower) {
                    of_word(word, last.filter(|_| !per), unit, per)?;
                }
            }
        }
    }
    let mut whole = together(parts)?;
    if negative {
        whole.number = -whole.number;
    }
    Ok(whole)
}

/// What a word or a sign says of the number before it.
fn of_word(
    word: &str,
    last: Option<&mut Amount>,
    unit: &Unit<'_>,
    per: bool,
) -> Result<(), BadNumber> {
    let Some(last) = last else {
        return unit.expect(word, per);
    };
    if let (Kind::Time(_), Some(millis), None) = (unit.kind, millis_of(word), last.millis) {
        last.millis = Some(millis);
        return Ok(());
    }
    let size = match unit.kind {
        _ if last.times.is_some() || unit.is_called(word) => None,
        Kind::Share if is_percent(word) => Some(0.01),
        _ => times_of(word).or_else(|| times_within(word, unit)),
    };
    match size {
        Some(_) => last.times = size,
        None => unit.expect(word, per)?,
    }
    Ok(())
}

/// The thousand in `kEUR`.
fn times_within(word: &str, unit: &Unit<'_>) -> Option<f64> {
    if unit.expect(word, false).is_ok() {
        return None;
    }
    let mut parts = word.char_indices().skip(1).map(|(at, _)| word.split_at(at));
    parts.find_map(|(times, rest)| {
        let times = times_of(times)?;
        unit.expect(rest, false).ok().map(|()| times)
    })
}

/// Adds up the parts of a time, such as `1h30` or `2 days 4 hours`; anything else is one part.
fn together(mut parts: Vec<Amount>) -> Result<Amount, BadNumber> {
    if parts.len() < 2 {
        return parts.pop().ok_or(BadNumber::Missing);
    }
    let Some(first) = parts[0].millis else {
        return Err(BadNumber::Several);
    };
    let mut whole = Amount {
        millis: Some(first),
        ..Amount::default()
    };
    let mut last = u64::MAX;
    for part in parts {
        // A number alone counts the next smaller unit, as minutes after hours.
        let millis = part.millis.or(match last {
            HOUR => Some(MINUTE),
            MINUTE => Some(MINUTE / 60),
            _ => None,
        });
        match millis {
            Some(millis) if millis < last && part.times.is_none() => {
                whole.number += part.number * millis as f64 / first as f64;
                last = millis;
            }
            _ => return Err(BadNumber::Several),
        }
    }
    Ok(whole)
}

/// What was typed, fit to be shown in a sentence.
fn quoted(text: &str) -> String {
    SafeText::line(text).chars().take(24).collect()
}
