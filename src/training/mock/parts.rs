//! The end of each part of a question: its follow-ups, and what is kept of it.

use super::clock::whole;
use super::{Interview, Step};
use crate::domain::attempt::Part;
use crate::domain::mock;
use crate::domain::scenario::Next;

/// What stands before a follow-up in the text of an answer.
pub(super) const QUOTE: &str = "> ";

fn below(before: &str, text: &str) -> String {
    match before.trim_end() {
        "" => text.to_owned(),
        before if text.is_empty() => before.to_owned(),
        before => format!("{before}\n{text}"),
    }
}

impl Interview {
    pub(super) fn count_answer(&mut self) {
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

    pub(super) fn end_answer(&mut self) {
        self.count_answer();
        let (points, most) = self.points();
        let last = self.last_probes();
        self.to_put = mock::probes(self.followups(), points, &last, most);
        self.to_put.reverse();
        self.probe_or_on();
    }

    /// Puts the next follow-up, as far as the stage's time goes.
    pub(super) fn probe_or_on(&mut self) {
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
    pub(super) fn end_probe(&mut self) {
        let Step::Probe { followup } = self.step else {
            return;
        };
        let ask = self.followups().get(followup).map_or("", |f| &f.ask);
        let ask: Vec<&str> = ask.split_whitespace().collect();
        let lead = format!("{QUOTE}{}\n", ask.join(" "));
        self.end_reply(&lead);
    }

    /// What was typed in a box of its own goes under the answer, after `lead`.
    pub(super) fn end_reply(&mut self, lead: &str) {
        let reply = std::mem::take(&mut self.reply);
        if !reply.trim().is_empty() {
            self.part.text = below(&self.part.text, &format!("{lead}{}", reply.trim_end()));
        }
    }

    fn after_probes(&mut self) {
        match () {
            () if self.unit().is_some() => self.to(Step::Estimate),
            () if self.node().is_some_and(|node| !node.options.is_empty()) => self.to(Step::Choose),
            () => self.end_part(),
        }
    }

    pub(super) fn keep_part(&mut self) {
        let mut part = std::mem::take(&mut self.part);
        part.seconds.paused = whole(std::mem::take(&mut self.paused));
        // The node stays known until the next one is shown: its options and their costs are.
        self.part.id.clone_from(&part.id);
        if let Some(answers) = self.answers.get_mut(self.at) {
            // A part that was asked anew, after an edit of the deck, has words from before.
            if let Some(before) = answers.iter().position(|before| before.id == part.id) {
                let before = answers.remove(before);
                part.text = below(&before.text, &part.text);
            }
            answers.push(part);
        }
    }

    /// The part at hand is answered: the twist of a case follows, or the next question.
    pub(super) fn end_part(&mut self) {
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
    pub(super) fn follow(&mut self, option: usize) {
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
