//! Where the time of one showing goes.

use std::time::Duration;

use crate::domain::attempt::Seconds;

/// What time is spent on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// Before the answer.
    Think,
    /// Answering.
    Answer,
    /// From the reveal to the grade.
    Marking,
}

/// One watch a phase, of which at most one runs, and one for the pauses.
#[derive(Debug, Clone)]
pub struct Stopwatch {
    spent: [Duration; 3],
    paused: Duration,
    phase: Phase,
    is_paused: bool,
    since: Duration,
}

impl Stopwatch {
    /// Starts in `phase`, with what was spent before, at the clock's tick `at`.
    pub fn start(phase: Phase, spent: Seconds, at: Duration) -> Self {
        let seconds = |s: u32| Duration::from_secs(u64::from(s));
        Self {
            spent: [spent.think, spent.answer, spent.marking].map(seconds),
            paused: seconds(spent.paused),
            phase,
            is_paused: false,
            since: at,
        }
    }

    fn settle(&mut self, at: Duration) {
        let passed = at.saturating_sub(self.since);
        self.since = at;
        match self.is_paused {
            true => self.paused += passed,
            false => self.spent[self.phase as usize] += passed,
        }
    }

    /// Goes over to `phase`, running.
    pub fn switch(&mut self, phase: Phase, at: Duration) {
        self.settle(at);
        self.phase = phase;
        self.is_paused = false;
    }

    /// Stops the clock, or lets it run again.
    pub fn toggle_pause(&mut self, at: Duration) {
        self.settle(at);
        self.is_paused = !self.is_paused;
    }

    /// Whether it stands.
    pub fn is_paused(&self) -> bool {
        self.is_paused
    }

    /// The time spent in a phase.
    pub fn spent(&self, phase: Phase, at: Duration) -> Duration {
        let running = phase == self.phase && !self.is_paused;
        let passed = if running {
            at.saturating_sub(self.since)
        } else {
            Duration::ZERO
        };
        self.spent[phase as usize] + passed
    }

    /// All of it, in whole seconds.
    pub fn seconds(&self, at: Duration) -> Seconds {
        let whole = |d: Duration| u32::try_from(d.as_secs()).unwrap_or(u32::MAX);
        let passed = if self.is_paused {
            at.saturating_sub(self.since)
        } else {
            Duration::ZERO
        };
        Seconds {
            think: whole(self.spent(Phase::Think, at)),
            answer: whole(self.spent(Phase::Answer, at)),
            marking: whole(self.spent(Phase::Marking, at)),
            paused: whole(self.paused + passed),
        }
    }
}
