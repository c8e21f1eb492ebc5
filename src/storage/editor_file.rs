//! An answer handed to the user's own editor, and taken back.

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use super::disk::{self, DiskError};
use super::places::Places;
use crate::domain::card::CardId;
use crate::domain::schedule::seed;

/// No file is taken back that is longer, in bytes.
const LIMIT: u64 = 1 << 20;

/// Writes an answer to a file of its own, for the user alone: Markdown, so that editors wrap it.
///
/// # Errors
/// The disk refuses.
pub fn write(places: &Places, card: &CardId, text: &str) -> Result<PathBuf, DiskError> {
    disk::make_folder(&places.drafts)?;
    let stem = format!("answer-{:016x}", seed(card.as_str(), 0));
    let mut number = 1;
    loop {
        // A file that is there belongs to another terminal, or to one that was stopped.
        let path = places.drafts.join(format!("{stem}-{number}.md"));
        let file = OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(disk::FILE_MODE)
            .open(&path);
        match file.and_then(|mut file| file.write_all(text.as_bytes())) {
            Ok(()) => return Ok(path),
            Err(error) if error.kind() == ErrorKind::AlreadyExists && number < 1000 => number += 1,
            Err(error) => return Err(DiskError::at("write", &path)(error)),
        }
    }
}

/// Reads the answer back, without the newline that editors end a file with. It may be longer than an
/// answer may be: it is the caller's to say so, and nobody's to cut it.
///
/// # Errors
/// The file has gone, is longer than 1 MiB or is not UTF-8.
pub fn read(path: &Path) -> Result<String, DiskError> {
    let failed = DiskError::at("read", path);
    let Some(bytes) = disk::read(path, LIMIT)? else {
        return Err(failed(ErrorKind::NotFound.into()));
    };
    let mut text = String::from_utf8(bytes).map_err(|_| {
        failed(std::io::Error::new(
            ErrorKind::InvalidData,
            "it is not UTF-8",
        ))
    })?;
    if text.ends_with('\n') {
        text.truncate(text.len() - 1 - usize::from(text.ends_with("\r\n")));
    }
    Ok(text)
}

/// Removes the file, once its text is in a draft.
///
/// # Errors
/// The disk refuses.
pub fn remove(path: &Path) -> Result<(), DiskError> {
    fs::remove_file(path).map_err(DiskError::at("remove", path))
}
