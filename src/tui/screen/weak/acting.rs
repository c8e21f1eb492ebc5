//! What is done to the selected cards, or to the one under the cursor.

use std::collections::HashSet;

use super::listing::Tab;
use super::why::Why;
use super::{Before, Weak, id};
use crate::domain::card::CardId;
use crate::training::Trainer;
use crate::training::session::Wish;
use crate::training::trainer::{BATCH, Change};
use crate::training::words::count;
use crate::tui::screen::Outcome;
use crate::tui::screen::detail::Detail;
use crate::tui::screen::drill::Drill;
use crate::tui::screen::undone;

impl Weak {
    /// Opens what is known about the card under the cursor; from there one goes on to the others.
    pub(super) fn open_detail(&self, trainer: &Trainer) -> Outcome {
        if self.card().is_none() {
            return Outcome::Stay;
        }
        let listed = self.lines.cards.iter();
        let ids = listed.map(|card| id(card, trainer).clone()).collect();
        Outcome::Push(Box::new(Detail::open("Weak", ids, self.cursor)))
    }

    pub(super) fn drill(
        &mut self,
        cards: Vec<CardId>,
        ladder: bool,
        trainer: &mut Trainer,
    ) -> Outcome {
        if cards.is_empty() {
            return Outcome::notice("There is no card to drill in this line.");
        }
        let attempts = trainer.progress().attempts;
        let before = self.lines.cards[..self.lines.weak].iter();
        let before = before.map(|card| id(card, trainer).clone()).collect();
        trainer.begin(Wish {
            cards,
            ladder,
            ..Wish::default()
        });
        let Some(drill) = Drill::open(trainer) else {
            trainer.plan(Wish::default());
            return Outcome::notice("None of these cards can be asked now.");
        };
        self.selected.clear();
        self.before = Some(Before {
            cards: before,
            attempts,
        });
        Outcome::Push(Box::new(drill))
    }

    /// What a drill has changed in the list, where anything was answered in it.
    pub(super) fn news(&self, before: &Before, trainer: &Trainer) -> Option<String> {
        if trainer.progress().attempts == before.attempts {
            return None;
        }
        let now = self.lines.cards[..self.lines.weak].iter();
        let now: HashSet<CardId> = now.map(|card| id(card, trainer).clone()).collect();
        let gone = before.cards.difference(&now).count() as u32;
        let new = now.difference(&before.cards).count() as u32;
        let gone = match gone {
            0 => "No card has left the list yet".to_owned(),
            gone => format!("{} left the list", count(gone, "card has", "cards have")),
        };
        Some(match new {
            0 => format!("{gone}."),
            new => format!("{gone}; {new} came in."),
        })
    }

    pub(super) fn ladder(&mut self, trainer: &mut Trainer) -> Outcome {
        let Some(card) = self.card() else {
            return Outcome::Stay;
        };
        if !self.why.as_ref().is_some_and(Why::can_be_laddered) {
            return Outcome::notice("A ladder is for an answer one gives freely, and once.");
        }
        let id = id(card, trainer).clone();
        self.drill(vec![id], true, trainer)
    }

    /// The selected cards, or else the one under the cursor.
    fn targets(&self, trainer: &Trainer) -> Vec<CardId> {
        let cards = self.wished.iter().filter(|_| self.tab == Tab::Cards);
        cards.map(|card| id(card, trainer).clone()).collect()
    }

    /// Does a change to the cards at hand; `done` says what, after their number.
    fn change(&mut self, change: Change, done: &str, trainer: &mut Trainer) -> Outcome {
        let targets = self.targets(trainer);
        if targets.is_empty() {
            return Outcome::Stay;
        }
        if targets.len() > BATCH {
            let selected = targets.len();
            return Outcome::alert(format!(
                "At most {BATCH} cards at a time; {selected} are selected."
            ));
        }
        let came = trainer.change(&targets, &[change], done);
        self.look(trainer);
        undone::changed(came, &self.keys.undo)
    }

    pub(super) fn star(&mut self, trainer: &mut Trainer) -> Outcome {
        let is_starred = |id: &CardId| trainer.seen(id).is_some_and(|seen| seen.starred);
        let on = !self.targets(trainer).iter().all(is_starred);
        let done = if on { "starred" } else { "without a star now" };
        self.change(Change::Star(on), done, trainer)
    }

    /// What is suspended is not listed, so this always takes cards out.
    pub(super) fn suspend(&mut self, trainer: &mut Trainer) -> Outcome {
        self.change(Change::Suspend(true), "suspended", trainer)
    }

    pub(super) fn bury(&mut self, trainer: &mut Trainer) -> Outcome {
        self.change(Change::Bury, "put off to tomorrow", trainer)
    }

    pub(super) fn undo(&mut self, redo: bool, trainer: &mut Trainer) -> Outcome {
        let came = undone::step(redo, trainer);
        trainer.plan(Wish::default());
        self.look(trainer);
        undone::told(came, redo, undone::WAITS)
    }
}
