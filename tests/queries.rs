//! The query language: what each term means, what is said of a mistake, and that no text breaks it.

#![allow(clippy::unwrap_used)]

mod support;

use std::time::{Duration, SystemTime};

use hotseat::domain::card::CardId;
use hotseat::domain::query;
use hotseat::domain::settings::SavedQuery;
use hotseat::storage::places::Places;
use hotseat::training::Trainer;
use hotseat::training::search::{Search, advice};
use hotseat::training::trainer::Change;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use support::shelf::{lived, own, put, put_many};
use support::stage::{morning, trainer};

/// The cards of the small deck that a query means, by their ids.
fn found(trainer: &Trainer, text: &str) -> String {
    let (query, mistakes) = trainer.query(text);
    assert_eq!(mistakes, [], "{text}");
    let mut search = Search::default();
    search.renew(trainer);
    let cards = search.find(&query, trainer).into_iter();
    let ids = cards.map(|index| &trainer.cards()[index as usize].id);
    let own = ids.filter_map(|id| id.as_str().strip_prefix("own/"));
    let mut own: Vec<&str> = own.collect();
    own.sort_unstable();
    own.join(" ")
}

fn saved(searches: &[(&str, &str)]) -> Vec<SavedQuery> {
    let saved = searches.iter().map(|(name, text)| SavedQuery {
        name: (*name).to_owned(),
        text: (*text).to_owned(),
        path: hotseat::domain::safe_text::SafeText::line("config.toml"),
        place: None,
    });
    saved.collect()
}

/// The first mistake in a text: what it points at, what it says, and what it advises.
fn told(text: &str, searches: &[(&str, &str)]) -> (String, String, String) {
    let (_, mistakes) = query::parse(text, &saved(searches));
    let mistake = mistakes.first().unwrap_or_else(|| panic!("{text}"));
    let at = text[mistake.span.clone()].to_owned();
    let advice = advice(mistake).unwrap_or_default();
    (at, mistake.message.clone(), advice)
}

#[test]
fn each_term_means_what_it_says() {
    let home = tempfile::tempdir().unwrap();
    let trainer = lived(home.path());
    let all = "away known later leech mine star";
    let table = [
        ("deck:own", all),
        ("deck:OW", all),
        ("deck:own,delegation-trust", all),
        ("-deck:own", ""),
        ("is:due deck:own", "leech"),
        ("is:new deck:own", "away later mine star"),
        ("-is:new deck:own", "known leech"),
        ("is:weak", "leech"),
        ("is:leech", "leech"),
        ("is:suspended", "away"),
        ("is:starred", "star"),
        ("is:buried", "later"),
        ("is:surprise", ""),
        ("is:starred,buried", "later star"),
        ("-is:starred,buried deck:own", "away known leech mine"),
        ("tag:conflict", "leech"),
        ("tag:sky", "star"),
        ("tag:friday", "mine"),
        ("tag:fri,hand deck:own", "known mine"),
        ("comp:deleg deck:own", "known"),
        ("kind:recall deck:own", all),
        ("kind:rec,case deck:own -comp:general", "known leech"),
        ("kind:behavioural deck:own", ""),
        // A card that names no stage fits all.
        ("stage:people deck:own", all),
        ("stage:system deck:own", "away known leech mine star"),
        ("difficulty=3 deck:own", "leech"),
        ("difficulty<2 deck:own", "known"),
        ("lapses>2", "leech"),
        ("lapses>=4 lapses<=4", "leech"),
        ("lapses>4", ""),
        ("attempts>0 attempts<3 deck:own", "known"),
        ("attempts=0 deck:own", "away later mine star"),
        // A card without an attempt has no recall, be it high or low.
        ("r>=0.5 deck:own", "known leech"),
        ("r<=1 r>=0 deck:own", "known leech"),
        ("r<0.01", ""),
        ("sentence", "away"),
        ("SENTENCE", "away"),
        ("sntnce", "away"),
        ("uber disagree", "mine"),
        ("friday", "mine"),
        ("own/star", "star"),
        ("\"what is\" deck:own", "away known"),
        ("\"what is\" -delegated deck:own", "away"),
        ("-\"what is\" -is:new deck:own", "leech"),
        ("deck:own \"what is", "away known"),
        ("\"", all),
    ];
    for (text, expected) in table {
        assert_eq!(found(&trainer, text), expected, "{text}");
    }
}

