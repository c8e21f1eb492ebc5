//! What has changed in the decks since they were last looked at.

use crate::domain::safe_text::SafeText;
use crate::training::Trainer;
use crate::training::words;

/// The decks as they were last looked at.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Shelf {
    decks: Vec<(Box<str>, SafeText, u32)>,
    problems: usize,
}

impl Shelf {
    /// The decks as they are.
    pub(super) fn of(trainer: &Trainer) -> Self {
        let decks = trainer.decks().iter();
        Self {
            decks: decks
                .map(|deck| (deck.id.clone(), deck.title.clone(), deck.cards()))
                .collect(),
            problems: trainer.problems().count(),
        }
    }

    /// What has changed since, in a line; none where nothing has that a user would see.
    pub(super) fn news(&self, now: &Self) -> Option<String> {
        let mut news = Vec::new();
        for (id, title, cards) in &now.decks {
            let count = words::count(*cards, "card", "cards");
            match self.decks.iter().find(|(known, ..)| known == id) {
                None => news.push(format!("Deck “{title}” appeared, {count}.")),
                Some((_, _, before)) if before != cards => {
                    news.push(format!("“{title}” has {count} now, not {before}."));
                }
                Some(_) => {}
            }
        }
        for (id, title, _) in &self.decks {
            if !now.decks.iter().any(|(known, ..)| known == id) {
                news.push(format!("Deck “{title}” is gone."));
            }
        }
        let problems = |count: usize| words::count(count as u32, "problem", "problems");
        match (self.problems, now.problems) {
            (before, after) if after > before => {
                news.push(format!("{} more.", problems(after - before)));
            }
            (1.., 0) => news.push("No problems are left.".into()),
            (before, after) if after < before => {
                news.push(format!("{} fewer, {after} left.", problems(before - after)));
            }
            _ => {}
        }
        (!news.is_empty()).then(|| news.join(" "))
    }
}
