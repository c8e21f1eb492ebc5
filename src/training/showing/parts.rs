//! Cards asked in parts: which part is asked, what is over, and going from one to the next.

use std::time::Duration;

use super::{Showing, Step};
use crate::domain::attempt::{ANSWER_CHARACTERS, Part, Seconds};
use crate::domain::card::Body;
use crate::domain::case::{Case, Twist};
use crate::domain::grade::Mark;
use crate::domain::rubric::{FollowUp, Point, Rubric};
use crate::domain::scenario::{Node, Scenario};
use crate::training::stopwatch::{Phase, Stopwatch};

/// Which part of a card is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// The card itself.
    Whole,
    /// A node of a scenario, by its place.
    Node(usize),
    /// A twist of a case, by its place.
    Twist(usize),
}

impl Showing {
    /// Which part is asked.
    pub fn asked(&self) -> Asked {
        self.asked
    }

    /// Whether all of it is answered, so that looking at earlier answers gives nothing away: a
    /// scenario after its last step, a case once its twist is.
    pub fn is_answered(&self) -> bool {
        match self.scenario() {
            Some(_) => self.step != Step::Setting && self.node().is_none(),
            None => self.step.is_revealed() && self.next_twist().is_none(),
        }
    }

    /// The parts that are over, in their order.
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// The card's branching situation.
    pub fn scenario(&self) -> Option<&Scenario> {
        match &self.card.body {
            Body::Scenario(scenario) => Some(scenario),
            _ => None,
        }
    }

    /// The card's estimate.
    pub fn case(&self) -> Option<&Case> {
        match &self.card.body {
            Body::Case(case) => Some(case),
            _ => None,
        }
    }

    /// The node that is asked.
    pub fn node(&self) -> Option<&Node> {
        match self.asked {
            Asked::Node(node) => self.scenario()?.nodes.get(node),
            _ => None,
        }
    }

    /// The twist that is asked.
    pub fn twist(&self) -> Option<&Twist> {
        match self.asked {
            Asked::Twist(twist) => self.case()?.twists.get(twist),
            _ => None,
        }
    }

    /// What the part that is asked is marked by.
    pub(super) fn rubric(&self) -> Option<&Rubric> {
        self.rubric_of(self.asked)
    }

    /// What a part is marked by.
    pub(super) fn rubric_of(&self, part: Asked) -> Option<&Rubric> {
        match (&self.card.body, part) {
            (Body::Behavioural(behavioural), _) => Some(&behavioural.rubric),
            (Body::Recall(recall), _) => Some(&recall.rubric),
            (Body::Scenario(scenario), Asked::Node(node)) => Some(&scenario.nodes[node].rubric),
            (Body::Case(case), Asked::Whole) => Some(&case.steps),
            (Body::Case(case), Asked::Twist(twist)) => Some(&case.twists[twist].rubric),
            _ => None,
        }
    }

    /// The points of the part that is asked.
    pub fn points(&self) -> &[Point] {
        self.rubric().map_or(&[], |rubric| &rubric.points)
    }

    /// The follow-ups to the part that is asked.
    pub fn followups(&self) -> &[FollowUp] {
        match &self.card.body {
            Body::Behavioural(behavioural) => &behavioural.followups,
            _ => self.node().map_or(&[], |node| &node.probes),
        }
    }

    /// Follow-ups put to one part, at most.
    pub(super) fn most_probes(&self) -> usize {
        match self.asked {
            Asked::Whole => 2,
            Asked::Node(_) | Asked::Twist(_) => 1,
        }
    }

    /// The id of the part that is asked.
    pub(super) fn asked_id(&self) -> &str {
        match self.asked {
            Asked::Whole => Part::WHOLE,
            Asked::Node(_) => self.node().map_or("", |node| &node.id),
            Asked::Twist(_) => self.twist().map_or("", |twist| &twist.id),
        }
    }

    /// The part of that id.
    pub(super) fn part_of(&self, id: &str) -> Option<Asked> {
        if id == Part::WHOLE {
            return Some(Asked::Whole);
        }
        match &self.card.body {
            Body::Scenario(scenario) => scenario.node(id).map(Asked::Node),
            Body::Case(case) => {
                let twist = case.twists.iter().position(|twist| *twist.id == *id);
                twist.map(Asked::Twist)
            }
            _ => None,
        }
    }

    /// The part that is asked, as it stands.
    pub(super) fn part(&self, at: Duration) -> Part {
        let points = self.points();
        let lifted = points.iter().zip(&self.lifted).filter(|(_, is)| **is);
        let taken = self.taken.zip(self.node());
        Part {
            id: self.asked_id().into(),
            text: self.text.trim_end().to_owned(),
            seconds: self.watch.seconds(at),
            marks: points
                .iter()
                .zip(&self.marks)
                .filter_map(|(point, mark)| Some((point.id.clone(), (*mark)?)))
                .collect(),
            lifts: lifted.map(|(point, _)| point.id.clone()).collect(),
            probes: self.probes.clone(),
            choice: taken.map(|(taken, node)| node.options[taken].id.clone()),
            estimate: self.estimate,
        }
    }

