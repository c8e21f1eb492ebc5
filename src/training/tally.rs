//! How each deck stands today.

use crate::domain::card::Kind;
use crate::domain::{queue, schedule};

use super::trainer::Trainer;
use super::words;

/// What a deck has for the user today, whether or not the day has room for it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Cards whose day has come, second looks among them.
    pub due: u32,
    /// Cards never attempted.
    pub new: u32,
}

impl Trainer {
    /// The tally of each deck, in the order of [`Trainer::decks`].
    pub fn tallies(&self) -> Vec<Tally> {
        self.known.tallies.get_or_init(|| self.count_all()).clone()
    }

    fn count_all(&self) -> Vec<Tally> {
        let mut tallies = vec![Tally::default(); self.decks().len()];
        let (day, retention) = (self.day(), self.registers().desired_retention);
        for card in self.cards().iter().filter(|card| card.kind.is_drilled()) {
            let Some(tally) = tallies.get_mut(card.deck as usize) else {
                continue;
            };
            let Some(seen) = self.seen(&card.id) else {
                tally.new += 1;
                continue;
            };
            if seen.suspended || seen.is_buried(day) {
                continue;
            }
            match schedule::due(self.model(), &card.id, seen, retention) {
                None => tally.new += 1,
                Some(due) if due <= day => tally.due += 1,
                Some(_) if queue::owes_second_look(seen, day) => {
                    tally.due += 1;
                }
                Some(_) => {}
            }
        }
        tallies
    }

    /// Cards that no session asks, in a sentence; none where there are none.
    pub fn not_drilled(&self) -> Option<String> {
        let slots = self.decks().iter().map(|deck| deck.count(Kind::Slot)).sum();
        let verb = if slots == 1 { "is" } else { "are" };
        let slots = (slots > 0).then(|| words::count(slots, "slot", "slots"))?;
        Some(format!("{slots} {verb} not drilled yet."))
    }
}
