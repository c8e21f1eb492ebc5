//! A real terminal around the real program: whatever ends it, the terminal is given back as it was.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

use std::io::{Read, Write};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use hotseat::training::Trainer;
use hotseat::tui::action::{Action, Context};
use hotseat::tui::app::App;
use hotseat::tui::event_loop;
use hotseat::tui::screen::{Edit, Outcome, Page, Screen, Title};
use hotseat::tui::theme::Look;
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use ratatui::Frame;
use rustix::process::{Pid, Signal, kill_process};

const HOTSEAT: &str = env!("CARGO_BIN_EXE_hotseat");
const PATIENCE: Duration = Duration::from_secs(20);

/// A terminal with a program in it.
struct Terminal {
    master: Box<dyn MasterPty>,
    keys: Box<dyn Write>,
    output: Receiver<Vec<u8>>,
    screen: vt100::Parser,
    child: Box<dyn Child + Send + Sync>,
    before: String,
    home: tempfile::TempDir,
}

impl Terminal {
    /// Where the terminal `controls` the program, the kernel drops what is unread when the program ends.
    fn run(program: &str, arguments: &[&str], controls: bool) -> Self {
        let home = tempfile::tempdir().unwrap();
        let pty = native_pty_system().openpty(PtySize::default()).unwrap();
        let before = format!("{:?}", pty.master.get_termios().unwrap());
        let mut command = CommandBuilder::new(program);
        command.args(arguments);
        command.env("TERM", "xterm-256color");
        command.env("HOTSEAT_HOME", home.path());
        command.set_controlling_tty(controls);
        let child = pty.slave.spawn_command(command).unwrap();
        let mut reader = pty.master.try_clone_reader().unwrap();
        let (send, output) = channel();
        std::thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(length @ 1..) = reader.read(&mut bytes) {
                if send.send(bytes[..length].to_vec()).is_err() {
                    break;
                }
            }
        });
        Self {
            keys: pty.master.take_writer().unwrap(),
            master: pty.master,
            output,
            screen: vt100::Parser::default(),
            child,
            before,
            home,
        }
    }

    fn hotseat() -> Self {
        let mut terminal = Self::run(HOTSEAT, &[], false);
        terminal.wait_for("First steps");
        assert!(terminal.screen.screen().alternate_screen());
        terminal.type_keys(b"\x1b");
        terminal.wait_for("Home");
        terminal
    }

    /// This file's own program with the screen at its end, for what the product has no key for.
    fn probe(controls: bool) -> Self {
        let own = std::env::current_exe().unwrap();
        let arguments = ["--exact", "probe", "--ignored", "--nocapture"];
        let mut terminal = Self::run(own.to_str().unwrap(), &arguments, controls);
        terminal.wait_for("probe is here");
        terminal
    }

    fn type_keys(&mut self, keys: &[u8]) {
        self.keys.write_all(keys).unwrap();
        self.keys.flush().unwrap();
    }

    fn wait_for(&mut self, text: &str) {
        self.wait_until(text, |screen| screen.contents().contains(text));
    }

    fn wait_until(&mut self, what: &str, seen: impl Fn(&vt100::Screen) -> bool) {
        let deadline = Instant::now() + PATIENCE;
        while !seen(self.screen.screen()) {
            match self
                .output
                .recv_timeout(deadline.saturating_duration_since(Instant::now()))
            {
                Ok(bytes) => self.screen.process(&bytes),
                Err(error) => panic!(
                    "no {what} ({error}) in\n{}",
                    self.screen.screen().contents()
                ),
            }
        }
    }

    fn signal(&self, signal: Signal) {
        let pid = i32::try_from(self.child.process_id().unwrap()).unwrap();
        kill_process(Pid::from_raw(pid).unwrap(), signal).unwrap();
    }

    /// The exit code, once the terminal is seen to be as it was before.
    fn ended(mut self) -> u32 {
        let code = wait(&mut *self.child);
        assert_eq!(
            format!("{:?}", self.master.get_termios().unwrap()),
            self.before
        );
        // What it wrote last is on its way; the reader ends with the last holder of the other side.
        loop {
            match self.output.recv_timeout(PATIENCE) {
                Ok(bytes) => self.screen.process(&bytes),
                Err(RecvTimeoutError::Disconnected) => break,
                Err(RecvTimeoutError::Timeout) => panic!("the terminal is still held"),
            }
        }
        self.assert_restored();
        assert!(
            !self.screen.screen().bracketed_paste(),
            "pastes are still bracketed"
        );
        code
    }

    fn assert_restored(&self) {
        let screen = self.screen.screen();
        assert!(!screen.alternate_screen(), "still on the alternate screen");
        assert!(!screen.hide_cursor(), "the cursor is hidden");
    }
}

