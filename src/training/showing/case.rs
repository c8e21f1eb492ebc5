//! Cases: the number, how far off it was, the worked solution, the twist.

use std::time::Duration;

use super::parts::Asked;
use super::{Showing, Step};
use crate::domain::case::Range;
use crate::domain::safe_text::SafeText;
use crate::training::stopwatch::Phase;

impl Showing {
    /// Where a careful estimate lies, for what is asked now.
    pub fn range(&self) -> Option<&Range> {
        match self.asked {
            Asked::Twist(_) => self.twist()?.range.as_ref(),
            _ => self.case().map(|case| &case.range),
        }
    }

    /// The number given, in the unit of the range.
    pub fn estimate(&self) -> Option<f64> {
        self.estimate
    }

    /// The number given to the case itself.
    pub fn first_estimate(&self) -> Option<f64> {
        match self.parts.first() {
            Some(part) if self.case().is_some() => part.estimate,
            _ => self.estimate,
        }
    }

    /// The calculation, for what is asked now.
    pub fn worked(&self) -> Option<&SafeText> {
        match self.asked {
            Asked::Twist(_) => self.twist()?.worked.as_ref(),
            _ => self.case()?.worked.as_ref(),
        }
    }

    /// Takes the number, or none, and shows the range.
    pub fn give_estimate(&mut self, estimate: Option<f64>, at: Duration) {
        if self.step == Step::Estimate {
            self.estimate = estimate;
            self.number.clear();
            self.watch.switch(Phase::Marking, at);
            self.step = Step::Range;
        }
    }

    /// From the number back to the reasoning.
    pub fn back_to_answer(&mut self) {
        if self.step == Step::Estimate {
            self.step = Step::Answer;
        }
    }

    /// The twist that this attempt puts: each in turn.
    pub(super) fn next_twist(&self) -> Option<usize> {
        let twists = self.case()?.twists.len();
        let is_first = self.asked == Asked::Whole;
        (is_first && twists > 0).then(|| self.attempts as usize % twists)
    }

    pub(super) fn next_twist_or_verdict(&mut self, at: Duration) {
        let put = match &self.ahead[..] {
            // A twist that was put is put again, whatever the count of attempts says now.
            [.., part] => self.part_of(&part.id),
            [] => None,
        };
        let put = put.filter(|part| self.asked == Asked::Whole && matches!(part, Asked::Twist(_)));
        let next = put.or_else(|| {
            let twist = self.next_twist().filter(|_| !self.is_marking_only())?;
            Some(Asked::Twist(twist))
        });
        match next {
            Some(twist) => {
                self.leave_part(at);
                self.enter(twist, at);
            }
            None => self.step = Step::Verdict,
        }
    }
}
