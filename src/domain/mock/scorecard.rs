//! What a mock came to: computed each time from its record and its attempts, so that undoing and
//! marking again stay true.

use super::advice::{Advice, advice};
use super::verdict::{StageVerdict, stage_verdict};
use super::{Asked, Record, Round};
use crate::domain::attempt::Attempt;
use crate::domain::card::{Body, Card};
use crate::domain::day::Day;
use crate::domain::grade::{Mark, Verdict};
use crate::domain::rubric::Point;
use crate::domain::safe_text::SafeText;

/// What is known of one question when its scorecard is made.
#[derive(Debug, Clone, Default)]
pub struct Heard {
    /// Its last attempt within the mock that counts; none while it is not marked.
    pub attempt: Option<Attempt>,
    /// Its card; none once its deck has gone.
    pub card: Option<Card>,
}

/// One question on the scorecard.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// What became of it.
    pub asked: Asked,
    /// What the card is called; its id where its deck has gone.
    pub prompt: SafeText,
    /// What it came to; none where it was not reached or is not marked.
    pub verdict: Option<Verdict>,
    /// Points made, wholly or partly, without a push.
    pub unprompted: u32,
    /// Points that came only after a push.
    pub pushed: u32,
    /// Points there were to make.
    pub points: u32,
    /// The one line that shows most.
    pub evidence: SafeText,
    /// Points that were clear, the weightiest first.
    pub pros: Vec<SafeText>,
    /// Points that were absent, the weightiest first.
    pub cons: Vec<SafeText>,
}

impl Row {
    /// Seconds over the time box; 0 within it.
    pub fn over(&self) -> u32 {
        self.asked.seconds.saturating_sub(self.asked.boxed)
    }
}

/// What a competency came to in one stage: the lowest of its answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Competence {
    /// Its id.
    pub id: Box<str>,
    /// What it came to.
    pub verdict: Verdict,
    /// What it came to in earlier mocks, oldest first.
    pub earlier: Vec<Verdict>,
}

/// One stage on the scorecard.
#[derive(Debug, Clone, PartialEq)]
pub struct StageResult {
    /// What was planned.
    pub round: Round,
    /// Its questions.
    pub rows: Vec<Row>,
    /// What each competency came to, in the order they were asked.
    pub competencies: Vec<Competence>,
    /// What it comes to.
    pub verdict: StageVerdict,
    /// What the same stage came to in earlier mocks, oldest first.
    pub earlier: Vec<(Day, StageVerdict)>,
}

/// What an earlier mock came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Earlier {
    /// Its day.
    pub day: Day,
    /// What each competency came to.
    pub competencies: Vec<(Box<str>, Verdict)>,
    /// What each stage came to, by the stage's id.
    pub stages: Vec<(Box<str>, StageVerdict)>,
}

/// What a mock came to.
#[derive(Debug, Clone, PartialEq)]
pub struct Scorecard {
    /// What was planned and asked.
    pub record: Record,
    /// Stage by stage.
    pub stages: Vec<StageResult>,
    /// What to do next, the most pressing first.
    pub next: Vec<Advice>,
}

impl Scorecard {
    /// The scorecard of a record. `heard` is what is known of each of its questions, in their order;
    /// `earlier` are mocks before this one, oldest first.
    pub fn new(record: Record, heard: &[Heard], earlier: &[Earlier]) -> Self {
        let nothing = Heard::default();
        let rows: Vec<Row> = (record.asked.iter().enumerate())
            .map(|(at, asked)| row(asked, heard.get(at).unwrap_or(&nothing)))
            .collect();
        let stage = |(at, round): (usize, &Round)| {
            let rows: Vec<Row> = rows
                .iter()
                .filter(|r| r.asked.round == at)
                .cloned()
                .collect();
            let came_to = competencies(&rows);
            let same = |e: &Earlier| {
                let stage = e.stages.iter().find(|(stage, _)| *stage == round.stage)?;
                Some((e.day, stage.1.clone()))
            };
            StageResult {
                verdict: stage_verdict(came_to.iter().map(|(id, v)| (&**id, *v))),
                competencies: came_to
                    .into_iter()
                    .map(|(id, verdict)| Competence {
                        earlier: trend(&id, earlier),
                        id,
                        verdict,
                    })
                    .collect(),
                earlier: earlier.iter().filter_map(same).collect(),
                round: round.clone(),
                rows,
            }
        };
        let stages: Vec<StageResult> = record.plan.rounds.iter().enumerate().map(stage).collect();
        Self {
            next: advice(&rows),
            stages,
            record,
        }
    }

