//! Cards of the kind slot: checked in full, though no session asks them.

use super::object::Object;
use super::reader::Reader;
use super::rubric;

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
