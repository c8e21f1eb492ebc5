//! Home: what is due today and what to do next.

use ratatui::Frame;

use super::{Outcome, Page, Screen, Title};
use crate::training::Trainer;
use crate::tui::action::{Action, Context};
use crate::tui::theme::{Look, Role};
use crate::tui::widget::panel;
use crate::tui::widget::prose::{Prose, Scroll};

/// The first screen.
#[derive(Debug, Default)]
pub struct Home;

impl Screen for Home {
    fn context(&self) -> Context {
        Context::Home
    }

    fn title(&self, _: &Trainer, _: Page, _: &Look) -> Title {
        Title::new(["hotseat", "Home"], "")
    }

    fn view(&self, frame: &mut Frame, page: Page, look: &Look, _: &Trainer) {
        let inner = panel(frame, page.body, page.size, look, "Today", true);
        let text = "Nothing is due.";
        Prose::new(text, look.style(Role::Text)).view(frame, inner, Scroll::default(), look);
        frame.set_cursor_position(inner.as_position());
    }

    fn update(&mut self, action: Action, trainer: &mut Trainer, _: Page) -> Outcome {
        match action {
            Action::Start => match super::drill::Drill::open(trainer) {
                Some(drill) => Outcome::Push(Box::new(drill)),
                None => Outcome::Stay,
            },
            Action::Back => Outcome::Pop,
            _ => Outcome::Stay,
        }
    }
}
