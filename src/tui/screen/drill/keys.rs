//! What each key does in a drill.

use std::time::Duration;

use super::{Drawing, Drill, Mode, REASON_CHARACTERS, View, to_choose};
use crate::domain::estimate;
use crate::domain::grade::{Grade, Mark};
use crate::training::showing::{Showing, Step};
use crate::training::trainer::Trainer;
use crate::training::words;
use crate::tui::action::Action;
use crate::tui::screen::info::Info;
use crate::tui::screen::session_end::SessionEnd;
use crate::tui::screen::undone;
use crate::tui::screen::{Edit, Outcome, Page};
use crate::tui::theme::Look;
use crate::tui::widget::prose::Scroll;
use crate::tui::widget::text_box::TextBox;

impl Drill {
    fn grade(&mut self, grade: Grade, trainer: &mut Trainer) -> Outcome {
        let kept = match trainer.keep(grade) {
            Ok(Some(kept)) => kept,
            Ok(None) => return Outcome::Stay,
            Err(why) => return Outcome::alert(format!("{why}; press again to retry")),
        };
        let when = words::when(kept.days, trainer.day());
        let notice = format!("{}: it returns {when}.", kept.grade.word());
        self.go_on(trainer).and_notice(notice)
    }

    /// Shows the next card, or the end of the sitting.
    fn go_on(&mut self, trainer: &mut Trainer) -> Outcome {
        self.turn(trainer);
        match trainer.show_next() {
            true => Outcome::Stay,
            false => Outcome::Replace(Box::new(SessionEnd::new(trainer))),
        }
    }

    fn accept(&mut self, trainer: &mut Trainer) -> Outcome {
        let at = trainer.clock().ticks();
        let Some(showing) = trainer.showing_mut() else {
            return Outcome::Stay;
        };
        if showing.is_gradable() {
            let grade = showing.proposed(at);
            return self.grade(grade, trainer);
        }
        match showing.step() {
            Step::Answer | Step::Choose => showing.choose(self.choice, at),
            Step::Points { .. } if showing.marks().iter().any(Option::is_none) => {
                return Outcome::notice("Mark every point first; 0 on the title marks the rest.");
            }
            _ => showing.advance(at),
        }
        Outcome::Stay
    }

    fn move_verdict(&mut self, up: bool, trainer: &mut Trainer) -> Outcome {
        let Some(showing) = trainer.showing_mut() else {
            return Outcome::Stay;
        };
        let Some(to) = showing.move_to(up) else {
            return Outcome::notice("The verdict moves by one from what the marks come to.");
        };
        if showing
            .judgement()
            .is_some_and(|judgement| judgement.verdict == to)
        {
            showing.move_verdict(to, "");
        } else {
            let line = TextBox::line(showing.override_reason().unwrap_or(""), REASON_CHARACTERS);
            self.mode = Mode::Reason { to, line };
        }
        Outcome::Stay
    }

    fn take_reason(&mut self, trainer: &mut Trainer) -> Outcome {
        let Mode::Reason { to, line } = &self.mode else {
            return Outcome::Stay;
        };
        if line.text().trim().is_empty() {
            return Outcome::notice("A reason is kept with the verdict; esc leaves it as it was.");
        }
        if let Some(showing) = trainer.showing_mut() {
            showing.move_verdict(*to, &line.text());
        }
        self.mode = Mode::Card;
        Outcome::Stay
    }

    fn type_answer(&mut self, trainer: &mut Trainer) -> Outcome {
        let at = trainer.clock().ticks();
        let Some(showing) = trainer.showing_mut() else {
            return Outcome::Stay;
        };
        if *showing.step() == Step::Think {
            showing.advance(at);
        }
        let text = match showing.text.is_empty() {
            true => showing.template().to_owned(),
            false => showing.text.clone(),
        };
        let mut text_box = TextBox::lines(&text, showing.room());
        if showing.text.is_empty() && !text.is_empty() {
            text_box.to_first_gap();
        }
        self.mode = Mode::Typing(text_box);
        self.view = View::Step;
        Outcome::Stay
    }

    fn open_editor(&mut self, trainer: &mut Trainer) -> Outcome {
        self.sync(trainer);
        match trainer.answer_to_file() {
            Ok(path) => {
                self.editing = Some(path.clone());
                Outcome::Edit(Edit { path, line: None })
            }
            Err(why) => Outcome::alert(why.to_string()),
        }
    }

