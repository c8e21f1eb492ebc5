//! What is kept and where: decks, journal, settings.
