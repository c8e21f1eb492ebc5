//! A mock while it is asked.

mod keys;
mod panes;
mod steps;
mod story;
mod view;

use std::time::Duration;

use ratatui::Frame;
use ratatui::text::{Line, Span};

use self::view::Drawing;
use crate::domain::estimate;
use crate::training::Trainer;
use crate::training::mock::{Interview, Step, words};
use crate::tui::action::{Action, Context};
use crate::tui::keymap::Keymap;
use crate::tui::screen::{Outcome, Page, Screen, Size, Title};
use crate::tui::theme::{Look, Role};
use crate::tui::widget;
use crate::tui::widget::prose::Scroll;
use crate::tui::widget::text_box::TextBox;

/// A mock is written this long after the last time while something is being answered.
const KEEP_EVERY: Duration = Duration::from_secs(5);

/// What the keys go to.
#[derive(Debug)]
enum Mode {
    /// The interview.
    Interview,
    /// The answer, or the reply.
    Typing(TextBox),
    /// The number of an estimate.
    Estimate(TextBox),
    /// The clock has cut off what was being typed: no key means anything until the user has seen it.
    TimeUp,
    /// End it?
    Confirm,
}

/// The screen of a mock while it is asked.
#[derive(Debug)]
pub struct Asking {
    interview: Interview,
    mode: Mode,
    scroll: Scroll,
    /// The question and the part of it that `scroll` is about.
    reading: (usize, usize),
    /// Where all there is to the question is open, and how far it is scrolled.
    full: Option<Scroll>,
    /// The option under the cursor.
    option: usize,
    /// What could not be had for it.
    told: Vec<String>,
    kept: Duration,
    /// The key that leaves the program at once, where there is one.
    quit: Option<String>,
}

impl Asking {
    /// An interview where it stands; `told` is what to say of it before it begins.
    pub fn new(interview: Interview, told: Vec<String>, trainer: &Trainer) -> Self {
        let mut asking = Self {
            interview,
            mode: Mode::Interview,
            scroll: Scroll::default(),
            reading: (0, 0),
            full: None,
            option: 0,
            told,
            kept: trainer.clock().ticks(),
            quit: None,
        };
        asking.turn();
        asking
    }

    /// A new step, nothing opened but what it needs. What is still asked stays where it was scrolled
    /// to; something new is read from its top, and a follow-up stands at the foot.
    fn turn(&mut self) {
        let place = self.interview.place();
        let reading = (
            place,
            self.interview.answers().get(place).map_or(0, Vec::len),
        );
        match self.interview.step() {
            Step::Probe { .. } => {
                self.full = None;
                self.scroll.update(Action::Last, usize::MAX, 1);
            }
            _ if reading == self.reading => {}
            _ => {
                self.full = None;
                self.scroll = Scroll::default();
            }
        }
        self.reading = reading;
        self.option = 0;
        self.mode = match self.interview.step() {
            Step::Estimate => {
                Mode::Estimate(TextBox::line(self.interview.text(), estimate::CHARACTERS))
            }
            _ => Mode::Interview,
        };
    }

    fn drawing<'a>(&'a self, page: Page, look: Look, trainer: &'a Trainer) -> Drawing<'a> {
        Drawing {
            asking: self,
            page,
            look,
            trainer,
        }
    }

    /// Takes the text over from the box.
    fn sync(&mut self) {
        if let Mode::Typing(text) | Mode::Estimate(text) = &self.mode {
            let text = text.text();
            self.interview.set_text(text);
        }
    }
}

impl Screen for Asking {
    fn context(&self) -> Context {
        match (&self.mode, self.interview.step()) {
            (Mode::Typing(_), _) => Context::TextBox,
            (Mode::Estimate(_), _) => Context::Number,
            (Mode::TimeUp, _) => Context::TimeUp,
            (Mode::Confirm, _) => Context::Confirm,
            (Mode::Interview, Step::Choose) if self.full.is_none() => Context::Options,
            (Mode::Interview, Step::Break) => Context::Break,
            (Mode::Interview, _) => Context::Talk,
        }
    }

    fn offers(&self, action: Action, trainer: &Trainer, page: Page) -> bool {
        let scrolls = match action {
            Action::PageDown | Action::PageUp => true,
            Action::Down | Action::Up => self.context() == Context::Talk,
            _ => false,
        };
        if scrolls {
            let (total, height) = self.drawing(page, Look::default(), trainer).scrolling();
            return total > usize::from(height);
        }
        match action {
            Action::Next | Action::Type | Action::Pause | Action::Back if self.full.is_some() => {
                false
            }
            Action::Pause => !self.interview.plan().strict && self.interview.step() != Step::Break,
            Action::Type => !matches!(
                self.interview.step(),
                Step::Cost { .. } | Step::Ending { .. }
            ),
            Action::Editor => false,
            Action::ChooseC => self.interview.options().len() > 2,
            Action::ChooseD => self.interview.options().len() > 3,
            _ => true,
        }
    }

