//! Answers: those given before, and the one at hand while it is in an editor.

use std::path::{Path, PathBuf};

use crate::domain::attempt::{ANSWER_CHARACTERS, Attempt};
use crate::domain::card::CardId;
use crate::storage::disk::DiskError;
use crate::storage::editor_file;
use crate::training::showing::Showing;

use super::{NotKept, Taken, Trainer};

impl Trainer {
    /// Every attempt at a card that counts, in order.
    ///
    /// # Errors
    /// The journal cannot be read.
    pub fn attempts(&self, id: &CardId) -> Result<Vec<Attempt>, DiskError> {
        self.attempts_at(&[id])
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
