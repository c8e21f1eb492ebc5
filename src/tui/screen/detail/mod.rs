//! Card detail: the card, what memory holds of it, and every attempt at it.
//!
//! Old answers show here: nobody is about to answer. While a card is answered,
//! [`super::info::Info`] keeps them hidden.

mod attempt;
mod card;
mod comparison;
mod deeds;
mod drawing;
mod history;
mod memory;

use ratatui::Frame;
use ratatui::text::Span;

use super::{Outcome, Page, Screen, Size, Title};
use crate::domain::card::{Card, CardId};
use crate::domain::curve::Curve;
use crate::domain::entry::Spot;
use crate::domain::safe_text::SafeText;
use crate::training::Trainer;
use crate::training::session::Wish;
use crate::training::told::Told;
use crate::tui::action::{Action, Context};
use crate::tui::keymap::Keymap;
use crate::tui::theme::{Look, Role};
use crate::tui::widget::prose::{self, Scroll};
pub use attempt::AttemptScreen;
pub use comparison::ComparisonScreen;
use drawing::Drawing;
use history::Row;

/// A part of the screen that the moving keys act on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pane {
    Card,
    Memory,
    History,
}

impl Pane {
    const ALL: [Self; 3] = [Self::Card, Self::Memory, Self::History];

    fn title(self) -> &'static str {
        match self {
            Self::Card => "Card",
            Self::Memory => "Memory",
            Self::History => "History",
        }
    }

    fn next(self) -> Self {
        match self {
            Self::Card => Self::Memory,
            Self::Memory => Self::History,
            Self::History => Self::Card,
        }
    }
}

/// The keys that the screen names, as they are bound.
#[derive(Debug, Default)]
struct Keys {
    drill: String,
    read: String,
    compare: String,
    suspend: String,
}

/// A card in full detail.
#[derive(Debug)]
pub struct Detail {
    /// The screen it was opened from, for the title.
    from: &'static str,
    /// The cards one can go on to, and the place of this one.
    ids: Vec<CardId>,
    at: usize,
    /// The card; `Err` says why it cannot be read.
    card: Result<Card, String>,
    /// Newest first.
    rows: Vec<Row>,
    /// Why the attempts cannot be read.
    unread: Option<String>,
    curve: Curve,
    /// The attempt under the cursor, and what it tells.
    cursor: usize,
    told: Option<Told>,
    scroll: Scroll,
    /// The attempt that another is to be compared with.
    selected: Option<Spot>,
    /// None until one is chosen: the card on small pages, the history on others.
    pane: Option<Pane>,
    /// Of the panes of the card and of memory.
    scrolls: [Scroll; 2],
    keys: Keys,
}

impl Detail {
    /// Opens one of `ids`, over the screen called `from`; the others can be gone on to. It is read once
    /// it is shown.
    pub fn open(from: &'static str, ids: Vec<CardId>, at: usize) -> Self {
        Self {
            from,
            at: at.min(ids.len().saturating_sub(1)),
            ids,
            card: Err(String::new()),
            rows: Vec::new(),
            unread: None,
            curve: Curve::default(),
            cursor: 0,
            told: None,
            scroll: Scroll::default(),
            selected: None,
            pane: None,
            scrolls: Default::default(),
            keys: Keys::default(),
        }
    }

    /// Opens a card by itself.
    pub fn of(from: &'static str, id: CardId) -> Self {
        Self::open(from, vec![id], 0)
    }

    /// The card that is shown; none where the list was empty.
    fn id(&self) -> Option<&CardId> {
        self.ids.get(self.at)
    }

    /// Reads the card and its attempts anew.
    fn read(&mut self, trainer: &Trainer) {
        let Some(id) = self.id().cloned() else {
            self.card = Err("No card is chosen.".into());
            return;
        };
        self.card = match trainer.index_of(&id) {
            Some(index) => trainer
                .card(index)
                .map_err(|problem| problem.message.to_string()),
            None => Err(format!(
                "{} is in no deck any more.",
                SafeText::line(id.as_str())
            )),
        };
        let (attempts, unread) = match trainer.attempts_of(&id) {
            Ok(attempts) => (attempts, None),
            Err(why) => (Vec::new(), Some(why.to_string())),
        };
        // Memory knows nothing of what was before the card was begun anew.
        let known = trainer.seen(&id).map_or(0, |seen| seen.attempts as usize);
        let since = attempts.len().saturating_sub(known);
        let played = attempts[since..].iter().map(|(_, attempt)| attempt);
        self.curve = Curve::replay(trainer.model(), &id, played);
        let rows = attempts.into_iter().rev();
        self.rows = rows
            .map(|placed| Row::new(placed, self.card.as_ref().ok(), trainer))
            .collect();
        self.unread = unread;
        self.cursor = self.cursor.min(self.rows.len().saturating_sub(1));
        let is_there = |spot: &Spot| self.rows.iter().any(|row| row.spot == *spot);
        self.selected = self.selected.filter(is_there);
        self.tell();
    }

    /// Takes in what the attempt under the cursor tells.
    fn tell(&mut self) {
        let row = self.rows.get(self.cursor);
        self.told = row.map(|row| Told::new(&row.attempt, self.card.as_ref().ok()));
    }

