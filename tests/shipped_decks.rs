//! The bundled decks are valid, and each of their cards can be shown.

#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};

use hotseat::domain::card::{Body, CardId, Kind};
use hotseat::domain::grade::Verdict;
use hotseat::domain::problem::Problem;
use hotseat::domain::safe_text::SafeText;
use hotseat::domain::scenario::{Choice, Node, Scenario};
use hotseat::storage::bundled::DECKS;
use hotseat::storage::library::Library;

#[test]
fn bundled_decks_hold_no_mistake_and_every_card_opens() {
    let (library, _) = Library::open(&[], None);
    assert_eq!(library.problems(), []);
    let mut usable = 0;
    for deck in DECKS {
        let name = format!("{}.json", deck.stem);
        let report = library.check_bytes(&name, deck.text.into());
        let told: Vec<String> = report.problems.iter().flat_map(Problem::lines).collect();
        assert!(told.is_empty(), "{}", told.join("\n"));
        usable += report.usable;
    }
    assert_eq!(library.cards().len(), usable as usize);
    for (index, info) in library.cards().iter().enumerate() {
        let card = library.card(index).unwrap();
        assert_eq!(card.id, info.id);
        assert_eq!(card.kind(), info.kind);
        assert!(!card.prompt.is_empty());
        assert_eq!(library.find(info.id.as_str()), Some(index));
    }
    assert!(!library.cards().is_empty());
}

/// A scenario with its card's id and setting.
type Situation = (CardId, SafeText, Scenario);

/// The scenarios of each bundled deck that has any.
fn scenarios() -> Vec<(&'static str, Vec<Situation>)> {
    let (library, _) = Library::open(&[], None);
    let cards = |stem: &str| {
        let indices = 0..library.cards().len();
        let cards = indices.map(|index| library.card(index).unwrap());
        let own = cards.filter(|card| card.id.deck() == stem);
        let scenarios = own.filter_map(|card| match card.body {
            Body::Scenario(scenario) => Some((card.id, card.prompt, *scenario)),
            _ => None,
        });
        scenarios.collect::<Vec<_>>()
    };
    let decks = DECKS.iter().map(|deck| (deck.stem, cards(deck.stem)));
    decks.filter(|(_, cards)| !cards.is_empty()).collect()
}

#[test]
fn no_option_of_a_scenario_gives_itself_away() {
    for (deck, cards) in scenarios() {
        let nodes = || cards.iter().flat_map(|(_, _, scenario)| &scenario.nodes);
        let length = |option: &Choice| option.label.chars().count();
        let best = |node: &&Node| {
            let best = node.options.iter().max_by_key(|option| option.verdict);
            let longest = node.options.iter().map(length).max();
            best.map(length) == longest
        };
        let (longest, all) = (nodes().filter(best).count(), nodes().count());
        assert!(longest * 100 <= all * 45, "{deck}: {longest} of {all}");
        let two_ways = |node: &&Node| {
            let hold = |option: &&Choice| option.verdict >= Verdict::Hire;
            node.options.iter().filter(hold).count() >= 2
        };
        let two = nodes().filter(two_ways).count();
        assert!(two * 2 >= all, "{deck}: {two} of {all} have two ways");
    }
}

#[test]
fn every_must_of_a_scenario_has_a_probe_and_every_scenario_is_of_a_readable_length() {
    for (_, cards) in scenarios() {
        for (id, setting, scenario) in &cards {
            let words = |text: &str| text.split_whitespace().count();
            assert!(words(setting) <= 110, "{id}: {} words", words(setting));
            assert!((4..=6).contains(&scenario.nodes.len()), "{id}");
            assert!(!scenario.debrief.is_empty(), "{id}");
            for node in &scenario.nodes {
                let (node_id, asked) = (&node.id, words(&node.ask));
                assert!(asked <= 60, "{id}, {node_id}: {asked} words");
                for point in node.rubric.points.iter().filter(|point| point.must) {
                    let probed = node.probes.iter().any(|f| f.when.contains(&point.id));
                    assert!(probed, "{id}, {node_id}: no probe for {}", point.id);
                }
            }
        }
    }
}

/// Points of a theme are compared across cards, so one is worth having where several cards have it.
#[test]
fn every_theme_recurs_and_most_of_what_a_good_answer_shows_has_one() {
    let (library, _) = Library::open(&[], None);
    let mut uses: BTreeMap<&str, (usize, BTreeSet<&CardId>)> = BTreeMap::new();
    let (mut themed, mut all) = (0, 0);
    for card in library.cards() {
        for point in card.points() {
            if matches!(card.kind, Kind::Behavioural | Kind::Scenario | Kind::Case) {
                all += 1;
                themed += usize::from(!point.theme.is_empty());
            }
            let (points, cards) = uses.entry(point.theme).or_default();
            *points += 1;
            cards.insert(&card.id);
        }
    }
    assert!(themed * 10 >= all * 7, "{themed} of {all} points");
    uses.remove("");
    let themes = &library.axes().themes;
    assert_eq!(uses.len(), themes.len());
    for theme in themes {
        let (points, cards) = &uses[&*theme.id];
        let fits = *points >= 8 && cards.len() >= 4;
        assert!(fits, "{}: {points} points, {} cards", theme.id, cards.len());
    }
}
