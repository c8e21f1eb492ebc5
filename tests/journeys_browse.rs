//! Journeys through Browse: keys in, the screen and the journal out.

#![allow(clippy::unwrap_used)]

mod support;

use hotseat::domain::grade::Grade::Good;
use hotseat::domain::settings;
use hotseat::storage::places::Places;
use hotseat::tui::screen::home::Home;
use hotseat::tui::theme::{Look, Role};
use ratatui::style::{Color, Modifier};
use support::shelf::{self, lived, own};
use support::stage::{SIZES, Stage, morning};

/// Browse on the small deck and the bundled ones.
fn browse() -> Stage {
    let home = tempfile::tempdir().unwrap();
    let trainer = lived(home.path());
    let mut stage = Stage::open(home, trainer, |trainer| Box::new(Home::open(trainer)));
    stage.press("b");
    stage
}

/// The same with a search typed and left.
fn found(search: &str) -> Stage {
    let mut stage = browse();
    look_for(&mut stage, search);
    stage
}

fn look_for(stage: &mut Stage, search: &str) {
    stage.press("/ ctrl-u");
    stage.type_text(search);
    stage.press("enter");
}

/// What stands at the right of the title.
fn heading(stage: &Stage) -> String {
    let screen = stage.screen();
    let line = screen.lines().next().unwrap();
    let (_, right) = line.split_once("Browse").unwrap();
    right.trim().to_owned()
}

/// The row under the cursor.
fn row(stage: &Stage) -> String {
    let screen = stage.screen();
    let row = screen.lines().find(|line| line.starts_with("│ >"));
    row.unwrap_or_else(|| panic!("{screen}")).to_owned()
}

/// What is drawn bold and underlined.
fn underlined(stage: &Stage) -> String {
    let both = Modifier::BOLD | Modifier::UNDERLINED;
    let cells = stage.cells().into_iter();
    let marked = cells.filter(|cell| cell.modifier.contains(both));
    marked.map(|cell| cell.symbol().to_owned()).collect()
}

fn undoable(stage: &Stage) -> Vec<String> {
    stage.trainer().undoable().unwrap()
}

#[test]
fn every_key_of_a_search_narrows_the_list_and_marks_what_matched() {
    let mut stage = browse();
    let all = stage.trainer().cards().len();
    assert_eq!(heading(&stage), format!("{all} of {all} · sort: due"));
    stage.press("/");
    stage.type_text("deck:own ");
    let mut before = 6;
    for key in "sentence".chars() {
        stage.type_text(&key.to_string());
        let now: usize = heading(&stage).split(' ').next().unwrap().parse().unwrap();
        assert!(now <= before && now > 0, "{}", stage.screen());
        before = now;
    }
    assert_eq!(heading(&stage), format!("1 of {all} · best match first"));
    let in_the_list_and_beside_it = "sentence".repeat(2);
    assert_eq!(underlined(&stage), in_the_list_and_beside_it);
    stage.press("enter");
    assert!(row(&stage).contains("What is a suspended sentence?"));
    stage.press("esc");
    assert_eq!(heading(&stage), format!("{all} of {all} · sort: due"));
    assert!(
        row(&stage).contains("What is a suspended sentence?"),
        "it stays where it is"
    );
    stage.press("esc");
    assert!(stage.screen().contains("Home"), "{}", stage.screen());
}

#[test]
fn filters_and_words_go_together() {
    let mut stage = found("is:starred");
    assert!(row(&stage).contains("* What shines?"), "{}", stage.screen());
    look_for(&mut stage, "tag:friday");
    assert!(row(&stage).contains("Über what do we disagree?"));
    look_for(&mut stage, "faroese");
    assert!(
        row(&stage).contains("Six more weeks"),
        "a scenario is found by what it asks, too"
    );
    look_for(&mut stage, "deck:own friday");
    assert_eq!(underlined(&stage), "Friday", "a tag is marked as well");
    look_for(&mut stage, "deck:own -is:new conflict");
    assert!(row(&stage).contains("Which conflict never ends?"));
    assert_eq!(heading(&stage).split(' ').next(), Some("1"));
}

