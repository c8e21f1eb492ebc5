//! Mock interviews: set up, asked, marked, and what they came to.

mod asking;
mod marking;
mod scorecard;
mod setup;

pub use asking::Asking;
pub use marking::Marking;
pub use scorecard::ScorecardScreen;
pub use setup::MockSetup;

use super::{Outcome, Screen};
use crate::domain::mock::{Plan, UnderWay};
use crate::training::Trainer;
use crate::training::mock::words;
use crate::training::words::count;

/// Goes on with a mock where it was: with its questions, or with marking them. Where all is marked
/// already, its scorecard.
pub fn go_on(mock: UnderWay, trainer: &mut Trainer) -> Result<Box<dyn Screen>, String> {
    if mock.is_marking() {
        return Marking::open(mock, trainer);
    }
    let before = mock.question;
    let interview = trainer.go_on_with(mock);
    let told = match interview.place() > before {
        true => vec!["The clock ran on while you were away.".to_owned()],
        false => Vec::new(),
    };
    Ok(Box::new(Asking::new(interview, told, trainer)))
}

/// Begins a mock: draws its questions and shows the first break. `Err` says why there is nothing to ask.
pub fn begin(plan: Plan, trainer: &mut Trainer) -> Result<Box<dyn Screen>, String> {
    trainer.refresh();
    let draw = trainer.draw_mock(&plan);
    let told = draw.compromises.iter();
    let told: Vec<String> = told
        .map(|c| words::compromise(c, &plan, trainer.axes()))
        .collect();
    if draw.prompts.is_empty() {
        return Err(told
            .first()
            .cloned()
            .unwrap_or("There is nothing to ask.".into()));
    }
    let interview = trainer
        .begin_mock(plan, &draw)
        .map_err(|why| why.to_string())?;
    Ok(Box::new(Asking::new(interview, told, trainer)))
}

/// Opens what can be opened, over this screen or in its place.
fn opened(
    screen: Result<Box<dyn Screen>, String>,
    open: fn(Box<dyn Screen>) -> Outcome,
) -> Outcome {
    screen.map_or_else(Outcome::alert, open)
}

/// The newest mock under way, as Home says it: `your mock: People, question 2 of 4`.
pub(super) fn under_way(trainer: &Trainer) -> Option<String> {
    let mock = trainer.mocks_under_way().into_iter().next()?;
    let title = words::title(&mock.plan, trainer.axes());
    Some(format!("your mock: {title}, {}", progress(&mock, trainer)))
}

/// Where a mock under way stands: `question 2 of 4`.
fn progress(mock: &UnderWay, trainer: &Trainer) -> String {
    if !mock.is_marking() {
        return format!("question {} of {}", mock.question + 1, mock.asked.len());
    }
    // Where the journal cannot be read now, none of them counts as marked.
    let open = trainer.to_mark(mock).map_or(mock.reached(), |o| o.len());
    format!("{} to mark", count(open as u32, "answer", "answers"))
}
