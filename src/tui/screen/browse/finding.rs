//! What the search finds, and keeping up with what changes underneath.

use super::preview::Preview;
use super::{Browse, MOST_TAGS};
use crate::domain::card::CardId;
use crate::domain::safe_text::SafeText;
use crate::training::Trainer;
use crate::training::search;
use crate::tui::widget::prose::Scroll;

impl Browse {
    /// The card under the cursor.
    pub(super) fn at_cursor(&self) -> Option<u32> {
        self.found.get(self.cursor).copied()
    }

    /// Searches for what the line says now, from the top.
    pub(super) fn look_anew(&mut self, trainer: &Trainer) {
        self.look(trainer);
        self.go_to(0, trainer);
    }

    /// Searches again, and stays with the card under the cursor where it is still found.
    pub(super) fn look_again(&mut self, trainer: &Trainer) {
        let here = self.at_cursor();
        self.look(trainer);
        let stays = self.found.iter().position(|index| Some(*index) == here);
        let last = self.found.len().saturating_sub(1);
        self.go_to(stays.unwrap_or(self.cursor.min(last)), trainer);
    }

    pub(super) fn look(&mut self, trainer: &Trainer) {
        let (query, mistakes) = trainer.query(&self.line.text());
        self.mistake = mistakes.first().map(|mistake| {
            let help = search::advice(mistake).map(|help| format!("; {help}"));
            let told = format!("{}{}", mistake.message, help.unwrap_or_default());
            SafeText::line(&told).to_string()
        });
        self.found = self.search.find(&query, trainer);
        self.query = query;
        self.count_hidden(trainer);
    }

    fn count_hidden(&mut self, trainer: &Trainer) {
        if self.selected.is_empty() {
            self.hidden = 0;
            return;
        }
        let mut is_shown = vec![false; trainer.cards().len()];
        for index in &self.found {
            is_shown[*index as usize] = true;
        }
        let is_hidden = |id: &&CardId| {
            let index = trainer.index_of(id);
            index.is_none_or(|index| !is_shown[index as usize])
        };
        self.hidden = self.selected.iter().filter(is_hidden).count();
    }

    pub(super) fn go_to(&mut self, row: usize, trainer: &Trainer) {
        self.cursor = row;
        if row == 0 {
            self.scroll = Scroll::default();
        }
        self.preview_scroll = Scroll::default();
        let card = self.at_cursor();
        self.preview = card.map(|index| Preview::of(index, trainer));
    }

    /// Takes over what has become of some cards.
    pub(super) fn settle(&mut self, cards: &[u32], trainer: &Trainer) {
        self.search.renew_some(trainer, cards);
        self.version = Some(trainer.version());
        self.look_again(trainer);
    }

    /// Takes over what has become of all cards, where anything has, and stays with the card under the
    /// cursor.
    pub(super) fn renew(&mut self, trainer: &Trainer) {
        let version = Some(trainer.version());
        if self.version == version {
            return;
        }
        self.version = version;
        let here = self.preview.as_ref().map(|preview| preview.id().clone());
        self.selected.retain(|id| trainer.index_of(id).is_some());
        self.search.renew(trainer);
        self.tags = trainer.most_used_tags(MOST_TAGS);
        self.look(trainer);
        let index = here.and_then(|id| trainer.index_of(&id));
        let row = self.found.iter().position(|found| Some(*found) == index);
        let last = self.found.len().saturating_sub(1);
        self.go_to(row.unwrap_or(self.cursor.min(last)), trainer);
    }
}
