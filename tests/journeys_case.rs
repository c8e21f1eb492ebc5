//! A case from its givens to the journal, key by key.

#![allow(clippy::unwrap_used)]

mod support;

use hotseat::domain::attempt::Attempt;
use hotseat::domain::grade::{Grade, Verdict};
use hotseat::training::showing::Step;
use support::playing::{marks, pairs, timeless};
use support::stage::{Stage, morning};

const LABEL: &str = "case/label";

/// A case with its reasoning said, asked for its number.
fn asked(card: &str) -> Stage {
    let mut stage = Stage::card(card);
    stage.say("so many times so much");
    stage.shows("Your number, in");
    stage
}

#[track_caller]
fn number(stage: &mut Stage, text: &str) {
    stage.paste(text);
    stage.press("enter");
}

/// The first half: up to the twist.
fn to_the_twist(stage: &mut Stage) {
    stage.say("400 looks");
    number(stage, "12");
    stage.press("space 2 2 1 space");
}

fn only(stage: &Stage) -> Attempt {
    let mut kept = stage.attempts(LABEL);
    assert_eq!(kept.len(), 1);
    kept.remove(0)
}

#[test]
fn a_case_goes_from_its_givens_to_its_twist_and_both_are_kept() {
    let mut stage = Stage::card(LABEL);
    for text in [
        "A ranker is to be checked",
        "- 200 queries",
        "How many hours of work",
    ] {
        stage.shows(text);
    }
    stage.hides("400 looks");
    stage.wait(4);
    stage.press("space ] tab");
    stage.paste("400 looks of 90 seconds, and a fifth for rest.");
    stage.wait(40);
    stage.press("esc space");
    stage.shows("Your number, in hours");
    stage.hides("Nobody looks at two");
    stage.hides("between 10 and 14");
    stage.wait(5);
    number(&mut stage, "8");
    stage.shows("You said 8 hours: low by 20 %");
    stage.shows("A careful estimate lies between 10 and 14 hours.");
    stage.shows("- Nobody looks at two queries at once");
    stage.hides("Counts looks, not queries");
    stage.press("space");
    stage.shows("Points 0 of 3");
    stage.hides("36,000");
    stage.press("2 1 2");
    stage.shows("36,000 seconds");
    stage.shows("Something changes next.");
    stage.hides("A third of the queries");
    stage.press("space");
    stage.shows("A third of the queries");
    stage.shows("You said 8 hours; it lay between 10 and 14.");
    stage.wait(2);
    stage.press("space tab");
    stage.paste("67 on 400.");
    stage.wait(30);
    stage.press("ctrl-s");
    stage.shows("Your number, in %");
    number(&mut stage, "0.5 %");
    stage.shows("You said 0.5 %: low by a factor of 28");
    stage.hides("67 more looks");
    stage.press("enter");
    stage.shows("Says what a dispute costs");
    stage.press("2 0");
    stage.shows("67 more looks");
    stage.press("space");
    // 4 + 1 + 2 + 4 of 14.
    stage.shows("3 hire   79 % of the marks");
    stage.press("v");
    stage.shows("400 looks of 90 seconds");
    stage.shows("67 on 400.");
    stage.press("v");
    for text in [
        "After the twist",
        "It may also be twisted",
        "The budget is half",
        "you expected 3",
    ] {
        stage.shows(text);
    }
    stage.press("enter");
    let kept = only(&stage);
    let given = [
        ("s-looks", 2),
        ("s-time", 1),
        ("s-rest", 2),
        ("third/p1", 2),
        ("third/p2", 0),
    ];
    assert_eq!(marks(&kept), given);
    assert_eq!(pairs(&kept.estimates), [("ask", 8.0), ("third", 0.5)]);
    assert_eq!(pairs(&kept.times), [("ask", 45), ("third", 30)]);
    assert_eq!(kept.text, "400 looks of 90 seconds, and a fifth for rest.");
    assert_eq!(pairs(&kept.texts), [("third", "67 on 400.".to_owned())]);
    assert_eq!(kept.probes, ["third".into()]);
    assert_eq!((kept.seconds.think, kept.seconds.answer), (6, 75));
    assert_eq!((kept.given, kept.grade), (Some(Verdict::Hire), Grade::Good));
    assert!(kept.path.is_empty() && kept.grades.is_empty());
}

