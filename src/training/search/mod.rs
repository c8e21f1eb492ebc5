//! Searching the cards: which of them a query means, in which order, and which letters matched.
//!
//! What is looked through is built once when a search begins, so that each key costs a pass over
//! 100,000 texts in memory and no more.

mod finder;
mod order;
mod tags;

use nucleo_matcher::Utf32String;

use crate::domain::day::Day;
use crate::domain::query::{self, Mistake, Query};
use crate::storage::nearest;
use crate::training::Trainer;

pub use finder::Marks;
pub use order::{Sort, Standing};

use finder::Finder;
use order::standings;

/// The cards as they are looked through.
#[derive(Debug, Default)]
pub struct Search {
    /// By card: the title, what it asks where that is another thing, and the tags and the id, a line
    /// each.
    texts: Vec<Utf32String>,
    standings: Vec<Standing>,
    sort: Sort,
    /// All cards, sorted.
    order: Vec<u32>,
    /// The last query, and the cards it means, sorted: a longer one means some of them.
    narrowed: Option<(Query, Vec<u32>)>,
}

impl Search {
    /// Takes over every card of the trainer, as it stands now.
    pub fn renew(&mut self, trainer: &Trainer) {
        self.texts = (0..trainer.cards().len() as u32)
            .map(|index| Utf32String::from(trainer.searched(index)))
            .collect();
        self.standings = standings(trainer);
        self.sort_by(self.sort, trainer);
    }

    /// Takes over what has become of these cards: their tags, and how all stand. Nothing is sorted
    /// anew that stays in its order.
    pub fn renew_some(&mut self, trainer: &Trainer, cards: &[u32]) {
        for index in cards {
            if let Some(text) = self.texts.get_mut(*index as usize) {
                *text = Utf32String::from(trainer.searched(*index));
            }
        }
        let before = std::mem::replace(&mut self.standings, standings(trainer));
        let both = || before.iter().zip(&self.standings);
        if both().any(|(a, b)| self.sort.tells_apart(*a, *b)) {
            self.sort_by(self.sort, trainer);
        }
        // What a query means may have changed where the order has not.
        self.narrowed = None;
    }

    /// Sorts the cards anew.
    pub fn sort_by(&mut self, sort: Sort, trainer: &Trainer) {
        self.sort = sort;
        self.order = sort.order(trainer, &self.standings);
        self.narrowed = None;
    }

    /// What the cards are sorted by, where no words rank them.
    pub fn sort(&self) -> Sort {
        self.sort
    }

    /// All cards, sorted.
    pub fn order(&self) -> &[u32] {
        &self.order
    }

    /// How a card stands today.
    pub fn standing(&self, index: u32) -> Standing {
        let standing = self.standings.get(index as usize);
        standing.copied().unwrap_or_default()
    }

    /// The cards that a query means: with words in it the best match first, else sorted.
    pub fn find(&mut self, query: &Query, trainer: &Trainer) -> Vec<u32> {
        let finder = Finder::of(query);
        let text = |index: u32| self.texts[index as usize].slice(..);
        let says = |index: u32, exact: &str| finder.says(text(index), exact);
        let edited = trainer.edited();
        let is_weak = |info: &_| trainer.is_weak(info);
        let ground = trainer.ground(&edited, &is_weak, &says);
        let former = self.narrowed.take();
        let among = match &former {
            Some((before, cards)) if finder::narrows(query, before) => cards,
            _ => &self.order,
        };
        let rank = |index: &u32| {
            let info = &trainer.cards()[*index as usize];
            let is_let = query.terms.is_empty() || query.lets(*index, info, ground);
            let rank = is_let.then(|| finder.rank(text(*index))).flatten()?;
            Some((rank, *index))
        };
        let mut ranked: Vec<(u32, u32)> = among.iter().filter_map(rank).collect();
        let sorted = ranked.iter().map(|(_, index)| *index).collect();
        self.narrowed = Some((query.clone(), sorted));
        // Equals stay as they are sorted.
        ranked.sort_by_key(|(rank, _)| std::cmp::Reverse(*rank));
        ranked.into_iter().map(|(_, index)| index).collect()
    }
}

impl Trainer {
    /// The query that a text is, and what is wrong with it.
    pub fn query(&self, text: &str) -> (Query, Vec<Mistake>) {
        query::parse(text, &self.settings().queries)
    }

    /// The text that words are looked for in.
    fn searched(&self, index: u32) -> String {
        let Some(info) = self.cards().get(index as usize) else {
            return String::new();
        };
        let mut text = self.called(index).replace('\n', " ");
        text.push('\n');
        text.push_str(self.asks(index));
        text.push('\n');
        let own = self.seen(&info.id).map_or(&[][..], |seen| &seen.tags);
        for tag in info
            .tags
            .iter()
            .map(|tag| &**tag)
            .chain(own.iter().map(|tag| &**tag))
        {
            text.push_str(tag);
            text.push(' ');
        }
        text.push_str(info.id.as_str());
        text
    }

    /// By card, whether a query means it.
    pub(super) fn meant(&self, query: &Query) -> Vec<bool> {
        let (finder, edited) = (Finder::of(query), self.edited());
        let all = 0..self.cards().len() as u32;
        all.map(|index| self.is_meant_by(index, query, &finder, &edited))
            .collect()
    }

    /// Whether a query means the card of that number.
    pub(super) fn means(&self, query: &Query, index: u32) -> bool {
        self.is_meant_by(index, query, &Finder::of(query), &self.edited())
    }

    fn is_meant_by(
        &self,
        index: u32,
        query: &Query,
        finder: &Finder,
        edited: &[Option<Day>],
    ) -> bool {
        let Some(info) = self.cards().get(index as usize) else {
            return false;
        };
        let says = |index: u32, exact: &str| {
            let text = Utf32String::from(self.searched(index));
            finder.says(text.slice(..), exact)
        };
        let is_weak = |info: &_| self.is_weak(info);
        let ground = self.ground(edited, &is_weak, &says);
        query.lets(index, info, ground)
            && (query.words.is_empty() || {
                let text = Utf32String::from(self.searched(index));
                finder.rank(text.slice(..)).is_some()
            })
    }
}

/// What could be meant by a mistake in a query.
pub fn advice(mistake: &Mistake) -> Option<String> {
    nearest::advice(mistake)
}
