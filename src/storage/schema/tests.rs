//! The schema is what the wire types say, and it agrees with the reader.

use serde_json::{Value, json};

use super::checker::Schema;
use super::{TEXT, wire};
use crate::domain::problem::Severity;
use crate::storage::bundled;
use crate::storage::library::Library;

/// A deck with every field of every kind.
const COMPLETE: &str = include_str!("../../../tests/decks/complete.json");

fn generated() -> String {
    let mut schema = schemars::schema_for!(wire::Deck).to_value();
    without_null(&mut schema);
    let mut text = serde_json::to_string_pretty(&schema).unwrap();
    text.push('\n');
    text
}

/// An absent field is left out: `null` is a mistake in a deck.
fn without_null(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            for name in ["type", "anyOf"] {
                let null = |v: &Value| *v == json!("null") || *v == json!({"type": "null"});
                let Some(Value::Array(all)) = fields.get_mut(name) else {
                    continue;
                };
                let before = all.len();
                all.retain(|v| !null(v));
                if all.len() == before || all.len() > 1 {
                    continue;
                }
                let only = all.remove(0);
                fields.remove(name);
                match only {
                    Value::Object(inner) => fields.extend(inner),
                    only => drop(fields.insert(name.into(), only)),
                }
            }
            fields.values_mut().for_each(without_null);
        }
        Value::Array(all) => all.iter_mut().for_each(without_null),
        _ => {}
    }
}

#[test]
fn the_file_is_what_the_wire_types_say() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/decks/deck.schema.json");
    let text = generated();
    if std::env::var_os("HOTSEAT_WRITE_SCHEMA").is_some() {
        std::fs::write(path, &text).unwrap();
        return;
    }
    assert!(
        text == TEXT,
        "decks/deck.schema.json is out of date; write it anew with\n\
         HOTSEAT_WRITE_SCHEMA=1 cargo test --lib storage::schema"
    );
}

/// Whether the reader finds no error.
fn accepts(library: &Library, deck: &Value) -> bool {
    let report = library.check_bytes("complete.json", deck.to_string().into());
    let mut problems = report.problems.iter();
    problems.all(|problem| problem.severity == Severity::Warning)
}

#[test]
fn bundled_decks_fit_the_schema() {
    let schema = Schema::new(&generated());
    for deck in bundled::DECKS {
        let value = serde_json::from_str(deck.text).unwrap();
        assert!(schema.accepts(&value), "{}", deck.stem);
    }
}

/// Every value of the deck, as a JSON pointer.
fn pointers(value: &Value, at: String, all: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                pointers(
                    value,
                    format!("{at}/{}", name.replace('~', "~0").replace('/', "~1")),
                    all,
                );
            }
        }
        Value::Array(items) => {
            for (i, value) in items.iter().enumerate() {
                pointers(value, format!("{at}/{i}"), all);
            }
        }
        _ => {}
    }
    all.push(at);
}

/// What may be written in place of a value by mistake.
fn slips(value: &Value) -> Vec<Value> {
    match value {
        Value::Object(_) => vec![json!({}), json!([]), json!("x"), json!(null)],
        Value::Array(_) => vec![json!([]), json!({}), json!("x"), json!(3)],
        Value::String(_) => vec![json!(""), json!(7), json!(["x"]), json!({}), json!(null)],
        Value::Number(_) => vec![
            json!("2"),
            json!(0.5),
            json!(-1),
            json!(99_999),
            json!(true),
        ],
        _ => vec![json!("true"), json!(1), json!(null)],
    }
}

#[test]
fn schema_and_reader_agree_on_every_slip() {
    let schema = Schema::new(&generated());
    let complete: Value = serde_json::from_str(COMPLETE).unwrap();
    let (library, _) = Library::open(&[], None);
    assert!(accepts(&library, &complete) && schema.accepts(&complete));
    let mut all = Vec::new();
    pointers(&complete, String::new(), &mut all);
    let mut refused = 0;
    let mut disagreements = Vec::new();
    for pointer in &all {
        let mut variants: Vec<(String, Value)> = Vec::new();
        for slip in slips(complete.pointer(pointer).unwrap()) {
            let mut deck = complete.clone();
            *deck.pointer_mut(pointer).unwrap() = slip.clone();
            variants.push((slip.to_string(), deck));
        }
        let (above, name) = pointer.rsplit_once('/').unwrap_or_default();
        let mut deck = complete.clone();
        if let Some(Value::Object(fields)) = deck.pointer_mut(above)
            && fields.remove(name).is_some()
            // Whether a node or an ending is missed is for the reader to say.
            && !above.ends_with("/nodes")
            && !above.ends_with("/endings")
        {
            variants.push(("nothing".into(), deck));
        }
        for (slip, deck) in variants {
            let (reader, schema) = (accepts(&library, &deck), schema.accepts(&deck));
            refused += usize::from(!reader);
            if reader != schema {
                disagreements.push(format!(
                    "{pointer} = {slip}: reader {reader}, schema {schema}"
                ));
            }
        }
    }
    assert!(disagreements.is_empty(), "{}", disagreements.join("\n"));
    assert!(refused > 500, "only {refused} slips were refused");
}
