//! From what was answered in a mock to what is marked of it.

use super::parts::QUOTE;

/// The longest line of evidence, in characters.
pub const EVIDENCE_CHARACTERS: usize = 200;
/// A sentence shorter than this says little, in characters.
const SHORT: usize = 25;

/// Whether a line of an answer given in a mock is what the interviewer asked.
pub fn is_quoted(line: &str) -> bool {
    line.starts_with(QUOTE)
}

/// The sentence of some typed answers that may show most: one with a figure or a name in the first
/// person before others, a longer one before a short one.
pub fn evidence<'a>(texts: impl Iterator<Item = &'a str>) -> String {
    let lines = texts.flat_map(str::lines).filter(|line| !is_quoted(line));
    let sentences = lines.flat_map(sentences);
    let worth = |sentence: &str| {
        let words: Vec<&str> = sentence.split_whitespace().collect();
        let has_figure = sentence.contains(|c: char| c.is_ascii_digit());
        let is_own = words
            .iter()
            .any(|word| matches!(*word, "I" | "my" | "My" | "me"));
        let is_long = sentence.chars().count() >= SHORT;
        3 * u8::from(is_long) + 2 * u8::from(is_own) + u8::from(has_figure)
    };
    let mut best: Option<(u8, &str)> = None;
    for sentence in sentences.map(str::trim).filter(|s| !s.is_empty()) {
        let fits = sentence.chars().count() <= EVIDENCE_CHARACTERS;
        if fits && best.is_none_or(|(so_far, _)| worth(sentence) > so_far) {
            best = Some((worth(sentence), sentence));
        }
    }
    best.map_or_else(String::new, |(_, sentence)| sentence.to_owned())
}

/// The sentences of a line; the sign within `4.5` ends none.
fn sentences(line: &str) -> impl Iterator<Item = &str> {
    let is_end = |at: &usize| line[*at..].chars().next().is_none_or(char::is_whitespace);
    let ends = line.match_indices(['.', '!', '?']).map(|(at, _)| at + 1);
    let mut start = 0;
    ends.filter(is_end).chain([line.len()]).map(move |end| {
        let sentence = &line[start..end];
        start = end;
        sentence
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_that_says_who_did_how_much_is_suggested() {
        let text =
            "It went well. In March I moved 3 people to the pager.\n> Who?\nMy lead. I agreed.";
        let found = evidence([text, "Nothing."].into_iter());
        assert_eq!(found, "In March I moved 3 people to the pager.");
        let text = "I cut our monthly bill from 4.5 to 1.2 million euros.";
        assert_eq!(evidence([text].into_iter()), text);
        assert_eq!(evidence(["", "> I asked?\n"].into_iter()), "");
    }
}
