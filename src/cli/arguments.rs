//! The command line: every command, its options and examples.

mod mock;
mod weak;

use std::path::PathBuf;

use chrono::{DateTime, FixedOffset, Local, NaiveDateTime, TimeZone};
use clap::{Args, Parser, Subcommand};

use crate::domain::card::Kind;
use crate::storage::nearest::nearest;

pub(super) use mock::Mock;
pub(super) use weak::Weak;

/// The query language in short.
const QUERY: &str = "\
Only what this search means, as in Browse. All of its terms must hold; a - turns one round:
  conflict \"exact words\"     in title, prompt, tags or id
  is:due                     or new, weak, leech, suspended, starred, buried, surprise
  deck: tag: comp: stage: kind: level:
                             the beginning of what a card is filed under; a,b is either
  r<0.7 lapses>2 attempts<3 difficulty=3
                             r is the chance of recall today; new cards have none
  edited:7d                  deck files changed within 7 days; bundled decks never are
  saved:NAME                 a search saved in Browse";

/// Drill for an interview: answer aloud, mark yourself, take the follow-up.
#[derive(Debug, Parser)]
#[command(
    name = "hotseat",
    version,
    after_help = "\
Examples:
  hotseat                              open Home
  hotseat drill --minutes 10           ten minutes, straight into the first card
  hotseat mock people --strict         one stage of a mock interview, and its scorecard
  hotseat decks validate my-deck.json  every mistake, with line, column and help
  hotseat due --format '{due}·{minutes}m'

HOTSEAT_HOME=DIR keeps settings, journal and decks under one folder."
)]
pub(super) struct Arguments {
    #[command(flatten)]
    pub(super) global: Global,
    #[command(subcommand)]
    pub(super) command: Option<Command>,
}

