//! Every number of `hotseat stats --json`, counted again the plain way from the lines of
//! `hotseat log --json`, over a history by chance.

#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "support/past.rs"]
mod past;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;
use std::process::Command;

use chrono::{DateTime, Datelike, Duration, NaiveDate, Weekday};
use hotseat::domain::card::{CardId, Kind};
use hotseat::domain::day::Day;
use hotseat::domain::deck::CardInfo;
use hotseat::domain::entry::Spot;
use hotseat::domain::grade::{Grade, Verdict};
use hotseat::domain::ledger::{Ledger, Line};
use hotseat::domain::memory::{Memory, MemoryModel};
use hotseat::domain::progress::{self, CardProgress, Progress};
use hotseat::domain::schedule;
use hotseat::domain::statistics::{Question, Statistics};
use hotseat::storage::places::Places;
use hotseat::training::Trainer;
use hotseat::training::clock::Clock;
use hotseat::training::trainer::Options;
use past::{Chance, GONE, NOW, OLD, TODAY, put_deck, write};
use serde_json::{Value, json};

fn trainer(home: &Path) -> Trainer {
    put_deck(home);
    let now = DateTime::parse_from_rfc3339(NOW).unwrap();
    let clock = Clock::frozen(now);
    Trainer::open(Places::under(home), clock, Options::default()).unwrap()
}

fn hotseat(home: &Path, arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hotseat"));
    command.args(arguments).env_clear();
    command.env("HOTSEAT_HOME", home).env("HOTSEAT_NOW", NOW);
    let output = command.output().unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(
        (output.status.code(), &*told),
        (Some(0), ""),
        "{arguments:?}"
    );
    String::from_utf8(output.stdout).unwrap()
}

/// An attempt that counts, as the log has it.
#[derive(Debug, Clone)]
struct Said {
    card: String,
    day: NaiveDate,
    kind: String,
    grade: u64,
    given: Option<u64>,
    expected: Option<u64>,
    spent: u64,
    line: Value,
}

/// What the lines of the log come to.
struct Log {
    /// Those that no undo takes back, in their order.
    lines: Vec<Value>,
    aliases: HashMap<String, String>,
    attempts: Vec<Said>,
}

impl Log {
    fn read(text: &str) -> Self {
        let lines: Vec<Value> = text
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        let name = |of: &Value| format!("{}:{}:{}", of["d"], of["s"], of["k"]);
        let mut undone = BTreeSet::new();
        let mut kept = Vec::new();
        for line in lines.iter().rev() {
            if undone.contains(&name(line)) {
                continue;
            }
            if line["e"] == "undo" {
                undone.insert(name(&line["target"]));
            }
            kept.insert(0, line.clone());
        }
        let of = |line: &Value, field: &str| line[field].as_str().unwrap().to_owned();
        let aliases = kept.iter().filter(|line| line["e"] == "alias");
        let mut log = Self {
            aliases: aliases
                .map(|line| (of(line, "from"), of(line, "to")))
                .collect(),
            attempts: Vec::new(),
            lines: Vec::new(),
        };
        let attempts = kept.iter().filter(|line| line["e"] == "attempt");
        log.attempts = attempts
            .map(|line| Said {
                card: log.current(&of(line, "c")),
                day: line["day"].as_str().unwrap().parse().unwrap(),
                kind: of(line, "kind"),
                grade: line["grade"].as_u64().unwrap(),
                given: line["given"].as_u64(),
                expected: line["conf"].as_u64(),
                spent: ["think", "answer", "marking"]
                    .iter()
                    .map(|part| line["sec"][part].as_u64().unwrap())
                    .sum(),
                line: line.clone(),
            })
            .filter(|said| said.day <= TODAY)
            .collect();
        log.lines = kept;
        log
    }

    fn current(&self, card: &str) -> String {
        match self.aliases.get(card) {
            Some(to) => self.current(to),
            None => card.to_owned(),
        }
    }

    fn register(&self, name: &str) -> Option<&str> {
        let set = self
            .lines
            .iter()
            .rev()
            .find(|line| line["e"] == "set" && line["name"] == name);
        set.map(|line| line["value"].as_str().unwrap())
    }
}

/// The plain way.
struct Plain<'a> {
    log: &'a Log,
    cards: &'a [CardInfo],
    deck: Option<&'a str>,
    range: Option<i64>,
}

