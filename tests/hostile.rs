//! What strangers write reaches the terminal as text and as nothing else: hostile strings in every
//! field of a deck, in the journal, in the settings and in the names of files, through every screen
//! and every subcommand, judged by the raw bytes a terminal would get.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support {
    pub(crate) mod judge;
    pub(crate) mod pty;
}

use std::any::Any;
use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;

use hotseat::domain::attempt::Attempt;
use hotseat::domain::card::{CardId, Kind};
use hotseat::domain::day::Day;
use hotseat::domain::entry::Event;
use hotseat::domain::grade::{Grade, Mark, Verdict};
use hotseat::domain::memory::MemoryModel;
use hotseat::domain::mock::{Asked, Manner, Plan, Record, Round};
use hotseat::domain::register::Register;
use hotseat::domain::safe_text::SafeText;
use hotseat::storage::journal::Journal;
use hotseat::storage::places::Places;
use serde_json::{Value, json};
use support::judge;
use support::pty::{HOTSEAT, Pty};

/// A Tuesday morning, and the day before it in milliseconds.
const NOW: &str = "2026-11-24T08:00:00+01:00";
const YESTERDAY: i64 = 1_795_417_200_000;

/// Name and text of each hostile string.
fn payloads() -> Vec<(&'static str, String)> {
    let own = |name, text: &str| (name, text.to_owned());
    vec![
        own("osc-52-clipboard", "\u{1b}]52;c;aGFja2Vk\u{7}"),
        own(
            "osc-8-link",
            "\u{1b}]8;;http://evil.example\u{1b}\\bank\u{1b}]8;;\u{1b}\\",
        ),
        own("osc-0-title", "\u{1b}]0;owned\u{7}"),
        own("csi-mouse", "\u{1b}[?1000h\u{1b}[?1006h"),
        own("csi-leave-screen", "\u{1b}[?1049l\u{1b}[?2004l\u{1b}[?25l"),
        own("csi-conceal", "\u{1b}[8mhidden\u{1b}[30;40m"),
        own("csi-erase", "\u{1b}[2J\u{1b}[H\u{1b}[3J"),
        own("csi-insert-line", "\u{1b}[5L\u{1b}[20P\u{1b}[9;99r"),
        own("full-reset", "\u{1b}c"),
        own("charset", "\u{1b}(0\u{1b}[!p\u{1b}#8"),
        own("dcs-sixel", "\u{1b}Pq#0;2;0;0;0\u{1b}\\"),
        own("decrqss", "\u{1b}P$qm\u{1b}\\"),
        own("apc-image", "\u{1b}_Gf=24,s=1,v=1;AAAA\u{1b}\\"),
        own("pm-and-sos", "\u{1b}^private\u{1b}\\\u{1b}Xstart\u{1b}\\"),
        own("status-report", "\u{1b}[6n\u{1b}[5n\u{1b}[c\u{1b}[>0q"),
        own(
            "c1-strings",
            "\u{9b}31m\u{9d}52;c;eA==\u{9c}\u{90}q\u{9c}\u{9f}x\u{9c}",
        ),
        own("c1-motion", "\u{84}\u{85}\u{8d}\u{88}"),
        own("bare-escape", "\u{1b}"),
        own("bell-and-backspace", "good\u{7}\u{8}\u{8}\u{8}\u{8}evil"),
        own("carriage-return", "good\revil"),
        own("vertical-tab", "\u{b}\u{c}\u{b}"),
        own("delete", "\u{7f}\u{7f}"),
        own("nul-and-shift-out", "\0\u{e}\u{f}\u{4}\u{1a}"),
        own("bidi-override", "\u{202e}cod.exe\u{202c}\u{202d}"),
        own("bidi-isolate", "\u{2066}a\u{2069}\u{2067}\u{200f}\u{61c}"),
        own("zero-width", "pay\u{200b}pal\u{2060} \u{200d} \u{200c}"),
        own("bom-and-soft-hyphen", "\u{feff}sec\u{ad}ret"),
        own("tags", "x\u{e0001}\u{e0068}\u{e0069}\u{e007f}"),
        own("line-separators", "one\u{2028}two\u{2029}three"),
        ("stacked-marks", format!("e{}", "\u{301}".repeat(400))),
        ("long-graphemes", {
            let family = "👩\u{200d}".repeat(40);
            format!(
                "{family}👩 {} {}",
                "\u{1100}".repeat(40),
                "क\u{94d}".repeat(30)
            )
        }),
        own("paste-end", "\u{1b}[201~q\u{1b}[200~"),
        own(
            "fillers",
            "a\u{3164}\u{115f}\u{ffa0}\u{fff9}b\u{fffa}c\u{fffb}\u{1d173}",
        ),
        ("long-line", "long ".repeat(13_000)),
        ("newline-flood", "\n".repeat(3000)),
    ]
}

