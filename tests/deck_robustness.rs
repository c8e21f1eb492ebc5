//! Whatever a file holds, the reader comes back with a list of problems.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::sync::LazyLock;

use hotseat::storage::library::{Library, Report};
use proptest::prelude::*;

static LIBRARY: LazyLock<Library> = LazyLock::new(|| Library::open(&[], None).0);
const COMPLETE: &str = include_str!("decks/complete.json");

fn check(bytes: &[u8]) -> Report {
    let report = LIBRARY.check_bytes("any.json", bytes.into());
    let text = String::from_utf8_lossy(bytes);
    for problem in &report.problems {
        assert!(!problem.message.is_empty());
        problem.lines();
        if let Some(place) = &problem.place {
            let line = text
                .split('\n')
                .nth(place.line as usize - 1)
                .expect("a line of the file");
            assert!(
                place.column as usize <= line.chars().count() + 1,
                "{problem:?}"
            );
        }
    }
    assert!(report.usable <= report.cards);
    report
}

#[test]
fn the_complete_deck_is_without_mistake() {
    let report = check(COMPLETE.as_bytes());
    assert_eq!(report.usable, report.cards);
}

#[test]
fn a_deck_cut_anywhere_is_one_syntax_error() {
    for end in 0..COMPLETE.trim_end().len() {
        let report = check(&COMPLETE.as_bytes()[..end]);
        assert_eq!(report.problems.len(), 1, "cut at {end}");
        assert_eq!(report.usable, 0);
    }
}

/// A piece of JSON, more or less.
fn scrap() -> impl Strategy<Value = String> {
    let words = [
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"",
        "null",
        "true",
        "-1e999",
        "0.1",
        "\"\\u0000\"",
        "\"\\ud800\"",
        "\"id\":\"a\"",
        "\"kind\":\"scenario\"",
        "\"kind\":\"recall\"",
        "\"extends\":\"a/b\"",
        "\"x\":{}",
        "\"cards\":[{}]",
        "\"points\":[\"p\"]",
        "\"[[\"",
        "[[[[[[[[",
        "\u{feff}",
        "é",
        "\n",
    ];
    proptest::sample::select(words.to_vec()).prop_map(String::from)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        check(&bytes);
    }

    #[test]
    fn any_scraps(scraps in proptest::collection::vec(scrap(), 0..40)) {
        check(scraps.concat().as_bytes());
    }

    #[test]
    fn a_deck_with_a_scrap_in_it(at in 0..COMPLETE.len(), cut in 0..40usize, scrap in scrap()) {
        let mut bytes = COMPLETE.as_bytes().to_vec();
        let end = (at + cut).min(bytes.len());
        bytes.splice(at..end, scrap.into_bytes());
        check(&bytes);
    }

    #[test]
    fn a_deck_with_a_byte_changed(at in 0..COMPLETE.len(), byte in any::<u8>()) {
        let mut bytes = COMPLETE.as_bytes().to_vec();
        bytes[at] = byte;
        check(&bytes);
    }
}
