//! One card from the prompt to the journal, key by key.

#![allow(clippy::unwrap_used)]

mod support;

use hotseat::domain::grade::{Grade, Verdict};
use hotseat::storage::places::Places;
use hotseat::tui::theme::Role;
use support::NOW;
use support::stage::Stage;

fn marks(attempt: &hotseat::domain::attempt::Attempt) -> Vec<u8> {
    attempt.marks.iter().map(|(_, mark)| mark.value()).collect()
}

#[test]
fn a_recall_card_is_revealed_and_graded() {
    let mut stage = Stage::card("fact");
    stage.shows("What does a canary release prove?");
    stage.hides("survived it");
    stage.press("space");
    stage.shows("survived it, and no more");
    stage.press("3");
    let kept = stage.attempts("fact");
    assert_eq!(
        (kept.len(), kept[0].grade, kept[0].verdict),
        (1, Grade::Good, None)
    );
}

#[test]
fn space_on_a_card_without_points_is_good_and_a_hint_makes_it_hard() {
    let mut stage = Stage::card("fact");
    stage.press("n space space");
    let kept = &stage.attempts("fact")[0];
    assert_eq!(
        (kept.proposed, kept.grade, kept.hints),
        (Grade::Hard, Grade::Hard, 1)
    );
}

#[test]
fn a_right_choice_is_good_and_a_wrong_one_is_again() {
    for place in 0..3 {
        let mut stage = Stage::card("pick");
        let screen = stage.screen();
        let letter = ["a", "b", "c"][place];
        let right = screen
            .lines()
            .any(|line| line.contains(&format!(" {letter}  how people react")));
        stage.press(letter);
        stage.shows(if right { "Right." } else { "Not that one: " });
        stage.press("space");
        let grade = if right { Grade::Good } else { Grade::Again };
        assert_eq!(stage.attempts("pick")[0].grade, grade);
    }
}

#[test]
fn a_cloze_uncovers_one_part_at_a_time() {
    let mut stage = Stage::card("gap");
    stage.hides("hurt");
    stage.press("space");
    stage.shows("who is hurt");
    stage.hides("known");
    stage.press("space");
    stage.shows("what is known");
    stage.press("4");
    assert_eq!(stage.attempts("gap")[0].grade, Grade::Easy);
}

#[test]
fn a_question_for_the_interviewer_shows_what_to_listen_for() {
    let mut stage = Stage::card("ask");
    stage.shows("Ask it aloud. For: tech lead.");
    stage.hides("A committee");
    stage.press("space");
    for text in ["A name", "A committee", "When was that last used?"] {
        stage.shows(text);
    }
    stage.press("2");
    assert_eq!(stage.attempts("ask")[0].grade, Grade::Hard);
}

#[test]
fn points_on_a_recall_card_come_to_a_verdict() {
    let mut stage = Stage::card("list");
    stage.press("space 2 0");
    stage.shows("3 hire   67 % of the marks");
    stage.press("backspace 2 2");
    stage.shows("4 strong hire");
    stage.press("enter");
    let kept = &stage.attempts("list")[0];
    assert_eq!(
        (marks(kept), kept.given),
        (vec![2, 2], Some(Verdict::StrongHire))
    );
}

#[test]
fn a_behavioural_answer_goes_through_every_step() {
    let mut stage = Stage::card("story");
    stage.shows("Think first.");
    stage.wait(10);
    stage.press("space n ] tab");
    stage.shows("Context:");
    stage.paste("It was Ines's call.");
    stage.wait(50);
    stage.press("esc");
    stage.shows("you expect 3 hire");
    stage.hides("Kept the design");
    stage.press("space");
    stage.shows("Red flags 1 of 2");
    stage.hides("Dates the moment");
    stage.press("n n");
    stage.shows("Points 0 of 6");
    stage.hides("In March it was");
    stage.press("2 2 0 1 0 2");
    stage.shows("What number would have made you step in?");
    stage.wait(20);
    stage.press("space 1");
    stage.shows("3 hire");
    stage.shows("In March it was");
    stage.press("enter");
    let kept = &stage.attempts("story")[0];
    assert_eq!(marks(kept), [2, 2, 0, 1, 0, 2]);
    assert_eq!(*kept.lifts, ["limit".into()]);
    assert_eq!(*kept.probes, ["f-limit".into()]);
    assert_eq!(kept.confidence, Some(Verdict::Hire));
    assert_eq!(
        (
            kept.seconds.think,
            kept.seconds.answer,
            kept.seconds.marking
        ),
        (10, 50, 20)
    );
    assert_eq!(
        kept.text,
        "Context: It was Ines's call.\nActions: \nResults: \nLearnings:"
    );
    assert_eq!(
        (kept.given, kept.grade),
        (Some(Verdict::Hire), Grade::Hard),
        "a hint was used"
    );
}

