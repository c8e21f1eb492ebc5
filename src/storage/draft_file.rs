//! Drafts: one file a card. Two terminals at work on two cards keep both, and finishing a card takes
//! only its own draft away.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::disk::{self, DiskError, Durability};
use super::places::Places;
use crate::domain::attempt::{Part, Seconds};
use crate::domain::card::CardId;
use crate::domain::draft::Draft;
use crate::domain::grade::{Mark, Verdict};
use crate::domain::schedule::seed;

/// No draft is longer, in bytes: the longest answer takes 96,000 as JSON.
const LIMIT: u64 = 512 * 1024;
/// What the names of drafts end in.
const SUFFIX: &str = "draft.json";

/// Keeps a draft, in place of the card's last one.
///
/// # Errors
/// The disk refuses.
pub fn save(places: &Places, draft: &Draft) -> Result<(), DiskError> {
    let path = path(places, &draft.card, &draft.mock);
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

/// Takes a card's draft away, once its attempt is in the journal. `mock` as in [`Draft::mock`].
///
/// # Errors
/// The file cannot be removed.
pub fn clear(places: &Places, card: &CardId, mock: &str) -> Result<(), DiskError> {
    let path = path(places, card, mock);
    match fs::remove_file(&path) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            Err(DiskError::at("remove", &path)(error))
        }
        _ => Ok(()),
    }
}

fn path(places: &Places, card: &CardId, mock: &str) -> PathBuf {
    let mock = if mock.is_empty() { 0 } else { seed(mock, 1) };
    let name = format!("{:016x}.{SUFFIX}", seed(card.as_str(), mock));
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
struct Wire {
    card: String,
    attempts: u32,
    at: i64,
    variant: u16,
    step: String,
    seconds: [u32; 4],
    #[serde(default)]
    before: [u32; 4],
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
    #[serde(default)]
    asked: Box<str>,
    #[serde(default)]
    taken: Option<Box<str>>,
    #[serde(default)]
    estimate: Option<f64>,
    #[serde(default)]
    number: String,
    #[serde(default)]
    parts: Vec<PartWire>,
    #[serde(default)]
    ahead: Vec<PartWire>,
    #[serde(default)]
    recalled: Vec<(Box<str>, Box<str>)>,
    #[serde(default)]
    debrief: Vec<String>,
    #[serde(default)]
    evidence: String,
    #[serde(default)]
    mock: Box<str>,
}

/// A part of a card, as drafts write it.
#[derive(Serialize, Deserialize)]
pub(super) struct PartWire {
    id: Box<str>,
    text: String,
    seconds: [u32; 4],
    marks: Vec<(Box<str>, u8)>,
    lifts: Vec<Box<str>>,
    probes: Vec<Box<str>>,
    choice: Option<Box<str>>,
    estimate: Option<f64>,
}

fn numbers(seconds: Seconds) -> [u32; 4] {
    let Seconds {
        think,
        answer,
        marking,
        paused,
    } = seconds;
    [think, answer, marking, paused]
}

fn seconds([think, answer, marking, paused]: [u32; 4]) -> Seconds {
    Seconds {
        think,
        answer,
        marking,
        paused,
    }
}

fn values(marks: &[(Box<str>, Mark)]) -> Vec<(Box<str>, u8)> {
    let mark = |(point, mark): &(Box<str>, Mark)| (point.clone(), mark.value());
    marks.iter().map(mark).collect()
}

fn marks(values: Vec<(Box<str>, u8)>) -> Result<Vec<(Box<str>, Mark)>, Unfit> {
    let mark = |(point, mark): (Box<str>, u8)| Some((point, Mark::from_value(mark)?));
    let marks: Option<Vec<_>> = values.into_iter().map(mark).collect();
    marks.ok_or(Unfit)
}

impl From<&Part> for PartWire {
    fn from(part: &Part) -> Self {
        Self {
            id: part.id.clone(),
            text: part.text.clone(),
            seconds: numbers(part.seconds),
            marks: values(&part.marks),
            lifts: part.lifts.clone(),
            probes: part.probes.clone(),
            choice: part.choice.clone(),
            estimate: part.estimate,
        }
    }
}

impl TryFrom<PartWire> for Part {
    type Error = Unfit;

    fn try_from(wire: PartWire) -> Result<Self, Unfit> {
        Ok(Self {
            id: wire.id,
            text: wire.text,
            seconds: seconds(wire.seconds),
            marks: marks(wire.marks)?,
            lifts: wire.lifts,
            probes: wire.probes,
            choice: wire.choice,
            estimate: wire.estimate,
        })
    }
}

impl From<&Draft> for Wire {
    fn from(draft: &Draft) -> Self {
        Self {
            card: draft.card.as_str().into(),
            attempts: draft.attempts,
            at: draft.at,
            variant: draft.variant,
            step: draft.step.clone(),
            seconds: numbers(draft.seconds),
            before: numbers(draft.before),
            hints: draft.hints,
            confidence: draft.confidence.map(Verdict::value),
            flags: draft.flags.clone(),
            marks: values(&draft.marks),
            lifts: draft.lifts.clone(),
            probes: draft.probes.clone(),
            moved: (draft.moved.as_ref()).map(|(to, why)| (to.value(), why.clone())),
            gave_up: draft.gave_up,
            chosen: draft.chosen,
            uncovered: draft.uncovered,
            text: draft.text.clone(),
            asked: draft.asked.clone(),
            taken: draft.taken.clone(),
            estimate: draft.estimate,
            number: draft.number.clone(),
            parts: draft.parts.iter().map(PartWire::from).collect(),
            ahead: draft.ahead.iter().map(PartWire::from).collect(),
            recalled: draft.recalled.clone(),
            debrief: draft.debrief.clone(),
            evidence: draft.evidence.clone(),
            mock: draft.mock.clone(),
        }
    }
}

/// A value that no draft holds.
pub(super) struct Unfit;

impl TryFrom<Wire> for Draft {
    type Error = Unfit;

    fn try_from(wire: Wire) -> Result<Self, Unfit> {
        let parts = |parts: Vec<PartWire>| -> Result<Vec<Part>, Unfit> {
            parts.into_iter().map(Part::try_from).collect()
        };
        Ok(Self {
            card: CardId::new(&wire.card),
            attempts: wire.attempts,
            at: wire.at,
            variant: wire.variant,
            step: wire.step,
            seconds: seconds(wire.seconds),
            before: seconds(wire.before),
            hints: wire.hints,
            confidence: wire.confidence.and_then(Verdict::from_value),
            flags: wire.flags,
            marks: marks(wire.marks)?,
            lifts: wire.lifts,
            probes: wire.probes,
            moved: (wire.moved).and_then(|(to, why)| Some((Verdict::from_value(to)?, why))),
            gave_up: wire.gave_up,
            chosen: wire.chosen,
            uncovered: wire.uncovered,
            text: wire.text,
            asked: wire.asked,
            taken: wire.taken,
            estimate: wire.estimate,
            number: wire.number,
            parts: parts(wire.parts)?,
            ahead: parts(wire.ahead)?,
            recalled: wire.recalled,
            debrief: wire.debrief,
            evidence: wire.evidence,
            mock: wire.mock,
        })
    }
}
