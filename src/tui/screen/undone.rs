//! Changes to cards, undo and redo, on screens where no answer is being given.

use super::Outcome;
use crate::domain::safe_text::SafeText;
use crate::training::Trainer;
use crate::training::trainer::{NotKept, Undone};

/// Tells what a change to cards came to; `undo` is the key that takes it back.
pub(super) fn changed((done, all): (Option<String>, Result<(), NotKept>), undo: &str) -> Outcome {
    match (all, done) {
        (Err(why), _) => Outcome::alert(why.to_string()),
        (Ok(()), None) => Outcome::notice("It is so already."),
        (Ok(()), Some(done)) => Outcome::notice(format!("{done}; {undo} takes it back.")),
    }
}

/// What an undo or a redo came to.
pub(super) type Came = Result<Option<Undone>, NotKept>;

/// Takes the newest change back, or brings back what was taken back last. An answer that came back is
/// put down again, to be the first of the next sitting.
pub(super) fn step(redo: bool, trainer: &mut Trainer) -> Came {
    let came = if redo { trainer.redo() } else { trainer.undo() };
    trainer.put_down();
    came
}

/// Tells what it came to; `waits` is what to know of an answer that came back.
pub(super) fn told(came: Came, redo: bool, waits: &str) -> Outcome {
    match came {
        Ok(Some(undone)) => Outcome::notice(words(&undone, redo, waits)),
        Ok(None) if redo => Outcome::notice("There is nothing to redo."),
        Ok(None) => Outcome::notice("There is nothing to undo."),
        Err(why) => Outcome::alert(why.to_string()),
    }
}

/// What was undone or redone, in words.
pub(super) fn words(undone: &Undone, redo: bool, waits: &str) -> String {
    let what = SafeText::line(&undone.what);
    match (redo, undone.attempt && !waits.is_empty()) {
        (true, _) => format!("Redone: {what}."),
        (false, true) => format!("Undone: {what}. {waits}"),
        (false, false) => format!("Undone: {what}."),
    }
}

/// What to know of an answer that came back, where no key goes on with it.
pub(super) const WAITS: &str = "It waits half-answered.";
