//! How much was done on each day of the last weeks: a week a column, a weekday a row.

use ratatui::text::{Line, Span};

use crate::domain::day::Day;
use crate::tui::theme::{Look, Role};

/// From nothing to a full day. They differ in shape, not in colour alone.
const LEVELS: [&str; 5] = ["·", "░", "▒", "▓", "█"];
/// The same in ASCII.
const ASCII_LEVELS: [&str; 5] = [".", ":", "+", "#", "@"];
/// What begins the rows, from Monday on.
const WEEKDAYS: [&str; 7] = ["Mo", "  ", "We", "  ", "Fr", "  ", "Su"];

/// The cells that `weeks` take beside the names of the weekdays.
pub fn width(weeks: u32) -> u16 {
    (2 + 2 * weeks) as u16
}

/// Seven lines from Monday to Sunday, over `weeks` weeks up to the one of `today`; days to come are
/// blank. `done` says how much was done on a day, and `full` from where on a day is full, in the same
/// unit; anything above nothing shows.
pub fn lines(
    done: impl Fn(Day) -> u32,
    full: u32,
    today: Day,
    weeks: u32,
    look: &Look,
) -> Vec<Line<'static>> {
    let days = 7 * weeks.saturating_sub(1) + today.weekday().num_days_from_monday();
    let first = today.number() - days as i32;
    WEEKDAYS
        .into_iter()
        .zip(0..)
        .map(|(name, row)| {
            let cells = (0..weeks as i32).map(|week| Day::from_number(first + 7 * week + row));
            let cells = cells.map(|day| match day > today {
                true => Span::raw("  "),
                false => cell(level(done(day), full), look),
            });
            let name = Span::styled(name, look.style(Role::Muted));
            std::iter::once(name).chain(cells).collect()
        })
        .collect()
}

/// The signs from nothing to a full day, for a legend.
pub fn legend(look: &Look) -> Line<'static> {
    (0..LEVELS.len()).map(|level| cell(level, look)).collect()
}

/// The sign of `done`, of which `full` and more is a full one.
pub fn sign(done: u32, full: u32, look: &Look) -> &'static str {
    levels(look)[level(done, full)]
}

fn levels(look: &Look) -> [&'static str; 5] {
    match look.glyphs.bar_full.is_ascii() {
        true => ASCII_LEVELS,
        false => LEVELS,
    }
}

fn cell(level: usize, look: &Look) -> Span<'static> {
    let role = if level == 0 { Role::Muted } else { Role::Bar };
    Span::styled(format!(" {}", levels(look)[level]), look.style(role))
}

/// 0 for nothing, 1 to 3 for each begun third of `full`, 4 from there on.
fn level(done: u32, full: u32) -> usize {
    match (done, full) {
        (0, _) => 0,
        (done, full) if done >= full => 4,
        (done, full) => 1 + (u64::from(done) * 3 / u64::from(full)) as usize,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::settings::{Glyphs, Theme};

    fn drawn(look: &Look) -> Vec<String> {
        // Wednesday.
        let today: Day = "2026-11-25".parse().unwrap();
        let done = |day: Day| match today.since(day) {
            0 => 30,
            1 => 20,
            2 => 19,
            7 => 10,
            8 => 1,
            _ => 0,
        };
        let lines = lines(done, 20, today, 3, look);
        lines.iter().map(|line| line.to_string()).collect()
    }

    #[test]
    fn weeks_begin_on_monday_and_end_today() {
        let rows = [
            "Mo · · ▓",
            "   · ░ █",
            "We · ▒ █",
            "   · ·  ",
            "Fr · ·  ",
            "   · ·  ",
            "Su · ·  ",
        ];
        assert_eq!(drawn(&Look::default()), rows);
        assert_eq!(usize::from(width(3)), rows[0].chars().count());
    }

    #[test]
    fn every_level_has_a_twin_in_ascii() {
        let look = Look::new(Theme::Mono, Glyphs::Ascii, true);
        assert!(drawn(&look).iter().all(|row| row.is_ascii()));
        assert_eq!(legend(&look).to_string(), " . : + # @");
        assert_eq!(legend(&Look::default()).to_string(), " · ░ ▒ ▓ █");
    }
}
