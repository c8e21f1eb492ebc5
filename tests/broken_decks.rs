//! What is said of broken decks: every mistake, at its place, in one run.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeMap;
use std::path::Path;

use hotseat::domain::problem::{Problem, Severity};
use hotseat::storage::library::{Library, Report};

const ERROR: char = '‼';
const WARNING: char = '⁉';

/// How many errors and warnings stand at a line and column.
type Places = BTreeMap<(u32, u32), (usize, usize)>;

fn told(report: &Report) -> String {
    let mut lines: Vec<String> = report.problems.iter().flat_map(Problem::lines).collect();
    lines.push(format!("{} cards, {} usable", report.cards, report.usable));
    lines.join("\n")
}

/// Takes the marks out of a text, and says where they stood: how many errors and warnings are due
/// at each line and column.
fn unmark(marked: &str) -> (String, Places) {
    let mut text = String::new();
    let mut due: Places = BTreeMap::new();
    let (mut line, mut column) = (1, 1);
    for c in marked.chars() {
        match c {
            ERROR => due.entry((line, column)).or_default().0 += 1,
            WARNING => due.entry((line, column)).or_default().1 += 1,
            c => {
                text.push(c);
                (line, column) = if c == '\n' {
                    (line + 1, 1)
                } else {
                    (line, column + 1)
                };
            }
        }
    }
    (text, due)
}

fn found(problems: &[Problem]) -> Places {
    let mut found: Places = BTreeMap::new();
    for problem in problems {
        let place = problem.place.as_ref().expect("a place");
        let (errors, warnings) = found.entry((place.line, place.column)).or_default();
        match problem.severity {
            Severity::Error => *errors += 1,
            Severity::Warning => *warnings += 1,
        }
    }
    found
}

#[test]
fn every_mistake_is_told_at_its_place_in_one_run() {
    let (text, due) = unmark(include_str!("broken/every-mistake.marked"));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("every-mistake.json");
    std::fs::write(&path, text).unwrap();
    let (library, _) = Library::open(&[], None);
    let report = library.check(&path);
    let told = told(&report).replace(&format!("{}/", folder.path().display()), "");
    insta::assert_snapshot!(told);
    assert_eq!(found(&report.problems), due, "{told}");
}

/// What is said of a text as the deck `a.json`.
fn said_of(text: &[u8]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.json");
    std::fs::write(&path, text).unwrap();
    let (library, _) = Library::open(&[], None);
    told(&library.check(&path)).replace(&format!("{}/", folder.path().display()), "")
}

#[test]
fn what_is_no_json_costs_the_deck_and_says_so() {
    let broken = [
        "",
        "  \n",
        "[]",
        "{\"format\": \"hotseat/1\",\n \"cards\": [\n  {\"id\": \"a\" \"kind\": \"recall\"}\n]}",
        "{\"format\": \"hotseat/1\",\n}",
        "{\"cards\": [{\"prompt\": \"naïve ✓\", id: 1}]}",
        "{\"cards\": [{\"prompt\": \"a line\nbreak\"}]}",
        "{\"cards\": [// comment\n]}",
        "{\"cards\": [{\"prompt\": \"C:\\dir\"}]}",
        "{\"cards\": [{\"prompt\": \"open}]}",
        "{\"cards\": []}}",
        "{\"cards\": [01]}",
        "{\"title\": \"\\ud800\"}",
    ];
    let said: Vec<String> = broken
        .iter()
        .map(|text| format!("{text:?}\n{}\n", said_of(text.as_bytes())))
        .collect();
    insta::assert_snapshot!(said.join("\n"));
}

#[test]
fn encodings_and_line_ends_of_other_systems() {
    let deck = "{\"format\": \"hotseat/1\", \"id\": \"a\", \"title\": \"A\",\r\n\"cards\": [\r\n {\"id\": \"é\"}]}";
    let marked = [b"\xef\xbb\xbf", deck.as_bytes()].concat();
    let wide: Vec<u8> = deck.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let latin: Vec<u8> = deck.chars().map(|c| c as u8).collect();
    let said = [said_of(&marked), said_of(&wide), said_of(&latin)].join("\n\n");
    insta::assert_snapshot!(said);
}

fn deck_of(cards: &str) -> String {
    format!("{{\"format\": \"hotseat/1\", \"id\": \"a\", \"title\": \"A\", \"cards\": [{cards}]}}")
}

