//! Answers: words looked for in everything that was ever typed.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::{Line, Span};

use super::detail::{AttemptScreen, Detail};
use super::{Outcome, Page, Screen, Size, Title, ask};
use crate::domain::attempt::Attempt;
use crate::domain::card::CardId;
use crate::domain::entry::{Event, Spot};
use crate::domain::find::{Snippet, Wanted};
use crate::domain::safe_text::SafeText;
use crate::training::Trainer;
use crate::training::trainer::FOUND_AT_MOST;
use crate::training::words::count;
use crate::tui::action::{Action, Context};
use crate::tui::theme::{Look, Role};
use crate::tui::widget::prose::{Prose, Scroll};
use crate::tui::widget::text_box::TextBox;
use crate::tui::widget::{fit, list, panel};

/// Characters of a snippet.
const SNIPPET: usize = 320;
/// Characters that can be looked for.
const WORDS: usize = 120;
/// What this screen is called.
const NAME: &str = "Answers";

/// An attempt that was found.
#[derive(Debug)]
struct Row {
    spot: Spot,
    attempt: Attempt,
    /// The id its card goes by now.
    card: CardId,
    title: String,
    snippet: Snippet,
}

/// The search across all answers.
#[derive(Debug)]
pub struct Answers {
    line: TextBox,
    typing: bool,
    /// What was looked for last, as it was typed.
    searched: String,
    wanted: Wanted,
    rows: Vec<Row>,
    /// How many were found, of which the newest are shown.
    total: usize,
    /// How many attempts counted when it was looked for.
    attempts: u64,
    cursor: usize,
    scroll: Scroll,
}

impl Default for Answers {
    fn default() -> Self {
        Self::new()
    }
}

impl Answers {
    /// Asks what to look for.
    pub fn new() -> Self {
        Self {
            line: TextBox::line("", WORDS),
            typing: true,
            searched: String::new(),
            wanted: Wanted::default(),
            rows: Vec::new(),
            total: 0,
            attempts: 0,
            cursor: 0,
            scroll: Scroll::default(),
        }
    }

    /// Looks for the words of the line; the keys go to what is found, if anything is.
    fn search(&mut self, trainer: &Trainer) -> Outcome {
        self.searched = self.line.text();
        self.wanted = Wanted::new(&self.searched);
        (self.cursor, self.scroll) = Default::default();
        if let Err(why) = self.find(trainer) {
            return Outcome::alert(why);
        }
        self.typing = self.rows.is_empty();
        Outcome::Stay
    }

    fn find(&mut self, trainer: &Trainer) -> Result<(), String> {
        let found = match self.wanted.is_empty() {
            true => Default::default(),
            false => trainer
                .search_answers(&self.wanted, FOUND_AT_MOST)
                .map_err(|why| why.to_string())?,
        };
        self.total = found.total;
        self.attempts = trainer.progress().attempts;
        let rows = found.found.into_iter().filter_map(|logged| {
            let Event::Attempt(attempt) = logged.entry.event else {
                return None;
            };
            let card = trainer.progress().current(&attempt.card).clone();
            let index = trainer.index_of(&card);
            let title = index.map_or_else(
                || SafeText::line(card.as_str()).to_string(),
                |index| trainer.called(index).to_owned(),
            );
            Some(Row {
                spot: logged.spot,
                snippet: self.wanted.snippet(&attempt, SNIPPET),
                attempt: *attempt,
                card,
                title,
            })
        });
        self.rows = rows.collect();
        self.cursor = self.cursor.min(self.rows.len().saturating_sub(1));
        Ok(())
    }

    fn read(&self, trainer: &Trainer) -> Outcome {
        let Some(row) = self.rows.get(self.cursor) else {
            return Outcome::Stay;
        };
        let screen = AttemptScreen::found(trainer, NAME, row.spot, row.attempt.clone());
        Outcome::Push(Box::new(screen))
    }

    fn card(&self) -> Outcome {
        let Some(row) = self.rows.get(self.cursor) else {
            return Outcome::Stay;
        };
        Outcome::Push(Box::new(Detail::of(NAME, row.card.clone())))
    }

    /// The line one types in, what is found, and the one under the cursor.
    fn areas(page: Page) -> [Rect; 3] {
        let (line, below) = match page.size {
            Size::Tiny => (1, 4),
            Size::Compact => (1, 6),
            _ => (2, 7),
        };
        let rows = [
            Constraint::Length(line),
            Constraint::Fill(1),
            Constraint::Length(below),
        ];
        page.body.layout(&Layout::vertical(rows))
    }

