//! From step to step: what the user does, and what the clock does to them.

use std::time::Duration;

use super::clock::whole;
use super::{Interview, Step, words};
use crate::domain::mock;

impl Interview {
    /// Goes on from the step at hand: from the break to the first question, from thinking to the
    /// answer, from the answer to what follows it.
    pub fn advance(&mut self, at: Duration) {
        self.tick(at);
        self.is_paused = false;
        match self.step {
            Step::Break => self.begin_question(),
            Step::Think => self.begin_answer(),
            Step::Answer => self.end_answer(),
            Step::Probe { .. } => {
                self.end_probe();
                self.probe_or_on();
            }
            Step::Cost { option } => self.follow(option),
            Step::Ending { .. } => self.next_question(),
            Step::Estimate | Step::Choose | Step::Over => {}
        }
    }

    /// Takes the option at a place in the order shown.
    pub fn choose(&mut self, place: usize, at: Duration) {
        self.tick(at);
        let option = self.options().get(place).copied();
        let id = option.and_then(|at| Some(self.node()?.options.get(at)?.id.clone()));
        if let (Step::Choose, Some(option), Some(id)) = (self.step, option, id) {
            self.part.choice = Some(id);
            self.keep_part();
            self.to(Step::Cost { option });
        }
    }

    /// Takes the number of an estimate; none where nothing was given.
    pub fn estimate(&mut self, estimate: Option<f64>, at: Duration) {
        self.tick(at);
        if self.step == Step::Estimate {
            self.reply.clear();
            self.part.estimate = estimate;
            self.end_part();
        }
    }

    /// Ends the interview: what was answered stays, the rest is not reached.
    pub fn end(&mut self, at: Duration) {
        self.tick(at);
        self.is_paused = false;
        self.leave_question();
        self.at = self.asked.len();
        self.to(Step::Over);
    }

    pub(super) fn to(&mut self, step: Step) {
        self.step = step;
        self.spent = Duration::ZERO;
    }

    fn begin_answer(&mut self) {
        self.part.seconds.think = whole(self.spent);
        self.to(Step::Answer);
    }

    /// The clock ends the step at hand.
    pub(super) fn cut_off(&mut self) {
        match self.step {
            Step::Think => self.begin_answer(),
            Step::Answer => {
                self.mark_cut();
                self.end_answer();
            }
            _ => {
                self.end_probe();
                self.probe_or_on();
            }
        }
    }

    /// The clock ends the stage at hand.
    pub(super) fn end_stage(&mut self) {
        self.cut_question();
        self.next_question();
    }

    /// The clock ends the question at hand while nobody is there to hear the next.
    pub(super) fn break_off(&mut self) {
        self.cut_question();
        if self.go_to_next() {
            self.to(Step::Break);
        }
    }

    fn cut_question(&mut self) {
        if self.step == Step::Answer {
            self.mark_cut();
        }
        self.leave_question();
    }

    fn mark_cut(&mut self) {
        if let Some(asked) = self.asked.get_mut(self.at) {
            asked.cut = true;
        }
    }

    /// Leaves the question at hand where it stands. One whose answer was not begun was not reached.
    fn leave_question(&mut self) {
        match self.step {
            Step::Think if self.part.text.trim().is_empty() => {
                let answered = self
                    .answers
                    .get(self.at)
                    .is_some_and(|parts| !parts.is_empty());
                if let Some(asked) = self.asked.get_mut(self.at) {
                    asked.reached = answered;
                }
            }
            Step::Think | Step::Answer => {
                self.count_answer();
                self.keep_part();
            }
            Step::Probe { .. } => {
                self.end_probe();
                self.keep_part();
            }
            Step::Estimate => {
                match words::estimate(&self.reply, self.unit()) {
                    Ok(estimate) => {
                        self.part.estimate = estimate;
                        self.reply.clear();
                    }
                    // What is no number is kept as a word.
                    Err(_) => self.end_reply(""),
                }
                self.keep_part();
            }
            Step::Choose => self.keep_part(),
            Step::Break | Step::Cost { .. } | Step::Ending { .. } | Step::Over => {}
        }
    }

    fn begin_question(&mut self) {
        if self.card().is_none() {
            // Its deck has gone since it was drawn.
            return self.next_question();
        }
        if let Some(asked) = self.asked.get_mut(self.at) {
            asked.reached = true;
        }
        self.part = self.first_part();
        self.to(Step::Think);
    }

    /// The next question of the stage, as far as its time goes; else the break before the next stage.
    pub(super) fn next_question(&mut self) {
        if self.go_to_next() {
            self.begin_question();
        }
    }

    /// Goes to the place of the next question; whether that is one of the same stage, which is not
    /// begun yet.
    fn go_to_next(&mut self) -> bool {
        let round = self.asked.get(self.at).map(|asked| asked.round);
        let has_time = self.has_time_for_a_question();
        self.at += 1;
        let same = |asked: &mock::Asked| Some(asked.round) == round;
        if !has_time {
            while self.asked.get(self.at).is_some_and(same) {
                self.at += 1;
            }
        }
        match self.asked.get(self.at) {
            None => self.to(Step::Over),
            Some(asked) if same(asked) => return true,
            Some(_) => {
                self.stage_spent = Duration::ZERO;
                self.to(Step::Break);
            }
        }
        false
    }
}
