//! A sitting: planned, shown card by card, each answer on the disk before anything moves.

use crate::domain::attempt::Attempt;
use crate::domain::card::{Body, Card, CardId};
use crate::domain::day::Day;
use crate::domain::draft::Draft;
use crate::domain::entry::{Entry, Event};
use crate::domain::grade::Grade;
use crate::domain::progress::CardProgress;
use crate::domain::queue::{self, Place, Question, Why};
use crate::domain::scenario::Scenario;
use crate::storage::draft_file;

use crate::training::session::{Session, Wish};
use crate::training::showing::{Past, Recall, Showing};

use super::{Kept, NotKept, Trainer};

impl Trainer {
    /// Plans a sitting. What was answered in the one before stays counted. A half-answered card that
    /// it may ask comes first.
    pub fn plan(&mut self, wish: Wish) {
        self.turn_day();
        if !self.known.planned || *self.session.wish() != wish {
            self.plan_anew(wish);
        }
        let half = self.drafts().into_iter().find_map(|draft| {
            let index = self.index_of(&draft.card)?;
            self.may_ask(index).then_some(index)
        });
        if let Some(index) = half {
            self.put_first(index);
        }
    }

    fn plan_anew(&mut self, wish: Wish) {
        if !wish.cards.is_empty() {
            return self.plan_selection(wish);
        }
        let minutes = u32::from(self.registers().minutes_a_day) + self.extra_minutes;
        let queried = wish.filter.query.as_ref().map(|query| self.meant(query));
        let question = Question {
            cards: self.library.cards(),
            progress: self.journal.progress(),
            slots: self.slots(),
            model: self.journal.model(),
            day: self.day,
            minutes: wish.minutes.unwrap_or(minutes),
            filter: &wish.filter,
            queried: queried.as_deref(),
            seed: self
                .options
                .seed
                .unwrap_or_else(|| queue::seed(self.day, self.journal.device())),
            only_open: wish != Wish::default(),
        };
        let next = Session::plan(&question, wish.clone());
        let before = std::mem::take(&mut self.session);
        self.session = next.with_done_of(before);
        self.owe_second_looks();
        self.known.planned = true;
    }

    /// What was missed in this sitting returns in it, even where the answer took the card out of what
    /// was searched for.
    fn owe_second_looks(&mut self) {
        let done = self.session.done().iter().map(|attempt| &attempt.card);
        let owing = done.filter(|id| queue::wants_second_look(self.progress(), id, self.day));
        let owed: Vec<(u32, i64)> = owing
            .filter_map(|id| Some((self.index_of(id)?, self.seen(id)?.at)))
            .collect();
        for (card, at) in owed {
            self.session.owe(card, at);
        }
    }

    /// A sitting of the cards wished for. What was answered in it already is asked again only for
    /// its second look.
    fn plan_selection(&mut self, wish: Wish) {
        let before = std::mem::take(&mut self.session);
        let done = |card: &CardId| before.done().iter().any(|attempt| attempt.card == *card);
        let seconds = self.progress().seconds_a_showing(self.day);
        let (mut places, mut again) = (Vec::new(), Vec::new());
        for id in &wish.cards {
            let Some(card) = self.index_of(id) else {
                continue;
            };
            let (kind, seen) = (self.cards()[card as usize].kind, self.seen(id));
            if before.is_away(id) {
                continue;
            }
            if done(id) {
                let owing = seen.filter(|seen| queue::owes_second_look(seen, self.day));
                again.extend(owing.map(|seen| (card, seen.at)));
            } else if kind.is_drilled() {
                let is_new = seen.is_none_or(|seen| seen.attempts == 0);
                places.push(Place {
                    card,
                    why: if is_new { Why::New } else { Why::Early },
                    seconds: seconds[kind as usize],
                });
            }
        }
        self.session = Session::of(places, again, wish).with_done_of(before);
        self.known.planned = true;
    }

