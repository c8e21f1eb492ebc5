//! What a line says of a mock.

use serde::{Deserialize, Serialize};

use super::line::Damage;
use super::wire::Wire;
use crate::domain::card::CardId;
use crate::domain::mock::{Asked, Manner, Plan, Record, Round};

/// What was asked for.
#[derive(Serialize, Deserialize)]
pub(in crate::storage) struct PlanLine {
    #[serde(default, skip_serializing_if = "String::is_empty")]
    name: String,
    rounds: Vec<RoundLine>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    level: Option<Box<str>>,
    #[serde(default, skip_serializing_if = "is_off")]
    strict: bool,
}

#[derive(Serialize, Deserialize)]
struct RoundLine {
    stage: Box<str>,
    minutes: u16,
    manner: Box<str>,
}

/// A question, and what became of it.
#[derive(Serialize, Deserialize)]
pub(in crate::storage) struct AskedLine {
    round: usize,
    card: Box<str>,
    competency: Box<str>,
    #[serde(default, skip_serializing_if = "is_off")]
    curveball: bool,
    #[serde(default, skip_serializing_if = "is_off")]
    reached: bool,
    #[serde(default, skip_serializing_if = "is_off")]
    cut: bool,
    #[serde(default)]
    boxed: u32,
    #[serde(default)]
    seconds: u32,
    #[serde(default, skip_serializing_if = "<[_]>::is_empty")]
    probes: Vec<Box<str>>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks so")]
fn is_off(value: &bool) -> bool {
    !value
}

impl From<&Plan> for PlanLine {
    fn from(plan: &Plan) -> Self {
        let round = |round: &Round| RoundLine {
            stage: round.stage.clone(),
            minutes: round.minutes,
            manner: round.manner.name().into(),
        };
        Self {
            name: plan.name.clone(),
            rounds: plan.rounds.iter().map(round).collect(),
            level: plan.level.clone(),
            strict: plan.strict,
        }
    }
}

impl From<&PlanLine> for Plan {
    fn from(line: &PlanLine) -> Self {
        let round = |round: &RoundLine| Round {
            stage: round.stage.clone(),
            minutes: round.minutes,
            // A manner of a later version says nothing here, and changes no verdict.
            manner: Manner::from_name(&round.manner).unwrap_or_default(),
        };
        Self {
            name: line.name.clone(),
            rounds: line.rounds.iter().map(round).collect(),
            level: line.level.clone(),
            strict: line.strict,
        }
    }
}

impl From<&Asked> for AskedLine {
    fn from(asked: &Asked) -> Self {
        Self {
            round: asked.round,
            card: asked.card.as_str().into(),
            competency: asked.competency.clone(),
            curveball: asked.curveball,
            reached: asked.reached,
            cut: asked.cut,
            boxed: asked.boxed,
            seconds: asked.seconds,
            probes: asked.probes.clone(),
        }
    }
}

impl From<&AskedLine> for Asked {
    fn from(line: &AskedLine) -> Self {
        Self {
            round: line.round,
            card: CardId::new(&line.card),
            competency: line.competency.clone(),
            curveball: line.curveball,
            reached: line.reached,
            cut: line.cut,
            boxed: line.boxed,
            seconds: line.seconds,
            probes: line.probes.clone(),
        }
    }
}

impl<W, M, T> Wire<'_, W, M, T> {
    /// The mock that a line is about.
    pub(super) fn mocked(&self) -> Result<Record, Damage> {
        let missing =
            |key: &str| Damage::Shape(format!("its \"{key}\" is missing or out of range"));
        let id = self.id.as_deref().filter(|id| !id.is_empty());
        let plan: Plan = (&**self.plan.as_ref().ok_or_else(|| missing("plan"))?).into();
        let asked: Vec<Asked> = self.asked.iter().map(Asked::from).collect();
        if asked.iter().any(|asked| asked.round >= plan.rounds.len()) {
            return Err(missing("round"));
        }
        Ok(Record {
            id: id.ok_or_else(|| missing("id"))?.into(),
            day: self.day()?,
            plan,
            asked,
        })
    }
}
