//! What the user does with a card: think, answer, mark, reply.

use std::time::Duration;

use super::{Asked, Showing, Step};
use crate::domain::grade::{Mark, Verdict};
use crate::domain::rubric::{self, Point};
use crate::training::stopwatch::Phase;

/// Follow-ups put to one part, whatever they are about.
const MOST_PROBES: usize = 2;

impl Showing {
    /// Goes on: from the setting to the first node, from thinking to the answer, from the answer to
    /// the reveal, from a follow-up to its question, from a price to where the option leads. A cloze
    /// card uncovers its next hidden part first.
    pub fn advance(&mut self, at: Duration) {
        let hidden = self.hidden_parts();
        let rung = self.rung().filter(|rung| !rung.is_last());
        match &mut self.step {
            Step::Setting => self.set_out(at),
            Step::Price => self.follow(at),
            Step::Ending | Step::Debrief { .. } => self.after_ending(at),
            Step::Range => self.step = self.points_or_grade(),
            Step::Worked => self.next_twist_or_verdict(at),
            Step::Think => {
                self.step = Step::Answer;
                self.watch.switch(Phase::Answer, at);
            }
            Step::Answer if self.uncovered + 1 < hidden => self.uncovered += 1,
            Step::Answer => match rung {
                Some(rung) => self.end_rung(rung, at),
                None => self.reveal(at),
            },
            Step::Probe {
                answered, point, ..
            } if !*answered && point.is_some() => {
                *answered = true;
            }
            Step::Probe { point: None, .. } => self.probe_or_verdict(at),
            Step::RedFlags { .. } if self.raised.iter().all(Option::is_some) => {
                self.after_flags(at);
            }
            Step::Points { .. } if self.marks.iter().all(Option::is_some) => {
                self.probe_or_verdict(at);
            }
            _ => {}
        }
    }

    fn reveal(&mut self, at: Duration) {
        self.uncovered = self.hidden_parts();
        self.clear_template();
        if self.range().is_some() && !self.gave_up {
            // The number is still part of the answer.
            self.step = Step::Estimate;
            return;
        }
        self.watch.switch(Phase::Marking, at);
        self.step = match () {
            () if self.gave_up && self.behavioural().is_some() => Step::Verdict,
            () if self.gave_up && self.range().is_some() => Step::Range,
            () if self.scenario().is_some() => self.points_or_grade(),
            () if self.gave_up && !self.marks.is_empty() && self.case().is_none() => Step::Verdict,
            () if !self.raised.is_empty() => Step::RedFlags { at: 0 },
            () => self.points_or_grade(),
        };
    }

    /// A template that nothing was filled into is no answer.
    pub(super) fn clear_template(&mut self) {
        if self.text.trim() == self.template.trim() {
            self.text.clear();
        }
    }

    /// Where the marking of a part begins that was answered before.
    pub(super) fn first_to_mark(&self) -> Step {
        match () {
            () if self.range().is_some() => Step::Range,
            () if self.behavioural().is_some() && !self.raised.is_empty() => {
                Step::RedFlags { at: 0 }
            }
            () => self.points_or_grade(),
        }
    }

    fn points_or_grade(&self) -> Step {
        if !self.marks.is_empty() {
            return Step::Points { at: Some(0) };
        }
        match self.asked {
            Asked::Twist(_) if self.worked().is_some() => Step::Worked,
            Asked::Twist(_) => Step::Verdict,
            _ => Step::Grade,
        }
    }

    /// The flags of an answer come before its points, those of a scenario after its ending.
    fn after_flags(&mut self, at: Duration) {
        if self.scenario().is_some() {
            self.after_ending(at);
        } else {
            self.step = self.points_or_grade();
        }
    }

    /// Says that there is no answer: the rest is read. The grade is Again; where the card has parts,
    /// nothing is there in this one.
    pub fn give_up(&mut self, at: Duration) {
        if matches!(self.step, Step::Think | Step::Answer | Step::Estimate) {
            self.gave_up = true;
            if self.scenario().is_some() || self.case().is_some() {
                self.marks.fill(Some(Mark::Absent));
            }
            self.reveal(at);
        }
    }

