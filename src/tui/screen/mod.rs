//! What a screen is: a context, a view that changes nothing, and an answer to each action.

pub mod answers;
mod ask;
pub mod browse;
pub mod detail;
pub mod drill;
pub mod first_run;
pub mod help;
pub mod home;
pub mod info;
pub mod mock;
mod news;
pub mod palette;
pub mod problems;
pub mod session_end;
pub mod statistics;
mod story;
mod undone;
pub mod weak;

use std::path::PathBuf;
use std::time::Duration;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::action::{Action, Context};
use super::keymap::Keymap;
use super::theme::{Look, Role};
use crate::training::Trainer;

/// The screen the program opens on.
pub fn first(trainer: &Trainer) -> Box<dyn Screen> {
    Box::new(home::Home::open(trainer))
}

/// A screen of the program. The app owns the frame around it: title line, notice, footer, help, palette.
pub trait Screen {
    /// Which rows of the catalogue apply now. It may change with every action.
    fn context(&self) -> Context;

    /// Whether an action of [`context`](Self::context) would do anything now, on this page: the footer
    /// shows no others.
    fn offers(&self, action: Action, trainer: &Trainer, page: Page) -> bool {
        let _ = (action, trainer, page);
        true
    }

    /// What the title line says.
    fn title(&self, trainer: &Trainer, page: Page, look: &Look) -> Title;

    /// Draws the body. A screen with a focused item puts the terminal's cursor on it.
    fn view(&self, frame: &mut Frame, page: Page, look: &Look, trainer: &Trainer);

    /// Which keys ask for what: told when it is opened, and when they are bound anew. For a screen whose
    /// text names a key.
    fn bound(&mut self, keymap: &Keymap) {
        let _ = keymap;
    }

    /// Does what was asked. Only actions of [`context`](Self::context)'s chain come here.
    fn update(&mut self, action: Action, trainer: &mut Trainer, page: Page) -> Outcome;

    /// It has come to the front: opened, returned to from the screen above, or its terminal has the
    /// focus again. What may have changed meanwhile is looked at anew.
    fn shown(&mut self, trainer: &mut Trainer) -> Outcome {
        let _ = trainer;
        Outcome::Stay
    }

    /// Whether the screen beneath stays visible around this one.
    fn is_overlay(&self) -> bool {
        false
    }

    /// Takes typed or pasted text; asked only while the context is a typing one.
    fn insert(&mut self, text: &str, trainer: &mut Trainer, page: Page) -> Outcome {
        let _ = (text, trainer, page);
        Outcome::Stay
    }

    /// How long until the view changes by itself; none while it does not.
    fn wake(&self, trainer: &Trainer) -> Option<Duration> {
        let _ = trainer;
        None
    }

    /// The time asked for with [`wake`](Self::wake) is over. The view is drawn anew afterwards.
    fn woken(&mut self, trainer: &mut Trainer, page: Page) -> Outcome {
        let _ = (trainer, page);
        Outcome::Stay
    }

    /// The editor asked for with [`Outcome::Edit`] has ended; `Err` says why it did not run.
    fn edited(&mut self, ended: Result<(), String>, trainer: &mut Trainer, page: Page) -> Outcome {
        let _ = (trainer, page);
        match ended {
            Ok(()) => Outcome::Stay,
            Err(why) => Outcome::alert(why),
        }
    }

    /// The program is about to end or to stop: keep what is being entered. Takes no more than a moment.
    fn leave(&mut self, trainer: &mut Trainer) {
        let _ = trainer;
    }
}

/// What follows from an action.
pub enum Outcome {
    /// Nothing but a new drawing.
    Stay,
    /// Open a screen over this one.
    Push(Box<dyn Screen>),
    /// Open a screen in the place of this one.
    Replace(Box<dyn Screen>),
    /// Back to the screen of this one's kind that is open below, else this one in the place of the present.
    BackTo(Box<dyn Screen>),
    /// Close this screen and ask the one below for an action.
    Run(Action),
    /// Back to the screen below; from the last one it ends the program.
    Pop,
    /// Open a file in the user's editor; [`Screen::edited`] hears of the end.
    Edit(Edit),
    /// Read the settings anew; then this screen comes to the front once more.
    Reload,
    /// Something else, with a notice.
    With(Box<Outcome>, Notice),
}

