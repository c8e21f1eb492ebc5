//! The settings, read again while the program runs.

use crate::storage::settings_file;

use super::Trainer;

impl Trainer {
    /// Reads the settings anew, and what is wrong with their file. Whether any is another than before.
    /// The decks of other folders are there at once.
    pub fn reload_settings(&mut self) -> bool {
        let (settings, problems) = settings_file::load(&self.places.config_file);
        self.settings_problems = problems;
        let before = std::mem::replace(&mut self.settings, settings);
        if before.decks != self.settings.decks {
            self.reopen_library();
            self.plan(self.session.wish().clone());
        }
        self.check_presets();
        let is_new = before != self.settings;
        self.version += u64::from(is_new);
        is_new
    }
}
