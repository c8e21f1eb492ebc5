//! What is kept and where: decks, journal, settings.

mod axes_file;
pub mod bundled;
pub mod cache;
mod deck_file;
pub mod device;
pub mod disk;
pub mod doctor;
pub mod draft_file;
pub mod editor_file;
pub mod journal;
pub mod library;
mod locate;
pub mod mock_file;
pub mod nearest;
pub mod places;
mod regular_file;
pub mod schema;
pub mod scorecard_file;
pub mod settings_file;
