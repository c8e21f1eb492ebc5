//! `hotseat answers`: words looked for in everything that was ever typed.

use std::io::Write;

use serde_json::{Value, json};

use super::arguments::Answers;
use super::{Exit, Failure, House, json};
use crate::domain::entry::Event;
use crate::domain::find::Wanted;
use crate::domain::safe_text::SafeText;
use crate::training::trainer::FOUND_AT_MOST;

/// Characters of a snippet.
const SNIPPET: usize = 160;

pub(super) fn run(house: &House, answers: &Answers, out: &mut impl Write) -> Result<Exit, Failure> {
    let wanted = Wanted::new(&answers.words.join(" "));
    if wanted.is_empty() {
        return Err(Failure::invalid("there is no word to look for"));
    }
    let trainer = house.trainer()?;
    let search = trainer
        .search_answers(&wanted, FOUND_AT_MOST)
        .map_err(Failure::failed)?;
    let attempts = search
        .found
        .iter()
        .filter_map(|logged| match &logged.entry.event {
            Event::Attempt(attempt) => Some(attempt),
            _ => None,
        });
    let found = attempts.map(|attempt| {
        let card = trainer.progress().current(&attempt.card);
        (attempt, card, wanted.snippet(attempt, SNIPPET).text)
    });
    if answers.json {
        let found: Vec<Value> = found
            .map(|(attempt, card, snippet)| {
                json!({
                    "day": attempt.day.to_string(), "card": card.as_str(),
                    "grade": attempt.grade.value(), "snippet": snippet,
                })
            })
            .collect();
        json::print(
            out,
            json!({ "words": wanted.words(), "total": search.total, "answers": found }),
        )?;
    } else if search.total == 0 {
        let failure = Failure::not_found("no answer holds all of these words");
        return Err(failure.help("try fewer words, or a part of one"));
    } else {
        for (attempt, card, snippet) in found {
            let card = SafeText::line(card.as_str());
            writeln!(out, "{}  {card}  {snippet}", attempt.day)?;
        }
        let left = search.total.saturating_sub(FOUND_AT_MOST);
        if left > 0 {
            writeln!(out, "and {left} older; give more words")?;
        }
    }
    Ok(match search.total {
        0 => Exit::Nothing,
        _ => Exit::Done,
    })
}
