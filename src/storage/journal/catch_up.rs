//! Bringing the fold up to what the files say.

use std::collections::HashSet;
use std::io::ErrorKind;
use std::path::Path;

use super::files::{self, JournalFile, Place, Reader};
use super::line::Damage;
use super::steps::{Key, Step, Steps, What};
use super::{Journal, LastOf};
use crate::domain::card::CardId;
use crate::domain::entry::{EntryId, Spot};
use crate::domain::progress::Progress;
use crate::storage::disk::DiskError;

/// With more cards to fold again than this, everything is folded again.
const FEW_CARDS: usize = 16;

/// Takes every line of one file.
struct All<'a> {
    steps: &'a mut Steps,
    file: u32,
}

impl Reader for All<'_> {
    fn take(&mut self, place: Place, line: &[u8]) -> Result<(), Damage> {
        self.steps.add(self.file, place.offset, line)
    }
}

/// Takes the lines of one file that may be about some cards, and all undos.
struct About<'a> {
    steps: &'a mut Steps,
    file: u32,
    needles: &'a [memchr::memmem::Finder<'a>],
}

impl Reader for About<'_> {
    fn take(&mut self, place: Place, line: &[u8]) -> Result<(), Damage> {
        if self
            .needles
            .iter()
            .any(|needle| needle.find(line).is_some())
        {
            return self.steps.add(self.file, place.offset, line);
        }
        Ok(())
    }
}

/// A number for a place in the list of files.
pub(super) fn number(file: usize) -> u32 {
    u32::try_from(file).unwrap_or(u32::MAX)
}

impl Journal {
    /// Reads what was added to the files of one device, or to all, and folds it. Whether there was
    /// anything.
    pub(super) fn catch_up(&mut self, device: Option<&str>) -> Result<bool, DiskError> {
        if !self.behind {
            let news = self.news(device)?;
            if !self.behind {
                let any = !news.steps.is_empty();
                return self.follow(news).map(|()| any);
            }
        }
        self.rebuild().map(|()| true)
    }

    /// What was added; a file that changed in any other way leaves the fold behind.
    fn news(&mut self, device: Option<&str>) -> Result<Steps, DiskError> {
        let root = self.places.journal.clone();
        let found = files::list(&root, Path::new(device.unwrap_or("")))?;
        let mut steps = Steps::default();
        let gone = |file: &JournalFile| {
            !file.is_gone() && !found.iter().any(|found| found.name == file.name)
        };
        if device.is_none() && self.files.iter().any(gone) {
            self.behind = true;
            return Ok(steps);
        }
        for found in found {
            let at = files::place(&mut self.files, &found);
            let file = &mut self.files[at];
            if found.inode != file.inode || found.length < file.length {
                self.behind = true;
                return Ok(steps);
            }
            if found.length != file.length {
                let mut reader = All {
                    steps: &mut steps,
                    file: number(at),
                };
                read_on(&root, file, &mut reader)?;
            }
        }
        Ok(steps)
    }

    /// Folds news. Where they come before what was folded already, or undo some of it, their cards
    /// are folded again.
    fn follow(&mut self, mut news: Steps) -> Result<(), DiskError> {
        if news.steps.is_empty() {
            return Ok(());
        }
        let folded_to = self.latest;
        // What was read already may have come a second time, in a copy of its file: it is told by its
        // place, not by its name.
        let waits = |step: &&Step| matches!(step.what, What::Undo(_)) || step.at <= folded_to;
        let new: HashSet<Spot> = news.steps.iter().filter(waits).map(Step::spot).collect();
        news.order();
        self.note(&news);
        let late = |step: &Step| step.at <= folded_to;
        let mut again: HashSet<CardId> = HashSet::new();
        let mut undone: Vec<Key> = Vec::new();
        for step in &news.steps {
            let undo = match step.what {
                What::Undo(undo) => Some(news.undos[undo as usize]),
                What::Unknown => continue,
                _ if !late(step) => continue,
                What::Set(_) | What::Alias(..) => return self.rebuild(),
                _ => None,
            };
            let Some(card) = news.card_of(step) else {
                return self.rebuild();
            };
            again.insert(news.cards[card as usize].clone());
            undone.extend(undo.map(|undo| undo.target));
        }
        news.fold(&self.model, &mut self.progress, |_, step| !late(step));
        if again.is_empty() {
            return Ok(());
        }
        let undone = undone.into_iter().map(|key| news.id(key)).collect();
        self.fold_again(&again, &undone, &new)
    }