    /// Whether a sitting as wished may ask a card.
    fn may_ask(&self, index: u32) -> bool {
        let Some(info) = self.cards().get(index as usize) else {
            return false;
        };
        let seen = self.seen(&info.id);
        let away = seen.is_some_and(|seen| seen.suspended || seen.is_buried(self.day));
        let wish = self.session.wish();
        let is_wished = wish.cards.is_empty() || wish.cards.contains(&info.id);
        let is_let = wish.filter.lets(info) && is_wished && !away;
        let query = wish.filter.query.as_ref();
        info.kind.is_drilled() && is_let && query.is_none_or(|query| self.means(query, index))
    }

    /// Puts a card first, whether or not the minutes had room for it.
    pub(super) fn put_first(&mut self, card: u32) {
        let Some(info) = self.cards().get(card as usize) else {
            return;
        };
        let id = info.id.clone();
        let seconds = self.progress().seconds_a_showing(self.day)[info.kind as usize];
        let is_new = self.seen(&info.id).is_none_or(|seen| seen.attempts == 0);
        let why = if is_new { Why::New } else { Why::Due };
        self.session.take_in(&id);
        self.session.first(Place { card, why, seconds });
    }

    /// Goes over to the study day that it is now.
    pub(super) fn turn_day(&mut self) {
        let day = self.study_day();
        if day != self.day {
            self.day = day;
            self.extra_minutes = 0;
            self.changed();
        }
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

    fn show(&mut self, index: u32) {
        let Some(mut showing) = self.fresh(index) else {
            self.session.leave(index);
            return;
        };
        if self.session.wish().ladder {
            showing.as_ladder();
        }
        let id = &showing.card().id;
        if let Some(draft) = self.drafts().into_iter().find(|draft| draft.card == *id) {
            showing.go_on(draft, self.clock.ticks());
        }
        self.showing = Some((index, showing));
    }

    /// A showing from its beginning; none of a card that cannot be read any more.
    pub(super) fn fresh(&mut self, index: u32) -> Option<Showing> {
        self.turn_day();
        let card = self.card(index).ok()?;
        let past = self.past(&card);
        let framework = match &card.body {
            Body::Behavioural(behavioural) => behavioural.framework.as_deref(),
            _ => None,
        };
        let framework = framework.and_then(|id| self.library.axes().framework(id));
        Some(Showing::new(card, &past, framework, self.clock.ticks()))
    }

    /// Keeps the half-answered card, so that a sitting cut short goes on where it was.
    pub fn save_draft(&mut self) {
        if let Some((_, showing)) = self.showing.as_ref().filter(|(_, s)| !s.is_untouched()) {
            let draft = showing.draft(self.clock.millis(), self.clock.ticks());
            // A draft that cannot be written costs the one answer being entered, at most.
            let _ = draft_file::save(&self.places, &draft);
        }
    }

    /// The cards half-answered in practice, the newest first; one that was graded since is none.
    fn drafts(&self) -> Vec<Draft> {
        let mut drafts = draft_file::load(&self.places).unwrap_or_default();
        drafts.retain(|draft| {
            let attempts = self.seen(&draft.card).map_or(0, |seen| seen.attempts);
            attempts == draft.attempts && draft.mock.is_empty()
        });
        drafts
    }

    /// Whether a card is half-answered in practice, with something to lose.
    pub(super) fn has_draft(&self, card: &CardId) -> bool {
        let of_card = |draft: &Draft| draft.card == *card && draft.holds_anything();
        self.drafts().iter().any(of_card)
    }

    /// Leaves the card on the screen half-answered: it comes first when the sitting goes on.
    pub fn put_down(&mut self) {
        self.save_draft();
        if let Some((index, showing)) = self.showing.take()
            && !showing.is_untouched()
            && !showing.is_marking_only()
        {
            self.put_first(index);
        }
    }

    /// What a showing of a card has to know of its past.
    pub(super) fn past(&self, card: &Card) -> Past {
        let seen = self.progress().card(&card.id);
        let Some(seen) = seen.filter(|seen| seen.attempts > 0) else {
            return Past::default();
        };
        let (probes, recall) = match &card.body {
            Body::Scenario(scenario) => self.past_steps(&card.id, seen, scenario),
            _ => {
                let last = self.last_attempt(&card.id);
                (last.map(|last| last.probes).unwrap_or_default(), None)
            }
        };
        Past {
            attempts: seen.attempts,
            variant: seen.variant,
            probes,
            recall,
            parts: seen.parts.iter().map(|part| part.id.clone()).collect(),
        }
    }

    /// Of a scenario: the follow-ups put last at each node, and its weakest node with the way that
    /// led there last.
    fn past_steps(
        &self,
        id: &CardId,
        seen: &CardProgress,
        scenario: &Scenario,
    ) -> (Vec<Box<str>>, Option<Recall>) {
        // Without the older attempts it is played from its start.
        let attempts = self.attempts(id).unwrap_or_default();
        let mut probes: Vec<Box<str>> = Vec::new();
        for node in &scenario.nodes {
            let here = |probe: &str| probe.split_once('/').is_some_and(|(n, _)| *n == *node.id);
            let put = |attempt: &Attempt| -> Vec<Box<str>> {
                let probes = attempt.probes.iter();
                probes.filter(|probe| here(probe)).cloned().collect()
            };
            let last = attempts.iter().rev().map(put).find(|put| !put.is_empty());
            probes.extend(last.into_iter().flatten());
        }
        let recall = seen.weakest().and_then(|weakest| {
            let step = format!("{}/", weakest.id);
            let find = |attempt: &Attempt| {
                let at = attempt.path.iter().position(|s| s.starts_with(&step))?;
                Some(attempt.path[..at].to_vec())
            };
            let way = attempts.iter().rev().find_map(find)?;
            let way = way.iter().filter_map(|step| step.split_once('/'));
            Some(Recall {
                node: weakest.id.clone(),
                way: way
                    .map(|(node, option)| (node.into(), option.into()))
                    .collect(),
            })
        });
        (probes, recall)
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
    /// [`Trainer::show_next`]. None, and nothing is kept, where it cannot be graded yet, or another
    /// terminal has marked it as the answer of a mock.
    ///
    /// # Errors
    /// It could not be written. The card stays on the screen, and the same call tries again.
    pub fn keep(&mut self, grade: Grade) -> Result<Option<Kept>, NotKept> {
        self.turn_day();
        let Some((index, showing)) = &self.showing else {
            return Ok(None);
        };
        if !showing.is_gradable() {
            return Ok(None);
        }
        let index = *index;
        let attempt = showing.attempt(self.day, grade, self.clock.ticks());
        if self.is_marked_elsewhere()? {
            return Ok(None);
        }
        let outlook = self.outlook();
        let entry = self.append(Event::Attempt(Box::new(attempt.clone())))?;
        let (card, mock) = (attempt.card.clone(), attempt.mock.clone());
        let looks = self
            .seen(&card)
            .map_or(0, |seen| seen.looks_on(attempt.day));
        self.session.answered(index, attempt, looks, entry.at);
        self.showing = None;
        self.kept = Some(entry.id.clone());
        self.clear_draft(&card, &mock);
        let days = outlook.map_or(0, |o| o[usize::from(grade.value()) - 1].days);
        Ok(Some(Kept {
            id: entry.id,
            grade,
            days,
        }))
    }

    pub(super) fn clear_draft(&self, card: &CardId, mock: &str) {
        // One that stays behind is older than the attempt, and not offered again.
        let _ = draft_file::clear(&self.places, card, mock);
    }

    fn study_day(&self) -> Day {
        Day::at(self.clock.now(), self.registers().roll_over_hour)
    }

    pub(super) fn append(&mut self, event: Event) -> Result<Entry, NotKept> {
        let now = self.clock.millis();
        self.changed();
        let kept = self.journal.append(event, now).map_err(NotKept::because)?;
        Ok(kept.0)
    }
}
