//! Journeys from Home: keys in, the screen and the journal out.

#![allow(clippy::unwrap_used)]

mod support;

use hotseat::domain::card::Kind;
use hotseat::domain::grade::Grade::{Again, Good};
use hotseat::domain::queue::Filter;
use hotseat::domain::register::Register;
use hotseat::training::session::Wish;
use hotseat::tui::app::Request;
use hotseat::tui::theme::Role;
use proptest::prelude::*;
use support::stage::{SIZES, Stage, answer, morning, trainer};

/// What the journal holds that can be taken back, newest first.
fn kept(stage: &Stage) -> Vec<String> {
    stage.trainer().undoable().unwrap()
}

/// A deck of one recall card.
fn deck(title: &str) -> String {
    let card = r#"{ "id": "a", "kind": "recall", "prompt": "What is ours?", "answer": "This." }"#;
    format!(
        "{{ \"format\": \"hotseat/1\", \"id\": \"team\", \"title\": \"{title}\",\n  \"cards\": [\n    {card}\n  ] }}\n"
    )
}

/// Cards that the day still has.
fn left(stage: &Stage) -> u32 {
    stage.trainer().today().left()
}

#[test]
fn the_first_steps_are_kept_one_by_one_and_do_not_come_back() {
    let mut stage = Stage::prepared(|_| {});
    stage.press("s o o n enter");
    assert_eq!(stage.notice(), "write it as 2026-12-12, 12 Dec or +21");
    stage.press("ctrl-u");
    stage.type_text("12 Dec 2026");
    stage.press("enter");
    assert_eq!(kept(&stage), ["interview-date = 2026-12-12"]);
    stage.press("ctrl-u 3 0 enter");
    let both = ["minutes-a-day = 30", "interview-date = 2026-12-12"];
    assert_eq!(kept(&stage), both, "each is one undo away");
    stage.press("up up");
    assert!(stage.screen().contains("[2026-12-12"), "{}", stage.screen());
    stage.press("enter enter");
    assert!(
        stage.screen().contains("> 3  Try three cards"),
        "{}",
        stage.screen()
    );
    stage.press("space");
    assert!(stage.screen().contains("card 1 of 3"), "{}", stage.screen());
    let mut stage = stage.restart(morning(0));
    assert!(stage.screen().contains("Home"), "{}", stage.screen());
    stage.press("M");
    assert!(
        stage.screen().contains("30 minutes as it is; 5 to 240"),
        "{}",
        stage.screen()
    );
}

#[test]
fn enter_alone_skips_each_step_and_that_is_remembered() {
    let mut stage = Stage::prepared(|_| {});
    stage.press("enter enter");
    assert_eq!(kept(&stage), ["minutes-a-day = 20"]);
    stage.press("esc");
    assert!(stage.screen().contains("Home"), "{}", stage.screen());
    assert!(stage.restart(morning(0)).screen().contains("Home"));
}

#[test]
fn escape_skips_all_steps_and_that_is_remembered() {
    let mut stage = Stage::prepared(|_| {});
    stage.type_text("12 de");
    stage.press("esc");
    assert!(stage.screen().contains("Home"), "{}", stage.screen());
    assert_eq!(kept(&stage), ["minutes-a-day = 20"]);
    assert!(stage.restart(morning(0)).screen().contains("Home"));
}

#[test]
fn first_steps_that_cannot_be_remembered_say_so_as_bad_news() {
    let mut stage = Stage::prepared(|_| {});
    let journal = stage.trainer().places().journal.clone();
    let _ = std::fs::remove_dir_all(&journal);
    std::fs::create_dir_all(journal.parent().unwrap()).unwrap();
    std::fs::write(&journal, "in the way").unwrap();
    stage.press("esc");
    assert!(stage.notice().starts_with("not kept"), "{}", stage.notice());
    assert!(!stage.drawn_as(Role::Bad).is_empty(), "{}", stage.screen());
}

#[test]
fn a_sitting_asked_for_from_the_shell_comes_before_the_first_steps() {
    let mut stage = Stage::prepared(|_| {});
    assert!(stage.app.start_drill(Wish::default()));
    stage.press("q q");
    assert!(stage.screen().contains("First steps"), "{}", stage.screen());
    assert!(stage.app.start_drill(Wish::default()));
    let card = stage.trainer().showing().unwrap().card().id.clone();
    stage.press("*");
    assert!(stage.trainer().seen(&card).unwrap().starred);
    stage.press("q q");
    assert!(stage.screen().contains("Home"), "{}", stage.screen());
}