    fn undo(&mut self, redo: bool, trainer: &mut Trainer) -> Outcome {
        let at = trainer.clock().ticks();
        if let Some(showing) = trainer.showing_mut().filter(|_| !redo)
            && showing.back_a_part(at)
        {
            self.turn(trainer);
            return Outcome::notice("One step back; what you said is as you left it.");
        }
        let came = if redo { trainer.redo() } else { trainer.undo() };
        match came {
            Ok(Some(back)) => {
                let notice = undone::words(&back, redo, "");
                self.go_on(trainer).and_notice(notice)
            }
            came => undone::told(came, redo, ""),
        }
    }

    /// Star, bury, suspend: what is done to the card rather than to the answer.
    fn put(&mut self, action: Action, trainer: &mut Trainer) -> Outcome {
        let Some(id) = trainer.showing().map(|showing| showing.card().id.clone()) else {
            return Outcome::Stay;
        };
        let done = match action {
            Action::Star => trainer.toggle_star(&id).map(|starred| match starred {
                true => Outcome::notice("Starred."),
                false => Outcome::notice("The star is gone."),
            }),
            Action::Bury => trainer.bury(&id).map(|()| {
                self.go_on(trainer)
                    .and_notice("Put off until tomorrow; undo brings it back.")
            }),
            _ => trainer.toggle_suspend(&id).map(|_| {
                self.go_on(trainer)
                    .and_notice("Suspended: not asked again; undo brings it back.")
            }),
        };
        done.unwrap_or_else(|why| Outcome::alert(why.to_string()))
    }

    fn look(&mut self, trainer: &Trainer) {
        let gradable = trainer.showing().is_some_and(Showing::is_gradable);
        let in_full = trainer.showing().is_some_and(reads_in_full);
        self.scroll = Scroll::default();
        self.view = match self.view {
            View::Step if in_full => View::Answer,
            View::Step | View::Answer if gradable => View::Samples,
            _ => View::Step,
        };
    }

    /// Whether what is in view covers something that is being marked.
    fn hides_step(&self, trainer: &Trainer) -> bool {
        self.view != View::Step && !trainer.showing().is_some_and(Showing::is_gradable)
    }

    pub(super) fn act(&mut self, action: Action, trainer: &mut Trainer, page: Page) -> Outcome {
        let at = trainer.clock().ticks();
        match action {
            Action::Type => return self.type_answer(trainer),
            Action::Accept if !self.hides_step(trainer) => return self.accept(trainer),
            Action::VerdictLess => return self.move_verdict(false, trainer),
            Action::VerdictMore => return self.move_verdict(true, trainer),
            Action::Again => return self.grade(Grade::Again, trainer),
            Action::Hard => return self.grade(Grade::Hard, trainer),
            Action::Good => return self.grade(Grade::Good, trainer),
            Action::Easy => return self.grade(Grade::Easy, trainer),
            Action::Undo => return self.undo(false, trainer),
            Action::Redo => return self.undo(true, trainer),
            Action::Star | Action::Bury | Action::SuspendCard => return self.put(action, trainer),
            Action::Info => return Outcome::Push(Box::new(Info::of_showing(trainer))),
            Action::View => {
                self.look(trainer);
                return Outcome::Stay;
            }
            Action::Back if self.view != View::Step => {
                self.view = View::Step;
                return Outcome::Stay;
            }
            Action::Back => {
                trainer.put_down();
                return Outcome::Replace(Box::new(SessionEnd::new(trainer)));
            }
            Action::PageDown | Action::PageUp => {
                self.page(action, trainer, page);
                return Outcome::Stay;
            }
            _ => {}
        }
        let hidden = self.hides_step(trainer);
        let Some(showing) = trainer.showing_mut() else {
            return Outcome::Stay;
        };
        if hidden {
            // What is being marked is out of sight: nothing is marked blindly.
            self.view = View::Step;
            self.scroll = Scroll::default();
            return Outcome::Stay;
        }
        match action {
            Action::Next => showing.advance(at),
            Action::NoAnswer => showing.give_up(at),
            Action::Hint if !showing.hint() => {
                return Outcome::notice(match showing.hints_in_all() {
                    0 => "This card has no hints.",
                    _ => "No more hints.",
                });
            }
            Action::ExpectLess => showing.expect(false),
            Action::ExpectMore => showing.expect(true),
            Action::ChooseA => showing.choose(0, at),
            Action::ChooseB => showing.choose(1, at),
            Action::ChooseC => showing.choose(2, at),
            Action::ChooseD => showing.choose(3, at),
            Action::Yes => showing.raise(true, at),
            Action::No => showing.raise(false, at),
            Action::MarkAbsent | Action::MarkPartly | Action::MarkClear => {
                mark(showing, action, at)
            }
            Action::MarkCycle => showing.cycle_mark(),
            Action::StepBack => showing.step_back(at),
            Action::FromStart if !showing.from_the_start() => {
                return Outcome::notice("This is its start.");
            }
            Action::Pause => showing.toggle_pause(at),
            Action::Down | Action::Up => {
                let down = action == Action::Down;
                let choices = to_choose(showing);
                match showing.step() {
                    Step::Answer | Step::Choose if down && choices > 0 => {
                        self.choice = (self.choice + 1).min(choices - 1);
                    }
                    Step::Answer | Step::Choose => self.choice = self.choice.saturating_sub(1),
                    _ => showing.move_line(down),
                }
            }
            _ => {}
        }
        Outcome::Stay
    }

