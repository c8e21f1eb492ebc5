//! One line of the journal: a JSON object whose last key, `k`, is the CRC-32 of all before it.

use std::borrow::Cow;

use serde::Deserialize;

use super::body::Body;
use super::files::first_piece;
use super::wire::{Head, Marks, Whole, Wire};
use crate::domain::attempt::Attempt;
use crate::domain::card::CardId;
use crate::domain::entry::{Entry, EntryId, Event};
use crate::storage::device::is_device_id;

/// The version of the lines we write.
const VERSION: u32 = 1;
/// The longest line, in bytes, its newline left out. The longest answer is 16,000 characters, of
/// which each may need six bytes (a control character as `\u001b`): 96,000. The rest is for what is
/// around it.
pub const LINE_LIMIT: usize = 128 * 1024;
/// The entries we know.
const NAMES: [&str; 13] = [
    "attempt", "undo", "suspend", "resume", "bury", "star", "unstar", "tag", "untag", "reset",
    "set", "alias", "mock",
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

/// Reads the entry a line begins with, and says how long it is; the line may be damaged after it.
pub(super) fn decode_first(line: &[u8]) -> Result<(Entry, usize), Damage> {
    let piece = |why| {
        let piece = first_piece(line).ok_or(why)?;
        Ok((decode(piece)?, piece.len()))
    };
    decode(line).map(|entry| (entry, line.len())).or_else(piece)
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
        "tag" => Event::Tag {
            card: card(&wire)?,
            tag: wire.tag()?.into(),
        },
        "untag" => Event::Untag {
            card: card(&wire)?,
            tag: wire.tag()?.into(),
        },
        "reset" => Event::Reset(card(&wire)?),
        "set" => wire.register()?.map_or(Event::Unknown, Event::Set),
        "alias" => {
            let (from, to) = wire.renamed()?;
            Event::Alias {
                from: CardId::new(from),
                to: CardId::new(to),
            }
        }
        "mock" => Event::Mock(Box::new(wire.mocked()?)),
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
        path: wire.path,
        grades: facts.grades,
        gone: wire.gone,
        texts: wire.texts.0,
        times: wire.times.0,
        estimates: wire.estimate.0,
        mock: wire.mock.as_deref().unwrap_or_default().into(),
        evidence: wire.evidence,
    })
}
