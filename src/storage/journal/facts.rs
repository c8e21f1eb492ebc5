//! From the keys of a line to the domain's values, each within its range.

use super::line::Damage;
use super::wire::{Target, Text, Wire};
use crate::domain::card::Kind;
use crate::domain::day::Day;
use crate::domain::entry::EntryId;
use crate::domain::grade::{Grade, Verdict};
use crate::domain::register::{BadValue, Register};

/// What of an attempt has a range of its own.
pub(super) struct Facts {
    pub day: Day,
    pub kind: Kind,
    pub confidence: Option<Verdict>,
    pub verdict: Option<Verdict>,
    pub given: Option<Verdict>,
    pub proposed: Grade,
    pub grade: Grade,
    pub grades: Vec<(Box<str>, Grade)>,
}

fn filled<'a>(text: &'a Option<Text<'_>>) -> Option<&'a str> {
    text.as_deref().filter(|text| !text.is_empty())
}

fn missing(key: &str) -> Damage {
    Damage::Shape(format!("its \"{key}\" is missing or out of range"))
}

impl<W, M, T> Wire<'_, W, M, T> {
    pub(super) fn card(&self) -> Result<&str, Damage> {
        filled(&self.c).ok_or_else(|| missing("c"))
    }

    pub(super) fn day(&self) -> Result<Day, Damage> {
        let day = self.day.as_deref().and_then(|day| day.parse().ok());
        day.ok_or_else(|| missing("day"))
    }

    /// What a card is tagged with.
    pub(super) fn tag(&self) -> Result<&str, Damage> {
        filled(&self.name).ok_or_else(|| missing("name"))
    }

    pub(super) fn target(&self) -> Result<&Target<'_>, Damage> {
        self.target.as_ref().ok_or_else(|| missing("target"))
    }

    pub(super) fn renamed(&self) -> Result<(&str, &str), Damage> {
        let from = filled(&self.from).ok_or_else(|| missing("from"))?;
        let to = filled(&self.to).ok_or_else(|| missing("to"))?;
        Ok((from, to))
    }

    /// None for a register of a later version.
    pub(super) fn register(&self) -> Result<Option<Register>, Damage> {
        let name = self.name.as_deref().ok_or_else(|| missing("name"))?;
        let value = self.value.as_deref().ok_or_else(|| missing("value"))?;
        match Register::parse(name, value) {
            Ok(register) => Ok(Some(register)),
            Err(BadValue::NoSuchRegister(_)) => Ok(None),
            Err(error) => Err(Damage::Shape(error.to_string())),
        }
    }

    pub(super) fn facts(&self) -> Result<Facts, Damage> {
        let verdict = |value: Option<u8>, key| match value {
            None => Ok(None),
            Some(value) => Verdict::from_value(value)
                .map(Some)
                .ok_or_else(|| missing(key)),
        };
        let grade = |value: Option<u8>, key| {
            let grade = value.and_then(Grade::from_value);
            grade.ok_or_else(|| missing(key))
        };
        let of_part =
            |(part, value): &(Box<str>, u8)| Ok((part.clone(), grade(Some(*value), "grades")?));
        let kind = self.kind.as_deref().and_then(Kind::from_name);
        Ok(Facts {
            day: self.day()?,
            kind: kind.ok_or_else(|| missing("kind"))?,
            confidence: verdict(self.conf, "conf")?,
            verdict: verdict(self.verdict, "verdict")?,
            given: verdict(self.given, "given")?,
            proposed: grade(self.proposed.or(self.grade), "proposed")?,
            grade: grade(self.grade, "grade")?,
            grades: (self.grades.0.iter().map(of_part)).collect::<Result<_, _>>()?,
        })
    }
}

impl TryFrom<&Target<'_>> for EntryId {
    type Error = Damage;

    fn try_from(target: &Target<'_>) -> Result<Self, Damage> {
        let check = u32::from_str_radix(&target.k, 16).map_err(|_| missing("target"))?;
        Ok(Self {
            device: target.d.as_ref().into(),
            sequence: target.s,
            check,
        })
    }
}
