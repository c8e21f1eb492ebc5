//! Marking a mock: the drill's own steps after the reveal, then one line of evidence.

use std::time::Duration;

use ratatui::Frame;
use ratatui::text::{Line, Span};

use super::ScorecardScreen;
use crate::domain::grade::Grade;
use crate::domain::mock::UnderWay;
use crate::training::Trainer;
use crate::training::mock::{EVIDENCE_CHARACTERS, words};
use crate::training::showing::Showing;
use crate::training::words as said;
use crate::tui::action::{Action, Context};
use crate::tui::screen::drill::Drill;
use crate::tui::screen::{Outcome, Page, Screen, Title, ask};
use crate::tui::theme::{Look, Role};
use crate::tui::widget::text_box::TextBox;

/// The line that shows most of an answer, while it is asked for.
#[derive(Debug)]
struct Evidence {
    line: TextBox,
    /// The grade that is kept with it.
    grade: Grade,
}

/// The screen on which a mock is marked.
#[derive(Debug)]
pub struct Marking {
    id: Box<str>,
    drill: Drill,
    evidence: Option<Evidence>,
}

impl Marking {
    /// Marks the next answer of a mock; its scorecard where all are marked. `Err` says why neither
    /// can be had.
    pub fn open(mock: UnderWay, trainer: &mut Trainer) -> Result<Box<dyn Screen>, String> {
        let id = mock.id.clone();
        trainer.begin_marking(mock);
        let why = match trainer.mark_next() {
            Ok(false) => return ScorecardScreen::open(&id, trainer),
            Ok(true) => match Drill::open(trainer) {
                Some(drill) => {
                    let evidence = None;
                    return Ok(Box::new(Self {
                        id,
                        drill,
                        evidence,
                    }));
                }
                None => "The answer cannot be shown.".into(),
            },
            Err(why) => why.to_string(),
        };
        trainer.leave_marking();
        Err(why)
    }

    /// The next answer, or the scorecard once all are marked.
    fn go_on(&mut self, trainer: &mut Trainer) -> Outcome {
        self.evidence = None;
        match trainer.mark_next() {
            Ok(true) => {
                if let Some(drill) = Drill::open(trainer) {
                    self.drill = drill;
                }
                Outcome::Stay
            }
            Ok(false) => super::opened(ScorecardScreen::open(&self.id, trainer), Outcome::Replace),
            Err(why) => Outcome::alert(format!("{why}; press again to retry")),
        }
    }

    fn ask_for_evidence(&mut self, grade: Grade, trainer: &Trainer) -> Outcome {
        let suggested = trainer.suggested_evidence();
        self.evidence = Some(Evidence {
            line: TextBox::line(&suggested, EVIDENCE_CHARACTERS),
            grade,
        });
        Outcome::Stay
    }

    /// Takes the line over from its box.
    fn take_line(&self, trainer: &mut Trainer) {
        if let Some(evidence) = &self.evidence {
            trainer.take_evidence(&evidence.line.text());
        }
    }

    fn keep(&mut self, trainer: &mut Trainer) -> Outcome {
        let Some(Evidence { line, grade }) = &self.evidence else {
            return Outcome::Stay;
        };
        trainer.take_evidence(&line.text());
        match trainer.keep(*grade) {
            Ok(Some(kept)) => {
                let when = said::when(kept.days, trainer.day());
                let notice = format!("{}: it returns {when}.", kept.grade.word());
                match self.go_on(trainer) {
                    Outcome::Stay => Outcome::notice(notice),
                    outcome => outcome,
                }
            }
            Ok(None) => {
                (self.go_on(trainer)).and_notice("It is marked already, in another terminal.")
            }
            Err(why) => Outcome::alert(format!("{why}; press again to retry")),
        }
    }

    fn undo(&mut self, redo: bool, trainer: &mut Trainer) -> Outcome {
        let undone = if redo { trainer.redo() } else { trainer.undo() };
        match undone {
            Ok(Some(undone)) => {
                let what = if redo { "Redone" } else { "Undone" };
                let notice = format!("{what}: {}.", undone.what);
                self.go_on(trainer).and_notice(notice)
            }
            Ok(None) if redo => Outcome::notice("Nothing of this mock to redo."),
            Ok(None) => Outcome::notice("Nothing of this mock to undo."),
            Err(why) => Outcome::alert(why.to_string()),
        }
    }

