//! What is said of a mock in more than one place.

use crate::domain::card::CardId;
use crate::domain::deck::Axes;
use crate::domain::estimate;
use crate::domain::grade::Verdict;
use crate::domain::mock::{
    Advice, Compromise, Footing, Manner, Plan, Row, Scorecard, StageResult, StageVerdict, Strain,
};
use crate::domain::safe_text::SafeText;
use crate::training::words::{clock, count};

/// What a mock is called where nobody has named it: its stages.
pub fn title(plan: &Plan, axes: &Axes) -> SafeText {
    if !plan.name.trim().is_empty() {
        return SafeText::line(&plan.name);
    }
    let stages: Vec<SafeText> = plan
        .rounds
        .iter()
        .map(|round| stage(&round.stage, axes))
        .collect();
    let text = match stages.as_slice() {
        [first, .., last] if stages.len() > 3 => {
            format!("{} stages, {first} to {last}", stages.len())
        }
        stages => stages
            .iter()
            .map(|s| s.as_str())
            .collect::<Vec<_>>()
            .join(", "),
    };
    SafeText::line(&text)
}

/// The title of a stage.
pub fn stage(id: &str, axes: &Axes) -> SafeText {
    SafeText::line(axes.stage(id))
}

/// The title of a level.
pub fn level(id: &str, axes: &Axes) -> SafeText {
    SafeText::line(axes.level(id))
}

/// The title of a competency.
pub fn competency(id: &str, axes: &Axes) -> SafeText {
    SafeText::line(axes.competency(id))
}

/// What could not be had for a mock.
pub fn compromise(compromise: &Compromise, plan: &Plan, axes: &Axes) -> String {
    let name = |round: usize| {
        let round = plan.rounds.get(round);
        round.map_or_else(SafeText::default, |round| stage(&round.stage, axes))
    };
    match compromise {
        Compromise::Fewer {
            round, asked: 0, ..
        } => format!(
            "{} asks nothing: no card fits that was not asked in the last three days.",
            name(*round)
        ),
        Compromise::Fewer {
            round,
            asked,
            wanted,
        } => format!(
            "{} asks {} of {wanted}: no more cards fit that were not asked in the last three days.",
            name(*round),
            count(*asked as u32, "question", "questions")
        ),
        Compromise::Strained { round, strain } => {
            let from = match strain {
                Strain::None | Strain::Competency => "outside its usual competencies",
                Strain::Stage => "another stage",
                Strain::Level => "another level",
            };
            format!("{} borrows a question from {from}.", name(*round))
        }
        Compromise::Repeated { round } => {
            format!("{} asks twice about one competency.", name(*round))
        }
        Compromise::NoCurveball { round } => {
            format!("{} has no card left for a curveball.", name(*round))
        }
    }
}

/// A stage's verdict with the competencies that decided it: `lean no hire (Delegation at 2)`.
pub fn verdict(verdict: &StageVerdict, axes: &Axes) -> String {
    let at = match verdict {
        StageVerdict::NoHire(_) => 1,
        _ => 2,
    };
    let because = verdict.because().iter().map(|id| competency(id, axes));
    let because: Vec<String> = because.map(|title| title.to_string()).collect();
    match because.as_slice() {
        [] => verdict.words().into(),
        because => format!("{} ({} at {at})", verdict.words(), because.join(", ")),
    }
}

/// On how many answers a stage's verdict rests, where that is not all it had to ask.
pub fn answered(footing: Footing) -> Option<String> {
    let Footing { marked, all } = footing;
    (0 < marked && marked < all).then(|| format!("on {marked} of {all} questions"))
}

/// The rule behind it.
pub const RULE: &str = "All competencies at 3 or more: hire; any at 1: no hire; else lean no hire.";

/// `1:58 of 2:00`, and how it ended.
pub fn time(row: &Row) -> String {
    let asked = &row.asked;
    if !asked.reached {
        return "not reached".into();
    }
    if row.verdict.is_none() && asked.boxed == 0 {
        return "not marked".into();
    }
    let of = format!(
        "{} of {}",
        clock(u64::from(asked.seconds)),
        clock(u64::from(asked.boxed))
    );
    match (asked.cut, row.over()) {
        (true, _) => format!("{of}, cut off"),
        (false, 0) => of,
        (false, _) => format!("{of}, over"),
    }
}

/// `3 unasked, 1 pushed, of 6`.
pub fn points(row: &Row) -> String {
    match (row.asked.reached, row.points) {
        (false, _) => String::new(),
        (true, 0) => "not marked".into(),
        (true, points) => format!(
            "{} unasked, {} pushed, of {points}",
            row.unprompted, row.pushed
        ),
    }
}

/// What the same stage came to before: `before: hire, Tue 10 Nov; no hire on 1 of 2
/// questions, Fri 27 Oct`.
pub fn before(stage: &StageResult) -> Option<String> {
    let earlier = stage.earlier.iter().rev();
    let all: Vec<String> = earlier
        .map(|e| {
            let footing = answered(e.footing).map(|text| format!(" {text}"));
            let footing = footing.unwrap_or_default();
            format!("{}{footing}, {}", e.verdict.words(), e.day.short())
        })
        .collect();
    (!all.is_empty()).then(|| format!("before: {}", all.join("; ")))
}

/// A piece of advice in words.
pub fn advice(advice: &Advice, scorecard: &Scorecard, axes: &Axes) -> String {
    let asked = |card: &CardId| {
        let mut rows = scorecard.rows();
        let row = rows.find(|row| row.asked.card == *card);
        row.map_or_else(String::new, |row| {
            crate::training::words::short(&row.prompt, 40)
        })
    };
    match advice {
        Advice::Competency { id, verdict, .. } => {
            let (name, value) = (competency(id, axes), verdict.value());
            match *verdict >= Verdict::Hire {
                true => format!("{name} was lowest, at {value}: drill more of it"),
                false => format!("{name} came out at {value}, {}: drill it", verdict.words()),
            }
        }
        Advice::Shorter { card, over: 0 } => {
            format!("“{}” was cut off: drill it again", asked(card))
        }
        Advice::Shorter { card, over } => format!(
            "“{}” ran {} over: drill it again",
            asked(card),
            clock(u64::from(*over))
        ),
        Advice::Unprompted { card, pushed } => format!(
            "“{}” needed a push for {}: drill it until they come unasked",
            asked(card),
            count(*pushed, "point", "points")
        ),
    }
}

/// How an interviewer is, in a few words.
pub fn manner(manner: Manner) -> &'static str {
    match manner {
        Manner::Warm => "warm: friendly, with time to spare",
        Manner::Sceptical => "sceptical: doubts what you say",
        Manner::Silent => "silent: waits before each follow-up",
        Manner::Hurried => "hurried: a quarter less time",
    }
}

/// The number of an estimate; none where nothing is given.
///
/// # Errors
/// It is no number, in words.
pub fn estimate(text: &str, unit: Option<&SafeText>) -> Result<Option<f64>, String> {
    let unit = unit.map_or("", |unit| unit.as_str());
    estimate::given(text, unit).map_err(|why| format!("{why}."))
}
