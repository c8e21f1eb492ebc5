//! The program without its terminal: a stack of screens, one notice, and the way from a chord to an outcome.

use std::time::Duration;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Clear;

use super::action::{Action, Context};
use super::chord::Chord;
use super::keymap::Keymap;
use super::screen::drill::Drill;
use super::screen::help::Help;
use super::screen::palette::Palette;
use super::screen::{Edit, Notice, Outcome, Page, Screen};
use super::theme::{Look, Role};
use super::widget;
use super::widget::hints;
use crate::domain::safe_text::SafeText;
use crate::training::Trainer;
use crate::training::session::Wish;

/// What the app cannot do by itself: whoever drives it does it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use]
pub enum Request {
    /// Nothing but a new drawing.
    None,
    /// End the program.
    Quit,
    /// Stop, for the shell.
    Shell,
    /// Draw every cell anew.
    Redraw,
    /// Run the user's editor, then call [`App::edited`].
    Edit(Edit),
}

/// The keys of the settings; what is wrong with them is a problem like others.
fn keymap(trainer: &mut Trainer) -> Keymap {
    let (keymap, problems) = Keymap::new(&trainer.settings().keys);
    trainer.add_problems(problems);
    keymap
}

/// The program without its terminal. Tests, scripts and the event loop drive it the same way.
pub struct App {
    trainer: Trainer,
    keymap: Keymap,
    look: Look,
    /// Never empty before the end; the last is on top.
    screens: Vec<Box<dyn Screen>>,
    notice: Option<Notice>,
    area: Rect,
}

impl App {
    /// Opens on `first`, on a terminal of 80x24 until [`resize`](Self::resize) says otherwise.
    pub fn new(
        mut trainer: Trainer,
        look: Look,
        first: impl FnOnce(&mut Trainer) -> Box<dyn Screen>,
    ) -> Self {
        let keymap = keymap(&mut trainer);
        let first = first(&mut trainer);
        let mut app = Self {
            trainer,
            keymap,
            look,
            screens: Vec::new(),
            notice: None,
            area: Rect::new(0, 0, 80, 24),
        };
        // Nothing runs yet that could be asked for anything.
        let _ = app.open(first);
        app
    }

    /// The terminal has the focus again, or the program its terminal.
    pub fn returned(&mut self) -> Request {
        self.front()
    }

    /// The screen on top has come to the front.
    fn front(&mut self) -> Request {
        let Some(top) = self.screens.last_mut() else {
            return Request::None;
        };
        let outcome = top.shown(&mut self.trainer);
        self.follow(outcome)
    }

    /// The state the screens work on.
    pub fn trainer(&self) -> &Trainer {
        &self.trainer
    }

    /// Shows a notice until the next key.
    pub fn tell(&mut self, notice: Notice) {
        self.notice = Some(notice);
    }

    /// What the notice says, if there is one.
    pub fn notice(&self) -> Option<&str> {
        self.notice.as_ref().map(|notice| notice.text.as_str())
    }

    /// The terminal has this many cells.
    pub fn resize(&mut self, width: u16, height: u16) {
        self.area = Rect::new(0, 0, width, height);
    }

    /// A key.
    pub fn press(&mut self, chord: Chord) -> Request {
        self.notice = None;
        let Some(context) = self.screens.last().map(|top| top.context()) else {
            return Request::Quit;
        };
        let action = self.keymap.action(context, chord);
        if Page::of(self.area).is_none() {
            // Nothing can be seen, so nothing but the end is done.
            return match action {
                Some(Action::QuitNow | Action::Back) => Request::Quit,
                _ if chord.types() == Some('q') => Request::Quit,
                _ => Request::None,
            };
        }
        match (action, chord.types()) {
            (Some(action), _) => self.act(action),
            (None, Some(c)) => self.insert(c.encode_utf8(&mut [0; 4])),
            (None, None) => Request::None,
        }
    }

