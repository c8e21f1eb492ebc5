//! The library as a whole: whose cards there are, what changes them, and what the next start saves.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};

use hotseat::domain::card::{Body, Kind};
use hotseat::domain::deck::PointInfo;
use hotseat::domain::problem::Problem;
use hotseat::domain::safe_text::SafeText;
use hotseat::domain::scenario::Next;
use hotseat::storage::library::{DeckIndex, Library};

struct Shelf(tempfile::TempDir);

impl Shelf {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn path(&self) -> PathBuf {
        self.0.path().into()
    }

    fn put(&self, name: &str, text: &str) {
        fs::write(self.0.path().join(name), text).unwrap();
    }

    fn deck(&self, id: &str, cards: &str) {
        self.put(&format!("{id}.json"), &deck(id, cards));
    }

    fn open(&self) -> Library {
        Library::open(&[self.path()], None).0
    }

    fn told(&self, library: &Library) -> String {
        let lines: Vec<String> = library.problems().iter().flat_map(Problem::lines).collect();
        lines
            .join("\n")
            .replace(&format!("{}/", self.0.path().display()), "")
    }
}

fn deck(id: &str, cards: &str) -> String {
    format!(
        "{{\"format\": \"hotseat/1\", \"id\": \"{id}\", \"title\": \"{id}\",\n\"cards\": [\n{cards}\n]}}"
    )
}

fn recall(id: &str, more: &str) -> String {
    format!(
        "{{\"id\": \"{id}\", \"kind\": \"recall\", \"prompt\": \"p {id}\", \"answer\": \"a {id}\"{more}}}"
    )
}

fn bundled() -> usize {
    Library::open(&[], None).0.cards().len()
}

#[test]
fn one_bad_card_costs_itself_and_one_bad_deck_itself() {
    let shelf = Shelf::new();
    shelf.deck(
        "mine",
        &[
            recall("a", ""),
            recall("b", ", \"difficulty\": 9"),
            recall("c", ""),
        ]
        .join(",\n"),
    );
    shelf.put("torn.json", "{\"format\": ");
    shelf.put("other.json", &deck("not-other", &recall("a", "")));
    shelf.put("notes.txt", "no deck");
    shelf.put(".hidden.json", "no deck");
    shelf.put("deck.schema.json", "{}");
    fs::create_dir(shelf.path().join("folder.json")).unwrap();
    let library = shelf.open();
    let mine = library.decks().last().unwrap();
    assert_eq!((&*mine.id, mine.cards(), mine.set_aside), ("mine", 2, 1));
    assert_eq!(mine.count(Kind::Recall), 2);
    assert_eq!(library.cards().len(), bundled() + 2);
    let card = library.card(library.find("mine/c").unwrap()).unwrap();
    assert_eq!(&*card.prompt, "p c");
    assert_eq!(card.id.as_str(), "mine/c");
    assert_eq!(library.find("mine/b"), None);
    insta::assert_snapshot!(shelf.told(&library));
}

#[test]
fn an_absent_folder_is_normal() {
    let (library, _) = Library::open(&["/no/such/folder".into()], None);
    assert_eq!(library.problems(), []);
    assert!(!library.changed());
}

#[test]
fn a_deck_that_takes_anothers_id_is_refused_with_both_paths() {
    let (shelf, more) = (Shelf::new(), Shelf::new());
    shelf.deck("mine", &recall("a", ""));
    more.deck("mine", &recall("b", ""));
    more.deck("delegation-trust", &recall("c", ""));
    let (library, _) = Library::open(&[shelf.path(), more.path(), shelf.path()], None);
    assert!(library.find("mine/a").is_some() && library.find("mine/b").is_none());
    let told: Vec<String> = library.problems().iter().flat_map(Problem::lines).collect();
    let told = told.join("\n");
    assert!(
        told.contains(&shelf.path().join("mine.json").display().to_string()),
        "{told}"
    );
    assert!(
        told.contains(&more.path().join("mine.json").display().to_string()),
        "{told}"
    );
    assert!(told.contains("a deck that comes with hotseat"), "{told}");
    assert_eq!(library.problems().len(), 2);
}

