//! A small column chart: a value a cell, in eighths of a line.

use ratatui::text::Line;

use crate::tui::theme::{Look, Role};

/// From an empty cell to a full one.
const EIGHTHS: [&str; 9] = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];
/// The same in ASCII, coarser.
const ASCII_EIGHTHS: [&str; 9] = [" ", ".", ".", ".", ":", ":", ":", "#", "#"];

/// `height` lines, the highest first, with a cell for each of `values`. The greatest of them fills all
/// lines; anything above nothing shows.
pub fn lines(values: &[u32], height: u16, look: &Look) -> Vec<Line<'static>> {
    let eighths = match look.glyphs.bar_full.is_ascii() {
        true => ASCII_EIGHTHS,
        false => EIGHTHS,
    };
    let most = values.iter().copied().max().unwrap_or(0).max(1);
    let tall = |value: u32| -> u64 {
        let full = 8 * u64::from(height);
        let exact = (u64::from(value) * full + u64::from(most) / 2) / u64::from(most);
        exact.max(u64::from(value > 0))
    };
    (0..height)
        .rev()
        .map(|row| {
            let below = 8 * u64::from(row);
            let cells = values.iter().map(|value| {
                let filled = tall(*value).saturating_sub(below).min(8);
                eighths[filled as usize]
            });
            Line::styled(cells.collect::<String>(), look.style(Role::Bar))
        })
        .collect()
}

/// The same with the greatest value before the highest line, right-aligned in `label` cells.
pub fn labelled(values: &[u32], height: u16, label: usize, look: &Look) -> Vec<Line<'static>> {
    let most = values.iter().copied().max().unwrap_or(0);
    let mut lines = lines(values, height, look);
    for (at, line) in lines.iter_mut().enumerate() {
        let text = match at {
            0 => format!("{most:>label$} "),
            _ => " ".repeat(label + 1),
        };
        let label = ratatui::text::Span::styled(text, look.style(Role::Muted));
        line.spans.insert(0, label);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::settings::{Glyphs, Theme};

    fn drawn(values: &[u32], height: u16, look: &Look) -> Vec<String> {
        let lines = lines(values, height, look);
        lines.iter().map(|line| line.to_string()).collect()
    }

    #[test]
    fn the_greatest_fills_all_lines_and_the_least_still_shows() {
        let look = Look::default();
        let values = [0, 1, 10, 12, 24, 1000];
        assert_eq!(drawn(&values, 2, &look), ["     █", " ▁▁▁▁█"]);
        assert_eq!(drawn(&[0, 3, 6, 9, 12], 2, &look), ["   ▄█", " ▄███"]);
        assert_eq!(drawn(&[0, 0], 2, &look), ["  ", "  "]);
        assert_eq!(drawn(&[], 1, &look), [""]);
    }

    #[test]
    fn the_greatest_is_said_at_the_top() {
        let lines = labelled(&[3, 24], 2, 3, &Look::default());
        let lines: Vec<String> = lines.iter().map(|line| line.to_string()).collect();
        assert_eq!(lines, [" 24  █", "    ▂█"]);
    }

    #[test]
    fn it_can_be_drawn_in_ascii() {
        let look = Look::new(Theme::Mono, Glyphs::Ascii, true);
        assert_eq!(drawn(&[0, 1, 4, 8], 1, &look), [" .:#"]);
    }
}
