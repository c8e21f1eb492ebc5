//! What each key does in a mock.

use super::{Asking, Mode};
use crate::training::Trainer;
use crate::training::mock::{Interview, Step, words};
use crate::tui::action::Action;
use crate::tui::screen::{Outcome, Page};
use crate::tui::theme::Look;
use crate::tui::widget::prose::Scroll;
use crate::tui::widget::text_box::TextBox;

impl Asking {
    /// Opens the box; the thinking ends with that.
    pub(super) fn type_answer(&mut self, trainer: &mut Trainer) -> Outcome {
        let outcome = match self.interview.step() {
            Step::Think => self.step(trainer, Interview::advance),
            _ => Outcome::Stay,
        };
        if matches!(self.interview.step(), Step::Answer | Step::Probe { .. }) {
            self.mode = Mode::Typing(TextBox::lines(self.interview.text(), self.interview.room()));
        }
        outcome
    }

    pub(super) fn take_estimate(&mut self, trainer: &mut Trainer) -> Outcome {
        let Mode::Estimate(line) = &self.mode else {
            return Outcome::Stay;
        };
        match words::estimate(&line.text(), self.interview.unit()) {
            Ok(estimate) => self.step(trainer, |i, at| i.estimate(estimate, at)),
            Err(why) => Outcome::notice(why),
        }
    }

    pub(super) fn type_key(
        &mut self,
        action: Action,
        trainer: &mut Trainer,
        page: Page,
    ) -> Outcome {
        match (&mut self.mode, action) {
            (Mode::Typing(_), Action::Editor) => {
                Outcome::notice("In a mock there is no time for an editor.")
            }
            (Mode::Typing(_), Action::Leave) => {
                self.sync();
                self.mode = Mode::Interview;
                self.keep(trainer)
            }
            (Mode::Typing(_), Action::Done) => {
                self.sync();
                self.step(trainer, Interview::advance)
            }
            (Mode::Estimate(_), Action::Accept) => self.take_estimate(trainer),
            (Mode::Estimate(_), Action::Cancel) => {
                self.sync();
                self.mode = Mode::Confirm;
                self.keep(trainer)
            }
            (Mode::Estimate(_), Action::PageDown | Action::PageUp) => {
                self.move_page(action, trainer, page)
            }
            (Mode::Typing(text) | Mode::Estimate(text), _) => {
                text.update(action);
                Outcome::Stay
            }
            _ => Outcome::Stay,
        }
    }

    pub(super) fn act(&mut self, action: Action, trainer: &mut Trainer, page: Page) -> Outcome {
        let options = self.interview.options().len();
        let is_choosing = self.interview.step() == Step::Choose;
        match action {
            Action::Next => return self.step(trainer, Interview::advance),
            Action::Type => return self.type_answer(trainer),
            Action::ChooseA | Action::ChooseB | Action::ChooseC | Action::ChooseD
                if is_choosing =>
            {
                let all = [
                    Action::ChooseA,
                    Action::ChooseB,
                    Action::ChooseC,
                    Action::ChooseD,
                ];
                let place = all.iter().position(|choose| *choose == action);
                return match place.filter(|place| *place < options) {
                    Some(place) => self.step(trainer, |i, at| i.choose(place, at)),
                    None => Outcome::Stay,
                };
            }
            Action::Accept if is_choosing => {
                let option = self.option;
                return self.step(trainer, |i, at| i.choose(option, at));
            }
            Action::Down if is_choosing => {
                self.option = (self.option + 1).min(options.saturating_sub(1));
            }
            Action::Up if is_choosing => self.option = self.option.saturating_sub(1),
            Action::Down | Action::Up | Action::PageDown | Action::PageUp => {
                return self.move_page(action, trainer, page);
            }
            Action::View => self.full = Some(Scroll::default()),
            Action::Pause => {
                if !self.interview.toggle_pause(trainer.clock().ticks()) {
                    return Outcome::notice("This mock is strict: the clock does not stop.");
                }
                return self.keep(trainer);
            }
            Action::Back => self.mode = Mode::Confirm,
            _ => {}
        }
        Outcome::Stay
    }

    /// While all there is to the question is open: what cannot be seen is not done.
    pub(super) fn read_on(&mut self, action: Action, trainer: &Trainer, page: Page) -> Outcome {
        match action {
            Action::Down | Action::Up | Action::PageDown | Action::PageUp => {
                return self.move_page(action, trainer, page);
            }
            _ => self.full = None,
        }
        Outcome::Stay
    }

    fn move_page(&mut self, action: Action, trainer: &Trainer, page: Page) -> Outcome {
        let (total, height) = self.drawing(page, Look::default(), trainer).scrolling();
        let scroll = self.full.as_mut().unwrap_or(&mut self.scroll);
        scroll.update(action, total, height);
        Outcome::Stay
    }
}