#[test]
fn a_card_may_change_another_without_copying_it() {
    let shelf = Shelf::new();
    shelf.deck(
        "base",
        &recall(
            "a",
            ", \"points\": [\"one\", \"two\"], \"tags\": [\"x\"], \"box\": {\"think\": 5}",
        ),
    );
    shelf.deck(
        "mine",
        "{\"extends\": \"base/a\", \"difficulty\": 3, \"points\": [{\"id\": \"p2\", \"text\": \"TWO\"}, \"three\"],\n\"tags\": [\"y\"], \"box\": {\"answer\": 99}, \"note\": \"mine\"}",
    );
    shelf.deck(
        "more",
        "{\"extends\": \"base/a\", \"id\": \"a\", \"kind\": \"recall\", \"answer\": \"better\"}",
    );
    let library = shelf.open();
    assert_eq!(shelf.told(&library), "");
    let at = library.find("base/a").unwrap();
    let info = &library.cards()[at];
    assert_eq!((info.difficulty, info.tags.len()), (3, 2));
    let card = library.card(at).unwrap();
    let points: Vec<(&str, &str)> = card.points().iter().map(|p| (&*p.id, &*p.text)).collect();
    assert_eq!(points, [("p1", "one"), ("p2", "TWO"), ("p3", "three")]);
    assert_eq!((card.time_box.think, card.time_box.answer), (5, 99));
    assert_eq!(card.note.as_deref(), Some("mine"));
    assert!(matches!(&card.body, Body::Recall(recall) if &*recall.answer == "better"));
    let mine = library
        .decks()
        .iter()
        .find(|deck| &*deck.id == "mine")
        .unwrap();
    assert_eq!((mine.cards(), mine.set_aside), (0, 0));
}

/// The card `complete/…` of the deck with every field, as `changes` leave it.
fn changed(id: &str, changes: &[&str]) -> (Body, String) {
    let shelf = Shelf::new();
    shelf.put("complete.json", include_str!("decks/complete.json"));
    for (i, change) in changes.iter().enumerate() {
        let change = format!("{{\"extends\": \"complete/{id}\", {change}}}");
        shelf.deck(&format!("mine{i}"), &change);
    }
    let library = shelf.open();
    let card = library.card(library.find(&format!("complete/{id}")).unwrap());
    (card.unwrap().body, shelf.told(&library))
}

#[test]
fn a_change_reaches_one_node_or_one_option_of_a_scenario() {
    let changes = [
        "\"state\": {\"time\": \"dusk\"}, \"nodes\": {\"n1\": {\"title\": \"At dusk\", \"probes\": [{\"id\": \"f1\", \"when\": [\"p2\"], \"ask\": \"Surely?\"}]}}",
        "\"nodes\": {\"n1\": {\"options\": [{\"id\": \"b\", \"label\": \"Shout.\", \"cost\": \"c\", \"verdict\": 1, \"next\": \"n1b\"}]},\n\"n1b\": {\"ask\": \"And?\", \"points\": [\"x\"], \"options\": [{\"label\": \"l\", \"cost\": \"c\", \"verdict\": 2, \"next\": \"n2\"}]}}, \"endings\": {\"e2\": \"It is gone.\"}",
    ];
    let (Body::Scenario(scenario), told) = changed("full-scenario", &changes) else {
        panic!("no scenario");
    };
    assert_eq!(told, "");
    let ids: Vec<&str> = scenario.nodes.iter().map(|node| &*node.id).collect();
    assert_eq!(ids, ["n1", "n2", "n3", "n1b"]);
    let state: Vec<&str> = scenario.state.lines().map(|(_, text)| &**text).collect();
    assert_eq!(state, ["dusk", "one hedge", "calm", "some"]);
    let first = &scenario.nodes[0];
    assert_eq!(
        (first.title.as_deref(), &*first.ask),
        (Some("At dusk"), "What now?")
    );
    let probes: Vec<(&str, &str)> = first.probes.iter().map(|p| (&*p.id, &*p.ask)).collect();
    assert_eq!(probes, [("f1", "Surely?"), ("f2", "Did you look?")]);
    let options: Vec<(&str, &str, Next)> = first
        .options
        .iter()
        .map(|option| (&*option.id, &*option.label, option.next))
        .collect();
    assert_eq!(
        options,
        [
            ("a", "Wait.", Next::Node(1)),
            ("b", "Shout.", Next::Node(3))
        ]
    );
    assert_eq!(&*scenario.endings[1].text, "It is gone.");
}

