//! From step to step of a mock on its screen: on the disk before the screen moves.

use std::time::Duration;

use super::{Asking, Mode};
use crate::training::Trainer;
use crate::training::mock::{Interview, Step};
use crate::tui::screen::Outcome;
use crate::tui::screen::mock::{Marking, opened};

/// What one hears who comes too late.
const ELSEWHERE: &str = "This mock goes on in another terminal: nothing more is kept here.";

impl Asking {
    pub(super) fn keep(&mut self, trainer: &Trainer) -> Outcome {
        self.kept = trainer.clock().ticks();
        match trainer.save_mock(&mut self.interview) {
            Ok(true) => Outcome::Stay,
            Ok(false) => Outcome::alert(ELSEWHERE),
            Err(why) => Outcome::alert(why.to_string()),
        }
    }

    /// Does `step` with the interview; it moves once that is on the disk.
    pub(super) fn step(
        &mut self,
        trainer: &mut Trainer,
        step: impl FnOnce(&mut Interview, Duration),
    ) -> Outcome {
        let mut next = self.interview.clone();
        step(&mut next, trainer.clock().ticks());
        match trainer.save_mock(&mut next) {
            Ok(true) => {}
            Ok(false) if matches!(self.mode, Mode::Confirm) => {
                return Outcome::Pop.and_notice("This mock goes on in another terminal.");
            }
            Ok(false) => return Outcome::alert(ELSEWHERE),
            Err(why) => return Outcome::alert(format!("{why}; press again to retry")),
        }
        self.kept = trainer.clock().ticks();
        self.interview = next;
        self.told.clear();
        self.turn();
        self.after_step(trainer)
    }

    /// Once nothing more is asked, the answers are marked.
    pub(super) fn after_step(&mut self, trainer: &mut Trainer) -> Outcome {
        if self.interview.step() != Step::Over {
            return Outcome::Stay;
        }
        if !self.interview.asked().iter().any(|asked| asked.reached) {
            trainer.drop_mock(self.interview.id());
            return Outcome::Pop
                .and_notice("Nothing was answered, so nothing of the mock is kept.");
        }
        let (now, at) = (trainer.clock().millis(), trainer.clock().ticks());
        let mock = self.interview.under_way(now, at);
        opened(Marking::open(mock, trainer), Outcome::Replace)
            .and_notice("Nothing more is asked. Now mark each answer.")
    }

    /// Lets the clock do its part; what it has cut off, if anything.
    pub(super) fn tick(&mut self, trainer: &mut Trainer) -> Option<Outcome> {
        self.sync();
        if !self.interview.tick(trainer.clock().ticks()) {
            return None;
        }
        let was_typing = matches!(self.mode, Mode::Typing(_) | Mode::Estimate(_));
        self.turn();
        if let Outcome::With(outcome, notice) = self.keep(trainer) {
            return Some(Outcome::With(outcome, notice));
        }
        if was_typing && self.interview.step() != Step::Over {
            self.mode = Mode::TimeUp;
        }
        Some(match self.after_step(trainer) {
            Outcome::Stay => Outcome::notice("Time is up."),
            outcome => outcome,
        })
    }
}
