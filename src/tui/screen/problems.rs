//! Problems: every mistake in decks and settings, with its place and what to do about it.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::{Line, Span};

use super::news::Shelf;
use super::{Edit, Outcome, Page, Screen, Size, Title};
use crate::domain::problem::{Problem, Severity};
use crate::training::Trainer;
use crate::training::words::count;
use crate::tui::action::{Action, Context};
use crate::tui::theme::{Look, Role};
use crate::tui::widget::prose::{Prose, Scroll};
use crate::tui::widget::{fit, list, panel};

/// The problems screen.
#[derive(Debug)]
pub struct Problems {
    cursor: usize,
    scroll: Scroll,
    /// Of the problem under the cursor, where it is longer than its panel.
    detail: Scroll,
    shelf: Shelf,
}

impl Problems {
    /// The problems as they stand.
    pub fn new(trainer: &Trainer) -> Self {
        Self {
            cursor: 0,
            scroll: Scroll::default(),
            detail: Scroll::default(),
            shelf: Shelf::of(trainer),
        }
    }

    fn current<'a>(&self, trainer: &'a Trainer) -> Option<&'a Problem> {
        listed(trainer).get(self.cursor).copied()
    }

    fn areas(page: Page) -> (Rect, Rect) {
        let rows = match page.size {
            Size::Wide | Size::Standard => [Constraint::Fill(1), Constraint::Length(11)],
            Size::Compact => [Constraint::Fill(1), Constraint::Length(10)],
            Size::Tiny => [Constraint::Length(3), Constraint::Fill(1)],
        };
        let [list, detail] = page.body.layout(&Layout::vertical(rows));
        (list, detail)
    }

    fn edit(&self, trainer: &Trainer) -> Outcome {
        let Some(problem) = self.current(trainer) else {
            return Outcome::notice("There is nothing to mend.");
        };
        match trainer.file_of(problem) {
            Some(path) => Outcome::Edit(Edit {
                path,
                line: problem.place.as_ref().map(|place| place.line as usize),
            }),
            None => Outcome::notice("It comes with hotseat: there is no file of yours to edit."),
        }
    }

    /// Reads the decks anew and says what has changed.
    fn look_again(&mut self, trainer: &mut Trainer) -> Option<String> {
        trainer.refresh();
        let before = std::mem::replace(&mut self.shelf, Shelf::of(trainer));
        let total = trainer.problems().count();
        self.cursor = self.cursor.min(total.saturating_sub(1));
        before.news(&self.shelf)
    }
}

/// The problems in the order of the list: errors first.
fn listed(trainer: &Trainer) -> Vec<&Problem> {
    let mut problems: Vec<&Problem> = trainer.problems().collect();
    problems.sort_by_key(|problem| problem.severity != Severity::Error);
    problems
}

fn role(problem: &Problem) -> Role {
    match problem.severity {
        Severity::Error => Role::Bad,
        Severity::Warning => Role::Warn,
    }
}

/// The file's name, line and column.
fn place(problem: &Problem, whole: bool) -> String {
    let path: &str = &problem.path;
    let name = if whole {
        path
    } else {
        path.rsplit('/').next().unwrap_or(path)
    };
    match &problem.place {
        Some(place) => format!("{name}:{}:{}", place.line, place.column),
        None => name.to_owned(),
    }
}

/// A problem in full: where it stands, what it is, the line, and what to do about it.
fn detail(problem: &Problem, look: &Look, size: Size, width: u16) -> Prose {
    let muted = look.style(Role::Muted);
    let tone = look.style(role(problem));
    let gap = |prose: Prose| {
        if size >= Size::Standard {
            prose.blank()
        } else {
            prose
        }
    };
    let whole = size > Size::Tiny;
    let message = Line::from(vec![
        Span::styled(format!("{}: ", problem.severity.word()), tone),
        Span::raw(problem.message.to_string()),
    ]);
    let mut prose = Prose::default()
        .line(Line::styled(place(problem, whole), muted), 0)
        .line(message, 0);
    if let Some(place) = &problem.place {
        let number = place.line.to_string();
        let room = usize::from(width).saturating_sub(number.len() + 5);
        let excerpt = place.excerpt(room);
        let gutter = look.glyphs.target;
        let margin = " ".repeat(number.len());
        let line = vec![
            Span::styled(format!("{number} {gutter} "), muted),
            Span::raw(excerpt.text),
        ];
        let carets = vec![
            Span::styled(format!("{margin} {gutter} "), muted),
            Span::raw(" ".repeat(excerpt.indent)),
            Span::styled("^".repeat(excerpt.carets), tone),
        ];
        prose = gap(prose)
            .line(Line::from(line), 0)
            .line(Line::from(carets), 0);
    }
    if let Some(help) = &problem.help {
        let help = vec![
            Span::styled("help: ", look.style(Role::Key)),
            Span::raw(help.to_string()),
        ];
        prose = gap(prose).line(Line::from(help), 6);
    }
    prose
}

