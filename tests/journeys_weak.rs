//! Journeys through what is weak: keys in, the screen and the journal out.

#![allow(clippy::unwrap_used)]

mod support {
    #![allow(
        dead_code,
        unreachable_pub,
        reason = "each test file uses its own part"
    )]
    pub(crate) mod pty;
    pub(crate) mod stage;
    pub(crate) mod weak;
}

use std::collections::BTreeMap;
use std::process::Command;

use hotseat::domain::card::CardId;
use hotseat::domain::day::Day;
use hotseat::domain::grade::Grade::{Again, Good};
use hotseat::domain::register::Register;
use hotseat::domain::schedule;
use hotseat::domain::settings;
use hotseat::training::Trainer;
use hotseat::training::session::Wish;
use hotseat::tui::screen::home::Home;
use hotseat::tui::theme::Look as Appearance;
use support::pty::HOTSEAT;
use support::stage::{Stage, morning, trainer};
use support::weak::{self, Look, fact};
use tempfile::TempDir;

fn open(looks: &[Look]) -> Stage {
    open_in(looks, Appearance::default(), |_| {})
}

fn open_in(looks: &[Look], look: Appearance, prepare: impl FnOnce(&mut Trainer)) -> Stage {
    open_at(weak::home(looks), look, prepare)
}

fn open_at(home: TempDir, look: Appearance, prepare: impl FnOnce(&mut Trainer)) -> Stage {
    let mut trainer = trainer(home.path(), morning(0));
    trainer.set(Register::MinutesADay(20)).unwrap();
    prepare(&mut trainer);
    let mut stage = Stage::open_in(home, trainer, look, |trainer| Box::new(Home::open(trainer)));
    stage.press("w");
    stage
}

fn id(card: &str) -> CardId {
    CardId::new(&format!("weak/{card}"))
}

/// The day each practised card is due.
fn due(trainer: &Trainer) -> BTreeMap<CardId, Day> {
    let cards = trainer.progress().cards.iter();
    let due = cards.map(|(id, seen)| {
        let due = schedule::due(trainer.model(), id, seen, 0.9).unwrap();
        (id.clone(), due)
    });
    due.collect()
}

#[track_caller]
fn shows(stage: &Stage, text: &str) {
    assert!(stage.screen().contains(text), "{text}\n{}", stage.screen());
}

#[track_caller]
fn hides(stage: &Stage, text: &str) {
    assert!(!stage.screen().contains(text), "{text}\n{}", stage.screen());
}

#[test]
fn the_lists_at_every_size() {
    let mut stage = open(&weak::history());
    stage.press("G space");
    insta::assert_snapshot!("weak_cards", stage.sizes());
    stage.press("tab");
    insta::assert_snapshot!("weak_points", stage.sizes());
    stage.press("tab");
    insta::assert_snapshot!("weak_competencies", stage.sizes());
    stage.press("tab");
    insta::assert_snapshot!("weak_rules", stage.sizes());
    stage.press("tab q");
    shows(&stage, "Home");
}

#[test]
fn before_an_interview_it_says_what_fades_and_what_is_new() {
    let ascii = Appearance::new(settings::Theme::Mono, settings::Glyphs::Ascii, true);
    let mut stage = open_in(&weak::history(), ascii, |trainer| {
        let date = trainer.day().plus(40);
        trainer.set(Register::InterviewDate(Some(date))).unwrap();
    });
    stage.resize((100, 30));
    insta::assert_snapshot!("weak_before_an_interview", stage.screen());
    let listed = stage.screen();
    stage.press("n");
    assert_ne!(stage.screen(), listed);
    hides(&stage, "never practised");
    stage.press("n");
    assert_eq!(stage.screen(), listed);
    for _ in 0..8 {
        let screen = stage.screen();
        let why = &screen[screen.find("Why: ").unwrap()..];
        let drills = why.matches("s drills").count() + why.matches("s asks").count();
        assert!(drills < 2, "to drill it is said once\n{screen}");
        stage.press("j");
    }
    // All are the weak ones, not those never practised below them.
    let weak = listed.split("[Cards ").nth(1).unwrap();
    let weak = weak.split(']').next().unwrap();
    stage.press("a");
    shows(&stage, &format!("selected {weak} "));
}

