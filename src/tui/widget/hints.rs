//! The footer's line of keys.

use ratatui::text::{Line, Span};

use crate::tui::keymap::{GAP, Hint};
use crate::tui::theme::{Look, Role};

/// Keys and their words on one line.
pub fn line(hints: Vec<Hint>, look: &Look) -> Line<'static> {
    let muted = look.style(Role::Muted);
    let mut spans = Vec::with_capacity(4 * hints.len());
    for (i, hint) in hints.into_iter().enumerate() {
        let gap = if i == 0 { 1 } else { GAP };
        spans.push(Span::raw(&"  "[..gap]));
        spans.push(Span::styled(hint.keys, look.style(Role::Key)));
        if !hint.joined {
            spans.push(Span::styled(" ", muted));
        }
        spans.push(Span::styled(hint.label, muted));
    }
    Line::from(spans)
}
