//! When a card returns, against the `fsrs` crate as oracle, and a day's queue.

#![allow(clippy::unwrap_used)]

use std::collections::HashSet;

use chrono::NaiveDate;
use fsrs::{FSRS, FSRSItem, FSRSReview};
use hotseat::domain::attempt::{Attempt, Seconds};
use hotseat::domain::card::{CardId, Kind};
use hotseat::domain::day::Day;
use hotseat::domain::deck::CardInfo;
use hotseat::domain::entry::{Entry, EntryId, Event, Spot};
use hotseat::domain::grade::{Grade, Verdict};
use hotseat::domain::memory::MemoryModel;
use hotseat::domain::progress::{Progress, effective};
use hotseat::domain::queue::{self, Filter, Question, Queue, Why};
use hotseat::domain::schedule;
use proptest::prelude::*;

const NOWHERE: Spot = Spot { file: 0, offset: 0 };

fn day(n: u32) -> Day {
    Day::from(NaiveDate::from_ymd_opt(2026, 11, 1).unwrap()).plus(n)
}

fn attempt(card: &str, kind: Kind, on: u32, grade: Grade) -> Attempt {
    Attempt {
        seconds: Seconds {
            think: 5,
            answer: 30,
            marking: 5,
            paused: 0,
        },
        ..Attempt::new(CardId::new(card), day(on), kind, grade)
    }
}

fn entry(sequence: u64, event: Event) -> (Entry, Spot) {
    let id = EntryId {
        device: "device".into(),
        sequence,
        check: sequence as u32,
    };
    (
        Entry {
            id,
            at: sequence as i64 * 1000,
            event,
        },
        NOWHERE,
    )
}

fn fold(entries: &[(Entry, Spot)]) -> Progress {
    let counting = effective(entries);
    let model = MemoryModel::default();
    let mut progress = Progress::default();
    for (entry, spot) in counting {
        progress.apply(&model, entry, *spot);
    }
    progress
}

fn history(card: &str, looks: &[(u32, Grade)]) -> Vec<(Entry, Spot)> {
    let attempts = looks.iter().enumerate().map(|(i, (on, grade))| {
        let attempt = attempt(card, Kind::Recall, *on, *grade);
        entry(i as u64 + 1, Event::Attempt(Box::new(attempt)))
    });
    attempts.collect()
}

fn grades() -> impl Strategy<Value = Grade> {
    prop::sample::select(Grade::ALL.to_vec())
}

proptest! {
    #[test]
    fn memory_is_what_the_crate_makes_of_the_whole_history(
        looks in prop::collection::vec((0u32..60, grades()), 1..20)
    ) {
        let mut on = 0;
        let looks: Vec<(u32, Grade)> =
            looks.into_iter().map(|(gap, grade)| { on += gap; (on, grade) }).collect();
        let progress = fold(&history("d/c", &looks));
        let seen = progress.card(&CardId::new("d/c")).unwrap();
        let mut before = looks[0].0;
        let reviews = looks.iter().map(|(on, grade)| {
            let delta_t = on - before;
            before = *on;
            FSRSReview { rating: u32::from(grade.value()), delta_t }
        });
        let oracle = FSRS::default();
        let expected = oracle.memory_state(FSRSItem { reviews: reviews.collect() }, None).unwrap();
        let memory = seen.last().unwrap().memory;
        prop_assert!((memory.stability - expected.stability).abs() <= 1e-3 * expected.stability);
        prop_assert!((memory.difficulty - expected.difficulty).abs() <= 1e-3);
    }

    #[test]
    fn an_interval_stays_within_its_bounds_and_its_window(days in 1u32..=180, attempts in 0u32..50) {
        let card = CardId::new("deck/card");
        let fuzzed = schedule::fuzzed(days, &card, attempts);
        prop_assert!((1..=schedule::LONGEST_INTERVAL).contains(&fuzzed));
        prop_assert!(fuzzed.abs_diff(days) <= schedule::window(days));
        prop_assert_eq!(fuzzed, schedule::fuzzed(days, &card, attempts));
    }

    #[test]
    fn undoing_everything_leaves_nothing_and_redoing_brings_it_back(
        looks in prop::collection::vec((0u32..10, grades()), 1..8)
    ) {
        let looks: Vec<(u32, Grade)> = looks.iter().scan(0, |on, (gap, grade)| {
            *on += gap;
            Some((*on, *grade))
        }).collect();
        let mut entries = history("d/c", &looks);
        let whole = fold(&entries);
        let mut next = entries.len() as u64 + 1;
        let mut take_back = |entries: &mut Vec<(Entry, Spot)>, target: EntryId| {
            let card = Some(CardId::new("d/c"));
            entries.push(entry(next, Event::Undo { target, card }));
            next += 1;
            entries.last().unwrap().0.id.clone()
        };
        let targets: Vec<EntryId> = entries.iter().rev().map(|(e, _)| e.id.clone()).collect();
        let undos: Vec<EntryId> =
            targets.into_iter().map(|target| take_back(&mut entries, target)).collect();
        prop_assert!(fold(&entries).cards.is_empty());
        for undo in undos.into_iter().rev() {
            take_back(&mut entries, undo);
        }
        prop_assert_eq!(fold(&entries).cards, whole.cards);
    }
}

