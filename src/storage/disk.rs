//! Private folders, files replaced whole, and what to say when the disk refuses.

use std::fs::{self, DirBuilder, File, OpenOptions, Permissions};
use std::io::{self, ErrorKind, Read, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use super::regular_file::{self, Refused};

/// Rights of the folders we make: the user's alone.
pub const FOLDER_MODE: u32 = 0o700;
/// Rights of the files we make: the user's alone.
pub const FILE_MODE: u32 = 0o600;

/// Something the disk refused.
#[derive(Debug, thiserror::Error)]
#[error("could not {doing} {}: {cause}; {}", path.display(), advice(cause))]
pub struct DiskError {
    /// What was tried, such as `write`.
    pub doing: &'static str,
    /// With which file or folder.
    pub path: PathBuf,
    /// What the system said.
    pub cause: io::Error,
}

impl DiskError {
    /// For `map_err`: says what was tried with which file or folder.
    pub fn at(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |cause| Self {
            doing,
            path: path.to_owned(),
            cause,
        }
    }
}

/// What the user can do about it.
fn advice(cause: &io::Error) -> &'static str {
    match cause.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "free some space there and try again",
        ErrorKind::PermissionDenied => "give yourself the right to read and write there",
        ErrorKind::ReadOnlyFilesystem => "make that disk writable, or choose another folder",
        ErrorKind::NotFound => "put it back, or choose another folder",
        ErrorKind::InvalidData => "keep a copy, then repair or remove it",
        _ => "check that disk and try again",
    }
}

/// Makes a folder and those above it, each for the user alone and each made fast on the disk.
/// Folders that are there keep their rights.
///
/// # Errors
/// One of them cannot be made.
pub fn make_folder(path: &Path) -> Result<(), DiskError> {
    if path.is_dir() {
        return Ok(());
    }
    let above = path.parent().filter(|above| !above.as_os_str().is_empty());
    if let Some(above) = above {
        make_folder(above)?;
    }
    match DirBuilder::new().mode(FOLDER_MODE).create(path) {
        Ok(()) => above.map_or(Ok(()), sync_folder),
        // Another terminal may have been quicker.
        Err(error) if error.kind() == ErrorKind::AlreadyExists && path.is_dir() => Ok(()),
        Err(error) => Err(DiskError::at("make the folder", path)(error)),
    }
}

/// Makes what was added to or removed from a folder survive a power cut.
///
/// # Errors
/// The folder cannot be opened or synced.
pub fn sync_folder(path: &Path) -> Result<(), DiskError> {
    File::open(path)
        .and_then(|folder| folder.sync_all())
        .map_err(DiskError::at("sync the folder", path))
}

/// Whether a replaced file must survive a power cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Durability {
    /// Synced, with its folder, before anybody is told.
    Synced,
    /// It can be made again.
    Disposable,
}

/// Files replaced by this process.
static REPLACED: AtomicU64 = AtomicU64::new(0);

/// Replaces a whole file at once: readers see the old bytes or the new, never a mixture.
///
/// # Errors
/// The folder cannot be made, or the file not be written.
pub fn replace(path: &Path, bytes: &[u8], durability: Durability) -> Result<(), DiskError> {
    let folder = path.parent().unwrap_or(Path::new("."));
    make_folder(folder)?;
    let mut name = path.file_name().unwrap_or_default().to_owned();
    // Two writers of one file, in two processes or in one, must not share the file they write first.
    let number = REPLACED.fetch_add(1, Ordering::Relaxed);
    name.push(format!(".{}-{number}.tmp", std::process::id()));
    let temporary = folder.join(name);
    let written = write_new(&temporary, bytes, durability)
        .and_then(|()| keep_mode(path, &temporary))
        .and_then(|()| fs::rename(&temporary, path));
    if let Err(cause) = written {
        let _ = fs::remove_file(&temporary);
        return Err(DiskError::at("write", path)(cause));
    }
    match durability {
        Durability::Synced => sync_folder(folder),
        Durability::Disposable => Ok(()),
    }
}

fn write_new(path: &Path, bytes: &[u8], durability: Durability) -> io::Result<()> {
    let mut file = OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(FILE_MODE)
        .open(path)?;
    file.write_all(bytes)?;
    match durability {
        Durability::Synced => file.sync_all(),
        Durability::Disposable => Ok(()),
    }
}

/// A file the user has opened to others stays so.
fn keep_mode(from: &Path, to: &Path) -> io::Result<()> {
    match fs::metadata(from) {
        Ok(old) => fs::set_permissions(to, Permissions::from_mode(old.permissions().mode())),
        Err(_) => Ok(()),
    }
}

/// Reads a whole regular file of at most `limit` bytes; none if there is no such file.
///
/// # Errors
/// It is no regular file, it is longer, or it cannot be read.
pub fn read(path: &Path, limit: u64) -> Result<Option<Vec<u8>>, DiskError> {
    let failed = DiskError::at("read", path);
    let (file, found) = match regular_file::open(path) {
        Ok(opened) => opened,
        Err(Refused::Io(error)) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(Refused::Io(error)) => return Err(failed(error)),
        Err(refused) => return Err(failed(io::Error::other(refused))),
    };
    let mut bytes = Vec::with_capacity(usize::try_from(found.len().min(limit)).unwrap_or(0) + 1);
    match file.take(limit + 1).read_to_end(&mut bytes) {
        Ok(_) if bytes.len() as u64 > limit => Err(failed(io::Error::new(
            ErrorKind::InvalidData,
            format!("it is longer than {limit} bytes"),
        ))),
        Ok(_) => Ok(Some(bytes)),
        Err(error) => Err(failed(error)),
    }
}