fn back(day: NaiveDate) -> i64 {
    (TODAY - day).num_days()
}

fn mean(values: impl Iterator<Item = f64> + Clone) -> Value {
    match values.clone().count() {
        0 => Value::Null,
        count => json!(values.sum::<f64>() / count as f64),
    }
}

impl Plain<'_> {
    fn lets(&self, card: &str) -> bool {
        self.deck
            .is_none_or(|deck| card.starts_with(&format!("{deck}/")))
    }

    fn all(&self) -> impl Iterator<Item = &Said> + Clone {
        let attempts = self.log.attempts.iter();
        attempts.filter(|said| self.lets(&said.card))
    }

    fn in_range(&self) -> impl Iterator<Item = &Said> + Clone {
        let range = self.range.unwrap_or(i64::MAX);
        self.all().filter(move |said| back(said.day) < range)
    }

    fn days<'s>(said: impl Iterator<Item = &'s Said>) -> BTreeSet<NaiveDate> {
        said.map(|said| said.day).collect()
    }

    fn value(&self) -> Value {
        json!({
            "schema": 1,
            "day": TODAY.to_string(),
            "days": self.range,
            "deck": self.deck,
            "attempts": self.all().count(),
            "practice": self.practice(),
            "heat_map": Self::days(self.all()).iter().map(|day| {
                let on = self.all().filter(|said| said.day == *day);
                json!({ "day": day.to_string(), "seconds": on.map(|said| said.spent).sum::<u64>() })
            }).collect::<Vec<_>>(),
            "course": self.course(),
            "retention": {
                "week": self.retention(7),
                "month": self.retention(30),
                "all": self.retention(i64::MAX),
            },
            "forecast": self.forecast(),
            "calibration": self.calibration(),
            "competencies": self.groups(&|card| vec![card.competency.to_string()]),
            "stages": self.groups(&|card| match card.stages.is_empty() {
                true => vec![String::new()],
                false => card.stages.iter().map(ToString::to_string).collect(),
            }),
        })
    }

    fn practice(&self) -> Value {
        let counted = |said: Vec<&Said>| {
            let seconds: u64 = said.iter().map(|said| said.spent).sum();
            let again = said.iter().filter(|said| said.grade == 1).count();
            json!({ "attempts": said.len(), "again": again, "seconds": seconds })
        };
        let days = Self::days(self.all());
        let mut row = 0;
        let mut day = TODAY;
        while day >= *days.first().unwrap() {
            if days.contains(&day) {
                row += 1;
            } else if day != TODAY && day.weekday() != Weekday::Sun {
                break;
            }
            day -= Duration::days(1);
        }
        let mut practice = counted(self.in_range().collect());
        practice["practised_of_30"] = days.iter().filter(|day| back(**day) < 30).count().into();
        practice["in_a_row"] = row.into();
        let listed = Self::days(self.in_range()).into_iter().map(|day| {
            let mut counted = counted(self.all().filter(|said| said.day == day).collect());
            counted["day"] = day.to_string().into();
            counted
        });
        practice["days"] = listed.collect();
        practice
    }

    fn course(&self) -> Value {
        let each = if self.range.is_some_and(|range| range <= 31) {
            1
        } else {
            7
        };
        let from = |day: NaiveDate| match each {
            1 => day,
            _ => day.week(Weekday::Mon).first_day(),
        };
        let starts: BTreeSet<NaiveDate> = self.in_range().map(|said| from(said.day)).collect();
        let buckets = starts.into_iter().map(|start| {
            let within = self.in_range().filter(|said| from(said.day) == start);
            let recalls = within.clone().filter(|said| said.kind == "recall");
            let judged = ["behavioural", "scenario", "case"];
            let verdicts = within.filter(|said| judged.contains(&&*said.kind));
            let verdicts = verdicts.filter_map(|said| said.given);
            json!({
                "from": start.to_string(),
                "recalls": recalls.clone().count(),
                "recalled": recalls.filter(|said| said.grade > 1).count(),
                "verdicts": verdicts.clone().count(),
                "hires": verdicts.clone().filter(|given| *given >= 3).count(),
                "mean_verdict": mean(verdicts.map(|given| given as f64)),
            })
        });
        json!({ "days_each": each, "buckets": buckets.collect::<Vec<_>>() })
    }

    fn retention(&self, days: i64) -> Value {
        let attempts: Vec<&Said> = self.all().collect();
        let mut counts = json!({
            "young": { "passed": 0, "of": 0 }, "mature": { "passed": 0, "of": 0 },
        });
        for (at, said) in attempts.iter().enumerate() {
            let before = attempts[..at]
                .iter()
                .filter(|earlier| earlier.card == said.card);
            let Some(last) = before.map(|earlier| earlier.day).max() else {
                continue;
            };
            if last < said.day && back(said.day) < days {
                let gap = (said.day - last).num_days();
                let of = &mut counts[if gap < 21 { "young" } else { "mature" }];
                of["of"] = (of["of"].as_u64().unwrap() + 1).into();
                of["passed"] = (of["passed"].as_u64().unwrap() + u64::from(said.grade > 1)).into();
            }
        }
        counts
    }

    fn calibration(&self) -> Value {
        let both = self
            .in_range()
            .filter_map(|said| Some((said, said.expected?, said.given?)));
        let both: Vec<(&Said, u64, u64)> = both.collect();
        let gap = |pairs: &[(&Said, u64, u64)]| {
            let gaps = pairs
                .iter()
                .map(|(_, expected, given)| *expected as f64 - *given as f64);
            json!({ "of": pairs.len(), "mean": mean(gaps) })
        };
        let table = (1..=4).map(|expected| {
            let row = (1..=4).map(|given| {
                both.iter()
                    .filter(|(_, e, g)| (*e, *g) == (expected, given))
                    .count()
            });
            row.collect::<Vec<_>>()
        });
        let competency = |said: &Said| {
            let card = self.cards.iter().find(|card| card.id.as_str() == said.card);
            card.map(|card| card.competency.to_string())
        };
        let known: BTreeSet<String> = both
            .iter()
            .filter_map(|(said, ..)| competency(said))
            .collect();
        let competencies = known.into_iter().map(|id| {
            let of = both
                .iter()
                .filter(|(said, ..)| competency(said).as_ref() == Some(&id));
            let mut value = gap(&of.copied().collect::<Vec<_>>());
            value["id"] = id.into();
            value
        });
        let missed = |said: &&Said| said.grade == 1 || said.given.is_some_and(|given| given <= 2);
        let sure = self
            .in_range()
            .filter(|said| said.expected.is_some_and(|e| e >= 3));
        let surprises: Vec<&Said> = sure.filter(missed).collect();
        let mut listed: Vec<&Said> = Vec::new();
        for said in surprises.iter().rev() {
            if !listed.iter().any(|other| other.card == said.card) {
                listed.push(said);
            }
        }
        let listed = listed.iter().take(20).map(|said| {
            json!({
                "card": said.card, "day": said.day.to_string(), "expected": said.expected,
                "given": said.given, "grade": said.grade,
            })
        });
        json!({
            "expected_by_given": table.collect::<Vec<_>>(),
            "gap": gap(&both),
            "last_20": gap(&both[both.len().saturating_sub(20)..]),
            "competencies": competencies.collect::<Vec<_>>(),
            "surprised": surprises.len(),
            "surprises": listed.collect::<Vec<_>>(),
        })
    }

    fn groups(&self, of: &dyn Fn(&CardInfo) -> Vec<String>) -> Value {
        let drilled = self.cards.iter().filter(|card| card.kind != Kind::Slot);
        let mut groups: BTreeMap<String, Vec<&CardInfo>> = BTreeMap::new();
        for card in drilled.filter(|card| self.lets(card.id.as_str())) {
            for id in of(card) {
                groups.entry(id).or_default().push(card);
            }
        }
        let groups = groups.into_iter().map(|(id, cards)| {
            let at = |card: &CardInfo, ago: i64| -> Vec<&Said> {
                let at = self.all().filter(|said| said.card == card.id.as_str());
                at.filter(|said| back(said.day) >= ago).collect()
            };
            let good = |ago: i64| -> Option<f64> {
                let attempts: usize = cards.iter().map(|card| at(card, ago).len()).sum();
                let of_cards: Vec<f64> = cards
                    .iter()
                    .filter_map(|card| {
                        let given: Vec<u64> = at(card, ago)
                            .iter()
                            .rev()
                            .filter_map(|said| said.given)
                            .collect();
                        match given.as_slice() {
                            [] => None,
                            [only] => Some(*only as f64),
                            [newest, before, ..] => {
                                Some(0.7 * *newest as f64 + 0.3 * *before as f64)
                            }
                        }
                    })
                    .collect();
                let mean = || of_cards.iter().sum::<f64>() / of_cards.len() as f64;
                (attempts >= 5 && !of_cards.is_empty()).then(mean)
            };
            let (now, before) = (good(0), good(30));
            json!({
                "id": id,
                "attempts": cards.iter().map(|card| at(card, 0).len()).sum::<usize>(),
                "practised": cards.iter().filter(|card| !at(card, 0).is_empty()).count(),
                "cards": cards.len(),
                "good": now,
                "good_30_days_ago": before,
                "change": now.zip(before).map(|(now, before)| now - before),
            })
        });
        groups.collect()
    }

    fn forecast(&self) -> Value {
        let minds = Minds::of(self.log);
        let date: NaiveDate = self
            .log
            .register("interview-date")
            .unwrap()
            .parse()
            .unwrap();
        let ends = -back(date);
        assert!((0..21).contains(&ends));
        let mut days = vec![(0u64, 0u64); ends as usize + 1];
        for card in self.cards.iter().filter(|card| self.lets(card.id.as_str())) {
            let Some(mind) = minds.0.get(card.id.as_str()).filter(|mind| !mind.suspended) else {
                continue;
            };
            let Some((last, memory)) = mind.returning() else {
                continue;
            };
            let model = MemoryModel::default();
            let interval = schedule::interval(&model, memory, 0.90);
            let interval = schedule::fuzzed(interval, &card.id, mind.attempts.len() as u32);
            let mut due = last + Duration::days(interval.into());
            if let Some(buried) = mind.buried {
                due = due.max(buried + Duration::days(1));
            }
            let on = (-back(due)).max(0);
            if let Some((cards, seconds)) = days.get_mut(on as usize) {
                *cards += 1;
                *seconds += minds.seconds(card.kind.name(), card.kind.expected_seconds().into());
            }
        }
        let days = days
            .iter()
            .map(|(cards, seconds)| json!({ "cards": cards, "seconds": seconds }));
        json!({ "interview": date.to_string(), "days": days.collect::<Vec<_>>() })
    }
}

