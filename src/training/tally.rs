//! How each deck stands today.

use crate::domain::card::Kind;
use crate::domain::queue::Filter;
use crate::domain::weakness::Reason;
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

/// Cards that [`Trainer::weakest`] names at most.
const WEAKEST: usize = 10;

/// What one look at every card tells.
#[derive(Debug, Clone, Default)]
pub(super) struct Standing {
    tallies: Vec<Tally>,
    ahead: [u32; AHEAD],
    due_tomorrow: u32,
    weakest: Vec<(u32, Reason)>,
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

    /// Cards to drill that are due by tomorrow, those among them that found no room today.
    pub fn due_tomorrow(&self) -> u32 {
        self.standing().due_tomorrow
    }

    /// The weak cards with the lowest recall, at most ten of them, by place, each with its
    /// most telling reason: by their summaries alone, so that a must point missed again and again does
    /// not tell.
    pub fn weakest(&self) -> &[(u32, Reason)] {
        &self.standing().weakest
    }

    fn standing(&self) -> &Standing {
        self.known.standing.get_or_init(|| self.count_all())
    }

    fn count_all(&self) -> Standing {
        let mut tallies = vec![Tally::default(); self.decks().len()];
        let mut ahead = [0_u32; AHEAD];
        let seconds = self.progress().seconds_a_showing(self.day());
        let (day, retention) = (self.day(), self.registers().desired_retention);
        let (mut weak, all) = (Vec::new(), Filter::default());
        let question = self.question(&all);
        let mut due_tomorrow = 0;
        for (at, (card, slot)) in self.cards().iter().zip(self.slots()).enumerate() {
            if !card.kind.is_drilled() {
                continue;
            }
            let Some(tally) = tallies.get_mut(card.deck as usize) else {
                continue;
            };
            let Some(seen) = self.progress().at(*slot) else {
                tally.new += 1;
                continue;
            };
            if seen.suspended {
                continue;
            }
            let due = schedule::due(self.model(), &card.id, seen, retention);
            due_tomorrow += u32::from(due.is_some_and(|due| due <= day.plus(1)));
            let days = due.map_or(0, |due| schedule::until_asked(seen, due, day));
            if let Some(load) = (days as usize)
                .checked_sub(1)
                .and_then(|at| ahead.get_mut(at))
            {
                *load = load.saturating_add(seconds[card.kind as usize]);
            }
            let why = question.reasons_of(card, seen).into_iter().next();
            if let (Some(why), Some(last)) = (why, seen.returning()) {
                let recall = self.model().recall(last.memory, day.since(last.day));
                weak.push((recall, at as u32, why));
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
        weak.sort_by(|(a, ..), (b, ..)| a.total_cmp(b));
        weak.truncate(WEAKEST);
        Standing {
            tallies,
            ahead,
            due_tomorrow,
            weakest: weak.into_iter().map(|(_, at, why)| (at, why)).collect(),
        }
    }

    /// Cards that no session asks, in a sentence; none where there are none.
    pub fn not_drilled(&self) -> Option<String> {
        let slots = self.decks().iter().map(|deck| deck.count(Kind::Slot)).sum();
        let verb = if slots == 1 { "is" } else { "are" };
        let slots = (slots > 0).then(|| words::count(slots, "slot", "slots"))?;
        Some(format!("{slots} {verb} not drilled yet."))
    }
}
