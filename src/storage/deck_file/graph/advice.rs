//! What makes a scenario play badly, though it can be played.

use crate::domain::scenario::Next;
use crate::storage::deck_file::reader::{Help, Reader};
use crate::storage::deck_file::value::{Value, clipped};

use super::{Graph, shown};

/// Nodes on a way that reads well.
const GOOD_WAY: std::ops::RangeInclusive<usize> = 3..=8;

/// How far an ending is from a node, by a way that begins with an option at `way`.
#[derive(Clone, Copy, Default)]
struct Far {
    nodes: usize,
    way: usize,
}

impl<'a, 'n> Graph<'a, 'n> {
    /// Warns of nodes and endings that no way from the start comes to.
    pub(super) fn advise_reach(
        &self,
        r: &mut Reader<'a>,
        nodes: &Value<'a, '_>,
        endings: &Value<'a, '_>,
        start: usize,
    ) {
        let mut node_reached = vec![false; self.nodes.len()];
        let mut ending_reached = vec![false; self.endings.len()];
        node_reached[start] = true;
        let mut open = vec![start];
        while let Some(at) = open.pop() {
            for to in self.stops[at].ways.iter().filter_map(|way| way.to) {
                match to {
                    Next::Ending(to) => ending_reached[to] = true,
                    Next::Node(to) if node_reached[to] => {}
                    Next::Node(to) => {
                        node_reached[to] = true;
                        open.push(to);
                    }
                }
            }
        }
        let kinds = [
            ("node", nodes, self.nodes, &node_reached),
            ("ending", endings, self.endings, &ending_reached),
        ];
        for (what, all, entries, reached) in kinds {
            let missed = entries
                .iter()
                .zip(reached)
                .filter(|(_, reached)| !**reached);
            for ((id, raw), _) in missed {
                let message = format_args!("no way from the start comes to this {what}");
                let name = clipped(id);
                let help = format_args!("let some option's \"next\" be \"{name}\", or remove this");
                r.warn(&all.field(id, raw), message, Help::say(help));
            }
        }
        let found = ending_reached.iter().filter(|reached| **reached).count();
        if found < 2 && self.endings.len() >= 2 {
            let message = "every way comes to the same ending";
            let help = Help::say("let what is done make a difference to how it ends");
            r.warn(endings, message, help);
        }
    }

    /// Warns of a way through that is very short or very long. `left` has every node after those it
    /// leads to, none of which leads back.
    pub(super) fn advise_length(
        &self,
        r: &mut Reader<'a>,
        nodes: &Value<'a, '_>,
        start: usize,
        left: &[usize],
    ) {
        let mut near = vec![Far::default(); self.nodes.len()];
        let mut far = near.clone();
        for node in left {
            let beyond = |known: &[Far]| {
                let ways = self.stops[*node].ways.iter().enumerate();
                let far = ways.map(|(way, option)| match option.to {
                    Some(Next::Node(to)) => (known[to].nodes + 1, way),
                    _ => (1, way),
                });
                far.collect::<Vec<(usize, usize)>>()
            };
            let far_of = |(nodes, way): (usize, usize)| Far { nodes, way };
            near[*node] = beyond(&near)
                .into_iter()
                .min()
                .map_or_else(Far::default, far_of);
            far[*node] = beyond(&far)
                .into_iter()
                .max()
                .map_or_else(Far::default, far_of);
        }
        let (shortest, longest) = (near[start].nodes, far[start].nodes);
        let all = [
            (shortest < *GOOD_WAY.start(), shortest, &near),
            (longest > *GOOD_WAY.end(), longest, &far),
        ];
        for (_, count, by) in all.into_iter().filter(|(odd, ..)| *odd) {
            let noun = if count == 1 { "node" } else { "nodes" };
            let way = shown(self.follow(start, by));
            let message = format_args!("one way has {count} {noun}: {way}");
            let (from, to) = GOOD_WAY.into_inner();
            let help = Help::say(format_args!("{from} to {to} on every way play best"));
            r.warn(nodes, message, help);
        }
    }

    /// The ids on the way that begins at `at` and goes as `by` says.
    fn follow(&self, mut at: usize, by: &[Far]) -> Vec<&'n str> {
        let mut ids = vec![&*self.nodes[at].0];
        while let Some(way) = self.stops[at].ways.get(by[at].way) {
            match way.to {
                Some(Next::Node(to)) => {
                    at = to;
                    ids.push(&self.nodes[at].0);
                }
                Some(Next::Ending(to)) => {
                    ids.push(&self.endings[to].0);
                    break;
                }
                None => break,
            }
        }
        ids
    }
}