    /// Whether the attempts can be seen: on small pages only while theirs is the panel.
    fn shows_history(&self, page: Page) -> bool {
        page.size >= Size::Standard || self.pane(page) == Pane::History
    }

    /// Goes `by` cards on in the list.
    fn turn(&mut self, by: isize, trainer: &Trainer) -> Outcome {
        let to = self.at.checked_add_signed(by);
        let Some(to) = to.filter(|to| *to < self.ids.len()) else {
            let end = if by < 0 { "first" } else { "last" };
            return Outcome::notice(format!("This is the {end} card of the list."));
        };
        (self.at, self.cursor, self.selected) = (to, 0, None);
        (self.scroll, self.scrolls) = Default::default();
        self.read(trainer);
        Outcome::Stay
    }

    fn pane(&self, page: Page) -> Pane {
        let first = match page.size {
            Size::Tiny | Size::Compact => Pane::Card,
            Size::Standard | Size::Wide => Pane::History,
        };
        self.pane.unwrap_or(first)
    }

    fn drawing<'a>(&'a self, page: Page, look: &'a Look, trainer: &'a Trainer) -> Drawing<'a> {
        Drawing {
            detail: self,
            page,
            look,
            trainer,
        }
    }

    fn roam(&mut self, action: Action, trainer: &Trainer, page: Page) {
        let look = Look::default();
        let pane = self.pane(page);
        if pane == Pane::History {
            let height = self.drawing(page, &look, trainer).rows();
            self.cursor = super::moved(self.cursor, action, self.rows.len(), height);
            self.scroll.follow(self.cursor, self.rows.len(), height);
            self.tell();
            return;
        }
        let (total, height) = self.drawing(page, &look, trainer).scrolling(pane);
        let of = usize::from(pane == Pane::Memory);
        self.scrolls[of].update(action, total, height);
    }
}

impl Screen for Detail {
    fn context(&self) -> Context {
        Context::Detail
    }

    fn offers(&self, action: Action, trainer: &Trainer, page: Page) -> bool {
        let look = Look::default();
        match action {
            Action::Open => self.shows_history(page) && !self.rows.is_empty(),
            Action::Compare => self.shows_history(page) && self.other().is_some(),
            Action::Down | Action::Up => match self.pane(page) {
                Pane::History => self.rows.len() > 1,
                pane => {
                    let drawing = self.drawing(page, &look, trainer);
                    prose::scrolls(drawing.scrolling(pane))
                }
            },
            Action::NextCard | Action::PreviousCard => self.ids.len() > 1,
            Action::Edit => {
                let index = self.id().and_then(|id| trainer.index_of(id));
                index.is_some_and(|index| trainer.place_of(index).is_some())
            }
            _ => true,
        }
    }

    fn title(&self, _: &Trainer, _: Page, look: &Look) -> Title {
        let place = match self.ids.len() {
            0 | 1 => String::new(),
            all => format!("card {} of {all}", self.at + 1),
        };
        // The journal of another device may call a card anything.
        let id = SafeText::line(self.id().map_or("no card", CardId::as_str));
        Title::new(
            [self.from, &id],
            Span::styled(place, look.style(Role::Muted)),
        )
    }

    fn view(&self, frame: &mut Frame, page: Page, look: &Look, trainer: &Trainer) {
        self.drawing(page, look, trainer).view(frame);
    }

    fn bound(&mut self, keymap: &Keymap) {
        let key = |action| {
            let chords = keymap.chords(Context::Detail, action);
            chords.first().map(ToString::to_string).unwrap_or_default()
        };
        self.keys = Keys {
            drill: key(Action::Start),
            read: key(Action::Open),
            compare: key(Action::Compare),
            suspend: key(Action::SuspendCard),
        };
    }

    fn shown(&mut self, trainer: &mut Trainer) -> Outcome {
        trainer.plan(Wish::default());
        trainer.refresh();
        self.read(trainer);
        Outcome::Stay
    }

    fn update(&mut self, action: Action, trainer: &mut Trainer, page: Page) -> Outcome {
        match action {
            Action::Back => return Outcome::Pop,
            Action::Pane => self.pane = Some(self.pane(page).next()),
            Action::NextCard => return self.turn(1, trainer),
            Action::PreviousCard => return self.turn(-1, trainer),
            Action::Open | Action::Select | Action::Compare if !self.shows_history(page) => {}
            Action::Open => return self.open_attempt(trainer),
            Action::Select => return self.select(),
            Action::Compare => return self.compare(trainer),
            Action::Start => return self.drill(trainer),
            Action::Edit => return self.edit(trainer),
            Action::Star | Action::SuspendCard | Action::Bury => {
                return self.change(action, trainer);
            }
            Action::Undo => return self.undo(false, trainer),
            Action::Redo => return self.undo(true, trainer),
            action => self.roam(action, trainer, page),
        }
        Outcome::Stay
    }

    fn edited(&mut self, ended: Result<(), String>, trainer: &mut Trainer, _: Page) -> Outcome {
        if let Err(why) = ended {
            return Outcome::alert(why);
        }
        let changed = trainer.refresh();
        self.read(trainer);
        match (&self.card, changed) {
            (Err(why), _) => Outcome::alert(why.clone()),
            (_, true) => Outcome::notice("The deck is read anew."),
            (_, false) => Outcome::notice("The deck is as it was."),
        }
    }
}
