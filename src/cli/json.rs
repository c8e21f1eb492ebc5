//! JSON on stdout. Every document carries its schema number.

use std::io::{self, Write};

use serde_json::{Value, json};
use unicode_segmentation::UnicodeSegmentation;

use crate::domain::problem::Problem;
use crate::domain::safe_text::SafeText;

/// Prints one document, indented, with `"schema": 1` in front.
pub(super) fn print(out: &mut impl Write, fields: Value) -> io::Result<()> {
    let mut document = json!({ "schema": 1 });
    if let (Value::Object(document), Value::Object(fields)) = (&mut document, fields) {
        document.extend(fields);
    }
    let text = serde_json::to_string_pretty(&document)?;
    writeln!(out, "{}", harmless(&text))
}

/// A problem as JSON.
pub(super) fn problem(problem: &Problem) -> Value {
    json!({
        "severity": problem.severity.word(),
        "path": problem.path.as_str(),
        "line": problem.place.as_ref().map(|place| place.line),
        "column": problem.place.as_ref().map(|place| place.column),
        "message": problem.message.as_str(),
        "help": problem.help.as_deref(),
    })
}

/// JSON text with every character that could command or confuse a terminal written as an escape,
/// which means the same to whoever parses it.
pub(super) fn harmless(json: &str) -> String {
    let mut clean = String::with_capacity(json.len());
    for grapheme in json.graphemes(true) {
        if is_shown(grapheme) {
            clean.push_str(grapheme);
        } else {
            grapheme.chars().for_each(|c| push(&mut clean, c));
        }
    }
    clean
}

/// Whether it may be printed as it is. What is too much for one cell is not.
fn is_shown(grapheme: &str) -> bool {
    match grapheme.as_bytes() {
        [byte] => byte.is_ascii_graphic() || matches!(byte, b' ' | b'\n'),
        _ => SafeText::new(grapheme).as_str() == grapheme,
    }
}

/// Adds a character, as an escape unless it is plain ASCII.
fn push(clean: &mut String, c: char) {
    if c.is_ascii_graphic() || matches!(c, ' ' | '\n') {
        return clean.push(c);
    }
    let mut units = [0; 2];
    for unit in c.encode_utf16(&mut units) {
        clean.push_str(&format!("\\u{unit:04x}"));
    }
}
