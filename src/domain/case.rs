//! An estimate from a few givens, and what changes when one of them does.

use super::rubric::{Point, Rubric};
use super::safe_text::SafeText;

/// A card of the kind case.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Case {
    /// What is known.
    pub givens: Vec<SafeText>,
    /// What is to be estimated.
    pub ask: SafeText,
    /// The steps of a sound way, as points to mark.
    pub steps: Rubric,
    /// Where a careful estimate lies.
    pub range: Range,
    /// What has to be assumed.
    pub assumptions: Vec<SafeText>,
    /// The calculation in full.
    pub worked: Option<SafeText>,
    /// Changed constraints: one is put an attempt, in turn.
    pub twists: Vec<Twist>,
}

/// Where a careful estimate lies.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Range {
    /// Its lower end.
    pub low: f64,
    /// Its upper end, no less.
    pub high: f64,
    /// What is counted: `EUR a month`, `%`, `hours`.
    pub unit: SafeText,
}

/// A changed constraint, answered on top of the same numbers.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Twist {
    /// Unique in its card.
    pub id: Box<str>,
    /// What changed, and what is asked.
    pub ask: SafeText,
    /// What a good answer shows; may be empty.
    pub rubric: Rubric,
    /// Where the new estimate lies, where one is asked for.
    pub range: Option<Range>,
    /// The calculation.
    pub worked: Option<SafeText>,
}

impl Case {
    /// The points of the steps, and those of one twist after them.
    pub fn points_with(&self, twist: Option<usize>) -> impl Iterator<Item = &Point> {
        let twist = twist.and_then(|twist| self.twists.get(twist));
        let twist = twist.map_or(&[][..], |twist| &twist.rubric.points);
        self.steps.points.iter().chain(twist)
    }
}
