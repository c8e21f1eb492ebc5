//! Which device this is. Each writes its own journal files, so that syncing never has two writers
//! of one file.

use std::fs;
use std::hash::{BuildHasher, RandomState};

use serde::{Deserialize, Serialize};

use super::disk::{self, DiskError, Durability};
use super::places::Places;
use crate::domain::schedule::seed;

/// Letters and digits that are not mistaken for one another; 32 of them.
const ALPHABET: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
/// Characters of an id: 40 bits.
const LENGTH: usize = 8;
/// No file of ours that describes a device is longer, in bytes.
const FILE_LIMIT: u64 = 4096;

/// What `device.json` says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Device {
    /// Its id: 8 small letters and digits.
    pub id: Box<str>,
    /// A hash of the machine; on another one the file is a copy, and the id somebody else's.
    machine: Box<str>,
    /// The last sequence known when the file was written: a hint that keeps a restored journal
    /// from using one twice.
    pub sequence: u64,
}

impl Device {
    /// The device of this machine; none if it has no id yet.
    pub fn load(places: &Places) -> Option<Self> {
        let bytes = disk::read(&places.device_file, FILE_LIMIT).ok()??;
        let device: Self = serde_json::from_slice(&bytes).ok()?;
        (is_device_id(&device.id) && *device.machine == *machine()).then_some(device)
    }

    /// The device of this machine, given an id if it has none. Two terminals must not do this at
    /// once: hold the lock.
    ///
    /// # Errors
    /// A new id cannot be kept.
    pub fn load_or_mint(places: &Places) -> Result<Self, DiskError> {
        if let Some(device) = Self::load(places) {
            return Ok(device);
        }
        // The seed of the standard library's hasher is the operating system's randomness.
        let mut chance = RandomState::new().hash_one(ALPHABET);
        let id: String = (0..LENGTH)
            .map(|_| {
                let letter = ALPHABET[(chance % 32) as usize];
                chance /= 32;
                char::from(letter)
            })
            .collect();
        let device = Self {
            id: id.into(),
            machine: machine().into(),
            sequence: 0,
        };
        device.save(places)?;
        Ok(device)
    }

    /// Writes `device.json`.
    ///
    /// # Errors
    /// The disk refuses.
    pub fn save(&self, places: &Places) -> Result<(), DiskError> {
        let mut bytes = serde_json::to_vec(self).unwrap_or_default();
        bytes.push(b'\n');
        disk::replace(&places.device_file, &bytes, Durability::Synced)
    }
}

/// Whether `id` could be a device's: 1 to 32 small letters and digits.
pub fn is_device_id(id: &str) -> bool {
    let fits = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit();
    (1..=32).contains(&id.len()) && id.bytes().all(fits)
}

/// A hash that differs from machine to machine: of the machine's id where the system has one, and
/// of its name otherwise.
fn machine() -> String {
    let id = fs::read_to_string("/etc/machine-id").unwrap_or_default();
    let name = rustix::system::uname();
    let id = match id.trim() {
        "" => name.nodename().to_string_lossy().into_owned(),
        id => id.to_owned(),
    };
    format!("{:016x}", seed(&id, 0))
}