#[test]
fn the_three_cards_show_a_fact_and_a_behavioural_question() {
    for seed in 0..40 {
        let home = tempfile::tempdir().unwrap();
        let options = hotseat::training::trainer::Options {
            seed: Some(seed),
            ..Default::default()
        };
        let places = hotseat::storage::places::Places::under(home.path());
        let clock = hotseat::training::clock::Clock::frozen(morning(0));
        let trainer = hotseat::training::Trainer::open(places, clock, options).unwrap();
        let mut stage = Stage::open(home, trainer, |trainer| {
            Box::new(hotseat::tui::screen::home::Home::open(trainer))
        });
        stage.press("enter enter space");
        let session = stage.trainer().session();
        let cards = stage.trainer().cards();
        let kinds: Vec<Kind> = session
            .queue()
            .map(|place| cards[place.card as usize].kind)
            .collect();
        assert_eq!(kinds.len(), 3, "{kinds:?}");
        assert_eq!(kinds[0], Kind::Recall, "{kinds:?}");
        assert!(kinds.contains(&Kind::Behavioural), "{kinds:?}");
        assert!(
            session.seconds_left() <= 8 * 60,
            "{}",
            session.seconds_left()
        );
    }
}

#[test]
fn the_interview_is_set_undone_and_redone() {
    let mut stage = Stage::home();
    stage.press("d");
    stage.type_text("+18");
    assert!(
        stage.screen().contains("Sat 12 Dec 2026, in 18 days"),
        "{}",
        stage.screen()
    );
    stage.press("enter");
    stage.type_text("Acme");
    stage.press("enter");
    assert_eq!(
        kept(&stage)[..2],
        ["interview-name = Acme", "interview-date = 2026-12-12"]
    );
    assert!(stage.screen().contains("in 18 days"), "{}", stage.screen());
    stage.press("u");
    assert_eq!(stage.notice(), "Undone: interview-name = Acme.");
    stage.press("u");
    assert_eq!(stage.notice(), "Undone: interview-date = 2026-12-12.");
    assert!(stage.screen().contains("No date yet"), "{}", stage.screen());
    stage.press("ctrl-r");
    assert_eq!(stage.notice(), "Redone: interview-date = 2026-12-12.");
    stage.press("d ctrl-u enter");
    assert_eq!(stage.trainer().registers().interview_date, None);
    assert_eq!(stage.notice(), "There is no interview date now.");
}

#[test]
fn what_is_not_understood_is_not_kept() {
    let mut stage = Stage::home();
    let before = kept(&stage);
    stage.press("d");
    stage.type_text("20 Nov 2026");
    stage.press("enter");
    assert_eq!(stage.notice(), "Fri 20 Nov 2026 has passed");
    stage.press("esc M ctrl-u 3 enter");
    assert_eq!(stage.notice(), "5 to 240 minutes");
    stage.press("esc M enter");
    assert_eq!(kept(&stage), before, "a value that stays is no entry");
}

#[test]
fn a_deck_dropped_into_the_folder_is_there_at_once() {
    let mut stage = Stage::home();
    let path = stage.put_deck("team", &deck("The team I lead"));
    assert_eq!(stage.app.returned(), Request::None);
    assert_eq!(stage.notice(), "Deck “The team I lead” appeared, 1 card.");
    assert!(
        stage.screen().contains("The team I lead"),
        "{}",
        stage.screen()
    );
    std::fs::remove_file(path).unwrap();
    stage.press("p q");
    assert_eq!(stage.notice(), "Deck “The team I lead” is gone.");
    stage.press("p q");
    assert_eq!(stage.notice(), "");
}

