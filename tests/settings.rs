//! Settings: every mistake with its place, every comment kept.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::PathBuf;

use hotseat::domain::mock::{Manner, Setup};
use hotseat::domain::settings::{Glyphs, Settings, Theme};
use hotseat::storage::settings_file::{NotSet, load, set};
use tempfile::TempDir;

fn file(text: &str) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("config.toml");
    fs::write(&path, text).unwrap();
    (folder, path)
}

fn problems(text: &str) -> Vec<String> {
    let (folder, path) = file(text);
    let (_, problems) = load(&path);
    let home = format!("{}/", folder.path().display());
    let lines = problems.iter().flat_map(|problem| problem.lines());
    lines.map(|line| line.replace(&home, "")).collect()
}

#[test]
fn without_a_file_everything_is_as_usual() {
    let folder = tempfile::tempdir().unwrap();
    let (settings, problems) = load(&folder.path().join("config.toml"));
    assert_eq!(settings, Settings::default());
    assert!(problems.is_empty());
}

#[test]
fn a_mock_of_ones_own_is_read_and_its_mistakes_have_their_place() {
    let text = concat!(
        "[mock.friday]\nstages = [\"people\", \"technical\"]\nminutes = 15\nlevel = \"em1\"\n",
        "strict = true\nmanner = \"silent\"\n",
        "[mock.late]\nstage = [\"people\"]\nminutes = 500\n",
        "[mock.odd]\nstages = [1]\n",
        "[mock.twice]\nstages = [\"people\", \"exec\", \"people\"]\n",
        "[mock.none]\n[mock]\nflat = 1\n",
    );
    let (_folder, path) = file(text);
    let (settings, _) = load(&path);
    let setup = Setup {
        name: "friday".into(),
        stages: vec!["people".into(), "technical".into()],
        minutes: Some(15),
        level: Some("em1".into()),
        strict: true,
        manner: Some(Manner::Silent),
    };
    assert_eq!(settings.mocks.len(), 2);
    assert_eq!(settings.mocks[1].setup.stages, ["people", "exec"]);
    assert_eq!(settings.mocks[0].setup, setup);
    assert_eq!(settings.mocks[0].place.as_ref().unwrap().line, 1);
    let told = problems(text);
    let told: Vec<&String> = told
        .iter()
        .filter(|line| line.contains("warning"))
        .collect();
    for (line, part) in told.iter().zip([
        "config.toml:8:1: warning: there is no setting called \"mock.late.stage\"",
        "config.toml:9:1: warning: mock.late.minutes: expected a number from 5 to 120",
        "config.toml:11:1: warning: mock.odd.stages: expected a list of stages",
        "config.toml:13:1: warning: mock.twice.stages: expected a list of stages by their ids, each once",
        "config.toml:14:7: warning: mock.none: expected stages = [\"ID\"]",
        "config.toml:16:1: warning: mock.flat: expected a table such as [mock.friday]",
    ]) {
        assert!(line.contains(part), "{line}");
    }
    assert_eq!(told.len(), 6, "{told:?}");
    // What stages there are is data.
    assert!(!told.iter().any(|line| line.contains("people")), "{told:?}");
}

#[test]
fn everything_that_can_be_set_is_read() {
    let (folder, path) = file(concat!(
        "\u{feff}theme = \"mono\"\r\n",
        "glyphs = \"ascii\"\r\n",
        "decks = [\"more\", \"/srv/decks\"]\r\n",
        "editor = \"code --wait\"\r\n",
        "[keys]\r\n",
        "hint = \"ctrl-h\"\r\n",
        "\"verdict.accept\" = [\"enter\", \"y\"]\r\n",
        "drill.reveal = \"r\"\r\n",
        "quit = []\r\n",
    ));
    let (settings, problems) = load(&path);
    assert_eq!(problems, []);
    assert_eq!(settings.theme, Theme::Mono);
    assert_eq!(settings.glyphs, Glyphs::Ascii);
    assert_eq!(
        settings.decks,
        [folder.path().join("more"), "/srv/decks".into()]
    );
    assert_eq!(settings.editor.as_deref(), Some("code --wait"));
    let keys: Vec<_> = settings
        .keys
        .iter()
        .map(|key| (&*key.name, &*key.chords, key.place.as_ref().unwrap().line))
        .collect();
    let expected = [
        ("hint", "ctrl-h", 6),
        ("verdict.accept", "enter y", 7),
        ("drill.reveal", "r", 8),
        ("quit", "", 9),
    ];
    assert_eq!(keys, expected);
}

