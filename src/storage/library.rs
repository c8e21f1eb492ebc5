//! Every deck there is: the bundled ones and the user's.
//!
//! A library holds what planning needs of each card, and where the card lies. The words of a card
//! are read when it is shown.

mod index;
mod opening;
mod overlay;
mod source;
mod titles;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use crate::domain::card::{ByCard, Card};
use crate::domain::deck::{Axes, CardInfo, Deck};
use crate::domain::problem::Problem;
use crate::domain::safe_text::SafeText;

use super::deck_file::{self, DeckRecord, Outcome, Reader, Words};
use super::regular_file::Stamp;

pub use index::DeckIndex;
use source::Source;
use titles::Titles;

/// A deck file of more bytes is not read.
pub const FILE_LIMIT: u64 = super::regular_file::LARGEST;

/// The decks, their cards, and everything that is wrong with them.
#[derive(Debug)]
pub struct Library {
    decks: Vec<Deck>,
    cards: Vec<CardInfo>,
    axes: Axes,
    problems: Vec<Problem>,
    words: Words,
    /// By place among the decks.
    sources: Vec<Source>,
    /// Where each card lies in its source: offset and length.
    spans: Vec<(u32, u32)>,
    titles: OnceLock<Titles>,
    titles_cache: Option<PathBuf>,
    /// What changes a card: (place among `changing`, offset, length), in order.
    changes: HashMap<u32, Vec<(usize, u32, u32)>>,
    changing: Vec<Source>,
    by_id: OnceLock<ByCard<u32>>,
    /// Every folder and file that was looked at, as it was then.
    seen: Vec<(PathBuf, Option<Stamp>)>,
}

/// What is to be said of one file.
#[derive(Debug)]
pub struct Report {
    /// Everything wrong with it, in the order of the file.
    pub problems: Vec<Problem>,
    /// Cards in it.
    pub cards: u32,
    /// Cards that can be used.
    pub usable: u32,
}

impl Library {
    /// Opens the bundled decks and those in `folders`, one of which need not exist. What `index`
    /// kept of a file that has not changed since is not read again. Beside the library comes the
    /// index for the next start.
    pub fn open(folders: &[PathBuf], index: Option<DeckIndex>) -> (Self, DeckIndex) {
        opening::open(folders, index)
    }

    /// The decks, bundled ones first. A deck that a mistake makes unusable is not among them.
    pub fn decks(&self) -> &[Deck] {
        &self.decks
    }

    /// The usable cards, deck by deck.
    pub fn cards(&self) -> &[CardInfo] {
        &self.cards
    }

    /// The vocabulary, that of the user's decks included.
    pub fn axes(&self) -> &Axes {
        &self.axes
    }

    /// Every mistake in every file.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// The file or folder that a problem calls `shown`.
    pub fn file(&self, shown: &SafeText) -> Option<&Path> {
        let seen = self.seen.iter().map(|(path, _)| path.as_path());
        seen.into_iter().find(|path| source::shown(path) == *shown)
    }

    /// The place of a card among [`cards`](Self::cards).
    pub fn find(&self, id: &str) -> Option<usize> {
        self.by_id().get(id).map(|at| *at as usize)
    }

    fn by_id(&self) -> &ByCard<u32> {
        self.by_id.get_or_init(|| {
            let ids = self.cards.iter().map(|card| card.id.clone());
            ids.zip(0..).collect()
        })
    }

    /// The line of its file on which a card begins, from 1; the first where the file cannot be read.
    pub fn line(&self, index: usize) -> usize {
        let (Some(info), Some((offset, _))) = (self.cards.get(index), self.spans.get(index)) else {
            return 1;
        };
        let before = self.sources[info.deck as usize].part(0, *offset);
        1 + before.map_or(0, |text| {
            memchr::memchr_iter(b'\n', text.as_bytes()).count()
        })
    }

