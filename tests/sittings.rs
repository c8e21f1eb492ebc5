//! What a sitting asks, goes on asking and asks no more, whatever happens while it goes on.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

use hotseat::domain::card::CardId;
use hotseat::domain::grade::Grade;
use hotseat::domain::queue::Filter;
use hotseat::training::Trainer;
use hotseat::training::session::Wish;
use support::stage::{answer, morning, trainer};

fn queued(trainer: &Trainer) -> Vec<CardId> {
    let place = |place: &hotseat::domain::queue::Place| &trainer.cards()[place.card as usize].id;
    trainer.session().queue().map(place).cloned().collect()
}

fn searching(trainer: &Trainer, text: &str) -> Wish {
    let (query, mistakes) = trainer.query(text);
    assert_eq!(mistakes.len(), 0);
    Wish {
        filter: Filter {
            query: Some(query),
            ..Filter::default()
        },
        minutes: Some(240),
        ..Wish::default()
    }
}

#[test]
fn what_is_put_away_in_a_drill_of_chosen_cards_stays_away_until_it_is_taken_back() {
    let home = tempfile::tempdir().unwrap();
    let mut trainer = trainer(home.path(), morning(0));
    let cards: Vec<CardId> = (trainer.cards().iter().take(3))
        .map(|card| card.id.clone())
        .collect();
    let wish = Wish {
        cards: cards.clone(),
        ..Wish::default()
    };
    trainer.begin(wish.clone());
    trainer.toggle_suspend(&cards[0]).unwrap();
    trainer.bury(&cards[2]).unwrap();
    trainer.toggle_star(&cards[1]).unwrap();
    trainer.plan(wish.clone());
    assert_eq!(queued(&trainer), cards[1..2]);
    // The star, then the card that was put off.
    trainer.undo().unwrap();
    trainer.undo().unwrap();
    trainer.plan(wish);
    assert_eq!(trainer.session().left(), 2);
    assert!(queued(&trainer).contains(&cards[2]));
}

#[test]
fn a_second_look_is_owed_even_where_the_search_no_longer_means_the_card() {
    let home = tempfile::tempdir().unwrap();
    let mut trainer = trainer(home.path(), morning(0));
    let wish = searching(&trainer, "is:new kind:recall");
    trainer.begin(wish.clone());
    let all = trainer.session().left();
    answer(&mut trainer, &[Grade::Again]);
    let done = trainer.session().done()[0].card.clone();
    trainer.toggle_star(&done).unwrap();
    trainer.plan(wish);
    assert_eq!(trainer.session().second_looks(), 1);
    assert_eq!(trainer.session().left(), all);
}

#[test]
fn who_searches_for_cards_that_keep_failing_gets_them_all() {
    let home = tempfile::tempdir().unwrap();
    let before = trainer(home.path(), morning(0));
    let recall = before.cards().iter().map(|card| card.id.clone());
    let cards: Vec<CardId> = recall
        .filter(|id| id.deck() == "ai-operations")
        .take(3)
        .collect();
    drop(before);
    for day in 0..6 {
        let mut trainer = trainer(home.path(), morning(day));
        trainer.begin(Wish {
            cards: cards.clone(),
            ..Wish::default()
        });
        answer(&mut trainer, &[Grade::Again; 3]);
    }
    let mut trainer = trainer(home.path(), morning(12));
    let wish = Wish {
        minutes: Some(60),
        ..searching(&trainer, "is:leech")
    };
    trainer.begin(wish);
    assert_eq!(trainer.session().left(), 3);
}
