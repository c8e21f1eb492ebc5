//! One attempt in full: what was asked, what was answered, and how it was marked.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::{ComparisonScreen, Detail};
use crate::domain::attempt::Attempt;
use crate::domain::card::{Card, CardId};
use crate::domain::entry::Spot;
use crate::domain::grade::Verdict;
use crate::domain::safe_text::SafeText;
use crate::training::Trainer;
use crate::training::told::{Point, Told, words_typed};
use crate::training::words::clock;
use crate::tui::action::{Action, Context};
use crate::tui::screen::{Outcome, Page, Screen, Title};
use crate::tui::theme::{Look, Role};
use crate::tui::widget::prose::{self, Prose, Scroll};
use crate::tui::widget::{inner, panel};

/// Cells of the names that stand before the facts.
const NAMES: usize = 10;

/// The page of one attempt.
#[derive(Debug)]
pub struct AttemptScreen {
    from: &'static str,
    card: CardId,
    attempt: Attempt,
    /// The attempt at its card before this one.
    before: Option<Attempt>,
    told: Told,
    /// Named facts, in order.
    facts: Vec<(&'static str, String)>,
    /// The card's detail can be opened from here: it is not the screen beneath.
    opens_card: bool,
    scroll: Scroll,
}

impl AttemptScreen {
    /// The attempt that stands at `spot`, over the screen called `from`; its card can be opened.
    pub fn found(trainer: &Trainer, from: &'static str, spot: Spot, attempt: Attempt) -> Self {
        let id = trainer.progress().current(&attempt.card);
        let mut attempts = trainer.attempts_of(id).unwrap_or_default();
        let at = attempts.iter().position(|(known, _)| *known == spot);
        let before = at.and_then(|at| at.checked_sub(1));
        let before = before.map(|before| attempts.swap_remove(before).1);
        Self::new(trainer, from, attempt, before, true)
    }

    /// An attempt and the one before it, over the screen called `from`.
    pub(super) fn new(
        trainer: &Trainer,
        from: &'static str,
        attempt: Attempt,
        before: Option<Attempt>,
        opens_card: bool,
    ) -> Self {
        let id = trainer.progress().current(&attempt.card).clone();
        let card = card(trainer, &id);
        let told = Told::new(&attempt, card.as_ref());
        let mock = match &*attempt.mock {
            "" => None,
            mock => Some(trainer.mock_title(mock).unwrap_or_else(|| "a mock".into())),
        };
        Self {
            from,
            facts: facts(&attempt, &told, mock),
            card: id,
            before,
            told,
            attempt,
            opens_card,
            scroll: Scroll::default(),
        }
    }

    fn prose(&self, look: &Look) -> Prose {
        let (text, muted) = (look.style(Role::Text), look.style(Role::Muted));
        let head = |title: &str| Line::styled(title.to_owned(), look.style(Role::Title));
        let mut prose = Prose::new(&self.told.question, look.style(Role::Title)).blank();
        for (name, fact) in &self.facts {
            let name = Span::styled(format!("{name:NAMES$}"), muted);
            let line = Line::from(vec![name, Span::styled(fact.clone(), text)]);
            prose = prose.line(line, NAMES);
        }
        prose = prose.blank().line(head("Answer"), 0);
        if self.told.answers.is_empty() {
            prose = prose.text("Spoken: nothing was typed.", muted);
        }
        for answer in &self.told.answers {
            if !answer.question.is_empty() {
                prose = prose.text(&SafeText::line(&answer.question), muted);
            }
            prose = prose.text(&answer.text, text);
        }
        if !self.told.points.is_empty() {
            prose = prose.blank().line(head("Points"), 0);
            let mut part = SafeText::default();
            for point in &self.told.points {
                if point.part != part {
                    part = point.part.clone();
                    prose = prose.text(&SafeText::line(&part), muted);
                }
                prose = prose.line(marked(point, look), 4);
            }
        }
        let lists = [
            ("Red flags raised", &self.told.flags),
            ("Follow-ups put", &self.told.followups),
            ("The way taken", &self.told.way),
            ("Numbers", &self.told.estimates),
        ];
        for (title, items) in lists {
            if !items.is_empty() {
                prose = prose.blank().line(head(title), 0);
                for item in items {
                    prose =
                        prose.line(Span::styled(format!("- {}", SafeText::line(item)), text), 2);
                }
            }
        }
        prose
    }

    /// Compares it with the attempt before it.
    fn compare(&self, trainer: &Trainer) -> Outcome {
        let Some(before) = &self.before else {
            return Outcome::notice("There is no attempt before this one.");
        };
        let screen = ComparisonScreen::new(trainer, self.from, before, &self.attempt);
        Outcome::Push(Box::new(screen))
    }

