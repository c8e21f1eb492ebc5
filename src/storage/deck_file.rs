//! Reads a deck, and finds every mistake in it at once.
//!
//! A card is read as pairs of a name and the raw bytes under it; each field, and each element of a
//! list, is read on its own and notes its own mistakes, so that none hides another. The place of a
//! mistake is where its bytes lie in the file. A card with a mistake is set aside, and a mistake in
//! the head, or a file that is no JSON, costs the deck.

mod behavioural;
mod card;
mod case;
mod graph;
mod ids;
mod merge;
mod object;
mod reader;
mod recall;
mod record;
mod rubric;
mod scalars;
mod scenario;
mod shared;
mod slot;
mod syntax;
mod value;
mod words;

use std::collections::HashMap;

use crate::domain::card::Kind;
use crate::domain::problem::Severity;
use crate::domain::safe_text::SafeText;

use super::axes_file;

pub(crate) use card::{Outcome, ReadCard};
pub(crate) use ids::{Unique, is_id};
pub(crate) use merge::{Merged, check_change};
pub(crate) use object::Object;
pub(crate) use reader::{Finding, Help, Reader, problems};
pub(crate) use record::{DeckRecord, Overlay, point_words};
pub(crate) use value::{MOST_CARDS, Value};
pub(crate) use words::{Axis, Words};

use ids::slug;
use record::{Head, SharedWords};
use value::Path;

/// The format written at the head of a deck.
pub(crate) const FORMAT: &str = "hotseat/1";

/// Reads a deck. Its id must be `stem`, the stem of its file, where it has one. `path` is its name in
/// problems.
pub(crate) fn read(mut r: Reader<'_>, stem: Option<&str>, path: &SafeText) -> DeckRecord {
    let mut record = DeckRecord::default();
    let text = r.whole();
    let root = Value {
        raw: text.trim_ascii(),
        path: Path::Root,
    };
    let findings = match value::deck(text) {
        Ok(parts) => {
            let object = Object::of(&mut r, root, "a deck", parts.fields);
            deck(r, object, parts.cards, stem, &mut record)
        }
        Err(_) => match (syntax::check(text), Object::open(&mut r, root, "a deck")) {
            (Err(finding), _) => vec![finding],
            // It is JSON, though not of this shape.
            (Ok(()), Some(object)) => deck(r, object, None, stem, &mut record),
            (Ok(()), None) => r.into_findings(),
        },
    };
    record.problems = problems(findings, text, path);
    record
}

fn deck<'a>(
    mut r: Reader<'a>,
    mut object: Object<'a, '_>,
    items: Option<Vec<&'a str>>,
    stem: Option<&str>,
    record: &mut DeckRecord,
) -> Vec<Finding> {
    object.expect_format(&mut r, FORMAT);
    let id = id(&mut r, &mut object, stem);
    let title = object.need_raw_line(&mut r, "title");
    let description = object.raw_text(&mut r, "description");
    for name in ["$schema", "version", "language", "license"] {
        object.text(&mut r, name);
    }
    let mut own = Default::default();
    let mut axes = None;
    if object.has("axes") {
        axes = object.raw("axes").map(Box::from);
        own = object
            .nested(&mut r, "axes", "the axes", axes_file::fields)
            .unwrap_or_default();
    }
    object.extension(&mut r);
    let cards = object.need(&mut r, "cards");
    object.close(&mut r);
    let words = r.words.clone().with(&own);
    let mut r = r.with_words(&words);
    let value = object.value();
    let cards = cards.map(|raw| value.field("cards", raw));
    let items = items.or_else(|| r.items(cards.as_ref()?));
    if let Some(list) = &cards
        && let Some(items) = &items
        && items.len() > MOST_CARDS
    {
        let message = "a deck holds at most 100,000 cards, and this one has more";
        r.error(list, message, Help::say("make several decks of it"));
    }
    if r.errors() == 0
        && let Some(id) = &id
    {
        record.head = Some(Head {
            id: id.clone(),
            title,
            description,
            axes,
        });
    }
    if let Some(list) = &cards {
        let deck = id.as_deref().or(stem).unwrap_or_default();
        read_cards(&mut r, list, items.unwrap_or_default(), deck, record);
    }
    r.into_findings()
}

