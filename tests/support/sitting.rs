//! A sitting on the deck of journeys: one card, or the whole deck.

use std::path::Path;
use std::time::Duration;

use chrono::DateTime;
use hotseat::domain::attempt::Attempt;
use hotseat::domain::card::CardId;
use hotseat::domain::queue::Filter;
use hotseat::storage::places::Places;
use hotseat::training::Trainer;
use hotseat::training::session::Wish;
use hotseat::tui::screen::home::Home;
use tempfile::TempDir;

use super::NOW;
use super::stage::{Stage, trainer};

/// A folder whose own deck is the one of journeys.
pub fn home_with_journey() -> TempDir {
    let home = tempfile::tempdir().unwrap();
    let decks = Places::under(home.path()).decks;
    std::fs::create_dir_all(&decks).unwrap();
    let deck = include_str!("../decks/journey.json");
    std::fs::write(decks.join("journey.json"), deck).unwrap();
    home
}

fn opened(home: &Path, now: &str) -> Trainer {
    trainer(home, DateTime::parse_from_rfc3339(now).unwrap())
}

fn drill(home: TempDir, trainer: Trainer) -> Stage {
    let mut stage = Stage::open(home, trainer, |trainer| Box::new(Home::open(trainer)));
    stage.resize((100, 30));
    stage.app.start_drill(Wish {
        filter: Filter {
            decks: vec!["journey".into()],
            ..Filter::default()
        },
        minutes: Some(240),
        limit: None,
    });
    stage
}

impl Stage {
    /// A drill of one card of the deck of journeys.
    pub fn card(card: &str) -> Self {
        Self::card_at(home_with_journey(), card, NOW)
    }

    /// The same in a folder with a history, at another time.
    pub fn card_at(home: TempDir, card: &str, now: &str) -> Self {
        let mut trainer = opened(home.path(), now);
        let id = CardId::new(&format!("journey/{card}"));
        let all = trainer.cards().iter().map(|info| info.id.clone());
        let others: Vec<CardId> = all
            .filter(|other| other.deck() == "journey" && *other != id)
            .collect();
        if trainer.seen(&id).is_some_and(|seen| seen.suspended) {
            trainer.toggle_suspend(&id).unwrap();
        }
        for other in others {
            if !trainer.seen(&other).is_some_and(|seen| seen.suspended) {
                trainer.toggle_suspend(&other).unwrap();
            }
        }
        drill(home, trainer)
    }

    /// A drill of the whole deck of journeys.
    pub fn deck() -> Self {
        let home = home_with_journey();
        let trainer = opened(home.path(), NOW);
        drill(home, trainer)
    }

    /// The same again, as after a kill: nothing is told to end.
    pub fn again(self) -> Self {
        let trainer = opened(self.home.path(), NOW);
        drill(self.home, trainer)
    }

    pub fn paste(&mut self, text: &str) {
        let _ = self.app.paste(text);
    }

    pub fn wait(&mut self, seconds: u64) {
        let clock = self.app.trainer().clock();
        clock.wait(Duration::from_secs(seconds));
        let _ = self.app.woken();
    }

    /// Every attempt at a card that is on the disk, as another process reads it.
    pub fn attempts(&self, card: &str) -> Vec<Attempt> {
        let trainer = opened(self.home.path(), NOW);
        let id = CardId::new(&format!("journey/{card}"));
        trainer.attempts(&id).unwrap()
    }

    #[track_caller]
    pub fn shows(&self, text: &str) {
        let screen = self.screen();
        assert!(screen.contains(text), "no \"{text}\" in\n{screen}");
    }

    #[track_caller]
    pub fn hides(&self, text: &str) {
        let screen = self.screen();
        assert!(!screen.contains(text), "\"{text}\" in\n{screen}");
    }
}