/// Some of these keys do something at every step of every card.
const KEYS: [&str; 14] = [
    "n", "space", "v", "v", "y", "n", "0", "1", "2", "space", "1", "a", "3", "3",
];

/// A home in which everything that can be hostile is.
struct House {
    home: tempfile::TempDir,
    payload: String,
    /// Too long for every field to be in sight at once.
    is_long: bool,
}

impl House {
    fn new(payload: &str) -> Self {
        let house = Self {
            home: tempfile::tempdir().unwrap(),
            payload: payload.to_owned(),
            is_long: payload.len() > 2500,
        };
        house.write_decks();
        house.write_settings();
        house
    }

    fn path(&self) -> &Path {
        self.home.path()
    }

    /// The hostile text of a field; its first word tells that it was shown.
    fn text(&self, field: &str) -> String {
        let mut text = format!("Q{field}.{} tail", self.payload);
        text.truncate(60_000);
        text
    }

    /// The same, as long as what is no answer may be in a journal.
    fn brief(&self, field: &str) -> String {
        self.text(field).chars().take(80).collect()
    }

    /// The hostile text as a file may be called.
    fn name(&self) -> String {
        let name = self.payload.replace(['/', '\0'], "∕");
        let mut short = String::from("bad");
        for c in name.chars().take_while({
            let mut length = 0;
            move |c| {
                length += c.len_utf8();
                length < 150
            }
        }) {
            short.push(c);
        }
        short
    }

    /// The folder of decks that is given by an option.
    fn extra(&self) -> PathBuf {
        self.path().join(self.name())
    }

    fn write_decks(&self) {
        let decks = self.path().join("data/decks");
        fs::create_dir_all(&decks).unwrap();
        fs::create_dir_all(self.extra()).unwrap();
        let put = |path: PathBuf, deck: &Value| fs::write(path, deck.to_string()).unwrap();
        put(decks.join("h.json"), &self.deck());
        let own = json!({"format": "hotseat/1", "id": "own", "title": self.text("owntitle"), "cards": []});
        put(self.extra().join("own.json"), &own);
        put(decks.join("wrong.json"), &self.wrong());
        // A good deck under a hostile name, and what is no JSON at all.
        put(decks.join(format!("{}.json", self.name())), &own);
        fs::write(
            decks.join("broken.json"),
            format!(
                "{{\"format\": \"hotseat/1\",\n \"id\": {}\n",
                self.text("raw")
            ),
        )
        .unwrap();
    }

    fn deck(&self) -> Value {
        let t = |field: &str| self.text(field);
        let levels = json!({t("bylevelkey"): t("bylevel"), "hostile": t("bylevelown")});
        json!({
            "format": "hotseat/1", "id": "h", "title": t("title"), "description": t("description"),
            "version": t("version"), "language": t("language"), "license": t("license"),
            "axes": {
                "competencies": [{"id": "hostile", "title": t("competency")}],
                "levels": [{"id": "hostile", "title": t("level")}],
                "frameworks": [{"id": "hostile", "title": t("framework"),
                    "parts": [{"title": t("part"), "share": 100}]}],
            },
            "cards": [
                {"id": "recall", "kind": "recall", "prompt": t("recall"), "answer": t("answer"),
                 "competency": "hostile", "levels": ["hostile"],
                 "points": [{"text": t("point"), "must": true}, t("pointtwo")], "hints": [t("hint")],
                 "note": t("note"), "source": [t("source")], "avoid": [t("avoid")], "tags": [t("tag")],
                 "covers": [t("covers")], "x": {t("x"): t("x")}},
                {"id": "choices", "kind": "recall", "prompt": t("choices"), "answer": t("choiceanswer"),
                 "choices": [t("right"), t("wrong")]},
                {"id": "cloze", "kind": "recall", "cloze": true,
                 "prompt": format!("{} [[{}]] {}", t("cloze"), t("hidden"), self.payload)},
                {"id": "behavioural", "kind": "behavioural", "prompt": t("behavioural"),
                 "framework": "hostile", "intent": t("intent"), "no_reports_yet": t("noreports"),
                 "story_hints": [t("storyhint")], "hints": [t("bhint")],
                 "rubric": {
                    "points": [{"id": "p1", "text": t("bpoint"), "must": true}, t("bpointtwo"), t("bpointthree")],
                    "anchors": {"1": t("anchor"), "4": t("anchorfour")},
                    "by_level": levels,
                 },
                 "followups": [{"when": ["p1"], "ask": t("followup")}, {"ask": t("pressure")}, {"ask": t("pressuretwo")}],
                 "red_flags": [{"text": t("flag"), "cap": 1}, {"text": t("flagtwo")}],
                 "variants": [{"text": t("variant"), "seeks": t("seeks")}],
                 "samples": {"weak": t("weak"), "strong": t("strong")}},
                {"id": "reverse", "kind": "reverse", "prompt": t("reverse"), "to": [t("to")],
                 "listen_for": [t("listen")], "warning_signs": [t("warning")],
                 "then_ask": t("thenask"), "avoid_if": t("avoidif")},
                {"id": "seen", "kind": "recall", "prompt": t("seen"), "answer": t("seenanswer")},
                {"id": "scenario", "kind": "scenario", "title": t("scenariotitle"), "prompt": t("scenario"),
                 "state": {"time": t("time"), "exposure": t("exposure"), "people": t("people"), "trust": t("trust")},
                 "start": "n1", "nodes": {"n1": {"title": "\u{1b}[2J\u{202e}", "ask": t("ask"), "points": [t("npoint")],
                  "probes": [t("probe")], "options": [
                    {"label": t("label"), "cost": t("cost"), "verdict": 2, "next": "e1", "state": {"time": t("timetwo")}},
                    {"label": t("label"), "cost": t("cost"), "verdict": 3, "next": "e2"}]}},
                 "endings": {"e1": t("ending"), "e2": t("endingtwo")}, "debrief": [t("debrief")]},
                {"id": "case", "kind": "case", "prompt": t("case"), "givens": [t("given")], "ask": t("caseask"),
                 "steps": [t("step")], "range": {"low": 1, "high": 2, "unit": t("unit")},
                 "assumptions": [t("assumption")], "worked": t("worked"),
                 "twists": [t("twist"), {"ask": t("twisttwo"), "worked": t("twistworked"), "points": [t("twistpoint")],
                    "range": {"low": 1, "high": 2, "unit": t("twistunit")}}]},
            ],
        })
    }

