//! Whatever shape a scenario has and whatever keys are pressed, it can be played to an ending, and
//! what was said, marked and taken stays.

#![allow(clippy::unwrap_used)]

#[path = "support/graphs.rs"]
mod graphs;
mod support;

use std::mem::{Discriminant, discriminant};

use hotseat::domain::attempt::{Attempt, Part};
use hotseat::domain::card::CardId;
use hotseat::domain::grade::{Mark, Verdict};
use hotseat::training::showing::{Asked, Showing, Step};
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Value, json};

use graphs::{Graph, Link, deck, sound_graph};
use support::stage::Stage;

const CARD: &str = "graphs/s";

/// Something done to the screen.
#[derive(Debug, Clone)]
enum Deed {
    Press(&'static str),
    /// The key that brings it on.
    GoOn,
    Type(String),
    Resize(u16, u16),
    Wait(u64),
    /// The program ends, by a key or by a kill, and is started again.
    Reopen {
        kill: bool,
    },
}

fn any_deed() -> impl Strategy<Value = Deed> {
    let often = prop::sample::select(vec!["space", "enter", "0", "1", "2", "esc"]);
    let choices = prop::sample::select(vec!["a", "b", "c", "d", "j", "k", "g"]);
    let back = prop::sample::select(vec!["u", "backspace", "ctrl-r", "k"]);
    let others = prop::sample::select(vec![
        "v", "y", "n", ".", "[", "]", "s", "x", "i", "*", "3", "ctrl-d", "ctrl-u", "pgup",
        "ctrl-s", "tab",
    ]);
    prop_oneof![
        30 => Just(Deed::GoOn),
        24 => often.prop_map(Deed::Press),
        12 => choices.prop_map(Deed::Press),
        5 => back.prop_map(Deed::Press),
        8 => others.prop_map(Deed::Press),
        3 => "[a-z é🙂]{1,12}".prop_map(Deed::Type),
        1 => (1u16..120, 1u16..40).prop_map(|(width, height)| Deed::Resize(width, height)),
        1 => (1u64..200).prop_map(Deed::Wait),
        3 => any::<bool>().prop_map(|kill| Deed::Reopen { kill }),
    ]
}

/// The graph's deck, with all that a scenario may have where `full`.
fn dressed(graph: &Graph, full: bool) -> String {
    let text = deck(&[graph.card("s")]);
    if !full {
        return text;
    }
    let mut deck: Value = serde_json::from_str(&text).unwrap();
    let card = &mut deck["cards"][0];
    card["debrief"] = json!(["And now?", "And then?"]);
    card["red_flags"] = json!([{"text": "Shouts"}, {"text": "Leaves", "cap": 1}]);
    card["state"] = json!({"time": "noon", "trust": "some"});
    for (id, node) in card["nodes"].as_object_mut().unwrap() {
        node["points"] = json!(["x", {"text": "y", "must": true}]);
        node["probes"] = json!([{"when": ["p1"], "ask": "Why x?"}, "Really?"]);
        node["title"] = json!(format!("At {id}"));
        for option in node["options"].as_array_mut().unwrap() {
            option["state"] = json!({"time": format!("after {id}")});
        }
    }
    deck.to_string()
}

fn is_kept(stage: &Stage) -> bool {
    stage
        .trainer()
        .seen(&CardId::new(CARD))
        .is_some_and(|seen| seen.attempts > 0)
}

/// What quitting and coming back must not change.
#[derive(Debug, PartialEq)]
struct Held {
    step: Discriminant<Step>,
    asked: Asked,
    text: String,
    marks: Vec<Option<Mark>>,
    lifted: Vec<bool>,
    raised: Vec<Option<bool>>,
    way: Vec<(String, String)>,
    taken: Option<String>,
    parts: Vec<Part>,
    debrief: Vec<String>,
    confidence: Option<Verdict>,
}

fn held(showing: &Showing) -> Held {
    let parts = showing.parts().iter().cloned();
    let way = showing.way();
    Held {
        step: discriminant(showing.step()),
        asked: showing.asked(),
        text: showing.text.trim_end().into(),
        marks: showing.marks().to_vec(),
        lifted: showing.lifted().to_vec(),
        raised: showing.raised().to_vec(),
        way: way
            .iter()
            .map(|(node, choice)| (node.id.to_string(), choice.id.to_string()))
            .collect(),
        taken: showing.taken().map(|choice| choice.id.to_string()),
        // Times are whole seconds on the disk.
        parts: parts
            .map(|part| Part {
                seconds: Default::default(),
                ..part
            })
            .collect(),
        debrief: showing
            .debrief()
            .enumerate()
            .map(|(at, (_, said))| match showing.step() {
                // What is typed at a question goes to its place when one goes on.
                Step::Debrief { at: here } if *here == at => String::new(),
                _ => said.to_owned(),
            })
            .collect(),
        confidence: showing.confidence(),
    }
}

/// Ends the program and starts it again; what is there then is what was there before.
fn reopen(mut stage: Stage, kill: bool) -> Result<Stage, TestCaseError> {
    // A kill may cost what was typed in the last seconds, and nothing else.
    if !kill || stage.app.is_typing() {
        stage.app.close();
    }
    let before = stage
        .trainer()
        .showing()
        .map(|showing| (held(showing), showing.is_untouched()));
    let stage = stage.again();
    let after = stage.trainer().showing().map(held);
    match (before, after) {
        (Some((before, false)), Some(after)) => prop_assert_eq!(before, after),
        // Nothing was done that would be worth keeping.
        (Some((_, true)), Some(after)) => {
            prop_assert!(after.way.is_empty() && after.text.is_empty())
        }
        (before, after) => prop_assert!(false, "{:?} {:?}", before, after),
    }
    Ok(stage)
}

fn does(mut stage: Stage, deed: &Deed) -> Result<Stage, TestCaseError> {
    match deed {
        Deed::Press(key) => stage.press(key),
        Deed::GoOn => {
            let key = next_key(&stage);
            stage.press(key);
        }
        Deed::Type(text) => {
            if !stage.app.is_typing() {
                stage.press("tab");
            }
            stage.paste(text);
        }
        Deed::Resize(width, height) => stage.resize((*width, *height)),
        Deed::Wait(seconds) => stage.wait(*seconds),
        Deed::Reopen { kill } => stage = reopen(stage, *kill)?,
    }
    Ok(stage)
}

/// The key that brings it on from here, with as little as there can be.
fn next_key(stage: &Stage) -> &'static str {
    if stage.app.is_typing() {
        return "esc";
    }
    match stage.step() {
        Step::Points { .. } | Step::Probe { answered: true, .. } => "0",
        Step::RedFlags { .. } => "n",
        Step::Choose => "a",
        Step::Verdict => "enter",
        _ => "space",
    }
}