#[test]
fn a_mistake_in_a_deck_is_mended_in_the_editor() {
    let mut stage = Stage::home();
    let path = stage.put_deck("team", &deck("The team").replace("answer", "answr"));
    let _ = stage.app.returned();
    assert!(
        stage.notice().ends_with("2 problems more."),
        "{}",
        stage.notice()
    );
    stage.press("p");
    let Request::Edit(edit) = stage.request("e") else {
        panic!("no editor: {}", stage.notice());
    };
    assert_eq!((edit.path.as_path(), edit.line), (path.as_path(), Some(3)));
    let _ = stage.app.edited(Ok(()));
    assert_eq!(stage.notice(), "The decks are as they were.");
    stage.put_deck("team", &deck("The team"));
    let _ = stage.app.edited(Ok(()));
    assert_eq!(
        stage.notice(),
        "“The team” has 1 card now, not 0. No problems are left."
    );
    assert!(stage.screen().contains("No problems"), "{}", stage.screen());
    assert_eq!(stage.request("e"), Request::None);
}

#[test]
fn a_mistake_in_the_settings_is_shown_with_its_file() {
    let home = tempfile::tempdir().unwrap();
    let config = home.path().join("config/config.toml");
    std::fs::create_dir_all(config.parent().unwrap()).unwrap();
    std::fs::write(&config, "glyphs = \"ascii\"\n\n[keys]\nstrat = \"s\"\n").unwrap();
    let mut first = trainer(home.path(), morning(0));
    first.set(Register::MinutesADay(20)).unwrap();
    let mut stage = Stage::open(home, first, |trainer| {
        Box::new(hotseat::tui::screen::home::Home::open(trainer))
    });
    stage.press("p");
    assert!(stage.screen().contains("strat"), "{}", stage.screen());
    let Request::Edit(edit) = stage.request("e") else {
        panic!("no editor: {}", stage.notice());
    };
    assert_eq!(
        (edit.path.as_path(), edit.line),
        (config.as_path(), Some(4))
    );
    let folder = stage.home.path().join("more");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("team.json"), deck("The team")).unwrap();
    let mended = format!("glyphs = \"ascii\"\ndecks = [{folder:?}]\n\n[keys]\nstart = \"S\"\n");
    std::fs::write(&config, mended).unwrap();
    let _ = stage.app.edited(Ok(()));
    assert_eq!(
        stage.notice(),
        "Deck “The team” appeared, 1 card. No problems are left."
    );
    assert!(
        stage.screen().contains("+ No problems"),
        "{}",
        stage.screen()
    );
    stage.press("q");
    assert!(
        stage
            .screen()
            .contains(&format!("S  {} cards", left(&stage))),
        "{}",
        stage.screen()
    );
    stage.press("S");
    assert!(stage.trainer().showing().is_some());
}

#[test]
fn a_mistake_made_in_the_settings_is_listed_at_once_below_errors() {
    let home = tempfile::tempdir().unwrap();
    let config = home.path().join("config/config.toml");
    std::fs::create_dir_all(config.parent().unwrap()).unwrap();
    std::fs::write(&config, "them = \"mono\"\n").unwrap();
    let mut first = trainer(home.path(), morning(0));
    first.set(Register::MinutesADay(20)).unwrap();
    let mut stage = Stage::open(home, first, |trainer| {
        Box::new(hotseat::tui::screen::home::Home::open(trainer))
    });
    stage.put_deck("team", &deck("The team").replace("recall", "recal"));
    stage.press("p");
    let order = |stage: &Stage, names: [&str; 2]| {
        let screen = stage.screen();
        let at = names.map(|name| {
            screen
                .find(name)
                .unwrap_or_else(|| panic!("{name}\n{screen}"))
        });
        assert!(at[0] < at[1], "{screen}");
    };
    order(&stage, ["team.json:3", "config.toml:1"]);
    let listed = |stage: &Stage| stage.trainer().problems().count();
    let before = listed(&stage);
    stage.press("G");
    let Request::Edit(edit) = stage.request("e") else {
        panic!("no editor: {}", stage.notice());
    };
    assert_eq!(edit.path, config);
    let worse = "them = \"mono\"\n[keys]\nstrat = \"s\"\nstart = \"entr\"\n";
    std::fs::write(&config, worse).unwrap();
    let _ = stage.app.edited(Ok(()));
    assert_eq!(stage.notice(), "2 problems more.");
    assert_eq!(listed(&stage), before + 2);
    order(&stage, ["team.json:3", "config.toml:3"]);
    let _ = stage.app.edited(Ok(()));
    assert_eq!(listed(&stage), before + 2, "none is told twice");
}

