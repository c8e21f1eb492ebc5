//! What the journal's tests share.

#![allow(dead_code, unreachable_pub, reason = "each test file uses its part")]

use hotseat::domain::attempt::{Attempt, Seconds};
use hotseat::domain::card::{CardId, Kind};
use hotseat::domain::day::Day;
use hotseat::domain::entry::Event;
use hotseat::domain::grade::{Grade, Mark, Verdict};
use hotseat::domain::memory::MemoryModel;
use hotseat::storage::journal::Journal;
use hotseat::storage::places::Places;
use tempfile::TempDir;

/// Sunday 22 November 2026, 12:00 UTC.
pub const NOON: i64 = 1_795_348_800_000;
/// Milliseconds of a day.
pub const DAY: i64 = 86_400_000;

/// A fresh home.
pub fn home() -> (TempDir, Places) {
    let folder = tempfile::tempdir().unwrap();
    let places = Places::under(folder.path());
    (folder, places)
}

/// The journal of a home.
pub fn open(places: &Places) -> Journal {
    Journal::open(places, MemoryModel::default()).unwrap()
}

/// The study day of an instant.
pub fn day(at: i64) -> Day {
    Day::from_number(719_163 + i32::try_from(at.div_euclid(DAY)).unwrap())
}

/// An attempt with something in every field.
pub fn attempt(card: &str, grade: Grade, at: i64) -> Event {
    Event::Attempt(Box::new(Attempt {
        card: CardId::new(card),
        day: day(at),
        kind: Kind::Behavioural,
        variant: 2,
        seconds: Seconds {
            think: 11,
            answer: 93,
            marking: 21,
            paused: 4,
        },
        hints: 1,
        confidence: Some(Verdict::Hire),
        flags: vec!["blame".into()],
        marks: vec![
            ("situation".into(), Mark::Clear),
            ("action".into(), Mark::Partly),
            ("result".into(), Mark::Absent),
        ],
        lifts: vec!["result".into()],
        probes: vec!["f1".into()],
        rule: 1,
        verdict: Some(Verdict::NoHire),
        given: Some(Verdict::Hire),
        reason: "said it in other words".into(),
        proposed: Grade::Hard,
        grade,
        text: "I gave them \"the whole\" thing,\nand kept out of it: naïve, 🙂, \u{1b}[31m".into(),
    }))
}