#[test]
fn no_interval_is_longer_than_180_days_however_well_a_card_is_known() {
    let looks: Vec<(u32, Grade)> = (0..12).map(|n| (n * 170, Grade::Easy)).collect();
    let progress = fold(&history("d/c", &looks));
    let seen = progress.card(&CardId::new("d/c")).unwrap();
    let due = schedule::due(&MemoryModel::default(), &CardId::new("d/c"), seen, 0.9).unwrap();
    assert!(due.since(seen.last().unwrap().day) <= 180);
}

#[test]
fn a_card_that_keeps_failing_is_a_leech() {
    let seen = |looks: &[(u32, Grade)]| {
        let progress = fold(&history("d/c", looks));
        schedule::is_leech(progress.card(&CardId::new("d/c")).unwrap(), day(1000))
    };
    let agains = |n: u32| (0..n).map(|on| (on, Grade::Again)).collect::<Vec<_>>();
    assert!(!seen(&agains(4)), "the first Again is no lapse");
    assert!(seen(&agains(5)));
    let rare: Vec<(u32, Grade)> = [
        Grade::Good,
        Grade::Again,
        Grade::Good,
        Grade::Again,
        Grade::Again,
        Grade::Good,
    ]
    .into_iter()
    .enumerate()
    .map(|(on, grade)| (on as u32, grade))
    .collect();
    assert!(!seen(&rare), "half of six passed");
}

#[test]
fn an_answer_after_midnight_belongs_to_the_evening_before() {
    let at = |text: &str| chrono::DateTime::parse_from_rfc3339(text).unwrap();
    assert_eq!(
        Day::at(at("2026-11-25T03:59:00+01:00"), 4).to_string(),
        "2026-11-24"
    );
    assert_eq!(
        Day::at(at("2026-11-25T04:00:00+01:00"), 4).to_string(),
        "2026-11-25"
    );
}

#[test]
fn a_renamed_card_keeps_its_history() {
    let mut entries = history("d/old", &[(0, Grade::Good), (3, Grade::Good)]);
    let (from, to) = (CardId::new("d/old"), CardId::new("d/new"));
    entries.push(entry(
        3,
        Event::Alias {
            from,
            to: to.clone(),
        },
    ));
    let later = attempt("d/old", Kind::Recall, 9, Grade::Good);
    entries.push(entry(4, Event::Attempt(Box::new(later))));
    assert_eq!(fold(&entries).card(&to).unwrap().attempts, 3);
}

fn info(id: &str, kind: Kind, competency: &str, difficulty: u8) -> CardInfo {
    CardInfo {
        id: CardId::new(id),
        deck: 0,
        kind,
        difficulty,
        competency: competency.into(),
        stages: [].into(),
        levels: [].into(),
        tags: [].into(),
        points: std::sync::Arc::new([]),
        answer_box: 120,
        was: [].into(),
    }
}

fn shelf() -> Vec<CardInfo> {
    let mut cards = Vec::new();
    for n in 0..30 {
        let competency = ["delegation", "delivery", "communication"][n % 3];
        let difficulty = (n % 3) as u8 + 1;
        cards.push(info(
            &format!("d/r{n}"),
            Kind::Recall,
            competency,
            difficulty,
        ));
        cards.push(info(
            &format!("d/b{n}"),
            Kind::Behavioural,
            competency,
            difficulty,
        ));
    }
    cards.push(info("d/s", Kind::Scenario, "delivery", 1));
    cards
}

fn build(cards: &[CardInfo], progress: &Progress, on: u32, minutes: u32, filter: &Filter) -> Queue {
    let model = MemoryModel::default();
    let day = day(on);
    queue::build(&Question {
        cards,
        progress,
        slots: &progress.look_up(cards),
        model: &model,
        day,
        minutes,
        filter,
        queried: None,
        seed: 7,
        only_open: false,
    })
}