/// Follows a path through the graph, from its start to an ending.
fn is_a_way(graph: &Graph, path: &[Box<str>]) -> bool {
    let mut at = graph.start;
    let Some((ending, steps)) = path.split_last() else {
        return false;
    };
    for step in steps {
        let Link::Node(number) = at else { return false };
        let Some((node, option)) = step.split_once('/') else {
            return false;
        };
        let place = usize::from(option.as_bytes()[0] - b'a');
        match graph.nodes[number].get(place) {
            Some(link) if *node == format!("n{number}") => at = *link,
            _ => return false,
        }
    }
    matches!(at, Link::Ending(number) if **ending == format!("e{number}"))
}

/// What is kept belongs to the way that was gone.
fn fits(graph: &Graph, kept: &Attempt) -> Result<(), TestCaseError> {
    prop_assert!(is_a_way(graph, &kept.path), "{:?} {:?}", graph, kept.path);
    let nodes = || {
        kept.path
            .iter()
            .filter_map(|step| Some(step.split_once('/')?.0))
    };
    prop_assert!(kept.grades.iter().map(|(id, _)| &**id).eq(nodes()));
    prop_assert!(kept.times.iter().map(|(id, _)| &**id).eq(nodes()));
    let mut marked: Vec<&str> = kept
        .marks
        .iter()
        .map(|(id, _)| id.split_once('/').unwrap().0)
        .collect();
    marked.dedup();
    prop_assert!(marked.into_iter().eq(nodes()));
    prop_assert!(kept.verdict.is_some() && kept.given.is_some());
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 40,
        failure_persistence: None,
        max_shrink_iters: 200,
        ..ProptestConfig::default()
    })]

    #[test]
    fn any_scenario_under_any_keys_comes_to_an_ending(
        graph in sound_graph(),
        full in any::<bool>(),
        deeds in vec(any_deed(), 0..70),
    ) {
        let mut stage = Stage::over("graphs", &dressed(&graph, full));
        for deed in &deeds {
            stage = does(stage, deed)?;
            let _ = stage.screen();
            if is_kept(&stage) {
                break;
            }
            // What is known of the card is closed again, so that the deeds are about the card.
            if stage.screen().contains("esc back") || matches!(deed, Deed::Press("i")) {
                stage.press("esc");
            }
        }
        // In a terminal that is too small no key acts.
        stage.resize((80, 24));
        let most = graph.nodes.len() * 12 + 24;
        for _ in 0..most {
            if is_kept(&stage) {
                break;
            }
            let key = next_key(&stage);
            stage.press(key);
        }
        prop_assert!(is_kept(&stage), "{:?} after {} keys", stage.step(), most);
        let kept = stage.attempts(CARD);
        prop_assert_eq!(kept.len(), 1);
        fits(&graph, &kept[0])?;
    }
}
