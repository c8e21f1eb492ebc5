//! Home, the first steps, the end of a sitting, problems and info, at every size.

#![allow(clippy::unwrap_used)]

mod support;

use hotseat::domain::grade::Grade::{Again, Easy, Good, Hard};
use hotseat::domain::register::Register;
use hotseat::domain::schedule;
use hotseat::domain::settings::{Glyphs, Theme};
use hotseat::training::Trainer;
use hotseat::training::session::Wish;
use hotseat::tui::screen::home::Home;
use hotseat::tui::screen::info::Info;
use hotseat::tui::screen::session_end::SessionEnd;
use hotseat::tui::theme::{Look, Role};
use support::stage::{SIZES, Stage, answer, morning, trainer};

/// Sets registers as `config set` would.
fn set(trainer: &mut Trainer, values: &[(&str, &str)]) {
    for (name, value) in values {
        trainer.set(Register::parse(name, value).unwrap()).unwrap();
    }
}

/// A deck with two mistakes that set cards aside, a warning, and cards of every kind.
const TEAM: &str = r#"{
  "format": "hotseat/1",
  "id": "team",
  "title": "The team I lead",
  "description": "Cards of my own.",
  "cards": [
    { "id": "a", "kind": "recall", "prompt": "What is ours?", "answer": "This." },
    { "id": "b", "kind": "recal", "prompt": "What is theirs?", "answer": "That." },
    { "id": "c", "kind": "recall", "prompt": "Whose is it?", "answr": "Nobody's, and a line that goes on for so long that no panel shows it whole." },
    { "id": "d", "kind": "slot", "prompt": "What do they build?",
      "needs": ["their site"], "points": ["the product", "who pays"] },
    { "id": "e", "kind": "slot", "prompt": "Who are they?",
      "needs": ["their site"], "points": ["the founders", "the board"] }
  ]
}
"#;

#[test]
fn the_first_steps() {
    let mut stage = Stage::prepared(|_| {});
    insta::assert_snapshot!("first_run_date", stage.sizes());
    stage.type_text("12 dec");
    insta::assert_snapshot!("first_run_date_typed", stage.sizes());
    stage.press("enter");
    insta::assert_snapshot!("first_run_minutes", stage.sizes());
    stage.press("enter");
    insta::assert_snapshot!("first_run_try", stage.sizes());
}

#[test]
fn home_on_the_first_day() {
    insta::assert_snapshot!(Stage::home().sizes());
}

#[test]
fn home_in_the_middle_of_a_day() {
    let mut stage = Stage::prepared(|trainer| {
        let interview = ("interview-name", "Acme, engineering manager");
        set(trainer, &[("interview-date", "2026-12-12"), interview]);
        trainer.plan(Wish::default());
        answer(trainer, &[Good, Again, Good]);
    });
    insta::assert_snapshot!(stage.sizes());
}

#[test]
fn home_when_the_day_is_done() {
    let mut stage = Stage::prepared(|trainer| {
        set(trainer, &[("minutes-a-day", "10")]);
        while trainer.show_next() {
            answer(trainer, &[Good]);
        }
    });
    insta::assert_snapshot!(stage.sizes());
}

#[test]
fn home_when_nothing_is_due() {
    let mut stage = Stage::prepared(|trainer| {
        set(trainer, &[("minutes-a-day", "240")]);
        while trainer.show_next() {
            answer(trainer, &[Easy]);
        }
    })
    .restart(morning(1));
    stage.resize((80, 24));
    insta::assert_snapshot!(stage.screen());
}

#[test]
fn home_when_cards_have_come_back() {
    let mut stage = Stage::prepared(|trainer| {
        set(trainer, &[("minutes-a-day", "60")]);
        answer(trainer, &[Good, Good, Hard, Good, Again, Good, Good, Good]);
    })
    .restart(morning(2));
    stage.resize((80, 24));
    insta::assert_snapshot!(stage.screen());
}

#[test]
fn home_on_particular_days() {
    let on = |values: &[(&str, &str)]| {
        let stage = Stage::prepared(|trainer| set(trainer, values));
        let top = stage
            .screen()
            .lines()
            .take(9)
            .collect::<Vec<_>>()
            .join("\n");
        format!("{values:?}\n{top}\n\n")
    };
    let days = [
        on(&[("rest-days", "tue")]),
        on(&[("interview-date", "2026-11-24")]),
        on(&[("interview-date", "2026-11-25"), ("interview-name", "Acme")]),
        on(&[("interview-date", "2026-11-20"), ("interview-name", "Acme")]),
    ];
    insta::assert_snapshot!(days.concat());
}

#[test]
fn home_with_decks_of_ones_own() {
    let mut stage = Stage::home();
    stage.put_deck("team", TEAM);
    let _ = stage.app.returned();
    stage.press("G");
    insta::assert_snapshot!(stage.sizes());
}

#[test]
fn a_long_description_gives_way_to_the_counts() {
    let mut stage = Stage::home();
    let long = "Everything that could be said about the cards. ".repeat(20);
    stage.put_deck("team", &TEAM.replace("Cards of my own.", &long));
    let _ = stage.app.returned();
    stage.press("G");
    for size in [(100, 30), (80, 24)] {
        stage.resize(size);
        let screen = stage.screen();
        assert!(screen.contains("…"), "{screen}");
        assert!(screen.contains("2  set aside for mistakes"), "{screen}");
    }
}

