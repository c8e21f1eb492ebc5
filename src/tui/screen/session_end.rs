//! The end of a sitting: what it brought, what was weakest, what is next.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::{Line, Span};

use super::drill::Drill;
use super::{Outcome, Page, Screen, Size, Title};
use crate::domain::attempt::Attempt;
use crate::domain::grade::Grade;
use crate::domain::safe_text::SafeText;
use crate::training::Trainer;
use crate::training::closing::Closing;
use crate::training::session::Wish;
use crate::training::words::count;
use crate::tui::action::{Action, Context};
use crate::tui::theme::{Look, Role};
use crate::tui::widget::prose::{self, Prose, Scroll};
use crate::tui::widget::{fit, panel};

/// A card that was answered.
#[derive(Debug)]
struct Answered {
    prompt: SafeText,
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
}

impl SessionEnd {
    /// Sums up the sitting at hand.
    pub fn new(trainer: &Trainer) -> Self {
        Self {
            closing: trainer.closing(),
            answered: answered(trainer),
            wish: trainer.session().wish().clone(),
            scroll: Scroll::default(),
        }
    }

    fn areas(&self, page: Page) -> (Rect, Rect) {
        if self.answered.is_empty() {
            let nothing = Rect::default();
            return (page.body, nothing);
        }
        let edges = if page.size == Size::Tiny {
            (2, 1)
        } else {
            (4, 2)
        };
        let text = self.text(&Look::default(), page.size);
        let height = text.height(page.body.width.saturating_sub(edges.0)) as u16 + edges.1;
        let most = page.body.height.saturating_sub(3 + edges.1);
        let rows = [Constraint::Length(height.min(most)), Constraint::Fill(1)];
        let [top, bottom] = page.body.layout(&Layout::vertical(rows));
        (top, bottom)
    }

    fn text(&self, look: &Look, size: Size) -> Prose {
        let Closing {
            brought,
            weakest,
            next,
        } = &self.closing;
        let text = look.style(Role::Text);
        let mut prose =
            Prose::default().line(Line::styled(brought.clone(), look.style(Role::Title)), 0);
        let gap = |prose: Prose| {
            if size > Size::Compact {
                prose.blank()
            } else {
                prose
            }
        };
        if !self.answered.is_empty() {
            prose = gap(prose).text(weakest, text);
        }
        gap(prose).text(next, text)
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
            90.. => (16, 26),
            70.. => (16, 18),
            50.. => (0, 18),
            _ => (0, 0),
        };
        let room = width.saturating_sub(verdicts + whens + 7);
        let prompt = fit(&answered.prompt, room, ellipsis);
        let gap = " ".repeat(room.saturating_sub(Span::raw(&prompt).width()));
        let column = |text: &str, cells: usize| {
            let text = fit(text, cells.saturating_sub(1), ellipsis);
            let gap = cells.saturating_sub(Span::raw(&text).width());
            text + &" ".repeat(gap)
        };
        Line::from(vec![
            Span::raw(prompt + &gap + "  "),
            Span::styled(column(grade.word(), 6), look.style(role)),
            Span::raw(column(&verdict, verdicts)),
            Span::styled(column(&answered.returns, whens), look.style(Role::Muted)),
        ])
    }

    fn undo(&mut self, redo: bool, trainer: &mut Trainer) -> Outcome {
        trainer.plan(self.wish.clone());
        let undone = if redo { trainer.redo() } else { trainer.undo() };
        let undone = match undone {
            Ok(Some(undone)) => undone,
            Ok(None) if redo => return Outcome::notice("There is nothing to redo."),
            Ok(None) => return Outcome::notice("There is nothing to undo."),
            Err(why) => return Outcome::alert(why.to_string()),
        };
        let what = if redo { "Redone" } else { "Undone" };
        let notice = format!("{what}: {}.", undone.what);
        if undone.attempt
            && !redo
            && let Some(drill) = Drill::open(trainer)
        {
            return Outcome::Replace(Box::new(drill)).and_notice(notice);
        }
        self.closing = trainer.closing();
        self.answered = answered(trainer);
        Outcome::notice(notice)
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
            prompt: card.map_or_else(
                || SafeText::line(attempt.card.as_str()),
                |card| SafeText::line(&card.prompt),
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
        self.text(look, page.size)
            .view(frame, inner, Scroll::default(), look);
        frame.set_cursor_position(inner.as_position());
        if !self.answered.is_empty() {
            let title = count(
                self.answered.len() as u32,
                "card answered",
                "cards answered",
            );
            let rows = panel(frame, bottom, page.size, look, &title, false);
            let width = usize::from(rows.width);
            let lines = self
                .answered
                .iter()
                .map(|answered| self.row(answered, width, look));
            prose::view(frame, rows, lines.collect(), self.scroll, look);
        }
    }

    fn shown(&mut self, trainer: &mut Trainer) -> Outcome {
        // What is next is said of the day, whatever this sitting was asked for.
        trainer.plan(Wish::default());
        self.closing = trainer.closing();
        Outcome::Stay
    }

    fn update(&mut self, action: Action, trainer: &mut Trainer, page: Page) -> Outcome {
        match action {
            Action::Accept | Action::Back => return Outcome::Pop,
            Action::Undo => return self.undo(false, trainer),
            Action::Redo => return self.undo(true, trainer),
            _ => {}
        }
        let edges = if page.size == Size::Tiny { 1 } else { 2 };
        let height = self.areas(page).1.height.saturating_sub(edges);
        self.scroll.update(action, self.answered.len(), height);
        Outcome::Stay
    }
}
