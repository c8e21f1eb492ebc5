//! The attempts at a card as a table, newest first.

use ratatui::text::{Line, Span};

use crate::domain::attempt::Attempt;
use crate::domain::card::Card;
use crate::domain::grade::{Grade, Verdict};
use crate::domain::safe_text::SafeText;
use crate::training::showing::{LADDER, is_rung};
use crate::training::told::{is_played, question, words_typed};
use crate::training::words::{clock, count, short};
use crate::tui::theme::{Look, Role};
use crate::tui::widget::prose::Prose;
use crate::tui::widget::table::{self, ANY, Column};

/// One attempt, ready to be drawn.
#[derive(Debug)]
struct Row {
    attempt: Attempt,
    /// A digit a point, in the card's order; a dash for one that was not marked. Parts stand apart.
    marks: String,
    /// Seconds of each rung, of an answer given as a ladder; else empty.
    rungs: String,
    /// The answer; empty where none was typed or none may be seen yet.
    text: SafeText,
}

/// From this width on, verdicts stand in words.
const IN_WORDS: u16 = 68;

const COLUMNS: [Column<Row>; 8] = [
    Column::new("day", 11, ANY, |row| row.attempt.day.to_string()),
    Column::new("grade", 6, ANY, |row| row.attempt.grade.word().into()),
    Column::new("time", 6, ANY, |row| {
        let seconds = row.attempt.seconds;
        clock(u64::from(seconds.think) + u64::from(seconds.answer))
    }),
    Column::new("verdict", 8, 0..IN_WORDS, |row| value(row.attempt.given)),
    Column::new("verdict", 18, IN_WORDS..u16::MAX, |row| {
        let verdict = row.attempt.given;
        verdict.map_or_else(String::new, |v| format!("{} {}", v.value(), v.words()))
    }),
    Column::new("expected", 9, 46..u16::MAX, |row| {
        value(row.attempt.confidence)
    }),
    Column::new("words", 6, 46..u16::MAX, |row| {
        match words_typed(&row.attempt) {
            0 => String::new(),
            words => words.to_string(),
        }
    }),
    Column::new("marks", 12, 52..u16::MAX, |row| row.marks.clone()),
];

fn value(verdict: Option<Verdict>) -> String {
    verdict.map_or_else(String::new, |verdict| verdict.value().to_string())
}

/// The attempts at a card.
#[derive(Debug, Default)]
pub(super) struct History {
    rows: Vec<Row>,
    /// Earlier answers are there, and may not be seen yet.
    hidden: bool,
    unread: Option<String>,
}

impl History {
    /// The history of `card`, or why it cannot be read; texts only once the new answer is given.
    pub(super) fn new(attempts: Result<Vec<Attempt>, String>, card: &Card, revealed: bool) -> Self {
        let (attempts, unread) = match attempts {
            Ok(attempts) => (attempts, None),
            Err(why) => (Vec::new(), Some(why)),
        };
        let typed = attempts.iter().any(|a| !said(a, card).is_empty());
        let rows = attempts.into_iter().rev().map(|attempt| Row {
            marks: marks(&attempt, card),
            rungs: rungs(&attempt),
            text: match revealed {
                true => SafeText::new(&said(&attempt, card)),
                false => SafeText::default(),
            },
            attempt,
        });
        Self {
            rows: rows.collect(),
            hidden: typed && !revealed,
            unread,
        }
    }

    /// How many attempts there are.
    pub(super) fn count(&self) -> String {
        match self.rows.len() {
            0 => String::new(),
            rows => count(rows as u32, "attempt", "attempts"),
        }
    }

    /// The table, after `prose`.
    pub(super) fn prose(&self, mut prose: Prose, width: u16, look: &Look) -> Prose {
        let muted = look.style(Role::Muted);
        if let Some(why) = &self.unread {
            return prose.text(why, look.style(Role::Bad));
        }
        if self.rows.is_empty() {
            return prose.text("No attempts yet.", muted);
        }
        prose = prose.line(Line::styled(table::head(&COLUMNS, width), muted), 0);
        for row in &self.rows {
            let cells = table::columns(&COLUMNS, width).map(|column| {
                let role = match (column.name, row.attempt.grade) {
                    ("grade", Grade::Again) => Role::Bad,
                    _ => Role::Text,
                };
                let text = format!("{:1$}", column.text(row), column.cells);
                Span::styled(text, look.style(role))
            });
            prose = prose.line(Line::from_iter(cells), 0);
            if !row.rungs.is_empty() {
                prose = prose.line(Line::styled(row.rungs.clone(), muted), 2);
            }
            if !row.text.is_empty() {
                for line in row.text.lines() {
                    prose = prose.line(Line::styled(format!("  {line}"), muted), 2);
                }
                prose = prose.blank();
            }
        }
        if self.hidden {
            let text = "Earlier answers are hidden until you have answered.";
            prose = prose.blank().text(text, muted);
        }
        prose
    }
}

fn marks(attempt: &Attempt, card: &Card) -> String {
    if attempt.marks.is_empty() {
        return String::new();
    }
    let mark = |id: &str| {
        let mark = attempt.marks.iter().find(|(of, _)| **of == *id);
        mark.map(|(_, mark)| mark.value().to_string())
    };
    let (mut all, mut part) = (String::new(), None);
    for (name, _) in card.named_points() {
        let of = name.split_once('/').map(|(of, _)| of.to_owned());
        let is_played = of.as_deref().is_none_or(|of| is_played(attempt, of));
        if is_played {
            if part.as_ref().is_some_and(|part| *part != of) {
                all.push(' ');
            }
            all.push_str(&mark(&name).unwrap_or("-".into()));
            part = Some(of);
        }
    }
    all
}

/// `  as a ladder: 2:51, 1:20, 0:58, 0:31`
fn rungs(attempt: &Attempt) -> String {
    let over = attempt.times.iter().filter(|(id, _)| is_rung(id));
    let mut times: Vec<String> = over.map(|(_, s)| clock(u64::from(*s))).collect();
    if times.is_empty() {
        return String::new();
    }
    times.push(clock(u64::from(attempt.seconds.answer)));
    format!("  as a ladder: {}", times.join(", "))
}

/// What was typed: of a card in parts, each under what it answers.
fn said(attempt: &Attempt, card: &Card) -> String {
    let mut said = attempt.text.trim().to_owned();
    for (part, text) in &attempt.texts {
        if !said.is_empty() {
            said.push('\n');
        }
        let question = match part.strip_prefix(LADDER) {
            Some(seconds) => format!("On the rung of {seconds} s:"),
            None => question(card, part).map_or_else(|| part.to_string(), |q| short(q, 60)),
        };
        said.push_str(&format!("{question}\n{}", text.trim()));
    }
    said
}
