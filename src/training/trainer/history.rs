//! What was done last, as far back as it can be undone.

use std::collections::HashMap;

use crate::domain::entry::{Entry, EntryId, Event};
use crate::storage::journal::Logged;

use super::{BATCH, NotKept, Trainer};

/// How many entries that count an undo finds, where there are so many: all of a batch are among them.
const UNDO_DEPTH: usize = BATCH;
/// Of all entries it looks at no more than these: what was undone, and undos, lie between.
const FARTHEST: usize = 64 * UNDO_DEPTH;

pub(super) fn can_be_undone(logged: &Logged) -> bool {
    let event = &logged.entry.event;
    logged.counts
        && !matches!(
            event,
            Event::Undo { .. } | Event::Alias { .. } | Event::Unknown
        )
}

/// The undos that redos take back, newest first, each with the entry that counts again then. What was
/// redone already is passed over; something new ends the list.
pub(super) fn undone(newest: &[Logged]) -> impl Iterator<Item = (&Entry, &Entry)> {
    let entries = newest.iter().map(|logged| &logged.entry);
    let by_id: HashMap<&EntryId, &Entry> = entries.map(|entry| (&entry.id, entry)).collect();
    let is_there = |event: &Event| !matches!(event, Event::Alias { .. } | Event::Unknown);
    let counting = newest.iter().filter(|logged| logged.counts);
    let counting = counting.map(|logged| &logged.entry);
    counting
        .filter(move |entry| is_there(&entry.event))
        .map_while(move |entry| match &entry.event {
            Event::Undo { target, .. } => Some((entry, *by_id.get(target)?)),
            _ => None,
        })
        .filter(|(_, undone)| !matches!(undone.event, Event::Undo { .. }))
}

impl Trainer {
    /// The newest entries of this device, newest first, so many that [`UNDO_DEPTH`] of them count.
    pub(super) fn history(&self) -> Result<Vec<Logged>, NotKept> {
        let mut limit = UNDO_DEPTH;
        loop {
            let newest = self.journal.newest(limit).map_err(NotKept::because)?;
            let counting = newest.iter().filter(|logged| can_be_undone(logged)).count();
            if counting >= UNDO_DEPTH || newest.len() < limit || limit >= FARTHEST {
                return Ok(newest);
            }
            limit *= 4;
        }
    }
}
