//! What is weak, over the whole history, and the weakest at a glance.

use std::collections::HashMap;
use std::rc::Rc;

use crate::domain::card::CardId;
use crate::domain::day::Day;
use crate::domain::deck::CardInfo;
use crate::domain::ledger::Ledger;
use crate::domain::queue::Filter;
use crate::domain::safe_text::SafeText;
use crate::domain::weakness::{
    self, Horizon, LinesByCard, Missed, Question, Subject, WeakCard, WeakCompetency, WeakPoint,
};
use crate::storage::disk::DiskError;

use super::Trainer;

/// What is weak, and what it is known from.
#[derive(Debug)]
pub struct Weak {
    /// The day for which one practises.
    pub horizon: Horizon,
    /// Practised cards that are weak, the highest gain a minute first.
    pub cards: Vec<WeakCard>,
    /// Cards never practised, in the same order.
    pub unpractised: Vec<WeakCard>,
    /// How many cards were practised.
    pub practised: u32,
    /// Points that go missing, the oftenest first.
    pub points: Vec<WeakPoint>,
    /// Competencies that were practised, the weakest first.
    pub competencies: Vec<WeakCompetency>,
    /// Where the card at a place stands: in `cards`, and after these in `unpractised`.
    listed: HashMap<u32, usize>,
    ledger: Rc<Ledger>,
    lines: LinesByCard,
}

impl Trainer {
    /// Every weak card, point and competency among the cards that `filter` lets through. It passes
    /// over all cards and the ledger; without a filter once, until something changes.
    ///
    /// # Errors
    /// The journal cannot be read.
    pub fn weak(&self, filter: &Filter) -> Result<Rc<Weak>, DiskError> {
        let is_whole = *filter == Filter::default();
        if let Some(weak) = self.known.weak.get().filter(|_| is_whole) {
            return Ok(Rc::clone(weak));
        }
        let ledger = self.ledger()?;
        let lines = LinesByCard::of(&ledger);
        let question = self.question(filter);
        let cards = question.cards(&ledger, &lines);
        let weak = Rc::new(Weak {
            horizon: Horizon::of(self.registers(), self.day),
            points: weakness::points(&question, &ledger, |id| self.index_of(id)),
            competencies: weakness::competencies(&question, &cards.weak),
            listed: (cards.weak.iter().chain(&cards.unpractised))
                .zip(0..)
                .map(|(card, at)| (card.card, at))
                .collect(),
            cards: cards.weak,
            unpractised: cards.unpractised,
            practised: cards.practised,
            ledger,
            lines,
        });
        match is_whole {
            true => Ok(Rc::clone(self.known.weak.get_or_init(|| weak))),
            false => Ok(weak),
        }
    }

    pub(in crate::training) fn question<'a>(&'a self, filter: &'a Filter) -> Question<'a> {
        Question {
            cards: self.cards(),
            progress: self.progress(),
            model: self.model(),
            day: self.day,
            filter,
        }
    }

    /// Whether a card is on the list of weak cards. Where the journal cannot be read, its summary
    /// decides.
    pub fn is_weak(&self, card: &CardInfo) -> bool {
        let filter = Filter::default();
        match self.weak(&filter) {
            Ok(weak) => (self.index_of(&card.id)).is_some_and(|at| weak.is_weak(at)),
            Err(_) => !self.question(&filter).reasons(card).is_empty(),
        }
    }
}

impl Weak {
    fn is_weak(&self, place: u32) -> bool {
        let listed = self.listed.get(&place);
        listed.is_some_and(|at| *at < self.cards.len())
    }

    /// Attempts over all cards.
    pub fn attempts(&self) -> u64 {
        self.ledger.lines().len() as u64
    }

    /// The cards at these places, listed or not, the highest gain a minute first.
    pub fn outlooks(&self, trainer: &Trainer, places: &[u32]) -> Vec<WeakCard> {
        let (listed, mut others): (Vec<u32>, Vec<u32>) = places
            .iter()
            .partition(|place| self.listed.contains_key(place));
        let card = |place: &u32| {
            let at = *self.listed.get(place)?;
            let unpractised = || self.unpractised.get(at - self.cards.len());
            self.cards.get(at).or_else(unpractised).cloned()
        };
        let mut cards: Vec<WeakCard> = listed.iter().filter_map(card).collect();
        others.sort_unstable();
        if !others.is_empty() {
            let filter = Filter::default();
            cards.extend(trainer.question(&filter).outlooks(&others));
        }
        cards.sort_by(|a, b| b.gain_a_minute().total_cmp(&a.gain_a_minute()));
        cards
    }

    /// What goes missing with a point, in words: what its theme says, or the point of its card.
    pub fn missing(&self, trainer: &Trainer, point: &WeakPoint) -> String {
        let read = |card: u32, name: &str| {
            let card = trainer.card(card).ok()?;
            let points = card.named_points();
            let named = points.into_iter().find(|(of, _)| **of == *name);
            named.map(|(_, point)| format!("“{}” is absent", point.text))
        };
        let text = match &point.subject {
            Subject::Theme(_) => None,
            Subject::Point(card, name) => read(*card, name),
        };
        text.unwrap_or_else(|| SafeText::line(point.missed(trainer.axes())).to_string())
    }

    /// The points of a card that were absent oftenest.
    pub fn missed(&self, trainer: &Trainer, id: &CardId) -> Vec<Missed> {
        let (id, attempts) = current(trainer, id);
        self.lines.missed(&self.ledger, id, attempts)
    }

    /// The day of the last good answer to a card whose last was none.
    pub fn good_before(&self, trainer: &Trainer, id: &CardId) -> Option<Day> {
        let (id, attempts) = current(trainer, id);
        self.lines.good_before(&self.ledger, id, attempts)
    }
}

/// The id a card's history is kept under, and its attempts that count.
fn current<'a>(trainer: &'a Trainer, id: &'a CardId) -> (&'a CardId, u32) {
    let attempts = trainer.seen(id).map_or(0, |seen| seen.attempts);
    (trainer.progress().current(id), attempts)
}
