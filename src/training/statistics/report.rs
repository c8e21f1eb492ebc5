//! The numbers as text: the twin of every chart.

use super::{earned, earned_beside, gap, missing, regularly, signed, stage};
use crate::domain::card::CardId;
use crate::domain::day::Day;
use crate::domain::deck::Axes;
use crate::domain::evidence::EVIDENCE;
use crate::domain::safe_text::SafeText;
use crate::domain::statistics::{
    Bucket, Calibration, Forecast, Group, Passed, Retention, Statistics,
};
use crate::training::words::{count, short};

/// Weeks of the table of days.
const WEEKS: u32 = 19;

/// A heading and the lines below it, none of them wider than 80 cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// The heading.
    pub title: &'static str,
    /// The lines.
    pub lines: Vec<String>,
}

/// All numbers. `called` says what a card is called; none for one that is gone.
pub fn report(
    statistics: &Statistics,
    axes: &Axes,
    called: &dyn Fn(&CardId) -> Option<String>,
) -> Vec<Section> {
    let section = |title, lines| Section { title, lines };
    let groups = |groups: &[Group], title: &dyn Fn(&str) -> String| table(groups, title);
    vec![
        section("Practice", practice(statistics)),
        section("Recall, and verdicts of what is marked", course(statistics)),
        section("True retention", retention(&statistics.retention)),
        section(
            "Expected and earned",
            calibration(&statistics.calibration, axes),
        ),
        section(
            "Confident misses",
            surprises(&statistics.calibration, called),
        ),
        section(
            "Coming back",
            forecast(&statistics.forecast, statistics.day),
        ),
        section(
            "By competency",
            groups(&statistics.competencies, &|id| axes.competency(id).into()),
        ),
        section(
            "By stage",
            groups(&statistics.stages, &|id| stage(id, axes).into()),
        ),
        section("Minutes a day", weeks(statistics)),
    ]
}

fn none() -> Vec<String> {
    vec!["Nothing yet.".into()]
}

/// Seconds as minutes, rounded.
fn minutes(seconds: u32) -> u32 {
    seconds.saturating_add(30) / 60
}

/// A share as percent, rounded, five cells wide.
fn percent(share: Option<f64>) -> String {
    share.map_or_else(
        || "    -".into(),
        |share| format!("{:>3.0} %", share * 100.0),
    )
}

/// A mean, four cells wide.
fn mean(mean: Option<f64>) -> String {
    mean.map_or_else(|| "   -".into(), |mean| format!("{mean:>4.1}"))
}

/// A part of a number; a dash where there is nothing it could be part of.
fn of(part: u32, of: u32) -> String {
    match of {
        0 => "-".into(),
        of => format!("{part}/{of}"),
    }
}

fn head(statistics: &Statistics) -> &'static str {
    match statistics.course.days_each {
        1 => "day",
        _ => "week of",
    }
}

fn practice(statistics: &Statistics) -> Vec<String> {
    let days = &statistics.days;
    let total = &days.total;
    let mut lines = vec![
        format!(
            "{}, {} of them Again, in {} min",
            count(total.attempts, "answer", "answers"),
            total.again,
            minutes(total.seconds)
        ),
        regularly(days),
    ];
    if !statistics.course.buckets.is_empty() {
        lines.push(format!(
            "{:<10} {:>7} {:>6} {:>5}",
            head(statistics),
            "answers",
            "again",
            "min"
        ));
    }
    lines.extend(
        statistics
            .course
            .buckets
            .iter()
            .map(|Bucket { from, done }| {
                let minutes = minutes(done.seconds);
                format!("{from} {:>7} {:>6} {minutes:>5}", done.attempts, done.again)
            }),
    );
    lines
}

fn course(statistics: &Statistics) -> Vec<String> {
    let told = |bucket: &&Bucket| bucket.done.recalls + bucket.done.verdicts > 0;
    let buckets: Vec<&Bucket> = statistics.course.buckets.iter().filter(told).collect();
    if buckets.is_empty() {
        return none();
    }
    let head = format!(
        "{:<10} {:>6} {:>5} {:>6} {:>5} {:>4}",
        head(statistics),
        "recall",
        "",
        "hire",
        "",
        "mean"
    );
    let line = |bucket: &&Bucket| {
        let done = bucket.done;
        format!(
            "{} {:>6} {} {:>6} {} {}",
            bucket.from,
            of(done.recalled, done.recalls),
            percent(done.recall()),
            of(done.hires, done.verdicts),
            percent(done.hire()),
            mean(done.verdict())
        )
    };
    std::iter::once(head)
        .chain(buckets.iter().map(line))
        .collect()
}

fn retention(retention: &Retention) -> Vec<String> {
    let passed = |passed: Passed| {
        format!(
            "{:>7} {}",
            of(passed.passed, passed.of),
            percent(passed.share())
        )
    };
    let Retention { week, month, all } = retention;
    let mut lines = vec![format!("{:<7} {:>13} {:>13}", "", "young", "mature")];
    for (name, span) in [("7 days", week), ("30 days", month), ("all", all)] {
        lines.push(format!(
            "{name:<7} {} {}",
            passed(span.young),
            passed(span.mature)
        ));
    }
    lines.push("mature: 21 days or more since the look before".into());
    lines
}

