//! Reading the ledger: from its cache and what was appended since, or from all files.

use std::path::Path;
use std::rc::Rc;

use super::Journal;
use super::catch_up::number;
use super::files::{self, JournalFile, Place, Reader};
use super::ledger_rows::Rows;
use super::line::{self, Damage};
use super::shape::FileSeen;
use super::steps::{Step, Steps, What};
use super::wire::Counted;
use crate::domain::day::Day;
use crate::domain::entry::{EntryId, Event};
use crate::domain::grade::Mark;
use crate::domain::ledger::{Ledger, Line};
use crate::domain::progress::Progress;
use crate::domain::schedule::seed;
use crate::storage::cache;
use crate::storage::disk::DiskError;

/// Changes with the shape of [`Rows`].
const SHAPE: &str = concat!("ledger 2 ", env!("CARGO_PKG_VERSION"));

/// With more undos than this, all files are read again: each costs a search of them.
const FEW_UNDOS: usize = 8;

/// The ledger as it was read last.
#[derive(Debug)]
pub(super) struct KeptLedger {
    /// How far each file has gone into it; their places are those of the journal's files.
    files: Vec<JournalFile>,
    ledger: Rc<Ledger>,
    /// The `t` of the last entry that was read.
    latest: i64,
    /// The cache holds it as it is.
    is_saved: bool,
}

/// Lines on their way into a ledger.
#[derive(Default)]
struct Gathered {
    steps: Steps,
    /// Of each attempt, in the order they were read.
    attempts: Vec<Counts>,
    marks: Vec<(u16, Mark)>,
    ledger: Ledger,
}

/// What the fold does not need of an attempt.
struct Counts {
    /// File and byte of its line.
    spot: (u32, u64),
    /// Its first mark among those gathered, and how many it has.
    marks: (u32, u16),
    is_mock: bool,
}

/// Takes every line of one file.
struct Gather<'a> {
    into: &'a mut Gathered,
    file: u32,
}

impl Reader for Gather<'_> {
    fn take(&mut self, place: Place, line: &[u8]) -> Result<(), Damage> {
        let line: Counted<'_> = line::parse(line)?;
        let into = &mut *self.into;
        into.steps.add_parsed(self.file, place.offset, &line)?;
        let Some(wire) = line.wire.filter(|wire| *wire.e == *"attempt") else {
            return Ok(());
        };
        let first = into.marks.len();
        for (point, mark) in &wire.marks.0 {
            into.marks.push((into.ledger.point(point), *mark));
        }
        into.attempts.push(Counts {
            spot: (self.file, place.offset),
            marks: (number(first), (into.marks.len() - first) as u16),
            is_mock: wire.mock.is_some_and(|mock| !mock.is_empty()),
        });
        Ok(())
    }
}

impl Gathered {
    /// Whether all that was gathered comes after `latest`, so that no more than an undo changes what
    /// was there.
    fn follows(&self, latest: i64) -> bool {
        let follows = |step: &Step| !matches!(step.what, What::Alias(..)) && step.at > latest;
        self.steps.steps.iter().all(follows)
    }

    fn latest(&self) -> i64 {
        let at = self.steps.steps.iter().map(|step| step.at);
        at.max().unwrap_or(i64::MIN)
    }

    /// What was taken back that is not among what was gathered.
    fn taken_back(&mut self) -> Vec<EntryId> {
        self.steps.order();
        let counts = self.steps.counting(|_| true);
        let steps = &self.steps.steps;
        let undo = |(step, counts): (&Step, bool)| match step.what {
            What::Undo(undo) if counts => Some(self.steps.undos[undo as usize].target),
            _ => None,
        };
        let targets = steps.iter().zip(counts).filter_map(undo);
        let before = targets.filter(|target| !steps.iter().any(|step| step.key == *target));
        before.map(|target| self.steps.id(target)).collect()
    }

    /// The ledger with what was gathered, under the ids that `progress` knows cards by.
    fn finish(mut self, progress: &Progress) -> Ledger {
        self.steps.order();
        let counts = self.steps.counting(|_| true);
        for (step, counts) in self.steps.steps.iter().zip(counts) {
            if let (Some((card, line)), true) = (line_of(step), counts) {
                let spot = (step.file, step.offset);
                let found = (self.attempts).binary_search_by_key(&spot, |counts| counts.spot);
                let Some(counts) = found.ok().map(|at| &self.attempts[at]) else {
                    continue;
                };
                let (first, count) = (counts.marks.0 as usize, usize::from(counts.marks.1));
                let line = Line {
                    is_mock: counts.is_mock,
                    ..line
                };
                let card = progress.current(&self.steps.cards[card as usize]);
                let marks = &self.marks[first..first + count];
                self.ledger.push(card, line, marks);
            }
        }
        self.ledger
    }
}

/// The card of an attempt, and its line but for what only [`Counts`] knows.
fn line_of(step: &Step) -> Option<(u32, Line)> {
    let What::Attempt {
        card,
        day,
        answer,
        around,
        kind,
        grade,
        given,
        expected,
        ..
    } = step.what
    else {
        return None;
    };
    let line = Line {
        card: 0,
        spot: step.spot(),
        at: step.at,
        day: Day::from_number(day),
        kind,
        grade,
        given,
        expected,
        answer,
        spent: answer.saturating_add(around),
        is_mock: false,
        first_mark: 0,
        mark_count: 0,
    };
    Some((card, line))
}

