//! Notes every mistake with its place, instead of stopping at the first.

use std::fmt::{self, Display};
use std::ops::Range;

use crate::domain::problem::{Problem, Severity};
use crate::domain::safe_text::SafeText;
use crate::storage::locate::Locator;

use super::value::{self, Value};
use super::words::Words;

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

/// What a text is read for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Aim {
    /// To show it.
    Show,
    /// To find every mistake in it. Texts come out empty.
    Check,
}

/// What reading one text has come to so far.
pub(crate) struct Reader<'a> {
    text: &'a str,
    /// The vocabulary that the cards are held against.
    pub(crate) words: &'a Words,
    aim: Aim,
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
            aim: Aim::Check,
            findings: Vec::new(),
            untold: 0,
            errors: 0,
        }
    }

    /// Reads `text` in full.
    pub(crate) fn showing(text: &'a str, words: &'a Words) -> Self {
        Self {
            aim: Aim::Show,
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

    /// `text` as it may be shown, or nothing where it is only checked.
    pub(crate) fn keep(&self, text: &str) -> SafeText {
        if self.aim == Aim::Show {
            SafeText::new(text)
        } else {
            SafeText::default()
        }
    }

    /// Whether the text is read to find mistakes.
    pub(crate) fn is_checking(&self) -> bool {
        self.aim == Aim::Check
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
