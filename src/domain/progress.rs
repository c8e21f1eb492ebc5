//! Progress: the memory and the marks of every card, folded from the journal.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::attempt::Attempt;
use super::card::{ByCard, CardId, Kind};
use super::day::Day;
use super::deck::CardInfo;
use super::entry::{Entry, EntryId, Event, Spot};
use super::grade::{Grade, Verdict};
use super::memory::{Memory, MemoryModel};
use super::mock::MockSeen;
use super::parts::in_parts;
use super::register::{Register, Registers};

/// How many grades and verdicts are remembered a card.
pub const REMEMBERED: usize = 10;
/// Attempts after which the user's own mean time for a kind takes over from the usual one.
const OWN_MEAN_AFTER: u64 = 5;

/// Memory at the last attempt.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Last {
    /// The study day of the attempt.
    pub day: Day,
    /// Memory after it.
    pub memory: Memory,
}

/// What is known of one card: a fixed size, whatever its history.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct CardProgress {
    /// Attempts in all.
    pub attempts: u32,
    /// Agains after the first attempt.
    pub lapses: u16,
    /// The kind it was at its last attempt.
    pub kind: Option<Kind>,
    /// Seconds of all attempts together, pauses left out.
    pub seconds: u32,
    /// Taken out of every session.
    pub suspended: bool,
    /// Starred.
    pub starred: bool,
    /// Put off on this day, until the next.
    pub buried: Option<Day>,
    /// Where the last attempt stands in the journal.
    pub spot: Option<Spot>,
    /// UTC milliseconds of the last attempt.
    pub at: i64,
    /// The variant asked last.
    pub variant: u16,
    /// After the last attempt.
    pub now: Option<Last>,
    /// Before the first attempt of the last day: with it a day's queue can be built again later
    /// that day.
    pub opening: Option<Last>,
    /// [`CardProgress::seconds`] before the first attempt of the last day.
    pub opening_seconds: u32,
    /// [`CardProgress::is_surprise`] before the first attempt of the last day.
    pub opening_surprise: bool,
    /// Attempts on the last day.
    pub looks: u8,
    /// The last grades, newest first; 0 where there are fewer.
    pub recent_grades: [u8; REMEMBERED],
    /// The verdicts settled on at the same attempts; 0 where there was none.
    pub recent_verdicts: [u8; REMEMBERED],
    /// Seconds the last answer took.
    pub answer: u16,
    /// The verdict expected at the last attempt; 0 where none was.
    pub expected: u8,
    /// Tags of the user's own, raw, in the order they were given.
    pub tags: Box<[Box<str>]>,
    /// Memory of each part that was ever played, as of the nodes of a scenario; else empty.
    pub parts: Box<[PartMemory]>,
}

/// Memory of one part of a card at its last attempt.
#[derive(Debug, Clone, PartialEq)]
pub struct PartMemory {
    /// The part's id.
    pub id: Box<str>,
    /// Its memory.
    pub last: Last,
}

impl PartMemory {
    /// The day, in fractions, on which the chance of recall has fallen to 0.9: the earlier, the weaker.
    fn lasts_until(&self) -> f32 {
        self.last.day.number() as f32 + self.last.memory.stability
    }
}

/// Whether an attempt is a confident miss: at least hire was expected, and it came to no hire or was
/// graded Again.
pub fn is_surprise(expected: Option<Verdict>, given: Option<Verdict>, grade: Grade) -> bool {
    expected >= Some(Verdict::Hire)
        && (grade == Grade::Again || given.is_some_and(|given| given <= Verdict::NoHire))
}

impl CardProgress {
    /// Memory and day of the last attempt.
    pub fn last(&self) -> Option<Last> {
        self.now
    }

    /// The part that is forgotten first; none for a card without parts.
    pub fn weakest(&self) -> Option<&PartMemory> {
        let sooner = |a: &&PartMemory, b: &&PartMemory| a.lasts_until().total_cmp(&b.lasts_until());
        self.parts.iter().min_by(sooner)
    }

    /// The memory that decides when the card returns: of its weakest part, else its own.
    pub fn returning(&self) -> Option<Last> {
        self.weakest().map(|part| part.last).or(self.now)
    }

    /// The memory that decides when the card returns, as it stood when `day` began.
    pub fn last_before(&self, day: Day) -> Option<Last> {
        match self.now {
            Some(last) if last.day < day => self.returning(),
            _ => self.opening,
        }
    }