    /// Scrolls what is in view by half a page.
    fn page(&mut self, action: Action, trainer: &Trainer, page: Page) {
        let Some(showing) = trainer.showing() else {
            return;
        };
        let look = Look::default();
        let mut drawing = Drawing {
            drill: self,
            page,
            look,
            trainer,
            showing,
        };
        drawing.page = drawing.main_page();
        let (total, height) = drawing.scrolling();
        self.scroll.update(action, total, height);
    }

    /// Opens the line for a case's number where one is asked for.
    pub(super) fn open_estimate(&mut self, trainer: &Trainer) {
        if matches!(self.mode, Mode::Card)
            && let Some(showing) = trainer.showing()
            && *showing.step() == Step::Estimate
        {
            // One given before, in full: what is shown of it elsewhere is rounded.
            let before = showing.estimate().map(|number| number.to_string());
            let before = before.filter(|number| number.len() <= estimate::CHARACTERS);
            let text = match showing.number.is_empty() {
                true => before.unwrap_or_default(),
                false => showing.number.clone(),
            };
            let line = TextBox::line(&text, estimate::CHARACTERS);
            self.mode = Mode::Estimate(line);
        }
    }

    /// Takes the number of a case; an empty line says that there is none.
    fn take_estimate(&mut self, trainer: &mut Trainer) -> Outcome {
        let at = trainer.clock().ticks();
        let (Mode::Estimate(line), Some(showing)) = (&self.mode, trainer.showing_mut()) else {
            return Outcome::Stay;
        };
        let text = line.text();
        let unit = showing.range().map_or("", |range| &range.unit);
        match estimate::given(&text, unit) {
            Ok(number) => {
                showing.give_estimate(number, at);
                self.mode = Mode::Card;
                Outcome::Stay
            }
            Err(why) => Outcome::alert(why.to_string()),
        }
    }

    pub(super) fn type_key(&mut self, action: Action, trainer: &mut Trainer) -> Outcome {
        match (&mut self.mode, action) {
            (Mode::Typing(_), Action::Leave | Action::Done) => {
                self.sync(trainer);
                self.mode = Mode::Card;
                let at = trainer.clock().ticks();
                if let (Action::Done, Some(showing)) = (action, trainer.showing_mut()) {
                    showing.advance(at);
                }
                Outcome::Stay
            }
            (Mode::Typing(_), Action::Editor) => self.open_editor(trainer),
            (Mode::Reason { .. }, Action::Accept) => self.take_reason(trainer),
            (Mode::Reason { .. }, Action::Cancel) => {
                self.mode = Mode::Card;
                Outcome::Stay
            }
            (Mode::Estimate(_), Action::Accept) => self.take_estimate(trainer),
            (Mode::Estimate(_), Action::Cancel) => {
                self.sync(trainer);
                self.mode = Mode::Card;
                if let Some(showing) = trainer.showing_mut() {
                    showing.back_to_answer();
                }
                Outcome::Stay
            }
            (Mode::Typing(text) | Mode::Estimate(text) | Mode::Reason { line: text, .. }, _) => {
                text.update(action);
                Outcome::Stay
            }
            (Mode::Card, _) => Outcome::Stay,
        }
    }
}

/// Whether there is more to read than the step shows: what was answered, or the story so far.
pub(super) fn reads_in_full(showing: &Showing) -> bool {
    let has_story = showing.scenario().is_some() || showing.case().is_some();
    let answered = showing.step().is_revealed() || !showing.text.trim().is_empty();
    answered || has_story && *showing.step() != Step::Setting
}

fn mark(showing: &mut Showing, action: Action, at: Duration) {
    let mark = match action {
        Action::MarkAbsent => Mark::Absent,
        Action::MarkPartly => Mark::Partly,
        _ => Mark::Clear,
    };
    match showing.step() {
        Step::Probe { .. } => showing.answer_probe(mark != Mark::Absent, at),
        _ => showing.mark(mark, at),
    }
}
