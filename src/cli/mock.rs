//! `hotseat mock`: a mock interview on the full screen, in lines or by a script; and its scorecards.

use std::io::Write;
use std::path::{self, Path};

use serde_json::{Value, json};

use super::arguments::Mock;
use super::drill::{app, ids, known, look, play, read_script};
use super::{Exit, Failure, House, json, shown};
use crate::domain::grade::Verdict;
use crate::domain::mock::{Advice, Row, Scorecard, Setup, StageResult};
use crate::domain::safe_text::SafeText;
use crate::storage::disk::{self, Durability};
use crate::training::mock::{markdown, words};
use crate::training::trainer::Trainer;
use crate::tui::screen::mock::{MockSetup, begin, go_on};
use crate::tui::theme::Look;

impl Mock {
    /// Whether something is printed, and nothing asked.
    pub(super) fn is_shown(&self) -> bool {
        self.list || self.scorecard.is_some()
    }

    /// Whether a new mock is described.
    fn is_new(&self) -> bool {
        !self.stages.is_empty() || self.whole_loop || self.preset.is_some()
    }
}

pub(super) fn run(house: &House, mock: &Mock) -> Result<Exit, Failure> {
    let mut trainer = house.trainer()?;
    let script = mock.script.as_deref().map(read_script).transpose()?;
    let setup = setup(&trainer, mock)?;
    let look = match mock.plain {
        true => Look::plain(),
        false => look(&trainer),
    };
    let under_way = trainer.mocks_under_way().into_iter().next();
    let is_usual = setup == Setup::default();
    let screen = match under_way {
        _ if mock.is_new() => {
            let plan = setup.plan(trainer.axes());
            begin(plan, &mut trainer).map_err(Failure::not_found)?
        }
        Some(mock) if is_usual => go_on(mock, &mut trainer).map_err(Failure::not_found)?,
        _ => Box::new(MockSetup::of(setup, &trainer)),
    };
    let mut app = app(trainer, look);
    app.start_with(screen);
    play(&mut app, script.as_deref(), mock.plain, mock.ack_fd)
}

fn setup(trainer: &Trainer, mock: &Mock) -> Result<Setup, Failure> {
    let axes = trainer.axes();
    known("stage", &mock.stages, ids(&axes.stages))?;
    let mut stages = mock.stages.iter().enumerate();
    if let Some((_, twice)) = stages.find(|(at, stage)| mock.stages[..*at].contains(stage)) {
        return Err(Failure::usage(format!("the stage {twice} is there twice")));
    }
    known("level", mock.level.as_slice(), ids(&axes.levels))?;
    let mut setup = match &mock.preset {
        Some(name) => {
            let names = trainer.mock_presets().map(|preset| preset.name.as_str());
            known("mock of your own", std::slice::from_ref(name), names)?;
            let preset = trainer.mock_presets().find(|preset| preset.name == *name);
            preset.cloned().unwrap_or_default()
        }
        None => Setup {
            stages: match mock.whole_loop {
                true => Setup::whole_loop(axes),
                false => mock.stages.clone(),
            },
            ..Setup::default()
        },
    };
    setup.minutes = mock.minutes.or(setup.minutes);
    setup.level = mock.level.clone().or(setup.level);
    setup.manner = mock.manner.or(setup.manner);
    setup.strict |= mock.strict;
    Ok(setup)
}

pub(super) fn show(house: &House, mock: &Mock, out: &mut impl Write) -> Result<Exit, Failure> {
    let trainer = house.trainer()?;
    let Some(id) = &mock.scorecard else {
        return list(&trainer, mock.json, out);
    };
    let scorecard = trainer.scorecard(id).map_err(Failure::failed)?;
    let Some(scorecard) = scorecard else {
        let failure = Failure::not_found(format!("there is no scorecard \"{id}\""));
        return Err(failure.help("`hotseat mock --list` lists them"));
    };
    let mut text = Vec::new();
    match mock.json {
        true => json::print(&mut text, as_json(&scorecard))?,
        false => text.extend(markdown(&scorecard, trainer.axes()).bytes()),
    }
    match mock
        .output
        .as_deref()
        .filter(|path| path.as_os_str() != "-")
    {
        Some(path) => {
            write_new(path, &text)?;
            writeln!(out, "written to {}", shown(path))?;
        }
        None => out.write_all(&text)?,
    }
    Ok(Exit::Done)
}

