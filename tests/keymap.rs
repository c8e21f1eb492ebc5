//! The catalogue and the key map: no key means two things, every footer fits, every mistake is a sentence.

#![allow(clippy::unwrap_used)]

use std::collections::HashMap;

use hotseat::domain::safe_text::SafeText;
use hotseat::domain::settings::KeyBinding;
use hotseat::tui::action::{Action, CATALOG, Context};
use hotseat::tui::chord::Chord;
use hotseat::tui::keymap::{Hint, Keymap};

fn binding(name: &str, chords: &str) -> KeyBinding {
    KeyBinding {
        name: name.to_owned(),
        chords: chords.to_owned(),
        path: SafeText::line("config.toml"),
        place: None,
    }
}

/// A chord that asks for two things in one context.
fn clash(keymap: &Keymap) -> Option<(Context, Chord)> {
    Context::ALL.into_iter().find_map(|context| {
        let mut seen = HashMap::new();
        let bound = keymap
            .rows(context)
            .flat_map(|(row, chords)| chords.into_iter().map(|c| (c, row.action)));
        let twice = bound
            .into_iter()
            .find(|(chord, action)| seen.entry(*chord).or_insert(*action) != action);
        twice.map(|(chord, _)| (context, chord))
    })
}

fn chord(text: &str) -> Chord {
    text.parse().unwrap()
}

fn shown(hints: &[Hint]) -> String {
    let words = hints.iter().map(|h| {
        let space = if h.joined { "" } else { " " };
        format!("{}{space}{}", h.keys, h.label)
    });
    words.collect::<Vec<_>>().join("  ")
}

#[test]
fn every_default_chord_is_one_and_is_written_as_it_is_shown() {
    for row in CATALOG {
        for text in row.chords {
            assert_eq!(chord(text).to_string(), **text, "{row:?}");
        }
    }
}

#[test]
fn no_chord_has_two_actions_in_one_chain() {
    assert_eq!(clash(&Keymap::default()), None);
}

#[test]
fn an_action_has_one_name_and_a_name_one_action() {
    for (a, b) in CATALOG
        .iter()
        .flat_map(|a| CATALOG.iter().map(move |b| (a, b)))
    {
        assert_eq!(a.action == b.action, a.name == b.name, "{a:?} {b:?}");
    }
}

#[test]
fn every_row_is_reached_by_a_key_and_says_what_it_does() {
    let keymap = Keymap::default();
    for row in CATALOG {
        assert!(!row.help.is_empty() && !row.help.ends_with('.'), "{row:?}");
        assert_eq!(row.rank > 0, !row.label.is_empty(), "{row:?}");
        let reached = Context::ALL
            .into_iter()
            .filter(|context| context.chain().any(|part| part == row.context))
            .any(|context| {
                let chords = keymap.chords(context, row.action);
                let asks = |c: &Chord| keymap.action(context, *c) == Some(row.action);
                chords.iter().any(asks)
            });
        assert!(reached, "{row:?}");
    }
}

#[test]
fn every_context_has_a_name_of_its_own() {
    for (i, a) in Context::ALL.into_iter().enumerate() {
        let same = |b: &Context| a.name() == b.name() || a.heading() == b.heading();
        assert_eq!(Context::ALL.iter().position(same), Some(i));
    }
}

#[test]
fn footers_fit_and_never_lose_their_first_key() {
    let keymap = Keymap::default();
    for context in Context::ALL {
        for width in [38, 58, 78, 98] {
            let footer = keymap.footer(context, width, |_| true);
            let text = shown(&footer);
            assert!(
                text.chars().count() <= width,
                "{context:?} at {width}: {text}"
            );
            assert_eq!(footer[0].label, "help", "{context:?} at {width}: {text}");
            if ![Context::Global, Context::Typing].contains(&context) {
                assert!(footer.len() > 2, "{context:?} at {width}: {text}");
            }
        }
    }
}