#[test]
fn what_is_selected_is_drilled_though_nothing_is_due_and_nothing_else_moves() {
    let mut stage = open(&weak::history());
    let before = due(stage.trainer());
    let today = stage.trainer().day();
    assert!(before[&id("influence")] > today, "{before:?}");
    stage.press("space j space");
    shows(&stage, "[x] How do you lead");
    shows(&stage, "selected 2");
    stage.press("s");
    shows(&stage, "What does a canary release prove?");
    stage.press("space 3");
    shows(&stage, "How do you lead without authority?");
    stage.press("space space 2 2 2 enter");
    shows(&stage, "End of the sitting");
    stage.press("space");
    assert_eq!(stage.notice(), "1 card has left the list.");
    hides(&stage, "How do you lead");
    hides(&stage, "selected");
    let after = due(stage.trainer());
    let moved: Vec<&str> = before
        .iter()
        .filter(|(id, due)| after[*id] != **due)
        .map(|(id, _)| id.as_str())
        .collect();
    assert_eq!(moved, ["weak/canary", "weak/influence"]);
    stage.press("u");
    assert!(stage.notice().starts_with("Undone: "), "{}", stage.notice());
    shows(&stage, "[ ] How do you lead");
    let undone = due(stage.trainer());
    assert_eq!(undone[&id("influence")], before[&id("influence")]);
    stage.press("ctrl-r");
    hides(&stage, "[ ] How do you lead");
}

#[test]
fn the_line_under_the_cursor_is_drilled_where_none_is_selected() {
    let mut stage = open(&weak::history());
    stage.press("j j s");
    shows(&stage, "How do you lead without authority?");
    assert_eq!(stage.trainer().session().left(), 1);
    stage.press("q space");
    assert_eq!(stage.notice(), "", "nothing was answered");
    stage.press("tab s");
    assert_eq!(stage.trainer().session().left(), 3, "{}", stage.screen());
    let cards = &stage.trainer().session().wish().cards;
    assert!(cards.iter().all(|id| id.as_str() != "weak/influence"));
}

#[test]
fn a_ladder_is_asked_of_the_one_card_where_it_is_answered_freely() {
    let mut deck: serde_json::Value = serde_json::from_str(&weak::deck()).unwrap();
    deck["cards"][5]["choices"] = serde_json::json!(["So it is not.", "Nor so.", "Never."]);
    let home = weak::home_of(&deck.to_string(), &weak::history());
    let mut stage = open_at(home, Appearance::default(), |_| {});
    stage.resize((200, 30));
    shows(&stage, "> [ ] What does a canary");
    hides(&stage, "L ladder");
    stage.press("j");
    shows(&stage, "L ladder");
    stage.press("k L");
    assert!(stage.notice().contains("freely"), "{}", stage.notice());
    // Recall without choices can be one.
    let mut stage = open(&weak::history());
    stage.press("L");
    assert!(stage.trainer().session().wish().ladder);
    shows(&stage, "rung");
    let mut stage = open(&weak::history());
    stage.press("j j L");
    let wish = stage.trainer().session().wish();
    assert_eq!(
        (wish.ladder, &wish.cards[..]),
        (true, &[id("influence")][..])
    );
}

#[test]
fn cards_are_found_sorted_starred_and_suspended() {
    let mut stage = open(&weak::history());
    stage.press("/");
    stage.type_text("slow");
    shows(&stage, "[Cards 1]");
    stage.press("enter");
    shows(&stage, "How do you lead");
    stage.press("* ");
    shows(&stage, "* How do you");
    stage.press("@");
    assert_eq!(stage.notice(), "1 card suspended; u takes it back.");
    shows(&stage, "Nothing here has that text.");
    stage.press("esc");
    shows(&stage, "[Cards 4]");
    stage.press("u");
    shows(&stage, "[Cards 5]");
    stage.press("o");
    shows(&stage, "lowest recall first");
    stage.press("o o");
    shows(&stage, "longest ago first");
    let screen = stage.screen();
    let at = |text: &str| screen.find(text).unwrap();
    assert!(at("let so") < at("were wrong"), "{screen}");
    stage.press("a");
    shows(&stage, "selected 5");
    stage.press("esc");
    hides(&stage, "selected");
    stage.press("enter");
    shows(&stage, "Weak ▸ weak/firing");
    shows(&stage, "card 1 of 5");
    stage.press("q esc");
    shows(&stage, "Home");
}