impl Screen for Problems {
    fn context(&self) -> Context {
        Context::Problems
    }

    fn title(&self, trainer: &Trainer, _: Page, look: &Look) -> Title {
        let errors = trainer
            .problems()
            .filter(|p| p.severity == Severity::Error)
            .count() as u32;
        let warnings = trainer.problems().count() as u32 - errors;
        let parts: Vec<String> = [
            (errors, "error", "errors"),
            (warnings, "warning", "warnings"),
        ]
        .into_iter()
        .filter(|(number, ..)| *number > 0)
        .map(|(number, one, many)| count(number, one, many))
        .collect();
        let right = Span::styled(parts.join(", "), look.style(Role::Muted));
        Title::new(["Home", "Problems"], right)
    }

    fn view(&self, frame: &mut Frame, page: Page, look: &Look, trainer: &Trainer) {
        let problems = listed(trainer);
        let Some(current) = problems.get(self.cursor) else {
            let inner = panel(frame, page.body, page.size, look, "No problems", true);
            let text = "Every deck and every setting reads as it should.";
            Prose::new(text, look.style(Role::Text)).view(frame, inner, Scroll::default(), look);
            return frame.set_cursor_position(inner.as_position());
        };
        let (rows, below) = Self::areas(page);
        let tiny = page.size == Size::Tiny;
        // On a tiny page the list has no heading: its rows say what they are.
        let rows = match tiny {
            true => rows,
            false => panel(frame, rows, page.size, look, "In decks and settings", true),
        };
        let title = format!("{} of {}", self.cursor + 1, problems.len());
        let inner = panel(frame, below, page.size, look, &title, false);
        detail(current, look, page.size, inner.width).view(frame, inner, self.detail, look);
        let width = usize::from(rows.width).saturating_sub(2);
        let places = problems
            .iter()
            .map(|problem| Span::raw(place(problem, false)).width());
        let widest = if page.size >= Size::Standard { 32 } else { 20 };
        let column = places.max().unwrap_or(0).min(widest);
        list(
            frame,
            rows,
            look,
            self.scroll,
            self.cursor,
            problems.len(),
            |i| {
                let problem = problems[i];
                let mark = match problem.severity {
                    Severity::Error => "! ",
                    Severity::Warning => "  ",
                };
                let place = fit(&place(problem, false), column, look.glyphs.ellipsis);
                let gap = " ".repeat(column + 1 - Span::raw(&place).width());
                let room = width.saturating_sub(column + 3);
                Line::from(vec![
                    Span::styled(mark, look.style(role(problem))),
                    Span::raw(place + &gap),
                    Span::raw(fit(&problem.message, room, look.glyphs.ellipsis)),
                ])
            },
        );
    }

    fn shown(&mut self, trainer: &mut Trainer) -> Outcome {
        self.look_again(trainer)
            .map_or(Outcome::Stay, Outcome::notice)
    }

    fn update(&mut self, action: Action, trainer: &mut Trainer, page: Page) -> Outcome {
        match action {
            Action::Back => return Outcome::Pop,
            Action::Edit => return self.edit(trainer),
            _ => {}
        }
        let total = trainer.problems().count();
        let (rows, below) = Self::areas(page);
        let (list, panel) = if page.size == Size::Tiny {
            (0, (2, 1))
        } else {
            (2, (4, 2))
        };
        if let (Action::PageDown | Action::PageUp, Some(problem)) = (action, self.current(trainer))
        {
            let width = below.width.saturating_sub(panel.0);
            let text = detail(problem, &Look::default(), page.size, width);
            let height = below.height.saturating_sub(panel.1);
            self.detail.update(action, text.height(width), height);
            return Outcome::Stay;
        }
        self.detail = Scroll::default();
        let height = rows.height.saturating_sub(list);
        self.cursor = super::moved(self.cursor, action, total, height);
        self.scroll.follow(self.cursor, total, height);
        Outcome::Stay
    }

    fn edited(&mut self, ended: Result<(), String>, trainer: &mut Trainer, _: Page) -> Outcome {
        if let Err(why) = ended {
            return Outcome::alert(why);
        }
        let mended = self
            .current(trainer)
            .and_then(|problem| trainer.file_of(problem));
        if mended.is_some_and(|file| file == trainer.places().config_file) {
            return Outcome::Reload.and_notice("The settings are read anew.");
        }
        match self.look_again(trainer) {
            Some(news) => Outcome::notice(news),
            None => Outcome::notice("The decks are as they were."),
        }
    }
}