#[test]
fn a_change_that_breaks_the_graph_is_told_where_it_stands() {
    let (body, told) = changed(
        "full-scenario",
        &[
            "\"nodes\": {\"n2\": {\"options\": [{\"id\": \"a\", \"label\": \"l\", \"cost\": \"c\", \"verdict\": 1, \"next\": \"n1\"}]}}",
        ],
    );
    assert_eq!(
        told.lines().next().unwrap(),
        "mine0.json:3:129: error: cards[0].nodes.n2.options[0].next: this goes in a circle: n1 → n2 → n1"
    );
    assert!(
        matches!(body, Body::Scenario(scenario) if &*scenario.nodes[1].options[0].label == "Point at the goat.")
    );
}

#[test]
fn a_change_reaches_one_step_or_one_twist_of_a_case() {
    let (Body::Case(case), told) = changed(
        "full-case",
        &[
            "\"steps\": [{\"id\": \"s3\", \"text\": \"Rounds up\"}], \"range\": {\"low\": 7}, \"twists\": [{\"id\": \"t1\", \"ask\": \"It is spring.\", \"points\": [\"x\"]}, \"It is dark.\"]",
        ],
    ) else {
        panic!("no case");
    };
    assert_eq!(told, "");
    let steps: Vec<&str> = case.steps.points.iter().map(|step| &*step.text).collect();
    assert_eq!(steps, ["Counts a twig", "Multiplies", "Rounds up"]);
    let twists: Vec<(&str, &str)> = case.twists.iter().map(|t| (&*t.id, &*t.ask)).collect();
    let expected = [
        ("t1", "It is spring."),
        ("goat", "The goat is back."),
        ("t3", "It is dark."),
    ];
    assert_eq!(twists, expected);
    assert_eq!((case.range.low, &*case.range.unit), (7.0, "leaves"));
    let both: Vec<&str> = case.points_with(Some(0)).map(|p| &*p.id).collect();
    assert_eq!(both, ["s1", "s2", "s3", "p1"]);
}

#[test]
fn a_change_with_mistakes_leaves_the_card_as_it_was() {
    let shelf = Shelf::new();
    let base = [
        recall("a", ", \"points\": [\"one\"]"),
        recall("hand-over", ""),
    ];
    shelf.deck("base", &base.join(","));
    shelf.deck(
        "mine",
        &[
            "{\"extends\": \"base/a\", \"kind\": \"reverse\", \"id\": \"b\"}",
            "{\"extends\": \"base/a\",\n \"points\": [\"two\", {\"text\": \"three\", \"weight\": 7}], \"box\": {\"think\": 1, \"think\": 2}}",
            "{\"extends\": \"base/b\", \"dificulty\": 2}",
            "{\"extends\": \"bass/hand-ovr\"}",
            "{\"extends\": \"base/a\", \"dificulty\": 2}",
            "{\"extends\": \"base/a\", \"points\": [\"2\", \"3\", \"4\", \"5\", \"6\", \"7\", \"8\", \"9\", \"10\", \"11\", \"12\", \"13\"]}",
        ]
        .join(",\n"),
    );
    let library = shelf.open();
    let card = library.card(library.find("base/a").unwrap()).unwrap();
    assert_eq!(card.points().len(), 1);
    let mine = library
        .decks()
        .iter()
        .find(|deck| &*deck.id == "mine")
        .unwrap();
    assert_eq!(mine.set_aside, 5);
    insta::assert_snapshot!(shelf.told(&library));
}

