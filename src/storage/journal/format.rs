//! The format of the journal, named in a file of its own.

use crate::storage::disk::{self, DiskError, Durability};
use crate::storage::places::Places;

/// What `FORMAT` begins with.
const NAME: &str = "hotseat-journal";
/// The format we write.
const NUMBER: u32 = 1;
/// No file of ours that names a format is longer, in bytes.
const FILE_LIMIT: u64 = 4096;

/// The journal is not ours to write.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "{file} says \"{found}\", and this version of hotseat writes \"{NAME} {NUMBER}\": the journal is read only; use a later version"
)]
pub struct OtherFormat {
    /// The file that says so.
    pub file: String,
    /// What it says.
    pub found: String,
}

/// Whether the journal is of our format; no file means nobody has written yet.
pub(super) fn check(places: &Places) -> Result<Option<OtherFormat>, DiskError> {
    let Some(bytes) = disk::read(&places.format_file, FILE_LIMIT)? else {
        return Ok(None);
    };
    let text = String::from_utf8_lossy(&bytes);
    let found = text.lines().next().unwrap_or_default().trim();
    let ours = found
        .strip_prefix(NAME)
        .and_then(|number| number.trim().parse::<u32>().ok())
        .is_some_and(|number| number <= NUMBER);
    Ok((!ours).then(|| OtherFormat {
        file: places.format_file.display().to_string(),
        found: found.chars().take(60).collect(),
    }))
}

/// Names our format, where none is named yet.
pub(super) fn write(places: &Places) -> Result<(), DiskError> {
    if places.format_file.exists() {
        return Ok(());
    }
    let text = format!("{NAME} {NUMBER}\n");
    disk::replace(&places.format_file, text.as_bytes(), Durability::Synced)
}