    /// A deck with hostile text where it is a mistake.
    fn wrong(&self) -> Value {
        let t = |field: &str| self.text(field);
        json!({
            "format": "hotseat/1", "id": "wrong", "title": t("wrongtitle"), t("unknownhead"): 1,
            "cards": [
                {"id": t("badid"), "kind": "recall", "prompt": "p", "answer": "a"},
                {"id": "kind", "kind": t("badkind"), "prompt": "p", "answer": "a"},
                {"id": "word", "kind": "recall", "prompt": "p", "answer": "a", "competency": t("badcompetency"),
                 "stages": [t("badstage")], "levels": [t("badlevel")]},
                {"id": "field", "kind": "recall", "prompt": "p", "answer": "a", t("unknownfield"): 2},
                {"id": "number", "kind": "recall", "prompt": "p", "answer": "a", "difficulty": t("badnumber")},
                {"id": "list", "kind": "recall", "prompt": "p", "answer": "a", "tags": t("badlist"), "since": t("baddate")},
                {"id": "was", "kind": "recall", "prompt": "p", "answer": "a", "was": [t("badwas")]},
                {"id": "when", "kind": "behavioural", "prompt": "p", "framework": t("badframework"),
                 "rubric": {"points": [{"id": "p1", "text": "x"}, "y", "z"], "anchors": {t("badanchor"): "x"}},
                 "followups": [{"when": [t("badwhen")], "ask": "x"}]},
                {"extends": t("badextends")},
                {"extends": format!("h/{}", self.payload)},
            ],
        })
    }

    fn write_settings(&self) {
        let folder = self.path().join("config");
        fs::create_dir_all(&folder).unwrap();
        let value = |field: &str| toml_string(&self.text(field));
        let settings = format!(
            "theme = {}\nglyphs = {}\neditor = {}\n{} = 1\n[keys]\n{} = \"x\"\nhint = {}\nsuspend = [1, {}]\n[mock.{}]\nstages = [{}]\n{} = 1\n",
            value("theme"),
            value("glyphs"),
            value("editor"),
            value("setting"),
            value("action"),
            value("chord"),
            value("chords"),
            value("preset"),
            value("presetstage"),
            value("presetfield"),
        );
        fs::write(folder.join("config.toml"), settings).unwrap();
        let broken = format!("theme = \"{}\n", self.text("toml"));
        fs::write(folder.join("broken.toml"), broken).unwrap();
    }

