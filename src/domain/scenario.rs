//! A branching situation: where one stands, what can be done, and what it costs.

use std::collections::VecDeque;

use super::grade::{Mark, Verdict};
use super::rubric::{FollowUp, Judgement, RedFlag, Rubric};
use super::safe_text::SafeText;

/// A card of the kind scenario. Decks are checked when they are read: every option leads somewhere,
/// nothing goes in circles, so that every way comes to an ending, and there are two endings or more,
/// 1 to 100 nodes, and 1 to 26 options at each. A node that no way comes to is only warned about.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Scenario {
    /// What it is called.
    pub title: Option<SafeText>,
    /// How things stand at the start.
    pub state: State,
    /// The first node, by its place.
    pub start: usize,
    /// The nodes, in the order of the deck.
    pub nodes: Vec<Node>,
    /// The ways it can end.
    pub endings: Vec<Ending>,
    /// Questions after the ending.
    pub debrief: Vec<SafeText>,
    /// What sinks the whole of it.
    pub red_flags: Vec<RedFlag>,
}

/// A moment in which something has to be said and done.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Node {
    /// Unique in its scenario.
    pub id: Box<str>,
    /// When or where, in a few words.
    pub title: Option<SafeText>,
    /// What is asked.
    pub ask: SafeText,
    /// What a good answer shows here.
    pub rubric: Rubric,
    /// What comes next.
    pub probes: Vec<FollowUp>,
    /// What can be done, one or more.
    pub options: Vec<Choice>,
}

/// One thing that can be done at a node. It carries the story on; it is never the test.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// Unique in its node.
    pub id: Box<str>,
    /// What is done.
    pub label: SafeText,
    /// What it costs.
    pub cost: SafeText,
    /// What an interviewer would make of it.
    pub verdict: Verdict,
    /// Where it leads.
    pub next: Next,
    /// What it changes.
    pub state: State,
}

/// Where an option leads, by its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// To another node.
    Node(usize),
    /// To the end.
    Ending(usize),
}

/// How it ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ending {
    /// Unique among endings and nodes.
    pub id: Box<str>,
    /// What became of it.
    pub text: SafeText,
}

/// How things stand, in words; what is not said stays as it was.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct State {
    /// What the clock or the calendar says.
    pub time: Option<SafeText>,
    /// Who is in harm's way.
    pub exposure: Option<SafeText>,
    /// How the people are.
    pub people: Option<SafeText>,
    /// Who believes whom.
    pub trust: Option<SafeText>,
}

impl State {
    /// Takes over what `change` says.
    pub fn change(&mut self, change: &Self) {
        let Self {
            time,
            exposure,
            people,
            trust,
        } = change;
        let pairs = [
            (&mut self.time, time),
            (&mut self.exposure, exposure),
            (&mut self.people, people),
            (&mut self.trust, trust),
        ];
        for (now, then) in pairs {
            if then.is_some() {
                now.clone_from(then);
            }
        }
    }

    /// What is said, each with its name.
    pub fn lines(&self) -> impl Iterator<Item = (&'static str, &SafeText)> {
        let all = [
            ("time", &self.time),
            ("exposure", &self.exposure),
            ("people", &self.people),
            ("trust", &self.trust),
        ];
        all.into_iter()
            .filter_map(|(name, text)| Some((name, text.as_ref()?)))
    }
}

impl Scenario {
    /// The place of a node.
    pub fn node(&self, id: &str) -> Option<usize> {
        self.nodes.iter().position(|node| *node.id == *id)
    }

    /// An option of a node, by their ids.
    pub fn choice(&self, node: &str, choice: &str) -> Option<&Choice> {
        let options = &self.nodes[self.node(node)?].options;
        options.iter().find(|option| *option.id == *choice)
    }

    /// Nodes on the longest way from `from` to an ending, itself among them.
    pub fn longest_from(&self, from: usize) -> usize {
        let mut longest = vec![None; self.nodes.len()];
        self.measure(from, &mut longest)
    }

    fn measure(&self, from: usize, longest: &mut Vec<Option<usize>>) -> usize {
        if let Some(known) = longest[from] {
            return known;
        }
        // A graph that was not checked might go in circles; a node counts as 1 while it is open.
        longest[from] = Some(1);
        let next = self.nodes[from].options.iter();
        let beyond = next.filter_map(|option| match option.next {
            Next::Node(to) => Some(self.measure(to, longest)),
            Next::Ending(_) => None,
        });
        let beyond: Vec<usize> = beyond.collect();
        let all = 1 + beyond.into_iter().max().unwrap_or(0);
        longest[from] = Some(all);
        all
    }

    /// A way from the start to a node, as short as any: (node, option) by place. None where there is
    /// no way.
    pub fn way_to(&self, node: usize) -> Option<Vec<(usize, usize)>> {
        let mut came: Vec<Option<(usize, usize)>> = vec![None; self.nodes.len()];
        let mut open = VecDeque::from([self.start]);
        while let Some(at) = open.pop_front() {
            if at == node {
                let mut way = Vec::new();
                let mut at = at;
                while at != self.start {
                    let (from, option) = came[at]?;
                    way.push((from, option));
                    at = from;
                }
                way.reverse();
                return Some(way);
            }
            for (place, option) in self.nodes[at].options.iter().enumerate() {
                if let Next::Node(to) = option.next
                    && to != self.start
                    && came[to].is_none()
                {
                    came[to] = Some((at, place));
                    open.push_back(to);
                }
            }
        }
        None
    }
}

impl Node {
    /// The verdict of one step: what its marks come to, and at most one above the verdict of the
    /// option taken, since a good speech does not make a bad move good.
    pub fn judge(&self, marks: &[Mark], taken: Verdict) -> Judgement {
        let mut judgement = self.rubric.judge(marks, &[], &[]);
        let cap = taken.moved(1).unwrap_or(taken);
        judgement.verdict = judgement.verdict.min(cap);
        judgement
    }
}

/// The verdict of the whole way: the mean of its steps' verdicts, halves rounded down, and at most one
/// above its weakest step. With it, whether the weakest step held it down. None where no step was
/// judged.
pub fn overall(steps: &[Verdict]) -> Option<(Verdict, bool)> {
    let weakest = steps.iter().min()?;
    let sum: usize = steps.iter().map(|step| usize::from(step.value())).sum();
    let count = steps.len();
    let mean = (2 * sum + count - 1) / (2 * count);
    let mean = u8::try_from(mean).ok().and_then(Verdict::from_value)?;
    let cap = weakest.moved(1).unwrap_or(*weakest);
    Some((mean.min(cap), mean > cap))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whole_way_is_its_mean_and_no_further_than_one_above_its_weakest_step() {
        let overall = |steps: &[u8]| {
            let steps: Vec<Verdict> = steps
                .iter()
                .map(|v| Verdict::from_value(*v).unwrap())
                .collect();
            super::overall(&steps).map(|(verdict, held)| (verdict.value(), held))
        };
        assert_eq!(overall(&[]), None);
        assert_eq!(overall(&[3]), Some((3, false)));
        assert_eq!(
            overall(&[4, 3]),
            Some((3, false)),
            "halves are rounded down"
        );
        assert_eq!(overall(&[4, 4, 3]), Some((4, false)));
        assert_eq!(
            overall(&[4, 4, 4, 1]),
            Some((2, true)),
            "one above the weakest"
        );
        assert_eq!(overall(&[2, 3, 3]), Some((3, false)));
        assert_eq!(overall(&[1, 2]), Some((1, false)));
    }
}
