//! A program on a terminal of its own: what it is sent, what it shows, and every byte it wrote.

#![allow(dead_code, unreachable_pub, reason = "each test file uses its part")]

use std::ffi::OsStr;
use std::io::{Read, Write};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// The program under test.
pub const HOTSEAT: &str = env!("CARGO_BIN_EXE_hotseat");

/// How long anything may take on a machine that is busy with other things.
const PATIENCE: Duration = Duration::from_secs(30);
/// What begins and ends every frame.
const FRAME_BEGIN: &[u8] = b"\x1b[?2026h";
const FRAME_END: &[u8] = b"\x1b[?2026l";

/// A terminal with a program in it.
pub struct Pty {
    /// Everything the program wrote.
    pub raw: Vec<u8>,
    keys: Box<dyn Write + Send>,
    output: Receiver<Vec<u8>>,
    screen: vt100::Parser,
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
}

impl Pty {
    /// Starts `program` on a terminal of `columns` x `rows`, with nothing in its environment but `PATH`,
    /// `TERM` and `environment`.
    pub fn start<A: AsRef<OsStr>>(
        program: &str,
        arguments: &[A],
        environment: &[(&str, &OsStr)],
        (columns, rows): (u16, u16),
    ) -> Self {
        let size = PtySize {
            rows,
            cols: columns,
            ..PtySize::default()
        };
        let pty = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(program);
        command.args(arguments);
        command.env_clear();
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command.env("TERM", "xterm-256color");
        for (name, value) in environment {
            command.env(name, value);
        }
        let child = pty.slave.spawn_command(command).unwrap();
        let mut reader = pty.master.try_clone_reader().unwrap();
        let (send, output) = channel();
        std::thread::spawn(move || {
            let mut bytes = [0; 16 * 1024];
            // A terminal nobody holds any more ends in an error.
            while let Ok(length @ 1..) = reader.read(&mut bytes) {
                if send.send(bytes[..length].to_vec()).is_err() {
                    break;
                }
            }
        });
        Self {
            raw: Vec::new(),
            keys: pty.master.take_writer().unwrap(),
            output,
            screen: vt100::Parser::new(rows.try_into().unwrap(), columns.try_into().unwrap(), 0),
            child,
            master: pty.master,
        }
    }

    /// Sends keys as a terminal would.
    pub fn send(&mut self, keys: &[u8]) {
        self.keys.write_all(keys).unwrap();
        self.keys.flush().unwrap();
    }

    /// The window is given another size.
    pub fn resize(&mut self, (columns, rows): (u16, u16)) {
        let size = PtySize {
            rows,
            cols: columns,
            ..PtySize::default()
        };
        self.master.resize(size).unwrap();
        let screen = self.screen.screen_mut();
        screen.set_size(rows.try_into().unwrap(), columns.try_into().unwrap());
    }

    /// Sends keys and waits for `text` in a frame drawn since.
    pub fn press(&mut self, keys: &str, text: &str) {
        self.press_until(keys, text, |screen| screen.contains(text));
    }

    /// Sends keys and waits for a frame drawn since that is as it should be.
    pub fn press_until(&mut self, keys: &str, what: &str, seen: impl Fn(&str) -> bool) {
        // What was on its way is of before.
        while let Ok(bytes) = self.output.try_recv() {
            self.take(&bytes);
        }
        let before = self.raw.len();
        self.send(keys.as_bytes());
        let what = format!("{what} after {keys:?}");
        self.wait_until(&what, |pty| {
            pty.frames_since(before) > 0 && pty.is_whole() && seen(&pty.contents())
        });
    }

    /// Frames that have ended since.
    fn frames_since(&self, at: usize) -> usize {
        windows(&self.raw[at..], FRAME_END).count()
    }

    /// Whether the screen is as a frame left it, and not half drawn.
    fn is_whole(&self) -> bool {
        let begun = windows(&self.raw, FRAME_BEGIN).next_back();
        begun.is_none_or(|at| windows(&self.raw[at..], FRAME_END).next().is_some())
    }

    /// What the screen says.
    pub fn contents(&self) -> String {
        self.screen.screen().contents()
    }

    /// Waits until the screen says `text`.
    pub fn wait_for(&mut self, text: &str) {
        self.wait_until(text, |pty| pty.is_whole() && pty.contents().contains(text));
    }

    /// Waits until `seen`.
    pub fn wait_until(&mut self, what: &str, seen: impl Fn(&Self) -> bool) {
        let deadline = Instant::now() + PATIENCE;
        while !seen(self) {
            let left = deadline.saturating_duration_since(Instant::now());
            match self.output.recv_timeout(left) {
                Ok(bytes) => self.take(&bytes),
                Err(error) => panic!("no {what} ({error}) in\n{}", self.contents()),
            }
        }
    }

    fn take(&mut self, bytes: &[u8]) {
        self.raw.extend_from_slice(bytes);
        self.screen.process(bytes);
    }

    /// Reads to the end; the exit code and everything that was written.
    pub fn finish(mut self) -> (u32, Vec<u8>) {
        loop {
            match self.output.recv_timeout(PATIENCE) {
                Ok(bytes) => self.take(&bytes),
                Err(RecvTimeoutError::Disconnected) => break,
                Err(RecvTimeoutError::Timeout) => {
                    panic!("it does not end; it shows\n{}", self.contents())
                }
            }
        }
        (
            self.child.wait().unwrap().exit_code(),
            std::mem::take(&mut self.raw),
        )
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        // A test that fails leaves nothing running.
        let _ = self.child.kill();
    }
}

/// Where `part` stands in `whole`.
fn windows<'a>(whole: &'a [u8], part: &'a [u8]) -> impl DoubleEndedIterator<Item = usize> + 'a {
    let starts = whole.windows(part.len()).enumerate();
    starts
        .filter(move |(_, window)| *window == part)
        .map(|(at, _)| at)
}
