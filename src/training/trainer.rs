//! Everything a screen or a command asks for: the way of one answer to the disk and on.

use std::cell::OnceCell;
use std::path::{Path, PathBuf};

use crate::domain::attempt::{ANSWER_CHARACTERS, Attempt};
use crate::domain::card::{Body, Card, CardId};
use crate::domain::day::Day;
use crate::domain::deck::{Axes, CardInfo, Deck};
use crate::domain::draft::Draft;
use crate::domain::entry::{Entry, EntryId, Event};
use crate::domain::grade::Grade;
use crate::domain::memory::MemoryModel;
use crate::domain::problem::Problem;
use crate::domain::progress::{self, CardProgress, Progress};
use crate::domain::queue::{self, Place, Question, Why};
use crate::domain::register::{Register, Registers};
use crate::domain::safe_text::SafeText;
use crate::domain::schedule::{self, Return};
use crate::domain::settings::Settings;
use crate::storage::cache;
use crate::storage::disk::DiskError;
use crate::storage::draft_file;
use crate::storage::editor_file;
use crate::storage::journal::{Journal, Logged};
use crate::storage::library::{DeckIndex, Library};
use crate::storage::places::Places;
use crate::storage::settings_file;

use super::clock::Clock;
use super::session::{Session, Wish};
use super::showing::{self, Past, Showing};
use super::tally::Tally;

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
    /// More than an answer holds; the file is untouched.
    TooLong {
        /// How many.
        characters: usize,
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
    pub(super) known: Known,
}

