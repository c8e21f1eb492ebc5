//! What is kept and where: decks, journal, settings.

mod axes_file;
pub mod bundled;
mod deck_file;
pub mod library;
mod locate;
pub mod nearest;
mod regular_file;
pub mod schema;
