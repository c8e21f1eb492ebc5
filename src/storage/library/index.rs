//! What was read last time, so that an unchanged file need not be read again.

use std::collections::HashMap;
use std::ffi::OsString;
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::storage::bundled;
use crate::storage::deck_file::DeckRecord;
use crate::storage::regular_file::Stamp;

use super::source::Source;

/// Every deck as it was read, to be kept in the cache and handed to
/// [`Library::open`](super::Library::open) at the next start. One of another build has no effect.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct DeckIndex {
    build: u64,
    files: Vec<KeptDeck>,
    #[serde(skip)]
    is_new: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct KeptDeck {
    /// The bytes of its path; of a bundled deck, its stem.
    name: Vec<u8>,
    /// None for a bundled deck.
    file: Option<(Stamp, u8)>,
    record: DeckRecord,
}

impl DeckIndex {
    /// Whether anything in it is not what it was made from: only then is it worth writing.
    pub fn is_new(&self) -> bool {
        self.is_new
    }
}

/// The old index while a library is opened, and the new one as it grows.
pub(super) struct Indexing {
    old: HashMap<(Vec<u8>, bool), KeptDeck>,
    new: DeckIndex,
}

impl Indexing {
    /// Begins with what was kept, if anything.
    pub(super) fn new(kept: Option<DeckIndex>) -> Self {
        let build = bundled::build_id();
        let old: HashMap<_, _> = kept
            .filter(|index| index.build == build)
            .map(|index| index.files)
            .unwrap_or_default()
            .into_iter()
            .map(|deck| ((deck.name.clone(), deck.file.is_some()), deck))
            .collect();
        Self {
            new: DeckIndex {
                build,
                files: Vec::new(),
                is_new: false,
            },
            old,
        }
    }

    /// What was kept of a bundled deck.
    pub(super) fn bundled(&mut self, stem: &str) -> Option<DeckRecord> {
        self.old
            .remove(&(stem.into(), false))
            .map(|deck| deck.record)
    }

    /// What was kept of a file that still carries `stamp`.
    pub(super) fn file(&mut self, path: &Path, stamp: Stamp) -> Option<(DeckRecord, Source)> {
        let kept = self
            .old
            .remove(&(path.as_os_str().as_bytes().to_vec(), true))?;
        let (kept_stamp, mark) = kept.file?;
        let source = Source::File {
            path: path.into(),
            stamp,
            mark,
        };
        (kept_stamp == stamp).then_some((kept.record, source))
    }

    /// Keeps a deck for the next start. `read` says that it was read anew.
    pub(super) fn keep(&mut self, stem: &str, source: &Source, record: DeckRecord, read: bool) {
        self.new.is_new |= read;
        let (name, file) = match source {
            Source::Bundled(_) => (OsString::from(stem), None),
            Source::File { path, stamp, mark } => (path.clone().into(), Some((*stamp, *mark))),
        };
        let name = name.into_vec();
        self.new.files.push(KeptDeck { name, file, record });
    }

    /// The index for the next start.
    pub(super) fn finish(mut self) -> DeckIndex {
        self.new.is_new |= !self.old.is_empty();
        self.new
    }
}
