//! Whether a query holds of a card, without reading the card.

use std::cell::OnceCell;

use super::{Axis, Comparison, Number, Query, State, Term, Test, Thousandths};
use crate::domain::day::Day;
use crate::domain::deck::CardInfo;
use crate::domain::memory::MemoryModel;
use crate::domain::progress::{CardProgress, Progress};
use crate::domain::schedule;

/// What queries are held against.
#[derive(Clone, Copy)]
pub struct Ground<'a> {
    /// What the journal says.
    pub progress: &'a Progress,
    /// Predicts recall.
    pub model: &'a MemoryModel,
    /// The study day.
    pub day: Day,
    /// The study day each deck's file was last changed on; none for a bundled one.
    pub edited: &'a [Option<Day>],
    /// Whether a card is among the weak ones.
    pub is_weak: &'a dyn Fn(&CardInfo) -> bool,
    /// Whether the card of that number has this text, in lower case, in its title, prompt, tags or id.
    pub says: &'a dyn Fn(u32, &str) -> bool,
}

/// A card, and what is looked up of it once.
struct Asked<'a> {
    index: u32,
    info: &'a CardInfo,
    seen: OnceCell<Option<&'a CardProgress>>,
    ground: Ground<'a>,
}

impl Query {
    /// Whether every term but the [words](Query::words) holds of the card of that number.
    pub fn lets(&self, index: u32, info: &CardInfo, ground: Ground<'_>) -> bool {
        let asked = Asked {
            index,
            info,
            seen: OnceCell::new(),
            ground,
        };
        asked.hold(&self.terms)
    }
}

impl<'a> Asked<'a> {
    fn hold(&self, terms: &[Term]) -> bool {
        let mut terms = terms.iter();
        terms.all(|term| self.holds(&term.test) != term.negated)
    }

    fn holds(&self, test: &Test) -> bool {
        match test {
            Test::Text(text) => (self.ground.says)(self.index, text),
            Test::Is(states) => states.iter().any(|state| self.is(*state)),
            Test::Filed(axis, starts) => self.is_filed(*axis, starts),
            Test::Kind(kinds) => kinds.contains(&self.info.kind),
            Test::Number(number, comparison, to) => self
                .number(*number)
                .is_some_and(|value| compares(value, *comparison, *to)),
            Test::Edited(days) => {
                let edited = self.ground.edited.get(self.info.deck as usize);
                let edited = edited.copied().flatten();
                edited.is_some_and(|day| self.ground.day.since(day) < *days)
            }
            Test::All(query) => {
                let says = |word: &String| (self.ground.says)(self.index, word);
                self.hold(&query.terms) && query.words.iter().all(says)
            }
        }
    }

    fn seen(&self) -> Option<&'a CardProgress> {
        let look_up = || self.ground.progress.card(&self.info.id);
        *self.seen.get_or_init(look_up)
    }

    fn is(&self, state: State) -> bool {
        let (seen, day) = (self.seen(), self.ground.day);
        let is = |what: fn(&CardProgress) -> bool| seen.is_some_and(what);
        match state {
            State::Due => seen.is_some_and(|seen| self.is_due(seen)),
            State::New => seen.is_none_or(|seen| seen.attempts == 0),
            State::Weak => (self.ground.is_weak)(self.info),
            State::Leech => seen.is_some_and(|seen| schedule::is_leech(seen, day.plus(1))),
            State::Suspended => is(|seen| seen.suspended),
            State::Starred => is(|seen| seen.starred),
            State::Buried => seen.is_some_and(|seen| seen.is_buried(day)),
            State::Surprise => is(CardProgress::is_surprise),
        }
    }

    fn is_due(&self, seen: &CardProgress) -> bool {
        let Ground {
            day,
            model,
            progress,
            ..
        } = self.ground;
        if seen.suspended || seen.is_buried(day) || !self.info.kind.is_drilled() {
            return false;
        }
        let retention = progress.registers.desired_retention;
        let due = schedule::due(model, &self.info.id, seen, retention);
        due.is_some_and(|due| due <= day)
    }

    fn is_filed(&self, axis: Axis, starts: &[String]) -> bool {
        let begins = |name: &str| starts.iter().any(|start| begins(name, start));
        let info = self.info;
        match axis {
            Axis::Deck => begins(info.id.deck()),
            Axis::Competency => begins(&info.competency),
            Axis::Stage => info.stages.is_empty() || info.stages.iter().any(|id| begins(id)),
            Axis::Level => info.levels.is_empty() || info.levels.iter().any(|id| begins(id)),
            Axis::Tag => {
                let own = || self.seen().map_or(&[][..], |seen| &seen.tags);
                info.tags.iter().any(|tag| begins(tag)) || own().iter().any(|tag| begins(tag))
            }
        }
    }

    fn number(&self, number: Number) -> Option<f32> {
        let seen = self.seen();
        Some(match number {
            Number::Recall => {
                let last = seen?.returning()?;
                let days = self.ground.day.since(last.day);
                self.ground.model.recall(last.memory, days)
            }
            Number::Lapses => seen.map_or(0.0, |seen| f32::from(seen.lapses)),
            Number::Attempts => seen.map_or(0.0, |seen| seen.attempts as f32),
            Number::Difficulty => f32::from(self.info.difficulty),
        })
    }
}

fn compares(value: f32, comparison: Comparison, to: Thousandths) -> bool {
    let to = to as f32 / 1000.0;
    match comparison {
        Comparison::AtMost => value <= to,
        Comparison::AtLeast => value >= to,
        Comparison::Less => value < to,
        Comparison::More => value > to,
        // Recall is compared as it is shown, to a hundredth.
        Comparison::Equal => (value - to).abs() < 0.005,
    }
}

/// Whether `name`, in any case, begins with `start`, which is in lower case.
fn begins(name: &str, start: &str) -> bool {
    let mut letters = name.chars().flat_map(char::to_lowercase);
    start.chars().all(|c| letters.next() == Some(c))
}
