//! `hotseat stats`: the numbers of the statistics screen.

use std::io::Write;

use serde_json::{Value, json};

use super::arguments::Stats;
use super::drill::known;
use super::{Exit, Failure, House, json};
use crate::domain::card::CardId;
use crate::domain::deck::Axes;
use crate::domain::statistics::{
    Bucket, Calibration, Done, Forecast, Gap, Group, Passed, Span, Statistics,
};
use crate::training::statistics::{range, report, stage};
use crate::training::trainer::Trainer;

pub(super) fn run(house: &House, stats: &Stats, out: &mut impl Write) -> Result<Exit, Failure> {
    let trainer = house.trainer()?;
    let deck = stats.deck.as_deref();
    let ids = trainer.decks().iter().map(|deck| &*deck.id);
    known("deck", stats.deck.as_slice(), ids)?;
    let statistics = trainer.statistics(stats.days, deck);
    let statistics = statistics.map_err(Failure::failed)?;
    if stats.json {
        let mut fields = as_value(&statistics, trainer.axes());
        fields["deck"] = deck.into();
        json::print(out, fields)?;
    } else {
        print(&trainer, &statistics, deck, out)?;
    }
    Ok(Exit::Done)
}

fn print(
    trainer: &Trainer,
    statistics: &Statistics,
    deck: Option<&str>,
    out: &mut impl Write,
) -> Result<(), Failure> {
    let title = deck.and_then(|id| trainer.decks().iter().find(|deck| *deck.id == *id));
    let title = title.map_or("All decks", |deck| deck.title.as_str());
    writeln!(out, "{title}: {}", range(statistics.range))?;
    let called = |id: &CardId| {
        let index = trainer.index_of(id)?;
        Some(trainer.called(index).to_owned())
    };
    for section in report(statistics, trainer.axes(), &called) {
        writeln!(out, "\n{}", section.title)?;
        for line in section.lines {
            writeln!(out, "  {line}")?;
        }
    }
    Ok(())
}

fn as_value(statistics: &Statistics, axes: &Axes) -> Value {
    let days = &statistics.days;
    let listed = days.days.iter().map(|(day, done)| {
        json!({
            "day": day.to_string(), "attempts": done.attempts, "again": done.again,
            "seconds": done.seconds,
        })
    });
    let groups = |groups: &[Group], title: &dyn Fn(&str) -> String| -> Vec<Value> {
        groups.iter().map(|g| group(g, title(&g.id))).collect()
    };
    json!({
        "day": statistics.day.to_string(),
        "days": statistics.range,
        "attempts": statistics.attempts,
        "practice": {
            "attempts": days.total.attempts,
            "again": days.total.again,
            "seconds": days.total.seconds,
            "practised_of_30": days.practised,
            "in_a_row": days.in_a_row,
            "days": listed.collect::<Vec<_>>(),
        },
        "heat_map": days.seconds.iter().map(|(day, seconds)| {
            json!({ "day": day.to_string(), "seconds": seconds })
        }).collect::<Vec<_>>(),
        "course": {
            "days_each": statistics.course.days_each,
            "buckets": statistics.course.buckets.iter().map(bucket).collect::<Vec<_>>(),
        },
        "retention": {
            "week": span(&statistics.retention.week),
            "month": span(&statistics.retention.month),
            "all": span(&statistics.retention.all),
        },
        "forecast": forecast(&statistics.forecast),
        "calibration": calibration(&statistics.calibration),
        "competencies": groups(&statistics.competencies, &|id| axes.competency(id).into()),
        "stages": groups(&statistics.stages, &|id| stage(id, axes).into()),
    })
}

fn bucket(Bucket { from, done }: &Bucket) -> Value {
    let Done {
        recalls,
        recalled,
        verdicts,
        hires,
        ..
    } = done;
    json!({
        "from": from.to_string(), "recalls": recalls, "recalled": recalled,
        "verdicts": verdicts, "hires": hires, "mean_verdict": done.verdict(),
    })
}

fn span(span: &Span) -> Value {
    let passed = |passed: Passed| json!({ "passed": passed.passed, "of": passed.of });
    json!({ "young": passed(span.young), "mature": passed(span.mature) })
}

fn forecast(forecast: &Forecast) -> Value {
    let days = forecast.days.iter();
    let days = days.map(|load| json!({ "cards": load.cards, "seconds": load.seconds }));
    json!({
        "interview": forecast.interview.map(|day| day.to_string()),
        "days": days.collect::<Vec<_>>(),
    })
}

fn gap(gap: Gap) -> Value {
    json!({ "of": gap.of, "mean": gap.mean() })
}

fn calibration(calibration: &Calibration) -> Value {
    let competencies = calibration.competencies.iter().map(|(id, mean)| {
        let mut value = gap(*mean);
        value["id"] = id.as_ref().into();
        value
    });
    let surprises = calibration.surprises.iter().map(|surprise| {
        json!({
            "card": surprise.card.as_str(), "day": surprise.day.to_string(),
            "expected": surprise.expected.value(),
            "given": surprise.given.map(|given| given.value()),
            "grade": surprise.grade.value(),
        })
    });
    json!({
        "expected_by_given": calibration.table,
        "gap": gap(calibration.all),
        "last_20": gap(calibration.recent),
        "competencies": competencies.collect::<Vec<_>>(),
        "surprised": calibration.surprised,
        "surprises": surprises.collect::<Vec<_>>(),
    })
}

fn group(group: &Group, title: String) -> Value {
    json!({
        "id": group.id.as_ref(), "title": title, "attempts": group.attempts,
        "practised": group.practised, "cards": group.cards, "good": group.good,
        "good_30_days_ago": group.before, "change": group.change(),
    })
}
