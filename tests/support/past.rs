//! Sixty days of practice by chance, always the same.

#![allow(
    dead_code,
    unreachable_pub,
    reason = "each test file uses its own part"
)]

use std::path::Path;

use chrono::{Datelike, Duration, NaiveDate, Weekday};
use hotseat::domain::attempt::{Attempt, Seconds};
use hotseat::domain::card::{CardId, Kind};
use hotseat::domain::day::Day;
use hotseat::domain::deck::CardInfo;
use hotseat::domain::entry::{EntryId, Event};
use hotseat::domain::grade::{Grade, Verdict};
use hotseat::domain::memory::MemoryModel;
use hotseat::domain::register::Register;
use hotseat::storage::journal::Journal;
use hotseat::storage::places::Places;

/// A Tuesday morning.
pub const NOW: &str = "2026-11-24T08:00:00+01:00";
pub const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
/// The id a card had in the first weeks, and a card that is in no deck any more.
pub const OLD: &str = "delegation-trust/as-it-was-called";
pub const GONE: &str = "sold/the-company";

/// Cards without a stage, and of a competency no axis knows.
const DECK: &str = r#"{
  "format": "hotseat/1", "id": "team", "title": "Our team",
  "cards": [
    {"id": "lunch", "kind": "recall", "prompt": "When is lunch?", "answer": "At noon."},
    {"id": "order", "kind": "recall", "competency": "food", "prompt": "Who orders?", "answer": "Ana."}
  ]
}
"#;

/// Chance with a seed (Knuth's MMIX generator).
pub struct Chance(pub u64);

impl Chance {
    pub fn below(&mut self, bound: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }

    pub fn one_in(&mut self, of: u64) -> bool {
        self.below(of) == 0
    }

    pub fn of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len() as u64) as usize]
    }
}

/// Puts the deck of one's own where it belongs.
pub fn put_deck(home: &Path) {
    let decks = Places::under(home).decks;
    std::fs::create_dir_all(&decks).unwrap();
    std::fs::write(decks.join("team.json"), DECK).unwrap();
}

/// A history of 60 days: all kinds, several looks a day, undone and redone attempts, a renamed card,
/// one begun anew, some put away.
pub fn write(home: &Path, cards: &[CardInfo]) {
    let places = Places::under(home);
    let mut journal = Journal::open(&places, MemoryModel::default()).unwrap();
    let mut chance = Chance(7);
    let noon = |day: NaiveDate| {
        let noon = day.and_hms_opt(12, 0, 0).unwrap();
        noon.and_utc().timestamp_millis()
    };
    let mut keep = |event: Event, day: NaiveDate| journal.append(event, noon(day)).unwrap().0.id;
    let first = TODAY - Duration::days(60);
    keep(Event::Set(Register::MinutesADay(20)), first);
    keep(Event::Set(Register::RestDays(vec![Weekday::Sun])), first);
    let date = Day::from(TODAY + Duration::days(12));
    keep(Event::Set(Register::InterviewDate(Some(date))), first);
    let renamed = &cards[1].id;
    let mut pool: Vec<(CardId, Kind)> = Kind::ALL
        .into_iter()
        .flat_map(|kind| cards.iter().filter(move |card| card.kind == kind).take(7))
        .filter(|card| card.id != *renamed)
        .map(|card| (card.id.clone(), card.kind))
        .collect();
    let ours = cards.iter().filter(|card| card.id.deck() == "team");
    pool.extend(ours.map(|card| (card.id.clone(), card.kind)));
    pool.push((CardId::new(OLD), cards[1].kind));
    pool.push((CardId::new(GONE), Kind::Behavioural));
    for back in (0..60).rev() {
        let day = TODAY - Duration::days(back);
        if back == 30 {
            let (from, to) = (CardId::new(OLD), renamed.clone());
            keep(Event::Alias { from, to }, day);
            pool.push((renamed.clone(), cards[1].kind));
        }
        if back == 8 {
            keep(Event::Suspend(pool[0].0.clone()), day);
            keep(Event::Reset(pool[1].0.clone()), day);
        }
        let is_rest = day.weekday() == Weekday::Sun && back < 30;
        if is_rest || back == 40 || chance.one_in(9) && back > 20 && back != 30 {
            continue;
        }
        for _ in 0..5 + chance.below(6) {
            let (card, kind) = chance.of(&pool).clone();
            let attempt = attempt(card.clone(), kind, day, &mut chance);
            let looks = 1 + u64::from(attempt.grade == Grade::Again) * chance.below(3);
            let mut id = keep(Event::Attempt(Box::new(attempt.clone())), day);
            for _ in 1..looks {
                let grade = *chance.of(&Grade::ALL);
                let again = Attempt {
                    grade,
                    ..attempt.clone()
                };
                id = keep(Event::Attempt(Box::new(again)), day);
            }
            if chance.one_in(12) {
                let undo = |target: EntryId| Event::Undo {
                    target,
                    card: Some(card.clone()),
                };
                let undone = keep(undo(id), day);
                if chance.one_in(3) {
                    keep(undo(undone), day);
                }
            }
        }
    }
    for (card, _) in &pool[2..12] {
        let (card, day) = (card.clone(), Day::from(TODAY));
        keep(Event::Bury { card, day }, TODAY);
    }
    // Made by a clock that was wrong; a slot, since the time a kind takes is asked of progress.
    let tomorrow = TODAY + Duration::days(1);
    let (card, day) = (CardId::new("sold/later"), Day::from(tomorrow));
    let lost = Attempt::new(card, day, Kind::Slot, Grade::Good);
    keep(Event::Attempt(Box::new(lost)), tomorrow);
}

fn attempt(card: CardId, kind: Kind, day: NaiveDate, chance: &mut Chance) -> Attempt {
    let grade = *chance.of(&[
        Grade::Again,
        Grade::Hard,
        Grade::Good,
        Grade::Good,
        Grade::Easy,
    ]);
    let mut verdict = |one_in| {
        let value = 1 + chance.below(4) as u8;
        (!chance.one_in(one_in)).then(|| Verdict::from_value(value).unwrap())
    };
    let (confidence, given) = (
        verdict(3),
        verdict(if kind == Kind::Recall { 2 } else { 8 }),
    );
    let part = |id: &str, grade| (id.into(), grade);
    let is_play = kind == Kind::Scenario;
    Attempt {
        confidence,
        given,
        seconds: Seconds {
            think: chance.below(30) as u32,
            answer: chance.below(200) as u32,
            marking: chance.below(40) as u32,
            paused: chance.below(90) as u32,
        },
        grades: match is_play {
            true if chance.one_in(2) => vec![part("n1", grade), part("n2", Grade::Good)],
            true => vec![part("n2", grade)],
            false => Vec::new(),
        },
        gone: match is_play && chance.one_in(5) {
            true => vec!["n1".into()],
            false => Vec::new(),
        },
        mock: if chance.one_in(10) {
            "m1".into()
        } else {
            "".into()
        },
        ..Attempt::new(card, Day::from(day), kind, grade)
    }
}