#[test]
fn axes_of_a_decks_own_are_known_to_it_and_to_the_library() {
    let shelf = Shelf::new();
    let text = deck(
        "mine",
        &recall(
            "a",
            ", \"competency\": \"ownership\", \"stages\": [\"barn\"], \"levels\": []",
        ),
    );
    let axes = "\"axes\": {\"stages\": [{\"id\": \"barn\", \"title\": \"Barn\"}], \"competencies\": [{\"id\": \"ownership\", \"title\": \"Ownership\"}]},\n\"cards\"";
    shelf.put("mine.json", &text.replace("\"cards\"", axes));
    let library = shelf.open();
    assert_eq!(shelf.told(&library), "");
    assert_eq!(library.axes().competency("ownership"), "Ownership");
    let info = &library.cards()[library.find("mine/a").unwrap()];
    assert_eq!((&*info.competency, &*info.stages[0]), ("ownership", "barn"));
}

#[test]
fn a_former_id_is_whole_and_must_be_free() {
    let shelf = Shelf::new();
    shelf.deck(
        "mine",
        &[
            recall("a", ", \"was\": [\"old\", \"else/old\", \"b\"]"),
            recall("b", ""),
        ]
        .join(","),
    );
    let library = shelf.open();
    let info = &library.cards()[library.find("mine/a").unwrap()];
    let was: Vec<&str> = info.was.iter().map(|id| id.as_str()).collect();
    assert_eq!(was, ["mine/old", "else/old", "mine/b"]);
    assert_eq!(library.problems().len(), 1);
    assert!(
        library.problems()[0]
            .message
            .contains("which is another card")
    );
}

/// Through the bytes that the cache would hold.
fn kept(index: &DeckIndex) -> Option<DeckIndex> {
    let bytes = postcard::to_allocvec(index).unwrap();
    Some(postcard::from_bytes(&bytes).unwrap())
}

fn same(a: &Library, b: &Library) {
    assert_eq!(a.decks(), b.decks());
    assert_eq!(a.cards(), b.cards());
    assert_eq!(a.axes(), b.axes());
    assert_eq!(a.problems(), b.problems());
    for index in 0..a.cards().len() {
        assert_eq!(a.card(index), b.card(index));
    }
}

#[test]
fn the_index_says_the_same_as_the_files() {
    let shelf = Shelf::new();
    shelf.deck(
        "base",
        &[
            recall("a", ", \"tags\": [\"x\", \"y\"]"),
            recall("b", ", \"was\": [\"c\"], \"difficulty\": 7"),
            recall("d", ", \"was\": [\"c\"]"),
        ]
        .join(",\n"),
    );
    shelf.deck(
        "mine",
        "{\"extends\": \"base/a\", \"stages\": [\"people\"], \"level\": []}",
    );
    shelf.put(
        "bom.json",
        &format!("\u{feff}{}", deck("bom", &recall("a", ""))),
    );
    shelf.put("torn.json", "{");
    let (first, index) = Library::open(&[shelf.path()], None);
    assert!(index.is_new());
    let (second, again) = Library::open(&[shelf.path()], kept(&index));
    assert!(!again.is_new());
    assert_eq!(kept(&index), kept(&again));
    same(&first, &second);

    shelf.deck("base", &recall("a", ""));
    let (third, newer) = Library::open(&[shelf.path()], kept(&again));
    assert!(newer.is_new());
    same(&third, &shelf.open());
    assert!(third.find("base/d").is_none());

    fs::remove_file(shelf.path().join("torn.json")).unwrap();
    let (_, fewer) = Library::open(&[shelf.path()], kept(&newer));
    assert!(fewer.is_new());
    let (_, settled) = Library::open(&[shelf.path()], kept(&fewer));
    assert!(!settled.is_new());
}