    /// Goes straight into a sitting, over the first screen; false when there is nothing to ask.
    pub fn start_drill(&mut self, wish: Wish) -> bool {
        self.trainer.begin(wish);
        let drill = Drill::open(&mut self.trainer);
        let opened = drill.is_some();
        self.screens
            .extend(drill.map(|drill| Box::new(drill) as Box<dyn Screen>));
        opened
    }

    /// Goes straight to a screen, over the first one.
    pub fn start_with(&mut self, screen: Box<dyn Screen>) {
        // Nothing runs yet that could be asked for anything.
        let _ = self.open(screen);
    }

    /// Whether a box is open, so that keys type.
    pub fn is_typing(&self) -> bool {
        self.screens
            .last()
            .is_some_and(|top| top.context().is_typing())
    }

    /// Whether the box that is open holds several lines.
    pub fn is_typing_lines(&self) -> bool {
        let top = self.screens.last();
        top.is_some_and(|top| top.context() == Context::TextBox)
    }

    /// A paste: text for a box, never commands.
    pub fn paste(&mut self, text: &str) -> Request {
        self.notice = None;
        self.insert(text)
    }

    fn insert(&mut self, text: &str) -> Request {
        let (Some(page), Some(top)) = (Page::of(self.area), self.screens.last_mut()) else {
            return Request::None;
        };
        if !top.context().is_typing() {
            return Request::None;
        }
        let outcome = top.insert(text, &mut self.trainer, page);
        self.follow(outcome)
    }

    /// Does what a chord or the palette asks for.
    fn act(&mut self, action: Action) -> Request {
        let (Some(page), Some(top)) = (Page::of(self.area), self.screens.last_mut()) else {
            return Request::None;
        };
        let context = top.context();
        match (action, context) {
            // The key that opened it closes it.
            (Action::Help, Context::Help) | (Action::Palette, Context::Palette) => {
                self.follow(Outcome::Pop)
            }
            (Action::Help, _) => self.open(Box::new(Help::new(&self.keymap, context))),
            (Action::Palette, _) => self.open(Box::new(Palette::new(&self.keymap, context))),
            (Action::QuitNow, _) => Request::Quit,
            (Action::Shell, _) => Request::Shell,
            (Action::Redraw, _) => Request::Redraw,
            (action, _) => {
                let outcome = top.update(action, &mut self.trainer, page);
                self.follow(outcome)
            }
        }
    }

    fn open(&mut self, mut screen: Box<dyn Screen>) -> Request {
        screen.bound(&self.keymap);
        self.screens.push(screen);
        self.front()
    }

    fn follow(&mut self, outcome: Outcome) -> Request {
        match outcome {
            Outcome::Stay => Request::None,
            Outcome::Push(screen) => self.open(screen),
            Outcome::Replace(screen) => {
                self.screens.pop();
                self.open(screen)
            }
            Outcome::BackTo(screen) => {
                let context = screen.context();
                let mut open = self.screens.iter();
                match open.rposition(|open| open.context() == context) {
                    Some(at) => {
                        self.screens.truncate(at + 1);
                        self.front()
                    }
                    None => self.follow(Outcome::Replace(screen)),
                }
            }
            Outcome::Pop => {
                if self.screens.len() == 1 {
                    return Request::Quit;
                }
                self.screens.pop();
                self.front()
            }
            Outcome::Run(action) => {
                self.screens.pop();
                self.act(action)
            }
            Outcome::Edit(edit) => Request::Edit(edit),
            Outcome::Reload => {
                self.reload();
                self.front()
            }
            Outcome::With(outcome, notice) => {
                self.notice = Some(notice);
                self.follow(*outcome)
            }
        }
    }

    fn reload(&mut self) {
        if self.trainer.reload_settings() {
            self.look = self.look.with(self.trainer.settings());
        }
        self.keymap = keymap(&mut self.trainer);
        for screen in &mut self.screens {
            screen.bound(&self.keymap);
        }
    }

