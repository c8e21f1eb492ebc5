//! Reads single values.

use std::borrow::Cow;
use std::ops::RangeInclusive;

use crate::domain::safe_text::SafeText;

use super::reader::{Help, Reader};
use super::value::{self, Value};

/// The most bytes of text in one field.
const LARGEST_FIELD: usize = 64 * 1024;
/// How deep objects and lists may nest.
const DEEPEST: usize = 64;

impl<'a> Reader<'a> {
    /// A string, whatever it holds.
    pub(crate) fn string(&mut self, value: &Value<'a, '_>) -> Option<Cow<'a, str>> {
        if !value.raw.starts_with('"') {
            let help = match value.raw.as_bytes().first() {
                Some(b'{' | b'[') => Help::none(),
                Some(b'n') => Help::say("leave the field out, or give it a text"),
                _ => Help::say(format_args!("write \"{}\"", value::clipped(value.raw))),
            };
            self.error(
                value,
                format_args!("expected text, found {}", value.found()),
                help,
            );
            return None;
        }
        match value::string(value.raw) {
            Ok(text) if text.len() > LARGEST_FIELD => {
                let size = text.len().div_ceil(1024);
                self.error(
                    value,
                    format_args!("this text has {size} KiB; a field holds at most 64 KiB"),
                    Help::say("shorten it, or make several cards of it"),
                );
                None
            }
            Ok(text) => Some(text),
            Err(_) => {
                self.error(
                    value,
                    "this text holds a broken \\u escape",
                    Help::say("a \\ud800 to \\udfff escape needs its other half; or write the character itself"),
                );
                None
            }
        }
    }

    /// Text to show that must not be empty.
    pub(crate) fn text(&mut self, value: &Value<'a, '_>) -> Option<SafeText> {
        let text = self.string(value)?;
        if text.trim().is_empty() {
            self.error(value, "this text is empty", Help::none());
            return None;
        }
        Some(self.keep(&text))
    }

    /// A whole number within `range`.
    pub(crate) fn number(
        &mut self,
        value: &Value<'_, '_>,
        range: RangeInclusive<u32>,
    ) -> Option<u32> {
        if let Ok(number) = value.raw.parse::<u32>()
            && range.contains(&number)
        {
            return Some(number);
        }
        let meant = value::string(value.raw).unwrap_or_default();
        let help = match meant.trim().parse::<u32>() {
            Ok(number) if range.contains(&number) => Help::say(format_args!("write {number}")),
            _ => Help::none(),
        };
        let (from, to) = range.into_inner();
        self.error(
            value,
            format_args!(
                "expected a number from {from} to {to}, found {}",
                value.found()
            ),
            help,
        );
        None
    }

    /// Any number.
    pub(crate) fn decimal(&mut self, value: &Value<'_, '_>) -> Option<f64> {
        match serde_json::from_str::<f64>(value.raw) {
            Ok(number) if number.is_finite() => Some(number),
            _ => {
                let meant = value::string(value.raw).unwrap_or_default();
                let help = match meant.trim().parse::<f64>() {
                    Ok(number) if number.is_finite() => Help::say(format_args!("write {number}")),
                    _ => Help::none(),
                };
                self.error(
                    value,
                    format_args!("expected a number, found {}", value.found()),
                    help,
                );
                None
            }
        }
    }

    /// `true` or `false`.
    pub(crate) fn boolean(&mut self, value: &Value<'_, '_>) -> Option<bool> {
        if let Ok(answer) = value.raw.parse() {
            return Some(answer);
        }
        let meant = value::string(value.raw).unwrap_or_default().to_lowercase();
        let help = match meant.trim() {
            "true" | "yes" => Help::say("write true, without quotes"),
            "false" | "no" => Help::say("write false, without quotes"),
            _ => Help::none(),
        };
        self.error(
            value,
            format_args!("expected true or false, found {}", value.found()),
            help,
        );
        None
    }

    /// The elements of a list.
    pub(crate) fn items(&mut self, value: &Value<'a, '_>) -> Option<Vec<&'a str>> {
        if value.raw.starts_with('[')
            && let Ok(items) = value::items(value.raw)
        {
            if items.len() > value::MOST_ITEMS {
                self.error(value, "a list holds at most 200 entries", Help::none());
            }
            return Some(items);
        }
        let help = match value.raw.as_bytes().first() {
            Some(b'"') => Help::say("put it between [ and ]"),
            _ => Help::none(),
        };
        self.error(
            value,
            format_args!("expected a list, found {}", value.found()),
            help,
        );
        None
    }

    /// A value that is kept and not read.
    pub(crate) fn unread(&mut self, value: &Value<'_, '_>) {
        if value.raw.len() > LARGEST_FIELD {
            let size = value.raw.len().div_ceil(1024);
            self.error(
                value,
                format_args!("this has {size} KiB; a field holds at most 64 KiB"),
                Help::none(),
            );
        } else if value.depth() > DEEPEST {
            self.error(value, "objects and lists nest deeper than 64", Help::none());
        }
    }
}
