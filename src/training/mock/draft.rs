//! An interview cut short, and gone on with.

use std::time::Duration;

use super::clock::whole;
use super::{Interview, Script, Step};
use crate::domain::attempt::Part;
use crate::domain::mock::{self, UnderWay};
use crate::domain::scenario::Next;

impl Interview {
    /// All that is needed to go on later. `now` is in UTC milliseconds.
    pub fn under_way(&self, now: i64, at: Duration) -> UnderWay {
        let step = match self.step {
            Step::Break => "break",
            Step::Think => "think",
            Step::Answer => "answer",
            Step::Probe { .. } => "probe",
            Step::Estimate => "estimate",
            Step::Choose => "choose",
            Step::Cost { .. } => "cost",
            Step::Ending { .. } => "ending",
            Step::Over => UnderWay::MARKING,
        };
        UnderWay {
            id: self.id.clone(),
            revision: self.revision,
            day: self.day,
            at: now,
            plan: self.plan.clone(),
            asked: self.asked.clone(),
            answers: self.answers.clone(),
            variants: self.variants.clone(),
            question: self.at,
            step: step.into(),
            part: self.part.clone(),
            reply: self.reply.clone(),
            spent: whole(self.spent(at)),
            stage_spent: whole(self.stage_spent(at)),
            paused: whole(self.paused),
            probed: self.probed,
        }
    }

    /// Goes on with an interview cut short, at the clock's tick `at`, which is `now` in UTC
    /// milliseconds: at the question and the step it was at, with the time that was left; where it is
    /// strict, the clock ran on meanwhile. What no longer fits its card, as after an edit of the deck,
    /// is asked from the start of its part.
    pub fn go_on(from: UnderWay, scripts: Vec<Script>, at: Duration, now: i64) -> Self {
        let away = u64::try_from(now.saturating_sub(from.at)).unwrap_or(0);
        let seconds = |seconds: u32| Duration::from_secs(u64::from(seconds));
        let asked = from.asked.len();
        let mut interview = Self::new(from.id, from.day, from.plan, from.asked, scripts, at);
        interview.revision = from.revision;
        interview.answers = from.answers;
        interview.answers.resize(asked, Vec::new());
        interview.variants = from.variants;
        interview.at = from.question;
        interview.part = from.part;
        interview.reply = from.reply;
        interview.probed = from.probed;
        interview.spent = seconds(from.spent);
        interview.stage_spent = seconds(from.stage_spent);
        interview.paused = seconds(from.paused);
        if interview.at >= asked || from.step == UnderWay::MARKING {
            interview.at = asked;
            interview.step = Step::Over;
            return interview;
        }
        if from.step == "break" {
            return interview;
        }
        if !interview.fits() {
            interview.restart_part();
            return interview;
        }
        let step = interview.step_named(&from.step);
        interview.step = step.unwrap_or(Step::Answer);
        interview.to_put = interview.still_to_put();
        interview.run_on(Duration::from_millis(away));
        interview
    }

    /// Whether the part at hand is still one of the card at hand.
    fn fits(&self) -> bool {
        match self.scenario() {
            Some(_) => self.node().is_some(),
            None => {
                let is_twist = || self.twist().is_some_and(|twist| twist.id == self.part.id);
                self.card().is_some() && (*self.part.id == *Part::WHOLE || is_twist())
            }
        }
    }

    /// Asks the question at hand from its start; what was typed stays. Where its card has gone, there
    /// is nothing more to ask.
    fn restart_part(&mut self) {
        self.spent = Duration::ZERO;
        self.end_reply("");
        // Of the way so far the words are left; it is taken anew.
        for part in self.answers.get_mut(self.at).into_iter().flatten() {
            part.choice = None;
        }
        if self.card().is_some() {
            self.part = Part {
                text: std::mem::take(&mut self.part.text),
                ..self.first_part()
            };
            self.step = Step::Think;
            return;
        }
        if !self.part.text.is_empty() {
            self.keep_part();
        }
        let answered = self.answers.get(self.at).is_some_and(|a| !a.is_empty());
        if let Some(asked) = self.asked.get_mut(self.at) {
            asked.reached = answered;
        }
        self.step = Step::Break;
    }

    fn step_named(&self, name: &str) -> Option<Step> {
        let taken = || {
            let node = self.node()?;
            let part = self.answers.get(self.at)?.last()?;
            let taken = part.choice.as_ref()?;
            node.options.iter().position(|option| option.id == *taken)
        };
        match name {
            "think" => Some(Step::Think),
            "answer" => Some(Step::Answer),
            "probe" => {
                let put = self.part.probes.last()?;
                let followup = self.followups().iter().position(|f| f.id == *put)?;
                Some(Step::Probe { followup })
            }
            "estimate" => self.unit().map(|_| Step::Estimate),
            "choose" => self.node().map(|_| Step::Choose),
            "cost" => taken().map(|option| Step::Cost { option }),
            "ending" => match self.node()?.options.get(taken()?)?.next {
                Next::Ending(ending) => Some(Step::Ending { ending }),
                Next::Node(_) => None,
            },
            _ => None,
        }
    }

    /// The follow-ups that are left to put after those that were.
    fn still_to_put(&self) -> Vec<usize> {
        if !matches!(self.step, Step::Probe { .. }) {
            return Vec::new();
        }
        let (points, most) = self.points();
        let last = self.last_probes();
        let followups = self.followups();
        let mut all = mock::probes(followups, points, &last, most);
        all.retain(|at| !self.part.probes.contains(&followups[*at].id));
        all.reverse();
        all
    }
}