type Last = (NaiveDate, Memory);

/// What is remembered of a card.
#[derive(Default, Clone)]
struct Mind {
    last: Option<Last>,
    parts: BTreeMap<String, Last>,
    attempts: Vec<(String, NaiveDate, u64)>,
    suspended: bool,
    buried: Option<NaiveDate>,
}

impl Mind {
    fn returning(&self) -> Option<Last> {
        let lasts = |last: &Last| last.0.num_days_from_ce() as f32 + last.1.stability;
        let weakest = self
            .parts
            .values()
            .min_by(|a, b| lasts(a).total_cmp(&lasts(b)));
        weakest.copied().or(self.last)
    }
}

fn after(last: Option<Last>, day: NaiveDate, grade: u64) -> Last {
    let days = last.map_or(0, |(last, _)| (day - last).num_days().max(0)) as u32;
    let grade = Grade::from_value(grade as u8).unwrap();
    let memory = MemoryModel::default().after(last.map(|(_, memory)| memory), days, grade);
    (last.map_or(day, |(last, _)| last.max(day)), memory)
}

/// All cards, replayed from the log.
struct Minds(HashMap<String, Mind>);

impl Minds {
    fn of(log: &Log) -> Self {
        let mut minds: HashMap<String, Mind> = HashMap::new();
        let mut said = log.attempts.iter();
        for line in &log.lines {
            let text = |field: &str| line[field].as_str().unwrap_or_default().to_owned();
            let mind = minds.entry(log.current(&text("c"))).or_default();
            match &*text("e") {
                "attempt" if text("day") <= TODAY.to_string() => {
                    let said = said.next().unwrap();
                    assert_eq!(said.line, *line);
                    mind.last = Some(after(mind.last, said.day, said.grade));
                    for gone in line["gone"].as_array().into_iter().flatten() {
                        mind.parts.remove(gone.as_str().unwrap());
                    }
                    for (part, grade) in line["grades"].as_object().into_iter().flatten() {
                        let last = mind.parts.get(part).copied();
                        let last = after(last, said.day, grade.as_u64().unwrap());
                        mind.parts.insert(part.clone(), last);
                    }
                    mind.attempts
                        .push((said.kind.clone(), said.day, said.spent));
                }
                "suspend" => mind.suspended = true,
                "bury" => mind.buried = Some(text("day").parse().unwrap()),
                "reset" => {
                    *mind = Mind {
                        suspended: mind.suspended,
                        buried: mind.buried,
                        ..Mind::default()
                    }
                }
                _ => {}
            }
        }
        Self(minds)
    }

