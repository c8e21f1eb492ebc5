//! What is kept and where: decks, journal, settings.

pub mod cache;
pub mod device;
pub mod disk;
pub mod doctor;
pub mod draft_file;
pub mod editor_file;
pub mod journal;
pub mod places;
pub mod settings_file;