#[test]
fn each_half_has_the_time_of_the_box_to_itself() {
    // 150 and 150 of 120 each is slow; and not more than half as much again.
    let mut stage = Stage::card(LABEL);
    stage.press("space");
    stage.wait(150);
    stage.press("space");
    number(&mut stage, "12");
    stage.press("space 2 2 1 space space");
    stage.wait(150);
    stage.press("space");
    number(&mut stage, "15");
    stage.press("space 1 1 space enter");
    assert_eq!(
        (only(&stage).given, only(&stage).grade),
        (Some(Verdict::Hire), Grade::Good)
    );
}

#[test]
fn numbers_are_read_as_people_write_them() {
    for (card, text, said) in [
        (LABEL, "12", "You said 12 hours: inside"),
        (LABEL, "720 min", "You said 12 hours: inside"),
        (LABEL, "11h30", "You said 11.5 hours: inside"),
        (LABEL, "10-14", "You said 12 hours: inside"),
        (LABEL, "28", "You said 28 hours: high by a factor of 2"),
        (LABEL, "1,5", "You said 1.5 hours: low by a factor of 6.7"),
        (
            "case/bare",
            "2h",
            "You said 120 minutes: low by a factor of 3.3",
        ),
        ("case/bare", "8 hours", "You said 480 minutes: inside"),
        (
            "case/cost",
            "12k",
            "You said 12k EUR a month: high by a factor of 29",
        ),
        (
            "case/cost",
            "about €360",
            "You said 360 EUR a month: inside",
        ),
        (
            "case/cost",
            "280 EUR/month",
            "You said 280 EUR a month: low by 7 %",
        ),
        (
            "case/cost",
            "-5",
            "You said -5 EUR a month: low by 305 EUR a month",
        ),
        ("case/share", "30 %", "You said 30 %: inside"),
        (
            "case/share",
            "40",
            "You said 40 %: high by a factor of 1.25",
        ),
    ] {
        let mut stage = asked(card);
        number(&mut stage, text);
        stage.shows("How far off");
        stage.shows(said);
    }
}

#[test]
fn what_is_no_number_of_that_kind_is_refused_and_left_as_typed() {
    for (card, text, why) in [
        (LABEL, "12 EUR", "wanted in hours"),
        (LABEL, "a few", "type a number"),
        ("case/cost", "2h", "wanted in EUR a month"),
        ("case/share", "30 minutes", "wanted in %"),
        ("case/bare", "3 apples", "\"apples\" is not understood"),
    ] {
        let mut stage = asked(card);
        number(&mut stage, text);
        stage.shows(why);
        stage.shows(&format!("│ {text} "));
        assert_eq!(stage.step(), Step::Estimate);
        // What is wrong is mended in its place.
        stage.press("ctrl-u");
        number(&mut stage, "400");
        stage.shows("How far off");
    }
}

#[test]
fn esc_goes_back_to_the_reasoning_and_nothing_typed_is_no_number() {
    let mut stage = asked(LABEL);
    stage.paste("14");
    stage.press("esc");
    stage.shows("so many times so much");
    assert_eq!(stage.step(), Step::Answer);
    stage.wait(7);
    stage.press("space");
    stage.shows("14");
    stage.press("ctrl-u enter");
    stage.shows("You gave no number.");
    stage.shows("between 10 and 14");
    stage.press("space 2 2 2 space");
    stage.shows("It lay between 10 and 14 hours.");
    stage.press("space space enter space 2 2 space enter");
    let kept = only(&stage);
    assert!(kept.estimates.is_empty());
    assert_eq!(pairs(&kept.times)[0], ("ask", 7));
}

#[test]
fn a_number_half_typed_survives_and_one_mistyped_is_mended() {
    let mut stage = asked(LABEL);
    stage.paste("140");
    stage.wait(6);
    let mut stage = Stage::card_at(stage.home, LABEL, support::NOW);
    stage.shows("140");
    stage.press("enter");
    stage.shows("You said 140 hours");
    stage.press("backspace");
    assert_eq!(stage.step(), Step::Estimate);
    stage.press("ctrl-u");
    stage.paste("14");
    stage.press("enter");
    stage.shows("You said 14 hours");
}