#[test]
fn letters_strewn_over_a_sentence_are_no_match() {
    let home = tempfile::tempdir().unwrap();
    let trainer = lived(home.path());
    // W-h-o d-ecides wha-t …
    for text in ["wdwd", "wcnend", "dltd xyz", "whda"] {
        assert_eq!(found(&trainer, &format!("{text} deck:own")), "", "{text}");
    }
    assert_eq!(found(&trainer, "dlgtd deck:own"), "known");
}

#[test]
fn the_best_match_comes_first() {
    let home = tempfile::tempdir().unwrap();
    let trainer = lived(home.path());
    let mut search = Search::default();
    search.renew(&trainer);
    for (text, best) in [("conflict", "leech"), ("suspended", "away")] {
        let cards = search.find(&trainer.query(text).0, &trainer);
        assert_eq!(trainer.cards()[cards[0] as usize].id, own(best), "{text}");
    }
}

#[test]
fn a_deck_is_edited_when_its_file_is_and_a_bundled_one_never() {
    let home = tempfile::tempdir().unwrap();
    put(home.path());
    let file = Places::under(home.path()).decks.join("own.json");
    let instant = SystemTime::UNIX_EPOCH
        + Duration::from_secs(u64::try_from(morning(-3).timestamp()).unwrap());
    let file = std::fs::File::options().write(true).open(file).unwrap();
    file.set_modified(instant).unwrap();
    let trainer = trainer(home.path(), morning(0));
    for (text, cards) in [
        ("edited:3d", 0),
        ("edited:4d", 6),
        ("edited:1w", 6),
        ("edited:7", 6),
    ] {
        let mut search = Search::default();
        search.renew(&trainer);
        let found = search.find(&trainer.query(text).0, &trainer);
        assert_eq!(found.len(), cards, "{text}");
    }
}

#[test]
fn a_mistake_is_told_with_its_place_and_what_was_meant() {
    let table = [
        (
            "comp:x is:deu",
            "is:deu",
            "there is no is:deu",
            "did you mean is:due?",
        ),
        (
            "is:",
            "is:",
            "is: takes due, new, weak, leech, suspended, starred, buried or surprise",
            "",
        ),
        (
            "-is:xyz a",
            "-is:xyz",
            "there is no is:xyz",
            "there are is:due, is:new, is:weak, is:leech, is:suspended, is:starred, is:buried, is:surprise",
        ),
        (
            "dekc:a",
            "dekc:a",
            "there is no dekc: to search by; quotes look for the text",
            "did you mean deck:?",
        ),
        (
            "kind:recal,behaviuoral",
            "kind:recal,behaviuoral",
            "there is no kind:behaviuoral",
            "did you mean kind:behavioural?",
        ),
        ("tag:", "tag:", "tag: takes a tag, or its beginning", ""),
        (
            "tag:\"\"",
            "tag:\"\"",
            "tag: takes a tag, or its beginning",
            "",
        ),
        (
            "r<7",
            "r<7",
            "r takes a number from 0 to 1, as in r<0.7",
            "",
        ),
        ("r<", "r<", "r takes a number from 0 to 1, as in r<0.7", ""),
        (
            "lapses>1.5",
            "lapses>1.5",
            "lapses takes a whole number, as in lapses>2",
            "",
        ),
        (
            "lapses:2",
            "lapses:2",
            "write lapses<2, lapses>=2 or lapses=2",
            "",
        ),
        (
            "laspes>2",
            "laspes>2",
            "there is no number called laspes; quotes look for the text",
            "did you mean lapses?",
        ),
        (
            "difficulty=4",
            "difficulty=4",
            "difficulty takes 1, 2 or 3, as in difficulty=3",
            "",
        ),
        (
            "edited:soon",
            "edited:soon",
            "edited: takes days, as in edited:7d; it never finds bundled decks",
            "",
        ),
        ("é -", "-", "a term is missing after -", ""),
        (
            "saved:fridya",
            "saved:fridya",
            "there is no saved search \"fridya\"",
            "did you mean friday?",
        ),
        (
            "saved:",
            "saved:",
            "saved: takes the name of a saved search",
            "there are friday, loop, ring, broken",
        ),
        (
            "saved:loop",
            "saved:loop",
            "in saved:loop: saved:loop leads back to itself",
            "",
        ),
        (
            "-saved:ring",
            "-saved:ring",
            "in saved:ring: in saved:loop: saved:loop leads back to itself",
            "",
        ),
        (
            "saved:broken",
            "saved:broken",
            "in saved:broken: there is no is:deu",
            "did you mean is:due?",
        ),
    ];
    let searches = [
        ("friday", "is:due"),
        ("loop", "a saved:loop"),
        ("ring", "saved:loop"),
        ("broken", "is:deu"),
    ];
    for (text, at, message, advice) in table {
        let expected = (at.to_owned(), message.to_owned(), advice.to_owned());
        assert_eq!(told(text, &searches), expected, "{text}");
    }
}

