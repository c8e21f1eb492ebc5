//! Weak competencies: how the last verdicts of their cards were, and how many of these are weak.

use std::collections::HashMap;
use std::sync::Arc;

use super::{Question, WeakCard};
use crate::domain::evidence::{self, EVIDENCE};
use crate::domain::grade::Verdict;
use crate::domain::progress::CardProgress;

/// How a competency stands.
#[derive(Debug, Clone, PartialEq)]
pub struct WeakCompetency {
    /// Its id.
    pub id: Arc<str>,
    /// Attempts at its cards.
    pub attempts: u32,
    /// Its cards that were practised.
    pub practised: u32,
    /// Those of them that are weak, by place, the highest gain a minute first.
    pub weak: Vec<u32>,
    /// The mean of its cards' last verdicts, 1 to 4; none where none had one.
    pub mean: Option<f64>,
}

impl WeakCompetency {
    /// Whether there are attempts enough to say anything.
    pub fn has_evidence(&self) -> bool {
        self.attempts >= EVIDENCE
    }

    /// How its answers come out, in words.
    pub fn words(&self) -> &'static str {
        let nearest = self.mean.map(|mean| mean.round() as u8);
        match nearest.and_then(Verdict::from_value) {
            _ if !self.has_evidence() => "not enough evidence",
            Some(verdict) => verdict.words(),
            None => "no verdicts",
        }
    }

    /// The greater, the weaker.
    fn weakness(&self) -> (bool, f64) {
        let share = self.weak.len() as f64 / f64::from(self.practised.max(1));
        let missing = self.mean.map_or(0.0, |mean| (4.0 - mean) / 3.0);
        (self.has_evidence(), share + missing)
    }
}

/// How the last verdicts of a card were.
fn good(seen: &CardProgress) -> Option<f64> {
    let mut verdicts = seen.verdicts();
    Some(evidence::good(verdicts.next()?, verdicts.next()))
}

/// Every competency that was practised, the weakest first; those without enough evidence come last.
pub fn competencies(question: &Question<'_>, weak: &[WeakCard]) -> Vec<WeakCompetency> {
    let mut places: HashMap<&str, usize> = HashMap::new();
    let mut all: Vec<(WeakCompetency, u32)> = Vec::new();
    for info in question.cards {
        let Some(seen) = question.listed(info) else {
            continue;
        };
        let place = *places.entry(&info.competency).or_insert_with(|| {
            let competency = WeakCompetency {
                id: info.competency.clone(),
                attempts: 0,
                practised: 0,
                weak: Vec::new(),
                mean: None,
            };
            all.push((competency, 0));
            all.len() - 1
        });
        let (competency, judged) = &mut all[place];
        competency.attempts += seen.attempts;
        competency.practised += 1;
        if let Some(good) = good(seen) {
            competency.mean = Some(competency.mean.unwrap_or_default() + good);
            *judged += 1;
        }
    }
    for card in weak {
        let id = &*question.cards[card.card as usize].competency;
        if let Some(place) = places.get(id) {
            all[*place].0.weak.push(card.card);
        }
    }
    let means = all.into_iter().map(|(competency, judged)| WeakCompetency {
        mean: competency.mean.map(|sum| sum / f64::from(judged.max(1))),
        ..competency
    });
    let mut all: Vec<WeakCompetency> = means.collect();
    all.sort_by(|a, b| {
        let ((known_a, a), (known_b, b)) = (a.weakness(), b.weakness());
        known_b.cmp(&known_a).then(b.total_cmp(&a))
    });
    all
}
