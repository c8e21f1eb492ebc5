//! Words looked for in everything that was ever typed, on the screen and on the command line.

#![allow(clippy::unwrap_used)]

mod support;

use std::process::Command;

use hotseat::domain::attempt::Attempt;
use hotseat::domain::card::{CardId, Kind};
use hotseat::domain::day::Day;
use hotseat::domain::entry::Event;
use hotseat::domain::find::Wanted;
use hotseat::domain::grade::Grade;
use hotseat::domain::memory::MemoryModel;
use hotseat::storage::journal::Journal;
use hotseat::storage::places::Places;
use hotseat::tui::screen::home::Home;
use hotseat::tui::theme::Role;
use support::sitting::home_with_journey;
use support::stage::{Stage, morning, trainer};
use tempfile::TempDir;

fn attempt(card: &str, days: u32, text: &str) -> Attempt {
    let first: Day = "2026-10-01".parse().unwrap();
    Attempt {
        text: text.into(),
        ..Attempt::new(
            CardId::new(card),
            first.plus(days),
            Kind::Behavioural,
            Grade::Good,
        )
    }
}

/// Keeps attempts, each at noon of its day, and takes back those that are to be.
fn keep(home: &TempDir, attempts: &[(Attempt, bool)]) {
    let mut journal = Journal::open(&Places::under(home.path()), MemoryModel::default()).unwrap();
    for (attempt, is_undone) in attempts {
        let at = (i64::from(attempt.day.number()) - 719_163) * 86_400_000 + 43_200_000;
        let event = Event::Attempt(Box::new(attempt.clone()));
        let (entry, _) = journal.append(event, at).unwrap();
        if *is_undone {
            journal.undo(&entry, at + 1000).unwrap();
        }
    }
}

/// A home with answers to several cards, in all the places where something is written.
fn answered() -> TempDir {
    let home = home_with_journey();
    let hostile =
        "The Ledger was wrong:\n\u{1b}[2J\u{202e}\"quoted\"\tand naïve, 日本語, \u{212a}elvin.";
    let parts = Attempt {
        texts: vec![
            ("call".into(), "First I stop the ledger.".into()),
            ("debrief/1".into(), "Then I tell Straße 7.".into()),
        ],
        ..attempt("gone/\u{202e}outage\u{7}", 5, "")
    };
    let reason = Attempt {
        reason: "the ledger was shown, not said".into(),
        evidence: "We lost two days.".into(),
        ..attempt("journey/list", 9, "")
    };
    keep(
        &home,
        &[
            (attempt("journey/story", 0, hostile), false),
            (parts, false),
            (attempt("journey/fact", 7, "The ledger, taken back."), true),
            (reason, false),
            (attempt("journey/fact", 12, "Nothing of the kind."), false),
        ],
    );
    home
}

fn days(home: &TempDir, words: &str) -> Vec<String> {
    let trainer = trainer(home.path(), morning(0));
    let found = trainer.search_answers(&Wanted::new(words), 200).unwrap();
    assert_eq!(found.total, found.found.len());
    let day = |logged: &hotseat::storage::journal::Logged| match &logged.entry.event {
        Event::Attempt(attempt) => attempt.day.to_string(),
        _ => String::new(),
    };
    found.found.iter().map(day).collect()
}

#[test]
fn every_word_has_to_occur_in_any_part_and_in_any_case() {
    let home = answered();
    let (story, parts, reason) = ("2026-10-01", "2026-10-06", "2026-10-10");
    // The one taken back is not among them.
    assert_eq!(days(&home, "ledger"), [reason, parts, story]);
    assert_eq!(days(&home, "LEDGER wrong"), [story]);
    // Words of different parts of one attempt.
    assert_eq!(days(&home, "ledger straße"), [parts]);
    assert_eq!(days(&home, "STRASSE"), [] as [&str; 0]);
    assert_eq!(days(&home, "NAÏVE"), [story]);
    assert_eq!(days(&home, "日本"), [story]);
    // The sign of the kelvin is a k in lower case.
    assert_eq!(days(&home, "kelvin"), [story]);
    assert_eq!(days(&home, "\"quoted\""), [story]);
    assert_eq!(days(&home, "two days"), [reason]);
    // Names of keys and cards are no answers.
    assert_eq!(days(&home, "journey"), [] as [&str; 0]);
    assert_eq!(days(&home, "text"), [] as [&str; 0]);
    assert_eq!(days(&home, "   "), [] as [&str; 0]);
}

