//! What the user does with a card: think, answer, mark, reply.

use std::time::Duration;

use super::{PROBES, Showing, Step};
use crate::domain::grade::{Mark, Verdict};
use crate::domain::rubric;
use crate::training::stopwatch::Phase;

impl Showing {
    /// Goes on: from thinking to the answer, from the answer to the reveal, from a follow-up to its
    /// question. A cloze card uncovers its next hidden part first.
    pub fn advance(&mut self, at: Duration) {
        let hidden = self.hidden_parts();
        match &mut self.step {
            Step::Think => {
                self.step = Step::Answer;
                self.watch.switch(Phase::Answer, at);
            }
            Step::Answer if self.uncovered + 1 < hidden => self.uncovered += 1,
            Step::Answer => self.reveal(at),
            Step::Probe {
                answered, point, ..
            } if !*answered && point.is_some() => {
                *answered = true;
            }
            Step::Probe { point: None, .. } => self.probe_or_verdict(at),
            Step::RedFlags { .. } if self.raised.iter().all(Option::is_some) => {
                self.step = self.points_or_grade();
            }
            Step::Points { .. } if self.marks.iter().all(Option::is_some) => {
                self.probe_or_verdict(at);
            }
            _ => {}
        }
    }

    fn reveal(&mut self, at: Duration) {
        self.uncovered = self.hidden_parts();
        self.watch.switch(Phase::Marking, at);
        if self.text.trim() == self.template.trim() {
            self.text.clear();
        }
        self.step = match () {
            () if self.gave_up && !self.marks.is_empty() => Step::Verdict,
            () if !self.raised.is_empty() => Step::RedFlags { at: 0 },
            () => self.points_or_grade(),
        };
    }

    fn points_or_grade(&self) -> Step {
        if self.marks.is_empty() {
            Step::Grade
        } else {
            Step::Points { at: Some(0) }
        }
    }

    /// Says that there is no answer: the rest is read, and the grade is Again.
    pub fn give_up(&mut self, at: Duration) {
        if !self.step.is_revealed() {
            self.gave_up = true;
            self.reveal(at);
        }
    }

    /// Shows the next hint. Whether there was one.
    pub fn hint(&mut self) -> bool {
        let more = !self.step.is_revealed() && usize::from(self.hints) < self.hints_in_all();
        self.hints += u8::from(more);
        more
    }

    /// Expects more (`up`) or less of the answer than so far.
    pub fn expect(&mut self, up: bool) {
        if self.step.is_revealed() || self.marks.is_empty() {
            return;
        }
        let first = if up { Verdict::Hire } else { Verdict::NoHire };
        let by = if up { 1 } else { -1 };
        self.confidence = Some(self.confidence.map_or(first, |c| c.moved(by).unwrap_or(c)));
    }

    /// Picks a choice by its place in the order shown, which reveals the answer.
    pub fn choose(&mut self, place: usize, at: Duration) {
        if self.step == Step::Answer && place < self.choices.len() {
            self.chosen = Some(place);
            self.reveal(at);
        }
    }

    /// Says whether the red flag at hand was raised, and goes on to the next.
    pub fn raise(&mut self, raised: bool) {
        if let Step::RedFlags { at } = self.step {
            self.raised[at] = Some(raised);
            self.step = match self.raised.get(at + 1) {
                Some(_) => Step::RedFlags { at: at + 1 },
                None => self.points_or_grade(),
            };
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

    /// Goes back one step after the reveal, to mend a mark.
    pub fn step_back(&mut self) {
        let points = (!self.marks.is_empty()).then_some(Step::Points { at: Some(0) });
        let flags = (!self.raised.is_empty()).then_some(Step::RedFlags { at: 0 });
        let to = match self.step {
            Step::Verdict if self.gave_up => None,
            Step::Verdict | Step::Probe { .. } => points,
            Step::Points { .. } => flags,
            _ => None,
        };
        if let Some(step) = to {
            if matches!(step, Step::Points { .. }) {
                // What was asked after these marks may not fit the new ones.
                self.lifted.fill(false);
                self.probes.clear();
                self.moved = None;
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
        let marks = self.final_marks();
        let next = (self.probes.len() < PROBES)
            .then(|| {
                let points = self.card.points();
                rubric::probe(
                    self.followups(),
                    points,
                    &marks,
                    &self.probes,
                    &self.last_probes,
                )
            })
            .flatten();
        self.step = match next {
            Some((probe, point)) => {
                let id = probe.id.clone();
                let followup = self
                    .followups()
                    .iter()
                    .position(|f| f.id == id)
                    .unwrap_or(0);
                self.probes.push(id);
                Step::Probe {
                    followup,
                    point,
                    answered: false,
                    since: self.watch.spent(Phase::Marking, at),
                }
            }
            None => Step::Verdict,
        };
    }
}
