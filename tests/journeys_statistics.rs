//! The statistics screen: with sixty days of history and with none, at every size.

#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "support/past.rs"]
mod past;
mod support;

use std::process::Command;

use hotseat::domain::attempt::Attempt;
use hotseat::domain::card::{CardId, Kind};
use hotseat::domain::day::Day;
use hotseat::domain::entry::Event;
use hotseat::domain::grade::Grade;
use hotseat::domain::memory::MemoryModel;
use hotseat::domain::settings::{Glyphs, Theme};
use hotseat::storage::journal::Journal;
use hotseat::storage::places::Places;
use hotseat::tui::screen::home::Home;
use hotseat::tui::theme::{Look, Role};
use ratatui::style::Color;
use support::sitting::home_with_journey;
use support::stage::{SIZES, Stage, answer, morning, trainer};

/// The statistics after sixty days of practice.
fn practised(look: Look) -> Stage {
    let home = tempfile::tempdir().unwrap();
    past::put_deck(home.path());
    let cards = trainer(home.path(), morning(0)).cards().to_vec();
    past::write(home.path(), &cards);
    let trainer = trainer(home.path(), morning(0));
    let mut stage = Stage::open_in(home, trainer, look, |trainer| Box::new(Home::open(trainer)));
    stage.press("t");
    stage
}

/// Every page at a size, from the first to the one where `j` leads no further.
fn pages(stage: &mut Stage, size: (u16, u16)) -> Vec<String> {
    stage.resize(size);
    stage.press("g");
    let mut pages = vec![stage.screen()];
    loop {
        stage.press("j");
        let page = stage.screen();
        if pages.last() == Some(&page) {
            return pages;
        }
        pages.push(page);
    }
}

fn all_pages(stage: &mut Stage) -> String {
    let sizes = [(100, 30), (80, 24), (60, 18), (40, 12)];
    let all = sizes.map(|size| pages(stage, size).join("\n\n"));
    all.join("\n\n")
}

/// The journal, byte for byte.
fn journal(stage: &Stage) -> Vec<(String, Vec<u8>)> {
    let mut folders = vec![stage.home.path().to_owned()];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            match path.is_dir() {
                true => folders.push(path),
                false => files.push((path.display().to_string(), std::fs::read(&path).unwrap())),
            }
        }
    }
    files.sort();
    files
}

/// What `hotseat stats` says of the same days.
fn command(stage: &Stage) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hotseat"));
    command.args(["stats", "--days", "30"]).env_clear();
    command
        .env("HOTSEAT_HOME", stage.home.path())
        .env("HOTSEAT_NOW", past::NOW);
    String::from_utf8(command.output().unwrap().stdout).unwrap()
}

/// Answers graded Again, and all of them, as the screen has them.
fn answers(stage: &Stage) -> (u32, u32) {
    let screen = stage.screen();
    let (before, _) = screen.split_once(" Again").unwrap();
    let mut words = before.rsplit([' ']);
    let all = words.next().unwrap().parse().unwrap();
    (words.nth(1).unwrap().parse().unwrap(), all)
}

#[test]
fn sixty_days_at_every_size() {
    insta::assert_snapshot!("statistics", all_pages(&mut practised(Look::default())));
}

#[test]
fn without_an_answer_each_panel_says_what_is_missing() {
    let mut stage = Stage::home();
    stage.press("t");
    insta::assert_snapshot!("statistics_of_nothing", all_pages(&mut stage));
}

#[test]
fn pages_hold_as_many_panels_as_they_have_room_for() {
    let mut stage = practised(Look::default());
    for (size, count) in [((100, 30), 2), ((80, 24), 3), ((60, 18), 9), ((40, 12), 9)] {
        assert_eq!(pages(&mut stage, size).len(), count, "{size:?}");
        stage.press("G");
        let last = stage.screen();
        assert!(last.contains("Confident misses"), "{last}");
        stage.press("k");
        assert_ne!(stage.screen(), last);
    }
    stage.resize((60, 18));
    stage.press("g j");
    assert!(stage.screen().contains("Expected and earned · 2 of 9"));
    stage.resize((100, 30));
    assert!(
        stage.screen().contains("page 1 of 2"),
        "a page keeps its panel"
    );
}

