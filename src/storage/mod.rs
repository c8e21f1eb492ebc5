//! What is kept and where: decks, journal, settings.

pub mod cache;
pub mod device;
pub mod disk;
pub mod journal;
pub mod places;
