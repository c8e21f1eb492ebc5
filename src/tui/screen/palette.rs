//! The palette: every command of the screen beneath, found by typing a few of its letters.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::{Outcome, Page, Screen, Title};
use crate::training::Trainer;
use crate::tui::action::{Action, Context};
use crate::tui::keymap::Keymap;
use crate::tui::theme::{Look, Role};
use crate::tui::widget::prose::Scroll;
use crate::tui::widget::text_box::TextBox;
use crate::tui::widget::{dialog, fit, list};

struct Command {
    action: Action,
    /// Its name and what it does: what is searched.
    text: String,
    /// The chord to learn for next time.
    key: String,
}

/// The commands of a context.
pub struct Palette {
    commands: Vec<Command>,
    wanted: TextBox,
    cursor: usize,
    scroll: Scroll,
}

impl Palette {
    /// The commands of `context` and of the contexts around it.
    pub fn new(keymap: &Keymap, context: Context) -> Self {
        let rows = keymap
            .rows(context)
            .filter(|(row, _)| row.action != Action::Palette);
        Self {
            commands: rows
                .map(|(row, chords)| Command {
                    action: row.action,
                    text: format!("{}: {}", row.name, row.help),
                    key: chords.first().map(ToString::to_string).unwrap_or_default(),
                })
                .collect(),
            wanted: TextBox::line("", 40),
            cursor: 0,
            scroll: Scroll::default(),
        }
    }

    /// What is left by what is typed, the nearest first.
    fn found(&self) -> Vec<&Command> {
        let wanted = self.wanted.text().to_lowercase();
        let mut found: Vec<_> = self
            .commands
            .iter()
            .filter_map(|command| {
                distance(&command.text.to_lowercase(), &wanted).map(|d| (d, command))
            })
            .collect();
        found.sort_by_key(|(distance, _)| *distance);
        found.into_iter().map(|(_, command)| command).collect()
    }

    /// The rows it lists commands in.
    fn height(&self, page: Page) -> u16 {
        let room = dialog::room(page).1.saturating_sub(1);
        room.min(u16::try_from(self.commands.len()).unwrap_or(u16::MAX))
    }
}

/// How far a command, `name: what it does`, is from what is wanted: in one run, or with its letters in
/// their order within the name; none else. Letters strewn over a sentence would find anything.
fn distance(text: &str, wanted: &str) -> Option<usize> {
    if let Some(at) = text.find(wanted) {
        return Some(at);
    }
    let name = text.split(':').next().unwrap_or_default();
    let mut rest = name.char_indices();
    let mut first = None;
    let mut last = 0;
    for c in wanted.chars().filter(|c| *c != ' ') {
        last = rest.find(|(_, known)| *known == c)?.0;
        first.get_or_insert(last);
    }
    Some(text.len() + last - first.unwrap_or(0))
}

impl Screen for Palette {
    fn context(&self) -> Context {
        Context::Palette
    }

    fn is_overlay(&self) -> bool {
        true
    }

    fn title(&self, _: &Trainer, _: Page, _: &Look) -> Title {
        Title::new(["Commands"], "")
    }

    fn view(&self, frame: &mut Frame, page: Page, look: &Look, _: &Trainer) {
        let found = self.found();
        let width = page.body.width.saturating_sub(8).min(72);
        let room = dialog::open(
            frame,
            page,
            look,
            "Commands",
            (width, self.height(page) + 1),
        );
        let line = Rect { height: 1, ..room };
        let rows = Rect {
            y: room.y + 1,
            height: room.height.saturating_sub(1),
            ..room
        };
        let count = format!("{} of {}", found.len(), self.commands.len());
        let input = Rect {
            x: line.x + 2,
            width: line.width.saturating_sub(3 + count.len() as u16),
            ..line
        };
        frame.render_widget(Line::styled(":", look.style(Role::Key)), line);
        frame.render_widget(
            Line::styled(count, look.style(Role::Muted)).right_aligned(),
            line,
        );
        if found.is_empty() {
            let none = Line::styled("  No command like that here.", look.style(Role::Muted));
            frame.render_widget(none, rows);
        }
        let cells = usize::from(rows.width).saturating_sub(2);
        list(
            frame,
            rows,
            look,
            self.scroll,
            self.cursor,
            found.len(),
            |i| {
                let command = found[i];
                let text = cells.saturating_sub(command.key.chars().count() + 1);
                let text = fit(&command.text, text, look.glyphs.ellipsis);
                let gap =
                    cells.saturating_sub(Span::raw(&text).width() + command.key.chars().count());
                Line::from(vec![
                    Span::raw(text),
                    Span::raw(" ".repeat(gap)),
                    Span::styled(command.key.clone(), look.style(Role::Key)),
                ])
            },
        );
        self.wanted.view(frame, input, look, true);
    }

    fn update(&mut self, action: Action, _: &mut Trainer, page: Page) -> Outcome {
        let found = self.found();
        let (total, height) = (found.len(), self.height(page));
        let half = usize::from(height / 2).max(1);
        self.cursor = match action {
            Action::Cancel => return Outcome::Pop,
            Action::Accept => {
                return found
                    .get(self.cursor)
                    .map_or(Outcome::Stay, |c| Outcome::Run(c.action));
            }
            Action::Down => self.cursor + 1,
            Action::Up => self.cursor.saturating_sub(1),
            Action::PageDown => self.cursor + half,
            Action::PageUp => self.cursor.saturating_sub(half),
            action => {
                self.wanted.update(action);
                0
            }
        };
        let total = if self.cursor == 0 {
            self.found().len()
        } else {
            total
        };
        self.cursor = self.cursor.min(total.saturating_sub(1));
        self.scroll.follow(self.cursor, total, height);
        Outcome::Stay
    }

    fn insert(&mut self, text: &str, _: &mut Trainer, _: Page) -> Outcome {
        self.wanted.insert(text);
        self.cursor = 0;
        self.scroll = Scroll::default();
        Outcome::Stay
    }
}