fn calibration(calibration: &Calibration, axes: &Axes) -> Vec<String> {
    let Some(all) = calibration.all.mean() else {
        return none();
    };
    let row = |head: &str, cells: [u32; 4]| {
        let cells = cells.map(|cell| format!("{cell:>6}"));
        format!("{head:<10}{}", cells.concat())
    };
    let mut lines = vec![row("earned", [1, 2, 3, 4])];
    for (expected, cells) in (1..).zip(&calibration.table) {
        lines.push(row(&format!("expected {expected}"), *cells));
    }
    let answers = count(calibration.all.of, "answer", "answers");
    lines.push(match missing(calibration.all.of) {
        Some(missing) => format!("{answers}: {missing}"),
        None => format!("{answers}: {}", gap(all)),
    });
    lines.push("Expecting too much is usual; practice can swing it the other way.".into());
    if let Some(recent) = calibration.recent.mean() {
        lines.push(format!(
            "{:>8}  the last {}",
            earned_beside(recent),
            calibration.recent.of
        ));
    }
    for (id, gap) in &calibration.competencies {
        let title = SafeText::line(axes.competency(id));
        lines.push(match gap.mean().filter(|_| gap.of >= EVIDENCE) {
            Some(mean) => format!("{:>8}  {title} ({})", earned_beside(mean), gap.of),
            None => format!("       -  {title} ({}): not enough evidence", gap.of),
        });
    }
    lines
}

fn surprises(calibration: &Calibration, called: &dyn Fn(&CardId) -> Option<String>) -> Vec<String> {
    if calibration.surprised == 0 {
        return none();
    }
    let total = format!(
        "{} expected to go well did not; the newest of each card:",
        count(calibration.surprised, "answer", "answers")
    );
    let lines = calibration.surprises.iter().map(|surprise| {
        let title = called(&surprise.card).unwrap_or_else(|| surprise.card.to_string());
        let earned = earned(surprise);
        let expected = surprise.expected.value();
        let text = format!(
            "{} {expected} to {earned}  {}",
            surprise.day,
            SafeText::line(&title)
        );
        short(&text, 78)
    });
    std::iter::once(total).chain(lines).collect()
}

fn forecast(forecast: &Forecast, today: Day) -> Vec<String> {
    let total = forecast.total();
    let mut lines = vec![format!(
        "{} in {}, about {} min",
        count(total.cards, "card", "cards"),
        count(forecast.days.len() as u32, "day", "days"),
        minutes(total.seconds)
    )];
    lines.push(format!("{:<10} {:>7} {:>6}", "day", "cards", "min"));
    for (day, load) in (0..).zip(&forecast.days) {
        let day = today.plus(day);
        let mark = if forecast.interview == Some(day) {
            "  interview"
        } else {
            ""
        };
        lines.push(format!(
            "{day} {:>7} {:>6}{mark}",
            load.cards,
            minutes(load.seconds)
        ));
    }
    lines
}

fn table(groups: &[Group], title: &dyn Fn(&str) -> String) -> Vec<String> {
    if groups.is_empty() {
        return none();
    }
    let head = format!(
        "{:>7} {:>9} {:>4} {:>6}",
        "answers", "cards", "last", "change"
    );
    let lines = groups.iter().map(|group| {
        let title = title(&group.id);
        let cards = of(group.practised, group.cards);
        let good = mean(group.good);
        let change = group.change().map_or_else(|| "-".into(), signed);
        format!(
            "{:>7} {cards:>9} {good} {change:>6}  {}",
            group.attempts,
            SafeText::line(&title)
        )
    });
    let note = "last: verdicts 1 to 4, newest first; change: in 30 days".to_owned();
    std::iter::once(head).chain(lines).chain([note]).collect()
}

fn weeks(statistics: &Statistics) -> Vec<String> {
    let (today, seconds) = (statistics.day, &statistics.days.seconds);
    let weekday = today.weekday().num_days_from_monday();
    let monday = |back: u32| {
        let back = 7 * back + weekday;
        Day::from_number(today.number().saturating_sub_unsigned(back))
    };
    let earliest = monday(WEEKS - 1);
    let Some((first, _)) = seconds.range(earliest..).next() else {
        return none();
    };
    let mut lines = vec!["week of     Mo  Tu  We  Th  Fr  Sa  Su".to_owned()];
    let weeks = (0..WEEKS).rev().map(monday);
    for monday in weeks.filter(|monday| monday.plus(6) >= *first) {
        let days = (0..7).map(|day| monday.plus(day));
        let cells = days.map(|day| match seconds.get(&day) {
            Some(seconds) => format!("{:>4}", minutes(*seconds)),
            None if day > today => String::new(),
            None => "   -".into(),
        });
        lines.push(format!("{monday}{}", cells.collect::<String>()));
    }
    lines
}
