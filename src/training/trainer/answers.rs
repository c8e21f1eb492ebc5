//! Answers: those given before, and the one at hand while it is in an editor.

use std::path::{Path, PathBuf};

use crate::domain::attempt::{ANSWER_CHARACTERS, Attempt};
use crate::domain::card::CardId;
use crate::domain::entry::{Event, Spot};
use crate::domain::find::Wanted;
use crate::domain::safe_text::SafeText;
use crate::storage::disk::DiskError;
use crate::storage::editor_file;
use crate::storage::journal::Search;
use crate::training::mock::words;
use crate::training::showing::Showing;

use super::{NotKept, Taken, Trainer};

/// The most attempts that a search shows.
pub const FOUND_AT_MOST: usize = 200;

impl Trainer {
    /// Every attempt at a card that counts, in order. The journal is passed for its name: for who
    /// asks once.
    ///
    /// # Errors
    /// The journal cannot be read.
    pub fn attempts(&self, id: &CardId) -> Result<Vec<Attempt>, DiskError> {
        self.attempts_at(&[id])
    }

    /// The same, each with where it stands. The ledger says where, and only those lines are read:
    /// for who goes from card to card.
    ///
    /// # Errors
    /// The journal cannot be read.
    pub fn attempts_of(&self, id: &CardId) -> Result<Vec<(Spot, Attempt)>, DiskError> {
        let ledger = self.ledger()?;
        let mut attempts = Vec::new();
        for line in ledger.of(self.progress().current(id)) {
            let entry = self.journal.read_entry(line.spot)?;
            if let Some(Event::Attempt(attempt)) = entry.map(|entry| entry.event) {
                attempts.push((line.spot, *attempt));
            }
        }
        Ok(attempts)
    }

    /// Looks for words in everything that was ever written in an answer: at most `limit` attempts,
    /// newest first.
    ///
    /// # Errors
    /// The journal cannot be read.
    pub fn search_answers(&self, wanted: &Wanted, limit: usize) -> Result<Search, DiskError> {
        self.journal.search(wanted, limit)
    }

    /// What the mock is called that an attempt was part of; none where there is no such mock.
    pub fn mock_title(&self, id: &str) -> Option<SafeText> {
        let seen = self.mocks().iter().rfind(|seen| *seen.id == *id)?;
        let records = self.records(std::slice::from_ref(seen)).ok()?;
        Some(words::title(&records.first()?.plan, self.axes()))
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
        let room = self.showing().map_or(ANSWER_CHARACTERS, Showing::room);
        if characters > room {
            return Ok(Taken::TooLong { characters, room });
        }
        if let Some(showing) = self.showing_mut() {
            showing.text.clone_from(&text);
        }
        self.save_draft();
        // The text is in the draft; a file that stays behind does no harm.
        let _ = editor_file::remove(path);
        Ok(Taken::Whole(text))
    }
}
