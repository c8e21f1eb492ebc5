//! `hotseat card`: a card in full, every attempt at it, and whether it is asked at all.

use std::io::Write;

use serde_json::{Value, json};

use super::arguments::CardCommand;
use super::{Exit, Failure, House, json};
use crate::domain::attempt::Attempt;
use crate::domain::card::{Body, Card, CardId};
use crate::domain::rubric::{FollowUp, Point, RedFlag};
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
        CardCommand::Show { id, json: true } => json::print(out, as_value(&read(&trainer, id)?))?,
        CardCommand::Show { id, .. } => show(&read(&trainer, id)?, out)?,
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

fn show(card: &Card, out: &mut impl Write) -> std::io::Result<()> {
    writeln!(
        out,
        "{}  ({}, {})\n",
        card.id,
        card.kind().name(),
        card.competency
    )?;
    writeln!(out, "{}", card.prompt)?;
    match &card.body {
        Body::Recall(recall) => {
            texts(out, "Choices, the first is right", &recall.choices)?;
            heading(out, "Answer")?;
            writeln!(out, "{}", recall.answer)?;
            points(out, &recall.rubric.points)?;
            texts(out, "Hints", &recall.hints)?;
        }
        Body::Behavioural(behavioural) => {
            for variant in &behavioural.variants {
                writeln!(out, "or: {}", variant.text)?;
            }
            points(out, &behavioural.rubric.points)?;
            flags(out, &behavioural.red_flags)?;
            followups(out, &behavioural.followups)?;
            let samples = [
                ("Weak sample", &behavioural.weak),
                ("Strong sample", &behavioural.strong),
            ];
            for (title, sample) in samples {
                if let Some(sample) = sample {
                    heading(out, title)?;
                    writeln!(out, "{sample}")?;
                }
            }
            texts(out, "Hints", &behavioural.hints)?;
        }
        Body::Reverse(reverse) => {
            texts(out, "Ask", &reverse.to)?;
            texts(out, "Listen for", &reverse.listen_for)?;
            texts(out, "Warning signs", &reverse.warning_signs)?;
            heading(out, "Then ask")?;
            writeln!(out, "{}", reverse.then_ask)?;
        }
        Body::Scenario(_) | Body::Case(_) | Body::Undrilled(_) => {
            writeln!(
                out,
                "\nCards of kind {} are checked and counted, not drilled yet.",
                card.kind().name()
            )?;
        }
    }
    if let Some(note) = &card.note {
        heading(out, "Note")?;
        writeln!(out, "{note}")?;
    }
    texts(out, "Sources", &card.source)
}

fn heading(out: &mut impl Write, title: &str) -> std::io::Result<()> {
    writeln!(out, "\n{title}")
}

fn texts(out: &mut impl Write, title: &str, texts: &[SafeText]) -> std::io::Result<()> {
    if texts.is_empty() {
        return Ok(());
    }
    heading(out, title)?;
    texts.iter().try_for_each(|text| writeln!(out, "- {text}"))
}

fn points(out: &mut impl Write, points: &[Point]) -> std::io::Result<()> {
    if points.is_empty() {
        return Ok(());
    }
    heading(out, "Points")?;
    points.iter().try_for_each(|point| {
        let must = if point.must { ", must" } else { "" };
        writeln!(out, "- {} (weight {}{must})", point.text, point.weight)
    })
}

fn flags(out: &mut impl Write, flags: &[RedFlag]) -> std::io::Result<()> {
    if flags.is_empty() {
        return Ok(());
    }
    heading(out, "Red flags")?;
    flags
        .iter()
        .try_for_each(|flag| writeln!(out, "- {} (caps at {})", flag.text, flag.cap.value()))
}

fn followups(out: &mut impl Write, followups: &[FollowUp]) -> std::io::Result<()> {
    if followups.is_empty() {
        return Ok(());
    }
    heading(out, "Follow-ups")?;
    followups
        .iter()
        .try_for_each(|followup| match followup.when[..] {
            [] => writeln!(out, "- {} (pressure)", followup.ask),
            _ => writeln!(
                out,
                "- {} (if you miss {})",
                followup.ask,
                followup.when.join(" or ")
            ),
        })
}

fn as_value(card: &Card) -> Value {
    let point = |p: &Point| json!({ "id": p.id, "text": p.text.as_str(), "weight": p.weight, "must": p.must });
    let mut fields = json!({
        "id": card.id.as_str(),
        "kind": card.kind().name(),
        "prompt": card.prompt.as_str(),
        "competency": card.competency,
        "difficulty": card.difficulty,
        "box": { "think": card.time_box.think, "answer": card.time_box.answer },
        "stages": card.stages,
        "levels": card.levels,
        "tags": list(&card.tags),
        "points": card.points().iter().map(point).collect::<Vec<_>>(),
    });
    if let (Some(all), Body::Recall(recall)) = (fields.as_object_mut(), &card.body) {
        all.insert("answer".into(), recall.answer.as_str().into());
        all.insert("choices".into(), list(&recall.choices).into());
    }
    if let (Some(all), Body::Behavioural(behavioural)) = (fields.as_object_mut(), &card.body) {
        let variants = behavioural.variants.iter();
        let variants: Vec<_> = variants
            .map(|v| json!({ "text": v.text.as_str(), "seeks": v.seeks.as_str() }))
            .collect();
        let flags = behavioural.red_flags.iter();
        let flags: Vec<_> = flags
            .map(|f| json!({ "id": f.id, "text": f.text.as_str(), "cap": f.cap.value() }))
            .collect();
        let followups = behavioural.followups.iter();
        let followups: Vec<_> = followups
            .map(|f| json!({ "id": f.id, "when": f.when, "ask": f.ask.as_str() }))
            .collect();
        all.insert("variants".into(), variants.into());
        all.insert("red_flags".into(), flags.into());
        all.insert("followups".into(), followups.into());
    }
    if let (Some(all), Body::Reverse(reverse)) = (fields.as_object_mut(), &card.body) {
        all.insert("to".into(), list(&reverse.to).into());
        all.insert("listen_for".into(), list(&reverse.listen_for).into());
        all.insert("warning_signs".into(), list(&reverse.warning_signs).into());
        all.insert("then_ask".into(), reverse.then_ask.as_str().into());
    }
    fields
}

fn list(texts: &[SafeText]) -> Vec<&str> {
    texts.iter().map(SafeText::as_str).collect()
}

fn history(
    trainer: &Trainer,
    card: &Card,
    as_json: bool,
    out: &mut impl Write,
) -> Result<(), Failure> {
    let attempts = trainer.attempts(&card.id).map_err(Failure::failed)?;
    let seen = trainer.seen(&card.id);
    let memory = seen.and_then(|seen| seen.last()).map(|last| {
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
        if !attempt.text.is_empty() {
            writeln!(out, "{}", SafeText::new(&attempt.text))?;
        }
    }
    Ok(())
}

fn attempt(attempt: &Attempt) -> Value {
    let marks: serde_json::Map<String, Value> = attempt
        .marks
        .iter()
        .map(|(id, mark)| (id.to_string(), mark.value().into()))
        .collect();
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
        "verdict": attempt.verdict.map(|v| v.value()),
        "given": attempt.given.map(|v| v.value()),
        "reason": attempt.reason,
        "proposed": attempt.proposed.value(),
        "grade": attempt.grade.value(),
        "text": attempt.text,
    })
}
