//! A showing cut short, and gone on with.

use std::time::Duration;

use super::{Showing, Step};
use crate::domain::attempt::Attempt;
use crate::domain::card::Kind;
use crate::domain::draft::Draft;
use crate::domain::grade::Grade;
use crate::training::stopwatch::{Phase, Stopwatch};

impl Showing {
    /// Whether nothing was done yet that would be worth keeping.
    pub fn is_untouched(&self) -> bool {
        let asked = matches!(self.step, Step::Think | Step::Answer);
        let answering = self.step == Step::Answer && self.behavioural().is_some();
        asked && !answering && self.text.is_empty() && self.hints == 0 && self.confidence.is_none()
    }

    /// All that is needed to go on later. `now` is in UTC milliseconds.
    pub fn draft(&self, now: i64, at: Duration) -> Draft {
        let points = self.card.points();
        let flags = self.red_flags().iter().zip(&self.raised);
        Draft {
            card: self.card.id.clone(),
            attempts: self.attempts,
            at: now,
            variant: self.variant,
            step: match self.step {
                Step::Think => "think",
                Step::Answer => "answer",
                Step::RedFlags { .. } => "flags",
                Step::Points { .. } => "points",
                Step::Probe { .. } => "probe",
                Step::Verdict => "verdict",
                Step::Grade => "grade",
            }
            .into(),
            seconds: self.watch.seconds(at),
            hints: self.hints,
            confidence: self.confidence,
            flags: flags
                .filter_map(|(f, raised)| Some((f.id.clone(), (*raised)?)))
                .collect(),
            marks: points
                .iter()
                .zip(&self.marks)
                .filter_map(|(p, mark)| Some((p.id.clone(), (*mark)?)))
                .collect(),
            lifts: points
                .iter()
                .zip(&self.lifted)
                .filter(|(_, lifted)| **lifted)
                .map(|(p, _)| p.id.clone())
                .collect(),
            probes: self.probes.clone(),
            moved: self.moved.clone(),
            gave_up: self.gave_up,
            chosen: self
                .chosen
                .and_then(|place| u16::try_from(self.choices[place]).ok()),
            uncovered: self.uncovered as u16,
            text: self.text.clone(),
        }
    }

    /// Goes on with a showing cut short, at the clock's tick `at`. What no longer fits the card, as
    /// after an edit of its deck, is asked again.
    pub fn go_on(&mut self, from: Draft, at: Duration) {
        let points = self.card.points();
        let place = |id: &str| points.iter().position(|p| &*p.id == id);
        let mut marks = vec![None; points.len()];
        for (id, mark) in &from.marks {
            if let Some(point) = place(id) {
                marks[point] = Some(*mark);
            }
        }
        let lifts: Vec<usize> = from.lifts.iter().filter_map(|id| place(id)).collect();
        self.raised.fill(None);
        for (id, raised) in &from.flags {
            if let Some(flag) = self.red_flags().iter().position(|f| f.id == *id) {
                self.raised[flag] = Some(*raised);
            }
        }
        let variants = self.behavioural().map_or(0, |b| b.variants.len());
        self.marks = marks;
        self.lifted.fill(false);
        lifts
            .into_iter()
            .for_each(|point| self.lifted[point] = true);
        self.variant = if usize::from(from.variant) <= variants {
            from.variant
        } else {
            0
        };
        self.hints = from.hints;
        self.confidence = from.confidence;
        self.probes = from.probes;
        self.moved = from.moved;
        self.gave_up = from.gave_up;
        self.uncovered = usize::from(from.uncovered).min(self.hidden_parts());
        let chosen = from.chosen.map(usize::from);
        self.chosen = chosen.and_then(|c| self.choices.iter().position(|at| *at == c));
        self.text = from.text;
        let all_marked = self.marks.iter().all(Option::is_some);
        if matches!(from.step.as_str(), "points" | "probe" | "verdict") {
            // A finished answer names the flags that were raised and no others.
            self.raised
                .iter_mut()
                .for_each(|raised| *raised = raised.or(Some(false)));
        }
        let all_flagged = self.raised.iter().all(Option::is_some);
        let (step, phase) = match from.step.as_str() {
            "think" if self.card.kind() == Kind::Behavioural => (Step::Think, Phase::Think),
            "think" | "answer" => (Step::Answer, Phase::Answer),
            _ if self.marks.is_empty() && all_flagged => (Step::Grade, Phase::Marking),
            _ if self.gave_up => (Step::Verdict, Phase::Marking),
            _ if !all_flagged => {
                let at = self.raised.iter().position(Option::is_none).unwrap_or(0);
                (Step::RedFlags { at }, Phase::Marking)
            }
            "points" | "flags" => {
                let at = self.marks.iter().position(Option::is_none).or(Some(0));
                (Step::Points { at }, Phase::Marking)
            }
            _ if !all_marked => {
                let at = self.marks.iter().position(Option::is_none);
                (Step::Points { at }, Phase::Marking)
            }
            "probe" => {
                // The follow-up that was on the screen is put again.
                self.probes.pop();
                (Step::Verdict, Phase::Marking)
            }
            _ => (Step::Verdict, Phase::Marking),
        };
        self.watch = Stopwatch::start(phase, from.seconds, at);
        let again = from.step == "probe" && step == Step::Verdict && !self.gave_up;
        self.step = step;
        if again {
            self.probe_or_verdict(at);
        }
    }
}

/// An answer taken back, as it stood before its grade.
pub fn reopened(attempt: &Attempt) -> Draft {
    Draft {
        card: attempt.card.clone(),
        attempts: 0,
        at: 0,
        variant: attempt.variant,
        step: "verdict".into(),
        seconds: attempt.seconds,
        hints: attempt.hints,
        confidence: attempt.confidence,
        flags: attempt.flags.iter().map(|id| (id.clone(), true)).collect(),
        marks: attempt.marks.clone(),
        lifts: attempt.lifts.clone(),
        probes: attempt.probes.clone(),
        moved: (attempt.given.filter(|_| attempt.given != attempt.verdict))
            .map(|given| (given, attempt.reason.clone())),
        gave_up: attempt.marks.is_empty() && attempt.proposed == Grade::Again,
        chosen: None,
        uncovered: u16::MAX,
        text: attempt.text.clone(),
    }
}