    /// A journal of this device with hostile text, and one of another.
    fn write_journal(&self) {
        let places = Places::under(self.path());
        self.append_all(&places);
        let other = tempfile::tempdir().unwrap();
        let theirs = Places::under(other.path());
        self.append_all(&theirs);
        let device = fs::read_dir(&theirs.journal)
            .unwrap()
            .next()
            .unwrap()
            .unwrap();
        let month = fs::read_dir(device.path())
            .unwrap()
            .next()
            .unwrap()
            .unwrap();
        let mut lines = fs::read(month.path()).unwrap();
        lines.extend(format!("{{\"v\":1,\"d\":\"{}\n", self.text("damaged")).bytes());
        let name = device.file_name().into_string().unwrap();
        lines.extend(self.misshapen(&name));
        let folder = places.journal.join(device.file_name());
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join(format!("{}.jsonl", self.name())), lines).unwrap();
    }

    /// Lines whose check is right and whose content is not.
    fn misshapen(&self, device: &str) -> Vec<u8> {
        let text = |field: &str| Value::from(self.text(field)).to_string();
        let bodies = [
            format!("\"c\":\"h/seen\",\"kind\":{}", text("wrongkind")),
            format!("\"c\":\"h/seen\",\"variant\":{}", text("wrongtype")),
            format!(
                "\"c\":\"h/seen\",\"marks\":{{{}:{}}}",
                text("wrongmark"),
                text("wrongvalue")
            ),
        ];
        let mut lines = Vec::new();
        for (body, sequence) in bodies.iter().zip(90..) {
            let line = format!(
                "{{\"v\":1,\"d\":\"{device}\",\"s\":{sequence},\"t\":1,\"e\":\"attempt\",{body}"
            );
            let check = crc32fast::hash(line.as_bytes());
            lines.extend(format!("{line},\"k\":\"{check:08x}\"}}\n").bytes());
        }
        lines
    }

    fn append_all(&self, places: &Places) {
        let mut journal = Journal::open(places, MemoryModel::default()).unwrap();
        let day = Day::from_number(719_163 + i32::try_from(YESTERDAY / 86_400_000).unwrap());
        let attempt = |card: CardId| {
            Event::Attempt(Box::new(Attempt {
                flags: vec![self.brief("jflag").into()],
                verdict: Some(Verdict::NoHire),
                given: Some(Verdict::Hire),
                reason: self.brief("reason"),
                text: self.typed(),
                ..Attempt::new(card, day, Kind::Recall, Grade::Good)
            }))
        };
        let hostile = CardId::new(&self.brief("jcard"));
        let events = [
            Event::Set(Register::InterviewName(self.brief("interview"))),
            Event::Set(Register::InterviewDate(Some(day.plus(30)))),
            attempt(CardId::new("h/seen")),
            attempt(hostile.clone()),
            Event::Alias {
                from: CardId::new(&self.brief("jfrom")),
                to: CardId::new(&self.brief("jto")),
            },
            Event::Attempt(Box::new(Attempt {
                marks: vec![("p1".into(), Mark::Clear)],
                given: Some(Verdict::NoHire),
                mock: "hostile".into(),
                evidence: self.brief("evidence"),
                ..Attempt::new(CardId::new("h/seen"), day, Kind::Recall, Grade::Good)
            })),
            self.mock("hostile", day),
            self.mock(&self.brief("jmock"), day),
            Event::Star(hostile),
        ];
        for (event, at) in events.into_iter().zip(YESTERDAY..) {
            journal.append(event, at).unwrap();
        }
    }

    /// A mock of which nothing is as it should be.
    fn mock(&self, id: &str, day: Day) -> Event {
        let asked = |card: &str, reached| Asked {
            round: 0,
            card: CardId::new(card),
            competency: self.brief("jcompetency").into(),
            curveball: true,
            reached,
            cut: true,
            boxed: 0,
            seconds: u32::MAX,
            probes: vec![self.brief("jprobe").into()],
        };
        let round = Round {
            stage: self.brief("jstage").into(),
            minutes: u16::MAX,
            manner: Manner::Silent,
        };
        Event::Mock(Box::new(Record {
            id: id.into(),
            day,
            plan: Plan {
                name: self.brief("jname"),
                rounds: vec![round],
                level: Some(self.brief("jlevel").into()),
                strict: true,
            },
            asked: vec![asked("h/seen", true), asked(&self.brief("jasked"), true)],
        }))
    }

    /// An answer, within what an answer may hold.
    fn typed(&self) -> String {
        self.text("typed").chars().take(15_000).collect()
    }

    fn environment(&self) -> [(&'static str, &OsStr); 4] {
        [
            ("HOTSEAT_HOME", self.path().as_os_str()),
            ("HOTSEAT_NOW", OsStr::new(NOW)),
            ("HOTSEAT_SEED", OsStr::new("7")),
            ("LC_ALL", OsStr::new("C.UTF-8")),
        ]
    }

    fn open(&self, arguments: &[&OsStr]) -> Walk<'_> {
        Walk {
            house: self,
            pty: Pty::start(HOTSEAT, arguments, &self.environment(), (150, 60)),
            seen: BTreeSet::new(),
        }
    }
}

/// A TOML string with everything unusual as an escape.
fn toml_string(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            ' '..='~' => quoted.push(c),
            c => quoted.push_str(&format!("\\U{:08x}", u32::from(c))),
        }
    }
    quoted.push('"');
    quoted
}

/// A walk through the full screen.
struct Walk<'a> {
    house: &'a House,
    pty: Pty,
    /// The fields that were in sight.
    seen: BTreeSet<String>,
}

