//! `config.toml`: read with the place of every mistake, written with every comment kept.

mod change;
mod presets;
mod queries;

use std::ops::Range;
use std::path::{Path, PathBuf};

pub use self::change::{NotSet, set};

use toml_edit::{Document, Item, TableLike, TomlError};

use super::disk;
use super::nearest::nearest;
use crate::domain::problem::{Place, Problem, Severity};
use crate::domain::safe_text::SafeText;
use crate::domain::settings::{Glyphs, KeyBinding, Settings, Theme};

/// No file of settings is longer, in bytes.
const LIMIT: u64 = 1 << 20;
/// What the table of chords is called.
const KEYS: &str = "keys";

/// Reads the settings. A missing file is normal; whatever is wrong with one leaves the default and
/// is told.
pub fn load(path: &Path) -> (Settings, Vec<Problem>) {
    let mut reader = Reading {
        path,
        text: String::new(),
        settings: Settings::default(),
        problems: Vec::new(),
    };
    match disk::read(path, LIMIT) {
        Ok(Some(bytes)) => match String::from_utf8(bytes) {
            Ok(text) => {
                text.trim_start_matches('\u{feff}')
                    .clone_into(&mut reader.text);
                reader.read();
            }
            Err(_) => reader.tell(Severity::Error, None, "it is not UTF-8", None),
        },
        Ok(None) => {}
        Err(error) => reader.tell(Severity::Error, None, &error.to_string(), None),
    }
    (reader.settings, reader.problems)
}

/// A file on its way into settings.
struct Reading<'a> {
    path: &'a Path,
    text: String,
    settings: Settings,
    problems: Vec<Problem>,
}

impl Reading<'_> {
    fn read(&mut self) {
        let document = match Document::parse(self.text.clone()) {
            Ok(document) => document,
            Err(error) => {
                let help = "the defaults are in use until it is mended";
                let message = one_line(&error);
                return self.tell(Severity::Error, error.span(), &message, Some(help));
            }
        };
        for (name, item) in document.iter() {
            let span = document
                .key(name)
                .and_then(toml_edit::Key::span)
                .or(item.span());
            self.entry(name, item, span);
        }
        self.check_queries();
    }

    fn entry(&mut self, name: &str, item: &Item, key: Option<Range<usize>>) {
        let span = item.span().or(key.clone());
        match name {
            "theme" => match item.as_str().and_then(theme) {
                Some(theme) => self.settings.theme = theme,
                None => self.unfit(name, THEMES, span),
            },
            "glyphs" => match item.as_str().and_then(glyphs) {
                Some(glyphs) => self.settings.glyphs = glyphs,
                None => self.unfit(name, GLYPHS, span),
            },
            "editor" => match item.as_str() {
                Some("") => self.settings.editor = None,
                Some(editor) => self.settings.editor = Some(editor.into()),
                None => self.unfit(name, "a command line, such as \"vim\"", span),
            },
            "decks" => {
                for (folder, span) in texts(item) {
                    match folder {
                        Some(folder) => self.settings.decks.push(self.folder(folder)),
                        None => self.unfit(name, "a list of folders", span.or(key.clone())),
                    }
                }
            }
            presets::MOCK => match item.as_table_like() {
                Some(table) => self.presets(table),
                None => self.unfit(name, "tables such as [mock.friday]", span),
            },
            queries::QUERIES => match item.as_table_like() {
                Some(table) => self.queries(table),
                None => self.unfit(name, "a table of searches by name", span),
            },
            KEYS => match item.as_table_like() {
                Some(table) => self.keys("", table),
                None => self.unfit(name, "a table of chords by action", span),
            },
            _ => {
                let message = format!("there is no setting called \"{name}\"");
                let help = near(name).map(|near| format!("did you mean \"{near}\"?"));
                self.tell(Severity::Warning, key, &message, help.as_deref());
            }
        }
    }

    /// Chords by action; `drill.hint = "h"` makes a table in a table.
    fn keys(&mut self, prefix: &str, table: &dyn TableLike) {
        for (name, item) in table.iter() {
            let action = format!("{prefix}{name}");
            if let Some(inner) = item.as_table_like() {
                self.keys(&format!("{action}."), inner);
                continue;
            }
            let span = item
                .span()
                .or_else(|| table.key(name).and_then(toml_edit::Key::span));
            let chords: Option<Vec<&str>> = texts(item).into_iter().map(|(text, _)| text).collect();
            match chords {
                Some(chords) => {
                    let binding = KeyBinding {
                        name: action,
                        chords: chords.join(" "),
                        path: self.named(),
                        place: span.map(|span| place(&self.text, span)),
                    };
                    self.settings.keys.push(binding);
                }
                None => self.unfit(
                    &format!("{KEYS}.{action}"),
                    "a chord, or a list of chords",
                    span,
                ),
            }
        }
    }

    fn unfit(&mut self, name: &str, expected: &str, span: Option<Range<usize>>) {
        let message = format!("{name}: expected {expected}");
        self.tell(Severity::Warning, span, &message, None);
    }

    fn tell(
        &mut self,
        severity: Severity,
        span: Option<Range<usize>>,
        message: &str,
        help: Option<&str>,
    ) {
        self.problems.push(Problem {
            severity,
            path: self.named(),
            place: span.map(|span| place(&self.text, span)),
            message: SafeText::line(message),
            help: help.map(SafeText::line),
        });
    }

    fn named(&self) -> SafeText {
        SafeText::line(&self.path.to_string_lossy())
    }

    /// A folder as the file means it: `~` is home, and a relative one starts where the file is.
    fn folder(&self, folder: &str) -> PathBuf {
        let home = || etcetera::home_dir().ok();
        let here = self.path.parent().unwrap_or(Path::new(""));
        match folder.strip_prefix('~') {
            Some("") => home().unwrap_or_else(|| folder.into()),
            Some(rest) if rest.starts_with('/') => {
                home().map_or_else(|| folder.into(), |home| home.join(&rest[1..]))
            }
            _ => here.join(folder),
        }
    }
}

