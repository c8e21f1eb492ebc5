//! A small panel over the middle of a screen.

use ratatui::Frame;
use ratatui::layout::{Constraint, Rect};
use ratatui::widgets::Clear;

use super::panel;
use crate::tui::screen::{Page, Size};
use crate::tui::theme::Look;

/// The largest room there is inside a dialog.
pub fn room(page: Page) -> (u16, u16) {
    let (width, height) = (page.body.width, page.body.height);
    if page.size == Size::Tiny {
        (width - 2, height - 1)
    } else {
        (width - 8, height - 4)
    }
}

/// Clears the middle of the page for a dialog with `width` x `height` cells inside, and returns those it got. On a
/// tiny page it takes the whole body.
pub fn open(
    frame: &mut Frame,
    page: Page,
    look: &Look,
    title: &str,
    (width, height): (u16, u16),
) -> Rect {
    let (widest, highest) = room(page);
    let outer = if page.size == Size::Tiny {
        page.body
    } else {
        page.body.centered(
            Constraint::Length(width.min(widest) + 4),
            Constraint::Length(height.min(highest) + 2),
        )
    };
    frame.render_widget(Clear, outer);
    panel(frame, outer, page.size, look, title, true)
}