    /// Seconds a showing of a kind takes, as known when today began.
    fn seconds(&self, kind: &str, usual: u64) -> u64 {
        let attempts = self.0.values().flat_map(|mind| &mind.attempts);
        let before = attempts.filter(|(of, day, _)| of == kind && *day != TODAY);
        let spent: Vec<u64> = before.map(|(_, _, spent)| *spent).collect();
        match spent.len() as u64 {
            0..=5 => usual,
            count => (spent.iter().sum::<u64>() / count).clamp(5, 3600),
        }
    }
}

/// Finds where two documents differ, numbers within a billionth.
fn compare(path: &str, told: &Value, plain: &Value) {
    match (told, plain) {
        (Value::Object(told), Value::Object(plain)) => {
            let keys =
                |map: &serde_json::Map<String, Value>| map.keys().cloned().collect::<BTreeSet<_>>();
            assert_eq!(keys(told), keys(plain), "{path}");
            for (key, value) in told {
                compare(&format!("{path}.{key}"), value, &plain[key]);
            }
        }
        (Value::Array(told), Value::Array(plain)) => {
            assert_eq!(told.len(), plain.len(), "{path}: {told:#?} {plain:#?}");
            for (at, (told, plain)) in told.iter().zip(plain).enumerate() {
                compare(&format!("{path}[{at}]"), told, plain);
            }
        }
        (Value::Number(told), Value::Number(plain)) => {
            let (told, plain) = (told.as_f64().unwrap(), plain.as_f64().unwrap());
            assert!((told - plain).abs() < 1e-9, "{path}: {told} {plain}");
        }
        _ => assert_eq!(told, plain, "{path}"),
    }
}