#[test]
fn a_broken_term_is_told_and_leaves_the_list_as_it_was() {
    let mut stage = found("deck:own");
    let before = heading(&stage);
    look_for(&mut stage, "deck:own is:deu");
    assert_eq!(heading(&stage), before);
    let told = "there is no is:deu; did you mean is:due?";
    assert_eq!(
        stage.drawn_as(Role::Warn).first().map(|t| t.trim()),
        Some(told)
    );
}

#[test]
fn where_nothing_is_found_the_screen_says_what_to_do() {
    let mut stage = found("zzzz");
    let screen = stage.screen();
    assert!(screen.contains("No card matches."), "{screen}");
    assert!(screen.contains("esc shows every card."), "{screen}");
    for key in [
        "space", "enter", "s", "T", "*", "@", "-", "R", "tab", "j", "ctrl-a", "G", "ctrl-d",
    ] {
        stage.press(key);
        assert!(stage.screen().contains("0 of"), "{key} {}", stage.screen());
    }
    for key in ["enter", "s", "T", "*", "@", "-", "R"] {
        stage.press(key);
        assert_eq!(stage.notice(), "There is no card here.", "{key}");
    }
    stage.resize((100, 30));
    stage.press("j");
    let screen = stage.screen();
    let footer = screen.lines().rev().nth(1).unwrap();
    assert_eq!(
        footer.trim(),
        "?help  / search  q back  F saved  u undo  :commands"
    );
    stage.resize((80, 24));
    stage.press("esc esc");
    assert!(
        !stage.screen().contains("No card matches."),
        "{}",
        stage.screen()
    );
}

#[test]
fn selected_cards_are_drilled_and_no_others() {
    let mut stage = found("deck:own");
    stage.press("o o space space");
    assert!(
        heading(&stage).starts_with("2 selected"),
        "{}",
        stage.screen()
    );
    assert_eq!(stage.screen().matches("[x]").count(), 2);
    stage.press("s");
    assert_eq!(stage.notice(), "2 cards, about 20 s.");
    assert!(stage.screen().contains("card 1 of 2"), "{}", stage.screen());
    stage.press("space 3");
    assert!(stage.screen().contains("card 2 of 2"), "{}", stage.screen());
    stage.press("q q");
    assert!(
        heading(&stage).starts_with("2 selected · 6 of"),
        "{}",
        stage.screen()
    );
    stage.press("esc");
    assert!(heading(&stage).starts_with("6 of"), "{}", stage.screen());
    stage.press("s");
    assert!(
        stage.notice().starts_with("1 card, about"),
        "{}",
        stage.notice()
    );
}

#[test]
fn all_that_is_shown_is_selected_at_once() {
    let mut stage = found("deck:own");
    stage.press("a");
    assert!(
        heading(&stage).starts_with("6 selected · 6 of"),
        "{}",
        stage.screen()
    );
    look_for(&mut stage, "is:starred");
    assert!(
        heading(&stage).starts_with("6 selected, 5 not shown · 1 of"),
        "{}",
        stage.screen()
    );
    stage.press("ctrl-a");
    assert!(
        heading(&stage).starts_with("5 selected, 5 not shown · 1 of"),
        "{}",
        stage.screen()
    );
}

#[test]
fn tags_of_ones_own_are_given_found_and_taken() {
    let mut stage = found("deck:own -is:new");
    stage.press("ctrl-a T");
    assert!(
        stage.screen().contains("Tags of 2 cards"),
        "{}",
        stage.screen()
    );
    assert!(
        stage.screen().contains("No tags of your own here yet."),
        "{}",
        stage.screen()
    );
    stage.type_text("+hard today");
    stage.press("enter");
    assert_eq!(stage.notice(), "2 cards tagged anew; u takes it back.");
    look_for(&mut stage, "tag:hard tag:today");
    assert!(heading(&stage).contains("2 of"), "{}", stage.screen());
    stage.press("T");
    assert!(
        stage.screen().contains("Your own here: hard, today."),
        "{}",
        stage.screen()
    );
    stage.type_text("-hard");
    stage.press("enter");
    assert!(
        stage.screen().contains("No card matches."),
        "{}",
        stage.screen()
    );
    stage.press("u");
    assert_eq!(stage.notice(), "Undone: 2 cards tagged anew.");
    assert!(heading(&stage).contains("2 of"), "{}", stage.screen());
    stage.press("T");
    stage.type_text("a,b");
    stage.press("enter");
    assert_eq!(stage.notice(), "A tag has no comma and no quotes in it.");
}

