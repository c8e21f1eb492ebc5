//! Scenarios: the setting, the options and what they cost, the ending.

use std::time::Duration;

use super::parts::Asked;
use super::{Showing, Step, shuffled};
use crate::domain::attempt::{Part, Seconds};
use crate::domain::grade::{Grade, Verdict};
use crate::domain::rubric::Judgement;
use crate::domain::scenario::{Choice, Ending, Next, Node, Scenario, State};
use crate::training::stopwatch::{Phase, Stopwatch};

/// Where a scenario begins when it is not at its start.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Recall {
    /// The node it begins at, by its id.
    pub node: Box<str>,
    /// How one got there: (node, option), by id.
    pub way: Vec<(Box<str>, Box<str>)>,
}

impl Recall {
    /// The recall fitted to the card as it is now: the way that was gone where the deck still has it,
    /// else the shortest. None where it would begin at the start, or the node is gone.
    pub fn fitted(self, scenario: &Scenario) -> Option<Self> {
        let node = scenario.node(&self.node).filter(|n| *n != scenario.start)?;
        let mut at = Next::Node(scenario.start);
        for (from, option) in &self.way {
            let here = matches!(at, Next::Node(n) if *scenario.nodes[n].id == **from);
            let choice = scenario.choice(from, option).filter(|_| here);
            at = choice.map_or(Next::Ending(0), |choice| choice.next);
        }
        if at == Next::Node(node) {
            return Some(self);
        }
        let way = scenario.way_to(node)?.into_iter().map(|(from, option)| {
            let node = &scenario.nodes[from];
            (node.id.clone(), node.options[option].id.clone())
        });
        Some(Self {
            way: way.collect(),
            ..self
        })
    }
}

/// One step of a scenario as it was judged.
#[derive(Debug, Clone, PartialEq)]
pub struct Judged<'a> {
    /// The node.
    pub node: &'a Node,
    /// The option taken there; none where a mock was over before.
    pub choice: Option<&'a Choice>,
    /// What its marks alone come to.
    pub said: Verdict,
    /// What its marks and the option come to.
    pub judgement: Judgement,
    /// What was answered and how it was marked.
    pub part: &'a Part,
}

impl Showing {
    /// The options of the node that is asked, in the order shown: each with its place in the deck.
    pub fn options(&self) -> Vec<(usize, &Choice)> {
        let Some(node) = self.node() else {
            return Vec::new();
        };
        let name = format!("{}/{}", self.card.id, node.id);
        let order = shuffled(node.options.len(), &name, self.attempts);
        order
            .into_iter()
            .map(|at| (at, &node.options[at]))
            .collect()
    }

    /// The option taken at the node that is asked.
    pub fn taken(&self) -> Option<&Choice> {
        self.node()?.options.get(self.taken?)
    }

    /// Takes an option by its place in the order shown; its price is next.
    pub(super) fn take(&mut self, place: usize) {
        if self.step == Step::Choose
            && let Some((option, _)) = self.options().get(place)
        {
            self.taken = Some(*option);
            self.step = Step::Price;
        }
    }

    /// Goes where the option taken leads.
    pub(super) fn follow(&mut self, at: Duration) {
        let next = self.taken().map(|choice| choice.next);
        if next.is_none() && !self.is_marking_only() {
            self.step = Step::Choose;
            return;
        }
        self.leave_part(at);
        match next {
            Some(Next::Node(node)) if self.was_asked(node) => self.enter(Asked::Node(node), at),
            next => {
                self.asked = Asked::Whole;
                self.set_up(Part::default(), at);
                self.watch.switch(Phase::Marking, at);
                self.step = Step::Ending;
                if !matches!(next, Some(Next::Ending(_))) {
                    // A mock cut it short: there is no ending to read.
                    self.after_ending(at);
                }
            }
        }
    }

    /// Whether a node is to be asked: in a mock's marking only what was answered is.
    fn was_asked(&self, node: usize) -> bool {
        let id = self.scenario().map(|scenario| &scenario.nodes[node].id);
        !self.is_marking_only() || self.ahead.iter().any(|part| Some(&part.id) == id)
    }

