//! Reads one card: what all kinds share, and then its own.

use std::borrow::Cow;
use std::ops::Range;

use crate::domain::card::{Body, Card, CardId, Fragment, Kind, Recall};
use crate::domain::safe_text::SafeText;
use crate::storage::nearest::nearest;

use super::ids::is_id;
use super::object::Object;
use super::reader::{Help, Listed, Reader};
use super::shared::Shared;
use super::value::Value;
use super::{behavioural, case, recall, scenario, slot};

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
    let body = body(r, &mut object, kind, &id, &prompt);
    object.close(r);
    if r.errors() > before {
        return Outcome::SetAside;
    }
    Outcome::Card(Box::new(ReadCard {
        card: Card {
            id: CardId::new(&format!("{deck}/{id}")),
            prompt: shown(r, &body, &prompt),
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
        Kind::Recall => Body::Recall(recall::recall(r, card, prompt)),
        Kind::Behavioural => Body::Behavioural(Box::new(behavioural::behavioural(r, card, id))),
        Kind::Scenario => Body::Scenario(Box::new(scenario::scenario(r, card))),
        Kind::Case => Body::Case(Box::new(case::case(r, card))),
        Kind::Reverse => Body::Reverse(recall::reverse(r, card)),
        Kind::Slot => {
            slot::slot(r, card);
            Body::Undrilled(kind)
        }
    }
}

/// The prompt as it is shown anywhere but in a drill: what a cloze hides is a gap.
fn shown(r: &mut Reader<'_>, body: &Body, prompt: &str) -> SafeText {
    let Body::Recall(Recall { cloze, .. }) = body else {
        return r.keep(prompt);
    };
    match &cloze[..] {
        [] => r.keep(prompt),
        parts => SafeText::new(&parts.iter().map(Fragment::in_gaps).collect::<String>()),
    }
}

/// The prompt, raw: a cloze is found in it.
fn prompt<'a>(r: &mut Reader<'a>, card: &mut Object<'a, '_>) -> Option<Cow<'a, str>> {
    let raw = card.need(r, "prompt")?;
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