    /// Every part of the attempt: those that are over, and the one that is asked.
    pub(super) fn all_parts(&self, at: Duration) -> Vec<Part> {
        let mut parts = self.parts.clone();
        if self.scenario().is_none() || self.node().is_some() {
            parts.push(self.part(at));
        }
        parts
    }

    /// Time spent on all of it.
    pub fn seconds(&self, at: Duration) -> Seconds {
        let parts = self.parts.iter().chain(&self.ahead);
        let parts = parts.map(|part| part.seconds);
        parts.fold(self.before.and(self.watch.seconds(at)), Seconds::and)
    }

    /// Characters that the answer at hand may hold: one attempt holds so many in all its parts.
    pub fn room(&self) -> usize {
        let at_hand = match self.step {
            Step::Debrief { at } => at,
            _ => usize::MAX,
        };
        let debrief = self.debrief.iter().enumerate();
        let debrief = debrief.filter(|(at, _)| *at != at_hand);
        let parts = self.parts.iter().chain(&self.ahead);
        let parts = parts.chain(self.rungs_over()).map(|part| &part.text);
        let others = parts.chain(debrief.map(|(_, said)| said));
        let used: usize = others.map(|text| text.chars().count()).sum();
        ANSWER_CHARACTERS.saturating_sub(used)
    }

    /// Puts the part that is asked to those that are over.
    pub(super) fn leave_part(&mut self, at: Duration) {
        let part = self.part(at);
        self.parts.push(part);
    }

    /// Goes over to a part, as it was left if one stepped back from it or answered it before.
    pub(super) fn enter(&mut self, asked: Asked, at: Duration) {
        self.asked = asked;
        self.gave_up = false;
        self.looked_at = 0;
        self.set_up(Part::default(), at);
        let id = self.asked_id();
        if let Some(ahead) = self.ahead.iter().position(|part| *part.id == *id) {
            let part = self.ahead.remove(ahead);
            self.set_up(part, at);
        }
        self.step = Step::Think;
        if self.is_marking_only() {
            self.watch.switch(Phase::Marking, at);
            self.step = self.first_to_mark();
        }
    }

    /// Takes over what is known of the part that is asked.
    pub(super) fn set_up(&mut self, part: Part, at: Duration) {
        let points: Vec<Box<str>> = self.points().iter().map(|p| p.id.clone()).collect();
        let mark = |id: &str| {
            let given = part.marks.iter().find(|(of, _)| **of == *id);
            given.map(|(_, mark)| *mark)
        };
        self.marks = points.iter().map(|id| mark(id)).collect();
        self.lifted = points.iter().map(|id| part.lifts.contains(id)).collect();
        self.taken = self.node().zip(part.choice).and_then(|(node, id)| {
            let mut options = node.options.iter();
            options.position(|option| option.id == id)
        });
        self.probes = part.probes;
        self.estimate = part.estimate;
        self.text = part.text;
        self.watch = Stopwatch::start(Phase::Think, part.seconds, at);
    }

    /// Goes back to the part before this one, to mend it; what was said here waits. From the price of
    /// an option it goes back to the choice.
    pub fn back_a_part(&mut self, at: Duration) -> bool {
        if self.step == Step::Price {
            self.taken = None;
            self.step = Step::Choose;
            return true;
        }
        self.keep_debrief();
        let Some(part) = self.parts.pop() else {
            return false;
        };
        if self.node().is_some() || self.twist().is_some() {
            let mut now = self.part(at);
            if !self.is_marking_only() {
                now.choice = None;
            }
            self.ahead.push(now);
        } else {
            self.before = self.before.and(self.watch.seconds(at));
        }
        self.moved = None;
        self.gave_up = false;
        self.asked = self.part_of(&part.id).unwrap_or(Asked::Whole);
        self.set_up(part, at);
        self.watch.switch(Phase::Marking, at);
        if !self.is_marking_only() {
            self.taken = None;
        }
        self.step = match self.asked {
            Asked::Node(_) if !self.is_marking_only() => Step::Choose,
            _ => Step::Points { at: Some(0) },
        };
        true
    }

    /// Goes on once everything is marked and every follow-up put.
    pub(super) fn after_marks(&mut self, at: Duration) {
        self.step = match self.asked {
            Asked::Node(_) if self.is_marking_only() => return self.follow(at),
            Asked::Node(_) => Step::Choose,
            _ if self.worked().is_some() => Step::Worked,
            _ => return self.next_twist_or_verdict(at),
        };
    }

    /// The marks of a part with what its follow-ups lifted; a point without a mark is absent.
    pub(super) fn marks_of(points: &[Point], part: &Part) -> Vec<Mark> {
        let mark = |point: &Point| {
            let given = part.marks.iter().find(|(id, _)| *id == point.id);
            match given.map_or(Mark::Absent, |(_, mark)| *mark) {
                Mark::Absent if part.lifts.contains(&point.id) => Mark::Partly,
                mark => mark,
            }
        };
        points.iter().map(mark).collect()
    }
}
