//! Where the options of a scenario lead, and what is wrong with it.

mod advice;

use crate::domain::scenario::Next;

use super::object::Object;
use super::reader::{Help, Reader};
use super::value::{Value, clipped};

/// A way is written out up to this many ids.
const SHOWN: usize = 12;

/// The nodes of a scenario and the options between them, as far as they could be read.
pub(super) struct Graph<'a, 'n> {
    /// Ids and bytes, in the order of the deck.
    pub(super) nodes: &'n [(Box<str>, &'a str)],
    endings: &'n [(Box<str>, &'a str)],
    /// What leads on from each node.
    pub(super) stops: Vec<Stop<'a>>,
    /// The first node, by its place.
    pub(super) start: Option<usize>,
}

/// What leads on from a node.
#[derive(Default)]
pub(super) struct Stop<'a> {
    /// The bytes of its list of options.
    pub(super) options: &'a str,
    pub(super) ways: Vec<Way<'a>>,
}

/// Where one option leads.
pub(super) struct Way<'a> {
    /// Its place in the list.
    pub(super) index: usize,
    /// Its bytes.
    pub(super) option: &'a str,
    /// The bytes of its link.
    pub(super) next: Option<&'a str>,
    /// None where the link is dead.
    pub(super) to: Option<Next>,
}

/// A walk over all nodes, each of which is left after all that it leads to.
#[derive(Default)]
struct Walk {
    /// The nodes in the order they were left.
    left: Vec<usize>,
    /// Links that close a circle: (node, place among its ways, the nodes of the circle).
    closing: Vec<(usize, usize, Vec<usize>)>,
}

impl<'a, 'n> Graph<'a, 'n> {
    pub(super) fn new(
        nodes: &'n [(Box<str>, &'a str)],
        endings: &'n [(Box<str>, &'a str)],
    ) -> Self {
        Self {
            nodes,
            endings,
            stops: Vec::with_capacity(nodes.len()),
            start: None,
        }
    }

    /// The node or the ending that an option names.
    pub(super) fn place(&self, r: &mut Reader<'a>, value: &Value<'a, '_>) -> Option<Next> {
        let ids = self.nodes.iter().chain(self.endings).map(|(id, _)| &**id);
        let id = r.reference(value, "node or ending", ids)?;
        let among = |all: &[(Box<str>, &str)]| all.iter().position(|(known, _)| *known == id);
        let node = among(self.nodes).map(Next::Node);
        node.or_else(|| among(self.endings).map(Next::Ending))
    }

    /// Reports what is wrong with the graph, each thing at the value at fault.
    pub(super) fn check(&self, r: &mut Reader<'a>, card: &Object<'a, '_>) {
        let (Some(nodes), Some(endings)) = (card.raw("nodes"), card.raw("endings")) else {
            return;
        };
        let card = card.value();
        let nodes = card.field("nodes", nodes);
        let endings = card.field("endings", endings);
        let twins = self.twins(r, &nodes);
        if endings.raw.starts_with('{') && self.endings.len() < 2 {
            let found = self.endings.len();
            let message = format_args!("a scenario needs at least 2 endings, found {found}");
            let help = Help::say("let what is done make a difference to how it ends");
            r.error(&endings, message, help);
        }
        let walk = self.walk();
        for (node, way, circle) in &walk.closing {
            self.report_circle(r, &nodes, (*node, *way), circle);
        }
        let whole = |stop: &Stop| !stop.ways.is_empty() && stop.ways.iter().all(|w| w.to.is_some());
        if let Some(start) = self.start
            && !twins
            && self.stops.iter().all(whole)
        {
            self.advise_reach(r, &nodes, &endings, start);
            if walk.closing.is_empty() {
                self.advise_length(r, &nodes, start, &walk.left);
            }
        }
    }

    /// Reports nodes that share their id with an ending, and says whether there are any.
    fn twins(&self, r: &mut Reader<'a>, nodes: &Value<'a, '_>) -> bool {
        let mut any = false;
        for (id, raw) in self.nodes {
            if self.endings.iter().any(|(ending, _)| ending == id) {
                any = true;
                let help = Help::say("rename one of the two: options tell them apart by their id");
                let message = "a node and an ending share this id";
                r.error(&nodes.field(id, raw), message, help);
            }
        }
        any
    }

    /// Walks over all nodes, from the start first, without recursion.
    fn walk(&self) -> Walk {
        #[derive(Clone, Copy, PartialEq)]
        enum Seen {
            No,
            Open,
            Left,
        }
        let mut walk = Walk::default();
        let mut seen = vec![Seen::No; self.stops.len()];
        for root in self.start.into_iter().chain(0..self.stops.len()) {
            if seen[root] != Seen::No {
                continue;
            }
            seen[root] = Seen::Open;
            // The nodes on the way here, each with the number of its ways that were taken.
            let mut trail = vec![(root, 0)];
            while let Some((at, taken)) = trail.last_mut() {
                let (at, way) = (*at, *taken);
                *taken += 1;
                match self.stops[at].ways.get(way).map(|way| way.to) {
                    None => {
                        seen[at] = Seen::Left;
                        walk.left.push(at);
                        trail.pop();
                    }
                    Some(Some(Next::Node(to))) if seen[to] == Seen::No => {
                        seen[to] = Seen::Open;
                        trail.push((to, 0));
                    }
                    Some(Some(Next::Node(to))) if seen[to] == Seen::Open => {
                        let trail = trail.iter().map(|(node, _)| *node);
                        let circle = trail.skip_while(|node| *node != to).collect();
                        walk.closing.push((at, way, circle));
                    }
                    Some(_) => {}
                }
            }
        }
        walk
    }

    fn report_circle(
        &self,
        r: &mut Reader<'a>,
        nodes: &Value<'a, '_>,
        (node, way): (usize, usize),
        circle: &[usize],
    ) {
        let (stop, (id, raw)) = (&self.stops[node], &self.nodes[node]);
        let way = &stop.ways[way];
        let node = nodes.field(id, raw);
        let options = node.field("options", stop.options);
        let option = options.item(way.index, way.option);
        let Some(next) = way.next else {
            return;
        };
        let circle = circle.iter().chain(circle.first());
        let round = shown(circle.map(|node| &*self.nodes[*node].0).collect());
        let help = Help::say("lead on to a node that cannot come back here, or to an ending");
        let message = format_args!("this goes in a circle: {round}");
        r.error(&option.field("next", next), message, help);
    }
}

/// A way as a sentence shows it: the middle of a long one is left out.
fn shown(ids: Vec<&str>) -> String {
    let last = ids.len().saturating_sub(SHOWN / 2);
    let mut shown: Vec<String> = Vec::new();
    for (i, id) in ids.into_iter().enumerate() {
        match i {
            _ if i < SHOWN / 2 || i >= last => shown.push(clipped(id)),
            _ if i == SHOWN / 2 => shown.push("…".into()),
            _ => {}
        }
    }
    shown.join(" → ")
}
