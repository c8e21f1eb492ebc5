//! A small deck of the user's own, with cards that stand in every way a card can.

use std::path::Path;

use hotseat::domain::card::CardId;
use hotseat::domain::grade::Grade::{self, Again, Good};
use hotseat::storage::places::Places;
use hotseat::training::Trainer;
use hotseat::training::session::Wish;
use hotseat::training::trainer::Change;

use super::stage::{answer, morning, trainer};

const DECK: &str = r#"{ "format": "hotseat/1", "id": "own", "title": "Our own", "cards": [
  { "id": "leech", "kind": "recall", "prompt": "Which conflict never ends?", "answer": "a", "tags": ["conflict", "senior"], "competency": "conflict", "difficulty": 3 },
  { "id": "known", "kind": "recall", "prompt": "Who decides what is delegated?", "answer": "b", "tags": ["handover"], "competency": "delegation", "difficulty": 1 },
  { "id": "away", "kind": "recall", "prompt": "What is a suspended sentence?", "answer": "c", "difficulty": 2 },
  { "id": "star", "kind": "recall", "prompt": "What shines?", "answer": "d", "tags": ["Sky"] },
  { "id": "later", "kind": "recall", "prompt": "What can wait until tomorrow?", "answer": "e", "stages": ["people"] },
  { "id": "mine", "kind": "recall", "prompt": "Über what do we disagree?", "answer": "f" }
] }"#;

/// The id of one of its cards.
pub fn own(card: &str) -> CardId {
    CardId::new(&format!("own/{card}"))
}

/// Puts the deck into a home.
pub fn put(home: &Path) {
    let folder = Places::under(home).decks;
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("own.json"), DECK).unwrap();
}

/// Answers one card on the morning of a day.
pub fn attempt(home: &Path, day: i64, card: &str, grade: Grade) {
    let mut trainer = trainer(home, morning(day));
    trainer.begin(Wish {
        cards: vec![own(card)],
        ..Wish::default()
    });
    answer(&mut trainer, &[grade]);
    trainer.close();
}

/// The deck with its history, on the morning of the sixth day: `leech` has failed five times, `known`
/// is known, and the others are as their names say.
pub fn lived(home: &Path) -> Trainer {
    put(home);
    for day in 0..4 {
        attempt(home, day, "leech", Again);
    }
    attempt(home, 4, "known", Good);
    attempt(home, 4, "leech", Again);
    let mut trainer = trainer(home, morning(5));
    let done = [
        ("away", Change::Suspend(true)),
        ("star", Change::Star(true)),
        ("later", Change::Bury),
        ("mine", Change::Tag("Friday".to_owned())),
    ];
    for (card, change) in done {
        trainer.change(&[own(card)], &[change], "").1.unwrap();
    }
    trainer
}

/// Another deck, of so many cards.
pub fn put_many(home: &Path, cards: usize) {
    let card = |at| {
        format!(
            r#"{{ "id": "c{at}", "kind": "recall", "prompt": "Number {at}?", "answer": "{at}" }}"#
        )
    };
    let cards: Vec<String> = (0..cards).map(card).collect();
    std::fs::create_dir_all(Places::under(home).decks).unwrap();
    let head = r#""format": "hotseat/1", "id": "many", "title": "Many""#;
    let deck = format!("{{ {head}, \"cards\": [\n{}\n] }}", cards.join(",\n"));
    std::fs::write(Places::under(home).decks.join("many.json"), deck).unwrap();
}
