//! Reads single values, and notes every mistake with its place instead of stopping at it.

use std::fmt::{self, Display};
use std::ops::{Range, RangeInclusive};

use crate::domain::problem::{Problem, Severity};
use crate::domain::safe_text::SafeText;
use crate::storage::locate::Locator;

use super::value::{self, Value};
use super::words::Words;

/// The most bytes of text in one field.
const LARGEST_FIELD: usize = 64 * 1024;
/// How deep objects and lists may nest.
const DEEPEST: usize = 64;
/// The most problems told of one file: past that, they have one cause.
const MOST_FINDINGS: usize = 10_000;

/// A mistake in the text being read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Finding {
    pub(crate) severity: Severity,
    pub(crate) span: Range<usize>,
    pub(crate) message: String,
    pub(crate) help: Option<String>,
}

/// What reading one text has come to so far.
pub(crate) struct Reader<'a> {
    text: &'a str,
    /// The vocabulary that the cards are held against.
    pub(crate) words: &'a Words,
    /// Whether texts are wanted; a file is checked without making any.
    wanted: bool,
    findings: Vec<Finding>,
    untold: usize,
    errors: usize,
}

impl<'a> Reader<'a> {
    /// Reads `text` only to check it: texts come out empty.
    pub(crate) fn checking(text: &'a str, words: &'a Words) -> Self {
        Self {
            text,
            words,
            wanted: false,
            findings: Vec::new(),
            untold: 0,
            errors: 0,
        }
    }

    /// Reads `text` in full.
    pub(crate) fn showing(text: &'a str, words: &'a Words) -> Self {
        Self {
            wanted: true,
            ..Self::checking(text, words)
        }
    }

    /// Goes on with another vocabulary.
    pub(crate) fn with_words<'b>(self, words: &'b Words) -> Reader<'b>
    where
        'a: 'b,
    {
        Reader { words, ..self }
    }

    /// Where a value lies in the text.
    pub(crate) fn span(&self, value: &Value<'_, '_>) -> Range<usize> {
        let start = (value.raw.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
        start..start + value.raw.len()
    }

    /// Errors noted so far.
    pub(crate) fn errors(&self) -> usize {
        self.errors
    }

    /// Everything noted, in the order of the text.
    pub(crate) fn into_findings(mut self) -> Vec<Finding> {
        self.findings.sort_by_key(|finding| finding.span.start);
        if self.untold > 0 {
            self.findings.push(Finding {
                severity: Severity::Warning,
                span: self.text.len()..self.text.len(),
                message: format!("{} more problems are not listed", self.untold),
                help: Some("mend those above first; they may have one cause".into()),
            });
        }
        self.findings
    }

    /// Notes an error at `value`, led by its path.
    pub(crate) fn error(&mut self, value: &Value<'_, '_>, message: impl Display, help: Help) {
        self.note(
            Severity::Error,
            value,
            &format_args!("{}: {message}", value.path),
            help,
        );
    }

    /// Notes a warning at `value`, led by its path.
    pub(crate) fn warn(&mut self, value: &Value<'_, '_>, message: impl Display, help: Help) {
        self.note(
            Severity::Warning,
            value,
            &format_args!("{}: {message}", value.path),
            help,
        );
    }

    /// Notes something about a value as a whole, whose message says what it is about.
    pub(crate) fn note(
        &mut self,
        severity: Severity,
        value: &Value<'_, '_>,
        message: &dyn Display,
        help: Help,
    ) {
        let mut span = self.span(value);
        if value.raw.starts_with(['{', '[']) {
            // An object or a list is pointed at by its first character.
            span.end = span.start + 1;
        }
        self.note_at(severity, span, message, help);
    }

    /// Notes something about a stretch of the text.
    pub(crate) fn note_at(
        &mut self,
        severity: Severity,
        span: Range<usize>,
        message: &dyn Display,
        help: Help,
    ) {
        self.errors += usize::from(severity == Severity::Error);
        if self.findings.len() == MOST_FINDINGS {
            self.untold += 1;
            return;
        }
        let message = message.to_string();
        self.findings.push(Finding {
            severity,
            span,
            message: message.trim_start_matches(": ").into(),
            help: help.0,
        });
    }

    /// The whole text.
    pub(crate) fn whole(&self) -> &'a str {
        self.text
    }

    /// A string, whatever it holds.
    pub(crate) fn string(&mut self, value: &Value<'a, '_>) -> Option<std::borrow::Cow<'a, str>> {
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

    /// `text` as it may be shown, or nothing where it is only checked.
    pub(crate) fn keep(&self, text: &str) -> SafeText {
        if self.wanted {
            SafeText::new(text)
        } else {
            SafeText::default()
        }
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

    /// Whether the text is read in full, and not to check it.
    pub(crate) fn is_showing(&self) -> bool {
        self.wanted
    }

    /// Whether further problems are only counted.
    pub(crate) fn is_full(&self) -> bool {
        self.findings.len() == MOST_FINDINGS
    }
}

/// What to do about a mistake, if there is something to say.
pub(crate) struct Help(Option<String>);

impl Help {
    pub(crate) fn none() -> Self {
        Self(None)
    }

    pub(crate) fn say(help: impl Display) -> Self {
        Self(Some(help.to_string()))
    }

    /// Did you mean `nearest`? Else what the choice is.
    pub(crate) fn mean(nearest: Option<&str>, choice: impl FnOnce() -> Self) -> Self {
        match nearest {
            Some(word) => Self::say(format_args!("did you mean \"{word}\"?")),
            None => choice(),
        }
    }
}

/// A list of words as a sentence shows it.
pub(crate) struct Listed<I>(pub(super) I);

impl<'a, I: Iterator<Item = &'a str> + Clone> Display for Listed<I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, word) in self.0.clone().take(12).enumerate() {
            let comma = if i == 0 { "" } else { ", " };
            write!(f, "{comma}{}", value::clipped(word))?;
        }
        let more = self.0.clone().skip(12).count();
        if more > 0 {
            write!(f, " and {more} more")
        } else {
            Ok(())
        }
    }
}

/// Findings as problems of the file `path`, with the lines they stand in.
pub(crate) fn problems(findings: Vec<Finding>, text: &str, path: &SafeText) -> Vec<Problem> {
    let mut locator = Locator::new(text);
    findings
        .into_iter()
        .map(|finding| Problem {
            severity: finding.severity,
            path: path.clone(),
            place: Some(locator.place(finding.span)),
            message: SafeText::line(&finding.message),
            help: finding.help.as_deref().map(SafeText::line),
        })
        .collect()
}
