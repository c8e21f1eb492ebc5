//! Why a command failed, and its exit code.

use std::error::Error;
use std::fmt;
use std::io;

use crate::domain::safe_text::SafeText;

/// A failed command: what is printed to stderr, and the exit code.
#[derive(Debug)]
pub struct Failure {
    message: String,
    help: Option<String>,
    code: u8,
    is_broken_pipe: bool,
}

impl Failure {
    fn new(code: u8, message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            help: None,
            code,
            is_broken_pipe: false,
        }
    }

    /// 1: something went wrong.
    pub fn failed(error: impl Error) -> Self {
        let mut message = error.to_string();
        let mut cause = error.source();
        while let Some(error) = cause {
            let why = error.to_string();
            // Some errors repeat their cause in their own sentence.
            if !message.contains(&why) {
                message.push_str(&format!("\n  because: {why}"));
            }
            cause = error.source();
        }
        Self::new(1, message)
    }

    /// 2: the command cannot be carried out as it was given, or not on this terminal.
    pub fn usage(message: impl Into<String>) -> Self {
        Self::new(2, message)
    }

    /// 3: what was given to read is not valid.
    pub fn invalid(message: impl Into<String>) -> Self {
        Self::new(3, message)
    }

    /// 4: there is no such thing.
    pub fn not_found(message: impl Into<String>) -> Self {
        Self::new(4, message)
    }

    /// 5: something is there already, and is not replaced.
    pub fn in_the_way(message: impl Into<String>) -> Self {
        Self::new(5, message)
    }

    /// The same, with what to do about it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The exit code.
    pub fn code(&self) -> u8 {
        self.code
    }

    /// Whether the reader of our output went away, which is no error of ours.
    pub fn is_broken_pipe(&self) -> bool {
        self.is_broken_pipe
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "error: {}", SafeText::new(&self.message))?;
        match &self.help {
            Some(help) => writeln!(f, " help: {}", SafeText::new(help)),
            None => Ok(()),
        }
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self {
            is_broken_pipe: error.kind() == io::ErrorKind::BrokenPipe,
            ..Self::new(1, format!("the output could not be written: {error}"))
        }
    }
}
