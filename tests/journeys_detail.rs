//! A card in full detail: its memory, every attempt at it, and two of them compared.

#![allow(clippy::unwrap_used)]

mod support;

use hotseat::domain::attempt::{Attempt, Seconds};
use hotseat::domain::card::{CardId, Kind};
use hotseat::domain::day::Day;
use hotseat::domain::entry::Event;
use hotseat::domain::grade::{Grade, Mark, Verdict};
use hotseat::domain::memory::MemoryModel;
use hotseat::domain::register::Register;
use hotseat::storage::journal::Journal;
use hotseat::storage::places::Places;
use hotseat::tui::app::Request;
use hotseat::tui::screen::detail::Detail;
use hotseat::tui::theme::{Look, Role};
use support::sitting::{home_with, home_with_journey};
use support::stage::{Stage, morning, trainer};
use tempfile::TempDir;

const THEN: &str =
    "In March it was Ines's call, and the ranker was thrown out.\nIt got worse for a while.";
const NOW: &str =
    "On 3 March it was Ines's call, and my ranker was thrown out.\nIt got worse for five weeks.";

/// One answer to the card `story`, typed and marked key by key, on the morning `days` on.
fn answer(home: TempDir, days: i64, text: &str, marks: &str) -> TempDir {
    let now = morning(days).to_rfc3339();
    let mut stage = Stage::card_at(home, "story", &now);
    stage.wait(12);
    stage.press("space ] tab");
    stage.paste(text);
    // The parts that the box offers are not wanted.
    stage.press(&"delete ".repeat(80));
    stage.wait(51);
    stage.press("esc space n n");
    stage.press(marks);
    lift_all(&mut stage);
    stage.press("enter");
    stage.app.close();
    stage.home
}

/// Answers every follow-up that is put.
fn lift_all(stage: &mut Stage) {
    while stage.screen().contains("The follow-up") {
        stage.press("space 1");
    }
}

/// The page has a text, as one finds it by paging down.
#[track_caller]
fn reads(stage: &mut Stage, text: &str) {
    stage.press("g");
    for _ in 0..9 {
        if stage.screen().contains(text) {
            return;
        }
        stage.press("ctrl-d");
    }
    stage.shows(text);
}

/// A home with two answers, three weeks apart.
fn twice() -> TempDir {
    let home = answer(home_with_journey(), 0, THEN, "2 2 0 1 0 1");
    answer(home, 21, NOW, "2 2 0 1 2 2")
}

/// The detail of cards of a home, as it is on the morning `days` on.
fn detail(home: TempDir, days: i64, cards: &[&str]) -> Stage {
    detail_in(home, days, cards, Look::default())
}

fn detail_in(home: TempDir, days: i64, cards: &[&str], look: Look) -> Stage {
    let ids: Vec<CardId> = cards.iter().map(|card| CardId::new(card)).collect();
    let trainer = trainer(home.path(), morning(days));
    Stage::open_in(home, trainer, look, |_| {
        Box::new(Detail::open("Browse", ids, 0))
    })
}

#[test]
fn two_answers_are_compared_word_by_word_and_point_by_point() {
    let mut stage = detail(twice(), 23, &["journey/story"]);
    insta::assert_snapshot!("detail", stage.sizes());
    let mut tabs = String::new();
    for size in [(60, 18), (40, 12)] {
        stage.resize(size);
        for _ in 0..2 {
            stage.press("tab");
            tabs.push_str(&format!("{}\n\n", stage.screen()));
        }
        stage.press("tab");
    }
    insta::assert_snapshot!("detail_one_panel_at_a_time", tabs);
    // On a small page these keys act where one sees on what.
    let card = stage.screen();
    stage.press("= enter space");
    assert_eq!(stage.screen(), card);
    stage.hides("= compare");
    stage.resize((100, 30));
    stage.press("=");
    insta::assert_snapshot!("comparison", stage.sizes());
    stage.resize((100, 30));
    stage.shows(
        "On 3 March it was Ines's call"
            .replace("On 3", "+On 3+")
            .as_str(),
    );
    stage.shows("It got worse for +five weeks+.");
    stage.shows("It got worse for -a while-.");
    stage.shows("+ 0 → 2  Admits what got worse");
    // The same without colour: the signs are letters.
    assert!(
        stage
            .drawn_as(Role::Good)
            .contains(&"+five weeks+".to_owned())
    );
    stage.press("q");
    stage.shows("History: 2 attempts");
}

