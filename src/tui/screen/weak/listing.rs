//! Which lines are listed, and in which order.

use std::rc::Rc;

use crate::domain::weakness::{WeakCard, WeakCompetency, WeakPoint};
use crate::training::Trainer;
use crate::training::trainer::Weak;

/// At most so many cards are listed that were never practised, those with the highest gain.
pub(super) const UNPRACTISED: usize = 50;
/// At most so many points are listed.
pub(super) const POINTS: usize = 100;

/// How many of `all` are listed: `first 50 of 311`, `8`.
pub(super) fn of(at_most: usize, all: usize) -> String {
    match all > at_most {
        true => format!("first {at_most} of {all}"),
        false => all.to_string(),
    }
}

/// What is listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tab {
    Cards,
    Points,
    Competencies,
    Rules,
}

impl Tab {
    pub(super) const ALL: [Self; 4] = [Self::Cards, Self::Points, Self::Competencies, Self::Rules];

    pub(super) fn next(self) -> Self {
        Self::ALL[(self as usize + 1) % Self::ALL.len()]
    }
}

/// The order of the cards that were practised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    Gain,
    Recall,
    Lapses,
    Last,
}

impl Sort {
    pub(super) fn next(self) -> Self {
        match self {
            Self::Gain => Self::Recall,
            Self::Recall => Self::Lapses,
            Self::Lapses => Self::Last,
            Self::Last => Self::Gain,
        }
    }

    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Gain => "by gain a minute",
            Self::Recall => "lowest recall first",
            Self::Lapses => "most lapses first",
            Self::Last => "longest ago first",
        }
    }

    fn order(self, cards: &mut [&WeakCard]) {
        match self {
            Self::Gain => {}
            Self::Recall => cards.sort_by(|a, b| a.outlook.now.total_cmp(&b.outlook.now)),
            Self::Lapses => cards.sort_by_key(|card| std::cmp::Reverse(card.lapses)),
            Self::Last => cards.sort_by_key(|card| card.last),
        }
    }
}

/// A weak point with its text.
#[derive(Debug)]
pub(super) struct PointLine {
    pub(super) point: WeakPoint,
    pub(super) missed: String,
    pub(super) often: String,
}

/// The lines of all lists.
#[derive(Debug, Default)]
pub(super) struct Lines {
    pub(super) cards: Vec<WeakCard>,
    /// How many of them were practised; the others follow.
    pub(super) weak: usize,
    pub(super) points: Vec<PointLine>,
    pub(super) competencies: Vec<WeakCompetency>,
}

impl Lines {
    /// What of `weak` has the text `wanted`, with cards never practised where `all`.
    pub(super) fn of(
        weak: &Rc<Weak>,
        sort: Sort,
        wanted: &str,
        all: bool,
        trainer: &Trainer,
    ) -> Self {
        let wanted = wanted.to_lowercase();
        let has = |texts: &[&str]| {
            let mut texts = texts.iter();
            wanted.is_empty() || texts.any(|text| text.to_lowercase().contains(&wanted))
        };
        let axes = trainer.axes();
        let has_card = |card: &&WeakCard| {
            let info = &trainer.cards()[card.card as usize];
            let (called, competency) =
                (trainer.called(card.card), axes.competency(&info.competency));
            has(&[called, competency]) || card.reasons.iter().any(|reason| has(&[&reason.words()]))
        };
        let mut cards: Vec<&WeakCard> = weak.cards.iter().filter(has_card).collect();
        sort.order(&mut cards);
        let practised = cards.len();
        if all {
            cards.extend(weak.unpractised.iter().filter(has_card).take(UNPRACTISED));
        }
        let lines = weak.points.iter().take(POINTS).map(|point| PointLine {
            missed: weak.missing(trainer, point),
            often: point.words(axes),
            point: point.clone(),
        });
        let competency = |competency: &&WeakCompetency| {
            has(&[axes.competency(&competency.id), competency.words()])
        };
        Self {
            cards: cards.into_iter().cloned().collect(),
            weak: practised,
            points: lines
                .filter(|line| has(&[&line.missed, &line.often]))
                .collect(),
            competencies: weak
                .competencies
                .iter()
                .filter(competency)
                .cloned()
                .collect(),
        }
    }

    pub(super) fn count(&self, tab: Tab) -> usize {
        match tab {
            Tab::Cards => self.cards.len(),
            Tab::Points => self.points.len(),
            Tab::Competencies => self.competencies.len(),
            Tab::Rules => 0,
        }
    }
}
