//! Every attempt that counts, in a few bytes: what weak points, calibration and statistics are
//! counted from. A million attempts take about 80 MB.

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
    /// The first of its marks, and how many there are.
    marks: (u32, u16),
}

/// The unprompted mark of one point.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Marked<'a> {
    /// The point's id; `node/point` for the point of a part.
    pub point: &'a str,
    /// Its mark.
    pub mark: Mark,
}

/// Every attempt that counts, in the journal's order.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Ledger {
    cards: Vec<CardId>,
    numbers: ByCard<u32>,
    points: Vec<Box<str>>,
    point_numbers: std::collections::HashMap<Box<str>, u16>,
    lines: Vec<Line>,
    marks: Vec<(u16, Mark)>,
}

/// What a line is made of, beside its card and its marks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Facts {
    /// See [`Line::spot`].
    pub spot: Spot,
    /// See [`Line::at`].
    pub at: i64,
    /// See [`Line::day`].
    pub day: Day,
    /// See [`Line::kind`].
    pub kind: Kind,
    /// See [`Line::grade`].
    pub grade: Grade,
    /// See [`Line::given`].
    pub given: Option<Verdict>,
    /// See [`Line::expected`].
    pub expected: Option<Verdict>,
    /// See [`Line::answer`].
    pub answer: u32,
    /// See [`Line::spent`].
    pub spent: u32,
    /// See [`Line::is_mock`].
    pub is_mock: bool,
}

impl Ledger {
    /// Adds an attempt at the end.
    pub fn push<'m>(
        &mut self,
        card: &CardId,
        facts: Facts,
        marks: impl IntoIterator<Item = (&'m str, Mark)>,
    ) {
        let card = self.number(card);
        let first = self.marks.len();
        for (point, mark) in marks {
            let point = self.point(point);
            self.marks.push((point, mark));
        }
        let Facts {
            spot,
            at,
            day,
            kind,
            grade,
            given,
            expected,
            answer,
            spent,
            is_mock,
        } = facts;
        self.lines.push(Line {
            card,
            spot,
            at,
            day,
            kind,
            grade,
            given,
            expected,
            answer,
            spent,
            is_mock,
            marks: (first as u32, (self.marks.len() - first) as u16),
        });
    }

    fn number(&mut self, card: &CardId) -> u32 {
        if let Some(number) = self.numbers.get(card) {
            return *number;
        }
        let number = self.cards.len() as u32;
        self.cards.push(card.clone());
        self.numbers.insert(card.clone(), number);
        number
    }

    fn point(&mut self, point: &str) -> u16 {
        if let Some(number) = self.point_numbers.get(point) {
            return *number;
        }
        // Ids are few, since decks name their points alike; past 65,535 they share the last number.
        let number = self.points.len().min(usize::from(u16::MAX));
        if number == self.points.len() {
            self.points.push(point.into());
        }
        self.point_numbers.insert(point.into(), number as u16);
        number as u16
    }

    /// The attempts, in the journal's order.
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// The cards by number, under the ids they go by now.
    pub fn cards(&self) -> &[CardId] {
        &self.cards
    }

    /// The number of a card that was ever attempted.
    pub fn number_of(&self, card: &CardId) -> Option<u32> {
        self.numbers.get(card).copied()
    }

    /// The attempts at one card, in the journal's order.
    pub fn of(&self, card: &CardId) -> impl DoubleEndedIterator<Item = &Line> {
        let number = self.number_of(card);
        self.lines
            .iter()
            .filter(move |line| Some(line.card) == number)
    }

    /// The marks of an attempt, as they were given.
    pub fn marks(&self, line: &Line) -> impl Iterator<Item = Marked<'_>> {
        let (first, count) = (line.marks.0 as usize, usize::from(line.marks.1));
        let marks = self.marks.iter().skip(first).take(count);
        marks.map(|(point, mark)| Marked {
            point: &self.points[usize::from(*point)],
            mark: *mark,
        })
    }
}
