//! One sitting: what is still to come, and what was answered.

use std::collections::VecDeque;

use crate::domain::attempt::Attempt;
use crate::domain::card::CardId;
use crate::domain::day::Day;
use crate::domain::deck::CardInfo;
use crate::domain::grade::Grade;
use crate::domain::progress::Progress;
use crate::domain::queue::{self, Filter, Place, Question};
use crate::domain::schedule::SECOND_LOOK_AFTER;

/// What a sitting is asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wish {
    /// Which cards.
    pub filter: Filter,
    /// Minutes to fill; none takes the day's.
    pub minutes: Option<u32>,
    /// At most so many cards.
    pub limit: Option<usize>,
    /// These cards and no others, in this order, whether or not their day has come: a drill of a
    /// selection. Empty, the day's queue is drilled.
    pub cards: Vec<CardId>,
    /// Ask each card as a ladder: the same answer in 180, 90, 60 and 30 seconds.
    pub ladder: bool,
}

/// A second look that is waiting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct SecondLook {
    card: u32,
    /// UTC milliseconds of the Again.
    at: i64,
}

/// The cards of one sitting.
#[derive(Debug, Clone, Default)]
pub struct Session {
    wish: Wish,
    queue: VecDeque<Place>,
    again: Vec<SecondLook>,
    done: Vec<Attempt>,
    waiting: u32,
    half: Option<u32>,
    /// Put off or suspended in this sitting.
    away: Vec<CardId>,
}

impl Session {
    /// A sitting of `places`, in their order, and of second looks: the card, and UTC milliseconds of
    /// the Again before it.
    pub fn of(places: Vec<Place>, again: Vec<(u32, i64)>, wish: Wish) -> Self {
        let second_look = |(card, at)| SecondLook { card, at };
        Self {
            queue: places.into(),
            again: again.into_iter().map(second_look).collect(),
            wish,
            ..Self::default()
        }
    }

    /// Plans a sitting: the day's queue less what was answered since the day began, with the second
    /// looks that are still owed.
    pub fn plan(question: &Question<'_>, wish: Wish) -> Self {
        let Question {
            cards,
            progress,
            day,
            ..
        } = *question;
        let queue = queue::build(question);
        let limit = wish.limit.unwrap_or(usize::MAX);
        let id = |place: &Place| &cards[place.card as usize].id;
        let answered = |card: &CardId| {
            progress
                .card(card)
                .is_some_and(|seen| seen.looks_on(day) > 0)
        };
        let again = queue.second_looks.iter().map(|card| SecondLook {
            card: *card,
            at: progress
                .card(&cards[*card as usize].id)
                .map_or(0, |seen| seen.at),
        });
        let places = few(queue.places, limit, cards);
        Self {
            queue: places
                .into_iter()
                .filter(|place| !answered(id(place)))
                .collect(),
            again: again.collect(),
            done: Vec::new(),
            waiting: queue.waiting,
            half: None,
            away: Vec::new(),
            wish,
        }
    }

    /// What it was asked for.
    pub fn wish(&self) -> &Wish {
        &self.wish
    }

    /// The card to show at `now` (UTC milliseconds): a half-answered one, else a second look whose ten
    /// minutes are over, else the next of the queue, else, at the end, a second look that is still owed.
    pub fn next(&self, now: i64) -> Option<u32> {
        let ripe = self
            .again
            .iter()
            .find(|look| now - look.at >= SECOND_LOOK_AFTER);
        let ripe = ripe.map(|look| look.card);
        let queued = || self.queue.front().map(|place| place.card);
        let half = self.half.filter(|_| self.begins_half_answered());
        half.or(ripe)
            .or_else(queued)
            .or_else(|| self.again.first().map(|look| look.card))
    }

    /// Takes over a kept attempt at a card: it leaves the queue, and after a first Again of the day
    /// it will be looked at once more.
    pub fn answered(&mut self, card: u32, attempt: Attempt, looks: u8, at: i64) {
        self.leave(card);
        if attempt.grade == Grade::Again && looks == 1 {
            self.again.push(SecondLook { card, at });
        }
        self.done.push(attempt);
    }

