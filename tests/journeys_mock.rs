//! A mock from its setup to its scorecard, key by key.

#![allow(clippy::unwrap_used)]

mod support;

use std::path::Path;

use hotseat::domain::attempt::Attempt;
use hotseat::domain::card::CardId;
use hotseat::domain::entry::Event;
use hotseat::domain::grade::Grade;
use hotseat::domain::settings::{Glyphs, Theme};
use hotseat::storage::places::Places;
use hotseat::training::Trainer;
use hotseat::tui::screen::home::Home;
use hotseat::tui::theme::Look;
use support::NOW;
use support::stage::{Stage, answer, trainer};
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
    begin_people(stage);
}

/// The same from the line of the whole loop on.
fn begin_people(stage: &mut Stage) {
    for _ in 0..9 {
        if !stage.screen().contains("> [ ] People") {
            stage.press("j");
        }
    }
    stage.shows("> [ ] People");
    // From the last line up: the interviewer, the clock, the level, the minutes.
    stage.press("space G space space k space k k space");
    stage.shows("1 stage, 15 min, up to 2 questions.");
    stage.shows("strict: it cuts off");
    stage.shows("sceptical: doubts what you say");
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
    finish_marking(stage);
}

/// Goes on from the last point to the end of the answer; every follow-up brought its point out.
fn finish_marking(stage: &mut Stage) {
    for _ in 0..6 {
        let screen = stage.screen();
        let key = match () {
            () if screen.contains("Evidence") => break,
            () if screen.contains("brought out") => "1",
            () if screen.contains("answered") => "space",
            () => "enter",
        };
        stage.press(key);
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

#[test]
fn the_setup_says_what_it_comes_to() {
    let mut stage = stage();
    stage.press("m j j j space j space");
    insta::assert_snapshot!("mock_setup", stage.sizes());
    stage.press("tab");
    stage.shows("None yet: a mock that is marked leaves");
    // From `hotseat mock` there is no Home to go back to.
    stage.press("?");
    stage.shows("q, esc");
    stage.hides("back to Home");
    stage.press("esc");
    stage.press("q");
    stage.shows("Home");
}

#[test]
fn nothing_typed_is_lost_when_the_clock_cuts_off_and_no_key_slips_through() {
    let mut stage = stage();
    begin(&mut stage);
    stage.press("space");
    stage.wait(20);
    stage.press("tab");
    stage.type_text("I was saying q");
    stage.wait(119);
    stage.shows("answer 1:59");
    stage.type_text("uite");
    stage.wait(1);
    stage.shows("Time is up");
    // What was meant as prose does nothing.
    stage.type_text("q n y a b 1");
    stage.press("space");
    stage.shows("Time is up");
    stage.press("enter");
    stage.shows("When was growth?");
    stage.type_text("In May");
    stage.wait(45);
    stage.press("enter");
    stage.wait(45);
    stage.shows("Question 2 of 2");
    stage.press("enter esc q y");
    stage.shows("answer 1 of 1");
    let mock = &stage.trainer().marked_mock().unwrap();
    assert_eq!(
        mock.answers[0][0].text,
        "I was saying quite\n> When was growth?\nIn May"
    );
    assert!(mock.asked[0].cut && !mock.asked[1].reached);
}

/// A second terminal on the same home.
fn beside(stage: &Stage) -> Stage {
    let trainer = opened(stage.home.path(), NOW);
    let nowhere = tempfile::tempdir().unwrap();
    let mut other = Stage::open(nowhere, trainer, |trainer| Box::new(Home::open(trainer)));
    other.resize((100, 30));
    other
}

#[test]
fn a_terminal_that_merely_holds_a_mock_takes_nothing_from_the_one_that_goes_on_with_it() {
    let mut stage = stage();
    begin(&mut stage);
    stage.press("space");
    let mut other = beside(&stage);
    other.press("m enter");
    other.shows("Question 1 of 2");
    answer_all(&mut stage);
    other.wait(6);
    assert_eq!(
        other.notice(),
        "This mock goes on in another terminal: nothing more is kept here."
    );
    other.press("space");
    other.shows("Question 1 of 2");
    other.app.close();
    let kept = &stage.trainer().mocks_under_way()[0];
    assert!(kept.is_marking());
    assert!(kept.answers.iter().all(|parts| parts.len() == 1));
    other.press("q y");
    other.shows("A mock interview");
    assert_eq!(other.notice(), "This mock goes on in another terminal.");
    mark(&mut stage, "2 2");
    mark(&mut stage, "2 2");
    assert_eq!(attempts(&stage).len(), 2);
}

#[test]
fn two_terminals_that_mark_one_mock_count_each_answer_once() {
    let mut stage = stage();
    begin(&mut stage);
    stage.press("space");
    answer_all(&mut stage);
    let mut other = beside(&stage);
    other.press("m enter");
    other.shows("answer 1 of 2");
    mark(&mut stage, "2 2");
    mark(&mut other, "0 0");
    assert_eq!(other.notice(), "It is marked already, in another terminal.");
    other.shows("answer 2 of 2");
    mark(&mut other, "0 0");
    other.shows("Scorecard");
    mark(&mut stage, "2 2");
    stage.shows("Scorecard");
    let kept = attempts(&stage);
    let verdicts: Vec<_> = kept.iter().map(|a| a.given.unwrap().value()).collect();
    assert_eq!(verdicts, [4, 1]);
    assert_eq!(
        opened(stage.home.path(), NOW).mocks().len(),
        1,
        "one record"
    );
}

#[test]
fn undo_while_marking_takes_back_nothing_but_marks_of_this_mock() {
    // A grade in practice, and another mock half marked.
    let home = home();
    answer(&mut opened(home.path(), NOW), &[Grade::Good]);
    let mut stage = stage_at(home, NOW);
    begin(&mut stage);
    stage.press("space");
    answer_all(&mut stage);
    stage.press("u");
    assert_eq!(stage.notice(), "Nothing of this mock to undo.");
    mark(&mut stage, "2 2");
    stage.press("q");
    stage = killed(stage);
    begin(&mut stage);
    stage.press("space");
    answer_all(&mut stage);
    stage.press("u");
    assert_eq!(stage.notice(), "Nothing of this mock to undo.");
    stage.press("ctrl-r");
    assert_eq!(stage.notice(), "Nothing of this mock to redo.");
    assert_eq!(attempts(&stage).len(), 2);
    // Its own are taken back, whatever was kept in another terminal since.
    mark(&mut stage, "2 2");
    stage.press("u");
    assert!(stage.notice().starts_with("Undone: "), "{}", stage.notice());
    assert_eq!(attempts(&stage).len(), 2);
}

/// Brings the cursor from the answer's first flag to the line of evidence.
fn to_evidence(stage: &mut Stage) {
    stage.press("n 2 2");
    for _ in 0..6 {
        if stage.screen().contains("Evidence") {
            return;
        }
        stage.press("enter");
    }
    stage.shows("Evidence");
}

#[test]
fn the_line_of_evidence_outlives_esc_a_kill_and_an_undo_and_is_of_its_own_answer() {
    let mut stage = stage();
    begin(&mut stage);
    stage.press("space");
    answer_all(&mut stage);
    to_evidence(&mut stage);
    stage.press("ctrl-u");
    stage.type_text("Ines had the pager");
    stage.press("esc enter");
    stage.shows("Ines had the pager");
    stage.type_text(" in May");
    stage.wait(5);
    stage = killed(stage);
    stage.press("m enter enter");
    stage.shows("Ines had the pager in May");
    stage.press("enter");
    assert_eq!(attempts(&stage)[0].evidence, "Ines had the pager in May");
    // Taken back from outside, with the program ended in between.
    stage.press("q q u");
    stage = killed(stage);
    stage.press("m enter enter");
    stage.shows("Ines had the pager in May");
    stage.press("enter");
    // Taken back here, with another answer marked first.
    stage.press("u enter esc");
    stage.press("enter enter");
    to_evidence(&mut stage);
    stage.hides("Ines had the pager");
    stage.press("enter");
    let lines: Vec<_> = attempts(&stage).into_iter().map(|a| a.evidence).collect();
    assert_eq!(
        lines,
        [
            "Ines had the pager in May",
            "In March I gave it to Ines, and 3 weeks were lost."
        ]
    );
}

#[test]
fn a_card_renamed_during_a_mock_is_marked_where_it_was() {
    let mut stage = stage();
    begin(&mut stage);
    stage.press("space");
    answer_all(&mut stage);
    let asked = stage.trainer().marked_mock().unwrap().asked[1].card.clone();
    // History follows a renamed card that has some.
    opened(stage.home.path(), NOW).toggle_star(&asked).unwrap();
    mark(&mut stage, "2 2");
    stage.press("n 2");
    let mut home = beside(&stage);
    home.shows("your mock: People, 1 answer to mark");
    home.press("m");
    home.shows("go on: People, 1 answer to mark");
    let old = asked.as_str().strip_prefix("mine/").unwrap();
    let renamed = format!(r#""id": "new", "was": ["{old}"], "kind""#);
    let deck = deck().replace(&format!(r#""id": "{old}", "kind""#), &renamed);
    std::fs::write(
        Places::under(stage.home.path()).decks.join("mine.json"),
        deck,
    )
    .unwrap();
    stage = killed(stage);
    stage.press("m enter");
    stage.shows("answer 2 of 2");
    stage.shows("[2] Dates the moment");
    stage.press("2");
    for _ in 0..6 {
        if !stage.screen().contains("Evidence") {
            stage.press("enter");
        }
    }
    stage.shows("In March I gave it to Ines");
    stage.press("enter");
    stage.shows("Scorecard");
}

#[test]
fn two_mocks_begun_in_one_instant_are_two() {
    let mut stage = stage();
    let mut other = beside(&stage);
    begin(&mut stage);
    begin(&mut other);
    let ids = |stage: &Stage| -> Vec<Box<str>> {
        let mocks = stage.trainer().mocks_under_way();
        mocks.into_iter().map(|mock| mock.id).collect()
    };
    let both = ids(&stage);
    assert!(both.len() == 2 && both[0] != both[1], "{both:?}");
    // A third does not take the name of one that was marked meanwhile.
    for stage in [&mut stage, &mut other] {
        stage.press("space");
        answer_all(stage);
        mark(stage, "2 2");
        mark(stage, "2 2");
    }
    let folder = Places::under(stage.home.path()).mocks;
    std::fs::remove_dir_all(folder).unwrap();
    let mut third = beside(&stage);
    begin(&mut third);
    assert!(!both.contains(&ids(&third)[0]));
}

#[test]
fn a_kill_at_any_step_costs_nothing_and_home_offers_to_go_on() {
    let mut stage = stage();
    begin(&mut stage);
    let mut seen = Vec::new();
    for step in 0..40 {
        let before = stage.screen();
        stage = killed(stage);
        stage.shows("m  goes on with your mock: People, ");
        stage.press("m");
        stage.shows("> go on: People, ");
        stage.press("enter");
        let after = stage.screen();
        let notice = |screen: &str| screen.lines().nth(28).map(str::to_owned);
        assert_eq!(
            before.replace(&notice(&before).unwrap(), ""),
            after.replace(&notice(&after).unwrap(), ""),
            "step {step}"
        );
        if after.contains("Marking") {
            break;
        }
        seen.push(
            stage
                .screen()
                .lines()
                .nth(27)
                .unwrap_or_default()
                .trim()
                .chars()
                .take(6)
                .collect::<String>(),
        );
        if after.contains(" answer 0:0") || after.contains(" reply 0:0") {
            stage.press("tab");
            stage.type_text(&format!("Said at {step}"));
            stage.press("esc");
        }
        stage.wait(3);
        stage.press("space");
    }
    assert!(seen.len() >= 8, "{seen:?}");
    for at in 1..=2 {
        stage.shows(&format!("answer {at} of 2"));
        stage.press("n 2");
        stage = killed(stage);
        stage.press("m enter");
        stage.shows("[2] Dates the moment");
        stage.press("2");
        finish_marking(&mut stage);
        stage = killed(stage);
        if at == 1 {
            stage.press("m enter");
        }
    }
    let kept = attempts(&stage);
    assert_eq!(kept.len(), 2);
    assert!(
        kept.iter().all(|a| a.text.starts_with("Said at")),
        "{kept:?}"
    );
    stage.hides("goes on with your mock");
    stage.press("m tab");
    stage.shows("Tue 24 Nov  People");
    stage.press("enter");
    stage.shows("People: hire");
}

#[test]
fn what_the_interviewer_asked_is_not_counted_as_my_words() {
    let mut stage = stage();
    begin(&mut stage);
    stage.press("space space tab");
    stage.type_text("I gave it to Ines.");
    stage.press("ctrl-s");
    stage.shows("When was growth?");
    stage.press("tab");
    stage.type_text("In May.");
    stage.press("esc space");
    answer_all(&mut stage);
    stage.shows("> When was growth?");
    stage.shows("you: 7 words,");
}

#[test]
fn marking_is_left_taken_back_and_gone_on_with() {
    let mut stage = stage();
    begin(&mut stage);
    stage.press("space");
    answer_all(&mut stage);
    stage.press("-");
    assert_eq!(stage.notice(), "Mark it first: the mock is not over.");
    mark(&mut stage, "2 2");
    stage.press("u");
    stage.shows("answer 1 of 2");
    assert!(attempts(&stage).is_empty(), "taken back");
    stage.press("3 enter");
    stage.shows("answer 2 of 2");
    stage.press("n 2");
    stage.press("q");
    stage.shows("A mock interview");
    stage.press("enter");
    stage.shows("[2] Dates the moment");
    stage.press("2");
    finish_marking(&mut stage);
    stage.shows("Scorecard");
    let kept = attempts(&stage);
    assert_eq!(kept.len(), 2);
    assert!(kept.iter().all(|a| !a.mock.is_empty()));
}

#[test]
fn an_answer_taken_back_later_leaves_its_scorecard_open_until_it_is_marked_again() {
    let mut stage = stage();
    begin(&mut stage);
    stage.press("space");
    answer_all(&mut stage);
    mark(&mut stage, "2 2");
    mark(&mut stage, "0 0");
    stage.shows("People: ");
    stage.press("q q u");
    assert!(
        stage.notice().starts_with("Undone: the scorecard of "),
        "{}",
        stage.notice()
    );
    assert!(stage.trainer().mocks().is_empty());
    stage.press("ctrl-r");
    assert_eq!(stage.trainer().mocks().len(), 1);
    // Back to before the last answer was marked: the mock goes on there.
    stage.press("u u");
    assert_eq!(attempts(&stage).len(), 1);
    stage = killed(stage);
    stage.press("m enter");
    stage.shows("answer 2 of 2");
    stage.shows("33 % of the marks");
}

#[test]
fn what_to_do_next_starts_that_drill() {
    let mut stage = stage();
    begin(&mut stage);
    stage.press("space");
    answer_all(&mut stage);
    mark(&mut stage, "2 2");
    mark(&mut stage, "0 0");
    stage.shows("1  Strategy and business came out at");
    stage.press("1");
    stage.shows("Drill");
    stage.shows("Tell me about outside.");
    stage.press("q q");
    stage.shows("What to do next");
    // The second piece of advice is about one card, and asks it alone.
    stage.press("2");
    stage.shows("card 1 of 1");
    stage.shows("Tell me about outside.");
}

#[test]
fn it_is_written_as_markdown_into_the_users_folder() {
    let mut stage = stage();
    begin(&mut stage);
    stage.press("space");
    answer_all(&mut stage);
    mark(&mut stage, "2 2");
    mark(&mut stage, "0 2");
    stage.press("c");
    assert!(
        stage.notice().starts_with("Written to "),
        "{}",
        stage.notice()
    );
    let folder = Places::under(stage.home.path()).scorecards;
    let file = std::fs::read_dir(folder).unwrap().next().unwrap().unwrap();
    let id = stage.trainer().mocks()[0].id.to_string();
    assert_eq!(file.file_name().to_str(), Some(format!("{id}.md").as_str()));
    insta::assert_snapshot!(
        "mock_markdown",
        std::fs::read_to_string(file.path()).unwrap()
    );
}

#[test]
fn no_card_of_the_last_three_days_is_asked_and_an_empty_mock_says_why() {
    let mut stage = stage();
    for day in ["2026-11-24", "2026-11-25", "2026-11-27"] {
        stage = stage_at(stage.home, &format!("{day}T08:00:00+01:00"));
        stage.press("m j j j space enter");
        if day == "2026-11-27" {
            stage.shows("no card fits");
            stage.hides("Stage 1");
            break;
        }
        stage.press("space");
        answer_all(&mut stage);
        while stage.screen().contains("Marking") {
            mark(&mut stage, "2 2");
        }
    }
    let mut cards: Vec<String> = attempts(&stage)
        .iter()
        .map(|a| a.card.to_string())
        .collect();
    let asked = cards.len();
    cards.sort();
    cards.dedup();
    assert_eq!(cards.len(), asked, "nothing twice");
    assert_eq!(asked, 6);
}

#[test]
fn what_a_mock_put_is_not_asked_by_the_next_one_before_it_is_marked() {
    let mut stage = stage();
    begin(&mut stage);
    stage.press("space");
    answer_all(&mut stage);
    stage = stage_at(stage.home, "2026-11-25T08:00:00+01:00");
    stage.press("m j");
    begin_people(&mut stage);
    let under_way = stage.trainer().mocks_under_way();
    assert_eq!(under_way.len(), 2);
    let asked = |at: usize| under_way[at].asked.iter().map(|asked| &asked.card);
    let twice = asked(0).filter(|card| asked(1).any(|other| other == *card));
    assert_eq!(twice.count(), 0);
}

#[test]
fn a_mock_without_an_answer_leaves_nothing() {
    let mut stage = stage();
    begin(&mut stage);
    stage.press("space q");
    stage.shows("End the interview here?");
    insta::assert_snapshot!("mock_end", stage.sizes());
    stage.press("n");
    stage.shows("think 0:00");
    stage.press("q y");
    stage.shows("A mock interview");
    stage.hides("go on:");
    assert!(attempts(&stage).is_empty());
}

/// Goes on from the first flag of an answer to the scorecard, with this mark for every point.
fn mark_all(stage: &mut Stage, mark: &str) {
    for _ in 0..30 {
        let screen = stage.screen();
        if screen.contains("Scorecard") {
            break;
        }
        let key = match () {
            () if screen.contains("Evidence") => "enter",
            () if screen.contains("0-2 mark") => mark,
            () => "space",
        };
        stage.press(key);
        if stage.screen() == screen {
            stage.press("enter");
        }
    }
}

#[test]
fn a_trend_is_drawn_against_earlier_mocks_of_the_stage_whatever_came_between() {
    let mut stage = stage();
    begin(&mut stage);
    stage.press("space space tab");
    stage.type_text("I gave it to Ines.");
    stage.press("ctrl-s q y");
    stage.shows("answer 1 of 1");
    mark(&mut stage, "0 0");
    let folder = Places::under(stage.home.path()).decks;
    let parts = PARTS.replace("\"id\": \"mine\"", "\"id\": \"parts\"");
    std::fs::write(folder.join("parts.json"), parts).unwrap();
    for day in ["11-28", "12-02", "12-06", "12-10", "12-14"] {
        stage = stage_at(stage.home, &format!("2026-{day}T08:00:00+01:00"));
        stage.press("m G k k k k k k k k k");
        stage.shows("> [ ] Technical");
        stage.press("space enter space space tab");
        stage.type_text("I stop them tonight.");
        stage.press("ctrl-s q y");
        mark_all(&mut stage, "1");
        stage.shows("Technical: ");
    }
    stage = stage_at(stage.home, "2026-12-18T08:00:00+01:00");
    begin(&mut stage);
    stage.press("space");
    answer_all(&mut stage);
    mark(&mut stage, "2 2");
    mark(&mut stage, "2 2");
    stage.shows("before: no hire on 1 of 2 questions, Tue 24 Nov");
}

#[test]
fn without_colours_the_scorecard_says_everything_in_words() {
    let home = home();
    let mut stage = stage_at(home, NOW);
    begin(&mut stage);
    stage.press("space");
    answer_all(&mut stage);
    mark(&mut stage, "2 2");
    mark(&mut stage, "0 0");
    let trainer = opened(stage.home.path(), NOW);
    let look = Look::new(Theme::Terminal, Glyphs::Ascii, true);
    let mut plain =
        Stage::open(stage.home, trainer, |trainer| Box::new(Home::open(trainer))).with_look(look);
    plain.press("m tab enter");
    plain.shows("no hire (Strategy and business at 1)");
    insta::assert_snapshot!("mock_scorecard_mono", plain.sizes());
}

/// One scenario of two steps and one case with a twist: a technical stage asks nothing else.
const PARTS: &str = r#"{"format": "hotseat/1", "id": "mine", "title": "Mine", "cards": [
  {"id": "drafts", "kind": "scenario", "prompt": "Six engineers and drafts that promise refunds.", "competency": "ai-operations",
   "stages": ["technical"], "difficulty": 1, "start": "n1", "box": {"think": 30, "answer": 150},
   "nodes": {
     "n1": {"ask": "Wednesday: what do you do before you go home?", "points": [
         {"id": "p1", "text": "Stops the drafts", "must": true}, {"id": "p2", "text": "Tells the VP"}],
       "probes": [{"id": "f1", "when": ["p1"], "ask": "Who stops them?"}],
       "options": [
         {"id": "a", "label": "Return to the old model.", "cost": "The date is in doubt.", "verdict": 3, "next": "n2", "state": {"time": "nine days left"}},
         {"id": "b", "label": "Wait for the morning.", "cost": "Another night of drafts.", "verdict": 1, "next": "e2"}]},
     "n2": {"ask": "Thursday: Wen and Dana do not talk.", "points": [{"id": "p1", "text": "Splits Friday from the quarter"}],
       "options": [
         {"id": "a", "label": "Dana owns Monday.", "cost": "Sixty tickets say little.", "verdict": 4, "next": "e1"},
         {"id": "b", "label": "Wen decides.", "cost": "Titles win.", "verdict": 2, "next": "e2"}]}},
   "endings": {"e1": "Wen stays until spring.", "e2": "Wen leaves."}},
  {"id": "bill", "kind": "case", "prompt": "A bill for tokens.", "competency": "technical-judgement", "stages": ["technical"],
   "difficulty": 3, "givens": ["140 agents", "90 drafts a day each"], "ask": "What does a month cost?",
   "steps": [{"id": "s1", "text": "Multiplies agents by drafts", "weight": 2, "must": true}, {"id": "s2", "text": "Names a price a draft"}],
   "range": {"low": 4000, "high": 9000, "unit": "EUR a month"},
   "twists": [{"id": "t1", "ask": "The price falls by half.", "range": {"low": 2000, "high": 4500, "unit": "EUR a month"},
     "points": [{"id": "p1", "text": "Asks what else changes"}]}]}
]}"#;

#[test]
fn a_scenario_and_a_case_are_asked_node_by_node_and_marked_part_by_part() {
    let home = home();
    let deck = Places::under(home.path()).decks.join("mine.json");
    std::fs::write(deck, PARTS).unwrap();
    let mut stage = stage_at(home, NOW);
    stage.press("m G space");
    for _ in 0..6 {
        stage.press("k");
    }
    stage.press("k k k");
    stage.shows("> [ ] Technical");
    stage.press("space enter space");
    stage.shows("Six engineers and drafts that promise refunds.");
    stage.press("tab");
    stage.type_text("I stop them tonight.");
    stage.press("ctrl-s");
    stage.shows("Who stops them?");
    stage.press("space");
    insta::assert_snapshot!("mock_options", stage.sizes());
    let first = stage.screen().contains("a  Return to the old model.");
    stage.press(if first { "a" } else { "b" });
    stage.shows("The date is in doubt.");
    stage = killed(stage);
    stage.press("m enter");
    stage.shows("The date is in doubt.");
    stage.press("space");
    stage.shows("Thursday: Wen and Dana do not talk.");
    stage.shows("nine days left");
    stage.press("space space");
    let first = stage.screen().contains("a  Dana owns Monday.");
    stage.press(if first { "a" } else { "j enter" });
    stage.press("space");
    stage.shows("Wen stays until spring.");
    stage.press("space");
    stage.shows("140 agents");
    stage.press("tab");
    stage.type_text("I multiply.");
    stage.press("ctrl-s");
    insta::assert_snapshot!("mock_estimate", stage.sizes());
    stage.type_text("lots");
    stage.press("enter");
    stage.shows("Your number, in EUR a month");
    stage.press("ctrl-u");
    stage.type_text("6k");
    stage.press("enter");
    stage.shows("The price falls by half.");
    stage.press("space space");
    stage.type_text("3000");
    stage.press("enter");
    stage.shows("answer 1 of 2");
    for _ in 0..60 {
        let screen = stage.screen();
        if screen.contains("What to do next") {
            break;
        }
        let key = match () {
            () if screen.contains("Evidence") => "enter",
            () if screen.contains("0-2 mark") => "2",
            () => "space",
        };
        let before = screen.clone();
        stage.press(key);
        if stage.screen() == before {
            stage.press("enter");
        }
    }
    stage.shows("AI operations");
    let kept = attempts(&stage);
    let of = |id: &str| {
        kept.iter()
            .find(|a| a.card.as_str() == format!("mine/{id}"))
            .unwrap()
    };
    let drafts = of("drafts");
    assert_eq!(drafts.path, ["n1/a".into(), "n2/a".into(), "e1".into()]);
    assert_eq!(
        drafts.texts,
        [("n1".into(), "I stop them tonight.".to_owned())]
    );
    assert_eq!(drafts.marks.len(), 3);
    let bill = of("bill");
    assert_eq!(
        bill.estimates,
        [("ask".into(), 6000.0), ("t1".into(), 3000.0)]
    );
    assert_eq!(bill.text, "I multiply.");
    insta::assert_snapshot!("mock_scorecard_of_parts", stage.sizes());
}

#[test]
fn a_strict_clock_goes_on_while_one_is_away() {
    let mut stage = stage();
    begin(&mut stage);
    stage.press("space");
    stage.wait(10);
    stage.press("tab");
    stage.type_text("I said this");
    stage.app.leave();
    let after = |seconds: i64| {
        let now = chrono::DateTime::parse_from_rfc3339(NOW).unwrap();
        (now + chrono::Duration::seconds(10 + seconds)).to_rfc3339()
    };
    stage = stage_at(stage.home, &after(40));
    stage.press("m enter");
    stage.shows("answer 0:40");
    stage.shows("I said this");
    stage = stage_at(stage.home, &after(130));
    stage.press("m enter");
    stage.shows("The clock ran on while you were away.");
    stage.shows("2:00 cut off");
    stage.wait(60);
    stage.press("space");
    stage.shows("Question 2 of 2");
    stage.shows("think 0:00");
    stage.shows("stage 2:10 of");
    // The last one is cut there too: nothing is left but to mark.
    stage.press("space");
    stage.app.leave();
    stage = stage_at(stage.home, &after(3000));
    stage.press("m enter");
    stage.shows("answer 1 of 2");
    let mock = &stage.trainer().mocks_under_way()[0];
    assert!(mock.is_marking() && mock.asked[1].cut);
    assert_eq!(mock.answers[0][0].text, "I said this");
    assert!(
        mock.asked[0].probes.is_empty(),
        "nobody was there to be asked"
    );
}

#[test]
fn a_number_half_typed_outlives_a_kill_and_a_second_thought() {
    let home = home();
    let deck = Places::under(home.path()).decks.join("mine.json");
    std::fs::write(
        deck,
        PARTS.replace("\"scenario\", \"prompt\"", "\"note\", \"prompt\""),
    )
    .unwrap();
    let mut stage = stage_at(home, NOW);
    stage.press("m G k k k k k k k k k");
    stage.shows("> [ ] Technical");
    stage.press("space enter space space space");
    stage.type_text("6k");
    stage.press("esc");
    stage.shows("End the interview here?");
    stage.press("n");
    stage.shows("6k");
    stage.type_text("5");
    stage.wait(5);
    stage = killed(stage);
    stage.press("m enter");
    stage.shows("6k5");
}

#[test]
fn what_is_pasted_after_the_cut_is_left_out() {
    let mut stage = stage();
    begin(&mut stage);
    stage.press("space");
    stage.wait(20);
    stage.press("tab");
    stage.type_text("I said this");
    // The clock passes the cut, and the paste is the first thing that is seen.
    stage
        .trainer()
        .clock()
        .wait(std::time::Duration::from_secs(120));
    let _ = stage.app.paste(" and that");
    stage.shows("Time is up");
    assert_eq!(stage.notice(), "Time was up before that: it is left out.");
    stage.press("enter esc q y");
    let mock = stage.trainer().marked_mock().unwrap();
    assert_eq!(mock.answers[0][0].text, "I said this");
}

#[test]
fn a_mock_of_ones_own_is_among_the_presets_and_one_that_cannot_be_is_a_problem() {
    let home = home();
    let config = Places::under(home.path()).config_file;
    std::fs::create_dir_all(config.parent().unwrap()).unwrap();
    let text = "[mock.friday]\nstages = [\"people\"]\nminutes = 15\nstrict = true\n[mock.odd]\nstages = [\"poeple\"]\n";
    std::fs::write(config, text).unwrap();
    let mut stage = stage_at(home, NOW);
    let problem = stage.trainer().problems().next().unwrap();
    assert_eq!(&*problem.message, "mock.odd: there is no stage \"poeple\"");
    assert_eq!(problem.help.as_deref(), Some("did you mean \"people\"?"));
    stage.press("m j");
    stage.shows("> [ ] your own: friday");
    stage.hides("odd");
    stage.press("space");
    stage.shows("strict: it cuts off");
    stage.press("enter");
    stage.shows("15 minutes, 2 questions.");
}

#[test]
fn typing_ends_the_thinking() {
    let mut stage = stage();
    begin(&mut stage);
    stage.press("space");
    stage.wait(5);
    stage.shows("think 0:05");
    stage.press("tab");
    stage.shows("answer 0:00");
    stage.type_text("Ines, in March");
    stage.wait(40);
    stage.shows("answer 0:40");
    stage.press("ctrl-s");
    stage.shows("When was growth?");
    stage.press("esc q y");
    let mock = &stage.trainer().marked_mock().unwrap();
    assert_eq!(mock.answers[0][0].text, "Ines, in March");
    assert_eq!(mock.answers[0][0].seconds.think, 5);
    assert_eq!(mock.asked[0].seconds, 40);
}

/// At the options of the scenario's first step.
fn at_the_options() -> Stage {
    let home = home();
    let deck = Places::under(home.path()).decks.join("mine.json");
    std::fs::write(deck, PARTS).unwrap();
    let mut stage = stage_at(home, NOW);
    stage.press("m G");
    for _ in 0..9 {
        stage.press("k");
    }
    stage.shows("> [ ] Technical");
    stage.press("space enter space tab");
    stage.type_text("I stop them tonight.");
    stage.press("ctrl-s space");
    stage.shows("Nearest to what you said");
    stage
}

/// A case and a scenario as long as those that come with the program.
fn long_deck() -> String {
    let setting = "A platform for live captions has three weeks until an election. Seven engineers run it, two of \
        them new, and a supplier has announced that the version in use goes away before the day itself. The contract \
        names a number of errors a minute; nobody has counted them for French since spring, when the person who did \
        left for another team. The customer's own editors read every line, and have said so in writing.";
    let given = |what: &str| {
        format!("{what}, counted over the last four weeks on all stations that were on the air")
    };
    let givens: Vec<String> = [
        "1,200 hours a day",
        "31 stations",
        "9 % in French",
        "4 errors a minute",
        "2 editors",
    ]
    .iter()
    .map(|what| format!("\"{}\"", given(what)))
    .collect();
    PARTS
        .replace("Six engineers and drafts that promise refunds.", setting)
        .replace("A bill for tokens.", &format!("For a bill: {setting}"))
        .replace(r#""140 agents", "90 drafts a day each""#, &givens.join(", "))
        .replace(r#""start": "n1","#, r#""start": "n1", "state": {"exposure": "French is not compared", "people": "Seven at work on other things"},"#)
}

/// A technical stage of the long scenario and the long case, at its first question.
fn long_stage(strict: bool) -> Stage {
    let home = home();
    let deck = Places::under(home.path()).decks.join("mine.json");
    std::fs::write(deck, long_deck()).unwrap();
    let mut stage = stage_at(home, NOW);
    stage.press("m G k");
    if strict {
        stage.press("space");
    }
    for _ in 0..8 {
        stage.press("k");
    }
    stage.shows("> [ ] Technical");
    stage.press("space enter space");
    stage.shows("Question 1 of 2, step 1");
    stage
}

/// On from the scenario's first step to the case.
fn to_the_case(stage: &mut Stage) {
    for _ in 0..20 {
        let screen = stage.screen();
        if screen.contains("Question 2 of 2") {
            return;
        }
        let is_choosing = screen.contains("Nearest to what you said");
        stage.press(if is_choosing { "enter" } else { "space" });
    }
    panic!("no case in\n{}", stage.screen());
}

#[test]
fn a_long_scenario_shows_its_state_and_way_and_everything_in_full() {
    let mut stage = long_stage(true);
    insta::assert_snapshot!("mock_scenario_first", stage.sizes());
    stage.press("tab");
    stage.type_text("I stop them tonight.");
    stage.press("ctrl-s");
    // On the smallest page too the follow-up stands in sight.
    for size in support::stage::SIZES.into_iter().take(4) {
        stage.resize(size);
        stage.shows("Who stops them?");
    }
    stage.resize((100, 30));
    stage.press("tab");
    stage.type_text("Ines does.");
    stage.press("esc v");
    stage.shows("The story so far");
    stage.shows("I stop them tonight.");
    stage.shows("Ines does.");
    stage.press("v space");
    let first = stage.screen().contains("a  Return to the old model.");
    stage.press(if first { "a" } else { "b" });
    stage.press("space");
    stage.shows("Thursday: Wen and Dana do not talk.");
    insta::assert_snapshot!("mock_scenario_later", stage.sizes());
    // Somebody who comes back later can read who the people are.
    stage = killed(stage);
    stage.press("m enter v");
    stage.shows("A platform for live captions");
    stage.shows("nine days left");
    stage.shows("Return to the old model.");
    insta::assert_snapshot!("mock_in_full", stage.sizes());
    // The clock runs on; what cannot be seen is not done.
    stage.wait(12);
    stage.shows("think 0:12");
    stage.press("space");
    stage.hides("The story so far");
    stage.shows("think 0:12");
    stage.press("v q");
    stage.hides("End the interview here?");
    stage.press("v");
    stage.wait(18);
    stage.shows("answer 0:00");
    stage.shows("The story so far");
    stage.press("v tab");
    stage.type_text("v");
    stage.hides("The story so far");
}

#[test]
fn a_long_case_asks_before_its_givens_and_keeps_them_in_sight() {
    let mut stage = long_stage(false);
    to_the_case(&mut stage);
    stage.shows("What does a month cost?");
    insta::assert_snapshot!("mock_case", stage.sizes());
    stage.resize((60, 18));
    stage.shows("j k scroll");
    stage.press("ctrl-d");
    stage.hides("For a bill");
    let read = |stage: &Stage| stage.screen().lines().nth(2).unwrap().to_owned();
    let before = read(&stage);
    // Neither the answer nor the box nor the number line moves what is read.
    stage.press("space");
    assert_eq!(read(&stage), before);
    stage.press("tab");
    assert_eq!(read(&stage), before);
    stage.press("ctrl-s");
    stage.shows("Your number");
    assert_eq!(read(&stage), before);
    insta::assert_snapshot!("mock_case_number", stage.sizes());
    stage.press("pgup pgup pgup");
    stage.shows("For a bill");
    stage.type_text("6k");
    stage.press("enter");
    stage.shows("The price falls by half.");
    stage.shows("You said 6k EUR a month.");
    stage.shows("1,200 hours a day");
    insta::assert_snapshot!("mock_case_twist", stage.sizes());
    stage.press("v");
    stage.shows("For a bill");
    stage.resize((100, 30));
    stage.shows("The price falls by half.");
}

#[test]
fn space_takes_no_option_unread() {
    let mut stage = at_the_options();
    let before = stage.screen();
    stage.press("space space");
    assert_eq!(stage.screen(), before);
    stage.press("enter");
    stage.shows("Its price");
}

#[test]
fn a_scenario_cut_short_is_marked_as_far_as_it_went() {
    for stop in 0..4 {
        let home = home();
        let deck = Places::under(home.path()).decks.join("mine.json");
        std::fs::write(deck, PARTS).unwrap();
        let mut stage = stage_at(home, NOW);
        stage.press("m G");
        for _ in 0..9 {
            stage.press("k");
        }
        stage.shows("> [ ] Technical");
        stage.press("space enter space tab");
        stage.type_text("I stop them tonight.");
        stage.press("ctrl-s");
        // In the follow-up, before the option, at its price, or at the next step.
        stage.press(["", "space", "space a", "space a space space"][stop]);
        stage.press("q y");
        stage.shows("answer 1 of 1");
        mark_all(&mut stage, "1");
        stage.shows("Technical: ");
        let kept = attempts(&stage);
        assert_eq!(kept.len(), 1, "stopped at {stop}");
        assert!(kept[0].given.is_some(), "stopped at {stop}: {:?}", kept[0]);
        assert_eq!(kept[0].texts[0].1, "I stop them tonight.");
    }
}

#[test]
fn what_was_typed_for_a_card_that_has_gone_is_not_thrown_away() {
    let mut stage = stage();
    begin(&mut stage);
    stage.press("space");
    answer_all(&mut stage);
    let deck = Places::under(stage.home.path()).decks.join("mine.json");
    std::fs::write(&deck, PARTS).unwrap();
    stage = killed(stage);
    stage.press("m enter");
    stage.shows("People: nothing marked");
    stage.shows("A card has gone, and could not be marked. Your words are in");
    stage.shows("HOME/state/mocks/");
    stage.shows("0:10 of 2:00  not marked");
    stage = killed(stage);
    stage.hides("goes on with your mock");
    let folder = Places::under(stage.home.path()).mocks;
    let file = std::fs::read_dir(folder)
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .path();
    let text = std::fs::read_to_string(file).unwrap();
    assert!(text.contains("In March I gave it to Ines"), "{text}");
}

#[test]
fn what_was_typed_for_a_card_that_goes_while_it_is_asked_is_kept_and_its_file_named() {
    let mut stage = stage();
    begin(&mut stage);
    stage.press("space space tab");
    stage.type_text("Nobody else knows this");
    stage.press("esc");
    let deck = Places::under(stage.home.path()).decks.join("mine.json");
    let asked = stage.trainer().mocks_under_way()[0].asked[0].card.clone();
    let old = asked.as_str().strip_prefix("mine/").unwrap();
    let renamed = self::deck().replace(&format!("\"id\": \"{old}\""), "\"id\": \"new\"");
    std::fs::write(deck, renamed).unwrap();
    stage = killed(stage);
    stage.press("m enter space");
    stage.shows("Question 2 of 2");
    stage.press("q y");
    stage.shows("not marked");
    stage.shows("Your words are in");
    let id = stage.trainer().mocks()[0].id.clone();
    let file = stage.trainer().unmarked_file(&id).unwrap();
    let text = std::fs::read_to_string(file).unwrap();
    assert!(text.contains("Nobody else knows this"), "{text}");
}

#[test]
fn the_file_of_a_mock_goes_once_the_next_one_is_marked() {
    let mut stage = stage();
    for round in 0..2 {
        begin(&mut stage);
        stage.press("space");
        answer_all(&mut stage);
        mark(&mut stage, "2 2");
        mark(&mut stage, "2 2");
        stage.shows("Scorecard");
        assert_eq!(stage.trainer().mocks().len(), round + 1);
        let folder = Places::under(stage.home.path()).mocks;
        let files = std::fs::read_dir(folder).unwrap().count();
        assert_eq!(files, 1, "the last one's stays, for an undo");
        stage = killed(stage);
    }
}

#[test]
fn a_loop_goes_from_stage_to_stage_with_a_break_between_them() {
    let home = home();
    let folder = Places::under(home.path()).decks;
    let parts = PARTS.replace("\"id\": \"mine\"", "\"id\": \"parts\"");
    std::fs::write(folder.join("parts.json"), parts).unwrap();
    let mut stage = stage_at(home, NOW);
    // People, and Technical further down.
    stage.press("m j j j space G k k k k k k k k k");
    stage.shows("> [ ] Technical");
    stage.press("space enter");
    stage.shows("Stage 1 of 2");
    for _ in 0..80 {
        let screen = stage.screen();
        if screen.contains("Stage 2 of 2") {
            break;
        }
        let is_choosing = screen.contains("Nearest to what you said");
        stage.press(if is_choosing { "enter" } else { "space" });
    }
    stage.shows("Technical");
    stage.wait(3600);
    stage.shows("Stage 2 of 2");
    stage = killed(stage);
    stage.press("m enter space");
    stage.shows("Question 1 of ");
    stage.shows("stage 0:00 of 45:00");
    stage.press("q y");
    stage.shows("answer 1 of ");
}
