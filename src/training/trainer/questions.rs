//! What the trainer answers from what it holds.

use std::path::{Path, PathBuf};
use std::rc::Rc;

use crate::domain::card::{Card, CardId};
use crate::domain::day::Day;
use crate::domain::deck::{Axes, CardInfo, Deck};
use crate::domain::entry::EntryId;
use crate::domain::ledger::Ledger;
use crate::domain::memory::MemoryModel;
use crate::domain::problem::Problem;
use crate::domain::progress::{CardProgress, Progress, Slot};
use crate::domain::queue::Why;
use crate::domain::register::Registers;
use crate::domain::safe_text::SafeText;
use crate::domain::schedule::{self, Return};
use crate::domain::settings::Settings;
use crate::storage::disk::DiskError;
use crate::storage::journal::Journal;
use crate::storage::places::Places;

use crate::training::clock::Clock;
use crate::training::session::Session;
use crate::training::showing::Showing;

use super::{Today, Trainer};

impl Trainer {
    /// The clock.
    pub fn clock(&self) -> &Clock {
        &self.clock
    }

    /// The study day.
    pub fn day(&self) -> Day {
        self.day
    }

    /// What the user has set about practice.
    pub fn registers(&self) -> &Registers {
        &self.progress().registers
    }

    /// What the user has set about the program.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The decks.
    pub fn decks(&self) -> &[Deck] {
        self.library.decks()
    }

    /// Every usable card.
    pub fn cards(&self) -> &[CardInfo] {
        self.library.cards()
    }

    /// The vocabulary.
    pub fn axes(&self) -> &Axes {
        self.library.axes()
    }

    /// Progress.
    pub fn progress(&self) -> &Progress {
        self.journal.progress()
    }

    /// The memory model.
    pub fn model(&self) -> &MemoryModel {
        self.journal.model()
    }

    /// Where things are kept.
    pub fn places(&self) -> &Places {
        &self.places
    }

    /// The journal.
    pub fn journal(&self) -> &Journal {
        &self.journal
    }

    /// Mistakes in settings and decks.
    pub fn problems(&self) -> impl Iterator<Item = &Problem> {
        self.settings_problems.iter().chain(self.library.problems())
    }

    /// Adds what was found wrong with the settings elsewhere, as with the names of keys.
    pub fn add_problems(&mut self, problems: Vec<Problem>) {
        self.settings_problems.extend(problems);
    }

    /// The file a problem stands in; none for what comes with the program.
    pub fn file_of(&self, problem: &Problem) -> Option<PathBuf> {
        let settings = &self.places.config_file;
        if SafeText::line(&settings.to_string_lossy()) == problem.path {
            return Some(settings.clone());
        }
        self.library.file(&problem.path).map(Path::to_owned)
    }

    /// The user's file that a card stands in, and the line it begins on; none for a card that comes
    /// with the program.
    pub fn place_of(&self, index: u32) -> Option<(PathBuf, usize)> {
        let deck = self.cards().get(index as usize)?.deck;
        let shown = self.decks().get(deck as usize)?.path.as_ref()?;
        let path = self.library.file(shown)?.to_owned();
        Some((path, self.library.line(index as usize)))
    }

    /// A card in full.
    ///
    /// # Errors
    /// Its file has changed or is gone.
    pub fn card(&self, index: u32) -> Result<Card, Problem> {
        self.library.card(index as usize)
    }

    /// What a card is called in lists, without reading it in full; at most 600 bytes of it.
    pub fn called(&self, index: u32) -> &str {
        self.library.called(index as usize)
    }

    /// What a card asks that is called otherwise, in the same way; empty for others.
    pub fn asks(&self, index: u32) -> &str {
        self.library.asks(index as usize)
    }

    /// Every attempt that counts: for what is counted over the whole history. It is read once,
    /// until something changes.
    ///
    /// # Errors
    /// The journal cannot be read.
    pub fn ledger(&self) -> Result<Rc<Ledger>, DiskError> {
        if let Some(ledger) = self.known.ledger.get() {
            return Ok(Rc::clone(ledger));
        }
        let ledger = self.journal.ledger()?;
        Ok(Rc::clone(self.known.ledger.get_or_init(|| ledger)))
    }

    /// The place of a card among [`Trainer::cards`].
    pub fn index_of(&self, id: &CardId) -> Option<u32> {
        self.library.find(id.as_str()).map(|index| index as u32)
    }

    /// What is known of a card.
    pub fn seen(&self, id: &CardId) -> Option<&CardProgress> {
        self.progress().card(id)
    }

    /// Whether there is not a single entry yet.
    pub fn is_first_run(&self) -> bool {
        self.journal.is_empty()
    }

    /// Days to the interview; none without a date or after it.
    pub fn days_left(&self) -> Option<u32> {
        let date = self.registers().interview_date?;
        (date >= self.day).then(|| date.since(self.day))
    }

    /// The sitting at hand.
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// The last attempt kept since the program began.
    pub fn kept(&self) -> Option<&EntryId> {
        self.kept.as_ref()
    }

    /// The card on the screen.
    pub fn showing(&self) -> Option<&Showing> {
        self.showing.as_ref().map(|(_, showing)| showing)
    }

    /// The card on the screen, to be answered.
    pub fn showing_mut(&mut self) -> Option<&mut Showing> {
        self.showing.as_mut().map(|(_, showing)| showing)
    }

    /// What each grade would bring to the card on the screen, in the order of [`crate::domain::grade::Grade::ALL`].
    pub fn outlook(&self) -> Option<[Return; 4]> {
        let showing = self.showing()?;
        let (id, at) = (&showing.card().id, self.clock.ticks());
        let retention = self.registers().desired_retention;
        Some(schedule::outlook(
            self.model(),
            id,
            self.seen(id),
            self.day,
            retention,
            &|grade| showing.part_grades(grade, at),
            showing.gone(),
        ))
    }

    /// The chance of recall on the interview day after a grade of today, 0 to 1.
    pub fn recall_on_the_day(&self, after: &Return) -> Option<f32> {
        let date = self.day.plus(self.days_left()?);
        let days = date.since(after.last.day);
        Some(self.model().recall(after.last.memory, days))
    }

    /// Attempts on this study day.
    pub(super) fn answered(&self) -> u32 {
        let today = || self.progress().days.get(&self.day);
        let count = || today().map_or(0, |total| total.attempts);
        *self.known.answered.get_or_init(count)
    }

    /// Where progress has each card, in the order of [`Trainer::cards`].
    pub(in crate::training) fn slots(&self) -> &[Slot] {
        let look_up = || self.progress().look_up(self.cards());
        self.known.slots.get_or_init(look_up)
    }

    /// How today stands.
    pub fn today(&self) -> Today {
        let count = |why| {
            self.session
                .queue()
                .filter(|place| place.why == why)
                .count() as u32
        };
        Today {
            answered: self.answered(),
            due: count(Why::Due),
            new: count(Why::New),
            early: count(Why::Early),
            second_looks: self.session.second_looks() as u32,
            seconds_left: self.session.seconds_left(),
            waiting: self.session.waiting(),
            half_answered: self.session.begins_half_answered(),
        }
    }
}
