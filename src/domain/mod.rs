//! What is asked, how an answer is marked, when it returns, what the history says.
//!
//! Nothing here reads a file, the clock or chance: instants, days and seeds are arguments.

pub mod attempt;
pub mod card;
pub mod case;
pub mod comparison;
pub mod curve;
pub mod day;
pub mod deck;
pub mod draft;
pub mod entry;
pub mod estimate;
pub mod evidence;
pub mod find;
pub mod grade;
pub mod ledger;
pub mod memory;
pub mod mock;
pub mod parts;
pub mod problem;
pub mod progress;
pub mod query;
pub mod queue;
pub mod register;
pub mod rubric;
pub mod safe_text;
pub mod scenario;
pub mod schedule;
pub mod settings;
pub mod statistics;
pub mod weakness;
