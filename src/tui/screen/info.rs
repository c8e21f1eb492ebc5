//! Info: what is known about the card at hand, and every attempt at it.

mod history;

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout};
use ratatui::text::{Line, Span};

use super::{Outcome, Page, Screen, Size, Title};
use crate::domain::card::Card;
use crate::domain::day::Day;
use crate::domain::deck::Term;
use crate::domain::progress::CardProgress;
use crate::domain::schedule;
use crate::training::Trainer;
use crate::training::words::count;
use crate::tui::action::{Action, Context};
use crate::tui::theme::{Look, Role};
use crate::tui::widget::panel;
use crate::tui::widget::prose::{Prose, Scroll};
use history::History;

/// Cells of the names that stand before the facts.
const NAMES: usize = 12;
/// Cells of the facts beside the history on a wide page.
const ASIDE: u16 = 44;

/// A fact: its name, what it is, and whether it is a warning.
type Fact = (&'static str, String, Role);

/// What is known about a card.
#[derive(Debug)]
pub struct Info {
    prompt: String,
    facts: Vec<Fact>,
    history: History,
    scroll: Scroll,
}

impl Info {
    /// What is known about the card on the screen. What would give the answer away stays hidden
    /// until all of it is answered.
    pub fn of_showing(trainer: &Trainer) -> Self {
        let Some(showing) = trainer.showing() else {
            return Self {
                prompt: "No card is shown.".into(),
                facts: Vec::new(),
                history: History::default(),
                scroll: Scroll::default(),
            };
        };
        let (card, revealed) = (showing.card(), showing.is_answered());
        let mut facts = memory(card, trainer);
        facts.extend(filing(card, trainer));
        if revealed {
            let note = card
                .note
                .iter()
                .map(|note| ("note", note.to_string(), Role::Text));
            let sources = card
                .source
                .iter()
                .map(|source| ("source", source.to_string(), Role::Text));
            facts.extend(note.chain(sources));
        }
        let attempts = trainer.attempts_of(&card.id).map_err(|why| why.to_string());
        let attempts =
            attempts.map(|placed| placed.into_iter().map(|(_, attempt)| attempt).collect());
        Self {
            prompt: showing.prompt().to_owned(),
            facts,
            history: History::new(attempts, card, revealed),
            scroll: Scroll::default(),
        }
    }

    fn facts(&self, width: u16, look: &Look) -> Prose {
        let mut prose = Prose::new(&self.prompt, look.style(Role::Title)).blank();
        let room = width.saturating_sub(NAMES as u16);
        for (name, text, role) in &self.facts {
            let mut name = *name;
            // Wrapped by itself, so that a word too long for its column begins in it.
            for line in Prose::new(text, look.style(*role)).wrapped(room) {
                let head = Span::styled(format!("{name:NAMES$}"), look.style(Role::Muted));
                let text = Span::styled(line.to_string(), look.style(*role));
                prose = prose.line(Line::from(vec![head, text]), NAMES);
                name = "";
            }
        }
        prose
    }

    /// On a wide page the facts stand beside the history, unless they are too long for that.
    fn is_split(&self, page: Page, look: &Look) -> bool {
        let room = usize::from(page.body.height.saturating_sub(2));
        page.size == Size::Wide && self.facts(ASIDE - 4, look).height(ASIDE - 4) <= room
    }

    /// What scrolls, with the room it scrolls in.
    fn scrolling(&self, page: Page, look: &Look) -> (Prose, u16, u16) {
        let edges = if page.size == Size::Tiny {
            (2, 1)
        } else {
            (4, 2)
        };
        let height = page.body.height.saturating_sub(edges.1);
        let whole = page.body.width.saturating_sub(edges.0);
        if self.is_split(page, look) {
            let width = whole.saturating_sub(ASIDE);
            return (
                self.history.prose(Prose::default(), width, look),
                width,
                height,
            );
        }
        let facts = self.facts(whole, look).blank();
        (self.history.prose(facts, whole, look), whole, height)
    }
}

/// What the scheduler knows of a card.
fn memory(card: &Card, trainer: &Trainer) -> Vec<Fact> {
    let seen = trainer.seen(&card.id);
    let mut facts = match seen.and_then(|seen| Some((seen, seen.returning()?))) {
        None => vec![("memory", "never answered".to_owned(), Role::Text)],
        Some((seen, last)) => {
            let (model, today) = (trainer.model(), trainer.day());
            let recall = |on: Day| {
                format!(
                    "{:.0} %",
                    100.0 * model.recall(last.memory, on.since(last.day))
                )
            };
            let due = schedule::due(model, &card.id, seen, trainer.registers().desired_retention);
            let mut facts = vec![
                (
                    "due",
                    due.map_or_else(String::new, |due| due_in_words(due, today)),
                    Role::Text,
                ),
                ("stability", stability(last.memory.stability), Role::Text),
                ("recall", format!("{} today", recall(today)), Role::Text),
            ];
            let interview = trainer
                .registers()
                .interview_date
                .filter(|date| *date >= today);
            if let Some(date) = interview {
                facts.push((
                    "",
                    format!("{} on {}", recall(date), date.short()),
                    Role::Text,
                ));
            }
            facts.push(("attempts", attempts(seen), Role::Text));
            facts
        }
    };
    if let Some(seen) = seen {
        if schedule::is_leech(seen, trainer.day().plus(1)) {
            let advice =
                "It keeps failing. Rewrite it in your own words, or split it into smaller cards.";
            facts.push(("leech", advice.into(), Role::Warn));
        }
        if seen.starred {
            facts.push(("star", "starred".into(), Role::Text));
        }
        if seen.suspended {
            facts.push(("suspended", "it is not asked".into(), Role::Warn));
        }
    }
    facts
}

pub(super) fn due_in_words(due: Day, today: Day) -> String {
    match (due.since(today), today.since(due)) {
        (0, 0) => "today".into(),
        (0, late) => format!("{}, {} ago", due.short(), count(late, "day", "days")),
        (days, _) => format!("{}, in {}", due.short(), count(days, "day", "days")),
    }
}

pub(super) fn stability(days: f32) -> String {
    match days {
        days if days < 1.0 => "< 1 day".into(),
        days => count(days.round() as u32, "day", "days"),
    }
}

fn attempts(seen: &CardProgress) -> String {
    match seen.lapses {
        0 => seen.attempts.to_string(),
        lapses => format!(
            "{}, {}",
            seen.attempts,
            count(lapses.into(), "lapse", "lapses")
        ),
    }
}

/// Where a card is filed.
fn filing(card: &Card, trainer: &Trainer) -> Vec<Fact> {
    let axes = trainer.axes();
    let deck = trainer
        .decks()
        .iter()
        .find(|deck| &*deck.id == card.id.deck());
    let titles = |ids: &[Box<str>], terms: &[Term]| {
        let title = |id: &str| {
            let term = terms.iter().find(|term| *term.id == *id);
            term.map_or_else(|| id.to_owned(), |term| term.title.to_string())
        };
        ids.iter()
            .map(|id| title(id))
            .collect::<Vec<_>>()
            .join(", ")
    };
    let tags: Vec<&str> = card.tags.iter().map(|tag| tag.as_str()).collect();
    let facts = [
        ("competency", axes.competency(&card.competency).to_owned()),
        ("stages", titles(&card.stages, &axes.stages)),
        ("levels", titles(&card.levels, &axes.levels)),
        ("tags", tags.join(", ")),
        (
            "deck",
            deck.map_or_else(String::new, |deck| deck.title.to_string()),
        ),
        ("id", card.id.to_string()),
    ];
    let filled = facts.into_iter().filter(|(_, text)| !text.is_empty());
    filled
        .map(|(name, text)| (name, text, Role::Text))
        .collect()
}

impl Screen for Info {
    fn context(&self) -> Context {
        Context::Info
    }

    fn title(&self, _: &Trainer, _: Page, look: &Look) -> Title {
        let right = Span::styled(self.history.count(), look.style(Role::Muted));
        Title::new(["Drill", "The card"], right)
    }

    fn view(&self, frame: &mut Frame, page: Page, look: &Look, _: &Trainer) {
        let (text, _, _) = self.scrolling(page, look);
        let area = if self.is_split(page, look) {
            let columns = [Constraint::Length(ASIDE), Constraint::Fill(1)];
            let [aside, area] = page.body.layout(&Layout::horizontal(columns));
            let inner = panel(frame, aside, page.size, look, "The card", false);
            self.facts(inner.width, look)
                .view(frame, inner, Scroll::default(), look);
            panel(frame, area, page.size, look, "Attempts", true)
        } else {
            panel(frame, page.body, page.size, look, "The card", true)
        };
        text.view(frame, area, self.scroll, look);
        frame.set_cursor_position(area.as_position());
    }

    fn update(&mut self, action: Action, _: &mut Trainer, page: Page) -> Outcome {
        if action == Action::Back {
            return Outcome::Pop;
        }
        let (text, width, height) = self.scrolling(page, &Look::default());
        self.scroll.update(action, text.height(width), height);
        Outcome::Stay
    }
}
