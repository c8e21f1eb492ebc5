//! The weakest cards, at a glance.

use ratatui::text::{Line, Span};

use super::drawing::Drawing;
use crate::domain::grade::{Grade, Verdict};
use crate::domain::progress::CardProgress;
use crate::domain::schedule;
use crate::training::Trainer;
use crate::tui::theme::Role;
use crate::tui::widget::fit;
use crate::tui::widget::prose::Prose;

/// Cards that the panel names at most.
const MOST: usize = 10;
/// From this width on a row says why its card is weak.
const WITH_WHY: u16 = 44;

/// A weak card.
#[derive(Debug)]
pub(super) struct Weakest {
    /// Its place among [`Trainer::cards`].
    card: u32,
    /// Why it is weak, in a word or two.
    why: &'static str,
}

/// What the panel shows: cards whose last answer failed, those with the lowest recall first.
pub(super) fn home_weakest(trainer: &Trainer) -> Vec<Weakest> {
    let weak = trainer.cards().iter().zip(0..).filter_map(|(info, card)| {
        let seen = trainer.seen(&info.id).filter(|seen| !seen.suspended)?;
        let why = why(seen, trainer)?;
        Some((recall(seen, trainer)?, Weakest { card, why }))
    });
    let mut weak: Vec<(f32, Weakest)> = weak.collect();
    weak.sort_by(|(a, _), (b, _)| a.total_cmp(b));
    weak.truncate(MOST);
    weak.into_iter().map(|(_, weakest)| weakest).collect()
}

fn why(seen: &CardProgress, trainer: &Trainer) -> Option<&'static str> {
    let failed = seen.grades().next() == Some(Grade::Again);
    match Verdict::from_value(seen.recent_verdicts[0]) {
        Some(verdict) if failed || verdict <= Verdict::NoHire => {
            match schedule::is_leech(seen, trainer.day()) {
                true => Some("keeps failing"),
                false => Some(verdict.words()),
            }
        }
        None if failed => Some("not recalled"),
        _ => None,
    }
}

/// The chance of recall today, 0 to 1, of the part that is forgotten first.
fn recall(seen: &CardProgress, trainer: &Trainer) -> Option<f32> {
    let last = seen.returning()?;
    let days = trainer.day().since(last.day);
    Some(trainer.model().recall(last.memory, days))
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
        weakest.fold(Prose::default(), |prose, weakest| {
            prose.line(self.weakest_row(weakest, width), 0)
        })
    }

    /// The weakest of them, where there is room for a line.
    pub(super) fn weakest_line(&self, width: u16) -> Line<'static> {
        let head = self.muted(" Weakest  ");
        let room = width.saturating_sub(head.width() as u16 + 2);
        let first = self.home.weakest.first();
        let row = first.map(|first| self.weakest_row(first, room));
        let spans = row.map_or_else(Vec::new, |row| row.spans);
        Line::from_iter([head].into_iter().chain(spans))
    }

    fn weakest_row(&self, Weakest { card, why }: &Weakest, width: u16) -> Line<'static> {
        let info = self.trainer.cards().get(*card as usize);
        let seen = info.and_then(|info| self.trainer.seen(&info.id));
        let recall = seen.and_then(|seen| match seen.looks_on(self.trainer.day()) {
            0 => Some(format!("{:.0} %", 100.0 * recall(seen, self.trainer)?)),
            // Just seen, it is recalled for sure, which says nothing.
            _ => Some("today".into()),
        });
        let recall = recall.unwrap_or_default();
        let why = if width < WITH_WHY { "" } else { why };
        let after = format!("  {why:>14}{recall:>7}");
        let after = if why.is_empty() {
            format!("{recall:>7}")
        } else {
            after
        };
        let room = usize::from(width).saturating_sub(after.chars().count());
        let title = fit(self.trainer.called(*card), room, self.look.glyphs.ellipsis);
        let gap = " ".repeat(room.saturating_sub(Span::raw(&title).width()));
        Line::from(vec![
            Span::raw(title + &gap),
            Span::styled(after, self.look.style(Role::Muted)),
        ])
    }
}
