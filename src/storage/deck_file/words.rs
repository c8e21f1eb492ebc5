//! The vocabulary that cards are held against.

use crate::domain::deck::Axes;
use crate::storage::nearest::nearest;

use super::reader::{Help, Listed, Reader};
use super::value::{self, Value};

/// The competency of a card that names none.
pub(crate) const GENERAL: &str = "general";

/// The ids of every axis. An axis without ids is not known, and nothing is held against it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Words {
    competencies: Vec<Box<str>>,
    stages: Vec<Box<str>>,
    levels: Vec<Box<str>>,
    frameworks: Vec<Box<str>>,
    themes: Vec<Box<str>>,
}

/// One of the axes.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Axis {
    Competency,
    Stage,
    Level,
    Framework,
    Theme,
}

impl Axis {
    fn word(self) -> &'static str {
        match self {
            Self::Competency => "competency",
            Self::Stage => "stage",
            Self::Level => "level",
            Self::Framework => "framework",
            Self::Theme => "theme",
        }
    }
}

impl Words {
    /// The ids of `axes`.
    pub(crate) fn of(axes: &Axes) -> Self {
        Self::default().with(axes)
    }

    /// These and those of `axes`.
    pub(crate) fn with(mut self, axes: &Axes) -> Self {
        self.competencies
            .extend(axes.competencies.iter().map(|t| t.id.clone()));
        self.stages.extend(axes.stages.iter().map(|t| t.id.clone()));
        self.levels.extend(axes.levels.iter().map(|t| t.id.clone()));
        self.frameworks
            .extend(axes.frameworks.iter().map(|f| f.id.clone()));
        self.themes.extend(axes.themes.iter().map(|t| t.id.clone()));
        self
    }

    fn ids(&self, axis: Axis) -> &[Box<str>] {
        match axis {
            Axis::Competency => &self.competencies,
            Axis::Stage => &self.stages,
            Axis::Level => &self.levels,
            Axis::Framework => &self.frameworks,
            Axis::Theme => &self.themes,
        }
    }
}

impl Reader<'_> {
    /// Warns of a word that its axis does not have. A competency of one's own is everybody's right,
    /// so only what looks like a misspelling of a known one is mentioned. A card that is shown has
    /// been checked.
    pub(crate) fn expect_word(&mut self, axis: Axis, word: &str, value: &Value<'_, '_>) {
        if !self.is_checking() {
            return;
        }
        let words = self.words;
        let ids = words.ids(axis);
        if ids.is_empty() || ids.iter().any(|id| **id == *word) || self.is_full() {
            return;
        }
        let own = matches!(axis, Axis::Competency);
        let near = nearest(word, ids.iter().map(|id| &**id));
        if own && (near.is_none() || word == GENERAL) {
            return;
        }
        let axis = axis.word();
        let help = Help::mean(near, || {
            Help::say(format_args!(
                "known are {}",
                Listed(ids.iter().map(|id| &**id))
            ))
        });
        let message = format_args!("there is no {axis} \"{}\"", value::clipped(word));
        self.warn(value, message, help);
    }
}