/// The document without titles, its groups by id instead of in the order of their axis.
fn stripped(mut told: Value) -> Value {
    let by_id = |groups: &mut Value| {
        let groups = groups.as_array_mut().unwrap();
        for group in groups.iter_mut() {
            group.as_object_mut().unwrap().remove("title");
        }
        groups.sort_by_key(|group| group["id"].as_str().unwrap().to_owned());
    };
    by_id(&mut told["competencies"]);
    by_id(&mut told["stages"]);
    by_id(&mut told["calibration"]["competencies"]);
    told
}

#[test]
fn every_number_can_be_counted_again_from_the_log() {
    let home = tempfile::tempdir().unwrap();
    let cards = trainer(home.path()).cards().to_vec();
    write(home.path(), &cards);
    let log = Log::read(&hotseat(home.path(), &["log", "--json"]));
    assert!(log.attempts.len() > 350, "{}", log.attempts.len());
    assert!(log.attempts.iter().any(|said| said.card == GONE));
    assert!(log.aliases.contains_key(OLD));
    for deck in [None, Some("delegation-trust"), Some("team")] {
        for range in [None, Some(1), Some(7), Some(30), Some(45)] {
            let days = range.map(|range| range.to_string());
            let mut arguments = vec!["stats", "--json"];
            arguments.extend(days.iter().flat_map(|days| ["--days", days]));
            arguments.extend(deck.iter().flat_map(|deck| ["--deck", deck]));
            let told: Value = serde_json::from_str(&hotseat(home.path(), &arguments)).unwrap();
            let plain = Plain {
                log: &log,
                cards: &cards,
                deck,
                range,
            };
            compare(&arguments.join(" "), &stripped(told), &plain.value());
        }
    }
}

