//! First run: three short steps, each of which can be skipped.

use ratatui::Frame;
use ratatui::layout::{Constraint, Rect};
use ratatui::text::{Line, Span};

use super::ask::{self, Ask, Setting};
use super::drill::Drill;
use super::{Outcome, Page, Screen, Size, Title};
use crate::domain::card::Kind;
use crate::domain::queue::Filter;
use crate::domain::register::Register;
use crate::training::Trainer;
use crate::training::session::Wish;
use crate::tui::action::{Action, Context};
use crate::tui::theme::{Look, Role};
use crate::tui::widget::panel;
use crate::tui::widget::prose::{Prose, Scroll};

/// Minutes that the first three cards may take.
const TRIAL_MINUTES: u32 = 8;
/// Cells in the line one types in.
const INPUT: u16 = 24;

/// A step, in order.
#[derive(Debug)]
enum Step {
    Date(Ask),
    Minutes(Ask),
    Try,
}

impl Step {
    fn number(&self) -> usize {
        match self {
            Self::Date(_) => 0,
            Self::Minutes(_) => 1,
            Self::Try => 2,
        }
    }
}

/// The first steps.
#[derive(Debug)]
pub struct FirstRun {
    step: Step,
    /// A step was taken.
    begun: bool,
}

impl FirstRun {
    /// From the first step.
    pub fn new(trainer: &Trainer) -> Self {
        Self {
            step: Step::Date(Ask::new(Setting::Date, trainer)),
            begun: false,
        }
    }

    fn accept(&mut self, trainer: &mut Trainer) -> Outcome {
        let kept = match &self.step {
            Step::Date(ask) => ask.keep(trainer),
            Step::Minutes(ask) => ask
                .keep(trainer)
                .and_then(|understood| remember(trainer).map(|()| understood)),
            Step::Try => return Outcome::Pop,
        };
        if let Err(why) = kept {
            return Outcome::alert(why);
        }
        self.begun = true;
        self.step = match self.step {
            Step::Date(_) => Step::Minutes(Ask::new(Setting::Minutes, trainer)),
            _ => Step::Try,
        };
        Outcome::Stay
    }

    fn back(&mut self, trainer: &Trainer) {
        self.step = match self.step {
            Step::Try => Step::Minutes(Ask::new(Setting::Minutes, trainer)),
            _ => Step::Date(Ask::new(Setting::Date, trainer)),
        };
    }

    fn ask(&self) -> Option<&Ask> {
        match &self.step {
            Step::Date(ask) | Step::Minutes(ask) => Some(ask),
            Step::Try => None,
        }
    }

    fn ask_mut(&mut self) -> Option<&mut Ask> {
        match &mut self.step {
            Step::Date(ask) | Step::Minutes(ask) => Some(ask),
            Step::Try => None,
        }
    }
}

/// Keeps the minutes as they are where nothing was kept yet: from then on this is no first run.
fn remember(trainer: &mut Trainer) -> Result<(), String> {
    if !trainer.is_first_run() {
        return Ok(());
    }
    let minutes = trainer.registers().minutes_a_day;
    trainer
        .set(Register::MinutesADay(minutes))
        .map_err(|why| why.to_string())
}

/// A recall card to warm up and a behavioural one among them.
fn try_three(trainer: &mut Trainer) -> Outcome {
    trainer.begin(Wish {
        filter: Filter {
            kinds: vec![Kind::Recall, Kind::Behavioural],
            ..Filter::default()
        },
        minutes: Some(TRIAL_MINUTES),
        limit: Some(3),
        ..Wish::default()
    });
    match Drill::open(trainer) {
        Some(drill) => Outcome::Replace(Box::new(drill)),
        None => Outcome::Pop.and_notice("There are no cards to try yet."),
    }
}

/// What a step asks, and what there is to know about it.
const STEPS: [(&str, &str); 3] = [
    (
        "When is your interview?",
        "2026-12-12, 12 Dec or +21 days; leave it empty if there is no date",
    ),
    ("How many minutes a day?", "5 to 240"),
    (
        "Try three cards",
        "space starts them, enter leaves them for later; about seven minutes",
    ),
];
/// Where what belongs to a step begins.
const INDENT: usize = 5;
/// The cells that the steps take at most.
const MEASURE: u16 = 72;

/// The steps as text, and the line of it that the cursor stands on.
struct Steps {
    prose: Prose,
    line: usize,
}