#[derive(Debug, Args)]
pub(super) struct Global {
    /// Settings file to use
    #[arg(long, global = true, value_name = "FILE")]
    pub(super) config: Option<PathBuf>,
    /// Folder of journal and decks to use
    #[arg(long, global = true, value_name = "DIR")]
    pub(super) data_dir: Option<PathBuf>,
    /// Folder with more decks; may be given again
    #[arg(long, global = true, value_name = "DIR")]
    pub(super) deck_dir: Vec<PathBuf>,
    #[arg(long, global = true, hide = true, env = "HOTSEAT_NOW", value_parser = instant)]
    pub(super) now: Option<DateTime<FixedOffset>>,
    #[arg(long, global = true, hide = true, env = "HOTSEAT_SEED")]
    pub(super) seed: Option<u64>,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Today's session, straight into the first card
    Drill(Drill),
    /// A mock interview, or on with the one under way; its scorecard, and those before it
    Mock(Mock),
    /// What is weak and why: cards, points, competencies; or a drill of it
    Weak(Weak),
    /// One line on what is due, for a prompt or a status bar
    Due(Due),
    /// What the history says, in numbers
    Stats(Stats),
    /// List decks, or check a deck file
    Decks(Decks),
    /// A card, its attempts, and whether it is asked
    Card(Card),
    /// Look for words in everything you ever typed as an answer
    Answers(Answers),
    /// Every entry of the journal
    Log(Log),
    /// Take back the last change
    Undo(Undo),
    /// Check journal, decks, settings and folders
    Doctor(Doctor),
    /// Read and write settings
    Config(Config),
    /// Print the JSON Schema of the deck format
    #[command(after_help = "\
Examples:
  hotseat schema > deck.schema.json    for an editor that completes decks by it")]
    Schema,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  hotseat drill delegation-trust
  hotseat drill --kind behavioural --minutes 15
  hotseat drill --query 'comp:delegation is:weak'
  hotseat drill --ladder delegation-trust    each answer in 180, 90, 60 and 30 seconds
  hotseat drill --plain                numbered lines, for screen readers and pipes
  hotseat drill --script keys.txt      one key a line: space, 2, enter, 'type: some text'

Exit codes: 0 done, 2 no terminal or a mistake in the search, 4 nothing to do.")]
pub(super) struct Drill {
    /// Only these decks, by id
    #[arg(value_name = "DECK")]
    pub(super) decks: Vec<String>,
    /// Only these decks, by id
    #[arg(long, value_name = "DECK")]
    pub(super) deck: Vec<String>,
    /// Minutes to fill
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..=600))]
    pub(super) minutes: Option<u32>,
    /// At most so many cards
    #[arg(long)]
    pub(super) limit: Option<usize>,
    /// Only cards with one of these tags
    #[arg(long)]
    pub(super) tag: Vec<String>,
    /// Only these competencies
    #[arg(long)]
    pub(super) competency: Vec<String>,
    /// Only what these interview stages ask
    #[arg(long)]
    pub(super) stage: Vec<String>,
    /// Only what these levels are asked
    #[arg(long)]
    pub(super) level: Vec<String>,
    #[arg(long, value_parser = kind, help = kinds())]
    pub(super) kind: Vec<Kind>,
    /// Only what this search means, as in Browse: 'comp:delegation is:weak'
    #[arg(long, value_name = "SEARCH", long_help = QUERY, allow_hyphen_values = true)]
    pub(super) query: Option<String>,
    /// The same answer four times: in 180, 90, 60 and 30 seconds
    #[arg(long)]
    pub(super) ladder: bool,
    /// A dialogue in lines instead of a full screen
    #[arg(long)]
    pub(super) plain: bool,
    /// Keys to press, one a line, read from FILE (- for stdin)
    #[arg(long, value_name = "FILE", conflicts_with = "plain")]
    pub(super) script: Option<PathBuf>,
    /// Write the name of each kept entry to this file descriptor
    #[arg(long, value_name = "N", requires = "script")]
    pub(super) ack_fd: Option<u32>,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  hotseat due
  hotseat due --check && hotseat drill
  hotseat due --format '{due} {new} {minutes} {days}'   (tmux: #(hotseat due --format 'hs {due}'))

Exit codes: 0; with --check 0 when something is due, 1 when not.")]
pub(super) struct Due {
    /// Print nothing
    #[arg(short, long)]
    pub(super) quiet: bool,
    /// Text with {due}, {new}, {minutes} and {days} filled in
    #[arg(long, value_name = "TEXT")]
    pub(super) format: Option<String>,
    /// Say by the exit code whether anything is due
    #[arg(long)]
    pub(super) check: bool,
    /// As JSON
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  hotseat stats
  hotseat stats --days 7 --deck delegation-trust
  hotseat stats --json | jq .calibration.gap

Exit codes: 0 done, 4 no such deck.")]
pub(super) struct Stats {
    /// Only the last so many days, today among them
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub(super) days: Option<u32>,
    /// Only this deck, by id
    #[arg(long, value_name = "DECK")]
    pub(super) deck: Option<String>,
    /// As JSON
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  hotseat decks list
  hotseat decks validate my-deck.json")]
pub(super) struct Decks {
    #[command(subcommand)]
    pub(super) command: DecksCommand,
}

#[derive(Debug, Subcommand)]
pub(super) enum DecksCommand {
    /// All decks with their cards
    #[command(after_help = "\
Examples:
  hotseat decks list
  hotseat decks list --json")]
    List {
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Check deck files: every mistake at once
    #[command(after_help = "\
Examples:
  hotseat decks validate                 all of your own decks
  hotseat decks validate my-deck.json
  generate | hotseat decks validate -

Exit codes: 0 valid (warnings allowed), 3 with errors, 4 no such file.")]
    Validate {
        /// Files; - for stdin; none for all of your own decks
        #[arg(value_name = "FILE")]
        files: Vec<PathBuf>,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  hotseat answers on-call rota           every answer that holds both words
  hotseat answers ledger --json

Exit codes: 0 found, 4 no answer holds all of the words.")]
pub(super) struct Answers {
    /// Words, or parts of them; all have to occur, in any case
    #[arg(value_name = "WORD", required = true)]
    pub(super) words: Vec<String>,
    /// As JSON
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  hotseat card show delegation-trust/handover-page
  hotseat card history delegation-trust/handover-page
  hotseat card suspended | xargs -n 1 hotseat card resume")]
pub(super) struct Card {
    #[command(subcommand)]
    pub(super) command: CardCommand,
}

#[derive(Debug, Subcommand)]
pub(super) enum CardCommand {
    /// A card in full
    #[command(after_help = "\
Examples:
  hotseat card show delegation-trust/handover-page
  hotseat card show delegation-trust/handover-page --json

Exit codes: 0 done, 4 no such card.")]
    Show {
        /// Its id, deck/card
        id: String,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Its memory and every attempt at it
    #[command(after_help = "\
Examples:
  hotseat card history delegation-trust/handover-page
  hotseat card history delegation-trust/handover-page --json

Exit codes: 0 done, 4 no such card.")]
    History {
        /// Its id, deck/card
        id: String,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Take a card out of every session
    #[command(after_help = "\
Examples:
  hotseat card suspend delegation-trust/handover-page

Exit codes: 0 it is suspended, 4 no such card.")]
    Suspend {
        /// Its id, deck/card
        id: String,
    },
    /// Ask a suspended card again
    #[command(after_help = "\
Examples:
  hotseat card resume delegation-trust/handover-page
  hotseat card suspended | xargs -n 1 hotseat card resume

Exit codes: 0 it is not suspended, 4 no such card.")]
    Resume {
        /// Its id, deck/card
        id: String,
    },
    /// The ids of suspended cards, one a line
    #[command(after_help = "\
Examples:
  hotseat card suspended

Exit codes: 0 done, 4 none is.")]
    Suspended,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  hotseat log --since 2026-11-24
  hotseat log --json | jq 'select(.e == \"attempt\")'
  hotseat log --hash                   the same on two devices that know the same")]
pub(super) struct Log {
    /// As JSON, one entry a line
    #[arg(long)]
    pub(super) json: bool,
    /// Print a hash of what the journal says instead
    #[arg(long, conflicts_with = "json")]
    pub(super) hash: bool,
    /// Only entries from this day on, such as 2026-11-24
    #[arg(long, value_name = "DAY")]
    pub(super) since: Option<crate::domain::day::Day>,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  hotseat undo --list
  hotseat undo

Exit codes: 0 done, 4 nothing to take back.")]
pub(super) struct Undo {
    /// List what can be taken back, newest first, and change nothing
    #[arg(long)]
    pub(super) list: bool,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  hotseat doctor
  hotseat doctor --json

Exit codes: 0 all is well, 1 something is wrong.")]
pub(super) struct Doctor {
    /// As JSON
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  hotseat config get
  hotseat config set interview-date 2026-12-12
  hotseat config path")]
pub(super) struct Config {
    #[command(subcommand)]
    pub(super) command: ConfigCommand,
}

#[derive(Debug, Subcommand)]
pub(super) enum ConfigCommand {
    /// Where settings, journal, decks and state are
    #[command(after_help = "\
Examples:
  hotseat config path
  HOTSEAT_HOME=/tmp/try hotseat config path")]
    Path,
    /// All settings, or one
    #[command(after_help = "\
Examples:
  hotseat config get
  hotseat config get minutes-a-day")]
    Get {
        /// Its name, such as minutes-a-day or theme
        name: Option<String>,
    },
    /// Set one, and say where it was written
    #[command(after_help = "\
Examples:
  hotseat config set interview-date 2026-12-12
  hotseat config set minutes-a-day 25
  hotseat config set theme mono
  hotseat config set keys.suspend-card ctrl-x")]
    Set {
        /// Its name
        name: String,
        /// Its value
        value: String,
    },
}

fn kinds() -> String {
    let drilled = Kind::ALL.into_iter().filter(|kind| kind.is_drilled());
    let names: Vec<&str> = drilled.map(Kind::name).collect();
    format!("Only these kinds: {}", names.join(", "))
}

fn kind(name: &str) -> Result<Kind, String> {
    Kind::from_name(name).ok_or_else(|| {
        if let Some(near) = nearest(name, Kind::ALL.map(Kind::name)) {
            return format!("did you mean {near}?");
        }
        let names: Vec<_> = Kind::ALL.map(Kind::name).into();
        format!("expected one of {}", names.join(", "))
    })
}

/// An instant with an offset, or a local one without.
fn instant(text: &str) -> Result<DateTime<FixedOffset>, String> {
    if let Ok(at) = DateTime::parse_from_rfc3339(text) {
        return Ok(at);
    }
    let local = NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S")
        .or_else(|_| NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M"))
        .map_err(|_| "expected an instant such as 2026-11-24T08:00:00+01:00".to_owned())?;
    let local = Local.from_local_datetime(&local).earliest();
    local
        .map(|at| at.fixed_offset())
        .ok_or_else(|| "there is no such local time".to_owned())
}