impl Walk<'_> {
    /// Sends keys, waits for a frame, and for the text of a field.
    fn press(&mut self, keys: &str, field: &str) {
        self.key(keys, &format!("Q{field}"));
    }

    /// Sends keys, waits for a frame with that text.
    fn key(&mut self, keys: &str, text: &str) {
        self.pty.press(keys, text);
        self.look();
    }

    fn look(&mut self) {
        let screen = self.pty.contents();
        let words = screen.split(|c: char| !c.is_ascii_alphanumeric());
        let fields = words.filter_map(|word| word.strip_prefix('Q'));
        self.seen.extend(fields.map(str::to_owned));
    }

    /// Pastes the hostile text into the box that is open.
    fn paste(&mut self) {
        let text = self.house.typed();
        self.key(&format!("\u{1b}[200~{text}\u{1b}[201~"), "");
        // A character alone may be half of something harmless; this one is not.
        if text.contains('\u{202e}') {
            self.key("\u{202e}", "");
        }
    }

    /// Answers the cards of the deck, whatever their order.
    fn drill(&mut self, cards: usize) {
        let all = [
            "recall",
            "choices",
            "cloze",
            "behavioural",
            "reverse",
            "scenario",
            "case",
            "seen",
        ];
        for _ in 0..cards {
            let screen = self.pty.contents();
            let on = |card: &&&str| screen.contains(&format!("Q{card}"));
            let card = *all
                .iter()
                .find(on)
                .unwrap_or_else(|| panic!("no card is on the screen\n{screen}"));
            match card {
                "recall" => self.recall(),
                "choices" => self.key("a", "How did it go"),
                "cloze" => {
                    self.press(" ", "hidden");
                }
                "behavioural" => self.behavioural(),
                "reverse" => self.press(" ", "listen"),
                "scenario" => self.scenario(),
                "case" => self.case(),
                _ => self.press(" ", "seenanswer"),
            }
            // The card leaves with its grade.
            self.pty.press_until("3", "another card", |now| {
                !now.contains("How did it go") && !now.contains("Verdict")
            });
            self.look();
        }
    }

    /// Some key that does something at every step, where one text hides the others.
    fn blindly(&mut self) {
        for _ in 0..2 {
            self.key("\t", "");
            self.paste();
            self.key("\u{1b}", "");
            for key in KEYS {
                let key = if key == "space" { " " } else { key };
                self.key(key, "");
            }
        }
    }

    fn recall(&mut self) {
        self.press("n", "hint");
        self.overlays();
        self.key("\t", "Your answer");
        self.paste();
        self.press("\u{f}", "editor");
        self.key("\u{1b}", "");
        self.key("i", "");
        self.key("q", "Qrecall");
        self.press(" ", "point");
        self.key("0", "");
        self.press("2", "note");
        self.key("v", "Your answer");
        self.key("v", "");
        self.key("q", "Verdict");
    }

    fn behavioural(&mut self) {
        self.key(" ", "");
        self.press("n", "bhint");
        self.key("\t", "Your answer");
        self.paste();
        self.press("\u{13}", "flag");
        self.key("y", "");
        self.press("n", "bpoint");
        self.key("0", "");
        self.key("1", "");
        self.press("2", "followup");
        self.key(" ", "");
        self.key("1", "Verdict");
        self.key("]", "");
        self.paste();
        self.key("\r", "");
        for _ in 0..4 {
            self.key("\u{4}", "");
        }
        self.key("i", "");
        self.key("q", "Verdict");
    }

    fn scenario(&mut self) {
        self.press("v", "time");
        self.press(" ", "ask");
        self.key("v", "");
        self.key("v", "");
        self.key("\t", "Your answer");
        self.paste();
        self.press("\u{13}", "npoint");
        self.press("0", "probe");
        self.press(" ", "label");
        self.press("a", "cost");
        self.press(" ", "ending");
        self.press(" ", "debrief");
        self.key("\t", "Your answer");
        self.paste();
        self.key("\u{13}", "Verdict");
        self.key("v", "");
        self.key("v", "");
        self.key("v", "Verdict");
    }

    fn case(&mut self) {
        self.press("v", "given");
        self.key("v", "");
        self.key("\t", "Your answer");
        self.paste();
        self.press("\u{13}", "unit");
        self.paste();
        self.key("\r", "");
        self.key("\u{15}", "");
        self.press("1.5\r", "assumption");
        self.press(" ", "step");
        self.press("2", "worked");
        self.press(" ", "twist");
        self.key(" ", "");
        self.key(" ", "Verdict");
    }

    /// Home and what it opens.
    fn home(&mut self) {
        self.overlays();
        for _ in 0..4 {
            self.key("j", "");
        }
        self.key("d", "");
        self.paste();
        self.key("\r", "");
        self.key("\u{1b}", "");
        self.press("p", "setting");
        for _ in 0..26 {
            self.key("j", "");
        }
        self.key("q", "");
        self.press("m", "jname");
        self.key("\t", "setup");
        self.key("j", "");
        self.key("j", "");
        self.press("\r", "evidence");
        self.key("q", "");
        self.key("q", "");
        self.key("w", "Rules");
        self.key("/", "");
        self.paste();
        self.key("\u{1b}", "");
        for _ in 0..4 {
            self.key("j", "");
        }
        self.key("\r", "");
        self.key("q", "");
        self.key("\t", "");
        self.key("\t", "");
        self.key("q", "");
    }

    /// Help and palette over what is there, with hostile text in the palette's line.
    fn overlays(&mut self) {
        self.key("\u{1b}OP", "close");
        self.key("/", "");
        self.paste();
        self.key("\u{1b}", "");
        self.key("\u{1b}", "");
        self.key("\u{10}", "quit-now: quit");
        self.paste();
        self.key("\u{1b}", "");
    }
}