impl FirstRun {
    fn steps(&self, trainer: &Trainer, look: &Look, size: Size, width: u16) -> Steps {
        let now = self.step.number();
        let mut steps = Steps {
            prose: Prose::default(),
            line: 0,
        };
        if size > Size::Tiny {
            let welcome = "Short cards that you answer aloud and mark yourself. Each comes back \
                           when you are about to forget it.";
            steps.prose = Prose::new(welcome, look.style(Role::Text)).blank();
        }
        for (at, (title, help)) in STEPS.into_iter().enumerate() {
            let (mark, mark_role, title_role) = match at {
                at if at < now => (look.glyphs.check, Role::Good, Role::Muted),
                at if at == now => (look.glyphs.cursor, Role::Cursor, Role::Title),
                _ => (" ", Role::Muted, Role::Muted),
            };
            let mut head = vec![
                Span::styled(format!("{mark:2}"), look.style(mark_role)),
                Span::styled(format!("{}  {title}", at + 1), look.style(title_role)),
            ];
            if at < now {
                head.push(Span::raw(format!("  {}", done(at, trainer))));
            }
            if at == now {
                steps.line = steps.prose.height(width);
            }
            steps.prose = steps.prose.line(Line::from(head), INDENT);
            if at == now {
                steps = self.under(steps, help, trainer, look, width);
            }
            if size > Size::Tiny && at + 1 < STEPS.len() {
                steps.prose = steps.prose.blank();
            }
        }
        steps
    }

    /// The line one types in, and below it what it stands for, or what may stand there.
    fn under(
        &self,
        mut steps: Steps,
        help: &str,
        trainer: &Trainer,
        look: &Look,
        width: u16,
    ) -> Steps {
        let indent = " ".repeat(INDENT);
        let mut said = (help.to_owned(), Role::Muted);
        if let Some(ask) = self.ask() {
            steps.line = steps.prose.height(width);
            steps.prose = steps.prose.line(ask::field(&indent, INPUT, look), 0);
            if !ask.is_empty() || ask.setting() == Setting::Minutes {
                said = match ask.understood(trainer) {
                    Ok((_, text)) => (text, Role::Good),
                    Err(why) => (why, Role::Warn),
                };
            }
        }
        let said = Line::styled(format!("{indent}{}", said.0), look.style(said.1));
        steps.prose = steps.prose.line(said, INDENT);
        steps
    }
}

/// What a step that is done has come to.
fn done(step: usize, trainer: &Trainer) -> String {
    let now = trainer.registers();
    match (step, now.interview_date) {
        (0, Some(date)) => ask::long(date),
        (0, None) => "no date".into(),
        _ => now.minutes_a_day.to_string(),
    }
}

impl Screen for FirstRun {
    fn context(&self) -> Context {
        match self.step {
            Step::Date(_) => Context::FirstRun,
            Step::Minutes(_) => Context::LaterStep,
            Step::Try => Context::TryStep,
        }
    }

    fn title(&self, trainer: &Trainer, _: Page, look: &Look) -> Title {
        let right = Span::styled(trainer.day().short(), look.style(Role::Muted));
        Title::new(["hotseat", "First steps"], right)
    }

    fn view(&self, frame: &mut Frame, page: Page, look: &Look, trainer: &Trainer) {
        let edges = if page.size == Size::Tiny { 2 } else { 4 };
        let width = page.body.width.saturating_sub(edges).min(MEASURE);
        let steps = self.steps(trainer, look, page.size, width);
        let area = match page.size {
            Size::Wide | Size::Standard => page.body.centered(
                Constraint::Length(width + edges),
                Constraint::Length(steps.prose.height(width) as u16 + 4),
            ),
            Size::Compact | Size::Tiny => page.body,
        };
        let inner = panel(frame, area, page.size, look, "Three short steps", true);
        let top = u16::from(page.size >= Size::Standard);
        let inner = Rect {
            y: inner.y + top,
            height: inner.height.saturating_sub(top),
            ..inner
        };
        steps.prose.view(frame, inner, Scroll::default(), look);
        let y = inner.y + (steps.line as u16).min(inner.height.saturating_sub(1));
        let Some(ask) = self.ask() else {
            return frame.set_cursor_position((inner.x, y));
        };
        let x = inner.x + INDENT as u16 + 1;
        let area = Rect::new(x, y, INPUT.min(inner.right().saturating_sub(x)), 1);
        ask.view(frame, area, look);
    }

    fn shown(&mut self, trainer: &mut Trainer) -> Outcome {
        // A drill that was asked for from the shell came first.
        if self.begun || trainer.is_first_run() {
            Outcome::Stay
        } else {
            Outcome::Pop
        }
    }

    fn update(&mut self, action: Action, trainer: &mut Trainer, _: Page) -> Outcome {
        match action {
            Action::Accept => return self.accept(trainer),
            Action::Start => return try_three(trainer),
            Action::Cancel => {
                return match remember(trainer) {
                    Ok(()) => Outcome::Pop,
                    Err(why) => Outcome::Pop.and_alert(why),
                };
            }
            Action::PreviousStep => self.back(trainer),
            action => {
                if let Some(ask) = self.ask_mut() {
                    ask.update(action);
                }
            }
        }
        Outcome::Stay
    }

    fn insert(&mut self, text: &str, _: &mut Trainer, _: Page) -> Outcome {
        if let Some(ask) = self.ask_mut() {
            ask.insert(text);
        }
        Outcome::Stay
    }
}
