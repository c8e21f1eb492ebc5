//! What is done to many cards at once, and taken back at once; and what queries ask about cards.

use std::collections::HashSet;

use chrono::DateTime;

use crate::domain::card::CardId;
use crate::domain::day::Day;
use crate::domain::deck::CardInfo;
use crate::domain::entry::{Entry, EntryId, Event};
use crate::domain::query::Ground;
use crate::storage::settings_file;
use crate::training::words;

use super::{NotKept, Trainer, Undone};

/// At most so many entries are made, and taken back, at one key: each is synced to the disk.
pub const BATCH: usize = 600;

/// What is done to a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// The star is put on, or taken off.
    Star(bool),
    /// It is taken out of every session, or put back.
    Suspend(bool),
    /// It is put off to the next study day.
    Bury,
    /// It is given a tag of the user's own.
    Tag(String),
    /// A tag of the user's own is taken off.
    Untag(String),
    /// What was learnt of it is forgotten; the record of attempts stays.
    Reset,
}

/// What was done at one key, to be taken back at one key for as long as the program runs.
#[derive(Debug)]
pub(super) struct Batch {
    /// In words: `3 cards starred`.
    pub(super) what: String,
    pub(super) entries: HashSet<EntryId>,
}

impl Trainer {
    /// Does `changes` to each of `cards`, where it makes a difference, and tells what was done in
    /// words, `done` after the number of cards; none where nothing had to be. The caller sees to it
    /// that cards times changes are at most [`BATCH`]. Each entry is on the disk when this returns;
    /// where one could not be written, those before it stand.
    pub fn change(
        &mut self,
        cards: &[CardId],
        changes: &[Change],
        done: &str,
    ) -> (Option<String>, Result<(), NotKept>) {
        self.turn_day();
        let (mut entries, mut changed) = (HashSet::new(), HashSet::new());
        let mut all = Ok(());
        let each = cards
            .iter()
            .flat_map(|card| changes.iter().map(move |change| (card, change)));
        for (card, change) in each {
            let Some(event) = self.event(card, change) else {
                continue;
            };
            match self.append(event) {
                Ok(entry) => {
                    entries.insert(entry.id);
                    changed.insert(card);
                }
                Err(why) => {
                    all = Err(why);
                    break;
                }
            }
        }
        self.plan(self.session.wish().clone());
        if entries.is_empty() {
            return (None, all);
        }
        let cards = words::count(changed.len() as u32, "card", "cards");
        let what = format!("{cards} {done}");
        if entries.len() > 1 {
            let what = what.clone();
            self.batches.push(Batch { what, entries });
        }
        (Some(what), all)
    }

    fn event(&self, card: &CardId, change: &Change) -> Option<Event> {
        let seen = self.seen(card);
        let is_tagged = |tag: &str| seen.is_some_and(|seen| seen.tags.iter().any(|t| **t == *tag));
        let id = || card.clone();
        let event = match change {
            Change::Star(on) if *on == seen.is_some_and(|seen| seen.starred) => return None,
            Change::Star(true) => Event::Star(id()),
            Change::Star(false) => Event::Unstar(id()),
            Change::Suspend(on) if *on == seen.is_some_and(|seen| seen.suspended) => return None,
            Change::Suspend(true) => Event::Suspend(id()),
            Change::Suspend(false) => Event::Resume(id()),
            Change::Bury if seen.is_some_and(|seen| seen.is_buried(self.day)) => return None,
            Change::Bury => Event::Bury {
                card: id(),
                day: self.day,
            },
            Change::Tag(tag) if is_tagged(tag) => return None,
            Change::Untag(tag) if !is_tagged(tag) => return None,
            Change::Tag(tag) => Event::Tag {
                card: id(),
                tag: tag.as_str().into(),
            },
            Change::Untag(tag) => Event::Untag {
                card: id(),
                tag: tag.as_str().into(),
            },
            Change::Reset if seen.is_none_or(|seen| seen.attempts == 0) => return None,
            Change::Reset => Event::Reset(id()),
        };
        Some(event)
    }

    /// The batch that an entry was made with.
    pub(super) fn batch_of(&self, entry: &EntryId) -> Option<&Batch> {
        let mut batches = self.batches.iter();
        batches.find(|batch| batch.entries.contains(entry))
    }

    /// Takes back the entries of a batch, or their undos, one after the other.
    ///
    /// # Errors
    /// It could not be written; what was taken back by then is, and the next undo or redo goes on.
    pub(super) fn take_back(&mut self, what: String, entries: &[Entry]) -> Result<Undone, NotKept> {
        let now = self.clock.millis();
        self.changed();
        let all = self.journal.undo_all(entries, now);
        self.plan(self.session.wish().clone());
        all.map_err(NotKept::because)?;
        Ok(Undone {
            what,
            card: None,
            attempt: false,
        })
    }

    /// What queries are held against.
    pub(in crate::training) fn ground<'a>(
        &'a self,
        edited: &'a [Option<Day>],
        is_weak: &'a dyn Fn(&CardInfo) -> bool,
        says: &'a dyn Fn(u32, &str) -> bool,
    ) -> Ground<'a> {
        Ground {
            progress: self.progress(),
            model: self.model(),
            day: self.day,
            edited,
            is_weak,
            says,
        }
    }

    /// By deck, the study day its file was last changed on; none for a bundled one.
    pub(in crate::training) fn edited(&self) -> Vec<Option<Day>> {
        let (offset, hour) = (*self.clock.now().offset(), self.registers().roll_over_hour);
        let day = |seconds| {
            let instant = DateTime::from_timestamp(seconds, 0)?;
            Some(Day::at(instant.with_timezone(&offset), hour))
        };
        let decks = 0..self.decks().len();
        decks
            .map(|deck| self.library.edited(deck).and_then(day))
            .collect()
    }

    /// Saves a search under a name, or forgets it where `text` is empty. The settings have to be read
    /// again afterwards.
    ///
    /// # Errors
    /// The file of the settings cannot be written, in words.
    pub fn save_query(&self, name: &str, text: &str) -> Result<(), NotKept> {
        let file = &self.places.config_file;
        settings_file::set(file, &format!("queries.{name}"), text).map_err(NotKept::because)
    }
}
