//! The use cases: plan a day, run a session, undo.

pub mod clock;
pub mod session;
pub mod showing;
pub mod stopwatch;

/// The state of the program that screens show and change.
#[derive(Debug, Default)]
pub struct Trainer;
