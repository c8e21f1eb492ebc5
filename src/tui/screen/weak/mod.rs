//! Weak: the cards, points and competencies that are not there yet, why, and a drill of them.

mod keys;
mod listing;
mod rows;
mod says;
mod view;
mod why;

use std::collections::HashSet;
use std::rc::Rc;

use ratatui::Frame;
use ratatui::text::Span;

use super::detail::Detail;
use super::drill::Drill;
use super::{Outcome, Page, Screen, Size, Title};
use crate::domain::card::CardId;
use crate::domain::queue::Filter;
use crate::domain::weakness::WeakCard;
use crate::training::session::Wish;
use crate::training::words::count;
use crate::training::{Trainer, trainer};
use crate::tui::action::{Action, Context};
use crate::tui::keymap::Keymap;
use crate::tui::theme::{Look, Role};
use crate::tui::widget::prose::Scroll;
use crate::tui::widget::text_box::TextBox;
use listing::{Lines, Sort, Tab};
use why::{Keys, Why};

/// The filter holds this many characters.
const FILTER: usize = 40;

/// What stood in the list when a drill began.
#[derive(Debug)]
struct Before {
    cards: HashSet<CardId>,
    attempts: u64,
}

/// The screen of what is weak.
#[derive(Debug)]
pub struct Weak {
    keys: Keys,
    tab: Tab,
    sort: Sort,
    filter: TextBox,
    filtering: bool,
    /// Whether cards never practised are listed, where the user has said.
    unpractised: Option<bool>,
    /// What is known, or why it is not.
    known: Result<Option<Rc<trainer::Weak>>, String>,
    lines: Lines,
    cursor: usize,
    scroll: Scroll,
    selected: HashSet<CardId>,
    /// What a drill would ask now, the highest gain a minute first.
    wished: Vec<WeakCard>,
    why: Option<Why>,
    before: Option<Before>,
}

impl Weak {
    /// The screen, before it has looked at anything.
    pub fn open() -> Self {
        Self {
            keys: Keys::default(),
            tab: Tab::Cards,
            sort: Sort::Gain,
            filter: TextBox::line("", FILTER),
            filtering: false,
            unpractised: None,
            known: Ok(None),
            lines: Lines::default(),
            cursor: 0,
            scroll: Scroll::default(),
            selected: HashSet::new(),
            wished: Vec::new(),
            why: None,
            before: None,
        }
    }

    /// Whether cards never practised are listed: with an interview to come, unless the user says.
    fn lists_unpractised(&self, trainer: &Trainer) -> bool {
        self.unpractised.unwrap_or(trainer.days_left().is_some())
    }

    /// Looks at everything anew.
    fn look(&mut self, trainer: &Trainer) {
        let known = trainer.weak(&Filter::default());
        self.known = known.map(Some).map_err(|why| why.to_string());
        let listed = |id: &CardId| {
            let seen = trainer.seen(id);
            trainer.index_of(id).is_some() && !seen.is_some_and(|seen| seen.suspended)
        };
        self.selected.retain(listed);
        self.list(trainer);
    }

    /// Lists what is wanted of what is known.
    fn list(&mut self, trainer: &Trainer) {
        let Ok(Some(known)) = &self.known else {
            self.lines = Lines::default();
            return self.point(trainer);
        };
        let (wanted, all) = (self.filter.text(), self.lists_unpractised(trainer));
        self.lines = Lines::of(known, self.sort, wanted.trim(), all, trainer);
        self.point(trainer);
    }

    /// Follows the cursor with what is told about its line.
    fn point(&mut self, trainer: &Trainer) {
        self.cursor = self
            .cursor
            .min(self.lines.count(self.tab).saturating_sub(1));
        let known = self.known.as_ref().ok().and_then(Option::as_ref);
        self.why = match (self.card(), known) {
            (Some(card), Some(known)) => Some(Why::of(card, known, trainer)),
            _ => None,
        };
        self.wish(trainer);
    }

    /// The card under the cursor.
    fn card(&self) -> Option<&WeakCard> {
        let card = self.lines.cards.get(self.cursor);
        card.filter(|_| self.tab == Tab::Cards)
    }

    fn is_selected(&self, card: &WeakCard, trainer: &Trainer) -> bool {
        self.selected.contains(id(card, trainer))
    }

    /// Settles what a drill would ask: the cards selected, else those of the line under the cursor.
    fn wish(&mut self, trainer: &Trainer) {
        self.wished.clear();
        let Ok(Some(known)) = &self.known else {
            return;
        };
        let places: Vec<u32> = match self.tab {
            Tab::Cards if self.selected.is_empty() => self.card().iter().map(|c| c.card).collect(),
            Tab::Cards => {
                let selected = |id| trainer.index_of(id);
                self.selected.iter().filter_map(selected).collect()
            }
            Tab::Points => {
                let line = self.lines.points.get(self.cursor);
                line.map(|line| line.point.cards.clone())
                    .unwrap_or_default()
            }
            Tab::Competencies => {
                let line = self.lines.competencies.get(self.cursor);
                line.map(|line| line.weak.clone()).unwrap_or_default()
            }
            Tab::Rules => Vec::new(),
        };
        self.wished = known.outlooks(trainer, &places);
    }

