//! How far a number is from a range, and how both are told.

use crate::domain::case::Range;

use super::unit::{Kind, Unit};

/// Where a number lies beside a range.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Distance {
    /// Between its ends, or on one of them.
    Within,
    /// Less than its lower end.
    Below(Gap),
    /// More than its upper end.
    Above(Gap),
}

/// How far it is to the nearer end.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Gap {
    /// By what the smaller of the two would have to be multiplied to be the greater, signs aside; no
    /// less than 1.
    Factor(f64),
    /// What lies between them, more than 0, where one is 0 or they differ in sign: then no factor
    /// leads from one to the other.
    Difference(f64),
}

/// How far `value`, which is finite, is from `range`.
pub fn compare(value: f64, range: &Range) -> Distance {
    if value < range.low {
        Distance::Below(gap(value, range.low))
    } else if value > range.high {
        Distance::Above(gap(value, range.high))
    } else {
        Distance::Within
    }
}

fn gap(value: f64, end: f64) -> Gap {
    let (small, great) = (value.abs().min(end.abs()), value.abs().max(end.abs()));
    let factor = great / small;
    // A factor beyond all numbers is none: the smaller of the two is 0, or as good as that.
    if (value < 0.0) == (end < 0.0) && factor.is_finite() {
        Gap::Factor(factor)
    } else {
        Gap::Difference((value - end).abs())
    }
}

impl Distance {
    /// In words: `inside the range`, `low by 23 %`, `high by a factor of 2.4`, `low by 7 EUR`. Percents
    /// are of the nearer end (below zero, of the number); from half of it down and twice it up, and
    /// where the unit is itself a percentage, it is a factor.
    pub fn words(self, unit: &str) -> String {
        let (side, gap) = match self {
            Self::Within => return "inside the range".into(),
            Self::Below(gap) => ("low", gap),
            Self::Above(gap) => ("high", gap),
        };
        let is_percentage = Unit::new(unit).kind == Kind::Percent;
        match gap {
            Gap::Difference(by) => format!("{side} by {} {unit}", show(by)),
            Gap::Factor(by) if by < 2.0 && !is_percentage => {
                let share = match self {
                    Self::Below(_) => 1.0 - 1.0 / by,
                    _ => by - 1.0,
                };
                match (share * 100.0).round() {
                    percent if percent < 1.0 => format!("{side} by less than 1 %"),
                    percent => format!("{side} by {percent:.0} %"),
                }
            }
            Gap::Factor(by) => {
                let digits = if by < 2.0 { 3 } else { 2 };
                format!("{side} by a factor of {}", rounded(by, digits))
            }
        }
    }
}

/// A number for people, to three digits: `12.5k`, `1.2M`, `2bn`, `300`, `0.35`. What is read back from
/// it differs by less than half a percent.
pub fn show(value: f64) -> String {
    rounded(value, 3)
}

/// A number to so many digits that tell, 1 or more.
fn rounded(value: f64, digits: usize) -> String {
    let text = format!("{:.*e}", digits - 1, value.abs());
    let parts = text
        .split_once('e')
        .and_then(|(digits, power)| Some((digits.replace('.', ""), power.parse::<i32>().ok()?)));
    let Some((digits, power)) = parts else {
        return value.to_string();
    };
    let sign = if value < 0.0 { "-" } else { "" };
    let told = digits.trim_end_matches('0');
    let (size, before) = match power {
        _ if told.is_empty() => return "0".into(),
        -4..0 => {
            let zeros = "0".repeat((-1 - power) as usize);
            return format!("{sign}0.{zeros}{told}");
        }
        0..3 => ("", power),
        3..6 => ("k", power - 3),
        6..9 => ("M", power - 6),
        9..12 => ("bn", power - 9),
        12..15 => ("tn", power - 12),
        _ => ("e", 0),
    };
    let (whole, part) = digits.split_at((before as usize + 1).min(digits.len()));
    let zeros = "0".repeat(before as usize + 1 - whole.len());
    let part = part.trim_end_matches('0');
    let point = if part.is_empty() { "" } else { "." };
    let power = if size == "e" {
        power.to_string()
    } else {
        String::new()
    };
    format!("{sign}{whole}{zeros}{point}{part}{size}{power}")
}
