//! A small panel over the middle of a screen: a question, a line to type, a choice.

use ratatui::Frame;
use ratatui::layout::{Constraint, Rect};
use ratatui::widgets::Clear;

use super::panel;
use super::prose::{Prose, Scroll};
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

/// A dialog that says something; the keys of [`Context::Dialog`](crate::tui::action::Context::Dialog) answer it.
pub fn say(frame: &mut Frame, page: Page, look: &Look, title: &str, prose: &Prose) {
    let width = room(page).0.min(60);
    let height = u16::try_from(prose.height(width)).unwrap_or(u16::MAX - 2);
    let inner = open(frame, page, look, title, (width, height));
    prose.view(frame, inner, Scroll::default(), look);
    frame.set_cursor_position(inner.as_position());
}

/// A dialog with choices, one under the cursor.
pub fn choose(
    frame: &mut Frame,
    page: Page,
    look: &Look,
    title: &str,
    choices: &[&str],
    cursor: usize,
) {
    let widest = choices.iter().map(|c| c.chars().count()).max().unwrap_or(0);
    let size = (
        u16::try_from(widest.max(title.len()) + 3)
            .unwrap_or(60)
            .min(60),
        u16::try_from(choices.len()).unwrap_or(u16::MAX - 2),
    );
    let inner = open(frame, page, look, title, size);
    let mut scroll = Scroll::default();
    scroll.follow(cursor, choices.len(), inner.height);
    let width = usize::from(inner.width);
    super::list(frame, inner, look, scroll, cursor, choices.len(), |i| {
        super::fit(choices[i], width.saturating_sub(2), look.glyphs.ellipsis).into()
    });
}
