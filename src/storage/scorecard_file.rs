//! Scorecards as Markdown, where the user finds them.

use std::path::PathBuf;

use super::disk::{self, DiskError, Durability};
use super::places::Places;
use crate::domain::schedule::seed;

/// Writes the scorecard of a mock, in place of the one written before. Where it is.
///
/// # Errors
/// The disk refuses.
pub fn save(places: &Places, id: &str, text: &str) -> Result<PathBuf, DiskError> {
    let path = places.scorecards.join(name(id));
    disk::replace(&path, text.as_bytes(), Durability::Synced)?;
    Ok(path)
}

/// The journal of another device may call a mock anything: what is no plain name is not made one.
fn name(id: &str) -> String {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    match (1..=64).contains(&id.len()) && id.chars().all(plain) {
        true => format!("{id}.md"),
        false => format!("{:016x}.md", seed(id, 0)),
    }
}
