//! The numbers of the statistics screen.

mod report;

use crate::domain::deck::Axes;
use crate::domain::grade::Verdict;
use crate::domain::statistics::{Days, Group, PRACTISED_OF, Question, Statistics, Surprise};
use crate::storage::disk::DiskError;

use super::trainer::Trainer;
use super::words::count;

pub use report::{Section, report};

/// Answers below which a chart says nothing.
pub const ENOUGH: u32 = 20;

impl Trainer {
    /// Counts the history: of the last `range` days where it is about days (1 is today alone), none for
    /// all; of the cards of `deck` by its id, none for all. Competencies and stages stand in the order
    /// of their axes.
    ///
    /// # Errors
    /// The journal cannot be read.
    pub fn statistics(
        &self,
        range: Option<u32>,
        deck: Option<&str>,
    ) -> Result<Statistics, DiskError> {
        let ledger = self.ledger()?;
        let mut statistics = Statistics::of(&Question {
            ledger: &ledger,
            progress: self.progress(),
            cards: self.cards(),
            model: self.model(),
            day: self.day(),
            range,
            deck,
        });
        let axes = self.axes();
        let competencies = axes.competencies.iter().map(|term| &*term.id);
        let order: Vec<&str> = competencies.collect();
        in_order(&mut statistics.competencies, &order);
        statistics
            .calibration
            .competencies
            .sort_by_key(|(id, _)| place(id, &order));
        let order: Vec<&str> = axes.stages.iter().map(|term| &*term.id).collect();
        in_order(&mut statistics.stages, &order);
        Ok(statistics)
    }
}

/// Groups an axis does not know stand last, by id.
fn in_order(groups: &mut [Group], order: &[&str]) {
    groups.sort_by_key(|group| place(&group.id, order));
}

fn place(id: &str, order: &[&str]) -> usize {
    let known = order.iter().position(|known| *known == id);
    known.unwrap_or(order.len())
}

/// What a stage is called; cards that name none are for any.
pub fn stage<'a>(id: &'a str, axes: &'a Axes) -> &'a str {
    match id {
        "" => "any stage",
        id => axes.stage(id),
    }
}

/// What is missing where something is counted from `of` answers; none where these are [`ENOUGH`].
pub fn missing(of: u32) -> Option<String> {
    let missing = ENOUGH.checked_sub(of).filter(|missing| *missing > 0)?;
    let answers = count(missing, "more answer", "more answers");
    Some(format!("{answers} until this says anything."))
}

/// A range of days in words: `the last 7 days`, `all days`.
pub fn range(days: Option<u32>) -> String {
    match days {
        None => "all days".into(),
        Some(1) => "today".into(),
        Some(days) => format!("the last {days} days"),
    }
}

/// On how many days one practised: `26 of the last 30 days, 12 in a row (rest: Sun)`.
pub fn regularly(days: &Days) -> String {
    let mut text = format!("{} of the last {PRACTISED_OF} days", days.practised);
    if days.in_a_row > 1 {
        text.push_str(&format!(", {} in a row", days.in_a_row));
        let rests: Vec<String> = days.rest_days.iter().map(ToString::to_string).collect();
        if !rests.is_empty() {
            text.push_str(&format!(" (rest: {})", rests.join(" ")));
        }
    }
    text
}

/// What a mean gap between expected and earned verdicts says.
pub fn gap(mean: f64) -> String {
    match tenths(mean) {
        0.0 => "you earn what you expect".into(),
        _ => format!("you earn {} than you expect", earned_beside(mean)),
    }
}

/// How much more was earned than was expected, by the mean gap between them: `0.3 more`, `1.2 less`.
pub fn earned_beside(mean: f64) -> String {
    match tenths(mean) {
        above if above > 0.0 => format!("{above:.1} less"),
        below if below < 0.0 => format!("{:.1} more", -below),
        _ => "as much".into(),
    }
}

/// A difference with its sign: `+0.3`, `-1.2`, `0.0`.
pub fn signed(difference: f64) -> String {
    match tenths(difference) {
        0.0 => "0.0".into(),
        difference => format!("{difference:+.1}"),
    }
}

fn tenths(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

/// What an answer came to that was expected to go well: its verdict, unless only its grade was poor.
pub fn earned(surprise: &Surprise) -> String {
    match surprise.given.filter(|given| *given <= Verdict::NoHire) {
        Some(given) => given.value().to_string(),
        None => surprise.grade.word().to_owned(),
    }
}
