//! The end of a sitting: what it brought.

use ratatui::Frame;

use super::{Outcome, Page, Screen, Title};
use crate::training::Trainer;
use crate::tui::action::{Action, Context};
use crate::tui::theme::{Look, Role};
use crate::tui::widget::panel;
use crate::tui::widget::prose::{Prose, Scroll};

/// The end of a sitting.
#[derive(Debug)]
pub struct SessionEnd;

impl SessionEnd {
    /// Sums up the sitting at hand.
    pub fn new(_: &Trainer) -> Self {
        Self
    }
}

impl Screen for SessionEnd {
    fn context(&self) -> Context {
        Context::SessionEnd
    }

    fn title(&self, _: &Trainer, _: Page, _: &Look) -> Title {
        Title::new(["Session"], "")
    }

    fn view(&self, frame: &mut Frame, page: Page, look: &Look, trainer: &Trainer) {
        let inner = panel(frame, page.body, page.size, look, "Session", true);
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
