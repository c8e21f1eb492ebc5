//! The ledger in its cache: a row of fixed length an attempt, so that a million are read at once.

use std::borrow::Cow;

use serde::{Deserialize, Serialize, Serializer};

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
pub(super) struct Rows<'a> {
    pub files: Vec<FileSeen>,
    /// The `t` of the last entry that was read.
    pub latest: i64,
    cards: Vec<Cow<'a, str>>,
    points: Vec<Box<str>>,
    #[serde(borrow, serialize_with = "bytes")]
    lines: Cow<'a, [u8]>,
    #[serde(borrow, serialize_with = "bytes")]
    marks: Cow<'a, [u8]>,
}

/// As bytes, and not as a list of numbers.
fn bytes<S: Serializer>(bytes: &[u8], to: S) -> Result<S::Ok, S::Error> {
    to.serialize_bytes(bytes)
}

impl<'a> Rows<'a> {
    /// The ledger as it is written.
    pub(super) fn new(ledger: &'a Ledger, files: Vec<FileSeen>, latest: i64) -> Self {
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
            latest,
            cards: parts
                .cards
                .iter()
                .map(|card| card.as_str().into())
                .collect(),
            points: parts.points.clone(),
            lines: lines.into(),
            marks: marks.into(),
        }
    }

    /// The ledger as it was written; none where it makes no sense.
    pub(super) fn ledger(self) -> Option<Ledger> {
        let (rows, rest) = self.lines.as_chunks::<ROW>();
        let (marks, torn) = self.marks.as_chunks::<MARK>();
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