#[test]
fn home_names_the_keys_as_they_are_bound() {
    let home = tempfile::tempdir().unwrap();
    let config = home.path().join("config/config.toml");
    std::fs::create_dir_all(config.parent().unwrap()).unwrap();
    std::fs::write(&config, "[keys]\nstart = \"S\"\n").unwrap();
    let mut first = trainer(home.path(), morning(0));
    first.set(Register::MinutesADay(20)).unwrap();
    let stage = Stage::open(home, first, |trainer| {
        Box::new(hotseat::tui::screen::home::Home::open(trainer))
    });
    assert!(
        stage
            .screen()
            .contains(&format!("S  {} cards today", left(&stage))),
        "{}",
        stage.screen()
    );
}

#[test]
fn a_sitting_cut_short_is_gone_on_with_from_home() {
    let mut stage = Stage::home();
    stage.press("space q");
    let end = stage.screen();
    assert!(end.contains("No card was graded"), "{end}");
    stage.press("space");
    assert!(
        stage.screen().contains(&format!("0 of {}", left(&stage))),
        "{}",
        stage.screen()
    );
    stage.press("space");
    assert!(stage.trainer().showing().is_some());
}

#[test]
fn the_deck_under_the_cursor_is_drilled() {
    let mut stage = Stage::home();
    stage.press("j enter");
    let deck = stage
        .trainer()
        .showing()
        .unwrap()
        .card()
        .id
        .deck()
        .to_owned();
    assert_eq!(deck, "ai-operations");
    stage.press("q");
    assert!(
        stage
            .screen()
            .contains(&format!("{} cards today", left(&stage))),
        "the day's plan is next: {}",
        stage.screen()
    );
    stage.press("q");
    assert!(
        stage.screen().contains(&format!("0 of {}", left(&stage))),
        "{}",
        stage.screen()
    );
}

#[test]
fn a_deck_with_nothing_to_ask_says_so() {
    let mut stage = Stage::home();
    stage.put_deck("team", &deck("The team").replace("\"recall\"", "\"slot\""));
    let _ = stage.app.returned();
    stage.press("G enter");
    assert_eq!(stage.notice(), "Nothing of “The team” is due or new today.");
    assert!(
        stage.screen().contains(&format!("0 of {}", left(&stage))),
        "the day's plan is back: {}",
        stage.screen()
    );
}

#[test]
fn when_the_day_is_done_there_are_ten_more_minutes() {
    let mut stage = Stage::prepared(|trainer| {
        trainer.set(Register::MinutesADay(5)).unwrap();
        while trainer.show_next() {
            answer(trainer, &[Good]);
        }
    });
    assert!(
        stage.screen().contains("Done for today"),
        "{}",
        stage.screen()
    );
    stage.press("space");
    assert!(stage.trainer().showing().is_some(), "{}", stage.notice());
    let left = stage.trainer().session().seconds_left();
    assert!((120..=600).contains(&left), "{left}");
}

#[test]
fn asking_again_and_again_when_nothing_waits_adds_no_minutes_to_the_day() {
    let left_after = |keys: &str| {
        let mut stage = Stage::prepared(|trainer| {
            trainer.set(Register::MinutesADay(240)).unwrap();
            trainer.begin(Wish {
                minutes: Some(6000),
                ..Wish::default()
            });
            while trainer.show_next() {
                answer(trainer, &[Good]);
            }
            trainer.begin(Wish::default());
        });
        for key in keys.split_whitespace() {
            stage.press(key);
            assert_eq!(stage.notice(), "There is nothing more to ask today.");
        }
        let many = (0..900).map(|n| {
            format!(
                r#"{{ "id": "c{n}", "kind": "recall", "prompt": "What is {n}?", "answer": "It." }}"#
            )
        });
        let many = many.collect::<Vec<_>>().join(",\n");
        let head = r#""format": "hotseat/1", "id": "many", "title": "Many""#;
        stage.put_deck("many", &format!("{{ {head}, \"cards\": [{many}] }}"));
        let _ = stage.app.returned();
        assert!(stage.trainer().today().waiting > 0);
        stage.trainer().today().left()
    };
    assert_eq!(left_after(""), left_after("space space space"));
}

