//! Reading entries back.

use std::collections::HashSet;
use std::fs::File;

use super::catch_up::needles;
use super::files::{self, JournalFile, Place, Reader};
use super::line::{self, Damage};
use super::{Journal, catch_up};
use crate::domain::card::CardId;
use crate::domain::entry::{Entry, EntryId, Spot};
use crate::domain::progress::{effective, order};
use crate::storage::disk::DiskError;

/// Of a file, at first this much of its end is read for the newest entries, in bytes.
const NEWEST: u64 = 64 * 1024;

/// An entry as the journal holds it.
#[derive(Debug, Clone, PartialEq)]
pub struct Logged {
    /// What it says.
    pub entry: Entry,
    /// Where it stands.
    pub spot: Spot,
    /// Whether it counts: no undo that counts names it.
    pub counts: bool,
}

/// Collects whole entries from the lines that hold a needle.
struct Collect<'a> {
    needles: &'a [memchr::memmem::Finder<'a>],
    wanted: &'a dyn Fn(&Entry) -> bool,
    file: u32,
    entries: Vec<(Entry, Spot)>,
}

impl Reader for Collect<'_> {
    fn take(&mut self, place: Place, line: &[u8]) -> Result<(), Damage> {
        let holds = |needle: &memchr::memmem::Finder<'_>| needle.find(line).is_some();
        if !self.needles.is_empty() && !self.needles.iter().any(holds) {
            return Ok(());
        }
        let entry = line::decode(line)?;
        if (self.wanted)(&entry) {
            let spot = Spot {
                file: self.file,
                offset: place.offset,
            };
            self.entries.push((entry, spot));
        }
        Ok(())
    }
}

impl Journal {
    /// The entry that stands at `spot`; none if there is none any more.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn read_entry(&self, spot: Spot) -> Result<Option<Entry>, DiskError> {
        let Some(file) = self.files.get(spot.file as usize) else {
            return Ok(None);
        };
        let path = self.places.journal.join(&file.name);
        let line = File::open(&path)
            .and_then(|mut file| files::line_at(&mut file, spot.offset))
            .map_err(DiskError::at("read", &path))?;
        Ok(line::decode_first(&line).ok().map(|(entry, _)| entry))
    }

    /// All entries about one of `cards`, in their order, undone ones and their undos among them; see
    /// [`crate::domain::progress::effective`]. A renamed card has several names, see
    /// [`crate::domain::progress::Progress::names`].
    ///
    /// # Errors
    /// A file cannot be read.
    pub fn entries_of(&self, cards: &[CardId]) -> Result<Vec<(Entry, Spot)>, DiskError> {
        let wanted = |entry: &Entry| entry.event.card().is_some_and(|card| cards.contains(card));
        self.collect(&needles(cards), &wanted)
    }

    /// The entry of that name, if it is in the journal.
    pub(super) fn find(&self, id: &EntryId) -> Result<Option<(Entry, Spot)>, DiskError> {
        let needle = format!(r#","k":"{:08x}"}}"#, id.check).into_bytes();
        let found = self.collect(&[needle], &|entry| entry.id == *id)?;
        Ok(found.into_iter().next())
    }

    /// The newest entries of this device, newest first, at most `limit`.
    ///
    /// # Errors
    /// A file cannot be read.
    pub fn newest(&self, limit: usize) -> Result<Vec<Logged>, DiskError> {
        let device = self.device();
        let mut entries = Vec::new();
        for (at, file) in self.files.iter().enumerate() {
            if !file.is_gone() && !device.is_empty() && file.name.starts_with(device) {
                entries.extend(self.newest_of(at, file, limit)?);
            }
        }
        entries.retain(|(entry, _)| *entry.id.device == *device);
        // Of one device the sequence is the order in which things were done, whatever its clock said.
        entries.sort_by(|(a, _), (b, _)| a.id.cmp(&b.id));
        entries.dedup_by(|(a, _), (b, _)| a.id == b.id);
        // What takes an entry back was done after it: it is among these too.
        entries.drain(..entries.len().saturating_sub(limit));
        entries.sort_by(|(a, _), (b, _)| order(a, b));
        let counting: HashSet<EntryId> = effective(&entries)
            .into_iter()
            .map(|(entry, _)| entry.id.clone())
            .collect();
        entries.sort_by(|(a, _), (b, _)| b.id.cmp(&a.id));
        let logged = entries.into_iter().map(|(entry, spot)| Logged {
            counts: counting.contains(&entry.id),
            entry,
            spot,
        });
        Ok(logged.collect())
    }

    /// At least `limit` entries from the end of a file, and all of them where there are fewer.
    fn newest_of(
        &self,
        at: usize,
        file: &JournalFile,
        limit: usize,
    ) -> Result<Vec<(Entry, Spot)>, DiskError> {
        let path = self.places.journal.join(&file.name);
        let failed = || DiskError::at("read", &path);
        let mut window = NEWEST;
        loop {
            let from = file.length.saturating_sub(window);
            let start = match from {
                0 => 0,
                _ => files::next_line(&path, from).map_err(failed())?,
            };
            let mut collect = Collect {
                needles: &[],
                wanted: &|_| true,
                file: catch_up::number(at),
                entries: Vec::new(),
            };
            files::read(&path, start, &mut collect).map_err(failed())?;
            if from == 0 || collect.entries.len() >= limit {
                return Ok(collect.entries);
            }
            window *= 4;
        }
    }

    fn collect(
        &self,
        needles: &[Vec<u8>],
        wanted: &dyn Fn(&Entry) -> bool,
    ) -> Result<Vec<(Entry, Spot)>, DiskError> {
        let finders: Vec<_> = needles.iter().map(memchr::memmem::Finder::new).collect();
        let mut collect = Collect {
            needles: &finders,
            wanted,
            file: 0,
            entries: Vec::new(),
        };
        for (at, file) in self.files.iter().enumerate() {
            if file.is_gone() {
                continue;
            }
            collect.file = catch_up::number(at);
            let path = self.places.journal.join(&file.name);
            files::read(&path, 0, &mut collect).map_err(DiskError::at("read", &path))?;
        }
        let mut entries = collect.entries;
        entries.sort_by(|(a, _), (b, _)| order(a, b));
        entries.dedup_by(|(a, _), (b, _)| a.id == b.id);
        Ok(entries)
    }
}