/// Writes a file that is not there yet.
fn write_new(path: &Path, text: &[u8]) -> Result<(), Failure> {
    if path.symlink_metadata().is_ok() {
        let failure = Failure::in_the_way(format!("there is a file {} already", shown(path)));
        return Err(failure.help("choose another name, or remove it first"));
    }
    // A bare name has no folder of its own that could be synced.
    let path = path::absolute(path).map_err(Failure::failed)?;
    disk::replace(&path, text, Durability::Synced).map_err(Failure::failed)
}

fn list(trainer: &Trainer, as_json: bool, out: &mut impl Write) -> Result<Exit, Failure> {
    let mut all = trainer.scorecards().map_err(Failure::failed)?;
    all.reverse();
    if as_json {
        let mocks: Vec<Value> = all.iter().map(summary).collect();
        json::print(out, json!({ "mocks": mocks }))?;
        return Ok(Exit::Done);
    }
    for scorecard in &all {
        let record = &scorecard.record;
        let stages = scorecard.stages.iter().map(|stage| {
            let name = words::stage(&stage.round.stage, trainer.axes());
            let footing = words::answered(stage.footing()).map(|text| format!(" {text}"));
            let footing = footing.unwrap_or_default();
            format!("{name} {}{footing}", stage.verdict.words())
        });
        let stages: Vec<String> = stages.collect();
        let line = format!("{}  {}  {}", record.id, record.day, stages.join("; "));
        writeln!(out, "{}", SafeText::line(&line))?;
    }
    if all.is_empty() {
        writeln!(out, "no scorecard yet; `hotseat mock` begins a mock")?;
        return Ok(Exit::Nothing);
    }
    Ok(Exit::Done)
}

fn summary(scorecard: &Scorecard) -> Value {
    let record = &scorecard.record;
    let stages: Vec<Value> = scorecard.stages.iter().map(stage_summary).collect();
    json!({
        "id": record.id,
        "day": record.day.to_string(),
        "name": record.plan.name,
        "level": record.plan.level,
        "strict": record.plan.strict,
        "stages": stages,
    })
}

fn stage_summary(stage: &StageResult) -> Value {
    json!({
        "stage": stage.round.stage,
        "minutes": stage.round.minutes,
        "manner": stage.round.manner.name(),
        "verdict": stage.verdict.words(),
        "because": stage.verdict.because(),
        "marked": stage.footing().marked,
        "asked": stage.footing().all,
    })
}

fn as_json(scorecard: &Scorecard) -> Value {
    let mut document = summary(scorecard);
    let stages = scorecard.stages.iter().map(|stage| {
        let mut fields = stage_summary(stage);
        let competencies = stage.competencies.iter().map(|competence| {
            let earlier = competence.earlier.iter().copied().map(Verdict::value);
            json!({
                "competency": competence.id,
                "verdict": competence.verdict.value(),
                "earlier": earlier.collect::<Vec<_>>(),
            })
        });
        let earlier = stage.earlier.iter();
        let earlier = earlier.map(|e| {
            json!({
                "day": e.day.to_string(),
                "verdict": e.verdict.words(),
                "marked": e.footing.marked,
                "asked": e.footing.all,
            })
        });
        fields["competencies"] = competencies.collect();
        fields["earlier"] = earlier.collect();
        fields["questions"] = stage.rows.iter().map(question).collect();
        fields
    });
    document["stages"] = stages.collect();
    document["next"] = scorecard.next.iter().map(advice).collect();
    document
}

fn question(row: &Row) -> Value {
    let texts = |texts: &[SafeText]| texts.iter().map(|t| json!(t.as_str())).collect::<Value>();
    json!({
        "card": row.asked.card.as_str(),
        "prompt": row.prompt.as_str(),
        "competency": row.asked.competency,
        "curveball": row.asked.curveball,
        "reached": row.asked.reached,
        "cut": row.asked.cut,
        "seconds": row.asked.seconds,
        "box": row.asked.boxed,
        "probes": row.asked.probes,
        "verdict": row.verdict.map(Verdict::value),
        "points": row.points,
        "unprompted": row.unprompted,
        "pushed": row.pushed,
        "evidence": row.evidence.as_str(),
        "pros": texts(&row.pros),
        "cons": texts(&row.cons),
    })
}

fn advice(advice: &Advice) -> Value {
    match advice {
        Advice::Competency { id, verdict, card } => {
            json!({"drill": "competency", "competency": id, "verdict": verdict.value(), "card": card.as_str()})
        }
        Advice::Shorter { card, over } => {
            json!({"drill": "shorter", "card": card.as_str(), "over": over})
        }
        Advice::Unprompted { card, pushed } => {
            json!({"drill": "unprompted", "card": card.as_str(), "pushed": pushed})
        }
    }
}
