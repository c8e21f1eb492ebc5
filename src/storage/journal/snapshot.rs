//! Progress in the cache, with what is known of the files it was folded from.

use std::collections::HashMap;
use std::ffi::OsStr;
use std::fmt;
use std::fs::Metadata;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

use chrono::Weekday;
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::files::{self, Found, JournalFile};
use super::{Journal, LastOf};
use crate::domain::card::{CardId, Kind};
use crate::domain::day::Day;
use crate::domain::entry::Spot;
use crate::domain::grade::Grade;
use crate::domain::memory::{Memory, MemoryModel};
use crate::domain::progress::{CardProgress, Last, Progress, REMEMBERED};
use crate::domain::register::Registers;
use crate::domain::schedule::seed;
use crate::storage::cache;
use crate::storage::disk::DiskError;

/// Changes with the shape of what is below.
const SHAPE: &str = concat!("progress 1 ", env!("CARGO_PKG_VERSION"));

/// Everything the fold depends on beside the journal: our version, the shape of the cache, and the
/// parameters of the memory model, told by what it makes of a few grades.
pub(in crate::storage) fn key(model: &MemoryModel) -> u64 {
    let mut memory = None;
    let mut bits = 0;
    for (days, grade) in [3, 1, 0, 20, 5]
        .into_iter()
        .zip(Grade::ALL.into_iter().cycle())
    {
        let next = model.after(memory, days, grade);
        bits = seed(SHAPE, bits ^ u64::from(next.stability.to_bits()));
        bits = seed(SHAPE, bits ^ u64::from(next.difficulty.to_bits()));
        memory = Some(next);
    }
    bits
}

#[derive(Serialize, Deserialize)]
struct Snapshot<C> {
    files: Vec<FileSeen>,
    last: Vec<(Box<str>, u64, i64)>,
    latest: i64,
    attempts: u64,
    registers: RegistersSeen,
    aliases: Vec<(Box<str>, Box<str>)>,
    cards: C,
}

/// A file as it stood when progress was folded from it.
#[derive(Serialize, Deserialize)]
struct FileSeen {
    /// The bytes of its name.
    name: Vec<u8>,
    length: u64,
    read_to: u64,
    inode: u64,
    modified: i64,
    tail: u32,
}

#[derive(Serialize, Deserialize)]
struct RegistersSeen {
    interview_date: Option<i32>,
    interview_name: String,
    minutes_a_day: u16,
    rest_days: Vec<u8>,
    roll_over_hour: u8,
    desired_retention: f32,
}

#[derive(Serialize, Deserialize)]
struct LastSeen(i32, f32, f32);

#[derive(Serialize, Deserialize)]
struct CardSeen {
    attempts: u32,
    lapses: u16,
    kind: Option<u8>,
    seconds: u32,
    suspended: bool,
    starred: bool,
    buried: Option<i32>,
    spot: Option<(u32, u64)>,
    at: i64,
    variant: u16,
    now: Option<LastSeen>,
    opening: Option<LastSeen>,
    looks: u8,
    recent_grades: [u8; REMEMBERED],
    recent_verdicts: [u8; REMEMBERED],
}

/// Written from the cards as they are.
struct CardsOut<'a>(&'a HashMap<CardId, CardProgress>);

/// Read into the cards as they will be.
struct CardsIn(HashMap<CardId, CardProgress>);

impl Serialize for CardsOut<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let cards = self.0.iter();
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
        let mut cards = HashMap::with_capacity(length);
        while let Some((id, card)) = map.next_entry::<Id, CardSeen>()? {
            cards.insert(id.0, CardProgress::from(card));
        }
        Ok(CardsIn(cards))
    }
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
            looks: card.looks,
            recent_grades: card.recent_grades,
            recent_verdicts: card.recent_verdicts,
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
            looks: card.looks,
            recent_grades: card.recent_grades,
            recent_verdicts: card.recent_verdicts,
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

