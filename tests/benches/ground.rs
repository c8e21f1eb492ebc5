//! A home to measure in: decks and a journal made from a seed, the same on every machine.

use std::fs;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use hotseat::domain::day::Day;
use hotseat::storage::places::Places;
use serde_json::{Value, json};

/// Sunday 22 November 2026, 12:00 UTC, at which every run stands.
pub(crate) const NOW: &str = "2026-11-22T12:00:00+00:00";
const NOW_MILLIS: i64 = 1_795_348_800_000;
const DAY: i64 = 86_400_000;
/// Days over which the attempts are spread.
const DAYS: i64 = 90;
/// Cards in one deck.
const A_DECK: u32 = 10_000;

const WORDS: &[&str] = &[
    "team", "release", "decided", "the", "a", "of", "model", "budget", "manager", "because",
    "wrote", "asked", "incident", "customer", "never", "quarter", "hiring", "plan", "trade",
    "risk", "told", "deadline", "and", "to", "engineer", "promise", "page", "after", "which",
];

/// How much is said on a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cards {
    /// As in the bundled decks: rubric, follow-ups, samples; one in four is behavioural.
    Full,
    /// Recall, a question and an answer of a few words: what a large import brings.
    Short,
}

impl Cards {
    /// What collections of so many cards are made of.
    pub(crate) fn of(count: u32) -> Self {
        if count > 1_000 {
            Self::Short
        } else {
            Self::Full
        }
    }
}

/// The same numbers from the same seed (SplitMix64).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit
    }

    fn sentence(&mut self, words: usize) -> String {
        let words: Vec<&str> = (0..words)
            .map(|_| WORDS[self.below(WORDS.len() as u64) as usize])
            .collect();
        format!("{}.", words.join(" "))
    }
}

fn card_id(number: u32) -> String {
    format!("card-{number}")
}

fn deck_id(number: u32) -> String {
    format!("measured-{number}")
}

fn is_behavioural(number: u32, cards: Cards) -> bool {
    cards == Cards::Full && number.is_multiple_of(4)
}

fn card(number: u32, cards: Cards, chance: &mut Chance) -> Value {
    let id = card_id(number);
    if cards == Cards::Short {
        return json!({
            "id": id, "kind": "recall",
            "prompt": chance.sentence(12), "answer": chance.sentence(12),
        });
    }
    let competency =
        ["delegation", "delivery", "people-growth", "communication"][number as usize / 4 % 4];
    let tags = [WORDS[number as usize % 7], WORDS[7 + number as usize % 5]];
    let point = |n: usize, chance: &mut Chance| json!({"id": format!("p{n}"), "text": chance.sentence(11), "weight": 1 + n % 3, "must": n == 1});
    let points: Vec<Value> = (1..=4).map(|n| point(n, chance)).collect();
    let mut card = json!({
        "id": id,
        "prompt": chance.sentence(22),
        "competency": competency,
        "stages": ["people", "hiring-manager"],
        "levels": ["em1", "em2"],
        "difficulty": 1 + number % 3,
        "box": {"think": 20, "answer": 120},
        "note": chance.sentence(20),
        "tags": tags,
    });
    let more = if is_behavioural(number, cards) {
        json!({
            "kind": "behavioural",
            "variants": [{"text": chance.sentence(14), "seeks": chance.sentence(8)}],
            "framework": "carl",
            "intent": chance.sentence(14),
            "rubric": {
                "points": points,
                "anchors": {"1": chance.sentence(12), "2": chance.sentence(16), "3": chance.sentence(18), "4": chance.sentence(16)},
                "by_level": {"em1": chance.sentence(10), "em2": chance.sentence(18)},
            },
            "followups": [
                {"id": "f1", "when": ["p1"], "ask": chance.sentence(14)},
                {"id": "f2", "when": ["p2"], "ask": chance.sentence(14)},
                {"id": "f3", "when": ["p3", "p4"], "ask": chance.sentence(14)},
            ],
            "red_flags": [{"id": "r1", "text": chance.sentence(9), "cap": 1}, {"id": "r2", "text": chance.sentence(9), "cap": 2}],
            "samples": {"weak": chance.sentence(90), "strong": chance.sentence(190)},
        })
    } else {
        json!({
            "kind": "recall",
            "answer": chance.sentence(60),
            "points": points,
            "hints": [chance.sentence(8)],
        })
    };
    if let (Value::Object(card), Value::Object(more)) = (&mut card, more) {
        card.extend(more);
    }
    card
}