fn wait(child: &mut dyn Child) -> u32 {
    let deadline = Instant::now() + PATIENCE;
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            return status.exit_code();
        }
        assert!(Instant::now() < deadline, "it does not end");
        std::thread::yield_now();
    }
}

#[test]
fn quitting_gives_the_terminal_back() {
    let mut terminal = Terminal::hotseat();
    terminal.type_keys(b"q");
    assert_eq!(terminal.ended(), 0);
}

#[test]
fn a_signal_ends_it_at_once_even_after_half_a_key() {
    for (signal, code) in [
        (Signal::HUP, 129),
        (Signal::INT, 130),
        (Signal::QUIT, 131),
        (Signal::TERM, 143),
    ] {
        let mut terminal = Terminal::hotseat();
        terminal.type_keys(b"\x1b[1;");
        let sent = Instant::now();
        terminal.signal(signal);
        assert_eq!(terminal.ended(), code);
        assert!(
            sent.elapsed() < Duration::from_secs(1),
            "{:?}",
            sent.elapsed()
        );
    }
}

#[test]
fn a_paste_without_its_end_does_not_swallow_every_key_after_it() {
    let mut terminal = Terminal::hotseat();
    terminal.type_keys(b"d");
    terminal.wait_for("When is the interview?");
    terminal.type_keys(b"\x1b[200~+30");
    terminal.wait_for("in 30 days");
    terminal.type_keys(b"\x03");
    assert_eq!(terminal.ended(), 0);
}

#[test]
fn a_deck_put_there_meanwhile_appears_when_the_terminal_has_the_focus_again() {
    let mut terminal = Terminal::hotseat();
    terminal.type_keys(b"\x1b[O");
    let decks = terminal.home.path().join("data/decks");
    std::fs::create_dir_all(&decks).unwrap();
    let deck = r#"{ "format": "hotseat/1", "id": "mine", "title": "A deck of mine", "cards": [
        { "id": "a", "kind": "recall", "prompt": "What?", "answer": "This." } ] }"#;
    std::fs::write(decks.join("mine.json"), deck).unwrap();
    terminal.type_keys(b"\x1b[I");
    terminal.wait_for("appeared, 1 card.");
    terminal.type_keys(b"q");
    assert_eq!(terminal.ended(), 0);
}

#[test]
fn ctrl_z_goes_to_the_shell_and_fg_comes_back() {
    let mut terminal = Terminal::run("bash", &["--norc", "--noprofile", "-i"], true);
    terminal.type_keys(format!("PS1='ready> '; {HOTSEAT}; echo ended with $?\n").as_bytes());
    terminal.wait_until("footer", |s| {
        s.alternate_screen() && s.contents().contains("help")
    });
    terminal.type_keys(b"\x1a");
    terminal.wait_for("Stopped");
    terminal.assert_restored();
    terminal.type_keys(b"fg\n");
    terminal.wait_until("footer", |s| {
        s.alternate_screen() && s.contents().contains("help")
    });
    terminal.type_keys(b"\x1b");
    terminal.wait_for("Home");
    terminal.type_keys(b"q");
    terminal.wait_until("prompt", |s| {
        !s.alternate_screen() && s.contents().trim_end().ends_with("ready>")
    });
    terminal.assert_restored();
    terminal.type_keys(b"exit\n");
    assert_eq!(wait(&mut *terminal.child), 0);
}

