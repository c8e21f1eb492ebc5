//! What the journal's tests share.

#![allow(dead_code, unreachable_pub, reason = "each test file uses its part")]

use std::path::PathBuf;

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
        confidence: Some(Verdict::StrongHire),
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
        path: vec!["n1/a".into(), "n2/c".into(), "e-open".into()],
        grades: vec![("n1".into(), Grade::Good), ("n2".into(), Grade::Again)],
        gone: vec!["n0".into()],
        texts: vec![
            ("n1".into(), "Old model \"tonight\".".into()),
            ("debrief/1".into(), "the first, 🙂".into()),
        ],
        times: vec![("n1".into(), 61), ("n2".into(), 32)],
        estimates: vec![("ask".into(), 12_500.0), ("t1".into(), 0.35)],
        mock: "m1".into(),
        evidence: "I gave them \"the whole\" thing".into(),
    }))
}

/// An attempt with next to nothing in it.
pub fn simple(card: &str, grade: Grade, at: i64) -> Event {
    Event::Attempt(Box::new(Attempt {
        seconds: Seconds {
            think: 2,
            answer: 7,
            marking: 1,
            paused: 0,
        },
        ..Attempt::new(CardId::new(card), day(at), Kind::Recall, grade)
    }))
}

/// The files of a home's journal, by name.
pub fn journal_files(places: &Places) -> Vec<PathBuf> {
    let mut folders = vec![places.journal.clone()];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

/// Two journals over the same entries have the same progress, and the same last attempt of each
/// card, wherever they read it.
pub fn assert_same(a: &Journal, b: &Journal) {
    let without_spots = |journal: &Journal| {
        let mut progress = journal.progress().clone();
        progress
            .cards
            .values_mut()
            .for_each(|card| card.spot = None);
        progress
    };
    assert_eq!(without_spots(a), without_spots(b));
    for (id, card) in &a.progress().cards {
        let read = |journal: &Journal| {
            let spot = journal.progress().cards[id].spot?;
            let entry = journal.read_entry(spot).unwrap();
            Some(entry.unwrap())
        };
        assert_eq!(read(a), read(b));
        assert_eq!(card.attempts > 0, card.spot.is_some());
    }
}