#[test]
fn the_range_is_chosen_by_number_and_by_side() {
    let mut stage = practised(Look::default());
    let range = |stage: &Stage| {
        let head = stage.screen().lines().next().unwrap().to_owned();
        head.split_once('[')
            .unwrap()
            .1
            .split_once(']')
            .unwrap()
            .0
            .to_owned()
    };
    assert_eq!(range(&stage), "month");
    for (keys, name, first) in [
        ("h", "week", "18 Nov"),
        ("h", "week", "18 Nov"),
        ("l", "month", "26 Oct"),
        ("l l", "all", "21 Sep"),
        ("1", "week", "18 Nov"),
        ("3", "all", "21 Sep"),
        ("2", "month", "26 Oct"),
    ] {
        stage.press(keys);
        assert_eq!(range(&stage), name);
        assert!(stage.screen().contains(first), "{keys}\n{}", stage.screen());
    }
}

#[test]
fn tab_goes_through_the_decks_and_back_to_all() {
    let mut stage = practised(Look::default());
    stage.resize((100, 30));
    let all = stage.screen();
    let titles: Vec<String> = stage
        .trainer()
        .decks()
        .iter()
        .map(|d| d.title.to_string())
        .collect();
    for title in &titles {
        stage.press("tab");
        let screen = stage.screen();
        assert!(screen.contains(&format!("Stats ▸ {title}")), "{screen}");
        assert_ne!(screen, all);
    }
    stage.press("tab");
    assert_eq!(stage.screen(), all);
    stage.press("shift-tab");
    assert!(stage.screen().contains(titles.last().unwrap()));
    stage.press("shift-tab tab tab");
    assert_eq!(stage.screen(), all);
}

#[test]
fn the_numbers_stand_as_text_and_write_nothing() {
    let mut stage = practised(Look::default());
    stage.resize((100, 30));
    let charts = stage.screen();
    let before = journal(&stage);
    stage.press("c");
    let mut told = String::new();
    for _ in 0..30 {
        told.push_str(&stage.screen());
        stage.press("ctrl-d");
    }
    assert!(told.contains("all decks, the last 30 days"), "{told}");
    let command = command(&stage);
    assert!(command.lines().count() > 120, "{command}");
    for line in command.lines().skip(1).map(str::trim) {
        assert!(told.contains(line), "no {line:?} in\n{told}");
    }
    stage.press("g");
    assert!(stage.screen().contains("all decks, the last 30 days"));
    stage.press("c");
    assert_eq!(stage.screen(), charts);
    stage.press("c q q");
    assert!(stage.screen().contains("Decks"), "{}", stage.screen());
    assert_eq!(journal(&stage), before);
}

#[test]
fn at_every_size_the_numbers_scroll_to_their_end() {
    let mut stage = practised(Look::default());
    stage.press("c");
    for size in &SIZES[..4] {
        stage.resize(*size);
        stage.press("G");
        let screen = stage.screen();
        let last = command(&stage).lines().last().unwrap().trim().to_owned();
        assert!(screen.contains(&last), "{last} in\n{screen}");
        stage.press("g");
        assert!(stage.screen().contains("all decks"));
    }
}

#[test]
fn coming_back_counts_what_was_answered_meanwhile() {
    let mut stage = practised(Look::default());
    stage.resize((100, 30));
    let (again, all) = answers(&stage);
    let mut elsewhere = trainer(stage.home.path(), morning(0));
    answer(&mut elsewhere, &[Grade::Again]);
    assert_eq!(answers(&stage), (again, all), "drawing counts nothing");
    let _ = stage.app.returned();
    assert_eq!(answers(&stage), (again + 1, all + 1));
}

