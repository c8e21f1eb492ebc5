//! JSON on stdout. Every document carries its schema number.

use std::io::{self, Write};

use serde_json::{Value, json};

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
    for c in json.chars() {
        if c.is_ascii_graphic() || matches!(c, ' ' | '\n') || is_shown(c) {
            clean.push(c);
        } else {
            let mut units = [0; 2];
            for unit in c.encode_utf16(&mut units) {
                clean.push_str(&format!("\\u{unit:04x}"));
            }
        }
    }
    clean
}

fn is_shown(c: char) -> bool {
    let mut bytes = [0; 4];
    let text: &str = c.encode_utf8(&mut bytes);
    !c.is_ascii() && SafeText::new(text).as_str() == text
}
