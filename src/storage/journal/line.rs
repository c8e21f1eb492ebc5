//! One line of the journal: a JSON object whose last key, `k`, is the CRC-32 of all before it.

use std::borrow::Cow;

use serde::Deserialize;

use super::files::first_piece;
use super::wire::{Body, Head, Marks, Target, Text, Whole, Wire};
use crate::domain::attempt::Attempt;
use crate::domain::card::{CardId, Kind};
use crate::domain::day::Day;
use crate::domain::entry::{Entry, EntryId, Event};
use crate::domain::grade::{Grade, Verdict};
use crate::domain::register::{BadValue, Register};
use crate::storage::device::is_device_id;

/// The version of the lines we write.
const VERSION: u32 = 1;
/// The longest line, in bytes, its newline left out. The longest answer is 16,000 characters, of
/// which each may need six bytes (a control character as `\u001b`): 96,000. The rest is for what is
/// around it.
pub const LINE_LIMIT: usize = 128 * 1024;
/// The entries we know.
const NAMES: [&str; 9] = [
    "attempt", "undo", "suspend", "resume", "bury", "star", "unstar", "set", "alias",
];
/// What every line begins with.
pub(super) const HEAD: &[u8] = b"{\"v\":";
/// What stands between the checked bytes and the check.
const CHECK_KEY: &[u8] = b",\"k\":\"";
/// Bytes from the end of what is checked to the end of the line.
const TAIL: usize = CHECK_KEY.len() + 8 + 2;

/// Why an entry cannot be written as a line.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unwritable {
    /// Longer than [`LINE_LIMIT`].
    #[error(
        "the entry takes {bytes} bytes, and the journal holds at most {LINE_LIMIT} a line; shorten the answer"
    )]
    TooLong {
        /// What it would take.
        bytes: usize,
    },
    /// [`Event::Unknown`] stands for what only a later version can write.
    #[error("this entry is of a later version of hotseat; only that version can write it")]
    Unknown,
}

/// Why a line is no entry.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Damage {
    /// Longer than [`LINE_LIMIT`].
    #[error("longer than {LINE_LIMIT} bytes")]
    TooLong,
    /// It does not end in a check: cut short, or not ours.
    #[error("cut short: it does not end in its check")]
    Cut,
    /// Its bytes are not those that were written.
    #[error("its bytes have changed: their check is {found:08x}, and it says {written:08x}")]
    Changed {
        /// What its bytes come to.
        found: u32,
        /// What the line says.
        written: u32,
    },
    /// What it says makes no entry.
    #[error("not an entry: {0}")]
    Shape(String),
}

/// Writes an entry as a line, newline included; also its check.
pub(super) fn encode(
    device: &str,
    sequence: u64,
    at: i64,
    event: &Event,
) -> Result<(Vec<u8>, u32), Unwritable> {
    let body = Body::try_from(event)?;
    let mut line = format!(
        r#"{{"v":{VERSION},"d":"{device}","s":{sequence},"t":{at},"e":"{}""#,
        event.name()
    )
    .into_bytes();
    let body = serde_json::to_vec(&body).map_err(|_| Unwritable::Unknown)?;
    line.push(b',');
    line.extend_from_slice(&body[1..body.len() - 1]);
    let check = crc32fast::hash(&line);
    line.extend_from_slice(CHECK_KEY);
    line.extend_from_slice(format!("{check:08x}\"}}").as_bytes());
    if line.len() > LINE_LIMIT {
        return Err(Unwritable::TooLong { bytes: line.len() });
    }
    line.push(b'\n');
    Ok((line, check))
}

