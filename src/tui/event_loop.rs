//! The loop: draw what is stale, then wait for a key, a signal, or the moment the screen asked for.

use std::io;
use std::os::unix::net::UnixStream;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use rustix::process::{Signal, getpgrp, getpid, getsid, kill_current_process_group, kill_process};
use rustix::stdio::stdin;
use signal_hook::consts::{SIGCHLD, SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::backend::SignalDelivery;
use signal_hook::iterator::exfiltrator::SignalOnly;

use super::app::{App, Request};
use super::editor;
use super::input::{Decoder, Input};
use super::screen::{Edit, Notice};
use super::terminal::{self, Terminal, TerminalError};
use super::theme::Role;

/// A screen cannot make the loop spin.
const SHORTEST_WAKE: Duration = Duration::from_millis(10);

/// Why the loop has ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// The user asked for it.
    Quit,
    /// A signal asked for it.
    Signal(i32),
    /// The terminal has vanished.
    Gone,
}

impl Ended {
    /// The program's exit code: 128 and the signal's number, as a shell would say it.
    pub fn exit_code(self) -> u8 {
        let signal = match self {
            Self::Quit => return 0,
            Self::Signal(signal) => signal,
            Self::Gone => SIGHUP,
        };
        u8::try_from(128 + signal).unwrap_or(1)
    }
}

/// Runs `app` on the terminal until it ends. `editor` is the command that opens a file, with its
/// arguments, where the settings name none.
pub fn run(app: &mut App, editor: &str) -> Result<Ended, TerminalError> {
    let signals = listen()?;
    let terminal = Terminal::enter()?;
    let mut event_loop = Loop {
        app,
        terminal,
        signals,
        heard: Vec::new(),
        decoder: Decoder::default(),
        editor,
        away: false,
        stale: true,
    };
    let ended = event_loop.run();
    event_loop.terminal.leave();
    event_loop.app.leave();
    match ended {
        // The errors of a terminal whose other end is closed.
        Err(error)
            if matches!(
                Errno::from_io_error(&error),
                Some(Errno::IO | Errno::PIPE | Errno::NXIO)
            ) =>
        {
            Ok(Ended::Gone)
        }
        ended => Ok(ended?),
    }
}

fn listen() -> io::Result<Signals> {
    let (read, write) = UnixStream::pair()?;
    let signals = [
        SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH, SIGCHLD,
    ];
    SignalDelivery::with_pipe(read, write, SignalOnly, signals)
}

/// The signals the loop hears, through a pipe it can wait on.
pub(super) type Signals = SignalDelivery<UnixStream, SignalOnly>;

struct Loop<'a> {
    app: &'a mut App,
    terminal: Terminal,
    signals: Signals,
    /// Signals taken from the pipe and not acted on yet.
    heard: Vec<i32>,
    decoder: Decoder,
    editor: &'a str,
    /// Stopped for the shell: until we are continued the terminal is not ours.
    away: bool,
    /// What is shown is not what is.
    stale: bool,
}

/// What the wait was ended by.
enum Ready {
    Signals,
    Input,
    Gone,
    Time,
}

/// Either the loop goes on or it has ended.
type Next = io::Result<Option<Ended>>;

