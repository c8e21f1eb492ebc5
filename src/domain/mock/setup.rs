//! What a user asks a mock to be; what they leave open, the stages say.

use super::{Manner, Plan, Round, USUAL_MINUTES};
use crate::domain::deck::Axes;

/// What a mock is asked to be.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Setup {
    /// What it is called; empty for the names of its stages.
    pub name: String,
    /// The ids of its stages, in their order.
    pub stages: Vec<String>,
    /// Minutes of each stage, [`super::MINUTES`]; none takes each stage's own.
    pub minutes: Option<u16>,
    /// How senior; none means any.
    pub level: Option<String>,
    /// The clock cuts off.
    pub strict: bool,
    /// How every interviewer is; none takes each stage's own.
    pub manner: Option<Manner>,
}

impl Setup {
    /// Every stage that says what it is for a mock: the whole loop.
    pub fn whole_loop(axes: &Axes) -> Vec<String> {
        let stages = axes.stages.iter().map(|stage| &stage.id);
        let of_loop = stages.filter(|id| axes.mock(id).is_some());
        of_loop.map(ToString::to_string).collect()
    }

    /// The plan it comes to.
    pub fn plan(&self, axes: &Axes) -> Plan {
        let round = |stage: &String| {
            let usual = axes.mock(stage);
            Round {
                stage: stage.as_str().into(),
                minutes: self
                    .minutes
                    .or(usual.map(|usual| usual.minutes))
                    .unwrap_or(USUAL_MINUTES),
                manner: self
                    .manner
                    .or(usual.map(|usual| usual.manner))
                    .unwrap_or_default(),
            }
        };
        Plan {
            name: self.name.clone(),
            rounds: self.stages.iter().map(round).collect(),
            level: self.level.as_deref().map(Box::from),
            strict: self.strict,
        }
    }
}
