//! Searches saved under a name: used, saved, deleted.

use super::{Browse, Mode, SEARCH_CHARACTERS};
use crate::domain::settings::SavedQuery;
use crate::training::Trainer;
use crate::tui::action::Action;
use crate::tui::screen::{Outcome, Page, moved};
use crate::tui::widget::prose::Scroll;
use crate::tui::widget::text_box::TextBox;

/// A name has at most this many characters.
const NAME_CHARACTERS: usize = 40;

impl Mode {
    pub(super) fn saved(cursor: usize) -> Self {
        Self::Saved {
            cursor,
            scroll: Scroll::default(),
        }
    }
}

impl Browse {
    /// A key on the list of saved searches.
    pub(super) fn choose(&mut self, action: Action, trainer: &Trainer, page: Page) -> Outcome {
        let height = self.saved_height(trainer, page);
        let Mode::Saved { cursor, scroll } = &mut self.mode else {
            return Outcome::Stay;
        };
        let queries = &trainer.settings().queries;
        let chosen = queries.get(*cursor);
        match (action, chosen) {
            (Action::Back, _) => self.mode = Mode::Cards,
            (Action::Open, Some(saved)) => {
                self.line = TextBox::line(&saved.text, SEARCH_CHARACTERS);
                self.mode = Mode::Cards;
                self.look_anew(trainer);
            }
            (Action::SaveQuery, _) if self.line.is_empty() => {
                return Outcome::notice("Search for something first; then it can be saved.");
            }
            (Action::SaveQuery, _) => self.mode = Mode::Name(TextBox::line("", NAME_CHARACTERS)),
            (Action::Delete, Some(saved)) => self.mode = Mode::Forget(saved.name.clone()),
            (Action::Open | Action::Delete, None) => {}
            (action, _) => {
                *cursor = moved(*cursor, action, queries.len(), height);
                scroll.follow(*cursor, queries.len(), height);
            }
        }
        Outcome::Stay
    }

    /// A key while a name is typed.
    pub(super) fn save(&mut self, action: Action, trainer: &Trainer) -> Outcome {
        let Mode::Name(line) = &self.mode else {
            return Outcome::Stay;
        };
        let name = line.text().trim().to_owned();
        match action {
            Action::Cancel => {
                self.mode = Mode::saved(0);
                return Outcome::Stay;
            }
            Action::Accept if name.is_empty() => return Outcome::Stay,
            Action::Accept => {}
            _ => return Outcome::Stay,
        }
        if !SavedQuery::is_name(&name) {
            return Outcome::alert("A name is one word of letters, digits, - and _.");
        }
        let text = self.line.text();
        if names_itself(&text, &name) {
            return Outcome::alert(format!(
                "The search has saved:{name} in it; take another name."
            ));
        }
        if let Err(why) = trainer.save_query(&name, text.trim()) {
            return Outcome::alert(why.to_string());
        }
        self.mode = Mode::Cards;
        Outcome::Reload.and_notice(format!("Saved; saved:{name} finds it anywhere."))
    }

    /// The answer to whether a saved search is to be deleted.
    pub(super) fn forget(&mut self, action: Action, trainer: &Trainer) -> Outcome {
        let Mode::Forget(name) = &self.mode else {
            return Outcome::Stay;
        };
        match action {
            Action::Yes => {
                if let Err(why) = trainer.save_query(name, "") {
                    return Outcome::alert(why.to_string());
                }
                let said = format!("Deleted: {name}.");
                self.mode = Mode::saved(0);
                Outcome::Reload.and_notice(said)
            }
            Action::No => {
                self.mode = Mode::saved(0);
                Outcome::Stay
            }
            _ => Outcome::Stay,
        }
    }
}

/// Whether a search would lead back to itself under a name.
fn names_itself(text: &str, name: &str) -> bool {
    let own = format!("saved:{name}");
    text.split_whitespace()
        .any(|term| term.trim_start_matches('-') == own)
}