#[test]
fn a_broken_term_is_left_out_and_the_rest_stands() {
    let (query, mistakes) = query::parse("is:deu conflict is:due", &[]);
    assert_eq!(mistakes.len(), 1);
    assert_eq!(query, query::parse("conflict is:due", &[]).0);
}

#[test]
fn a_saved_search_is_the_terms_it_has() {
    let searches = saved(&[("weak", "conflict is:weak"), ("all", "saved:weak tag:a")]);
    let parse = |text: &str| query::parse(text, &searches);
    assert_eq!(parse("saved:all").0, parse("conflict is:weak tag:a").0);
    let home = tempfile::tempdir().unwrap();
    lived(home.path())
        .save_query("weak", "conflict is:weak")
        .unwrap();
    let trainer = trainer(home.path(), morning(5));
    assert_eq!(found(&trainer, "saved:weak"), "leech");
    assert_eq!(found(&trainer, "-saved:weak deck:own -is:new"), "known");
}

#[test]
fn searches_that_multiply_are_cut_short() {
    let names: Vec<String> = (0..30).map(|n| format!("s{n}")).collect();
    let texts: Vec<String> = (0..30)
        .map(|n| format!("saved:s{} saved:s{}", n + 1, n + 1))
        .collect();
    let searches: Vec<(&str, &str)> = names
        .iter()
        .map(String::as_str)
        .zip(texts.iter().map(String::as_str))
        .collect();
    let (query, mistakes) = query::parse("saved:s0", &saved(&searches));
    assert!(query.is_empty());
    assert_eq!(mistakes.len(), 1, "{mistakes:?}");
}

#[test]
fn a_change_to_many_cards_is_taken_back_and_done_again_as_one() {
    let home = tempfile::tempdir().unwrap();
    let mut trainer = lived(home.path());
    let cards = [own("known"), own("leech"), own("star")];
    let starred = |trainer: &Trainer| found(trainer, "is:starred");
    let (done, all) = trainer.change(&cards, &[Change::Star(true)], "starred");
    all.unwrap();
    assert_eq!(done.as_deref(), Some("2 cards starred"), "one had its star");
    for _ in 0..3 {
        assert_eq!(starred(&trainer), "known leech star");
        assert_eq!(trainer.redo(), Ok(None));
        assert_eq!(trainer.undo().unwrap().unwrap().what, "2 cards starred");
        assert_eq!(starred(&trainer), "star");
        assert_eq!(trainer.redo().unwrap().unwrap().what, "2 cards starred");
    }
    trainer.toggle_star(&own("away")).unwrap();
    let undone = trainer.undo().unwrap().unwrap().what;
    assert!(undone.starts_with("the star of"), "{undone}");
    trainer.undo().unwrap();
    assert_eq!(starred(&trainer), "star");
    trainer.redo().unwrap();
    assert_eq!(starred(&trainer), "known leech star");
    trainer.redo().unwrap();
    assert_eq!(starred(&trainer), "away known leech star");
}

