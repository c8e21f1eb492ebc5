//! Scenario cards of any shape, good and bad.

#![allow(
    dead_code,
    unreachable_pub,
    reason = "each test file uses its own part"
)]

use proptest::collection::vec;
use proptest::prelude::*;

/// Where an option leads, by number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Link {
    Node(usize),
    Ending(usize),
    Nowhere,
}

/// A scenario with nothing but its shape.
#[derive(Debug, Clone)]
pub(crate) struct Graph {
    /// The links of each node's options.
    pub(crate) nodes: Vec<Vec<Link>>,
    pub(crate) endings: usize,
    pub(crate) start: Link,
    /// The numbers of the nodes in the order in which the deck has them.
    pub(crate) order: Vec<usize>,
}

/// Any graph of 1 to 8 nodes: with circles, dead links, and nodes that nothing leads to.
pub(crate) fn any_graph() -> impl Strategy<Value = Graph> {
    let links = vec(vec((0..24usize, 0..8usize, any::<bool>()), 1..=4), 1..=8);
    // The smaller, the more often: most graphs are to have few mistakes.
    let careless = prop_oneof![3 => Just(0), 2 => Just(1), 1 => Just(24)];
    (links, 1..=4usize, careless, 0..12usize, any::<u64>()).prop_map(
        |(links, endings, careless, start, chance)| {
            let count = links.len();
            let link = |from: usize, (number, anywhere, ends): (usize, usize, bool)| match number {
                _ if careless > 0 && number == 23 => Link::Nowhere,
                // Back or anywhere, itself too.
                _ if number < careless => Link::Node(anywhere % count),
                _ if ends || from + 1 == count => Link::Ending(number % endings),
                _ => Link::Node(from + 1 + number % (count - from - 1)),
            };
            let nodes = links.into_iter().enumerate();
            Graph {
                nodes: nodes
                    .map(|(i, links)| links.into_iter().map(|l| link(i, l)).collect())
                    .collect(),
                endings,
                start: match start {
                    0 => Link::Nowhere,
                    1 => Link::Ending(0),
                    2 => Link::Node(count / 2),
                    _ => Link::Node(0),
                },
                order: shuffled(count, chance),
            }
        },
    )
}

/// A graph that can be played.
pub(crate) fn sound_graph() -> impl Strategy<Value = Graph> {
    let endings = any_graph().prop_map(|graph| Graph {
        endings: graph.endings.max(2),
        ..graph
    });
    endings.prop_filter("sound", Graph::is_sound)
}

fn shuffled(count: usize, mut chance: u64) -> Vec<usize> {
    let mut left: Vec<usize> = (0..count).collect();
    let mut order = Vec::new();
    while !left.is_empty() {
        order.push(left.remove(chance as usize % left.len()));
        chance /= 8;
    }
    order
}

impl Link {
    fn id(self) -> String {
        match self {
            Self::Node(n) => format!("n{n}"),
            Self::Ending(n) => format!("e{n}"),
            Self::Nowhere => "nowhere".into(),
        }
    }
}

impl Graph {
    /// As a card of a deck.
    pub(crate) fn card(&self, id: &str) -> String {
        let option = |link: &Link| {
            let next = link.id();
            format!(
                "{{\"label\": \"To {next}\", \"cost\": \"c\", \"verdict\": 3, \"next\": \"{next}\"}}"
            )
        };
        let node = |n: &usize| {
            let options: Vec<String> = self.nodes[*n].iter().map(option).collect();
            let options = options.join(", ");
            format!(
                "\"n{n}\": {{\"ask\": \"Node {n}\", \"points\": [\"x\"], \"options\": [{options}]}}"
            )
        };
        let nodes: Vec<String> = self.order.iter().map(node).collect();
        let ending = |n: usize| format!("\"e{n}\": \"Ending {n}\"");
        let endings: Vec<String> = (0..self.endings).map(ending).collect();
        format!(
            "{{\"id\": \"{id}\", \"kind\": \"scenario\", \"prompt\": \"p\", \"start\": \"{}\",\n\"nodes\": {{{}}},\n\"endings\": {{{}}}}}",
            self.start.id(),
            nodes.join(",\n"),
            endings.join(", ")
        )
    }

    /// Whether it can be played: links and start are there, nothing goes in circles, it can end in
    /// two ways.
    pub(crate) fn is_sound(&self) -> bool {
        let there = |link: &Link| match link {
            Link::Node(n) => *n < self.nodes.len(),
            Link::Ending(n) => *n < self.endings,
            Link::Nowhere => false,
        };
        // Nodes that lead only to what surely ends surely end.
        let mut ends = vec![false; self.nodes.len()];
        for _ in &self.nodes {
            let surely = |link: &Link| !matches!(link, Link::Node(n) if !ends[*n]);
            ends = self.nodes.iter().map(|l| l.iter().all(surely)).collect();
        }
        self.endings >= 2
            && matches!(self.start, Link::Node(_))
            && self.nodes.iter().flatten().all(there)
            && ends.iter().all(|ends| *ends)
    }

    /// What no way from the start comes to, nodes and endings, of a sound graph.
    pub(crate) fn unreached(&self) -> usize {
        let mut reached = vec![self.start];
        for _ in &self.nodes {
            for link in reached.clone() {
                if let Link::Node(n) = link {
                    reached.extend(
                        self.nodes[n]
                            .iter()
                            .filter(|to| !reached.contains(to))
                            .copied()
                            .collect::<Vec<_>>(),
                    );
                }
            }
        }
        let mut ids: Vec<String> = reached.into_iter().map(Link::id).collect();
        ids.sort();
        ids.dedup();
        self.nodes.len() + self.endings - ids.len()
    }
}

/// Cards as the deck `graphs`.
pub(crate) fn deck(cards: &[String]) -> String {
    format!(
        "{{\"format\": \"hotseat/1\", \"id\": \"graphs\", \"title\": \"Graphs\", \"cards\": [\n{}\n]}}",
        cards.join(",\n")
    )
}
