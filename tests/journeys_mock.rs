//! A mock from its setup to its scorecard, key by key.

#![allow(clippy::unwrap_used)]

mod support;

use std::path::Path;

use hotseat::domain::attempt::Attempt;
use hotseat::domain::card::CardId;
use hotseat::domain::entry::Event;
use hotseat::storage::places::Places;
use hotseat::training::Trainer;
use hotseat::tui::screen::home::Home;
use hotseat::tui::theme::{Look, UNICODE};
use support::NOW;
use support::stage::{Stage, trainer};
use tempfile::TempDir;

/// Five stories of five competencies that one stage asks about, and one of another.
fn deck() -> String {
    let card = |id: &str, competency: &str, difficulty: u8| {
        format!(
            r#"{{"id": "{id}", "kind": "behavioural", "prompt": "Tell me about {id}.", "competency": "{competency}",
             "difficulty": {difficulty}, "stages": ["people"], "box": {{"think": 20, "answer": 120}},
             "rubric": {{"points": [
               {{"id": "when", "text": "Dates the moment of {id}", "weight": 2, "must": true}},
               {{"id": "price", "text": "Admits what {id} cost", "weight": 1}}]}},
             "followups": [{{"id": "f-when", "when": ["when"], "ask": "When was {id}?"}},
               {{"id": "f-press", "when": [], "ask": "And without {id}?"}}],
             "red_flags": [{{"id": "blame", "text": "Blames somebody for {id}", "cap": 2}}]}}"#
        )
    };
    let cards = [
        card("growth", "people-growth", 1),
        card("feedback", "performance-feedback", 2),
        card("team", "team-dynamics", 2),
        card("hiring", "hiring-team-building", 3),
        card("handover", "delegation", 3),
        card("outside", "strategy-business", 3),
    ];
    format!(
        r#"{{"format": "hotseat/1", "id": "mine", "title": "Mine", "cards": [{}]}}"#,
        cards.join(",\n")
    )
}

/// Home with that deck alone to ask from: what comes with the program is suspended.
fn home() -> TempDir {
    let home = tempfile::tempdir().unwrap();
    let decks = Places::under(home.path()).decks;
    std::fs::create_dir_all(&decks).unwrap();
    std::fs::write(decks.join("mine.json"), deck()).unwrap();
    let mut trainer = opened(home.path(), NOW);
    let others = trainer.cards().iter().map(|info| info.id.clone());
    let others: Vec<CardId> = others.filter(|id| id.deck() != "mine").collect();
    for card in others {
        trainer.toggle_suspend(&card).unwrap();
    }
    home
}

fn opened(home: &Path, now: &str) -> Trainer {
    trainer(home, chrono::DateTime::parse_from_rfc3339(now).unwrap())
}

fn stage_at(home: TempDir, now: &str) -> Stage {
    let trainer = opened(home.path(), now);
    let mut stage = Stage::open(home, trainer, |trainer| Box::new(Home::open(trainer)));
    stage.resize((100, 30));
    stage
}

fn stage() -> Stage {
    stage_at(home(), NOW)
}

/// The same again, as after a kill: nothing is told to end.
fn killed(stage: Stage) -> Stage {
    stage_at(stage.home, NOW)
}

/// Sets up one strict stage of 15 minutes with a sceptical interviewer, and begins it.
fn begin(stage: &mut Stage) {
    stage.press("m");
    for _ in 0..3 {
        stage.press("j");
    }
    stage.shows(">[ ] People".replace('>', "> ").as_str());
    stage.press("space G k k k space j j space j space space");
    stage.shows("1 stage, 15 min, up to 2 questions.");
    stage.press("enter");
}

fn attempts(stage: &Stage) -> Vec<Attempt> {
    let trainer = opened(stage.home.path(), NOW);
    let entries = trainer.journal().all_entries().unwrap();
    let events = entries.map(|logged| logged.unwrap().1);
    let attempts = events
        .filter(|l| l.counts)
        .filter_map(|l| match l.entry.event {
            Event::Attempt(attempt) => Some(*attempt),
            _ => None,
        });
    attempts.collect()
}

/// Answers each question of the mock that is asked now, and every follow-up, in twenty seconds each.
fn answer_all(stage: &mut Stage) {
    for _ in 0..40 {
        let screen = stage.screen();
        if screen.contains("Marking") {
            return;
        }
        if screen.contains(" answer 0:00") {
            stage.press("tab");
            stage.type_text("In March I gave it to Ines, and 3 weeks were lost.");
            stage.press("esc");
        }
        stage.wait(10);
        stage.press("space");
    }
    panic!("no end in\n{}", stage.screen());
}

/// Marks the answer on the screen: no flag, each point with this mark, and takes the evidence.
fn mark(stage: &mut Stage, marks: &str) {
    stage.press("n");
    stage.press(marks);
    for _ in 0..6 {
        if stage.screen().contains("Evidence") {
            break;
        }
        let screen = stage.screen();
        stage.press(if screen.contains("brought out") {
            "1"
        } else if screen.contains("answered") {
            "space"
        } else {
            "enter"
        });
    }
    stage.shows("Evidence");
    stage.press("enter");
}

#[test]
fn a_strict_mock_from_its_setup_to_its_scorecard() {
    let mut stage = stage();
    begin(&mut stage);
    insta::assert_snapshot!("mock_break", stage.sizes());
    stage.press("space");
    stage.shows("Question 1 of 2");
    stage.shows("think 0:00");
    insta::assert_snapshot!("mock_think", stage.sizes());
    stage.wait(20);
    stage.shows("answer 0:00");
    stage.press("tab");
    stage.type_text("I told him in May");
    insta::assert_snapshot!("mock_answer", stage.sizes());
    stage.press("ctrl-s");
    insta::assert_snapshot!("mock_probe", stage.sizes());
    answer_all(&mut stage);
    stage.shows("answer 1 of 2");
    mark(&mut stage, "2 0");
    stage.shows("answer 2 of 2");
    mark(&mut stage, "0 2");
    stage.shows("Scorecard");
    insta::assert_snapshot!("mock_scorecard", stage.sizes());
    let kept = attempts(&stage);
    assert_eq!(kept.len(), 2);
    assert!(
        kept.iter()
            .all(|a| a.mock == kept[0].mock && !a.mock.is_empty())
    );
    assert_eq!(
        kept[1].evidence,
        "In March I gave it to Ines, and 3 weeks were lost."
    );
}
