//! The end of a sitting: what it brought, what was weakest, what is next.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::{Line, Span};

use super::drill::Drill;
use super::undone;
use super::weak::Weak;
use super::{Outcome, Page, Screen, Size, Title};
use crate::domain::attempt::Attempt;
use crate::domain::grade::Grade;
use crate::domain::safe_text::SafeText;
use crate::training::Trainer;
use crate::training::closing::Closing;
use crate::training::session::Wish;
use crate::training::words::count;
use crate::tui::action::{Action, Context};
use crate::tui::keymap::Keymap;
use crate::tui::theme::{Look, Role};
use crate::tui::widget::prose::{self, Prose, Scroll};
use crate::tui::widget::{fit, panel};

/// A card that was answered.
#[derive(Debug)]
struct Answered {
    called: SafeText,
    attempt: Attempt,
    returns: String,
}

/// The end of a sitting.
#[derive(Debug)]
pub struct SessionEnd {
    closing: Closing,
    answered: Vec<Answered>,
    /// What the sitting was asked for, to go on with it after an undo.
    wish: Wish,
    scroll: Scroll,
    /// The key on Home that goes on, where one is bound.
    go_on: Option<String>,
    /// Anything is left today.
    left: bool,
    /// The key that leads to the weak cards, where one is bound.
    weak: Option<String>,
    /// Any card is weak.
    has_weak: bool,
}

/// The cells that a summary alone takes at most.
const MEASURE: u16 = 76;

impl SessionEnd {
    /// Sums up the sitting at hand.
    pub fn new(trainer: &Trainer) -> Self {
        Self {
            closing: trainer.closing(),
            answered: answered(trainer),
            wish: trainer.session().wish().clone(),
            scroll: Scroll::default(),
            go_on: None,
            left: false,
            weak: None,
            has_weak: false,
        }
    }

    /// The summary and the list below it, each with its edges; on a tiny page they are one.
    fn areas(&self, page: Page) -> (Rect, Option<Rect>) {
        if page.size == Size::Tiny {
            return (page.body, None);
        }
        let text = self.summary(&Look::default(), page.size);
        if self.answered.is_empty() {
            let width = page.body.width.min(MEASURE);
            let height = text.height(width - 4) as u16 + 2;
            let lengths = (Constraint::Length(width), Constraint::Length(height));
            return (page.body.centered(lengths.0, lengths.1), None);
        }
        let height = text.height(page.body.width - 4) as u16 + 2;
        let most = page.body.height.saturating_sub(5);
        let rows = [Constraint::Length(height.min(most)), Constraint::Fill(1)];
        let [top, bottom] = page.body.layout(&Layout::vertical(rows));
        (top, Some(bottom))
    }

    fn summary(&self, look: &Look, size: Size) -> Prose {
        let Closing {
            brought,
            weakest,
            next,
        } = &self.closing;
        let text = look.style(Role::Text);
        let gap = |prose: Prose| {
            if size > Size::Compact {
                prose.blank()
            } else {
                prose
            }
        };
        let brought = Line::styled(brought.clone(), look.style(Role::Title));
        let mut prose = Prose::default().line(brought, 0);
        if !self.answered.is_empty() {
            prose = gap(prose).text(weakest, text);
        }
        prose = gap(prose).text(next, text);
        let go_on = self.go_on.as_ref().filter(|_| self.left);
        let weak = self.weak.as_ref().filter(|_| !self.left && self.has_weak);
        let hint = match (go_on, weak) {
            (Some(key), _) => (key, " on Home goes on with them."),
            (None, Some(key)) => (key, " leads to the weak cards, due or not."),
            (None, None) => return prose,
        };
        let hint = vec![
            Span::styled(hint.0.clone(), look.style(Role::Key)),
            Span::styled(hint.1, look.style(Role::Muted)),
        ];
        prose.line(Line::from(hint), 0)
    }