    /// Reads the card at a place among [`cards`](Self::cards) in full. It fails where its file is
    /// not the file it was when the library was opened.
    pub fn card(&self, index: usize) -> Result<Card, Problem> {
        let nothing = || source::about(&SafeText::default(), "there is no such card", None);
        let info = self.cards.get(index).ok_or_else(nothing)?;
        let text = self.card_text(index)?;
        let mut r = Reader::showing(&text, &self.words);
        match deck_file::read_card(&mut r, &text, index, info.id.deck()) {
            Outcome::Card(card) => Ok(card.card),
            _ => {
                let path = self.sources[info.deck as usize].path().unwrap_or_default();
                let findings = r.into_findings();
                let problems = deck_file::problems(findings, &text, &path);
                let said = problems.into_iter().next();
                Err(Problem {
                    place: None,
                    ..said.unwrap_or_else(|| source::about(&path, "this card cannot be read", None))
                })
            }
        }
    }

    /// The JSON of a card, with every change to it applied.
    fn card_text(&self, index: usize) -> Result<String, Problem> {
        let (offset, length) = self.spans[index];
        let source = &self.sources[self.cards[index].deck as usize];
        let base = source.part(offset, length)?.into_owned();
        let changes = u32::try_from(index)
            .ok()
            .and_then(|index| self.changes.get(&index));
        let changes: Result<Vec<String>, Problem> = changes
            .into_iter()
            .flatten()
            .map(|(file, offset, length)| {
                Ok(self.changing[*file].part(*offset, *length)?.into_owned())
            })
            .collect();
        Ok(overlay::merge(base, changes?))
    }

    /// Whether a deck was added, removed or edited since this library was opened. It reads no file.
    pub fn changed(&self) -> bool {
        self.seen
            .iter()
            .any(|(path, stamp)| Stamp::now(path) != *stamp)
    }

    /// When the file of the deck at a place among [`decks`](Self::decks) was last changed, in UTC seconds
    /// since 1970; none for a bundled deck.
    pub fn edited(&self, deck: usize) -> Option<i64> {
        self.sources.get(deck)?.modified()
    }

    /// Checks one file as if it were among the user's decks.
    pub fn check(&self, path: &Path) -> Report {
        match source::load(path) {
            Ok((text, _)) => {
                let stem = path.file_stem().unwrap_or_default().to_string_lossy();
                self.report(&text, Some(&stem), &source::shown(path))
            }
            Err(problem) => Report::refused(problem),
        }
    }

    /// Checks a deck that has no file, such as standard input, under the name `name`.
    pub fn check_bytes(&self, name: &str, bytes: Vec<u8>) -> Report {
        let name = SafeText::line(name);
        match source::decode(bytes, &name) {
            Ok((text, _)) => self.report(&text, None, &name),
            Err(problem) => Report::refused(problem),
        }
    }

    fn report(&self, text: &str, stem: Option<&str>, path: &SafeText) -> Report {
        let mut record = deck_file::read(Reader::checking(text, &self.words), stem, path);
        let mut usable = record.cards.len() as u32;
        let overlays = std::mem::take(&mut record.overlays);
        let words = Words::of(&self.axes);
        let mut found = Vec::new();
        for overlay in &overlays {
            let (card, findings) = overlay::resolve(self, text, overlay, &words, found.len());
            usable += u32::from(card.is_some());
            found.extend(findings);
        }
        let DeckRecord {
            head,
            total,
            mut problems,
            ..
        } = record;
        problems.extend(deck_file::problems(found, text, path));
        problems.sort_by_key(place);
        Report {
            problems,
            cards: total,
            usable: if head.is_some() { usable } else { 0 },
        }
    }
}

impl Report {
    fn refused(problem: Problem) -> Self {
        Self {
            problems: vec![problem],
            cards: 0,
            usable: 0,
        }
    }
}

/// Problems are told in the order of the file; what concerns it as a whole comes first.
fn place(problem: &Problem) -> Option<(u32, u32)> {
    problem
        .place
        .as_ref()
        .map(|place| (place.line, place.column))
}
