//! Text that wraps between words and scrolls, and says how much more there is.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::tui::action::Action;
use crate::tui::theme::{Look, Role};

/// Lines to be wrapped, each with the indent of its continuation.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Prose {
    lines: Vec<(Line<'static>, usize)>,
}

impl Prose {
    /// `text` in one style; continuations of list items hang under their text.
    pub fn new(text: &str, style: Style) -> Self {
        Self::default().text(text, style)
    }

    /// More text.
    #[must_use]
    pub fn text(mut self, text: &str, style: Style) -> Self {
        for line in text.lines() {
            let line = line.replace('\t', "    ");
            let hang = hang(&line);
            self.lines.push((Line::styled(line, style), hang));
        }
        self
    }

    /// One more line, its continuation `hang` cells in.
    #[must_use]
    pub fn line(mut self, line: impl Into<Line<'static>>, hang: usize) -> Self {
        self.lines.push((line.into(), hang));
        self
    }

    /// All of `other` after this.
    #[must_use]
    pub fn then(mut self, other: Self) -> Self {
        self.lines.extend(other.lines);
        self
    }

    /// An empty line.
    #[must_use]
    pub fn blank(self) -> Self {
        self.line(Line::default(), 0)
    }

    /// The lines as they stand in `width` cells.
    pub fn wrapped(&self, width: u16) -> Vec<Line<'static>> {
        let width = usize::from(width.max(1));
        self.lines
            .iter()
            .flat_map(|(line, hang)| {
                wrap(
                    line,
                    (*hang).min(width / 2).min(width.saturating_sub(2)),
                    width,
                )
            })
            .collect()
    }

    /// How many lines there are in `width` cells.
    pub fn height(&self, width: u16) -> usize {
        self.wrapped(width).len()
    }

    /// Draws what `scroll` shows of it, with a sign of what is above and below.
    pub fn view(&self, frame: &mut Frame, area: Rect, scroll: Scroll, look: &Look) {
        view(frame, area, self.wrapped(area.width), scroll, look);
    }
}

/// Draws the part of `lines` that `scroll` shows, with a sign of what is above and below.
pub fn view(frame: &mut Frame, area: Rect, lines: Vec<Line<'_>>, scroll: Scroll, look: &Look) {
    let line = |at: usize| lines[at].clone();
    rows(frame, area, lines.len(), scroll, look, line);
}

/// The same of `total` lines, of which only those shown are made.
pub fn rows<'a>(
    frame: &mut Frame,
    area: Rect,
    total: usize,
    scroll: Scroll,
    look: &Look,
    line: impl Fn(usize) -> Line<'a>,
) {
    let area = area.intersection(frame.area());
    if area.is_empty() {
        return;
    }
    let top = scroll.top(total, area.height);
    let room = room(total, area.height);
    for (at, row) in (top..total).take(room).zip(area.rows()) {
        frame.render_widget(line(at), row);
    }
    let below = total.saturating_sub(top + room);
    let sign = match (top, below) {
        (0, 0) => return,
        (0, below) => format!("{} {below} more", look.glyphs.more_below),
        (above, 0) => format!("{} {above} more", look.glyphs.more_above),
        (above, below) => format!(
            "{} {above}  {} {below} more",
            look.glyphs.more_above, look.glyphs.more_below
        ),
    };
    let last = Rect {
        y: area.bottom() - 1,
        height: 1,
        ..area
    };
    let sign = Span::styled(sign, look.style(Role::Muted));
    frame.render_widget(Line::from(sign).right_aligned(), last);
}

/// Whether there are more lines than a pane has rows.
pub fn scrolls((lines, rows): (usize, u16)) -> bool {
    lines > usize::from(rows)
}

/// How far a pane is scrolled down, in lines. A screen owns it; drawing never moves it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scroll(usize);

impl Scroll {
    /// Moves as `action` says in a pane of `height` cells over `total` lines; false where it is not about scrolling.
    pub fn update(&mut self, action: Action, total: usize, height: u16) -> bool {
        let half = usize::from(height / 2).max(1);
        let now = self.top(total, height);
        self.0 = match action {
            Action::Down => now + 1,
            Action::Up => now.saturating_sub(1),
            Action::PageDown => now + half,
            Action::PageUp => now.saturating_sub(half),
            Action::First => 0,
            Action::Last => total,
            _ => return false,
        };
        self.0 = self.top(total, height);
        true
    }

    /// The smallest move that shows line `row`, for a list whose cursor moves.
    pub fn follow(&mut self, row: usize, total: usize, height: u16) {
        let room = room(total, height).max(1);
        self.0 = self.0.clamp((row + 1).saturating_sub(room), row);
        self.0 = self.top(total, height);
    }

