//! The dialogs over the list: tags, names, saved searches, and what is asked before anything goes.

use ratatui::Frame;
use ratatui::text::{Line, Span};

use super::{Browse, Mode};
use crate::domain::safe_text::SafeText;
use crate::training::Trainer;
use crate::training::trainer::BATCH;
use crate::training::words::count;
use crate::tui::screen::{Page, ask};
use crate::tui::theme::{Look, Role};
use crate::tui::widget::prose::{Prose, Scroll};
use crate::tui::widget::{dialog, fit, list};

/// Cells of a dialog, where there are so many.
const WIDTH: u16 = 60;
/// Cells of the name of a saved search.
const NAME: usize = 14;
/// Where fewer tags than these can be given to as many cards, it is said.
const ROOMY: usize = 10;
/// The rows the saved searches have at most.
const MOST_ROWS: u16 = 12;

impl Browse {
    pub(super) fn dialog(&self, frame: &mut Frame, page: Page, look: &Look, trainer: &Trainer) {
        match &self.mode {
            Mode::Cards | Mode::Search => {}
            Mode::Tags { line, cards, own } => {
                let title = format!("Tags of {}", count(*cards as u32, "card", "cards"));
                let most = match BATCH / (*cards).max(1) {
                    most @ ..ROOMY => {
                        format!(" At most {} at a time.", count(most as u32, "tag", "tags"))
                    }
                    _ => String::new(),
                };
                let own = match own.is_empty() {
                    true => "No tags of your own here yet.".to_owned(),
                    false => {
                        let own: Vec<&str> = own.iter().map(SafeText::as_str).collect();
                        format!("Your own here: {}.", own.join(", "))
                    }
                };
                let help = format!(
                    "A word gives that tag, -word takes it away. Tags of a deck stay.{most}\n{own}"
                );
                ask::dialog(frame, page, look, &title, (&help, Role::Muted), WIDTH, line);
            }
            Mode::Name(line) => {
                let help = format!("of the search: {}", SafeText::line(&self.line.text()));
                let title = "Save under which name?";
                ask::dialog(frame, page, look, title, (&help, Role::Muted), WIDTH, line);
            }
            Mode::Reset(learnt) => {
                let cards = count(*learnt, "card", "cards");
                let text = format!(
                    "Begin {cards} as if new? Due day, recall, grades and lapses are forgotten. The record of attempts stays, and {} brings it all back.",
                    self.keys.undo
                );
                question(frame, page, look, "Forget what was learnt?", &text);
            }
            Mode::Forget(name) => {
                let text = format!("The saved search {name} goes. The cards stay.");
                question(frame, page, look, "Delete it?", &text);
            }
            Mode::Saved { cursor, scroll } => {
                self.saved(frame, page, look, trainer, (*cursor, *scroll));
            }
        }
    }

    fn saved(
        &self,
        frame: &mut Frame,
        page: Page,
        look: &Look,
        trainer: &Trainer,
        (cursor, scroll): (usize, Scroll),
    ) {
        let queries = &trainer.settings().queries;
        let width = dialog::room(page).0.min(WIDTH);
        if queries.is_empty() {
            let next = match (self.line.is_empty(), self.keys.save.as_str()) {
                (true, _) => "Search for something; here it can then be saved.".to_owned(),
                (false, key) => format!("{key} saves the present one under a name."),
            };
            let prose = Prose::new("No saved searches yet.", look.style(Role::Text))
                .text(&next, look.style(Role::Muted));
            let height = prose.height(width) as u16;
            let room = dialog::open(frame, page, look, "Saved searches", (width, height));
            prose.view(frame, room, Scroll::default(), look);
            frame.set_cursor_position(room.as_position());
            return;
        }
        let height = self.saved_height(trainer, page);
        let room = dialog::open(frame, page, look, "Saved searches", (width, height));
        let row = |at: usize| {
            let saved = &queries[at];
            let ellipsis = look.glyphs.ellipsis;
            let name = fit(&saved.name, NAME, ellipsis);
            let text = SafeText::line(&saved.text);
            let text = fit(
                &text,
                usize::from(room.width).saturating_sub(NAME + 4),
                ellipsis,
            );
            Line::from(vec![
                Span::raw(format!("{name:NAME$}  ")),
                Span::styled(text, look.style(Role::Muted)),
            ])
        };
        list(frame, room, look, scroll, cursor, queries.len(), row);
    }

    /// The rows the saved searches have.
    pub(super) fn saved_height(&self, trainer: &Trainer, page: Page) -> u16 {
        let all = trainer.settings().queries.len() as u16;
        all.min(MOST_ROWS).min(dialog::room(page).1)
    }
}

fn question(frame: &mut Frame, page: Page, look: &Look, title: &str, text: &str) {
    let width = dialog::room(page).0.min(WIDTH);
    let prose = Prose::new(text, look.style(Role::Text));
    let height = prose.height(width) as u16;
    let room = dialog::open(frame, page, look, title, (width, height));
    prose.view(frame, room, Scroll::default(), look);
    frame.set_cursor_position(room.as_position());
}
