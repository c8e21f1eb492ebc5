//! From a byte range of a text to the line and column a person looks for.

use std::ops::Range;

use crate::domain::problem::Place;
use crate::domain::safe_text::SafeText;

/// How many characters of a line are kept on either side of a mistake.
const AROUND: usize = 120;
/// How many characters of a value are kept.
const VALUE: usize = 80;

/// Finds places in one text. Asked in the order of the text, it reads the text once, however many
/// places there are.
pub(crate) struct Locator<'a> {
    text: &'a str,
    at: usize,
    line: u32,
    line_start: usize,
    column: u32,
}

impl<'a> Locator<'a> {
    /// Looks at `text` from its start.
    pub(crate) fn new(text: &'a str) -> Self {
        Self {
            text,
            at: 0,
            line: 1,
            line_start: 0,
            column: 1,
        }
    }

    /// The place of `span`, whose ends are moved to the nearest characters within the text.
    pub(crate) fn place(&mut self, span: Range<usize>) -> Place {
        let start = boundary(self.text, span.start);
        let end = boundary(self.text, span.end).max(start);
        self.advance(start);
        let rest = first(&self.text[start..], VALUE + AROUND);
        let rest = rest.split('\n').next().unwrap_or_default();
        let rest = rest.strip_suffix('\r').unwrap_or(rest);
        let value = first(&rest[..rest.len().min(end - start)], VALUE);
        let after = first(&rest[value.len()..], AROUND);
        let before = last(&self.text[self.line_start..start], AROUND);
        let lead = SafeText::new(before).chars().count();
        let marked = SafeText::new(value).chars().count().max(1);
        Place {
            line: self.line,
            column: self.column,
            width: u32::try_from(marked).unwrap_or(1),
            text: SafeText::new(&[before, value, after].concat()),
            lead: u32::try_from(lead).unwrap_or(0),
        }
    }

    fn advance(&mut self, to: usize) {
        if to < self.at {
            *self = Self::new(self.text);
        }
        let passed = &self.text[self.at..to];
        match passed.rfind('\n') {
            Some(newline) => {
                self.line += passed.bytes().filter(|b| *b == b'\n').count() as u32;
                self.line_start = self.at + newline + 1;
                self.column = 1 + passed[newline + 1..].chars().count() as u32;
            }
            None => self.column += passed.chars().count() as u32,
        }
        self.at = to;
    }
}

fn boundary(text: &str, index: usize) -> usize {
    let index = index.min(text.len());
    (0..=index)
        .rev()
        .find(|i| text.is_char_boundary(*i))
        .unwrap_or(0)
}

fn first(text: &str, characters: usize) -> &str {
    text.char_indices()
        .nth(characters)
        .map_or(text, |(end, _)| &text[..end])
}

fn last(text: &str, characters: usize) -> &str {
    text.char_indices()
        .rev()
        .take(characters)
        .last()
        .map_or("", |(start, _)| &text[start..])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str, needle: &str) -> (u32, u32) {
        let start = text.find(needle).unwrap();
        let place = Locator::new(text).place(start..start + needle.len());
        (place.line, place.column)
    }

    #[test]
    fn columns_count_characters_from_one() {
        assert_eq!(at("{\"a\": 1}", "{"), (1, 1));
        assert_eq!(at("{\r\n  \"naïve ✓\": 1}", "1"), (2, 14));
    }

    #[test]
    fn going_back_starts_over() {
        let text = "one\ntwo\nthree";
        let mut locator = Locator::new(text);
        assert_eq!(locator.place(8..13).line, 3);
        assert_eq!(
            (locator.place(4..7).line, locator.place(4..7).column),
            (2, 1)
        );
    }

    #[test]
    fn the_caret_stays_under_the_value_after_a_tab() {
        let text = "\t\"weight\": 9";
        let start = text.len() - 1;
        let place = Locator::new(text).place(start..text.len());
        assert_eq!(place.column, 12);
        assert_eq!(place.text.chars().nth(place.lead as usize), Some('9'));
    }

    #[test]
    fn a_line_of_megabytes_leaves_a_short_excerpt() {
        let text = format!("[{}9]", "1,".repeat(1_000_000));
        let place = Locator::new(&text).place(2_000_001..2_000_002);
        assert_eq!(place.column, 2_000_002);
        assert!(place.text.len() < 400);
    }
}