/// Writes a deck of `cards` from number `from` on.
pub(crate) fn write_deck(path: &Path, id: &str, from: u32, to: u32, cards: Cards) {
    let mut chance = Chance(u64::from(from) + 1);
    let mut out = BufWriter::new(fs::File::create(path).unwrap());
    let head = json!({"format": "hotseat/1", "id": id, "title": "Measured", "language": "en", "license": "CC0-1.0"});
    let head = head.to_string();
    write!(out, "{}, \"cards\": [", head.trim_end_matches('}')).unwrap();
    for number in from..to {
        let comma = if number == from { "" } else { "," };
        write!(out, "{comma}\n{}", card(number, cards, &mut chance)).unwrap();
    }
    out.write_all(b"\n]}\n").unwrap();
    out.flush().unwrap();
}

/// Fills a home with decks of `cards` cards in all and a journal of `attempts`, by `device`.
pub(crate) fn fill(places: &Places, device: &str, count: u32, attempts: u32, cards: Cards) {
    fs::create_dir_all(&places.decks).unwrap();
    for deck in 0..count.div_ceil(A_DECK) {
        let id = deck_id(deck);
        let path = places.decks.join(format!("{id}.json"));
        write_deck(
            &path,
            &id,
            deck * A_DECK,
            count.min((deck + 1) * A_DECK),
            cards,
        );
    }
    let folder = places.journal.join(device);
    fs::create_dir_all(&folder).unwrap();
    fs::write(&places.format_file, "hotseat-journal 1\n").unwrap();
    let mut chance = Chance(7);
    let mut month: Option<(PathBuf, BufWriter<fs::File>)> = None;
    for number in 0..attempts {
        let left = i64::from(attempts - number);
        let at = NOW_MILLIS - DAY - DAYS * DAY * left / i64::from(attempts);
        let day = Day::from_number(719_163 + i32::try_from(at.div_euclid(DAY)).unwrap());
        let path = folder.join(format!("{}.jsonl", &day.to_string()[..7]));
        if month.as_ref().is_none_or(|(open, _)| *open != path) {
            let file = fs::File::create(&path).unwrap();
            month = Some((path, BufWriter::new(file)));
        }
        let of = chance.below(u64::from(count)) as u32;
        let (_, out) = month.as_mut().unwrap();
        let line = attempt(device, number, at, day, of, cards, &mut chance);
        writeln!(
            out,
            "{line},\"k\":\"{:08x}\"}}",
            crc32fast::hash(line.as_bytes())
        )
        .unwrap();
    }
}

fn attempt(
    device: &str,
    number: u32,
    at: i64,
    day: Day,
    of: u32,
    cards: Cards,
    chance: &mut Chance,
) -> String {
    let (deck, card) = (deck_id(of / A_DECK), card_id(of));
    let grade = [1, 2, 2, 3, 3, 3, 3, 3, 3, 4][chance.below(10) as usize];
    let sequence = number + 1;
    let (kind, marks, judged) = if is_behavioural(of, cards) {
        (
            "behavioural",
            r#""marks":{"p1":2,"p2":1,"p3":0,"p4":2},"#,
            r#""verdict":3,"given":3,"#,
        )
    } else {
        ("recall", "", "")
    };
    let text = chance.sentence(if marks.is_empty() { 6 } else { 60 });
    format!(
        r#"{{"v":1,"d":"{device}","s":{sequence},"t":{at},"e":"attempt","c":"{deck}/{card}","day":"{day}","kind":"{kind}","variant":0,"sec":{{"think":11,"answer":43,"marking":20,"paused":0}},"hints":0,{marks}"rule":1,{judged}"proposed":3,"grade":{grade},"text":"{text}""#
    )
}
