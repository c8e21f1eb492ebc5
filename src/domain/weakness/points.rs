//! Weak points: what goes missing across cards, by theme.

use std::collections::HashMap;
use std::sync::Arc;

use super::Question;
use crate::domain::card::CardId;
use crate::domain::deck::Axes;
use crate::domain::grade::Mark;
use crate::domain::ledger::Ledger;

/// The newest answers in which a theme was looked for are looked at.
const OCCURRENCES: usize = 30;
/// A point is weak when it was absent so often,
const ABSENT: u32 = 3;
/// and in so many of a hundred of these answers.
const PERCENT: u32 = 40;

/// What is missed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// A theme, whatever the card.
    Theme(Box<str>),
    /// A point without a theme, on one card: the card by its place, and the point's name.
    Point(u32, Box<str>),
}

/// A point that goes missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WeakPoint {
    /// What is missed.
    pub subject: Subject,
    /// The one competency it is weak in, where there is just one; the numbers are of its answers then.
    pub competency: Option<Arc<str>>,
    /// Answers in which it was absent before anybody asked.
    pub absent: u32,
    /// Answers in which it was looked for, of each competency the newest 30 at most.
    pub of: u32,
    /// The cards it was absent from, by place, the newest first.
    pub cards: Vec<u32>,
}

impl WeakPoint {
    /// How often, in words: `5 of 7 delegation answers`; of a point of one card, of its answers.
    pub fn words(&self, axes: &Axes) -> String {
        let Self { absent, of, .. } = self;
        match &self.competency {
            Some(id) => format!("{absent} of {of} {} answers", lower(axes.competency(id))),
            None => format!("{absent} of {of} answers"),
        }
    }

    /// What answers without it do, where its theme has a title; else its id.
    pub fn missed<'a>(&'a self, axes: &'a Axes) -> &'a str {
        match &self.subject {
            Subject::Theme(id) => axes.theme(id).map_or(id, |theme| &theme.missed),
            Subject::Point(_, point) => point,
        }
    }
}

/// A title within a sentence: `Delegation` loses its capital, `AI operations` does not.
fn lower(title: &str) -> String {
    let mut letters = title.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), second) if !second.is_some_and(char::is_uppercase) => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => title.to_owned(),
    }
}

/// An answer in which a subject was looked for: the card, and whether it was absent.
type Occurrence = (u32, bool);

/// The points that were absent in at least 3 and at least 40 % of the newest 30 answers in which they
/// were looked for: by theme across cards, and by themselves where they have none. A theme is counted
/// a competency at a time; where it is weak in several of them, over these together, and where in none,
/// over all. The oftenest absent first.
pub fn points(
    question: &Question<'_>,
    ledger: &Ledger,
    find: impl Fn(&CardId) -> Option<u32>,
) -> Vec<WeakPoint> {
    let mut subjects: Vec<(Subject, Vec<Occurrence>)> = Vec::new();
    let mut themes: HashMap<&str, usize> = HashMap::new();
    // Of each card of the ledger: its place, its attempts that count, its points' subjects.
    let mut cards = Vec::with_capacity(ledger.cards().len());
    for id in ledger.cards() {
        let place = find(id).filter(|at| question.asks(&question.cards[*at as usize]));
        let mut named: Vec<(&str, usize)> = Vec::new();
        for point in place
            .iter()
            .flat_map(|at| question.cards[*at as usize].points())
        {
            let mut add = |subject| {
                subjects.push((subject, Vec::new()));
                subjects.len() - 1
            };
            let subject = match (point.theme, place) {
                ("", Some(place)) => add(Subject::Point(place, point.name.into())),
                (theme, _) => *themes
                    .entry(theme)
                    .or_insert_with(|| add(Subject::Theme(theme.into()))),
            };
            named.push((point.name, subject));
        }
        let attempts = question.progress.card(id).map_or(0, |seen| seen.attempts);
        cards.push((place.unwrap_or_default(), attempts, named));
    }
    for line in ledger.lines().iter().rev() {
        let (place, left, named) = &mut cards[line.card as usize];
        if named.is_empty() || *left == 0 {
            continue;
        }
        *left -= 1;
        // A card may have several points of a theme: an answer shows it where none of them is absent.
        let mut here: Vec<(usize, bool)> = Vec::new();
        for marked in ledger.marks(line) {
            let Some((_, subject)) = named.iter().find(|(name, _)| *name == marked.point) else {
                continue;
            };
            let is_absent = marked.mark == Mark::Absent;
            match here.iter_mut().find(|(known, _)| known == subject) {
                Some((_, absent)) => *absent |= is_absent,
                None => here.push((*subject, is_absent)),
            }
        }
        let competency = &question.cards[*place as usize].competency;
        for (subject, is_absent) in here {
            let occurrences = &mut subjects[subject].1;
            let one =
                |(card, _): &&Occurrence| question.cards[*card as usize].competency == *competency;
            if occurrences.iter().filter(one).count() < OCCURRENCES {
                occurrences.push((*place, is_absent));
            }
        }
    }
    let weak = subjects
        .into_iter()
        .filter_map(|(subject, seen)| weak(question, subject, &seen));
    let mut weak: Vec<WeakPoint> = weak.collect();
    weak.sort_by_key(|point| std::cmp::Reverse((point.absent, point.absent * 100 / point.of)));
    weak
}

fn is_weak(absent: u32, of: u32) -> bool {
    absent >= ABSENT && absent * 100 >= of * PERCENT
}

fn weak(question: &Question<'_>, subject: Subject, seen: &[Occurrence]) -> Option<WeakPoint> {
    let competency = |(card, _): &Occurrence| &question.cards[*card as usize].competency;
    let mut known: Vec<&Arc<str>> = Vec::new();
    if let Subject::Theme(_) = subject {
        for occurrence in seen {
            if !known.contains(&competency(occurrence)) {
                known.push(competency(occurrence));
            }
        }
    }
    known.retain(|one| {
        let (absent, of) = count(seen.iter().filter(|seen| competency(seen) == *one));
        is_weak(absent, of)
    });
    let counted: Vec<&Occurrence> = match known.is_empty() {
        true => seen.iter().take(OCCURRENCES).collect(),
        false => (seen.iter())
            .filter(|seen| known.contains(&competency(seen)))
            .collect(),
    };
    let (absent, of) = count(counted.iter().copied());
    let mut cards: Vec<u32> = Vec::new();
    for (card, _) in counted.iter().filter(|(_, absent)| *absent) {
        if !cards.contains(card) {
            cards.push(*card);
        }
    }
    let one = match known[..] {
        [one] => Some(one.clone()),
        _ => None,
    };
    is_weak(absent, of).then_some(WeakPoint {
        subject,
        competency: one,
        absent,
        of,
        cards,
    })
}

fn count<'a>(seen: impl Iterator<Item = &'a Occurrence>) -> (u32, u32) {
    seen.fold((0, 0), |(absent, of), (_, is_absent)| {
        (absent + u32::from(*is_absent), of + 1)
    })
}
