//! What studying a card today would bring by the horizon.

use super::WeakCard;
use crate::domain::day::Day;
use crate::domain::memory::MemoryModel;
use crate::domain::progress::Last;
use crate::domain::register::Registers;

/// Days to the horizon where there is no interview date.
const AHEAD: u32 = 21;
/// How passes are shared among Hard, Good and Easy.
const PASSES: [f32; 3] = [0.2, 0.7, 0.1];
/// How first grades are shared among Again, Hard, Good and Easy.
const FIRST: [f32; 4] = [0.4, 0.2, 0.3, 0.1];

/// The day for which one practises.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Horizon {
    /// The interview, else 21 days ahead.
    pub day: Day,
    /// Whether it is the interview.
    pub is_interview: bool,
}

impl Horizon {
    /// The horizon as seen from `today`.
    pub fn of(registers: &Registers, today: Day) -> Self {
        let interview = registers.interview_date.filter(|date| *date >= today);
        Self {
            day: interview.unwrap_or_else(|| today.plus(AHEAD)),
            is_interview: interview.is_some(),
        }
    }
}

/// Chances of recall, 0 to 1.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Outlook {
    /// Today.
    pub now: f32,
    /// At the horizon, if nothing is done.
    pub then: f32,
    /// At the horizon, as expected if it is studied today.
    pub studied: f32,
}

impl Outlook {
    /// What studying it today adds at the horizon.
    pub fn gain(&self) -> f32 {
        self.studied - self.then
    }
}

/// The outlook of a card with this memory; none is a card never attempted, which is not recalled.
/// The chance of Again is what is missing of recall now, and passes come as Hard, Good and Easy
/// like 0.2, 0.7 and 0.1; first grades like 0.4, 0.2, 0.3 and 0.1.
pub fn outlook(model: &MemoryModel, last: Option<Last>, today: Day, horizon: Horizon) -> Outlook {
    let ahead = horizon.day.since(today);
    let days = last.map_or(0, |last| today.since(last.day));
    let recall = |on: Day| last.map_or(0.0, |last| model.recall(last.memory, on.since(last.day)));
    let now = recall(today);
    let chances = match last {
        Some(_) => {
            let [hard, good, easy] = PASSES.map(|share| share * now);
            [1.0 - now, hard, good, easy]
        }
        None => FIRST,
    };
    let after = model.after_each(last.map(|last| last.memory), days);
    let studied = after.map(|memory| model.recall(memory, ahead));
    Outlook {
        now,
        then: recall(horizon.day),
        studied: chances.iter().zip(studied).map(|(p, r)| p * r).sum(),
    }
}

/// What a drill of several cards would bring.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Sum {
    /// How many.
    pub cards: u32,
    /// Seconds it is expected to take.
    pub seconds: u32,
    /// Their mean recall at the horizon, if nothing is done; 0 of no card.
    pub before: f32,
    /// The same, as expected after the drill.
    pub after: f32,
}

impl Sum {
    /// The sum over `cards`.
    pub fn of<'a>(cards: impl IntoIterator<Item = &'a WeakCard>) -> Self {
        let mut sum = Self::default();
        for card in cards {
            sum.cards += 1;
            sum.seconds += card.seconds;
            sum.before += card.outlook.then;
            sum.after += card.outlook.studied;
        }
        let of = sum.cards.max(1) as f32;
        Self {
            before: sum.before / of,
            after: sum.after / of,
            ..sum
        }
    }
}
