//! Files that can be made again at any time: written whole, checked whole, and ignored when anything
//! about them is not as expected.

use std::path::Path;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::disk::{self, DiskError, Durability};

/// What every cache begins with.
const MAGIC: &[u8; 8] = b"hotseat\x01";
/// Magic and key before the payload.
const HEAD: usize = 16;
/// The check after it.
const TAIL: usize = 4;
/// No cache is longer, in bytes.
const LIMIT: u64 = 1 << 30;

/// A cache as it stands on the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CacheState {
    /// There is none.
    Missing,
    /// Whole, and of this version.
    Whole,
    /// Damaged, or of another version: it will be made again.
    Unusable,
}

/// The payload of a cache with this key; none if there is none, it is damaged or it has another key.
fn payload(bytes: &[u8], key: u64) -> Option<&[u8]> {
    let (checked, check) = bytes.split_at_checked(bytes.len().checked_sub(TAIL)?)?;
    let (head, payload) = checked.split_at_checked(HEAD)?;
    let fits = head.starts_with(MAGIC)
        && head[MAGIC.len()..] == key.to_le_bytes()
        && check == crc32fast::hash(checked).to_le_bytes();
    fits.then_some(payload)
}

/// Reads a cache. `key` stands for everything its content depends on beside the files it was made
/// from: the shape of `T`, the version of the program. Anything unexpected reads as none.
pub fn load<T: DeserializeOwned>(path: &Path, key: u64) -> Option<T> {
    let bytes = read(path)?;
    postcard::from_bytes(payload(&bytes, key)?).ok()
}

/// The bytes of a cache, for [`borrow`].
pub fn read(path: &Path) -> Option<Vec<u8>> {
    disk::read(path, LIMIT).ok()?
}

/// The content of a cache that stays in its bytes, for what is large; else as [`load`].
pub fn borrow<'b, T: Deserialize<'b>>(bytes: &'b [u8], key: u64) -> Option<T> {
    postcard::from_bytes(payload(bytes, key)?).ok()
}

/// Writes a cache, whole or not at all. It is not synced: after a power cut it may be gone.
///
/// # Errors
/// The disk refuses.
pub fn save<T: Serialize>(path: &Path, key: u64, content: &T) -> Result<(), DiskError> {
    let mut bytes = Vec::from(MAGIC);
    bytes.extend_from_slice(&key.to_le_bytes());
    let mut bytes = postcard::to_extend(content, bytes)
        .map_err(|error| DiskError::at("write", path)(std::io::Error::other(error.to_string())))?;
    bytes.extend_from_slice(&crc32fast::hash(&bytes).to_le_bytes());
    disk::replace(path, &bytes, Durability::Disposable)
}

/// How a cache with this key stands.
pub fn state(path: &Path, key: u64) -> CacheState {
    match disk::read(path, LIMIT) {
        Ok(None) => CacheState::Missing,
        Ok(Some(bytes)) if payload(&bytes, key).is_some() => CacheState::Whole,
        Ok(Some(_)) | Err(_) => CacheState::Unusable,
    }
}