/// What follows from all cards, of which there may be 100,000: worked out once, until something
/// changes.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// The sitting at hand is as it would be planned now.
    planned: bool,
    answered: OnceCell<u32>,
    due_tomorrow: OnceCell<u32>,
    pub(super) tallies: OnceCell<Vec<Tally>>,
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
        let journal = Journal::open(&places, MemoryModel::default())?;
        let (library, index) = open_library(&places, &settings, &options);
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
            known: Known::default(),
        };
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
            let folders = folders(&self.places, &self.settings, &self.options);
            let showing = self.showing.take().map(|(_, showing)| showing);
            let kept = std::mem::take(&mut self.index);
            (self.library, self.index) = Library::open(&folders, Some(kept));
            self.save_index();
            self.follow_renames();
            self.showing = showing.and_then(|showing| {
                let index = self.library.find(showing.card().id.as_str())?;
                Some((index as u32, showing))
            });
        }
        let day = self.study_day();
        let moved = day != self.day;
        if moved {
            self.day = day;
            self.extra_minutes = 0;
        }
        if kept || decks || moved {
            self.known = Known::default();
        }
        self.plan(self.session.wish().clone());
        decks
    }

    /// History follows a card that names the id it had before.
    fn follow_renames(&mut self) {
        let renamed: Vec<(CardId, CardId)> = self
            .cards()
            .iter()
            .flat_map(|card| card.was.iter().map(|was| (was.clone(), card.id.clone())))
            .filter(|(was, id)| {
                let progress = self.progress();
                progress.cards.contains_key(was) && progress.current(was) != progress.current(id)
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
    Library::open(&folders(places, settings, options), index)
}

fn folders(places: &Places, settings: &Settings, options: &Options) -> Vec<PathBuf> {
    let own = std::iter::once(&places.decks);
    own.chain(&settings.decks)
        .chain(&options.deck_dirs)
        .cloned()
        .collect()
}

/// Questions the trainer answers from what it holds.
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

    /// Mistakes in decks and settings, errors first.
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

    /// A card in full.
    ///
    /// # Errors
    /// Its file has changed or is gone.
    pub fn card(&self, index: u32) -> Result<Card, Problem> {
        self.library.card(index as usize)
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

    /// What each grade would bring to the card on the screen, in the order of [`Grade::ALL`].
    pub fn outlook(&self) -> Option<[Return; 4]> {
        let id = &self.showing()?.card().id;
        let retention = self.registers().desired_retention;
        Some(schedule::outlook(
            self.model(),
            id,
            self.seen(id),
            self.day,
            retention,
        ))
    }

    /// The chance of recall on the interview day for a memory of today, 0 to 1.
    pub fn recall_on_the_day(&self, after: &Return) -> Option<f32> {
        Some(self.model().recall(after.memory, self.days_left()?))
    }

    /// Attempts on this study day.
    fn answered(&self) -> u32 {
        let count = || super::session::answered_on(self.progress(), self.day).0;
        *self.known.answered.get_or_init(count)
    }

    /// Cards that fall due tomorrow.
    pub fn due_tomorrow(&self) -> u32 {
        let tomorrow = self.day.plus(1);
        let retention = self.registers().desired_retention;
        let falls_due = |card: &&CardInfo| {
            self.seen(&card.id).is_some_and(|seen| {
                !seen.suspended
                    && schedule::due(self.model(), &card.id, seen, retention) == Some(tomorrow)
            })
        };
        let count = || self.cards().iter().filter(falls_due).count() as u32;
        *self.known.due_tomorrow.get_or_init(count)
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

/// What changes something. Each is on the disk before anything moves.
impl Trainer {
    /// Plans a sitting. What was answered in the one before stays counted on the same day.
    pub fn plan(&mut self, wish: Wish) {
        if !self.known.planned || *self.session.wish() != wish {
            self.plan_anew(wish);
        }
        if let Some(half) = self.draft().and_then(|draft| self.index_of(&draft.card)) {
            self.session.first(half);
        }
    }

    fn plan_anew(&mut self, wish: Wish) {
        let minutes = u32::from(self.registers().minutes_a_day) + self.extra_minutes;
        let question = Question {
            cards: self.library.cards(),
            progress: self.journal.progress(),
            model: self.journal.model(),
            day: self.day,
            minutes: wish.minutes.unwrap_or(minutes),
            filter: &wish.filter,
            seed: self
                .options
                .seed
                .unwrap_or_else(|| queue::seed(self.day, self.journal.device())),
        };
        let next = Session::plan(&question, wish.clone());
        self.session = next.with_done_of(&self.session);
        self.known.planned = true;
    }

    /// Begins a sitting: nothing is answered in it yet.
    pub fn begin(&mut self, wish: Wish) {
        self.session = Session::default();
        self.known.planned = false;
        self.plan(wish);
    }

    /// Adds ten minutes to the day.
    pub fn ten_more_minutes(&mut self) {
        self.extra_minutes += 10;
        self.known.planned = false;
        self.plan(Wish::default());
    }

    /// Puts the next card of the sitting on the screen, unless one is there already: a half-answered
    /// one first. False when nothing is left. Cards that cannot be read any more leave the sitting.
    pub fn show_next(&mut self) -> bool {
        while self.showing.is_none() {
            let Some(index) = self.session.next(self.clock.millis()) else {
                return false;
            };
            self.show(index);
        }
        true
    }

    fn show(&mut self, index: u32) {
        let Ok(card) = self.card(index) else {
            self.session.leave(index);
            return;
        };
        let past = self.past(&card.id);
        let framework = match &card.body {
            Body::Behavioural(behavioural) => behavioural.framework.as_deref(),
            _ => None,
        };
        let framework = framework.and_then(|id| self.library.axes().framework(id));
        let at = self.clock.ticks();
        let mut showing = Showing::new(card, &past, framework, at);
        if let Some(draft) = self.draft().filter(|draft| draft.card == showing.card().id) {
            showing.go_on(draft, at);
        }
        self.showing = Some((index, showing));
    }

    /// Keeps the half-answered card, so that a sitting cut short goes on where it was.
    pub fn save_draft(&mut self) {
        if let Some((_, showing)) = self.showing.as_ref().filter(|(_, s)| !s.is_untouched()) {
            let draft = showing.draft(self.day, self.clock.millis(), self.clock.ticks());
            // A draft that cannot be written costs the one answer being entered, at most.
            let _ = draft_file::save(&self.places, &draft);
        }
    }

    /// The half-answered card that the next sitting begins with; one that was graded since is none.
    fn draft(&self) -> Option<Draft> {
        let draft = draft_file::load(&self.places).ok()?.draft?;
        let graded = self
            .seen(&draft.card)
            .is_some_and(|seen| seen.at >= draft.at);
        (!graded).then_some(draft)
    }

    /// Leaves the card on the screen half-answered: it comes first in the next sitting.
    pub fn put_down(&mut self) {
        self.save_draft();
        if let Some((index, showing)) = self.showing.take()
            && !showing.is_untouched()
        {
            self.session.first(index);
        }
    }

    fn past(&self, id: &CardId) -> Past {
        let Some(seen) = self.progress().card(id).filter(|seen| seen.attempts > 0) else {
            return Past::default();
        };
        let probes = self
            .last_attempt(id)
            .map(|attempt| attempt.probes)
            .unwrap_or_default();
        Past {
            attempts: seen.attempts,
            variant: seen.variant,
            probes,
        }
    }

    /// The last attempt at a card, read from the journal.
    pub fn last_attempt(&self, id: &CardId) -> Option<Attempt> {
        match self
            .journal
            .read_entry(self.progress().card(id)?.spot?)
            .ok()??
            .event
        {
            Event::Attempt(attempt) => Some(*attempt),
            _ => None,
        }
    }

    /// Every attempt at a card that counts, in order.
    ///
    /// # Errors
    /// The journal cannot be read.
    pub fn attempts(&self, id: &CardId) -> Result<Vec<Attempt>, DiskError> {
        let entries = self.journal.entries_of(&self.progress().names(id))?;
        let counting = progress::effective(&entries).into_iter();
        let attempts = counting.filter_map(|(entry, _)| match &entry.event {
            Event::Attempt(attempt) => Some((**attempt).clone()),
            _ => None,
        });
        Ok(attempts.collect())
    }

    /// Lends the answer on the screen to an editor, as a file.
    ///
    /// # Errors
    /// The file cannot be written, in words.
    pub fn answer_to_file(&self) -> Result<PathBuf, NotKept> {
        let showing = self.showing().ok_or_else(|| NotKept {
            why: "no card is shown".into(),
        })?;
        editor_file::write(&self.places, &showing.card().id, &showing.text)
            .map_err(NotKept::because)
    }

    /// Takes the answer back from an editor's file. It may be longer than an answer may be; then
    /// nothing is taken, and the file stays.
    ///
    /// # Errors
    /// The file cannot be read, in words.
    pub fn answer_from_file(&mut self, path: &Path) -> Result<Taken, NotKept> {
        let text = editor_file::read(path).map_err(NotKept::because)?;
        let characters = text.chars().count();
        if characters > ANSWER_CHARACTERS {
            return Ok(Taken::TooLong { characters });
        }
        if let Some(showing) = self.showing_mut() {
            showing.text.clone_from(&text);
        }
        self.save_draft();
        // The text is in the draft; a file that stays behind does no harm.
        let _ = editor_file::remove(path);
        Ok(Taken::Whole(text))
    }

    /// Keeps the answer on the screen with `grade`, then moves on to no card: see
    /// [`Trainer::show_next`].
    ///
    /// # Errors
    /// It could not be written. The card stays on the screen, and the same call tries again.
    pub fn keep(&mut self, grade: Grade) -> Result<Option<Kept>, NotKept> {
        let Some((index, showing)) = &self.showing else {
            return Ok(None);
        };
        if !showing.is_gradable() {
            return Ok(None);
        }
        let index = *index;
        let outlook = self.outlook();
        let attempt = showing.attempt(self.study_day(), grade, self.clock.ticks());
        let entry = self.append(Event::Attempt(Box::new(attempt.clone())))?;
        let card = attempt.card.clone();
        let looks = self
            .seen(&card)
            .map_or(0, |seen| seen.looks_on(attempt.day));
        self.session.answered(index, attempt, looks, entry.at);
        self.showing = None;
        self.kept = Some(entry.id.clone());
        self.clear_draft(&card);
        let days = outlook.map_or(0, |o| o[usize::from(grade.value()) - 1].days);
        Ok(Some(Kept {
            id: entry.id,
            grade,
            days,
        }))
    }

    fn clear_draft(&self, card: &CardId) {
        // One that stays behind is older than the attempt, and not offered again.
        let _ = draft_file::clear(&self.places, card);
    }

    fn study_day(&self) -> Day {
        Day::at(self.clock.now(), self.registers().roll_over_hour)
    }

    fn append(&mut self, event: Event) -> Result<Entry, NotKept> {
        let now = self.clock.millis();
        self.known = Known::default();
        let kept = self.journal.append(event, now).map_err(NotKept::because)?;
        Ok(kept.0)
    }

    /// Takes back the newest change of this device that still counts. None when there is nothing.
    ///
    /// # Errors
    /// It could not be written; nothing has changed.
    pub fn undo(&mut self) -> Result<Option<Undone>, NotKept> {
        let newest = self.journal.newest(UNDO_DEPTH).map_err(NotKept::because)?;
        let Some(target) = newest
            .into_iter()
            .find(can_be_undone)
            .map(|logged| logged.entry)
        else {
            return Ok(None);
        };
        let now = self.clock.millis();
        self.known = Known::default();
        self.journal.undo(&target, now).map_err(NotKept::because)?;
        Ok(Some(self.put_back(&target)))
    }

    /// What can be taken back, newest first, in words.
    ///
    /// # Errors
    /// The journal cannot be read.
    pub fn undoable(&self) -> Result<Vec<String>, NotKept> {
        let newest = self.journal.newest(UNDO_DEPTH).map_err(NotKept::because)?;
        Ok(newest
            .iter()
            .filter(|logged| can_be_undone(logged))
            .map(|l| describe(&l.entry).what)
            .collect())
    }

    /// Brings back the change undone last, unless something new was kept since.
    ///
    /// # Errors
    /// It could not be written; nothing has changed.
    pub fn redo(&mut self) -> Result<Option<Undone>, NotKept> {
        let newest = self.journal.newest(UNDO_DEPTH).map_err(NotKept::because)?;
        let Some(Logged { entry: undo, .. }) = newest.iter().find(|logged| logged.counts) else {
            return Ok(None);
        };
        let Event::Undo { target, .. } = &undo.event else {
            return Ok(None);
        };
        let Some(undone) = newest.iter().find(|logged| logged.entry.id == *target) else {
            return Ok(None);
        };
        let now = self.clock.millis();
        self.known = Known::default();
        self.journal.undo(undo, now).map_err(NotKept::because)?;
        match &undone.entry.event {
            Event::Attempt(attempt) => {
                let card = &attempt.card;
                self.clear_draft(card);
                if self
                    .showing()
                    .is_some_and(|showing| showing.card().id == *card)
                {
                    self.showing = None;
                }
                if let Some(index) = self.index_of(card) {
                    let looks = self.seen(card).map_or(0, |seen| seen.looks_on(attempt.day));
                    self.session
                        .answered(index, (**attempt).clone(), looks, undone.entry.at);
                }
            }
            _ => self.plan(self.session.wish().clone()),
        }
        Ok(Some(describe(&undone.entry)))
    }

    /// Follows an undo on the screen: an answer comes back as it was, ready to be graded anew.
    fn put_back(&mut self, target: &Entry) -> Undone {
        if let Event::Attempt(attempt) = &target.event
            && let Some(index) = self.index_of(&attempt.card)
        {
            self.save_draft();
            let seconds = self.progress().seconds_a_showing()[attempt.kind as usize];
            let why = if self.seen(&attempt.card).is_some() {
                Why::Due
            } else {
                Why::New
            };
            self.session.bring_back(
                Place {
                    card: index,
                    why,
                    seconds,
                },
                &attempt.card,
            );
            self.show(index);
            let at = self.clock.ticks();
            if let Some((_, showing)) = &mut self.showing {
                showing.go_on(showing::reopened(attempt), at);
            }
        } else {
            self.plan(self.session.wish().clone());
        }
        describe(target)
    }

    /// Stars a card, or takes the star off. Whether it is starred now.
    ///
    /// # Errors
    /// It could not be written; nothing has changed.
    pub fn toggle_star(&mut self, card: &CardId) -> Result<bool, NotKept> {
        let starred = self.seen(card).is_some_and(|seen| seen.starred);
        let event = if starred {
            Event::Unstar(card.clone())
        } else {
            Event::Star(card.clone())
        };
        self.append(event).map(|_| !starred)
    }

    /// Takes a card out of every session, or puts it back. Whether it is out now.
    ///
    /// # Errors
    /// It could not be written; nothing has changed.
    pub fn toggle_suspend(&mut self, card: &CardId) -> Result<bool, NotKept> {
        let suspended = self.seen(card).is_some_and(|seen| seen.suspended);
        let event = if suspended {
            Event::Resume(card.clone())
        } else {
            Event::Suspend(card.clone())
        };
        self.append(event)?;
        if !suspended {
            self.put_away(card);
        }
        Ok(!suspended)
    }

    /// Puts a card off to the next study day.
    ///
    /// # Errors
    /// It could not be written; nothing has changed.
    pub fn bury(&mut self, card: &CardId) -> Result<(), NotKept> {
        let day = self.study_day();
        self.append(Event::Bury {
            card: card.clone(),
            day,
        })?;
        self.put_away(card);
        Ok(())
    }

    fn put_away(&mut self, card: &CardId) {
        if let Some(index) = self.index_of(card) {
            self.session.leave(index);
        }
        if self
            .showing()
            .is_some_and(|showing| showing.card().id == *card)
        {
            self.save_draft();
            self.showing = None;
        }
    }

    /// Sets a register.
    ///
    /// # Errors
    /// It could not be written; nothing has changed.
    pub fn set(&mut self, register: Register) -> Result<(), NotKept> {
        self.append(Event::Set(register))?;
        self.day = self.study_day();
        self.plan(self.session.wish().clone());
        Ok(())
    }
}

/// How many of the newest entries an undo looks at.
const UNDO_DEPTH: usize = 200;

fn can_be_undone(logged: &Logged) -> bool {
    let event = &logged.entry.event;
    logged.counts
        && !matches!(
            event,
            Event::Undo { .. } | Event::Alias { .. } | Event::Unknown
        )
}

fn describe(entry: &Entry) -> Undone {
    let card = entry.event.card().cloned();
    let name = card.as_ref().map_or("", CardId::as_str);
    let what = match &entry.event {
        Event::Attempt(attempt) => format!("the {} of {name}", attempt.grade.word()),
        Event::Suspend(_) => format!("the suspension of {name}"),
        Event::Resume(_) => format!("the return of {name}"),
        Event::Bury { .. } => format!("the burying of {name}"),
        Event::Star(_) => format!("the star of {name}"),
        Event::Unstar(_) => format!("the unstarring of {name}"),
        Event::Set(register) => format!("{} = {}", register.name(), register.value()),
        Event::Undo { .. } | Event::Alias { .. } | Event::Unknown => entry.event.name().into(),
    };
    Undone {
        // The journal of another device may call a card anything.
        what: SafeText::line(&what).to_string(),
        card,
        attempt: matches!(entry.event, Event::Attempt(_)),
    }
}
