//! The shape of the cache of progress, for serde: the domain's types as plain numbers and texts.

use std::fmt;

use chrono::Weekday;
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::domain::card::{ByCard, CardId, Kind};
use crate::domain::day::Day;
use crate::domain::entry::Spot;
use crate::domain::memory::Memory;
use crate::domain::mock::MockSeen;
use crate::domain::progress::{CardProgress, Last, PartMemory, REMEMBERED};
use crate::domain::register::Registers;

/// Progress, and what is known of the files it was folded from. The cards are [`CardsOut`] when it is
/// written and [`CardsIn`] when it is read.
#[derive(Serialize, Deserialize)]
pub(super) struct Snapshot<C> {
    pub files: Vec<FileSeen>,
    pub last: Vec<(Box<str>, u64, i64)>,
    pub latest: i64,
    pub attempts: u64,
    pub registers: RegistersSeen,
    pub aliases: Vec<(Box<str>, Box<str>)>,
    pub mocks: Vec<MockLine>,
    /// Day, attempts, seconds.
    pub days: Vec<(i32, u32, u64)>,
    pub cards: C,
}

/// A mock by its id, its day, and the file and byte of its record.
#[derive(Serialize, Deserialize)]
pub(super) struct MockLine(Box<str>, i32, u32, u64);

impl From<&MockSeen> for MockLine {
    fn from(seen: &MockSeen) -> Self {
        let Spot { file, offset } = seen.spot;
        Self(seen.id.clone(), seen.day.number(), file, offset)
    }
}

impl From<MockLine> for MockSeen {
    fn from(MockLine(id, day, file, offset): MockLine) -> Self {
        Self {
            id,
            day: Day::from_number(day),
            spot: Spot { file, offset },
        }
    }
}

/// A file as it stood when progress was folded from it.
#[derive(Serialize, Deserialize)]
pub(super) struct FileSeen {
    /// The bytes of its name.
    pub name: Vec<u8>,
    pub length: u64,
    pub read_to: u64,
    pub inode: u64,
    pub modified: i64,
    pub tail: u32,
}

#[derive(Serialize, Deserialize)]
pub(super) struct RegistersSeen {
    pub interview_date: Option<i32>,
    pub interview_name: String,
    pub minutes_a_day: u16,
    pub rest_days: Vec<u8>,
    pub roll_over_hour: u8,
    pub desired_retention: f32,
}

#[derive(Serialize, Deserialize)]
struct LastSeen(i32, f32, f32);

#[derive(Serialize, Deserialize)]
struct CardSeen {
    pub attempts: u32,
    pub lapses: u16,
    pub kind: Option<u8>,
    pub seconds: u32,
    pub suspended: bool,
    pub starred: bool,
    pub buried: Option<i32>,
    pub spot: Option<(u32, u64)>,
    pub at: i64,
    pub variant: u16,
    pub now: Option<LastSeen>,
    pub opening: Option<LastSeen>,
    pub opening_seconds: u32,
    pub opening_surprise: bool,
    pub looks: u8,
    pub recent_grades: u32,
    pub recent_verdicts: u32,
    pub answer: u16,
    pub expected: u8,
    pub tags: Vec<Box<str>>,
    pub parts: Vec<(Box<str>, LastSeen)>,
}

/// Written from the cards as they are.
pub(super) struct CardsOut<'a>(pub &'a ByCard<CardProgress>);

/// Read into the cards as they will be.
pub(super) struct CardsIn(pub ByCard<CardProgress>);

impl Serialize for CardsOut<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // The cards of a deck stand together, since each start looks every one of them up.
        let mut cards: Vec<_> = self.0.iter().collect();
        cards.sort_unstable_by_key(|(id, _)| id.as_str());
        let cards = cards.into_iter();
        serializer.collect_map(cards.map(|(id, card)| (id.as_str(), CardSeen::from(card))))
    }
}

impl<'de> Deserialize<'de> for CardsIn {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(CardsVisitor)
    }
}

struct CardsVisitor;

impl<'de> Visitor<'de> for CardsVisitor {
    type Value = CardsIn;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("cards by id")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<CardsIn, A::Error> {
        // The length is checked by what follows: nothing is set aside for more than a million.
        let length = map.size_hint().unwrap_or(0).min(1 << 20);
        let mut cards = ByCard::with_capacity_and_hasher(length, Default::default());
        while let Some((id, card)) = map.next_entry::<Id, CardSeen>()? {
            cards.insert(id.0, CardProgress::from(card));
        }
        Ok(CardsIn(cards))
    }
}

