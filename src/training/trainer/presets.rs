//! The user's own mocks, held against the vocabulary.

use crate::domain::deck::{Axes, Term};
use crate::domain::mock::Setup;
use crate::domain::problem::{Problem, Severity};
use crate::domain::safe_text::SafeText;
use crate::domain::settings::MockPreset;
use crate::storage::nearest::nearest;

use super::Trainer;

impl Trainer {
    /// The user's own mocks, as far as their stages and levels are known.
    pub fn mock_presets(&self) -> impl Iterator<Item = &Setup> + Clone {
        let presets = self.settings.mocks.iter();
        presets
            .filter(|preset| unknown(preset, self.axes()).is_none())
            .map(|preset| &preset.setup)
    }

    /// What is wrong with the user's own mocks.
    pub(super) fn check_presets(&mut self) {
        let axes = self.library.axes();
        let presets = self.settings.mocks.iter();
        let problems: Vec<Problem> = presets.filter_map(|preset| unknown(preset, axes)).collect();
        self.settings_problems.extend(problems);
    }
}

/// The first word of a preset that its axis does not have.
fn unknown(preset: &MockPreset, axes: &Axes) -> Option<Problem> {
    let is_among = |terms: &[Term], id: &str| terms.iter().any(|term| *term.id == *id);
    let Setup {
        stages,
        level,
        name,
        ..
    } = &preset.setup;
    let stage = stages.iter().find(|stage| !is_among(&axes.stages, stage));
    let level = level.iter().find(|level| !is_among(&axes.levels, level));
    let (what, word, terms) = match (stage, level) {
        (Some(stage), _) => ("stage", stage, &axes.stages),
        (None, Some(level)) => ("level", level, &axes.levels),
        (None, None) => return None,
    };
    let ids = || terms.iter().map(|term| &*term.id);
    let help = match nearest(word, ids()) {
        Some(near) => format!("did you mean \"{near}\"?"),
        None => format!("known are {}", ids().collect::<Vec<_>>().join(", ")),
    };
    Some(Problem {
        severity: Severity::Warning,
        path: preset.path.clone(),
        place: preset.place.clone(),
        message: SafeText::line(&format!("mock.{name}: there is no {what} \"{word}\"")),
        help: Some(SafeText::line(&help)),
    })
}
