//! Everything a screen or a command asks for: the way of one answer to the disk and on.

mod answers;
mod cards;
mod changes;
mod history;
mod marking;
mod mock;
mod presets;
mod questions;
mod settings;
mod sitting;
mod weak;

use std::cell::OnceCell;
use std::path::PathBuf;
use std::rc::Rc;

use crate::domain::card::CardId;
use crate::domain::day::Day;
use crate::domain::entry::{EntryId, Event};
use crate::domain::grade::Grade;
use crate::domain::ledger::Ledger;
use crate::domain::memory::MemoryModel;
use crate::domain::parts::beside;
use crate::domain::problem::Problem;
use crate::domain::progress::Slot;
use crate::domain::settings::Settings;
use crate::storage::cache;
use crate::storage::disk::DiskError;
use crate::storage::journal::Journal;
use crate::storage::library::{DeckIndex, Library};
use crate::storage::places::Places;
use crate::storage::settings_file;

use super::clock::Clock;
use super::session::{Session, Wish};
use super::showing::Showing;
use super::tally::Standing;
use cards::Batch;
use marking::Marking;

pub use answers::FOUND_AT_MOST;
pub use weak::Weak;

pub use cards::{BATCH, Change};

/// What was done could not be put on the disk. Nothing has moved.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not kept: {why}")]
pub struct NotKept {
    /// The file, the cause and what to do.
    pub why: String,
}

impl NotKept {
    fn because(error: impl std::error::Error) -> Self {
        let mut why = error.to_string();
        let mut cause = error.source();
        while let Some(error) = cause {
            why = format!("{why}: {error}");
            cause = error.source();
        }
        Self { why }
    }
}

/// A grade that is on the disk.
#[derive(Debug, Clone, PartialEq)]
pub struct Kept {
    /// The entry's name.
    pub id: EntryId,
    /// The grade.
    pub grade: Grade,
    /// Days until the card returns; 0 for a second look today.
    pub days: u32,
}

/// What an undo or a redo changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undone {
    /// What it was, in words: `the grade Good of deck/card`.
    pub what: String,
    /// The card it was about.
    pub card: Option<CardId>,
    /// Whether an answer came back.
    pub attempt: bool,
}

/// How today stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Today {
    /// Attempts on this study day.
    pub answered: u32,
    /// Cards still to come, by why they are here.
    pub due: u32,
    /// Never attempted.
    pub new: u32,
    /// Before their day.
    pub early: u32,
    /// Second looks after Again.
    pub second_looks: u32,
    /// Seconds that what is still to come is expected to take.
    pub seconds_left: u32,
    /// Due or new, but without room today.
    pub waiting: u32,
    /// The first of them was begun and not graded.
    pub half_answered: bool,
}

impl Today {
    /// Cards still to come.
    pub fn left(&self) -> u32 {
        self.due + self.new + self.early + self.second_looks
    }
}

/// What came back from an editor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Taken {
    /// The answer, as it is on the screen now.
    Whole(String),
    /// More than there is room for; the file is untouched.
    TooLong {
        /// How many.
        characters: usize,
        /// How many there is room for.
        room: usize,
    },
}

/// How the program was started.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Folders with more decks.
    pub deck_dirs: Vec<PathBuf>,
    /// The seed of queues, in the place of the device's own.
    pub seed: Option<u64>,
}

/// The state of the program, and all that can be done with it.
#[derive(Debug)]
pub struct Trainer {
    clock: Clock,
    options: Options,
    places: Places,
    library: Library,
    index: DeckIndex,
    journal: Journal,
    settings: Settings,
    settings_problems: Vec<Problem>,
    session: Session,
    showing: Option<(u32, Showing)>,
    day: Day,
    extra_minutes: u32,
    kept: Option<EntryId>,
    /// The mock whose answers are being marked.
    marking: Option<Marking>,
    /// What was done at one key since the start.
    batches: Vec<Batch>,
    version: u64,
    pub(super) known: Known,
}

/// What follows from all cards, of which there may be 100,000: worked out once, until something
/// changes.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// The sitting at hand is as it would be planned now.
    planned: bool,
    answered: OnceCell<u32>,
    slots: OnceCell<Vec<Slot>>,
    pub(super) standing: OnceCell<Standing>,
    pub(super) ledger: OnceCell<Rc<Ledger>>,
    weak: OnceCell<Rc<Weak>>,
}