#[test]
fn two_patterns_of_marks_draw_two_follow_ups_and_clear_answers_the_pressure() {
    let ask = |keys: &str, question: &str| {
        let mut stage = Stage::card("story");
        stage.press("space space n n");
        stage.press(keys);
        stage.shows(question);
    };
    ask(
        "2 0 2 2 2 2",
        "Which of their choices bothers you even now?",
    );
    ask("0 2 2 2 2 2", "On which day did it stop being yours?");
    ask("2 2 2 2 2 2", "Suppose they had left a month in.");
}

#[test]
fn the_verdict_says_why_and_moves_by_one_with_a_reason() {
    let mut stage = Stage::card("story");
    stage.press("space space n n 2 0 2 2 2 2 space 0");
    stage.shows("a must is absent");
    stage.press("]");
    stage.shows("Why 3 hire?");
    stage.press("enter");
    stage.shows("A reason is kept with the verdict");
    stage.paste("They asked twice and I said it then.");
    stage.press("enter");
    stage.shows("moved by you: They asked twice");
    stage.press("]");
    stage.shows("moves by one");
    stage.press("enter");
    let kept = &stage.attempts("story")[0];
    assert_eq!(
        (kept.verdict, kept.given),
        (Some(Verdict::NoHire), Some(Verdict::Hire))
    );
    assert_eq!(kept.reason, "They asked twice and I said it then.");
    assert_eq!(
        kept.grade,
        Grade::Again,
        "a must that is absent stays Again"
    );
}

#[test]
fn no_answer_reveals_everything_and_is_again() {
    let mut stage = Stage::card("story");
    stage.press("space g");
    stage.shows("In March it was");
    stage.press("enter");
    let kept = &stage.attempts("story")[0];
    assert_eq!((kept.grade, kept.marks.len()), (Grade::Again, 0));
}

#[test]
fn a_point_must_be_marked_and_the_title_marks_the_rest() {
    let mut stage = Stage::card("story");
    stage.press("space space n n 2 2 enter");
    stage.shows("Mark every point first");
    stage.press("k k k 0");
    stage.shows("The follow-up");
    stage.press("space 0 enter");
    assert_eq!(marks(&stage.attempts("story")[0]), [2, 2, 0, 0, 0, 0]);
}

#[test]
fn variants_rotate_and_the_last_follow_up_waits() {
    let mut stage = Stage::card("story");
    stage.shows("Tell me about a decision");
    stage.press("space space n n 2 2 2 2 2 2 space enter");
    let mut stage = Stage::card_at(stage.home, "story", "2027-01-10T08:00:00+01:00");
    stage.shows("Whose call do you follow against your instinct?");
    stage.press("space space n n 2 2 2 2 2 2 space");
    stage.shows("trust that survived a disagreement");
    stage.press("enter");
    let stage = Stage::card_at(stage.home, "story", "2027-06-10T08:00:00+01:00");
    stage.shows("Which handover came too late?");
}

#[test]
fn of_two_follow_ups_to_what_was_missed_the_other_comes_first_the_next_time() {
    let mut stage = Stage::card("story");
    stage.press("space space n n 0 0 2 2 2 2");
    stage.shows("Which of their choices");
    stage.press("space 0");
    stage.shows("On which day");
    stage.press("space 0 1");
    stage.press("space space n n 0 0 0 2 2 2");
    stage.shows("What number would have made you step in?");
    stage.press("space 0 space 0 1");
    assert_eq!(
        stage.attempts("story")[1].probes[0],
        "f-limit".into(),
        "neither of those put before"
    );
}

#[test]
fn an_undone_grade_brings_the_answer_back_and_redo_keeps_it_again() {
    let mut stage = Stage::card("story");
    stage.press("space tab");
    stage.paste("my own words");
    stage.press("esc space n y 2 2 2 2 2 2 space enter");
    assert_eq!(stage.attempts("story").len(), 1);
    stage.press("u");
    stage.shows("Undone: Again for “Tell me about a decision");
    stage.shows("Rewrote the work overnight");
    assert_eq!(stage.attempts("story").len(), 0);
    stage.press("v");
    stage.shows("my own words");
    stage.press("q ctrl-r");
    assert_eq!(stage.attempts("story").len(), 1);
    stage.press("u 2");
    let kept = stage.attempts("story");
    assert_eq!((kept.len(), kept[0].grade), (1, Grade::Hard));
    assert_eq!(kept[0].flags, ["rewrote".into()]);
    assert!(kept[0].text.contains("my own words"));
}

