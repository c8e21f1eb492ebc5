//! Two terminals at work in one home: every answer of both is kept, once, and neither is in the way of
//! the other.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support {
    pub(crate) mod pty;
}

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use serde_json::{Value, json};
use support::pty::{HOTSEAT, Pty};

/// Cards of each deck.
const CARDS: usize = 30;

/// A home with a deck for each terminal, and the keys that answer one of them.
fn home() -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    let decks = home.path().join("data/decks");
    fs::create_dir_all(&decks).unwrap();
    for deck in ["left", "right"] {
        let card = |n| {
            let prompt = format!("What is {deck} {n}?");
            json!({"id": format!("card{n}"), "kind": "recall", "prompt": prompt, "answer": "That."})
        };
        let cards: Vec<Value> = (0..CARDS).map(card).collect();
        let deck_file = json!({"format": "hotseat/1", "id": deck, "title": deck, "cards": cards});
        fs::write(decks.join(format!("{deck}.json")), deck_file.to_string()).unwrap();
    }
    // As hotseat itself makes it.
    fs::set_permissions(home.path().join("data"), fs::Permissions::from_mode(0o700)).unwrap();
    fs::write(home.path().join("keys"), "space\n3\n".repeat(CARDS)).unwrap();
    home
}

fn hotseat(home: &Path, arguments: &[&str]) -> Child {
    let mut command = Command::new(HOTSEAT);
    command
        .args(arguments)
        .env_clear()
        .env("HOTSEAT_HOME", home);
    command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap()
}

fn printed(child: Child) -> String {
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{:?}", output.status);
    String::from_utf8(output.stdout).unwrap()
}

/// Device, sequence and card of every attempt in the journal.
fn attempts(home: &Path) -> Vec<(String, u64, String)> {
    let log = printed(hotseat(home, &["log", "--json"]));
    let entries = log
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap());
    let attempts = entries.filter(|entry| entry["e"] == "attempt");
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    attempts
        .map(|entry| {
            (
                text(&entry["d"]),
                entry["s"].as_u64().unwrap(),
                text(&entry["c"]),
            )
        })
        .collect()
}

#[test]
fn two_scripts_at_once_lose_nothing_and_name_every_answer_once() {
    for _ in 0..4 {
        let home = home();
        let keys = home.path().join("keys");
        let drill = |deck| {
            let keys = keys.to_str().unwrap();
            hotseat(
                home.path(),
                &["drill", deck, "--minutes", "600", "--script", keys],
            )
        };
        // Even the device's id is made while the other may be making it.
        let both = [drill("left"), drill("right")];
        let names: Vec<String> = both
            .map(printed)
            .iter()
            .flat_map(|acks| acks.lines().map(str::to_owned).collect::<Vec<_>>())
            .collect();
        let kept = attempts(home.path());
        let devices: BTreeSet<&String> = kept.iter().map(|(device, _, _)| device).collect();
        let sequences: BTreeSet<u64> = kept.iter().map(|(_, sequence, _)| *sequence).collect();
        let cards: BTreeSet<&String> = kept.iter().map(|(_, _, card)| card).collect();
        assert_eq!(
            (kept.len(), cards.len(), devices.len()),
            (2 * CARDS, 2 * CARDS, 1),
            "{kept:?}"
        );
        assert_eq!(sequences, (1..=2 * CARDS as u64).collect());
        let named: BTreeSet<String> = kept
            .iter()
            .map(|(device, sequence, _)| format!("{device}:{sequence}"))
            .collect();
        assert_eq!(
            names.into_iter().collect::<BTreeSet<_>>(),
            named,
            "each answer is acknowledged"
        );
        assert!(printed(hotseat(home.path(), &["doctor"])).contains("agrees with the journal"));
    }
}

#[test]
fn two_full_screens_take_turns_and_each_goes_on() {
    let home = home();
    let open = |deck| {
        let environment = [("HOTSEAT_HOME", home.path().as_os_str())];
        let arguments = ["drill", deck, "--minutes", "600"].map(OsStr::new);
        let mut pty = Pty::start(HOTSEAT, &arguments, &environment, (100, 30));
        pty.wait_for(&format!("card 1 of {CARDS}"));
        pty
    };
    let (mut left, mut right) = (open("left"), open("right"));
    for card in 1..=4 {
        for pty in [&mut left, &mut right] {
            pty.press(" ", "How did it go?");
            pty.press("3", &format!("card {} of {CARDS}", card + 1));
        }
    }
    for pty in [left, right] {
        let mut pty = pty;
        pty.press("q", "4 answers");
        pty.send(b"\x03");
        assert_eq!(pty.finish().0, 0);
    }
    let kept = attempts(home.path());
    let sequences: BTreeSet<u64> = kept.iter().map(|(_, sequence, _)| *sequence).collect();
    assert_eq!((kept.len(), sequences.len()), (8, 8), "{kept:?}");
    let of = |deck: &str| {
        kept.iter()
            .filter(|(_, _, card)| card.starts_with(deck))
            .count()
    };
    assert_eq!((of("left/"), of("right/")), (4, 4), "{kept:?}");
}
