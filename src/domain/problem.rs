//! A mistake in a file, with its place.

use super::safe_text::SafeText;

/// How much a problem costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The card, deck or setting it stands in is set aside.
    Error,
    /// Everything works; something looks like a mistake.
    Warning,
}

impl Severity {
    /// The word shown.
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// Where in a file a problem stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1, at the value's first.
    pub column: u32,
    /// How many characters of `text` to underline, at least 1.
    pub width: u32,
    /// The line itself, or what surrounds the mistake in a very long one.
    pub text: SafeText,
    /// How many characters of `text` stand before the mistake. Cleaning can change the count, so it
    /// is not always the column less one.
    pub lead: u32,
}

/// A mistake in a file. It reads the same on stderr, on the problems screen and in an editor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What it costs.
    pub severity: Severity,
    /// The file as the user would name it.
    pub path: SafeText,
    /// Where in the file, unless the file as a whole is meant.
    pub place: Option<Place>,
    /// What is wrong, in one sentence, led by the field where there is one.
    pub message: SafeText,
    /// What to do about it.
    pub help: Option<SafeText>,
}

impl Problem {
    /// `path:line:column: severity: message`, the line with a caret below it, and the help.
    pub fn lines(&self) -> Vec<String> {
        let at = self
            .place
            .as_ref()
            .map_or(String::new(), |p| format!("{}:{}:", p.line, p.column));
        let mut lines = vec![format!(
            "{}:{at} {}: {}",
            self.path,
            self.severity.word(),
            self.message
        )];
        if let Some(place) = &self.place {
            let number = place.line.to_string();
            let shown = place.excerpt(EXCERPT);
            lines.push(format!(" {number} | {}", shown.text));
            lines.push(format!(
                " {:width$} | {}{}",
                "",
                " ".repeat(shown.indent),
                "^".repeat(shown.carets),
                width = number.len()
            ));
        }
        if let Some(help) = &self.help {
            lines.push(format!(" help: {help}"));
        }
        lines
    }
}

/// Characters of a line shown beside a mistake on stderr, at most.
const EXCERPT: usize = 96;

/// The part of a line that holds a mistake.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt {
    /// The text, with an ellipsis where it is cut.
    pub text: String,
    /// Cells before the mistake.
    pub indent: usize,
    /// Cells of the mistake, at least 1.
    pub carets: usize,
}

impl Place {
    /// The part of the line around the mistake, in about `room` characters.
    pub fn excerpt(&self, room: usize) -> Excerpt {
        use unicode_width::UnicodeWidthStr;
        let (before, width) = (self.lead as usize, self.width as usize);
        let chars: Vec<char> = self.text.chars().collect();
        let from = if before + width.min(8) > room {
            before.saturating_sub(room / 4)
        } else {
            0
        };
        let to = chars.len().min(from + room);
        let at = before.clamp(from, to);
        let end = (at + width).min(to);
        let lead = if from > 0 { "…" } else { "" };
        let head: String = chars[from..at].iter().collect();
        let marked: String = chars[at..end].iter().collect();
        let tail: String = chars[end..to].iter().collect();
        let cut = if to < chars.len() { "…" } else { "" };
        Excerpt {
            indent: lead.width() + head.width(),
            carets: marked.width().max(1),
            text: format!("{lead}{head}{marked}{tail}{cut}"),
        }
    }
}
