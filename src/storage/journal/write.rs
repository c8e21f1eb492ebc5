//! Putting one line on stable storage.

use std::fs::{File, Metadata, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::os::unix::fs::{FileExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use chrono::DateTime;

use super::catch_up::number;
use super::files::{self, Found};
use super::{AppendError, Journal, format};
use crate::domain::entry::Spot;
use crate::storage::disk::{self, DiskError};

/// Files tried for one entry: after a failure a fresh one may still work.
const TRIES: usize = 2;

impl Journal {
    /// Writes a line to this device's file of the month of `at` and syncs it. A file on which a
    /// write or a sync has failed is never written again by this process: Linux may have dropped
    /// the pages that were not written and report the next sync as good.
    pub(super) fn write(
        &mut self,
        device: &str,
        at: i64,
        line: &[u8],
    ) -> Result<Spot, AppendError> {
        disk::make_folder(&self.places.journal.join(device))?;
        format::write(&self.places)?;
        let mut tries = 0;
        loop {
            let name = self.sound_file(device, at);
            tries += 1;
            match self.write_to(&name, line) {
                Ok(spot) => return Ok(spot),
                Err(error) => {
                    self.poisoned.insert(name);
                    if tries == TRIES {
                        return Err(error.into());
                    }
                }
            }
        }
    }

    /// The name of the month's file, or of the first after it that has not failed.
    fn sound_file(&self, device: &str, at: i64) -> PathBuf {
        let month = DateTime::from_timestamp_millis(at)
            .unwrap_or_default()
            .format("%Y-%m");
        let name = |after: u32| match after {
            0 => format!("{month}.jsonl"),
            _ => format!("{month}.r{after}.jsonl"),
        };
        let sound = |name: &PathBuf| !self.poisoned.contains(name);
        let mut names = (0..).map(|after| Path::new(device).join(name(after)));
        names.find(sound).unwrap_or_default()
    }

    fn write_to(&mut self, name: &Path, line: &[u8]) -> Result<Spot, DiskError> {
        let path = self.places.journal.join(name);
        let (file, metadata) = open(&path).map_err(DiskError::at("open", &path))?;
        let found = Found::new(name.to_owned(), &metadata);
        let before = found.length;
        let start = add_line(&file, before, line).inspect_err(|_| {
            // Nobody has been told of these bytes.
            let _ = file.set_len(before);
        });
        let start = start.map_err(DiskError::at("write", &path))?;
        if !self.settled.contains(name) {
            // Also where the file was there: whoever made it may have been stopped before this.
            self.settle(&path).inspect_err(|_| {
                let _ = file.set_len(before);
            })?;
            self.settled.insert(name.to_owned());
        }
        let place = files::place(&mut self.files, &found);
        let known = &mut self.files[place];
        known.inode = found.inode;
        known.length = start + line.len() as u64;
        known.read_to = known.length;
        Ok(Spot {
            file: number(place),
            offset: start,
        })
    }

    /// Syncs the folders that a file is in.
    fn settle(&self, path: &Path) -> Result<(), DiskError> {
        let device = path.parent().unwrap_or(&self.places.journal);
        for folder in [device, &self.places.journal, &self.places.data] {
            disk::sync_folder(folder)?;
        }
        // The folder around ours is not ours to read; when we made ours in it, it was synced.
        if let Some(around) = self.places.data.parent() {
            let _ = disk::sync_folder(around);
        }
        Ok(())
    }
}

/// Opens a journal file to add to, and says how it stands.
fn open(path: &Path) -> io::Result<(File, Metadata)> {
    match path.symlink_metadata() {
        Ok(found) if !found.is_file() => {
            return Err(io::Error::other("it is not a regular file"));
        }
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let file = OpenOptions::new()
        .read(true)
        .append(true)
        .create(true)
        .mode(disk::FILE_MODE)
        .open(path)?;
    let metadata = file.metadata()?;
    Ok((file, metadata))
}

/// Adds a line in one write and syncs it; returns where the line begins. A last line that was cut
/// short is ended first, so that it costs nothing but itself.
fn add_line(mut file: &File, before: u64, line: &[u8]) -> io::Result<u64> {
    let mut last = [b'\n'];
    if before > 0 {
        file.read_exact_at(&mut last, before - 1)?;
    }
    if last == *b"\n" {
        file.write_all(line)?;
        file.sync_data()?;
        return Ok(before);
    }
    let mut bytes = vec![b'\n'];
    bytes.extend_from_slice(line);
    file.write_all(&bytes)?;
    file.sync_data()?;
    Ok(before + 1)
}
