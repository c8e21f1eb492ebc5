//! Puts a library together from the decks' records.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use crate::domain::card::CardId;
use crate::domain::deck::{Axes, CardInfo, Deck};
use crate::domain::problem::{Problem, Severity};
use crate::domain::safe_text::SafeText;
use crate::storage::axes_file;
use crate::storage::bundled;
use crate::storage::deck_file::{self, DeckRecord, MOST_CARDS, Overlay, Reader, Words};
use crate::storage::regular_file::Stamp;

use super::index::{DeckIndex, Indexing};
use super::source::{self, Source};
use super::{Library, overlay, place};

/// The file that editors complete decks by may lie beside them.
const SCHEMA: &str = "deck.schema.json";

/// A deck's changes to other decks, with the file they stand in.
struct Pending {
    source: Source,
    /// Its deck, by place among the decks.
    deck: usize,
    /// Its problems, by place among those of all files.
    problems: usize,
    overlays: Vec<Overlay>,
}

struct Opening {
    library: Library,
    pending: Vec<Pending>,
    indexing: Indexing,
    /// The problems of each file, in the order the files were read.
    problems: Vec<Vec<Problem>>,
    none: Arc<[Arc<str>]>,
}

pub(super) fn open(folders: &[PathBuf], index: Option<DeckIndex>) -> (Library, DeckIndex) {
    let (axes, wrong) = axes_file::read(bundled::AXES, &SafeText::new("axes.json"));
    let mut opening = Opening {
        library: Library {
            words: Words::of(&axes),
            decks: Vec::new(),
            cards: Vec::new(),
            axes,
            problems: Vec::new(),
            sources: Vec::new(),
            spans: Vec::new(),
            titles: OnceLock::new(),
            titles_cache: None,
            changes: Default::default(),
            changing: Vec::new(),
            by_id: OnceLock::new(),
            seen: Vec::new(),
        },
        pending: Vec::new(),
        indexing: Indexing::new(index),
        problems: vec![wrong],
        none: Arc::new([]),
    };
    for deck in bundled::DECKS {
        opening.bundled(deck);
    }
    let mut visited = HashSet::new();
    for folder in folders {
        let real = std::fs::canonicalize(folder).unwrap_or_else(|_| folder.clone());
        if visited.insert(real) {
            opening.folder(folder);
        }
    }
    opening.finish()
}

impl Opening {
    /// A bundled deck is proven to be without mistake before it is shipped.
    fn bundled(&mut self, deck: &bundled::Bundled) {
        let kept = self.indexing.bundled(deck.stem);
        let read = kept.is_none();
        let record = kept.unwrap_or_else(|| {
            let name = SafeText::new(&format!("{}.json", deck.stem));
            let r = Reader::showing(deck.text, &self.library.words);
            deck_file::read(r, Some(deck.stem), &name)
        });
        self.add(deck.stem, Source::Bundled(deck.text), record, read);
    }