#[test]
fn the_cursor_stays_in_view_when_the_page_shrinks() {
    let mut stage = open(&weak::history());
    stage.resize((100, 30));
    stage.press("n G k");
    for size in [(80, 24), (60, 18), (40, 12)] {
        stage.resize(size);
        shows(&stage, "> [ ]");
        let screen = stage.screen();
        let cursor = screen.lines().find(|line| line.contains("> [ ]")).unwrap();
        let called = cursor.split_once("[ ] ").unwrap().1.trim();
        let called: String = called.chars().take(12).collect();
        stage.press("enter");
        shows(&stage, &called);
        stage.press("q");
    }
}

#[test]
fn the_cursor_stays_with_its_card_when_the_list_is_in_another_order() {
    let mut stage = open(&weak::history());
    stage.press("j");
    shows(&stage, "> [ ] A time you were wrong");
    stage.press("k @");
    hides(&stage, "[ ] What does a canary");
    shows(&stage, "> [ ] A time you were wrong");
    stage.press("u");
    shows(&stage, "> [ ] A time you were wrong");
    shows(&stage, "  [ ] What does a canary");
    // A drill that takes a card above it out of the list.
    stage.press("j j");
    shows(&stage, "> [ ] When did you let");
    let mut elsewhere = trainer(stage.home.path(), morning(0));
    elsewhere.toggle_suspend(&id("influence")).unwrap();
    let _ = stage.app.returned();
    hides(&stage, "How do you lead");
    shows(&stage, "> [ ] When did you let");
}

#[test]
fn from_the_end_of_a_sitting_it_goes_back_to_the_list_it_began_in() {
    let mut stage = open(&weak::history());
    stage.press("s space 3");
    shows(&stage, "End of the sitting");
    stage.press("w");
    shows(&stage, "Home ▸ Weak");
    stage.press("enter s space 3 w");
    shows(&stage, "Home ▸ Weak");
    stage.press("q");
    shows(&stage, "hotseat ▸ Home");
}

#[test]
fn what_is_done_is_done_to_the_selection_and_undone_at_once() {
    let mut stage = open(&weak::history());
    stage.press("space space *");
    assert_eq!(stage.notice(), "2 cards starred; u takes it back.");
    shows(&stage, "[x] * What does a canary");
    shows(&stage, "[x] * A time you were");
    stage.press("*");
    hides(&stage, "] * ");
    stage.press("u u");
    assert_eq!(stage.notice(), "Undone: 2 cards starred.");
    hides(&stage, "] * ");
    stage.press("ctrl-r");
    shows(&stage, "[x] * A time you were");
    stage.press("-");
    assert_eq!(
        stage.notice(),
        "2 cards put off to tomorrow; u takes it back."
    );
    let today = stage.trainer().day();
    let seen = stage.trainer().seen(&id("wrong")).unwrap();
    assert!(seen.is_buried(today));
    stage.press("@");
    shows(&stage, "[Cards 3]");
    hides(&stage, "selected");
    stage.press("u");
    shows(&stage, "[Cards 5]");
    // What is selected is let go where one sees it, and only there.
    stage.press("space tab esc");
    shows(&stage, "hotseat ▸ Home");
}

#[test]
fn the_filter_is_kept_by_esc_and_let_go_by_the_next() {
    let mut stage = open(&weak::history());
    stage.press("/");
    stage.type_text("miss");
    stage.press("down esc");
    shows(&stage, "[Cards 3]");
    shows(&stage, "> [ ] A time you were wrong");
    stage.press("esc");
    shows(&stage, "[Cards 5]");
    shows(&stage, "> [ ] A time you were wrong");
}

#[test]
fn why_it_is_weak_is_read_in_full() {
    let mut stage = open(&weak::history());
    stage.resize((40, 12));
    stage.press("G");
    shows(&stage, "more");
    hides(&stage, "hire, no hire");
    stage.press("v G");
    shows(&stage, "hire, no hire, hire, no hire");
    hides(&stage, "[Cards");
    // What acts on the list waits until it is seen again.
    hides(&stage, "select");
    stage.press("v");
    shows(&stage, "> [ ] Tell me about");
    stage.press("v s");
    shows(&stage, "Tell me about a project");
}

