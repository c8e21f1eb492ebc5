//! What a line says of an entry, in the order it is written.

use std::borrow::Cow;

use serde::{Serialize, Serializer};

use super::line::Unwritable;
use super::mock::{AskedLine, PlanLine};
use super::wire::{Sec, Target};
use crate::domain::attempt::Attempt;
use crate::domain::card::CardId;
use crate::domain::entry::Event;
use crate::domain::grade::{Grade, Mark, Verdict};

/// What follows the head of a line, in the order it is written. Nothing is written for what is
/// empty.
#[derive(Default, Serialize)]
pub(super) struct Body<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    target: Option<Target<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    c: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    day: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    variant: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sec: Option<Sec>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hints: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    conf: Option<u8>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    flags: &'a [Box<str>],
    #[serde(skip_serializing_if = "<[_]>::is_empty", serialize_with = "marks")]
    marks: &'a [(Box<str>, Mark)],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    lifts: &'a [Box<str>],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    probes: &'a [Box<str>],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    path: &'a [Box<str>],
    #[serde(skip_serializing_if = "<[_]>::is_empty", serialize_with = "grades")]
    grades: &'a [(Box<str>, Grade)],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    gone: &'a [Box<str>],
    #[serde(skip_serializing_if = "<[_]>::is_empty", serialize_with = "pairs")]
    times: &'a [(Box<str>, u32)],
    #[serde(skip_serializing_if = "<[_]>::is_empty", serialize_with = "pairs")]
    estimate: &'a [(Box<str>, f64)],
    #[serde(skip_serializing_if = "Option::is_none")]
    rule: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    verdict: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    given: Option<u8>,
    #[serde(skip_serializing_if = "str::is_empty")]
    reason: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    proposed: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    grade: Option<u8>,
    #[serde(skip_serializing_if = "str::is_empty")]
    text: &'a str,
    #[serde(skip_serializing_if = "<[_]>::is_empty", serialize_with = "pairs")]
    texts: &'a [(Box<str>, String)],
    #[serde(skip_serializing_if = "str::is_empty")]
    mock: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    evidence: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    plan: Option<PlanLine>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    asked: Vec<AskedLine>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<&'a str>,
}

fn marks<S: Serializer>(marks: &[(Box<str>, Mark)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(marks.iter().map(|(point, mark)| (point, mark.value())))
}

fn grades<S: Serializer>(grades: &[(Box<str>, Grade)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(grades.iter().map(|(part, grade)| (part, grade.value())))
}

fn pairs<V: Serialize, S: Serializer>(
    pairs: &[(Box<str>, V)],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_map(pairs.iter().map(|(part, value)| (part, value)))
}

impl<'a> TryFrom<&'a Event> for Body<'a> {
    type Error = Unwritable;

    fn try_from(event: &'a Event) -> Result<Self, Unwritable> {
        Ok(match event {
            Event::Attempt(attempt) => attempt_body(attempt),
            Event::Undo { target, card } => Self {
                target: Some(Target {
                    d: Cow::Borrowed(&target.device),
                    s: target.sequence,
                    k: Cow::Owned(format!("{:08x}", target.check)),
                }),
                c: card.as_ref().map(CardId::as_str),
                ..Self::default()
            },
            Event::Suspend(card)
            | Event::Resume(card)
            | Event::Star(card)
            | Event::Unstar(card)
            | Event::Reset(card) => Self {
                c: Some(card.as_str()),
                ..Self::default()
            },
            Event::Tag { card, tag } | Event::Untag { card, tag } => Self {
                c: Some(card.as_str()),
                name: Some(tag),
                ..Self::default()
            },
            Event::Bury { card, day } => Self {
                c: Some(card.as_str()),
                day: Some(day.to_string()),
                ..Self::default()
            },
            Event::Set(register) => Self {
                name: Some(register.name()),
                value: Some(register.value()),
                ..Self::default()
            },
            Event::Alias { from, to } => Self {
                from: Some(from.as_str()),
                to: Some(to.as_str()),
                ..Self::default()
            },
            Event::Mock(record) => Self {
                id: Some(&record.id),
                day: Some(record.day.to_string()),
                plan: Some(PlanLine::from(&record.plan)),
                asked: record.asked.iter().map(AskedLine::from).collect(),
                ..Self::default()
            },
            Event::Unknown => return Err(Unwritable::Unknown),
        })
    }
}

fn attempt_body(attempt: &Attempt) -> Body<'_> {
    Body {
        c: Some(attempt.card.as_str()),
        day: Some(attempt.day.to_string()),
        kind: Some(attempt.kind.name()),
        variant: Some(attempt.variant),
        sec: Some(attempt.seconds.into()),
        hints: Some(attempt.hints),
        conf: attempt.confidence.map(Verdict::value),
        flags: &attempt.flags,
        marks: &attempt.marks,
        lifts: &attempt.lifts,
        probes: &attempt.probes,
        path: &attempt.path,
        grades: &attempt.grades,
        gone: &attempt.gone,
        times: &attempt.times,
        estimate: &attempt.estimates,
        rule: Some(attempt.rule),
        verdict: attempt.verdict.map(Verdict::value),
        given: attempt.given.map(Verdict::value),
        reason: &attempt.reason,
        proposed: Some(attempt.proposed.value()),
        grade: Some(attempt.grade.value()),
        text: &attempt.text,
        texts: &attempt.texts,
        mock: &attempt.mock,
        evidence: &attempt.evidence,
        ..Body::default()
    }
}