    /// Opens what is known about the card under the cursor; from there one goes on to the others.
    fn open_detail(&self, trainer: &Trainer) -> Outcome {
        if self.card().is_none() {
            return Outcome::Stay;
        }
        let listed = self.lines.cards.iter();
        let ids = listed.map(|card| id(card, trainer).clone()).collect();
        Outcome::Push(Box::new(Detail::open(trainer, "Weak", ids, self.cursor)))
    }

    fn drill(&mut self, cards: Vec<CardId>, ladder: bool, trainer: &mut Trainer) -> Outcome {
        if cards.is_empty() {
            return Outcome::notice("There is no card to drill in this line.");
        }
        let attempts = trainer.progress().attempts;
        let before = self.lines.cards[..self.lines.weak].iter();
        let before = before.map(|card| id(card, trainer).clone()).collect();
        trainer.begin(Wish {
            cards,
            ladder,
            ..Wish::default()
        });
        let Some(drill) = Drill::open(trainer) else {
            trainer.plan(Wish::default());
            return Outcome::notice("None of these cards can be asked now.");
        };
        self.selected.clear();
        self.before = Some(Before {
            cards: before,
            attempts,
        });
        Outcome::Push(Box::new(drill))
    }

    /// What a drill has changed in the list, where anything was answered in it.
    fn news(&self, before: &Before, trainer: &Trainer) -> Option<String> {
        if trainer.progress().attempts == before.attempts {
            return None;
        }
        let now = self.lines.cards[..self.lines.weak].iter();
        let now: HashSet<CardId> = now.map(|card| id(card, trainer).clone()).collect();
        let gone = before.cards.difference(&now).count() as u32;
        let new = now.difference(&before.cards).count() as u32;
        let gone = match gone {
            0 => "No card has left the list yet".to_owned(),
            gone => format!("{} left the list", count(gone, "card has", "cards have")),
        };
        Some(match new {
            0 => format!("{gone}."),
            new => format!("{gone}; {new} came in."),
        })
    }
}

/// The id of a listed card.
fn id<'a>(card: &WeakCard, trainer: &'a Trainer) -> &'a CardId {
    &trainer.cards()[card.card as usize].id
}

impl Screen for Weak {
    fn context(&self) -> Context {
        match self.filtering {
            true => Context::TextLine,
            false => Context::Weak,
        }
    }

    fn title(&self, trainer: &Trainer, page: Page, look: &Look) -> Title {
        let mut parts = Vec::new();
        if let (Ok(Some(known)), Size::Wide | Size::Standard) = (&self.known, page.size) {
            let weak = known.cards.len();
            parts.push(format!("{weak} weak of {} practised", known.practised));
            if self.lists_unpractised(trainer) {
                parts.push(format!("{} new", known.unpractised.len()));
            }
        }
        parts.push(self.sort.words().to_owned());
        let right = match self.tab {
            Tab::Cards => parts.join(&format!(" {} ", look.glyphs.dot)),
            _ => String::new(),
        };
        Title::new(["Weak"], Span::styled(right, look.style(Role::Muted)))
    }

    fn view(&self, frame: &mut Frame, page: Page, look: &Look, trainer: &Trainer) {
        view::draw(self, frame, page, look, trainer);
    }

    fn bound(&mut self, keymap: &Keymap) {
        self.keys = Keys::of(keymap);
    }

    fn offers(&self, action: Action, _: &Trainer, _: Page) -> bool {
        let is_card = self.card().is_some();
        match action {
            Action::Start => !self.wished.is_empty(),
            Action::Select | Action::SelectAll | Action::Open => is_card,
            Action::Ladder | Action::SuspendCard | Action::Star => is_card,
            Action::Sort => self.tab == Tab::Cards && self.lines.weak > 1,
            Action::Filter => self.tab != Tab::Rules && self.lines.count(self.tab) > 1,
            Action::Unpractised => self.tab == Tab::Cards,
            _ => true,
        }
    }

    fn shown(&mut self, trainer: &mut Trainer) -> Outcome {
        trainer.plan(Wish::default());
        trainer.refresh();
        self.look(trainer);
        let before = self.before.take();
        match before.and_then(|before| self.news(&before, trainer)) {
            Some(news) => Outcome::notice(news),
            None => Outcome::Stay,
        }
    }

    fn update(&mut self, action: Action, trainer: &mut Trainer, page: Page) -> Outcome {
        match self.filtering {
            true => self.type_key(action, trainer),
            false => self.act(action, trainer, page),
        }
    }

    fn insert(&mut self, text: &str, trainer: &mut Trainer, _: Page) -> Outcome {
        self.filter.insert(text);
        self.list(trainer);
        Outcome::Stay
    }
}
