//! `hotseat log`: every entry of the journal.

use std::io::Write;

use super::arguments::Log;
use super::{Exit, Failure, House, json};
use crate::domain::day::Day;
use crate::domain::entry::{Entry, Event};
use crate::domain::safe_text::SafeText;
use crate::training::words;

pub(super) fn run(house: &House, log: &Log, out: &mut impl Write) -> Result<Exit, Failure> {
    let trainer = house.trainer()?;
    if log.hash {
        let hash = trainer.journal().fold_hash().map_err(Failure::failed)?;
        writeln!(out, "{hash:016x}")?;
        return Ok(Exit::Done);
    }
    let roll_over = trainer.registers().roll_over_hour;
    let offset = *trainer.clock().now().offset();
    for logged in trainer.journal().all_entries().map_err(Failure::failed)? {
        let (line, logged) = logged.map_err(Failure::failed)?;
        let entry = &logged.entry;
        let Some(at) = chrono::DateTime::from_timestamp_millis(entry.at) else {
            continue;
        };
        let at = at.with_timezone(&offset);
        if log
            .since
            .is_some_and(|since| Day::at(at, roll_over) < since)
        {
            continue;
        }
        if log.json {
            writeln!(out, "{}", json::harmless(&String::from_utf8_lossy(&line)))?;
        } else {
            let undone = if logged.counts { "" } else { "  (undone)" };
            let when = at.format("%Y-%m-%d %H:%M");
            writeln!(out, "{when}  {}{undone}", SafeText::line(&sentence(entry)))?;
        }
    }
    Ok(Exit::Done)
}

fn sentence(entry: &Entry) -> String {
    let id = format!("{}:{}", entry.id.device, entry.id.sequence);
    let what = match &entry.event {
        Event::Attempt(attempt) => {
            let verdict = attempt
                .given
                .map_or(String::new(), |v| format!(", verdict {}", v.value()));
            let seconds = words::clock(u64::from(attempt.seconds.answer));
            format!(
                "{} {}{verdict}, {seconds}",
                attempt.card,
                attempt.grade.word()
            )
        }
        Event::Undo { target, .. } => format!("takes back {}:{}", target.device, target.sequence),
        Event::Tag { card, tag } | Event::Untag { card, tag } => format!("{card}, {tag}"),
        Event::Bury { card, day } => format!("{card}, until after {day}"),
        Event::Set(register) => format!("{} = {}", register.name(), register.value()),
        Event::Mock(record) => {
            let stages = record.plan.rounds.iter().map(|round| &*round.stage);
            let name = Some(&*record.plan.name).filter(|name| !name.is_empty());
            let named: Vec<&str> = [&*record.id]
                .into_iter()
                .chain(name)
                .chain(stages)
                .collect();
            named.join(" ")
        }
        Event::Alias { from, to } => format!("{from} is now {to}"),
        event => event.card().map_or(String::new(), ToString::to_string),
    };
    format!("{id:<14} {:<8} {what}", entry.event.name())
}
