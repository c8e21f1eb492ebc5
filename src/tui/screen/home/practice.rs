//! Practice behind and ahead: a heat map of the last weeks, and what returns in the next.

use ratatui::text::{Line, Span};

use super::drawing::Drawing;
use crate::domain::day::Day;
use crate::training::tally::AHEAD;
use crate::tui::theme::Role;
use crate::tui::widget::prose::Prose;
use crate::tui::widget::{columns, heatmap};

/// Weeks of the heat map.
pub(super) const WEEKS: u32 = 19;
/// Days over which practice is counted.
const COUNTED: u32 = 30;
/// Cells of the greatest value beside the columns.
const LABEL: usize = 3;
/// Rows of the columns.
const COLUMN_ROWS: std::ops::RangeInclusive<u16> = 1..=5;

impl Drawing<'_> {
    /// Whether there is more behind than a first day.
    pub(super) fn has_practice(&self) -> bool {
        self.trainer.progress().days.len() > 1
    }

    /// The heat map, and a line below it.
    pub(super) fn heatmap_text(&self, width: u16) -> Prose {
        let (days, today) = (&self.trainer.progress().days, self.trainer.day());
        let seconds = |day: Day| {
            let done = days.get(&day).map_or(0, |total| total.seconds.max(1));
            u32::try_from(done).unwrap_or(u32::MAX)
        };
        let full = 60 * u32::from(self.trainer.registers().minutes_a_day);
        let weeks = heatmap::lines(seconds, full, today, WEEKS, self.look);
        let prose = weeks
            .into_iter()
            .fold(Prose::default(), |prose, line| prose.line(line, 0));
        prose.line(self.muted(self.practised(width)), 0)
    }

    /// `26 of 30 days · 12 in a row (rest: Su)`, as far as there is room.
    fn practised(&self, width: u16) -> String {
        let (days, today) = (&self.trainer.progress().days, self.trainer.day());
        let Some(first) = days.keys().next() else {
            return String::new();
        };
        let of = (today.since(*first) + 1).min(COUNTED);
        let done = days.keys().filter(|day| today.since(**day) < COUNTED);
        let mut text = format!("{} of {of} days", done.count());
        let rests = &self.trainer.registers().rest_days;
        let two = |day: String| day.chars().take(2).collect::<String>();
        let names: Vec<String> = rests.iter().map(|day| two(day.to_string())).collect();
        let mut parts = Vec::new();
        if let row @ 2.. = self.in_a_row(*first) {
            parts.push(format!(" {} {row} in a row", self.look.glyphs.dot));
        }
        if !names.is_empty() {
            parts.push(format!(" (rest: {})", names.join(", ")));
        }
        for part in parts {
            if Span::raw(&text).width() + Span::raw(&part).width() <= usize::from(width) {
                text.push_str(&part);
            }
        }
        text
    }

    /// Days in a row up to today on which anything was done. A rest day, and today as long as nothing
    /// is done, neither end the row nor add to it.
    fn in_a_row(&self, first: Day) -> u32 {
        let (days, today) = (&self.trainer.progress().days, self.trainer.day());
        let rests = &self.trainer.registers().rest_days;
        let mut row = 0;
        for day in (first.number()..=today.number())
            .rev()
            .map(Day::from_number)
        {
            match days.contains_key(&day) {
                true => row += 1,
                false if day == today || rests.contains(&day.weekday()) => {}
                false => break,
            }
        }
        row
    }

    /// Minutes that return each day, as columns, over the weekdays and the greatest of them.
    pub(super) fn forecast_text(&self, rows: u16) -> Prose {
        let minutes = self.trainer.due_ahead().map(|seconds| seconds.div_ceil(60));
        let tomorrow = self.trainer.day().plus(1);
        let most = (0..AHEAD).rev().max_by_key(|at| minutes[*at]).unwrap_or(0);
        if minutes[most] == 0 {
            let text = "Nothing returns in the next 3 weeks.";
            return Prose::new(text, self.look.style(Role::Muted));
        }
        let tall = rows
            .saturating_sub(2)
            .clamp(*COLUMN_ROWS.start(), *COLUMN_ROWS.end());
        let lines = columns::labelled(&minutes, tall, LABEL, self.look);
        let mut prose = lines
            .into_iter()
            .fold(Prose::default(), |prose, line| prose.line(line, 0));
        let mut under = " ".repeat(LABEL + 1);
        for at in 0..AHEAD {
            if tomorrow.plus(at as u32).short().starts_with("Mon") {
                under = format!("{under:0$}Mo", LABEL + 1 + at);
            }
        }
        prose = prose.line(self.muted(under), 0);
        let peak = tomorrow.plus(most as u32).short();
        let peak = format!("most on {peak}: {} min", minutes[most]);
        prose.line(Line::from(self.muted(peak)), 0)
    }
}
