//! A deck and a history with every reason for being weak in it.

use std::path::Path;

use chrono::{DateTime, Duration, FixedOffset};
use hotseat::domain::attempt::{Attempt, Seconds};
use hotseat::domain::card::{CardId, Kind};
use hotseat::domain::day::Day;
use hotseat::domain::entry::Event;
use hotseat::domain::grade::{Grade, Mark, Verdict};
use hotseat::domain::memory::MemoryModel;
use hotseat::storage::journal::Journal;
use hotseat::storage::places::Places;
use tempfile::TempDir;

use super::stage::morning;

/// Cards of two competencies whose points share the theme `limit`.
pub fn deck() -> String {
    let told = |id: &str, prompt: &str, competency: &str| {
        format!(
            r#"{{"id": "{id}", "kind": "behavioural", "prompt": "{prompt}", "competency": "{competency}",
              "box": {{"think": 20, "answer": 120}},
              "rubric": {{"points": [
                {{"id": "when", "text": "Dates the moment the decision changed hands", "weight": 2, "must": true}},
                {{"id": "limit", "text": "States a limit agreed beforehand", "weight": 2, "theme": "limit"}},
                {{"id": "price", "text": "Admits what got worse, and for how long", "weight": 1}}]}}}}"#
        )
    };
    let fact = |id: &str, prompt: &str, competency: &str| {
        format!(
            r#"{{"id": "{id}", "kind": "recall", "prompt": "{prompt}", "answer": "So it is.", "competency": "{competency}"}}"#
        )
    };
    let cards = [
        told(
            "failed",
            "Tell me about a project that failed",
            "delegation",
        ),
        told("firing", "When did you let somebody go?", "delegation"),
        told("wrong", "A time you were wrong", "delegation"),
        told(
            "influence",
            "How do you lead without authority?",
            "delivery",
        ),
        fact("delay", "What is the cost of delay?", "delivery"),
        fact("canary", "What does a canary release prove?", "delivery"),
        fact("fine", "Who pages whom?", "ai-operations"),
        fact("new", "Which alert may wake somebody?", "ai-operations"),
        told("untold", "Which handover came too late?", "delegation"),
    ];
    format!(
        r#"{{"format": "hotseat/1", "id": "weak", "title": "Weak", "axes": {{"themes": [
          {{"id": "limit", "title": "a limit agreed beforehand", "missed": "states no limit"}}]}},
          "cards": [{}]}}"#,
        cards.join(",\n")
    )
}

/// One attempt of a history.
#[derive(Clone)]
pub struct Look {
    pub card: String,
    /// Days before the first morning.
    pub ago: i64,
    pub grade: Grade,
    pub given: Option<Verdict>,
    pub expected: Option<Verdict>,
    pub answer: u32,
    pub marks: Vec<(&'static str, Mark)>,
}

/// An attempt at a card of facts.
pub fn fact(card: &str, ago: i64, grade: Grade) -> Look {
    Look {
        card: card.to_owned(),
        ago,
        grade,
        given: None,
        expected: None,
        answer: 30,
        marks: Vec::new(),
    }
}

/// An attempt at a behavioural card, with the marks of its three points.
pub fn told(card: &str, ago: i64, grade: Grade, given: u8, marks: [u8; 3]) -> Look {
    let names = ["when", "limit", "price"];
    let marks = marks.map(|mark| Mark::from_value(mark).unwrap());
    Look {
        given: Verdict::from_value(given),
        answer: 100,
        marks: names.into_iter().zip(marks).collect(),
        ..fact(card, ago, grade)
    }
}

/// A history in which each card but `fine` and `new` is weak, each for a reason of its own.
pub fn history() -> Vec<Look> {
    use Grade::{Again, Good, Hard};
    let mut looks = vec![
        // A good answer, then misses.
        told("failed", 20, Good, 3, [2, 2, 2]),
        told("failed", 12, Again, 2, [2, 0, 0]),
        told("failed", 6, Good, 3, [2, 1, 1]),
        told("failed", 2, Again, 2, [2, 0, 0]),
        // No hire, twice running, and a must point absent.
        told("firing", 9, Hard, 2, [0, 0, 2]),
        told("firing", 5, Hard, 2, [0, 0, 2]),
        // Too long.
        told("influence", 1, Good, 3, [2, 2, 2]),
        fact("delay", 8, Good),
        fact("fine", 4, Good),
    ];
    looks[6].answer = 220;
    // Five misses after the first.
    looks.extend((1..=6).rev().map(|ago| fact("canary", ago * 2, Again)));
    // Sure, and missed.
    looks.push(Look {
        expected: Some(Verdict::StrongHire),
        ..told("wrong", 1, Hard, 2, [2, 0, 2])
    });
    looks.sort_by_key(|look| -look.ago);
    looks
}

/// A home with the deck and a history.
pub fn home(looks: &[Look]) -> TempDir {
    home_of(&deck(), looks)
}

/// A home with a deck called `weak` and a history.
pub fn home_of(deck: &str, looks: &[Look]) -> TempDir {
    let home = tempfile::tempdir().unwrap();
    let decks = Places::under(home.path()).decks;
    std::fs::create_dir_all(&decks).unwrap();
    std::fs::write(decks.join("weak.json"), deck).unwrap();
    keep(home.path(), looks);
    home
}

/// Keeps attempts, at eight in the morning of their days.
pub fn keep(home: &Path, looks: &[Look]) {
    let mut journal = Journal::open(&Places::under(home), MemoryModel::default()).unwrap();
    for look in looks {
        let at: DateTime<FixedOffset> = morning(0) - Duration::days(look.ago);
        let kind = if look.marks.is_empty() {
            Kind::Recall
        } else {
            Kind::Behavioural
        };
        let card = CardId::new(&format!("weak/{}", look.card));
        let attempt = Attempt {
            seconds: Seconds {
                think: 5,
                answer: look.answer,
                marking: 20,
                paused: 0,
            },
            confidence: look.expected,
            marks: look
                .marks
                .iter()
                .map(|(id, mark)| ((*id).into(), *mark))
                .collect(),
            verdict: look.given,
            given: look.given,
            ..Attempt::new(card, Day::at(at, 4), kind, look.grade)
        };
        let event = Event::Attempt(Box::new(attempt));
        journal.append(event, at.timestamp_millis()).unwrap();
    }
}
