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
    /// Its points, of all its parts, each as [`PointInfo`] reads it.
    pub points: Arc<[Arc<str>]>,
    /// Seconds its time box gives an answer; of one step, where it has several.
    pub answer_box: u16,
    /// Whole ids it had before.
    pub was: Box<[CardId]>,
}

/// What is known of a point without its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PointInfo<'a> {
    /// The name its marks are kept under, `n1/p1` for the point of a part.
    pub name: &'a str,
    /// Absent, it caps the verdict at 2.
    pub must: bool,
    /// The id of its theme; empty where it has none.
    pub theme: &'a str,
}

impl<'a> PointInfo<'a> {
    /// Reads what [`PointInfo::word`] wrote.
    pub fn read(word: &'a str) -> Self {
        let (name, theme) = word.split_once('=').unwrap_or((word, ""));
        Self {
            name: name.trim_end_matches('!'),
            must: name.ends_with('!'),
            theme,
        }
    }

    /// The point as one word, `n1/p1!=limit`: ids hold neither sign.
    pub fn word(&self) -> String {
        let Self { name, must, theme } = self;
        let must = if *must { "!" } else { "" };
        let equals = if theme.is_empty() { "" } else { "=" };
        format!("{name}{must}{equals}{theme}")
    }
}

impl CardInfo {
    /// Its points.
    pub fn points(&self) -> impl Iterator<Item = PointInfo<'_>> {
        self.points.iter().map(|word| PointInfo::read(word))
    }
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

/// What kind of thing a point shows, whatever the card.
#[derive(Debug, Clone, PartialEq)]
pub struct Theme {
    /// Its id.
    pub id: Box<str>,
    /// What such a point shows: `a limit agreed beforehand`.
    pub title: SafeText,
    /// What an answer without it does: `states no limit`.
    pub missed: SafeText,
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
    /// What points show.
    pub themes: Vec<Theme>,
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

    /// The theme of that id.
    pub fn theme(&self, id: &str) -> Option<&Theme> {
        self.themes.iter().find(|theme| &*theme.id == id)
    }

    /// The framework of that id.
    pub fn framework(&self, id: &str) -> Option<&Framework> {
        self.frameworks
            .iter()
            .find(|framework| &*framework.id == id)
    }
}
