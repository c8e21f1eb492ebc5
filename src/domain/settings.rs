//! How the program looks and where it looks: what a user sets once, for one machine.

use std::path::PathBuf;

use super::mock::Setup;
use super::problem::Place;
use super::safe_text::SafeText;

/// What text is drawn with.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Theme {
    /// The terminal's own colours.
    #[default]
    Terminal,
    /// Bold, dim, underlined and reversed, without a colour.
    Mono,
}

impl Theme {
    /// As the settings write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Terminal => "terminal",
            Self::Mono => "mono",
        }
    }
}

/// What bars, boxes and marks are made of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Glyphs {
    /// Any character.
    #[default]
    Unicode,
    /// Only those of ASCII.
    Ascii,
}

impl Glyphs {
    /// As the settings write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Unicode => "unicode",
            Self::Ascii => "ascii",
        }
    }
}

/// A user's own chords for an action, not yet looked up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyBinding {
    /// The action, as `hint`, or `verdict.accept` in one context only.
    pub name: String,
    /// Chords separated by spaces; none unbinds.
    pub chords: String,
    /// The file it stands in.
    pub path: SafeText,
    /// Where in the file.
    pub place: Option<Place>,
}

/// A mock of the user's own; that its stages and its level are known is not checked yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MockPreset {
    /// What it is.
    pub setup: Setup,
    /// The file it stands in.
    pub path: SafeText,
    /// Where in the file.
    pub place: Option<Place>,
}

/// A search that was saved under a name; that it has no mistakes is not checked yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedQuery {
    /// What it is called.
    pub name: String,
    /// The query as it was typed.
    pub text: String,
    /// The file it stands in.
    pub path: SafeText,
    /// Where in the file.
    pub place: Option<Place>,
}

impl SavedQuery {
    /// Whether `saved:` can be followed by `name`: one word of letters, digits, `-` and `_`.
    pub fn is_name(name: &str) -> bool {
        let fits = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
        !name.is_empty() && name.chars().count() <= 40 && name.chars().all(fits)
    }
}

/// All settings, with their defaults.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Settings {
    /// What text is drawn with.
    pub theme: Theme,
    /// What bars and boxes are made of.
    pub glyphs: Glyphs,
    /// Folders with more decks.
    pub decks: Vec<PathBuf>,
    /// The editor's command line; none means the one that `EDITOR` names.
    pub editor: Option<String>,
    /// The user's own chords.
    pub keys: Vec<KeyBinding>,
    /// The user's own mocks.
    pub mocks: Vec<MockPreset>,
    /// The user's saved searches.
    pub queries: Vec<SavedQuery>,
}

impl Settings {
    /// The names of all settings but the chords, which are `keys.` and the action's name, and the
    /// saved searches, which are `queries.` and theirs.
    pub const NAMES: [&'static str; 4] = ["theme", "glyphs", "decks", "editor"];

    /// The value of a setting as text; none if there is no such setting, or no such chord or saved
    /// search.
    pub fn value(&self, name: &str) -> Option<String> {
        match name {
            "theme" => Some(self.theme.name().into()),
            "glyphs" => Some(self.glyphs.name().into()),
            "decks" => {
                let folders = self.decks.iter().map(|path| path.display().to_string());
                Some(folders.collect::<Vec<_>>().join(","))
            }
            "editor" => Some(self.editor.clone().unwrap_or_default()),
            _ => {
                if let Some(name) = name.strip_prefix("queries.") {
                    let saved = self.queries.iter().find(|saved| saved.name == name)?;
                    return Some(saved.text.clone());
                }
                let action = name.strip_prefix("keys.")?;
                let binding = self.keys.iter().find(|binding| binding.name == action)?;
                Some(binding.chords.clone())
            }
        }
    }
}
