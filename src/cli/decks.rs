//! `hotseat decks`: the decks there are, and the mistakes in one.

use std::collections::BTreeSet;
use std::io::{self, Read, Write};
use std::path::PathBuf;

use serde_json::json;

use super::arguments::DecksCommand;
use super::{Exit, Failure, House, json, shown};
use crate::domain::card::Kind;
use crate::domain::deck::Deck;
use crate::domain::problem::{Problem, Severity};
use crate::storage::library::{FILE_LIMIT, Library};
use crate::training::words::count;

pub(super) fn run(
    house: &House,
    command: &DecksCommand,
    out: &mut impl Write,
) -> Result<Exit, Failure> {
    match command {
        DecksCommand::List { json } => list(house, *json, out),
        DecksCommand::Validate { files, json } => validate(house, files, *json, out),
    }
}

fn list(house: &House, as_json: bool, out: &mut impl Write) -> Result<Exit, Failure> {
    let trainer = house.trainer()?;
    if as_json {
        let decks: Vec<_> = trainer.decks().iter().map(as_value).collect();
        json::print(out, json!({ "decks": decks }))?;
        return Ok(Exit::Done);
    }
    let widest = trainer
        .decks()
        .iter()
        .map(|deck| deck.id.len())
        .max()
        .unwrap_or(0);
    for deck in trainer.decks() {
        let kinds: Vec<String> = Kind::ALL
            .into_iter()
            .filter(|kind| deck.count(*kind) > 0)
            .map(|kind| format!("{} {}", deck.count(kind), kind.name()))
            .collect();
        writeln!(out, "{:widest$}  {}", deck.id, deck.title)?;
        writeln!(
            out,
            "{:widest$}  {}: {}",
            "",
            count(deck.cards(), "card", "cards"),
            kinds.join(", ")
        )?;
        if deck.set_aside > 0 {
            let aside = count(deck.set_aside, "card is", "cards are");
            writeln!(
                out,
                "{:widest$}  {aside} set aside; `hotseat decks validate` says why",
                ""
            )?;
        }
        if let Some(path) = &deck.path {
            writeln!(out, "{:widest$}  {path}", "")?;
        }
    }
    Ok(Exit::Done)
}

fn as_value(deck: &Deck) -> serde_json::Value {
    let kinds: serde_json::Map<_, _> = Kind::ALL
        .iter()
        .map(|kind| (kind.name().to_owned(), deck.count(*kind).into()))
        .collect();
    json!({
        "id": deck.id,
        "title": deck.title.as_str(),
        "description": deck.description.as_str(),
        "path": deck.path.as_deref(),
        "cards": deck.cards(),
        "kinds": kinds,
        "set_aside": deck.set_aside,
    })
}

fn validate(
    house: &House,
    files: &[PathBuf],
    as_json: bool,
    out: &mut impl Write,
) -> Result<Exit, Failure> {
    if let Some(missing) = files.iter().find(|f| f.as_os_str() != "-" && !f.exists()) {
        return Err(Failure::not_found(format!(
            "there is no file {}",
            shown(missing)
        )));
    }
    let library = house.library();
    let report = match files {
        [] => Checked::library(&library),
        files => Checked::files(&library, files)?,
    };
    let errors = number(&report.problems, Severity::Error);
    let warnings = number(&report.problems, Severity::Warning);
    if as_json {
        let problems: Vec<_> = report.problems.iter().map(json::problem).collect();
        let fields = json!({
            "files": report.files, "cards": report.cards, "usable": report.usable,
            "errors": errors, "warnings": warnings, "problems": problems,
        });
        json::print(out, fields)?;
    } else {
        for problem in &report.problems {
            for line in problem.lines() {
                writeln!(out, "{line}")?;
            }
        }
        let files = count(report.files, "file", "files");
        let cards = count(report.cards, "card", "cards");
        let found = match (errors, warnings) {
            (0, 0) => "no mistakes".into(),
            _ => format!(
                "{}, {}",
                count(errors, "error", "errors"),
                count(warnings, "warning", "warnings")
            ),
        };
        writeln!(
            out,
            "{found} in {files} ({cards}; {} usable)",
            report.usable
        )?;
    }
    if errors > 0 {
        out.flush()?;
        return Ok(Exit::Invalid);
    }
    Ok(Exit::Done)
}

/// What was checked, and what was found.
struct Checked {
    files: u32,
    cards: u32,
    usable: u32,
    problems: Vec<Problem>,
}

impl Checked {
    /// The user's own decks.
    fn library(library: &Library) -> Self {
        let own = || library.decks().iter().filter(|deck| deck.path.is_some());
        let usable = own().map(Deck::cards).sum();
        // A deck that is set aside as a whole is known by its problems only.
        let read = own().filter_map(|deck| deck.path.as_deref());
        let faulty = library.problems().iter().map(|problem| &*problem.path);
        let files: BTreeSet<&str> = read.chain(faulty).collect();
        Self {
            files: files.len() as u32,
            cards: usable + own().map(|deck| deck.set_aside).sum::<u32>(),
            usable,
            problems: library.problems().to_vec(),
        }
    }

    fn files(library: &Library, files: &[PathBuf]) -> Result<Self, Failure> {
        let mut all = Self {
            files: 0,
            cards: 0,
            usable: 0,
            problems: Vec::new(),
        };
        for file in files {
            let report = if file.as_os_str() == "-" {
                let mut text = Vec::new();
                io::stdin()
                    .lock()
                    .take(FILE_LIMIT + 1)
                    .read_to_end(&mut text)?;
                library.check_bytes("stdin", text)
            } else {
                library.check(file)
            };
            all.files += 1;
            all.cards += report.cards;
            all.usable += report.usable;
            all.problems.extend(report.problems);
        }
        Ok(all)
    }
}

fn number(problems: &[Problem], severity: Severity) -> u32 {
    problems
        .iter()
        .filter(|problem| problem.severity == severity)
        .count() as u32
}
