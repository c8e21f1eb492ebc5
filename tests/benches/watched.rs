//! The program, run the way a user runs it, and watched from outside.

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use hotseat::storage::places::Places;
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

use crate::ground::NOW;

const PATIENCE: Duration = Duration::from_secs(60);
/// What every frame ends with.
const FRAME_END: &[u8] = b"\x1b[?2026l";
const QUIT: &str = "\x03";

/// The program under measurement, in one home.
#[derive(Debug, Clone)]
pub(crate) struct Program {
    /// The file that is run.
    pub(crate) file: PathBuf,
    /// What `HOTSEAT_HOME` is.
    pub(crate) home: PathBuf,
}

/// What one run used.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Used {
    pub(crate) instructions: i64,
    pub(crate) allocations: i64,
    /// System calls that write to the terminal.
    pub(crate) writes: i64,
}

impl Program {
    fn environment(&self) -> [(&'static str, &str); 5] {
        [
            ("HOTSEAT_HOME", self.home.to_str().unwrap()),
            ("HOTSEAT_NOW", NOW),
            ("HOTSEAT_SEED", "7"),
            ("TERM", "xterm-256color"),
            ("PATH", "/usr/local/bin:/usr/bin:/bin"),
        ]
    }

    /// Runs a command to its end; it must do so with success.
    pub(crate) fn run(&self, arguments: &[&str]) {
        let status = self.command(&[], arguments).status().unwrap();
        assert!(status.success(), "{arguments:?}: {status}");
    }

    fn command(&self, before: &[&str], arguments: &[&str]) -> Command {
        let file = self.file.to_str().unwrap();
        let words = [before, &[file], arguments].concat();
        let mut command = Command::new(words[0]);
        command
            .args(&words[1..])
            .env_clear()
            .envs(self.environment());
        command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        command
    }

    /// Instructions of a command, from its start to its end.
    pub(crate) fn instructions(&self, arguments: &[&str]) -> i64 {
        let log = self.log();
        let valgrind = callgrind(&log);
        let status = self.command(&words(&valgrind), arguments).status().unwrap();
        assert!(status.success(), "{arguments:?}: {status}");
        collected(&log)
    }

    /// The most memory a command holds, in KiB.
    pub(crate) fn peak(&self, arguments: &[&str]) -> i64 {
        let mut child = self.command(&[], arguments).spawn().unwrap();
        let status = format!("/proc/{}/status", child.id());
        let mut peak = 0;
        while child.try_wait().unwrap().is_none() {
            peak = field(&status, "VmHWM:").unwrap_or(peak);
            std::thread::sleep(Duration::from_millis(1));
        }
        peak
    }

    fn log(&self) -> PathBuf {
        self.home.join("valgrind.log")
    }

    /// What the full screen uses from its start to its end, with `keys` pressed one after the other,
    /// each once the last one's frame is there. The number of frames is the number of keys and one.
    pub(crate) fn used(&self, arguments: &[&str], keys: &[&str]) -> Used {
        Used {
            instructions: self.screen_instructions(arguments, keys),
            ..self.screen_calls(arguments, keys)
        }
    }

    /// Instructions of the full screen, from its start to its end.
    pub(crate) fn screen_instructions(&self, arguments: &[&str], keys: &[&str]) -> i64 {
        let log = self.log();
        Screen::open(self, &words(&callgrind(&log)), arguments).play(keys);
        collected(&log)
    }

    fn screen_calls(&self, arguments: &[&str], keys: &[&str]) -> Used {
        let log = self.log();
        let valgrind = [
            "valgrind".to_owned(),
            "--tool=dhat".into(),
            "--dhat-out-file=/dev/null".into(),
            "--trace-syscalls=yes".into(),
            format!("--log-file={}", log.display()),
        ];
        Screen::open(self, &words(&valgrind), arguments).play(keys);
        let said = String::from_utf8_lossy(&fs::read(&log).unwrap()).into_owned();
        let total = said.lines().find(|line| line.contains("Total:")).unwrap();
        let blocks = total.split(" in ").nth(1).unwrap();
        Used {
            instructions: 0,
            allocations: number(blocks),
            writes: said.matches("sys_write ( 1,").count() as i64,
        }
    }

    /// How often the idle screen was woken in `span`, after `keys`.
    pub(crate) fn wake_ups(&self, arguments: &[&str], keys: &[&str], span: Duration) -> i64 {
        let mut screen = Screen::open(self, &[], arguments);
        screen.press_each(keys);
        let id = screen.child.process_id().unwrap();
        let status = format!("/proc/{id}/status");
        let woken = || field(&status, "voluntary_ctxt_switches:").unwrap();
        std::thread::sleep(Duration::from_millis(300));
        let before = woken();
        std::thread::sleep(span);
        let woken = woken() - before;
        screen.end();
        woken
    }

    /// Milliseconds to the frame that follows each key, and the most memory held, in KiB.
    pub(crate) fn to_each_frame(&self, keys: &[&str]) -> (Vec<f64>, i64) {
        let mut screen = Screen::open(self, &[], &[]);
        screen.frame();
        let mut timed = |key: &&str| {
            let started = Instant::now();
            screen.press(key);
            screen.frame();
            started.elapsed().as_secs_f64() * 1000.0
        };
        let took = keys.iter().map(&mut timed).collect();
        let id = screen.child.process_id().unwrap();
        let peak = field(&format!("/proc/{id}/status"), "VmHWM:").unwrap();
        screen.end();
        (took, peak)
    }

    /// Milliseconds to the first frame.
    pub(crate) fn to_first_frame(&self, arguments: &[&str]) -> f64 {
        let started = Instant::now();
        let mut screen = Screen::open(self, &[], arguments);
        screen.frame();
        let took = started.elapsed();
        screen.end();
        took.as_secs_f64() * 1000.0
    }
}

fn callgrind(log: &Path) -> [String; 4] {
    [
        "valgrind".to_owned(),
        "--tool=callgrind".into(),
        "--callgrind-out-file=/dev/null".into(),
        format!("--log-file={}", log.display()),
    ]
}

fn words(words: &[String]) -> Vec<&str> {
    words.iter().map(String::as_str).collect()
}

fn collected(log: &Path) -> i64 {
    let said = fs::read_to_string(log).unwrap();
    let line = said.lines().find(|line| line.contains("Collected :"));
    number(line.unwrap().rsplit(':').next().unwrap())
}

/// The number a text begins with, its thousands set apart by commas.
fn number(text: &str) -> i64 {
    let digits = text
        .trim_start()
        .chars()
        .take_while(|c| c.is_ascii_digit() || *c == ',');
    digits
        .filter(char::is_ascii_digit)
        .collect::<String>()
        .parse()
        .unwrap()
}

fn field(status: &str, name: &str) -> Option<i64> {
    let status = fs::read_to_string(status).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix(name))?;
    Some(number(line))
}