    /// Shows the next hint. Whether there was one.
    pub fn hint(&mut self) -> bool {
        let more = !self.step.is_revealed() && usize::from(self.hints) < self.hints_in_all();
        self.hints += u8::from(more);
        more
    }

    /// Whether a verdict can be expected: there is something to mark, and no part is marked yet.
    pub fn can_expect(&self) -> bool {
        !self.step.is_revealed() && !self.marks.is_empty() && self.parts.is_empty()
    }

    /// Expects more (`up`) or less of the answer than so far.
    pub fn expect(&mut self, up: bool) {
        if !self.can_expect() {
            return;
        }
        let first = if up { Verdict::Hire } else { Verdict::NoHire };
        let by = if up { 1 } else { -1 };
        self.confidence = Some(self.confidence.map_or(first, |c| c.moved(by).unwrap_or(c)));
    }

    /// Picks a choice by its place in the order shown, which reveals the answer; at a node it takes
    /// an option.
    pub fn choose(&mut self, place: usize, at: Duration) {
        self.take(place);
        if self.step == Step::Answer && place < self.choices.len() {
            self.chosen = Some(place);
            self.reveal(at);
        }
    }

    /// Says whether the red flag at hand was raised, and goes on to the next. After the last the
    /// showing goes on by itself once all are answered.
    pub fn raise(&mut self, raised: bool, at: Duration) {
        if let Step::RedFlags { at: flag } = self.step {
            self.raised[flag] = Some(raised);
            let next = (flag + 1 < self.raised.len()).then_some(flag + 1);
            let open = self.raised.iter().position(Option::is_none);
            match next.or(open) {
                Some(at) => self.step = Step::RedFlags { at },
                None => self.after_flags(at),
            }
        }
    }

    /// Marks the point at hand and goes on to the next; on the title, 0 marks the rest absent. After
    /// the last point the showing goes on by itself once all are marked.
    pub fn mark(&mut self, mark: Mark, at: Duration) {
        match self.step {
            Step::Points { at: Some(point) } => {
                self.marks[point] = Some(mark);
                let next = (point + 1 < self.marks.len()).then_some(point + 1);
                let unmarked = self.marks.iter().position(Option::is_none);
                match next.or(unmarked) {
                    Some(next) => self.step = Step::Points { at: Some(next) },
                    None => self.probe_or_verdict(at),
                }
            }
            Step::Points { at: None } if mark == Mark::Absent => {
                self.marks
                    .iter_mut()
                    .for_each(|m| *m = m.or(Some(Mark::Absent)));
                self.probe_or_verdict(at);
            }
            _ => {}
        }
    }

    /// Changes the mark of the point at hand from 0 to 1 to 2 and round, without moving on.
    pub fn cycle_mark(&mut self) {
        if let Step::Points { at: Some(point) } = self.step {
            let next = self.marks[point].map_or(0, |mark| (mark.value() + 1) % 3);
            self.marks[point] = Mark::from_value(next);
        }
    }

    /// Moves to the next (`down`) or previous line of the step at hand.
    pub fn move_line(&mut self, down: bool) {
        match &mut self.step {
            Step::RedFlags { at } => {
                let last = self.raised.len() - 1;
                *at = if down {
                    (*at + 1).min(last)
                } else {
                    at.saturating_sub(1)
                };
            }
            Step::Points { at } => {
                let last = self.marks.len() - 1;
                *at = match (*at, down) {
                    (None, true) => Some(0),
                    (None, false) => None,
                    (Some(point), true) => Some((point + 1).min(last)),
                    (Some(point), false) => point.checked_sub(1),
                };
            }
            _ => {}
        }
    }

