//! Reading a file that a stranger may have put there.

use std::fs::{File, Metadata, OpenOptions};
use std::io::{self, Read};
use std::os::unix::fs::{FileExt, FileTypeExt, MetadataExt, OpenOptionsExt};
use std::path::Path;

use rustix::fs::OFlags;
use serde::{Deserialize, Serialize};

/// The most bytes a file of a deck or of an import may have.
pub(crate) const LARGEST: u64 = 32 * 1024 * 1024;

/// Why a file was not read. Its name is for the caller to add.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Refused {
    /// A FIFO would wait for ever, a device would never end.
    #[error("this is a {0}, not a regular file")]
    NotRegular(&'static str),
    /// Over [`LARGEST`].
    #[error("the file has {} MiB; at most 32 MiB are read", .0.div_ceil(1024 * 1024))]
    TooLarge(u64),
    /// It is not the file it was.
    #[error("the file has changed since it was read")]
    Changed,
    /// What the system says.
    #[error("the file cannot be read: {0}")]
    Io(#[from] io::Error),
}

/// What tells, without reading a file, whether it is still the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Stamp {
    length: u64,
    modified: (i64, i64),
    changed: (i64, i64),
    inode: u64,
    device: u64,
}

impl Stamp {
    fn of(metadata: &Metadata) -> Self {
        Self {
            length: metadata.len(),
            modified: (metadata.mtime(), metadata.mtime_nsec()),
            changed: (metadata.ctime(), metadata.ctime_nsec()),
            inode: metadata.ino(),
            device: metadata.dev(),
        }
    }

    /// When the file was last changed, in UTC seconds since 1970.
    pub(crate) fn modified(&self) -> i64 {
        self.modified.0
    }

    /// The stamp of whatever is at `path` now, if anything.
    pub(crate) fn now(path: &Path) -> Option<Self> {
        std::fs::metadata(path).ok().map(|m| Self::of(&m))
    }
}

/// The bytes of a regular file of at most [`LARGEST`] bytes.
pub(crate) fn read(path: &Path) -> Result<(Vec<u8>, Stamp), Refused> {
    let (file, metadata) = open(path)?;
    if metadata.len() > LARGEST {
        return Err(Refused::TooLarge(metadata.len()));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or(0) + 1);
    // It may grow while it is read.
    (&file).take(LARGEST + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST {
        return Err(Refused::TooLarge(bytes.len() as u64));
    }
    Ok((bytes, Stamp::of(&metadata)))
}

/// Some bytes of a file that still is what `stamp` says.
pub(crate) fn read_part(
    path: &Path,
    stamp: Stamp,
    offset: u64,
    length: usize,
) -> Result<Vec<u8>, Refused> {
    let (file, metadata) = open(path)?;
    if Stamp::of(&metadata) != stamp {
        return Err(Refused::Changed);
    }
    let mut bytes = vec![0; length];
    file.read_exact_at(&mut bytes, offset)?;
    Ok(bytes)
}

/// Opens a regular file. Looking comes before opening, since opening some devices does something;
/// and after it, since the name may have been given to something else in between.
pub(crate) fn open(path: &Path) -> Result<(File, Metadata), Refused> {
    regular(&std::fs::metadata(path)?)?;
    let file = OpenOptions::new()
        .read(true)
        .custom_flags(OFlags::NONBLOCK.bits() as i32)
        .open(path)?;
    let metadata = file.metadata()?;
    regular(&metadata)?;
    Ok((file, metadata))
}

fn regular(metadata: &Metadata) -> Result<(), Refused> {
    let kind = metadata.file_type();
    Err(Refused::NotRegular(match () {
        () if kind.is_file() => return Ok(()),
        () if kind.is_dir() => "folder",
        () if kind.is_fifo() => "FIFO",
        () if kind.is_socket() => "socket",
        () => "device",
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_regular_files_of_sensible_size_are_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        std::fs::write(&path, "text").unwrap();
        let (bytes, stamp) = read(&path).unwrap();
        assert_eq!(bytes, b"text");
        assert_eq!(read_part(&path, stamp, 1, 2).unwrap(), b"ex");

        File::create(&path).unwrap().set_len(LARGEST + 1).unwrap();
        assert!(matches!(read(&path), Err(Refused::TooLarge(_))));
        assert!(matches!(
            read_part(&path, stamp, 1, 2),
            Err(Refused::Changed)
        ));
        assert!(matches!(
            read(folder.path()),
            Err(Refused::NotRegular("folder"))
        ));
        assert!(matches!(
            read(Path::new("/dev/zero")),
            Err(Refused::NotRegular("device"))
        ));

        let socket = folder.path().join("socket");
        let _listener = std::os::unix::net::UnixListener::bind(&socket).unwrap();
        assert!(matches!(read(&socket), Err(Refused::NotRegular("socket"))));
        let fifo = folder.path().join("fifo");
        let made = std::process::Command::new("mkfifo")
            .arg(&fifo)
            .status()
            .unwrap();
        assert!(made.success());
        assert!(matches!(read(&fifo), Err(Refused::NotRegular("FIFO"))));
    }
}
