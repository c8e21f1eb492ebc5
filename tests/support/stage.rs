//! The whole program without a terminal: keys in, screen and journal out.

#![allow(dead_code, reason = "each test file uses its own part")]

use std::path::Path;
use std::time::Duration;

use hotseat::domain::attempt::Attempt;
use hotseat::domain::card::CardId;
use hotseat::domain::queue::Filter;
use hotseat::storage::places::Places;
use hotseat::training::Trainer;
use hotseat::training::clock::Clock;
use hotseat::training::session::Wish;
use hotseat::training::trainer::Options;
use hotseat::tui::app::App;
use hotseat::tui::keymap::Keymap;
use hotseat::tui::screen;
use hotseat::tui::theme::Look;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use tempfile::TempDir;

use super::NOW;

/// A program under way in a folder of its own.
pub(crate) struct Stage {
    pub(crate) app: App,
    pub(crate) home: TempDir,
    size: (u16, u16),
}

/// Where everything of a stage is kept.
pub(crate) fn places(home: &Path) -> Places {
    Places::under(home)
}

/// A folder whose decks are the one of journeys.
pub(crate) fn home_with_journey() -> TempDir {
    let home = tempfile::tempdir().unwrap();
    let decks = places(home.path()).decks;
    std::fs::create_dir_all(&decks).unwrap();
    std::fs::write(
        decks.join("journey.json"),
        include_str!("../decks/journey.json"),
    )
    .unwrap();
    home
}

fn trainer(home: &Path, now: &str) -> Trainer {
    let now = chrono::DateTime::parse_from_rfc3339(now).unwrap();
    let options = Options {
        seed: Some(7),
        ..Options::default()
    };
    Trainer::open(places(home), Clock::frozen(now), options).unwrap()
}

impl Stage {
    /// A drill of one card of the deck of journeys.
    pub(crate) fn card(card: &str) -> Self {
        Self::card_at(home_with_journey(), card, NOW)
    }

    /// The same in a folder with a history, at another time.
    pub(crate) fn card_at(home: TempDir, card: &str, now: &str) -> Self {
        let mut trainer = trainer(home.path(), now);
        let id = CardId::new(&format!("journey/{card}"));
        let others: Vec<CardId> = trainer
            .cards()
            .iter()
            .filter(|info| info.id.deck() == "journey" && info.id != id)
            .map(|info| info.id.clone())
            .collect();
        for other in others {
            if !trainer.seen(&other).is_some_and(|seen| seen.suspended) {
                trainer.toggle_suspend(&other).unwrap();
            }
        }
        Self::drill(home, trainer, 240)
    }

    /// A drill of the whole deck of journeys.
    pub(crate) fn deck(minutes: u32) -> Self {
        let home = home_with_journey();
        let trainer = trainer(home.path(), NOW);
        Self::drill(home, trainer, minutes)
    }

    /// The same again, as after a quit or a kill.
    pub(crate) fn again(self, minutes: u32) -> Self {
        let trainer = trainer(self.home.path(), NOW);
        Self::drill(self.home, trainer, minutes)
    }

    fn drill(home: TempDir, trainer: Trainer, minutes: u32) -> Self {
        let filter = Filter {
            decks: vec!["journey".into()],
            ..Filter::default()
        };
        let wish = Wish {
            filter,
            minutes: Some(minutes),
            limit: None,
        };
        let first = screen::first(&trainer);
        let mut app = App::new(trainer, Keymap::default(), Look::default(), first);
        app.start_drill(wish);
        let mut stage = Self {
            app,
            home,
            size: (0, 0),
        };
        stage.resize(100, 30);
        stage
    }

    pub(crate) fn resize(&mut self, width: u16, height: u16) {
        self.size = (width, height);
        self.app.resize(width, height);
    }

    /// Presses keys, with spaces between them, in the key map's syntax.
    pub(crate) fn keys(&mut self, keys: &str) {
        for key in keys.split_whitespace() {
            let _ = self.app.press(key.parse().unwrap());
        }
    }

    pub(crate) fn types(&mut self, text: &str) {
        let _ = self.app.paste(text);
    }

    pub(crate) fn wait(&mut self, seconds: u64) {
        self.app
            .trainer()
            .clock()
            .wait(Duration::from_secs(seconds));
        let _ = self.app.woken();
    }

    /// The screen as lines of text, without the spaces at their ends.
    pub(crate) fn screen(&self) -> String {
        let mut terminal = Terminal::new(TestBackend::new(self.size.0, self.size.1)).unwrap();
        terminal.draw(|frame| self.app.draw(frame)).unwrap();
        let cells = terminal.backend().buffer().content();
        let rows = cells.chunks(usize::from(self.size.0));
        let rows = rows.map(|row| row.iter().map(|cell| cell.symbol()).collect::<String>());
        rows.map(|row| row.trim_end().to_owned() + "\n").collect()
    }

    /// Every attempt at a card that is on the disk, as another process reads it.
    pub(crate) fn attempts(&self, card: &str) -> Vec<Attempt> {
        let trainer = trainer(self.home.path(), NOW);
        trainer
            .attempts(&CardId::new(&format!("journey/{card}")))
            .unwrap()
    }

    #[track_caller]
    pub(crate) fn shows(&self, text: &str) {
        let screen = self.screen();
        assert!(screen.contains(text), "no \"{text}\" in\n{screen}");
    }

    #[track_caller]
    pub(crate) fn hides(&self, text: &str) {
        let screen = self.screen();
        assert!(!screen.contains(text), "\"{text}\" in\n{screen}");
    }
}
