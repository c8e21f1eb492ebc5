//! How the journal stands ten years of practice. Run in release:
//! `cargo test --release --test journal_scale -- --ignored --nocapture`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout)]

#[path = "support/history.rs"]
mod support;

use std::fs;
use std::io::{BufWriter, Write};
use std::time::Instant;

use hotseat::domain::card::CardId;
use hotseat::domain::grade::Grade;
use hotseat::storage::places::Places;
use support::{NOON, home, open, simple};

/// Writes `attempts` lines over `cards` cards, in a file a year, of a device of its own.
fn fill(places: &Places, attempts: u64, cards: u64) {
    let folder = places.journal.join("k7f3q9zt");
    fs::create_dir_all(&folder).unwrap();
    let mut start = 0;
    for year in 0..10 {
        let file = fs::File::create(folder.join(format!("{}.jsonl", 2016 + year))).unwrap();
        let mut out = BufWriter::new(file);
        let end = attempts * (year + 1) / 10;
        for n in start..end {
            let at = NOON - ((attempts - n) * 300_000).cast_signed();
            let (day, card) = (support::day(at), n.wrapping_mul(7919) % cards);
            let grade = 1 + n % 4;
            let line = format!(
                r#"{{"v":1,"d":"k7f3q9zt","s":{},"t":{at},"e":"attempt","c":"delegation-and-trust/card-number-{card}","day":"{day}","kind":"behavioural","variant":0,"sec":{{"think":11,"answer":93,"marking":40,"paused":0}},"hints":0,"conf":3,"marks":{{"situation":2,"action":1,"result":0,"stake":2}},"probes":["f1"],"rule":1,"verdict":3,"given":3,"proposed":3,"grade":{grade}"#,
                n + 1,
            );
            writeln!(
                out,
                "{line},\"k\":\"{:08x}\"}}",
                crc32fast::hash(line.as_bytes())
            )
            .unwrap();
        }
        start = end;
    }
}

/// Milliseconds of processor time so far, and the most memory held, in MiB.
fn used() -> (u64, u64) {
    let stat = fs::read_to_string("/proc/self/stat").unwrap();
    let fields: Vec<&str> = stat
        .rsplit_once(')')
        .unwrap()
        .1
        .split_whitespace()
        .collect();
    let ticks: u64 = fields[11].parse::<u64>().unwrap() + fields[12].parse::<u64>().unwrap();
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let peak = status
        .lines()
        .find(|line| line.starts_with("VmHWM"))
        .unwrap();
    let peak: u64 = peak.split_whitespace().nth(1).unwrap().parse().unwrap();
    (ticks * 10, peak / 1024)
}

fn timed<T>(what: &str, run: impl FnOnce() -> T) -> T {
    let (start, before) = (Instant::now(), used());
    let result = run();
    let after = used();
    println!(
        "{what}: {:.1} ms, {} ms of processor, peak {} MiB",
        start.elapsed().as_secs_f64() * 1000.0,
        after.0 - before.0,
        after.1
    );
    result
}

#[test]
#[ignore = "takes a release build and half a minute"]
fn a_million_attempts() {
    let (_folder, places) = home();
    fill(&places, 1_000_000, 100_000);
    let journal = timed("everything folded", || open(&places));
    assert_eq!(journal.progress().attempts, 1_000_000);
    assert_eq!(journal.progress().cards.len(), 100_000);
    drop(journal);
    let mut journal = timed("from the cache", || open(&places));
    assert_eq!(journal.progress().attempts, 1_000_000);
    let ledger = timed("the ledger read", || journal.ledger().unwrap());
    assert_eq!(ledger.lines().len(), 1_000_000);
    drop(ledger);
    timed("the ledger written", || journal.save().unwrap());
    drop(journal);
    let mut journal = timed("from the cache", || open(&places));
    timed("the ledger from its cache", || journal.ledger().unwrap());
    let card = CardId::new("delegation-and-trust/card-number-77");
    let entries = timed("one card's history", || {
        journal.entries_of(std::slice::from_ref(&card))
    });
    assert_eq!(entries.unwrap().len(), 10);
    let kept = timed("one kept", || {
        journal
            .append(simple(card.as_str(), Grade::Good, NOON), NOON)
            .unwrap()
    });
    timed("the ledger followed", || journal.ledger().unwrap());
    timed("one taken back", || {
        journal.undo(&kept.0, NOON + 1).unwrap()
    });
    timed("the newest", || journal.newest(20).unwrap());
    timed("the cache written", || journal.save().unwrap());
    let entries = timed("every entry read in full", || {
        journal.all_entries().unwrap().count()
    });
    assert_eq!(entries, 1_000_002);
    assert!(used().1 < 400, "{} MiB", used().1);
}

#[test]
#[ignore = "takes a release build"]
fn a_thousand_attempts() {
    let (_folder, places) = home();
    fill(&places, 1_000, 1_000);
    timed("everything folded", || open(&places));
    timed("from the cache", || {
        for _ in 0..100 {
            assert_eq!(open(&places).progress().attempts, 1_000);
        }
    });
}

#[test]
#[ignore = "takes a release build"]
fn eight_terminals_at_once() {
    let (_folder, places) = home();
    let mut took: Vec<u128> = std::thread::scope(|scope| {
        let keep = || {
            let mut journal = open(&places);
            let mut keep = |number: u64| {
                let start = Instant::now();
                let card = format!("a/{}", number % 50);
                journal
                    .append(simple(&card, Grade::Good, NOON), NOON)
                    .unwrap();
                start.elapsed().as_micros()
            };
            (0..500).map(&mut keep).collect::<Vec<_>>()
        };
        let terminals: Vec<_> = (0..8).map(|_| scope.spawn(keep)).collect();
        terminals
            .into_iter()
            .flat_map(|terminal| terminal.join().unwrap())
            .collect()
    });
    took.sort_unstable();
    let share = |percent: usize| took[took.len() * percent / 100 - 1];
    println!(
        "kept in {} µs, p99 {} µs, at most {} µs",
        share(50),
        share(99),
        share(100)
    );
    assert_eq!(open(&places).progress().attempts, 4000);
    assert!(share(99) < 50_000);
}
