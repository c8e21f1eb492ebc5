//! What is known about a card.

use ratatui::Frame;

use super::{Outcome, Page, Screen, Title};
use crate::training::Trainer;
use crate::tui::action::{Action, Context};
use crate::tui::theme::{Look, Role};
use crate::tui::widget::panel;
use crate::tui::widget::prose::{Prose, Scroll};

/// What is known about a card.
#[derive(Debug)]
pub struct Info;

impl Info {
    /// Of the card on the screen.
    pub fn of_showing(_: &Trainer) -> Self {
        Self
    }
}

impl Screen for Info {
    fn context(&self) -> Context {
        Context::Info
    }

    fn title(&self, _: &Trainer, _: Page, _: &Look) -> Title {
        Title::new(["Card"], "")
    }

    fn view(&self, frame: &mut Frame, page: Page, look: &Look, trainer: &Trainer) {
        let inner = panel(frame, page.body, page.size, look, "Card", true);
        let closing = trainer.closing();
        let text = format!("{}\n{}\n{}", closing.brought, closing.weakest, closing.next);
        Prose::new(&text, look.style(Role::Text)).view(frame, inner, Scroll::default(), look);
    }

    fn update(&mut self, action: Action, _: &mut Trainer, _: Page) -> Outcome {
        match action {
            Action::Accept | Action::Back => Outcome::Pop,
            _ => Outcome::Stay,
        }
    }
}