#[test]
fn an_undo_that_is_taken_back_leaves_the_answer_found() {
    let home = home_with_journey();
    let mut journal = Journal::open(&Places::under(home.path()), MemoryModel::default()).unwrap();
    let kept = attempt("journey/story", 0, "The ledger.");
    let at = 1_790_000_000_000;
    let (entry, _) = journal.append(Event::Attempt(Box::new(kept)), at).unwrap();
    let (undo, _) = journal.undo(&entry, at + 1).unwrap();
    assert_eq!(journal.search(&Wanted::new("ledger"), 9).unwrap().total, 0);
    journal.undo(&undo, at + 2).unwrap();
    assert_eq!(journal.search(&Wanted::new("ledger"), 9).unwrap().total, 1);
}

#[test]
fn many_answers_are_cut_to_the_newest_and_counted() {
    let home = home_with_journey();
    let all: Vec<(Attempt, bool)> = (0..205)
        .map(|day| {
            (
                attempt("journey/story", day, &format!("ledger {day}")),
                false,
            )
        })
        .collect();
    keep(&home, &all);
    let mut stage = opened(home);
    stage.press("/");
    stage.type_text("ledger");
    stage.press("enter");
    stage.shows("The newest 200 of 205 answers");
    stage.press("G");
    stage.shows("2026-10-06");
    stage.hides("2026-10-05");
    stage.resize((40, 12));
    stage.shows("> 2026-10-06");
}

fn opened(home: TempDir) -> Stage {
    let trainer = trainer(home.path(), morning(0));
    let mut stage = Stage::open(home, trainer, |trainer| Box::new(Home::open(trainer)));
    stage.resize((100, 30));
    stage
}

#[test]
fn answers_are_found_read_and_left_again() {
    let mut stage = opened(answered());
    stage.press("/");
    stage.shows("Type words and press enter");
    stage.type_text("nowhere");
    stage.press("enter");
    stage.shows("No answer holds all of these words");
    stage.press("ctrl-u");
    stage.type_text("ledger");
    stage.press("enter");
    insta::assert_snapshot!(stage.sizes());
    stage.resize((100, 30));
    assert!(!stage.screen().contains(['\u{1b}', '\u{202e}']));
    let found = stage.drawn_as(Role::Found);
    assert!(found.contains(&"ledger".to_owned()), "{found:?}");
    assert!(found.contains(&"Ledger".to_owned()), "{found:?}");
    stage.press("G enter");
    stage.shows("Attempt of Thu 1 Oct");
    stage.shows("The Ledger was wrong:");
    assert!(!stage.screen().contains(['\u{1b}', '\u{202e}']));
    stage.press("i");
    stage.shows("History: 1 attempt");
    stage.press("q q");
    stage.shows("3 answers, newest first");
    // A card that is in no deck any more can still be read.
    stage.press("k enter");
    stage.shows("First I stop the ledger.");
    stage.shows("Answers ▸ gone/outage␇");
    stage.press("i");
    stage.shows("Answers ▸ gone/outage␇");
    stage.shows("gone/outage␇ is in no deck any more.");
    assert!(!stage.screen().contains('\u{202e}'));
    stage.press("q q /");
    stage.type_text(" else");
    insta::assert_snapshot!("answers_typing", stage.screen());
    stage.press("f1");
    insta::assert_snapshot!("answers_typing_help", stage.screen());
    stage.press("esc esc");
    stage.shows("Words [ledger");
    stage.hides("else");
    stage.press("/");
    stage.type_text(" wrong");
    stage.press("enter");
    stage.shows("1 answer, newest first");
    stage.press("q");
    stage.shows("hotseat ▸ Home");
}

fn hotseat(home: &TempDir, arguments: &[&str]) -> (i32, String, String) {
    let ran = Command::new(env!("CARGO_BIN_EXE_hotseat"))
        .args(arguments)
        .env("HOTSEAT_HOME", home.path())
        .env("HOTSEAT_NOW", support::NOW)
        .output()
        .unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (
        ran.status.code().unwrap(),
        text(ran.stdout),
        text(ran.stderr),
    )
}

#[test]
fn the_command_prints_them_newest_first_and_as_json() {
    let home = answered();
    let (code, out, _) = hotseat(&home, &["answers", "ledger"]);
    insta::assert_snapshot!("command", out);
    assert_eq!(code, 0);
    let (code, out, err) = hotseat(&home, &["answers", "nowhere"]);
    assert_eq!((code, out.as_str()), (4, ""));
    assert!(err.contains("no answer holds all of these words"), "{err}");
    let (code, out, _) = hotseat(&home, &["answers", "Ledger", "naïve", "--json"]);
    let json: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(
        (code, &json["schema"], &json["total"]),
        (0, &1.into(), &1.into())
    );
    assert_eq!(json["answers"][0]["card"], "journey/story");
    assert_eq!(json["answers"][0]["day"], "2026-10-01");
    assert!(
        json["answers"][0]["snippet"]
            .as_str()
            .unwrap()
            .contains("naïve")
    );
    let (code, out, _) = hotseat(&home, &["answers", "nowhere", "--json"]);
    let json: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!((code, &json["answers"]), (4, &serde_json::json!([])));
}
