//! The person of sixty days is who the other tests take them for. To look at the program as that
//! person: `HOTSEAT_DEMO=/tmp/demo cargo test --test sixty_days -- --ignored`, then
//! `HOTSEAT_HOME=/tmp/demo HOTSEAT_NOW=2026-11-24T08:00:00+01:00 hotseat`.

#![allow(clippy::unwrap_used)]

mod support;

use std::collections::BTreeSet;

use chrono::Weekday;
use hotseat::domain::attempt::Attempt;
use hotseat::domain::card::{CardId, Kind};
use hotseat::domain::day::Day;
use hotseat::domain::entry::Event;
use hotseat::domain::grade::{Mark, Verdict};
use hotseat::domain::schedule;
use hotseat::training::Trainer;
use support::sixty_days as person;
use support::sixty_days::sixty_days;
use support::trainer;

fn attempts(trainer: &Trainer, card: &str) -> Vec<Attempt> {
    trainer.attempts(&CardId::new(card)).unwrap()
}

fn mark(attempt: &Attempt, point: &str) -> Option<Mark> {
    let mut marks = attempt.marks.iter();
    marks.find(|(id, _)| **id == *point).map(|(_, mark)| *mark)
}

#[test]
fn the_same_seed_makes_the_same_person() {
    let hash = |seed| {
        let home = tempfile::tempdir().unwrap();
        sixty_days(home.path(), seed);
        trainer(home.path()).journal().fold_hash().unwrap()
    };
    let first = hash(1);
    assert_eq!(first, hash(1));
    assert_ne!(first, hash(2));
}

#[test]
fn sixty_days_hold_what_they_promise() {
    (1..=3).for_each(hold_what_they_promise);
}

fn hold_what_they_promise(seed: u64) {
    let home = tempfile::tempdir().unwrap();
    sixty_days(home.path(), seed);
    let trainer = trainer(home.path());
    let (progress, day) = (trainer.progress(), trainer.day());
    assert_eq!(trainer.days_left(), Some(18));

    let days: Vec<Day> = progress.days.keys().copied().collect();
    assert!((40..=50).contains(&days.len()), "{}", days.len());
    assert!(days.iter().all(|day| day.weekday() != Weekday::Sun));
    assert_eq!(days.last().unwrap().to_string(), "2026-11-23");
    let of_day = progress.days.values().map(|total| total.attempts);
    assert!(
        of_day.clone().all(|n| (3..=15).contains(&n)),
        "{:?}",
        of_day.collect::<Vec<_>>()
    );
    let all: u32 = of_day.sum();
    assert!((280..=520).contains(&all), "{all}");

    let seen = |card: &str| trainer.seen(&CardId::new(card));
    let leech = seen(person::LEECH).unwrap();
    assert!(leech.lapses >= 4, "{leech:?}");
    assert!(schedule::is_leech(leech, day));
    let must = attempts(&trainer, person::MUST_ABSENT);
    let absent = must.iter().rev().map(|a| mark(a, "p1"));
    assert!(absent.take(2).all(|m| m == Some(Mark::Absent)));
    assert_eq!(seen(person::SLOW).unwrap().answer, 210, "of a box of 120");
    assert!(seen(person::SURPRISE).unwrap().is_surprise());
    for card in person::FADING {
        let last = seen(card).unwrap().last().unwrap();
        assert!(day.since(last.day) > 30, "{card}");
    }
    for card in person::NEVER {
        assert!(seen(card).is_none(), "{card}");
        assert!(trainer.index_of(&CardId::new(card)).is_some(), "{card}");
    }
    assert!(seen(person::SUSPENDED).unwrap().suspended);
    let stars = person::STARRED.iter();
    assert!(stars.clone().all(|card| seen(card).unwrap().starred));
    assert_eq!(&*seen(person::TAGGED).unwrap().tags[0], "acme");
    assert_eq!(progress.mocks.len(), 1);

    let entries = trainer.journal().all_entries().unwrap();
    let mut kinds = BTreeSet::new();
    let (mut texts, mut sure, mut answers) = (0, 0, 0);
    let (mut third, mut missed, mut undone) = (0, 0, 0);
    for entry in entries {
        let (_, logged) = entry.unwrap();
        undone += u32::from(!logged.counts);
        let Event::Attempt(attempt) = logged.entry.event else {
            continue;
        };
        kinds.insert(attempt.kind);
        if !matches!(attempt.kind, Kind::Recall | Kind::Reverse) {
            answers += 1;
            texts += u32::from(!attempt.text.is_empty() || !attempt.texts.is_empty());
            sure += u32::from(attempt.confidence.is_some());
        }
        if attempt.kind == Kind::Scenario {
            assert!(!attempt.path.is_empty() && !attempt.grades.is_empty());
        }
        if attempt.kind == Kind::Case {
            assert!(!attempt.estimates.is_empty());
        }
        if attempt.card.deck() == "delegation-trust" {
            third += u32::from(mark(&attempt, "p3").is_some());
            missed += u32::from(mark(&attempt, "p3") == Some(Mark::Absent));
        }
    }
    assert_eq!(kinds.len(), 5, "{kinds:?}");
    assert!(texts * 3 > answers, "{texts} of {answers}");
    assert!(sure * 10 > answers * 5, "{sure} of {answers}");
    assert!(missed * 4 > third, "{missed} of {third}");
    assert_eq!(undone, 1);

    // Most get better, some do not.
    let verdicts = |card: &CardId| -> Vec<Verdict> {
        let attempts = trainer.attempts(card).unwrap();
        attempts.iter().filter_map(|a| a.given).collect()
    };
    let (mut better, mut no_better) = (0, 0);
    for card in progress.cards.keys() {
        let verdicts = verdicts(card);
        if verdicts.len() >= 4 {
            match verdicts.last() > verdicts.first() {
                true => better += 1,
                false => no_better += 1,
            }
        }
    }
    assert!(
        better > no_better && no_better >= 3,
        "{better}, {no_better}"
    );
}

#[test]
#[ignore = "writes into the folder that HOTSEAT_DEMO names, for pictures by hand"]
fn into_a_folder() {
    let folder = std::env::var_os("HOTSEAT_DEMO").unwrap();
    sixty_days(folder.as_ref(), 1);
}
