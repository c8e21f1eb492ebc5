//! Cards of the kind scenario.

use crate::domain::attempt::Part;
use crate::domain::grade::Verdict;
use crate::domain::safe_text::SafeText;
use crate::domain::scenario::{Choice, Ending, Node, Scenario, State};

use super::graph::{Graph, Stop, Way};
use super::ids::{Unique, is_id};
use super::object::Object;
use super::reader::{Help, Reader};
use super::rubric::{self, probes};
use super::value::{self, Value};

/// A scenario holds at most this many nodes, so that any walk through them ends soon.
const MOST_NODES: usize = 100;
/// As many options as there are letters to pick them by.
const MOST_OPTIONS: usize = 26;
/// The most characters of a node's title: it shares one line with others.
const LONGEST_TITLE: usize = 40;

/// The entries of an object whose names are ids, with their bytes.
type Named<'a> = Vec<(Box<str>, &'a str)>;

/// What is particular to a branching situation.
pub(crate) fn scenario<'a>(r: &mut Reader<'a>, card: &mut Object<'a, '_>) -> Scenario {
    let title = card.text(r, "title");
    let state = state(r, card);
    let start = card.need(r, "start");
    let nodes = named(r, card, "nodes");
    let endings = named(r, card, "endings");
    let mut graph = Graph::new(&nodes, &endings);
    let whole = card.value();
    let mut scenario = Scenario {
        title,
        state,
        endings: read_endings(r, card, &endings),
        nodes: read_nodes(r, card, &mut graph),
        debrief: card.texts(r, "debrief"),
        red_flags: rubric::red_flags(r, card),
        ..Scenario::default()
    };
    if let Some(raw) = start
        && !nodes.is_empty()
    {
        let ids = nodes.iter().map(|(id, _)| &**id);
        let start = r.reference(&whole.field("start", raw), "node", ids);
        graph.start = start.and_then(|id| nodes.iter().position(|(node, _)| *node == id));
    }
    graph.check(r, card);
    scenario.start = graph.start.unwrap_or_default();
    scenario
}

/// The entries of the object under `name`; none, and a word about it, where they are too many.
fn named<'a>(r: &mut Reader<'a>, card: &mut Object<'a, '_>, name: &'static str) -> Named<'a> {
    let mut entries = Vec::new();
    let Some(raw) = card.need(r, name) else {
        return entries;
    };
    let value = card.value();
    let value = value.field(name, raw);
    if name == "nodes" && value::fields(raw).is_ok_and(|all| all.len() > MOST_NODES) {
        let message =
            format_args!("a scenario holds at most {MOST_NODES} nodes, and this one has more");
        r.error(&value, message, Help::say("make several scenarios of it"));
    } else if raw.starts_with('[') {
        let message = format_args!("expected an object, found {}", value.found());
        let help = match name {
            "nodes" => "each stands under its id: write {\"n1\": {…}}",
            _ => "each stands under its id: write {\"e1\": \"…\"}",
        };
        r.error(&value, message, Help::say(help));
    } else if let Some(object) = Object::open(r, value, "an object") {
        object.each_field(|id, raw| entries.push((id.into(), raw)));
        for (id, raw) in &entries {
            expect_id(r, id, &value.field(id, raw));
        }
        if entries.is_empty() && name == "nodes" {
            r.error(&value, "a scenario needs at least one node", Help::none());
        }
    }
    entries
}

fn expect_id(r: &mut Reader<'_>, id: &str, value: &Value<'_, '_>) {
    if !is_id(id) {
        let help = Help::say("ids are lower-case letters and digits, joined by - or .");
        r.error(
            value,
            format_args!("\"{}\" is not an id", value::clipped(id)),
            help,
        );
    } else if *id == *Part::WHOLE {
        let message = format_args!("the id \"{id}\" is that of the card itself");
        let help = Help::say("give it another id: what is said and marked is kept by it");
        r.error(value, message, help);
    }
}

fn read_endings<'a>(r: &mut Reader<'a>, card: &Object<'a, '_>, endings: &Named<'a>) -> Vec<Ending> {
    let all = card.value();
    let all = all.field("endings", card.raw("endings").unwrap_or_default());
    let ending = |(id, raw): &(Box<str>, &'a str)| Ending {
        id: id.clone(),
        text: r.text(&all.field(id, raw)).unwrap_or_default(),
    };
    endings.iter().map(ending).collect()
}

