//! Words looked for in every answer that was ever typed.

use std::collections::HashMap;

use memchr::memmem::Finder;

use super::catch_up::number;
use super::files::{self, Place, Reader};
use super::line::{self, Damage};
use super::{Journal, Logged};
use crate::domain::entry::{Entry, EntryId, Event, Spot};
use crate::domain::find::Wanted;
use crate::domain::progress::{effective, order};
use crate::storage::disk::DiskError;

/// What stands before everything that is written in an answer.
const KEYS: [&[u8]; 4] = [
    b"\"text\":",
    b"\"texts\":",
    b"\"evidence\":",
    b"\"reason\":",
];

/// What was found.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Search {
    /// The attempts, newest first.
    pub found: Vec<Logged>,
    /// How many there are in all.
    pub total: usize,
}

/// Picks the attempts with the words, and the undos.
struct Pick<'a> {
    wanted: &'a Wanted,
    keys: [Finder<'a>; 4],
    undo: Finder<'a>,
    /// The words, where a line of plain ASCII must hold them as they are.
    plain: Option<Vec<Finder<'a>>>,
    /// The line at hand in lower case.
    lower: Vec<u8>,
    file: u32,
    found: Vec<(i64, EntryId, Spot)>,
    undos: Vec<(Entry, Spot)>,
}

impl Pick<'_> {
    /// Whether the words may be in a line. It is no only where they cannot.
    fn may_hold(&mut self, line: &[u8]) -> bool {
        if !self.keys.iter().any(|key| key.find(line).is_some()) {
            return false;
        }
        let Some(words) = &self.plain else {
            return true;
        };
        // A letter may be written as an escape, and one outside ASCII may be an ASCII one in lower case.
        if !line.is_ascii() || memchr::memmem::find(line, b"\\u").is_some() {
            return true;
        }
        self.lower.clear();
        self.lower.extend_from_slice(line);
        self.lower.make_ascii_lowercase();
        words.iter().all(|word| word.find(&self.lower).is_some())
    }
}

impl Reader for Pick<'_> {
    fn take(&mut self, place: Place, line: &[u8]) -> Result<(), Damage> {
        let is_undo = self.undo.find(line).is_some();
        if !is_undo && !self.may_hold(line) {
            return Ok(());
        }
        let entry = line::decode(line)?;
        let spot = Spot {
            file: self.file,
            offset: place.offset,
        };
        match &entry.event {
            Event::Undo { .. } => self.undos.push((entry, spot)),
            Event::Attempt(attempt) if self.wanted.is_in(attempt) => {
                self.found.push((entry.at, entry.id, spot));
            }
            _ => {}
        }
        Ok(())
    }
}

impl Journal {
    /// The attempts that count in which all of the words were written, newest first, at most `limit`.
    /// The files are passed once; of what is found only its place is held.
    ///
    /// # Errors
    /// A file cannot be read.
    pub fn search(&self, wanted: &Wanted, limit: usize) -> Result<Search, DiskError> {
        let is_plain = |word: &String| word.bytes().all(|byte| byte.is_ascii_alphanumeric());
        let words = wanted.words();
        let finders = || words.iter().map(Finder::new).collect();
        let mut pick = Pick {
            wanted,
            keys: KEYS.map(Finder::new),
            undo: Finder::new(br#""e":"undo""#),
            plain: words.iter().all(is_plain).then(finders),
            lower: Vec::new(),
            file: 0,
            found: Vec::new(),
            undos: Vec::new(),
        };
        for (at, file) in self.files.iter().enumerate() {
            if !file.is_gone() {
                pick.file = number(at);
                let path = self.places.journal.join(&file.name);
                files::read(&path, 0, &mut pick).map_err(DiskError::at("read", &path))?;
            }
        }
        let Pick {
            mut found,
            mut undos,
            ..
        } = pick;
        undos.sort_by(|(a, _), (b, _)| order(a, b));
        undos.dedup_by(|(a, _), (b, _)| a.id == b.id);
        let undone = undone(&undos);
        let is_undone = |at: i64, id: &EntryId| {
            let undo = undone.get(id);
            undo.is_some_and(|undo| (at, id) < (undo.at, &undo.id))
        };
        found.retain(|(at, id, _)| !is_undone(*at, id));
        found.sort_by(|a, b| (b.0, &b.1).cmp(&(a.0, &a.1)));
        found.dedup_by(|a, b| a.1 == b.1);
        let total = found.len();
        let mut logged = Vec::new();
        for (_, _, spot) in found.into_iter().take(limit) {
            logged.extend(self.read_entry(spot)?.map(|entry| Logged {
                entry,
                spot,
                counts: true,
            }));
        }
        Ok(Search {
            found: logged,
            total,
        })
    }
}

/// What the undos that count have taken back, each with the undo that did.
fn undone(undos: &[(Entry, Spot)]) -> HashMap<&EntryId, &Entry> {
    let counting = effective(undos).into_iter();
    let targets = counting.filter_map(|(entry, _)| match &entry.event {
        Event::Undo { target, .. } => Some((target, entry)),
        _ => None,
    });
    targets.collect()
}
