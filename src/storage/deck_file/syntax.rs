//! What is wrong with a text that is no JSON.

use serde::de::IgnoredAny;

use crate::domain::problem::Severity;

use super::reader::Finding;

/// Whether `text` is JSON. What comes after the first mistake cannot be told apart any more, so
/// this one costs the whole deck.
pub(crate) fn check(text: &str) -> Result<(), Finding> {
    let Err(error) = serde_json::from_str::<IgnoredAny>(text) else {
        return Ok(());
    };
    if text.trim_ascii().is_empty() {
        return Err(Finding {
            severity: Severity::Error,
            span: 0..0,
            message: "the file is empty".into(),
            help: Some("a deck begins with {\"format\": \"hotseat/1\", \"id\": …".into()),
        });
    }
    let line: usize = text
        .split_inclusive('\n')
        .take(error.line().saturating_sub(1))
        .map(str::len)
        .sum();
    let mut at = (line + error.column()).saturating_sub(1).min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    let character = text[at..].chars().next().map_or(0, char::len_utf8);
    let said = error.to_string();
    let closes = text[at..].starts_with(['}', ']']);
    let said = match said.rsplit_once(" at line ") {
        _ if closes && text[..at].trim_ascii_end().ends_with(',') => "trailing comma",
        Some((said, _)) => said,
        None => &said,
    };
    Err(Finding {
        severity: Severity::Error,
        span: at..at + character,
        message: format!("this is not JSON: {}", sentence(said)),
        help: Some(format!(
            "{}; until then none of the file can be read",
            advice(said)
        )),
    })
}

fn sentence(said: &str) -> &str {
    match said {
        "trailing comma" => "a comma with nothing after it",
        "trailing characters" => "something follows the end of the file's object",
        "key must be a string" => "expected a field's name in double quotes",
        _ if said.starts_with("control character") => "a line break or control character in a text",
        _ if said.starts_with("EOF") => "the file ends in the middle",
        "expected value" => "expected a value",
        _ => said,
    }
}

fn advice(said: &str) -> &'static str {
    match said {
        "trailing comma" => "remove the comma",
        "trailing characters" => "remove what follows, or a closing bracket that came too early",
        "key must be a string" => "put the name in double quotes, and leave out comments",
        "expected value" => "put texts in double quotes, and leave out comments",
        "expected `:`" => "put a colon between the name and its value",
        "expected `,` or `}`" | "expected `,` or `]`" => {
            "put a comma or a closing bracket before this"
        }
        "invalid escape" => "write \\\\ for a backslash",
        _ if said.starts_with("control character") => {
            "close the text with a double quote, or write its line break as \\n"
        }
        _ if said.starts_with("EOF") => "close every text, list and object",
        _ => "mend this first",
    }
}