/// The nodes, whose links end up in `graph`.
fn read_nodes<'a>(
    r: &mut Reader<'a>,
    card: &Object<'a, '_>,
    graph: &mut Graph<'a, '_>,
) -> Vec<Node> {
    let all = card.value();
    let all = all.field("nodes", card.raw("nodes").unwrap_or_default());
    let mut nodes = Vec::new();
    for (id, raw) in graph.nodes {
        let value = all.field(id, raw);
        let mut stop = Stop::default();
        nodes.extend(node(r, id, &value, graph, &mut stop));
        graph.stops.push(stop);
    }
    nodes
}

fn node<'a>(
    r: &mut Reader<'a>,
    id: &str,
    value: &Value<'a, '_>,
    graph: &Graph<'a, '_>,
    stop: &mut Stop<'a>,
) -> Option<Node> {
    let mut object = Object::open(r, *value, "a node")?;
    if !object.has("points") {
        object.need(r, "points");
    }
    let mut node = Node {
        id: id.into(),
        title: node_title(r, &mut object),
        ask: object.need_text(r, "ask"),
        ..Node::default()
    };
    node.rubric.points = rubric::points(r, &mut object, "points");
    let mut unique = Unique::default();
    node.options = object.need_each(r, "options", 1, |r, item, i| {
        let option = Object::open(r, *item, "an option");
        let next = option.as_ref().and_then(|option| option.raw("next"));
        let choice = option.and_then(|option| choice(r, option, &mut unique, i, graph));
        stop.ways.push(Way {
            index: i,
            option: item.raw,
            next,
            to: choice.as_ref().map(|choice| choice.next),
        });
        choice
    });
    stop.options = object.raw("options").unwrap_or_default();
    let found = stop.ways.len();
    if found > MOST_OPTIONS {
        let message = format_args!("expected at most {MOST_OPTIONS} options, found {found}");
        let help = Help::say("keep those that cost something different");
        r.error(&value.field("options", stop.options), message, help);
    }
    node.probes = probes(r, &mut object, &node.rubric.points);
    object.close(r);
    Some(node)
}

/// An option; none where it leads nowhere.
fn choice<'a>(
    r: &mut Reader<'a>,
    mut option: Object<'a, '_>,
    unique: &mut Unique,
    index: usize,
    graph: &Graph<'a, '_>,
) -> Option<Choice> {
    let value = option.value();
    let id = unique.id(r, &mut option, letter(index));
    let label = option.need_text(r, "label");
    let cost = option.need_text(r, "cost");
    let verdict = option
        .need(r, "verdict")
        .and_then(|raw| r.number(&value.field("verdict", raw), 1..=4))
        .and_then(|verdict| Verdict::from_value(verdict as u8));
    let next = option
        .need(r, "next")
        .and_then(|raw| graph.place(r, &value.field("next", raw)));
    let state = state(r, &mut option);
    option.close(r);
    Some(Choice {
        id,
        label,
        cost,
        verdict: verdict.unwrap_or(Verdict::NoHire),
        next: next?,
        state,
    })
}

/// When or where, on one line.
fn node_title<'a>(r: &mut Reader<'a>, node: &mut Object<'a, '_>) -> Option<SafeText> {
    let title = node.text(r, "title");
    let raw = node.raw("title")?;
    let value = node.value();
    let value = value.field("title", raw);
    let text = value::string(raw).unwrap_or_default();
    let length = text.chars().count();
    let help = "say when or where in a few words; the rest belongs under \"ask\"";
    if length > LONGEST_TITLE {
        let message = format_args!(
            "a node's title has at most {LONGEST_TITLE} characters, and this one has {length}"
        );
        r.error(&value, message, Help::say(help));
    } else if text.contains(['\n', '\r', '\u{2028}', '\u{2029}']) {
        r.error(&value, "a node's title is a single line", Help::say(help));
    }
    title
}

fn state<'a>(r: &mut Reader<'a>, object: &mut Object<'a, '_>) -> State {
    let read = |r: &mut Reader<'a>, state: &mut Object<'a, '_>| State {
        time: state.text(r, "time"),
        exposure: state.text(r, "exposure"),
        people: state.text(r, "people"),
        trust: state.text(r, "trust"),
    };
    object
        .nested(r, "state", "the state", read)
        .unwrap_or_default()
}

/// `a` for the first, `b` for the second.
pub(crate) fn letter(index: usize) -> String {
    match u8::try_from(index) {
        Ok(index @ 0..26) => char::from(b'a' + index).to_string(),
        _ => format!("o{}", index + 1),
    }
}