#[test]
fn an_attempt_is_read_in_full() {
    let mut stage = detail(twice(), 23, &["journey/story"]);
    stage.resize((100, 30));
    stage.shows("= compare");
    stage.press("j");
    stage.hides("= compare");
    stage.press("enter");
    insta::assert_snapshot!("attempt", stage.sizes());
    stage.hides("= compare");
    stage.press("q k enter");
    stage.shows("= compare");
    stage.press("q j enter");
    stage.resize((100, 30));
    for text in [
        "In March it was Ines's call",
        "[2] Dates the moment the decision changed hands",
        "lifted to 1 by a follow-up",
        "What number would have made you step in?",
        "0:12 to think, 0:51 to answer",
        "expected  3 hire",
    ] {
        reads(&mut stage, text);
    }
    stage.press("=");
    assert_eq!(stage.notice(), "There is no attempt before this one.");
    stage.press("q k enter =");
    stage.shows("+five weeks+");
}

#[test]
fn any_two_attempts_can_be_selected() {
    let home = answer(twice(), 90, "Five weeks.", "0 0 0 1 0 2");
    let mut stage = detail(home, 91, &["journey/story"]);
    stage.press("G space k k =");
    stage.shows("24 Nov 2026 → 22 Feb 2027");
    stage.press("q =");
    stage.shows("24 Nov 2026 → 22 Feb 2027");
    stage.press("q G space g =");
    stage.shows("15 Dec 2026 → 22 Feb 2027");
}

#[test]
fn the_curve_goes_from_the_first_attempt_to_the_interview() {
    let home = twice();
    {
        let mut trainer = trainer(home.path(), morning(23));
        let date = Day::from(morning(60).date_naive());
        trainer.set(Register::InterviewDate(Some(date))).unwrap();
    }
    let mut stage = detail(home, 23, &["journey/story"]);
    stage.resize((100, 30));
    for text in [
        "100┤",
        "  0┤",
        "24 Nov",
        "today",
        "23 Jan",
        "% on Sat 23 Jan",
    ] {
        stage.shows(text);
    }
    stage.resize((40, 12));
    stage.press("tab");
    stage.shows("[Memory]");
    stage.shows("23 Jan");
    let ascii = Look::new(
        hotseat::domain::settings::Theme::Mono,
        hotseat::domain::settings::Glyphs::Ascii,
        true,
    );
    let mut stage = detail_in(stage.home, 23, &["journey/story"], ascii);
    stage.resize((100, 30));
    assert!(stage.screen().is_ascii(), "{}", stage.screen());
    stage.shows("100|'");
}

#[test]
fn a_card_without_attempts_says_what_to_do_next() {
    let mut stage = detail(home_with_journey(), 0, &["journey/story"]);
    insta::assert_snapshot!("detail_of_a_new_card", stage.sizes());
    stage.shows("No attempts yet. s drills it now.");
    for key in ["enter", "=", "space"] {
        stage.press(key);
        assert_eq!(stage.notice(), "There is no attempt yet; s drills it.");
    }
    stage.press("s");
    stage.shows("Think first.");
    stage.press("g n n");
    stage.press("0 0 0 0 0 0");
    lift_all(&mut stage);
    stage.press("enter q space");
    stage.shows("History: 1 attempt");
}