#[test]
fn stopped_from_outside_it_steps_aside_and_draws_anew_when_continued() {
    let mut terminal = Terminal::hotseat();
    terminal.signal(Signal::TSTP);
    terminal.wait_until("main screen", |screen| !screen.alternate_screen());
    terminal.assert_restored();
    // It may be on its way to the stop still, and a signal that comes before would continue nothing.
    while !terminal.screen.screen().alternate_screen() {
        terminal.signal(Signal::CONT);
        if let Ok(bytes) = terminal.output.recv_timeout(Duration::from_millis(100)) {
            terminal.screen.process(&bytes);
        }
    }
    terminal.wait_for("help");
    terminal.type_keys(b"q");
    assert_eq!(terminal.ended(), 0);
}

#[test]
fn a_terminal_that_vanishes_ends_it() {
    let pty = native_pty_system().openpty(PtySize::default()).unwrap();
    let mut command = CommandBuilder::new(HOTSEAT);
    command.env("TERM", "xterm-256color");
    let home = tempfile::tempdir().unwrap();
    command.env("HOTSEAT_HOME", home.path());
    let mut child = pty.slave.spawn_command(command).unwrap();
    let mut reader = pty.master.try_clone_reader().unwrap();
    let mut screen = vt100::Parser::default();
    while !screen.screen().contents().contains("help") {
        let mut bytes = [0; 4096];
        let length = reader.read(&mut bytes).unwrap();
        screen.process(&bytes[..length]);
    }
    drop((reader, pty));
    assert_eq!(wait(&mut *child), 129);
}

#[test]
fn a_panic_is_printed_on_a_terminal_in_order() {
    let mut terminal = Terminal::probe(false);
    terminal.type_keys(b"!");
    terminal.wait_for("the probe panics");
    assert_eq!(terminal.ended(), 101);
}

#[test]
fn the_editor_has_the_terminal_to_itself() {
    let mut terminal = Terminal::probe(true);
    terminal.type_keys(b"\x0f");
    terminal.wait_until("editor", |s| {
        !s.alternate_screen() && s.contents().contains("editing notes.txt")
    });
    // Ctrl-C there is the editor's own affair.
    terminal.type_keys(b"\x03");
    terminal.wait_for("interrupted");
    terminal.type_keys(b"bad\n");
    terminal.wait_for("The editor ended with exit status: 1; see notes.txt.");
    terminal.type_keys(b"\x0f");
    terminal.wait_until("editor", |screen| !screen.alternate_screen());
    terminal.type_keys(b"\n");
    terminal.wait_for("edited");
    terminal.type_keys(b"\x03");
    assert_eq!(wait(&mut *terminal.child), 0);
}

/// Run by [`Terminal::probe`] only.
#[test]
#[ignore = "a program for the tests above, not a test"]
fn probe() {
    let home = std::env::var("HOTSEAT_HOME").unwrap();
    let mut app = App::new(support::trainer(home.as_ref()), Look::default(), |_| {
        Box::new(Probe)
    });
    let editor = r#"sh -c 'trap "echo interrupted" INT; echo editing "$1"; read line || read line; test "$line" != bad' sh"#;
    event_loop::run(&mut app, editor).unwrap();
}

struct Probe;

impl Screen for Probe {
    fn context(&self) -> Context {
        Context::TextBox
    }

    fn title(&self, _: &Trainer, _: Page, _: &Look) -> Title {
        Title::new(["probe is here"], "")
    }

    fn view(&self, _: &mut Frame, _: Page, _: &Look, _: &Trainer) {}

    fn update(&mut self, action: Action, _: &mut Trainer, _: Page) -> Outcome {
        match action {
            Action::Editor => Outcome::Edit(Edit {
                path: "notes.txt".into(),
                line: None,
            }),
            _ => Outcome::Stay,
        }
    }

    fn insert(&mut self, _: &str, _: &mut Trainer, _: Page) -> Outcome {
        panic!("the probe panics");
    }

    fn edited(&mut self, ended: Result<(), String>, _: &mut Trainer, _: Page) -> Outcome {
        ended.map_or_else(Outcome::alert, |()| Outcome::notice("edited"))
    }
}
