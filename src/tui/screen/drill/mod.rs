//! Drill: one card at a time, from the prompt to the grade.

mod asking;
mod grading;
mod marking;

use std::time::Duration;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::info::Info;
use super::session_end::SessionEnd;
use super::{Edit, Outcome, Page, Screen, Title};
use crate::domain::attempt::ANSWER_CHARACTERS;
use crate::domain::grade::{Grade, Mark, Verdict};
use crate::domain::safe_text::SafeText;
use crate::training::showing::{Showing, Step};
use crate::training::trainer::{Taken, Trainer};
use crate::training::words;
use crate::tui::action::{Action, Context};
use crate::tui::theme::{Look, Role};
use crate::tui::widget::prose::Scroll;
use crate::tui::widget::text_box::TextBox;
use crate::tui::widget::{self};

/// A draft is written this long after the last one while an answer is being given.
const DRAFT_EVERY: Duration = Duration::from_secs(5);
/// The reason for moving a verdict holds this many characters.
const REASON_CHARACTERS: usize = 200;

/// What the keys go to.
#[derive(Debug)]
enum Mode {
    /// The card.
    Card,
    /// The answer box.
    Typing(TextBox),
    /// The reason for moving the verdict.
    Reason { to: Verdict, line: TextBox },
}

/// What is in view beside the step at hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum View {
    Step,
    Answer,
    Samples,
}

/// The drill screen.
#[derive(Debug)]
pub struct Drill {
    mode: Mode,
    view: View,
    scroll: Scroll,
    /// The choice under the cursor.
    choice: usize,
    context: Context,
    drafted: Duration,
    /// The file open in the user's editor.
    editing: Option<std::path::PathBuf>,
}

impl Drill {
    /// Shows the next card of the sitting; none when there is none.
    pub fn open(trainer: &mut Trainer) -> Option<Self> {
        trainer.show_next().then(|| {
            let mut drill = Self {
                mode: Mode::Card,
                view: View::Step,
                scroll: Scroll::default(),
                choice: 0,
                context: Context::Drill,
                drafted: trainer.clock().ticks(),
                editing: None,
            };
            drill.settle(trainer);
            drill
        })
    }

    /// The context of the step at hand.
    fn settle(&mut self, trainer: &Trainer) {
        self.context = match (&self.mode, trainer.showing()) {
            (Mode::Typing(_), _) => Context::TextBox,
            (Mode::Reason { .. }, _) => Context::TextLine,
            (Mode::Card, None) => Context::Drill,
            (Mode::Card, Some(showing)) => match showing.step() {
                Step::Think => Context::Think,
                Step::Answer if showing.choices().len() > 0 => Context::Choices,
                Step::Answer if showing.behavioural().is_some() => Context::Answer,
                Step::Answer => Context::Recall,
                Step::RedFlags { .. } => Context::RedFlags,
                Step::Points { .. } => Context::Points,
                Step::Probe {
                    answered: false, ..
                } => Context::Probe,
                Step::Probe { answered: true, .. } => Context::Lift,
                Step::Verdict => Context::Verdict,
                Step::Grade => Context::Grade,
            },
        };
    }

    /// Takes the text over from the box.
    fn sync(&self, trainer: &mut Trainer) {
        if let (Mode::Typing(text), Some(showing)) = (&self.mode, trainer.showing_mut()) {
            showing.text = text.text();
        }
    }

    fn draft(&mut self, trainer: &mut Trainer) {
        self.sync(trainer);
        trainer.save_draft();
        self.drafted = trainer.clock().ticks();
    }