    /// Attempts on that day.
    pub fn looks_on(&self, day: Day) -> u8 {
        if self.now.is_some_and(|last| last.day == day) {
            self.looks
        } else {
            0
        }
    }

    /// Attempts there were when `day` began.
    pub fn attempts_before(&self, day: Day) -> u32 {
        self.attempts - u32::from(self.looks_on(day))
    }

    /// Seconds of all attempts there were when `day` began.
    pub fn seconds_before(&self, day: Day) -> u32 {
        match self.looks_on(day) {
            0 => self.seconds,
            _ => self.opening_seconds,
        }
    }

    /// Lapses there were when `day` began.
    pub fn lapses_before(&self, day: Day) -> u16 {
        let looks = usize::from(self.looks_on(day));
        let lapsed = self
            .grades()
            .take(looks)
            .filter(|grade| *grade == Grade::Again);
        self.lapses.saturating_sub(lapsed.count() as u16)
    }

    /// The last grades, newest first, at most ten.
    pub fn grades(&self) -> impl Iterator<Item = Grade> {
        self.recent_grades
            .iter()
            .map_while(|value| Grade::from_value(*value))
    }

    /// The verdicts settled on at the last attempts that had one, newest first, at most ten.
    pub fn verdicts(&self) -> impl Iterator<Item = Verdict> {
        self.recent_verdicts
            .iter()
            .filter_map(|value| Verdict::from_value(*value))
    }

    /// The verdict expected at the last attempt, where that is a surprise.
    pub fn surprise(&self) -> Option<Verdict> {
        Verdict::from_value(self.expected).filter(|_| self.is_surprise())
    }

    /// Whether the last attempt was expected to go well, and did not: see [`is_surprise`].
    pub fn is_surprise(&self) -> bool {
        self.grades().next().is_some_and(|grade| {
            let given = Verdict::from_value(self.recent_verdicts[0]);
            is_surprise(Verdict::from_value(self.expected), given, grade)
        })
    }

    /// The same as it stood when `day` began.
    pub fn is_surprise_before(&self, day: Day) -> bool {
        match self.looks_on(day) {
            0 => self.is_surprise(),
            _ => self.opening_surprise,
        }
    }

    /// Whether it was put off on that day.
    pub fn is_buried(&self, day: Day) -> bool {
        self.buried.is_some_and(|buried| buried >= day)
    }

    /// What the grades of parts given on `day` do to their memories; those that are `gone` have none
    /// any more.
    pub fn play_parts(
        &mut self,
        model: &MemoryModel,
        grades: &[(Box<str>, Grade)],
        gone: &[Box<str>],
        day: Day,
    ) {
        if grades.is_empty() && gone.is_empty() {
            return;
        }
        let mut parts = std::mem::take(&mut self.parts).into_vec();
        parts.retain(|part| !gone.contains(&part.id));
        for (id, grade) in grades {
            let known = parts.iter().position(|part| part.id == *id);
            let before = known.map(|at| parts[at].last);
            let days = before.map_or(0, |last| day.since(last.day));
            let last = Last {
                day: before.map_or(day, |last| last.day.max(day)),
                memory: model.after(before.map(|last| last.memory), days, *grade),
            };
            match known {
                Some(at) => parts[at].last = last,
                None => parts.push(PartMemory {
                    id: id.clone(),
                    last,
                }),
            }
        }
        self.parts = parts.into();
    }

    /// Gives or takes off a tag.
    fn tag(&mut self, tag: &str, on: bool) {
        let mut tags = std::mem::take(&mut self.tags).into_vec();
        tags.retain(|own| **own != *tag);
        if on {
            tags.push(tag.into());
        }
        self.tags = tags.into();
    }

    /// Begins anew: what was done to the card itself stays.
    fn forget(&mut self) {
        *self = Self {
            suspended: self.suspended,
            starred: self.starred,
            buried: self.buried,
            tags: std::mem::take(&mut self.tags),
            at: self.at,
            ..Self::default()
        };
    }