/// The check of a line whose bytes are those that were written.
fn checked(line: &[u8]) -> Result<u32, Damage> {
    if line.len() > LINE_LIMIT {
        return Err(Damage::TooLong);
    }
    let end = line.len().checked_sub(TAIL).ok_or(Damage::Cut)?;
    let (bytes, tail) = line.split_at(end);
    let hex = tail
        .strip_prefix(CHECK_KEY)
        .and_then(|rest| rest.strip_suffix(b"\"}"))
        .ok_or(Damage::Cut)?;
    let digit = |sum: u32, byte: &u8| {
        let value = match byte {
            b'0'..=b'9' => byte - b'0',
            b'a'..=b'f' => byte - b'a' + 10,
            _ => return None,
        };
        Some(sum << 4 | u32::from(value))
    };
    let written = hex.iter().try_fold(0, digit).ok_or(Damage::Cut)?;
    let found = crc32fast::hash(bytes);
    if found == written {
        Ok(written)
    } else {
        Err(Damage::Changed { found, written })
    }
}

/// A line that is an entry, read as far as `W`, `M` and `T` ask.
pub(super) struct Line<'a, W, M, T> {
    pub device: Cow<'a, str>,
    pub sequence: u64,
    pub check: u32,
    pub at: i64,
    /// None for what only a later version knows.
    pub wire: Option<Wire<'a, W, M, T>>,
}

/// Checks a line, its newline left out, and reads it.
pub(super) fn parse<'a, W, M, T>(line: &'a [u8]) -> Result<Line<'a, W, M, T>, Damage>
where
    W: Deserialize<'a> + Default,
    M: Deserialize<'a> + Default,
    T: Deserialize<'a> + Default,
{
    let check = checked(line)?;
    let (head, wire) = match serde_json::from_slice::<Wire<'a, W, M, T>>(line) {
        Ok(mut wire) => (wire.head(), Some(wire)),
        // A later version may give a key another shape.
        Err(error) => match serde_json::from_slice::<Head<'a>>(line) {
            Ok(head) if !is_known(&head) => (head, None),
            _ => return Err(Damage::Shape(error.to_string())),
        },
    };
    if head.s == 0 || !is_device_id(&head.d) {
        return Err(Damage::Shape("its device or sequence is none".into()));
    }
    Ok(Line {
        wire: wire.filter(|_| is_known(&head)),
        device: head.d,
        sequence: head.s,
        check,
        at: head.t,
    })
}

fn is_known(head: &Head<'_>) -> bool {
    head.v <= VERSION && NAMES.contains(&&*head.e)
}

/// Checks a line, its newline left out, and reads the entry in full.
pub(super) fn decode(line: &[u8]) -> Result<Entry, Damage> {
    let line: Whole<'_> = parse(line)?;
    let id = EntryId {
        device: line.device.into(),
        sequence: line.sequence,
        check: line.check,
    };
    let event = line.wire.map_or(Ok(Event::Unknown), event)?;
    Ok(Entry {
        id,
        at: line.at,
        event,
    })
}

/// Reads the entry a line begins with; the line may be damaged after it.
pub(super) fn decode_first(line: &[u8]) -> Result<Entry, Damage> {
    decode(line).or_else(|why| first_piece(line).map_or(Err(why), decode))
}

fn event(wire: Wire<'_, Vec<Box<str>>, Marks, String>) -> Result<Event, Damage> {
    Ok(match &*wire.e {
        "attempt" => Event::Attempt(Box::new(attempt(wire)?)),
        "undo" => Event::Undo {
            target: wire.target()?.try_into()?,
            card: wire.c.as_deref().map(CardId::new),
        },
        "suspend" => Event::Suspend(card(&wire)?),
        "resume" => Event::Resume(card(&wire)?),
        "bury" => Event::Bury {
            card: card(&wire)?,
            day: wire.day()?,
        },
        "star" => Event::Star(card(&wire)?),
        "unstar" => Event::Unstar(card(&wire)?),
        "set" => wire.register()?.map_or(Event::Unknown, Event::Set),
        "alias" => {
            let (from, to) = wire.renamed()?;
            Event::Alias {
                from: CardId::new(from),
                to: CardId::new(to),
            }
        }
        _ => Event::Unknown,
    })
}

