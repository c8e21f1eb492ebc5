//! Two texts compared word by word.

use std::collections::HashSet;
use std::hash::Hash;

use similar::{Algorithm, DiffTag};
use unicode_segmentation::UnicodeSegmentation;

/// Words that are compared one with another; a longer pair is compared a sentence at a time, so that
/// any two answers are compared at once.
const MOST_WORDS: usize = 3000;

/// A stretch of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Its words, with the white space between them.
    pub text: String,
    /// Whether the other text has no such words there.
    pub is_changed: bool,
}

/// An earlier and a later text as what they share and what they do not.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Comparison {
    /// The earlier text; what is changed in it was taken out.
    pub then: Vec<Piece>,
    /// The later text; what is changed in it was put in.
    pub now: Vec<Piece>,
}

impl Comparison {
    /// Compares two texts, at most 16,000 characters each. White space alone is no change.
    pub fn new(then: &str, now: &str) -> Self {
        let (old, new) = (tokens(then), tokens(now));
        let (old_changed, new_changed) =
            changed(&old, &new).unwrap_or_else(|| by_sentences(&old, &new));
        Self {
            then: pieces(&old, &old_changed),
            now: pieces(&new, &new_changed),
        }
    }
}

/// A word or a sign, with the white space before it.
#[derive(Debug, Clone, Copy)]
struct Token<'a> {
    before: &'a str,
    word: &'a str,
}

fn tokens(text: &str) -> Vec<Token<'_>> {
    let (mut tokens, mut before) = (Vec::new(), 0);
    for (at, word) in text.split_word_bound_indices() {
        if word.trim().is_empty() {
            continue;
        }
        tokens.push(Token {
            before: &text[before..at],
            word,
        });
        before = at + word.len();
    }
    tokens
}

/// Which words of each text the other does not have there; none where that would take too long.
fn changed(old: &[Token<'_>], new: &[Token<'_>]) -> Option<(Vec<bool>, Vec<bool>)> {
    let [old, new] = [old, new].map(|tokens| -> Vec<&str> {
        let words = tokens.iter().map(|token| token.word);
        words.collect()
    });
    differing(&old, &new)
}

fn by_sentences(old: &[Token<'_>], new: &[Token<'_>]) -> (Vec<bool>, Vec<bool>) {
    let [old, new] = [old, new].map(sentences);
    let [old_texts, new_texts] = [&old, &new].map(|sentences| -> Vec<String> {
        let text = |tokens: &&[Token<'_>]| tokens.iter().map(|token| token.word).collect();
        sentences.iter().map(text).collect()
    });
    let (old_changed, new_changed) = differing(&old_texts, &new_texts)
        .unwrap_or_else(|| (vec![true; old.len()], vec![true; new.len()]));
    let spread = |sentences: Vec<&[Token<'_>]>, changed: Vec<bool>| {
        let each = sentences.into_iter().zip(changed);
        each.flat_map(|(tokens, changed)| vec![changed; tokens.len()])
            .collect()
    };
    (spread(old, old_changed), spread(new, new_changed))
}

fn sentences<'t, 'a>(tokens: &'t [Token<'a>]) -> Vec<&'t [Token<'a>]> {
    tokens
        .split_inclusive(|token| matches!(token.word, "." | "?" | "!"))
        .collect()
}

/// Which elements of each list the other does not have there; none where, but for how they begin
/// and end alike, the lists are too long.
fn differing<T: Clone + Hash + Ord>(old: &[T], new: &[T]) -> Option<(Vec<bool>, Vec<bool>)> {
    let pairs = old.iter().zip(new);
    let start = pairs.take_while(|(a, b)| a == b).count();
    let ends = old[start..].iter().rev().zip(new[start..].iter().rev());
    let end = ends.take_while(|(a, b)| a == b).count();
    let inner = |list: &[T]| start..list.len() - end;
    let (old_inner, new_inner) = differing_within(&old[inner(old)], &new[inner(new)])?;
    let around = |inner: Vec<bool>| {
        let mut changed = vec![false; start];
        changed.extend(inner);
        changed.extend(vec![false; end]);
        changed
    };
    Some((around(old_inner), around(new_inner)))
}

