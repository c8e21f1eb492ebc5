//! The settings, read again while the program runs.

use crate::storage::settings_file;

use super::{Known, Trainer, open_library};

impl Trainer {
    /// Reads the settings anew, and what is wrong with their file. Whether any is another than before.
    /// The decks of other folders are there at once.
    pub fn reload_settings(&mut self) -> bool {
        let (settings, problems) = settings_file::load(&self.places.config_file);
        self.settings_problems = problems;
        let before = std::mem::replace(&mut self.settings, settings);
        if before.decks != self.settings.decks {
            // A card on the screen is found again by its draft.
            self.put_down();
            (self.library, self.index) = open_library(&self.places, &self.settings, &self.options);
            self.save_index();
            self.follow_renames();
            self.known = Known::default();
            self.plan(self.session.wish().clone());
        }
        before != self.settings
    }
}