#[test]
fn stars_suspensions_and_burials_are_each_one_undo_whatever_their_number() {
    for (key, after, search, back) in [
        ("*", "6 cards", "is:starred", "1 of"),
        ("@", "5 cards suspended", "is:suspended", "1 of"),
        ("-", "5 cards put off to tomorrow", "is:buried", "1 of"),
    ] {
        let mut stage = found("deck:own");
        let before = undoable(&stage).len();
        stage.press("ctrl-a");
        stage.press(key);
        if key == "*" {
            assert!(
                stage.notice().starts_with("5 cards starred;"),
                "{}",
                stage.notice()
            );
        } else {
            assert!(stage.notice().starts_with(after), "{}", stage.notice());
        }
        assert_eq!(undoable(&stage).len(), before + 5, "each is an entry");
        stage.press("esc");
        look_for(&mut stage, search);
        assert!(heading(&stage).starts_with("6 of"), "{}", stage.screen());
        stage.press("u");
        assert!(
            stage.notice().starts_with("Undone: 5 cards"),
            "{}",
            stage.notice()
        );
        assert!(heading(&stage).starts_with(back), "{}", stage.screen());
        stage.press("ctrl-r");
        assert!(
            stage.notice().starts_with("Redone: 5 cards"),
            "{}",
            stage.notice()
        );
        assert!(heading(&stage).starts_with("6 of"), "{}", stage.screen());
        assert_eq!(undoable(&stage).len(), before + 5);
    }
}

#[test]
fn an_undo_past_the_batches_takes_back_what_was_done_before() {
    let mut stage = found("tag:sky");
    stage.press("* u u");
    assert!(
        stage.notice().starts_with("Undone: the tag Friday"),
        "{}",
        stage.notice()
    );
    assert!(stage.trainer().seen(&own("star")).unwrap().starred);
}

#[test]
fn a_batch_is_taken_back_whole_from_any_screen() {
    let all = "Undone: 5 cards starred.";
    let mut stage = found("deck:own");
    stage.press("a * esc esc q u");
    assert!(
        stage.screen().starts_with(" hotseat ▸ Home"),
        "{}",
        stage.screen()
    );
    assert_eq!(stage.notice(), all);
    stage.press("ctrl-r");
    assert_eq!(stage.notice(), "Redone: 5 cards starred.");
    stage.press("b enter u");
    assert!(
        stage.screen().starts_with(" Browse ▸"),
        "{}",
        stage.screen()
    );
    assert_eq!(stage.notice(), all);
    stage.press("q");
    look_for(&mut stage, "is:starred");
    assert!(heading(&stage).starts_with("1 of"), "{}", stage.screen());
}

#[test]
fn the_grade_before_a_batch_is_still_reached() {
    let home = tempfile::tempdir().unwrap();
    drop(lived(home.path()));
    shelf::put_many(home.path(), 150);
    shelf::attempt(home.path(), 5, "star", Good);
    let trainer = support::stage::trainer(home.path(), morning(5));
    let mut stage = Stage::open(home, trainer, |trainer| Box::new(Home::open(trainer)));
    stage.press("b");
    look_for(&mut stage, "deck:many");
    stage.press("a * u ctrl-r u");
    assert_eq!(stage.notice(), "Undone: 150 cards starred.");
    stage.press("u");
    assert_eq!(
        stage.notice(),
        "Undone: Good for “What shines?”. It waits half-answered."
    );
}

