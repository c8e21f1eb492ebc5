//! Weak cards, weak points and weak competencies: what the history says is not there yet, by which
//! rule, and what a drill of it would bring.

mod competency;
mod gain;
mod lines;
mod points;
mod reason;

use super::card::CardId;
use super::day::Day;
use super::deck::CardInfo;
use super::ledger::Ledger;
use super::memory::MemoryModel;
use super::progress::{CardProgress, Progress};
use super::queue::Filter;

pub use competency::{WeakCompetency, competencies};
pub use gain::{Horizon, Outlook, Sum, outlook};
pub use lines::{LinesByCard, Missed};
pub use points::{Subject, WeakPoint, points};
pub use reason::{MustAbsent, Reason, Rule};

use reason::reasons;

/// What weakness is judged from.
#[derive(Debug, Clone, Copy)]
pub struct Question<'a> {
    /// Every card of the library.
    pub cards: &'a [CardInfo],
    /// What the journal says.
    pub progress: &'a Progress,
    /// Predicts recall.
    pub model: &'a MemoryModel,
    /// The study day.
    pub day: Day,
    /// Which cards are asked about.
    pub filter: &'a Filter,
}

/// A card with what speaks against it.
#[derive(Debug, Clone, PartialEq)]
pub struct WeakCard {
    /// The card, by its place among the question's cards.
    pub card: u32,
    /// Why it is listed, the most telling first.
    pub reasons: Vec<Reason>,
    /// Recall now, at the horizon, and at the horizon if it is studied today.
    pub outlook: Outlook,
    /// Seconds it is expected to take; half as much again where it was never practised.
    pub seconds: u32,
    /// Agains after the first attempt.
    pub lapses: u16,
    /// The day of the last attempt.
    pub last: Option<Day>,
}

impl WeakCard {
    /// What studying it today adds to recall at the horizon, for each minute it takes: 1 is a card
    /// forgotten turned into one surely known, in a minute.
    pub fn gain_a_minute(&self) -> f32 {
        self.outlook.gain() * 60.0 / self.seconds.max(1) as f32
    }
}

/// The weak cards, and apart from them those never practised, each with the highest gain a minute
/// first.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct WeakCards {
    /// Practised, and weak.
    pub weak: Vec<WeakCard>,
    /// Never practised.
    pub unpractised: Vec<WeakCard>,
    /// Cards that were practised, suspended ones left out.
    pub practised: u32,
}

/// Whether a card may be listed for what is known of it.
fn is_listed(seen: &CardProgress) -> bool {
    !seen.suspended && seen.attempts > 0
}

/// The part of its kind's usual time that a card takes which was never seen: half as much again.
const UNSEEN_SECONDS: (u32, u32) = (3, 2);

impl Question<'_> {
    /// The date of the interview, while it is to come.
    pub fn interview(&self) -> Option<Day> {
        let date = self.progress.registers.interview_date;
        date.filter(|date| *date >= self.day)
    }

    /// Why a card is weak as far as its own summary tells, the most telling first; empty where it is
    /// not, or is suspended, or no session asks it. A card never practised is not weak.
    pub fn reasons(&self, card: &CardInfo) -> Vec<Reason> {
        (self.progress.card(&card.id)).map_or_else(Vec::new, |seen| self.reasons_of(card, seen))
    }

    /// The same, where what is known of the card is at hand.
    pub fn reasons_of(&self, card: &CardInfo, seen: &CardProgress) -> Vec<Reason> {
        match self.asks(card) && is_listed(seen) {
            true => reasons(self, card, seen, None),
            false => Vec::new(),
        }
    }

    /// Whether a card is asked about, and any session asks it.
    fn asks(&self, card: &CardInfo) -> bool {
        card.kind.is_drilled() && self.filter.lets(card)
    }

    /// What is known of a card that may be listed and was practised.
    fn listed(&self, card: &CardInfo) -> Option<&CardProgress> {
        let seen = self.progress.card(&card.id)?;
        (self.asks(card) && is_listed(seen)).then_some(seen)
    }

    /// Every card that is weak, with the must points that were missed; and those never practised.
    pub fn cards(&self, ledger: &Ledger, lines: &LinesByCard) -> WeakCards {
        let usual = self.progress.seconds_a_showing(self.day);
        let horizon = Horizon::of(&self.progress.registers, self.day);
        let unseen = outlook(self.model, None, self.day, horizon);
        let mut found = WeakCards::default();
        for (at, info) in self.cards.iter().enumerate() {
            let seen = self.progress.card(&info.id);
            if !self.asks(info) || seen.is_some_and(|seen| seen.suspended) {
                continue;
            }
            let Some(seen) = self.listed(info) else {
                let mut card = self.weak(at as u32, &usual, unseen);
                card.reasons.push(Reason::Unpractised);
                found.unpractised.push(card);
                continue;
            };
            found.practised += 1;
            let must = lines.must_absent(ledger, info, self.id(info), seen.attempts);
            let reasons = reasons(self, info, seen, must);
            if !reasons.is_empty() {
                let outlook = outlook(self.model, seen.returning(), self.day, horizon);
                found.weak.push(WeakCard {
                    reasons,
                    ..self.weak(at as u32, &usual, outlook)
                });
            }
        }
        for cards in [&mut found.weak, &mut found.unpractised] {
            cards.sort_by(|a, b| b.gain_a_minute().total_cmp(&a.gain_a_minute()));
        }
        found
    }

    /// The cards at these places, weak or not, with no reasons.
    pub fn outlooks(&self, places: &[u32]) -> Vec<WeakCard> {
        let usual = self.progress.seconds_a_showing(self.day);
        let horizon = Horizon::of(&self.progress.registers, self.day);
        let card = |at: &u32| {
            let seen = self.progress.card(&self.cards[*at as usize].id);
            let last = seen.and_then(CardProgress::returning);
            self.weak(*at, &usual, outlook(self.model, last, self.day, horizon))
        };
        places.iter().map(card).collect()
    }

    fn weak(&self, at: u32, usual: &[u32; 6], outlook: Outlook) -> WeakCard {
        let info = &self.cards[at as usize];
        let seen = self.progress.card(&info.id);
        let last = seen.and_then(CardProgress::last).map(|last| last.day);
        let seconds = usual[info.kind as usize];
        WeakCard {
            card: at,
            reasons: Vec::new(),
            outlook,
            seconds: match last {
                Some(_) => seconds,
                None => seconds * UNSEEN_SECONDS.0 / UNSEEN_SECONDS.1,
            },
            lapses: seen.map_or(0, |seen| seen.lapses),
            last,
        }
    }

    /// The id a card's history is kept under.
    fn id<'c>(&'c self, card: &'c CardInfo) -> &'c CardId {
        self.progress.current(&card.id)
    }
}
