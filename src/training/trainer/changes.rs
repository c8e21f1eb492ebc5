//! Undo and redo, and what is done to a card or a register.

use crate::domain::attempt::Attempt;
use crate::domain::card::CardId;
use crate::domain::entry::{Entry, Event};
use crate::domain::register::Register;
use crate::domain::safe_text::SafeText;

use crate::training::{mock, words};

use super::history::{can_be_undone, undone};
use super::{NotKept, Trainer, Undone};

impl Trainer {
    /// Takes back the newest change of this device that still counts, with all that was done at the
    /// same key; while a mock is marked, the newest of its marks. None when there is nothing.
    ///
    /// # Errors
    /// It could not be written; nothing has changed, but for some of what was done at one key.
    pub fn undo(&mut self) -> Result<Option<Undone>, NotKept> {
        let mut at_hand = self.history()?;
        at_hand.retain(|logged| can_be_undone(logged) && self.is_at_hand(&logged.entry));
        let mut at_hand = at_hand.into_iter().map(|logged| logged.entry);
        let Some(target) = at_hand.next() else {
            return Ok(None);
        };
        if let Some(batch) = self.batch_of(&target.id) {
            let others = at_hand.filter(|entry| batch.entries.contains(&entry.id));
            let what = batch.what.clone();
            let entries: Vec<Entry> = std::iter::once(target.clone()).chain(others).collect();
            return self.take_back(what, &entries).map(Some);
        }
        if let Event::Attempt(attempt) = &target.event
            && self.is_begun_again(attempt)
        {
            let why = format!(
                "nothing was undone: {} is half-answered again, and that would be lost; grade it first",
                self.asked_in_words(&attempt.card)
            );
            return Err(NotKept { why });
        }
        let now = self.clock.millis();
        self.changed();
        self.journal.undo(&target, now).map_err(NotKept::because)?;
        Ok(Some(self.put_back(&target)))
    }

    /// Whether a newer answer to the attempt's card was begun: taking the attempt back would put it in
    /// the newer one's place.
    fn is_begun_again(&self, attempt: &Attempt) -> bool {
        let here = self
            .showing()
            .filter(|shown| shown.card().id == attempt.card && *shown.mock() == *attempt.mock);
        match here {
            Some(shown) => {
                let draft = shown.draft(self.clock.millis(), self.clock.ticks());
                draft.holds_anything() && !shown.is_reopened()
            }
            None => attempt.mock.is_empty() && self.has_draft(&attempt.card),
        }
    }

    /// Whether an entry may be taken back where one is: while a mock is marked, only its marks.
    fn is_at_hand(&self, entry: &Entry) -> bool {
        self.marked_mock().is_none_or(
            |mock| matches!(&entry.event, Event::Attempt(attempt) if attempt.mock == mock.id),
        )
    }

    /// What can be taken back, newest first, in words.
    ///
    /// # Errors
    /// The journal cannot be read.
    pub fn undoable(&self) -> Result<Vec<String>, NotKept> {
        Ok(self
            .history()?
            .iter()
            .filter(|logged| can_be_undone(logged))
            .map(|logged| self.describe(&logged.entry).what)
            .collect())
    }

    /// Brings back the change undone last, with all that was done at the same key, unless something
    /// new was kept since.
    ///
    /// # Errors
    /// It could not be written; nothing has changed, but for some of what was done at one key.
    pub fn redo(&mut self) -> Result<Option<Undone>, NotKept> {
        let history = self.history()?;
        let mut all_undone = undone(&history);
        let newest = all_undone.next();
        let Some((undo, undone)) = newest.filter(|(_, undone)| self.is_at_hand(undone)) else {
            return Ok(None);
        };
        if let Some(batch) = self.batch_of(&undone.id) {
            let others = all_undone.filter(|(_, undone)| batch.entries.contains(&undone.id));
            let undos = std::iter::once((undo, undone)).chain(others);
            let undos: Vec<Entry> = undos.map(|(undo, _)| undo.clone()).collect();
            return self.take_back(batch.what.clone(), &undos).map(Some);
        }
        let now = self.clock.millis();
        self.changed();
        self.journal.undo(undo, now).map_err(NotKept::because)?;
        if let Event::Attempt(attempt) = &undone.event {
            let card = &attempt.card;
            self.clear_draft(card, &attempt.mock);
            if self.shows(card) {
                self.showing = None;
            }
            if let Some(index) = self.index_of(card) {
                let looks = self.seen(card).map_or(0, |seen| seen.looks_on(attempt.day));
                self.session
                    .answered(index, (**attempt).clone(), looks, undone.at);
            }
        } else {
            self.plan(self.session.wish().clone());
        }
        Ok(Some(self.describe(undone)))
    }