    /// Takes a card out of what is still to come.
    pub fn leave(&mut self, card: u32) {
        self.queue.retain(|place| place.card != card);
        self.again.retain(|look| look.card != card);
    }

    /// Takes a card out that was put off or suspended in this sitting.
    pub fn put_away(&mut self, card: u32, id: CardId) {
        self.leave(card);
        self.away.push(id);
    }

    /// Takes it in again.
    pub fn take_in(&mut self, id: &CardId) {
        self.away.retain(|away| away != id);
    }

    /// Whether it was put off or suspended in this sitting.
    pub fn is_away(&self, id: &CardId) -> bool {
        self.away.contains(id)
    }

    /// Adds a second look that is owed, unless it is there.
    pub fn owe(&mut self, card: u32, at: i64) {
        if !self.again.iter().any(|look| look.card == card) {
            self.again.push(SecondLook { card, at });
        }
    }

    /// Forgets the last answer to a card, which was taken back.
    pub fn forget(&mut self, card: &CardId) {
        if let Some(at) = self.done.iter().rposition(|attempt| attempt.card == *card) {
            self.done.remove(at);
        }
    }

    /// Whether the first card was begun and not graded.
    pub fn begins_half_answered(&self) -> bool {
        self.half.is_some() && self.half == self.queue.front().map(|place| place.card)
    }

    /// Puts a card first that was begun and not graded.
    pub fn first(&mut self, place: Place) {
        self.leave(place.card);
        self.half = Some(place.card);
        self.queue.push_front(place);
    }

    /// Counts what `before` had answered as answered in this sitting, and what was put away as away.
    pub fn with_done_of(mut self, before: Self) -> Self {
        self.done = before.done;
        self.away = before.away;
        self
    }

    /// Cards still to come, second looks included.
    pub fn left(&self) -> usize {
        self.queue.len() + self.again.len()
    }

    /// What is still to come.
    pub fn queue(&self) -> impl Iterator<Item = &Place> {
        self.queue.iter()
    }

    /// Second looks that are owed.
    pub fn second_looks(&self) -> usize {
        self.again.len()
    }

    /// Cards that are due or new and found no room in the minutes.
    pub fn waiting(&self) -> u32 {
        self.waiting
    }

    /// Seconds that what is still to come is expected to take.
    pub fn seconds_left(&self) -> u32 {
        const SECOND_LOOK_SECONDS: u32 = 40;
        self.queue.iter().map(|place| place.seconds).sum::<u32>()
            + SECOND_LOOK_SECONDS * self.again.len() as u32
    }

    /// What was answered in this sitting, in order.
    pub fn done(&self) -> &[Attempt] {
        &self.done
    }
}

/// At most `limit` of the day's cards, in their order: of each kind the first before a second of any,
/// so that a few show what there is.
fn few(places: Vec<Place>, limit: usize, cards: &[CardInfo]) -> Vec<Place> {
    if places.len() <= limit {
        return places;
    }
    let kind = |at: &usize| cards[places[*at].card as usize].kind;
    let is_first = |at: &usize| !(0..*at).any(|earlier| kind(&earlier) == kind(at));
    let (firsts, others): (Vec<usize>, Vec<usize>) = (0..places.len()).partition(is_first);
    let mut kept: Vec<usize> = firsts.into_iter().chain(others).take(limit).collect();
    kept.sort_unstable();
    kept.into_iter().map(|at| places[at]).collect()
}

/// Attempts there were on `day`, over all cards, and the cards they were about.
pub fn answered_on(progress: &Progress, day: Day) -> (u32, u32) {
    let looks = progress
        .cards
        .values()
        .map(|seen| u32::from(seen.looks_on(day)));
    looks
        .filter(|looks| *looks > 0)
        .fold((0, 0), |(all, cards), looks| (all + looks, cards + 1))
}
