//! The vocabulary that cards are filed under: `decks/axes.json`, and the `axes` of a deck.

use std::cmp::Ordering;

use crate::domain::deck::{Axes, Framework, Part, Term, Theme};
use crate::domain::mock::{COMPETENCIES, MINUTES, Manner, MockStage, USUAL_MINUTES};
use crate::domain::problem::Problem;
use crate::domain::safe_text::SafeText;

use super::deck_file::{Axis, Help, Object, Reader, Unique, Value, Words, problems};
use super::nearest::nearest;

/// The format written at the head of such a file.
pub(crate) const FORMAT: &str = "hotseat-axes/1";

/// Reads a file of axes, whose name is `path`; problems come out beside what could be read.
pub(crate) fn read(text: &str, path: &SafeText) -> (Axes, Vec<Problem>) {
    let words = Words::default();
    let mut r = Reader::showing(text, &words);
    let mut axes = Axes::default();
    if let Some(root) = r.root()
        && let Some(mut object) = Object::open(&mut r, root, "a file of axes")
    {
        object.expect_format(&mut r, FORMAT);
        object.take("$schema");
        axes = fields(&mut r, &mut object);
        object.close(&mut r);
    }
    (axes, problems(r.into_findings(), text, path))
}

/// The axes that a deck brings, from the JSON of that field, which was checked with the deck.
pub(crate) fn read_own(text: &str) -> Axes {
    let words = Words::default();
    let mut r = Reader::showing(text, &words);
    r.root()
        .and_then(|root| Object::open(&mut r, root, "the axes"))
        .map(|mut object| fields(&mut r, &mut object))
        .unwrap_or_default()
}

/// The axes of the fields of `object`.
pub(crate) fn fields<'a>(r: &mut Reader<'a>, object: &mut Object<'a, '_>) -> Axes {
    let competencies = terms(r, object, "competencies");
    let stages = entries(r, object, "stages", "a stage", |r, entry, id, title| {
        let mock = entry.nested(r, "mock", "a stage's mock", |r, mock| {
            mock_stage(r, mock, id.clone())
        });
        (Term { id, title }, mock)
    });
    let (stages, mocks): (Vec<Term>, Vec<Option<MockStage>>) = stages.into_iter().unzip();
    Axes {
        competencies,
        stages,
        levels: terms(r, object, "levels"),
        frameworks: frameworks(r, object),
        mocks: mocks.into_iter().flatten().collect(),
        themes: entries(r, object, "themes", "a theme", |r, entry, id, title| {
            let missed = entry.need_line(r, "missed");
            Theme { id, title, missed }
        }),
    }
}

/// What a stage is for a mock.
fn mock_stage<'a>(r: &mut Reader<'a>, mock: &mut Object<'a, '_>, stage: Box<str>) -> MockStage {
    let range = u32::from(*MINUTES.start())..=u32::from(*MINUTES.end());
    let minutes = mock.number(r, "minutes", range);
    let competencies = mock.need_each(r, "competencies", 1, |r, item, _| {
        let id: Box<str> = (&*r.string(item)?).into();
        r.expect_word(Axis::Competency, &id, item);
        Some(id)
    });
    if !competencies.is_empty() && !COMPETENCIES.contains(&competencies.len()) {
        let (least, most) = (COMPETENCIES.start(), COMPETENCIES.end());
        let help = Help::say("name those it tests most");
        let message = format!(
            "{} competencies; best are {least} to {most}",
            competencies.len()
        );
        r.warn(&mock.value(), message, help);
    }
    let manner = mock.take("manner").and_then(|raw| {
        let of_mock = mock.value();
        let value = of_mock.field("manner", raw);
        let name = r.string(&value)?;
        let manner = Manner::from_name(&name);
        if manner.is_none() {
            let near = nearest(&name, Manner::ALL.map(Manner::name));
            let help = Help::mean(near, || {
                Help::say("write warm, sceptical, silent or hurried")
            });
            r.error(&value, "there is no such manner", help);
        }
        manner
    });
    MockStage {
        stage,
        minutes: minutes.map_or(USUAL_MINUTES, |minutes| minutes as u16),
        competencies,
        manner: manner.unwrap_or_default(),
    }
}

fn terms<'a>(r: &mut Reader<'a>, object: &mut Object<'a, '_>, name: &'static str) -> Vec<Term> {
    entries(r, object, name, "a term", |_, _, id, title| Term {
        id,
        title,
    })
}