    /// Leaves the setting for the first node.
    pub(super) fn set_out(&mut self, at: Duration) {
        let first = self.scenario().map_or(0, |scenario| {
            let recalled = self.recalled_to.as_deref();
            let node = recalled.and_then(|id| scenario.node(id));
            node.unwrap_or(scenario.start)
        });
        self.before = self.before.and(self.watch.seconds(at));
        self.enter(Asked::Node(first), at);
    }

    /// Forgets how one got here, and begins at the start.
    pub fn from_the_start(&mut self) -> bool {
        let can = self.step == Step::Setting && self.recalled_to.is_some();
        if can {
            self.recalled_to = None;
            self.recalled.clear();
        }
        can
    }

    /// How one got here without playing it: (node, option), by id.
    pub fn recalled(&self) -> &[(Box<str>, Box<str>)] {
        &self.recalled
    }

    /// The steps behind one, recalled or played.
    pub fn way(&self) -> Vec<(&Node, &Choice)> {
        let Some(scenario) = self.scenario() else {
            return Vec::new();
        };
        let played = self.parts.iter().filter_map(|part| {
            let choice = part.choice.as_deref()?;
            Some((&*part.id, choice))
        });
        let recalled = self
            .recalled
            .iter()
            .map(|(node, choice)| (&**node, &**choice));
        let step = |(node, choice): (&str, &str)| {
            let choice = scenario.choice(node, choice)?;
            Some((&scenario.nodes[scenario.node(node)?], choice))
        };
        recalled.chain(played).filter_map(step).collect()
    }

    /// How things stand after the options taken.
    pub fn state(&self) -> State {
        let mut state = self
            .scenario()
            .map_or_else(State::default, |s| s.state.clone());
        for (_, choice) in self.way() {
            state.change(&choice.state);
        }
        if let (Step::Price, Some(choice)) = (&self.step, self.taken()) {
            state.change(&choice.state);
        }
        state
    }

    /// The ending that was reached.
    pub fn ending(&self) -> Option<&Ending> {
        let scenario = self.scenario()?;
        match self.way().last()?.1.next {
            Next::Ending(ending) if self.node().is_none() => scenario.endings.get(ending),
            _ => None,
        }
    }

    /// The step that is asked and how many there are at most, both from 1.
    pub fn step_of(&self) -> Option<(usize, usize)> {
        let behind = self.recalled.len() + self.parts.len();
        match (self.asked, self.scenario()?) {
            (Asked::Node(node), scenario) => {
                Some((behind + 1, behind + scenario.longest_from(node)))
            }
            _ => Some((behind, behind)),
        }
    }