impl FileSeen {
    /// None if the file is no longer there, or no longer the one that was read.
    fn new(root: &Path, file: &JournalFile) -> Option<Self> {
        let path = root.join(&file.name);
        let metadata: Metadata = path.metadata().ok()?;
        let found = Found::new(file.name.clone(), &metadata);
        if found.inode != file.inode || found.length < file.length {
            return None;
        }
        Some(Self {
            name: file.name.as_os_str().as_bytes().to_vec(),
            length: file.length,
            read_to: file.read_to,
            inode: file.inode,
            modified: found.modified,
            tail: files::tail(&path, file.read_to).ok()?,
        })
    }

    /// The file, if it is unchanged or only longer.
    fn check(self, root: &Path, found: &[Found]) -> Option<JournalFile> {
        let name = Path::new(OsStr::from_bytes(&self.name));
        let now = found.iter().find(|found| found.name == name)?;
        let unchanged = now.length == self.length && now.modified == self.modified;
        let fits = now.inode == self.inode
            && (unchanged || now.length > self.length)
            && self.read_to <= self.length
            && files::tail(&root.join(name), self.read_to).ok()? == self.tail;
        fits.then(|| JournalFile {
            name: name.to_owned(),
            length: self.length,
            read_to: self.read_to,
            inode: self.inode,
        })
    }
}

impl Journal {
    /// Takes progress from the cache, if the journal's files are those it was folded from or only
    /// longer.
    pub(super) fn restore(&mut self) {
        self.behind = self.restored().is_none();
    }

    fn restored(&mut self) -> Option<()> {
        let snapshot: Snapshot<CardsIn> =
            cache::load(&self.places.progress_cache, key(&self.model))?;
        let root = &self.places.journal;
        let found = files::list(root, Path::new("")).ok()?;
        let check = |file: FileSeen| file.check(root, &found);
        let files: Vec<JournalFile> = snapshot
            .files
            .into_iter()
            .map(check)
            .collect::<Option<_>>()?;
        self.files = files;
        let last = snapshot.last.into_iter();
        self.last = last
            .map(|(device, sequence, at)| LastOf {
                device,
                sequence,
                at,
            })
            .collect();
        self.latest = snapshot.latest;
        let name = |id: &str| CardId::new(id);
        let aliases = snapshot.aliases.iter();
        self.progress = Progress {
            cards: snapshot.cards.0,
            registers: snapshot.registers.into(),
            aliases: aliases.map(|(from, to)| (name(from), name(to))).collect(),
            attempts: snapshot.attempts,
        };
        Some(())
    }

    /// Writes the cache and the hint of the last sequence, so that the next start need not read the
    /// journal again. Nothing depends on it.
    ///
    /// # Errors
    /// The disk refuses.
    pub fn save(&mut self) -> Result<(), DiskError> {
        if let Some(device) = &self.device {
            let sequence = self.sequence(device);
            if device.sequence < sequence {
                let mut device = device.clone();
                device.sequence = sequence;
                device.save(&self.places)?;
                self.device = Some(device);
            }
        }
        let seen = |file: &JournalFile| FileSeen::new(&self.places.journal, file);
        let Some(files) = self.files.iter().map(seen).collect::<Option<Vec<_>>>() else {
            // A file has gone or was replaced: the next start reads them all.
            return Ok(());
        };
        if self.behind {
            return Ok(());
        }
        let text = |id: &CardId| Box::from(id.as_str());
        let aliases = self.progress.aliases.iter();
        let snapshot = Snapshot {
            files,
            last: (self.last.iter())
                .map(|last| (last.device.clone(), last.sequence, last.at))
                .collect(),
            latest: self.latest,
            attempts: self.progress.attempts,
            registers: (&self.progress.registers).into(),
            aliases: aliases.map(|(from, to)| (text(from), text(to))).collect(),
            cards: CardsOut(&self.progress.cards),
        };
        cache::save(&self.places.progress_cache, key(&self.model), &snapshot)
    }
}
