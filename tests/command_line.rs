//! The command line as a user meets it: what each command prints, where, and its exit code.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support {
    pub(crate) mod pty;
}

use std::ffi::OsStr;
use std::fs;
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;
use support::pty::{HOTSEAT, Pty};

/// A Tuesday morning.
const NOW: &str = "2026-11-24T08:00:00+01:00";

/// A deck of two cards.
const DECK: &str = r#"{
  "format": "hotseat/1", "id": "team", "title": "Our team",
  "cards": [
    {"id": "lunch", "kind": "recall", "prompt": "When is lunch?", "answer": "At noon."},
    {"id": "order", "kind": "recall", "prompt": "Who orders?", "answer": "Ana, or Bo.",
     "points": ["Names Ana", "Names Bo"], "tags": ["food"]}
  ]
}
"#;

/// A user's home with a deck in it.
struct House {
    home: tempfile::TempDir,
}

/// What a command came to.
#[derive(Debug)]
struct Ran {
    code: i32,
    out: String,
    err: String,
}

impl House {
    fn new() -> Self {
        let house = Self {
            home: tempfile::tempdir().unwrap(),
        };
        house.put("data/decks/team.json", DECK);
        // As hotseat itself makes it; doctor asks for that.
        fs::set_permissions(house.path("data"), fs::Permissions::from_mode(0o700)).unwrap();
        house
    }

    fn path(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    fn put(&self, name: &str, text: &str) -> String {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(HOTSEAT);
        command.args(arguments).env_clear();
        command.env("HOTSEAT_HOME", self.home.path());
        command.env("HOTSEAT_NOW", NOW).env("HOTSEAT_SEED", "7");
        command.stdin(Stdio::null());
        command
    }

    fn run(&self, arguments: &[&str]) -> Ran {
        finish(&mut self.command(arguments), "")
    }

    fn pipe(&self, arguments: &[&str], input: &str) -> Ran {
        finish(&mut self.command(arguments), input)
    }

    /// What a command that is done prints.
    fn done(&self, arguments: &[&str]) -> String {
        let ran = self.run(arguments);
        assert_eq!((ran.code, &*ran.err), (0, ""), "{arguments:?} {}", ran.out);
        ran.out
    }

    fn json(&self, arguments: &[&str]) -> Value {
        let document: Value = serde_json::from_str(&self.done(arguments)).unwrap();
        assert_eq!(document["schema"], 1, "{arguments:?}");
        document
    }

    /// How a command that cannot be done ends, and what it says on stderr alone.
    fn fails(&self, arguments: &[&str], code: i32) -> String {
        let ran = self.run(arguments);
        assert_eq!(
            (ran.code, &*ran.out),
            (code, ""),
            "{arguments:?} {}",
            ran.err
        );
        ran.err
    }
}

fn finish(command: &mut Command, input: &str) -> Ran {
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    if !input.is_empty() {
        command.stdin(Stdio::piped());
    }
    let mut child = command.spawn().unwrap();
    if let Some(mut stdin) = child.stdin.take() {
        // It may end before it has read everything.
        let _ = stdin.write_all(input.as_bytes());
    }
    let output = child.wait_with_output().unwrap();
    let ran = Ran {
        code: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    };
    // No colour, no cursor: nobody asked for a terminal.
    assert!(
        !ran.out.contains('\u{1b}') && !ran.err.contains('\u{1b}'),
        "{ran:?}"
    );
    ran
}

#[track_caller]
fn says(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "no {part:?} in\n{text}");
    }
}

#[test]
fn every_command_shows_examples_and_help_goes_to_stdout() {
    let house = House::new();
    let commands = [
        "",
        "drill",
        "due",
        "decks",
        "decks list",
        "decks validate",
        "card",
        "card show",
        "card history",
        "card suspend",
        "card resume",
        "card suspended",
        "log",
        "undo",
        "doctor",
        "config",
        "config path",
        "config get",
        "config set",
        "schema",
    ];
    for command in commands {
        let mut arguments: Vec<&str> = command.split_whitespace().collect();
        arguments.push("--help");
        says(&house.done(&arguments), &["Examples:", "  hotseat "]);
    }
    says(&house.done(&["--version"]), &["hotseat 0."]);
}

