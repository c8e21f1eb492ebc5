//! What every card is called: read when it is first asked for, since a start needs none of it.

use std::os::unix::ffi::OsStrExt;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::domain::safe_text::SafeText;
use crate::storage::deck_file::{self, Outcome, Reader};
use crate::storage::{bundled, cache};

use super::Library;

/// The most bytes that are kept of what a card is called.
const LONGEST: usize = 240;

/// What the cards are called, run together in their order.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Titles {
    text: String,
    /// Where each ends.
    ends: Vec<u32>,
}

impl Titles {
    fn push(&mut self, called: &str) {
        let mut end = called.len().min(LONGEST);
        while !called.is_char_boundary(end) {
            end -= 1;
        }
        self.text.push_str(&called[..end]);
        self.ends.push(self.text.len() as u32);
    }

    fn get(&self, index: usize) -> Option<&str> {
        let start = match index.checked_sub(1) {
            Some(before) => *self.ends.get(before)?,
            None => 0,
        };
        let end = *self.ends.get(index)?;
        self.text.get(start as usize..end as usize)
    }
}

impl Library {
    /// The same library, which keeps what its cards are called in a cache.
    #[must_use]
    pub fn with_titles_in(self, path: &Path) -> Self {
        Self {
            titles_cache: Some(path.to_owned()),
            ..self
        }
    }

    /// What the card at a place among [`cards`](Self::cards) is called, on one line and safe to show,
    /// its first 240 bytes at most. The first call reads what all are called, from the cache or from
    /// their decks; where that is a title too many, [`card`](Self::card) reads one.
    pub fn called(&self, index: usize) -> &str {
        let titles = self.titles.get_or_init(|| self.load_titles());
        titles.get(index).unwrap_or_default()
    }

    fn load_titles(&self) -> Titles {
        let Some(path) = &self.titles_cache else {
            return self.read_titles();
        };
        let key = self.titles_key();
        let kept = cache::load::<Titles>(path, key);
        kept.filter(|kept| kept.ends.len() == self.cards.len())
            .unwrap_or_else(|| {
                let titles = self.read_titles();
                // Caches only save time.
                let _ = cache::save(path, key, &titles);
                titles
            })
    }

    /// Stands for everything the titles are made from: the bundled decks, and the state of every file
    /// that was looked at.
    fn titles_key(&self) -> u64 {
        let mut hasher = crc32fast::Hasher::new();
        for (path, stamp) in &self.seen {
            hasher.update(path.as_os_str().as_bytes());
            hasher.update(&postcard::to_stdvec(stamp).unwrap_or_default());
        }
        bundled::build_id() ^ u64::from(hasher.finalize()).rotate_left(17)
    }

    fn read_titles(&self) -> Titles {
        let mut titles = Titles::default();
        for cards in self.cards.chunk_by(|a, b| a.deck == b.deck) {
            let deck = cards[0].deck as usize;
            let text = self.sources[deck].text().unwrap_or_default();
            for card in cards {
                let index = titles.ends.len();
                let called = match self.changes.contains_key(&(index as u32)) {
                    true => self.card(index).ok().map(|card| card.called().clone()),
                    false => self.called_in(&text, index),
                };
                let line = called.map(|called| SafeText::line(&called));
                titles.push(line.as_deref().unwrap_or(card.id.as_str()));
            }
        }
        titles
    }

    /// What a card is called that stands unchanged in its deck's text.
    fn called_in(&self, text: &str, index: usize) -> Option<SafeText> {
        let (offset, length) = self.spans[index];
        let text = text.get(offset as usize..(offset + length) as usize)?;
        let mut r = Reader::showing(text, &self.words);
        match deck_file::read_card(&mut r, text, index, self.cards[index].id.deck()) {
            Outcome::Card(read) => Some(read.card.called().clone()),
            _ => None,
        }
    }
}
