//! Journeys up a ladder: the same answer in 180, 90, 60 and 30 seconds.

#![allow(clippy::unwrap_used)]

mod support;

use std::io::Write;
use std::process::{Command, Stdio};

use hotseat::domain::attempt::Attempt;
use hotseat::domain::card::CardId;
use hotseat::domain::grade::Grade;
use hotseat::training::session::Wish;
use hotseat::training::showing::Step;
use hotseat::tui::screen::home::Home;
use support::playing::pairs;
use support::sitting::home_with_journey;
use support::stage::{Stage, morning, trainer};

/// A sitting of these cards of the deck of journeys, each as a ladder.
fn ladder(cards: &[&str]) -> Stage {
    let home = home_with_journey();
    let trainer = trainer(home.path(), morning(0));
    let mut stage = Stage::open(home, trainer, |trainer| Box::new(Home::open(trainer)));
    stage.resize((100, 30));
    let id = |card: &&str| CardId::new(&format!("journey/{card}"));
    assert!(stage.app.start_drill(Wish {
        cards: cards.iter().map(id).collect(),
        ladder: true,
        ..Wish::default()
    }));
    stage
}

/// The title of the question's panel.
fn title(stage: &Stage) -> String {
    stage.screen().lines().nth(1).unwrap().to_owned()
}

/// Says something on the rung at hand for so many seconds.
fn say(stage: &mut Stage, text: &str, seconds: u64) {
    if !text.is_empty() {
        // The framework's lines are left out.
        stage.press("tab pgdn pgdn end");
        for _ in 0..8 {
            stage.press("ctrl-u backspace");
        }
        stage.paste(text);
    }
    stage.wait(seconds);
    if !text.is_empty() {
        stage.press("esc");
    }
}

/// All four rungs of the story, up to its points.
fn climb(stage: &mut Stage, last: u64) {
    stage.wait(7);
    stage.press("space");
    for (text, seconds) in [("all of it", 171), ("half of it", 92), ("", 61)] {
        say(stage, text, seconds);
        stage.press("space");
    }
    say(stage, "the one line", last);
    stage.press("space n n");
}

fn story(stage: &Stage) -> Attempt {
    let mut all = stage.attempts("story");
    assert_eq!(all.len(), 1, "one attempt, whatever the rungs");
    all.pop().unwrap()
}

#[test]
fn the_same_answer_four_times_is_one_attempt() {
    let mut stage = ladder(&["story"]);
    assert!(
        title(&stage).contains("Rung 1 of 4: 180 s"),
        "{}",
        stage.screen()
    );
    stage.shows("Aim for 3:00");
    stage.shows("think 0:00");
    climb(&mut stage, 28);
    assert_eq!(stage.step(), Step::Points { at: Some(0) });
    stage.press("2 2 2 2 2 2 space");
    stage.shows("strong hire");
    stage.press("enter");
    let attempt = story(&stage);
    let times = [("ladder/180", 171), ("ladder/90", 92), ("ladder/60", 61)];
    assert_eq!(pairs(&attempt.times), times);
    let texts = [("ladder/180", "all of it"), ("ladder/90", "half of it")];
    let texts = texts.map(|(rung, text)| (rung, text.to_owned()));
    assert_eq!(
        pairs(&attempt.texts),
        texts,
        "nothing was typed on the third"
    );
    assert_eq!(attempt.text, "the one line");
    assert_eq!(
        (attempt.seconds.think, attempt.seconds.answer),
        (7 + 171 + 92 + 61, 28)
    );
    let seen = stage.trainer().seen(&attempt.card).unwrap();
    assert_eq!((seen.attempts, seen.answer), (1, 28), "memory is fed once");
}

#[test]
fn each_rung_has_its_own_clock_and_its_own_words() {
    let mut stage = ladder(&["story"]);
    stage.press("space");
    say(&mut stage, "all of it", 10);
    stage.shows("answer 0:10");
    stage.shows("of 3:00");
    stage.shows("space next rung");
    stage.press("space");
    assert!(
        title(&stage).contains("Rung 2 of 4: 90 s"),
        "{}",
        stage.screen()
    );
    stage.shows("answer 0:00");
    stage.shows("of 1:30");
    stage.hides("all of it");
    insta::assert_snapshot!("ladder_second_rung", stage.sizes());
    // In practice the clock never cuts off.
    stage.wait(200);
    stage.shows("answer 3:20");
    stage.shows("of 1:30 over");
    stage.press("space");
    assert!(
        title(&stage).contains("Rung 3 of 4: 60 s"),
        "{}",
        stage.screen()
    );
    stage.press("space");
    assert!(
        title(&stage).contains("Rung 4 of 4: 30 s"),
        "{}",
        stage.screen()
    );
    stage.shows("of 0:30");
    stage.shows("space reveal");
    assert_eq!(stage.step(), Step::Answer);
    stage.press("space");
    assert!(stage.step().is_revealed());
}

#[test]
fn the_grade_is_that_of_the_last_rung() {
    for (seconds, grade) in [(44, Grade::Good), (46, Grade::Hard)] {
        let mut stage = ladder(&["story"]);
        climb(&mut stage, seconds);
        // A must is only partly there: hire, at most.
        stage.press("1 2 2 2 2 2 space enter");
        let attempt = story(&stage);
        assert_eq!(attempt.proposed, grade, "after {seconds} s of 30");
    }
}

