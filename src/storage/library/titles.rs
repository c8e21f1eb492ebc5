//! What every card is called: read when it is first asked for, since a start needs none of it.

use std::collections::BTreeMap;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::domain::card::{Card, CardId};
use crate::domain::safe_text::SafeText;
use crate::storage::deck_file::{self, Outcome, Reader};
use crate::storage::{bundled, cache};

use super::Library;

/// Changes with the shape of [`Titles`].
const SHAPE: u64 = 2;
/// The most bytes that are kept of what a card is called, and of what it asks.
const LONGEST: usize = 600;

/// What the cards are called, run together in their order.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Titles {
    text: String,
    /// Where each ends.
    ends: Vec<u32>,
    /// What those ask that have a title of their own, by place.
    prompts: BTreeMap<u32, Box<str>>,
}

/// The beginning of a text, on one line, as much of it as is kept.
fn kept(text: &str) -> SafeText {
    let mut end = text.len().min(LONGEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    SafeText::line(&text[..end])
}

impl Titles {
    /// Adds a card; of one that cannot be read its id is known.
    fn push(&mut self, card: Option<&Card>, id: &CardId) {
        let called = card.map(|card| kept(card.called()));
        if let Some(card) = card.filter(|card| *card.called() != card.prompt) {
            let place = self.ends.len() as u32;
            self.prompts
                .insert(place, kept(&card.prompt).as_str().into());
        }
        self.text.push_str(called.as_deref().unwrap_or(id.as_str()));
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
    /// its first 600 bytes at most. The first call reads what all are called, from the cache or from
    /// their decks; where that is a title too many, [`card`](Self::card) reads one.
    pub fn called(&self, index: usize) -> &str {
        self.titles().get(index).unwrap_or_default()
    }

    /// What a card asks that is called otherwise, in the same way; empty for others.
    pub fn asks(&self, index: usize) -> &str {
        let prompt = self.titles().prompts.get(&(index as u32));
        prompt.map(|prompt| &**prompt).unwrap_or_default()
    }

    fn titles(&self) -> &Titles {
        self.titles.get_or_init(|| self.load_titles())
    }

    fn load_titles(&self) -> Titles {
        let Some(path) = &self.titles_cache else {
            return self.read_titles();
        };
        let key = self.titles_key() ^ SHAPE;
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
                let read = match self.changes.contains_key(&(index as u32)) {
                    true => self.card(index).ok(),
                    false => self.card_in(&text, index),
                };
                titles.push(read.as_ref(), &card.id);
            }
        }
        titles
    }

    /// A card that stands unchanged in its deck's text.
    fn card_in(&self, text: &str, index: usize) -> Option<Card> {
        let (offset, length) = self.spans[index];
        let text = text.get(offset as usize..(offset + length) as usize)?;
        let mut r = Reader::showing(text, &self.words);
        match deck_file::read_card(&mut r, text, index, self.cards[index].id.deck()) {
            Outcome::Card(read) => Some(read.card),
            _ => None,
        }
    }
}