    fn attempt(&mut self, model: &MemoryModel, attempt: &Attempt, at: i64, spot: Spot) {
        let same_day = self.now.is_some_and(|last| last.day == attempt.day);
        if !same_day {
            self.opening = self.returning();
            self.opening_seconds = self.seconds;
            self.opening_surprise = self.is_surprise();
        }
        let days = self.now.map_or(0, |last| attempt.day.since(last.day));
        let memory = model.after(self.now.map(|last| last.memory), days, attempt.grade);
        // A clock set back must not make the card older than it is.
        let day = self
            .now
            .map_or(attempt.day, |last| last.day.max(attempt.day));
        self.looks = if same_day {
            self.looks.saturating_add(1)
        } else {
            1
        };
        if attempt.grade == Grade::Again && self.attempts > 0 {
            self.lapses = self.lapses.saturating_add(1);
        }
        self.now = Some(Last { day, memory });
        self.play_parts(model, &attempt.grades, &attempt.gone, attempt.day);
        self.attempts += 1;
        self.kind = Some(attempt.kind);
        let answer = attempt.seconds.answer;
        self.seconds = self.seconds.saturating_add(attempt.seconds.spent());
        self.spot = Some(spot);
        self.at = at;
        self.variant = attempt.variant;
        self.recent_grades.rotate_right(1);
        self.recent_grades[0] = attempt.grade.value();
        self.recent_verdicts.rotate_right(1);
        self.recent_verdicts[0] = attempt.given.map_or(0, Verdict::value);
        self.answer = answer.min(u16::MAX.into()) as u16;
        self.expected = attempt.confidence.map_or(0, Verdict::value);
    }
}

/// What was done on one study day.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DayTotal {
    /// Attempts that count.
    pub attempts: u32,
    /// Their seconds, pauses left out.
    pub seconds: u64,
}

/// Where what is known of a card stands, if anything is: see [`Progress::look_up`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slot(u32);

/// What the whole journal says.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Progress {
    /// Every card that has an entry.
    pub cards: ByCard<CardProgress>,
    /// What the user has set.
    pub registers: Registers,
    /// Ids that were left behind, and where their history went.
    pub aliases: HashMap<CardId, CardId>,
    /// Attempts that count.
    pub attempts: u64,
    /// Mocks that were marked, in the order they were.
    pub mocks: Vec<MockSeen>,
    /// What was done, for each study day on which anything was.
    pub days: BTreeMap<Day, DayTotal>,
}

impl Progress {
    /// What is known of a card.
    pub fn card(&self, id: &CardId) -> Option<&CardProgress> {
        self.cards.get(self.current(id))
    }

    /// Where what is known of each of `cards` stands, as long as nothing is taken over.
    pub fn look_up(&self, cards: &[CardInfo]) -> Vec<Slot> {
        let slot = |card: &CardInfo| {
            let found = self.cards.get_index_of(self.current(&card.id));
            Slot(found.map_or(u32::MAX, |slot| slot as u32))
        };
        in_parts(cards.len(), |part| {
            cards[part].iter().map(slot).collect::<Vec<_>>()
        })
        .concat()
    }

    /// What is known of a card that was looked up.
    pub fn at(&self, slot: Slot) -> Option<&CardProgress> {
        self.cards.get_index(slot.0 as usize).map(|(_, seen)| seen)
    }

    /// Seconds a showing of each kind takes, in the order of [`Kind::ALL`], as known when `day` began:
    /// the user's own mean once there are more than 5 attempts of the kind.
    pub fn seconds_a_showing(&self, day: Day) -> [u32; 6] {
        let mut sums = [(0u64, 0u64); 6];
        for seen in self.cards.values() {
            if let Some(kind) = seen.kind {
                let (attempts, seconds) = &mut sums[kind as usize];
                *attempts += u64::from(seen.attempts_before(day));
                *seconds += u64::from(seen.seconds_before(day));
            }
        }
        Kind::ALL.map(|kind| match sums[kind as usize] {
            (attempts, seconds) if attempts > OWN_MEAN_AFTER => {
                (seconds / attempts).clamp(5, 3600) as u32
            }
            _ => kind.expected_seconds(),
        })
    }

    /// The id under which a card's history is kept.
    pub fn current<'a>(&'a self, id: &'a CardId) -> &'a CardId {
        let mut id = id;
        // A chain of renames cannot be longer than their number; a ring of them ends here too.
        for _ in 0..self.aliases.len() {
            match self.aliases.get(id) {
                Some(to) => id = to,
                None => break,
            }
        }
        id
    }

    /// Every id whose history is this card's, itself among them.
    pub fn names(&self, id: &CardId) -> Vec<CardId> {
        let current = self.current(id).clone();
        let older = self
            .aliases
            .keys()
            .filter(|from| self.current(from) == &current);
        older.cloned().chain([current.clone()]).collect()
    }

