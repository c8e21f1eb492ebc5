//! The rows of the list.

use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use super::Browse;
use crate::training::Trainer;
use crate::training::search::{Marks, Standing};
use crate::training::words::days;
use crate::tui::theme::{Look, Role};
use crate::tui::widget::fit;

/// Cells of the deck.
const DECK: usize = 14;
/// Cells of the day it is due: `not asked`.
const DUE: usize = 9;
/// Cells of recall: `R62`.
const RECALL: usize = 3;
/// Rows of so many cells tell the deck too; the preview tells it anyhow.
const WITH_DECK: usize = 70;
/// Rows of so many cells tell recall too.
const WITH_RECALL: usize = 44;

/// What the rows of a list have in common.
pub(super) struct Rows<'a> {
    pub(super) browse: &'a Browse,
    pub(super) look: &'a Look,
    pub(super) trainer: &'a Trainer,
    pub(super) marks: Marks,
    /// Cells of a row, the cursor's two not among them.
    pub(super) width: usize,
}

impl Rows<'_> {
    /// The row of a card.
    pub(super) fn row(&self, index: u32) -> Line<'static> {
        let standing = self.browse.search.standing(index);
        let info = &self.trainer.cards()[index as usize];
        let role = if standing.suspended || standing.buried {
            Role::Muted
        } else {
            Role::Text
        };
        let mut spans = Vec::new();
        let is_selected = self.browse.selected.contains(&info.id);
        spans.push(Span::raw(if is_selected { "[x] " } else { "[ ] " }));
        spans.push(Span::raw(if standing.starred { "* " } else { "  " }));
        let used = spans.iter().map(Span::width).sum::<usize>();
        let deck = if self.width >= WITH_DECK { DECK + 2 } else { 0 };
        let recall = if self.width >= WITH_RECALL {
            RECALL + 2
        } else {
            0
        };
        let room = self.width.saturating_sub(used + deck + DUE + 2 + recall);
        spans.extend(self.title(index, room, role));
        let muted = self.look.style(Role::Muted);
        let mut cell = |text: String, width: usize, style| {
            let text = fit(&text, width, self.look.glyphs.ellipsis);
            spans.push(Span::styled(format!("  {}", pad(text, width)), style));
        };
        if deck > 0 {
            cell(info.id.deck().to_owned(), DECK, muted);
        }
        let (due, style) = self.due(standing, info.kind.is_drilled());
        cell(due, DUE, style);
        if recall > 0 {
            cell(self.recall(standing), RECALL, self.look.style(role));
        }
        Line::from(spans)
    }

    /// The title in `room` cells, with the letters marked that were looked for.
    fn title(&self, index: u32, room: usize, role: Role) -> Vec<Span<'static>> {
        let title = self.trainer.called(index).replace('\n', " ");
        let ellipsis = self.look.glyphs.ellipsis;
        let shown = fit(&title, room, ellipsis);
        let cut = shown.len() < title.len() || shown != title;
        let whole = shown.chars().count();
        let own = if cut {
            whole.saturating_sub(ellipsis.chars().count())
        } else {
            whole
        };
        let places = self.marks.within(&title);
        let own: Vec<usize> = places.into_iter().filter(|at| *at < own).collect();
        let gap = " ".repeat(room.saturating_sub(shown.width()));
        let mut spans = lit(&shown, &own, role, self.look);
        spans.push(Span::raw(gap));
        spans
    }

    fn due(&self, standing: Standing, is_asked: bool) -> (String, ratatui::style::Style) {
        let (text, role) = match standing.due {
            _ if !is_asked => ("not asked".to_owned(), Role::Muted),
            _ if standing.suspended => ("suspended".to_owned(), Role::Muted),
            _ if standing.buried => ("tomorrow".to_owned(), Role::Muted),
            None => ("new".to_owned(), Role::Text),
            Some(0) => ("due".to_owned(), Role::Warn),
            Some(left) => (days(left), Role::Text),
        };
        (text, self.look.style(role))
    }

    fn recall(&self, standing: Standing) -> String {
        match standing.recall {
            None => format!(" {}", self.look.glyphs.dot),
            Some(recall) => format!("R{:02}", ((100.0 * recall).round() as u32).min(99)),
        }
    }
}

/// A text with the letters at `places`, by number and in order, marked as found.
pub(super) fn lit(text: &str, places: &[usize], role: Role, look: &Look) -> Vec<Span<'static>> {
    let (plain, found) = (look.style(role), look.style(Role::Found));
    let letters = text.chars().enumerate();
    let letters: Vec<(char, bool)> = letters
        .map(|(at, letter)| (letter, places.binary_search(&at).is_ok()))
        .collect();
    let runs = letters.chunk_by(|a, b| a.1 == b.1).map(|run| {
        let style = if run[0].1 { plain.patch(found) } else { plain };
        Span::styled(
            run.iter().map(|(letter, _)| letter).collect::<String>(),
            style,
        )
    });
    runs.collect()
}

fn pad(text: String, width: usize) -> String {
    let gap = width.saturating_sub(text.width());
    text + &" ".repeat(gap)
}
