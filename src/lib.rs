//! hotseat: a full-screen terminal trainer for interviews.
//!
//! Five floors; arrows point down only.

pub mod cli;
pub mod domain;
pub mod storage;
pub mod training;
pub mod tui;
