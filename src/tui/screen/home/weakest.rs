//! The weakest cards, at a glance.

use ratatui::text::{Line, Span};

use super::drawing::Drawing;
use crate::domain::safe_text::SafeText;
use crate::domain::weakness::Reason;
use crate::training::Trainer;
use crate::training::tally::Weakest;
use crate::tui::theme::Role;
use crate::tui::widget::fit;
use crate::tui::widget::prose::Prose;

/// From this width on a row says why its card is weak, and not how well it is recalled.
const WITH_WHY: u16 = 44;
/// From this width on it says both.
const WITH_BOTH: u16 = 64;

/// A weak card: its place, why it is weak, and what it is called.
pub(super) type Weak = (u32, Reason, SafeText);

/// The weakest cards. They are few, and read one by one: all titles are not needed for them.
pub(super) fn named(trainer: &Trainer) -> Vec<Weak> {
    let named = |weak: &Weakest| {
        let read = trainer.card(weak.card).ok()?;
        Some((weak.card, weak.why.clone(), SafeText::line(read.called())))
    };
    trainer.weakest().iter().filter_map(named).collect()
}

impl Drawing<'_> {
    /// The rows of the panel, at most so many; none where no card is weak.
    pub(super) fn weakest_rows(&self, most: u16) -> u16 {
        match self.home.weakest.len() as u16 {
            0 => 0,
            cards => (cards + 2).min(most),
        }
    }

    pub(super) fn weakest_text(&self, width: u16) -> Prose {
        let weakest = self.home.weakest.iter();
        weakest.fold(Prose::default(), |prose, weak| {
            prose.line(self.weakest_row(weak, width), 0)
        })
    }

    /// The weakest of them, where there is room for a line.
    pub(super) fn weakest_line(&self, width: u16) -> Line<'static> {
        let head = self.muted(" Weakest  ");
        let room = width.saturating_sub(head.width() as u16 + 2);
        let first = self.home.weakest.first();
        let row = first.map(|weak| self.weakest_row(weak, room));
        let spans = row.map_or_else(Vec::new, |row| row.spans);
        Line::from_iter([head].into_iter().chain(spans))
    }

    fn weakest_row(&self, (card, why, title): &Weak, width: u16) -> Line<'static> {
        let mut after = String::new();
        if width >= WITH_WHY {
            after.push_str(&format!("  {}", why.words()));
        }
        if !(WITH_WHY..WITH_BOTH).contains(&width) {
            after.push_str(&format!("{:>7}", self.recalled(*card)));
        }
        let room = usize::from(width).saturating_sub(Span::raw(&after).width());
        let title = fit(title, room, self.look.glyphs.ellipsis);
        let gap = " ".repeat(room.saturating_sub(Span::raw(&title).width()));
        Line::from(vec![
            Span::raw(title + &gap),
            Span::styled(after, self.look.style(Role::Muted)),
        ])
    }

    /// The chance that a card is recalled, by the part of it that is forgotten first.
    fn recalled(&self, card: u32) -> String {
        let day = self.trainer.day();
        let info = self.trainer.cards().get(card as usize);
        let seen = info.and_then(|info| self.trainer.seen(&info.id));
        let Some((seen, last)) = seen.and_then(|seen| Some((seen, seen.returning()?))) else {
            return String::new();
        };
        if seen.looks_on(day) > 0 {
            // Just seen, it is recalled for sure, which says nothing.
            return "today".into();
        }
        let recall = self
            .trainer
            .model()
            .recall(last.memory, day.since(last.day));
        format!("{:.0} %", 100.0 * recall)
    }
}