#[test]
fn a_half_answered_card_comes_back_with_its_text_and_marks() {
    let mut stage = Stage::deck();
    for _ in 0..10 {
        if !stage.screen().contains("Tell me about a decision") {
            stage.press("-");
        }
    }
    stage.press("space tab");
    stage.paste("half a thought");
    stage.press("esc space n n 2 1");
    // No call that ends the program: this is a kill between two keys, and only what the last step
    // wrote is there.
    let mut stage = stage.again();
    stage.shows("Points");
    stage.press("v");
    stage.shows("half a thought");
}

#[test]
fn quitting_keeps_every_mark_of_the_card_at_hand() {
    let mut stage = Stage::card("story");
    stage.press("space space n n 2 1 0");
    stage.app.close();
    let stage = stage.again();
    stage.shows("Points 3 of 6");
}

#[test]
fn pausing_stops_the_clock_and_is_kept() {
    let mut stage = Stage::card("story");
    stage.press("space");
    stage.wait(30);
    stage.press(".");
    stage.shows("paused");
    stage.wait(600);
    stage.press(".");
    stage.wait(5);
    stage.shows("answer 0:35");
    stage.press("g enter");
    let seconds = stage.attempts("story")[0].seconds;
    assert_eq!((seconds.answer, seconds.paused), (35, 600));
}

#[test]
fn the_clock_turns_and_never_cuts_off() {
    let mut stage = Stage::card("story");
    stage.press("space");
    stage.wait(125);
    stage.shows("answer 2:05");
    stage.shows("of 2:00 !");
    stage.wait(100);
    stage.shows("of 2:00 over");
    stage.press("tab");
    stage.paste("still possible");
    stage.press("esc space n n");
    stage.shows("Points 0 of 6");
}

#[test]
fn a_card_can_be_buried_suspended_and_starred_and_all_of_it_undone() {
    let mut stage = Stage::deck();
    let first = stage.app.trainer().showing().unwrap().card().id.clone();
    stage.press("*");
    assert!(stage.app.trainer().seen(&first).unwrap().starred);
    stage.press("-");
    assert_ne!(stage.app.trainer().showing().unwrap().card().id, first);
    stage.press("u");
    stage.shows("Undone: putting off");
    stage.press("u");
    assert!(
        !stage
            .app
            .trainer()
            .seen(&first)
            .is_some_and(|seen| seen.starred)
    );
    let here = stage.app.trainer().showing().unwrap().card().id.clone();
    stage.press("@");
    assert!(stage.app.trainer().seen(&here).unwrap().suspended);
    stage.press("u");
    assert!(
        !stage
            .app
            .trainer()
            .seen(&here)
            .is_some_and(|seen| seen.suspended)
    );
}

#[test]
fn again_is_looked_at_once_more_the_same_day_and_never_a_third_time() {
    let mut stage = Stage::card("fact");
    stage.press("space 1");
    stage.shows("What does a canary release prove?");
    stage.press("space 1");
    assert!(stage.app.trainer().showing().is_none());
    assert_eq!(stage.attempts("fact").len(), 2);
    stage.shows("End of the sitting");
}

#[test]
fn a_write_that_fails_keeps_the_card_and_says_why() {
    let mut stage = Stage::card("fact");
    let journal = Places::under(stage.home.path()).journal;
    let blocked = std::fs::read_dir(&journal)
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .path();
    let aside = stage.home.path().join("aside");
    std::fs::rename(&blocked, &aside).unwrap();
    std::fs::write(&blocked, "in the way").unwrap();
    stage.press("space 3");
    stage.shows("not kept:");
    stage.shows("What does a canary release prove?");
    std::fs::remove_file(&blocked).unwrap();
    std::fs::rename(&aside, &blocked).unwrap();
    stage.press("3");
    assert_eq!(stage.attempts("fact").len(), 1);
}

