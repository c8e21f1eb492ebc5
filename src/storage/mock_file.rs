//! Mocks that are not over: one file each, in the state folder.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::disk::{self, DiskError, Durability};
use super::draft_file::{self, PartWire};
use super::journal::{AskedLine, Lock, PlanLine};
use super::places::Places;
use crate::domain::attempt::Part;
use crate::domain::mock::{Asked, Plan, UnderWay};
use crate::domain::schedule::seed;

/// No such file is longer, in bytes: 44 answers of 16,000 characters, of which each may take six.
const LIMIT: u64 = 8 << 20;
/// What their names end in.
const SUFFIX: &str = "mock.json";

/// Keeps a mock as it stands, in place of what was kept of it before. False, and nothing is written,
/// where that is as late or later: then the mock goes on in another terminal.
///
/// # Errors
/// The disk refuses.
pub fn save(places: &Places, mock: &UnderWay) -> Result<bool, DiskError> {
    let path = path(places, &mock.id);
    let _held = Lock::hold(places)?;
    if let Some(bytes) = disk::read(&path, LIMIT)? {
        match parsed(&bytes) {
            Some(kept) if kept.revision >= mock.revision => return Ok(false),
            Some(_) => {}
            None => draft_file::set_aside(&path),
        }
    }
    let mut bytes = serde_json::to_vec(&Wire::from(mock))
        .map_err(|error| DiskError::at("write", &path)(error.into()))?;
    bytes.push(b'\n');
    disk::replace(&path, &bytes, Durability::Synced)?;
    Ok(true)
}

fn parsed(bytes: &[u8]) -> Option<UnderWay> {
    serde_json::from_slice::<Wire>(bytes).ok()?.mock()
}

/// All mocks that are not over, the newest first. A file that can be read and is none gets another
/// name: nothing typed is thrown away.
///
/// # Errors
/// The folder cannot be read.
pub fn load(places: &Places) -> Result<Vec<UnderWay>, DiskError> {
    let failed = || DiskError::at("read the folder", &places.mocks);
    let entries = match fs::read_dir(&places.mocks) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(failed()(error)),
    };
    let mut found = Vec::new();
    for entry in entries {
        let path = entry.map_err(failed())?.path();
        if !path.to_string_lossy().ends_with(SUFFIX) {
            continue;
        }
        // What cannot be read now may be read at the next look.
        let Ok(Some(bytes)) = disk::read(&path, LIMIT) else {
            continue;
        };
        match parsed(&bytes) {
            Some(mock) => found.push(mock),
            None => draft_file::set_aside(&path),
        }
    }
    found.sort_by_key(|mock| std::cmp::Reverse(mock.at));
    Ok(found)
}

/// Takes a mock away, once its record is in the journal.
///
/// # Errors
/// The file cannot be removed.
pub fn clear(places: &Places, id: &str) -> Result<(), DiskError> {
    let path = path(places, id);
    match fs::remove_file(&path) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            Err(DiskError::at("remove", &path)(error))
        }
        _ => Ok(()),
    }
}

/// Where a mock is kept while it is not over.
pub fn path(places: &Places, id: &str) -> PathBuf {
    let name = format!("{:016x}.{SUFFIX}", seed(id, 0));
    Path::new(&places.mocks).join(name)
}

#[derive(Serialize, Deserialize)]
struct Wire {
    id: Box<str>,
    #[serde(default)]
    revision: u64,
    day: String,
    at: i64,
    plan: PlanLine,
    asked: Vec<AskedLine>,
    answers: Vec<Vec<PartWire>>,
    variants: Vec<u16>,
    question: usize,
    step: String,
    part: PartWire,
    reply: String,
    spent: u32,
    stage_spent: u32,
    paused: u32,
    probed: usize,
}

impl From<&UnderWay> for Wire {
    fn from(mock: &UnderWay) -> Self {
        let parts = |parts: &Vec<Part>| parts.iter().map(PartWire::from).collect();
        Self {
            id: mock.id.clone(),
            revision: mock.revision,
            day: mock.day.to_string(),
            at: mock.at,
            plan: PlanLine::from(&mock.plan),
            asked: mock.asked.iter().map(AskedLine::from).collect(),
            answers: mock.answers.iter().map(parts).collect(),
            variants: mock.variants.clone(),
            question: mock.question,
            step: mock.step.clone(),
            part: PartWire::from(&mock.part),
            reply: mock.reply.clone(),
            spent: mock.spent,
            stage_spent: mock.stage_spent,
            paused: mock.paused,
            probed: mock.probed,
        }
    }
}

impl Wire {
    /// None where it holds a value that no mock has.
    fn mock(self) -> Option<UnderWay> {
        let rounds = Plan::from(&self.plan).rounds.len();
        let asked: Vec<Asked> = self.asked.iter().map(Into::into).collect();
        if asked.is_empty() || asked.iter().any(|asked| asked.round >= rounds) {
            return None;
        }
        let part = |wire: PartWire| Part::try_from(wire).ok();
        let parts = |wires: Vec<PartWire>| wires.into_iter().map(part).collect::<Option<Vec<_>>>();
        Some(UnderWay {
            id: self.id,
            revision: self.revision,
            day: self.day.parse().ok()?,
            at: self.at,
            plan: (&self.plan).into(),
            asked,
            answers: self.answers.into_iter().map(parts).collect::<Option<_>>()?,
            variants: self.variants,
            question: self.question,
            step: self.step,
            part: part(self.part)?,
            reply: self.reply,
            spent: self.spent,
            stage_spent: self.stage_spent,
            paused: self.paused,
            probed: self.probed,
        })
    }
}