#[test]
fn a_footer_that_is_cut_says_so() {
    let keymap = Keymap::default();
    let footer = |context, width| shown(&keymap.footer(context, width, |_| true));
    assert_eq!(
        footer(Context::Home, 38),
        "?help  space start  q quit  :more"
    );
    assert_eq!(
        footer(Context::Points, 58),
        "?help  0-2 mark  j k move  v in full  x cycle  :more"
    );
    assert_eq!(
        footer(Context::TextBox, 98),
        "f1 help  esc leave  ctrl-s done  ctrl-o editor  ctrl-p commands"
    );
    assert!(keymap.footer(Context::Home, 3, |_| true).is_empty());
}

#[test]
fn in_a_box_plain_keys_type() {
    let keymap = Keymap::default();
    assert_eq!(keymap.action(Context::TextBox, chord("?")), None);
    assert_eq!(keymap.action(Context::TextBox, chord("q")), None);
    assert_eq!(
        keymap.action(Context::TextBox, chord("f1")),
        Some(Action::Help)
    );
    assert_eq!(
        keymap.action(Context::TextBox, chord("ctrl-c")),
        Some(Action::QuitNow)
    );
}

#[test]
fn digits_are_marks_in_points_and_grades_in_verdict() {
    let keymap = Keymap::default();
    for (context, key, action) in [
        (Context::Points, "2", Some(Action::MarkClear)),
        (Context::Points, "3", None),
        (Context::Verdict, "2", Some(Action::Hard)),
        (Context::Verdict, "0", None),
        (Context::Think, "2", None),
        (Context::Think, "q", Some(Action::Back)),
        (Context::Think, "?", Some(Action::Help)),
    ] {
        assert_eq!(
            keymap.action(context, chord(key)),
            action,
            "{context:?} {key}"
        );
    }
}

#[test]
fn a_key_bound_anew_is_shown_everywhere() {
    let (keymap, problems) =
        Keymap::new(&[binding("drill.hint", "H f2"), binding("home.start", "S")]);
    assert_eq!(problems, []);
    assert_eq!(
        keymap.action(Context::Think, chord("H")),
        Some(Action::Hint)
    );
    assert_eq!(keymap.action(Context::Think, chord("n")), None);
    assert_eq!(
        keymap.chords(Context::Answer, Action::Hint),
        [chord("H"), chord("f2")]
    );
    assert!(shown(&keymap.footer(Context::Home, 98, |_| true)).contains("S start"));
}

#[test]
fn two_actions_may_swap_their_keys() {
    let (keymap, problems) = Keymap::new(&[binding("star", "-"), binding("bury", "*")]);
    assert_eq!(problems, []);
    assert_eq!(
        keymap.action(Context::Think, chord("-")),
        Some(Action::Star)
    );
}

#[test]
fn a_mistake_is_a_sentence_and_costs_only_its_binding() {
    for (name, chords, message, help) in [
        (
            "hnt",
            "h",
            "There is no action “hnt” to bind a key to.",
            Some("Did you mean “hint”?"),
        ),
        (
            "drill.hnt",
            "h",
            "There is no action “drill.hnt” to bind a key to.",
            Some("Did you mean “drill.hint”?"),
        ),
        (
            "hint",
            "entr",
            "“hint” is bound to what is not a key: “entr” is not a key; did you mean “enter”?.",
            Some("Write keys as space, enter, ctrl-s, shift-tab, f1, ? or G."),
        ),
        (
            "hint",
            "q",
            "“hint” cannot have the key q: drill.back has it.",
            Some("Bind drill.back to another key too, or choose a free one."),
        ),
        (
            "done",
            "s",
            "“done” cannot have the key s, which types in its box.",
            Some("Use a key with ctrl or alt, or a named one."),
        ),
    ] {
        let (keymap, problems) = Keymap::new(&[binding(name, chords), binding("minutes", "X")]);
        let [problem] = problems.as_slice() else {
            panic!("{problems:?}");
        };
        assert_eq!(
            (&*problem.message, problem.help.as_deref()),
            (message, help)
        );
        assert_eq!(
            keymap.action(Context::Home, chord("X")),
            Some(Action::Minutes)
        );
        assert_eq!(clash(&keymap), None);
    }
}

#[test]
fn an_empty_binding_unbinds() {
    let (keymap, problems) = Keymap::new(&[binding("bury", "")]);
    assert_eq!(problems, []);
    assert_eq!(keymap.action(Context::Think, chord("-")), None);
}
