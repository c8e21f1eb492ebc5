//! Reads one card: what all kinds share, and then its own.

use std::borrow::Cow;
use std::ops::Range;

use crate::domain::card::{Body, Card, CardId, Kind, TimeBox};
use crate::domain::day::Day;
use crate::domain::safe_text::SafeText;
use crate::storage::nearest::nearest;

use super::ids::is_id;
use super::object::Object;
use super::reader::{Help, Listed, Reader};
use super::value::{self, Value};
use super::words::{Axis, GENERAL};
use super::{behavioural, recall, scenario, undrilled};

/// A time box counts at most this many seconds a phase.
const LONGEST_PHASE: u32 = 3600;

/// What reading a card comes to.
pub(crate) enum Outcome {
    /// It can be used.
    Card(Box<ReadCard>),
    /// It changes the card `base`, which is named at `at`; the rest of it is read with that card.
    Extends { base: Box<str>, at: Range<usize> },
    /// It cannot be used, and the reader knows why.
    SetAside,
}

/// A card with what only its deck and the library need.
pub(crate) struct ReadCard {
    pub(crate) card: Card,
    /// Whole ids it had before.
    pub(crate) was: Vec<Box<str>>,
}

/// Reads a card of `deck`. `taken` tells which earlier card of the deck has an id, and notes the id.
pub(crate) fn card<'a>(
    r: &mut Reader<'a>,
    value: Value<'a, '_>,
    deck: &str,
    taken: &mut dyn FnMut(&str) -> Option<usize>,
) -> Outcome {
    let before = r.errors();
    let Some(mut object) = Object::open(r, value, "a card") else {
        return Outcome::SetAside;
    };
    if let Some(raw) = object.take("extends") {
        return extends(r, &value.field("extends", raw));
    }
    let kind = kind(r, &mut object);
    if let Some(kind) = kind {
        object.is_called(called(kind));
    }
    let id = own_id(r, &mut object, taken);
    let prompt = prompt(r, &mut object).unwrap_or_default();
    let shared = Shared::read(r, &mut object, deck, kind);
    let id = id.unwrap_or_default();
    let Some(kind) = kind else {
        // Which of the other fields belong to it cannot be known.
        object.close_unknown(r);
        return Outcome::SetAside;
    };
    let body = if r.is_planning() {
        Body::Undrilled(kind)
    } else {
        let body = body(r, &mut object, kind, &id, &prompt);
        object.close(r);
        body
    };
    if r.errors() > before {
        return Outcome::SetAside;
    }
    Outcome::Card(Box::new(ReadCard {
        card: Card {
            id: CardId::new(&format!("{deck}/{id}")),
            prompt: r.keep(&prompt),
            competency: shared.competency,
            difficulty: shared.difficulty,
            time_box: shared.time_box.unwrap_or(kind.time_box()),
            stages: shared.stages,
            levels: shared.levels,
            tags: shared.tags,
            source: shared.source,
            note: shared.note,
            avoid: shared.avoid,
            since: shared.since,
            body,
        },
        was: shared.was,
    }))
}

/// What is particular to its kind.
fn body<'a>(
    r: &mut Reader<'a>,
    card: &mut Object<'a, '_>,
    kind: Kind,
    id: &str,
    prompt: &str,
) -> Body {
    match kind {
        Kind::Recall => return Body::Recall(recall::recall(r, card, prompt)),
        Kind::Reverse => return Body::Reverse(recall::reverse(r, card)),
        Kind::Behavioural => {
            return Body::Behavioural(Box::new(behavioural::behavioural(r, card, id)));
        }
        Kind::Scenario => scenario::scenario(r, card),
        Kind::Case => undrilled::case(r, card),
        Kind::Slot => undrilled::slot(r, card),
    }
    Body::Undrilled(kind)
}

/// The prompt, raw: a cloze is found in it.
fn prompt<'a>(r: &mut Reader<'a>, card: &mut Object<'a, '_>) -> Option<Cow<'a, str>> {
    let raw = card.need(r, "prompt")?;
    if r.is_planning() {
        return None;
    }
    let value = card.value();
    let value = value.field("prompt", raw);
    r.text(&value)?;
    r.string(&value)
}

fn extends<'a>(r: &mut Reader<'a>, value: &Value<'a, '_>) -> Outcome {
    let Some(base) = r.string(value) else {
        return Outcome::SetAside;
    };
    if base
        .split_once('/')
        .is_some_and(|(deck, card)| is_id(deck) && is_id(card))
    {
        return Outcome::Extends {
            base: (&*base).into(),
            at: r.span(value),
        };
    }
    let help = Help::say("name the card by its whole id, as in some-deck/some-card");
    r.error(
        value,
        format_args!("{} is not a card's whole id", value.found()),
        help,
    );
    Outcome::SetAside
}

/// The fields that mean the same on every kind.
struct Shared {
    competency: Box<str>,
    difficulty: u8,
    time_box: Option<TimeBox>,
    stages: Vec<Box<str>>,
    levels: Vec<Box<str>>,
    tags: Vec<SafeText>,
    source: Vec<SafeText>,
    note: Option<SafeText>,
    avoid: Vec<SafeText>,
    since: Option<Day>,
    was: Vec<Box<str>>,
}