    /// Takes over one entry that comes after all those taken over before. An undo has no effect
    /// here: it changes which entries count, see [`effective`].
    pub fn apply(&mut self, model: &MemoryModel, entry: &Entry, spot: Spot) {
        match &entry.event {
            Event::Attempt(attempt) => {
                self.attempts += 1;
                let total = self.days.entry(attempt.day).or_default();
                total.attempts += 1;
                total.seconds += u64::from(attempt.seconds.spent());
                self.card_mut(&attempt.card)
                    .attempt(model, attempt, entry.at, spot);
            }
            Event::Suspend(card) => self.card_mut(card).suspended = true,
            Event::Resume(card) => self.card_mut(card).suspended = false,
            Event::Bury { card, day } => self.card_mut(card).buried = Some(*day),
            Event::Star(card) => self.card_mut(card).starred = true,
            Event::Unstar(card) => self.card_mut(card).starred = false,
            Event::Tag { card, tag } => self.card_mut(card).tag(tag, true),
            Event::Untag { card, tag } => self.card_mut(card).tag(tag, false),
            Event::Reset(card) => {
                let seen = self.card_mut(card);
                let attempts = u64::from(seen.attempts);
                seen.forget();
                self.attempts -= attempts;
            }
            Event::Set(register) => self.registers.set(register),
            Event::Alias { from, to } => self.rename(from, to),
            Event::Mock(record) => self.mocks.push(MockSeen {
                id: record.id.clone(),
                day: record.day,
                spot,
            }),
            Event::Undo { .. } | Event::Unknown => {}
        }
    }

    /// Takes the days of `before` out and those of `after` in.
    pub fn move_days(&mut self, before: &Self, after: &Self) {
        for (day, total) in &after.days {
            let known = self.days.entry(*day).or_default();
            known.attempts += total.attempts;
            known.seconds += total.seconds;
        }
        for (day, total) in &before.days {
            let known = self.days.entry(*day).or_default();
            known.attempts = known.attempts.saturating_sub(total.attempts);
            known.seconds = known.seconds.saturating_sub(total.seconds);
        }
        self.days.retain(|_, total| total.attempts > 0);
    }

    fn card_mut(&mut self, id: &CardId) -> &mut CardProgress {
        let id = self.current(id).clone();
        self.cards.entry(id).or_default()
    }

    /// What is known of `from` goes over to `to`, unless `to` has attempts of its own; stars and the
    /// like are kept from both.
    fn rename(&mut self, from: &CardId, to: &CardId) {
        if self.current(to) == self.current(from) {
            return;
        }
        if let Some(old) = self.cards.swap_remove(from) {
            let new = self.cards.swap_remove(to).unwrap_or_default();
            let (mut kept, other) = if new.attempts > 0 {
                (new, old)
            } else {
                (old, new)
            };
            kept.starred |= other.starred;
            kept.suspended |= other.suspended;
            kept.buried = kept.buried.max(other.buried);
            for tag in &other.tags {
                kept.tag(tag, true);
            }
            self.cards.insert(to.clone(), kept);
        }
        self.aliases.insert(from.clone(), to.clone());
    }
}

/// Which of `entries` count: those that no counting undo names. An undo of an undo is a redo.
/// An entry is undone only by a later one, so going from the newest back settles each in turn.
pub fn effective<'a>(entries: &'a [(Entry, Spot)]) -> Vec<&'a (Entry, Spot)> {
    let mut undone: HashSet<&'a EntryId> = HashSet::new();
    let mut kept: Vec<&'a (Entry, Spot)> = Vec::with_capacity(entries.len());
    for pair in entries.iter().rev() {
        if undone.contains(&pair.0.id) {
            continue;
        }
        if let Event::Undo { target, .. } = &pair.0.event {
            undone.insert(target);
        }
        kept.push(pair);
    }
    kept.reverse();
    kept
}

/// The order of the fold: by time, then device, then sequence. It is the same on every device.
pub fn order(a: &Entry, b: &Entry) -> std::cmp::Ordering {
    (a.at, &a.id).cmp(&(b.at, &b.id))
}

/// The value of a register as it stands.
pub fn register(registers: &Registers, name: &str) -> Option<Register> {
    Some(match name {
        "interview-date" => Register::InterviewDate(registers.interview_date),
        "interview-name" => Register::InterviewName(registers.interview_name.clone()),
        "minutes-a-day" => Register::MinutesADay(registers.minutes_a_day),
        "rest-days" => Register::RestDays(registers.rest_days.clone()),
        "roll-over-hour" => Register::RollOverHour(registers.roll_over_hour),
        "desired-retention" => Register::DesiredRetention(registers.desired_retention),
        _ => return None,
    })
}