fn frameworks<'a>(r: &mut Reader<'a>, object: &mut Object<'a, '_>) -> Vec<Framework> {
    entries(
        r,
        object,
        "frameworks",
        "a framework",
        |r, object, id, title| {
            object.text(r, "use");
            let mut unique = Unique::default();
            let parts = object.each(r, "parts", |r, item, i| {
                let mut part = Object::open(r, *item, "a part")?;
                unique.id(r, &mut part, format!("p{}", i + 1));
                let read = Part {
                    title: part.need_line(r, "title"),
                    share: part.number(r, "share", 0..=100).unwrap_or(0) as u8,
                };
                part.close(r);
                Some(read)
            });
            Framework { id, title, parts }
        },
    )
}

/// Reads entries with an id and a title, in the order they ask for.
fn entries<'a, T>(
    r: &mut Reader<'a>,
    object: &mut Object<'a, '_>,
    name: &'static str,
    what: &'static str,
    mut read: impl FnMut(&mut Reader<'a>, &mut Object<'a, '_>, Box<str>, SafeText) -> T,
) -> Vec<T> {
    let mut unique = Unique::default();
    let mut found = object.each(r, name, |r, item: &Value<'a, '_>, _| {
        let mut entry = Object::open(r, *item, what)?;
        let before = r.errors();
        if !entry.has("id") {
            entry.need(r, "id");
        }
        let id = unique.id(r, &mut entry, String::new());
        let title = entry.need_line(r, "title");
        let order = entry.take("order").and_then(|raw| {
            let value = entry.value();
            r.decimal(&value.field("order", raw))
        });
        let read = read(r, &mut entry, id, title);
        entry.close(r);
        (r.errors() == before).then_some((order.unwrap_or(f64::INFINITY), read))
    });
    found.sort_by(|(a, _), (b, _)| a.partial_cmp(b).unwrap_or(Ordering::Equal));
    found.into_iter().map(|(_, entry)| entry).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stage_says_what_it_is_for_a_mock_and_its_mistakes_are_told() {
        let text = r#"{"format": "hotseat-axes/1", "stages": [
            {"id": "a", "title": "A", "order": 1, "mock": {"competencies": ["a", "b", "c", "d", "e"]}},
            {"id": "b", "title": "B", "order": 2},
            {"id": "c", "title": "C", "mock": {"minutes": 4, "manner": "wram", "competencies": [], "mood": 1}},
            {"id": "d", "title": "D", "mock": {"competencies": ["a", "b", "c", "d"]}},
            {"id": "e", "title": "E", "mock": {"competencies": ["a", "b", "c", "d", "e", "f", "g", "h", "i"]}}]}"#;
        let (axes, problems) = read(text, &SafeText::new("axes.json"));
        let a = MockStage {
            stage: "a".into(),
            minutes: USUAL_MINUTES,
            competencies: ["a", "b", "c", "d", "e"].map(Box::from).into(),
            manner: Manner::default(),
        };
        assert_eq!(axes.mocks[0], a);
        assert_eq!(axes.mocks.len(), 3);
        let told: Vec<&str> = problems.iter().map(|p| &*p.message).collect();
        for (told, part) in told
            .iter()
            .zip(["minutes", "manner", "competencies", "mood"])
        {
            assert!(
                told.starts_with(&format!("stages[2].mock.{part}")),
                "{told}"
            );
        }
        let numbers = [
            "stages[3].mock: 4 competencies; best are 5 to 8",
            "stages[4].mock: 9 competencies; best are 5 to 8",
        ];
        assert_eq!(told[4..], numbers);
    }

    #[test]
    fn terms_stand_in_their_order_and_mistakes_cost_the_term() {
        let text = r#"{"format": "hotseat-axes/1", "levels": [
            {"id": "b", "title": "B", "order": 2}, {"id": "a", "title": "A", "order": 1}, {"id": "C"}],
            "frameworks": [{"id": "star", "title": "STAR", "parts": [{"title": "Situation", "share": 10}]}]}"#;
        let (axes, problems) = read(text, &SafeText::new("axes.json"));
        let ids: Vec<&str> = axes.levels.iter().map(|t| &*t.id).collect();
        assert_eq!(ids, ["a", "b"]);
        assert_eq!(axes.frameworks[0].parts[0].share, 10);
        let messages: Vec<&str> = problems.iter().map(|p| &*p.message).collect();
        assert_eq!(
            messages,
            [
                "levels[2]: the field \"title\" is missing; a term needs it",
                "levels[2].id: \"C\" is not an id"
            ]
        );
    }
}