#[test]
fn where_nothing_is_weak_it_says_what_to_do() {
    let mut stage = open(&[]);
    insta::assert_snapshot!("weak_without_practice", stage.sizes());
    stage.press("s space a enter L @ * o");
    shows(&stage, "Nothing is practised yet");
    let mut stage = open(&[fact("fine", 3, Good)]);
    shows(&stage, "No weak cards");
    shows(&stage, "say little yet");
    stage.press("tab");
    shows(&stage, "No weak points");
    stage.press("tab");
    shows(&stage, "not enough evidence");
}

#[test]
fn a_confident_miss_comes_back_first_and_is_called_a_surprise() {
    let mut stage = open(&weak::history());
    stage.press("q");
    assert!(stage.app.start_drill(Wish {
        cards: vec![id("untold")],
        ..Wish::default()
    }));
    stage.press("]");
    shows(&stage, "expect 3 hire");
    hides(&stage, "a surprise");
    stage.press("space space 0 0 0 enter q space w /");
    stage.type_text("handover");
    stage.press("enter");
    shows(&stage, "sure and missed: you expected hire");
    let mut stage = stage.restart(morning(1));
    let session = stage.trainer().session();
    let surprise = |card: u32| {
        let id = &stage.trainer().cards()[card as usize].id;
        let seen = stage.trainer().seen(id);
        seen.is_some_and(|seen| seen.is_surprise())
    };
    let surprises: Vec<bool> = session.queue().map(|place| surprise(place.card)).collect();
    assert_eq!(surprises[..3], [true, true, false], "{surprises:?}");
    stage.resize((100, 30));
    stage.press("space");
    shows(&stage, "a surprise: you expected");
}

#[test]
fn the_command_line_tells_what_the_screen_shows() {
    let home = weak::home(&weak::history());
    let run = |arguments: &[&str]| {
        let mut command = Command::new(HOTSEAT);
        command.args(arguments).env_clear();
        command
            .env("HOTSEAT_HOME", home.path())
            .env("HOTSEAT_SEED", "7");
        command.env("HOTSEAT_NOW", "2026-11-24T08:00:00+01:00");
        let ran = command.output().unwrap();
        (
            ran.status.code().unwrap(),
            String::from_utf8(ran.stdout).unwrap(),
        )
    };
    let (code, text) = run(&["weak", "--json"]);
    assert_eq!(code, 0, "{text}");
    let json: serde_json::Value = serde_json::from_str(&text).unwrap();
    let mut stage = open(&weak::history());
    stage.resize((100, 30));
    let screen = stage.screen();
    let mut below = 0;
    let cards = json["cards"].as_array().unwrap();
    assert_eq!(cards.len(), 5);
    for card in cards {
        let called = card["called"].as_str().unwrap();
        let at = screen.find(&format!("[ ] {called}")).unwrap();
        assert!(at > below, "in the order of the screen: {called}");
        below = at;
        let line = screen[at..].lines().next().unwrap();
        let words = card["reasons"][0]["words"].as_str().unwrap();
        assert!(line.contains(words), "{words} in {line}");
        assert!(!card["reasons"][0]["rule"].as_str().unwrap().is_empty());
        let recall = format!("{:.0}%", 100.0 * card["recall_now"].as_f64().unwrap());
        assert!(line.contains(&recall), "{recall} in {line}");
    }
    let point = &json["points"][0];
    assert_eq!((&point["absent"], &point["of"]), (&5.into(), &7.into()));
    insta::assert_snapshot!("weak_in_lines", run(&["weak", "weak", "--top", "2"]).1);
    assert_eq!(run(&["weak", "delegation-trust"]).0, 4);
    assert_eq!(run(&["weak", "nowhere"]).0, 4);
    let script = home.path().join("keys");
    std::fs::write(&script, "space\n3\nq\n").unwrap();
    let (code, kept) = run(&[
        "weak",
        "--drill",
        "--top",
        "1",
        "--script",
        script.to_str().unwrap(),
    ]);
    assert_eq!((code, kept.lines().count()), (0, 1), "{kept}");
    let drilled = trainer(home.path(), morning(0));
    let seen = drilled.seen(&id("canary")).unwrap();
    assert_eq!(seen.grades().take(2).collect::<Vec<_>>(), [Good, Again]);
}
