//! What to do next.

use super::scorecard::Row;
use crate::domain::card::CardId;
use crate::domain::grade::Verdict;

/// Pieces of advice at the end of a scorecard, at most.
const ADVICE: usize = 3;

/// What to do next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Advice {
    /// Drill a competency: it came out lowest.
    Competency {
        /// Its id.
        id: Box<str>,
        /// What it came to.
        verdict: Verdict,
        /// A card of it that was asked.
        card: CardId,
    },
    /// Drill a card again that took too long.
    Shorter {
        /// Which card.
        card: CardId,
        /// Seconds it went over; 0 where the clock cut it off.
        over: u32,
    },
    /// Drill a card until its points come unasked.
    Unprompted {
        /// Which card.
        card: CardId,
        /// Points that came only after a push.
        pushed: u32,
    },
}

/// What to do next: the lowest competency, the answer furthest over its time, the one that needed the
/// most pushing; then further competencies below 3.
pub(super) fn advice(rows: &[Row]) -> Vec<Advice> {
    let mut low: Vec<&Row> = rows.iter().filter(|row| row.verdict.is_some()).collect();
    low.sort_by_key(|row| row.verdict);
    let mut named: Vec<&str> = Vec::new();
    low.retain(|row| {
        let is_new = !named.contains(&&*row.asked.competency);
        named.push(&row.asked.competency);
        is_new
    });
    let of_row = |row: &&Row| {
        Some(Advice::Competency {
            id: row.asked.competency.clone(),
            verdict: row.verdict?,
            card: row.asked.card.clone(),
        })
    };
    let late = rows.iter().filter(|row| row.over() > 0 || row.asked.cut);
    let late = late
        .max_by_key(|row| (row.over(), row.asked.cut))
        .map(|row| Advice::Shorter {
            card: row.asked.card.clone(),
            over: row.over(),
        });
    let pushed = rows.iter().filter(|row| row.pushed > 0);
    let pushed = pushed
        .max_by_key(|row| row.pushed)
        .map(|row| Advice::Unprompted {
            card: row.asked.card.clone(),
            pushed: row.pushed,
        });
    let first = low.first().and_then(of_row);
    let more = low
        .iter()
        .skip(1)
        .filter(|row| row.verdict < Some(Verdict::Hire));
    let all = first
        .into_iter()
        .chain(late)
        .chain(pushed)
        .chain(more.filter_map(of_row));
    all.take(ADVICE).collect()
}
