//! What the last verdicts of its cards say of a competency or a stage, and how much is too little.

use super::grade::Verdict;

/// Attempts below which nothing is said of a competency or a stage.
pub const EVIDENCE: u32 = 5;
/// What the newest verdict of a card weighs; the one before weighs the rest.
const NEWEST: f64 = 0.7;

/// The last verdicts of a card as one number, 1 to 4: 0.7 of the newest and 0.3 of the one before, or
/// the only one.
pub fn good(newest: Verdict, before: Option<Verdict>) -> f64 {
    let value = |verdict: Verdict| f64::from(verdict.value());
    let before = value(before.unwrap_or(newest));
    NEWEST * value(newest) + (1.0 - NEWEST) * before
}
