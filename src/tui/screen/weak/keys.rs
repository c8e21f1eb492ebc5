//! What the keys of the lists do.

use super::{FILTER, Weak, id, view};
use crate::domain::card::{CardId, Kind};
use crate::domain::safe_text::SafeText;
use crate::training::Trainer;
use crate::training::session::Wish;
use crate::training::trainer::NotKept;
use crate::training::words::short;
use crate::tui::action::Action;
use crate::tui::screen::weak::listing::Tab;
use crate::tui::screen::{Outcome, Page, moved};
use crate::tui::theme::Look;
use crate::tui::widget::prose::Scroll;
use crate::tui::widget::text_box::TextBox;

impl Weak {
    pub(super) fn type_key(&mut self, action: Action, trainer: &Trainer) -> Outcome {
        match action {
            Action::Accept => self.filtering = false,
            Action::Cancel => {
                self.filtering = false;
                self.filter = TextBox::line("", FILTER);
            }
            action => {
                self.filter.update(action);
            }
        }
        self.list(trainer);
        Outcome::Stay
    }

    pub(super) fn act(&mut self, action: Action, trainer: &mut Trainer, page: Page) -> Outcome {
        match action {
            Action::Back => return Outcome::Pop,
            Action::Cancel if !self.filter.is_empty() => {
                self.filter = TextBox::line("", FILTER);
                self.list(trainer);
            }
            Action::Cancel if !self.selected.is_empty() => {
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
            Action::SuspendCard | Action::Star => return self.put(action, trainer),
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
        if !self.selected.remove(&id) {
            self.selected.insert(id);
            self.roam(Action::Down, trainer, page);
        }
        self.wish(trainer);
    }

    fn select_all(&mut self, trainer: &Trainer) {
        if self.tab != Tab::Cards {
            return;
        }
        let all: Vec<CardId> = (self.lines.cards.iter())
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

    fn ladder(&mut self, trainer: &mut Trainer) -> Outcome {
        let Some(card) = self.card() else {
            return Outcome::Stay;
        };
        let info = &trainer.cards()[card.card as usize];
        if info.kind != Kind::Behavioural {
            return Outcome::notice("A ladder is for answers one tells: behavioural cards.");
        }
        let id = info.id.clone();
        self.drill(vec![id], true, trainer)
    }

    /// Star and suspend: what is done to the card under the cursor.
    fn put(&mut self, action: Action, trainer: &mut Trainer) -> Outcome {
        let Some(card) = self.card() else {
            return Outcome::Stay;
        };
        let (id, called) = (id(card, trainer).clone(), trainer.called(card.card));
        let called = format!("“{}”", short(called, 40));
        let done: Result<String, NotKept> = match action {
            Action::Star => trainer.toggle_star(&id).map(|starred| match starred {
                true => format!("Starred: {called}."),
                false => format!("The star of {called} is gone."),
            }),
            _ => trainer
                .toggle_suspend(&id)
                .map(|_| format!("Suspended: {called}; undo brings it back.")),
        };
        match done {
            Ok(notice) => {
                if action == Action::SuspendCard {
                    self.look(trainer);
                }
                Outcome::notice(notice)
            }
            Err(why) => Outcome::alert(why.to_string()),
        }
    }

    fn undo(&mut self, redo: bool, trainer: &mut Trainer) -> Outcome {
        let undone = if redo { trainer.redo() } else { trainer.undo() };
        // An answer that came back is put down again, to be the first of the next sitting.
        trainer.put_down();
        trainer.plan(Wish::default());
        self.look(trainer);
        match undone {
            Ok(Some(undone)) => {
                let what = SafeText::line(&undone.what);
                Outcome::notice(match (redo, undone.attempt) {
                    (true, _) => format!("Redone: {what}."),
                    (false, true) => format!("Undone: {what}. It waits half-answered."),
                    (false, false) => format!("Undone: {what}."),
                })
            }
            Ok(None) if redo => Outcome::notice("There is nothing to redo."),
            Ok(None) => Outcome::notice("There is nothing to undo."),
            Err(why) => Outcome::alert(why.to_string()),
        }
    }
}
