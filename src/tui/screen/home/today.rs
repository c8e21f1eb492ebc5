//! The panels of today and of the interview.

use ratatui::text::{Line, Span};

use super::drawing::Drawing;
use crate::domain::day::Day;
use crate::domain::safe_text::SafeText;
use crate::training::trainer::Today;
use crate::training::words::{about, count};
use crate::tui::screen::{Size, ask};
use crate::tui::theme::Role;
use crate::tui::widget::bar;
use crate::tui::widget::prose::Prose;

/// Where the interview stands.
pub(super) enum Interview {
    None,
    ToCome(Day, u32),
    Today,
    Passed(Day, u32),
}

impl Drawing<'_> {
    pub(super) fn today_title(&self) -> String {
        if self.trainer.is_rest_day() {
            return "Today, a rest day".into();
        }
        let minutes = self.trainer.registers().minutes_a_day;
        format!("Today, {minutes} minutes")
    }

    pub(super) fn today_text(&self, width: u16) -> Prose {
        let prose = self.today_alone(width);
        let Some(mock) = &self.home.mock else {
            return prose;
        };
        let (line, hang) = self.hint(&self.home.keys.mock, format!("goes on with {mock}"));
        prose.line(line, hang)
    }

    fn today_alone(&self, width: u16) -> Prose {
        let mut prose = Prose::default();
        let (done, left) = (self.today.answered, self.today.left());
        if done + left > 0 {
            prose = prose.line(self.progress(usize::from(width)), 0);
            let counts = self.counts();
            if !counts.is_empty() {
                prose = prose.line(self.muted(counts), 0);
            }
            if self.page.size >= Size::Standard {
                prose = prose.blank();
            }
        }
        let keys = &self.home.keys;
        let next = self.trainer.what_next();
        if self.trainer.cards().is_empty() {
            let folder = self.trainer.places().decks.display().to_string();
            let folder = SafeText::line(&folder);
            return prose.line(next, 0).line(self.muted(folder.to_string()), 0);
        }
        if left > 0 {
            let (line, hang) = self.hint(&keys.start, next);
            return prose.line(line, hang);
        }
        prose = prose.line(next, 0);
        if self.today.waiting > 0 {
            let (line, hang) = self.hint(&keys.start, "ten more minutes, if you like");
            prose = prose.line(line, hang);
        }
        if !keys.weak.is_empty() && !self.home.weakest.is_empty() {
            let (line, hang) = self.hint(&keys.weak, "the weak cards, due or not");
            prose = prose.line(line, hang);
        }
        prose
    }

    /// The bar of today, and what it stands for.
    fn progress(&self, width: usize) -> Line<'static> {
        let (done, left) = (self.today.answered, self.today.left());
        let all = done + left;
        let text = match left {
            0 => format!("  {done} of {all}"),
            _ => format!(
                "  {done} of {all} {} {} left",
                self.look.glyphs.dot,
                about(self.today.seconds_left)
            ),
        };
        let cells = width.saturating_sub(Span::raw(&text).width()).min(32);
        // Something done is seen to be done, and what is left to be left.
        let filled = match (done as usize * cells).div_ceil(all as usize) {
            filled if left > 0 => filled.min(cells.saturating_sub(1)),
            filled => filled,
        };
        let empty = self.look.glyphs.bar_empty.repeat(cells - filled);
        Line::from(vec![
            bar(filled, filled, self.look),
            self.muted(empty),
            Span::raw(text),
        ])
    }

    fn counts(&self) -> String {
        let Today {
            due,
            new,
            early,
            second_looks,
            waiting,
            ..
        } = self.today;
        let wait = match self.page.size {
            Size::Tiny => format!("{waiting} can wait"),
            _ => format!("{waiting} more can wait"),
        };
        let parts = [
            (due, format!("{due} due")),
            (new, format!("{new} new")),
            (early, format!("{early} early")),
            (
                second_looks,
                count(second_looks, "second look", "second looks"),
            ),
            (waiting, wait),
        ];
        let parts: Vec<String> = parts
            .into_iter()
            .filter(|(number, _)| *number > 0)
            .map(|(_, text)| text)
            .collect();
        parts.join(&format!(" {} ", self.look.glyphs.dot))
    }

    pub(super) fn interview(&self) -> Interview {
        let today = self.trainer.day();
        match self.trainer.registers().interview_date {
            None => Interview::None,
            Some(date) if date == today => Interview::Today,
            Some(date) if date > today => Interview::ToCome(date, date.since(today)),
            Some(date) => Interview::Passed(date, today.since(date)),
        }
    }

    pub(super) fn interview_text(&self) -> Prose {
        let mut prose = Prose::default();
        let name = &self.trainer.registers().interview_name;
        if !name.is_empty() {
            let name = SafeText::line(name);
            prose = prose.line(
                Line::styled(name.to_string(), self.look.style(Role::Title)),
                0,
            );
        }
        let key = &self.home.keys.date;
        let (prose, hint) = match self.interview() {
            Interview::None => {
                let why =
                    "No date yet. With one, each grade shows what you will recall on the day.";
                (
                    prose.text(why, self.look.style(Role::Text)),
                    "sets the date",
                )
            }
            Interview::ToCome(date, _) => {
                let left = ask::away(date, self.trainer.day());
                let left = Line::styled(left, self.look.style(Role::Title));
                (prose.line(left, 0).line(ask::long(date), 0), "changes it")
            }
            Interview::Today => {
                let text = Line::styled("Today. Good luck!", self.look.style(Role::Title));
                (prose.line(text, 0), "changes it")
            }
            Interview::Passed(date, days) => {
                let text = format!(
                    "It was on {}, {} ago.",
                    date.short(),
                    count(days, "day", "days")
                );
                (prose.line(text, 0), "sets the next")
            }
        };
        if key.is_empty() {
            return prose;
        }
        let (line, hang) = self.hint(key, hint);
        prose.blank().line(line, hang)
    }
}