    fn title(&self, trainer: &Trainer, page: Page, look: &Look) -> Title {
        let axes = trainer.axes();
        let stage = self.interview.round();
        let stage = stage.map_or_else(String::new, |(_, round)| {
            words::stage(&round.stage, axes).to_string()
        });
        let (at, all) = (self.interview.place(), self.interview.asked().len());
        let mut right = vec![Span::raw(format!(
            "question {} of {all}",
            (at + 1).min(all)
        ))];
        if page.size >= Size::Standard {
            right.push(Span::raw(" "));
            right.push(widget::bar(12 * at / all.max(1), 12, look));
        }
        if self.interview.plan().strict {
            right.push(Span::styled(" strict", look.style(Role::Warn)));
        }
        Title::new(["Mock", &stage], Line::from(right))
    }

    fn view(&self, frame: &mut Frame, page: Page, look: &Look, trainer: &Trainer) {
        self.drawing(page, *look, trainer).view(frame);
    }

    fn bound(&mut self, keymap: &Keymap) {
        let quit = keymap.chords(Context::Confirm, Action::QuitNow);
        self.quit = quit.first().map(ToString::to_string);
    }

    fn shown(&mut self, trainer: &mut Trainer) -> Outcome {
        // The clock went on under whatever was above, or while nobody was there.
        match self.tick(trainer) {
            Some(outcome) => outcome,
            None if self.interview.step() == Step::Over => match self.keep(trainer) {
                Outcome::Stay => self.after_step(trainer),
                outcome => outcome,
            },
            None => Outcome::Stay,
        }
    }

    fn update(&mut self, action: Action, trainer: &mut Trainer, page: Page) -> Outcome {
        // A key that comes after the clock was meant for what has passed.
        if let Some(outcome) = self.tick(trainer) {
            return outcome;
        }
        match (&self.mode, action) {
            (Mode::TimeUp, Action::Accept) => {
                self.turn();
                // A question that is only now read is thought about first.
                match self.interview.step() {
                    Step::Think => Outcome::Stay,
                    _ => self.type_answer(trainer),
                }
            }
            (Mode::TimeUp, _) => Outcome::Stay,
            (Mode::Confirm, Action::Yes) => self.step(trainer, Interview::end),
            (Mode::Confirm, _) => {
                self.turn();
                Outcome::Stay
            }
            (Mode::Typing(_) | Mode::Estimate(_), _) => self.type_key(action, trainer, page),
            (Mode::Interview, _) if self.full.is_some() => self.read_on(action, trainer, page),
            (Mode::Interview, _) => self.act(action, trainer, page),
        }
    }

    fn insert(&mut self, text: &str, trainer: &mut Trainer, _: Page) -> Outcome {
        if !matches!(self.mode, Mode::Typing(_) | Mode::Estimate(_)) {
            return Outcome::Stay;
        }
        let turned = self.tick(trainer);
        let (Mode::Typing(text_box) | Mode::Estimate(text_box)) = &mut self.mode else {
            let late = "Time was up before that: it is left out.";
            return match turned {
                Some(Outcome::With(outcome, notice)) if notice.role != Role::Bad => {
                    outcome.and_notice(late)
                }
                turned => turned.unwrap_or_else(|| Outcome::notice(late)),
            };
        };
        let whole = text_box.insert(text);
        let limit = text_box.limit();
        if let Some(outcome) = turned {
            return outcome;
        }
        if !whole {
            return Outcome::alert(format!(
                "Full at {limit} characters; the rest was left out."
            ));
        }
        match trainer.clock().ticks() >= self.kept + KEEP_EVERY {
            true => self.keep(trainer),
            false => Outcome::Stay,
        }
    }

    fn wake(&self, trainer: &Trainer) -> Option<Duration> {
        self.interview.wake(trainer.clock().ticks())
    }

    fn woken(&mut self, trainer: &mut Trainer, _: Page) -> Outcome {
        if let Some(outcome) = self.tick(trainer) {
            return outcome;
        }
        let runs = self.interview.wake(trainer.clock().ticks()).is_some();
        match runs && trainer.clock().ticks() >= self.kept + KEEP_EVERY {
            true => self.keep(trainer),
            false => Outcome::Stay,
        }
    }

    fn leave(&mut self, trainer: &mut Trainer) {
        self.sync();
        // Nobody is left to tell; what was kept at the last step is on the disk.
        let _ = self.keep(trainer);
    }
}