const THEMES: &str = "\"terminal\" or \"mono\"";
const GLYPHS: &str = "\"unicode\" or \"ascii\"";

fn theme(name: &str) -> Option<Theme> {
    let all = [Theme::Terminal, Theme::Mono];
    all.into_iter().find(|theme| theme.name() == name)
}

fn glyphs(name: &str) -> Option<Glyphs> {
    let all = [Glyphs::Unicode, Glyphs::Ascii];
    all.into_iter().find(|glyphs| glyphs.name() == name)
}

/// A text, or each of a list of texts, with its place; none for what is no text.
fn texts(item: &Item) -> Vec<(Option<&str>, Option<Range<usize>>)> {
    match item.as_array() {
        Some(list) => list
            .iter()
            .map(|value| (value.as_str(), value.span()))
            .collect(),
        None => vec![(item.as_str(), item.span())],
    }
}

fn near(name: &str) -> Option<&'static str> {
    nearest(
        name,
        Settings::NAMES
            .into_iter()
            .chain([KEYS, presets::MOCK, queries::QUERIES]),
    )
}

fn one_line(error: &TomlError) -> String {
    error
        .message()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

/// Where a stretch of a text stands.
fn place(text: &str, span: Range<usize>) -> Place {
    let boundary = |mut at: usize| {
        at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let (from, to) = (boundary(span.start), boundary(span.end));
    let start = text[..from].rfind('\n').map_or(0, |newline| newline + 1);
    let end = text[from..]
        .find('\n')
        .map_or(text.len(), |length| from + length);
    let count = |text: &str| u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
    Place {
        line: count(text[..from].matches('\n').collect::<String>().as_str()) + 1,
        column: count(&text[start..from]) + 1,
        width: count(&text[from..to.clamp(from, end)]).max(1),
        text: SafeText::new(text[start..end].trim_end_matches('\r')),
        lead: count(&SafeText::new(&text[start..from])),
    }
}
