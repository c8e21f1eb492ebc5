//! Taking in what this process has just written.

use std::collections::HashSet;

use super::Journal;
use super::catch_up::note;
use crate::domain::entry::{Entry, Event, Spot};

impl Journal {
    /// Takes note of the entry this process has just written.
    pub(super) fn note_own(&mut self, entry: &Entry) {
        self.latest = self.latest.max(entry.at);
        note(
            &mut self.last,
            &entry.id.device,
            entry.id.sequence,
            entry.at,
        );
    }

    /// Takes in undos this process has just written, and taken note of.
    pub(super) fn take_own_undos(&mut self, undos: &[(Entry, Spot)]) {
        let (mut cards, mut undone) = (HashSet::new(), HashSet::new());
        let mut are_of_cards = true;
        for (undo, _) in undos {
            match &undo.event {
                Event::Undo {
                    target,
                    card: Some(card),
                } => {
                    cards.insert(card.clone());
                    undone.insert(target.clone());
                }
                _ => are_of_cards = false,
            }
        }
        let new = undos.iter().map(|(_, spot)| *spot).collect();
        let done = match (undos.is_empty(), are_of_cards) {
            (true, _) => Ok(()),
            (false, true) => self.fold_again(&cards, &undone, &new),
            (false, false) => self.rebuild(),
        };
        // The entries are kept; the fold can follow at the next occasion.
        self.behind |= done.is_err();
    }

    /// Takes in the entry this process has just written.
    pub(super) fn take_own(&mut self, entry: &Entry, spot: Spot) {
        let late = entry.at <= self.latest;
        self.note_own(entry);
        let done = match (&entry.event, entry.event.card()) {
            (Event::Undo { .. }, _) => return self.take_own_undos(&[(entry.clone(), spot)]),
            (Event::Set(_) | Event::Alias { .. }, _) if late => self.rebuild(),
            (_, Some(card)) if late => {
                self.fold_again(&[card.clone()].into(), &HashSet::new(), &[spot].into())
            }
            _ => {
                self.progress.apply(&self.model, entry, spot);
                Ok(())
            }
        };
        // The entry is kept; the fold can follow at the next occasion.
        self.behind |= done.is_err();
    }
}