#[test]
fn a_range_without_answers_says_so() {
    let mut stage = practised(Look::default()).restart(morning(40));
    stage.press("t 1");
    let screen = stage.screen();
    assert!(
        screen.contains("No answers in the last 7 days;"),
        "{screen}"
    );
    stage.press("3");
    assert!(stage.screen().contains("recall 8"), "{}", stage.screen());
}

#[test]
fn a_deck_that_went_away_meanwhile_is_asked_about_no_more() {
    let mut stage = practised(Look::default());
    let (all, counted) = (stage.screen(), answers(&stage));
    while !stage.screen().contains("Our team") {
        stage.press("tab");
    }
    let file = hotseat::storage::places::Places::under(stage.home.path()).decks;
    std::fs::remove_file(file.join("team.json")).unwrap();
    let _ = stage.app.returned();
    let screen = stage.screen();
    assert_eq!(screen.lines().next(), all.lines().next(), "{screen}");
    assert_eq!(
        answers(&stage),
        counted,
        "answers to cards that are gone count"
    );
}

#[test]
fn on_a_page_of_any_height_a_chart_is_of_use() {
    let mut stage = practised(Look::default());
    // What the dialogue in lines is composed for.
    for page in pages(&mut stage, (78, 240)) {
        let filled = page
            .lines()
            .filter(|line| !line.trim_matches([' ', '│']).is_empty());
        assert!(filled.count() < 32, "{page}");
    }
}

/// The panel of competencies after so many answers to a card of facts, and to one that is marked.
fn by_competency(facts: u32, told: u32) -> String {
    let home = home_with_journey();
    let places = Places::under(home.path());
    let mut journal = Journal::open(&places, MemoryModel::default()).unwrap();
    let today = Day::from(morning(0).date_naive());
    let cards = [
        ("journey/fact", Kind::Recall, facts),
        ("journey/story", Kind::Behavioural, told),
    ];
    for (card, kind, answers) in cards {
        for _ in 0..answers {
            let attempt = Attempt::new(CardId::new(card), today, kind, Grade::Good);
            let event = Event::Attempt(Box::new(attempt));
            journal
                .append(event, morning(0).timestamp_millis())
                .unwrap();
        }
    }
    drop(journal);
    let trainer = trainer(home.path(), morning(0));
    let mut stage = Stage::open(home, trainer, |trainer| Box::new(Home::open(trainer)));
    stage.resize((60, 18));
    stage.press("t j j j j j");
    assert!(
        stage.screen().contains("By competency"),
        "{}",
        stage.screen()
    );
    stage.screen()
}

#[test]
fn a_dash_is_explained_by_what_is_missing() {
    let (verdicts, evidence) = ("- no verdicts", "- not enough evidence: under 5 answers");
    let screen = by_competency(10, 0);
    assert!(screen.contains(verdicts), "{screen}");
    assert!(!screen.contains(evidence), "{screen}");
    let screen = by_competency(2, 0);
    assert!(screen.contains(evidence), "{screen}");
    assert!(!screen.contains(verdicts), "{screen}");
    let screen = by_competency(10, 2);
    assert!(
        screen.contains("- not enough answers, or no verdicts"),
        "{screen}"
    );
}

#[test]
fn without_colour_and_in_ascii_all_of_it_is_there() {
    let look = Look::new(Theme::Terminal, Glyphs::Ascii, true);
    let mut stage = practised(look);
    for size in &SIZES[..4] {
        for page in pages(&mut stage, *size) {
            assert!(page.is_ascii(), "{page}");
        }
    }
    stage.resize((100, 30));
    stage.press("g");
    let reset = |color: Color| color == Color::Reset;
    assert!(
        stage
            .cells()
            .iter()
            .all(|cell| reset(cell.fg) && reset(cell.bg))
    );
    assert!(stage.screen().contains("[month]"));
    assert!(
        stage
            .drawn_as(Role::Title)
            .iter()
            .any(|text| text.contains("Expected and earned"))
    );
}