    /// The first line shown.
    pub fn top(self, total: usize, height: u16) -> usize {
        self.0.min(total.saturating_sub(room(total, height)))
    }
}

/// The lines a pane shows: one fewer where a sign says that there are more.
fn room(total: usize, height: u16) -> usize {
    let height = usize::from(height);
    if total > height && height > 2 {
        height - 1
    } else {
        height
    }
}

/// Where the text of a list item begins.
fn hang(line: &str) -> usize {
    let text = line.trim_start();
    let indent = line.len() - text.len();
    let bullets = ["- ", "* ", "· ", "• ", "[ ] ", "[x] ", "[~] "];
    let bullet = bullets.iter().find(|b| text.starts_with(**b));
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    let numbered =
        (1..=3).contains(&digits) && [". ", ") "].iter().any(|s| text[digits..].starts_with(s));
    indent + bullet.map_or(if numbered { digits + 2 } else { 0 }, |b| b.width())
}

fn wrap(line: &Line<'static>, hang: usize, width: usize) -> Vec<Line<'static>> {
    if line.width() <= width {
        return vec![line.clone()];
    }
    let cells: Vec<(&str, usize, Style)> = line
        .spans
        .iter()
        .flat_map(|span| {
            span.content
                .graphemes(true)
                .map(|g| (g, g.width(), span.style))
        })
        .collect();
    let space = |i: usize| cells[i].0 == " ";
    let mut rows = Vec::new();
    let mut start = 0;
    while start < cells.len() {
        let indent = if rows.is_empty() { 0 } else { hang };
        let (mut end, mut used, mut gap, mut word) = (start, indent, None, false);
        while end < cells.len() && used + cells[end].1 <= width {
            if !space(end) {
                word = true;
            } else if word {
                gap = Some(end);
            }
            used += cells[end].1;
            end += 1;
        }
        if end < cells.len() && !space(end) {
            end = gap.unwrap_or(end.max(start + 1));
        }
        rows.push(row(&cells[start..end], indent, line.style));
        start = end;
        while start < cells.len() && space(start) {
            start += 1;
        }
    }
    rows
}

fn row(cells: &[(&str, usize, Style)], indent: usize, style: Style) -> Line<'static> {
    let indent = (indent > 0).then(|| Span::raw(" ".repeat(indent)));
    let spans = cells.chunk_by(|a, b| a.2 == b.2).map(|run| {
        let text: String = run.iter().map(|cell| cell.0).collect();
        Span::styled(text, run[0].2)
    });
    Line::from_iter(indent.into_iter().chain(spans)).style(style)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rows(text: &str, width: u16) -> Vec<String> {
        let lines = Prose::new(text, Style::new()).wrapped(width);
        lines
            .iter()
            .map(|line| line.to_string().trim_end().to_owned())
            .collect()
    }

    #[test]
    fn words_stay_whole_and_items_hang() {
        assert_eq!(rows("- one two three", 9), ["- one two", "  three"]);
        assert_eq!(rows("12. one two", 8), ["12. one", "    two"]);
        assert_eq!(rows("unbreakable", 5), ["unbre", "akabl", "e"]);
        assert_eq!(rows("日本語 text", 6), ["日本語", "text"]);
        assert_eq!(rows("a\n\nb", 6), ["a", "", "b"]);
    }

    #[test]
    fn scrolling_past_the_end_costs_no_way_back() {
        let mut scroll = Scroll::default();
        for _ in 0..50 {
            scroll.update(Action::Down, 20, 10);
        }
        assert_eq!(scroll.top(20, 10), 11);
        scroll.update(Action::Up, 20, 10);
        assert_eq!(scroll.top(20, 10), 10);
        assert_eq!(scroll.top(5, 10), 0, "a longer pane shows all");
    }

    proptest! {
        #[test]
        fn nothing_is_lost_and_nothing_sticks_out(text in "[a-z日é \\-]{0,80}", width in 2u16..40) {
            let wrapped = Prose::new(&text, Style::new()).wrapped(width);
            let letters = |s: &str| s.chars().filter(|c| *c != ' ').collect::<String>();
            let shown: String = wrapped.iter().map(ToString::to_string).collect();
            prop_assert_eq!(letters(&shown), letters(&text));
            for line in wrapped {
                prop_assert!(line.to_string().trim_end().width() <= usize::from(width));
            }
        }

        #[test]
        fn the_cursor_of_a_list_is_always_shown(start in 0usize..50, row in 0usize..40, total in 40usize..60, height in 1u16..30) {
            let mut scroll = Scroll(start);
            scroll.follow(row, total, height);
            let top = scroll.top(total, height);
            prop_assert!((top..top + room(total, height)).contains(&row));
        }
    }
}
