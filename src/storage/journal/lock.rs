//! One writer at a time, of all the terminals of one machine.

use std::fs::{File, OpenOptions};
use std::io::ErrorKind;
use std::os::unix::fs::OpenOptionsExt;

use crate::storage::disk::{self, DiskError};
use crate::storage::places::Places;

/// Held until it is dropped; the system lets go of it when a process ends, however it ends.
#[derive(Debug)]
pub(in crate::storage) struct Lock(
    #[expect(dead_code, reason = "closing the file lets go of the lock")] File,
);

impl Lock {
    /// Waits for the lock. It is only ever held for one write and its sync.
    pub(in crate::storage) fn hold(places: &Places) -> Result<Self, DiskError> {
        disk::make_folder(&places.state)?;
        let failed = || DiskError::at("lock", &places.lock_file);
        let file = OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(false)
            .mode(disk::FILE_MODE)
            .open(&places.lock_file)
            .map_err(failed())?;
        loop {
            match file.lock() {
                Ok(()) => return Ok(Self(file)),
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(failed()(error)),
            }
        }
    }
}
