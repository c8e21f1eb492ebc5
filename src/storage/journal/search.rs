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

/// What may stand for a plain letter though it is none: an escape, the sign of the kelvin, and the
/// one capital that has a plain i in lower case.
const ODD: [&[u8]; 3] = [b"\\u", "\u{212a}".as_bytes(), "\u{130}".as_bytes()];

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
    odd: [Finder<'a>; 3],
    /// The words of plain characters that JSON writes as they are.
    plain: Vec<Finder<'a>>,
    /// Some word has a character outside ASCII.
    is_foreign: bool,
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
        if self.odd.iter().any(|odd| odd.find(line).is_some()) {
            return true;
        }
        if self.is_foreign && line.is_ascii() {
            return false;
        }
        self.lower.clear();
        self.lower.extend_from_slice(line);
        self.lower.make_ascii_lowercase();
        self.plain
            .iter()
            .all(|word| word.find(&self.lower).is_some())
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
        let words = wanted.words();
        let escaped = |byte: u8| matches!(byte, b'"' | b'\\' | b'/');
        let is_plain = |word: &&String| word.is_ascii() && !word.bytes().any(escaped);
        let mut pick = Pick {
            wanted,
            keys: KEYS.map(Finder::new),
            undo: Finder::new(br#""e":"undo""#),
            odd: ODD.map(Finder::new),
            plain: words.iter().filter(is_plain).map(Finder::new).collect(),
            is_foreign: words.iter().any(|word| !word.is_ascii()),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_other_letter_is_plain_in_lower_case() {
        let odd: Vec<char> = ('\u{80}'..=char::MAX)
            .filter(|c| c.to_lowercase().any(|lower| lower.is_ascii()))
            .collect();
        let known = |c: &char| ODD.contains(&c.to_string().as_bytes());
        assert!(odd.iter().all(known), "{odd:?}");
        assert_eq!(odd.len(), 2);
    }
}