/// Everything a full screen shows of a house; what is wrong with it.
fn full_screen(house: &House) -> Vec<String> {
    let arguments = ["drill", "h", "--minutes", "600"].map(OsStr::new);
    let mut walk = house.open(&arguments);
    walk.pty.wait_for("help");
    if house.is_long {
        walk.blindly();
    } else {
        walk.drill(7);
        walk.overlays();
        walk.key(" ", "");
        walk.home();
    }
    let shown = walk.seen.clone();
    walk.pty.send(b"\x03");
    let (code, raw) = walk.pty.finish();
    let mut wrong = judge::screen(&raw);
    if code != 0 {
        wrong.push(format!("it ended with {code}"));
    }
    // What was never drawn proves nothing.
    let unseen = SHOWN.iter().filter(|field| !shown.contains(**field));
    if !house.is_long {
        wrong.extend(unseen.map(|field| format!("the field {field} was never in sight")));
    }
    wrong
}

/// A month later: what the journal says of each card is on its info screen.
fn history(house: &House) -> Vec<String> {
    let arguments = [
        "--now",
        "2026-12-24T08:00",
        "drill",
        "h",
        "--minutes",
        "600",
    ]
    .map(OsStr::new);
    let mut walk = house.open(&arguments);
    walk.pty.wait_for("help");
    while !walk.pty.contents().contains("End of the sitting") {
        walk.key("i", "back");
        walk.key("q", "");
        walk.key("@", "");
    }
    let shown = walk.seen.clone();
    walk.pty.send(b"\x03");
    let (_, raw) = walk.pty.finish();
    let mut wrong = judge::screen(&raw);
    for field in ["tag", "level"] {
        if !house.is_long && !shown.contains(field) {
            wrong.push(format!("the field {field} was never in sight"));
        }
    }
    wrong
}

/// The fields that a full walk has in sight.
const SHOWN: &[&str] = &[
    "title",
    "competency",
    "level",
    "framework",
    "recall",
    "answer",
    "point",
    "pointtwo",
    "hint",
    "note",
    "source",
    "avoid",
    "choices",
    "choiceanswer",
    "right",
    "wrong",
    "cloze",
    "hidden",
    "behavioural",
    "intent",
    "noreports",
    "bhint",
    "bpoint",
    "bpointtwo",
    "bpointthree",
    "anchor",
    "anchorfour",
    "bylevel",
    "bylevelown",
    "bylevelkey",
    "followup",
    "pressure",
    "flag",
    "flagtwo",
    "weak",
    "strong",
    "reverse",
    "to",
    "listen",
    "warning",
    "thenask",
    "avoidif",
    "typed",
    "editor",
    "interview",
    "jname",
    "jcompetency",
    "evidence",
    "setting",
    "action",
    "badid",
    "badkind",
    "badextends",
    "unknownfield",
];

/// Every subcommand, on a terminal that is not asked for a full screen. `$P` is the hostile string,
/// `$X` a folder and `$F` a file of a hostile name.
const COMMANDS: &str = r#"
"$H" due
"$H" due --format "$P {due}"
"$H" decks list
"$H" --deck-dir "$X" decks list
"$H" decks validate
"$H" decks validate "$F" "$HOTSEAT_HOME/data/decks/broken.json"
"$H" decks validate "$P"
"$H" decks validate - < "$HOTSEAT_HOME/data/decks/wrong.json"
"$H" card show h/recall
"$H" card show h/choices
"$H" card show h/cloze
"$H" card show h/behavioural
"$H" card show h/reverse
"$H" card show h/scenario
"$H" card show h/case
"$H" card show "h/$P"
"$H" card suspend h/recall
"$H" card suspended
"$H" card resume h/recall
"$H" card resume "h/$P"
"$H" card history h/seen
"$H" log
"$H" log --since "$P"
"$H" undo --list
"$H" undo
"$H" config path
"$H" config get
"$H" config get "$P"
"$H" config set "$P" x
"$H" config set theme "$P"
"$H" config set minutes-a-day "$P"
"$H" config set "keys.$P" "$P"
"$H" config set keys.hint "$P"
"$H" config set editor "$P"
"$H" config set interview-name "$P"
"$H" --config "$HOTSEAT_HOME/config/broken.toml" config get
"$H" --config "$HOTSEAT_HOME/config/broken.toml" config set theme mono
"$H" --config "$HOTSEAT_HOME/config/broken.toml" doctor
"$H" doctor
"$H" schema
"$H" --data-dir "$X" config path
"$H" --data-dir "$F" due
"$H" mock --list
"$H" mock --scorecard hostile
"$H" mock --scorecard "$P"
"$H" mock "$P"
"$H" mock --preset "$P"
"$H" mock --manner "$P"
"$H" mock people --level "$P"
"$H" drill "$P"
"$H" drill --competency "$P"
"$H" drill --kind "$P"
"$H" drill --tag "$P"
"$H" drill --script "$P"
"$H" drill h --script "$HOTSEAT_HOME/wrong.keys"
"$H" drill h --minutes 600 --script "$HOTSEAT_HOME/keys"
"$H" drill h --minutes 600 --plain < "$HOTSEAT_HOME/plain"
"$H" "$P"
"$H" "--$P"
HOTSEAT_NOW="$P" "$H" due
HOTSEAT_HOME="$X/$N" "$H" config path
TERM=dumb "$H"
"#;