#[test]
fn groups_stand_in_the_order_of_their_axis_under_their_titles() {
    let home = tempfile::tempdir().unwrap();
    let told: Value = serde_json::from_str(&hotseat(home.path(), &["stats", "--json"])).unwrap();
    let titles = |groups: &Value| -> Vec<String> {
        let groups = groups.as_array().unwrap().iter();
        groups
            .map(|group| group["title"].as_str().unwrap().to_owned())
            .collect()
    };
    let trainer = trainer(home.path());
    let axes = trainer.axes();
    let known = axes.competencies.iter().map(|term| term.title.to_string());
    let mut order = known.chain(["food".to_owned()]);
    for title in titles(&told["competencies"]) {
        assert!(order.any(|known| known == title), "{title}");
    }
    let stages = titles(&told["stages"]);
    let mut order = axes.stages.iter().map(|term| term.title.to_string());
    for title in stages.iter().filter(|title| *title != "any stage") {
        assert!(order.any(|known| known == *title), "{title}");
    }
}

#[test]
fn the_text_fits_eighty_columns_and_holds_every_section() {
    let home = tempfile::tempdir().unwrap();
    let cards = trainer(home.path()).cards().to_vec();
    let empty = hotseat(home.path(), &["stats"]);
    write(home.path(), &cards);
    let full = hotseat(home.path(), &["stats", "--days", "30"]);
    for (text, head) in [
        (&empty, "All decks: all days\n"),
        (&full, "All decks: the last 30 days\n"),
    ] {
        assert!(text.starts_with(head), "{text}");
        for line in text.lines() {
            assert!(line.chars().count() <= 80, "{line}");
        }
        let sections = text
            .lines()
            .filter(|line| !line.starts_with("  ") && !line.is_empty());
        assert_eq!(sections.count(), 10, "{text}");
    }
}

#[test]
fn a_deck_that_is_not_there_is_named() {
    let home = tempfile::tempdir().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_hotseat"));
    command
        .args(["stats", "--deck", "delegation-trsut"])
        .env_clear();
    command
        .env("HOTSEAT_HOME", home.path())
        .env("HOTSEAT_NOW", NOW);
    let output = command.output().unwrap();
    assert_eq!(output.status.code(), Some(4));
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("did you mean delegation-trust?"), "{told}");
}

/// `cargo test --release --test statistics -- --ignored --nocapture`
#[test]
#[ignore = "takes a release build"]
#[allow(clippy::print_stdout)]
fn a_million_attempts_take_less_than_150_ms() {
    const CARDS: u64 = 100_000;
    let card = |number: u64| CardInfo {
        id: CardId::new(&format!("deck-{}/card-{number}", number % 90)),
        deck: 0,
        kind: Kind::Behavioural,
        difficulty: 2,
        competency: format!("competency-{}", number % 17).into(),
        stages: ["people".into(), "technical".into()].into(),
        levels: [].into(),
        tags: [].into(),
        points: [].into(),
        answer_box: 120,
        was: [].into(),
    };
    let cards: Vec<CardInfo> = (0..CARDS).map(card).collect();
    let (mut ledger, mut known) = (Ledger::default(), Progress::default());
    let (model, mut chance, today) = (MemoryModel::default(), Chance(7), Day::from(TODAY));
    for number in 0..1_000_000_u64 {
        let day = Day::from_number(today.number() - 3650 + (number / 274) as i32);
        let line = Line {
            card: 0,
            spot: Spot { file: 0, offset: 0 },
            at: 0,
            day: day.min(today),
            kind: Kind::Behavioural,
            grade: *chance.of(&Grade::ALL),
            given: Verdict::from_value(1 + chance.below(4) as u8),
            expected: Verdict::from_value(1 + chance.below(4) as u8),
            answer: 90,
            spent: 140,
            is_mock: false,
            first_mark: 0,
            mark_count: 0,
        };
        ledger.push(&cards[(number * 7919 % CARDS) as usize].id, line, &[]);
    }
    for card in &cards {
        let memory = model.after(None, 0, *chance.of(&Grade::ALL));
        let day = Day::from_number(today.number() - chance.below(40) as i32);
        let seen = CardProgress {
            attempts: 10,
            now: Some(progress::Last { day, memory }),
            kind: Some(card.kind),
            ..CardProgress::default()
        };
        known.cards.insert(card.id.clone(), seen);
    }
    let question = Question {
        ledger: &ledger,
        progress: &known,
        cards: &cards,
        model: &model,
        day: today,
        range: None,
        deck: None,
    };
    let start = std::time::Instant::now();
    let statistics = Statistics::of(&question);
    let took = start.elapsed().as_millis();
    println!("{took} ms");
    assert_eq!(statistics.attempts, 1_000_000);
}
