//! The ledger in its cache: a row of fixed length an attempt, so that a million are read at once.

use serde::de::Visitor;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

use super::shape::FileSeen;
use crate::domain::card::{CardId, Kind};
use crate::domain::day::Day;
use crate::domain::entry::Spot;
use crate::domain::grade::{Grade, Mark, Verdict};
use crate::domain::ledger::{Ledger, Line, Parts};

/// Bytes of a row.
const ROW: usize = 47;
/// Bytes of a mark.
const MARK: usize = 3;

/// The ledger, and what is known of the files it was read from.
#[derive(Serialize, Deserialize)]
pub(super) struct Rows {
    pub files: Vec<FileSeen>,
    cards: Vec<Box<str>>,
    points: Vec<Box<str>>,
    lines: Bytes,
    marks: Bytes,
}

/// Bytes that are taken over as they stand.
struct Bytes(Vec<u8>);

impl Serialize for Bytes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&self.0)
    }
}

impl<'de> Deserialize<'de> for Bytes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_bytes(BytesVisitor)
    }
}

struct BytesVisitor;

impl Visitor<'_> for BytesVisitor {
    type Value = Bytes;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("bytes")
    }

    fn visit_bytes<E>(self, bytes: &[u8]) -> Result<Bytes, E> {
        Ok(Bytes(bytes.to_vec()))
    }
}

impl Rows {
    /// The ledger as it is written.
    pub(super) fn new(ledger: &Ledger, files: Vec<FileSeen>) -> Self {
        let parts = ledger.parts();
        let mut lines = Vec::with_capacity(parts.lines.len() * ROW);
        parts.lines.iter().for_each(|line| write(line, &mut lines));
        let mut marks = Vec::with_capacity(parts.marks.len() * MARK);
        for (point, mark) in &parts.marks {
            marks.extend_from_slice(&point.to_le_bytes());
            marks.push(mark.value());
        }
        Self {
            files,
            cards: parts
                .cards
                .iter()
                .map(|card| card.as_str().into())
                .collect(),
            points: parts.points.clone(),
            lines: Bytes(lines),
            marks: Bytes(marks),
        }
    }

    /// The ledger as it was written; none where it makes no sense.
    pub(super) fn ledger(self) -> Option<Ledger> {
        let (rows, rest) = self.lines.0.as_chunks::<ROW>();
        let (marks, torn) = self.marks.0.as_chunks::<MARK>();
        if !rest.is_empty() || !torn.is_empty() {
            return None;
        }
        let mark = |[low, high, mark]: &[u8; MARK]| {
            let point = u16::from_le_bytes([*low, *high]);
            Some((point, Mark::from_value(*mark)?))
        };
        Ledger::of_parts(Parts {
            cards: self.cards.iter().map(|card| CardId::new(card)).collect(),
            points: self.points,
            lines: rows.iter().map(read).collect::<Option<_>>()?,
            marks: marks.iter().map(mark).collect::<Option<_>>()?,
        })
    }
}

fn write(line: &Line, to: &mut Vec<u8>) {
    to.extend_from_slice(&line.at.to_le_bytes());
    to.extend_from_slice(&line.spot.offset.to_le_bytes());
    to.extend_from_slice(&line.spot.file.to_le_bytes());
    to.extend_from_slice(&line.card.to_le_bytes());
    to.extend_from_slice(&line.day.number().to_le_bytes());
    to.extend_from_slice(&line.answer.to_le_bytes());
    to.extend_from_slice(&line.spent.to_le_bytes());
    to.extend_from_slice(&line.first_mark.to_le_bytes());
    to.extend_from_slice(&line.mark_count.to_le_bytes());
    to.extend_from_slice(&[
        line.kind as u8,
        line.grade.value(),
        line.given.map_or(0, Verdict::value),
        line.expected.map_or(0, Verdict::value),
        u8::from(line.is_mock),
    ]);
}

fn read(row: &[u8; ROW]) -> Option<Line> {
    let mut rest: &[u8] = row;
    let (at, offset) = (i64::from_le_bytes(take(&mut rest)?), take(&mut rest)?);
    let (file, card) = (take(&mut rest)?, take(&mut rest)?);
    let day = i32::from_le_bytes(take(&mut rest)?);
    let (answer, spent) = (take(&mut rest)?, take(&mut rest)?);
    let (first_mark, mark_count) = (take(&mut rest)?, take(&mut rest)?);
    let [kind, grade, given, expected, is_mock]: [u8; 5] = take(&mut rest)?;
    Some(Line {
        card: u32::from_le_bytes(card),
        spot: Spot {
            file: u32::from_le_bytes(file),
            offset: u64::from_le_bytes(offset),
        },
        at,
        day: Day::from_number(day),
        kind: *Kind::ALL.get(usize::from(kind))?,
        grade: Grade::from_value(grade)?,
        given: Verdict::from_value(given),
        expected: Verdict::from_value(expected),
        answer: u32::from_le_bytes(answer),
        spent: u32::from_le_bytes(spent),
        is_mock: is_mock != 0,
        first_mark: u32::from_le_bytes(first_mark),
        mark_count: u16::from_le_bytes(mark_count),
    })
}

/// The next bytes of a row.
fn take<const N: usize>(from: &mut &[u8]) -> Option<[u8; N]> {
    let (taken, rest) = from.split_first_chunk()?;
    *from = rest;
    Some(*taken)
}