    /// How long until what is shown changes by itself.
    pub fn wake(&self) -> Option<Duration> {
        let seen = self.screens.iter().skip(self.lowest_seen());
        seen.filter_map(|screen| screen.wake(&self.trainer)).min()
    }

    /// The time asked for with [`wake`](Self::wake) is over.
    pub fn woken(&mut self) -> Request {
        let (Some(page), Some(top)) = (Page::of(self.area), self.screens.last_mut()) else {
            return Request::None;
        };
        let outcome = top.woken(&mut self.trainer, page);
        self.follow(outcome)
    }

    /// The editor asked for has ended.
    pub fn edited(&mut self, ended: Result<(), String>) -> Request {
        let page = Page::of(self.area).or_else(|| Page::of(Rect::new(0, 0, 80, 24)));
        let (Some(page), Some(top)) = (page, self.screens.last_mut()) else {
            return Request::None;
        };
        let outcome = top.edited(ended, &mut self.trainer, page);
        self.follow(outcome)
    }

    /// The program is about to end or to stop: every screen keeps what is being entered.
    pub fn leave(&mut self) {
        for screen in self.screens.iter_mut().rev() {
            screen.leave(&mut self.trainer);
        }
    }

    /// The program has ended: what is being entered and the caches are written.
    pub fn close(&mut self) {
        self.leave();
        self.trainer.close();
    }

    /// Draws everything; changes nothing.
    pub fn draw(&self, frame: &mut Frame) {
        let area = frame.area();
        let Some(page) = Page::of(area) else {
            let line = widget::fit("too small · q quits", usize::from(area.width), "");
            frame.render_widget(Line::raw(line), area);
            return;
        };
        for screen in &self.screens[self.lowest_seen()..] {
            screen.view(frame, page, &self.look, &self.trainer);
        }
        self.draw_title(frame, page);
        self.draw_footer(frame, page);
        if let Some(notice) = &self.notice {
            let width = usize::from(page.notice.width).saturating_sub(2);
            let text = widget::fit(
                &SafeText::line(&notice.text),
                width,
                self.look.glyphs.ellipsis,
            );
            // Over the footer it has to cover the keys beneath, and their look.
            frame.render_widget(Clear, page.notice);
            let line = Line::styled(format!(" {text}"), self.look.style(notice.role));
            frame.render_widget(line, page.notice);
        }
    }

    fn lowest_seen(&self) -> usize {
        let seen = self.screens.iter().rposition(|screen| !screen.is_overlay());
        seen.unwrap_or(0)
    }

    fn draw_title(&self, frame: &mut Frame, page: Page) {
        let Some(screen) = self.screens.get(self.lowest_seen()) else {
            return;
        };
        let title = screen.title(&self.trainer, page, &self.look);
        let width = usize::from(page.title.width).saturating_sub(2);
        let crumb = format!(" {} ", self.look.glyphs.crumb);
        let mut path = title.path.as_slice();
        while path.len() > 1 && Span::raw(path.join(&crumb)).width() > width {
            path = &path[1..];
        }
        let text = widget::fit(&path.join(&crumb), width, self.look.glyphs.ellipsis);
        let left = Line::styled(format!(" {text}"), self.look.style(Role::Title));
        let room = width.saturating_sub(left.width() + 1);
        frame.render_widget(left, page.title);
        if title.right.width() <= room {
            let area = Rect {
                width: page.title.width - 1,
                ..page.title
            };
            frame.render_widget(title.right.right_aligned(), area);
        }
    }

    fn draw_footer(&self, frame: &mut Frame, page: Page) {
        if let Some(top) = self.screens.last() {
            let width = usize::from(page.footer.width).saturating_sub(2);
            let hints = self.keymap.footer(top.context(), width, |action| {
                top.offers(action, &self.trainer, page)
            });
            frame.render_widget(hints::line(hints, &self.look), page.footer);
        }
    }
}
