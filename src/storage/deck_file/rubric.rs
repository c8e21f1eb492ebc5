//! Points, follow-ups and red flags, as several kinds have them.

use std::ops::RangeInclusive;

use crate::domain::grade::Verdict;
use crate::domain::rubric::{FollowUp, Point, RedFlag};

use super::ids::Unique;
use super::object::Object;
use super::reader::{Help, Reader};
use super::value::{self, Value};
use super::words::Axis;

/// A rubric holds this many points.
const POINTS: RangeInclusive<usize> = 1..=12;

/// The points under `name`: objects, or plain strings.
pub(crate) fn points<'a>(
    r: &mut Reader<'a>,
    object: &mut Object<'a, '_>,
    name: &'static str,
) -> Vec<Point> {
    let (prefix, what) = match name {
        "steps" => ("s", "a step"),
        _ => ("p", "a point"),
    };
    let mut unique = Unique::default();
    let points = object.each(r, name, |r, item, i| {
        let implied = format!("{prefix}{}", i + 1);
        Some(point(r, item, &mut unique, implied, what))
    });
    if object.has(name) && !POINTS.contains(&points.len()) {
        count(r, object, name, points.len());
    }
    points
}

fn count<'a>(r: &mut Reader<'a>, object: &Object<'a, '_>, name: &'static str, found: usize) {
    let Some(raw) = object.raw(name).filter(|raw| raw.starts_with('[')) else {
        return;
    };
    let help = match found {
        0 => Help::say("say what a good answer shows, one observable part a point"),
        _ => Help::say("keep the parts that tell a good answer from a poor one"),
    };
    let message = format_args!("expected 1 to 12 {name}, found {found}");
    r.error(&object.value().field(name, raw), message, help);
}

/// A point with mistakes still comes out, since its id is referred to.
fn point<'a>(
    r: &mut Reader<'a>,
    value: &Value<'a, '_>,
    unique: &mut Unique,
    implied: String,
    what: &'static str,
) -> Point {
    let plain = |id, text| Point {
        id,
        text,
        weight: 1,
        must: false,
        theme: Box::default(),
    };
    if value.raw.starts_with('"') {
        let id = unique.implied(r, value, implied);
        return plain(id, r.text(value).unwrap_or_default());
    }
    let Some(mut object) = Object::open(r, *value, what) else {
        return plain(unique.implied(r, value, implied), Default::default());
    };
    let point = Point {
        id: unique.id(r, &mut object, implied),
        text: object.need_text(r, "text"),
        weight: object.number(r, "weight", 1..=3).unwrap_or(1) as u8,
        must: object.boolean(r, "must"),
        theme: theme(r, &mut object),
    };
    object.close(r);
    point
}

/// What kind of thing the point shows.
fn theme<'a>(r: &mut Reader<'a>, object: &mut Object<'a, '_>) -> Box<str> {
    let theme = object.take("theme").and_then(|raw| {
        let of_point = object.value();
        let value = of_point.field("theme", raw);
        let id: Box<str> = (&*r.id(&value)?).into();
        r.expect_word(Axis::Theme, &id, &value);
        Some(id)
    });
    theme.unwrap_or_default()
}

/// The follow-ups under `name`; `when` refers to `points`.
pub(crate) fn followups<'a>(
    r: &mut Reader<'a>,
    object: &mut Object<'a, '_>,
    name: &'static str,
    points: &[Point],
) -> Vec<FollowUp> {
    let mut unique = Unique::default();
    object.each(r, name, |r, item, i| {
        followup(r, item, points, &mut unique, i)
    })
}

/// The probes of a node: follow-ups, or plain strings, which are pressure probes.
pub(crate) fn probes<'a>(
    r: &mut Reader<'a>,
    object: &mut Object<'a, '_>,
    points: &[Point],
) -> Vec<FollowUp> {
    let mut unique = Unique::default();
    object.each(r, "probes", |r, item, i| {
        if !item.raw.starts_with('"') {
            return followup(r, item, points, &mut unique, i);
        }
        Some(FollowUp {
            id: unique.implied(r, item, implied(i)),
            when: Vec::new(),
            ask: r.text(item)?,
        })
    })
}

fn implied(index: usize) -> String {
    format!("f{}", index + 1)
}

/// One of them, at its place in its list.
fn followup<'a>(
    r: &mut Reader<'a>,
    value: &Value<'a, '_>,
    points: &[Point],
    unique: &mut Unique,
    index: usize,
) -> Option<FollowUp> {
    let mut object = Object::open(r, *value, "a follow-up")?;
    let followup = FollowUp {
        id: unique.id(r, &mut object, implied(index)),
        when: object.each(r, "when", |r, id, _| {
            r.reference(id, "point", points.iter().map(|p| &*p.id))
        }),
        ask: object.need_text(r, "ask"),
    };
    object.close(r);
    Some(followup)
}

/// The red flags of a card.
pub(crate) fn red_flags<'a>(r: &mut Reader<'a>, object: &mut Object<'a, '_>) -> Vec<RedFlag> {
    let mut unique = Unique::default();
    object.each(r, "red_flags", |r, item, i| {
        let mut object = Object::open(r, *item, "a red flag")?;
        let flag = RedFlag {
            id: unique.id(r, &mut object, format!("r{}", i + 1)),
            text: object.need_text(r, "text"),
            cap: object
                .number(r, "cap", 1..=4)
                .and_then(|cap| Verdict::from_value(cap as u8))
                .unwrap_or(Verdict::NoHire),
        };
        if flag.cap == Verdict::StrongHire
            && let Some(raw) = object.raw("cap")
        {
            let help = Help::say("a red flag caps the verdict at 1, 2 or 3");
            r.warn(
                &object.value().field("cap", raw),
                "a cap of 4 holds nothing down",
                help,
            );
        }
        object.close(r);
        Some(flag)
    })
}

/// The marks of a sample answer, by point.
pub(crate) fn marks<'a>(
    r: &mut Reader<'a>,
    object: &mut Object<'a, '_>,
    name: &'static str,
    points: &[Point],
) {
    object.entries(r, name, |r, id, mark| {
        r.expect_among(id, mark, "point", points.iter().map(|p| &*p.id));
        r.number(mark, 0..=2)
    });
}

/// Warns of a rubric that is hard to mark by.
pub(crate) fn advise_count<'a>(r: &mut Reader<'a>, object: &Object<'a, '_>, found: usize) {
    if (3..=6).contains(&found) || !POINTS.contains(&found) {
        return;
    }
    if let Some(raw) = object.raw("points").filter(|raw| value::items(raw).is_ok()) {
        let message = format_args!("a rubric reads best with 3 to 6 points, found {found}");
        r.warn(&object.value().field("points", raw), message, Help::none());
    }
}