    /// What later mocks need of it.
    pub fn as_earlier(&self) -> Earlier {
        let all = self.stages.iter().flat_map(|stage| &stage.competencies);
        let stages = self.stages.iter();
        Earlier {
            day: self.record.day,
            competencies: all.map(|c| (c.id.clone(), c.verdict)).collect(),
            stages: stages
                .map(|s| (s.round.stage.clone(), s.verdict.clone()))
                .collect(),
        }
    }

    /// Every question, stage by stage.
    pub fn rows(&self) -> impl Iterator<Item = &Row> {
        self.stages.iter().flat_map(|stage| &stage.rows)
    }
}

fn trend(id: &str, earlier: &[Earlier]) -> Vec<Verdict> {
    let of = |e: &Earlier| {
        let same = e.competencies.iter().filter(|(c, _)| **c == *id);
        same.map(|(_, verdict)| *verdict).min()
    };
    earlier.iter().filter_map(of).collect()
}

/// The lowest verdict of each competency, in the order they were asked.
fn competencies(rows: &[Row]) -> Vec<(Box<str>, Verdict)> {
    let mut all: Vec<(Box<str>, Verdict)> = Vec::new();
    for row in rows {
        let Some(verdict) = row.verdict else {
            continue;
        };
        match all.iter_mut().find(|(id, _)| *id == row.asked.competency) {
            Some((_, lowest)) => *lowest = verdict.min(*lowest),
            None => all.push((row.asked.competency.clone(), verdict)),
        }
    }
    all
}

fn row(asked: &Asked, heard: &Heard) -> Row {
    let Heard { attempt, card } = heard;
    let marks = attempt.as_ref().map_or(&[][..], |attempt| &attempt.marks);
    let lifts = attempt.as_ref().map_or(&[][..], |attempt| &attempt.lifts);
    let with = |wanted: Mark| {
        let fitting = marks.iter().filter(|(_, mark)| *mark == wanted);
        let mut points: Vec<(&Point, bool)> = fitting
            .filter_map(|(id, _)| Some((point(card.as_ref()?, id)?, lifts.contains(id))))
            .collect();
        points.sort_by_key(|(point, _)| std::cmp::Reverse((point.must, point.weight)));
        let text = |(point, lifted): &(&Point, bool)| match lifted {
            true => SafeText::line(&format!("{} (only when asked)", point.text)),
            false => point.text.clone(),
        };
        points.iter().map(text).collect()
    };
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let made = marks.iter().filter(|(_, mark)| *mark != Mark::Absent);
    Row {
        prompt: match card {
            Some(card) => SafeText::line(card.called()),
            None => SafeText::line(asked.card.as_str()),
        },
        verdict: attempt.as_ref().and_then(|a| a.given.or(a.verdict)),
        unprompted: count(made.count()),
        pushed: count(lifts.len()),
        points: count(marks.len()),
        evidence: attempt
            .as_ref()
            .map_or_else(SafeText::default, |a| SafeText::line(&a.evidence)),
        pros: with(Mark::Clear),
        cons: with(Mark::Absent),
        asked: asked.clone(),
    }
}

/// The point that a mark is of: of the card itself, or of a part as `part/point`.
fn point<'a>(card: &'a Card, id: &str) -> Option<&'a Point> {
    let named = |points: &'a [Point], id: &str| points.iter().find(|point| *point.id == *id);
    let (part, of_part) = id.split_once('/').unwrap_or(("", id));
    match &card.body {
        Body::Scenario(scenario) => {
            let node = &scenario.nodes[scenario.node(part)?];
            named(&node.rubric.points, of_part)
        }
        Body::Case(case) if !part.is_empty() => {
            let twist = case.twists.iter().find(|twist| *twist.id == *part)?;
            named(&twist.rubric.points, of_part)
        }
        _ => named(card.points(), id),
    }
}
