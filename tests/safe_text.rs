//! Text from strangers cannot command the terminal or hide what it says.

use hotseat::domain::safe_text::SafeText;
use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

fn safe(raw: &str) -> String {
    SafeText::new(raw).to_string()
}

#[test]
fn control_characters_become_visible() {
    assert_eq!(safe("a\u{1b}]52;c;aGk=\u{7}b"), "a␛]52;c;aGk=␇b");
    assert_eq!(safe("\u{9b}31mred"), "\u{fffd}31mred");
    assert_eq!(safe("del\u{7f}"), "del␡");
    assert_eq!(safe("a\tb\r\nc\rd"), "a    b\nc␍d");
}

#[test]
fn what_hides_or_turns_text_is_removed() {
    assert_eq!(safe("ab\u{202e}cd\u{2066}ef\u{200f}"), "abcdef");
    assert_eq!(safe("pass\u{200b}word\u{feff}\u{ad}"), "password");
    assert_eq!(safe("x\u{e0041}\u{e007f}y"), "xy");
    assert_eq!(safe("one\u{2028}two"), "one\ntwo");
}

#[test]
fn joiners_stay_where_a_script_or_an_emoji_needs_them() {
    assert_eq!(safe("👩\u{200d}🔬"), "👩\u{200d}🔬");
    assert_eq!(safe("می\u{200c}خواهم"), "می\u{200c}خواهم");
    assert_eq!(safe("a \u{200d} b"), "a  b");
}

#[test]
fn stacked_marks_are_cut() {
    let zalgo = format!("e{}x", "\u{301}".repeat(50));
    let clean = safe(&zalgo);
    assert!(clean.ends_with('x'));
    assert!(
        clean
            .graphemes(true)
            .all(|g| g.chars().count() <= 8 && g.len() <= 32),
        "{clean:?}"
    );
}

#[test]
fn marks_on_nothing_do_not_climb_on_what_stands_before_them() {
    assert_eq!(safe("\u{301}\u{301}a"), "a");
    assert_eq!(safe("a\n\u{301}b"), "a\nb");
}

#[test]
fn a_line_has_no_breaks_and_no_runs_of_space() {
    assert_eq!(
        SafeText::line("  two\n\n lines \t here ").as_str(),
        "two lines here"
    );
}

proptest! {
    #[test]
    fn whatever_comes_in_only_harmless_text_comes_out(raw in ".{0,200}") {
        let clean = safe(&raw);
        prop_assert!(clean.chars().all(|c| c == '\n' || !c.is_control()));
        prop_assert!(clean.graphemes(true).all(|g| g.chars().count() <= 8 && g.len() <= 32));
        prop_assert_eq!(safe(&clean), clean.clone(), "cleaning twice changes nothing");
    }

    #[test]
    fn marks_and_joiners_in_any_order_are_cut_too(
        raw in "[a\u{301}\u{200d}\u{200c}\u{202e}\u{fe0f}👩\u{e0041}\u{200b}\u{34f}]{0,60}"
    ) {
        let clean = safe(&raw);
        prop_assert!(clean.graphemes(true).all(|g| g.chars().count() <= 8 && g.len() <= 32), "{:?}", clean);
        prop_assert_eq!(safe(&clean), clean.clone());
    }
}
