//! What the tests of several files share.

use hotseat::training::Trainer;

/// A trainer without decks or history.
pub(crate) fn trainer() -> Trainer {
    Trainer
}
