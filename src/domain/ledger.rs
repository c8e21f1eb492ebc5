//! Every attempt that counts, in a few bytes: what weak points, calibration and statistics are
//! counted from.

use std::collections::HashMap;

use super::card::{ByCard, CardId, Kind};
use super::day::Day;
use super::entry::Spot;
use super::grade::{Grade, Mark, Verdict};

/// One attempt.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Line {
    /// The card, by its number in the ledger.
    pub card: u32,
    /// Where the attempt stands in the journal.
    pub spot: Spot,
    /// UTC milliseconds; it orders, and measures nothing.
    pub at: i64,
    /// The study day.
    pub day: Day,
    /// What kind the card was.
    pub kind: Kind,
    /// The grade given.
    pub grade: Grade,
    /// The verdict the user settled on.
    pub given: Option<Verdict>,
    /// The verdict expected before the reveal.
    pub expected: Option<Verdict>,
    /// Seconds the answer took.
    pub answer: u32,
    /// Seconds in all, pauses left out.
    pub spent: u32,
    /// Whether it was part of a mock.
    pub is_mock: bool,
    /// The first of its marks among those of the ledger.
    pub first_mark: u32,
    /// How many marks it has.
    pub mark_count: u16,
}

/// The unprompted mark of one point.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Marked<'a> {
    /// The point's id; `node/point` for the point of a part.
    pub point: &'a str,
    /// Its mark.
    pub mark: Mark,
}

/// What a ledger is made of, as it is written to a cache.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Parts {
    /// The cards by number, under the ids they go by now.
    pub cards: Vec<CardId>,
    /// The names of points by number.
    pub points: Vec<Box<str>>,
    /// The attempts, in the journal's order.
    pub lines: Vec<Line>,
    /// The marks of all attempts: the number of the point, and its mark.
    pub marks: Vec<(u16, Mark)>,
}

/// Every attempt that counts, in the journal's order.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Ledger {
    parts: Parts,
    numbers: ByCard<u32>,
    point_numbers: HashMap<Box<str>, u16>,
}

/// As many names of points are told apart.
const MOST_POINTS: usize = u16::MAX as usize;

impl Ledger {
    /// The ledger of these parts; none where they do not fit each other.
    pub fn of_parts(parts: Parts) -> Option<Self> {
        let (cards, points) = (parts.cards.len() as u32, parts.points.len());
        let marks = parts.marks.len() as u64;
        let fits = |line: &Line| {
            let end = u64::from(line.first_mark) + u64::from(line.mark_count);
            line.card < cards && end <= marks
        };
        let known = |(point, _): &(u16, Mark)| usize::from(*point) < points;
        let is_whole = parts.lines.iter().all(fits) && parts.marks.iter().all(known);
        is_whole.then(|| Self {
            numbers: parts.cards.iter().cloned().zip(0..).collect(),
            point_numbers: parts.points.iter().cloned().zip(0..).collect(),
            parts,
        })
    }

    /// Adds an attempt at the end: `line` with the card's number and its marks filled in.
    pub fn push(&mut self, card: &CardId, line: Line, marks: &[(u16, Mark)]) {
        let card = self.number(card);
        let first = self.parts.marks.len();
        self.parts.marks.extend_from_slice(marks);
        self.parts.lines.push(Line {
            card,
            first_mark: first as u32,
            mark_count: marks.len() as u16,
            ..line
        });
    }

    /// Takes an attempt out, by the place of its entry.
    pub fn remove(&mut self, spot: Spot) {
        self.parts.lines.retain(|line| line.spot != spot);
    }

    fn number(&mut self, card: &CardId) -> u32 {
        if let Some(number) = self.numbers.get(card) {
            return *number;
        }
        let number = self.parts.cards.len() as u32;
        self.parts.cards.push(card.clone());
        self.numbers.insert(card.clone(), number);
        number
    }

    /// The number of a point's name, a new one where it has none yet.
    pub fn point(&mut self, point: &str) -> u16 {
        if let Some(number) = self.point_numbers.get(point) {
            return *number;
        }
        // Decks name their points alike; should there be more names, the rest share the last.
        let number = self.parts.points.len().min(MOST_POINTS);
        if number == self.parts.points.len() {
            self.parts.points.push(point.into());
        }
        self.point_numbers.insert(point.into(), number as u16);
        number as u16
    }

    /// What it is made of.
    pub fn parts(&self) -> &Parts {
        &self.parts
    }

    /// The attempts, in the journal's order.
    pub fn lines(&self) -> &[Line] {
        &self.parts.lines
    }

    /// The cards by number, under the ids they go by now.
    pub fn cards(&self) -> &[CardId] {
        &self.parts.cards
    }

    /// The number of a card that was ever attempted.
    pub fn number_of(&self, card: &CardId) -> Option<u32> {
        self.numbers.get(card).copied()
    }

    /// The attempts at one card, in the journal's order.
    pub fn of(&self, card: &CardId) -> impl DoubleEndedIterator<Item = &Line> {
        let number = self.number_of(card);
        self.lines()
            .iter()
            .filter(move |line| Some(line.card) == number)
    }

    /// The marks of an attempt, as they were given.
    pub fn marks(&self, line: &Line) -> impl Iterator<Item = Marked<'_>> {
        let (first, count) = (line.first_mark as usize, usize::from(line.mark_count));
        let marks = self.parts.marks.iter().skip(first).take(count);
        marks.map(|(point, mark)| Marked {
            point: &self.parts.points[usize::from(*point)],
            mark: *mark,
        })
    }
}