    fn scrolling(&self, page: Page) -> (usize, u16) {
        let Rect { width, height, .. } = inner(page.body, page.size);
        (self.prose(&Look::default()).height(width), height)
    }
}

/// A card in full, where its deck still has it.
pub(super) fn card(trainer: &Trainer, id: &CardId) -> Option<Card> {
    trainer.card(trainer.index_of(id)?).ok()
}

/// A point with its mark: `[1] States a limit  ×2 must, lifted by a follow-up`.
fn marked(point: &Point, look: &Look) -> Line<'static> {
    let mark = point.mark.map_or("-".to_owned(), |m| m.value().to_string());
    let role = match point.value() {
        0 => Role::Bad,
        1 => Role::Warn,
        _ => Role::Good,
    };
    let must = if point.must { " must" } else { "" };
    let lifted = if point.lifted {
        ", lifted to 1 by a follow-up"
    } else {
        ""
    };
    let weight = format!("  {}{}{must}{lifted}", look.glyphs.times, point.weight);
    Line::from(vec![
        Span::styled(format!("[{mark}] "), look.style(role)),
        Span::styled(
            SafeText::line(&point.text).to_string(),
            look.style(Role::Text),
        ),
        Span::styled(weight, look.style(Role::Muted)),
    ])
}

/// A verdict as its number and its words.
pub(super) fn in_words(verdict: Verdict) -> String {
    format!("{} {}", verdict.value(), verdict.words())
}

/// What is known of an attempt beside its answer and its marks.
fn facts(attempt: &Attempt, told: &Told, mock: Option<SafeText>) -> Vec<(&'static str, String)> {
    let grade = match attempt.grade == attempt.proposed {
        true => attempt.grade.word().to_owned(),
        false => format!(
            "{}, where {} was proposed",
            attempt.grade.word(),
            attempt.proposed.word()
        ),
    };
    let given = attempt.given.map(|given| match attempt.verdict {
        Some(verdict) if verdict != given => format!(
            "{} !  the marks came to {}",
            in_words(given),
            in_words(verdict)
        ),
        _ => in_words(given),
    });
    let seconds = attempt.seconds;
    let mut time = format!(
        "{} to think, {} to answer, {} to mark",
        clock(seconds.think.into()),
        clock(seconds.answer.into()),
        clock(seconds.marking.into())
    );
    if seconds.paused > 0 {
        time.push_str(&format!(", {} paused", clock(seconds.paused.into())));
    }
    let words = match words_typed(attempt) {
        0 => "spoken".to_owned(),
        words => words.to_string(),
    };
    let optional = |text: &str| Some(SafeText::line(text).to_string()).filter(|t| !t.is_empty());
    let all = [
        ("grade", Some(grade)),
        ("verdict", given),
        ("because", optional(&attempt.reason)),
        ("expected", attempt.confidence.map(in_words)),
        ("marks", told.earned_in_words()),
        ("time", Some(time)),
        ("words", Some(words)),
        (
            "hints",
            (attempt.hints > 0).then(|| attempt.hints.to_string()),
        ),
        ("mock", mock.map(|mock| mock.to_string())),
        ("quoted", optional(&attempt.evidence)),
    ];
    let known = all.into_iter();
    known
        .filter_map(|(name, fact)| Some((name, fact?)))
        .collect()
}

impl Screen for AttemptScreen {
    fn context(&self) -> Context {
        Context::Attempt
    }

    fn offers(&self, action: Action, _: &Trainer, page: Page) -> bool {
        match action {
            Action::Info => self.opens_card,
            Action::Compare => self.before.is_some(),
            Action::Down | Action::Up => prose::scrolls(self.scrolling(page)),
            _ => true,
        }
    }

    fn title(&self, _: &Trainer, _: Page, look: &Look) -> Title {
        let day = self.attempt.day.to_string();
        let right = Span::styled(day, look.style(Role::Muted));
        Title::new([self.from, &SafeText::line(self.card.as_str())], right)
    }

    fn view(&self, frame: &mut Frame, page: Page, look: &Look, _: &Trainer) {
        let title = format!("Attempt of {}", self.attempt.day.short());
        let inner = panel(frame, page.body, page.size, look, &title, true);
        self.prose(look).view(frame, inner, self.scroll, look);
        frame.set_cursor_position(inner.as_position());
    }

    fn update(&mut self, action: Action, trainer: &mut Trainer, page: Page) -> Outcome {
        match action {
            Action::Back => return Outcome::Pop,
            Action::Compare => return self.compare(trainer),
            Action::Info if !self.opens_card => return Outcome::Pop,
            Action::Info => {
                let detail = Detail::of(self.from, self.card.clone());
                return Outcome::Push(Box::new(detail));
            }
            _ => {}
        }
        let (total, height) = self.scrolling(page);
        self.scroll.update(action, total, height);
        Outcome::Stay
    }
}
