//! Browse: every card there is, a line that searches them, and what can be done to several at once.

mod acting;
mod dialogs;
mod finding;
mod list;
mod preview;
mod saved;
mod view;

use std::collections::HashSet;

use ratatui::Frame;

use self::preview::Preview;
use super::{Outcome, Page, Screen, Title, moved};
use crate::domain::card::CardId;
use crate::domain::query::Query;
use crate::domain::safe_text::SafeText;
use crate::training::Trainer;
use crate::training::search::Search;
use crate::tui::action::{Action, Context};
use crate::tui::keymap::Keymap;
use crate::tui::theme::Look;
use crate::tui::widget::prose::Scroll;
use crate::tui::widget::text_box::TextBox;

/// A search holds this many characters.
const SEARCH_CHARACTERS: usize = 300;
/// The tags that are counted for the panel below.
const MOST_TAGS: usize = 30;

/// What the keys go to.
#[derive(Debug)]
enum Mode {
    /// The list, or the preview.
    Cards,
    /// The line that searches.
    Search,
    /// The line that gives and takes tags of so many cards, with those of the user's own they have.
    Tags {
        line: TextBox,
        cards: usize,
        own: Vec<SafeText>,
    },
    /// Whether to forget what was learnt of so many cards.
    Reset(u32),
    /// The saved searches.
    Saved { cursor: usize, scroll: Scroll },
    /// The name to save the search under.
    Name(TextBox),
    /// Whether to delete the saved search of that name.
    Forget(String),
}

/// What the keys of the list go to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pane {
    List,
    Preview,
}

/// The keys that Browse names, as they are bound.
#[derive(Debug, Default)]
struct Keys {
    cancel: String,
    save: String,
    undo: String,
}

/// The screen of all cards.
#[derive(Debug)]
pub struct Browse {
    search: Search,
    line: TextBox,
    query: Query,
    /// What is wrong with the search, in one line.
    mistake: Option<String>,
    /// The cards that are shown.
    found: Vec<u32>,
    cursor: usize,
    scroll: Scroll,
    selected: HashSet<CardId>,
    /// How many of them are not among those that are shown.
    hidden: usize,
    pane: Pane,
    preview: Option<Preview>,
    preview_scroll: Scroll,
    mode: Mode,
    tags: Vec<(SafeText, u32)>,
    /// The trainer's version that all this was taken from.
    version: Option<u64>,
    keys: Keys,
}

impl Browse {
    /// Every card, once it is shown.
    pub fn open() -> Self {
        Self {
            search: Search::default(),
            line: TextBox::line("", SEARCH_CHARACTERS),
            query: Query::default(),
            mistake: None,
            found: Vec::new(),
            cursor: 0,
            scroll: Scroll::default(),
            selected: HashSet::new(),
            hidden: 0,
            pane: Pane::List,
            preview: None,
            preview_scroll: Scroll::default(),
            mode: Mode::Cards,
            tags: Vec::new(),
            version: None,
            keys: Keys::default(),
        }
    }

    fn roam(&mut self, action: Action, trainer: &Trainer, page: Page) {
        if self.pane == Pane::Preview && matches!(self.mode, Mode::Cards) {
            let (total, height) = self.preview_size(page);
            self.preview_scroll.update(action, total, height);
            return;
        }
        let (total, height) = (self.found.len(), self.list_height(page));
        let row = moved(self.cursor, action, total, height);
        if row != self.cursor {
            self.go_to(row, trainer);
        }
        self.scroll.follow(self.cursor, total, height);
    }

    fn select(&mut self, trainer: &Trainer, page: Page) {
        let card = self.at_cursor();
        let Some(info) = card.and_then(|index| trainer.cards().get(index as usize)) else {
            return;
        };
        if !self.selected.remove(&info.id) {
            self.selected.insert(info.id.clone());
        }
        let pane = std::mem::replace(&mut self.pane, Pane::List);
        self.roam(Action::Down, trainer, page);
        self.pane = pane;
    }

    /// Selects all that is shown, or lets it all go where all of it is.
    fn select_all(&mut self, trainer: &Trainer) {
        let shown = self.found.iter();
        let shown = || {
            shown
                .clone()
                .map(|index| &trainer.cards()[*index as usize].id)
        };
        if shown().all(|id| self.selected.contains(id)) {
            for id in shown() {
                self.selected.remove(id);
            }
        } else {
            self.selected.extend(shown().cloned());
        }
    }

    /// One step back: from the preview, the selection, the search, and at last from the screen.
    fn cancel(&mut self, trainer: &Trainer) -> Outcome {
        if self.pane == Pane::Preview {
            self.pane = Pane::List;
        } else if !self.selected.is_empty() {
            self.selected.clear();
            self.hidden = 0;
        } else if !self.line.is_empty() {
            self.line = TextBox::line("", SEARCH_CHARACTERS);
            self.look_again(trainer);
            self.scroll = Scroll::default();
        } else {
            return Outcome::Pop;
        }
        Outcome::Stay
    }