/// The full screen on a terminal.
struct Screen {
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    keys: Box<dyn Write + Send>,
    output: Receiver<Vec<u8>>,
    /// The end of what came and holds no whole frame.
    rest: Vec<u8>,
}

impl Screen {
    fn open(program: &Program, before: &[&str], arguments: &[&str]) -> Self {
        // A card left half-answered by an earlier run would be gone on with.
        let _ = fs::remove_dir_all(Places::under(&program.home).drafts);
        let size = PtySize {
            rows: 30,
            cols: 100,
            ..PtySize::default()
        };
        let pty = native_pty_system().openpty(size).unwrap();
        let file = program.file.to_str().unwrap();
        let words = [before, &[file], arguments].concat();
        let mut command = CommandBuilder::new(words[0]);
        command.args(&words[1..]);
        command.env_clear();
        program
            .environment()
            .iter()
            .for_each(|(name, value)| command.env(name, value));
        let child = pty.slave.spawn_command(command).unwrap();
        let mut reader = pty.master.try_clone_reader().unwrap();
        let (send, output) = channel();
        std::thread::spawn(move || {
            let mut bytes = [0; 65_536];
            while let Ok(length @ 1..) = reader.read(&mut bytes) {
                if send.send(bytes[..length].to_vec()).is_err() {
                    break;
                }
            }
        });
        Self {
            child,
            keys: pty.master.take_writer().unwrap(),
            master: pty.master,
            output,
            rest: Vec::new(),
        }
    }

    fn play(mut self, keys: &[&str]) {
        self.press_each(keys);
        self.end();
    }

    fn press_each(&mut self, keys: &[&str]) {
        self.frame();
        for key in keys {
            self.press(key);
            self.frame();
        }
    }

    fn press(&mut self, key: &str) {
        self.keys.write_all(key.as_bytes()).unwrap();
        self.keys.flush().unwrap();
    }

    /// Waits for the end of a frame, and wants nothing to come after it.
    fn frame(&mut self) {
        let end = loop {
            if let Some(at) = self
                .rest
                .windows(FRAME_END.len())
                .position(|bytes| bytes == FRAME_END)
            {
                break at + FRAME_END.len();
            }
            let bytes = self.output.recv_timeout(PATIENCE).expect("a frame");
            self.rest.extend(bytes);
        };
        self.rest.drain(..end);
        assert!(self.rest.is_empty(), "a key brought more than one frame");
    }

    fn end(mut self) {
        self.press(QUIT);
        let status = self.child.wait().unwrap();
        drop(self.master);
        assert!(status.success(), "{status:?}");
    }
}
