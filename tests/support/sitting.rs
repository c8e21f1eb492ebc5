//! A sitting on one of the decks of journeys: one card of it, or the whole deck.

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
use hotseat::tui::theme::Look;
use tempfile::TempDir;

use super::NOW;
use super::stage::{Stage, trainer};

/// A folder whose own deck is the one of journeys.
pub fn home_with_journey() -> TempDir {
    home_with("journey")
}

/// A folder whose own deck is this one of `tests/decks`.
pub fn home_with(deck: &str) -> TempDir {
    let text = match deck {
        "scenario" => include_str!("../decks/scenario.json"),
        "case" => include_str!("../decks/case.json"),
        _ => include_str!("../decks/journey.json"),
    };
    let home = tempfile::tempdir().unwrap();
    put(&home, deck, text);
    home
}

fn put(home: &TempDir, deck: &str, text: &str) {
    let decks = Places::under(home.path()).decks;
    std::fs::create_dir_all(&decks).unwrap();
    std::fs::write(decks.join(format!("{deck}.json")), text).unwrap();
}

/// The id of a card, which stands in the deck `journey` unless it says otherwise.
fn id_of(card: &str) -> CardId {
    match card.contains('/') {
        true => CardId::new(card),
        false => CardId::new(&format!("journey/{card}")),
    }
}

/// The deck in the user's folder.
fn own_deck(home: &Path) -> String {
    let decks = std::fs::read_dir(Places::under(home).decks).unwrap();
    let first = decks.map(|deck| deck.unwrap().path()).min().unwrap();
    first.file_stem().unwrap().to_str().unwrap().to_owned()
}

fn opened(home: &Path, now: &str) -> Trainer {
    trainer(home, DateTime::parse_from_rfc3339(now).unwrap())
}

fn drill(home: TempDir, trainer: Trainer) -> Stage {
    drill_in(home, trainer, Look::default())
}

fn drill_in(home: TempDir, trainer: Trainer, look: Look) -> Stage {
    let mut stage = Stage::open_in(home, trainer, look, |trainer| Box::new(Home::open(trainer)));
    stage.resize((100, 30));
    let deck = own_deck(stage.home.path());
    stage.app.start_drill(Wish {
        filter: Filter {
            decks: vec![deck],
            ..Filter::default()
        },
        minutes: Some(240),
        ..Wish::default()
    });
    stage
}

impl Stage {
    /// A drill of one card: of the deck of journeys, or of another as `deck/card`.
    pub fn card(card: &str) -> Self {
        let home = home_with(id_of(card).deck());
        Self::card_at(home, card, NOW)
    }

    /// The same in a folder with a history, at another time.
    pub fn card_at(home: TempDir, card: &str, now: &str) -> Self {
        let mut trainer = opened(home.path(), now);
        let id = id_of(card);
        let all = trainer.cards().iter().map(|info| info.id.clone());
        let others: Vec<CardId> = all
            .filter(|other| other.deck() == id.deck() && *other != id)
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

    /// A drill of a deck that is nowhere else, under its stem.
    pub fn over(deck: &str, text: &str) -> Self {
        let home = tempfile::tempdir().unwrap();
        put(&home, deck, text);
        let trainer = opened(home.path(), NOW);
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

    /// The same again, in another look.
    pub fn in_look(self, look: Look) -> Self {
        let trainer = opened(self.home.path(), NOW);
        drill_in(self.home, trainer, look)
    }

    /// The same again, after `deck` was put in the place of the user's deck.
    pub fn edited(self, deck: &str) -> Self {
        put(&self.home, &own_deck(self.home.path()), deck);
        self.again()
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
        trainer.attempts(&id_of(card)).unwrap()
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
