//! How each deck stands today.

use std::cmp::Ordering;
use std::ops::Range;

use crate::domain::card::Kind;
use crate::domain::parts::in_parts;
use crate::domain::progress::Slot;
use crate::domain::queue::Filter;
use crate::domain::weakness::{Question, Reason};
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
    weakest: Vec<Weakest>,
}

/// A card that may be among the weakest.
#[derive(Debug, Clone, PartialEq)]
pub struct Weakest {
    /// The card, by place.
    pub card: u32,
    /// Its recall on the study day, 0 to 1.
    recall: f32,
    /// Its most telling reason.
    pub why: Reason,
}

fn by_recall(a: &Weakest, b: &Weakest) -> Ordering {
    (a.recall.total_cmp(&b.recall)).then(a.card.cmp(&b.card))
}

/// What a look at the cards needs.
struct Look<'a> {
    question: Question<'a>,
    slots: &'a [Slot],
    decks: usize,
    seconds: [u32; 6],
}

impl Look<'_> {
    fn at(&self, part: Range<usize>) -> Standing {
        let Question {
            cards,
            progress,
            model,
            day,
            ..
        } = self.question;
        let retention = progress.registers.desired_retention;
        let mut standing = Standing {
            tallies: vec![Tally::default(); self.decks],
            ..Standing::default()
        };
        for at in part {
            let card = &cards[at];
            if !card.kind.is_drilled() {
                continue;
            }
            let Some(tally) = standing.tallies.get_mut(card.deck as usize) else {
                continue;
            };
            let Some(seen) = progress.at(self.slots[at]) else {
                tally.new += 1;
                continue;
            };
            if seen.suspended {
                continue;
            }
            let due = schedule::due(model, &card.id, seen, retention);
            let days = due.map_or(0, |due| schedule::until_asked(seen, due, day));
            if !seen.is_buried(day) {
                match due {
                    None => tally.new += 1,
                    Some(due) if due <= day || queue::owes_second_look(seen, day) => tally.due += 1,
                    Some(_) => {}
                }
            }
            standing.due_tomorrow += u32::from(due.is_some_and(|due| due <= day.plus(1)));
            if let Some(load) = (days as usize)
                .checked_sub(1)
                .and_then(|at| standing.ahead.get_mut(at))
            {
                *load = load.saturating_add(self.seconds[card.kind as usize]);
            }
            let why = self.question.reasons_of(card, seen).into_iter().next();
            if let (Some(why), Some(last)) = (why, seen.returning()) {
                standing.weakest.push(Weakest {
                    card: at as u32,
                    recall: model.recall(last.memory, day.since(last.day)),
                    why,
                });
            }
            if standing.weakest.len() > 2 * WEAKEST {
                standing.keep_weakest();
            }
        }
        standing
    }
}

impl Standing {
    fn and(mut self, other: Self) -> Self {
        for (all, tally) in self.tallies.iter_mut().zip(other.tallies) {
            all.due += tally.due;
            all.new += tally.new;
        }
        for (all, load) in self.ahead.iter_mut().zip(other.ahead) {
            *all = all.saturating_add(load);
        }
        self.due_tomorrow += other.due_tomorrow;
        self.weakest.extend(other.weakest);
        self
    }

    fn keep_weakest(&mut self) {
        self.weakest.sort_by(by_recall);
        self.weakest.truncate(WEAKEST);
    }
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

    /// The weak cards with the lowest recall, at most ten of them: by their summaries alone, so that a
    /// must point missed again and again does not tell.
    pub fn weakest(&self) -> &[Weakest] {
        &self.standing().weakest
    }

    fn standing(&self) -> &Standing {
        self.known.standing.get_or_init(|| self.count_all())
    }

    fn count_all(&self) -> Standing {
        let all = Filter::default();
        let look = Look {
            question: self.question(&all),
            slots: self.slots(),
            decks: self.decks().len(),
            seconds: self.progress().seconds_a_showing(self.day()),
        };
        let parts = in_parts(self.cards().len(), |part| look.at(part));
        let mut standing = parts.into_iter().reduce(Standing::and).unwrap_or_default();
        standing.keep_weakest();
        standing
    }

    /// Cards that no session asks, in a sentence; none where there are none.
    pub fn not_drilled(&self) -> Option<String> {
        let slots = self.decks().iter().map(|deck| deck.count(Kind::Slot)).sum();
        let verb = if slots == 1 { "is" } else { "are" };
        let slots = (slots > 0).then(|| words::count(slots, "slot", "slots"))?;
        Some(format!("{slots} {verb} not drilled yet."))
    }
}