#[test]
fn an_edit_is_noticed_and_no_card_is_shown_from_a_file_that_changed() {
    let shelf = Shelf::new();
    shelf.deck("mine", &recall("a", ""));
    let library = shelf.open();
    assert!(!library.changed());
    let at = library.find("mine/a").unwrap();
    shelf.deck("mine", &recall("b", ""));
    assert!(library.changed());
    assert!(
        library
            .card(at)
            .unwrap_err()
            .message
            .contains("has changed")
    );

    let library = shelf.open();
    shelf.deck("new", &recall("a", ""));
    assert!(library.changed());
    let library = shelf.open();
    fs::remove_file(shelf.path().join("new.json")).unwrap();
    assert!(library.changed());
    assert!(library.card(library.find("mine/b").unwrap()).is_ok());
    let absent = Path::new("/no/such/folder");
    assert!(!Library::open(&[absent.into()], None).0.changed());
}

#[test]
fn text_to_show_is_made_harmless() {
    let shelf = Shelf::new();
    shelf.deck(
        "mine",
        &recall(
            "a",
            ", \"note\": \"\\u001b]52;c;AAAA\\u0007 \\u202etxt\", \"tags\": [\"a\\u001b\"]",
        ),
    );
    let library = shelf.open();
    let at = library.find("mine/a").unwrap();
    let card = library.card(at).unwrap();
    assert_eq!(card.note.as_deref(), Some("␛]52;c;AAAA␇ txt"));
    assert_eq!(&*library.cards()[at].tags[0], "a␛");
}

/// Holds what is known of each card beside the card itself.
fn agrees_with_its_cards(library: &Library) {
    for (index, info) in library.cards().iter().enumerate() {
        let card = library.card(index).unwrap();
        let whole = SafeText::line(card.called());
        let called = library.called(index);
        let cut = called.len() > 590 && whole.starts_with(called);
        assert!(!called.is_empty() && (*whole == *called || cut), "{called}");
        let asks = match *card.called() == card.prompt {
            true => SafeText::default(),
            false => SafeText::line(&card.prompt),
        };
        let asked = library.asks(index);
        assert!(asks.starts_with(asked) && (asked.len() > 590 || *asks == *asked));
        let known: Vec<_> = info.points().collect();
        let points = card.named_points();
        let read = points.iter().map(|(name, point)| PointInfo {
            name,
            must: point.must,
            theme: &point.theme,
        });
        assert_eq!(known, read.collect::<Vec<_>>(), "{}", info.id);
        assert_eq!(
            u32::from(info.answer_box),
            card.time_box.answer,
            "{}",
            info.id
        );
    }
}

#[test]
fn what_is_known_of_a_card_without_reading_it_is_what_it_says() {
    let shelf = Shelf::new();
    let point = r#""points": [{"id": "a", "text": "x", "must": true, "theme": "limit"}, "y"]"#;
    let more = format!(", {point}, \"box\": {{\"answer\": 77}}");
    let cloze = r#"{"id": "gap", "kind": "recall", "prompt": "A [[b]]\n  c", "cloze": true}"#;
    shelf.deck("mine", &[&recall("plain", &more), cloze].join(",\n"));
    shelf.put("complete.json", include_str!("decks/complete.json"));
    let change = format!("{{\"extends\": \"mine/gap\", \"prompt\": \"D [[e]]\", {point}}}");
    shelf.deck("other", &change);
    let (library, index) = Library::open(&[shelf.path()], None);
    assert_eq!(shelf.told(&library), "");
    agrees_with_its_cards(&library);
    let gap = library.find("mine/gap").unwrap();
    assert_eq!(library.called(gap), "D […]");
    agrees_with_its_cards(&Library::open(&[shelf.path()], Some(index)).0);
    // From their cache too, until a file changes.
    let cache = tempfile::tempdir().unwrap();
    let cache = cache.path().join("titles.bin");
    for _ in 0..2 {
        agrees_with_its_cards(&shelf.open().with_titles_in(&cache));
    }
    let kept = std::fs::read(&cache).unwrap();
    shelf.deck("mine", &[&recall("plain", &more), cloze].join(",\n\n"));
    agrees_with_its_cards(&shelf.open().with_titles_in(&cache));
    assert_ne!(std::fs::read(&cache).unwrap(), kept);
    std::fs::write(&cache, "damaged").unwrap();
    agrees_with_its_cards(&shelf.open().with_titles_in(&cache));
}