#[test]
fn a_grade_is_undone_from_home_and_its_card_comes_first() {
    let mut stage = Stage::prepared(|trainer| {
        trainer.set(Register::MinutesADay(20)).unwrap();
        answer(trainer, &[Good, Good]);
    });
    let last = stage.trainer().session().done()[1].card.clone();
    stage.press("u");
    let notice = stage.notice();
    assert!(notice.starts_with("Undone: Good for “"), "{notice}");
    assert!(notice.ends_with("space brings it back."), "{notice}");
    assert!(stage.screen().contains("1 of "), "{}", stage.screen());
    stage.press("space");
    assert_eq!(stage.trainer().showing().unwrap().card().id, last);
}

#[test]
fn a_card_brought_back_is_not_in_the_way_of_another_deck() {
    let mut stage = Stage::prepared(|trainer| {
        trainer.set(Register::MinutesADay(20)).unwrap();
        answer(trainer, &[Good]);
    });
    let undone = stage.trainer().session().done()[0].card.clone();
    let other = stage
        .trainer()
        .decks()
        .iter()
        .position(|deck| &*deck.id != undone.deck());
    stage.press("u g");
    for _ in 0..other.unwrap() {
        stage.press("j");
    }
    stage.press("enter");
    let shown = stage.trainer().showing().unwrap().card().id.clone();
    assert_ne!(shown.deck(), undone.deck());
}

#[test]
fn the_last_grade_is_undone_at_the_end_of_a_sitting() {
    let home = tempfile::tempdir().unwrap();
    let mut first = trainer(home.path(), morning(0));
    first.set(Register::MinutesADay(20)).unwrap();
    first.begin(Wish {
        filter: Filter {
            decks: vec!["ai-operations".into()],
            ..Filter::default()
        },
        ..Wish::default()
    });
    answer(&mut first, &[Good, Again]);
    let last = first.session().done()[1].card.clone();
    let mut stage = Stage::open(home, first, |trainer| {
        Box::new(hotseat::tui::screen::session_end::SessionEnd::new(trainer))
    });
    stage.press("u");
    let notice = stage.notice();
    assert!(notice.starts_with("Undone: Again for “"), "{notice}");
    assert_eq!(stage.trainer().showing().unwrap().card().id, last);
    let of_the_deck = stage.trainer().session().wish().filter.decks == ["ai-operations"];
    assert!(of_the_deck, "the sitting goes on as it was asked for");
    assert_eq!(stage.trainer().session().done().len(), 1);
}

#[test]
fn the_next_sitting_counts_its_own_answers() {
    let mut stage = Stage::prepared(|trainer| {
        trainer.set(Register::MinutesADay(20)).unwrap();
        answer(trainer, &[Good, Good]);
    });
    stage.press("space q");
    assert!(
        stage.screen().contains("No card was graded"),
        "{}",
        stage.screen()
    );
}

/// Keys that mean something on these screens, and some that do not.
fn keys() -> impl Strategy<Value = Vec<(String, usize)>> {
    let named = prop_oneof![
        Just("enter"),
        Just("esc"),
        Just("space"),
        Just("backspace"),
        Just("up"),
        Just("down"),
        Just("home"),
        Just("end"),
        Just("pgup"),
        Just("pgdn"),
        Just("left"),
        Just("right"),
        Just("tab"),
        Just("shift-tab"),
        Just("ctrl-r"),
        Just("ctrl-u"),
        Just("ctrl-d"),
        Just("ctrl-w"),
        Just("ctrl-p"),
        Just("f1"),
        Just("delete"),
    ];
    let key = prop_oneof![
        named.prop_map(str::to_owned),
        "[ -~é日]".prop_map(|c| if c == " " { "space".to_owned() } else { c }),
    ];
    proptest::collection::vec((key, 0..SIZES.len()), 0..40)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn any_keys_at_any_size_never_panic(
        keys in keys(),
        first_run in any::<bool>(),
        start in prop_oneof![Just(""), Just("p"), Just("d"), Just("M"), Just("space i")],
    ) {
        let mut stage = if first_run { Stage::prepared(|_| {}) } else { Stage::home() };
        stage.put_deck("broken", "{ \"format\": \"hotseat/1\", \"cards\": [ {} ] }");
        stage.press(start);
        for (key, size) in keys {
            stage.resize(SIZES[size]);
            let kept = stage.trainer().journal().newest(1000).unwrap().len();
            if stage.request(&key) == Request::Quit {
                break;
            }
            let _ = stage.screen();
            prop_assert!(stage.trainer().journal().newest(1000).unwrap().len() >= kept);
        }
    }
}