#[test]
fn a_queue_keeps_to_the_minutes_and_to_the_share_of_recall() {
    let cards = shelf();
    let queue = build(&cards, &Progress::default(), 0, 40, &Filter::default());
    let kind = |card: u32| cards[card as usize].kind;
    let seconds: u32 = queue.places.iter().map(|p| p.seconds).sum();
    let recall: u32 = queue
        .places
        .iter()
        .filter(|p| kind(p.card) == Kind::Recall)
        .map(|p| p.seconds)
        .sum();
    assert!(seconds <= 2400 && seconds > 2000, "{seconds}");
    assert!(recall <= 2400 * 35 / 100, "{recall}");
    assert!(
        queue
            .places
            .iter()
            .any(|p| kind(p.card) == Kind::Behavioural)
    );
    assert!(queue.places.iter().all(|p| kind(p.card).is_drilled()));
    assert_eq!(queue.waiting as usize, 61 - queue.places.len());
}

#[test]
fn a_queue_begins_easy_and_keeps_competencies_apart() {
    let cards = shelf();
    let queue = build(&cards, &Progress::default(), 0, 40, &Filter::default());
    let of = |place: &queue::Place| &cards[place.card as usize];
    assert_eq!(
        (of(&queue.places[0]).kind, of(&queue.places[0]).difficulty),
        (Kind::Recall, 1)
    );
    let runs = queue
        .places
        .windows(2)
        .filter(|w| of(&w[0]).competency == of(&w[1]).competency);
    assert_eq!(runs.count(), 0);
}

#[test]
fn due_cards_come_before_new_ones_and_the_least_remembered_first() {
    let cards = shelf();
    let mut entries = Vec::new();
    for (n, (id, on)) in [("d/r1", 0), ("d/r2", 8), ("d/r4", 2)]
        .into_iter()
        .enumerate()
    {
        let a = attempt(id, Kind::Recall, on, Grade::Hard);
        entries.push(entry(n as u64 + 1, Event::Attempt(Box::new(a))));
    }
    let queue = build(&cards, &fold(&entries), 30, 2, &Filter::default());
    let why: Vec<Why> = queue.places.iter().map(|p| p.why).collect();
    assert!(
        why.iter().all(|w| *w == Why::Due),
        "two minutes hold due cards only: {why:?}"
    );
    let taken: HashSet<&str> = queue
        .places
        .iter()
        .map(|p| cards[p.card as usize].id.as_str())
        .collect();
    assert!(taken.contains("d/r1"), "{taken:?}");
}

#[test]
fn a_due_card_and_a_second_look_are_found_among_very_many_cards() {
    let cards: Vec<CardInfo> = (0..45_000)
        .map(|n| info(&format!("d/{n}"), Kind::Behavioural, "delivery", 1))
        .collect();
    let looks = [
        ("d/44999", 0, Grade::Good),
        ("d/1", 30, Grade::Again),
        ("d/31000", 30, Grade::Again),
    ];
    let entries: Vec<_> = (1..)
        .zip(looks)
        .map(|(n, (card, on, grade))| {
            let attempt = attempt(card, Kind::Behavioural, on, grade);
            entry(n, Event::Attempt(Box::new(attempt)))
        })
        .collect();
    let queue = build(&cards, &fold(&entries), 30, 30, &Filter::default());
    assert_eq!(queue.second_looks, [1, 31_000]);
    let due: Vec<u32> = (queue.places.iter())
        .filter(|place| place.why == Why::Due)
        .map(|place| place.card)
        .collect();
    assert_eq!(due, [44_999]);
    // The two that were new this morning take their room of the day.
    let answered = (queue.places.iter())
        .filter(|place| [1, 31_000].contains(&place.card))
        .count();
    assert_eq!(
        queue.waiting as usize + queue.places.len() - answered,
        45_000 - 2
    );
}

/// An attempt that was expected to come to hire.
fn sure(card: &str, kind: Kind, on: u32, grade: Grade) -> Event {
    Event::Attempt(Box::new(Attempt {
        confidence: Some(Verdict::Hire),
        ..attempt(card, kind, on, grade)
    }))
}

