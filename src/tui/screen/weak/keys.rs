//! What the keys of the lists do.

use super::{FILTER, Weak, id, view};
use crate::domain::card::CardId;
use crate::training::Trainer;
use crate::tui::action::Action;
use crate::tui::screen::weak::listing::Tab;
use crate::tui::screen::{Outcome, Page, moved};
use crate::tui::theme::Look;
use crate::tui::widget::prose::Scroll;
use crate::tui::widget::text_box::TextBox;

impl Weak {
    pub(super) fn type_key(&mut self, action: Action, trainer: &Trainer, page: Page) -> Outcome {
        match action {
            Action::Accept | Action::Cancel => self.filtering = false,
            Action::Down | Action::Up | Action::PageDown | Action::PageUp => {
                self.roam(action, trainer, page);
            }
            action => {
                self.filter.update(action);
                self.list(trainer);
            }
        }
        Outcome::Stay
    }

    pub(super) fn act(&mut self, action: Action, trainer: &mut Trainer, page: Page) -> Outcome {
        if let Some(mut scroll) = self.in_full.take() {
            let (total, height) = view::in_full(self, page);
            if scroll.update(action, total, height) {
                self.in_full = Some(scroll);
                return Outcome::Stay;
            }
            if matches!(action, Action::View | Action::Back | Action::Cancel) {
                return Outcome::Stay;
            }
        }
        match action {
            Action::Back => return Outcome::Pop,
            Action::View => self.in_full = self.why.as_ref().map(|_| Scroll::default()),
            Action::Cancel if !self.filter.is_empty() => {
                self.filter = TextBox::line("", FILTER);
                self.list(trainer);
            }
            Action::Cancel if self.tab == Tab::Cards && !self.selected.is_empty() => {
                self.selected.clear();
                self.wish(trainer);
            }
            Action::Cancel => return Outcome::Pop,
            Action::Start => {
                let cards = self.wished.iter().map(|card| id(card, trainer).clone());
                return self.drill(cards.collect(), false, trainer);
            }
            Action::Ladder => return self.ladder(trainer),
            Action::Open => return self.open_detail(trainer),
            Action::Select => self.select(trainer, page),
            Action::SelectAll => self.select_all(trainer),
            Action::SuspendCard => return self.suspend(trainer),
            Action::Star => return self.star(trainer),
            Action::Bury => return self.bury(trainer),
            Action::Undo => return self.undo(false, trainer),
            Action::Redo => return self.undo(true, trainer),
            Action::Filter if self.tab != Tab::Rules => self.filtering = true,
            Action::Pane => {
                self.tab = self.tab.next();
                self.relist(trainer);
            }
            Action::Sort if self.tab == Tab::Cards => {
                self.sort = self.sort.next();
                self.relist(trainer);
            }
            Action::Unpractised if self.tab == Tab::Cards => {
                self.unpractised = Some(!self.lists_unpractised(trainer));
                self.list(trainer);
            }
            action => self.roam(action, trainer, page),
        }
        Outcome::Stay
    }

    /// Lists anew, from the top.
    fn relist(&mut self, trainer: &Trainer) {
        self.cursor = 0;
        self.scroll = Scroll::default();
        self.list(trainer);
    }

    fn roam(&mut self, action: Action, trainer: &Trainer, page: Page) {
        let (total, height) = view::scrolling(self, page, &Look::default());
        if self.tab == Tab::Rules {
            self.scroll.update(action, total, height);
            return;
        }
        self.cursor = moved(self.cursor, action, total, height);
        self.scroll.follow(self.cursor, total, height);
        self.point(trainer);
    }

    fn select(&mut self, trainer: &Trainer, page: Page) {
        let Some(card) = self.card() else { return };
        let id = id(card, trainer).clone();
        if self.selected.remove(&id) {
            self.wish(trainer);
        } else {
            self.selected.insert(id);
            self.roam(Action::Down, trainer, page);
        }
    }

    fn select_all(&mut self, trainer: &Trainer) {
        if self.tab != Tab::Cards {
            return;
        }
        // Cards never practised are selected one by one, or where there are no others.
        let most = match self.lines.weak {
            0 => self.lines.cards.len(),
            weak => weak,
        };
        let all: Vec<CardId> = (self.lines.cards.iter().take(most))
            .map(|card| id(card, trainer).clone())
            .collect();
        match all.iter().all(|id| self.selected.contains(id)) {
            true => all.iter().for_each(|id| {
                self.selected.remove(id);
            }),
            false => self.selected.extend(all),
        }
        self.wish(trainer);
    }
}
