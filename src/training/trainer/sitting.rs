//! A sitting: planned, shown card by card, each answer on the disk before anything moves.

use crate::domain::attempt::Attempt;
use crate::domain::card::{Body, CardId};
use crate::domain::day::Day;
use crate::domain::draft::Draft;
use crate::domain::entry::{Entry, Event};
use crate::domain::grade::Grade;
use crate::domain::queue::{self, Question};
use crate::storage::draft_file;

use crate::training::session::{Session, Wish};
use crate::training::showing::{Past, Showing};

use super::{Kept, Known, NotKept, Trainer};

impl Trainer {
    /// Plans a sitting. What was answered in the one before stays counted on the same day.
    pub fn plan(&mut self, wish: Wish) {
        if !self.known.planned || *self.session.wish() != wish {
            self.plan_anew(wish);
        }
        if let Some(half) = self.draft().and_then(|draft| self.index_of(&draft.card)) {
            self.session.first(half);
        }
    }

    pub(super) fn plan_anew(&mut self, wish: Wish) {
        let minutes = u32::from(self.registers().minutes_a_day) + self.extra_minutes;
        let question = Question {
            cards: self.library.cards(),
            progress: self.journal.progress(),
            model: self.journal.model(),
            day: self.day,
            minutes: wish.minutes.unwrap_or(minutes),
            filter: &wish.filter,
            seed: self
                .options
                .seed
                .unwrap_or_else(|| queue::seed(self.day, self.journal.device())),
        };
        let next = Session::plan(&question, wish.clone());
        self.session = next.with_done_of(&self.session);
        self.known.planned = true;
    }

    /// Begins a sitting: nothing is answered in it yet.
    pub fn begin(&mut self, wish: Wish) {
        self.session = Session::default();
        self.known.planned = false;
        self.plan(wish);
    }

    /// Adds ten minutes to the day.
    pub fn ten_more_minutes(&mut self) {
        self.extra_minutes += 10;
        self.known.planned = false;
        self.plan(Wish::default());
    }

    /// Puts the next card of the sitting on the screen, unless one is there already: a half-answered
    /// one first. False when nothing is left. Cards that cannot be read any more leave the sitting.
    pub fn show_next(&mut self) -> bool {
        while self.showing.is_none() {
            let Some(index) = self.session.next(self.clock.millis()) else {
                return false;
            };
            self.show(index);
        }
        true
    }

    pub(super) fn show(&mut self, index: u32) {
        let Ok(card) = self.card(index) else {
            self.session.leave(index);
            return;
        };
        let past = self.past(&card.id);
        let framework = match &card.body {
            Body::Behavioural(behavioural) => behavioural.framework.as_deref(),
            _ => None,
        };
        let framework = framework.and_then(|id| self.library.axes().framework(id));
        let at = self.clock.ticks();
        let mut showing = Showing::new(card, &past, framework, at);
        if let Some(draft) = self.draft().filter(|draft| draft.card == showing.card().id) {
            showing.go_on(draft, at);
        }
        self.showing = Some((index, showing));
    }

    /// Keeps the half-answered card, so that a sitting cut short goes on where it was.
    pub fn save_draft(&mut self) {
        if let Some((_, showing)) = self.showing.as_ref().filter(|(_, s)| !s.is_untouched()) {
            let draft = showing.draft(self.day, self.clock.millis(), self.clock.ticks());
            // A draft that cannot be written costs the one answer being entered, at most.
            let _ = draft_file::save(&self.places, &draft);
        }
    }

    /// The half-answered card that the next sitting begins with; one that was graded since is none.
    pub(super) fn draft(&self) -> Option<Draft> {
        let draft = draft_file::load(&self.places).ok()?.draft?;
        let graded = self
            .seen(&draft.card)
            .is_some_and(|seen| seen.at >= draft.at);
        (!graded).then_some(draft)
    }

    /// Leaves the card on the screen half-answered: it comes first in the next sitting.
    pub fn put_down(&mut self) {
        self.save_draft();
        if let Some((index, showing)) = self.showing.take()
            && !showing.is_untouched()
        {
            self.session.first(index);
        }
    }

    pub(super) fn past(&self, id: &CardId) -> Past {
        let Some(seen) = self.progress().card(id).filter(|seen| seen.attempts > 0) else {
            return Past::default();
        };
        let probes = self
            .last_attempt(id)
            .map(|attempt| attempt.probes)
            .unwrap_or_default();
        Past {
            attempts: seen.attempts,
            variant: seen.variant,
            probes,
        }
    }

    /// The last attempt at a card, read from the journal.
    pub fn last_attempt(&self, id: &CardId) -> Option<Attempt> {
        match self
            .journal
            .read_entry(self.progress().card(id)?.spot?)
            .ok()??
            .event
        {
            Event::Attempt(attempt) => Some(*attempt),
            _ => None,
        }
    }

    /// Keeps the answer on the screen with `grade`, then moves on to no card: see
    /// [`Trainer::show_next`].
    ///
    /// # Errors
    /// It could not be written. The card stays on the screen, and the same call tries again.
    pub fn keep(&mut self, grade: Grade) -> Result<Option<Kept>, NotKept> {
        let Some((index, showing)) = &self.showing else {
            return Ok(None);
        };
        if !showing.is_gradable() {
            return Ok(None);
        }
        let index = *index;
        let outlook = self.outlook();
        let attempt = showing.attempt(self.study_day(), grade, self.clock.ticks());
        let entry = self.append(Event::Attempt(Box::new(attempt.clone())))?;
        let card = attempt.card.clone();
        let looks = self
            .seen(&card)
            .map_or(0, |seen| seen.looks_on(attempt.day));
        self.session.answered(index, attempt, looks, entry.at);
        self.showing = None;
        self.kept = Some(entry.id.clone());
        self.clear_draft(&card);
        let days = outlook.map_or(0, |o| o[usize::from(grade.value()) - 1].days);
        Ok(Some(Kept {
            id: entry.id,
            grade,
            days,
        }))
    }

    pub(super) fn clear_draft(&self, card: &CardId) {
        // One that stays behind is older than the attempt, and not offered again.
        let _ = draft_file::clear(&self.places, card);
    }

    pub(super) fn study_day(&self) -> Day {
        Day::at(self.clock.now(), self.registers().roll_over_hour)
    }

    pub(super) fn append(&mut self, event: Event) -> Result<Entry, NotKept> {
        let now = self.clock.millis();
        self.known = Known::default();
        let kept = self.journal.append(event, now).map_err(NotKept::because)?;
        Ok(kept.0)
    }
}
