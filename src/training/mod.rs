//! The use cases: plan a day, run a session, undo.

/// The state of the program that screens show and change.
#[derive(Debug, Default)]
pub struct Trainer;
