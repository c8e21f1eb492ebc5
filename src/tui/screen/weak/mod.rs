//! Weak: the cards, points and competencies that are not there yet, why, and a drill of them.

mod acting;
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

use super::{Outcome, Page, Screen, Size, Title};
use crate::domain::card::CardId;
use crate::domain::queue::Filter;
use crate::domain::weakness::WeakCard;
use crate::training::session::Wish;
use crate::training::{Trainer, trainer};
use crate::tui::action::{Action, Context};
use crate::tui::keymap::Keymap;
use crate::tui::theme::{Look, Role};
use crate::tui::widget::prose::Scroll;
use crate::tui::widget::text_box::TextBox;
use listing::{Lines, POINTS, Sort, Tab, UNPRACTISED};
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
    /// The card under the cursor, to be found again in a list of another order.
    here: Option<CardId>,
    scroll: Scroll,
    selected: HashSet<CardId>,
    /// What a drill would ask now, the highest gain a minute first.
    wished: Vec<WeakCard>,
    why: Option<Why>,
    /// How far it is scrolled while it has the page to itself.
    in_full: Option<Scroll>,
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
            here: None,
            scroll: Scroll::default(),
            selected: HashSet::new(),
            wished: Vec::new(),
            why: None,
            in_full: None,
            before: None,
        }
    }

    /// Whether cards never practised are listed: with an interview to come, unless the user says.
    fn lists_unpractised(&self, trainer: &Trainer) -> bool {
        self.unpractised.unwrap_or(trainer.days_left().is_some())
    }

    /// Looks at everything anew, and stays with the card under the cursor where it is still listed.
    fn look(&mut self, trainer: &Trainer) {
        let known = trainer.weak(&Filter::default());
        self.known = known.map(Some).map_err(|why| why.to_string());
        let listed = |id: &CardId| {
            let seen = trainer.seen(id);
            trainer.index_of(id).is_some() && !seen.is_some_and(|seen| seen.suspended)
        };
        self.selected.retain(listed);
        self.fill(trainer);
        let mut cards = self.lines.cards.iter();
        let stays =
            (self.here.as_ref()).and_then(|here| cards.position(|card| id(card, trainer) == here));
        self.cursor = stays.unwrap_or(self.cursor);
        self.point(trainer);
    }

    /// Lists what is wanted of what is known.
    fn list(&mut self, trainer: &Trainer) {
        self.fill(trainer);
        self.point(trainer);
    }

    fn fill(&mut self, trainer: &Trainer) {
        let (wanted, all) = (self.filter.text(), self.lists_unpractised(trainer));
        self.lines = match &self.known {
            Ok(Some(known)) => Lines::of(known, self.sort, wanted.trim(), all, trainer),
            _ => Lines::default(),
        };
    }

    /// Follows the cursor with what is told about its line.
    fn point(&mut self, trainer: &Trainer) {
        self.cursor = self
            .cursor
            .min(self.lines.count(self.tab).saturating_sub(1));
        self.here = self.card().map(|card| id(card, trainer).clone());
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
            Tab::Cards if self.selected.is_empty() => {
                self.wished = self.card().cloned().into_iter().collect();
                return;
            }
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
}

/// The id of a listed card.
fn id<'a>(card: &WeakCard, trainer: &'a Trainer) -> &'a CardId {
    &trainer.cards()[card.card as usize].id
}

impl Screen for Weak {
    fn context(&self) -> Context {
        match self.filtering {
            true => Context::Search,
            false => Context::Weak,
        }
    }

    fn title(&self, trainer: &Trainer, page: Page, look: &Look) -> Title {
        let mut parts = Vec::new();
        if let (Ok(Some(known)), Size::Wide | Size::Standard) = (&self.known, page.size) {
            let weak = known.cards.len();
            parts.push(format!("{weak} weak of {} practised", known.practised));
            if self.lists_unpractised(trainer) {
                parts.push(listing::of(UNPRACTISED, known.unpractised.len()) + " new");
            }
        }
        parts.push(self.sort.words().to_owned());
        let right = match self.tab {
            Tab::Cards => parts.join(&format!(" {} ", look.glyphs.dot)),
            Tab::Points => match &self.known {
                Ok(Some(known)) if known.points.len() > POINTS => {
                    format!("the {} points", listing::of(POINTS, known.points.len()))
                }
                _ => String::new(),
            },
            Tab::Competencies | Tab::Rules => String::new(),
        };
        Title::new(
            ["Home", "Weak"],
            Span::styled(right, look.style(Role::Muted)),
        )
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
            Action::Select | Action::SelectAll | Action::Sort | Action::Filter | Action::Pane
                if self.in_full.is_some() =>
            {
                false
            }
            Action::Start => !self.wished.is_empty(),
            Action::Select | Action::SelectAll | Action::Open | Action::View => is_card,
            Action::SuspendCard | Action::Star | Action::Bury => {
                self.tab == Tab::Cards && !self.wished.is_empty()
            }
            Action::Ladder => self.why.as_ref().is_some_and(Why::can_be_laddered),
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
            true => self.type_key(action, trainer, page),
            false => self.act(action, trainer, page),
        }
    }

    fn insert(&mut self, text: &str, trainer: &mut Trainer, _: Page) -> Outcome {
        self.filter.insert(text);
        self.list(trainer);
        Outcome::Stay
    }
}
