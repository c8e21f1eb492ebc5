//! Whatever shape a scenario has, the reader takes what can be played, and nothing else.

#![allow(clippy::unwrap_used)]

#[path = "support/graphs.rs"]
mod graphs;

use std::sync::LazyLock;

use hotseat::domain::card::Body;
use hotseat::domain::problem::Severity;
use hotseat::domain::scenario::{Next, Scenario};
use hotseat::storage::library::Library;
use proptest::prelude::*;

use graphs::{Graph, Link, any_graph, deck, sound_graph};

static LIBRARY: LazyLock<Library> = LazyLock::new(|| Library::open(&[], None).0);

/// The scenario as it comes out of a deck in a folder; none where the card was set aside.
fn opened(text: &str) -> Option<Scenario> {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("graphs.json"), text).unwrap();
    let (library, _) = Library::open(&[folder.path().into()], None);
    let card = library.card(library.find("graphs/s")?).unwrap();
    match card.body {
        Body::Scenario(scenario) => Some(*scenario),
        other => panic!("{other:?}"),
    }
}

/// Places of the nodes that can be come to.
fn reached(scenario: &Scenario) -> Vec<usize> {
    let mut reached = vec![scenario.start];
    let mut at = 0;
    while at < reached.len() {
        for option in &scenario.nodes[reached[at]].options {
            match option.next {
                Next::Node(to) if !reached.contains(&to) => reached.push(to),
                _ => {}
            }
        }
        at += 1;
    }
    reached
}

/// Walks every way on from `node`, of which none may be longer than there are nodes.
fn every_way_ends(scenario: &Scenario, node: usize, left: usize) {
    assert!(left > 0, "a circle");
    assert!(!scenario.nodes[node].options.is_empty());
    for option in &scenario.nodes[node].options {
        match option.next {
            Next::Node(to) => every_way_ends(scenario, to, left - 1),
            Next::Ending(to) => assert!(to < scenario.endings.len()),
        }
    }
}

/// What the player relies on.
fn can_be_played(scenario: &Scenario, graph: &Graph) {
    let ids: Vec<String> = scenario.nodes.iter().map(|n| n.id.to_string()).collect();
    let order: Vec<String> = graph.order.iter().map(|n| format!("n{n}")).collect();
    assert_eq!(ids, order, "the deck's order");
    for (node, links) in graph.order.iter().map(|n| {
        (
            &scenario.nodes[ids.iter().position(|id| *id == format!("n{n}")).unwrap()],
            &graph.nodes[*n],
        )
    }) {
        for (i, (option, link)) in node.options.iter().zip(links).enumerate() {
            assert_eq!(*option.id, *["a", "b", "c", "d"][i]);
            let (leads, named) = match option.next {
                Next::Node(to) => (scenario.nodes[to].id.to_string(), true),
                Next::Ending(to) => (scenario.endings[to].id.to_string(), false),
            };
            let expected = match link {
                Link::Node(n) => (format!("n{n}"), true),
                Link::Ending(n) => (format!("e{n}"), false),
                Link::Nowhere => panic!("a dead link was taken"),
            };
            assert_eq!((leads, named), expected);
        }
    }
    for node in reached(scenario) {
        every_way_ends(scenario, node, scenario.nodes.len());
        let mut at = scenario.start;
        for (from, option) in scenario.way_to(node).unwrap() {
            assert_eq!(from, at);
            let Next::Node(to) = scenario.nodes[from].options[option].next else {
                panic!("an ending on the way");
            };
            at = to;
        }
        assert_eq!(at, node);
        assert!((1..=scenario.nodes.len()).contains(&scenario.longest_from(node)));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn what_can_be_played_is_taken_and_nothing_else(graph in any_graph()) {
        let text = deck(&[graph.card("s")]);
        let report = LIBRARY.check_bytes("graphs.json", text.clone().into());
        let told: Vec<String> = report.problems.iter().flat_map(|p| p.lines()).collect();
        let told = told.join("\n");
        let errors = report.problems.iter().filter(|p| p.severity == Severity::Error).count();
        prop_assert_eq!(graph.is_sound(), errors == 0, "{}\n{}", &text, &told);
        prop_assert_eq!(report.usable == 1, errors == 0);
        let scenario = opened(&text);
        prop_assert_eq!(scenario.is_some(), errors == 0);
        if let Some(scenario) = scenario {
            can_be_played(&scenario, &graph);
            let missed = told.matches("no way from the start").count();
            prop_assert_eq!(missed, graph.unreached(), "{}\n{}", &text, &told);
        }
    }

    #[test]
    fn sound_graphs_are_all_taken(graphs in proptest::collection::vec(sound_graph(), 1..5)) {
        let cards = graphs.iter().enumerate().map(|(i, graph)| graph.card(&format!("s{i}")));
        let report = LIBRARY.check_bytes("graphs.json", deck(&cards.collect::<Vec<_>>()).into());
        prop_assert_eq!(report.usable as usize, graphs.len());
    }
}
