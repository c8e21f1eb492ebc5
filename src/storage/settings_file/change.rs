//! Changing one setting in the file.

use std::path::{Path, PathBuf};

use toml_edit::{Array, DocumentMut, Item, Table, TableLike, TomlError, Value};

use super::queries::QUERIES;
use super::{GLYPHS, KEYS, LIMIT, THEMES, glyphs, near, theme};
use crate::domain::settings::SavedQuery;
use crate::storage::disk::{self, DiskError, Durability};

/// Why a setting was not written.
#[derive(Debug, thiserror::Error)]
pub enum NotSet {
    /// The disk refused.
    #[error(transparent)]
    Disk(#[from] DiskError),
    /// The file has a mistake that must be mended by hand.
    #[error("{path} is not TOML: {why}; mend it, or move it away")]
    Broken {
        /// The file.
        path: PathBuf,
        /// What is wrong with it, and where.
        why: String,
    },
    /// No setting has that name.
    #[error("there is no setting called \"{name}\"{}", near(name).map_or(String::new(), |near| format!("; did you mean \"{near}\"?")))]
    NoSuchSetting {
        /// What was asked for.
        name: String,
    },
    /// The value does not fit.
    #[error("{name}: expected {expected}, found \"{found}\"")]
    Unfit {
        /// The setting.
        name: &'static str,
        /// What it takes.
        expected: &'static str,
        /// What it got.
        found: String,
    },
}

/// Writes one setting: `theme`, `glyphs`, `decks` (folders separated by commas), `editor`, `keys.`
/// with an action's name (chords separated by spaces), or `queries.` with a name. An empty value takes the setting out
/// of the file. Everything else in the file stays as it is.
///
/// # Errors
/// There is no such setting, the value does not fit, the file is not TOML, or the disk refuses.
pub fn set(path: &Path, name: &str, value: &str) -> Result<(), NotSet> {
    let broken = |why: &dyn ToString| NotSet::Broken {
        path: path.to_owned(),
        why: why.to_string(),
    };
    let bytes = disk::read(path, LIMIT)?.unwrap_or_default();
    let text = String::from_utf8(bytes).map_err(|error| broken(&error))?;
    let parsed: Result<DocumentMut, TomlError> = text.parse();
    let mut document = parsed.map_err(|error| broken(&error))?;
    let value = value.trim();
    let list = |parts: &mut dyn Iterator<Item = &str>| Value::from(parts.collect::<Array>());
    let unfit = |name, expected| NotSet::Unfit {
        name,
        expected,
        found: value.to_owned(),
    };
    let item = match name {
        "theme" if !value.is_empty() && theme(value).is_none() => {
            return Err(unfit("theme", THEMES));
        }
        "glyphs" if !value.is_empty() && glyphs(value).is_none() => {
            return Err(unfit("glyphs", GLYPHS));
        }
        "theme" | "glyphs" | "editor" => Value::from(value),
        "decks" => list(
            &mut value
                .split(',')
                .map(str::trim)
                .filter(|part| !part.is_empty()),
        ),
        _ if name
            .strip_prefix("keys.")
            .is_some_and(|name| !name.is_empty()) =>
        {
            match value.split_whitespace().count() {
                1 => Value::from(value),
                _ => list(&mut value.split_whitespace()),
            }
        }
        _ if name
            .strip_prefix("queries.")
            .is_some_and(SavedQuery::is_name) =>
        {
            Value::from(value)
        }
        _ => {
            return Err(NotSet::NoSuchSetting {
                name: name.to_owned(),
            });
        }
    };
    let value = (!value.is_empty()).then_some(item);
    match name.split_once('.') {
        Some((of @ (KEYS | QUERIES), name)) => {
            let table = document.entry(of).or_insert(Item::Table(Table::new()));
            let table = table.as_table_like_mut();
            let table = table.ok_or_else(|| broken(&format!("\"{of}\" is not a table")))?;
            put(table, name, value);
        }
        _ => put(document.as_table_mut(), name, value),
    }
    // A link stays one: many keep their settings in a repository.
    let file = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    disk::replace(&file, document.to_string().as_bytes(), Durability::Synced)?;
    Ok(())
}

/// Puts a value where the old one was, with the white space and the comment around it. What is called
/// `drill.hint` may stand in a table called `drill`.
fn put(table: &mut dyn TableLike, key: &str, value: Option<Value>) {
    if let Some((context, rest)) = key.split_once('.')
        && let Some(inner) = table.get_mut(context).and_then(Item::as_table_like_mut)
    {
        return put(inner, rest, value);
    }
    let Some(mut value) = value else {
        table.remove(key);
        return;
    };
    match table.get_mut(key).and_then(Item::as_value_mut) {
        Some(old) => {
            *value.decor_mut() = old.decor().clone();
            *old = value;
        }
        None => {
            table.insert(key, Item::Value(value));
        }
    }
}
