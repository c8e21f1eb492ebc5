//! The user's editor: started without a shell, with the terminal to itself.

use std::io;
use std::process::Command;

use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;
use rustix::process::{Pid, Signal, getpid, kill_process};
use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP};

use super::event_loop::{Ended, Signals};
use super::screen::Edit;

/// Runs the editor to its end, and hears signals meanwhile: Ctrl-Z there stops us with it, SIGTERM ends both and is
/// what is returned. `Err` says why nothing was edited.
pub(super) fn run(
    editor: &str,
    edit: &Edit,
    signals: &mut Signals,
    heard: &mut Vec<i32>,
) -> Result<Option<Ended>, String> {
    let mut child = command(editor, edit)?
        .spawn()
        .map_err(|error| format!("Cannot start the editor “{editor}”: {error}."))?;
    let failed = |error: io::Error| format!("Lost the editor: {error}.");
    loop {
        if let Some(status) = child.try_wait().map_err(failed)? {
            // A Ctrl-C that ended the editor was sent to us as well.
            let meant = |signal: &i32| ![SIGINT, SIGQUIT, SIGTSTP].contains(signal);
            heard.extend(signals.pending().filter(meant));
            return if status.success() {
                Ok(None)
            } else {
                let file = edit.path.display();
                Err(format!("The editor ended with {status}; see {file}."))
            };
        }
        let mut fds = [PollFd::new(signals.get_read(), PollFlags::IN)];
        match poll(&mut fds, None) {
            Ok(_) | Err(Errno::INTR) => {}
            Err(error) => return Err(failed(error.into())),
        }
        for signal in signals.pending() {
            match signal {
                SIGTSTP => {
                    kill_process(getpid(), Signal::STOP).map_err(|e| failed(e.into()))?;
                }
                SIGTERM | SIGHUP => {
                    let _ = kill_process(Pid::from_child(&child), Signal::TERM);
                    return Ok(Some(Ended::Signal(signal)));
                }
                // Ctrl-C and Ctrl-\ were meant for the editor.
                _ => {}
            }
        }
    }
}

/// The user's editor on a file, its words split as a shell would, but without one.
fn command(editor: &str, edit: &Edit) -> Result<Command, String> {
    let words = shell_words::split(editor)
        .map_err(|_| format!("The editor “{editor}” has a quote that is not closed."))?;
    let Some((program, arguments)) = words.split_first() else {
        return Err("No editor is set: set $EDITOR, or editor in the settings.".to_owned());
    };
    let mut command = Command::new(program);
    command.args(arguments);
    let name = program.rsplit('/').next().unwrap_or(program);
    let takes_line = [
        "vi", "vim", "nvim", "nano", "emacs", "micro", "kak", "joe", "ne",
    ];
    if let Some(line) = edit.line.filter(|_| takes_line.contains(&name)) {
        command.arg(format!("+{line}"));
    }
    command.arg(&edit.path);
    Ok(command)
}
