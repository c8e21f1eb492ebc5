//! Drafts: one file a card. Two terminals at work on two cards keep both, and finishing a card takes
//! only its own draft away.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::disk::{self, DiskError, Durability};
use super::places::Places;
use crate::domain::attempt::Seconds;
use crate::domain::card::CardId;
use crate::domain::draft::Draft;
use crate::domain::grade::{Mark, Verdict};
use crate::domain::schedule::seed;

/// No draft is longer, in bytes: the longest answer takes 96,000 as JSON.
const LIMIT: u64 = 256 * 1024;
/// What the names of drafts end in.
const SUFFIX: &str = "draft.json";

/// Keeps a draft, in place of the card's last one.
///
/// # Errors
/// The disk refuses.
pub fn save(places: &Places, draft: &Draft) -> Result<(), DiskError> {
    let path = path(places, &draft.card);
    let mut bytes = serde_json::to_vec(&Wire::from(draft))
        .map_err(|error| DiskError::at("write", &path)(error.into()))?;
    bytes.push(b'\n');
    disk::replace(&path, &bytes, Durability::Synced)
}

/// All drafts, the newest first. A file that can be read and is no draft gets another name: nothing
/// typed is thrown away.
///
/// # Errors
/// The folder cannot be read.
pub fn load(places: &Places) -> Result<Vec<Draft>, DiskError> {
    let mut found = Vec::new();
    for path in drafts(places)? {
        // What cannot be read now may be read at the next look.
        let Ok(Some(bytes)) = disk::read(&path, LIMIT) else {
            continue;
        };
        let wire: Option<Wire> = serde_json::from_slice(&bytes).ok();
        match wire.and_then(|wire| Draft::try_from(wire).ok()) {
            Some(draft) => found.push(draft),
            None => set_aside(&path),
        }
    }
    found.sort_by_key(|draft| std::cmp::Reverse(draft.at));
    Ok(found)
}

/// Takes a card's draft away, once its attempt is in the journal.
///
/// # Errors
/// The file cannot be removed.
pub fn clear(places: &Places, card: &CardId) -> Result<(), DiskError> {
    let path = path(places, card);
    match fs::remove_file(&path) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            Err(DiskError::at("remove", &path)(error))
        }
        _ => Ok(()),
    }
}

fn path(places: &Places, card: &CardId) -> PathBuf {
    let name = format!("{:016x}.{SUFFIX}", seed(card.as_str(), 0));
    places.drafts.join(name)
}

fn drafts(places: &Places) -> Result<Vec<PathBuf>, DiskError> {
    let failed = || DiskError::at("read the folder", &places.drafts);
    let entries = match fs::read_dir(&places.drafts) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(failed()(error)),
    };
    let mut paths = Vec::new();
    for entry in entries {
        let path = entry.map_err(failed())?.path();
        if path.to_string_lossy().ends_with(SUFFIX) {
            paths.push(path);
        }
    }
    paths.sort_unstable();
    Ok(paths)
}

/// Gives a file another name, which no draft has.
pub(super) fn set_aside(path: &Path) {
    let name = |number: u32| path.with_file_name(format!("broken-{number}"));
    if let Some(free) = (1..1000).map(name).find(|path| !path.exists()) {
        // One that keeps its name is looked at again, and no worse for it.
        let _ = fs::rename(path, free);
    }
}

#[derive(Serialize, Deserialize)]
pub(super) struct Wire {
    card: String,
    attempts: u32,
    at: i64,
    variant: u16,
    step: String,
    seconds: [u32; 4],
    hints: u8,
    confidence: Option<u8>,
    flags: Vec<(Box<str>, bool)>,
    marks: Vec<(Box<str>, u8)>,
    lifts: Vec<Box<str>>,
    probes: Vec<Box<str>>,
    moved: Option<(u8, String)>,
    gave_up: bool,
    chosen: Option<u16>,
    uncovered: u16,
    text: String,
}

impl From<&Draft> for Wire {
    fn from(draft: &Draft) -> Self {
        let Seconds {
            think,
            answer,
            marking,
            paused,
        } = draft.seconds;
        let mark = |(point, mark): &(Box<str>, Mark)| (point.clone(), mark.value());
        Self {
            card: draft.card.as_str().into(),
            attempts: draft.attempts,
            at: draft.at,
            variant: draft.variant,
            step: draft.step.clone(),
            seconds: [think, answer, marking, paused],
            hints: draft.hints,
            confidence: draft.confidence.map(Verdict::value),
            flags: draft.flags.clone(),
            marks: draft.marks.iter().map(mark).collect(),
            lifts: draft.lifts.clone(),
            probes: draft.probes.clone(),
            moved: (draft.moved.as_ref()).map(|(to, why)| (to.value(), why.clone())),
            gave_up: draft.gave_up,
            chosen: draft.chosen,
            uncovered: draft.uncovered,
            text: draft.text.clone(),
        }
    }
}

/// A value that no draft holds.
pub(super) struct Unfit;

impl TryFrom<Wire> for Draft {
    type Error = Unfit;

    fn try_from(wire: Wire) -> Result<Self, Unfit> {
        let [think, answer, marking, paused] = wire.seconds;
        let mark = |(point, mark): (Box<str>, u8)| Some((point, Mark::from_value(mark)?));
        let marks: Option<Vec<_>> = wire.marks.into_iter().map(mark).collect();
        Ok(Self {
            card: CardId::new(&wire.card),
            attempts: wire.attempts,
            at: wire.at,
            variant: wire.variant,
            step: wire.step,
            seconds: Seconds {
                think,
                answer,
                marking,
                paused,
            },
            hints: wire.hints,
            confidence: wire.confidence.and_then(Verdict::from_value),
            flags: wire.flags,
            marks: marks.ok_or(Unfit)?,
            lifts: wire.lifts,
            probes: wire.probes,
            moved: (wire.moved).and_then(|(to, why)| Some((Verdict::from_value(to)?, why))),
            gave_up: wire.gave_up,
            chosen: wire.chosen,
            uncovered: wire.uncovered,
            text: wire.text,
        })
    }
}
