//! The clocks of an interview: of the step, and of the stage.

use std::time::Duration;

use super::{Interview, Step};
use crate::domain::mock::Manner;
use crate::domain::rubric::PROBE_SECONDS;

/// With less than this left of a stage no further question is begun, in seconds.
const LEAST_FOR_A_QUESTION: u32 = 60;

fn seconds(seconds: u32) -> Duration {
    Duration::from_secs(u64::from(seconds))
}

/// Whole seconds.
pub(super) fn whole(time: Duration) -> u32 {
    u32::try_from(time.as_secs()).unwrap_or(u32::MAX)
}

impl Interview {
    /// How the interviewer at hand is.
    pub fn manner(&self) -> Manner {
        self.round()
            .map_or(Manner::default(), |(_, round)| round.manner)
    }

    /// Seconds the step at hand has; none where no clock runs for it.
    pub fn boxed(&self) -> Option<u32> {
        let manner = self.manner();
        let time_box = self.time_box()?;
        match self.step {
            Step::Think => Some(manner.stretch(time_box.think)),
            Step::Answer => Some(manner.stretch(time_box.answer)),
            Step::Probe { .. } => Some(self.probe_seconds()),
            _ => None,
        }
    }

    /// Seconds a follow-up takes, with the silence before it.
    pub(super) fn probe_seconds(&self) -> u32 {
        let manner = self.manner();
        manner.stretch(PROBE_SECONDS) + manner.pause()
    }

    /// Whether the interviewer still says nothing before a follow-up.
    pub fn is_silent(&self, at: Duration) -> bool {
        matches!(self.step, Step::Probe { .. }) && self.spent(at) < seconds(self.manner().pause())
    }

    fn runs(&self) -> bool {
        !self.is_paused && !matches!(self.step, Step::Break | Step::Over)
    }

    fn passed(&self, at: Duration) -> Duration {
        match self.runs() {
            true => at.saturating_sub(self.since),
            false => Duration::ZERO,
        }
    }

    /// Time spent on the step at hand.
    pub fn spent(&self, at: Duration) -> Duration {
        self.spent + self.passed(at)
    }

    /// Time spent on the stage at hand.
    pub fn stage_spent(&self, at: Duration) -> Duration {
        self.stage_spent + self.passed(at)
    }

    /// Seconds of the stage at hand.
    pub fn stage_seconds(&self) -> u32 {
        self.round()
            .map_or(0, |(_, round)| 60 * u32::from(round.minutes))
    }

    /// What is left of the stage, counted up to `since`.
    fn stage_left(&self) -> Duration {
        seconds(self.stage_seconds()).saturating_sub(self.stage_spent)
    }

    pub(super) fn has_time_for_a_question(&self) -> bool {
        self.stage_left() >= seconds(LEAST_FOR_A_QUESTION)
    }

    pub(super) fn has_time_for_a_probe(&self) -> bool {
        self.stage_left() >= seconds(self.probe_seconds())
    }

    /// Counts the time up to `at`.
    pub(super) fn settle(&mut self, at: Duration) {
        let passed = self.passed(at);
        if self.is_paused {
            self.paused += at.saturating_sub(self.since);
        }
        self.spent += passed;
        self.stage_spent += passed;
        self.since = self.since.max(at);
    }

    /// Stops the clock or lets it run again; false where the mock is strict.
    pub fn toggle_pause(&mut self, at: Duration) -> bool {
        if self.plan.strict {
            return false;
        }
        self.settle(at);
        self.is_paused = !self.is_paused;
        true
    }

    /// The time until the clock cuts something off, counted from `since`.
    fn to_cut(&self) -> Option<Duration> {
        if !self.plan.strict || !self.runs() {
            return None;
        }
        let of_step = self
            .boxed()
            .map(|boxed| seconds(boxed).saturating_sub(self.spent));
        Some(of_step.map_or(self.stage_left(), |step| step.min(self.stage_left())))
    }

    /// What has happened by the clock's tick `at`: where the mock is strict, steps and stages end by
    /// themselves, one after the other, each at its own instant. Whether anything did.
    pub fn tick(&mut self, at: Duration) -> bool {
        let mut cut = false;
        while let Some(to_cut) = self.to_cut()
            && self.since + to_cut <= at
        {
            self.settle(self.since + to_cut);
            cut = true;
            match self.stage_left().is_zero() {
                true => self.end_stage(),
                false => self.cut_off(),
            }
        }
        self.settle(at);
        cut
    }

    /// What has happened while the user was away for so long, where the mock is strict: an answer ends
    /// with its time, and the next question waits behind a break.
    pub(super) fn run_on(&mut self, mut away: Duration) {
        while let Some(to_cut) = self.to_cut() {
            let passed = to_cut.min(away);
            self.spent += passed;
            self.stage_spent += passed;
            away -= passed;
            if passed < to_cut {
                return;
            }
            match self.step {
                Step::Think if !self.stage_left().is_zero() => self.cut_off(),
                _ => self.break_off(),
            }
        }
    }

    /// How long until what the clocks show changes, or something is cut off.
    pub fn wake(&self, at: Duration) -> Option<Duration> {
        let to_second = 1_000_000_000 - u64::from(self.spent(at).subsec_nanos());
        let to_second = Duration::from_nanos(to_second);
        let to_cut = self
            .to_cut()
            .map(|cut| (self.since + cut).saturating_sub(at));
        self.runs()
            .then(|| to_cut.map_or(to_second, |cut| cut.min(to_second)))
    }
}
