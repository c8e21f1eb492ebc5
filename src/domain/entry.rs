//! One line of the journal: what happened, when, and on which device.

use super::attempt::Attempt;
use super::card::CardId;
use super::day::Day;
use super::mock::Record;
use super::register::Register;

/// What names an entry for ever: its device, its sequence there, and the check of its line.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId {
    /// The device that wrote it.
    pub device: Box<str>,
    /// Its place among the device's entries, from 1.
    pub sequence: u64,
    /// CRC-32 of its line.
    pub check: u32,
}

/// Where an entry stands on the disk: which journal file, and the byte its line begins at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Spot {
    /// The file, by its place in the list of journal files.
    pub file: u32,
    /// The line's first byte.
    pub offset: u64,
}

/// Something the user did.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Its name.
    pub id: EntryId,
    /// UTC milliseconds since 1970; it orders entries and measures nothing.
    pub at: i64,
    /// What was done.
    pub event: Event,
}

/// What the user can do.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// Answered and graded a card.
    Attempt(Box<Attempt>),
    /// Took back an entry of this device, be it an undo.
    Undo {
        /// Which entry.
        target: EntryId,
        /// The card it was about, if any.
        card: Option<CardId>,
    },
    /// Took a card out of every session.
    Suspend(CardId),
    /// Put it back.
    Resume(CardId),
    /// Put a card off until the day after `day`.
    Bury {
        /// Which card.
        card: CardId,
        /// The study day on which it was put off.
        day: Day,
    },
    /// Starred a card.
    Star(CardId),
    /// Took the star off.
    Unstar(CardId),
    /// Gave a card a tag of the user's own.
    Tag {
        /// Which card.
        card: CardId,
        /// The tag, raw.
        tag: Box<str>,
    },
    /// Took such a tag off.
    Untag {
        /// Which card.
        card: CardId,
        /// The tag, raw.
        tag: Box<str>,
    },
    /// Began a card anew: memory forgets it, the record of its attempts stays.
    Reset(CardId),
    /// Set a register.
    Set(Register),
    /// A card goes by another id from here on.
    Alias {
        /// Its id so far.
        from: CardId,
        /// Its new id.
        to: CardId,
    },
    /// Finished marking a mock.
    Mock(Box<Record>),
    /// Written by a later version: kept, and without effect here.
    Unknown,
}

impl Event {
    /// The card it is about, if any.
    pub fn card(&self) -> Option<&CardId> {
        match self {
            Self::Attempt(attempt) => Some(&attempt.card),
            Self::Undo { card, .. } => card.as_ref(),
            Self::Suspend(card)
            | Self::Resume(card)
            | Self::Bury { card, .. }
            | Self::Star(card)
            | Self::Unstar(card)
            | Self::Tag { card, .. }
            | Self::Untag { card, .. }
            | Self::Reset(card)
            | Self::Alias { to: card, .. } => Some(card),
            Self::Set(_) | Self::Mock(_) | Self::Unknown => None,
        }
    }

    /// Its name in the journal.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Attempt(_) => "attempt",
            Self::Undo { .. } => "undo",
            Self::Suspend(_) => "suspend",
            Self::Resume(_) => "resume",
            Self::Bury { .. } => "bury",
            Self::Star(_) => "star",
            Self::Unstar(_) => "unstar",
            Self::Tag { .. } => "tag",
            Self::Untag { .. } => "untag",
            Self::Reset(_) => "reset",
            Self::Set(_) => "set",
            Self::Alias { .. } => "alias",
            Self::Mock(_) => "mock",
            Self::Unknown => "unknown",
        }
    }
}
