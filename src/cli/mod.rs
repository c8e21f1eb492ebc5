//! The subcommands. Results go to stdout, messages to stderr, and nothing asks a question.

mod answers;
mod arguments;
mod card;
mod config;
mod decks;
mod doctor;
mod drill;
mod due;
mod failure;
mod json;
mod log;
mod mock;
mod query;
mod stats;
mod undo;
mod weak;

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;

use crate::domain::safe_text::SafeText;
use crate::storage::library::Library;
use crate::storage::places::Places;
use crate::storage::schema;
use crate::storage::settings_file;
use crate::training::clock::Clock;
use crate::training::trainer::{Options, Trainer, open_library};

use arguments::{Arguments, Command, Global};
pub use failure::Failure;

/// How a command ended, where it did not fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// 0: done.
    Done,
    /// 1: "no", from a check.
    No,
    /// 3: what was checked has errors; they are printed.
    Invalid,
    /// 4: nothing found, or nothing to do.
    Nothing,
    /// What the full screen ended with: 0, or 128 + n for signal n.
    Code(u8),
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        match exit {
            Exit::Done => Self::SUCCESS,
            Exit::No => Self::from(1),
            Exit::Invalid => Self::from(3),
            Exit::Nothing => Self::from(4),
            Exit::Code(code) => Self::from(code),
        }
    }
}

/// Reads the arguments, runs what they ask for, and says how it ended. Errors are printed here: a
/// line each for the error and its causes.
pub fn run() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return refuse(&error),
    };
    match dispatch(arguments) {
        Ok(exit) => exit.into(),
        Err(failure) if failure.is_broken_pipe() => ExitCode::SUCCESS,
        Err(failure) => {
            // Nobody is left to tell when stderr is gone too.
            let _ = write!(io::stderr(), "{failure}");
            ExitCode::from(failure.code())
        }
    }
}

/// Help and version go to stdout. A mistake is told without styles: it repeats what was typed, which
/// may have come from anywhere.
fn refuse(error: &clap::Error) -> ExitCode {
    if error.use_stderr() {
        let _ = write!(
            io::stderr(),
            "{}",
            SafeText::new(&error.render().to_string())
        );
    } else {
        let _ = error.print();
    }
    ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2))
}

fn dispatch(arguments: Arguments) -> Result<Exit, Failure> {
    let house = House::new(arguments.global)?;
    let mut out = io::BufWriter::new(io::stdout().lock());
    let exit = match arguments.command {
        None => {
            drop(out);
            return drill::home(&house);
        }
        Some(Command::Drill(drill)) => {
            drop(out);
            return drill::run(&house, &drill);
        }
        Some(Command::Mock(mock)) if mock.is_shown() => mock::show(&house, &mock, &mut out),
        Some(Command::Mock(mock)) => {
            drop(out);
            return mock::run(&house, &mock);
        }
        Some(Command::Weak(weak)) if weak.drill => {
            drop(out);
            return weak::drill(&house, &weak);
        }
        Some(Command::Weak(weak)) => weak::show(&house, &weak, &mut out),
        Some(Command::Due(due)) => due::run(&house, &due, &mut out),
        Some(Command::Stats(stats)) => stats::run(&house, &stats, &mut out),
        Some(Command::Decks(decks)) => decks::run(&house, &decks.command, &mut out),
        Some(Command::Card(card)) => card::run(&house, &card.command, &mut out),
        Some(Command::Answers(answers)) => answers::run(&house, &answers, &mut out),
        Some(Command::Log(log)) => log::run(&house, &log, &mut out),
        Some(Command::Undo(undo)) => undo::run(&house, &undo, &mut out),
        Some(Command::Doctor(doctor)) => doctor::run(&house, &doctor, &mut out),
        Some(Command::Config(config)) => config::run(&house, &config.command, &mut out),
        Some(Command::Schema) => {
            out.write_all(schema::TEXT.as_bytes())?;
            Ok(Exit::Done)
        }
    }?;
    out.flush()?;
    Ok(exit)
}

/// What every command stands on.
struct House {
    places: Places,
    deck_dirs: Vec<PathBuf>,
    now: Option<chrono::DateTime<chrono::FixedOffset>>,
    seed: Option<u64>,
}

impl House {
    fn new(global: Global) -> Result<Self, Failure> {
        let mut places = Places::from_environment().map_err(Failure::failed)?;
        if let Some(data) = &global.data_dir {
            places = places.with_data(data);
        }
        if let Some(file) = global.config {
            places = places.with_config_file(file);
        }
        if let Some(missing) = global.deck_dir.iter().find(|folder| !folder.is_dir()) {
            return Err(Failure::not_found(format!(
                "there is no folder {}",
                shown(missing)
            )));
        }
        Ok(Self {
            places,
            deck_dirs: global.deck_dir,
            now: global.now,
            seed: global.seed,
        })
    }

    fn clock(&self) -> Clock {
        self.now.map_or_else(Clock::real, Clock::frozen)
    }

    /// The decks alone.
    fn library(&self) -> Library {
        let (settings, _) = settings_file::load(&self.places.config_file);
        let options = Options {
            deck_dirs: self.deck_dirs.clone(),
            seed: None,
        };
        open_library(&self.places, &settings, &options).0
    }

    /// Opens everything. What cannot be read is a problem to be shown, unless nothing could be kept.
    fn trainer(&self) -> Result<Trainer, Failure> {
        let options = Options {
            deck_dirs: self.deck_dirs.clone(),
            seed: self.seed,
        };
        Trainer::open(self.places.clone(), self.clock(), options).map_err(Failure::failed)
    }
}

/// A path, safe to print.
fn shown(path: &std::path::Path) -> SafeText {
    SafeText::line(&path.display().to_string())
}
