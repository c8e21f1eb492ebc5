//! The journal: the append-only record of everything the user did, and progress folded from it.
//!
//! [`Journal::append`] returns once the entry is on stable storage; only then has anything moved.

mod body;
mod catch_up;
mod check;
mod facts;
mod files;
mod format;
mod history;
mod ledger;
mod ledger_rows;
mod line;
mod lock;
mod log;
mod mock;
mod own;
mod replay;
mod search;
mod shape;
mod snapshot;
mod steps;
mod wire;
mod write;

use std::cell::RefCell;
use std::collections::HashSet;
use std::path::PathBuf;

pub use self::check::{BadLine, CheckedFile, check_files};
pub use self::format::OtherFormat;
pub use self::history::Logged;
pub use self::line::{Damage, LINE_LIMIT, Unwritable};
pub use self::log::Entries;
pub use self::search::Search;

pub(super) use self::lock::Lock;
pub(super) use self::mock::{AskedLine, PlanLine};

use self::files::JournalFile;
use self::ledger::KeptLedger;
use super::device::Device;
use super::disk::DiskError;
use super::places::Places;
use crate::domain::entry::{Entry, Event, Spot};
use crate::domain::memory::MemoryModel;
use crate::domain::progress::Progress;

/// A `t` further ahead of now than this, in milliseconds, does not push later ones ahead.
const FAR_AHEAD: i64 = 24 * 60 * 60 * 1000;

