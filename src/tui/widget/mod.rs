//! The pieces screens are composed of.

pub mod columns;
pub mod dialog;
pub mod heatmap;
pub mod hints;
pub mod prose;
pub mod table;
pub mod text_box;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Block;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use prose::Scroll;

use super::screen::Size;
use super::theme::{Look, Role};

/// A panel with a title, and the room inside it. On a tiny page the title is a line and there is no border.
pub fn panel(
    frame: &mut Frame,
    area: Rect,
    size: Size,
    look: &Look,
    title: &str,
    focused: bool,
) -> Rect {
    let border = if focused { Role::Focus } else { Role::Border };
    if size == Size::Tiny {
        let room = usize::from(area.width).saturating_sub(2);
        let title = fit(title, room, look.glyphs.ellipsis);
        let head = Line::styled(format!(" {title}"), look.style(Role::Title));
        frame.render_widget(
            head,
            Rect {
                height: area.height.min(1),
                ..area
            },
        );
        return inner(area, size);
    }
    let mut block = Block::bordered()
        .border_set(look.glyphs.border)
        .border_style(look.style(border));
    if !title.is_empty() {
        let room = usize::from(area.width).saturating_sub(6);
        let title = fit(title, room, look.glyphs.ellipsis);
        block = block.title(Line::styled(format!(" {title} "), look.style(Role::Title)));
    }
    frame.render_widget(block, area);
    inner(area, size)
}

/// The room inside a [`panel`]: within its border and a cell from it; on a tiny page below its title.
pub fn inner(area: Rect, size: Size) -> Rect {
    let (edge, below) = match size {
        Size::Tiny => (1, 0),
        _ => (2, 1),
    };
    let inner = Rect {
        x: area.x + edge,
        y: area.y + 1,
        width: area.width.saturating_sub(2 * edge),
        height: area.height.saturating_sub(1 + below),
    };
    inner.intersection(area)
}

/// A list with its cursor: `>` and the row's style, and the terminal's own cursor on it. Where the cursor
/// would be out of view, as after the page has shrunk, it is drawn scrolled to it.
pub fn list<'a>(
    frame: &mut Frame,
    area: Rect,
    look: &Look,
    mut scroll: Scroll,
    cursor: usize,
    total: usize,
    row: impl Fn(usize) -> Line<'a>,
) {
    let area = area.intersection(frame.area());
    scroll.follow(cursor, total, area.height);
    let top = scroll.top(total, area.height);
    prose::rows(frame, area, total, scroll, look, |i| {
        let mark = if i == cursor { look.glyphs.cursor } else { " " };
        let mut line = row(i);
        line.spans.insert(0, Span::raw(format!("{mark} ")));
        if i == cursor {
            line = line.patch_style(look.style(Role::Cursor));
        }
        line
    });
    if (top..top + usize::from(area.height)).contains(&cursor) {
        let y = area.y + u16::try_from(cursor - top).unwrap_or_default();
        frame.set_cursor_position((area.x, y));
    }
}

/// The key that picks what stands at `place`, from 0; blank after the fourth, which have none.
pub fn letter(place: usize) -> char {
    ['a', 'b', 'c', 'd'].get(place).copied().unwrap_or(' ')
}

/// A bar of `width` cells, `filled` of them full.
pub fn bar(filled: usize, width: usize, look: &Look) -> Span<'static> {
    let full = look.glyphs.bar_full.repeat(filled.min(width));
    let empty = look.glyphs.bar_empty.repeat(width.saturating_sub(filled));
    Span::styled(full + &empty, look.style(Role::Bar))
}

/// `text` in at most `width` cells, with `ellipsis` at the end of what was cut.
pub fn fit(text: &str, width: usize, ellipsis: &str) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let room = width.saturating_sub(ellipsis.width());
    let mut used = 0;
    let kept: String = text
        .graphemes(true)
        .take_while(|grapheme| {
            used += grapheme.width();
            used <= room
        })
        .collect();
    if ellipsis.width() <= width {
        kept + ellipsis
    } else {
        kept
    }
}