fn differing_within<T: Clone + Hash + Ord>(old: &[T], new: &[T]) -> Option<(Vec<bool>, Vec<bool>)> {
    // What only one of them has is changed, whatever the rest is.
    let common = |list: &[T], other: &[T]| -> Vec<usize> {
        let other: HashSet<&T> = other.iter().collect();
        let places = 0..list.len();
        places.filter(|at| other.contains(&list[*at])).collect()
    };
    let (old_places, new_places) = (common(old, new), common(new, old));
    if old_places.len() + new_places.len() > MOST_WORDS {
        return None;
    }
    let of = |list: &[T], places: &[usize]| -> Vec<T> {
        places.iter().map(|at| list[*at].clone()).collect()
    };
    let (mut old_changed, mut new_changed) = (vec![true; old.len()], vec![true; new.len()]);
    let (old, new) = (of(old, &old_places), of(new, &new_places));
    for change in similar::capture_diff_slices(Algorithm::Myers, &old, &new) {
        if change.tag() == DiffTag::Equal {
            for at in &old_places[change.old_range()] {
                old_changed[*at] = false;
            }
            for at in &new_places[change.new_range()] {
                new_changed[*at] = false;
            }
        }
    }
    Some((old_changed, new_changed))
}

fn pieces(tokens: &[Token<'_>], changed: &[bool]) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for (token, is_changed) in tokens.iter().zip(changed.iter().copied()) {
        match pieces.last_mut() {
            Some(last) if last.is_changed == is_changed => {
                last.text.push_str(token.before);
                last.text.push_str(token.word);
            }
            // The space between two pieces is never part of a change.
            Some(last) if !last.is_changed => {
                last.text.push_str(token.before);
                pieces.push(Piece {
                    text: token.word.to_owned(),
                    is_changed,
                });
            }
            _ => pieces.push(Piece {
                text: format!("{}{}", token.before, token.word),
                is_changed,
            }),
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(pieces: &[Piece], sign: char) -> String {
        let piece = |piece: &Piece| match piece.is_changed {
            true => format!("{sign}{}{sign}", piece.text),
            false => piece.text.clone(),
        };
        pieces.iter().map(piece).collect()
    }

    fn both(then: &str, now: &str) -> (String, String) {
        let both = Comparison::new(then, now);
        (shown(&both.then, '-'), shown(&both.now, '+'))
    }

    #[test]
    fn words_are_compared_and_space_is_not() {
        let (then, now) = both(
            "I told Ines: the queue was full,\nso we waited.",
            "I told Ines  the queue was naïve, so I stopped it.",
        );
        assert_eq!(
            then,
            "I told Ines-:- the queue was -full-,\nso -we waited-."
        );
        assert_eq!(
            now,
            "I told Ines  the queue was +naïve+, so +I stopped it+."
        );
        assert_eq!(both("", "new"), ("".into(), "+new+".into()));
        assert_eq!(both("same", "same"), ("same".into(), "same".into()));
    }

    #[test]
    fn the_longest_answers_are_compared_at_once() {
        let old: String = (0..2000)
            .map(|i| format!("w{} w{}. ", i % 7, i % 5))
            .collect();
        let new = format!("{old}And so on. ");
        let (_, now) = both(&old, &new);
        assert!(now.ends_with(" w4 w4. +And so on.+"));
        assert_eq!(now.matches('+').count(), 2);
        let (a, b) = ("a.".repeat(8000), "b.a".repeat(5333));
        let all = Comparison::new(&a, &b);
        assert!(!all.then.is_empty() && !all.now.is_empty());
    }
}
