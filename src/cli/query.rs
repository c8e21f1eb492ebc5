//! A search given on the command line.

use unicode_width::UnicodeWidthStr;

use super::Failure;
use crate::domain::query::{Mistake, Query};
use crate::domain::safe_text::SafeText;
use crate::training::search;
use crate::training::trainer::Trainer;

/// The query that `text` is.
pub(super) fn read(trainer: &Trainer, text: &str) -> Result<Query, Failure> {
    let (query, mistakes) = trainer.query(text);
    match mistakes.first() {
        None => Ok(query),
        Some(mistake) => {
            let failure = Failure::usage(told(text, mistake));
            Err(match search::advice(mistake) {
                Some(help) => failure.help(help),
                None => failure,
            })
        }
    }
}

/// What is wrong, with the text and a line that points at the place.
fn told(text: &str, mistake: &Mistake) -> String {
    let part = |range: std::ops::Range<usize>| SafeText::new(&text[range].replace('\n', " "));
    let lead = part(0..mistake.span.start).width();
    let carets = part(mistake.span.clone()).width().max(1);
    format!(
        "{}\n {}\n {}{}",
        mistake.message,
        part(0..text.len()),
        " ".repeat(lead),
        "^".repeat(carets)
    )
}