fn card<W, M, T>(wire: &Wire<'_, W, M, T>) -> Result<CardId, Damage> {
    wire.card().map(CardId::new)
}

fn attempt(wire: Wire<'_, Vec<Box<str>>, Marks, String>) -> Result<Attempt, Damage> {
    let facts = wire.facts()?;
    Ok(Attempt {
        card: card(&wire)?,
        day: facts.day,
        kind: facts.kind,
        variant: wire.variant,
        seconds: (&wire.sec).into(),
        hints: wire.hints,
        confidence: facts.confidence,
        flags: wire.flags,
        marks: wire.marks.0,
        lifts: wire.lifts,
        probes: wire.probes,
        rule: wire.rule,
        verdict: facts.verdict,
        given: facts.given,
        reason: wire.reason,
        proposed: facts.proposed,
        grade: facts.grade,
        text: wire.text,
    })
}

/// What of an attempt has a range of its own.
pub(super) struct Facts {
    pub day: Day,
    pub kind: Kind,
    pub confidence: Option<Verdict>,
    pub verdict: Option<Verdict>,
    pub given: Option<Verdict>,
    pub proposed: Grade,
    pub grade: Grade,
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
        let kind = self.kind.as_deref().and_then(Kind::from_name);
        Ok(Facts {
            day: self.day()?,
            kind: kind.ok_or_else(|| missing("kind"))?,
            confidence: verdict(self.conf, "conf")?,
            verdict: verdict(self.verdict, "verdict")?,
            given: verdict(self.given, "given")?,
            proposed: grade(self.proposed.or(self.grade), "proposed")?,
            grade: grade(self.grade, "grade")?,
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

impl<'a> TryFrom<&'a Event> for Body<'a> {
    type Error = Unwritable;

    fn try_from(event: &'a Event) -> Result<Self, Unwritable> {
        Ok(match event {
            Event::Attempt(attempt) => attempt_body(attempt),
            Event::Undo { target, card } => Self {
                target: Some(Target {
                    d: Cow::Borrowed(&target.device),
                    s: target.sequence,
                    k: Cow::Owned(format!("{:08x}", target.check)),
                }),
                c: card.as_ref().map(CardId::as_str),
                ..Self::default()
            },
            Event::Suspend(card)
            | Event::Resume(card)
            | Event::Star(card)
            | Event::Unstar(card) => Self {
                c: Some(card.as_str()),
                ..Self::default()
            },
            Event::Bury { card, day } => Self {
                c: Some(card.as_str()),
                day: Some(day.to_string()),
                ..Self::default()
            },
            Event::Set(register) => Self {
                name: Some(register.name()),
                value: Some(register.value()),
                ..Self::default()
            },
            Event::Alias { from, to } => Self {
                from: Some(from.as_str()),
                to: Some(to.as_str()),
                ..Self::default()
            },
            Event::Unknown => return Err(Unwritable::Unknown),
        })
    }
}

fn attempt_body(attempt: &Attempt) -> Body<'_> {
    Body {
        c: Some(attempt.card.as_str()),
        day: Some(attempt.day.to_string()),
        kind: Some(attempt.kind.name()),
        variant: Some(attempt.variant),
        sec: Some(attempt.seconds.into()),
        hints: Some(attempt.hints),
        conf: attempt.confidence.map(Verdict::value),
        flags: &attempt.flags,
        marks: &attempt.marks,
        lifts: &attempt.lifts,
        probes: &attempt.probes,
        rule: Some(attempt.rule),
        verdict: attempt.verdict.map(Verdict::value),
        given: attempt.given.map(Verdict::value),
        reason: &attempt.reason,
        proposed: Some(attempt.proposed.value()),
        grade: Some(attempt.grade.value()),
        text: &attempt.text,
        ..Body::default()
    }
}