#[test]
fn twists_take_turns() {
    let mut home = None;
    for (attempt, twist) in [
        "A third of the queries",
        "The people who look",
        "The budget is half",
        "A third of the queries",
    ]
    .into_iter()
    .enumerate()
    {
        let now = morning(400 * attempt as i64).to_rfc3339();
        let folder = home
            .take()
            .unwrap_or_else(|| support::sitting::home_with("case"));
        let mut stage = Stage::card_at(folder, LABEL, &now);
        to_the_twist(&mut stage);
        stage.shows(twist);
        stage.press("space space");
        match attempt {
            // Neither number nor points, and no calculation.
            2 => {}
            1 => stage.press("2"),
            _ => stage.press("enter space 2 2 space"),
        }
        assert_eq!(stage.step(), Step::Verdict, "{}", stage.screen());
        stage.press("3");
        let kept = stage.attempts(LABEL);
        assert_eq!(kept.len(), attempt + 1);
        let id = ["third", "words", "plain", "third"][attempt];
        assert_eq!(*kept[attempt].probes, [id.into()]);
        assert_eq!(pairs(&kept[attempt].times).len(), 2);
        home = Some(stage.home);
    }
}

#[test]
fn a_case_with_nothing_optional_ends_at_its_steps() {
    let mut stage = asked("case/bare");
    number(&mut stage, "500");
    stage.press("space 2");
    stage.shows("4 strong hire");
    stage.press("enter");
    let kept = &stage.attempts("case/bare")[0];
    assert_eq!(pairs(&kept.estimates), [("ask", 500.0)]);
    assert!(kept.probes.is_empty() && kept.texts.is_empty());
}

#[test]
fn giving_up_shows_everything_and_is_again() {
    let mut stage = Stage::card(LABEL);
    stage.press("g");
    stage.shows("You gave no number.");
    stage.shows("between 10 and 14");
    stage.press("space");
    stage.shows("Points 3 of 3");
    stage.press("enter");
    stage.shows("36,000 seconds");
    stage.press("space space g");
    stage.shows("You gave no number.");
    stage.press("space enter space");
    stage.shows("1 strong no hire");
    stage.press("enter");
    let kept = only(&stage);
    assert!(kept.marks.iter().all(|(_, mark)| mark.value() == 0));
    assert_eq!((kept.marks.len(), kept.grade), (5, Grade::Again));
    assert!(kept.estimates.is_empty());
    stage.press("u");
    assert_eq!(stage.step(), Step::Verdict);
    stage.press("enter");
    assert_eq!(timeless(&only(&stage)), timeless(&kept));
}

/// What one does at each step of a whole playing, and a text that is on the screen then.
const WHOLE: [(&str, &str); 24] = [
    ("", "Think first"),
    ("space", "Say it aloud"),
    ("tab", "Your answer"),
    ("PASTE 400 looks", "400 looks"),
    ("esc", "400 looks"),
    ("space", "Your number, in hours"),
    ("PASTE 8", "Your number, in hours"),
    ("enter", "You said 8 hours"),
    ("space", "Points 0 of 3"),
    ("2", "Points 1 of 3"),
    ("0", "Points 2 of 3"),
    ("1", "36,000 seconds"),
    ("space", "A third of the queries"),
    ("space", "Say it aloud"),
    ("tab", "Your answer"),
    ("PASTE 67 on 400", "67 on 400"),
    ("ctrl-s", "Your number, in %"),
    ("PASTE 15", "Your number, in %"),
    ("enter", "You said 15 %"),
    ("space", "Points 0 of 2"),
    ("2", "Points 1 of 2"),
    ("1", "67 more looks"),
    ("space", "Verdict"),
    ("]", "Why"),
];

fn does(stage: &mut Stage, keys: &str) {
    match keys.split_once(' ') {
        Some(("PASTE", text)) => stage.paste(text),
        _ => stage.press(keys),
    }
}

#[test]
fn a_kill_at_any_step_costs_nothing_and_asks_nothing_twice() {
    let mut stage = Stage::card(LABEL);
    for (keys, text) in WHOLE {
        does(&mut stage, keys);
        stage.shows(text);
    }
    stage.press("esc enter");
    let whole = timeless(&only(&stage));
    assert_eq!(pairs(&whole.estimates), [("ask", 8.0), ("third", 15.0)]);
    for cut in 0..WHOLE.len() {
        let mut stage = Stage::card(LABEL);
        for (at, (keys, text)) in WHOLE.into_iter().enumerate() {
            does(&mut stage, keys);
            if at != cut {
                continue;
            }
            let before = stage.trainer().showing().unwrap().clone();
            let is_number = stage.step() == Step::Estimate;
            if keys.starts_with("PASTE") && !is_number {
                stage.wait(5);
            }
            stage = stage.again();
            let after = stage.trainer().showing().unwrap();
            assert_eq!(
                (after.step(), after.asked()),
                (before.step(), before.asked()),
                "{keys}"
            );
            assert_eq!(after.marks(), before.marks());
            assert_eq!(after.first_estimate(), before.first_estimate());
            assert_eq!(after.parts().len(), before.parts().len());
            match keys.split_once(' ') {
                // A number is taken with its key; until then it is typed again.
                Some(("PASTE", _)) if is_number => does(&mut stage, keys),
                Some(("PASTE", _)) => stage.press("tab"),
                _ if keys == "tab" || keys == "]" => stage.press(keys),
                _ => {}
            }
            stage.shows(text);
        }
        stage.press("esc enter");
        assert_eq!(timeless(&only(&stage)), whole, "killed at {cut}");
    }
}

