//! Keys from a file instead of a keyboard: nothing is drawn.

use std::io::{self, Write};
use std::time::Duration;

use super::app::{App, Request};
use super::chord::Chord;

/// A line of a script.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    /// Presses a key.
    Press(Chord),
    /// Types into the box that is open.
    Type(String),
    /// Moves the clock on.
    Wait(Duration),
}

/// A line that is none of a script.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "line {line}: \"{text}\" is no key; expected a key such as space, 3 or ctrl-s, \"type: some text\" or \"wait: 90s\""
)]
pub struct BadLine {
    /// Its number, from 1.
    pub line: usize,
    /// What it says.
    pub text: String,
}

/// Reads a script: one key a line in the syntax of the key map, `type: some text`, `wait: 90s`. Empty
/// lines and lines that begin with `# ` are passed over.
///
/// # Errors
/// The first line that is neither.
pub fn parse(script: &str) -> Result<Vec<Line>, BadLine> {
    let lines = script
        .lines()
        .enumerate()
        .map(|(n, line)| (n, line.trim_end_matches('\r')));
    lines
        .filter(|(_, line)| !line.trim().is_empty() && !line.starts_with("# "))
        .map(|(n, line)| {
            read(line).ok_or_else(|| BadLine {
                line: n + 1,
                text: line.to_owned(),
            })
        })
        .collect()
}

fn read(line: &str) -> Option<Line> {
    if let Some(text) = line.strip_prefix("type:") {
        return Some(Line::Type(
            text.strip_prefix(' ').unwrap_or(text).to_owned(),
        ));
    }
    if let Some(time) = line.strip_prefix("wait:") {
        let seconds = time.trim().strip_suffix('s')?.parse().ok()?;
        return Some(Line::Wait(Duration::from_secs(seconds)));
    }
    line.trim().parse().ok().map(Line::Press)
}

/// Presses the keys of `script` until they or the program end. The name of each attempt kept goes to
/// `acknowledge`, a line each, once it is on stable storage.
///
/// # Errors
/// `acknowledge` cannot be written to.
pub fn run(app: &mut App, script: &[Line], acknowledge: &mut impl Write) -> io::Result<()> {
    let mut said = app.trainer().kept().cloned();
    for line in script {
        let request = match line {
            Line::Press(chord) => app.press(*chord),
            Line::Type(text) => app.paste(text),
            Line::Wait(time) => {
                app.trainer().clock().wait(*time);
                app.woken()
            }
        };
        let kept = app.trainer().kept();
        if let Some(id) = kept.filter(|id| said.as_ref() != Some(id)) {
            // One write: whoever reads along never sees half a name.
            acknowledge.write_all(format!("{}:{}\n", id.device, id.sequence).as_bytes())?;
            acknowledge.flush()?;
            said = Some(id.clone());
        }
        if request == Request::Quit {
            break;
        }
    }
    Ok(())
}
