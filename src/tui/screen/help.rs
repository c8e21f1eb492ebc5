//! Help: every key that acts on the screen beneath, read from the catalogue and the key map.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::{Outcome, Page, Screen, Title};
use crate::training::Trainer;
use crate::tui::action::{Action, Context};
use crate::tui::keymap::Keymap;
use crate::tui::theme::{Look, Role};
use crate::tui::widget::panel;
use crate::tui::widget::prose::{self, Prose, Scroll};
use crate::tui::widget::text_box::TextBox;

/// Of an action with more chords, these many are shown.
const CHORDS: usize = 2;
/// No column of keys is wider; a longer key stands out of it.
const WIDEST_KEYS: usize = 20;
/// Two columns have at least these cells each.
const NARROWEST_COLUMN: u16 = 44;

struct Entry {
    heading: &'static str,
    keys: String,
    help: &'static str,
    label: &'static str,
}

/// The keys of a context.
pub struct Help {
    entries: Vec<Entry>,
    filter: TextBox,
    filtering: bool,
    scroll: Scroll,
}

impl Help {
    /// The keys of `context` and of the contexts around it.
    pub fn new(keymap: &Keymap, context: Context) -> Self {
        let entries = keymap
            .rows(context)
            .filter(|(_, chords)| !chords.is_empty());
        Self {
            entries: entries
                .map(|(row, chords)| Entry {
                    heading: row.context.heading(),
                    keys: chords
                        .iter()
                        .take(CHORDS)
                        .map(ToString::to_string)
                        .collect::<Vec<_>>()
                        .join(", "),
                    help: row.help,
                    label: row.label,
                })
                .collect(),
            filter: TextBox::line("", 40),
            filtering: false,
            scroll: Scroll::default(),
        }
    }

    fn prose(&self, look: &Look) -> Prose {
        let wanted = self.filter.text().to_lowercase();
        let matches = |entry: &&Entry| {
            let Entry {
                heading,
                keys,
                help,
                label,
            } = entry;
            let line = format!("{heading} {keys} {help} {label}");
            line.to_lowercase().contains(&wanted)
        };
        let shown: Vec<&Entry> = self.entries.iter().filter(matches).collect();
        let column = shown
            .iter()
            .map(|e| e.keys.chars().count())
            .max()
            .unwrap_or(0)
            .min(WIDEST_KEYS)
            + 2;
        let mut prose = Prose::default();
        for part in shown.chunk_by(|a, b| a.heading == b.heading) {
            if part[0].heading != shown[0].heading {
                prose = prose.blank();
            }
            let heading = Span::styled(part[0].heading, look.style(Role::Title));
            prose = prose.line(heading, 0);
            for entry in part {
                let keys = format!("{:width$}  ", entry.keys, width = column - 2);
                let line = Line::from(vec![
                    Span::styled(keys, look.style(Role::Key)),
                    Span::styled(entry.help, look.style(Role::Text)),
                ]);
                prose = prose.line(line, column);
            }
        }
        if shown.is_empty() {
            prose = prose.line(
                Line::styled("No key does that here.", look.style(Role::Muted)),
                0,
            );
        }
        prose
    }

    /// The lines in a room of these cells: in two columns where one is too long for it and two fit beside each other.
    fn lines(&self, look: &Look, (width, height): (u16, u16)) -> Vec<Line<'static>> {
        let prose = self.prose(look);
        let lines = prose.wrapped(width);
        let half = width / 2 - 1;
        if lines.len() <= usize::from(height) || half < NARROWEST_COLUMN {
            return lines;
        }
        let (mut left, mut right) = (Vec::new(), Vec::new());
        for part in prose.wrapped(half).split(|line| line.width() == 0) {
            let column = if right.len() < left.len() {
                &mut right
            } else {
                &mut left
            };
            if !column.is_empty() {
                column.push(Line::default());
            }
            column.extend_from_slice(part);
        }
        left.resize(left.len().max(right.len()), Line::default());
        for (left, right) in left.iter_mut().zip(right) {
            left.push_span(" ".repeat(usize::from(half) + 2 - left.width()));
            left.style = look.style(Role::Text);
            left.spans.extend(
                right
                    .spans
                    .into_iter()
                    .map(|span| span.patch_style(right.style)),
            );
        }
        left
    }

    fn parts(&self, page: Page) -> (Option<Rect>, Rect) {
        if !self.filtering && self.filter.is_empty() {
            return (None, page.body);
        }
        let line = Rect {
            height: 1,
            ..page.body
        };
        let rest = Rect {
            y: page.body.y + 1,
            height: page.body.height - 1,
            ..page.body
        };
        (Some(line), rest)
    }

    /// The cells the keys are listed in: what [`panel`] leaves of the body.
    fn room(&self, page: Page) -> (u16, u16) {
        let body = self.parts(page).1;
        (body.width.saturating_sub(4), body.height.saturating_sub(2))
    }
}

impl Screen for Help {
    fn context(&self) -> Context {
        if self.filtering {
            Context::TextLine
        } else {
            Context::Help
        }
    }

    fn title(&self, _: &Trainer, _: Page, _: &Look) -> Title {
        Title::new(["Help"], "")
    }

    fn view(&self, frame: &mut Frame, page: Page, look: &Look, _: &Trainer) {
        let (line, rest) = self.parts(page);
        if let Some(line) = line {
            frame.render_widget(Line::styled(" / ", look.style(Role::Key)), line);
            let input = Rect {
                x: line.x + 3,
                width: line.width - 4,
                ..line
            };
            self.filter.view(frame, input, look, self.filtering);
        }
        let inner = panel(frame, rest, page.size, look, "Keys on this screen", false);
        let lines = self.lines(look, (inner.width, inner.height));
        prose::view(frame, inner, lines, self.scroll, look);
        if !self.filtering {
            frame.set_cursor_position(inner.as_position());
        }
    }

    fn update(&mut self, action: Action, _: &mut Trainer, page: Page) -> Outcome {
        match action {
            Action::Back => return Outcome::Pop,
            Action::Filter => self.filtering = true,
            Action::Accept => self.filtering = false,
            Action::Cancel => {
                self.filtering = false;
                self.filter = TextBox::line("", 40);
            }
            action if self.filtering => {
                self.filter.update(action);
                self.scroll = Scroll::default();
            }
            action => {
                let room = self.room(page);
                let total = self.lines(&Look::default(), room).len();
                self.scroll.update(action, total, room.1);
            }
        }
        Outcome::Stay
    }

    fn insert(&mut self, text: &str, _: &mut Trainer, _: Page) -> Outcome {
        self.filter.insert(text);
        self.scroll = Scroll::default();
        Outcome::Stay
    }
}
