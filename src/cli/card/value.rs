//! A card in full, as JSON. Lists keep the order of the deck; a case's points are its steps.

use serde_json::{Map, Value, json};

use crate::domain::card::{Behavioural, Body, Card, Recall, Reverse};
use crate::domain::case::{Case, Range, Twist};
use crate::domain::rubric::{FollowUp, Point, RedFlag};
use crate::domain::safe_text::SafeText;
use crate::domain::scenario::{Choice, Ending, Next, Node, Scenario, State};

/// What `card show --json` prints.
pub(super) fn of(card: &Card) -> Value {
    let mut fields = json!({
        "id": card.id.as_str(),
        "kind": card.kind().name(),
        "prompt": card.prompt.as_str(),
        "competency": card.competency,
        "difficulty": card.difficulty,
        "box": { "think": card.time_box.think, "answer": card.time_box.answer },
        "stages": card.stages,
        "levels": card.levels,
        "tags": texts(&card.tags),
        "points": list(card.points(), point),
    });
    let own = match &card.body {
        Body::Recall(recall) => of_recall(recall),
        Body::Behavioural(behavioural) => of_behavioural(behavioural),
        Body::Reverse(reverse) => of_reverse(reverse),
        Body::Scenario(scenario) => of_scenario(scenario),
        Body::Case(case) => of_case(case),
        Body::Undrilled(_) => Value::Null,
    };
    if let (Some(all), Value::Object(own)) = (fields.as_object_mut(), own) {
        all.extend(own);
    }
    fields
}

fn of_recall(recall: &Recall) -> Value {
    json!({ "answer": recall.answer.as_str(), "choices": texts(&recall.choices) })
}

fn of_behavioural(behavioural: &Behavioural) -> Value {
    let variants = behavioural.variants.iter();
    let variants: Vec<_> = variants
        .map(|v| json!({ "text": v.text.as_str(), "seeks": v.seeks.as_str() }))
        .collect();
    json!({
        "variants": variants,
        "red_flags": list(&behavioural.red_flags, flag),
        "followups": list(&behavioural.followups, followup),
    })
}

fn of_reverse(reverse: &Reverse) -> Value {
    json!({
        "to": texts(&reverse.to),
        "listen_for": texts(&reverse.listen_for),
        "warning_signs": texts(&reverse.warning_signs),
        "then_ask": reverse.then_ask.as_str(),
    })
}

fn of_scenario(scenario: &Scenario) -> Value {
    let choice = |choice: &Choice| {
        let next = match choice.next {
            Next::Node(to) => &scenario.nodes[to].id,
            Next::Ending(to) => &scenario.endings[to].id,
        };
        json!({
            "id": choice.id, "label": choice.label.as_str(), "cost": choice.cost.as_str(),
            "verdict": choice.verdict.value(), "next": next, "state": state(&choice.state),
        })
    };
    let node = |node: &Node| {
        json!({
            "id": node.id,
            "title": node.title.as_deref(),
            "ask": node.ask.as_str(),
            "points": list(&node.rubric.points, point),
            "probes": list(&node.probes, followup),
            "options": list(&node.options, choice),
        })
    };
    let ending = |ending: &Ending| json!({ "id": ending.id, "text": ending.text.as_str() });
    json!({
        "title": scenario.title.as_deref(),
        "state": state(&scenario.state),
        "start": scenario.nodes.get(scenario.start).map(|node| &node.id),
        "nodes": list(&scenario.nodes, node),
        "endings": list(&scenario.endings, ending),
        "debrief": texts(&scenario.debrief),
        "red_flags": list(&scenario.red_flags, flag),
    })
}

fn of_case(case: &Case) -> Value {
    let twist = |twist: &Twist| {
        json!({
            "id": twist.id,
            "ask": twist.ask.as_str(),
            "points": list(&twist.rubric.points, point),
            "range": twist.range.as_ref().map(range),
            "worked": twist.worked.as_deref(),
        })
    };
    json!({
        "givens": texts(&case.givens),
        "ask": case.ask.as_str(),
        "assumptions": texts(&case.assumptions),
        "range": range(&case.range),
        "worked": case.worked.as_deref(),
        "twists": list(&case.twists, twist),
    })
}

fn range(range: &Range) -> Value {
    json!({ "low": range.low, "high": range.high, "unit": range.unit.as_str() })
}

fn state(state: &State) -> Map<String, Value> {
    let lines = state.lines();
    lines
        .map(|(name, text)| (name.to_owned(), text.as_str().into()))
        .collect()
}

fn point(p: &Point) -> Value {
    let theme = Some(&p.theme).filter(|theme| !theme.is_empty());
    json!({
        "id": p.id, "text": p.text.as_str(), "weight": p.weight, "must": p.must, "theme": theme,
    })
}

fn flag(f: &RedFlag) -> Value {
    json!({ "id": f.id, "text": f.text.as_str(), "cap": f.cap.value() })
}

fn followup(f: &FollowUp) -> Value {
    json!({ "id": f.id, "when": f.when, "ask": f.ask.as_str() })
}

fn list<T>(all: &[T], of: impl Fn(&T) -> Value) -> Vec<Value> {
    all.iter().map(of).collect()
}

fn texts(texts: &[SafeText]) -> Vec<&str> {
    texts.iter().map(SafeText::as_str).collect()
}