/// The key of the deck index in its cache: its layout's number.
const INDEX_KEY: u64 = 1;

impl Trainer {
    /// Opens everything and plans today. What is wrong with decks and settings is among
    /// [`Trainer::problems`].
    ///
    /// # Errors
    /// The journal is there and cannot be read.
    pub fn open(places: Places, clock: Clock, options: Options) -> Result<Self, DiskError> {
        let (settings, settings_problems) = settings_file::load(&places.config_file);
        // Neither knows of the other, and each takes its time where there are many cards.
        let (journal, (library, index)) = beside(
            || Journal::open(&places, MemoryModel::default()),
            || open_library(&places, &settings, &options),
        );
        let journal = journal?;
        let day = Day::at(clock.now(), journal.progress().registers.roll_over_hour);
        let mut trainer = Self {
            clock,
            options,
            places,
            library,
            index,
            journal,
            settings,
            settings_problems,
            session: Session::default(),
            showing: None,
            day,
            extra_minutes: 0,
            kept: None,
            marking: None,
            batches: Vec::new(),
            version: 0,
            known: Known::default(),
        };
        trainer.check_presets();
        trainer.save_index();
        trainer.follow_renames();
        trainer.plan(Wish::default());
        Ok(trainer)
    }

    /// Looks at what may have changed outside: the decks, the day, what other terminals kept. Plans
    /// the sitting anew where something has. Whether the decks have changed.
    pub fn refresh(&mut self) -> bool {
        // What cannot be read now is read at the next look.
        let kept = self.journal.refresh().unwrap_or(true);
        let decks = self.library.changed();
        if decks {
            self.reopen_library();
        }
        if kept {
            self.changed();
        }
        self.plan(self.session.wish().clone());
        decks
    }

    /// A number that is another one whenever decks, entries, the day or the settings may be.
    pub fn version(&self) -> u64 {
        self.version
    }

    fn changed(&mut self) {
        self.known = Known::default();
        self.version += 1;
    }

    /// Reads the decks again that have changed. The card on the screen is found again by its draft,
    /// since the places of the cards change.
    fn reopen_library(&mut self) {
        self.put_down();
        let index = Some(std::mem::take(&mut self.index));
        (self.library, self.index) = open_with(index, &self.places, &self.settings, &self.options);
        self.save_index();
        self.follow_renames();
        self.changed();
    }

    /// History follows a card that names the id it had before, unless that is another card's.
    fn follow_renames(&mut self) {
        let renamed: Vec<(CardId, CardId)> = self
            .cards()
            .iter()
            .flat_map(|card| card.was.iter().map(|was| (was.clone(), card.id.clone())))
            .filter(|(was, id)| {
                let progress = self.progress();
                self.index_of(was).is_none()
                    && progress.cards.contains_key(was)
                    && progress.current(was) != progress.current(id)
            })
            .collect();
        for (from, to) in renamed {
            // Where it cannot be written now, it is at the next start.
            let _ = self.append(Event::Alias { from, to });
        }
    }

    /// Whichever command comes first after an edit is the only one to read the deck in full.
    fn save_index(&self) {
        if self.index.is_new() {
            // Caches only save time.
            let _ = cache::save(&self.places.deck_cache, INDEX_KEY, &self.index);
        }
    }

    /// Ends the program: the half-answered card and the caches are written.
    pub fn close(&mut self) {
        self.save_draft();
        // Caches only save time.
        let _ = self.journal.save();
    }
}

/// Opens the bundled decks and the user's.
pub fn open_library(
    places: &Places,
    settings: &Settings,
    options: &Options,
) -> (Library, DeckIndex) {
    let index = cache::load(&places.deck_cache, INDEX_KEY);
    open_with(index, places, settings, options)
}

fn open_with(
    index: Option<DeckIndex>,
    places: &Places,
    settings: &Settings,
    options: &Options,
) -> (Library, DeckIndex) {
    let (library, index) = Library::open(&folders(places, settings, options), index);
    (library.with_titles_in(&places.titles_cache), index)
}

fn folders(places: &Places, settings: &Settings, options: &Options) -> Vec<PathBuf> {
    let own = std::iter::once(&places.decks);
    own.chain(&settings.decks)
        .chain(&options.deck_dirs)
        .cloned()
        .collect()
}
