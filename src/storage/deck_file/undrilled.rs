//! Cards of the kinds case and slot: checked in full, though no session asks them.

use super::ids::Unique;
use super::object::Object;
use super::reader::{Help, Reader};
use super::rubric;

/// Checks an estimate.
pub(crate) fn case<'a>(r: &mut Reader<'a>, card: &mut Object<'a, '_>) {
    card.need_each(r, "givens", 1, |r, item, _| r.text(item));
    card.need_text(r, "ask");
    let mut unique = Unique::default();
    card.need_each(r, "steps", 1, |r, item, i| {
        let mut step = Object::open(r, *item, "a step")?;
        unique.id(r, &mut step, format!("s{}", i + 1));
        step.need_text(r, "text");
        step.number(r, "weight", 1..=3);
        step.close(r);
        Some(())
    });
    if !card.has("range") {
        card.need(r, "range");
    }
    card.nested(r, "range", "the range", |r, range| {
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
        range.need_text(r, "unit");
    });
    card.texts(r, "assumptions");
    card.text(r, "worked");
    card.texts(r, "twists");
}

/// Checks a card that waits for facts about one company.
pub(crate) fn slot<'a>(r: &mut Reader<'a>, card: &mut Object<'a, '_>) {
    card.need_each(r, "needs", 1, |r, item, _| {
        let key = r.text(item)?;
        Some(key)
    });
    if !card.has("points") {
        card.need(r, "points");
    }
    let points = rubric::points(r, card, "points");
    rubric::followups(r, card, "followups", &points);
}
