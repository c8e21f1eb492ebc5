//! First run: three short steps, each of which can be skipped.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::ask::{Ask, Setting};
use super::drill::Drill;
use super::{Outcome, Page, Screen, Size, Title};
use crate::domain::card::Kind;
use crate::domain::queue::Filter;
use crate::domain::register::Register;
use crate::training::Trainer;
use crate::training::session::Wish;
use crate::tui::action::{Action, Context};
use crate::tui::theme::{Look, Role};
use crate::tui::widget::prose::{Prose, Scroll};
use crate::tui::widget::{fit, panel};

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
}

impl FirstRun {
    /// From the first step.
    pub fn new(trainer: &Trainer) -> Self {
        Self {
            step: Step::Date(Ask::new(Setting::Date, trainer)),
        }
    }

    fn accept(&mut self, trainer: &mut Trainer) -> Outcome {
        let kept = match &self.step {
            Step::Date(ask) => ask.keep(trainer),
            Step::Minutes(ask) => ask
                .keep(trainer)
                .and_then(|_| remember(trainer).map(|()| String::new())),
            Step::Try => return try_three(trainer),
        };
        if let Err(why) = kept {
            return Outcome::alert(why);
        }
        self.step = match self.step {
            Step::Date(_) => Step::Minutes(Ask::new(Setting::Minutes, trainer)),
            _ => Step::Try,
        };
        Outcome::Stay
    }

    fn back(&mut self, trainer: &Trainer) {
        self.step = match self.step {
            Step::Date(_) | Step::Minutes(_) => Step::Date(Ask::new(Setting::Date, trainer)),
            Step::Try => Step::Minutes(Ask::new(Setting::Minutes, trainer)),
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

/// Keeps the minutes as they are, whatever they are: from then on this is no first run.
fn remember(trainer: &mut Trainer) -> Result<(), String> {
    let minutes = trainer.registers().minutes_a_day;
    trainer
        .set(Register::MinutesADay(minutes))
        .map_err(|why| why.to_string())
}

/// A recall card to warm up and a behavioural one among them.
fn try_three(trainer: &mut Trainer) -> Outcome {
    trainer.plan(Wish {
        filter: Filter {
            kinds: vec![Kind::Recall, Kind::Behavioural],
            ..Filter::default()
        },
        minutes: Some(TRIAL_MINUTES),
        limit: Some(3),
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
        "As 2026-12-12, 12 Dec or +21 days. Without a date, leave it empty.",
    ),
    (
        "How many minutes a day?",
        "No day asks for more; what finds no room can wait.",
    ),
    (
        "Try three cards",
        "About six minutes: two facts and one question as an interviewer puts it.",
    ),
];

impl FirstRun {
    /// The steps as text, and the line of it that one types in.
    fn text(&self, trainer: &Trainer, look: &Look, size: Size, width: u16) -> (Prose, usize) {
        let roomy = size >= Size::Standard;
        let now = self.step.number();
        let muted = look.style(Role::Muted);
        let mut prose = Prose::default();
        if size > Size::Tiny {
            let welcome = "Practice for interviews: short cards, marked by you, back when you are about to forget them.";
            prose = prose.text(welcome, look.style(Role::Text)).blank();
        }
        let mut line = 0;
        for (at, (title, help)) in STEPS.into_iter().enumerate() {
            let (mark, role) = match at {
                at if at < now => (look.glyphs.check, Role::Good),
                at if at == now => (look.glyphs.cursor, Role::Cursor),
                _ => (" ", Role::Muted),
            };
            let title_role = if at == now { Role::Title } else { Role::Muted };
            let mut head = vec![
                Span::styled(format!("{mark:2}"), look.style(role)),
                Span::styled(format!("{}. {title}", at + 1), look.style(title_role)),
            ];
            if at < now {
                head.push(Span::raw(format!("  {}", done(at, trainer))));
            }
            if at == now && size == Size::Tiny {
                line = prose.height(width);
            }
            let head = Line::from(head);
            prose = prose.line(head, 5);
            if at == now {
                prose = prose.line(Line::styled(format!("     {help}"), muted), 5);
                if let Some(ask) = self.ask() {
                    line = prose.height(width);
                    let (text, role) = match ask.understood(trainer) {
                        Ok((_, text)) => (text, Role::Good),
                        Err(why) => (why, Role::Warn),
                    };
                    let room = usize::from(width.saturating_sub(INPUT + 9));
                    let text = fit(&text, room, look.glyphs.ellipsis);
                    let gap = " ".repeat(usize::from(INPUT) + 7);
                    let understood =
                        Line::from(vec![Span::raw(gap), Span::styled(text, look.style(role))]);
                    prose = prose.line(understood, 0);
                }
            }
            if roomy {
                prose = prose.blank();
            }
        }
        (prose, line)
    }
}

/// What a step that is done has come to.
fn done(step: usize, trainer: &Trainer) -> String {
    let now = trainer.registers();
    match (step, now.interview_date) {
        (0, Some(date)) => super::ask::long(date),
        (0, None) => "no date".into(),
        _ => format!("{}", now.minutes_a_day),
    }
}

impl Screen for FirstRun {
    fn context(&self) -> Context {
        Context::FirstRun
    }

    fn title(&self, trainer: &Trainer, _: Page, look: &Look) -> Title {
        let right = Span::styled(trainer.day().short(), look.style(Role::Muted));
        Title::new(["hotseat", "First steps"], right)
    }

    fn view(&self, frame: &mut Frame, page: Page, look: &Look, trainer: &Trainer) {
        let inner = panel(frame, page.body, page.size, look, "Three short steps", true);
        let top = u16::from(page.size >= Size::Standard);
        let inner = Rect {
            y: inner.y + top,
            width: inner.width.min(76),
            height: inner.height.saturating_sub(top),
            ..inner
        };
        let (text, line) = self.text(trainer, look, page.size, inner.width);
        text.view(frame, inner, Scroll::default(), look);
        let y = inner.y + (line as u16).min(inner.height.saturating_sub(1));
        match self.ask() {
            Some(ask) => {
                let area = Rect {
                    x: inner.x + 5,
                    y,
                    width: INPUT.min(inner.width.saturating_sub(5)),
                    height: 1,
                };
                ask.view(frame, area, look);
            }
            None => frame.set_cursor_position((inner.x, y)),
        }
    }

    fn update(&mut self, action: Action, trainer: &mut Trainer, _: Page) -> Outcome {
        match action {
            Action::Accept => return self.accept(trainer),
            Action::Cancel => {
                return match remember(trainer) {
                    Ok(()) => Outcome::Pop,
                    Err(why) => {
                        let bad = Outcome::alert(why);
                        match bad {
                            Outcome::With(_, notice) => {
                                Outcome::With(Box::new(Outcome::Pop), notice)
                            }
                            other => other,
                        }
                    }
                };
            }
            Action::PreviousPane => self.back(trainer),
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