    /// What stands in the place of the list while there is none.
    fn advice(&self) -> &'static str {
        match self.wanted.is_empty() {
            true => {
                "Type words and press enter. All of them have to occur in an answer; capital letters \
                 do not matter. Only typed answers are searched."
            }
            false => "No answer holds all of these words. Try fewer, or a part of one.",
        }
    }

    fn heading(&self) -> String {
        match (self.total as u32, self.rows.len()) {
            (0, _) => "Found".to_owned(),
            (total, shown) if total as usize > shown => {
                format!("The newest {shown} of {total} answers")
            }
            (total, _) => count(total, "answer", "answers") + ", newest first",
        }
    }

    fn row(&self, row: &Row, width: usize, page: Page, look: &Look) -> Line<'static> {
        let mut spans = vec![Span::styled(
            format!("{} ", row.attempt.day),
            look.style(Role::Muted),
        )];
        let mut room = width.saturating_sub(11);
        if page.size == Size::Wide {
            let title = fit(&row.title, 28, look.glyphs.ellipsis);
            let gap = " ".repeat(30usize.saturating_sub(Span::raw(&title).width()));
            spans.push(Span::raw(title + &gap));
            room = room.saturating_sub(30);
        }
        let text = fit(&row.snippet.text, room, look.glyphs.ellipsis);
        spans.extend(lit(&text, &row.snippet, look));
        Line::from(spans)
    }
}

/// A snippet, or the start of it, with its hits bold and underlined.
fn lit(text: &str, snippet: &Snippet, look: &Look) -> Vec<Span<'static>> {
    // What was cut off at the end is in none of the hits.
    let same = text.bytes().zip(snippet.text.bytes());
    let kept = same.take_while(|(a, b)| a == b).count();
    let (mut spans, mut at) = (Vec::new(), 0);
    for hit in &snippet.hits {
        if hit.end <= kept {
            spans.push(Span::raw(text[at..hit.start].to_owned()));
            let found = text[hit.clone()].to_owned();
            spans.push(Span::styled(found, look.style(Role::Found)));
            at = hit.end;
        }
    }
    spans.push(Span::raw(text[at..].to_owned()));
    spans
}

impl Screen for Answers {
    fn context(&self) -> Context {
        match self.typing {
            true => Context::Words,
            false => Context::Answers,
        }
    }

    fn title(&self, _: &Trainer, _: Page, _: &Look) -> Title {
        Title::new(["Home", NAME], "")
    }

    fn view(&self, frame: &mut Frame, page: Page, look: &Look, _: &Trainer) {
        let [line, found, below] = Self::areas(page);
        let field = Rect {
            x: line.x + 1,
            width: line.width.saturating_sub(2),
            height: 1,
            ..line
        };
        let lead = "Words ";
        let cells = field.width.saturating_sub(lead.len() as u16 + 2);
        frame.render_widget(ask::field(lead, cells, look), field);
        let input = Rect {
            x: field.x + lead.len() as u16 + 1,
            width: cells,
            ..field
        };
        let found = match self.rows.is_empty() {
            true => found.union(below),
            false => found,
        };
        let inner = panel(frame, found, page.size, look, &self.heading(), !self.typing);
        if self.rows.is_empty() {
            let advice = Prose::new(self.advice(), look.style(Role::Muted));
            advice.view(frame, inner, Scroll::default(), look);
        } else {
            let width = usize::from(inner.width).saturating_sub(2);
            list(
                frame,
                inner,
                look,
                self.scroll,
                self.cursor,
                self.rows.len(),
                |i| self.row(&self.rows[i], width, page, look),
            );
        }
        // Last, so that the cursor of the terminal stands where the keys go.
        self.line.view(frame, input, look, self.typing);
        if let Some(row) = self.rows.get(self.cursor) {
            let inner = panel(frame, below, page.size, look, &row.title, false);
            let text = lit(&row.snippet.text, &row.snippet, look);
            let prose = Prose::default().line(Line::from(text), 0);
            prose.view(frame, inner, Scroll::default(), look);
        }
    }

    fn offers(&self, action: Action, _: &Trainer, _: Page) -> bool {
        match action {
            Action::Down | Action::Up => self.rows.len() > 1,
            Action::Open | Action::Info => !self.rows.is_empty(),
            _ => true,
        }
    }

    fn shown(&mut self, trainer: &mut Trainer) -> Outcome {
        trainer.refresh();
        if trainer.progress().attempts == self.attempts {
            return Outcome::Stay;
        }
        // Some of what was found may have been undone.
        match self.find(trainer) {
            Ok(()) => Outcome::Stay,
            Err(why) => Outcome::alert(why),
        }
    }

    fn update(&mut self, action: Action, trainer: &mut Trainer, page: Page) -> Outcome {
        match (self.typing, action) {
            (true, Action::Accept) => return self.search(trainer),
            (true, Action::Cancel) if self.rows.is_empty() => return Outcome::Pop,
            (true, Action::Cancel) => {
                // The words stand over what they found.
                self.line = TextBox::line(&self.searched, WORDS);
                self.typing = false;
            }
            (true, action) => drop(self.line.update(action)),
            (_, Action::Back) => return Outcome::Pop,
            (_, Action::Answers) => self.typing = true,
            (_, Action::Open) => return self.read(trainer),
            (_, Action::Info) => return self.card(),
            (_, action) => {
                let edges = if page.size == Size::Tiny { 1 } else { 2 };
                let height = Self::areas(page)[1].height.saturating_sub(edges);
                self.cursor = super::moved(self.cursor, action, self.rows.len(), height);
                self.scroll.follow(self.cursor, self.rows.len(), height);
            }
        }
        Outcome::Stay
    }

    fn insert(&mut self, text: &str, _: &mut Trainer, _: Page) -> Outcome {
        self.line.insert(text);
        Outcome::Stay
    }
}