#[test]
fn what_is_done_to_the_card_shows_and_is_undone() {
    let mut stage = detail(home_with_journey(), 0, &["journey/story", "journey/fact"]);
    stage.press("*");
    assert_eq!(stage.notice(), "Starred.");
    stage.shows("* starred");
    stage.press("@");
    stage.shows("* starred · suspended");
    stage.press("@ -");
    assert_eq!(stage.notice(), "Not today: it comes back tomorrow.");
    stage.shows("put off to tomorrow");
    stage.hides("· suspended");
    stage.press("u u u");
    stage.shows("* starred");
    stage.hides("put off");
    stage.press("u");
    stage.hides("* starred");
    stage.press("ctrl-r");
    stage.shows("* starred");
    stage.press("n");
    stage.shows("card 2 of 2");
    stage.shows("What does a canary release prove?");
    stage.hides("* starred");
    stage.press("n");
    assert_eq!(stage.notice(), "This is the last card of the list.");
    stage.press("N");
    stage.shows("card 1 of 2");
}

#[test]
fn its_deck_opens_at_the_card_and_a_bundled_one_says_how_to_change_it() {
    let mut stage = detail(home_with_journey(), 0, &["journey/list"]);
    let Request::Edit(edit) = stage.request("e") else {
        panic!("no editor");
    };
    assert!(edit.path.ends_with("journey.json"));
    assert_eq!(edit.line, Some(8));
    let text = std::fs::read_to_string(&edit.path).unwrap();
    std::fs::write(
        &edit.path,
        text.replace("Which two numbers", "Which 2 numbers"),
    )
    .unwrap();
    let _ = stage.app.edited(Ok(()));
    assert_eq!(stage.notice(), "The deck is read anew.");
    stage.shows("Which 2 numbers");
    let mut stage = detail(stage.home, 0, &["delegation-trust/handover-page"]);
    assert_eq!(stage.request("e"), Request::None);
    assert!(stage.notice().contains("\"extends\""), "{}", stage.notice());
}

/// Attempts as another device wrote them, each at noon of its day.
fn written(home: &TempDir, attempts: Vec<Attempt>) {
    let places = Places::under(home.path());
    let mut journal = Journal::open(&places, MemoryModel::default()).unwrap();
    for attempt in attempts {
        let at = (i64::from(attempt.day.number()) - 719_163) * 86_400_000 + 43_200_000;
        journal
            .append(Event::Attempt(Box::new(attempt)), at)
            .unwrap();
    }
}

fn played(days: u32, room: &str, debrief: &str) -> Attempt {
    let first: Day = "2026-11-03".parse().unwrap();
    Attempt {
        seconds: Seconds {
            answer: 200,
            ..Seconds::default()
        },
        marks: vec![
            ("call/hurt".into(), Mark::Clear),
            (
                "call/undo".into(),
                if days > 0 { Mark::Clear } else { Mark::Absent },
            ),
            ("call/tell".into(), Mark::Partly),
            ("call/gone".into(), Mark::Partly),
        ],
        verdict: Some(Verdict::Hire),
        given: Some(Verdict::NoHire),
        reason: "\u{1b}[31mthe tone".into(),
        path: vec!["call/back".into(), "nowhere".into()],
        texts: vec![
            ("call".into(), room.into()),
            ("debrief/1".into(), debrief.into()),
        ],
        times: vec![("call".into(), 61)],
        ..Attempt::new(
            CardId::new("scenario/outage"),
            first.plus(days),
            Kind::Scenario,
            Grade::Hard,
        )
    }
}

#[test]
fn the_parts_of_a_scenario_are_read_and_compared_each_by_itself() {
    let home = home_with("scenario");
    written(
        &home,
        vec![
            played(0, "I ask who is hurt.", ""),
            played(14, "I ask who is hurt today.\u{1b}[2J", "Write it down."),
        ],
    );
    let mut stage = detail(home, 0, &["scenario/outage"]);
    stage.resize((100, 30));
    stage.shows("2 no hire !");
    stage.press("enter");
    for text in [
        "Tuesday morning",
        "the marks came to 3 hire",
        "Go back to the old ranker at once.",
    ] {
        reads(&mut stage, text);
    }
    assert!(!stage.screen().contains('\u{1b}'));
    stage.press("=");
    stage.shows("Tuesday morning");
    stage.shows("I ask who is hurt +today+.");
    stage.shows("Nothing was typed.");
    reads(&mut stage, "+ 0 → 2  Picks a stopgap that can be undone");
    reads(&mut stage, "1 → 1  call/gone");
    assert!(!stage.screen().contains('\u{1b}'));
}