#[test]
fn every_step_fits_every_size() {
    for (width, height) in [(100, 30), (80, 24), (60, 18), (40, 12), (20, 5), (1, 1)] {
        let mut stage = Stage::card("story");
        stage.resize((width, height));
        let mut steps = String::new();
        for keys in [
            "",
            "space",
            "tab",
            "esc space",
            "n n",
            "2 2 0 1 0",
            "2",
            "space",
            "1",
            "v",
        ] {
            stage.press(keys);
            let screen = stage.screen();
            steps.push_str(&format!("--- {keys}\n{screen}"));
        }
        if height >= 12 {
            insta::assert_snapshot!(format!("drill_{width}x{height}"), steps);
        }
    }
}

#[test]
fn a_notice_over_the_footer_has_a_look_of_its_own() {
    let mut stage = Stage::card("fact");
    stage.resize((60, 18));
    stage.press("space 1");
    stage.shows("Again: it returns later today.");
    let bold = stage.drawn_as(Role::Key);
    assert!(
        !bold
            .iter()
            .any(|text| "Again: it returns later today.".contains(text.trim())),
        "{bold:?}"
    );
}

#[test]
fn a_long_model_answer_scrolls_while_its_points_are_marked() {
    let mut stage = Stage::card("list");
    stage.resize((60, 18));
    stage.press("space pgdn pgdn");
    stage.shows("who bore them");
}

#[test]
fn redo_goes_as_far_as_undo_went_and_no_further() {
    let mut stage = Stage::card("fact");
    stage.press("* space 1 space 3 u u u");
    assert_eq!(stage.attempts("fact").len(), 0);
    stage.press("ctrl-r ctrl-r ctrl-r");
    let grades: Vec<Grade> = stage.attempts("fact").iter().map(|a| a.grade).collect();
    assert_eq!(grades, [Grade::Again, Grade::Good]);
    stage.press("ctrl-r");
    stage.shows("There is nothing to redo.");
    assert_eq!(stage.attempts("fact").len(), 2);
}

#[test]
fn something_new_ends_what_can_be_redone() {
    let mut stage = Stage::card("fact");
    stage.press("space 1 u * ctrl-r");
    stage.shows("There is nothing to redo.");
    assert_eq!(stage.attempts("fact").len(), 0);
}

#[test]
fn two_half_answered_cards_keep_what_was_typed_on_each() {
    let mut stage = Stage::card("story");
    stage.press("space tab");
    stage.paste("typed on the story");
    stage.press("esc space n n 2");
    let mut stage = Stage::card_at(stage.home, "list", NOW);
    stage.press("tab");
    stage.paste("typed on the list");
    stage.press("esc space 2");
    let mut stage = Stage::card_at(stage.home, "story", NOW);
    stage.shows("Points 1 of 6");
    stage.press("v");
    stage.shows("typed on the story");
    let mut stage = Stage::card_at(stage.home, "list", NOW);
    stage.press("v");
    stage.shows("typed on the list");
}

#[test]
fn a_wrong_choice_taken_back_is_still_wrong() {
    let mut stage = Stage::card("pick");
    let screen = stage.screen();
    let wrong = ["a", "b"]
        .into_iter()
        .find(|letter| !screen.contains(&format!(" {letter}  how people react")));
    stage.press(wrong.unwrap());
    stage.press("space u space");
    assert_eq!(stage.attempts("pick")[0].grade, Grade::Again);
}

#[test]
fn a_moved_verdict_survives_a_kill_and_an_undo() {
    let mut stage = Stage::card("story");
    stage.press("space space n n 2 0 2 2 2 2 space 0 ]");
    stage.paste("It was only implied.");
    stage.press("enter");
    stage.app.close();
    let mut stage = stage.again();
    stage.shows("moved by you: It was only implied.");
    stage.press("enter u");
    stage.shows("moved by you: It was only implied.");
}

#[test]
fn a_pause_stops_the_clock_of_the_follow_up_too() {
    let mut stage = Stage::card("story");
    stage.press("space space n n 0 2 2 2 2 2");
    stage.wait(10);
    stage.press(".");
    stage.wait(300);
    stage.shows("reply 0:10");
    stage.shows("paused");
}

#[test]
fn what_a_cloze_hides_is_shown_nowhere_before_the_reveal() {
    let mut stage = Stage::card("gap");
    stage.press("i");
    stage.hides("hurt");
    stage.press("esc space space v");
    stage.shows("First say who is hurt, then what is known.");
}

#[test]
fn points_of_a_card_with_choices_can_be_walked() {
    let mut stage = Stage::card("both");
    stage.press("a k");
    stage.press("j j 2");
    stage.shows("[2] Says why");
}