    /// A new card, or a new step: from the top, nothing opened.
    fn turn(&mut self, trainer: &mut Trainer) {
        self.mode = Mode::Card;
        self.view = View::Step;
        self.scroll = Scroll::default();
        self.choice = 0;
        self.drafted = trainer.clock().ticks();
    }

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
            Step::Answer => showing.choose(self.choice, at),
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
        let mut text_box = TextBox::lines(&text, ANSWER_CHARACTERS);
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
        let undone = if redo { trainer.redo() } else { trainer.undo() };
        match undone {
            Ok(Some(undone)) => {
                let what = if redo { "Redone" } else { "Undone" };
                let notice = format!("{what}: {}.", undone.what);
                self.go_on(trainer).and_notice(notice)
            }
            Ok(None) if redo => Outcome::notice("There is nothing to redo."),
            Ok(None) => Outcome::notice("There is nothing to undo."),
            Err(why) => Outcome::alert(why.to_string()),
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
                    .and_notice("Put off until tomorrow; u brings it back.")
            }),
            _ => trainer.toggle_suspend(&id).map(|_| {
                self.go_on(trainer)
                    .and_notice("Suspended: it is not asked again; u brings it back.")
            }),
        };
        done.unwrap_or_else(|why| Outcome::alert(why.to_string()))
    }

    fn look(&mut self, trainer: &Trainer) {
        let gradable = trainer.showing().is_some_and(Showing::is_gradable);
        let in_full = trainer
            .showing()
            .is_some_and(|showing| showing.step().is_revealed() || !showing.text.trim().is_empty());
        self.scroll = Scroll::default();
        self.view = match self.view {
            View::Step if in_full => View::Answer,
            View::Step | View::Answer if gradable => View::Samples,
            _ => View::Step,
        };
    }

    fn act(&mut self, action: Action, trainer: &mut Trainer, page: Page) -> Outcome {
        let at = trainer.clock().ticks();
        match action {
            Action::Type => return self.type_answer(trainer),
            Action::Accept => return self.accept(trainer),
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
        let Some(showing) = trainer.showing_mut() else {
            return Outcome::Stay;
        };
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
            Action::Yes => showing.raise(true),
            Action::No => showing.raise(false),
            Action::MarkAbsent | Action::MarkPartly | Action::MarkClear => {
                mark(showing, action, at)
            }
            Action::MarkCycle => showing.cycle_mark(),
            Action::StepBack => showing.step_back(),
            Action::Pause => showing.toggle_pause(at),
            Action::Down | Action::Up => {
                let down = action == Action::Down;
                let choices = showing.choices().len();
                match choices {
                    0 => showing.move_line(down),
                    _ if down => self.choice = (self.choice + 1).min(choices - 1),
                    _ => self.choice = self.choice.saturating_sub(1),
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
        let (total, height) = Drawing {
            drill: self,
            page,
            look,
            trainer,
            showing,
        }
        .scrolling();
        self.scroll.update(action, total, height);
    }

    fn type_key(&mut self, action: Action, trainer: &mut Trainer) -> Outcome {
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
            (Mode::Typing(text), _) | (Mode::Reason { line: text, .. }, _) => {
                text.update(action);
                Outcome::Stay
            }
            (Mode::Card, _) => Outcome::Stay,
        }
    }
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

impl Screen for Drill {
    fn context(&self) -> Context {
        self.context
    }

    fn title(&self, trainer: &Trainer, page: Page, look: &Look) -> Title {
        let session = trainer.session();
        let (done, left) = (session.done().len(), session.left());
        let deck = trainer
            .showing()
            .map_or("", |showing| showing.card().id.deck());
        let deck = trainer
            .decks()
            .iter()
            .find(|d| &*d.id == deck)
            .map_or("", |d| &d.title);
        let place = format!("card {} of {}", done + 1, done + left);
        let time = format!("about {}", words::about(session.seconds_left()));
        let mut right = vec![Span::raw(place)];
        if page.size >= super::Size::Standard {
            let filled = 12 * done / (done + left).max(1);
            right.push(Span::raw(" "));
            right.push(widget::bar(filled, 12, look));
        }
        right.push(Span::styled(format!(" {time}"), look.style(Role::Muted)));
        Title::new(["Drill", deck], Line::from(right))
    }

    fn view(&self, frame: &mut Frame, page: Page, look: &Look, trainer: &Trainer) {
        let Some(showing) = trainer.showing() else {
            return;
        };
        let drawing = Drawing {
            drill: self,
            page,
            look: *look,
            trainer,
            showing,
        };
        match (self.view, showing.step()) {
            (View::Answer, _) => drawing.answer(frame),
            (View::Samples, _) if page.size < super::Size::Wide => {
                drawing.samples(frame, page.body)
            }
            (_, Step::Think | Step::Answer) => drawing.asking(frame),
            (_, Step::RedFlags { at }) => drawing.red_flags(frame, *at),
            (_, Step::Points { at }) => drawing.points(frame, *at),
            (_, Step::Probe { .. }) => drawing.probe(frame),
            (_, Step::Verdict | Step::Grade) => drawing.verdict(frame),
        }
        if let Mode::Reason { to, line } = &self.mode {
            drawing.reason(frame, *to, line);
        }
    }

    fn update(&mut self, action: Action, trainer: &mut Trainer, page: Page) -> Outcome {
        let step = trainer
            .showing()
            .map(|showing| std::mem::discriminant(showing.step()));
        let outcome = match self.mode {
            Mode::Card => self.act(action, trainer, page),
            Mode::Typing(_) | Mode::Reason { .. } => self.type_key(action, trainer),
        };
        let now = trainer
            .showing()
            .map(|showing| std::mem::discriminant(showing.step()));
        if now.is_some() && now != step {
            self.view = View::Step;
            self.scroll = Scroll::default();
            self.draft(trainer);
        }
        self.settle(trainer);
        outcome
    }

    fn insert(&mut self, text: &str, trainer: &mut Trainer, _: Page) -> Outcome {
        let (Mode::Typing(text_box) | Mode::Reason { line: text_box, .. }) = &mut self.mode else {
            return Outcome::Stay;
        };
        let whole = text_box.insert(text);
        let outcome = match (whole, text_box.len()) {
            (false, _) => {
                Outcome::alert("The answer is full at 16,000 characters; the rest was left out.")
            }
            (_, 15_000..) => Outcome::notice("Over 15,000 characters; the answer holds 16,000."),
            _ => Outcome::Stay,
        };
        if trainer.clock().ticks() >= self.drafted + DRAFT_EVERY {
            self.draft(trainer);
        }
        outcome
    }

    fn wake(&self, trainer: &Trainer) -> Option<Duration> {
        let showing = trainer.showing()?;
        let at = trainer.clock().ticks();
        let runs = match showing.step() {
            Step::Think | Step::Answer => !showing.is_paused(),
            Step::Probe { answered, .. } => !answered && !showing.is_paused(),
            _ => false,
        };
        // The clock on the screen changes with the second.
        let to_next = 1_000_000_000 - u64::from(showing.running(at).subsec_nanos());
        runs.then(|| Duration::from_nanos(to_next))
    }

    fn woken(&mut self, trainer: &mut Trainer, _: Page) -> Outcome {
        if trainer.clock().ticks() >= self.drafted + DRAFT_EVERY {
            self.draft(trainer);
        }
        Outcome::Stay
    }

    fn edited(&mut self, ended: Result<(), String>, trainer: &mut Trainer, _: Page) -> Outcome {
        let Some(path) = self.editing.take() else {
            return Outcome::Stay;
        };
        let read = ended.and_then(|()| trainer.answer_from_file(&path).map_err(|e| e.to_string()));
        let outcome = match read {
            Ok(Taken::Whole(text)) => {
                self.mode = Mode::Typing(TextBox::lines(&text, ANSWER_CHARACTERS));
                Outcome::Stay
            }
            Ok(Taken::TooLong { characters }) => Outcome::alert(format!(
                "That is {characters} characters; an answer holds 16,000. The text is in {}.",
                SafeText::line(&path.display().to_string())
            )),
            Err(why) => Outcome::alert(why),
        };
        self.settle(trainer);
        outcome
    }

    fn leave(&mut self, trainer: &mut Trainer) {
        self.draft(trainer);
    }
}

/// What the drawing of a step needs.
struct Drawing<'a> {
    drill: &'a Drill,
    page: Page,
    look: Look,
    trainer: &'a Trainer,
    showing: &'a Showing,
}

impl Drawing<'_> {
    /// Lines and height of the pane that the paging keys scroll.
    fn scrolling(&self) -> (usize, u16) {
        let (prose, area) = match (self.drill.view, self.showing.step()) {
            (View::Answer, _) => (self.answer_text(), self.inside(self.page.body)),
            (View::Samples, _) if self.page.size < super::Size::Wide => {
                (self.sample_text().1, self.inside(self.page.body))
            }
            (_, Step::Think | Step::Answer) => {
                let prose = self.prompt();
                let area = self.asking_areas()[0];
                (prose, self.inside(area))
            }
            (_, Step::Verdict | Step::Grade) => {
                let (left, right, _) = self.verdict_areas();
                match right {
                    Some(right) => (self.sample_text().1, self.inside(right)),
                    None if self.shows_marks() => (self.marks_text(), self.inside(left)),
                    None => (self.sample_text().1, self.inside(left)),
                }
            }
            (_, Step::Probe { .. }) => (self.probe_text(), self.inside(self.below_reminder())),
            _ => return (0, 0),
        };
        (prose.height(area.width.min(asking::MEASURE)), area.height)
    }

    /// The room inside a panel.
    fn inside(&self, area: Rect) -> Rect {
        let edges = self.edges();
        Rect {
            width: area.width.saturating_sub(if edges == 1 { 2 } else { 4 }),
            height: area.height.saturating_sub(edges),
            ..area
        }
    }
}