#[test]
fn two_attempts_of_one_day_are_told_apart() {
    let home = home_with_journey();
    let attempt = |text: &str| Attempt {
        text: text.to_owned(),
        ..Attempt::new(
            CardId::new("journey/fact"),
            Day::from_number(739_000),
            Kind::Recall,
            Grade::Good,
        )
    };
    written(&home, vec![attempt("a"), attempt("b")]);
    let mut stage = detail(home, 0, &["journey/fact"]);
    stage.shows("Answer of Wed 24 Apr, second (enter reads it; = compares with the first)");
    stage.press("=");
    for size in [(100, 30), (60, 18), (40, 12)] {
        stage.resize(size);
        reads(&mut stage, "24 Apr, earlier 24 Apr, later");
    }
}

#[test]
fn the_curve_has_room_on_every_page_it_is_made_for() {
    let home = home_with_journey();
    let failed = |day: u32| {
        let today = Day::from(morning(0).date_naive()).number();
        let day = Day::from_number(today - 9).plus(day);
        let grade = Grade::Again;
        Attempt::new(CardId::new("journey/fact"), day, Kind::Recall, grade)
    };
    written(&home, (0..10).map(failed).collect());
    let mut stage = detail(home, 0, &["journey/fact"]);
    stage.shows("stability < 1 day · difficulty 10.0");
    stage.shows("100┤");
    stage.resize((40, 12));
    stage.press("tab");
    stage.shows("[Memory]");
    stage.shows("100┤");
}

#[test]
fn the_longest_answers_open_at_once() {
    let home = home_with_journey();
    let attempt = |days: u32, text: String| Attempt {
        text,
        ..Attempt::new(
            CardId::new("journey/fact"),
            Day::from_number(739_000).plus(days),
            Kind::Recall,
            Grade::Good,
        )
    };
    let (a, b) = ("a b. ".repeat(3200), "b, a ".repeat(3200));
    written(&home, vec![attempt(0, a), attempt(9, b)]);
    let mut stage = detail(home, 0, &["journey/fact"]);
    stage.press("=");
    stage.shows("-a b. a b. a b.");
    stage.press("G");
    stage.shows("b, a+");
}

/// A card with so many attempts, a day apart.
fn often(attempts: u32) -> TempDir {
    let home = home_with_journey();
    let attempt = |day: u32| {
        let day = Day::from_number(739_000).plus(day);
        Attempt::new(CardId::new("journey/fact"), day, Kind::Recall, Grade::Good)
    };
    written(&home, (0..attempts).map(attempt).collect());
    home
}

#[test]
fn every_page_fits_and_the_cursor_is_in_it() {
    let mut stage = detail(often(30), 0, &["journey/fact"]);
    stage.resize((100, 30));
    stage.press("tab tab tab G");
    for size in [(100, 30), (80, 24), (60, 18), (40, 12), (100, 30)] {
        stage.resize(size);
        let screen = stage.screen();
        let last = Day::from_number(739_000).to_string();
        let cursor = screen.lines().find(|line| line.contains("> "));
        assert!(cursor.is_some_and(|line| line.contains(&last)), "{screen}");
    }
    for keys in ["k", "g", "tab", "tab", "tab", "enter", "G", "=", "G"] {
        stage.resize((80, 24));
        stage.press(keys);
        for size in &support::stage::SIZES[..4] {
            stage.resize(*size);
            let screen = stage.screen();
            assert!(screen.contains("?help"), "{screen}");
            assert!(screen.contains("cursor at"), "{screen}");
        }
    }
}
