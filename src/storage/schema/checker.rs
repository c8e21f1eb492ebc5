//! Enough of JSON Schema to hold decks against ours. A keyword it does not know is a panic, so the
//! schema cannot outgrow it.

use serde_json::{Map, Value};

use crate::domain::day::Day;
use crate::storage::deck_file::is_id;

pub(super) struct Schema(Value);

impl Schema {
    pub(super) fn new(text: &str) -> Self {
        Self(serde_json::from_str(text).unwrap())
    }

    pub(super) fn accepts(&self, value: &Value) -> bool {
        self.fits(&self.0, value)
    }

    fn fits(&self, schema: &Value, value: &Value) -> bool {
        match schema {
            Value::Bool(all) => *all,
            Value::Object(rules) => rules
                .iter()
                .all(|(name, rule)| self.holds(name, rule, rules, value)),
            _ => panic!("a schema is an object or a boolean: {schema}"),
        }
    }

    fn holds(&self, name: &str, rule: &Value, rules: &Map<String, Value>, value: &Value) -> bool {
        let number = |holds: &dyn Fn(f64, f64) -> bool| {
            value
                .as_f64()
                .is_none_or(|value| holds(value, rule.as_f64().unwrap()))
        };
        let size = |found: Option<usize>, holds: &dyn Fn(u64, u64) -> bool| {
            found.is_none_or(|found| holds(found as u64, rule.as_u64().unwrap()))
        };
        let items = value.as_array().map(Vec::len);
        let list = || rule.as_array().unwrap().iter();
        match name {
            "$schema" | "$id" | "$defs" | "title" | "description" | "format" | "default" => true,
            "$ref" => {
                let at = rule.as_str().unwrap().strip_prefix('#').unwrap();
                self.fits(self.0.pointer(at).unwrap(), value)
            }
            "anyOf" => list().any(|schema| self.fits(schema, value)),
            "oneOf" => list().filter(|schema| self.fits(schema, value)).count() == 1,
            "const" => rule == value,
            "enum" => list().any(|known| known == value),
            "type" => match rule.as_str().unwrap() {
                "object" => value.is_object(),
                "array" => value.is_array(),
                "string" => value.is_string(),
                "boolean" => value.is_boolean(),
                "number" => value.is_number(),
                "integer" => value.as_f64().is_some_and(|number| number.fract() == 0.0),
                other => panic!("unknown type {other}"),
            },
            "minimum" => number(&|value, bound| value >= bound),
            "maximum" => number(&|value, bound| value <= bound),
            "maxLength" => size(value.as_str().map(|s| s.chars().count()), &|n, most| {
                n <= most
            }),
            "minItems" => size(items, &|n, least| n >= least),
            "maxItems" => size(items, &|n, most| n <= most),
            "minProperties" => size(value.as_object().map(Map::len), &|n, least| n >= least),
            "maxProperties" => size(value.as_object().map(Map::len), &|n, most| n <= most),
            "pattern" => value
                .as_str()
                .is_none_or(|text| matches(rule.as_str().unwrap(), text)),
            "required" => value.as_object().is_none_or(|object| {
                list().all(|name| object.contains_key(name.as_str().unwrap()))
            }),
            "items" => value
                .as_array()
                .is_none_or(|items| items.iter().all(|item| self.fits(rule, item))),
            "properties" => value.as_object().is_none_or(|object| {
                let known = rule.as_object().unwrap().iter();
                known
                    .clone()
                    .all(|(name, rule)| object.get(name).is_none_or(|v| self.fits(rule, v)))
            }),
            "additionalProperties" => value.as_object().is_none_or(|object| {
                let known = rules.get("properties").and_then(Value::as_object);
                let further = |name: &String| known.is_none_or(|known| !known.contains_key(name));
                object
                    .iter()
                    .filter(|(name, _)| further(name))
                    .all(|(_, v)| self.fits(rule, v))
            }),
            other => panic!("unknown keyword {other}"),
        }
    }
}

fn matches(pattern: &str, text: &str) -> bool {
    const ID: &str = "[a-z0-9]+([.-][a-z0-9]+)*";
    let whole = |text: &str| {
        text.split_once('/')
            .is_some_and(|(a, b)| is_id(a) && is_id(b))
    };
    match pattern {
        "^.*$" => !text.contains(['\n', '\r', '\u{2028}', '\u{2029}']),
        r"\S" => text.chars().any(|c| !c.is_whitespace()),
        p if p == format!("^{ID}$") => is_id(text),
        p if p == format!("^{ID}/{ID}$") => whole(text),
        p if p == format!("^({ID}/)?{ID}$") => is_id(text) || whole(text),
        p if p.contains("[0-9]{4}-") => text.parse::<Day>().is_ok(),
        other => panic!("unknown pattern {other}"),
    }
}