#[test]
fn hundreds_of_entries_are_undone_redone_and_undone_and_what_came_before_too() {
    let home = tempfile::tempdir().unwrap();
    drop(lived(home.path()));
    put_many(home.path(), 75);
    let mut trainer = trainer(home.path(), morning(5));
    let deck = 0..75;
    let cards: Vec<CardId> = deck.map(|at| CardId::new(&format!("many/c{at}"))).collect();
    let tags = ["a", "b", "c", "d", "e"].map(|tag| Change::Tag(tag.to_owned()));
    let (_, all) = trainer.change(&cards, &tags, "tagged anew");
    all.unwrap();
    let tagged = |trainer: &Trainer| {
        let is_tagged = |id: &&CardId| trainer.seen(id).is_some_and(|seen| seen.tags.len() == 5);
        cards.iter().filter(is_tagged).count()
    };
    for (redo, after) in [(false, 0), (true, 75), (false, 0)] {
        let undone = if redo { trainer.redo() } else { trainer.undo() };
        assert_eq!(undone.unwrap().unwrap().what, "75 cards tagged anew");
        assert_eq!(tagged(&trainer), after);
    }
    let mut undone = || trainer.undo().unwrap().unwrap().what;
    assert!(undone().starts_with("the tag Friday of"));
    assert!(undone().starts_with("putting off"));
}

#[test]
fn a_reset_forgets_what_was_learnt_and_keeps_the_attempts() {
    let home = tempfile::tempdir().unwrap();
    let mut trainer = lived(home.path());
    let (_, all) = trainer.change(&[own("leech")], &[Change::Reset], "as if new");
    all.unwrap();
    assert_eq!(found(&trainer, "lapses>0"), "");
    assert_eq!(found(&trainer, "is:new tag:conflict deck:own"), "leech");
    trainer.undo().unwrap().unwrap();
    assert_eq!(found(&trainer, "lapses>2"), "leech");
}

/// Texts made of what the language is made of.
fn any_query() -> impl Strategy<Value = String> {
    let parts = prop::sample::select(vec![
        "is:",
        "deck:",
        "tag:",
        "due",
        "new",
        "-",
        "\"",
        ",",
        " ",
        "r<",
        "0.7",
        "lapses>",
        "=",
        "conflict",
        "trust",
        "é",
        "日",
        ":",
        "saved:",
        "a",
        "kind:rec",
        "edited:",
        "7d",
        "99999999999999999999",
        "\u{301}",
        ".",
    ]);
    prop::collection::vec(parts, 0..12).prop_map(|parts| parts.concat())
}

proptest! {
    #[test]
    fn no_text_breaks_the_language(text in any_query(), other in "\\PC{0,30}") {
        let searches = saved(&[("a", &other), ("b", &text)]);
        for text in [&text, &other] {
            let (_, mistakes) = query::parse(text, &searches);
            for mistake in mistakes {
                prop_assert!(!text[mistake.span.clone()].is_empty());
                prop_assert!(!mistake.message.is_empty());
            }
        }
    }
}

#[test]
fn typing_on_finds_what_a_fresh_search_finds() {
    let home = tempfile::tempdir().unwrap();
    let trainer = lived(home.path());
    let mut typed = Search::default();
    typed.renew(&trainer);
    let mut fresh = Search::default();
    fresh.renew(&trainer);
    let cases = ProptestConfig::with_cases(30);
    let mut runner = TestRunner::new(cases);
    let check = |text: String| {
        let ends = (0..=text.len()).filter(|end| text.is_char_boundary(*end));
        for end in ends {
            let query = trainer.query(&text[..end]).0;
            fresh.sort_by(fresh.sort(), &trainer);
            prop_assert_eq!(
                typed.find(&query, &trainer),
                fresh.find(&query, &trainer),
                "{}",
                &text[..end]
            );
        }
        Ok(())
    };
    let check = std::cell::RefCell::new(check);
    let words = prop::sample::select(vec![
        "delegation",
        "cnflct",
        "trust",
        "-pager",
        "is:new,due",
        "the",
        "hand",
        "dlgtn",
        "\"you are\"",
    ]);
    let texts = prop::collection::vec(words, 1..4).prop_map(|words| words.join(" "));
    runner.run(&texts, |text| check.borrow_mut()(text)).unwrap();
}
