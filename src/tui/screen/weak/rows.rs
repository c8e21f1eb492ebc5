//! The lines of the lists.

use ratatui::text::{Line, Span};

use super::listing::{PointLine, Tab};
use super::view::Drawing;
use super::why;
use crate::domain::weakness::{WeakCard, WeakCompetency, WeakPoint};
use crate::training::words::count;
use crate::tui::screen::Size;
use crate::tui::theme::Role;
use crate::tui::widget::fit;

/// Cells of the reasons, and of the numbers after them.
const WHY: usize = 28;
const NUMBERS: [(&str, usize); 3] = [("R now", 6), ("lapses", 8), ("last", 6)];
/// Cells of the mark that says a card is selected.
const SELECTED: usize = 4;

impl Drawing<'_> {
    /// The names of the columns.
    pub(super) fn head(&self, width: usize) -> Line<'static> {
        let numbers: String = NUMBERS
            .iter()
            .map(|(name, cells)| format!("{name:>cells$}"))
            .collect();
        let card = width.saturating_sub(2 + SELECTED + WHY + numbers.len());
        let text = format!(
            "  {:SELECTED$}{:card$}{:WHY$}{numbers}",
            "sel", "card", "why"
        );
        Line::styled(text, self.look.style(Role::Muted))
    }

    pub(super) fn row(&self, at: usize, width: usize) -> Line<'static> {
        let lines = &self.weak.lines;
        match self.weak.tab {
            Tab::Cards => self.card(&lines.cards[at], width),
            Tab::Points => self.point(&lines.points[at], width),
            Tab::Competencies => self.competency(&lines.competencies[at], width),
            Tab::Rules => Line::default(),
        }
    }

    fn column(&self, text: &str, cells: usize) -> String {
        let text = fit(text, cells.saturating_sub(1), self.look.glyphs.ellipsis);
        let gap = cells.saturating_sub(Span::raw(&text).width());
        text + &" ".repeat(gap)
    }

    fn card(&self, card: &WeakCard, width: usize) -> Line<'static> {
        let (look, size) = (self.look, self.page.size);
        let selected = match self.weak.is_selected(card, self.trainer) {
            true => "[x] ",
            false => "[ ] ",
        };
        let starred = {
            let id = &self.trainer.cards()[card.card as usize].id;
            self.trainer.seen(id).is_some_and(|seen| seen.starred)
        };
        let called = self.trainer.called(card.card);
        let called = if starred {
            format!("* {called}")
        } else {
            called.to_owned()
        };
        let why = match card.reasons.as_slice() {
            [] => String::new(),
            [one] => why::words(one, look),
            [first, more @ ..] => format!("{} +{}", why::words(first, look), more.len()),
        };
        let numbers = match size {
            Size::Wide | Size::Standard => self.numbers(card),
            Size::Compact | Size::Tiny => String::new(),
        };
        let whys = if size == Size::Tiny {
            0
        } else {
            WHY.min(width / 2)
        };
        let room = width.saturating_sub(SELECTED + whys + numbers.len());
        Line::from(vec![
            Span::raw(selected),
            Span::raw(self.column(&called, room)),
            Span::styled(self.column(&why, whys), look.style(Role::Warn)),
            Span::styled(numbers, look.style(Role::Muted)),
        ])
    }

    fn numbers(&self, card: &WeakCard) -> String {
        let last = card.last.map_or_else(
            || "-".into(),
            |last| match self.trainer.day().since(last) {
                0 => "today".into(),
                days => format!("{days} d"),
            },
        );
        let recall = format!("{:.0}%", 100.0 * card.outlook.now);
        let texts = [recall, card.lapses.to_string(), last];
        let columns = texts.iter().zip(NUMBERS);
        columns
            .map(|(text, (_, cells))| format!("{text:>cells$}"))
            .collect()
    }

    /// What is missed, and how often.
    fn point(&self, line: &PointLine, width: usize) -> Line<'static> {
        let WeakPoint { absent, of, .. } = &line.point;
        let often = match self.page.size {
            Size::Tiny => format!("{absent} of {of}"),
            _ => line.often.clone(),
        };
        let cells = Span::raw(&often).width().min(width / 2) + 1;
        Line::from(vec![
            Span::raw(self.column(&line.missed, width.saturating_sub(cells))),
            Span::styled(self.column(&often, cells), self.look.style(Role::Warn)),
        ])
    }

    fn competency(&self, line: &WeakCompetency, width: usize) -> Line<'static> {
        let title = self.trainer.axes().competency(&line.id);
        let share = format!("{} of {} weak", line.weak.len(), line.practised);
        let attempts = count(line.attempts, "attempt", "attempts");
        let (words, share, attempts) = match self.page.size {
            Size::Tiny => (self.column(line.words(), 20), String::new(), String::new()),
            Size::Compact => (
                self.column(line.words(), 21),
                String::new(),
                self.column(&attempts, 13),
            ),
            _ => (
                self.column(line.words(), 21),
                self.column(&share, 16),
                self.column(&attempts, 13),
            ),
        };
        let role = if line.has_evidence() {
            Role::Warn
        } else {
            Role::Muted
        };
        let used = [&words, &share, &attempts].map(|text| Span::raw(text).width());
        let used: usize = used.into_iter().sum();
        Line::from(vec![
            Span::raw(self.column(title, width.saturating_sub(used))),
            Span::styled(words, self.look.style(role)),
            Span::raw(share),
            Span::styled(attempts, self.look.style(Role::Muted)),
        ])
    }
}
