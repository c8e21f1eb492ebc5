//! The door: run, and end with the exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    hotseat::cli::run()
}
