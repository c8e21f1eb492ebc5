//! Progress in the cache, with what is known of the files it was folded from.

use std::ffi::OsStr;
use std::fs::Metadata;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

use super::files::{self, Found, JournalFile};
use super::shape::{CardsIn, CardsOut, FileSeen, MockLine, Snapshot};
use super::{Journal, LastOf};
use crate::domain::card::CardId;
use crate::domain::day::Day;
use crate::domain::grade::Grade;
use crate::domain::memory::MemoryModel;
use crate::domain::mock::MockSeen;
use crate::domain::progress::{DayTotal, Progress};
use crate::domain::schedule::seed;
use crate::storage::cache;
use crate::storage::disk::DiskError;

/// Changes with the shape of [`Snapshot`].
const SHAPE: &str = concat!("progress 7 ", env!("CARGO_PKG_VERSION"));

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

impl FileSeen {
    /// None if the file is no longer there, or no longer the one that was read.
    pub(super) fn new(root: &Path, file: &JournalFile) -> Option<Self> {
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
    pub(super) fn check(self, root: &Path, found: &[Found]) -> Option<JournalFile> {
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
        self.saved.clone_from(&files);
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
            mocks: snapshot.mocks.into_iter().map(MockSeen::from).collect(),
            days: (snapshot.days.into_iter())
                .map(|(day, attempts, seconds)| {
                    (Day::from_number(day), DayTotal { attempts, seconds })
                })
                .collect(),
        };
        Some(())
    }

    /// Writes the cache and the hint of the last sequence, so that the next start need not read the
    /// journal again. Nothing depends on it.
    ///
    /// # Errors
    /// The disk refuses.
    pub fn save(&mut self) -> Result<(), DiskError> {
        self.save_progress()?;
        self.save_ledger()
    }

    fn save_progress(&mut self) -> Result<(), DiskError> {
        if self.files == self.saved {
            return Ok(());
        }
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
            mocks: self.progress.mocks.iter().map(MockLine::from).collect(),
            days: (self.progress.days.iter())
                .map(|(day, total)| (day.number(), total.attempts, total.seconds))
                .collect(),
            cards: CardsOut(&self.progress.cards),
        };
        cache::save(&self.places.progress_cache, key(&self.model), &snapshot)?;
        self.saved.clone_from(&self.files);
        Ok(())
    }
}