#[test]
fn due_cards_that_were_confident_misses_come_first_also_once_they_are_answered() {
    let cards = shelf();
    let looked = |card: &str, kind: Kind, on: u32, grade: Grade| {
        Event::Attempt(Box::new(attempt(card, kind, on, grade)))
    };
    let events = [
        looked("d/r1", Kind::Recall, 0, Grade::Hard),
        looked("d/r2", Kind::Recall, 2, Grade::Again),
        sure("d/b3", Kind::Behavioural, 8, Grade::Good),
        // The one miss that was a surprise, and later no more.
        sure("d/r5", Kind::Recall, 3, Grade::Again),
        looked("d/r5", Kind::Recall, 5, Grade::Good),
        sure("d/r7", Kind::Recall, 17, Grade::Again),
        sure("d/b4", Kind::Behavioural, 18, Grade::Again),
    ];
    let mut entries: Vec<_> = (1..)
        .zip(events)
        .map(|(n, event)| entry(n, event))
        .collect();
    let ids = |entries: &[(Entry, Spot)]| {
        let queue = build(&cards, &fold(entries), 20, 30, &Filter::default());
        let due = queue
            .places
            .into_iter()
            .filter(|place| place.why == Why::Due);
        let ids = due.map(|place| cards[place.card as usize].id.to_string());
        ids.collect::<Vec<_>>()
    };
    let morning = ids(&entries);
    let mut first = morning[..2].to_vec();
    first.sort();
    assert_eq!(first, ["d/b4", "d/r7"], "{morning:?}");
    assert_eq!(morning.len(), 6, "{morning:?}");
    entries.push(entry(20, looked("d/r7", Kind::Recall, 20, Grade::Good)));
    assert_eq!(ids(&entries), morning, "as the day began");
    entries.push(entry(21, sure("d/r1", Kind::Recall, 20, Grade::Again)));
    assert_eq!(
        ids(&entries),
        morning,
        "a surprise of the day waits for the next"
    );
    entries.push(entry(22, sure("d/r1", Kind::Recall, 20, Grade::Again)));
    assert_eq!(ids(&entries), morning, "nor does its second look change it");
}

#[test]
fn the_queue_of_a_day_does_not_change_as_its_cards_are_answered() {
    let cards = shelf();
    let before = fold(&history("d/r1", &[(0, Grade::Good)]));
    let morning = build(&cards, &before, 20, 20, &Filter::default());
    let mut entries = history("d/r1", &[(0, Grade::Good)]);
    for (n, place) in morning.places.iter().take(4).enumerate() {
        let card = &cards[place.card as usize];
        let mut a = attempt(card.id.as_str(), card.kind, 20, Grade::Good);
        a.seconds = Seconds {
            answer: card.kind.expected_seconds(),
            ..Seconds::default()
        };
        entries.push(entry(n as u64 + 10, Event::Attempt(Box::new(a))));
    }
    let noon = build(&cards, &fold(&entries), 20, 20, &Filter::default());
    assert_eq!(morning, noon);
}

#[test]
fn what_is_put_away_or_filtered_out_is_not_asked() {
    let cards = shelf();
    let id = |text: &str| CardId::new(text);
    let entries = vec![
        entry(1, Event::Suspend(id("d/r0"))),
        entry(
            2,
            Event::Bury {
                card: id("d/r1"),
                day: day(5),
            },
        ),
        entry(3, Event::Suspend(id("d/r2"))),
        entry(4, Event::Resume(id("d/r2"))),
    ];
    let filter = Filter {
        kinds: vec![Kind::Recall],
        ..Filter::default()
    };
    let ids = |on: u32| {
        let queue = build(&cards, &fold(&entries), on, 60, &filter);
        let ids = queue
            .places
            .iter()
            .map(|p| cards[p.card as usize].id.to_string());
        ids.collect::<HashSet<_>>()
    };
    let (today, tomorrow) = (ids(5), ids(6));
    assert_eq!(today.len(), 28);
    assert!(!today.contains("d/r0") && !today.contains("d/r1") && today.contains("d/r2"));
    assert!(
        tomorrow.contains("d/r1"),
        "a buried card is back the next day"
    );
}

#[test]
fn a_renamed_card_keeps_its_history_though_its_new_id_was_starred_first() {
    let (from, to) = (CardId::new("d/old"), CardId::new("d/new"));
    let mut entries = history("d/old", &[(0, Grade::Good), (3, Grade::Good)]);
    entries.push(entry(3, Event::Star(to.clone())));
    let rename = Event::Alias {
        from,
        to: to.clone(),
    };
    entries.push(entry(4, rename));
    let progress = fold(&entries);
    let seen = progress.card(&to).unwrap();
    assert_eq!((seen.attempts, seen.starred), (2, true));
}

#[test]
fn the_plan_of_a_day_does_not_grow_as_quick_answers_change_the_usual_time() {
    let cards = shelf();
    let morning = build(&cards, &Progress::default(), 20, 60, &Filter::default());
    let mut entries = Vec::new();
    for (n, place) in morning.places.iter().take(12).enumerate() {
        let card = &cards[place.card as usize];
        let mut a = attempt(card.id.as_str(), card.kind, 20, Grade::Again);
        a.seconds = Seconds {
            answer: 5,
            ..Seconds::default()
        };
        entries.push(entry(n as u64 + 1, Event::Attempt(Box::new(a))));
    }
    let noon = build(&cards, &fold(&entries), 20, 60, &Filter::default());
    assert_eq!(morning.places, noon.places);
}