#[test]
fn undoing_puts_a_card_back_on_the_screen() {
    for key in ["-", "@"] {
        let mut stage = Stage::deck();
        let before = stage.screen();
        stage.press(key);
        assert_ne!(stage.screen(), before);
        stage.press("u");
        let prompt = |screen: &str| screen.lines().nth(1).map(str::to_owned);
        assert_eq!(prompt(&stage.screen()), prompt(&before));
    }
}

#[test]
fn the_day_that_begins_during_a_sitting_is_the_day_of_the_answer() {
    let home = support::sitting::home_with_journey();
    let mut stage = Stage::card_at(home, "fact", "2026-11-25T03:58:00+01:00");
    stage.wait(300);
    stage.press("space 3");
    assert_eq!(stage.attempts("fact")[0].day.to_string(), "2026-11-25");
    assert_eq!(stage.app.trainer().day().to_string(), "2026-11-25");
}

#[test]
fn a_footer_offers_only_what_would_do_something() {
    let stage = Stage::card("gap");
    stage.hides("hint");
    stage.hides("expect");
    let stage = Stage::card("fact");
    stage.shows("n hint");
    let stage = Stage::card("pick");
    stage.shows("a-c choose");
}

#[test]
fn no_more_letters_are_drawn_and_offered_than_there_are_keys_and_choices() {
    let option = |n: usize| {
        format!(r#"{{"label": "Way {n}.", "cost": "Price {n}.", "verdict": 3, "next": "n2"}}"#)
    };
    let deck = |options: usize| {
        let options: Vec<String> = (1..=options).map(option).collect();
        format!(
            r#"{{"format": "hotseat/1", "id": "few", "title": "Few", "cards": [
              {{"id": "x", "kind": "scenario", "prompt": "It burns.", "competency": "delivery", "start": "n1",
                "nodes": {{"n1": {{"ask": "And now?", "points": ["Calls"], "options": [{}]}},
                  "n2": {{"ask": "And then?", "points": ["Calls"], "options": [
                    {{"label": "Stay.", "cost": "A day.", "verdict": 3, "next": "out"}},
                    {{"label": "Go.", "cost": "A day.", "verdict": 3, "next": "burnt"}}]}}}},
                "endings": {{"out": "It is out.", "burnt": "It burnt."}}}}]}}"#,
            options.join(",")
        )
    };
    for (options, offered) in [(1, "a choose"), (2, "a b choose"), (6, "a-d choose")] {
        let home = support::sitting::home_with_journey();
        let decks = Places::under(home.path()).decks;
        std::fs::write(decks.join("few.json"), deck(options)).unwrap();
        let mut stage = Stage::card_at(home, "few/x", NOW);
        stage.press("space space space 2");
        stage.shows(offered);
        let screen = stage.screen();
        let lines = screen.lines().filter(|line| line.contains(" Way "));
        let letters: Vec<char> = lines.filter_map(|line| line.chars().nth(4)).collect();
        let expected: Vec<char> = "abcd  ".chars().take(options).collect();
        assert_eq!(letters, expected, "{screen}");
    }
}

#[test]
fn a_card_that_names_a_living_card_as_its_old_id_takes_nothing_from_it() {
    let home = support::sitting::home_with_journey();
    let decks = Places::under(home.path()).decks;
    let mut stage = Stage::card_at(home, "fact", NOW);
    stage.press("space 3");
    let thief = r#"{"format": "hotseat/1", "id": "thief", "title": "Thief", "cards": [
        {"id": "new", "kind": "recall", "prompt": "Mine?", "answer": "No.", "was": ["journey/fact"]}]}"#;
    std::fs::write(decks.join("thief.json"), thief).unwrap();
    let stage = stage.again();
    assert_eq!(stage.attempts("fact").len(), 1);
    let log = stage.app.trainer().journal().all_entries().unwrap();
    let renames = log.filter(|read| read.as_ref().unwrap().1.entry.event.name() == "alias");
    assert_eq!(renames.count(), 0);
}

#[test]
fn nothing_is_marked_while_the_answer_covers_it() {
    let mut stage = Stage::card("story");
    stage.press("space space v y");
    stage.shows("Red flags 1 of 2");
    stage.press("n n v 2");
    stage.shows("Points 0 of 6");
    stage.press("2 2 0 2 2 2 v space");
    stage.shows("Reply aloud, at once.");
    stage.press("space 0 v 3");
    assert_eq!(
        stage.attempts("story")[0].grade,
        Grade::Good,
        "a verdict was seen before"
    );
}
