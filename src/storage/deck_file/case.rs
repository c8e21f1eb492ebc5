//! Cards of the kind case.

use crate::domain::attempt::Part;
use crate::domain::case::{Case, Range, Twist};
use crate::domain::rubric::Rubric;

use super::ids::Unique;
use super::object::Object;
use super::reader::{Help, Reader};
use super::rubric;
use super::value::Value;

/// What is particular to an estimate.
pub(crate) fn case<'a>(r: &mut Reader<'a>, card: &mut Object<'a, '_>) -> Case {
    for name in ["steps", "range"] {
        if !card.has(name) {
            card.need(r, name);
        }
    }
    let mut unique = Unique::default();
    Case {
        givens: card.need_each(r, "givens", 1, |r, item, _| r.text(item)),
        ask: card.need_text(r, "ask"),
        steps: marked(r, card, "steps"),
        range: card
            .nested(r, "range", "the range", range)
            .unwrap_or_default(),
        assumptions: card.texts(r, "assumptions"),
        worked: card.text(r, "worked"),
        twists: card.each(r, "twists", |r, item, i| twist(r, item, &mut unique, i)),
    }
}

fn marked<'a>(r: &mut Reader<'a>, object: &mut Object<'a, '_>, name: &'static str) -> Rubric {
    Rubric {
        points: rubric::points(r, object, name),
        ..Rubric::default()
    }
}

fn range<'a>(r: &mut Reader<'a>, range: &mut Object<'a, '_>) -> Range {
    let mut end = |r: &mut Reader<'a>, name| {
        let raw = range.need(r, name)?;
        r.decimal(&range.value().field(name, raw))
    };
    let (low, high) = (end(r, "low"), end(r, "high"));
    if let (Some(low), Some(high)) = (low, high)
        && low > high
        && let Some(raw) = range.raw("low")
    {
        let message = format_args!("the range begins at {low} and ends at {high}");
        let help = Help::say("write the smaller number under \"low\"");
        r.error(&range.value().field("low", raw), message, help);
    }
    Range {
        low: low.unwrap_or_default(),
        high: high.unwrap_or_default(),
        unit: range.need_line(r, "unit"),
    }
}

/// One changed constraint: an object, or only what is asked.
fn twist<'a>(
    r: &mut Reader<'a>,
    value: &Value<'a, '_>,
    unique: &mut Unique,
    index: usize,
) -> Option<Twist> {
    let implied = format!("t{}", index + 1);
    if value.raw.starts_with('"') {
        return Some(Twist {
            id: unique.implied(r, value, implied),
            ask: r.text(value)?,
            ..Twist::default()
        });
    }
    let mut object = Object::open(r, *value, "a twist")?;
    let twist = Twist {
        id: unique.id(r, &mut object, implied),
        ask: object.need_text(r, "ask"),
        rubric: marked(r, &mut object, "points"),
        range: object.nested(r, "range", "the range", range),
        worked: object.text(r, "worked"),
    };
    if *twist.id == *Part::WHOLE
        && let Some(raw) = object.raw("id")
    {
        let message = format_args!("the id \"{}\" is that of the case itself", Part::WHOLE);
        let help = Help::say("give the twist another id: estimates are kept by it");
        r.error(&object.value().field("id", raw), message, help);
    }
    object.close(r);
    Some(twist)
}