impl Journal {
    /// Every attempt that counts, in the journal's order, under the ids its cards go by now: from its
    /// cache, with what was appended since; from all files where anything else has changed.
    ///
    /// # Errors
    /// A file of the journal cannot be read.
    pub fn ledger(&self) -> Result<Rc<Ledger>, DiskError> {
        let kept = self.ledger.take().or_else(|| self.cached_ledger());
        let followed = kept.map(|kept| self.followed(kept)).transpose()?;
        let (kept, is_whole) = match followed.flatten() {
            Some(kept) => (kept, false),
            None => (self.read_ledger()?, true),
        };
        let ledger = Rc::clone(&kept.ledger);
        self.ledger.replace(Some(kept));
        if is_whole {
            // The cache only saves time.
            let _ = self.save_ledger();
        }
        Ok(ledger)
    }

    /// The ledger of the cache, if its files are those it was read from or only longer.
    fn cached_ledger(&self) -> Option<KeptLedger> {
        let bytes = cache::read(&self.places.ledger_cache)?;
        let mut rows: Rows<'_> = cache::borrow(&bytes, seed(SHAPE, 0))?;
        let root = &self.places.journal;
        let found = files::list(root, Path::new("")).ok()?;
        let seen = std::mem::take(&mut rows.files).into_iter();
        let files: Option<Vec<JournalFile>> = seen.map(|seen| seen.check(root, &found)).collect();
        let files = files?;
        // An attempt is found by the place of its file in our list.
        let in_place = |(at, file): (usize, &JournalFile)| {
            (self.files.get(at)).is_some_and(|ours| ours.name == file.name)
        };
        files.iter().enumerate().all(in_place).then_some(())?;
        Some(KeptLedger {
            files,
            latest: rows.latest,
            ledger: Rc::new(rows.ledger()?),
            is_saved: true,
        })
    }

    /// The same ledger with what was appended since; none where something else has changed.
    fn followed(&self, mut kept: KeptLedger) -> Result<Option<KeptLedger>, DiskError> {
        let same = |(ours, known): (&JournalFile, &JournalFile)| {
            ours.inode == known.inode && ours.read_to >= known.read_to
        };
        if !self.files.iter().zip(&kept.files).all(same) {
            return Ok(None);
        }
        let is_behind = |(at, ours): (usize, &JournalFile)| {
            (kept.files.get(at)).is_none_or(|known| known.read_to < ours.read_to)
        };
        if !self.files.iter().enumerate().any(is_behind) {
            return Ok(Some(kept));
        }
        let mut gathered = Gathered {
            ledger: Rc::unwrap_or_clone(kept.ledger),
            ..Gathered::default()
        };
        let new = self.files.iter().skip(kept.files.len()).map(unread);
        kept.files.extend(new);
        self.gather(&mut kept.files, &mut gathered)?;
        if !gathered.follows(kept.latest) || !self.take_back(&mut gathered)? {
            return Ok(None);
        }
        Ok(Some(KeptLedger {
            files: kept.files,
            latest: gathered.latest().max(kept.latest),
            ledger: Rc::new(gathered.finish(&self.progress)),
            is_saved: false,
        }))
    }

    /// Takes out what was gathered to be undone; false where that is not enough.
    fn take_back(&self, gathered: &mut Gathered) -> Result<bool, DiskError> {
        let taken_back = gathered.taken_back();
        if taken_back.len() > FEW_UNDOS {
            return Ok(false);
        }
        for id in taken_back {
            match self.find(&id)?.map(|(entry, spot)| (entry.event, spot)) {
                Some((Event::Attempt(_), spot)) => gathered.ledger.remove(spot),
                // What it had taken back counts again; cards go by their older names again.
                Some((Event::Undo { .. } | Event::Alias { .. }, _)) => return Ok(false),
                _ => {}
            }
        }
        Ok(true)
    }

    /// The ledger of all files.
    fn read_ledger(&self) -> Result<KeptLedger, DiskError> {
        let mut files: Vec<JournalFile> = self.files.iter().map(unread).collect();
        let mut gathered = Gathered::default();
        self.gather(&mut files, &mut gathered)?;
        Ok(KeptLedger {
            files,
            latest: gathered.latest(),
            ledger: Rc::new(gathered.finish(&self.progress)),
            is_saved: false,
        })
    }

    /// Reads what of `files` has not been read yet.
    fn gather(&self, files: &mut [JournalFile], into: &mut Gathered) -> Result<(), DiskError> {
        let there = |(_, file): &(usize, &mut JournalFile)| !file.is_gone();
        for (at, file) in files.iter_mut().enumerate().filter(there) {
            let path = self.places.journal.join(&file.name);
            let mut reader = Gather {
                into,
                file: number(at),
            };
            (file.length, file.read_to) = files::read(&path, file.read_to, &mut reader)
                .map_err(DiskError::at("read", &path))?;
        }
        Ok(())
    }

    /// Writes the ledger to its cache, where it was asked for and has changed. Nothing depends on it.
    pub(super) fn save_ledger(&self) -> Result<(), DiskError> {
        let mut kept = self.ledger.borrow_mut();
        let Some(kept) = kept.as_mut().filter(|kept| !kept.is_saved) else {
            return Ok(());
        };
        let seen = |file: &JournalFile| FileSeen::new(&self.places.journal, file);
        // Where a file has gone or was replaced, the next start reads them all.
        if let Some(files) = kept.files.iter().map(seen).collect() {
            let rows = Rows::new(&kept.ledger, files, kept.latest);
            cache::save(&self.places.ledger_cache, seed(SHAPE, 0), &rows)?;
            kept.is_saved = true;
        }
        Ok(())
    }
}

/// A file of which nothing has been read.
fn unread(file: &JournalFile) -> JournalFile {
    JournalFile {
        length: 0,
        read_to: 0,
        ..file.clone()
    }
}
