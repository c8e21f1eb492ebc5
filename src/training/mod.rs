//! The use cases: plan a day, run a session, undo.

pub mod clock;
pub mod closing;
pub mod guidance;
pub mod mock;
pub mod search;
pub mod session;
pub mod showing;
pub mod statistics;
pub mod stopwatch;
pub mod tally;
pub mod told;
pub mod trainer;
pub mod words;

pub use trainer::Trainer;
