//! Words in texts: letters may be left out of a word, and the fewer the better.

use std::cell::RefCell;
use std::fmt;

use nucleo_matcher::pattern::{Atom, AtomKind, CaseMatching, Normalization};
use nucleo_matcher::{Config, Matcher, Utf32Str, Utf32String};

use crate::domain::query::{Query, Test};

/// A word of fewer letters is looked for as it stands: its letters alone are everywhere.
const FUZZY_FROM: usize = 4;
/// The rank a letter must bring at least, gaps counted off: a letter found brings 16, and a gap costs 3
/// and 1 more for each letter left out. What stands farther apart is not looked at more closely.
const RANK_A_LETTER: u16 = 15;

/// Where the words of a query are in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// Not even their letters are.
    Nowhere,
    /// Their letters are, too far from each other.
    Scattered,
    /// There, the higher the better.
    There(u32),
}

/// The words of one query, ready to be looked for.
pub(super) struct Finder {
    words: Vec<Atom>,
    exact: Vec<(String, Atom)>,
    matcher: RefCell<Matcher>,
}

impl fmt::Debug for Finder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Finder")
            .field("words", &self.words)
            .finish()
    }
}

fn atom(text: &str, kind: AtomKind) -> Atom {
    let (case, marks) = (CaseMatching::Ignore, Normalization::Smart);
    Atom::new(text, case, marks, kind, false)
}

fn is_fuzzy(word: &str) -> bool {
    word.chars().count() >= FUZZY_FROM
}

fn word(word: &str) -> Atom {
    let kind = match is_fuzzy(word) {
        true => AtomKind::Fuzzy,
        false => AtomKind::Substring,
    };
    atom(word, kind)
}

impl Finder {
    pub(super) fn of(query: &Query) -> Self {
        let mut exact = Vec::new();
        collect(query, &mut exact);
        let exact = exact.into_iter().map(|text| {
            let atom = atom(&text, AtomKind::Substring);
            (text, atom)
        });
        Self {
            words: query.words.iter().map(|text| word(text)).collect(),
            exact: exact.collect(),
            matcher: RefCell::new(Matcher::new(Config::DEFAULT)),
        }
    }

    /// Where the words are in a text.
    pub(super) fn find(&self, text: Utf32Str<'_>) -> Found {
        let matcher = &mut self.matcher.borrow_mut();
        let (mut rank, mut is_scattered, mut places) = (0, false, Vec::new());
        for word in &self.words {
            let Some(found) = word.score(text, matcher) else {
                return Found::Nowhere;
            };
            places.clear();
            is_scattered = is_scattered || !is_together(word, found, text, matcher, &mut places);
            rank += u32::from(found);
        }
        match is_scattered {
            true => Found::Scattered,
            false => Found::There(rank),
        }
    }

    /// Whether a text of the query is in a card's text as it stands.
    pub(super) fn says(&self, text: Utf32Str<'_>, exact: &str) -> bool {
        let atom = self.exact.iter().find(|(known, _)| known == exact);
        let matcher = &mut self.matcher.borrow_mut();
        atom.is_some_and(|(_, atom)| atom.score(text, matcher).is_some())
    }
}

/// Whether a word that was found with a rank is there in one piece, or else within one word and from
/// its first letter on, as `mgmt` is in `management`; the letters go into `places`.
fn is_together(
    word: &Atom,
    rank: u16,
    text: Utf32Str<'_>,
    matcher: &mut Matcher,
    places: &mut Vec<u32>,
) -> bool {
    let letters = word.needle_text().len() as u32;
    if u32::from(rank) < u32::from(RANK_A_LETTER) * letters {
        return false;
    }
    word.indices(text, matcher, places);
    let (Some(first), Some(last)) = (places.first(), places.last()) else {
        return true;
    };
    let begins = || *first == 0 || !text.get(first - 1).is_alphanumeric();
    let is_word = || (*first..=*last).all(|at| text.get(at).is_alphanumeric());
    last - first + 1 == letters || (begins() && is_word())
}

/// Every text a query looks for as it stands.
fn collect(query: &Query, into: &mut Vec<String>) {
    for term in &query.terms {
        match &term.test {
            Test::Text(text) => into.push(text.clone()),
            Test::All(inner) => {
                into.extend(inner.words.iter().cloned());
                collect(inner, into);
            }
            _ => {}
        }
    }
}

/// Whether whatever `query` means is among what `before` let through, scattered letters included.
pub(super) fn narrows(query: &Query, before: &Query) -> bool {
    let grows = |(word, before): (&String, &String)| {
        word == before || (is_fuzzy(before) && word.starts_with(&**before))
    };
    query.terms.starts_with(&before.terms)
        && query.words.len() >= before.words.len()
        && query.words.iter().zip(&before.words).all(grows)
}

/// The letters of titles that the words of a query matched.
#[derive(Debug)]
pub struct Marks(Finder);

impl Marks {
    /// The marks of a query.
    pub fn of(query: &Query) -> Self {
        Self(Finder::of(query))
    }

    /// The places of the letters in a title, as numbers of characters, in order.
    pub fn within(&self, title: &str) -> Vec<usize> {
        let title = Utf32String::from(title);
        let exact = self.0.exact.iter().map(|(_, atom)| atom);
        let matcher = &mut self.0.matcher.borrow_mut();
        let mut places = Vec::new();
        for word in self.0.words.iter().chain(exact) {
            let (title, mut of_word) = (title.slice(..), Vec::new());
            let found = word.score(title, matcher);
            let is_there = |rank| is_together(word, rank, title, matcher, &mut of_word);
            if found.is_some_and(is_there) {
                places.extend(of_word.into_iter().map(|at| at as usize));
            }
        }
        places.sort_unstable();
        places.dedup();
        places
    }
}