    fn act(&mut self, action: Action, trainer: &mut Trainer, page: Page) -> Outcome {
        match action {
            Action::Filter => self.mode = Mode::Search,
            Action::Open => return self.open_card(trainer),
            Action::Select => self.select(trainer, page),
            Action::SelectAll => self.select_all(trainer),
            Action::DrillCards => return self.drill(trainer),
            Action::Sort if !self.query.words.is_empty() => {
                return Outcome::notice("While words are searched for, the best match is first.");
            }
            Action::Sort => {
                let next = self.search.sort().next();
                self.search.sort_by(next, trainer);
                self.look_again(trainer);
            }
            Action::Tags => return self.ask_tags(trainer),
            Action::Star => return self.star(trainer),
            Action::SuspendCard => return self.suspend(trainer),
            Action::Bury => return self.bury(trainer),
            Action::Reset => return self.ask_reset(trainer),
            Action::Saved => self.mode = Mode::saved(0),
            Action::Undo | Action::Redo => {
                return self.undo(action == Action::Redo, trainer);
            }
            Action::Pane => {
                self.pane = match self.pane {
                    Pane::List => Pane::Preview,
                    Pane::Preview => Pane::List,
                }
            }
            Action::Cancel => return self.cancel(trainer),
            Action::Back => return Outcome::Pop,
            action => self.roam(action, trainer, page),
        }
        Outcome::Stay
    }

    fn search(&mut self, action: Action, trainer: &Trainer, page: Page) {
        match action {
            Action::Accept | Action::Cancel => self.mode = Mode::Cards,
            action if self.line.update(action) => self.look_anew(trainer),
            action => self.roam(action, trainer, page),
        }
    }
}

impl Screen for Browse {
    fn context(&self) -> Context {
        match self.mode {
            Mode::Cards => Context::Browse,
            Mode::Search => Context::Search,
            Mode::Tags { .. } | Mode::Name(_) => Context::TextLine,
            Mode::Reset(_) | Mode::Forget(_) => Context::Confirm,
            Mode::Saved { .. } => Context::SavedSearches,
        }
    }

    fn offers(&self, action: Action, trainer: &Trainer, _: Page) -> bool {
        let has_cards = !self.found.is_empty();
        let is_saved = matches!(self.mode, Mode::Saved { .. });
        match action {
            Action::SaveQuery => !self.line.is_empty(),
            Action::Open | Action::Delete | Action::Down | Action::Up if is_saved => {
                !trainer.settings().queries.is_empty()
            }
            Action::Down | Action::Up if matches!(self.mode, Mode::Search) => has_cards,
            Action::Open | Action::Select | Action::SelectAll | Action::Pane => has_cards,
            Action::Sort => has_cards && self.query.words.is_empty(),
            Action::DrillCards
            | Action::Tags
            | Action::Star
            | Action::SuspendCard
            | Action::Bury
            | Action::Reset => has_cards || !self.selected.is_empty(),
            _ => true,
        }
    }

    fn title(&self, trainer: &Trainer, page: Page, look: &Look) -> Title {
        self.heading(trainer, page, look)
    }

    fn view(&self, frame: &mut Frame, page: Page, look: &Look, trainer: &Trainer) {
        self.draw(frame, page, look, trainer);
    }

    fn bound(&mut self, keymap: &Keymap) {
        let key = |context, action| {
            let chords = keymap.chords(context, action);
            chords.first().map(ToString::to_string).unwrap_or_default()
        };
        self.keys = Keys {
            cancel: key(Context::Browse, Action::Cancel),
            save: key(Context::SavedSearches, Action::SaveQuery),
            undo: key(Context::Browse, Action::Undo),
        };
    }

    fn shown(&mut self, trainer: &mut Trainer) -> Outcome {
        trainer.refresh();
        self.renew(trainer);
        Outcome::Stay
    }

    fn update(&mut self, action: Action, trainer: &mut Trainer, page: Page) -> Outcome {
        if let Mode::Tags { line, .. } | Mode::Name(line) = &mut self.mode
            && line.update(action)
        {
            return Outcome::Stay;
        }
        match &self.mode {
            Mode::Cards => return self.act(action, trainer, page),
            Mode::Search => self.search(action, trainer, page),
            Mode::Tags { .. } => return self.tag(action, trainer),
            Mode::Name(_) => return self.save(action, trainer),
            Mode::Reset(_) => return self.reset(action, trainer),
            Mode::Saved { .. } => return self.choose(action, trainer, page),
            Mode::Forget(_) => return self.forget(action, trainer),
        }
        Outcome::Stay
    }

    fn insert(&mut self, text: &str, trainer: &mut Trainer, _: Page) -> Outcome {
        match &mut self.mode {
            Mode::Search => {
                self.line.insert(text);
                self.look_anew(trainer);
            }
            Mode::Tags { line, .. } | Mode::Name(line) => drop(line.insert(text)),
            _ => {}
        }
        Outcome::Stay
    }
}