/// Why an entry was not kept. Nothing has moved.
#[derive(Debug, thiserror::Error)]
pub enum AppendError {
    /// The disk refused.
    #[error(transparent)]
    Disk(#[from] DiskError),
    /// The journal is not ours to write.
    #[error(transparent)]
    OtherFormat(#[from] OtherFormat),
    /// The entry makes no line.
    #[error(transparent)]
    Unwritable(#[from] Unwritable),
}

/// The last of a device's entries.
#[derive(Debug, Clone, PartialEq, Eq)]
struct LastOf {
    device: Box<str>,
    sequence: u64,
    /// UTC milliseconds.
    at: i64,
}

/// The journal of one user, with progress folded from it.
#[derive(Debug)]
pub struct Journal {
    places: Places,
    model: MemoryModel,
    /// None while no id could be kept.
    device: Option<Device>,
    other_format: Option<OtherFormat>,
    files: Vec<JournalFile>,
    /// The files as they were when the cache was made.
    saved: Vec<JournalFile>,
    last: Vec<LastOf>,
    progress: Progress,
    /// The ledger, once it was asked for.
    ledger: RefCell<Option<KeptLedger>>,
    /// The `t` of the last entry in the fold.
    latest: i64,
    /// The fold is behind the files, and must be made again from all of them.
    behind: bool,
    /// Files a write or a sync has failed on.
    poisoned: HashSet<PathBuf>,
    /// Files whose folders have been synced.
    settled: HashSet<PathBuf>,
}

impl Journal {
    /// Opens the journal: progress comes from the cache and what was appended since, or from all
    /// files. A journal that does not exist yet is empty, and nothing is made but the device's id.
    ///
    /// # Errors
    /// A file or folder of the journal is there and cannot be read.
    pub fn open(places: &Places, model: MemoryModel) -> Result<Self, DiskError> {
        let device = Device::load(places).or_else(|| {
            // Without a place for an id the journal can still be read; `append` tries again.
            let _held = Lock::hold(places).ok()?;
            Device::load_or_mint(places).ok()
        });
        let mut journal = Self {
            places: places.clone(),
            model,
            device,
            other_format: format::check(places)?,
            files: Vec::new(),
            saved: Vec::new(),
            last: Vec::new(),
            progress: Progress::default(),
            ledger: RefCell::default(),
            latest: i64::MIN,
            behind: true,
            poisoned: HashSet::new(),
            settled: HashSet::new(),
        };
        journal.restore();
        let restored = !journal.behind;
        journal.refresh()?;
        if !restored && !journal.files.is_empty() {
            // The cache only saves time.
            let _ = journal.save();
        }
        Ok(journal)
    }

    /// What the whole journal says.
    pub fn progress(&self) -> &Progress {
        &self.progress
    }

    /// Whether no device has written anything yet.
    pub fn is_empty(&self) -> bool {
        self.last.is_empty()
    }

    /// The model that progress is folded with.
    pub fn model(&self) -> &MemoryModel {
        &self.model
    }

    /// This device's id; empty while none could be kept.
    pub fn device(&self) -> &str {
        self.device.as_ref().map_or("", |device| &device.id)
    }

    /// Why nothing can be appended, where a later version owns the journal.
    pub fn other_format(&self) -> Option<&OtherFormat> {
        self.other_format.as_ref()
    }

    /// Keeps what happened at `now` (UTC milliseconds): once this returns it survives a power cut,
    /// and progress holds it, with whatever other terminals of this device have kept meanwhile. The
    /// entry's `t` is after all of this device's and of its card's, even if the clock was set back.
    ///
    /// # Errors
    /// The entry is too long, the disk refuses, or the journal is of a later format. Nothing has
    /// moved; the same call may be made again.
    pub fn append(&mut self, event: Event, now: i64) -> Result<(Entry, Spot), AppendError> {
        let (_held, device) = self.begin()?;
        let (entry, spot) = self.write_entry(&event, &device, now)?;
        self.take_own(&entry, spot);
        Ok((entry, spot))
    }

    /// Makes sure that this process alone writes, and that it knows all there is of this device.
    fn begin(&mut self) -> Result<(Lock, Device), AppendError> {
        if let Some(other) = &self.other_format {
            return Err(other.clone().into());
        }
        let held = Lock::hold(&self.places)?;
        let device = match &self.device {
            Some(device) => device.clone(),
            None => Device::load_or_mint(&self.places)?,
        };
        self.device = Some(device.clone());
        self.catch_up(Some(&device.id))?;
        Ok((held, device))
    }

    fn write_entry(
        &mut self,
        event: &Event,
        device: &Device,
        now: i64,
    ) -> Result<(Entry, Spot), AppendError> {
        let at = self.instant(event, device, now)?;
        let sequence = self.sequence(device) + 1;
        let (line, _) = line::encode(&device.id, sequence, at, event)?;
        // Nothing is written that could not be read again.
        let entry = line::decode(line.strip_suffix(b"\n").unwrap_or(&line))
            .map_err(|_| Unwritable::Unknown)?;
        let spot = self.write(&device.id, at, &line)?;
        Ok((entry, spot))
    }

    /// Takes in what other terminals and other devices have added to the files since they were last
    /// looked at. Whether there was anything.
    ///
    /// # Errors
    /// A file or folder of the journal cannot be read.
    pub fn refresh(&mut self) -> Result<bool, DiskError> {
        self.catch_up(None)
    }

    /// Takes back an entry of this device, at `now` (UTC milliseconds). Taking back an undo is a
    /// redo.
    ///
    /// # Errors
    /// As [`Journal::append`].
    pub fn undo(&mut self, target: &Entry, now: i64) -> Result<(Entry, Spot), AppendError> {
        self.append(undo_of(target), now)
    }

    /// Takes back several, one after the other. Their cards are folded again once.
    ///
    /// # Errors
    /// As [`Journal::append`]; what was taken back by then is.
    pub fn undo_all(&mut self, targets: &[Entry], now: i64) -> Result<(), AppendError> {
        let (_held, device) = self.begin()?;
        let mut undos = Vec::new();
        let mut all = Ok(());
        for target in targets {
            match self.write_entry(&undo_of(target), &device, now) {
                Ok((undo, spot)) => {
                    self.note_own(&undo);
                    undos.push((undo, spot));
                }
                Err(why) => {
                    all = Err(why);
                    break;
                }
            }
        }
        self.take_own_undos(&undos);
        all
    }

    fn last_of(&self, device: &str) -> Option<&LastOf> {
        self.last.iter().find(|last| *last.device == *device)
    }

    fn sequence(&self, device: &Device) -> u64 {
        let seen = self.last_of(&device.id).map_or(0, |last| last.sequence);
        seen.max(device.sequence)
    }

    /// The `t` of an entry made at `now`.
    fn instant(&self, event: &Event, device: &Device, now: i64) -> Result<i64, DiskError> {
        let of_device = self.last_of(&device.id).map(|last| last.at);
        let of_card = event
            .card()
            .and_then(|card| self.progress.card(card))
            .map(|seen| seen.at);
        let near = |at: &i64| *at <= now.saturating_add(FAR_AHEAD);
        let floors = [Some(self.latest), of_device, of_card];
        let floor = floors.into_iter().flatten().filter(near).max();
        let mut at = floor.map_or(now, |floor| now.max(floor.saturating_add(1)));
        if let Event::Undo { target, .. } = event
            && self.latest >= at
            && let Some((entry, _)) = self.find(target)?
        {
            // However far ahead it is: an undo has effect only on what is before it.
            at = at.max(entry.at.saturating_add(1));
        }
        Ok(at)
    }
}

fn undo_of(target: &Entry) -> Event {
    Event::Undo {
        target: target.id.clone(),
        card: target.event.card().cloned(),
    }
}
