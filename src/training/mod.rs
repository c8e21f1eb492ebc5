//! The use cases: plan a day, run a session, undo.

pub mod clock;
pub mod session;
pub mod showing;
pub mod stopwatch;