impl Loop<'_> {
    fn run(&mut self) -> io::Result<Ended> {
        let (width, height) = terminal::size();
        self.app.resize(width, height);
        loop {
            if self.stale && !self.away {
                self.terminal.draw(|frame| self.app.draw(frame))?;
                self.stale = false;
            }
            let patience = self.decoder.patience();
            let wake = || self.app.wake().map(|wake| wake.max(SHORTEST_WAKE));
            let wake = patience.or_else(wake).filter(|_| !self.away);
            let ended = match self.wait(wake)? {
                Ready::Gone => Some(Ended::Gone),
                Ready::Signals => self.hear()?,
                Ready::Input => self.read()?,
                Ready::Time if patience.is_some() => match self.decoder.flush() {
                    Some(input) => self.take(input)?,
                    None => None,
                },
                Ready::Time => {
                    self.stale = true;
                    let request = self.app.woken();
                    self.obey(request)?
                }
            };
            if let Some(ended) = ended {
                return Ok(ended);
            }
        }
    }

    fn wait(&self, wake: Option<Duration>) -> io::Result<Ready> {
        if !self.heard.is_empty() {
            return Ok(Ready::Signals);
        }
        let tty = stdin();
        let mut fds = [
            PollFd::new(self.signals.get_read(), PollFlags::IN),
            PollFd::new(&tty, PollFlags::IN),
        ];
        // While away the terminal belongs to the shell, and so do its bytes.
        let fds = if self.away {
            &mut fds[..1]
        } else {
            &mut fds[..]
        };
        let wake = wake.and_then(|wake| Timespec::try_from(wake).ok());
        loop {
            match poll(fds, wake.as_ref()) {
                Err(Errno::INTR) => continue,
                Err(error) => return Err(error.into()),
                Ok(0) => return Ok(Ready::Time),
                Ok(_) => {}
            }
            if fds[0].revents().contains(PollFlags::IN) {
                return Ok(Ready::Signals);
            }
            let lost = PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL;
            let gone = fds.get(1).is_some_and(|tty| tty.revents().intersects(lost));
            return Ok(if gone { Ready::Gone } else { Ready::Input });
        }
    }

    /// Takes all that has been typed, so that held keys and pastes cost one frame.
    fn read(&mut self) -> Next {
        let mut bytes = [0; 4096];
        let length = match rustix::io::read(stdin(), &mut bytes) {
            Ok(0) => return Ok(Some(Ended::Gone)),
            Ok(length) => length,
            Err(Errno::INTR | Errno::AGAIN) => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        for input in self.decoder.feed(&bytes[..length]) {
            if let Some(ended) = self.take(input)? {
                return Ok(Some(ended));
            }
        }
        Ok(None)
    }

    fn take(&mut self, input: Input) -> Next {
        self.stale = true;
        let request = match input {
            Input::Press(chord) => self.app.press(chord),
            Input::Paste(text) => self.app.paste(&text),
            Input::Focus(true) => self.app.returned(),
            Input::Focus(false) => Request::None,
        };
        self.obey(request)
    }

    fn obey(&mut self, request: Request) -> Next {
        match request {
            Request::None => Ok(None),
            Request::Quit => Ok(Some(Ended::Quit)),
            Request::Redraw => self.terminal.fit().map(|()| None),
            Request::Edit(edit) => self.edit(&edit),
            Request::Shell if getsid(None).is_ok_and(|session| session == getpgrp()) => {
                // Nobody could bring us back: the terminal was opened with us in the shell's place.
                self.app.tell(Notice {
                    text: "There is no shell behind this terminal to go to.".to_owned(),
                    role: Role::Warn,
                });
                Ok(None)
            }
            // As the terminal would have it: whoever waits for us, such as cargo, stops with us.
            Request::Shell => self.stop(kill_current_process_group).map(|()| None),
        }
    }

    /// Gives the terminal back and stops until continued; the signal that continues us takes it again.
    fn stop(&mut self, kill: impl FnOnce(Signal) -> Result<(), Errno>) -> io::Result<()> {
        self.app.leave();
        self.terminal.leave();
        self.away = true;
        self.heard.extend(self.signals.pending());
        // Continued before it stopped, it would never be continued again.
        if !self.heard.contains(&SIGCONT) && self.last_signal().is_none() {
            kill(Signal::STOP)?;
        }
        Ok(())
    }

    fn hear(&mut self) -> Next {
        self.heard.extend(self.signals.pending());
        if let Some(signal) = self.last_signal() {
            return Ok(Some(Ended::Signal(signal)));
        }
        // Of a stop and its end that come together, the end counts.
        self.heard.sort_by_key(|signal| *signal != SIGCONT);
        while let Some(signal) = self.heard.pop() {
            match signal {
                SIGWINCH => self.fit()?,
                SIGTSTP => self.stop(|signal| kill_process(getpid(), signal))?,
                SIGCONT => {
                    self.away = false;
                    self.terminal.resume()?;
                    self.fit()?;
                    let request = self.app.returned();
                    if let Some(ended) = self.obey(request)? {
                        return Ok(Some(ended));
                    }
                }
                _ => {}
            }
        }
        Ok(None)
    }

    /// The signal that is to be the last.
    fn last_signal(&self) -> Option<i32> {
        let ends = |signal: &&i32| [SIGTERM, SIGHUP, SIGINT, SIGQUIT].contains(signal);
        self.heard.iter().find(ends).copied()
    }

    fn fit(&mut self) -> io::Result<()> {
        let (width, height) = terminal::size();
        self.app.resize(width, height);
        self.stale = true;
        self.terminal.fit()
    }

    /// Lends the terminal to the user's editor.
    fn edit(&mut self, edit: &Edit) -> Next {
        self.app.leave();
        self.terminal.leave();
        let settings = self.app.trainer().settings();
        let editor = settings.editor.as_deref().unwrap_or(self.editor);
        let ended = match editor::run(editor, edit, &mut self.signals, &mut self.heard) {
            Ok(Some(ended)) => return Ok(Some(ended)),
            Ok(None) => Ok(()),
            Err(why) => Err(why),
        };
        self.terminal.resume()?;
        self.fit()?;
        let request = self.app.edited(ended);
        self.obey(request)
    }
}
