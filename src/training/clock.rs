//! The one clock of the house.

use std::cell::Cell;
use std::time::{Duration, Instant};

use chrono::{DateTime, FixedOffset, Local};

/// Tells the time, or stands still where a script says so.
#[derive(Debug)]
pub struct Clock {
    started: Instant,
    frozen: Option<DateTime<FixedOffset>>,
    waited: Cell<Duration>,
}

impl Clock {
    /// The clock of this machine, with its local offset.
    pub fn real() -> Self {
        Self {
            started: Instant::now(),
            frozen: None,
            waited: Cell::default(),
        }
    }

    /// A clock that stands at `at` and moves by [`Clock::wait`] only.
    pub fn frozen(at: DateTime<FixedOffset>) -> Self {
        Self {
            frozen: Some(at),
            ..Self::real()
        }
    }

    /// The local time.
    pub fn now(&self) -> DateTime<FixedOffset> {
        self.frozen.unwrap_or_else(|| Local::now().fixed_offset()) + self.waited.get()
    }

    /// UTC milliseconds since 1970.
    pub fn millis(&self) -> i64 {
        self.now().timestamp_millis()
    }

    /// Time since the clock was made; it never goes back, whatever happens to the date.
    pub fn ticks(&self) -> Duration {
        match self.frozen {
            Some(_) => self.waited.get(),
            None => self.started.elapsed() + self.waited.get(),
        }
    }

    /// Moves the clock on, as a script's `wait: 90s` does.
    pub fn wait(&self, by: Duration) {
        self.waited.set(self.waited.get() + by);
    }
}