/// What every subcommand prints, on a terminal; what is wrong with it.
fn subcommands(house: &House) -> Vec<String> {
    let put = |name: &str, text: &str| fs::write(house.path().join(name), text).unwrap();
    put(
        "commands",
        &COMMANDS.replace("\n\"$H", "\necho \"exit $?\"\n\"$H"),
    );
    put("wrong.keys", &format!("space\n{}\n", house.text("key")));
    let round = KEYS.join("\n");
    put("plain", &format!("{round}\n").repeat(6));
    let typed = house.typed().replace(['\n', '\r'], " ");
    put(
        "keys",
        &format!("tab\ntype: {typed}\nesc\n{round}\n").repeat(6),
    );
    // An argument holds no NUL, and only so much.
    let mut payload = house.payload.replace('\0', "");
    payload.truncate(60_000);
    let name = house.name();
    let file = house.path().join(format!("data/decks/{name}.json"));
    let extra = house.extra();
    let mut environment = house.environment().to_vec();
    environment.extend([
        ("H", OsStr::new(HOTSEAT)),
        ("P", OsStr::new(&payload)),
        ("N", OsStr::new(&name)),
        ("F", file.as_os_str()),
        ("X", extra.as_os_str()),
    ]);
    let script = house.path().join("commands");
    let pty = Pty::start("sh", &[script], &environment, (100, 40));
    let (_, raw) = pty.finish();
    let mut wrong = judge::lines(&raw);
    let text = String::from_utf8_lossy(&raw);
    if text.contains("panicked") || text.contains("exit 101") {
        wrong.push("it panicked".into());
    }
    let printed = |field: &&&str| text.contains(&format!("Q{field}"));
    if !house.is_long {
        let unseen = PRINTED.iter().filter(|field| !printed(field));
        wrong.extend(unseen.map(|field| format!("the field {field} was never printed")));
    }
    wrong
}

/// The fields that some subcommand prints.
const PRINTED: &[&str] = &[
    "title",
    "owntitle",
    "recall",
    "answer",
    "point",
    "hint",
    "note",
    "source",
    "choices",
    "right",
    "cloze",
    "behavioural",
    "variant",
    "flag",
    "followup",
    "weak",
    "strong",
    "bhint",
    "reverse",
    "to",
    "listen",
    "warning",
    "thenask",
    "scenario",
    "scenariotitle",
    "time",
    "ask",
    "npoint",
    "probe",
    "label",
    "cost",
    "debrief",
    "case",
    "given",
    "caseask",
    "unit",
    "assumption",
    "step",
    "worked",
    "twist",
    "typed",
    "jcard",
    "jfrom",
    "jto",
    "interview",
    "jmock",
    "jname",
    "jstage",
    "jlevel",
    "jasked",
    "evidence",
    "raw",
    "badid",
    "badkind",
    "badcompetency",
    "badstage",
    "badlevel",
    "badnumber",
    "badlist",
    "baddate",
    "badwas",
    "badframework",
    "badanchor",
    "badwhen",
    "badextends",
    "unknownhead",
    "unknownfield",
    "action",
    "chord",
    "toml",
    "editor",
    "key",
];