impl Shared {
    fn read<'a>(
        r: &mut Reader<'a>,
        card: &mut Object<'a, '_>,
        deck: &str,
        kind: Option<Kind>,
    ) -> Self {
        let mut shared = Self {
            competency: competency(r, card).unwrap_or_else(|| GENERAL.into()),
            stages: words(r, card, "stages", Axis::Stage),
            levels: words(r, card, "levels", Axis::Level),
            difficulty: card.number(r, "difficulty", 1..=3).unwrap_or(2) as u8,
            tags: card.each(r, "tags", |r, item, _| {
                r.text(item)?;
                // Filters need them where a card is only checked, too.
                Some(SafeText::line(&value::string(item.raw).ok()?))
            }),
            was: card.each(r, "was", |r, item, _| was(r, item, deck)),
            time_box: None,
            source: Vec::new(),
            note: None,
            avoid: Vec::new(),
            since: None,
        };
        if r.is_planning() {
            return shared;
        }
        shared.time_box = time_box(r, card, kind);
        shared.source = card.texts(r, "source");
        shared.note = card.text(r, "note");
        shared.avoid = card.texts(r, "avoid");
        shared.since = since(r, card);
        card.texts(r, "covers");
        card.extension(r);
        shared
    }
}

fn kind<'a>(r: &mut Reader<'a>, card: &mut Object<'a, '_>) -> Option<Kind> {
    let raw = card.need(r, "kind")?;
    let value = card.value();
    let value = value.field("kind", raw);
    let name = r.string(&value)?;
    let kind = Kind::from_name(&name);
    if kind.is_none() {
        let kinds = Kind::ALL.into_iter().map(Kind::name);
        let help = Help::mean(nearest(&name, kinds.clone()), || {
            Help::say(format_args!("kinds are {}", Listed(kinds)))
        });
        r.error(
            &value,
            format_args!("there is no kind {}", value.found()),
            help,
        );
    }
    kind
}

fn called(kind: Kind) -> &'static str {
    match kind {
        Kind::Recall => "a recall card",
        Kind::Behavioural => "a behavioural card",
        Kind::Scenario => "a scenario",
        Kind::Case => "a case",
        Kind::Reverse => "a reverse card",
        Kind::Slot => "a slot card",
    }
}

fn own_id<'a>(
    r: &mut Reader<'a>,
    card: &mut Object<'a, '_>,
    taken: &mut dyn FnMut(&str) -> Option<usize>,
) -> Option<Cow<'a, str>> {
    let raw = card.need(r, "id")?;
    let value = card.value();
    let value = value.field("id", raw);
    let id = r.id(&value)?;
    if let Some(earlier) = taken(&id) {
        let help = Help::say("give each card an id of its own: its history follows the id");
        r.error(
            &value,
            format_args!("\"{id}\" is the id of cards[{earlier}] already"),
            help,
        );
    }
    Some(id)
}

fn competency<'a>(r: &mut Reader<'a>, card: &mut Object<'a, '_>) -> Option<Box<str>> {
    let raw = card.take("competency")?;
    word(r, &card.value().field("competency", raw), Axis::Competency)
}

fn words<'a>(
    r: &mut Reader<'a>,
    card: &mut Object<'a, '_>,
    name: &'static str,
    axis: Axis,
) -> Vec<Box<str>> {
    card.each(r, name, |r, item, _| word(r, item, axis))
}

fn word<'a>(r: &mut Reader<'a>, value: &Value<'a, '_>, axis: Axis) -> Option<Box<str>> {
    let word = r.id(value)?;
    r.expect_word(axis, &word, value);
    Some((&*word).into())
}

fn time_box<'a>(
    r: &mut Reader<'a>,
    card: &mut Object<'a, '_>,
    kind: Option<Kind>,
) -> Option<TimeBox> {
    let usual = kind.unwrap_or(Kind::Recall).time_box();
    card.nested(r, "box", "the time box", |r, times| TimeBox {
        think: times
            .number(r, "think", 1..=LONGEST_PHASE)
            .unwrap_or(usual.think),
        answer: times
            .number(r, "answer", 1..=LONGEST_PHASE)
            .unwrap_or(usual.answer),
    })
}

fn since<'a>(r: &mut Reader<'a>, card: &mut Object<'a, '_>) -> Option<Day> {
    let raw = card.take("since")?;
    let value = card.value();
    let value = value.field("since", raw);
    let text = r.string(&value)?;
    let day = text.parse();
    if day.is_err() {
        let message = format_args!(
            "expected a date such as 2026-12-12, found {}",
            value.found()
        );
        r.error(
            &value,
            message,
            Help::say("write the year, the month and the day"),
        );
    }
    day.ok()
}

fn was<'a>(r: &mut Reader<'a>, value: &Value<'a, '_>, deck: &str) -> Option<Box<str>> {
    let id = r.string(value)?;
    if is_id(&id) {
        return Some(format!("{deck}/{id}").into());
    }
    if id
        .split_once('/')
        .is_some_and(|(deck, card)| is_id(deck) && is_id(card))
    {
        return Some((&*id).into());
    }
    let help = Help::say("write the id the card had, as in old-name or deck/old-name");
    r.error(value, format_args!("{} is not an id", value.found()), help);
    None
}
