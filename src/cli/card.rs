//! `hotseat card`: a card in full, every attempt at it, and whether it is asked at all.

mod in_full;
mod value;

use std::io::Write;

use serde_json::{Value, json};

use super::arguments::CardCommand;
use super::{Exit, Failure, House, json};
use crate::domain::attempt::Attempt;
use crate::domain::card::{Card, CardId};
use crate::domain::estimate;
use crate::domain::safe_text::SafeText;
use crate::domain::schedule;
use crate::storage::nearest::nearest;
use crate::training::trainer::Trainer;
use crate::training::words;

pub(super) fn run(
    house: &House,
    command: &CardCommand,
    out: &mut impl Write,
) -> Result<Exit, Failure> {
    let mut trainer = house.trainer()?;
    match command {
        CardCommand::Show { id, json: true } => json::print(out, value::of(&read(&trainer, id)?))?,
        CardCommand::Show { id, .. } => in_full::show(&read(&trainer, id)?, out)?,
        CardCommand::History { id, json } => history(&trainer, &read(&trainer, id)?, *json, out)?,
        CardCommand::Suspend { id } => suspend(&mut trainer, id, true, out)?,
        CardCommand::Resume { id } => suspend(&mut trainer, id, false, out)?,
        CardCommand::Suspended => return suspended(&trainer, out),
    }
    Ok(Exit::Done)
}

fn is_suspended(trainer: &Trainer, id: &CardId) -> bool {
    trainer.seen(id).is_some_and(|seen| seen.suspended)
}

fn suspended(trainer: &Trainer, out: &mut impl Write) -> Result<Exit, Failure> {
    let mut exit = Exit::Nothing;
    let all = trainer.cards().iter().map(|card| &card.id);
    for id in all.filter(|id| is_suspended(trainer, id)) {
        writeln!(out, "{id}")?;
        exit = Exit::Done;
    }
    Ok(exit)
}

/// Suspends a card or lets it come back, unless it is so already.
fn suspend(
    trainer: &mut Trainer,
    id: &str,
    wanted: bool,
    out: &mut impl Write,
) -> Result<(), Failure> {
    find(trainer, id)?;
    let id = CardId::new(id);
    let already = is_suspended(trainer, &id) == wanted;
    if !already {
        trainer.toggle_suspend(&id).map_err(Failure::failed)?;
    }
    match (wanted, already) {
        (true, false) => writeln!(
            out,
            "{id} is suspended; `hotseat card resume {id}` brings it back"
        )?,
        (true, true) => writeln!(out, "{id} was suspended already")?,
        (false, false) => writeln!(out, "{id} is asked again")?,
        (false, true) => writeln!(out, "{id} was not suspended")?,
    }
    Ok(())
}

fn read(trainer: &Trainer, id: &str) -> Result<Card, Failure> {
    trainer
        .card(find(trainer, id)?)
        .map_err(|problem| Failure::invalid(problem.lines().join("\n")))
}

fn find(trainer: &Trainer, id: &str) -> Result<u32, Failure> {
    trainer.index_of(&CardId::new(id)).ok_or_else(|| {
        let failure = Failure::not_found(format!("there is no card \"{id}\""));
        let ids = trainer.cards().iter().map(|card| card.id.as_str());
        match nearest(id, ids) {
            Some(near) => failure.help(format!("did you mean {near}?")),
            None => failure.help("`hotseat decks list` names the decks; an id is deck/card"),
        }
    })
}

fn history(
    trainer: &Trainer,
    card: &Card,
    as_json: bool,
    out: &mut impl Write,
) -> Result<(), Failure> {
    let attempts = trainer.attempts(&card.id).map_err(Failure::failed)?;
    let seen = trainer.seen(&card.id);
    let memory = seen.and_then(|seen| seen.returning()).map(|last| {
        let days = trainer.day().since(last.day);
        (last, trainer.model().recall(last.memory, days))
    });
    let retention = trainer.registers().desired_retention;
    let due = seen.and_then(|seen| schedule::due(trainer.model(), &card.id, seen, retention));
    if as_json {
        let attempts: Vec<Value> = attempts.iter().map(attempt).collect();
        let memory = memory.map(|(last, recall)| {
            json!({
                "stability": last.memory.stability, "difficulty": last.memory.difficulty,
                "recall": recall, "last": last.day.to_string(),
                "due": due.map(|due| due.to_string()),
            })
        });
        json::print(
            out,
            json!({ "id": card.id.as_str(), "memory": memory, "attempts": attempts }),
        )?;
        return Ok(());
    }
    writeln!(out, "{}", card.prompt)?;
    match memory {
        None => writeln!(out, "never attempted")?,
        Some((last, recall)) => writeln!(
            out,
            "due {}, recall now {:.0} %, stability {:.1} days, difficulty {:.1}",
            due.map_or_else(|| "-".into(), |due| due.to_string()),
            recall * 100.0,
            last.memory.stability,
            last.memory.difficulty
        )?,
    }
    for attempt in &attempts {
        let verdict = attempt
            .given
            .map_or(String::new(), |v| format!("  verdict {}", v.value()));
        let time = words::clock(u64::from(attempt.seconds.answer));
        writeln!(
            out,
            "\n{}  {}{verdict}  {time}",
            attempt.day,
            attempt.grade.word()
        )?;
        if !attempt.path.is_empty() {
            let path = attempt.path.join(" → ");
            writeln!(out, "{}", SafeText::line(&path))?;
        }
        for (part, number) in &attempt.estimates {
            let part = SafeText::line(part);
            writeln!(out, "{part}: {}", estimate::show(*number))?;
        }
        if !attempt.text.is_empty() {
            writeln!(out, "{}", SafeText::new(&attempt.text))?;
        }
        for (part, text) in &attempt.texts {
            writeln!(out, "{}: {}", SafeText::line(part), SafeText::new(text))?;
        }
    }
    Ok(())
}

/// What stands under ids, as an object.
fn object<T>(pairs: &[(Box<str>, T)], value: impl Fn(&T) -> Value) -> Value {
    let pairs = pairs.iter().map(|(id, of)| (id.to_string(), value(of)));
    Value::Object(pairs.collect())
}

fn attempt(attempt: &Attempt) -> Value {
    let marks = object(&attempt.marks, |mark| mark.value().into());
    json!({
        "day": attempt.day.to_string(),
        "variant": attempt.variant,
        "seconds": { "think": attempt.seconds.think, "answer": attempt.seconds.answer,
                     "marking": attempt.seconds.marking, "paused": attempt.seconds.paused },
        "hints": attempt.hints,
        "confidence": attempt.confidence.map(|c| c.value()),
        "flags": attempt.flags,
        "marks": marks,
        "lifts": attempt.lifts,
        "probes": attempt.probes,
        "path": attempt.path,
        "grades": object(&attempt.grades, |grade| grade.value().into()),
        "times": object(&attempt.times, |seconds| (*seconds).into()),
        "estimate": object(&attempt.estimates, |number| (*number).into()),
        "texts": object(&attempt.texts, |text| text.as_str().into()),
        "mock": Some(&attempt.mock).filter(|mock| !mock.is_empty()),
        "evidence": attempt.evidence,
        "verdict": attempt.verdict.map(|v| v.value()),
        "given": attempt.given.map(|v| v.value()),
        "reason": attempt.reason,
        "proposed": attempt.proposed.value(),
        "grade": attempt.grade.value(),
        "text": attempt.text,
    })
}
