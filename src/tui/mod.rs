//! The full-screen terminal: chords in, frames out.

pub mod action;
pub mod app;
pub mod chord;
mod editor;
pub mod event_loop;
pub mod input;
pub mod keymap;
pub mod plain;
pub mod screen;
pub mod script;
pub mod terminal;
pub mod theme;
pub mod widget;
