//! Drill: one card at a time, from the prompt to the grade.

mod asking;
mod case;
mod grading;
mod keys;
mod marking;
mod reminder;
mod scenario;

use std::time::Duration;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::{Outcome, Page, Screen, Title};
use crate::domain::attempt::ANSWER_CHARACTERS;
use crate::domain::estimate;
use crate::domain::grade::Verdict;
use crate::domain::safe_text::SafeText;
use crate::training::showing::{Asked, Showing, Step};
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
    /// The line for a case's number.
    Estimate(TextBox),
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
        self.open_estimate(trainer);
        self.context = match (&self.mode, trainer.showing()) {
            (Mode::Typing(_), _) => Context::TextBox,
            (Mode::Estimate(_) | Mode::Reason { .. }, _) => Context::TextLine,
            (Mode::Card, None) => Context::Drill,
            (Mode::Card, Some(showing)) => match showing.step() {
                Step::Setting => Context::Setting,
                Step::Think => Context::Think,
                Step::Answer if showing.choices().len() > 0 => Context::Choices,
                Step::Answer if showing.is_before_rung() => Context::Rung,
                Step::Answer if showing.is_told() => Context::Answer,
                Step::Answer => Context::Recall,
                Step::Choose => Context::StepOptions,
                Step::Debrief { .. } => Context::Debrief,
                Step::Estimate | Step::Range | Step::Worked | Step::Price | Step::Ending => {
                    Context::Reading
                }
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
        match (&self.mode, trainer.showing_mut()) {
            (Mode::Typing(text), Some(showing)) => showing.text = text.text(),
            (Mode::Estimate(line), Some(showing)) => showing.number = line.text(),
            _ => {}
        }
    }

    fn draft(&mut self, trainer: &mut Trainer) {
        self.sync(trainer);
        trainer.save_draft();
        self.drafted = trainer.clock().ticks();
    }

    /// Keeps the half-answered card, unless it was kept a moment ago.
    pub(super) fn draft_in_time(&mut self, trainer: &mut Trainer) {
        if self.till_draft(trainer.clock().ticks()).is_zero() {
            self.draft(trainer);
        }
    }

    /// How long until it is to be kept again, at the clock's tick `at`.
    pub(super) fn till_draft(&self, at: Duration) -> Duration {
        (self.drafted + DRAFT_EVERY).saturating_sub(at)
    }

    /// A new card, or a new step: from the top, nothing opened.
    fn turn(&mut self, trainer: &mut Trainer) {
        self.mode = Mode::Card;
        self.view = View::Step;
        self.scroll = Scroll::default();
        self.choice = 0;
        self.drafted = trainer.clock().ticks();
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

    fn offers(&self, action: Action, trainer: &Trainer, _: Page) -> bool {
        let Some(showing) = trainer.showing() else {
            return true;
        };
        match action {
            Action::Hint => showing.hints().len() < showing.hints_in_all(),
            Action::ExpectLess | Action::ExpectMore => showing.can_expect(),
            Action::View => keys::reads_in_full(showing),
            Action::NoAnswer => *showing.step() != Step::Choose,
            Action::ChooseA => to_choose(showing) > 0,
            Action::ChooseB => to_choose(showing) > 1,
            Action::ChooseC => to_choose(showing) > 2,
            Action::ChooseD => to_choose(showing) > 3,
            Action::FromStart => !showing.recalled().is_empty(),
            Action::Pause => matches!(
                showing.step(),
                Step::Think | Step::Answer | Step::Probe { .. }
            ),
            _ => true,
        }
    }

    fn view(&self, frame: &mut Frame, page: Page, look: &Look, trainer: &Trainer) {
        let Some(showing) = trainer.showing() else {
            return;
        };
        let mut drawing = Drawing {
            drill: self,
            page,
            look: *look,
            trainer,
            showing,
        };
        drawing.page = drawing.beside_state(frame);
        match (self.view, showing.step()) {
            (View::Answer, _) => drawing.answer(frame),
            (View::Samples, _) if page.size < super::Size::Wide => {
                drawing.samples(frame, page.body)
            }
            (_, Step::Setting) => drawing.setting(frame),
            (_, Step::Think | Step::Answer | Step::Debrief { .. }) => drawing.asking(frame),
            (_, Step::Estimate) => drawing.estimate(frame),
            (_, Step::Range) => drawing.range(frame),
            (_, Step::Worked) => drawing.worked(frame),
            (_, Step::Choose) => drawing.choose(frame),
            (_, Step::Price) => drawing.price(frame),
            (_, Step::Ending) => drawing.ending(frame),
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
        let step = trainer.showing().map(place);
        let typing = !matches!(self.mode, Mode::Card);
        // While one types nothing is compared at each key: the whole text would be.
        let was = trainer.showing().filter(|_| !typing).map(deeds);
        let outcome = match self.mode {
            Mode::Card => self.act(action, trainer, page),
            Mode::Typing(_) | Mode::Estimate(_) | Mode::Reason { .. } => {
                self.type_key(action, trainer)
            }
        };
        let now = trainer.showing().map(place);
        if now.is_some() && now != step {
            self.view = View::Step;
            self.scroll = Scroll::default();
            self.choice = 0;
            self.draft(trainer);
        } else if now.is_some() {
            let is_done = match typing {
                true => action == Action::Editor || matches!(self.mode, Mode::Card),
                false => trainer.showing().map(deeds) != was,
            };
            if is_done {
                self.draft(trainer);
            }
        }
        self.settle(trainer);
        outcome
    }

    fn insert(&mut self, text: &str, trainer: &mut Trainer, _: Page) -> Outcome {
        let (Mode::Typing(text_box)
        | Mode::Estimate(text_box)
        | Mode::Reason { line: text_box, .. }) = &mut self.mode
        else {
            return Outcome::Stay;
        };
        let whole = text_box.insert(text);
        let (limit, length) = (text_box.limit(), text_box.len());
        let nearly_full = text_box.is_nearly_full();
        let outcome = match whole {
            false => Outcome::alert(format!(
                "Full at {limit} characters; the rest was left out."
            )),
            true if nearly_full && limit > estimate::CHARACTERS => {
                Outcome::notice(format!("{length} of {limit} characters."))
            }
            true => Outcome::Stay,
        };
        self.draft_in_time(trainer);
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
        if !runs {
            // Nothing on the screen changes; what was typed last is still to be put on the disk.
            let due = self.till_draft(at);
            let typing = match &self.mode {
                Mode::Typing(text) => text.text() != showing.text,
                Mode::Estimate(line) => line.text() != showing.number,
                _ => false,
            };
            return typing.then_some(due);
        }
        // The clock on the screen changes with the second.
        let to_next = 1_000_000_000 - u64::from(showing.running(at).subsec_nanos());
        Some(Duration::from_nanos(to_next))
    }

    fn woken(&mut self, trainer: &mut Trainer, _: Page) -> Outcome {
        self.draft_in_time(trainer);
        Outcome::Stay
    }

    fn edited(&mut self, ended: Result<(), String>, trainer: &mut Trainer, _: Page) -> Outcome {
        let Some(path) = self.editing.take() else {
            return Outcome::Stay;
        };
        let read = ended.and_then(|()| trainer.answer_from_file(&path).map_err(|e| e.to_string()));
        let outcome = match read {
            Ok(Taken::Whole(text)) => {
                let room = trainer.showing().map_or(ANSWER_CHARACTERS, Showing::room);
                self.mode = Mode::Typing(TextBox::lines(&text, room));
                Outcome::Stay
            }
            Ok(Taken::TooLong { characters, room }) => Outcome::alert(format!(
                "That is {characters} characters; there is room for {room}. The text is in {}.",
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

/// How many choices or options there are.
fn to_choose(showing: &Showing) -> usize {
    showing.choices().len().max(showing.options().len())
}

/// What a change of turns the page: the step, and the part it belongs to.
fn place(showing: &Showing) -> (std::mem::Discriminant<Step>, Asked, usize) {
    let question = match showing.step() {
        Step::Debrief { at } => *at,
        _ => showing.rungs_over().len(),
    };
    let step = std::mem::discriminant(showing.step());
    (step, showing.asked(), question)
}

/// What a kill between two keys is not to take: marks, flags, what is expected, a reply given, the
/// verdict as it was moved, the text once its box is left.
fn deeds(showing: &Showing) -> impl PartialEq + use<> {
    let moved = showing.given().zip(showing.override_reason());
    (
        showing.marks().to_vec(),
        showing.raised().to_vec(),
        (showing.confidence(), showing.hints().len()),
        matches!(showing.step(), Step::Probe { answered: true, .. }),
        moved.map(|(given, reason)| (given, reason.to_owned())),
        showing.text.clone(),
    )
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
            (_, Step::Setting) => (self.setting_text(), self.inside(self.page.body)),
            (_, Step::Price) => (self.price_text(), self.inside(self.page.body)),
            (_, Step::Ending) => (self.ending_text(), self.inside(self.page.body)),
            (_, Step::Range) => (self.range_text(), self.inside(self.page.body)),
            (_, Step::Worked) => (self.worked_text(), self.inside(self.page.body)),
            (View::Samples, _) if self.page.size < super::Size::Wide => {
                (self.sample_text().1, self.inside(self.page.body))
            }
            (_, Step::Think | Step::Answer | Step::Estimate | Step::Debrief { .. }) => {
                let prose = self.prompt();
                let area = self.asking_areas()[0];
                (prose, self.inside(area))
            }
            (_, Step::Verdict | Step::Grade) => {
                let (left, right, _) = self.verdict_areas();
                match right {
                    Some(right) => return self.scrolling_both(left, right),
                    None if self.shows_marks() => (self.marks_text(), self.inside(left)),
                    None => (self.sample_text().1, self.inside(left)),
                }
            }
            (_, Step::Points { .. }) => match self.model_answer(self.below_reminder()).0 {
                Some((prose, area)) => (prose, self.inside(area)),
                None => return (0, 0),
            },
            (_, Step::Probe { .. }) => (self.probe_text(), self.inside(self.below_reminder())),
            _ => return (0, 0),
        };
        (prose.height(area.width.min(asking::MEASURE)), area.height)
    }

    /// The marks and what stands beside them scroll together, as far as the longer of them goes.
    fn scrolling_both(&self, left: Rect, right: Rect) -> (usize, u16) {
        let (left, right) = (self.inside(left), self.inside(right));
        let beside = self.sample_text().1;
        let lines = [
            self.marks_text().height(left.width),
            beside.height(right.width.min(asking::MEASURE)),
        ];
        (lines[0].max(lines[1]), right.height)
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
