//! What reading a deck comes to, in a form that is small and can be kept in the cache.

use std::collections::HashMap;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::domain::card::{Card, Kind};
use crate::domain::deck::PointInfo;
use crate::domain::problem::{Place, Problem, Severity};
use crate::domain::rubric::Point;
use crate::domain::safe_text::SafeText;

use super::card::ReadCard;

/// A deck as it was read: its head, and of each usable card what planning needs and where it lies.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct DeckRecord {
    /// None where a mistake costs the whole deck.
    pub(crate) head: Option<Head>,
    /// Cards in the file, usable or not.
    pub(crate) total: u32,
    /// Cards set aside.
    pub(crate) set_aside: u32,
    /// The usable cards.
    pub(crate) cards: Vec<CardRecord>,
    /// Their ids in their order, run together.
    pub(crate) ids: Box<str>,
    /// Every competency, stage, level and tag of theirs.
    pub(crate) words: Vec<Box<str>>,
    /// Every list of stages, levels or tags, as places among the words.
    pub(crate) lists: Vec<Box<[u32]>>,
    /// Whole ids that cards had before, by place among the cards.
    pub(crate) was: Vec<(u32, Box<str>)>,
    /// Cards that change a card of another deck.
    pub(crate) overlays: Vec<Overlay>,
    #[serde(with = "kept_problems")]
    pub(crate) problems: Vec<Problem>,
}

/// The head of a deck, raw.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Head {
    pub(crate) id: Box<str>,
    pub(crate) title: Box<str>,
    pub(crate) description: Box<str>,
    /// The JSON of its own axes.
    pub(crate) axes: Option<Box<str>>,
}

/// A usable card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct CardRecord {
    /// Where its object begins in the file's text.
    pub(crate) offset: u32,
    pub(crate) length: u32,
    /// By place among the words.
    pub(crate) competency: u32,
    /// By place among the lists.
    pub(crate) stages: u32,
    pub(crate) levels: u32,
    pub(crate) tags: u32,
    pub(crate) points: u32,
    pub(crate) answer_box: u16,
    id_length: u8,
    kind: u8,
    pub(crate) difficulty: u8,
}

impl CardRecord {
    pub(crate) fn kind(&self) -> Kind {
        Kind::ALL
            .get(usize::from(self.kind))
            .copied()
            .unwrap_or(Kind::Recall)
    }
}

/// A card that changes a card of another deck.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Overlay {
    /// The whole id of the card it changes.
    pub(crate) base: Box<str>,
    /// Its place among the file's cards.
    pub(crate) index: u32,
    pub(crate) offset: u32,
    pub(crate) length: u32,
    /// Where the base is named.
    pub(crate) extends: (u32, u32),
}

/// Gives equal words and equal lists one number, while a deck is read.
#[derive(Default)]
pub(crate) struct SharedWords {
    words: HashMap<Box<str>, u32>,
    lists: HashMap<Box<[u32]>, u32>,
    ids: String,
}

impl SharedWords {
    fn word(&mut self, word: &str) -> u32 {
        if let Some(number) = self.words.get(word) {
            return *number;
        }
        let number = self.words.len() as u32;
        self.words.insert(word.into(), number);
        number
    }

    fn list<'w>(&mut self, words: impl Iterator<Item = &'w str>) -> u32 {
        let list: Vec<u32> = words.map(|word| self.word(word)).collect();
        if let Some(number) = self.lists.get(&*list) {
            return *number;
        }
        let number = self.lists.len() as u32;
        self.lists.insert(list.into(), number);
        number
    }
}

fn in_order<T: Clone>(numbered: HashMap<T, u32>) -> Vec<T> {
    let mut all: Vec<(T, u32)> = numbered.into_iter().collect();
    all.sort_unstable_by_key(|(_, number)| *number);
    all.into_iter().map(|(value, _)| value).collect()
}

/// The points of a card, see [`PointInfo::word`].
pub(crate) fn point_words(card: &Card) -> Vec<String> {
    let word = |(name, point): (String, &Point)| {
        let Point { must, theme, .. } = point;
        let (must, name) = (*must, name.as_str());
        PointInfo { name, must, theme }.word()
    };
    card.named_points().into_iter().map(word).collect()
}

impl DeckRecord {
    /// Adds a usable card that lies at `span`.
    pub(crate) fn push(&mut self, read: &ReadCard, span: Range<usize>, words: &mut SharedWords) {
        let card = &read.card;
        let id = card.id.as_str().split_once('/').map_or("", |(_, id)| id);
        for was in &read.was {
            self.was.push((self.cards.len() as u32, was.clone()));
        }
        words.ids.push_str(id);
        let points = point_words(card);
        self.cards.push(CardRecord {
            offset: span.start as u32,
            length: span.len() as u32,
            competency: words.word(&card.competency),
            stages: words.list(card.stages.iter().map(|s| &**s)),
            levels: words.list(card.levels.iter().map(|l| &**l)),
            tags: words.list(card.tags.iter().map(|t| &**t)),
            points: words.list(points.iter().map(|p| &**p)),
            answer_box: card.time_box.answer.min(u16::MAX.into()) as u16,
            id_length: id.len() as u8,
            kind: card.kind() as u8,
            difficulty: card.difficulty,
        });
    }

    /// Takes over what the cards share, once all are there.
    pub(crate) fn finish(&mut self, words: SharedWords) {
        self.ids = words.ids.into();
        self.words = in_order(words.words);
        self.lists = in_order(words.lists);
        self.cards.shrink_to_fit();
    }

    /// The usable cards with their own ids.
    pub(crate) fn each_card(&self) -> impl Iterator<Item = (&str, &CardRecord)> {
        let mut from = 0;
        self.cards.iter().map(move |card| {
            let to = from + usize::from(card.id_length);
            let id = self.ids.get(from..to).unwrap_or_default();
            from = to;
            (id, card)
        })
    }
}

/// Problems on their way to the cache. Their file is known there by its own name.
mod kept_problems {
    use serde::{Deserializer, Serializer};

    use super::*;

    #[derive(Serialize, Deserialize)]
    struct Kept {
        error: bool,
        place: Option<KeptPlace>,
        path: Box<str>,
        message: Box<str>,
        help: Option<Box<str>>,
    }

    #[derive(Serialize, Deserialize)]
    struct KeptPlace {
        line: u32,
        column: u32,
        width: u32,
        lead: u32,
        text: Box<str>,
    }

    pub(crate) fn serialize<S: Serializer>(all: &[Problem], to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(all.iter().map(|problem| Kept {
            error: problem.severity == Severity::Error,
            place: problem.place.as_ref().map(|place| KeptPlace {
                line: place.line,
                column: place.column,
                width: place.width,
                lead: place.lead,
                text: place.text.as_str().into(),
            }),
            path: problem.path.as_str().into(),
            message: problem.message.as_str().into(),
            help: problem.help.as_ref().map(|help| help.as_str().into()),
        }))
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Vec<Problem>, D::Error> {
        let kept = Vec::<Kept>::deserialize(from)?;
        let problem = |kept: Kept| Problem {
            severity: if kept.error {
                Severity::Error
            } else {
                Severity::Warning
            },
            place: kept.place.map(|place| Place {
                line: place.line,
                column: place.column,
                width: place.width,
                lead: place.lead,
                text: SafeText::new(&place.text),
            }),
            path: SafeText::new(&kept.path),
            message: SafeText::new(&kept.message),
            help: kept.help.as_deref().map(SafeText::new),
        };
        Ok(kept.into_iter().map(problem).collect())
    }
}
