//! The fields that mean the same on every kind of card.

use crate::domain::card::{Kind, TimeBox};
use crate::domain::day::Day;
use crate::domain::safe_text::SafeText;

use super::ids::is_id;
use super::object::Object;
use super::reader::{Help, Reader};
use super::value::{self, Value};
use super::words::{Axis, GENERAL};

/// A time box counts at most this many seconds a phase.
const LONGEST_PHASE: u32 = 3600;

/// The fields that mean the same on every kind.
pub(crate) struct Shared {
    pub(crate) competency: Box<str>,
    pub(crate) difficulty: u8,
    pub(crate) time_box: Option<TimeBox>,
    pub(crate) stages: Vec<Box<str>>,
    pub(crate) levels: Vec<Box<str>>,
    pub(crate) tags: Vec<SafeText>,
    pub(crate) source: Vec<SafeText>,
    pub(crate) note: Option<SafeText>,
    pub(crate) avoid: Vec<SafeText>,
    pub(crate) since: Option<Day>,
    pub(crate) was: Vec<Box<str>>,
}

impl Shared {
    pub(crate) fn read<'a>(
        r: &mut Reader<'a>,
        card: &mut Object<'a, '_>,
        deck: &str,
        kind: Option<Kind>,
    ) -> Self {
        let shared = Self {
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
            time_box: time_box(r, card, kind),
            source: card.texts(r, "source"),
            note: card.text(r, "note"),
            avoid: card.texts(r, "avoid"),
            since: since(r, card),
        };
        card.texts(r, "covers");
        card.extension(r);
        shared
    }
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