fn read_cards<'a>(
    r: &mut Reader<'a>,
    list: &Value<'a, '_>,
    items: Vec<&'a str>,
    deck: &str,
    record: &mut DeckRecord,
) {
    let mut places: HashMap<Box<str>, usize> = HashMap::new();
    let mut words = SharedWords::default();
    record.total = items.len() as u32;
    for (i, raw) in items.into_iter().enumerate() {
        let value = list.item(i, raw);
        let mut taken = |id: &str| match places.get(id) {
            Some(earlier) => Some(*earlier),
            None => {
                places.insert(id.into(), i);
                None
            }
        };
        let span = r.span(&value);
        match card::card(r, value, deck, &mut taken) {
            Outcome::Card(card) => record.push(&card, span, &mut words),
            Outcome::Extends { base, at } => record.overlays.push(Overlay {
                base,
                index: i as u32,
                offset: span.start as u32,
                length: span.len() as u32,
                extends: (at.start as u32, at.end as u32),
            }),
            Outcome::SetAside => record.set_aside += 1,
        }
    }
    record.finish(words);
}

/// Reads one card of `deck` in full, from its own bytes.
pub(crate) fn read_card<'a>(r: &mut Reader<'a>, raw: &'a str, index: usize, deck: &str) -> Outcome {
    let cards = Path::Field(&Path::Root, "cards");
    let path = Path::Item(&cards, index);
    card::card(r, Value { raw, path }, deck, &mut |_| None)
}

fn id<'a>(r: &mut Reader<'a>, object: &mut Object<'a, '_>, stem: Option<&str>) -> Option<Box<str>> {
    let raw = match object.take("id") {
        Some(raw) => raw,
        None => {
            let help = match stem.map(slug) {
                Some(stem) if !stem.is_empty() => Help::say(format_args!("add \"id\": \"{stem}\"")),
                _ => Help::none(),
            };
            r.error(
                &object.value(),
                "the field \"id\" is missing; a deck needs it",
                help,
            );
            return None;
        }
    };
    let value = object.value();
    let value = value.field("id", raw);
    let id = r.id(&value)?;
    if let Some(stem) = stem
        && stem != id
    {
        let message = format_args!(
            "the deck's id \"{id}\" is not the name of its file, \"{}\"",
            value::clipped(stem)
        );
        let help = match is_id(stem) {
            true => Help::say(format_args!(
                "rename the file to {id}.json, or write \"{stem}\""
            )),
            false => Help::say(format_args!("rename the file to {id}.json")),
        };
        r.error(&value, message, help);
    }
    Some((&*id).into())
}

impl<'a> Reader<'a> {
    /// The whole text as a value, unless it is no JSON, which is noted.
    pub(crate) fn root(&mut self) -> Option<Value<'a, 'static>> {
        let text = self.whole();
        match syntax::check(text) {
            Ok(()) => Some(Value {
                raw: text.trim_ascii(),
                path: Path::Root,
            }),
            Err(finding) => {
                let help = finding.help.map_or_else(Help::none, Help::say);
                self.note_at(Severity::Error, finding.span, &finding.message, help);
                None
            }
        }
    }
}

impl<'a> Object<'a, '_> {
    /// Reports a format that is not `format`.
    pub(crate) fn expect_format(&mut self, r: &mut Reader<'a>, format: &str) {
        let value = self.value();
        let Some(raw) = self.take("format") else {
            let help = Help::say(format_args!("add \"format\": \"{format}\" at its head"));
            r.error(&value, "the field \"format\" is missing", help);
            return;
        };
        let value = value.field("format", raw);
        let Some(found) = r.string(&value) else {
            return;
        };
        if found == format {
            return;
        }
        let name = |format: &str| format.split('/').next().map(str::to_owned);
        let help = match name(&found) == name(format) {
            true => Help::say("it was made for another version of hotseat"),
            false => Help::say(format_args!("write \"{format}\"")),
        };
        r.error(
            &value,
            format_args!("expected \"{format}\", found {}", value.found()),
            help,
        );
    }
}

/// How many of each kind there are.
pub(crate) fn counts(kinds: impl Iterator<Item = Kind>) -> [u32; 6] {
    let mut counts = [0; 6];
    for kind in kinds {
        counts[kind as usize] += 1;
    }
    counts
}
