//! The program without its terminal, on a throw-away home: keys in, the screen out.

#![allow(dead_code, unreachable_pub, reason = "each test file uses its part")]

use std::path::{Path, PathBuf};

use chrono::{DateTime, Duration, FixedOffset};
use hotseat::domain::grade::Grade;
use hotseat::storage::places::Places;
use hotseat::training::Trainer;
use hotseat::training::clock::Clock;
use hotseat::training::showing::Step;
use hotseat::training::trainer::Options;
use hotseat::tui::app::{App, Request};
use hotseat::tui::screen::Screen;
use hotseat::tui::screen::home::Home;
use hotseat::tui::theme::{Look, Role};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use tempfile::TempDir;

/// Every size there is a composition for, and one that is too small.
pub const SIZES: [(u16, u16); 5] = [(100, 30), (80, 24), (60, 18), (40, 12), (20, 5)];

/// Tuesday morning, `days` days on.
pub fn morning(days: i64) -> DateTime<FixedOffset> {
    let first = DateTime::parse_from_rfc3339("2026-11-24T08:00:00+01:00").unwrap();
    first + Duration::days(days)
}

/// A trainer on `home` at an instant.
pub fn trainer(home: &Path, now: DateTime<FixedOffset>) -> Trainer {
    let options = Options {
        seed: Some(7),
        ..Options::default()
    };
    Trainer::open(Places::under(home), Clock::frozen(now), options).unwrap()
}

/// Answers the next cards of the sitting, a minute each, with these grades.
pub fn answer(trainer: &mut Trainer, grades: &[Grade]) {
    for grade in grades {
        assert!(trainer.show_next(), "no card left for {grade:?}");
        for _ in 0..120 {
            let at = trainer.clock().ticks();
            let showing = trainer.showing_mut().unwrap();
            match showing.step() {
                Step::Verdict | Step::Grade => break,
                Step::RedFlags { .. } => showing.raise(false, at),
                Step::Points { .. } if *grade == Grade::Again => {
                    showing.mark(hotseat::domain::grade::Mark::Absent, at);
                }
                Step::Points { .. } => showing.mark(hotseat::domain::grade::Mark::Clear, at),
                Step::Probe { answered: true, .. } => showing.answer_probe(false, at),
                Step::Answer if showing.choices().len() > 0 => showing.choose(0, at),
                Step::Choose => showing.choose(0, at),
                Step::Estimate => showing.give_estimate(None, at),
                _ => showing.advance(at),
            }
            trainer.clock().wait(std::time::Duration::from_secs(10));
        }
        trainer.keep(*grade).unwrap().unwrap();
    }
}

/// A home, the program on it, and the size of its terminal.
pub struct Stage {
    pub home: TempDir,
    pub app: App,
    pub look: Look,
    size: (u16, u16),
}

impl Stage {
    /// Home on the bundled decks, the first steps behind it.
    pub fn home() -> Self {
        Self::prepared(|trainer| {
            let minutes = hotseat::domain::register::Register::MinutesADay(20);
            trainer.set(minutes).unwrap();
        })
    }

    /// Home on the first morning, once `prepare` has done its part.
    pub fn prepared(prepare: impl FnOnce(&mut Trainer)) -> Self {
        let home = tempfile::tempdir().unwrap();
        let mut trainer = trainer(home.path(), morning(0));
        prepare(&mut trainer);
        Self::open(home, trainer, |trainer| Box::new(Home::open(trainer)))
    }

    /// A screen of one's own choice.
    pub fn open(
        home: TempDir,
        trainer: Trainer,
        first: impl FnOnce(&mut Trainer) -> Box<dyn Screen>,
    ) -> Self {
        Self::open_in(home, trainer, Look::default(), first)
    }

    /// The same in another look.
    pub fn open_in(
        home: TempDir,
        trainer: Trainer,
        look: Look,
        first: impl FnOnce(&mut Trainer) -> Box<dyn Screen>,
    ) -> Self {
        Self {
            home,
            app: App::new(trainer, look, first),
            look,
            size: (80, 24),
        }
    }

    /// The same home after the program was ended and started again.
    pub fn restart(mut self, now: DateTime<FixedOffset>) -> Self {
        self.app.close();
        drop(self.app);
        let trainer = trainer(self.home.path(), now);
        Self::open(self.home, trainer, |trainer| Box::new(Home::open(trainer)))
    }