#[test]
fn a_kill_costs_no_rung() {
    let mut stage = ladder(&["story"]);
    stage.wait(7);
    stage.press("space");
    say(&mut stage, "all of it", 171);
    stage.press("space");
    say(&mut stage, "half of it", 92);
    stage.press("space");
    say(&mut stage, "a third", 20);
    // What goes on is no ladder by its own wish: the card was begun as one.
    let mut stage = stage.again();
    assert!(
        title(&stage).contains("Rung 3 of 4: 60 s"),
        "{}",
        stage.screen()
    );
    stage.shows("a third");
    stage.shows("answer 0:20");
    stage.wait(5);
    stage.press("space space n n 2 2 2 2 2 2");
    let mut stage = stage.again();
    stage.press("space enter");
    let attempt = story(&stage);
    let times = [("ladder/180", 171), ("ladder/90", 92), ("ladder/60", 25)];
    assert_eq!(pairs(&attempt.times), times);
    assert_eq!(attempt.texts.len(), 3);
    assert_eq!(attempt.seconds.think, 7 + 171 + 92 + 25);
}

#[test]
fn a_ladder_just_begun_is_one_after_a_kill() {
    let mut stage = ladder(&["story"]);
    stage.press("space");
    let stage = stage.again();
    assert!(
        title(&stage).contains("Rung 1 of 4: 180 s"),
        "{}",
        stage.screen()
    );
}

#[test]
fn an_undo_brings_all_its_rungs_back() {
    let mut stage = ladder(&["story"]);
    climb(&mut stage, 28);
    stage.press("2 2 2 2 2 2 space enter");
    let before = story(&stage);
    stage.press("u");
    assert!(stage.attempts("story").is_empty(), "{}", stage.screen());
    stage.press("2");
    let after = story(&stage);
    assert_eq!(after.grade, Grade::Hard);
    let kept = |a: &Attempt| {
        let parts = (a.times.clone(), a.texts.clone(), a.text.clone());
        (parts, a.seconds.answer, a.proposed)
    };
    assert_eq!(kept(&after), kept(&before));
}

#[test]
fn no_answer_on_a_rung_ends_the_ladder() {
    let mut stage = ladder(&["story"]);
    stage.press("space");
    say(&mut stage, "all of it", 60);
    stage.press("space g enter");
    let attempt = story(&stage);
    assert_eq!(attempt.grade, Grade::Again);
    assert_eq!(pairs(&attempt.times), [("ladder/180", 60)]);
}

#[test]
fn what_is_answered_once_is_asked_as_ever() {
    for card in ["pick", "gap", "ask"] {
        let stage = ladder(&[card]);
        assert!(
            stage.trainer().showing().unwrap().rung().is_none(),
            "{card}"
        );
        stage.hides("Rung");
    }
    let mut stage = ladder(&["fact"]);
    assert!(title(&stage).contains("Rung 1 of 4"), "{}", stage.screen());
    stage.shows("of 3:00");
    stage.press("space space space space 3");
    let attempt = stage.attempts("fact").pop().unwrap();
    assert_eq!(attempt.times.len(), 3);
    stage.press("q");
    // Without the wish it is an ordinary card.
    let mut stage = ladder(&["fact"]);
    stage.press("q");
    stage.app.start_drill(Wish {
        cards: vec![CardId::new("journey/fact")],
        ..Wish::default()
    });
    assert!(stage.trainer().showing().unwrap().rung().is_none());
}

#[test]
fn the_history_names_the_seconds_of_each_rung() {
    let mut stage = ladder(&["story"]);
    climb(&mut stage, 28);
    stage.press("2 2 2 2 2 2 space enter");
    let mut stage = stage.again();
    stage.press("q");
    stage.app.start_drill(Wish {
        cards: vec![CardId::new("journey/story")],
        ..Wish::default()
    });
    stage.press("i G");
    stage.shows("as a ladder: 2:51, 1:32, 1:01, 0:28");
}

#[test]
fn the_command_line_asks_for_a_ladder() {
    let home = home_with_journey();
    let mut hotseat = Command::new(env!("CARGO_BIN_EXE_hotseat"))
        .args(["drill", "journey", "--kind", "recall", "--ladder"])
        .args(["--limit", "1", "--script", "-"])
        .env("HOTSEAT_HOME", home.path())
        .env("HOTSEAT_NOW", support::NOW)
        .env("HOTSEAT_SEED", "7")
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let keys = b"space\nspace\nspace\nspace\n3\n";
    hotseat.stdin.take().unwrap().write_all(keys).unwrap();
    assert!(hotseat.wait().unwrap().success());
    let trainer = trainer(home.path(), morning(0));
    let cards = trainer.progress().cards.keys();
    let attempts: Vec<Attempt> = cards
        .flat_map(|card| trainer.attempts(card).unwrap())
        .collect();
    assert_eq!(attempts.len(), 1);
    assert_eq!(attempts[0].times.len(), 3);
}
