//! From marks to a verdict to a grade: the rule a user is judged by.

use hotseat::domain::grade::{Circumstances, Grade, Mark, Verdict, proposed};
use hotseat::domain::rubric::{FollowUp, Point, Reason, RedFlag, Rubric, probe};
use hotseat::domain::safe_text::SafeText;

fn point(id: &str, weight: u8, must: bool) -> Point {
    Point {
        id: id.into(),
        text: SafeText::new(id),
        weight,
        must,
        theme: Box::default(),
    }
}

fn rubric() -> Rubric {
    let points = vec![
        point("p1", 2, true),
        point("p2", 3, false),
        point("p3", 1, false),
    ];
    Rubric {
        points,
        ..Rubric::default()
    }
}

fn marks(values: [u8; 3]) -> Vec<Mark> {
    values
        .iter()
        .filter_map(|value| Mark::from_value(*value))
        .collect()
}

fn verdict(values: [u8; 3]) -> u8 {
    rubric().judge(&marks(values), &[], &[]).verdict.value()
}

#[test]
fn the_share_of_the_weighted_marks_decides() {
    assert_eq!(verdict([2, 2, 2]), 4);
    assert_eq!(verdict([2, 2, 0]), 4, "10 of 12 is over 80 %");
    assert_eq!(verdict([2, 1, 2]), 3, "9 of 12 is 75 %");
    assert_eq!(verdict([1, 1, 1]), 2, "6 of 12 is 50 %");
    assert_eq!(verdict([2, 0, 0]), 1, "4 of 12 is 33 %");
}

#[test]
fn the_bounds_belong_to_the_higher_verdict() {
    let five = Rubric {
        points: vec![point("p", 1, false); 5],
        ..Rubric::default()
    };
    let of_ten = |marks: [u8; 5]| {
        let marks: Vec<Mark> = marks.iter().filter_map(|m| Mark::from_value(*m)).collect();
        five.judge(&marks, &[], &[]).verdict.value()
    };
    assert_eq!(of_ten([2, 2, 2, 2, 0]), 4, "exactly 0.80");
    assert_eq!(of_ten([2, 2, 2, 0, 0]), 3, "exactly 0.60");
    assert_eq!(of_ten([2, 2, 0, 0, 0]), 2, "0.40");
    assert_eq!(of_ten([2, 1, 0, 0, 0]), 1, "0.30");
}

#[test]
fn a_must_that_is_absent_caps_at_two_and_one_half_there_at_three() {
    let judged = rubric().judge(&marks([0, 2, 2]), &[], &[]);
    assert_eq!(
        (judged.verdict, judged.must_absent),
        (Verdict::NoHire, true)
    );
    assert_eq!(
        judged.reason,
        Reason::MustAbsent {
            point: 0,
            from: Verdict::Hire
        }
    );
    let judged = rubric().judge(&marks([1, 2, 2]), &[], &[]);
    assert_eq!(judged.verdict, Verdict::Hire);
    assert_eq!(judged.reason, Reason::MustPartly { point: 0 });
}

#[test]
fn the_worst_red_flag_caps_at_its_own_cap_and_no_flagged_answer_is_a_four() {
    let flag = |cap| RedFlag {
        id: "r".into(),
        text: SafeText::new("flag"),
        cap,
    };
    let flags = [
        flag(Verdict::NoHire),
        flag(Verdict::StrongNoHire),
        flag(Verdict::Hire),
    ];
    let full = marks([2, 2, 2]);
    let with = |raised: [bool; 3]| rubric().judge(&full, &flags, &raised).verdict.value();
    assert_eq!(with([false, false, false]), 4);
    assert_eq!(with([false, false, true]), 3);
    assert_eq!(with([true, false, true]), 2);
    assert_eq!(with([true, true, true]), 1);
}

const CALM: Circumstances = Circumstances {
    gave_up: false,
    hints: 0,
    answered: 100,
    boxed: 120,
    expected: Some(Verdict::Hire),
};

