//! `hotseat undo`: the last change, also outside the screen.

use std::io::Write;

use super::arguments::Undo;
use super::{Exit, Failure, House};

pub(super) fn run(house: &House, undo: &Undo, out: &mut impl Write) -> Result<Exit, Failure> {
    let mut trainer = house.trainer()?;
    if undo.list {
        let all = trainer.undoable().map_err(Failure::failed)?;
        for what in &all {
            writeln!(out, "{what}")?;
        }
        return Ok(if all.is_empty() {
            Exit::Nothing
        } else {
            Exit::Done
        });
    }
    match trainer.undo().map_err(Failure::failed)? {
        Some(undone) => {
            writeln!(
                out,
                "took back {}; `hotseat undo --list` shows what came before",
                undone.what
            )?;
            Ok(Exit::Done)
        }
        None => Err(Failure::not_found(
            "there is nothing to take back on this device",
        )),
    }
}
