//! What goes over time: recall and verdicts, minutes, and what comes back.

use ratatui::text::Line;

use super::panels::Drawing;
use crate::domain::day::Day;
use crate::domain::statistics::Done;
use crate::training::statistics::regularly;
use crate::training::words::count;
use crate::tui::theme::Role;
use crate::tui::widget::{columns, heatmap};

/// The cells before a chart: the greatest value, and the axis.
const LABEL: usize = 4;
/// A slot is no wider.
const WIDEST: usize = 6;
/// Lines a chart has at most, and around it: its dates and two lines of words.
const TALLEST: u16 = 12;
const AROUND: u16 = 3;
/// Weeks of the heat map, where there is room.
const WEEKS: u32 = 19;

/// Lines of a panel, or why there is nothing to draw.
pub(super) type Drawn = Result<Vec<Line<'static>>, String>;

/// The days or weeks of a chart.
struct Slots {
    slots: Vec<(Day, Done)>,
    /// Cells each has.
    step: usize,
}

/// A date without its year: `9 Dec`.
fn date(day: Day) -> String {
    day.date().format("%-d %b").to_string()
}

/// Seconds as minutes; anything above nothing is one at least.
fn minutes(seconds: u32) -> u32 {
    (seconds.saturating_add(30) / 60).max(u32::from(seconds > 0))
}

fn percent(share: Option<f64>) -> Option<String> {
    share.map(|share| format!("{:.0} %", share * 100.0))
}