#[test]
fn a_mistake_in_the_command_is_told_on_stderr_with_what_was_meant() {
    let house = House::new();
    says(&house.fails(&["dril"], 2), &["'dril'", "'drill'"]);
    says(&house.fails(&["due", "--jsn"], 2), &["--jsn", "--json"]);
    let kind = house.fails(&["drill", "--kind", "recal"], 2);
    says(&kind, &["did you mean recall?"]);
    says(&house.fails(&["drill", "--minutes", "soon"], 2), &["soon"]);
    let both = ["drill", "--plain", "--script", "keys"];
    says(&house.fails(&both, 2), &["cannot be used with"]);
    says(
        &house.fails(&["drill", "teem"], 4),
        &["no deck \"teem\"", "did you mean team?"],
    );
    let stage = house.fails(&["drill", "--stage", "recruter"], 4);
    says(&stage, &["did you mean recruiter?"]);
    let card = house.fails(&["card", "show", "team/lunsh"], 4);
    says(&card, &["team/lunsh", "did you mean team/lunch?"]);
    let name = house.fails(&["config", "get", "themes"], 4);
    says(&name, &["themes", "did you mean theme?"]);
    let name = house.fails(&["config", "set", "thme", "mono"], 4);
    says(&name, &["thme", "did you mean theme?"]);
    let value = house.fails(&["config", "set", "theme", "pink"], 3);
    says(&value, &["pink", "\"mono\""]);
    let value = house.fails(&["config", "set", "minutes-a-day", "lots"], 3);
    says(&value, &["minutes-a-day", "lots"]);
}

#[test]
fn due_tells_the_same_in_a_line_in_a_format_and_in_json() {
    let house = House::new();
    let facts = house.json(&["due", "--json"]);
    let (due, minutes) = (&facts["due"], &facts["minutes"]);
    assert!(due.as_u64() > Some(0), "{facts}");
    says(
        &house.done(&["due"]),
        &[&format!("{due} due (0 again, {due} new), about ")],
    );
    let format = ["due", "--format", "{due}·{minutes}m {new} {days}"];
    assert_eq!(house.done(&format), format!("{due}·{minutes}m {due} -\n"));
    assert_eq!(house.done(&["due", "--quiet", "--check"]), "");
    house.done(&["config", "set", "interview-date", "2026-12-12"]);
    assert_eq!(house.json(&["due", "--json"])["days"], 18);
    says(&house.done(&["due"]), &["interview in 18 days"]);
}

#[test]
fn a_day_with_nothing_left_says_no() {
    let house = House::new();
    let keys = house.put("keys", &"@\n".repeat(500));
    // Suspends every card there is.
    for _ in 0..40 {
        let ran = house.run(&["drill", "--minutes", "600", "--script", &keys]);
        if ran.code == 4 {
            break;
        }
    }
    let check = house.run(&["due", "--check"]);
    assert_eq!((check.code, &*check.err), (1, ""));
    assert_eq!(house.run(&["due"]).code, 0);
    says(
        &house.fails(&["drill", "--plain"], 4),
        &["nothing to drill", "help: "],
    );
}

#[test]
fn decks_are_listed_with_what_is_in_them() {
    let house = House::new();
    says(
        &house.done(&["decks", "list"]),
        &["team  ", "Our team", "2 cards: 2 recall"],
    );
    let decks = house.json(&["decks", "list", "--json"]);
    let team = decks["decks"]
        .as_array()
        .unwrap()
        .iter()
        .find(|deck| deck["id"] == "team");
    assert_eq!(team.unwrap()["kinds"]["recall"], 2);
}

