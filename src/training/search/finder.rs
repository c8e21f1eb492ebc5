//! Words in texts: as they stand, or within one word of the text with letters left out.

use std::cell::RefCell;
use std::fmt;
use std::ops::Range;

use nucleo_matcher::chars::{normalize, to_lower_case};
use nucleo_matcher::pattern::{Atom, AtomKind, CaseMatching, Normalization};
use nucleo_matcher::{Config, Matcher, Utf32Str, Utf32String};

use crate::domain::query::{Query, Test};

/// A word of fewer letters is looked for as it stands: with letters left out it is everywhere.
const LOOSE_FROM: usize = 4;

/// A word that is looked for.
#[derive(Debug)]
struct Word {
    whole: Atom,
    /// The same with letters left out, as `mgmt` is in `management`, where it is long enough.
    loose: Option<Atom>,
}

fn atom(text: &str, kind: AtomKind) -> Atom {
    let (case, accents) = (CaseMatching::Ignore, Normalization::Smart);
    Atom::new(text, case, accents, kind, false)
}

fn is_loose(word: &str) -> bool {
    word.chars().count() >= LOOSE_FROM
}

impl Word {
    fn of(word: &str) -> Self {
        Self {
            whole: atom(word, AtomKind::Substring),
            loose: is_loose(word).then(|| atom(word, AtomKind::Fuzzy)),
        }
    }

    /// How good the best match in a text is; none where there is no match.
    fn rank(&self, text: Utf32Str<'_>, matcher: &mut Matcher) -> Option<u16> {
        let whole = self.whole.score(text, matcher);
        whole.or_else(|| Some(self.loosely(text, matcher)?.0))
    }

    /// The best match within one word of the text, and that word.
    fn loosely(&self, text: Utf32Str<'_>, matcher: &mut Matcher) -> Option<(u16, Range<u32>)> {
        let loose = self.loose.as_ref()?;
        let words = words(text, loose.needle_text()).into_iter();
        let ranked = words.filter_map(|word| {
            let rank = loose.score(text.slice_u32(word.clone()), matcher)?;
            Some((rank, word))
        });
        ranked.max_by_key(|(rank, _)| *rank)
    }

    /// Where the letters of the best match are.
    fn places(&self, text: Utf32Str<'_>, matcher: &mut Matcher) -> Vec<usize> {
        let mut places = Vec::new();
        if self.whole.indices(text, matcher, &mut places).is_some() {
            return places.into_iter().map(|at| at as usize).collect();
        }
        let Some((_, word)) = self.loosely(text, matcher) else {
            return Vec::new();
        };
        let start = word.start;
        if let Some(loose) = &self.loose {
            loose.indices(text.slice_u32(word), matcher, &mut places);
        }
        places.into_iter().map(|at| (start + at) as usize).collect()
    }
}

/// The words of a text in which some letters, in lower case, follow each other from the first on.
fn words(text: Utf32Str<'_>, letters: Utf32Str<'_>) -> Vec<Range<u32>> {
    let (mut found, mut word, mut at) = (Vec::new(), Some((0, 0)), 0);
    let is_whole = |next: u32| next as usize == letters.len();
    for c in text.chars() {
        if !c.is_alphanumeric() {
            if let Some((start, next)) = word
                && is_whole(next)
            {
                found.push(start..at);
            }
            word = Some((at + 1, 0));
        } else if let Some((start, next)) = word {
            let fits = !is_whole(next) && is_like(c, letters.get(next));
            word = match (fits, next) {
                (true, _) => Some((start, next + 1)),
                // Another letter comes first.
                (false, 0) => None,
                (false, _) => word,
            };
        }
        at += 1;
    }
    if let Some((start, next)) = word
        && is_whole(next)
    {
        found.push(start..at);
    }
    found
}

/// Whether a letter is another in any case, accents left aside.
fn is_like(c: char, letter: char) -> bool {
    to_lower_case(c) == letter || (!c.is_ascii() && to_lower_case(normalize(c)) == letter)
}

/// The words of one query, ready to be looked for.
pub(super) struct Finder {
    words: Vec<Word>,
    exact: Vec<(String, Atom)>,
    matcher: RefCell<Matcher>,
}

impl fmt::Debug for Finder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = f.debug_struct("Finder");
        debug.field("words", &self.words).finish_non_exhaustive()
    }
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
            words: query.words.iter().map(|word| Word::of(word)).collect(),
            exact: exact.collect(),
            matcher: RefCell::new(Matcher::new(Config::DEFAULT)),
        }
    }

    /// How well the words match a text, the higher the better; none where one of them does not.
    pub(super) fn rank(&self, text: Utf32Str<'_>) -> Option<u32> {
        let matcher = &mut self.matcher.borrow_mut();
        let ranks = self.words.iter().map(|word| word.rank(text, matcher));
        ranks.map(|rank| rank.map(u32::from)).sum()
    }

    /// Whether a text of the query is in a card's text as it stands.
    pub(super) fn says(&self, text: Utf32Str<'_>, exact: &str) -> bool {
        let atom = self.exact.iter().find(|(known, _)| known == exact);
        let matcher = &mut self.matcher.borrow_mut();
        atom.is_some_and(|(_, atom)| atom.score(text, matcher).is_some())
    }
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

/// Whether whatever `query` means is among what `before` meant.
pub(super) fn narrows(query: &Query, before: &Query) -> bool {
    let grows = |(word, before): (&String, &String)| {
        word == before || (is_loose(before) && word.starts_with(&**before))
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
        let title = title.slice(..);
        let matcher = &mut self.0.matcher.borrow_mut();
        let mut places = Vec::new();
        for word in &self.0.words {
            places.extend(word.places(title, matcher));
        }
        for (_, atom) in &self.0.exact {
            let mut letters = Vec::new();
            atom.indices(title, matcher, &mut letters);
            places.extend(letters.into_iter().map(|at| at as usize));
        }
        places.sort_unstable();
        places.dedup();
        places
    }
}
