//! The arguments of `hotseat mock`.

use std::path::PathBuf;

use clap::Args;

use crate::domain::mock::Manner;
use crate::storage::nearest::nearest;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  hotseat mock                         go on with the mock under way, or set one up
  hotseat mock people                  one stage, as long as it usually is
  hotseat mock people technical --minutes 15 --strict --manner silent
  hotseat mock --loop --level em2      every stage, one after the other
  hotseat mock --preset friday         a [mock.friday] of config.toml
  hotseat mock --list
  hotseat mock --scorecard 2026-11-24-3f9a01 --markdown -o card.md

Exit codes: 0 done, 2 no terminal, 4 nothing to ask, or no such scorecard, 5 FILE is there already.")]
pub(in crate::cli) struct Mock {
    /// Stages by id, in their order
    #[arg(value_name = "STAGE", conflicts_with_all = ["whole_loop", "preset"])]
    pub(in crate::cli) stages: Vec<String>,
    /// Every stage
    #[arg(long = "loop", conflicts_with = "preset")]
    pub(in crate::cli) whole_loop: bool,
    /// A mock of your own settings
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) preset: Option<String>,
    /// Minutes of each stage
    #[arg(long, value_parser = clap::value_parser!(u16).range(5..=120))]
    pub(in crate::cli) minutes: Option<u16>,
    /// Only what this level is asked
    #[arg(long)]
    pub(in crate::cli) level: Option<String>,
    /// The clock cuts off, and goes on while you are away
    #[arg(long)]
    pub(in crate::cli) strict: bool,
    /// How the interviewer is: warm, sceptical, silent, hurried
    #[arg(long, value_parser = manner)]
    pub(in crate::cli) manner: Option<Manner>,
    /// List the scorecards, the newest first
    #[arg(long, conflicts_with_all = ["stages", "whole_loop", "preset", "scorecard", "plain", "script"])]
    pub(in crate::cli) list: bool,
    /// Print one scorecard
    #[arg(long, value_name = "ID", conflicts_with_all = ["stages", "whole_loop", "preset", "plain", "script"])]
    pub(in crate::cli) scorecard: Option<String>,
    /// As JSON
    #[arg(long, conflicts_with = "markdown")]
    pub(in crate::cli) json: bool,
    /// As Markdown
    #[arg(long, requires = "scorecard")]
    pub(in crate::cli) markdown: bool,
    /// Write the scorecard to a new FILE (- for stdout)
    #[arg(short, long, value_name = "FILE", requires = "scorecard")]
    pub(in crate::cli) output: Option<PathBuf>,
    /// A dialogue in lines instead of a full screen
    #[arg(long)]
    pub(in crate::cli) plain: bool,
    /// Keys to press, one a line, read from FILE (- for stdin)
    #[arg(long, value_name = "FILE", conflicts_with = "plain")]
    pub(in crate::cli) script: Option<PathBuf>,
    /// Write the name of each kept entry to this file descriptor
    #[arg(long, value_name = "N", requires = "script")]
    pub(in crate::cli) ack_fd: Option<u32>,
}

fn manner(name: &str) -> Result<Manner, String> {
    let names = Manner::ALL.map(Manner::name);
    Manner::from_name(name).ok_or_else(|| match nearest(name, names) {
        Some(near) => format!("did you mean {near}?"),
        None => format!("expected one of {}", names.join(", ")),
    })
}
