//! Cards of the kind behavioural.

use crate::domain::card::{Behavioural, Variant};
use crate::domain::problem::Severity;
use crate::domain::rubric::Rubric;
use crate::domain::safe_text::SafeText;

use super::object::Object;
use super::reader::{Help, Reader};
use super::rubric;
use super::words::Axis;

/// What is particular to a behavioural card; `id` is its own, for what is said of it as a whole.
pub(crate) fn behavioural<'a>(
    r: &mut Reader<'a>,
    card: &mut Object<'a, '_>,
    id: &str,
) -> Behavioural {
    let rubric = rubric(r, card);
    let followups = rubric::followups(r, card, "followups", &rubric.points);
    let before = r.errors();
    let mut behavioural = Behavioural {
        red_flags: rubric::red_flags(r, card),
        variants: card.each(r, "variants", |r, item, _| {
            let mut variant = Object::open(r, *item, "a variant")?;
            let read = Variant {
                text: variant.need_text(r, "text"),
                seeks: variant.need_text(r, "seeks"),
            };
            variant.close(r);
            Some(read)
        }),
        framework: card.take("framework").and_then(|raw| {
            let value = card.value();
            let value = value.field("framework", raw);
            let id = r.id(&value)?;
            r.expect_word(Axis::Framework, &id, &value);
            Some((&*id).into())
        }),
        intent: card.text(r, "intent"),
        no_reports_yet: card.text(r, "no_reports_yet"),
        hints: card.texts(r, "hints"),
        ..Behavioural::default()
    };
    card.texts(r, "story_hints");
    card.nested(r, "samples", "this object", |r, samples| {
        behavioural.weak = samples.text(r, "weak");
        behavioural.strong = samples.text(r, "strong");
        samples.nested(r, "marks", "this object", |r, marks| {
            rubric::marks(r, marks, "weak", &rubric.points);
            rubric::marks(r, marks, "strong", &rubric.points);
        });
    });
    if r.errors() == before {
        for point in rubric.points.iter().filter(|point| point.must) {
            if !followups.iter().any(|f| f.when.contains(&point.id)) {
                let message = format!(
                    "card \"{id}\": no follow-up is triggered by the must point {}",
                    point.id
                );
                let help = format!("add a follow-up with \"when\": [\"{}\"]", point.id);
                r.note(Severity::Warning, &card.value(), &message, Help::say(help));
            }
        }
    }
    behavioural.rubric = rubric;
    behavioural.followups = followups;
    behavioural
}

fn rubric<'a>(r: &mut Reader<'a>, card: &mut Object<'a, '_>) -> Rubric {
    if !card.has("rubric") {
        card.need(r, "rubric");
    }
    card.nested(r, "rubric", "the rubric", |r, object| {
        if !object.has("points") {
            object.need(r, "points");
        }
        let points = rubric::points(r, object, "points");
        rubric::advise_count(r, object, points.len());
        let mut anchors = [const { None }; 4];
        object.entries(r, "anchors", |r, verdict, anchor| {
            let text = r.text(anchor);
            match verdict {
                "1" | "2" | "3" | "4" => {
                    let at = usize::from(verdict.as_bytes()[0] - b'1');
                    anchors[at] = text;
                }
                _ => {
                    let help = Help::say("anchors stand under \"1\", \"2\", \"3\" and \"4\"");
                    r.error(anchor, "there is no such verdict", help);
                }
            }
            Some(())
        });
        let by_level = object.entries(r, "by_level", |r, level, text| {
            r.expect_word(Axis::Level, level, text);
            Some((SafeText::line(level).as_str().into(), r.text(text)?))
        });
        Rubric {
            points,
            anchors,
            by_level,
        }
    })
    .unwrap_or_default()
}