    /// Goes back one step after the reveal, to mend a mark or to take another option.
    pub fn step_back(&mut self, at: Duration) {
        let points = (!self.marks.is_empty()).then_some(Step::Points { at: Some(0) });
        let flags = (!self.raised.is_empty()).then_some(Step::RedFlags { at: 0 });
        let to = match self.step {
            Step::Verdict | Step::Debrief { .. } | Step::RedFlags { .. }
                if self.scenario().is_some() =>
            {
                return self.back_after_ending(at);
            }
            Step::Price | Step::Ending => {
                self.back_a_part(at);
                return;
            }
            Step::Range if !self.is_marking_only() && !self.gave_up => {
                self.watch.switch(Phase::Answer, at);
                Some(Step::Estimate)
            }
            Step::Verdict if self.gave_up && self.case().is_none() => None,
            Step::Verdict if points.is_none() && self.twist().is_some() => {
                self.back_a_part(at);
                return;
            }
            Step::Verdict | Step::Worked | Step::Choose | Step::Probe { .. } => points,
            Step::Points { .. } if self.behavioural().is_some() => flags,
            Step::Points { .. } if self.range().is_some() => Some(Step::Range),
            _ => None,
        };
        if let Some(step) = to {
            if matches!(step, Step::Points { .. }) {
                // What was asked after these marks may not fit the new ones.
                self.lifted.fill(false);
                self.looked_at = 0;
                self.moved = None;
                if !self.is_marking_only() {
                    self.probes.clear();
                }
            }
            self.step = step;
        }
    }

    /// Says whether the reply to the follow-up made the point, which lifts it from 0 to 1.
    pub fn answer_probe(&mut self, made: bool, at: Duration) {
        if let Step::Probe {
            point,
            answered: true,
            ..
        } = self.step
        {
            if let Some(point) = point {
                self.lifted[point] = made;
            }
            self.probe_or_verdict(at);
        }
    }

    pub(super) fn probe_or_verdict(&mut self, at: Duration) {
        let next = match () {
            () if self.is_marking_only() => self.next_put(),
            () if self.gave_up => None,
            () => self.next_probe(),
        };
        let Some((followup, point)) = next else {
            return self.after_marks(at);
        };
        self.step = Step::Probe {
            followup,
            point,
            answered: self.is_marking_only(),
            since: self.watch.spent(Phase::Marking, at),
        };
        if !self.is_marking_only() {
            let id = self.followups()[followup].id.clone();
            self.probes.push(id);
        }
    }

    /// The follow-up to put now, by its place, with the point it asks about.
    fn next_probe(&self) -> Option<(usize, Option<usize>)> {
        // Under pressure first, and then still about what was missed.
        let about_points = |id: &str| {
            let put = self.followups().iter().find(|f| *f.id == *id);
            put.is_some_and(|f| !f.when.is_empty())
        };
        let put = self.probes.iter().filter(|id| about_points(id));
        if put.count() >= self.most_probes() || self.probes.len() >= MOST_PROBES {
            return None;
        }
        let of_node = self.node().map(|node| format!("{}/", node.id));
        let here = |id: &str| match &of_node {
            Some(prefix) => id.strip_prefix(&**prefix).map(Box::from),
            None => Some(id.into()),
        };
        let last = self.last_probes.iter().filter_map(|id| here(id));
        let last: Vec<Box<str>> = last.collect();
        let followups = self.followups();
        let marks = self.final_marks();
        let (next, point) = rubric::probe(followups, self.points(), &marks, &self.probes, &last)?;
        let place = followups.iter().position(|f| f.id == next.id)?;
        Some((place, point))
    }

    /// Of the follow-ups put in a mock, the next whose point is absent: did the reply make it?
    fn next_put(&mut self) -> Option<(usize, Option<usize>)> {
        let marks = self.final_marks();
        while let Some(id) = self.probes.get(self.looked_at).cloned() {
            self.looked_at += 1;
            let place = self.followups().iter().position(|f| f.id == id);
            let Some(followup) = place else { continue };
            let when = &self.followups()[followup].when;
            let asked = |(_, point): &(usize, &Point)| when.contains(&point.id);
            let points = self.points().iter().enumerate();
            let absent = |(at, _): &(usize, &Point)| marks[*at] == Mark::Absent;
            if let Some((point, _)) = points.filter(asked).find(absent) {
                return Some((followup, Some(point)));
            }
        }
        None
    }
}
