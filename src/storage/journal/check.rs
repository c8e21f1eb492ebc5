//! Reading every line of every file, to tell what is wrong and where.

use std::path::{Path, PathBuf};

use super::files::{self, Place, Reader};
use super::line::{self, Damage};
use super::{Journal, snapshot};
use crate::domain::memory::MemoryModel;
use crate::domain::progress::Progress;
use crate::storage::cache::{self, CacheState};
use crate::storage::disk::DiskError;
use crate::storage::places::Places;

/// Of one file no more bad lines are described.
const DESCRIBED: usize = 1000;

/// A line that is no entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadLine {
    /// Counted from 1.
    pub line: u64,
    /// Its first byte.
    pub offset: u64,
    /// What is wrong with it.
    pub why: Damage,
}

/// A file of the journal, read from its first byte.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedFile {
    /// The file.
    pub path: PathBuf,
    /// Its length in bytes.
    pub length: u64,
    /// Entries in it.
    pub entries: u64,
    /// Lines that are no entries. They stay in the file, and cost nothing but themselves.
    pub bad_lines: u64,
    /// The first thousand of them.
    pub bad: Vec<BadLine>,
}

impl CheckedFile {
    /// Whether it is no journal file at all: something else that was left in the folder. A line with
    /// a check at its end was one of ours, even where nothing else is left of the file.
    pub fn is_foreign(&self) -> bool {
        let was_ours = |line: &BadLine| matches!(line.why, Damage::Changed { .. });
        self.entries == 0 && self.bad_lines > 0 && !self.bad.iter().any(was_ours)
    }
}

impl Reader for CheckedFile {
    fn take(&mut self, _: Place, line: &[u8]) -> Result<(), Damage> {
        line::decode(line)?;
        self.entries += 1;
        Ok(())
    }

    fn damaged(&mut self, place: Place, why: Damage) {
        self.bad_lines += 1;
        if self.bad.len() < DESCRIBED {
            self.bad.push(BadLine {
                line: place.line,
                offset: place.offset,
                why,
            });
        }
    }
}

/// Reads every file of the journal, whatever its name.
///
/// # Errors
/// A file or folder is there and cannot be read.
pub fn check_files(places: &Places) -> Result<Vec<CheckedFile>, DiskError> {
    let found = files::list(&places.journal, Path::new(""))?;
    let check = |found: files::Found| {
        let path = places.journal.join(&found.name);
        let mut checked = CheckedFile {
            path: path.clone(),
            length: found.length,
            entries: 0,
            bad_lines: 0,
            bad: Vec::new(),
        };
        files::read(&path, 0, &mut checked).map_err(DiskError::at("read", &path))?;
        Ok(checked)
    };
    found.into_iter().map(check).collect()
}

impl Journal {
    /// How the cache of progress stands.
    pub fn cache_state(places: &Places, model: &MemoryModel) -> CacheState {
        cache::state(&places.progress_cache, snapshot::key(model))
    }

    /// Folds everything again, and says whether that came to what progress was.
    ///
    /// # Errors
    /// A file or folder of the journal cannot be read.
    pub fn agrees(&mut self) -> Result<bool, DiskError> {
        // Of an entry that stands in two files, either is as good.
        let without_spots = |progress: &Progress| {
            let mut progress = progress.clone();
            progress
                .cards
                .values_mut()
                .for_each(|card| card.spot = None);
            progress
        };
        self.refresh()?;
        let before = without_spots(&self.progress);
        self.rebuild()?;
        Ok(before == without_spots(&self.progress))
    }

    /// Entries of all devices, each counted once.
    ///
    /// # Errors
    /// A file or folder of the journal cannot be read.
    pub fn count_entries(&self) -> Result<u64, DiskError> {
        let (_, mut steps) = self.everything()?;
        steps.order();
        Ok(steps.steps.len() as u64)
    }
}
