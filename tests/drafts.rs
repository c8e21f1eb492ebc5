//! What was typed is kept, be it half an answer or somebody else's editor.

#![allow(clippy::unwrap_used)]

#[path = "support/history.rs"]
mod support;

use std::fs;
use std::os::unix::fs::PermissionsExt;

use hotseat::domain::attempt::{Part, Seconds};
use hotseat::domain::card::CardId;
use hotseat::domain::draft::Draft;
use hotseat::domain::grade::{Mark, Verdict};
use hotseat::storage::{draft_file, editor_file};
use support::{NOON, home};

fn draft(card: &str, at: i64) -> Draft {
    Draft {
        card: CardId::new(card),
        attempts: 2,
        at,
        variant: 1,
        step: "points".into(),
        seconds: Seconds {
            think: 1,
            answer: 2,
            marking: 3,
            paused: 4,
        },
        hints: 2,
        confidence: Some(Verdict::Hire),
        flags: vec![("blame".into(), false)],
        marks: vec![("action".into(), Mark::Partly)],
        lifts: vec!["result".into()],
        probes: vec!["f1".into()],
        moved: Some((Verdict::NoHire, "half of it was luck".into())),
        gave_up: true,
        chosen: Some(3),
        uncovered: 2,
        text: "half a thought,\n\u{1b}🙂".into(),
        before: Seconds {
            think: 9,
            ..Seconds::default()
        },
        asked: "n2".into(),
        taken: Some("b".into()),
        estimate: Some(0.35),
        number: "0.3".into(),
        parts: vec![part("n1", Some("a"))],
        ahead: vec![part("n3", None)],
        recalled: vec![("n0".into(), "c".into())],
        debrief: vec![String::new(), "the second".into()],
        evidence: "In May I told Ines.".into(),
        mock: "".into(),
    }
}

fn part(id: &str, choice: Option<&str>) -> Part {
    Part {
        id: id.into(),
        text: "what was said there".into(),
        seconds: Seconds {
            answer: 61,
            ..Seconds::default()
        },
        marks: vec![("p1".into(), Mark::Clear)],
        lifts: vec!["p2".into()],
        probes: vec!["f1".into()],
        choice: choice.map(Box::from),
        estimate: Some(-1.5),
    }
}

#[test]
fn every_card_has_a_draft_of_its_own_and_the_newest_comes_first() {
    let (_folder, places) = home();
    let all = || draft_file::load(&places).unwrap();
    assert_eq!(all(), []);
    draft_file::save(&places, &draft("a/b", NOON)).unwrap();
    draft_file::save(&places, &draft("a/c", NOON + 2)).unwrap();
    draft_file::save(&places, &draft("a/b", NOON + 1)).unwrap();
    assert_eq!(all(), [draft("a/c", NOON + 2), draft("a/b", NOON + 1)]);
    draft_file::clear(&places, &CardId::new("a/c"), "").unwrap();
    assert_eq!(all(), [draft("a/b", NOON + 1)]);
    draft_file::clear(&places, &CardId::new("a/b"), "").unwrap();
    draft_file::clear(&places, &CardId::new("a/b"), "").unwrap();
    assert_eq!(all(), []);
}

#[test]
fn a_broken_draft_is_set_aside_and_not_thrown_away() {
    let (_folder, places) = home();
    draft_file::save(&places, &draft("a/b", NOON)).unwrap();
    let path = fs::read_dir(&places.drafts)
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .path();
    assert_eq!(
        fs::metadata(&path).unwrap().permissions().mode() & 0o777,
        0o600
    );
    let text = fs::read(&path).unwrap();
    fs::write(&path, &text[..text.len() / 2]).unwrap();
    assert_eq!(draft_file::load(&places).unwrap(), []);
    let aside = places.drafts.join("broken-1");
    assert_eq!(fs::read(&aside).unwrap(), text[..text.len() / 2]);
    assert_eq!(draft_file::load(&places).unwrap(), []);
}

#[test]
fn an_answer_goes_to_an_editor_and_comes_back() {
    let (_folder, places) = home();
    let card = CardId::new("a/b");
    let path = editor_file::write(&places, &card, "One.\nTwo").unwrap();
    assert_eq!(
        fs::metadata(&path).unwrap().permissions().mode() & 0o777,
        0o600
    );
    assert_eq!(path.extension().unwrap(), "md");
    assert_eq!(editor_file::read(&path).unwrap(), "One.\nTwo");
    let other = editor_file::write(&places, &card, "of another terminal").unwrap();
    assert_ne!(path, other);
    fs::write(&path, "Three.\n").unwrap();
    assert_eq!(editor_file::read(&path).unwrap(), "Three.");
    fs::write(&path, "x".repeat(100_000)).unwrap();
    assert_eq!(
        editor_file::read(&path).unwrap().len(),
        100_000,
        "never cut"
    );
    fs::write(&path, b"\xff").unwrap();
    assert!(
        editor_file::read(&path)
            .unwrap_err()
            .to_string()
            .contains("not UTF-8")
    );
    fs::write(&path, vec![b'x'; 2_000_000]).unwrap();
    assert!(editor_file::read(&path).is_err());
    editor_file::remove(&path).unwrap();
    assert!(editor_file::read(&path).is_err());
}