#[test]
fn the_cards_that_were_found_are_walked_through_and_no_others() {
    let mut stage = found("deck:own");
    stage.press("enter");
    assert!(
        heading(&stage).ends_with("card 1 of 6"),
        "{}",
        stage.screen()
    );
    stage.press("q");
    look_for(&mut stage, "shines");
    stage.press("enter");
    assert!(heading(&stage).ends_with("own/star"), "{}", stage.screen());
}

#[test]
fn while_words_rank_there_is_no_other_order() {
    let mut stage = found("decide");
    stage.resize((100, 30));
    assert!(!stage.screen().contains("o sort"), "{}", stage.screen());
    stage.press("o");
    assert_eq!(
        stage.notice(),
        "While words are searched for, the best match is first."
    );
    stage.press("esc");
    assert!(heading(&stage).ends_with("sort: due"), "{}", stage.screen());
    stage.press("j");
    assert!(stage.screen().contains("o sort"), "{}", stage.screen());
}

#[test]
fn a_search_that_is_narrowed_after_a_change_finds_what_changed() {
    let mut stage = found("deck:own");
    stage.press("/");
    stage.type_text(" is:starred");
    assert!(heading(&stage).starts_with("1 of"), "{}", stage.screen());
    stage.press("ctrl-w enter");
    assert!(heading(&stage).starts_with("6 of"), "{}", stage.screen());
    stage.press("a *");
    stage.press("/");
    stage.type_text("is:starred -is:suspended");
    assert!(heading(&stage).contains("5 of"), "{}", stage.screen());
    stage.press("enter @");
    assert!(heading(&stage).contains("0 of"), "{}", stage.screen());
    assert!(heading(&stage).starts_with("6 selected, 6 not shown"));
    assert!(
        stage.screen().contains("esc esc shows every card."),
        "{}",
        stage.screen()
    );
    stage.press("u");
    assert!(heading(&stage).contains("5 of"), "{}", stage.screen());
    let mut stage = found("deck:own");
    stage.press("a");
    look_for(&mut stage, "deck:own is:starred");
    assert!(heading(&stage).contains("1 of"), "{}", stage.screen());
    stage.press("*");
    assert!(heading(&stage).contains("6 of"), "{}", stage.screen());
}

#[test]
fn what_a_change_moves_in_the_order_goes_to_its_place() {
    let mut stage = found("deck:own");
    let first = row(&stage);
    assert!(first.contains("Which conflict never ends?"), "{first}");
    stage.press("@ g");
    assert!(
        !row(&stage).contains("Which conflict"),
        "{}",
        stage.screen()
    );
    stage.press("u g");
    assert_eq!(row(&stage), first);
}

#[test]
fn help_and_detail_leave_the_list_as_it_was() {
    let mut stage = found("deck:own");
    stage.press("j j");
    let before = stage.screen();
    stage.press("? esc");
    assert_eq!(stage.screen(), before);
    stage.press("enter q");
    assert_eq!(stage.screen(), before);
    stage.press("enter * q");
    assert!(row(&stage).contains("[ ] * "), "{}", stage.screen());
    look_for(&mut stage, "tag:conflict deck:own");
    stage.press("tab j");
    let before = stage.screen();
    assert!(before.contains("↑ 1"), "{before}");
    stage.press("? esc");
    assert_eq!(
        stage.screen(),
        before,
        "the preview stays where it was read"
    );
}

#[test]
fn a_reset_asks_first_and_is_undone() {
    let mut stage = found("tag:conflict deck:own");
    stage.press("R");
    let screen = stage.screen();
    assert!(screen.contains("Begin 1 card as if new?"), "{screen}");
    assert!(screen.contains("The record of attempts"), "{screen}");
    stage.press("n");
    assert_eq!(stage.trainer().seen(&own("leech")).unwrap().attempts, 5);
    stage.press("R y");
    assert_eq!(stage.notice(), "1 card as if new; u takes it back.");
    assert_eq!(stage.trainer().seen(&own("leech")).unwrap().attempts, 0);
    assert!(row(&stage).contains(" new "), "{}", stage.screen());
    stage.press("R");
    assert_eq!(
        stage.notice(),
        "There is nothing to forget: no attempt counts."
    );
    stage.press("u");
    assert_eq!(stage.trainer().seen(&own("leech")).unwrap().lapses, 4);
}

