//! The attempts at a card, newest first, a row each.

use ratatui::text::{Line, Span};

use crate::domain::attempt::Attempt;
use crate::domain::card::Card;
use crate::domain::entry::Spot;
use crate::domain::grade::{Grade, Verdict};
use crate::domain::safe_text::SafeText;
use crate::training::Trainer;
use crate::training::told::{Told, words_typed};
use crate::training::words::{clock, count};
use crate::tui::theme::{Look, Role};
use crate::tui::widget::fit;
use crate::tui::widget::prose::Prose;
use crate::tui::widget::table::{self, ANY, Column};

/// One attempt.
#[derive(Debug)]
pub(super) struct Row {
    /// Where it stands in the journal.
    pub spot: Spot,
    /// What it was.
    pub attempt: Attempt,
    /// What its marks came to, as `7.5/12`; empty where nothing was marked.
    marks: String,
    /// The mock it was part of; empty where it was none.
    mock: String,
}

/// From this width on, verdicts stand in words.
const IN_WORDS: u16 = 70;

const COLUMNS: [Column<Row>; 9] = [
    Column::new("date", 11, ANY, |row| row.attempt.day.to_string()),
    Column::new("grade", 6, ANY, |row| row.attempt.grade.word().into()),
    Column::new("verdict", 8, 0..IN_WORDS, |row| given(row, false)),
    Column::new("verdict", 19, IN_WORDS..u16::MAX, |row| given(row, true)),
    Column::new("marks", 8, ANY, |row| row.marks.clone()),
    Column::new("time", 6, 44..u16::MAX, |row| {
        clock(row.attempt.seconds.answer.into())
    }),
    Column::new("expected", 9, 48..u16::MAX, |row| {
        let expected = row.attempt.confidence;
        expected.map_or_else(String::new, |verdict| verdict.value().to_string())
    }),
    Column::new("answer", 12, 66..u16::MAX, |row| {
        match words_typed(&row.attempt) as u32 {
            0 => "spoken".into(),
            words => count(words, "word", "words"),
        }
    }),
    Column::new("mock", 15, 90..u16::MAX, |row| row.mock.clone()),
];

/// The verdict settled on; `!` where the marks came to another.
fn given(row: &Row, in_words: bool) -> String {
    let Attempt { given, verdict, .. } = row.attempt;
    let sign = if verdict.is_some() && given != verdict {
        " !"
    } else {
        ""
    };
    let words = |verdict: Verdict| match in_words {
        true => format!("{} {}", verdict.value(), verdict.words()),
        false => verdict.value().to_string(),
    };
    given.map_or_else(String::new, |given| words(given) + sign)
}

impl Row {
    pub(super) fn new(
        (spot, attempt): (Spot, Attempt),
        card: Option<&Card>,
        trainer: &Trainer,
    ) -> Self {
        let marks = Told::new(&attempt, card).earned_in_words();
        let mock = match &*attempt.mock {
            "" => None,
            id => Some(trainer.mock_title(id).unwrap_or_else(|| "a mock".into())),
        };
        Self {
            spot,
            marks: marks.unwrap_or_default(),
            mock: mock.map_or_else(String::new, |mock| mock.to_string()),
            attempt,
        }
    }

    /// The row in `width` cells.
    pub(super) fn line(&self, width: u16, is_selected: bool, look: &Look) -> Line<'static> {
        let sign = if is_selected { "=" } else { " " };
        let mut spans = vec![Span::styled(sign, look.style(Role::Key))];
        spans.extend(table::columns(&COLUMNS, width).map(|column| {
            let role = match (column.name, self.attempt.grade) {
                ("grade", Grade::Again) => Role::Bad,
                _ => Role::Text,
            };
            let text = fit(&column.text(self), column.cells - 1, look.glyphs.ellipsis);
            let gap = " ".repeat(column.cells - Span::raw(&text).width());
            Span::styled(text + &gap, look.style(role))
        }));
        Line::from(spans)
    }

    /// The answer as it is seen below the table.
    pub(super) fn answer(&self, told: Option<&Told>, look: &Look) -> Prose {
        let (text, muted) = (look.style(Role::Text), look.style(Role::Muted));
        let mut prose = Prose::default();
        if !self.mock.is_empty() {
            prose = prose.text(&format!("In a mock: {}", self.mock), muted);
        }
        let answers = told.map_or(&[][..], |told| &told.answers);
        for answer in answers {
            if !answer.question.is_empty() {
                prose = prose.text(&SafeText::line(&answer.question), muted);
            }
            prose = prose.text(&answer.text, text);
        }
        match answers.is_empty() {
            true => prose.text("Spoken: nothing was typed.", muted),
            false => prose,
        }
    }
}

/// The names of the columns, under which [`Row::line`] stands.
pub(super) fn head(width: u16, look: &Look) -> Line<'static> {
    let names = table::head(&COLUMNS, width);
    Line::styled(format!("   {names}"), look.style(Role::Muted))
}
