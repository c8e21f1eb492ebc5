//! The list of decks, and the deck under the cursor.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::{Line, Span};

use super::drawing::Drawing;
use crate::domain::card::Kind;
use crate::domain::deck::Deck;
use crate::tui::screen::Size;
use crate::tui::theme::Role;
use crate::tui::widget::prose::Prose;
use crate::tui::widget::{fit, inner, list, panel};

/// The columns beside the decks, and their cells.
const COLUMNS: [(&str, usize); 3] = [("due", 5), ("new", 6), ("cards", 7)];

impl Drawing<'_> {
    pub(super) fn deck(&self) -> Option<&Deck> {
        self.trainer.decks().get(self.home.cursor)
    }

    pub(super) fn deck_text(&self, deck: &Deck, room: Rect) -> Prose {
        let mut counts = Vec::new();
        for kind in Kind::ALL.into_iter().filter(|kind| deck.count(*kind) > 0) {
            let line = format!("{:>4}  {}", deck.count(kind), kind.name());
            let wait = if kind.is_drilled() {
                ""
            } else {
                ", not drilled yet"
            };
            counts.push(Line::from(vec![Span::raw(line), self.muted(wait)]));
        }
        if deck.set_aside > 0 {
            let line = format!("{:>4}  set aside for mistakes", deck.set_aside);
            counts.push(Line::styled(line, self.look.style(Role::Warn)));
        }
        // A long description gives way to the counts.
        let most = usize::from(room.height).saturating_sub(counts.len() + 1);
        let text = Prose::new(&deck.description, self.look.style(Role::Text)).wrapped(room.width);
        let cut = text.len() > most;
        let mut prose = Prose::default();
        for (at, line) in text.into_iter().take(most).enumerate() {
            let ellipsis = self.look.glyphs.ellipsis;
            prose = match cut && at + 1 == most {
                true => prose.line(
                    fit(&format!("{line}{ellipsis}"), room.width.into(), ellipsis),
                    0,
                ),
                false => prose.line(line, 0),
            };
        }
        if !deck.description.is_empty() {
            prose = prose.blank();
        }
        prose = counts
            .into_iter()
            .fold(prose, |prose, line| prose.line(line, 6));
        if let Some(path) = &deck.path {
            prose = prose.blank().line(self.muted(path.to_string()), 0);
        }
        if self.home.keys.open.is_empty() {
            return prose;
        }
        let (line, hang) = self.hint(&self.home.keys.open, "drills this deck");
        prose.blank().line(line, hang)
    }

    /// The list of decks within its panel: the rows, and the line below them.
    fn deck_areas(&self, area: Rect) -> (Rect, Rect, Rect) {
        let inner = inner(area, self.page.size);
        let note = u16::from(self.trainer.not_drilled().is_some() && inner.height > 4);
        let head = u16::from(self.page.size > Size::Tiny);
        let [head, rows, note] = inner.layout(&Layout::vertical([
            Constraint::Length(head),
            Constraint::Fill(1),
            Constraint::Length(note),
        ]));
        (head, rows, note)
    }

    /// The rows that the panel takes with all decks in sight: where there is room, with a free one.
    pub(super) fn all_deck_rows(&self) -> u16 {
        let note = u16::from(self.trainer.not_drilled().is_some());
        let others = match self.page.size {
            Size::Tiny => 1,
            Size::Compact => 3,
            Size::Standard | Size::Wide => 4,
        };
        (self.trainer.decks().len() as u16).saturating_add(note + others)
    }

    /// The rows that list decks.
    pub(super) fn deck_rows(&self) -> u16 {
        self.deck_areas(self.areas().decks).1.height
    }

    pub(super) fn decks(&self, frame: &mut Frame, area: Rect) {
        let (page, look) = (self.page, self.look);
        let (head, rows, note) = self.deck_areas(area);
        let tiny = page.size == Size::Tiny;
        panel(frame, area, page.size, look, "Decks", true);
        let columns: String = COLUMNS
            .iter()
            .map(|(name, cells)| format!("{name:>cells$}"))
            .collect();
        let over = Rect {
            height: 1,
            ..if tiny { area } else { head }
        };
        let right = Rect {
            width: over.width.saturating_sub(u16::from(tiny)),
            ..over
        };
        frame.render_widget(Line::from(self.muted(columns)).right_aligned(), right);
        let decks = self.trainer.decks();
        let width = usize::from(rows.width).saturating_sub(2);
        list(
            frame,
            rows,
            look,
            self.home.scroll,
            self.home.cursor,
            decks.len(),
            |i| self.deck_row(i, width),
        );
        if decks.is_empty() {
            frame.render_widget(self.muted("No decks yet."), rows);
            frame.set_cursor_position(rows.as_position());
        }
        if let Some(text) = self.trainer.not_drilled().filter(|_| note.height > 0) {
            let text = fit(&text, usize::from(note.width), look.glyphs.ellipsis);
            frame.render_widget(self.muted(text), note);
        }
    }

    fn deck_row(&self, at: usize, width: usize) -> Line<'static> {
        let deck = &self.trainer.decks()[at];
        let tally = self.home.tallies.get(at).copied().unwrap_or_default();
        let text = width.saturating_sub(COLUMNS.iter().map(|(_, cells)| cells).sum());
        let aside = match deck.set_aside {
            0 => String::new(),
            cards if text < 32 => format!("  {cards} aside"),
            cards => format!("  {cards} set aside"),
        };
        let room = text.saturating_sub(aside.len());
        let title = fit(&deck.title, room, self.look.glyphs.ellipsis);
        let gap = text.saturating_sub(Span::raw(&title).width() + aside.len());
        let number = |(number, (_, cells)): (u32, (&str, usize))| {
            let role = if number == 0 { Role::Muted } else { Role::Text };
            Span::styled(format!("{number:>cells$}"), self.look.style(role))
        };
        let numbers = [tally.due, tally.new, deck.cards()].into_iter();
        let words = [
            Span::raw(title),
            Span::styled(aside, self.look.style(Role::Warn)),
            Span::raw(" ".repeat(gap)),
        ];
        words
            .into_iter()
            .chain(numbers.zip(COLUMNS).map(number))
            .collect()
    }
}
