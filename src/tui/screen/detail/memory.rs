//! What memory holds of a card: in words, and as a curve from its first attempt to the interview.

use ratatui::text::{Line, Span};

use crate::domain::card::CardId;
use crate::domain::curve::Curve;
use crate::domain::day::Day;
use crate::domain::schedule;
use crate::training::Trainer;
use crate::training::words::count;
use crate::tui::screen::info::{due_in_words, stability};
use crate::tui::theme::{Look, Role};
use crate::tui::widget::prose::Prose;

/// Days the curve goes on where no interview is to come.
const ON: u32 = 30;
/// Cells of the numbers beside the curve.
const SCALE: u16 = 4;
/// The fewest rows a curve is drawn in, its two lines below left out.
const ROWS: u16 = 3;

/// The day the curve ends: the interview, else a month from now.
fn end(trainer: &Trainer) -> Day {
    let today = trainer.day();
    let date = trainer.registers().interview_date;
    date.filter(|date| *date > today)
        .unwrap_or_else(|| today.plus(ON))
}

/// The numbers.
pub(super) fn facts(id: &CardId, trainer: &Trainer, drill: &str, look: &Look) -> Prose {
    let text = look.style(Role::Text);
    let seen = trainer.seen(id);
    let Some((seen, last)) = seen.and_then(|seen| Some((seen, seen.returning()?))) else {
        let prose = Prose::new("Nothing is remembered of it yet.", text);
        return prose.text(&format!("{drill} drills it now."), look.style(Role::Muted));
    };
    let (model, today) = (trainer.model(), trainer.day());
    let recall = |on: Day| 100.0 * model.recall(last.memory, on.since(last.day));
    let due = schedule::due(model, id, seen, trainer.registers().desired_retention);
    let due = due.map_or_else(String::new, |due| due_in_words(due, today));
    let ago = match today.since(last.day) {
        0 => "today".to_owned(),
        days => format!("{} ago", count(days, "day", "days")),
    };
    let date = trainer.registers().interview_date;
    let later = match date.filter(|date| *date > today) {
        Some(date) => format!("{:.0} % on {}", recall(date), date.short()),
        None => format!("{:.0} % in {ON} days", recall(today.plus(ON))),
    };
    Prose::new(&format!("due  {due}"), text)
        .text(&format!("last {}, {ago}", last.day.short()), text)
        .text(
            &format!(
                "stability {} {} difficulty {:.1}",
                stability(last.memory.stability),
                look.glyphs.dot,
                last.memory.difficulty
            ),
            text,
        )
        .text(
            &format!("recall {:.0} % {} {later}", recall(today), look.glyphs.dot),
            text,
        )
}

/// The curve in `width` by `height` cells; none where there is nothing to draw or too little room.
pub(super) fn chart(
    curve: &Curve,
    trainer: &Trainer,
    (width, height): (u16, u16),
    look: &Look,
) -> Option<Vec<Line<'static>>> {
    let (first, today, end) = (curve.first()?, trainer.day(), end(trainer));
    let columns = usize::from(width.checked_sub(SCALE).filter(|cells| *cells >= 12)?);
    let rows = usize::from(height.checked_sub(2).filter(|rows| *rows >= ROWS)?);
    let span = end.since(first).max(1);
    let day = |column: usize| first.plus((column * span as usize / (columns - 1)) as u32);
    let at = |wanted: Day| {
        (wanted.since(first) as usize * (columns - 1))
            .div_ceil(span as usize)
            .min(columns - 1)
    };
    let stretches = stretches(curve, trainer, columns, 2 * rows, &day);
    let now = at(today);
    let lines = (0..rows).map(|row| {
        let label = match row {
            0 => "100",
            _ if row == rows / 2 && rows > 3 => " 50",
            _ if row + 1 == rows => "  0",
            _ => "   ",
        };
        let scale = format!("{label}{}", look.glyphs.axes[0]);
        let mut spans = vec![Span::styled(scale, look.style(Role::Muted))];
        // The uppermost row holds the greatest halves.
        let lower = 2 * (rows - 1 - row);
        spans.extend(stretches.iter().enumerate().map(|(column, (low, high))| {
            let [upper_half, lower_half, both] = look.glyphs.halves;
            let holds = |half: usize| (*low..=*high).contains(&half);
            let role = if column <= now {
                Role::Bar
            } else {
                Role::Muted
            };
            let (glyph, role) = match (holds(lower + 1), holds(lower)) {
                (true, true) => (both, role),
                (true, false) => (upper_half, role),
                (false, true) => (lower_half, role),
                _ if column == now => (look.glyphs.target, Role::Muted),
                _ => (" ", role),
            };
            Span::styled(glyph, look.style(role))
        }));
        Line::from(spans)
    });
    let [_, rule, meet] = look.glyphs.axes;
    let rule: String = (0..columns)
        .map(|column| if column == now { meet } else { rule })
        .collect();
    let axis = Line::styled(format!("   {meet}{rule}"), look.style(Role::Muted));
    let days = Line::styled(
        names(first, today, end, now, columns),
        look.style(Role::Muted),
    );
    Some(lines.chain([axis, days]).collect())
}

/// Of each column the lowest and the highest half it fills, so that the curve hangs together and no
/// attempt between two columns is lost.
fn stretches(
    curve: &Curve,
    trainer: &Trainer,
    columns: usize,
    halves: usize,
    day: &impl Fn(usize) -> Day,
) -> Vec<(usize, usize)> {
    let mut before: Option<usize> = None;
    let height = |on: Day| {
        let recall = curve.at(trainer.model(), on).unwrap_or_default();
        (recall * (halves - 1) as f32).round() as usize
    };
    let column = |column: usize| {
        let (from, to) = (day(column), day(column + 1));
        let days = to.since(from).max(1);
        let mut heights = (0..days).map(|days| height(from.plus(days)));
        let start = heights.next().unwrap_or_default();
        let mut stretch = (start, start);
        let mut last = start;
        for height in heights {
            stretch = (stretch.0.min(height), stretch.1.max(height));
            last = height;
        }
        if let Some(before) = before.replace(last) {
            stretch = (stretch.0.min(before), stretch.1.max(before));
        }
        stretch
    };
    (0..columns).map(column).collect()
}

/// The days below the curve: its ends, and today where it has room between them.
fn names(first: Day, today: Day, end: Day, now: usize, columns: usize) -> String {
    let short = |day: Day| day.date().format("%-d %b").to_string();
    let (first, last) = (short(first), short(end));
    let room = columns.saturating_sub(first.len() + last.len());
    let mut between = " ".repeat(room);
    let name = if end == today { "" } else { "today" };
    let from = now.saturating_sub(first.len() + name.len() / 2);
    if from >= 1 && from + name.len() < room {
        between.replace_range(from..from + name.len(), name);
    }
    format!("    {first}{between}{last}")
}
