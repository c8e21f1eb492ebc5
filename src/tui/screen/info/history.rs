//! The attempts at a card as a table, newest first.

use ratatui::text::{Line, Span};

use super::{clock, spent};
use crate::domain::attempt::Attempt;
use crate::domain::card::Card;
use crate::domain::grade::{Grade, Mark};
use crate::domain::safe_text::SafeText;
use crate::training::words::count;
use crate::tui::theme::{Look, Role};
use crate::tui::widget::prose::Prose;

/// One attempt, ready to be drawn.
#[derive(Debug)]
struct Row {
    grade: Grade,
    /// By column of [`COLUMNS`], the grade left empty.
    cells: [String; 7],
    /// The answer, line by line; empty where none was typed or none may be seen yet.
    text: SafeText,
}

/// The columns: their names, their cells, and from which width on they are shown.
const COLUMNS: [(&str, usize, u16); 7] = [
    ("day", 11, 0),
    ("grade", 7, 0),
    ("time", 6, 0),
    ("verdict", 16, 46),
    ("words", 7, 30),
    ("expected", 10, 56),
    ("marks", 12, 70),
];
/// The grade's place among the columns.
const GRADE: usize = 1;

/// The attempts at a card.
#[derive(Debug, Default)]
pub(super) struct History {
    rows: Vec<Row>,
    /// Earlier answers are there, and may not be seen yet.
    hidden: bool,
    unread: Option<String>,
}

impl History {
    /// The history of `card`; texts only once the new answer is given.
    pub(super) fn new(
        attempts: Vec<Attempt>,
        card: &Card,
        revealed: bool,
        unread: Option<String>,
    ) -> Self {
        let typed = attempts
            .iter()
            .any(|attempt| !attempt.text.trim().is_empty());
        let rows = attempts.iter().rev().map(|attempt| Row {
            grade: attempt.grade,
            cells: cells(attempt, card),
            text: if revealed {
                SafeText::new(attempt.text.trim())
            } else {
                SafeText::default()
            },
        });
        Self {
            rows: rows.collect(),
            hidden: typed && !revealed,
            unread,
        }
    }

    /// How many attempts there are.
    pub(super) fn count(&self) -> String {
        count(self.rows.len() as u32, "attempt", "attempts")
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
        let shown = || {
            COLUMNS
                .iter()
                .enumerate()
                .filter(|(_, (_, _, from))| width >= *from)
        };
        let head: String = shown()
            .map(|(_, (name, cells, _))| format!("{name:cells$}"))
            .collect();
        prose = prose.line(Line::styled(head.trim_end().to_owned(), muted), 0);
        for row in &self.rows {
            let spans = shown().map(|(at, (_, cells, _))| match at {
                GRADE => {
                    let role = if row.grade == Grade::Again {
                        Role::Bad
                    } else {
                        Role::Text
                    };
                    Span::styled(format!("{:cells$}", row.grade.word()), look.style(role))
                }
                at => Span::raw(format!("{:cells$}", row.cells[at])),
            });
            prose = prose.line(Line::from_iter(spans), 0);
            if !row.text.is_empty() {
                for line in row.text.lines() {
                    prose = prose.line(Line::styled(format!("  {line}"), muted), 2);
                }
                prose = prose.blank();
            }
        }
        if self.hidden {
            prose = prose
                .blank()
                .text("Earlier answers are hidden until you have answered.", muted);
        }
        prose
    }
}

fn cells(attempt: &Attempt, card: &Card) -> [String; 7] {
    let words = attempt.text.split_whitespace().count();
    // In the order of the card's points; one that was not marked was not there then.
    let marks = card.points().iter().map(|point| {
        let mark = attempt.marks.iter().find(|(id, _)| *id == point.id);
        mark.map_or('-', |(_, mark)| match mark {
            Mark::Absent => '0',
            Mark::Partly => '1',
            Mark::Clear => '2',
        })
    });
    let verdict = |verdict: crate::domain::grade::Verdict| verdict.words().to_owned();
    [
        attempt.day.to_string(),
        String::new(),
        clock(spent(attempt)),
        attempt.given.map_or_else(String::new, verdict),
        if words == 0 {
            String::new()
        } else {
            words.to_string()
        },
        attempt
            .confidence
            .map_or_else(String::new, |expected| format!("{}", expected.value())),
        if attempt.marks.is_empty() {
            String::new()
        } else {
            marks.collect()
        },
    ]
}
