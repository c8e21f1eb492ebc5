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

/// Days that [`Trainer::due_ahead`] looks ahead.
pub const AHEAD: usize = 21;

/// What one look at every card tells.
#[derive(Debug, Clone, Default)]
pub(super) struct Standing {
    tallies: Vec<Tally>,
    ahead: [u32; AHEAD],
}

impl Trainer {
    /// The tally of each deck, in the order of [`Trainer::decks`].
    pub fn tallies(&self) -> Vec<Tally> {
        self.standing().tallies.clone()
    }

    /// Seconds that the cards which return on each of the next [`AHEAD`] days, from tomorrow on, are
    /// expected to take. What is due already is not among them, nor is what was never attempted.
    pub fn due_ahead(&self) -> [u32; AHEAD] {
        self.standing().ahead
    }

    fn standing(&self) -> &Standing {
        self.known.standing.get_or_init(|| self.count_all())
    }

    fn count_all(&self) -> Standing {
        let mut tallies = vec![Tally::default(); self.decks().len()];
        let mut ahead = [0_u32; AHEAD];
        let seconds = self.progress().seconds_a_showing(self.day());
        let (day, retention) = (self.day(), self.registers().desired_retention);
        for card in self.cards().iter().filter(|card| card.kind.is_drilled()) {
            let Some(tally) = tallies.get_mut(card.deck as usize) else {
                continue;
            };
            let Some(seen) = self.seen(&card.id) else {
                tally.new += 1;
                continue;
            };
            if seen.suspended {
                continue;
            }
            let due = schedule::due(self.model(), &card.id, seen, retention);
            // What was put off returns on the day after.
            let put_off = seen.buried.map_or(day, |buried| buried.plus(1));
            let days = due.map_or(0, |due| due.max(put_off).since(day)) as usize;
            if let Some(load) = days.checked_sub(1).and_then(|at| ahead.get_mut(at)) {
                *load = load.saturating_add(seconds[card.kind as usize]);
            }
            if seen.is_buried(day) {
                continue;
            }
            match due {
                None => tally.new += 1,
                Some(due) if due <= day => tally.due += 1,
                Some(_) if queue::owes_second_look(seen, day) => {
                    tally.due += 1;
                }
                Some(_) => {}
            }
        }
        Standing { tallies, ahead }
    }

    /// Cards that no session asks, in a sentence; none where there are none.
    pub fn not_drilled(&self) -> Option<String> {
        let slots = self.decks().iter().map(|deck| deck.count(Kind::Slot)).sum();
        let verb = if slots == 1 { "is" } else { "are" };
        let slots = (slots > 0).then(|| words::count(slots, "slot", "slots"))?;
        Some(format!("{slots} {verb} not drilled yet."))
    }
}