    /// Follows an undo on the screen: an answer comes back as it was, ready to be graded anew.
    fn put_back(&mut self, target: &Entry) -> Undone {
        if let Event::Attempt(attempt) = &target.event
            && self.reopen_marked(attempt)
        {
            // It comes back with its mock, not with the next sitting.
            return Undone {
                attempt: false,
                ..self.describe(target)
            };
        }
        if let Event::Attempt(attempt) = &target.event
            && let Some(index) = self.index_of(&attempt.card)
            && let Some(mut showing) = self.fresh(index)
        {
            self.put_down();
            self.session.forget(&attempt.card);
            self.put_first(index);
            showing.reopen(attempt, self.clock.ticks());
            self.showing = Some((index, showing));
            // It is in no entry that counts now.
            self.save_draft();
        } else {
            self.plan(self.session.wish().clone());
            if let Event::Suspend(card) | Event::Bury { card, .. } = &target.event
                && let Some(index) = self.index_of(card)
            {
                self.put_down();
                self.put_first(index);
            }
        }
        self.describe(target)
    }

    fn shows(&self, card: &CardId) -> bool {
        self.showing().is_some_and(|shown| shown.card().id == *card)
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
        self.turn_day();
        self.append(Event::Bury {
            card: card.clone(),
            day: self.day,
        })?;
        self.put_away(card);
        Ok(())
    }

    fn put_away(&mut self, card: &CardId) {
        if let Some(index) = self.index_of(card) {
            self.session.put_away(index, card.clone());
        }
        if self.shows(card) {
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
        self.plan(self.session.wish().clone());
        Ok(())
    }
}

impl Trainer {
    fn asked_in_words(&self, id: &CardId) -> String {
        let card = self.index_of(id).and_then(|index| self.card(index).ok());
        let called = card.map(|card| format!("“{}”", words::short(card.called(), 40)));
        called.unwrap_or_else(|| id.to_string())
    }

    fn describe(&self, entry: &Entry) -> Undone {
        let card = entry.event.card().cloned();
        let asked = (card.as_ref()).map_or_else(String::new, |id| self.asked_in_words(id));
        let what = match &entry.event {
            Event::Attempt(attempt) => format!("{} for {asked}", attempt.grade.word()),
            Event::Suspend(_) => format!("the suspension of {asked}"),
            Event::Resume(_) => format!("the return of {asked}"),
            Event::Bury { .. } => format!("putting off {asked}"),
            Event::Star(_) => format!("the star of {asked}"),
            Event::Unstar(_) => format!("unstarring {asked}"),
            Event::Tag { tag, .. } => format!("the tag {tag} of {asked}"),
            Event::Untag { tag, .. } => format!("taking the tag {tag} off {asked}"),
            Event::Reset(_) => format!("the new beginning of {asked}"),
            Event::Set(register) => format!("{} = {}", register.name(), register.value()),
            Event::Mock(record) => {
                format!(
                    "the scorecard of {}",
                    mock::words::title(&record.plan, self.axes())
                )
            }
            Event::Undo { .. } | Event::Alias { .. } | Event::Unknown => entry.event.name().into(),
        };
        Undone {
            // The journal of another device may call a card anything.
            what: SafeText::line(&what).to_string(),
            card,
            attempt: matches!(entry.event, Event::Attempt(_)),
        }
    }
}
