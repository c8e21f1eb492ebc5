//! Cards of the kind scenario: checked in full, though no session asks them yet.

use std::collections::HashSet;

use super::ids::Unique;
use super::object::Object;
use super::reader::{Help, Reader};
use super::rubric;
use super::value::Value;

/// Where an option leads, by id.
struct Step<'a> {
    from: Box<str>,
    to: Option<(Box<str>, &'a str)>,
}

/// Checks a branching situation: its nodes, and that every way leads to an ending.
pub(crate) fn scenario<'a>(r: &mut Reader<'a>, card: &mut Object<'a, '_>) {
    card.text(r, "title");
    let start = card.need(r, "start");
    for name in ["nodes", "endings"] {
        if !card.has(name) {
            card.need(r, name);
        }
    }
    let endings = card.entries(r, "endings", |r, id, text| {
        expect_id(r, id, text);
        r.text(text);
        Some(Box::<str>::from(id))
    });
    let nodes = ids(card, "nodes");
    let places: Vec<Box<str>> = nodes.iter().chain(&endings).cloned().collect();
    let mut steps = Vec::new();
    card.entries(r, "nodes", |r, id, value| {
        expect_id(r, id, value);
        if endings.iter().any(|ending| **ending == *id) {
            let help = Help::say("rename one of the two: options tell them apart by their id");
            r.error(value, "a node and an ending share this id", help);
        }
        node(r, id, value, &places, &mut steps)
    });
    for (name, found) in [("nodes", nodes.len()), ("endings", endings.len())] {
        if let Some(raw) = card
            .raw(name)
            .filter(|raw| raw.starts_with('{') && found == 0)
        {
            let message = format_args!("a scenario needs at least one of its {name}");
            r.error(&card.value().field(name, raw), message, Help::none());
        }
    }
    let value = card.value();
    if let Some(value) = start.map(|raw| value.field("start", raw))
        && let Some(start) = r.reference(&value, "node", nodes.iter().map(|n| &**n))
    {
        follow(r, card, &start, &nodes, &endings, &steps);
    }
    card.texts(r, "debrief");
    rubric::red_flags(r, card);
}

fn expect_id(r: &mut Reader<'_>, id: &str, value: &Value<'_, '_>) {
    if !super::ids::is_id(id) {
        let help = Help::say("ids are lower-case letters and digits, joined by - or .");
        r.error(
            value,
            format_args!("\"{}\" is not an id", super::value::clipped(id)),
            help,
        );
    }
}

fn ids(card: &Object<'_, '_>, name: &str) -> Vec<Box<str>> {
    card.raw(name)
        .and_then(|raw| super::value::fields(raw).ok())
        .unwrap_or_default()
        .into_iter()
        .map(|(id, _)| id.into())
        .collect()
}

fn node<'a>(
    r: &mut Reader<'a>,
    id: &str,
    value: &Value<'a, '_>,
    places: &[Box<str>],
    steps: &mut Vec<Step<'a>>,
) -> Option<()> {
    let mut node = Object::open(r, *value, "a node")?;
    node.need_text(r, "ask");
    if !node.has("points") {
        node.need(r, "points");
    }
    let points = rubric::points(r, &mut node, "points");
    let mut unique = Unique::default();
    node.need_each(r, "options", 1, |r, item, i| {
        let mut option = Object::open(r, *item, "an option")?;
        unique.id(r, &mut option, letter(i));
        option.need_text(r, "label");
        option.need_text(r, "cost");
        if let Some(raw) = option.need(r, "verdict") {
            r.number(&option.value().field("verdict", raw), 1..=4);
        }
        let to = option.need(r, "next").and_then(|raw| {
            let value = option.value();
            let all = places.iter().map(|place| &**place);
            Some((
                r.reference(&value.field("next", raw), "node or ending", all)?,
                raw,
            ))
        });
        steps.push(Step {
            from: id.into(),
            to,
        });
        option.nested(r, "state", "the state", |r, state| {
            for name in ["time", "exposure", "people", "trust"] {
                state.text(r, name);
            }
        });
        option.close(r);
        Some(())
    });
    let mut unique = Unique::default();
    node.each(r, "probes", |r, item, i| {
        if item.raw.starts_with('"') {
            r.text(item)?;
        } else {
            rubric::followup(r, item, &points, &mut unique, i)?;
        }
        Some(())
    });
    node.close(r);
    Some(())
}

/// `a` for the first, `b` for the second.
pub(crate) fn letter(index: usize) -> String {
    match u8::try_from(index) {
        Ok(index @ 0..26) => char::from(b'a' + index).to_string(),
        _ => format!("o{}", index + 1),
    }
}

/// Reports nodes that nothing leads to, and a way that never ends.
fn follow<'a>(
    r: &mut Reader<'a>,
    card: &Object<'a, '_>,
    start: &str,
    nodes: &[Box<str>],
    endings: &[Box<str>],
    steps: &[Step<'a>],
) {
    if steps.iter().any(|step| step.to.is_none()) {
        return;
    }
    let leads = |from: &str| {
        let from: Box<str> = from.into();
        let of_it = move |step: &&Step<'a>| step.from == from;
        steps
            .iter()
            .filter(of_it)
            .filter_map(|step| step.to.as_ref())
    };
    let mut reached: HashSet<&str> = HashSet::from([start]);
    let mut open = vec![start];
    while let Some(node) = open.pop() {
        for (to, _) in leads(node) {
            if reached.insert(to) {
                open.push(to);
            }
        }
    }
    let Some(raw) = card.raw("nodes") else {
        return;
    };
    let value = card.value();
    let all = value.field("nodes", raw);
    let ends = endings.iter().any(|ending| reached.contains(&**ending));
    if !ends && !endings.is_empty() {
        let help = Help::say("let the \"next\" of some option be an ending");
        r.error(&all, "no way through these nodes comes to an ending", help);
    }
    for node in nodes.iter().filter(|node| !reached.contains(&***node)) {
        let message = format_args!(
            "no option leads to the node \"{}\"",
            super::value::clipped(node)
        );
        r.warn(&all, message, Help::none());
    }
}
