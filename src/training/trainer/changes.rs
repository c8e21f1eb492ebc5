//! Undo and redo, and what is done to a card or a register.

use crate::domain::card::CardId;
use crate::domain::entry::{Entry, Event};
use crate::domain::queue::{Place, Why};
use crate::domain::register::Register;
use crate::domain::safe_text::SafeText;
use crate::storage::journal::Logged;

use crate::training::showing::{self};

use super::{Known, NotKept, Trainer, Undone};

impl Trainer {
    /// Takes back the newest change of this device that still counts. None when there is nothing.
    ///
    /// # Errors
    /// It could not be written; nothing has changed.
    pub fn undo(&mut self) -> Result<Option<Undone>, NotKept> {
        let newest = self.journal.newest(UNDO_DEPTH).map_err(NotKept::because)?;
        let Some(target) = newest
            .into_iter()
            .find(can_be_undone)
            .map(|logged| logged.entry)
        else {
            return Ok(None);
        };
        let now = self.clock.millis();
        self.known = Known::default();
        self.journal.undo(&target, now).map_err(NotKept::because)?;
        Ok(Some(self.put_back(&target)))
    }

    /// What can be taken back, newest first, in words.
    ///
    /// # Errors
    /// The journal cannot be read.
    pub fn undoable(&self) -> Result<Vec<String>, NotKept> {
        let newest = self.journal.newest(UNDO_DEPTH).map_err(NotKept::because)?;
        Ok(newest
            .iter()
            .filter(|logged| can_be_undone(logged))
            .map(|l| describe(&l.entry).what)
            .collect())
    }

    /// Brings back the change undone last, unless something new was kept since.
    ///
    /// # Errors
    /// It could not be written; nothing has changed.
    pub fn redo(&mut self) -> Result<Option<Undone>, NotKept> {
        let newest = self.journal.newest(UNDO_DEPTH).map_err(NotKept::because)?;
        let Some(Logged { entry: undo, .. }) = newest.iter().find(|logged| logged.counts) else {
            return Ok(None);
        };
        let Event::Undo { target, .. } = &undo.event else {
            return Ok(None);
        };
        let Some(undone) = newest.iter().find(|logged| logged.entry.id == *target) else {
            return Ok(None);
        };
        let now = self.clock.millis();
        self.known = Known::default();
        self.journal.undo(undo, now).map_err(NotKept::because)?;
        match &undone.entry.event {
            Event::Attempt(attempt) => {
                let card = &attempt.card;
                self.clear_draft(card);
                if self
                    .showing()
                    .is_some_and(|showing| showing.card().id == *card)
                {
                    self.showing = None;
                }
                if let Some(index) = self.index_of(card) {
                    let looks = self.seen(card).map_or(0, |seen| seen.looks_on(attempt.day));
                    self.session
                        .answered(index, (**attempt).clone(), looks, undone.entry.at);
                }
            }
            _ => self.plan(self.session.wish().clone()),
        }
        Ok(Some(describe(&undone.entry)))
    }

    /// Follows an undo on the screen: an answer comes back as it was, ready to be graded anew.
    pub(super) fn put_back(&mut self, target: &Entry) -> Undone {
        if let Event::Attempt(attempt) = &target.event
            && let Some(index) = self.index_of(&attempt.card)
        {
            self.save_draft();
            let seconds = self.progress().seconds_a_showing()[attempt.kind as usize];
            let why = if self.seen(&attempt.card).is_some() {
                Why::Due
            } else {
                Why::New
            };
            self.session.bring_back(
                Place {
                    card: index,
                    why,
                    seconds,
                },
                &attempt.card,
            );
            self.show(index);
            let at = self.clock.ticks();
            if let Some((_, showing)) = &mut self.showing {
                showing.go_on(showing::reopened(attempt), at);
            }
        } else {
            self.plan(self.session.wish().clone());
        }
        describe(target)
    }

    /// Stars a card, or takes the star off. Whether it is starred now.
    ///
    /// # Errors
    /// It could not be written; nothing has changed.
    pub fn toggle_star(&mut self, card: &CardId) -> Result<bool, NotKept> {
        let starred = self.seen(card).is_some_and(|seen| seen.starred);
        let event = if starred {
            Event::Unstar(card.clone())
        } else {
            Event::Star(card.clone())
        };
        self.append(event).map(|_| !starred)
    }

    /// Takes a card out of every session, or puts it back. Whether it is out now.
    ///
    /// # Errors
    /// It could not be written; nothing has changed.
    pub fn toggle_suspend(&mut self, card: &CardId) -> Result<bool, NotKept> {
        let suspended = self.seen(card).is_some_and(|seen| seen.suspended);
        let event = if suspended {
            Event::Resume(card.clone())
        } else {
            Event::Suspend(card.clone())
        };
        self.append(event)?;
        if !suspended {
            self.put_away(card);
        }
        Ok(!suspended)
    }

    /// Puts a card off to the next study day.
    ///
    /// # Errors
    /// It could not be written; nothing has changed.
    pub fn bury(&mut self, card: &CardId) -> Result<(), NotKept> {
        let day = self.study_day();
        self.append(Event::Bury {
            card: card.clone(),
            day,
        })?;
        self.put_away(card);
        Ok(())
    }

    pub(super) fn put_away(&mut self, card: &CardId) {
        if let Some(index) = self.index_of(card) {
            self.session.leave(index);
        }
        if self
            .showing()
            .is_some_and(|showing| showing.card().id == *card)
        {
            self.save_draft();
            self.showing = None;
        }
    }

    /// Sets a register.
    ///
    /// # Errors
    /// It could not be written; nothing has changed.
    pub fn set(&mut self, register: Register) -> Result<(), NotKept> {
        self.append(Event::Set(register))?;
        self.day = self.study_day();
        self.plan(self.session.wish().clone());
        Ok(())
    }
}

/// How many of the newest entries an undo looks at.
const UNDO_DEPTH: usize = 200;

fn can_be_undone(logged: &Logged) -> bool {
    let event = &logged.entry.event;
    logged.counts
        && !matches!(
            event,
            Event::Undo { .. } | Event::Alias { .. } | Event::Unknown
        )
}

fn describe(entry: &Entry) -> Undone {
    let card = entry.event.card().cloned();
    let name = card.as_ref().map_or("", CardId::as_str);
    let what = match &entry.event {
        Event::Attempt(attempt) => format!("the {} of {name}", attempt.grade.word()),
        Event::Suspend(_) => format!("the suspension of {name}"),
        Event::Resume(_) => format!("the return of {name}"),
        Event::Bury { .. } => format!("the burying of {name}"),
        Event::Star(_) => format!("the star of {name}"),
        Event::Unstar(_) => format!("the unstarring of {name}"),
        Event::Set(register) => format!("{} = {}", register.name(), register.value()),
        Event::Undo { .. } | Event::Alias { .. } | Event::Unknown => entry.event.name().into(),
    };
    Undone {
        // The journal of another device may call a card anything.
        what: SafeText::line(&what).to_string(),
        card,
        attempt: matches!(entry.event, Event::Attempt(_)),
    }
}
