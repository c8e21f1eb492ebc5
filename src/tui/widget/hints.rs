//! The footer's line of keys.

use ratatui::text::{Line, Span};

use crate::tui::keymap::{GAP, Hint};
use crate::tui::theme::{Look, Role};

/// Keys and their words on one line.
pub fn line(hints: &[Hint], look: &Look) -> Line<'static> {
    let mut spans = Vec::new();
    for (i, hint) in hints.iter().enumerate() {
        let gap = if i == 0 { 1 } else { GAP };
        spans.push(Span::raw(" ".repeat(gap)));
        spans.push(Span::styled(hint.keys.clone(), look.style(Role::Key)));
        let space = if hint.joined { "" } else { " " };
        spans.push(Span::styled(
            format!("{space}{}", hint.label),
            look.style(Role::Muted),
        ));
    }
    Line::from(spans)
}