/// The documents that programs read: no harm on a terminal either, and what they say is what was
/// written.
fn documents(house: &House) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut run = |arguments: &[&str]| {
        let mut command = Command::new(HOTSEAT);
        let command = command
            .args(arguments)
            .env_clear()
            .envs(house.environment());
        let output = command.stdin(Stdio::null()).output().unwrap();
        let bad = judge::lines(&output.stdout)
            .into_iter()
            .chain(judge::lines(&output.stderr));
        wrong.extend(bad.map(|bad| format!("{arguments:?}: {bad}")));
        String::from_utf8(output.stdout).unwrap_or_default()
    };
    let mut read = |arguments: &[&str]| {
        let document: Value = serde_json::from_str(&run(arguments)).unwrap_or_default();
        assert_eq!(document["schema"], 1, "{arguments:?}");
        document
    };
    // The words of a deck as they may be shown; those of the user as they were written.
    let decks = read(&["decks", "list", "--json"]);
    let deck = decks["decks"]
        .as_array()
        .unwrap()
        .iter()
        .find(|deck| deck["id"] == "h")
        .unwrap();
    assert_eq!(deck["title"], *SafeText::line(&house.text("title")));
    let card = read(&["card", "show", "h/behavioural", "--json"]);
    assert_eq!(card["prompt"], *SafeText::new(&house.text("behavioural")));
    let history = read(&["card", "history", "h/seen", "--json"]);
    assert_eq!(history["attempts"][0]["text"], house.typed());
    assert_eq!(history["attempts"][0]["reason"], house.brief("reason"));
    let problems = read(&["decks", "validate", "--json"]);
    assert!(problems["errors"].as_u64() > Some(8), "{problems}");
    read(&["due", "--json"]);
    read(&["doctor", "--json"]);
    let log = run(&["log", "--json"]);
    let entries = log
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap());
    let attempts: Vec<Value> = entries.filter(|entry| entry["e"] == "attempt").collect();
    let is_hostile = |entry: &&Value| entry["c"] == house.brief("jcard");
    let hostile = attempts
        .iter()
        .find(is_hostile)
        .expect("the card's name as it was written");
    assert_eq!(hostile["text"], house.typed());
    wrong
}

/// Runs a part of the test; what it says is wrong, and what it panics with.
fn part(name: &str, payload: &str, run: impl FnOnce() -> Vec<String>) -> Vec<String> {
    let wrong = catch_unwind(AssertUnwindSafe(run)).unwrap_or_else(|panic| vec![message(&*panic)]);
    let tell = |wrong| format!("{payload}: {name}: {wrong}");
    wrong.into_iter().map(tell).collect()
}

fn message(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().cloned();
    let text = text.or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned()));
    text.unwrap_or_default()
}

#[test]
fn what_strangers_write_reaches_the_terminal_as_text_alone() {
    // One of them, by name, while a leak is looked for.
    let only = std::env::var("HOSTILE_ONLY").unwrap_or_default();
    let mut payloads = payloads();
    payloads.retain(|(name, _)| name.contains(&only));
    let (queue, wrong) = (Mutex::new(payloads.into_iter()), Mutex::new(Vec::new()));
    let work = || {
        loop {
            let Some((name, payload)) = queue.lock().unwrap().next() else {
                return;
            };
            let house = House::new(&payload);
            house.write_journal();
            let mut found = part("full screen", name, || full_screen(&house));
            found.extend(part("history", name, || history(&house)));
            found.extend(part("documents", name, || documents(&house)));
            found.extend(part("subcommands", name, || subcommands(&house)));
            wrong.lock().unwrap().extend(found);
        }
    };
    std::thread::scope(|scope| (0..2).for_each(|_| drop(scope.spawn(work))));
    let wrong = wrong.into_inner().unwrap();
    let failed: BTreeSet<&str> = wrong.iter().filter_map(|w| w.split(':').next()).collect();
    assert!(
        wrong.is_empty(),
        "{}\n{} strings do harm: {failed:?}",
        wrong.join("\n"),
        failed.len()
    );
}

/// Once is enough here: the first steps show nothing but what was typed, and the names of decks.
#[test]
fn the_first_steps_show_strangers_no_more_than_text() {
    let all = payloads()
        .into_iter()
        .filter(|(_, payload)| payload.len() < 2500);
    let house = House::new(&all.map(|(_, payload)| payload).collect::<String>());
    let mut walk = house.open(&[]);
    walk.pty.wait_for("1");
    for _ in 0..2 {
        walk.overlays();
        walk.paste();
        walk.key("\r", "");
        walk.key("\u{15}", "");
        walk.key("\r", "");
    }
    walk.overlays();
    walk.paste();
    walk.key("\r", "Home");
    walk.pty.send(b"q");
    let (code, raw) = walk.pty.finish();
    assert_eq!(code, 0);
    assert_eq!(judge::screen(&raw), Vec::<String>::new());
}

#[test]
fn the_judge_lets_none_of_the_strings_pass_as_they_are() {
    for (name, payload) in payloads() {
        let harmless = ["long-line", "newline-flood"].contains(&name);
        let frame = format!(
            "\u{1b}[?1049h\u{1b}[?2026h\u{1b}[1;1Htext {payload} text\u{1b}[?2026l\u{1b}[?1049l"
        );
        assert_eq!(
            judge::lines(payload.as_bytes()).is_empty(),
            harmless,
            "{name}"
        );
        assert_eq!(
            judge::screen(frame.as_bytes()).is_empty(),
            name == "long-line",
            "{name}"
        );
    }
}
