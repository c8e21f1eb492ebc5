//! Words looked for in answers: all of them must occur, and case does not matter.

use std::ops::Range;

use super::attempt::Attempt;
use super::safe_text::SafeText;

/// Characters before the first hit in a snippet, at most.
const LEAD: usize = 12;

/// The words that are looked for, folded to lower case.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    words: Vec<String>,
}

/// The part of a text that shows why it was found, on one line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Snippet {
    /// Safe to show; dots stand for what is left out.
    pub text: String,
    /// Where the words are in it, in bytes, in order and apart.
    pub hits: Vec<Range<usize>>,
}

fn fold(text: &str) -> String {
    match text.is_ascii() {
        true => text.to_ascii_lowercase(),
        false => text.chars().flat_map(char::to_lowercase).collect(),
    }
}

/// Everything the user ever wrote in an attempt, raw: the answer, what was typed for its parts, the
/// line that shows most, and why the verdict was moved.
fn written(attempt: &Attempt) -> impl Iterator<Item = &str> {
    let parts = attempt.texts.iter().map(|(_, text)| text);
    let texts = [&attempt.text].into_iter().chain(parts);
    let texts = texts.chain([&attempt.evidence, &attempt.reason]);
    texts.map(String::as_str).filter(|text| !text.is_empty())
}

impl Wanted {
    /// The words of a line.
    pub fn new(line: &str) -> Self {
        Self {
            words: line.split_whitespace().map(fold).collect(),
        }
    }

    /// Whether no word is given.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The words, in lower case.
    pub fn words(&self) -> &[String] {
        &self.words
    }

    /// Whether every word occurs in what was written in an attempt, be it in different parts of it.
    pub fn is_in(&self, attempt: &Attempt) -> bool {
        let texts: Vec<String> = written(attempt).map(fold).collect();
        let occurs = |word: &String| texts.iter().any(|text| text.contains(word));
        !self.is_empty() && self.words.iter().all(occurs)
    }

    /// What shows of an attempt why it was found, in about `width` characters: of the text that has
    /// most of the words, around the first of them.
    pub fn snippet(&self, attempt: &Attempt, width: usize) -> Snippet {
        let known = |line: &SafeText| {
            let line = fold(line);
            let known = self.words.iter().filter(|word| line.contains(*word));
            known.count()
        };
        let lines = written(attempt).map(SafeText::line);
        let lines = lines.map(|line| (known(&line), line));
        let best = lines.reduce(|best, next| if next.0 > best.0 { next } else { best });
        best.map_or_else(Snippet::default, |(_, line)| self.cut(&line, width))
    }

    fn cut(&self, line: &str, width: usize) -> Snippet {
        let first = self.hits(line).first().map_or(0, |hit| hit.start);
        let before = line[..first].char_indices().rev().take(LEAD).last();
        let mut from = before.map_or(0, |(at, _)| at);
        if from > 0 {
            // From the start of a word, where one begins before the hit.
            from += line[from..first].find(' ').map_or(0, |space| space + 1);
        }
        let lead = if from > 0 { "…" } else { "" };
        let room = width.saturating_sub(lead.chars().count());
        let rest = &line[from..];
        let text = match rest.char_indices().nth(room) {
            None => format!("{lead}{rest}"),
            Some(_) => {
                let end = rest.char_indices().nth(room.saturating_sub(1));
                let end = end.map_or(rest.len(), |(at, _)| at);
                format!("{lead}{}…", rest[..end].trim_end())
            }
        };
        Snippet {
            hits: self.hits(&text),
            text,
        }
    }

    /// Where the words occur in a text, in bytes, in order; those that meet or overlap are one.
    pub fn hits(&self, text: &str) -> Vec<Range<usize>> {
        let mut folded = String::with_capacity(text.len());
        // For each byte of the folded text, the character it comes from.
        let mut from = Vec::with_capacity(text.len());
        for (at, c) in text.char_indices() {
            folded.extend(c.to_lowercase());
            from.resize(folded.len(), (at, at + c.len_utf8()));
        }
        let mut hits: Vec<Range<usize>> = self
            .words
            .iter()
            .flat_map(|word| {
                let found = folded.match_indices(word.as_str());
                found.map(|(at, word)| from[at].0..from[at + word.len() - 1].1)
            })
            .collect();
        hits.sort_by_key(|hit| hit.start);
        hits.dedup_by(|next, hit| {
            let joins = next.start <= hit.end;
            if joins {
                hit.end = hit.end.max(next.end);
            }
            joins
        });
        hits
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hits(words: &str, text: &str) -> Vec<String> {
        let hits = Wanted::new(words).hits(text).into_iter();
        hits.map(|hit| text[hit].to_owned()).collect()
    }

    #[test]
    fn hits_are_whole_characters_of_the_text_itself() {
        assert_eq!(
            hits("ines", "Ines, INES and vines"),
            ["Ines", "INES", "ines"]
        );
        assert_eq!(hits("naïve", "NAÏVE."), ["NAÏVE"]);
        // One that is longer in lower case, and words that overlap.
        assert_eq!(hits("i", "İst"), ["İ"]);
        assert_eq!(hits("abc bcd", "xabcdx"), ["abcd"]);
        assert_eq!(hits("straße", "Straße"), ["Straße"]);
    }

    #[test]
    fn a_snippet_stands_around_its_first_hit() {
        let wanted = Wanted::new("ledger");
        let long = format!(
            "{}the ledger was wrong{}",
            "so ".repeat(40),
            " and".repeat(40)
        );
        let snippet = wanted.cut(&long, 36);
        assert_eq!(snippet.text, "…so so the ledger was wrong and and…");
        assert_eq!(&snippet.text[snippet.hits[0].clone()], "ledger");
    }
}
