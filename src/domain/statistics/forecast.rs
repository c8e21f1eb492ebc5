//! What comes back when.

use super::Question;
use crate::domain::day::Day;
use crate::domain::schedule;

/// Days a forecast holds at most, today among them.
pub const LONGEST_FORECAST: u32 = 21;

/// What is due on one day.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Load {
    /// Cards.
    pub cards: u32,
    /// Seconds they are expected to take.
    pub seconds: u32,
}

/// The cards that come back on each of the next days, by [`schedule::due`] and as long as each kind
/// takes ([`crate::domain::progress::Progress::seconds_a_showing`]). A card counts once, on the first day
/// it can be asked: what is overdue is due today, what was put off until tomorrow is due then. Suspended
/// cards, slots and cards never attempted do not count.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Forecast {
    /// A day each, from today on: [`LONGEST_FORECAST`] of them, or up to the day of the interview.
    pub days: Vec<Load>,
    /// The interview, where it is the last of these days.
    pub interview: Option<Day>,
}

impl Forecast {
    pub(super) fn of(question: &Question<'_>) -> Self {
        let (progress, today) = (question.progress, question.day);
        let registers = &progress.registers;
        let near = |date: &Day| *date >= today && date.since(today) < LONGEST_FORECAST;
        let interview = registers.interview_date.filter(near);
        let length = interview.map_or(LONGEST_FORECAST, |date| date.since(today) + 1);
        let mut days = vec![Load::default(); length as usize];
        let seconds = progress.seconds_a_showing(today);
        for card in question.cards.iter().filter(|card| card.kind.is_drilled()) {
            let seen = progress.card(&card.id).filter(|seen| !seen.suspended);
            let Some(seen) = seen.filter(|_| question.lets(&card.id)) else {
                continue;
            };
            let due = schedule::due(question.model, &card.id, seen, registers.desired_retention);
            let Some(due) = due else {
                continue;
            };
            let days_on = schedule::until_asked(seen, due, today);
            if let Some(load) = days.get_mut(days_on as usize) {
                load.cards += 1;
                load.seconds = load.seconds.saturating_add(seconds[card.kind as usize]);
            }
        }
        Self { days, interview }
    }

    /// All days together.
    pub fn total(&self) -> Load {
        let add = |sum: Load, load: &Load| Load {
            cards: sum.cards + load.cards,
            seconds: sum.seconds.saturating_add(load.seconds),
        };
        self.days.iter().fold(Load::default(), add)
    }

    /// The day, counted from today, that takes longest; the first of them where there are several.
    pub fn peak(&self) -> Option<(u32, Load)> {
        let first_longest = |a: &(u32, Load), b: &(u32, Load)| {
            let longer = a.1.seconds.cmp(&b.1.seconds);
            longer.then(b.0.cmp(&a.0))
        };
        let peak = (0..).zip(self.days.iter().copied()).max_by(first_longest);
        peak.filter(|(_, load)| load.cards > 0)
    }
}