#[test]
fn too_many_cards_at_once_are_refused() {
    let home = tempfile::tempdir().unwrap();
    drop(lived(home.path()));
    shelf::put_many(home.path(), 601);
    let trainer = support::stage::trainer(home.path(), morning(5));
    let mut stage = Stage::open(home, trainer, |trainer| Box::new(Home::open(trainer)));
    stage.press("b");
    look_for(&mut stage, "deck:many");
    stage.press("a");
    for key in ["*", "T", "R", "-"] {
        stage.press(key);
        let said = "At most 600 cards at a time; 601 are selected.";
        assert_eq!(stage.notice(), said, "{key}");
        assert!(
            heading(&stage).starts_with("601 selected"),
            "nothing is asked"
        );
    }
    stage.press("space T");
    assert!(
        stage.screen().contains("At most 1 tag at a time."),
        "{}",
        stage.screen()
    );
    stage.type_text("a b");
    stage.press("enter");
    assert_eq!(stage.notice(), "At most 1 tag at a time for 600 cards.");
    assert!(
        stage.screen().contains("a b"),
        "it can be mended: {}",
        stage.screen()
    );
}

#[test]
fn a_saved_search_survives_a_restart_and_is_deleted_again() {
    let mut stage = browse();
    stage.press("F");
    assert!(
        stage.screen().contains("No saved searches yet."),
        "{}",
        stage.screen()
    );
    stage.press("esc");
    let file = Places::under(stage.home.path()).config_file;
    std::fs::create_dir_all(file.parent().unwrap()).unwrap();
    std::fs::write(&file, "# mine\ntheme = \"mono\" # quiet\n").unwrap();
    look_for(&mut stage, "is:starred");
    stage.press("F s");
    stage.type_text("two words");
    stage.press("enter");
    assert_eq!(
        stage.notice(),
        "A name is one word of letters, digits, - and _."
    );
    stage.press("ctrl-u");
    stage.type_text("bright");
    stage.press("enter");
    assert_eq!(stage.notice(), "Saved; saved:bright finds it anywhere.");
    let text = std::fs::read_to_string(&file).unwrap();
    assert_eq!(
        text,
        "# mine\ntheme = \"mono\" # quiet\n\n[queries]\nbright = \"is:starred\"\n"
    );

    let mut stage = stage.restart(morning(5));
    stage.press("b F");
    assert!(
        stage.screen().contains("> bright          is:starred"),
        "{}",
        stage.screen()
    );
    stage.press("enter");
    assert!(row(&stage).contains("What shines?"), "{}", stage.screen());
    look_for(&mut stage, "-saved:bright deck:own");
    assert!(heading(&stage).starts_with("5 of"), "{}", stage.screen());
    stage.press("F D");
    assert!(
        stage.screen().contains("The saved search bright goes."),
        "{}",
        stage.screen()
    );
    stage.press("y");
    assert_eq!(stage.notice(), "Deleted: bright.");
    let text = std::fs::read_to_string(&file).unwrap();
    assert!(
        !text.contains("bright") && text.contains("# quiet"),
        "{text}"
    );
}

#[test]
fn a_broken_saved_search_is_a_problem_with_its_place() {
    let home = tempfile::tempdir().unwrap();
    let places = Places::under(home.path());
    std::fs::create_dir_all(places.config_file.parent().unwrap()).unwrap();
    let text = "[queries]\nfine = \"is:due\"\nbad = \"is:deu\"\nring = \"saved:ring\"\n\"a b\" = \"x\"\nnumber = 3\n";
    std::fs::write(&places.config_file, text).unwrap();
    let trainer = support::stage::trainer(home.path(), morning(0));
    let problems: Vec<String> = trainer
        .problems()
        .map(|problem| {
            let place = problem.place.as_ref().unwrap();
            let help = problem.help.as_ref().map(|help| help.to_string());
            format!(
                "{}:{} {} ({})",
                place.line,
                place.column,
                problem.message,
                help.unwrap_or_default()
            )
        })
        .collect();
    let expected = [
        "5:9 queries.a b: expected a name of letters, digits, - and _ ()",
        "6:10 queries.number: expected a search such as \"comp:delegation is:weak\" ()",
        "3:7 queries: in saved:bad: there is no is:deu (did you mean is:due?)",
        "4:8 queries: in saved:ring: saved:ring leads back to itself ()",
    ];
    assert_eq!(problems, expected);
}