#[test]
fn each_mistake_is_told_with_its_place_and_costs_only_itself() {
    let text = "theme = \"dark\"\nglyps = \"ascii\"\ndecks = [\"a\", 7]\n[keys]\nhint = 3\n";
    assert_eq!(
        problems(text),
        [
            "config.toml:1:9: warning: theme: expected \"terminal\" or \"mono\"",
            " 1 | theme = \"dark\"",
            "   |         ^^^^^^",
            "config.toml:2:1: warning: there is no setting called \"glyps\"",
            " 2 | glyps = \"ascii\"",
            "   | ^^^^^",
            " help: did you mean \"glyphs\"?",
            "config.toml:3:15: warning: decks: expected a list of folders",
            " 3 | decks = [\"a\", 7]",
            "   |               ^",
            "config.toml:5:8: warning: keys.hint: expected a chord, or a list of chords",
            " 5 | hint = 3",
            "   |        ^",
        ]
    );
}

#[test]
fn a_file_that_is_not_toml_leaves_the_defaults_and_says_where() {
    let problems = problems("theme = \"mono\"\n\"café\" = = 1\n");
    assert!(
        problems[0].starts_with("config.toml:2:10: error: "),
        "{problems:?}"
    );
    assert_eq!(problems[1], " 2 | \"café\" = = 1");
    let (_folder, path) = file("theme = \"mono\"\noops");
    assert_eq!(load(&path).0, Settings::default());
    let (_folder, path) = file("");
    fs::write(&path, b"theme = \"\xff\"").unwrap();
    assert_eq!(load(&path).1.len(), 1);
}

#[test]
fn writing_one_setting_leaves_the_rest_of_the_file_alone() {
    let (_folder, path) = file(concat!(
        "# mine\n",
        "theme = 'mono'   # for the plane\n",
        "\n",
        "[keys]  # below\n",
        "hint = \"h\" # was x\n",
        "[keys.drill]\n",
        "reveal = \"r\"\n",
    ));
    set(&path, "theme", "terminal").unwrap();
    set(&path, "keys.hint", "ctrl-h f2").unwrap();
    set(&path, "keys.drill.reveal", "enter").unwrap();
    set(&path, "keys.verdict.accept", "y").unwrap();
    set(&path, "decks", "a, b").unwrap();
    assert_eq!(
        fs::read_to_string(&path).unwrap(),
        concat!(
            "# mine\n",
            "theme = \"terminal\"   # for the plane\n",
            "decks = [\"a\", \"b\"]\n",
            "\n",
            "[keys]  # below\n",
            "hint = [\"ctrl-h\", \"f2\"] # was x\n",
            "\"verdict.accept\" = \"y\"\n",
            "[keys.drill]\n",
            "reveal = \"enter\"\n",
        )
    );
    let (settings, problems) = load(&path);
    assert_eq!(problems, []);
    assert_eq!(settings.value("keys.verdict.accept").as_deref(), Some("y"));
    set(&path, "theme", "").unwrap();
    assert!(!fs::read_to_string(&path).unwrap().contains("theme"));
}

#[test]
fn what_cannot_be_set_says_why_and_changes_nothing() {
    let (_folder, path) = file("theme = \"mono\"\n");
    let refused = |name, value| set(&path, name, value).unwrap_err().to_string();
    assert_eq!(
        refused("them", "mono"),
        "there is no setting called \"them\"; did you mean \"theme\"?"
    );
    assert_eq!(
        refused("theme", "dark"),
        "theme: expected \"terminal\" or \"mono\", found \"dark\""
    );
    assert_eq!(fs::read_to_string(&path).unwrap(), "theme = \"mono\"\n");
    fs::write(&path, "theme = = 1").unwrap();
    let broken = set(&path, "theme", "mono").unwrap_err();
    assert!(matches!(broken, NotSet::Broken { .. }), "{broken}");
    assert_eq!(fs::read_to_string(&path).unwrap(), "theme = = 1");
}

#[test]
fn a_linked_file_stays_a_link() {
    let (folder, path) = file("theme = \"mono\"\n");
    let link = folder.path().join("link.toml");
    std::os::unix::fs::symlink(&path, &link).unwrap();
    set(&link, "theme", "terminal").unwrap();
    assert!(link.is_symlink());
    assert_eq!(fs::read_to_string(&path).unwrap(), "theme = \"terminal\"\n");
}
