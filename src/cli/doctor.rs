//! `hotseat doctor`: whether everything kept is whole.

use std::io::Write;

use serde_json::json;

use super::arguments::Doctor;
use super::{Exit, Failure, House, json, shown};
use crate::domain::memory::MemoryModel;
use crate::domain::problem::Severity;
use crate::domain::safe_text::SafeText;
use crate::storage::cache::CacheState;
use crate::storage::doctor::{Checkup, checkup};
use crate::training::trainer::Trainer;
use crate::training::words::count;

pub(super) fn run(house: &House, doctor: &Doctor, out: &mut impl Write) -> Result<Exit, Failure> {
    let found = checkup(&house.places, &MemoryModel::default()).map_err(Failure::failed)?;
    let trainer = house.trainer()?;
    let errors = trainer
        .problems()
        .filter(|problem| problem.severity == Severity::Error)
        .count() as u32;
    let healthy = found.is_healthy() && errors == 0;
    if doctor.json {
        print_json(&found, errors, healthy, out)?;
    } else {
        print_lines(&found, &trainer, errors, out)?;
        let last = if healthy {
            "all is well"
        } else {
            "something above needs a look"
        };
        writeln!(out, "{last}")?;
    }
    Ok(if healthy { Exit::Done } else { Exit::No })
}

fn cache_word(found: &Checkup) -> &'static str {
    match found.cache {
        _ if !found.cache_agrees => "did not agree with the journal; it is made again",
        CacheState::Missing => "not made yet",
        CacheState::Whole => "agrees with the journal",
        CacheState::Unusable => "of another version, or damaged; it is made again",
    }
}

fn print_lines(
    found: &Checkup,
    trainer: &Trainer,
    errors: u32,
    out: &mut impl Write,
) -> std::io::Result<()> {
    let files = count(found.files.len() as u32, "file", "files");
    let device = found.device.as_deref().unwrap_or("no id could be kept");
    writeln!(out, "device    {}", SafeText::line(device))?;
    writeln!(
        out,
        "journal   {}, {} that count, {files}",
        count(found.entries as u32, "entry", "entries"),
        count(found.attempts as u32, "attempt", "attempts")
    )?;
    for file in found.files.iter().filter(|file| file.bad_lines > 0) {
        let lines = count(file.bad_lines as u32, "line is", "lines are");
        writeln!(
            out,
            "          {}: {lines} no entry and left as found",
            shown(&file.path)
        )?;
        for bad in &file.bad {
            let why = SafeText::line(&bad.why.to_string());
            writeln!(out, "          line {}: {why}", bad.line)?;
        }
    }
    if let Some(other) = &found.other_format {
        writeln!(out, "          {}", SafeText::line(&other.to_string()))?;
    }
    writeln!(out, "cache     {}", cache_word(found))?;
    for (path, mode) in &found.open_to_others {
        let path = shown(path);
        writeln!(
            out,
            "rights    {path} has {mode:o}; `chmod go-rwx` keeps it yours"
        )?;
    }
    let cards = count(trainer.cards().len() as u32, "card", "cards");
    let decks = count(trainer.decks().len() as u32, "deck", "decks");
    writeln!(out, "decks     {decks}, {cards}")?;
    if errors > 0 {
        let errors = count(errors, "error", "errors");
        writeln!(
            out,
            "          {errors}; `hotseat decks validate` shows them"
        )?;
    }
    Ok(())
}

fn print_json(
    found: &Checkup,
    errors: u32,
    healthy: bool,
    out: &mut impl Write,
) -> std::io::Result<()> {
    let files: Vec<_> = found
        .files
        .iter()
        .map(|file| {
            let bad: Vec<_> = file
                .bad
                .iter()
                .map(|bad| json!({ "line": bad.line, "why": bad.why.to_string() }))
                .collect();
            json!({
                "path": file.path.display().to_string(), "bytes": file.length,
                "entries": file.entries, "bad_lines": file.bad_lines, "bad": bad,
            })
        })
        .collect();
    let open: Vec<_> = found
        .open_to_others
        .iter()
        .map(|(path, mode)| json!({ "path": path.display().to_string(), "mode": format!("{mode:o}") }))
        .collect();
    let fields = json!({
        "healthy": healthy,
        "device": found.device,
        "entries": found.entries,
        "attempts": found.attempts,
        "bad_lines": found.bad_lines(),
        "files": files,
        "cache": cache_word(found),
        "read_only": found.other_format.as_ref().map(ToString::to_string),
        "open_to_others": open,
        "deck_errors": errors,
    });
    json::print(out, fields)
}