    fn folder(&mut self, folder: &Path) {
        self.library.seen.push((folder.into(), Stamp::now(folder)));
        let entries = match std::fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return,
            Err(error) => {
                let message = format!("the folder cannot be read: {error}");
                let problem = source::about(&source::shown(folder), &message, None);
                return self.problems.push(vec![problem]);
            }
        };
        let mut paths: Vec<PathBuf> = entries
            .filter_map(|entry| Some(entry.ok()?.path()))
            .filter(|path| path.extension() == Some(OsStr::new("json")) && is_deck_name(path))
            .filter(|path| !path.is_dir())
            .collect();
        paths.sort();
        paths.into_iter().for_each(|path| self.file(path));
    }

    fn file(&mut self, path: PathBuf) {
        let stamp = Stamp::now(&path);
        self.library.seen.push((path.clone(), stamp));
        let stem = path
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if let Some(stamp) = stamp
            && let Some((record, source)) = self.indexing.file(&path, stamp)
        {
            return self.add(&stem, source, record, false);
        }
        match source::load(&path) {
            Ok((text, source)) => {
                let shown = source::shown(&path);
                let r = Reader::checking(&text, &self.library.words);
                let record = deck_file::read(r, Some(&stem), &shown);
                drop(text);
                self.add(&stem, source, record, true);
            }
            Err(problem) => self.problems.push(vec![problem]),
        }
    }

    /// Adds a deck, unless a mistake costs it.
    fn add(&mut self, stem: &str, source: Source, record: DeckRecord, read: bool) {
        self.problems.push(record.problems.clone());
        match self.room_for(&record, &source) {
            Ok(()) => self.admit(&record, &source),
            Err(problem) => self.problems.push(problem.into_iter().collect()),
        }
        self.indexing.keep(stem, &source, record, read);
    }

    fn room_for(&self, record: &DeckRecord, source: &Source) -> Result<(), Option<Problem>> {
        let head = record.head.as_ref().ok_or(None)?;
        let library = &self.library;
        let path = || source.path().unwrap_or_default();
        if let Some(other) = library.decks.iter().find(|deck| deck.id == head.id) {
            let other = match &other.path {
                Some(path) => path.to_string(),
                None => "a deck that comes with hotseat".into(),
            };
            let message = format!("the id \"{}\" is taken by {other}", head.id);
            let help = "rename the file and its id; to change single cards use \"extends\"";
            return Err(Some(source::about(&path(), &message, Some(help))));
        }
        if library.cards.len() + record.cards.len() > MOST_CARDS {
            let message = "with this deck the library would hold more than 100,000 cards";
            return Err(Some(source::about(
                &path(),
                message,
                Some("move some decks elsewhere"),
            )));
        }
        Ok(())
    }

    fn admit(&mut self, record: &DeckRecord, source: &Source) {
        let Some(head) = &record.head else {
            return;
        };
        let library = &mut self.library;
        let deck = library.decks.len();
        let own = head
            .axes
            .as_deref()
            .map(axes_file::read_own)
            .unwrap_or_default();
        extend(&mut library.axes, own);
        library.decks.push(Deck {
            id: head.id.clone(),
            title: SafeText::line(&head.title),
            description: SafeText::line(&head.description),
            path: source.path(),
            counts: deck_file::counts(record.cards.iter().map(|card| card.kind())),
            set_aside: record.set_aside,
        });
        library.sources.push(source.clone());
        let words: Vec<Arc<str>> = record.words.iter().map(|word| Arc::from(&**word)).collect();
        let word = |at: u32| words.get(at as usize).cloned().unwrap_or_default();
        let lists: Vec<Arc<[Arc<str>]>> = record
            .lists
            .iter()
            .map(|list| match list.is_empty() {
                true => self.none.clone(),
                false => list.iter().map(|at| word(*at)).collect(),
            })
            .collect();
        let list = |at: u32| lists.get(at as usize).unwrap_or(&self.none).clone();
        let first = library.cards.len();
        let mut id = format!("{}/", head.id);
        let stem = id.len();
        library.cards.reserve_exact(record.cards.len());
        library.spans.reserve_exact(record.cards.len());
        for (own, card) in record.each_card() {
            id.truncate(stem);
            id.push_str(own);
            library.spans.push((card.offset, card.length));
            library.cards.push(CardInfo {
                id: CardId::new(&id),
                deck: deck as u32,
                kind: card.kind(),
                difficulty: card.difficulty,
                competency: word(card.competency),
                stages: list(card.stages),
                levels: list(card.levels),
                tags: list(card.tags),
                points: list(card.points),
                answer_box: card.answer_box,
                was: Box::default(),
            });
        }
        for (card, was) in &record.was {
            if let Some(info) = library.cards.get_mut(first + *card as usize) {
                let mut all = info.was.to_vec();
                all.push(CardId::new(was));
                info.was = all.into();
            }
        }
        if !record.overlays.is_empty() {
            let overlays = record.overlays.clone();
            let problems = self.problems.len() - 1;
            self.pending.push(Pending {
                source: source.clone(),
                deck,
                problems,
                overlays,
            });
        }
    }

    fn finish(mut self) -> (Library, DeckIndex) {
        let words = Words::of(&self.library.axes);
        for pending in std::mem::take(&mut self.pending) {
            self.change(pending, &words);
        }
        self.former_ids();
        self.problems
            .iter_mut()
            .for_each(|problems| problems.sort_by_key(place));
        self.library.problems = self.problems.into_iter().flatten().collect();
        (self.library, self.indexing.finish())
    }

    /// Applies one deck's changes to cards of others.
    fn change(&mut self, pending: Pending, words: &Words) {
        let library = &mut self.library;
        let text = match pending.source.text() {
            Ok(text) => text,
            Err(problem) => return self.problems[pending.problems].push(problem),
        };
        let path = pending.source.path().unwrap_or_default();
        let file = library.changing.len();
        library.changing.push(pending.source);
        let mut found = Vec::new();
        for overlay in &pending.overlays {
            let (card, findings) = overlay::resolve(library, &text, overlay, words, found.len());
            found.extend(findings);
            let Some(card) = card else {
                library.decks[pending.deck].set_aside += 1;
                continue;
            };
            if let Some(at) = library.find(&overlay.base) {
                let span = (file, overlay.offset, overlay.length);
                library.changes.entry(at as u32).or_default().push(span);
                overlay::update(&mut library.cards[at], &card);
            }
        }
        if !found.is_empty() {
            self.problems[pending.problems].extend(deck_file::problems(found, &text, &path));
        }
    }

    /// Warns of a former id that is another card's id.
    fn former_ids(&mut self) {
        let library = &self.library;
        let mut problems = Vec::new();
        for card in library.cards.iter().filter(|card| !card.was.is_empty()) {
            for was in card
                .was
                .iter()
                .filter(|was| library.find(was.as_str()).is_some())
            {
                let path = library.sources[card.deck as usize]
                    .path()
                    .unwrap_or_default();
                let message = format!(
                    "card \"{}\" says it was \"{was}\", which is another card",
                    card.id
                );
                let help = "a former id is one that no card has any more";
                problems.push(Problem {
                    severity: Severity::Warning,
                    ..source::about(&path, &message, Some(help))
                });
            }
        }
        self.problems.push(problems);
    }
}

fn is_deck_name(path: &Path) -> bool {
    path.file_name().is_some_and(|name| {
        name != OsStr::new(SCHEMA) && !name.as_encoded_bytes().starts_with(b".")
    })
}

fn extend(axes: &mut Axes, own: Axes) {
    fn add<T>(all: &mut Vec<T>, new: Vec<T>, id: impl Fn(&T) -> &str) {
        for entry in new {
            if !all.iter().any(|known| id(known) == id(&entry)) {
                all.push(entry);
            }
        }
    }
    add(&mut axes.competencies, own.competencies, |term| &term.id);
    add(&mut axes.stages, own.stages, |term| &term.id);
    add(&mut axes.mocks, own.mocks, |mock| &mock.stage);
    add(&mut axes.levels, own.levels, |term| &term.id);
    add(&mut axes.themes, own.themes, |theme| &theme.id);
    add(&mut axes.frameworks, own.frameworks, |framework| {
        &framework.id
    });
}
