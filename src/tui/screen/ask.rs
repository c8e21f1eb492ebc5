//! A setting asked for in one line of text, with what is understood of it before it is taken.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::domain::day::Day;
use crate::domain::register::Register;
use crate::training::Trainer;
use crate::training::words;
use crate::tui::action::Action;
use crate::tui::screen::Page;
use crate::tui::theme::{Look, Role};
use crate::tui::widget::dialog;
use crate::tui::widget::prose::{Prose, Scroll};
use crate::tui::widget::text_box::TextBox;

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Setting {
    /// The day of the interview.
    Date,
    /// What the interview is called.
    Name,
    /// Minutes a day.
    Minutes,
}

/// A setting with the line that is being typed for it.
#[derive(Debug)]
pub(super) struct Ask {
    setting: Setting,
    line: TextBox,
}

impl Ask {
    /// Asks for a setting, from the value it has.
    pub(super) fn new(setting: Setting, trainer: &Trainer) -> Self {
        let now = trainer.registers();
        let (value, limit) = match setting {
            Setting::Date => {
                let to_come = now.interview_date.filter(|date| *date >= trainer.day());
                (
                    to_come.map_or_else(String::new, |date| date.to_string()),
                    40,
                )
            }
            Setting::Name => (now.interview_name.clone(), 80),
            // Empty, so that what is typed replaces it.
            Setting::Minutes => (String::new(), 3),
        };
        Self {
            setting,
            line: TextBox::line(&value, limit),
        }
    }

    /// What it asks for.
    pub(super) fn setting(&self) -> Setting {
        self.setting
    }

    /// Whether nothing is typed.
    pub(super) fn is_empty(&self) -> bool {
        self.line.is_empty()
    }

    /// The value the line stands for, and how it reads; `Err` says what would be understood.
    pub(super) fn understood(&self, trainer: &Trainer) -> Result<(Register, String), String> {
        let text = self.line.text();
        let text = text.trim();
        match self.setting {
            Setting::Date if text.is_empty() => {
                Ok((Register::InterviewDate(None), "no date".into()))
            }
            Setting::Date => {
                let date = Day::to_come(text, trainer.day()).map_err(|why| why.to_string())?;
                let date_and_days = format!("{}, {}", long(date), away(date, trainer.day()));
                Ok((Register::InterviewDate(Some(date)), date_and_days))
            }
            Setting::Name => {
                let understood = if text.is_empty() { "no name" } else { "" };
                Ok((Register::InterviewName(text.into()), understood.into()))
            }
            Setting::Minutes if text.is_empty() => {
                let minutes = trainer.registers().minutes_a_day;
                Ok((
                    Register::MinutesADay(minutes),
                    format!("{minutes} minutes as it is; 5 to 240"),
                ))
            }
            Setting::Minutes => match text.parse() {
                Ok(minutes @ 5..=240) => Ok((
                    Register::MinutesADay(minutes),
                    format!("{minutes} minutes a day"),
                )),
                _ => Err("5 to 240 minutes".into()),
            },
        }
    }

    /// Keeps what the line stands for, unless it is so already. How it reads; `Err` says why it is
    /// not kept.
    pub(super) fn keep(&self, trainer: &mut Trainer) -> Result<String, String> {
        let (register, understood) = self.understood(trainer)?;
        let mut registers = trainer.registers().clone();
        registers.set(&register);
        if registers != *trainer.registers() {
            trainer.set(register).map_err(|why| why.to_string())?;
        }
        Ok(understood)
    }

    /// Moves or deletes in the line.
    pub(super) fn update(&mut self, action: Action) {
        self.line.update(action);
    }

    /// Types or pastes into the line.
    pub(super) fn insert(&mut self, text: &str) {
        self.line.insert(text);
    }

    /// Draws the line, with the terminal's cursor in it.
    pub(super) fn view(&self, frame: &mut Frame, area: Rect, look: &Look) {
        self.line.view(frame, area, look, true);
    }

    /// Draws the line in a dialog, over a word on it.
    pub(super) fn dialog(
        &self,
        frame: &mut Frame,
        page: Page,
        look: &Look,
        title: &str,
        help: (&str, Role),
    ) {
        dialog(frame, page, look, title, help, 52, &self.line);
    }
}

/// Draws a line one types in as a dialog of at most `widest` cells, over a word on what it takes.
pub(super) fn dialog(
    frame: &mut Frame,
    page: Page,
    look: &Look,
    title: &str,
    (help, role): (&str, Role),
    widest: u16,
    line: &TextBox,
) {
    let width = dialog::room(page).0.min(widest);
    let input = width.saturating_sub(2);
    let help = help.lines().fold(
        Prose::default().line(field("", input, look), 0),
        |prose, help| prose.line(Line::styled(format!(" {help}"), look.style(role)), 1),
    );
    let height = help.height(width) as u16;
    let room = dialog::open(frame, page, look, title, (width, height));
    help.view(frame, room, Scroll::default(), look);
    let area = Rect {
        x: room.x + 1,
        width: input,
        height: room.height.min(1),
        ..room
    };
    line.view(frame, area, look, true);
}

/// The ends of a line of `width` cells one types in, after `lead`.
pub(super) fn field(lead: &str, width: u16, look: &Look) -> Line<'static> {
    let gap = " ".repeat(usize::from(width));
    Line::styled(format!("{lead}[{gap}]"), look.style(Role::Muted))
}

/// `Sat 12 Dec 2026`.
pub(super) fn long(day: Day) -> String {
    day.date().format("%a %-d %b %Y").to_string()
}

/// How far away a day to come is: `today`, `tomorrow`, `in 18 days`.
pub(super) fn away(day: Day, today: Day) -> String {
    match day.since(today) {
        0 => "today".into(),
        1 => "tomorrow".into(),
        days => format!("in {}", words::count(days, "day", "days")),
    }
}