impl Drawing<'_> {
    /// The slots of the range up to today, as many of the last as have room in `width` cells.
    fn slots(&self, width: usize) -> Slots {
        let (numbers, course) = (self.numbers, &self.numbers.course);
        let Some(first) = course.buckets.first().map(|bucket| bucket.from) else {
            return Slots {
                slots: Vec::new(),
                step: 1,
            };
        };
        let today = course.bucket_of(numbers.day);
        let first = numbers.range.map_or(first, |range| {
            let back = numbers.day.number().saturating_sub_unsigned(range - 1);
            course.bucket_of(Day::from_number(back))
        });
        let total = (today.since(first) / course.days_each) as usize + 1;
        let total = total.min(width.max(1)) as u32;
        let slots = (0..total).rev().map(|back| {
            let back = today.number() - (back * course.days_each) as i32;
            let from = Day::from_number(back);
            let known = course
                .buckets
                .binary_search_by_key(&from, |bucket| bucket.from);
            let done = known.map_or_else(|_| Done::default(), |at| course.buckets[at].done);
            (from, done)
        });
        Slots {
            slots: slots.collect(),
            step: (width / total as usize).clamp(1, WIDEST),
        }
    }

    /// The first and the last date below `cells` cells of a chart.
    fn dates(&self, first: Day, last: Day, cells: usize) -> Line<'static> {
        let (first, last) = (date(first), date(last));
        let gap = cells.saturating_sub(first.len() + last.len());
        let indent = " ".repeat(LABEL);
        let text = match gap {
            0 => format!("{indent}{first}"),
            gap => format!("{indent}{first}{}{last}", " ".repeat(gap)),
        };
        Line::from(self.muted(text))
    }

    /// Recall of recall cards and verdicts of the others, as points of a chart.
    pub(super) fn course(&self, width: u16, height: u16) -> Drawn {
        self.enough()?;
        let glyphs = &self.look.glyphs;
        let both = if glyphs.filled.is_ascii() { "@" } else { "◉" };
        let Slots { slots, step } = self.slots(usize::from(width).saturating_sub(LABEL + 1));
        let rows = usize::from(height.saturating_sub(AROUND).clamp(2, TALLEST));
        let row_of = |share: f64| (share * (rows - 1) as f64).round() as usize;
        let cells = slots.len() * step;
        let mut lines = Vec::new();
        for row in (0..rows).rev() {
            let label = match row {
                0 => "  0",
                row if row + 1 == rows => "100",
                row if 2 * row + 1 == rows => " 50",
                _ => "   ",
            };
            let mut spans = vec![self.muted(format!("{label} {}", glyphs.border.vertical_left))];
            for (_, done) in &slots {
                let recall = done.recall().is_some_and(|share| row_of(share) == row);
                let hire = done.hire().is_some_and(|share| row_of(share) == row);
                let (sign, role) = match (recall, hire) {
                    (true, true) => (both, Role::Text),
                    (true, false) => (glyphs.filled, Role::Bar),
                    (false, true) => (glyphs.hollow, Role::Text),
                    (false, false) => (" ", Role::Text),
                };
                spans.push(self.styled(format!("{sign}{}", " ".repeat(step - 1)), role));
            }
            lines.push(Line::from(spans));
        }
        let axis = format!(
            "{}{}{}",
            " ".repeat(LABEL),
            glyphs.border.bottom_left,
            glyphs.rule.repeat(cells)
        );
        lines.push(Line::from(self.muted(axis)));
        if let (Some((first, _)), Some((last, _))) = (slots.first(), slots.last()) {
            let mut dates = self.dates(*first, *last, cells);
            dates.spans.insert(0, self.muted(" "));
            lines.push(dates);
        }
        let total = &self.numbers.days.total;
        let legend = [
            (glyphs.filled, "recall", percent(total.recall()), Role::Bar),
            (glyphs.hollow, "hire", percent(total.hire()), Role::Text),
        ];
        let mut spans = Vec::new();
        for (sign, name, share, role) in legend {
            let share = share.map_or_else(String::new, |share| format!(" {share}"));
            spans.push(self.styled(sign, role));
            spans.push(self.muted(format!(" {name}{share}  ")));
        }
        spans.extend([self.styled(both, Role::Text), self.muted(" both")]);
        lines.push(Line::from(spans));
        Ok(lines)
    }

    /// Minutes as columns, and in words how it went.
    pub(super) fn minutes(&self, width: u16, height: u16) -> Drawn {
        self.enough()?;
        let Slots { slots, step } = self.slots(usize::from(width).saturating_sub(LABEL));
        let wide = step.saturating_sub(1).max(1);
        let values: Vec<u32> = slots
            .iter()
            .flat_map(|(_, done)| {
                let column = std::iter::repeat_n(minutes(done.seconds), wide);
                column.chain(std::iter::repeat_n(0, step - wide))
            })
            .collect();
        let rows = height.saturating_sub(AROUND).clamp(1, TALLEST);
        let mut lines = columns::labelled(&values, rows, LABEL - 1, self.look);
        if let (Some((first, _)), Some((last, _))) = (slots.first(), slots.last()) {
            lines.push(self.dates(*first, *last, slots.len() * step));
        }
        let days = &self.numbers.days;
        lines.push(Line::from(format!(
            "{} min in all; {} of {} Again",
            minutes(days.total.seconds),
            days.total.again,
            days.total.attempts
        )));
        let mut regularly = regularly(days);
        if regularly.len() > usize::from(width) {
            regularly.truncate(regularly.find(" (").unwrap_or(usize::from(width)));
        }
        lines.push(Line::from(self.muted(regularly)));
        Ok(lines)
    }

    /// What comes back on the next days, in minutes.
    pub(super) fn forecast(&self, width: u16, height: u16) -> Drawn {
        let forecast = &self.numbers.forecast;
        let (total, today) = (forecast.total(), self.numbers.day);
        let Some((peak, load)) = forecast.peak() else {
            return Err(match self.numbers.attempts {
                0 => "What you answer comes back here.".into(),
                _ => "Nothing comes back in these days.".into(),
            });
        };
        let days = forecast.days.len();
        let room = usize::from(width).saturating_sub(LABEL + 1);
        let step = (room / days.max(1)).clamp(1, 2);
        let values: Vec<u32> = forecast
            .days
            .iter()
            .flat_map(|load| std::iter::repeat_n(minutes(load.seconds), step))
            .collect();
        let rows = height.saturating_sub(AROUND).clamp(1, TALLEST);
        let mut lines = columns::labelled(&values, rows, LABEL - 1, self.look);
        if forecast.interview.is_some() {
            let mark = self.look.glyphs.target;
            for line in &mut lines {
                line.push_span(self.styled(mark, Role::Warn));
            }
        }
        let last = today.plus(days as u32 - 1);
        lines.push(self.dates(today, last, values.len()));
        let cards = count(total.cards, "card", "cards");
        lines.push(Line::from(format!(
            "{cards}, {} min in all",
            minutes(total.seconds)
        )));
        let on = match peak {
            0 => "today".to_owned(),
            peak => format!("on {}", today.plus(peak).short()),
        };
        let most = format!("most {on}: {} min", minutes(load.seconds));
        lines.push(Line::from(self.muted(most)));
        Ok(lines)
    }

    /// The last weeks as a heat map.
    pub(super) fn weeks(&self, width: u16) -> Drawn {
        let days = &self.numbers.days.seconds;
        if days.is_empty() {
            return Err("The days you practise on show here.".into());
        }
        let weeks = (1..=WEEKS)
            .rev()
            .find(|weeks| heatmap::width(*weeks) <= width);
        let minutes = u32::from(self.trainer.registers().minutes_a_day);
        let done = |day: Day| days.get(&day).copied().unwrap_or(0);
        let today = self.numbers.day;
        let mut lines = heatmap::lines(done, 60 * minutes, today, weeks.unwrap_or(1), self.look);
        let mut legend = heatmap::legend(self.look);
        legend.spans.insert(0, self.muted("0"));
        legend.spans.push(self.muted(format!(" {minutes} min")));
        lines.push(legend);
        Ok(lines)
    }
}
