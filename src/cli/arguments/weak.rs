//! The arguments of `hotseat weak`.

use std::path::PathBuf;

use clap::Args;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  hotseat weak                         every weak card and its reasons, what brings most first
  hotseat weak delegation-trust --top 5
  hotseat weak --drill --top 5         drill the first five, due or not
  hotseat weak --json | jq '.cards[].id'

Exit codes: 0 done, 2 no terminal, 4 nothing is weak.")]
pub(in crate::cli) struct Weak {
    /// Only these decks, by id
    #[arg(value_name = "DECK")]
    pub(in crate::cli) decks: Vec<String>,
    /// At most so many cards
    #[arg(long, value_name = "N")]
    pub(in crate::cli) top: Option<usize>,
    /// List cards never practised too, after the others
    #[arg(long)]
    pub(in crate::cli) never_practised: bool,
    /// As JSON
    #[arg(long)]
    pub(in crate::cli) json: bool,
    /// Drill the cards that would be listed, whether or not they are due
    #[arg(long, conflicts_with = "json")]
    pub(in crate::cli) drill: bool,
    /// Drill in a dialogue in lines instead of a full screen
    #[arg(long, requires = "drill")]
    pub(in crate::cli) plain: bool,
    /// Keys to press, one a line, read from FILE (- for stdin)
    #[arg(
        long,
        value_name = "FILE",
        requires = "drill",
        conflicts_with = "plain"
    )]
    pub(in crate::cli) script: Option<PathBuf>,
}