impl Outcome {
    /// Stays, and tells the user something.
    pub fn notice(text: impl Into<String>) -> Self {
        Self::Stay.and_notice(text)
    }

    /// Stays, and tells the user what went wrong.
    pub fn alert(text: impl Into<String>) -> Self {
        Self::Stay.and_alert(text)
    }

    /// The same, and a notice.
    #[must_use]
    pub fn and_notice(self, text: impl Into<String>) -> Self {
        self.with(text.into(), Role::Text)
    }

    /// The same, and what went wrong.
    #[must_use]
    pub fn and_alert(self, text: impl Into<String>) -> Self {
        self.with(text.into(), Role::Bad)
    }

    fn with(self, text: String, role: Role) -> Self {
        Self::With(Box::new(self), Notice { text, role })
    }
}

/// One line to the user, gone at the next key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// What it says.
    pub text: String,
    /// Whether it is bad news.
    pub role: Role,
}

/// A file for the user's editor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The file.
    pub path: PathBuf,
    /// The line to start on, for editors that take `+LINE`.
    pub line: Option<usize>,
}

/// The title line: where one is, and how things stand.
#[derive(Clone, Debug, Default)]
pub struct Title {
    /// From the outside in; where room is short the outer ones go first.
    pub path: Vec<String>,
    /// At the right edge; left out where there is no room.
    pub right: Line<'static>,
}

impl Title {
    /// A path and what stands at the right edge.
    pub fn new<const N: usize>(path: [&str; N], right: impl Into<Line<'static>>) -> Self {
        Self {
            path: path.map(str::to_owned).to_vec(),
            right: right.into(),
        }
    }
}

/// How much room there is; each has its own composition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Size {
    /// At least 40x12: no borders.
    Tiny,
    /// At least 60x18: one column.
    Compact,
    /// At least 80x24.
    Standard,
    /// At least 100x28: two columns.
    Wide,
}

/// The frame around a screen: the one decision about sizes, made once a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    /// How much room there is.
    pub size: Size,
    /// The app's first line.
    pub title: Rect,
    /// The screen's own part.
    pub body: Rect,
    /// Where a notice stands; on small pages that is the footer.
    pub notice: Rect,
    /// The app's last line.
    pub footer: Rect,
}

impl Page {
    /// The parts of `area`, or none where it is too small to compose anything.
    pub fn of(area: Rect) -> Option<Self> {
        let size = match (area.width, area.height) {
            (100.., 28..) => Size::Wide,
            (80.., 24..) => Size::Standard,
            (60.., 18..) => Size::Compact,
            (40.., 12..) => Size::Tiny,
            _ => return None,
        };
        let line = |y| Rect {
            y,
            height: 1,
            ..area
        };
        let footer = line(area.bottom() - 1);
        let notice = if size >= Size::Standard {
            line(area.bottom() - 2)
        } else {
            footer
        };
        Some(Self {
            size,
            title: line(area.y),
            body: Rect {
                y: area.y + 1,
                height: notice.y - area.y - 1,
                ..area
            },
            notice,
            footer,
        })
    }
}

/// Where the cursor of a list goes.
fn moved(cursor: usize, action: Action, total: usize, height: u16) -> usize {
    let half = usize::from(height / 2).max(1);
    let to = match action {
        Action::Down => cursor + 1,
        Action::Up => cursor.saturating_sub(1),
        Action::PageDown => cursor + half,
        Action::PageUp => cursor.saturating_sub(half),
        Action::First => 0,
        Action::Last => total,
        _ => cursor,
    };
    to.min(total.saturating_sub(1))
}