#[test]
fn the_grade_follows_the_verdict_and_how_the_answer_went() {
    use Verdict::{Hire, NoHire, StrongHire, StrongNoHire};
    assert_eq!(proposed(StrongNoHire, false, 0.3, &CALM), Grade::Again);
    assert_eq!(proposed(NoHire, false, 0.49, &CALM), Grade::Again);
    assert_eq!(proposed(NoHire, false, 0.50, &CALM), Grade::Hard);
    assert_eq!(proposed(NoHire, true, 0.70, &CALM), Grade::Again);
    assert_eq!(proposed(Hire, false, 0.70, &CALM), Grade::Good);
    assert_eq!(
        proposed(Hire, false, 0.70, &Circumstances { hints: 1, ..CALM }),
        Grade::Hard
    );
    assert_eq!(
        proposed(
            Hire,
            false,
            0.7,
            &Circumstances {
                answered: 181,
                ..CALM
            }
        ),
        Grade::Hard
    );
    assert_eq!(
        proposed(
            Hire,
            false,
            0.7,
            &Circumstances {
                answered: 180,
                ..CALM
            }
        ),
        Grade::Good
    );
    assert_eq!(proposed(StrongHire, false, 0.9, &CALM), Grade::Easy);
    assert_eq!(
        proposed(
            StrongHire,
            false,
            0.9,
            &Circumstances {
                expected: None,
                ..CALM
            }
        ),
        Grade::Good
    );
    let unsure = Circumstances {
        expected: Some(NoHire),
        ..CALM
    };
    assert_eq!(proposed(StrongHire, false, 0.9, &unsure), Grade::Good);
    let slow = Circumstances {
        answered: 10_000,
        ..CALM
    };
    assert_eq!(
        proposed(StrongHire, false, 0.9, &slow),
        Grade::Good,
        "over time is never Again"
    );
    assert_eq!(
        proposed(
            StrongHire,
            false,
            0.9,
            &Circumstances {
                gave_up: true,
                ..CALM
            }
        ),
        Grade::Again
    );
}

#[test]
fn a_must_still_absent_stays_again_even_when_the_verdict_was_lifted_by_hand() {
    assert_eq!(proposed(Verdict::Hire, true, 0.75, &CALM), Grade::Again);
}

fn followups() -> Vec<FollowUp> {
    let f = |id: &str, when: &[&str]| FollowUp {
        id: id.into(),
        when: when.iter().map(|id| (*id).into()).collect(),
        ask: SafeText::new(id),
    };
    vec![
        f("f1", &["p1"]),
        f("f2", &["p2"]),
        f("f2b", &["p2"]),
        f("pressure", &[]),
    ]
}

fn asked(values: [u8; 3], taken: &[&str], last: &[&str]) -> Option<String> {
    let ids = |ids: &[&str]| ids.iter().map(|id| (*id).into()).collect::<Vec<Box<str>>>();
    let points = rubric().points;
    let followups = followups();
    let next = probe(&followups, &points, &marks(values), &ids(taken), &ids(last));
    next.map(|(followup, _)| followup.id.to_string())
}

#[test]
fn what_was_missed_picks_the_follow_up() {
    assert_eq!(
        asked([0, 0, 2], &[], &[]).as_deref(),
        Some("f2"),
        "the heaviest absent point"
    );
    assert_eq!(asked([0, 2, 2], &[], &[]).as_deref(), Some("f1"));
    assert_eq!(
        asked([0, 0, 2], &["f2"], &[]).as_deref(),
        Some("f1"),
        "then the next heaviest"
    );
    assert_eq!(
        asked([2, 0, 2], &["f2"], &[]),
        None,
        "one follow-up a point"
    );
}

#[test]
fn a_clear_answer_gets_the_pressure_probe() {
    assert_eq!(asked([2, 2, 2], &[], &[]).as_deref(), Some("pressure"));
    assert_eq!(asked([2, 2, 2], &["pressure"], &[]), None);
    assert_eq!(
        asked([2, 2, 0], &[], &[]).as_deref(),
        Some("pressure"),
        "p3 has no follow-up"
    );
}

#[test]
fn the_follow_up_of_last_time_gives_way_to_another() {
    assert_eq!(asked([2, 0, 2], &[], &["f2"]).as_deref(), Some("f2b"));
    assert_eq!(
        asked([0, 2, 2], &[], &["f1"]).as_deref(),
        Some("pressure"),
        "it is not put first again"
    );
    assert_eq!(
        asked([0, 2, 2], &["pressure"], &["f1"]).as_deref(),
        Some("f1"),
        "and it is not spared"
    );
    assert_eq!(
        asked([2, 0, 2], &[], &["f2", "f2b", "pressure"]).as_deref(),
        Some("f2"),
        "there is no other"
    );
}