#[test]
fn an_undone_grade_brings_both_halves_back() {
    let mut stage = Stage::card(LABEL);
    to_the_twist(&mut stage);
    stage.say("67 on 400");
    number(&mut stage, "15");
    stage.press("space 2 0 space ]");
    stage.paste("The second came out in the talk.");
    stage.press("enter");
    let shown = stage.screen();
    stage.press("enter");
    let kept = only(&stage);
    stage.press("u");
    assert_eq!(stage.step(), Step::Verdict);
    let body = |screen: &str| screen.lines().take(27).collect::<Vec<_>>().join("\n");
    assert_eq!(body(&stage.screen()), body(&shown));
    stage.press("enter");
    assert_eq!(timeless(&only(&stage)), timeless(&kept));
    // Back to the twist's marks, and by u to the first half; both wait as they were.
    stage.press("u backspace");
    stage.shows("Points 2 of 2");
    stage.press("u");
    stage.shows("One step back");
    stage.shows("Points 3 of 3");
    stage.press("2 2 2 space");
    stage.shows("A third of the queries");
    stage.shows("67 on 400");
    stage.press("space space");
    stage.shows("│ 15 ");
    stage.press("enter");
    stage.shows("You said 15 %");
    stage.press("space");
    stage.shows("Points 2 of 2");
    stage.press("enter space enter");
    let again = only(&stage);
    assert_eq!(marks(&again)[2], ("s-rest", 2));
    assert_eq!((again.estimates, again.texts), (kept.estimates, kept.texts));
    assert_eq!(again.probes, kept.probes);
}

#[test]
fn a_twist_that_left_the_deck_leaves_the_first_half_and_every_word() {
    let mut stage = Stage::card(LABEL);
    to_the_twist(&mut stage);
    stage.say("67 on 400");
    let mut deck: serde_json::Value =
        serde_json::from_str(include_str!("decks/case.json")).unwrap();
    deck["cards"][0]["twists"].as_array_mut().unwrap().remove(0);
    let mut stage = stage.edited(&deck.to_string());
    stage.shows("400 looks");
    stage.press("space space");
    stage.shows("│ 12 ");
    stage.press("enter space");
    stage.shows("Points 3 of 3");
    stage.press("enter space");
    stage.shows("The people who look");
    stage.press("space space 2 enter");
    let kept = only(&stage);
    assert_eq!(kept.text, "400 looks");
    assert_eq!(pairs(&kept.texts), [("third", "67 on 400".to_owned())]);
    assert_eq!(kept.probes, ["words".into()]);
}

#[test]
fn every_step_fits_every_size() {
    for (width, height) in [(100, 30), (80, 24), (60, 18), (40, 12), (20, 5), (1, 1)] {
        let mut stage = Stage::card(LABEL);
        stage.resize((width, height));
        let mut steps = String::new();
        for keys in [
            "",
            "space",
            "tab",
            "PASTE 400 looks of 90 seconds, and a fifth on top for rest and disputes.",
            "esc space",
            "PASTE 12 EUR",
            "enter",
            "ctrl-u",
            "PASTE 8",
            "enter",
            "space",
            "2 1",
            "1",
            "space",
            "v",
            "v space space",
            "PASTE 0.5",
            "enter",
            "space",
            "2 0",
            "space",
            "pgdn pgdn",
            "v",
            "v",
        ] {
            does(&mut stage, keys);
            steps.push_str(&format!("--- {keys}\n{}\n", stage.screen()));
        }
        if height >= 12 {
            insta::assert_snapshot!(format!("case_{width}x{height}"), steps);
        }
    }
}
