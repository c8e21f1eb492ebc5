//! What the question at hand consists of.

use std::time::Duration;

use super::{Interview, Step};
use crate::domain::attempt::Part;
use crate::domain::card::{Body, TimeBox};
use crate::domain::case::{Case, Twist};
use crate::domain::rubric::{FollowUp, Point};
use crate::domain::safe_text::SafeText;
use crate::domain::scenario::{Choice, Node, Scenario, State};
use crate::domain::schedule;

/// Follow-ups after a behavioural answer, at most.
const PROBES: usize = 3;
/// Follow-ups after a step of a scenario, at most.
const PROBES_A_NODE: usize = 1;

/// What the interviewer says, a paragraph each.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    /// What is being asked about: the question, or the situation so far.
    pub said: Vec<SafeText>,
    /// The sentence before a follow-up.
    pub lead: Option<&'static str>,
    /// What is to be answered now.
    pub ask: Option<SafeText>,
}

impl Interview {
    fn body(&self) -> Option<&Body> {
        self.card().map(|card| &card.body)
    }

    /// The scenario at hand, if it is one.
    pub fn scenario(&self) -> Option<&Scenario> {
        match self.body()? {
            Body::Scenario(scenario) => Some(scenario),
            _ => None,
        }
    }

    /// The case at hand, if it is one.
    pub fn case(&self) -> Option<&Case> {
        match self.body()? {
            Body::Case(case) => Some(case),
            _ => None,
        }
    }

    /// The node at hand.
    pub fn node(&self) -> Option<&Node> {
        let scenario = self.scenario()?;
        scenario.nodes.get(scenario.node(&self.part.id)?)
    }

    /// The options of the node at hand, by their place in the deck, in an order that changes with each
    /// attempt.
    pub fn options(&self) -> Vec<usize> {
        let (Some(node), Some(card)) = (self.node(), self.card()) else {
            return Vec::new();
        };
        let attempts = self
            .scripts
            .get(self.at)
            .map_or(0, |script| script.past.attempts);
        let chance = schedule::seed(card.id.as_str(), u64::from(attempts));
        let mut places: Vec<usize> = (0..node.options.len()).collect();
        places.sort_by_key(|at| schedule::seed(&node.options[*at].id, chance));
        places
    }

    /// The options taken so far in a scenario, each with its node.
    pub fn way(&self) -> Vec<(&Node, &Choice)> {
        let Some(scenario) = self.scenario() else {
            return Vec::new();
        };
        let taken = |part: &Part| {
            let choice = scenario.choice(&part.id, part.choice.as_deref()?)?;
            Some((scenario.nodes.get(scenario.node(&part.id)?)?, choice))
        };
        let parts = self.answers.get(self.at).into_iter().flatten();
        parts.filter_map(taken).collect()
    }

    /// How things stand in a scenario, after the options taken.
    pub fn state(&self) -> Option<State> {
        let mut state = self.scenario()?.state.clone();
        for (_, choice) in self.way() {
            state.change(&choice.state);
        }
        Some(state)
    }

    /// The twist that this attempt puts, if the case has any: each attempt the next one.
    pub(super) fn twist(&self) -> Option<&Twist> {
        let attempts = self.scripts.get(self.at)?.past.attempts as usize;
        let twists = &self.case()?.twists;
        twists.get(attempts.checked_rem(twists.len())?)
    }

    /// Whether what is asked now is the twist of a case.
    pub fn is_twist(&self) -> bool {
        self.case().is_some() && *self.part.id != *Part::WHOLE
    }

    /// Whether the part at hand ends in a number, and what it counts.
    pub fn unit(&self) -> Option<&SafeText> {
        let case = self.case()?;
        let range = match self.is_twist() {
            true => self.twist()?.range.as_ref()?,
            false => &case.range,
        };
        Some(&range.unit)
    }

    /// Seconds of the part at hand, before the interviewer's manner.
    pub(super) fn time_box(&self) -> Option<TimeBox> {
        let time_box = self.card()?.time_box;
        let share = if self.is_twist() { 2 } else { 1 };
        Some(TimeBox {
            think: time_box.think / share,
            answer: time_box.answer / share,
        })
    }

    /// The follow-ups of the part at hand.
    pub fn followups(&self) -> &[FollowUp] {
        match self.body() {
            Some(Body::Behavioural(behavioural)) => &behavioural.followups,
            Some(Body::Scenario(_)) => self.node().map_or(&[], |node| &node.probes),
            _ => &[],
        }
    }

    /// The follow-ups to the part at hand that were put last time; those of a node stand under its id.
    pub(super) fn last_probes(&self) -> Vec<Box<str>> {
        let all = self
            .scripts
            .get(self.at)
            .map_or(&[][..], |script| &script.past.probes);
        let own = |id: &str| match id.split_once('/') {
            Some((part, own)) => (*part == *self.part.id).then(|| own.into()),
            None => Some(id.into()),
        };
        all.iter().filter_map(|id| own(id)).collect()
    }

    /// The points of the part at hand, and the most follow-ups it gets.
    pub(super) fn points(&self) -> (&[Point], usize) {
        match (self.body(), self.node()) {
            (Some(Body::Behavioural(behavioural)), _) => (&behavioural.rubric.points, PROBES),
            (_, Some(node)) => (&node.rubric.points, PROBES_A_NODE),
            _ => (&[], 0),
        }
    }

    /// The first part of the question at hand.
    pub(super) fn first_part(&self) -> Part {
        let start = self.scenario().and_then(|s| s.nodes.get(s.start));
        Part {
            id: start.map_or(Part::WHOLE.into(), |node| node.id.clone()),
            ..Part::default()
        }
    }

    /// The question, in the variant that is asked; for a case or a scenario its setting.
    pub fn prompt(&self) -> Option<SafeText> {
        let variant = *self.variants.get(self.at)?;
        Some(self.card()?.wording(variant).clone())
    }

    /// What the interviewer says at this step.
    pub fn words(&self, at: Duration) -> Words {
        let is_first = self.answers.get(self.at).is_none_or(Vec::is_empty);
        let mut words = Words::default();
        match (self.body(), self.node()) {
            (Some(Body::Scenario(_)), Some(node)) => {
                words.said.extend(self.prompt().filter(|_| is_first));
                words.said.extend(node.title.clone());
                words.said.push(node.ask.clone());
            }
            (Some(Body::Case(case)), _) if !self.is_twist() => {
                words.said.extend(self.prompt());
                words.ask = Some(case.ask.clone());
            }
            (Some(Body::Case(_)), _) => words.ask = self.twist().map(|twist| twist.ask.clone()),
            _ => words.said.extend(self.prompt()),
        }
        if let Step::Probe { followup } = self.step
            && !self.is_silent(at)
        {
            words.lead = self.manner().lead(self.probed.saturating_sub(1));
            words.ask = self.followups().get(followup).map(|f| f.ask.clone());
        }
        words
    }
}
