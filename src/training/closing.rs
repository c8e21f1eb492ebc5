//! The end of a sitting: what it brought, what was weakest, what is next.

use crate::domain::attempt::Attempt;
use crate::domain::card::{Card, CardId};
use crate::domain::grade::{Grade, Mark};
use crate::domain::schedule;

use super::trainer::Trainer;
use super::words;

/// Three sentences at the end of a sitting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closing {
    /// How much was done, and how it went.
    pub brought: String,
    /// The weakest point of the sitting and when its card returns.
    pub weakest: String,
    /// What is next.
    pub next: String,
}

/// What was missed in one attempt, the worst of it.
struct Miss {
    /// The greater, the worse: a must, its weight, how far off.
    rank: (bool, u8, u8),
    /// In words, with `{}` where what the card is called belongs.
    what: String,
}

impl Trainer {
    /// Sums up the sitting at hand.
    pub fn closing(&self) -> Closing {
        let done = self.session().done();
        Closing {
            brought: brought(done),
            weakest: self
                .worst_miss(done)
                .unwrap_or_else(|| self.first_to_return(done)),
            next: self.what_next(),
        }
    }

    fn worst_miss(&self, done: &[Attempt]) -> Option<String> {
        // The last attempt at a card speaks for it: a second look may have mended the first.
        let last = |a: &&Attempt| done.iter().rev().find(|b| b.card == a.card) == Some(a);
        let misses = done.iter().filter(last).filter_map(|attempt| {
            let index = self.index_of(&attempt.card)?;
            let card = self.card(index).ok()?;
            Some((miss(&card, attempt)?, card, attempt))
        });
        let (miss, card, _) = misses.max_by_key(|(miss, _, attempt)| {
            (
                miss.rank,
                std::cmp::Reverse(attempt.given),
                std::cmp::Reverse(attempt.grade),
            )
        })?;
        let called = words::short(card.called(), 48);
        let returns = self.returns(&card.id);
        let weakest = miss.what.replace("{}", &format!("“{called}”"));
        Some(format!("Weakest: {weakest}. It returns {returns}."))
    }

    /// When a card returns, in words: `tomorrow`, `in 16 days, on 12 Dec`.
    pub fn returns(&self, card: &CardId) -> String {
        let (day, seen) = (self.day(), self.seen(card));
        if crate::domain::queue::wants_second_look(self.progress(), card, day) {
            return words::when(0, day);
        }
        let retention = self.registers().desired_retention;
        let due = seen.and_then(|seen| schedule::due(self.model(), card, seen, retention));
        words::when(due.map_or(0, |due| due.since(day)), day)
    }

    fn first_to_return(&self, done: &[Attempt]) -> String {
        let retention = self.registers().desired_retention;
        let due = |a: &&Attempt| {
            let seen = self.seen(&a.card)?;
            schedule::due(self.model(), &a.card, seen, retention)
        };
        let first = done
            .iter()
            .min_by_key(due)
            .and_then(|a| self.index_of(&a.card));
        match first.and_then(|index| self.card(index).ok()) {
            Some(card) => {
                let called = words::short(card.called(), 48);
                let missed = match done.iter().any(|a| a.grade == Grade::Again) {
                    true => "What was missed at first came at the second look.",
                    false => "Nothing was missed.",
                };
                let returns = self.returns(&card.id);
                format!("{missed} First to return is “{called}”, {returns}.")
            }
            None => "Nothing was answered.".into(),
        }
    }
}

fn brought(done: &[Attempt]) -> String {
    if done.is_empty() {
        return "No card was graded; a half-answered one is kept where it is.".into();
    }
    let seconds = done
        .iter()
        .map(|a| a.seconds.think + a.seconds.answer + a.seconds.marking)
        .sum();
    let cards = words::count(done.len() as u32, "answer", "answers");
    let graded = |grade: &Grade| done.iter().filter(|a| a.grade == *grade).count();
    let grades: Vec<String> = Grade::ALL
        .iter()
        .rev()
        .filter(|grade| graded(grade) > 0)
        .map(|grade| format!("{} {}", graded(grade), grade.word()))
        .collect();
    format!(
        "{cards} in {}: {}.",
        words::about(seconds),
        grades.join(", ")
    )
}

fn miss(card: &Card, attempt: &Attempt) -> Option<Miss> {
    let mark = |id: &str| {
        attempt
            .marks
            .iter()
            .find(|(of, _)| &**of == id)
            .map(|(_, mark)| *mark)
    };
    let worst = card
        .named_points()
        .into_iter()
        .filter_map(|(name, point)| {
            let short = match mark(&name)? {
                Mark::Absent if attempt.lifts.iter().any(|id| **id == *name) => 2,
                Mark::Absent => 3,
                Mark::Partly => 1,
                Mark::Clear => return None,
            };
            Some((point, short))
        })
        .max_by_key(|(point, short)| (*short > 1 && point.must, *short, point.weight));
    if let Some((point, short)) = worst {
        let how = match short {
            3 => "was absent from",
            2 => "came only when asked, in",
            _ => "was only half there, in",
        };
        return Some(Miss {
            rank: (short > 1 && point.must, short, point.weight),
            what: format!("“{}” {how} {{}}", point.text),
        });
    }
    match attempt.grade {
        Grade::Again if attempt.marks.is_empty() && !card.points().is_empty() => Some(Miss {
            rank: (true, 3, 3),
            what: "there was no answer yet to {}".into(),
        }),
        Grade::Again => Some(Miss {
            rank: (false, 3, 2),
            what: "{} was not recalled".into(),
        }),
        Grade::Hard => Some(Miss {
            rank: (false, 1, 1),
            what: "{} came hard".into(),
        }),
        Grade::Good | Grade::Easy => None,
    }
}
