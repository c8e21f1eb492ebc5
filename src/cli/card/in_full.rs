//! A card in full, as plain text.

use std::io::Write;

use crate::domain::card::{Body, Card};
use crate::domain::case::{Case, Range};
use crate::domain::estimate;
use crate::domain::rubric::{FollowUp, Point, RedFlag};
use crate::domain::safe_text::SafeText;
use crate::domain::scenario::{Next, Scenario, State};

/// Prints a card with everything that it holds.
pub(super) fn show(card: &Card, out: &mut impl Write) -> std::io::Result<()> {
    writeln!(
        out,
        "{}  ({}, {})\n",
        card.id,
        card.kind().name(),
        card.competency
    )?;
    writeln!(out, "{}", card.prompt)?;
    match &card.body {
        Body::Recall(recall) => {
            texts(out, "Choices, the first is right", &recall.choices)?;
            heading(out, "Answer")?;
            writeln!(out, "{}", recall.answer)?;
            points(out, "Points", &recall.rubric.points)?;
            texts(out, "Hints", &recall.hints)?;
        }
        Body::Behavioural(behavioural) => {
            for variant in &behavioural.variants {
                writeln!(out, "or: {}", variant.text)?;
            }
            points(out, "Points", &behavioural.rubric.points)?;
            flags(out, &behavioural.red_flags)?;
            followups(out, "Follow-ups", &behavioural.followups)?;
            let samples = [
                ("Weak sample", &behavioural.weak),
                ("Strong sample", &behavioural.strong),
            ];
            for (title, sample) in samples {
                if let Some(sample) = sample {
                    heading(out, title)?;
                    writeln!(out, "{sample}")?;
                }
            }
            texts(out, "Hints", &behavioural.hints)?;
        }
        Body::Reverse(reverse) => {
            texts(out, "Ask", &reverse.to)?;
            texts(out, "Listen for", &reverse.listen_for)?;
            texts(out, "Warning signs", &reverse.warning_signs)?;
            heading(out, "Then ask")?;
            writeln!(out, "{}", reverse.then_ask)?;
        }
        Body::Scenario(scenario) => show_scenario(scenario, out)?,
        Body::Case(case) => show_case(case, out)?,
        Body::Undrilled(_) => {}
    }
    let kind = card.kind();
    if !kind.is_drilled() {
        let kind = kind.name();
        writeln!(
            out,
            "\nCards of kind {kind} are checked and counted, not drilled yet."
        )?;
    }
    if let Some(note) = &card.note {
        heading(out, "Note")?;
        writeln!(out, "{note}")?;
    }
    texts(out, "Sources", &card.source)
}

fn show_scenario(scenario: &Scenario, out: &mut impl Write) -> std::io::Result<()> {
    if let Some(title) = &scenario.title {
        heading(out, "Title")?;
        writeln!(out, "{title}")?;
    }
    if scenario.state.lines().next().is_some() {
        heading(out, "At the start")?;
        writeln!(out, "{}", told(&scenario.state))?;
    }
    for (place, node) in scenario.nodes.iter().enumerate() {
        let title = node.title.as_ref();
        let title = title.map_or(String::new(), |title| format!(": {title}"));
        let start = if place == scenario.start {
            ", where it begins"
        } else {
            ""
        };
        heading(out, &format!("Node {}{start}{title}", node.id))?;
        writeln!(out, "{}", node.ask)?;
        points(out, &format!("Points of {}", node.id), &node.rubric.points)?;
        followups(out, &format!("Probes of {}", node.id), &node.probes)?;
        heading(out, &format!("Options of {}", node.id))?;
        for option in &node.options {
            let next = match option.next {
                Next::Node(to) => &scenario.nodes[to].id,
                Next::Ending(to) => &scenario.endings[to].id,
            };
            writeln!(out, "{}) {} -> {next}", option.id, option.label)?;
            writeln!(out, "   It costs: {}", option.cost)?;
            let verdict = option.verdict;
            writeln!(out, "   Verdict: {} {}", verdict.value(), verdict.words())?;
            if option.state.lines().next().is_some() {
                writeln!(out, "   Then: {}", told(&option.state))?;
            }
        }
    }
    heading(out, "Endings")?;
    for ending in &scenario.endings {
        writeln!(out, "- {}: {}", ending.id, ending.text)?;
    }
    texts(out, "Debrief", &scenario.debrief)?;
    flags(out, &scenario.red_flags)
}

/// How things stand, on one line.
fn told(state: &State) -> String {
    let lines = state.lines().map(|(name, text)| format!("{name} {text}"));
    lines.collect::<Vec<_>>().join("; ")
}

fn show_case(case: &Case, out: &mut impl Write) -> std::io::Result<()> {
    texts(out, "Given", &case.givens)?;
    heading(out, "To estimate")?;
    writeln!(out, "{}", case.ask)?;
    texts(out, "Assumptions", &case.assumptions)?;
    points(out, "Steps", &case.steps.points)?;
    range(out, "Range", &case.range)?;
    if let Some(worked) = &case.worked {
        heading(out, "Worked")?;
        writeln!(out, "{worked}")?;
    }
    for twist in &case.twists {
        let of = |what: &str| format!("{what} of {}", twist.id);
        heading(out, &format!("Twist {}", twist.id))?;
        writeln!(out, "{}", twist.ask)?;
        points(out, &of("Points"), &twist.rubric.points)?;
        if let Some(new) = &twist.range {
            range(out, &of("Range"), new)?;
        }
        if let Some(worked) = &twist.worked {
            heading(out, &of("Worked"))?;
            writeln!(out, "{worked}")?;
        }
    }
    Ok(())
}

fn range(out: &mut impl Write, title: &str, range: &Range) -> std::io::Result<()> {
    let (low, high) = (estimate::show(range.low), estimate::show(range.high));
    heading(out, title)?;
    writeln!(out, "{low} to {high} {}", range.unit)
}

fn heading(out: &mut impl Write, title: &str) -> std::io::Result<()> {
    writeln!(out, "\n{title}")
}

fn texts(out: &mut impl Write, title: &str, texts: &[SafeText]) -> std::io::Result<()> {
    if texts.is_empty() {
        return Ok(());
    }
    heading(out, title)?;
    texts.iter().try_for_each(|text| writeln!(out, "- {text}"))
}

fn points(out: &mut impl Write, title: &str, points: &[Point]) -> std::io::Result<()> {
    if points.is_empty() {
        return Ok(());
    }
    heading(out, title)?;
    points.iter().try_for_each(|point| {
        let must = if point.must { ", must" } else { "" };
        writeln!(out, "- {} (weight {}{must})", point.text, point.weight)
    })
}

fn flags(out: &mut impl Write, flags: &[RedFlag]) -> std::io::Result<()> {
    if flags.is_empty() {
        return Ok(());
    }
    heading(out, "Red flags")?;
    flags
        .iter()
        .try_for_each(|flag| writeln!(out, "- {} (caps at {})", flag.text, flag.cap.value()))
}

fn followups(out: &mut impl Write, title: &str, followups: &[FollowUp]) -> std::io::Result<()> {
    if followups.is_empty() {
        return Ok(());
    }
    heading(out, title)?;
    followups
        .iter()
        .try_for_each(|followup| match followup.when[..] {
            [] => writeln!(out, "- {} (pressure)", followup.ask),
            _ => writeln!(
                out,
                "- {} (if you miss {})",
                followup.ask,
                followup.when.join(" or ")
            ),
        })
}
