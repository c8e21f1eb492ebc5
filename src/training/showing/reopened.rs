//! An answer taken back.

use crate::domain::attempt::{Attempt, DEBRIEF, Part, Seconds};
use crate::domain::card::Kind;
use crate::domain::draft::Draft;
use crate::domain::grade::Grade;

use super::ladder::{Rung, is_rung};

/// An answer taken back, as it stood before its grade.
pub fn reopened(attempt: &Attempt) -> Draft {
    let mut parts = parts_of(attempt);
    let rungs = rungs_of(attempt);
    // What belongs to no part, and all of it where the parts do not say.
    let mut before = attempt.seconds;
    let names: Vec<Box<str>> = parts.iter().map(|part| part.id.clone()).collect();
    let own = |part: &Part| {
        let ids = |all: &[Box<str>]| -> Vec<Box<str>> {
            // A twist stands among the follow-ups under its own name, and is a part.
            let all = all.iter().filter(|id| !names.contains(id));
            all.filter_map(|id| within(&part.id, id)).collect()
        };
        let text = attempt.texts.iter().find(|(id, _)| *id == part.id);
        let text = match *part.id == *Part::WHOLE {
            true => Some(&attempt.text),
            false => text.map(|(_, text)| text),
        };
        Part {
            text: text.cloned().unwrap_or_default(),
            marks: (attempt.marks.iter())
                .filter_map(|(id, mark)| Some((within(&part.id, id)?, *mark)))
                .collect(),
            lifts: ids(&attempt.lifts),
            probes: ids(&attempt.probes),
            ..part.clone()
        }
    };
    parts.iter_mut().for_each(|part| *part = own(part));
    let recalled = super::scenario::steps(&attempt.path)
        .take_while(|(node, _)| !attempt.grades.iter().any(|(id, _)| **id == **node))
        .map(|(node, option)| (node.into(), option.into()))
        .collect();
    // What was typed on a way that was left again.
    let is_named = |id: &str| is_rung(id) || names.iter().any(|name| **name == *id);
    let is_aside = |id: &str| !is_named(id) && !id.starts_with(DEBRIEF);
    let aside = attempt.texts.iter().filter(|(id, _)| is_aside(id));
    let aside = aside.map(|(id, text)| Part {
        id: id.clone(),
        text: text.clone(),
        ..Part::default()
    });
    // A scenario stands after its ending; of any other card the last part is on the screen.
    let last = match attempt.kind {
        Kind::Scenario => Part {
            id: Part::WHOLE.into(),
            ..Part::default()
        },
        _ => parts.pop().unwrap_or_default(),
    };
    for part in &parts {
        before.answer = before.answer.saturating_sub(part.seconds.answer);
    }
    let (seconds, before) = match attempt.kind {
        Kind::Scenario | Kind::Case => {
            before.answer = before.answer.saturating_sub(last.seconds.answer);
            (last.seconds, before)
        }
        _ => (before, Seconds::default()),
    };
    let debrief = attempt.texts.iter().filter_map(|(id, text)| {
        let number: usize = id.strip_prefix(DEBRIEF)?.parse().ok()?;
        Some((number.checked_sub(1)?, text))
    });
    let mut said = Vec::new();
    for (at, text) in debrief.filter(|(at, _)| *at < 100) {
        said.resize(said.len().max(at + 1), String::new());
        said[at].clone_from(text);
    }
    Draft {
        card: attempt.card.clone(),
        attempts: 0,
        at: 0,
        variant: attempt.variant,
        step: "verdict".into(),
        seconds,
        before,
        hints: attempt.hints,
        confidence: attempt.confidence,
        flags: attempt.flags.iter().map(|id| (id.clone(), true)).collect(),
        marks: last.marks,
        lifts: last.lifts,
        probes: last.probes,
        moved: (attempt.given.filter(|_| attempt.given != attempt.verdict))
            .map(|given| (given, attempt.reason.clone())),
        gave_up: attempt.marks.is_empty() && attempt.proposed == Grade::Again,
        chosen: None,
        uncovered: u16::MAX,
        text: last.text,
        asked: match rungs.len() {
            0 => last.id,
            over => Rung::of(over).id(),
        },
        taken: None,
        estimate: last.estimate,
        number: String::new(),
        parts: [parts, rungs].concat(),
        ahead: aside.collect(),
        recalled,
        debrief: said,
        evidence: attempt.evidence.clone(),
        mock: attempt.mock.clone(),
    }
}

/// The rungs before the last, of an answer given as a ladder.
fn rungs_of(attempt: &Attempt) -> Vec<Part> {
    let rungs = attempt.times.iter().filter(|(id, _)| is_rung(id));
    let rung = |(id, seconds): &(Box<str>, u32)| {
        let text = attempt.texts.iter().find(|(of, _)| of == id);
        Part {
            id: id.clone(),
            text: text.map_or_else(String::new, |(_, text)| text.clone()),
            seconds: Seconds {
                answer: *seconds,
                ..Seconds::default()
            },
            ..Part::default()
        }
    };
    rungs.map(rung).collect()
}

/// The id within a part: `p1` of `n1/p1` in `n1`, and of `p1` in the card itself.
fn within(part: &str, id: &str) -> Option<Box<str>> {
    match id.split_once('/') {
        Some((of, own)) => (of == part).then(|| own.into()),
        None => (part == Part::WHOLE).then(|| id.into()),
    }
}

/// The parts an attempt had, with what stands under their own names.
fn parts_of(attempt: &Attempt) -> Vec<Part> {
    let part = |id: &str, choice: Option<&str>| {
        let time = attempt.times.iter().find(|(of, _)| **of == *id);
        let estimate = attempt.estimates.iter().find(|(of, _)| **of == *id);
        Part {
            id: id.into(),
            seconds: Seconds {
                answer: time.map_or(0, |(_, seconds)| *seconds),
                ..Seconds::default()
            },
            choice: choice.map(Box::from),
            estimate: estimate.map(|(_, number)| *number),
            ..Part::default()
        }
    };
    let taken = |id: &str| {
        let mut steps = super::scenario::steps(&attempt.path);
        steps
            .find(|(node, _)| *node == id)
            .map(|(_, option)| option)
    };
    match attempt.kind {
        Kind::Scenario => (attempt.grades.iter())
            .map(|(id, _)| part(id, taken(id)))
            .collect(),
        _ => {
            let others = attempt.times.iter().map(|(id, _)| &**id);
            let others = others.filter(|id| *id != Part::WHOLE && !is_rung(id));
            std::iter::once(Part::WHOLE)
                .chain(others)
                .map(|id| part(id, None))
                .collect()
        }
    }
}