    /// What scrolls: the list, on a tiny page after the summary.
    fn lines(&self, width: u16, size: Size, look: &Look) -> Vec<Line<'static>> {
        let rows = self
            .answered
            .iter()
            .map(|answered| self.row(answered, width.into(), look));
        if size > Size::Tiny {
            return rows.collect();
        }
        let summary = self.summary(look, size).wrapped(width);
        let gap = (!self.answered.is_empty()).then(Line::default);
        summary.into_iter().chain(gap).chain(rows).collect()
    }

    fn row(&self, answered: &Answered, width: usize, look: &Look) -> Line<'static> {
        let Attempt { given, grade, .. } = answered.attempt;
        let role = match grade {
            Grade::Again => Role::Bad,
            Grade::Hard => Role::Warn,
            Grade::Good | Grade::Easy => Role::Good,
        };
        let verdict = given.map_or(String::new(), |verdict| verdict.words().to_owned());
        let ellipsis = look.glyphs.ellipsis;
        let (verdicts, whens) = match width {
            70.. => (15, 22),
            50.. => (0, 22),
            _ => (0, 0),
        };
        let room = width.saturating_sub(verdicts + whens + 8);
        let prompt = fit(&answered.called, room, ellipsis);
        let gap = " ".repeat(room.saturating_sub(Span::raw(&prompt).width()));
        let column = |text: &str, cells: usize| {
            let text = fit(text, cells.saturating_sub(1), ellipsis);
            let gap = cells.saturating_sub(Span::raw(&text).width());
            text + &" ".repeat(gap)
        };
        Line::from(vec![
            Span::raw(prompt + &gap + " "),
            Span::styled(column(grade.word(), 7), look.style(role)),
            Span::raw(column(&verdict, verdicts)),
            Span::styled(column(&answered.returns, whens), look.style(Role::Muted)),
        ])
    }

    fn undo(&mut self, redo: bool, trainer: &mut Trainer) -> Outcome {
        trainer.plan(self.wish.clone());
        let came = if redo { trainer.redo() } else { trainer.undo() };
        if let Ok(Some(back)) = &came
            && back.attempt
            && !redo
            && let Some(drill) = Drill::open(trainer)
        {
            let notice = undone::words(back, redo, "");
            return Outcome::Replace(Box::new(drill)).and_notice(notice);
        }
        let outcome = undone::told(came, redo, "");
        self.answered = answered(trainer);
        let _ = self.shown(trainer);
        outcome
    }
}

/// The cards of the sitting, each by its last answer, in the order of these.
fn answered(trainer: &Trainer) -> Vec<Answered> {
    let done = trainer.session().done();
    let last = |at: &usize| {
        !done[at + 1..]
            .iter()
            .any(|later| later.card == done[*at].card)
    };
    let rows = (0..done.len()).filter(last).map(|at| {
        let attempt = done[at].clone();
        let card = trainer.index_of(&attempt.card);
        let card = card.and_then(|index| trainer.card(index).ok());
        Answered {
            called: card.map_or_else(
                || SafeText::line(attempt.card.as_str()),
                |card| SafeText::line(card.called()),
            ),
            returns: trainer.returns(&attempt.card),
            attempt,
        }
    });
    rows.collect()
}

impl Screen for SessionEnd {
    fn context(&self) -> Context {
        Context::SessionEnd
    }

    fn title(&self, trainer: &Trainer, _: Page, look: &Look) -> Title {
        let right = Span::styled(trainer.day().short(), look.style(Role::Muted));
        Title::new(["Drill", "End of the sitting"], right)
    }

    fn view(&self, frame: &mut Frame, page: Page, look: &Look, _: &Trainer) {
        let (top, bottom) = self.areas(page);
        let inner = panel(frame, top, page.size, look, "This sitting", true);
        if page.size == Size::Tiny {
            let lines = self.lines(inner.width, page.size, look);
            prose::view(frame, inner, lines, self.scroll, look);
        } else {
            self.summary(look, page.size)
                .view(frame, inner, Scroll::default(), look);
        }
        frame.set_cursor_position(inner.as_position());
        if let Some(area) = bottom {
            let title = count(
                self.answered.len() as u32,
                "card answered",
                "cards answered",
            );
            let rows = panel(frame, area, page.size, look, &title, false);
            let lines = self.lines(rows.width, page.size, look);
            prose::view(frame, rows, lines, self.scroll, look);
        }
    }

    fn bound(&mut self, keymap: &Keymap) {
        let start = keymap.chords(Context::Home, Action::Start);
        self.go_on = start.first().map(ToString::to_string);
        let weak = keymap.chords(Context::SessionEnd, Action::Weak);
        self.weak = weak.first().map(ToString::to_string);
    }

    fn shown(&mut self, trainer: &mut Trainer) -> Outcome {
        // What is next is said of the day, whatever this sitting was asked for.
        trainer.plan(Wish::default());
        self.closing = trainer.closing();
        self.left = trainer.today().left() > 0;
        self.has_weak = !trainer.weakest().is_empty();
        Outcome::Stay
    }

    fn update(&mut self, action: Action, trainer: &mut Trainer, page: Page) -> Outcome {
        match action {
            Action::Accept | Action::Back => return Outcome::Pop,
            Action::Weak => return Outcome::BackTo(Box::new(Weak::open())),
            Action::Undo => return self.undo(false, trainer),
            Action::Redo => return self.undo(true, trainer),
            _ => {}
        }
        let (top, bottom) = self.areas(page);
        let (area, edges) = bottom.map_or((top, (2, 1)), |bottom| (bottom, (4, 2)));
        let width = area.width.saturating_sub(edges.0);
        let total = self.lines(width, page.size, &Look::default()).len();
        self.scroll
            .update(action, total, area.height.saturating_sub(edges.1));
        Outcome::Stay
    }
}