#[test]
fn the_sort_goes_round_and_the_card_stays_under_the_cursor() {
    let mut stage = found("deck:own");
    let first = row(&stage);
    assert!(first.contains("Which conflict never ends?"), "{first}");
    for sort in ["recall", "title", "deck", "attempts", "lapses", "due"] {
        stage.press("o");
        assert!(
            heading(&stage).ends_with(&format!("sort: {sort}")),
            "{}",
            stage.screen()
        );
        assert_eq!(row(&stage), first);
    }
}

#[test]
fn the_card_under_the_cursor_is_previewed_and_opened() {
    let mut stage = found("tag:conflict deck:own");
    let screen = stage.screen();
    for text in [
        "recall",
        "conflict, senior",
        "today",
        "5: Again Again Again Again Again, latest first",
        "keeps failing",
    ] {
        assert!(screen.contains(text), "{text} {screen}");
    }
    stage.press("enter");
    assert!(
        stage.screen().contains("Browse ▸ own/"),
        "{}",
        stage.screen()
    );
    stage.press("q");
    assert!(heading(&stage).starts_with("1 of"), "{}", stage.screen());
    stage.resize((60, 18));
    assert!(!stage.screen().contains("keeps failing"));
    stage.press("tab");
    assert!(
        stage.screen().contains("keeps failing"),
        "{}",
        stage.screen()
    );
    stage.press("esc");
    assert!(row(&stage).contains("Which conflict never ends?"));
}

#[test]
fn decks_that_change_underneath_change_the_list() {
    let mut stage = found("deck:own");
    stage.press("j j space");
    shelf::attempt(stage.home.path(), 5, "star", Good);
    shelf::put_many(stage.home.path(), 3);
    let _ = stage.app.returned();
    assert!(
        heading(&stage).starts_with("1 selected · 6 of 72"),
        "{}",
        stage.screen()
    );
    stage.press("esc");
    look_for(&mut stage, "is:starred -is:new");
    assert!(row(&stage).contains("What shines?"), "{}", stage.screen());
}

#[test]
fn every_size_has_its_composition() {
    let mut stage = browse();
    insta::assert_snapshot!("browse_all", stage.sizes());
    look_for(&mut stage, "conflict deck:own,delegation-trust is:deu");
    stage.press("space");
    insta::assert_snapshot!("browse_search", stage.sizes());
    stage.press("esc k T");
    insta::assert_snapshot!("browse_tags", stage.sizes());
    stage.press("esc R");
    insta::assert_snapshot!("browse_reset", stage.sizes());
    stage.press("n F");
    insta::assert_snapshot!("browse_saved", stage.sizes());
    stage.press("esc / ctrl-u");
    insta::assert_snapshot!("browse_typing", stage.sizes());
}

#[test]
fn without_colour_the_marks_and_the_cursor_are_still_seen() {
    let home = tempfile::tempdir().unwrap();
    let trainer = lived(home.path());
    let look = Look::new(settings::Theme::Terminal, settings::Glyphs::Ascii, true);
    let mut stage = Stage::open_in(home, trainer, look, |trainer| Box::new(Home::open(trainer)));
    stage.press("b /");
    stage.type_text("deck:own shin");
    stage.press("enter");
    let cells = stage.cells();
    assert!(
        cells
            .iter()
            .all(|cell| cell.fg == Color::Reset && cell.bg == Color::Reset)
    );
    assert_eq!(underlined(&stage), "shinshin");
    let reversed: String = cells
        .iter()
        .filter(|cell| cell.modifier.contains(Modifier::REVERSED))
        .map(|cell| cell.symbol())
        .collect();
    assert!(reversed.contains("* What shines?"), "{reversed}");
}