    /// Folds a few cards again from the files, and everything where that is not enough. What stands in
    /// `new` places alone has had no effect yet.
    pub(super) fn fold_again(
        &mut self,
        cards: &HashSet<CardId>,
        undone: &HashSet<EntryId>,
        new: &HashSet<Spot>,
    ) -> Result<(), DiskError> {
        if cards.len() > FEW_CARDS {
            return self.rebuild();
        }
        let mut steps = self.about(cards)?;
        let had_effect = steps
            .steps
            .iter()
            .filter(|step| !new.contains(&step.spot()));
        let known: HashSet<Key> = had_effect.map(|step| step.key).collect();
        steps.order();
        let renamed = |step: &Step| matches!(step.what, What::Alias(..));
        let names: HashSet<_> = steps.steps.iter().map(|step| steps.id(step.key)).collect();
        if steps.steps.iter().any(renamed) || !undone.is_subset(&names) {
            return self.rebuild();
        }
        let folded = |counts: Vec<bool>| {
            let mut progress = Progress::default();
            steps.fold(&self.model, &mut progress, |at, step| {
                let card = steps.card_of(step);
                counts[at] && card.is_some_and(|card| cards.contains(&steps.cards[card as usize]))
            });
            progress
        };
        let before = folded(steps.counting(|step| known.contains(&step.key)));
        let fresh = folded(steps.counting(|_| true));
        for card in cards {
            self.progress.cards.swap_remove(card);
        }
        self.progress.attempts = self.progress.attempts + fresh.attempts - before.attempts;
        self.progress.move_days(&before, &fresh);
        self.progress.cards.extend(fresh.cards);
        Ok(())
    }

    /// All entries that may be about one of `cards`, and all undos.
    fn about(&self, cards: &HashSet<CardId>) -> Result<Steps, DiskError> {
        let needles = needles(cards);
        let finders: Vec<_> = needles.iter().map(memchr::memmem::Finder::new).collect();
        let mut steps = Steps::default();
        let there = |(_, file): &(usize, &JournalFile)| !file.is_gone();
        for (at, file) in self.files.iter().enumerate().filter(there) {
            let path = self.places.journal.join(&file.name);
            let mut reader = About {
                steps: &mut steps,
                file: number(at),
                needles: &finders,
            };
            files::read(&path, 0, &mut reader).map_err(DiskError::at("read", &path))?;
        }
        Ok(steps)
    }

    /// Folds every file from its first line.
    pub(super) fn rebuild(&mut self) -> Result<(), DiskError> {
        self.behind = true;
        let (files, mut steps) = self.everything()?;
        steps.order();
        let counts = steps.counting(|_| true);
        let mut progress = Progress::default();
        steps.fold(&self.model, &mut progress, |at, _| counts[at]);
        self.files = files;
        self.progress = progress;
        self.last.clear();
        self.latest = i64::MIN;
        self.note(&steps);
        self.behind = false;
        Ok(())
    }

    /// All entries of all files, as they were read.
    pub(super) fn everything(&self) -> Result<(Vec<JournalFile>, Steps), DiskError> {
        let root = &self.places.journal;
        let mut steps = Steps::default();
        // Places in the list are held elsewhere: a file keeps its own, be it there or not.
        let mut files = self.files.clone();
        files.iter_mut().for_each(JournalFile::forget);
        for found in files::list(root, Path::new(""))? {
            let at = files::place(&mut files, &found);
            files[at].inode = found.inode;
            let mut reader = All {
                steps: &mut steps,
                file: number(at),
            };
            read_on(root, &mut files[at], &mut reader)?;
        }
        Ok((files, steps))
    }

    /// Notes how far each device has got.
    fn note(&mut self, steps: &Steps) {
        for step in &steps.steps {
            let device = &steps.devices[step.key.device as usize];
            note(&mut self.last, device, step.key.sequence, step.at);
            self.latest = self.latest.max(step.at);
        }
    }
}

/// What a line about one of these cards holds, be it in quotes as `c`, `from` or `to`; and what
/// every undo holds.
pub(super) fn needles<'a>(cards: impl IntoIterator<Item = &'a CardId>) -> Vec<Vec<u8>> {
    let quoted = |card: &CardId| serde_json::to_vec(card.as_str()).unwrap_or_default();
    let mut needles: Vec<_> = cards.into_iter().map(quoted).collect();
    needles.push(br#""e":"undo""#.to_vec());
    needles
}

pub(super) fn note(last: &mut Vec<LastOf>, device: &str, sequence: u64, at: i64) {
    match last.iter_mut().find(|last| *last.device == *device) {
        Some(last) => {
            last.sequence = last.sequence.max(sequence);
            last.at = last.at.max(at);
        }
        None => last.push(LastOf {
            device: device.into(),
            sequence,
            at,
        }),
    }
}

/// Reads a file from where it was left.
fn read_on(root: &Path, file: &mut JournalFile, reader: &mut All<'_>) -> Result<(), DiskError> {
    let path = root.join(&file.name);
    match files::read(&path, file.read_to, reader) {
        Ok(read) => (file.length, file.read_to) = read,
        // A sync tool's temporary file may go at any moment.
        Err(error) if error.kind() == ErrorKind::NotFound => file.forget(),
        Err(error) => return Err(DiskError::at("read", &path)(error)),
    }
    Ok(())
}
