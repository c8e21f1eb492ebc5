//! What is done to many cards at once, and taken back at once; and what queries ask about cards.

use std::collections::HashSet;

use chrono::DateTime;

use crate::domain::card::CardId;
use crate::domain::day::Day;
use crate::domain::deck::CardInfo;
use crate::domain::entry::{Entry, EntryId, Event};
use crate::domain::query::Ground;
use crate::storage::journal::Logged;
use crate::storage::settings_file;

use super::changes::can_be_undone;
use super::{Known, NotKept, Trainer};

/// A change to each of some cards is at most so many entries: each is synced to the disk.
pub const BATCH: usize = 200;
/// How many of the newest entries tell whether a batch is still the last thing done.
const BATCH_DEPTH: usize = 3 * BATCH;

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

/// What was done to some cards, to be taken back as one.
#[derive(Debug, Default)]
pub struct Batch {
    done: Vec<Entry>,
    /// The entries taken back, each with the entry that does it, the last one first done.
    undone: Vec<(Entry, Entry)>,
}

impl Batch {
    /// How many cards it is about.
    pub fn cards(&self) -> u32 {
        let undone = self.undone.iter().map(|(entry, _)| entry);
        let cards = self
            .done
            .iter()
            .chain(undone)
            .filter_map(|e| e.event.card());
        cards.collect::<HashSet<_>>().len() as u32
    }

    /// Whether nothing had to be done.
    pub fn is_empty(&self) -> bool {
        self.done.is_empty() && self.undone.is_empty()
    }
}

impl Trainer {
    /// Does `changes` to each of `cards`, where it makes a difference. Each entry is on the disk when
    /// this returns; where one could not be written, those before it stand, and are in the batch.
    pub fn change(&mut self, cards: &[CardId], changes: &[Change]) -> (Batch, Result<(), NotKept>) {
        self.turn_day();
        let mut batch = Batch::default();
        let mut all = Ok(());
        for card in cards {
            for change in changes {
                let Some(event) = self.event(card, change) else {
                    continue;
                };
                match self.append(event) {
                    Ok(entry) => batch.done.push(entry),
                    Err(why) => all = Err(why),
                }
                if all.is_err() {
                    break;
                }
            }
            if all.is_err() {
                break;
            }
        }
        self.after_batch();
        (batch, all)
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

    /// Takes a whole batch back. False, and nothing is done, where something else was done since.
    ///
    /// # Errors
    /// It could not be written; what was taken back by then is, and the same call goes on.
    pub fn undo_batch(&mut self, batch: &mut Batch) -> Result<bool, NotKept> {
        let newest = self.newest(|logged, _| can_be_undone(logged))?;
        if newest.is_none() || newest.as_ref() != batch.done.last().map(|entry| &entry.id) {
            return Ok(false);
        }
        let mut all = Ok(true);
        while let Some(entry) = batch.done.pop() {
            match self.take_back(&entry) {
                Ok(undo) => batch.undone.push((entry, undo)),
                Err(why) => {
                    batch.done.push(entry);
                    all = Err(why);
                    break;
                }
            }
        }
        self.after_batch();
        all
    }

    /// Does a whole batch again that was taken back. False, and nothing is done, where something else
    /// was done since.
    ///
    /// # Errors
    /// It could not be written; what was done again by then is, and the same call goes on.
    pub fn redo_batch(&mut self, batch: &mut Batch) -> Result<bool, NotKept> {
        // What was done again already is passed over, as with a single redo.
        let newest = self.newest(|logged, undos| match &logged.entry.event {
            Event::Undo { target, .. } => logged.counts && !undos.contains(target),
            Event::Alias { .. } | Event::Unknown => false,
            _ => logged.counts,
        })?;
        if newest.is_none() || newest.as_ref() != batch.undone.last().map(|(_, undo)| &undo.id) {
            return Ok(false);
        }
        let mut all = Ok(true);
        while let Some((entry, undo)) = batch.undone.pop() {
            match self.take_back(&undo) {
                Ok(_) => batch.done.push(entry),
                Err(why) => {
                    batch.undone.push((entry, undo));
                    all = Err(why);
                    break;
                }
            }
        }
        self.after_batch();
        all
    }

    /// The newest of this device's entries that fits, which is asked with every undo among them.
    fn newest(
        &self,
        fits: impl Fn(&Logged, &HashSet<EntryId>) -> bool,
    ) -> Result<Option<EntryId>, NotKept> {
        let newest = self.journal.newest(BATCH_DEPTH).map_err(NotKept::because)?;
        let is_undo = |logged: &&Logged| matches!(logged.entry.event, Event::Undo { .. });
        let undos = newest.iter().filter(is_undo);
        let undos: HashSet<EntryId> = undos.map(|logged| logged.entry.id.clone()).collect();
        let entry = newest.iter().find(|logged| fits(logged, &undos));
        Ok(entry.map(|logged| logged.entry.id.clone()))
    }

    fn take_back(&mut self, entry: &Entry) -> Result<Entry, NotKept> {
        let now = self.clock.millis();
        self.known = Known::default();
        let undo = self.journal.undo(entry, now).map_err(NotKept::because)?;
        Ok(undo.0)
    }

    fn after_batch(&mut self) {
        self.known = Known::default();
        self.plan(self.session.wish().clone());
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