    /// The same with another look.
    pub fn with_look(self, look: Look) -> Self {
        let trainer = trainer(self.home.path(), morning(0));
        Self {
            app: App::new(trainer, look, |trainer| Box::new(Home::open(trainer))),
            look,
            ..self
        }
    }

    pub fn trainer(&self) -> &Trainer {
        self.app.trainer()
    }

    pub fn resize(&mut self, size: (u16, u16)) {
        self.size = size;
        self.app.resize(size.0, size.1);
    }

    /// Presses chords separated by spaces.
    pub fn press(&mut self, chords: &str) {
        let _ = self.request(chords);
    }

    /// The same, and what the last one asks for.
    pub fn request(&mut self, chords: &str) -> Request {
        let mut request = Request::None;
        for chord in chords.split_whitespace() {
            request = self.app.press(chord.parse().unwrap());
        }
        request
    }

    /// Types text, a key a character.
    pub fn type_text(&mut self, text: &str) {
        for c in text.chars() {
            let key = if c == ' ' {
                "space".to_owned()
            } else {
                c.to_string()
            };
            let _ = self.app.press(key.parse().unwrap());
        }
    }

    pub fn notice(&self) -> &str {
        self.app.notice().unwrap_or_default()
    }

    /// A deck in the user's folder, under its stem.
    pub fn put_deck(&self, stem: &str, text: &str) -> PathBuf {
        let folder = Places::under(self.home.path()).decks;
        std::fs::create_dir_all(&folder).unwrap();
        let path = folder.join(format!("{stem}.json"));
        std::fs::write(&path, text).unwrap();
        path
    }

    fn draw(&self) -> (Buffer, Option<Position>) {
        let mut terminal = Terminal::new(TestBackend::new(self.size.0, self.size.1)).unwrap();
        terminal.draw(|frame| self.app.draw(frame)).unwrap();
        let visible = terminal.backend().cursor_visible();
        let cursor = visible.then(|| terminal.backend().cursor_position());
        (terminal.backend().buffer().clone(), cursor)
    }

    /// The screen as text, and where the terminal's cursor is.
    pub fn screen(&self) -> String {
        let (buffer, cursor) = self.draw();
        let rows = buffer.content.chunks(usize::from(buffer.area.width));
        let rows = rows.map(|row| {
            let row: String = row.iter().map(|cell| cell.symbol()).collect();
            row.trim_end().to_owned()
        });
        let screen = rows.collect::<Vec<_>>().join("\n");
        // The throw-away home has another name each time.
        let screen = hide(&screen, self.home.path());
        match cursor {
            Some(at) => format!("{screen}\ncursor at {},{}", at.x, at.y),
            None => screen,
        }
    }

    /// Every cell of the screen.
    pub fn cells(&self) -> Vec<ratatui::buffer::Cell> {
        self.draw().0.content
    }

    /// The screen at every size.
    pub fn sizes(&mut self) -> String {
        let before = self.size;
        let mut all = String::new();
        for size in SIZES {
            self.resize(size);
            all.push_str(&format!("{}x{}\n{}\n\n", size.0, size.1, self.screen()));
        }
        self.resize(before);
        all
    }

    /// The texts drawn in a role, in their order.
    pub fn drawn_as(&self, role: Role) -> Vec<String> {
        let style = self.look.style(role);
        let (buffer, _) = self.draw();
        let fits = |cell: &ratatui::buffer::Cell| {
            let drawn = cell.style();
            drawn.fg.unwrap_or_default() == style.fg.unwrap_or_default()
                && drawn.add_modifier.contains(style.add_modifier)
        };
        let rows = buffer.content.chunks(usize::from(buffer.area.width));
        let runs = rows.flat_map(|row| {
            row.chunk_by(move |a, b| fits(a) == fits(b))
                .filter(move |run| fits(&run[0]))
        });
        runs.map(|run| run.iter().map(|cell| cell.symbol()).collect::<String>())
            .filter(|text| !text.trim().is_empty())
            .collect()
    }
}

/// Paths under `home` as paths under `HOME`, as far as they are whole on the screen.
fn hide(screen: &str, home: &Path) -> String {
    screen.replace(home.to_str().unwrap(), "HOME")
}
