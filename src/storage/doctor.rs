//! What `doctor` looks at: everything that is kept, read from its first byte.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use super::cache::CacheState;
use super::device::Device;
use super::disk::DiskError;
use super::journal::{CheckedFile, Journal, OtherFormat, check_files};
use super::places::Places;
use crate::domain::memory::MemoryModel;

/// How deep folders are looked into.
const DEPTH: usize = 5;
/// Rights of anybody but the user.
const OTHERS: u32 = 0o077;

/// What was found.
#[derive(Debug)]
pub struct Checkup {
    /// Every file of the journal.
    pub files: Vec<CheckedFile>,
    /// Entries in all, each counted once in whatever files it stands.
    pub entries: u64,
    /// Attempts that count.
    pub attempts: u64,
    /// The cache of progress.
    pub cache: CacheState,
    /// Whether progress from the cache is the progress that all files come to.
    pub cache_agrees: bool,
    /// This device's id; none while none could be kept.
    pub device: Option<Box<str>>,
    /// Files and folders that others may use, with their rights.
    pub open_to_others: Vec<(PathBuf, u32)>,
    /// Why the journal is read only, where a later version owns it.
    pub other_format: Option<OtherFormat>,
}

impl Checkup {
    /// Lines that are no entries, in files that have entries.
    pub fn bad_lines(&self) -> u64 {
        let ours = self.files.iter().filter(|file| !file.is_foreign());
        ours.map(|file| file.bad_lines).sum()
    }

    /// Whether there is nothing to say.
    pub fn is_healthy(&self) -> bool {
        self.bad_lines() == 0
            && self.cache_agrees
            && self.device.is_some()
            && self.open_to_others.is_empty()
            && self.other_format.is_none()
    }
}

/// Reads everything that is kept.
///
/// # Errors
/// A file or folder of the journal is there and cannot be read.
pub fn checkup(places: &Places, model: &MemoryModel) -> Result<Checkup, DiskError> {
    let cache = Journal::cache_state(places, model);
    let mut journal = Journal::open(places, model.clone())?;
    let cache_agrees = journal.agrees()?;
    let mut open_to_others = Vec::new();
    for folder in [&places.data, &places.state] {
        look(folder, &mut open_to_others);
    }
    for folder in [&places.journal, &places.drafts] {
        walk(folder, DEPTH, &mut open_to_others);
    }
    for file in [
        &places.format_file,
        &places.device_file,
        &places.progress_cache,
        &places.ledger_cache,
        &places.deck_cache,
        &places.titles_cache,
    ] {
        look(file, &mut open_to_others);
    }
    Ok(Checkup {
        files: check_files(places)?,
        entries: journal.count_entries()?,
        attempts: journal.progress().attempts,
        cache,
        cache_agrees,
        device: Device::load(places).map(|device| device.id),
        open_to_others,
        other_format: journal.other_format().cloned(),
    })
}

fn look(path: &Path, open: &mut Vec<(PathBuf, u32)>) {
    if let Ok(found) = fs::symlink_metadata(path) {
        let mode = found.permissions().mode() & 0o777;
        if mode & OTHERS != 0 && !found.is_symlink() {
            open.push((path.to_owned(), mode));
        }
    }
}

fn walk(folder: &Path, deep: usize, open: &mut Vec<(PathBuf, u32)>) {
    look(folder, open);
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        match entry.file_type() {
            Ok(kind) if kind.is_dir() && deep > 0 => walk(&entry.path(), deep - 1, open),
            _ => look(&entry.path(), open),
        }
    }
}