#[test]
fn a_problem_longer_than_its_panel_scrolls() {
    let mut stage = Stage::home();
    let long = "\"prompt\": \"What?\", \"a field whose name goes on and on for a line or two\": 1,";
    stage.put_deck(
        "team",
        &TEAM.replace("\"prompt\": \"What is ours?\",", long),
    );
    let _ = stage.app.returned();
    stage.resize((40, 12));
    stage.press("p j j");
    assert!(
        !stage.screen().contains("data of your own"),
        "{}",
        stage.screen()
    );
    stage.press("ctrl-d ctrl-d ctrl-d ctrl-d");
    assert!(
        stage.screen().contains("data of your own"),
        "{}",
        stage.screen()
    );
}

#[test]
fn home_asks_for_a_setting() {
    let mut stage = Stage::home();
    stage.press("d");
    insta::assert_snapshot!("home_asks_for_the_date", stage.sizes());
    stage.type_text("+21");
    stage.press("enter");
    insta::assert_snapshot!("home_asks_for_the_name", stage.sizes());
    stage.press("esc M backspace backspace");
    stage.type_text("3");
    insta::assert_snapshot!("home_asks_for_minutes", stage.sizes());
}

#[test]
fn problems_and_none() {
    let mut stage = Stage::home();
    stage.press("p");
    insta::assert_snapshot!("no_problems", stage.sizes());
    stage.put_deck("team", TEAM);
    let _ = stage.app.returned();
    stage.press("j");
    insta::assert_snapshot!("problems", stage.sizes());
}

#[test]
fn the_end_of_a_sitting() {
    let home = tempfile::tempdir().unwrap();
    let mut trainer = trainer(home.path(), morning(0));
    set(&mut trainer, &[("minutes-a-day", "30")]);
    answer(&mut trainer, &[Good, Again, Hard, Good, Easy, Good, Good]);
    let mut stage = Stage::open(home, trainer, |trainer| Box::new(SessionEnd::new(trainer)));
    insta::assert_snapshot!(stage.sizes());
}

#[test]
fn the_end_of_a_sitting_without_an_answer() {
    let home = tempfile::tempdir().unwrap();
    let mut trainer = trainer(home.path(), morning(0));
    assert!(trainer.show_next());
    trainer.put_down();
    let mut stage = Stage::open(home, trainer, |trainer| Box::new(SessionEnd::new(trainer)));
    insta::assert_snapshot!(stage.sizes());
}

/// Info of a behavioural card with `attempts` behind it, each on the day it was due.
fn info(attempts: usize, reveal: bool) -> Stage {
    let home = tempfile::tempdir().unwrap();
    let mut first = trainer(home.path(), morning(0));
    set(&mut first, &[("interview-date", "2027-03-01")]);
    let card = first
        .cards()
        .iter()
        .position(|card| card.kind.name() == "behavioural")
        .unwrap();
    let id = first.cards()[card].id.clone();
    drop(first);
    let mut day = 0;
    for attempt in 0..attempts {
        let mut trainer = trainer(home.path(), morning(day));
        show(&mut trainer, &id);
        let text = format!("Answer {attempt}: I handed it over and kept out.");
        trainer.showing_mut().unwrap().text = text;
        answer(
            &mut trainer,
            &[[Good, Again, Hard, Good, Easy][attempt % 5]],
        );
        let seen = trainer.seen(&id).unwrap();
        let retention = trainer.registers().desired_retention;
        let due = schedule::due(trainer.model(), &id, seen, retention).unwrap();
        day += i64::from(due.since(trainer.day()));
    }
    let mut trainer = trainer(home.path(), morning(day));
    show(&mut trainer, &id);
    let showing = trainer.showing_mut().unwrap();
    for _ in 0..if reveal { 2 } else { 0 } {
        showing.advance(std::time::Duration::ZERO);
    }
    Stage::open(home, trainer, |trainer| Box::new(Info::of_showing(trainer)))
}

/// Puts one card on the screen, whatever the day's plan is.
fn show(trainer: &mut Trainer, id: &hotseat::domain::card::CardId) {
    trainer.plan(Wish {
        minutes: Some(1000),
        ..Wish::default()
    });
    for _ in 0..100 {
        assert!(trainer.show_next());
        let shown = trainer.showing().unwrap().card().id.clone();
        if shown == *id {
            return;
        }
        trainer.bury(&shown).unwrap();
    }
}

#[test]
fn info_of_a_new_card() {
    insta::assert_snapshot!(info(0, false).sizes());
}

#[test]
fn info_before_and_after_the_reveal() {
    insta::assert_snapshot!("info_before_the_reveal", info(3, false).sizes());
    insta::assert_snapshot!("info_after_the_reveal", info(3, true).sizes());
}

#[test]
fn info_of_sixty_attempts_scrolls_to_the_first() {
    let mut stage = info(60, true);
    for size in SIZES.into_iter().take(4) {
        stage.resize(size);
        stage.press("G");
        assert!(stage.screen().contains("Answer 0:"), "{}", stage.screen());
        stage.press("g");
        assert!(!stage.screen().contains("Answer 0:"), "{}", stage.screen());
    }
    stage.resize((100, 30));
    insta::assert_snapshot!(stage.screen());
}

#[test]
fn without_colour_the_cursor_is_seen_all_the_same() {
    let mono = Look::new(Theme::Terminal, Glyphs::Ascii, true);
    let mut stage = Stage::home().with_look(mono);
    stage.press("j");
    let cursor = stage.drawn_as(Role::Cursor);
    assert_eq!(cursor.len(), 1, "{cursor:?}");
    assert!(cursor[0].contains("> AI in production"), "{cursor:?}");
    insta::assert_snapshot!("home_in_ascii", stage.screen());
    stage.put_deck("team", TEAM);
    let _ = stage.app.returned();
    stage.press("p j");
    let cursor = stage.drawn_as(Role::Cursor);
    assert_eq!(cursor.len(), 1, "{cursor:?}");
    assert!(cursor[0].contains("team.json"), "{cursor:?}");
    let _ = Home::open(stage.trainer());
}
