//! The numbers of the statistics screen.

mod report;

use crate::domain::deck::Axes;
use crate::domain::statistics::{Group, Question, Statistics};
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

/// What a mean gap between expected and earned verdicts says.
pub fn gap(mean: f64) -> String {
    match (mean * 10.0).round() / 10.0 {
        above if above > 0.0 => format!("you expect {above:.1} more than you earn"),
        below if below < 0.0 => format!("you earn {:.1} more than you expect", -below),
        _ => "you earn what you expect".into(),
    }
}
