//! From step to step: what the user does, and what the clock does to them.

use std::time::Duration;

use super::clock::whole;
use super::{Interview, Step};
use crate::domain::attempt::Part;
use crate::domain::mock;
use crate::domain::scenario::Next;

/// What stands before a follow-up in the text of an answer.
pub(super) const QUOTE: &str = "> ";

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

    fn to(&mut self, step: Step) {
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
        if self.step == Step::Answer {
            self.mark_cut();
        }
        self.leave_question();
        self.next_question();
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
            Step::Estimate | Step::Choose => self.keep_part(),
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
    fn next_question(&mut self) {
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
            Some(asked) if same(asked) => self.begin_question(),
            Some(_) => {
                self.stage_spent = Duration::ZERO;
                self.to(Step::Break);
            }
        }
    }

    fn count_answer(&mut self) {
        let time_box = self.time_box();
        let manner = self.manner();
        self.part.seconds.answer = if self.step == Step::Answer {
            whole(self.spent)
        } else {
            0
        };
        if let (Some(asked), Some(time_box)) = (self.asked.get_mut(self.at), time_box) {
            asked.seconds += self.part.seconds.answer;
            asked.boxed += manner.stretch(time_box.answer);
        }
    }

    fn end_answer(&mut self) {
        self.count_answer();
        let (points, most) = self.points();
        let last = self.last_probes();
        self.to_put = mock::probes(self.followups(), points, &last, most);
        self.to_put.reverse();
        self.probe_or_on();
    }

    /// Puts the next follow-up, as far as the stage's time goes.
    fn probe_or_on(&mut self) {
        let next = self.to_put.pop().filter(|_| self.has_time_for_a_probe());
        let id = next.and_then(|next| Some(self.followups().get(next)?.id.clone()));
        let (Some(followup), Some(id)) = (next, id) else {
            self.to_put.clear();
            return self.after_probes();
        };
        self.part.probes.push(id.clone());
        if let Some(asked) = self.asked.get_mut(self.at) {
            asked.probes.push(id);
        }
        self.probed += 1;
        self.reply.clear();
        self.to(Step::Probe { followup });
    }

    /// What was typed in reply goes under the answer, after the question it replies to.
    fn end_probe(&mut self) {
        let Step::Probe { followup } = self.step else {
            return;
        };
        let reply = std::mem::take(&mut self.reply);
        if let Some(followup) = self.followups().get(followup)
            && !reply.trim().is_empty()
        {
            let ask = followup
                .ask
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ");
            let lead = format!("{QUOTE}{ask}\n{}", reply.trim_end());
            let before = self.part.text.trim_end();
            let text = match before.is_empty() {
                true => lead,
                false => format!("{before}\n{lead}"),
            };
            self.part.text = text;
        }
    }

    fn after_probes(&mut self) {
        match () {
            () if self.unit().is_some() => self.to(Step::Estimate),
            () if self.node().is_some_and(|node| !node.options.is_empty()) => self.to(Step::Choose),
            () => self.end_part(),
        }
    }

    fn keep_part(&mut self) {
        let mut part = std::mem::take(&mut self.part);
        part.seconds.paused = whole(std::mem::take(&mut self.paused));
        // The node stays known until the next one is shown: its options and their costs are.
        self.part.id.clone_from(&part.id);
        if let Some(answers) = self.answers.get_mut(self.at) {
            answers.push(part);
        }
    }

    /// The part at hand is answered: the twist of a case follows, or the next question.
    fn end_part(&mut self) {
        let is_case_itself = self.unit().is_some() && *self.part.id == *Part::WHOLE;
        let twist = self.twist().map(|twist| twist.id.clone());
        self.keep_part();
        match twist.filter(|_| is_case_itself && self.has_time_for_a_question()) {
            Some(id) => {
                self.part = Part {
                    id,
                    ..Part::default()
                };
                self.to(Step::Think);
            }
            None => self.next_question(),
        }
    }

    /// Follows an option of the node at hand.
    fn follow(&mut self, option: usize) {
        let next = self
            .node()
            .and_then(|node| Some(node.options.get(option)?.next));
        match next {
            Some(Next::Node(to)) => {
                let node = self.scenario().and_then(|scenario| scenario.nodes.get(to));
                let Some(id) = node.map(|node| node.id.clone()) else {
                    return self.next_question();
                };
                self.part = Part {
                    id,
                    ..Part::default()
                };
                self.to(Step::Think);
            }
            Some(Next::Ending(ending)) => self.to(Step::Ending { ending }),
            None => self.next_question(),
        }
    }
}
