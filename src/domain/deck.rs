//! A titled file of cards, and what is known of each card without reading it in full.

use std::sync::Arc;

use super::card::{CardId, Kind};
use super::mock::MockStage;
use super::safe_text::SafeText;

/// What planning needs of a card: all but its words. A library may hold 100,000 of them, so what
/// cards have in common is shared.
#[derive(Debug, Clone, PartialEq)]
pub struct CardInfo {
    /// Its whole id.
    pub id: CardId,
    /// Its deck, by place in the library.
    pub deck: u32,
    /// How it is played.
    pub kind: Kind,
    /// 1 to 3.
    pub difficulty: u8,
    /// What is tested.
    pub competency: Arc<str>,
    /// Which rounds ask it; none means any.
    pub stages: Arc<[Arc<str>]>,
    /// How senior; none means any.
    pub levels: Arc<[Arc<str>]>,
    /// Free words.
    pub tags: Arc<[Arc<str>]>,
    /// Whole ids it had before.
    pub was: Box<[CardId]>,
}

/// A deck without its cards.
#[derive(Debug, Clone, PartialEq)]
pub struct Deck {
    /// The stem of its file.
    pub id: Box<str>,
    /// Its title.
    pub title: SafeText,
    /// A sentence on what it holds.
    pub description: SafeText,
    /// Its file as the user would name it; none for a bundled deck.
    pub path: Option<SafeText>,
    /// Usable cards of each kind, in the order of [`Kind::ALL`].
    pub counts: [u32; 6],
    /// Cards set aside for their mistakes.
    pub set_aside: u32,
}

impl Deck {
    /// Usable cards of a kind.
    pub fn count(&self, kind: Kind) -> u32 {
        self.counts[kind as usize]
    }

    /// All usable cards.
    pub fn cards(&self) -> u32 {
        self.counts.iter().sum()
    }
}

/// A part of an answer framework.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// Its name.
    pub title: SafeText,
    /// Its share of the answer's time, in percent.
    pub share: u8,
}

/// A way to lay out an answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Framework {
    /// Its id.
    pub id: Box<str>,
    /// Its name.
    pub title: SafeText,
    /// Its parts, in order.
    pub parts: Vec<Part>,
}

/// A word of a vocabulary: a competency, a stage or a level.
#[derive(Debug, Clone, PartialEq)]
pub struct Term {
    /// Its id.
    pub id: Box<str>,
    /// Its name.
    pub title: SafeText,
}

/// The vocabulary that cards are filed under. It is data: nothing in the code knows a term.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Axes {
    /// What is tested.
    pub competencies: Vec<Term>,
    /// Which round asks it.
    pub stages: Vec<Term>,
    /// How senior.
    pub levels: Vec<Term>,
    /// Ways to lay out an answer.
    pub frameworks: Vec<Framework>,
    /// What stages are for a mock.
    pub mocks: Vec<MockStage>,
}

impl Axes {
    /// The title of a competency; its id where it has none.
    pub fn competency<'a>(&'a self, id: &'a str) -> &'a str {
        self.competencies
            .iter()
            .find(|term| &*term.id == id)
            .map_or(id, |term| &term.title)
    }

    /// The title of a level; its id where it has none.
    pub fn level<'a>(&'a self, id: &'a str) -> &'a str {
        self.levels
            .iter()
            .find(|term| &*term.id == id)
            .map_or(id, |term| &term.title)
    }

    /// The title of a stage; its id where it has none.
    pub fn stage<'a>(&'a self, id: &'a str) -> &'a str {
        let mut stages = self.stages.iter();
        stages
            .find(|term| &*term.id == id)
            .map_or(id, |term| &term.title)
    }

    /// What a stage is for a mock, where its axis says so.
    pub fn mock(&self, stage: &str) -> Option<&MockStage> {
        self.mocks.iter().find(|mock| *mock.stage == *stage)
    }

    /// The framework of that id.
    pub fn framework(&self, id: &str) -> Option<&Framework> {
        self.frameworks
            .iter()
            .find(|framework| &*framework.id == id)
    }
}
