//! How cards stand today, and in which order they are listed.

use std::cmp::Reverse;

use crate::domain::schedule;
use crate::training::Trainer;

/// How a card stands today.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Standing {
    /// Days until it is due; 0 once it is. None for a card never attempted.
    pub due: Option<u32>,
    /// The chance of recall today, 0 to 1; none for a card never attempted.
    pub recall: Option<f32>,
    /// Attempts in all.
    pub attempts: u32,
    /// Agains after the first attempt.
    pub lapses: u16,
    /// Starred.
    pub starred: bool,
    /// Taken out of every session.
    pub suspended: bool,
    /// Put off to the next study day.
    pub buried: bool,
}

/// What a list of cards is sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    #[default]
    /// What is due first; then what is new; then day by day; what is suspended last.
    Due,
    /// The lowest chance of recall first, what is new last.
    Recall,
    /// By title, from A to Z.
    Title,
    /// Deck by deck, as the decks have them.
    Deck,
    /// The most attempts first.
    Attempts,
    /// The most lapses first.
    Lapses,
}

impl Sort {
    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::Due => "due",
            Self::Recall => "recall",
            Self::Title => "title",
            Self::Deck => "deck",
            Self::Attempts => "attempts",
            Self::Lapses => "lapses",
        }
    }

    /// The next one, round and round.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::Due => Self::Recall,
            Self::Recall => Self::Title,
            Self::Title => Self::Deck,
            Self::Deck => Self::Attempts,
            Self::Attempts => Self::Lapses,
            Self::Lapses => Self::Due,
        }
    }

    /// Whether a card that stood one way and stands another now may have another place.
    pub(super) fn tells_apart(self, before: Standing, now: Standing) -> bool {
        match self {
            Self::Due => (before.due, before.suspended) != (now.due, now.suspended),
            Self::Recall => before.recall != now.recall,
            Self::Title | Self::Deck => false,
            Self::Attempts => before.attempts != now.attempts,
            Self::Lapses => (before.lapses, before.attempts) != (now.lapses, now.attempts),
        }
    }

    /// Every card, sorted; equals deck by deck.
    pub(super) fn order(self, trainer: &Trainer, standings: &[Standing]) -> Vec<u32> {
        let mut order: Vec<u32> = (0..standings.len() as u32).collect();
        let of = |index: &u32| standings[*index as usize];
        match self {
            Self::Due => order.sort_by_key(|index| {
                let Standing { due, suspended, .. } = of(index);
                // What is new comes between today and tomorrow.
                let days = due.map_or(1, |days| days.saturating_mul(2));
                (suspended, days)
            }),
            Self::Recall => order.sort_by_key(|index| {
                let recall = of(index).recall;
                // Between 0 and 1 the bits of floats have the order of the floats.
                recall.map_or(u32::MAX, |recall| recall.clamp(0.0, 1.0).to_bits())
            }),
            Self::Title => order.sort_by_cached_key(|index| trainer.called(*index).to_lowercase()),
            Self::Deck => {}
            Self::Attempts => order.sort_by_key(|index| Reverse(of(index).attempts)),
            Self::Lapses => {
                order.sort_by_key(|index| Reverse((of(index).lapses, of(index).attempts)))
            }
        }
        order
    }
}

/// How every card stands today.
pub(super) fn standings(trainer: &Trainer) -> Vec<Standing> {
    let (model, day) = (trainer.model(), trainer.day());
    let retention = trainer.registers().desired_retention;
    let standing = |info: &crate::domain::deck::CardInfo| {
        let Some(seen) = trainer.seen(&info.id) else {
            return Standing::default();
        };
        let due = schedule::due(model, &info.id, seen, retention);
        let last = seen.returning();
        Standing {
            due: due.map(|due| due.since(day)),
            recall: last.map(|last| model.recall(last.memory, day.since(last.day))),
            attempts: seen.attempts,
            lapses: seen.lapses,
            starred: seen.starred,
            suspended: seen.suspended,
            buried: seen.is_buried(day),
        }
    };
    trainer.cards().iter().map(standing).collect()
}