#[test]
fn a_deck_is_checked_and_every_mistake_has_its_place() {
    let house = House::new();
    says(
        &house.done(&["decks", "validate"]),
        &["no mistakes in 1 file (2 cards; 2 usable)"],
    );
    let bad = DECK.replace("\"answer\": \"At noon.\"", "\"anwser\": \"At noon.\"");
    fs::write(house.path("bad.json"), bad.replace("team", "bad")).unwrap();
    let mut command = house.command(&["decks", "validate", "bad.json"]);
    let ran = finish(command.current_dir(house.home.path()), "");
    assert_eq!((ran.code, &*ran.err), (3, ""));
    insta::assert_snapshot!(ran.out, @r#"
    bad.json:4:5: error: cards[0]: the field "answer" is missing; a recall card needs it
     4 |     {"id": "lunch", "kind": "recall", "prompt": "When is lunch?", "anwser": "At noon."},
       |     ^
    bad.json:4:77: warning: cards[0].anwser: a recall card has no such field
     4 |     {"id": "lunch", "kind": "recall", "prompt": "When is lunch?", "anwser": "At noon."},
       |                                                                             ^^^^^^^^^^
     help: did you mean "answer"?
    1 error, 1 warning in 1 file (2 cards; 1 usable)
    "#);
    let checked = house.pipe(&["decks", "validate", "-"], &bad);
    assert_eq!(checked.code, 3);
    says(&checked.out, &["stdin:4:"]);
    let report = house.pipe(&["decks", "validate", "--json", "-"], &bad);
    let report: Value = serde_json::from_str(&report.out).unwrap();
    assert_eq!(
        (&report["schema"], &report["usable"]),
        (&1.into(), &1.into())
    );
    assert_eq!(report["problems"][0]["line"], 4);
    says(
        &house.fails(&["decks", "validate", "none.json"], 4),
        &["none.json"],
    );
    let cut = house.pipe(&["decks", "validate", "-"], "{\"format\": ");
    assert_eq!(cut.code, 3);
    says(&cut.out, &["stdin:1:"]);
}

#[test]
fn a_card_is_shown_in_full_and_its_history_grows_with_each_answer() {
    let house = House::new();
    let card = house.done(&["card", "show", "team/order"]);
    says(
        &card,
        &[
            "team/order  (recall, general)",
            "Who orders?",
            "Ana, or Bo.",
            "- Names Bo (weight 1)",
        ],
    );
    let card = house.json(&["card", "show", "team/order", "--json"]);
    assert_eq!(
        (&card["tags"][0], &card["points"][1]["id"]),
        (&"food".into(), &"p2".into())
    );
    says(
        &house.done(&["card", "history", "team/lunch"]),
        &["never attempted"],
    );
    house.put("data/decks/team.json", &only("lunch"));
    let keys = house.put("keys", "tab\ntype: at noon\nesc\nspace\n3\n");
    house.done(&["drill", "team", "--script", &keys]);
    let history = house.json(&["card", "history", "team/lunch", "--json"]);
    assert_eq!(history["attempts"].as_array().unwrap().len(), 1);
    assert_eq!(history["attempts"][0]["text"], "at noon");
    assert_eq!(history["memory"]["last"], "2026-11-24");
}

#[test]
fn a_scenario_and_a_case_are_shown_with_all_that_they_hold() {
    let house = House::new();
    house.put(
        "data/decks/complete.json",
        include_str!("decks/complete.json"),
    );
    for id in ["full-scenario", "full-case"] {
        let id = format!("complete/{id}");
        let shown = house.done(&["card", "show", &id]);
        insta::assert_snapshot!(format!("card_show_{}", id.replace('/', "_")), shown);
    }
    let scenario = house.json(&["card", "show", "complete/full-scenario", "--json"]);
    let option = &scenario["nodes"][0]["options"][0];
    assert_eq!(
        (&scenario["start"], &option["id"]),
        (&"n1".into(), &"a".into())
    );
    assert_eq!(
        (&option["next"], &option["state"]["time"]),
        (&"n2".into(), &"one".into())
    );
    assert_eq!(scenario["endings"][1]["id"], "e2");
    assert_eq!(scenario["state"]["trust"], "some");
    let case = house.json(&["card", "show", "complete/full-case", "--json"]);
    assert_eq!(case["points"][2]["id"], "s3");
    assert_eq!(
        (&case["range"]["low"], &case["twists"][0]["id"]),
        (&Value::from(-1.5), &"t1".into())
    );
    let points = &case["twists"][1]["points"];
    assert_eq!(points[0]["must"], true);
    assert_eq!(
        (&points[0]["theme"], &points[1]["theme"]),
        (&"month".into(), &Value::Null)
    );
}

#[test]
fn a_card_is_suspended_and_resumed_and_each_again_changes_nothing() {
    let house = House::new();
    house.put("data/decks/team.json", &only("lunch"));
    let none = house.run(&["card", "suspended"]);
    assert_eq!((none.code, &*none.out, &*none.err), (4, "", ""));
    let entries = || house.done(&["log"]).lines().count();
    let was = house.done(&["card", "resume", "team/lunch"]);
    assert_eq!((&*was, entries()), ("team/lunch was not suspended\n", 0));
    let keys = house.put("keys", "@\n");
    house.done(&["drill", "team", "--script", &keys]);
    assert_eq!(house.done(&["card", "suspended"]), "team/lunch\n");
    says(
        &house.fails(&["drill", "team"], 4),
        &["nothing to drill now"],
    );
    assert_eq!(
        house.done(&["card", "resume", "team/lunch"]),
        "team/lunch is asked again\n"
    );
    assert_eq!(house.run(&["card", "suspended"]).code, 4);
    says(
        &house.done(&["card", "suspend", "team/lunch"]),
        &["team/lunch is suspended", "hotseat card resume team/lunch"],
    );
    assert_eq!(
        house.done(&["card", "suspend", "team/lunch"]),
        "team/lunch was suspended already\n"
    );
    assert_eq!(entries(), 3);
    for command in ["suspend", "resume"] {
        says(
            &house.fails(&["card", command, "team/lunhc"], 4),
            &[
                "there is no card \"team/lunhc\"",
                "did you mean team/lunch?",
            ],
        );
    }
}

#[test]
fn a_script_answers_a_card_and_each_kept_answer_is_acknowledged() {
    let house = House::new();
    let script = "# the first card\ntab\ntype: at noon, # they say\nwait: 30s\nesc\nspace\n1\n";
    let keys = house.put("keys", script);
    house.put("data/decks/team.json", &only("lunch"));
    let acknowledged = house.done(&["drill", "team", "--script", &keys]);
    let log = house.done(&["log", "--json"]);
    let entry: Value = serde_json::from_str(log.lines().last().unwrap()).unwrap();
    let name = format!("{}:{}\n", entry["d"].as_str().unwrap(), entry["s"]);
    assert_eq!(acknowledged, name);
    assert_eq!(
        (&entry["c"], &entry["grade"]),
        (&"team/lunch".into(), &1.into())
    );
    assert_eq!(entry["text"], "at noon, # they say");
    assert_eq!(entry["sec"]["answer"], 30);
    // The second look of the day, from stdin, acknowledged to a descriptor.
    let line = format!("exec 3>{}/acks; exec \"$@\"", house.home.path().display());
    let mut command = Command::new("sh");
    command.args([
        "-c", &line, "sh", HOTSEAT, "drill", "team", "--script", "-", "--ack-fd", "3",
    ]);
    command.envs(
        house
            .command(&[])
            .get_envs()
            .filter_map(|(k, v)| Some((k, v?))),
    );
    let ran = finish(&mut command, "space\n3\n");
    assert_eq!((ran.code, &*ran.out, &*ran.err), (0, "", ""));
    let acks = fs::read_to_string(house.path("acks")).unwrap();
    says(&acks, &[&format!("{}:", entry["d"].as_str().unwrap())]);
    assert_eq!(house.done(&["log", "--json"]).lines().count(), 2);
    says(
        &house.done(&["card", "history", "team/lunch"]),
        &["Again  0:30", "at noon, # they say", "Good  0:00"],
    );
}

/// The deck with one of its cards.
fn only(card: &str) -> String {
    let mut deck: Value = serde_json::from_str(DECK).unwrap();
    deck["cards"]
        .as_array_mut()
        .unwrap()
        .retain(|c| c["id"] == card);
    deck.to_string()
}

#[test]
fn a_script_goes_through_a_mock_and_its_scorecard_is_printed() {
    let house = House::new();
    says(&house.run(&["mock", "--list"]).out, &["no scorecard yet"]);
    assert_eq!(house.run(&["mock", "--list"]).code, 4);
    let ask = "space\nspace\ntab\ntype: I let Ana lead in 2024.\nctrl-s\nspace\nwait: 20s\n";
    let keys = house.put("keys", ask);
    let strict = [
        "mock",
        "people",
        "--minutes",
        "15",
        "--strict",
        "--manner",
        "silent",
    ];
    house.done(&[&strict[..], &["--script", &keys]].concat());
    // Without a stage it goes on where it was: in lines, to its end, and with marking.
    let keys = format!("q\ny\nn n n n n n\n{}q\nq\nq\n", "2\n".repeat(14));
    let ran = house.pipe(&["mock", "--plain"], &keys);
    assert_eq!(ran.code, 0, "{}", ran.err);
    says(&ran.out, &["answer 1 of", "Evidence"]);
    let list = house.done(&["mock", "--list"]);
    says(&list, &["2026-11-24-", "People ", " on 1 of 2 questions"]);
    let id = list.split_whitespace().next().unwrap().to_owned();
    let card = house.done(&["mock", "--scorecard", &id]);
    says(&card, &["# People", "## What to do next", "strict"]);
    let file = house.path("card.md");
    let path = file.to_str().unwrap();
    let written = house.done(&["mock", "--scorecard", &id, "--markdown", "-o", path]);
    says(&written, &["written to", "card.md"]);
    assert_eq!(fs::read_to_string(&file).unwrap(), card);
    fs::write(&file, "mine").unwrap();
    let there = house.fails(&["mock", "--scorecard", &id, "-o", path], 5);
    says(&there, &["card.md already", "another name"]);
    assert_eq!(fs::read_to_string(&file).unwrap(), "mine");
    let bare = ["mock", "--scorecard", &id, "-o", "bare.md"];
    let ran = finish(house.command(&bare).current_dir(&house.home), "");
    assert_eq!((ran.code, &*ran.err), (0, ""));
    assert_eq!(fs::read_to_string(house.path("bare.md")).unwrap(), card);
    let json = house.json(&["mock", "--scorecard", &id, "--json"]);
    assert_eq!(json["stages"][0]["stage"], "people");
    assert_eq!(json["stages"][0]["manner"], "silent");
    let listed = house.json(&["mock", "--list", "--json"]);
    assert_eq!(listed["mocks"][0]["id"], Value::from(id));
    assert_eq!(listed["mocks"][0]["stages"][0]["marked"], 1);
    assert_eq!(listed["mocks"][0]["stages"][0]["asked"], 2);
    let none = house.fails(&["mock", "--scorecard", "none"], 4);
    says(&none, &["hotseat mock --list"]);
    says(
        &house.fails(&["mock", "poeple"], 4),
        &["did you mean people?"],
    );
    let manner = house.fails(&["mock", "--manner", "wram"], 2);
    says(&manner, &["did you mean warm?"]);
    let both = house.fails(&["mock", "people", "--loop"], 2);
    says(&both, &["cannot be used with"]);
    let twice = house.fails(&["mock", "people", "exec", "people"], 2);
    says(&twice, &["the stage people is there twice"]);
    says(
        &house.done(&["mock", "--help"]),
        &["on with the one under way"],
    );
    let preset = house.fails(&["mock", "--preset", "friday"], 4);
    says(&preset, &["mock of your own"]);
}

#[test]
fn options_of_a_mock_without_a_stage_are_where_its_setup_begins() {
    let house = House::new();
    let some = ["mock", "--strict", "--minutes", "15"];
    let some = [&some[..], &["--manner", "hurried", "--level", "em1"]].concat();
    let shown = [
        "15 a stage",
        "strict: it cuts off",
        "hurried: ",
        "First line, one team",
    ];
    says(
        &house.pipe(&[&some[..], &["--plain"]].concat(), "q\n").out,
        &shown,
    );
    // A mock under way is offered, and is not gone on with instead.
    let keys = house.put("keys", "space\nspace\n");
    house.done(&["mock", "people", "--script", &keys]);
    let under_way = house.pipe(&[&some[..], &["--plain"]].concat(), "q\n").out;
    says(&under_way, &shown);
    says(&under_way, &["go on: People", "> [ ] the whole loop"]);
}

#[test]
fn a_script_with_a_mistake_presses_nothing() {
    let house = House::new();
    let keys = house.put("keys", "space\n\n# fine so far\nspce\n3\n");
    says(
        &house.fails(&["drill", "team", "--script", &keys], 3),
        &["keys: line 4: \"spce\" is no key"],
    );
    assert_eq!(house.done(&["log"]), "");
    says(
        &house.fails(&["drill", "--script", "none"], 4),
        &["none cannot be read"],
    );
    let ack = [
        "drill",
        "team",
        "--script",
        &house.put("keys", "space\n"),
        "--ack-fd",
        "77",
    ];
    says(&house.fails(&ack, 2), &["/dev/fd/77"]);
}

#[test]
fn a_card_is_answered_in_plain_lines_through_a_pipe() {
    let house = House::new();
    house.put("data/decks/team.json", &only("order"));
    let lines = "tab\nAna, I think\n.\nspace\n2\n0\n2\nspace\nq\n";
    let ran = house.pipe(&["drill", "team", "--plain"], lines);
    assert_eq!((ran.code, &*ran.err), (0, ""));
    says(
        &ran.out,
        &["Who orders?", "Ana, I think", "Ana, or Bo.", "Names Bo"],
    );
    let numbered = |line: &str| {
        let line = line.trim_start_matches("> ").trim_start();
        let told = line.starts_with("each line is typed");
        told || line.is_empty() || line.starts_with(|c: char| c.is_ascii_digit())
    };
    assert!(ran.out.lines().all(numbered), "{}", ran.out);
    assert!(!ran.out.contains(['│', '┌']), "{}", ran.out);
    let entry: Value = serde_json::from_str(&house.done(&["log", "--json"])).unwrap();
    assert_eq!(
        (&entry["grade"], &entry["text"]),
        (&2.into(), &"Ana, I think".into())
    );
    assert_eq!(
        (&entry["marks"]["p1"], &entry["marks"]["p2"]),
        (&2.into(), &0.into())
    );
}

#[test]
fn without_a_terminal_it_says_what_to_do_instead() {
    let house = House::new();
    for arguments in [&[][..], &["drill", "team"]] {
        says(&house.fails(arguments, 2), &["terminal", "--plain"]);
    }
    let environment = [
        ("HOTSEAT_HOME", house.home.path().as_os_str()),
        ("TERM", OsStr::new("dumb")),
    ];
    let (code, raw) = Pty::start::<&str>(HOTSEAT, &[], &environment, (80, 24)).finish();
    assert_eq!(code, 2);
    let said = String::from_utf8(raw).unwrap();
    says(&said, &["dumb", "--plain"]);
    assert!(!said.contains('\u{1b}'), "{said:?}");
}

#[test]
fn a_setting_is_written_where_it_belongs_and_comments_stay() {
    let house = House::new();
    let said = house.done(&["config", "set", "minutes-a-day", "25"]);
    says(
        &said,
        &["minutes-a-day = 25, in the journal", "hotseat undo"],
    );
    assert!(!house.path("config/config.toml").exists());
    says(&house.done(&["log"]), &["set", "minutes-a-day = 25"]);
    let file = house.put(
        "config/config.toml",
        "# how I like it\ntheme = \"terminal\" # for now\n",
    );
    says(
        &house.done(&["config", "set", "theme", "mono"]),
        &["theme = mono, in ", &file],
    );
    house.done(&["config", "set", "keys.suspend-card", "ctrl-x"]);
    let text = fs::read_to_string(&file).unwrap();
    insta::assert_snapshot!(text, @r#"
    # how I like it
    theme = "mono" # for now

    [keys]
    suspend-card = "ctrl-x"
    "#);
    assert_eq!(house.done(&["config", "get", "theme"]), "mono\n");
    says(
        &house.done(&["config", "get"]),
        &["minutes-a-day = 25\n", "keys.suspend-card = ctrl-x\n"],
    );
    fs::write(&file, "theme = \"mono\n").unwrap();
    says(
        &house.fails(&["config", "set", "theme", "mono"], 3),
        &[&file, "not TOML"],
    );
    assert_eq!(fs::read_to_string(&file).unwrap(), "theme = \"mono\n");
}

#[test]
fn a_key_that_would_not_be_bound_is_not_written() {
    let house = House::new();
    for (name, chords, says_so) in [
        (
            "keys.hnt",
            "h",
            &["no action “hnt”", "Did you mean “hint”?"][..],
        ),
        (
            "keys.suspend",
            "ctrl-x",
            &["no action “suspend”", "lists every action"],
        ),
        ("keys.hint", "entr", &["did you mean “enter”?"]),
        ("keys.star", "-", &["cannot have the key -", ".bury has it"]),
        ("keys.", "x", &["there is no setting called"]),
    ] {
        let ran = house.run(&["config", "set", name, chords]);
        let code = if name == "keys." { 4 } else { 3 };
        assert_eq!((ran.code, &*ran.out), (code, ""), "{name} {}", ran.err);
        says(&ran.err, says_so);
    }
    let file = house.path("config/config.toml");
    assert!(!file.exists());
    for (name, chords) in [("bury", "ctrl-x"), ("star", "-"), ("bury", "*")] {
        house.done(&["config", "set", &format!("keys.{name}"), chords]);
    }
    let swapped = fs::read_to_string(&file).unwrap();
    says(&swapped, &["star = \"-\"", "bury = \"*\""]);
    fs::write(&file, format!("{swapped}strat = \"s\"\n")).unwrap();
    house.done(&["config", "set", "keys.hint", "h"]);
    for name in ["keys.strat", "keys.star", "keys.bury"] {
        house.done(&["config", "set", name, ""]);
    }
    assert_eq!(house.done(&["config", "get"]).matches("keys.").count(), 1);
}

#[test]
fn the_last_change_is_taken_back_outside_the_screen() {
    let house = House::new();
    says(&house.fails(&["undo"], 4), &["nothing to take back"]);
    assert_eq!(house.run(&["undo", "--list"]).code, 4);
    house.done(&["config", "set", "minutes-a-day", "25"]);
    house.put("data/decks/team.json", &only("lunch"));
    let keys = house.put("keys", "space\n3\n");
    house.done(&["drill", "team", "--script", &keys]);
    assert_eq!(
        house.done(&["undo", "--list"]),
        "Good for “When is lunch?”\nminutes-a-day = 25\n"
    );
    let before = house.done(&["log", "--hash"]);
    says(
        &house.done(&["undo"]),
        &["took back Good for “When is lunch?”"],
    );
    assert_ne!(house.done(&["log", "--hash"]), before);
    says(
        &house.done(&["card", "history", "team/lunch"]),
        &["never attempted"],
    );
    says(&house.done(&["log"]), &["(undone)"]);
    house.done(&["undo"]);
    assert_eq!(house.done(&["config", "get", "minutes-a-day"]), "20\n");
    assert_eq!(house.done(&["log", "--json"]).lines().count(), 4);
    assert_eq!(house.done(&["log", "--since", "2026-11-25"]), "");
}

#[test]
fn the_doctor_says_no_where_something_is_wrong() {
    let house = House::new();
    house.done(&["config", "set", "minutes-a-day", "25"]);
    says(
        &house.done(&["doctor"]),
        &["1 entry, 0 attempts that count, 1 file", "all is well"],
    );
    assert_eq!(house.json(&["doctor", "--json"])["schema"], 1);
    house.put("data/decks/team.json", "{");
    assert_eq!(house.run(&["doctor"]).code, 1);
    house.put("data/decks/team.json", DECK);
    let device = fs::read_dir(house.path("data/journal"))
        .unwrap()
        .next()
        .unwrap()
        .unwrap();
    let month = fs::read_dir(device.path())
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .path();
    let mut lines = fs::read(&month).unwrap();
    lines[40] ^= 1;
    fs::write(&month, lines).unwrap();
    let ran = house.run(&["doctor"]);
    assert_eq!(ran.code, 1);
    says(&ran.out, &["line 1", month.to_str().unwrap()]);
}

#[test]
fn places_follow_the_options_then_the_environment() {
    let house = House::new();
    let home = house.home.path();
    let places = house.done(&["config", "path"]);
    let at = |name: &str| home.join(name).display().to_string();
    says(
        &places,
        &[
            &at("config/config.toml"),
            &at("data/journal"),
            &at("data/decks"),
            &at("state"),
        ],
    );
    let (data, config) = (
        at("elsewhere"),
        house.put("mine.toml", "theme = \"mono\"\n"),
    );
    let options = ["--data-dir", &data, "--config", &config];
    let with = |more: &[&'static str]| house.done(&[&options[..], more].concat());
    says(
        &with(&["config", "path"]),
        &[&config, &at("elsewhere/journal"), &at("state")],
    );
    assert_eq!(with(&["config", "get", "theme"]), "mono\n");
    with(&["config", "set", "minutes-a-day", "30"]);
    assert!(Path::new(&data).join("journal").is_dir());
    assert!(!home.join("data/journal").exists());
    assert!(!with(&["decks", "list"]).contains("Our team"));
    let decks = at("data/decks");
    let list = house.done(&[&options[..], &["--deck-dir", &decks, "decks", "list"]].concat());
    says(&list, &["Our team"]);
}

#[test]
fn a_reader_that_goes_away_ends_it_quietly() {
    let house = House::new();
    let line = "set -o pipefail; \"$0\" \"$@\" | true";
    for arguments in [
        &["schema"][..],
        &["decks", "list", "--json"],
        &["drill", "team", "--plain"],
    ] {
        let mut command = Command::new("bash");
        command.args(["-c", line, HOTSEAT]).args(arguments);
        command.envs(
            house
                .command(&[])
                .get_envs()
                .filter_map(|(k, v)| Some((k, v?))),
        );
        let ran = finish(&mut command, "space\n");
        assert_eq!((ran.code, &*ran.err), (0, ""), "{arguments:?}");
    }
}

/// A house whose only deck is one card of the decks of journeys.
fn with_card(deck: &str, card: &str) -> House {
    let text = fs::read_to_string(format!("tests/decks/{deck}.json")).unwrap();
    let mut deck: Value = serde_json::from_str(&text).unwrap();
    let cards = deck["cards"].as_array_mut().unwrap();
    cards.retain(|it| it["id"] == card);
    deck["id"] = "team".into();
    let house = House::new();
    house.put("data/decks/team.json", &deck.to_string());
    house
}

#[test]
fn a_scenario_is_played_by_a_script_from_its_setting_to_an_acknowledged_grade() {
    let house = with_card("scenario", "bare");
    let script = "\
# the setting, then the first node
space
wait: 20s
tab
type: I read the log.
wait: 30s
esc
space
2
# whichever option comes first
a
space
# and, where that did not end it, the second
space
space
2
a
space
space
enter
";
    let line = format!("exec 3>{}/acks; exec \"$@\"", house.home.path().display());
    let keys = house.put("keys", script);
    let mut command = Command::new("sh");
    command.args([
        "-c", &line, "sh", HOTSEAT, "drill", "team", "--script", &keys, "--ack-fd", "3",
    ]);
    let envs = house.command(&[]);
    command.envs(envs.get_envs().filter_map(|(k, v)| Some((k, v?))));
    let ran = finish(&mut command, "");
    assert_eq!((ran.code, &*ran.out, &*ran.err), (0, "", ""));
    let entry: Value = serde_json::from_str(&house.done(&["log", "--json"])).unwrap();
    let name = format!("{}:{}\n", entry["d"].as_str().unwrap(), entry["s"]);
    assert_eq!(fs::read_to_string(house.path("acks")).unwrap(), name);
    assert_eq!(
        entry["path"],
        serde_json::json!(["first/a", "second/a", "out"])
    );
    assert_eq!(
        entry["marks"],
        serde_json::json!({"first/p1": 2, "second/p1": 2})
    );
    assert_eq!(
        entry["texts"],
        serde_json::json!({"first": "I read the log."})
    );
    assert_eq!(
        entry["times"],
        serde_json::json!({"first": 30, "second": 0})
    );
    assert_eq!(
        (&entry["sec"]["think"], &entry["sec"]["answer"]),
        (&20.into(), &30.into())
    );
    let history = house.done(&["card", "history", "team/bare"]);
    says(&history, &["I read the log."]);
}

#[test]
fn a_case_is_played_by_a_script_with_its_number() {
    let house = with_card("case", "label");
    let script = "space\ntab\ntype: 400 looks\nctrl-s\ntype: 12h\nenter\nspace\n2\n2\n1\nspace\n\
                  space\nspace\ntype: 15 %\nenter\nspace\n2\n0\nspace\nenter\n";
    let keys = house.put("keys", script);
    let acknowledged = house.done(&["drill", "team", "--script", &keys]);
    assert_eq!(acknowledged.lines().count(), 1);
    let entry: Value = serde_json::from_str(&house.done(&["log", "--json"])).unwrap();
    assert_eq!(
        entry["estimate"],
        serde_json::json!({"ask": 12.0, "third": 15.0})
    );
    assert_eq!(
        (&entry["text"], &entry["grade"]),
        (&"400 looks".into(), &3.into())
    );
}

/// A dialogue in lines as the one who types sees it.
fn dialogue(house: &House, lines: &[&str]) -> String {
    let input = format!("{}\n", lines.join("\n"));
    let ran = house.pipe(&["drill", "team", "--plain"], &input);
    assert_eq!((ran.code, &*ran.err), (0, ""));
    let mut typed = lines.iter();
    let mut seen = String::new();
    for mut line in ran.out.split_inclusive('\n') {
        while let Some(after) = line.strip_prefix("> ") {
            seen.push_str(&format!("> {}\n", typed.next().unwrap_or(&"")));
            line = after;
        }
        seen.push_str(line);
    }
    seen
}

#[test]
fn a_scenario_reads_well_as_a_dialogue_in_lines() {
    let house = with_card("scenario", "outage");
    let lines = [
        "space",
        "space",
        "tab",
        "I call the owner back.",
        "Then I go to Ana.",
        ".",
        "space",
        "0 0 2",
        "space",
        "1",
        "a",
        "space",
        "space space 2 2 2",
        "space",
        "a",
        "space",
        "space",
        "n",
        "y",
        "tab",
        "The first.",
        ".",
        "space",
        "space",
        "v",
        "v",
        "enter",
        "q",
        "q",
    ];
    insta::assert_snapshot!("plain_scenario", dialogue(&house, &lines));
    let entry: Value = serde_json::from_str(&house.done(&["log", "--json"])).unwrap();
    let texts = serde_json::json!({"call": "I call the owner back.\nThen I go to Ana.", "debrief/1": "The first."});
    assert_eq!(entry["texts"], texts);
    assert_eq!(entry["path"][0], "call/patch");
}

#[test]
fn a_case_reads_well_as_a_dialogue_in_lines_and_a_number_refused_is_typed_anew() {
    let house = with_card("case", "label");
    let lines = [
        "space",
        "tab",
        "400 looks",
        ".",
        "space",
        "12 EUR",
        "a few",
        "8",
        "space",
        "2 1 2",
        "space",
        "space space",
        "15",
        "space",
        "2 0",
        "space",
        "enter",
        "q",
        "q",
    ];
    insta::assert_snapshot!("plain_case", dialogue(&house, &lines));
    let entry: Value = serde_json::from_str(&house.done(&["log", "--json"])).unwrap();
    assert_eq!(
        entry["estimate"],
        serde_json::json!({"ask": 8.0, "third": 15.0})
    );
}

#[test]
fn the_help_names_every_kind_that_can_be_drilled() {
    let house = House::new();
    let help = house.run(&["drill", "--help"]);
    assert!(
        help.out
            .contains("Only these kinds: recall, behavioural, scenario, case, reverse\n"),
        "{}",
        help.out
    );
}
