//! The README says what is so: its keys are those of the catalogue, its deck is a deck.

#![allow(clippy::unwrap_used)]

use std::fmt::Write as _;
use std::path::Path;

use hotseat::storage::library::Library;
use hotseat::tui::action::{CATALOG, Context};
use hotseat::tui::chord::Chord;

const README: &str = include_str!("../README.md");

fn between<'a>(text: &'a str, from: &str, to: &str) -> &'a str {
    text.split_once(from).unwrap().1.split_once(to).unwrap().0
}

/// The keys a user learns first: what a footer shows, by context.
fn keys() -> String {
    let contexts = [
        Context::Home,
        Context::Weak,
        Context::Browse,
        Context::Detail,
        Context::Statistics,
        Context::Asking,
        Context::Answer,
        Context::Choices,
        Context::RedFlags,
        Context::Points,
        Context::Probe,
        Context::Lift,
        Context::Verdict,
        Context::Grade,
        Context::Drill,
        Context::TextBox,
        Context::Global,
    ];
    let mut table = String::from("| where | key | does |\n|---|---|---|\n");
    for context in contexts {
        let mut heading = context.heading().to_lowercase();
        for row in CATALOG
            .iter()
            .filter(|row| row.context == context && !row.chords.is_empty())
        {
            let chords = row.chords.iter().map(|chord| {
                let chord: Chord = chord.parse().unwrap();
                format!("`{chord}`")
            });
            let chords = chords.collect::<Vec<_>>().join(" ");
            writeln!(table, "| {heading} | {chords} | {} |", row.help).unwrap();
            heading.clear();
        }
    }
    table
}

#[test]
fn the_table_of_keys_is_the_catalogue() {
    let (from, to) = ("<!-- keys -->\n", "<!-- /keys -->");
    let written = between(README, from, to);
    let table = keys();
    if std::env::var_os("HOTSEAT_WRITE_README").is_some() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
        let (before, rest) = README.split_once(from).unwrap();
        let (_, after) = rest.split_once(to).unwrap();
        std::fs::write(path, format!("{before}{from}\n{table}\n{to}{after}")).unwrap();
        return;
    }
    assert_eq!(
        written.trim(),
        table.trim(),
        "HOTSEAT_WRITE_README=1 cargo test --test readme"
    );
}

#[test]
fn the_example_deck_has_no_mistakes_and_three_cards() {
    let deck = between(README, "<!-- deck -->\n```json\n", "```");
    let (library, _) = Library::open(&[], None);
    let report = library.check_bytes("my-deck.json", deck.as_bytes().to_vec());
    let told: Vec<String> = report
        .problems
        .iter()
        .flat_map(|problem| problem.lines())
        .collect();
    assert_eq!((report.cards, report.usable), (3, 3), "{told:#?}");
    assert!(told.is_empty(), "{told:#?}");
}

#[test]
fn the_two_commands_come_first() {
    let first = between(README, "```sh\n", "```");
    let commands: Vec<&str> = first
        .lines()
        .map(|line| line.split('#').next().unwrap().trim())
        .collect();
    assert_eq!(commands, ["cargo run --release", "cargo test"]);
}