/// Grades go to 4: three bits each.
const BITS: usize = 3;

fn packed(values: [u8; REMEMBERED]) -> u32 {
    let newest_last = values.iter().rev();
    newest_last.fold(0, |all, value| all << BITS | u32::from(value & 7))
}

fn unpacked(values: u32) -> [u8; REMEMBERED] {
    std::array::from_fn(|at| (values >> (BITS * at) & 7) as u8)
}

struct Id(CardId);

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(IdVisitor)
    }
}

struct IdVisitor;

impl Visitor<'_> for IdVisitor {
    type Value = Id;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a card's id")
    }

    fn visit_str<E>(self, id: &str) -> Result<Id, E> {
        Ok(Id(CardId::new(id)))
    }
}

impl From<Last> for LastSeen {
    fn from(last: Last) -> Self {
        Self(
            last.day.number(),
            last.memory.stability,
            last.memory.difficulty,
        )
    }
}

impl From<LastSeen> for Last {
    fn from(LastSeen(day, stability, difficulty): LastSeen) -> Self {
        Self {
            day: Day::from_number(day),
            memory: Memory {
                stability,
                difficulty,
            },
        }
    }
}

impl From<&CardProgress> for CardSeen {
    fn from(card: &CardProgress) -> Self {
        Self {
            attempts: card.attempts,
            lapses: card.lapses,
            kind: card.kind.map(|kind| kind as u8),
            seconds: card.seconds,
            suspended: card.suspended,
            starred: card.starred,
            buried: card.buried.map(Day::number),
            spot: card.spot.map(|spot| (spot.file, spot.offset)),
            at: card.at,
            variant: card.variant,
            now: card.now.map(LastSeen::from),
            opening: card.opening.map(LastSeen::from),
            opening_seconds: card.opening_seconds,
            opening_surprise: card.opening_surprise,
            looks: card.looks,
            recent_grades: packed(card.recent_grades),
            recent_verdicts: packed(card.recent_verdicts),
            answer: card.answer,
            expected: card.expected,
            tags: card.tags.to_vec(),
            parts: (card.parts.iter())
                .map(|part| (part.id.clone(), part.last.into()))
                .collect(),
        }
    }
}

impl From<CardSeen> for CardProgress {
    fn from(card: CardSeen) -> Self {
        Self {
            attempts: card.attempts,
            lapses: card.lapses,
            kind: card
                .kind
                .and_then(|kind| Kind::ALL.get(usize::from(kind)).copied()),
            seconds: card.seconds,
            suspended: card.suspended,
            starred: card.starred,
            buried: card.buried.map(Day::from_number),
            spot: card.spot.map(|(file, offset)| Spot { file, offset }),
            at: card.at,
            variant: card.variant,
            now: card.now.map(Last::from),
            opening: card.opening.map(Last::from),
            opening_seconds: card.opening_seconds,
            opening_surprise: card.opening_surprise,
            looks: card.looks,
            recent_grades: unpacked(card.recent_grades),
            recent_verdicts: unpacked(card.recent_verdicts),
            answer: card.answer,
            expected: card.expected,
            tags: card.tags.into(),
            parts: (card.parts.into_iter())
                .map(|(id, last)| PartMemory {
                    id,
                    last: last.into(),
                })
                .collect(),
        }
    }
}

impl From<&Registers> for RegistersSeen {
    fn from(registers: &Registers) -> Self {
        let number = |day: &Weekday| day.num_days_from_monday() as u8;
        Self {
            interview_date: registers.interview_date.map(Day::number),
            interview_name: registers.interview_name.clone(),
            minutes_a_day: registers.minutes_a_day,
            rest_days: registers.rest_days.iter().map(number).collect(),
            roll_over_hour: registers.roll_over_hour,
            desired_retention: registers.desired_retention,
        }
    }
}

impl From<RegistersSeen> for Registers {
    fn from(seen: RegistersSeen) -> Self {
        let day = |number: u8| Weekday::try_from(number).ok();
        Self {
            interview_date: seen.interview_date.map(Day::from_number),
            interview_name: seen.interview_name,
            minutes_a_day: seen.minutes_a_day,
            rest_days: seen.rest_days.into_iter().filter_map(day).collect(),
            roll_over_hour: seen.roll_over_hour,
            desired_retention: seen.desired_retention,
        }
    }
}