/// `hotseat drill` on a home, the day after; what it says, and its exit code.
fn drill(home: &std::path::Path, arguments: &[&str]) -> (String, i32) {
    let script = home.join("keys.txt");
    std::fs::write(&script, "q\n").unwrap();
    let ran = std::process::Command::new(env!("CARGO_BIN_EXE_hotseat"))
        .env_clear()
        .env("HOTSEAT_HOME", home)
        .env("HOTSEAT_NOW", morning(5).to_rfc3339())
        .env("HOTSEAT_SEED", "7")
        .arg("drill")
        .args(arguments)
        .args(["--script", script.to_str().unwrap()])
        .output()
        .unwrap();
    let said = String::from_utf8(ran.stdout).unwrap() + &String::from_utf8(ran.stderr).unwrap();
    (said, ran.status.code().unwrap())
}

#[test]
fn the_command_line_drills_what_a_search_means() {
    let home = tempfile::tempdir().unwrap();
    let trainer = lived(home.path());
    trainer.save_query("hard", "conflict is:weak").unwrap();
    drop(trainer);
    for query in ["is:leech", "tag:conflict deck:own", "saved:hard", "-is:new"] {
        let (said, code) = drill(home.path(), &["--query", query]);
        assert_eq!(code, 0, "{query} {said}");
    }
    let (said, code) = drill(home.path(), &["--query", "is:weak is:new"]);
    assert_eq!(code, 4, "{said}");
    assert!(said.contains("there is nothing to drill now"), "{said}");
}

#[test]
fn a_mistake_in_a_search_of_the_command_line_is_pointed_at() {
    let home = tempfile::tempdir().unwrap();
    let (said, code) = drill(home.path(), &["--query", "comp:x is:deu"]);
    let expected =
        "error: there is no is:deu\n comp:x is:deu\n        ^^^^^^\n help: did you mean is:due?\n";
    assert_eq!((said.as_str(), code), (expected, 2));
}

#[test]
fn a_plan_of_a_search_has_the_due_cards_it_means_and_no_others() {
    use hotseat::domain::queue::Filter;
    use hotseat::training::session::Wish;
    let home = tempfile::tempdir().unwrap();
    let mut trainer = lived(home.path());
    let mut planned = |search: &str| {
        let query = Some(trainer.query(search).0);
        let filter = Filter {
            query,
            ..Filter::default()
        };
        trainer.begin(Wish {
            filter,
            ..Wish::default()
        });
        let places = trainer.session().queue().map(|place| place.card);
        let ids = places.map(|card| trainer.cards()[card as usize].id.to_string());
        let mut ids: Vec<String> = ids.collect();
        ids.sort();
        ids.join(" ")
    };
    assert_eq!(
        planned("deck:own"),
        "own/leech own/mine own/star",
        "no suspended ones"
    );
    assert_eq!(planned("conflict deck:own"), "own/leech");
    assert_eq!(planned("tag:friday"), "own/mine");
    assert_eq!(planned("is:starred"), "own/star");
}

#[test]
fn any_keys_at_any_size_never_panic() {
    use proptest::prelude::*;
    let keys = prop::sample::select(vec![
        "/",
        "enter",
        "esc",
        "space",
        "ctrl-a",
        "o",
        "T",
        "*",
        "@",
        "-",
        "R",
        "y",
        "n",
        "u",
        "ctrl-r",
        "F",
        "s",
        "D",
        "tab",
        "j",
        "k",
        "G",
        "g",
        "ctrl-d",
        "ctrl-u",
        "i",
        ":",
        "e",
        "\"",
        "a",
        "backspace",
    ]);
    let strategy = (prop::collection::vec(keys, 1..25), 0..SIZES.len());
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig::with_cases(12));
    let journey = |(keys, size): (Vec<&str>, usize)| {
        let mut stage = browse();
        stage.resize(SIZES[size]);
        for key in keys {
            stage.press(key);
            let _ = stage.screen();
        }
        Ok(())
    };
    runner.run(&strategy, journey).unwrap();
}