#[test]
fn limits_are_errors_and_not_crashes() {
    let card = |field: &str| {
        format!("{{\"id\": \"c\", \"kind\": \"recall\", \"prompt\": \"p\", {field}}}")
    };
    let long = "x".repeat(64 * 1024);
    assert!(
        said_of(deck_of(&card(&format!("\"answer\": \"{long}\""))).as_bytes())
            .ends_with("1 usable")
    );
    let over = said_of(deck_of(&card(&format!("\"answer\": \"{long}x\""))).as_bytes());
    assert!(over.contains("a field holds at most 64 KiB"), "{over}");

    let nested = |depth: usize| {
        format!(
            "\"answer\": \"a\", \"x\": {{\"y\": {}{}}}",
            "[".repeat(depth),
            "]".repeat(depth)
        )
    };
    assert!(said_of(deck_of(&card(&nested(60))).as_bytes()).ends_with("1 usable"));
    let deep = said_of(deck_of(&card(&nested(61))).as_bytes());
    assert!(deep.contains("deeper than 64"), "{deep}");
    let deep = said_of(deck_of(&card(&nested(1_000_000))).as_bytes());
    assert!(deep.contains("64 KiB"), "{deep}");
    let deep = said_of("[".repeat(1_000_000).as_bytes());
    assert!(deep.contains("not JSON"), "{deep}");

    let many = said_of(deck_of(&vec!["1"; 100_001].join(",")).as_bytes());
    assert!(
        many.contains("a deck holds at most 100,000 cards"),
        "{}",
        &many[..400]
    );
    assert!(many.contains("90002 more problems are not listed"));

    let crowded: String = (0..50_000).map(|i| format!("\"k{i}\": 0, ")).collect();
    let crowded = said_of(deck_of(&card(&format!("{crowded}\"answer\": \"a\""))).as_bytes());
    assert!(crowded.contains("an object holds at most 200 fields"));
}

/// A scenario whose nodes stand in a row, the last with `options` more than it needs.
fn row(nodes: usize, options: usize) -> String {
    let option = |next: &str| {
        format!("{{\"label\": \"l\", \"cost\": \"c\", \"verdict\": 2, \"next\": \"{next}\"}}")
    };
    let node = |i: usize| {
        let options = match i + 1 < nodes {
            true => option(&format!("n{}", i + 1)),
            false => vec![option("e1"); 1 + options].join(","),
        };
        format!("\"n{i}\": {{\"ask\": \"a\", \"points\": [\"p\"], \"options\": [{options}]}}")
    };
    let nodes: Vec<String> = (0..nodes).map(node).collect();
    deck_of(&format!(
        "{{\"id\": \"s\", \"kind\": \"scenario\", \"prompt\": \"p\", \"start\": \"n0\", \"nodes\": {{{}}}, \"endings\": {{\"e1\": \"over\", \"e2\": \"out\"}}}}",
        nodes.join(",")
    ))
}

#[test]
fn a_scenario_has_bounds_too() {
    let said = said_of(row(100, 25).as_bytes());
    assert!(said.ends_with("1 usable"), "{said}");
    let way = "one way has 100 nodes: n0 → n1 → n2 → n3 → n4 → n5 → … → n95 → n96 → n97 → n98 → n99 → e1\n";
    assert!(said.contains(way), "{said}");
    let said = said_of(row(3, 26).as_bytes());
    assert!(said.contains("expected at most 26 options, found 27"));
    for nodes in [101, 10_000] {
        let said = said_of(row(nodes, 0).as_bytes());
        assert!(said.contains("at most 100 nodes"), "{said}");
        assert_eq!(said.matches("error:").count(), 1, "{said}");
    }
}

#[test]
fn only_regular_files_are_read() {
    let (library, _) = Library::open(&[], None);
    let said = |path: &Path| told(&library.check(path));
    assert!(said(Path::new("/dev/zero")).contains("this is a device"));
    assert!(said(Path::new("/")).contains("this is a folder"));
    assert!(said(Path::new("no-such-file.json")).contains("cannot be read"));
    let folder = tempfile::tempdir().unwrap();
    let fifo = folder.path().join("pipe.json");
    let made = std::process::Command::new("mkfifo")
        .arg(&fifo)
        .status()
        .unwrap();
    assert!(made.success());
    let (library, _) = Library::open(&[folder.path().into()], None);
    assert_eq!(library.problems().len(), 1);
    assert!(library.problems()[0].message.contains("FIFO"));
}