    /// Each step played, judged.
    pub fn judged(&self) -> Vec<Judged<'_>> {
        let Some(scenario) = self.scenario() else {
            return Vec::new();
        };
        let judge = |part: &'_ Part| {
            let node = &scenario.nodes[scenario.node(&part.id)?];
            let choice = match part.choice.as_deref() {
                Some(id) => Some(node.options.iter().find(|option| *option.id == *id)?),
                None => None,
            };
            let marks = Self::marks_of(&node.rubric.points, part);
            let said = node.rubric.judge(&marks, &[], &[]);
            let judgement = match choice {
                Some(choice) => node.judge(&marks, choice.verdict),
                None => said.clone(),
            };
            Some((node, choice, said.verdict, judgement))
        };
        let parts = self.parts.iter();
        parts
            .filter_map(|part| {
                let (node, choice, said, judgement) = judge(part)?;
                Some(Judged {
                    node,
                    choice,
                    said,
                    judgement,
                    part,
                })
            })
            .collect()
    }

    /// What memory is told of each step when the whole is given `grade`: what the step's own marks
    /// propose, moved as far as the user moved the whole.
    pub fn part_grades(&self, grade: Grade, at: Duration) -> Vec<(Box<str>, Grade)> {
        if self.scenario().is_none() {
            return Vec::new();
        }
        let proposed = self.proposed(at);
        let of = |judged: &Judged<'_>| {
            let own = self.propose(
                judged.judgement.verdict,
                &judged.judgement,
                judged.part.seconds.answer,
                self.card.time_box.answer,
            );
            (judged.node.id.clone(), own.moved_as(proposed, grade))
        };
        self.judged().iter().map(of).collect()
    }

    /// Those of the parts in memory that the scenario no longer has, or has no way to.
    pub(super) fn not_there(&self, parts: &[Box<str>]) -> Vec<Box<str>> {
        let is_there = |id: &str| {
            let scenario = self.scenario()?;
            scenario.way_to(scenario.node(id)?)
        };
        let gone = parts.iter().filter(|id| is_there(id).is_none());
        gone.cloned().collect()
    }

    /// Parts in memory that the card no longer has, by id.
    pub fn gone(&self) -> &[Box<str>] {
        &self.gone
    }

    /// The way as the journal keeps it: `node/option` for each step, then the ending.
    pub(super) fn path(&self) -> Vec<Box<str>> {
        let steps = self.way().into_iter();
        let steps = steps.map(|(node, choice)| format!("{}/{}", node.id, choice.id).into());
        let ending = self.ending().map(|ending| ending.id.clone());
        steps.chain(ending).collect()
    }

    /// The questions after the ending, and what was said to each so far.
    pub fn debrief(&self) -> impl Iterator<Item = (&str, &str)> {
        let questions = self.scenario().map_or(&[][..], |s| &s.debrief);
        questions.iter().enumerate().map(|(at, question)| {
            let said = self.debrief.get(at).map_or("", String::as_str);
            (&**question, said)
        })
    }

    /// Goes on after the ending: the red flags, the questions, the verdict.
    pub(super) fn after_ending(&mut self, at: Duration) {
        self.keep_debrief();
        let questions = self.scenario().map_or(0, |scenario| scenario.debrief.len());
        let next = match self.step {
            Step::Ending if !self.raised.is_empty() => Step::RedFlags { at: 0 },
            Step::Debrief { at } => Step::Debrief { at: at + 1 },
            _ => Step::Debrief { at: 0 },
        };
        self.step = match next {
            Step::Debrief { .. } if self.is_marking_only() => Step::Verdict,
            Step::Debrief { at: question } if question >= questions => Step::Verdict,
            Step::Debrief { at: question } => {
                self.text = self.debrief.get(question).cloned().unwrap_or_default();
                next
            }
            next => next,
        };
        self.watch.switch(Phase::Marking, at);
    }

    /// Goes back one step after the ending: a question, the red flags, the ending.
    pub(super) fn back_after_ending(&mut self, at: Duration) {
        self.keep_debrief();
        self.moved = None;
        let questions = match self.is_marking_only() {
            true => 0,
            false => self.scenario().map_or(0, |scenario| scenario.debrief.len()),
        };
        let before = match self.step {
            Step::Debrief { at } => at,
            Step::Verdict => questions,
            _ => 0,
        };
        self.step = match (&self.step, before.checked_sub(1)) {
            (_, Some(at)) => {
                self.text = self.debrief.get(at).cloned().unwrap_or_default();
                Step::Debrief { at }
            }
            (Step::RedFlags { .. }, None) => Step::Ending,
            (_, None) if !self.raised.is_empty() => Step::RedFlags { at: 0 },
            (_, None) => Step::Ending,
        };
        if self.step == Step::Ending && self.ending().is_none() {
            // A mock cut it short: the last step answered stands there instead.
            self.back_a_part(at);
        }
    }

    /// What was typed to the question at hand goes to its place.
    pub(super) fn keep_debrief(&mut self) {
        if let Step::Debrief { at } = self.step {
            if self.debrief.len() <= at {
                self.debrief.resize(at + 1, String::new());
            }
            self.debrief[at] = std::mem::take(&mut self.text).trim_end().to_owned();
        }
    }

    /// Begins a scenario before its setting.
    pub(super) fn begin_setting(&mut self, recall: Option<Recall>, at: Duration) {
        let recall = recall.and_then(|recall| recall.fitted(self.scenario()?));
        (self.recalled_to, self.recalled) = match recall {
            Some(recall) => (Some(recall.node), recall.way),
            None => (None, Vec::new()),
        };
        self.step = Step::Setting;
        self.watch = Stopwatch::start(Phase::Think, Seconds::default(), at);
    }
}

/// The steps of a path as the journal keeps it: (node, option).
pub(super) fn steps(path: &[Box<str>]) -> impl Iterator<Item = (&str, &str)> {
    path.iter().filter_map(|step| step.split_once('/'))
}
