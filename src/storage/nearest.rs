//! Did you mean?

use crate::domain::query::Mistake;

/// Words longer than this are nobody's slip of the pen.
const LONGEST: usize = 64;
/// Among more candidates than this, what was meant is anybody's guess.
const MOST: usize = 2000;

/// The candidate that `word` is most likely a misspelling of.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if word.len() > LONGEST {
        return None;
    }
    let word = word.to_lowercase();
    // In a word of two letters, every other is one slip away.
    let allowed = word.chars().count() / 3;
    candidates
        .into_iter()
        .take(MOST)
        .filter(|candidate| candidate.len() <= LONGEST)
        .map(|candidate| (strsim::damerau_levenshtein(&word, candidate), candidate))
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// What could be meant by a mistake in a query.
pub fn advice(mistake: &Mistake) -> Option<String> {
    let known = || mistake.known.iter().map(String::as_str);
    match nearest(&mistake.word, known()) {
        Some(near) => Some(format!("did you mean {near}?")),
        None if mistake.known.is_empty() => None,
        None => Some(format!(
            "there are {}",
            known().collect::<Vec<_>>().join(", ")
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_is_recognised_and_another_word_is_not() {
        let fields = ["difficulty", "competency", "id"];
        assert_eq!(nearest("dificulty", fields), Some("difficulty"));
        assert_eq!(nearest("Compentecy", fields), Some("competency"));
        assert_eq!(nearest("ID", fields), Some("id"));
        assert_eq!(nearest("colour", fields), None);
        assert_eq!(nearest("p9", ["p1", "p2"]), None);
    }
}