    fn act(&mut self, action: Action, trainer: &mut Trainer, page: Page) -> Outcome {
        let at = trainer.clock().ticks();
        let gradable = trainer.showing().is_some_and(Showing::is_gradable);
        let grade = match action {
            Action::Again => Some(Grade::Again),
            Action::Hard => Some(Grade::Hard),
            Action::Good => Some(Grade::Good),
            Action::Easy => Some(Grade::Easy),
            Action::Accept => trainer.showing().map(|showing| showing.proposed(at)),
            _ => None,
        };
        if trainer.showing().is_none() {
            // The record could not be written: the next key tries again.
            return match action {
                Action::Back => self.leave_for_later(trainer),
                _ => self.go_on(trainer),
            };
        }
        match (action, grade) {
            (_, Some(grade)) if gradable && self.drill.context() != Context::TextLine => {
                self.ask_for_evidence(grade, trainer)
            }
            (Action::Bury | Action::SuspendCard, _) => {
                Outcome::notice("Mark it first: the mock is not over.")
            }
            (Action::Undo, _) => self.undo(false, trainer),
            (Action::Redo, _) => self.undo(true, trainer),
            _ => match self.drill.update(action, trainer, page) {
                // The drill would end its sitting: here the marking is put down.
                Outcome::Replace(_) => self.leave_for_later(trainer),
                outcome => {
                    trainer.save_draft();
                    outcome
                }
            },
        }
    }

    fn leave_for_later(&mut self, trainer: &mut Trainer) -> Outcome {
        trainer.leave_marking();
        Outcome::Pop.and_notice("What is marked is kept; the mock goes on where it was.")
    }
}

impl Screen for Marking {
    fn context(&self) -> Context {
        match self.evidence {
            Some(_) => Context::TextLine,
            None => self.drill.context(),
        }
    }

    fn offers(&self, action: Action, trainer: &Trainer, page: Page) -> bool {
        match action {
            Action::Bury | Action::SuspendCard => false,
            _ => self.drill.offers(action, trainer, page),
        }
    }

    fn title(&self, trainer: &Trainer, _: Page, look: &Look) -> Title {
        let Some(mock) = trainer.marked_mock() else {
            return Title::new(["Mock", "Marking"], Line::default());
        };
        let title = words::title(&mock.plan, trainer.axes());
        let right = match trainer.marked_place() {
            Some(at) => {
                let before = mock.asked[..at].iter().filter(|asked| asked.reached);
                format!("answer {} of {}", before.count() + 1, mock.reached())
            }
            None => format!("{} answers", mock.reached()),
        };
        let right = Span::styled(right, look.style(Role::Text));
        Title::new(["Mock", "Marking", &title], right)
    }

    fn view(&self, frame: &mut Frame, page: Page, look: &Look, trainer: &Trainer) {
        self.drill.view(frame, page, look, trainer);
        let Some(Evidence { line, .. }) = &self.evidence else {
            return;
        };
        let help = "One line that shows most, in your own words; it stands on the scorecard. It may stay empty.";
        ask::dialog(frame, page, look, "Evidence", (help, Role::Muted), 72, line);
    }

    fn update(&mut self, action: Action, trainer: &mut Trainer, page: Page) -> Outcome {
        match (&mut self.evidence, action) {
            (Some(_), Action::Accept) => self.keep(trainer),
            (Some(_), Action::Cancel) => {
                self.take_line(trainer);
                trainer.save_draft();
                self.evidence = None;
                Outcome::Stay
            }
            (Some(evidence), _) => {
                evidence.line.update(action);
                Outcome::Stay
            }
            (None, _) => self.act(action, trainer, page),
        }
    }

    fn insert(&mut self, text: &str, trainer: &mut Trainer, page: Page) -> Outcome {
        match &mut self.evidence {
            Some(evidence) => {
                let is_whole = evidence.line.insert(text);
                self.take_line(trainer);
                self.drill.draft_in_time(trainer);
                match is_whole {
                    true => Outcome::Stay,
                    false => Outcome::alert("A line of evidence holds 200 characters."),
                }
            }
            None => self.drill.insert(text, trainer, page),
        }
    }

    fn wake(&self, trainer: &Trainer) -> Option<Duration> {
        // What was typed of the evidence last is still to be put on the disk.
        let typing = self.evidence.is_some();
        let due = self.drill.till_draft(trainer.clock().ticks());
        (typing && !due.is_zero())
            .then_some(due)
            .or_else(|| self.drill.wake(trainer))
    }

    fn woken(&mut self, trainer: &mut Trainer, page: Page) -> Outcome {
        self.take_line(trainer);
        self.drill.woken(trainer, page)
    }

    fn edited(&mut self, ended: Result<(), String>, trainer: &mut Trainer, page: Page) -> Outcome {
        self.drill.edited(ended, trainer, page)
    }

    fn leave(&mut self, trainer: &mut Trainer) {
        self.take_line(trainer);
        self.drill.leave(trainer);
    }
}
