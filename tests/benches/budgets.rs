//! What the program may cost, measured from outside and held to `ceilings.toml`: `.ci/budgets`.
//!
//! A cost is counted, not timed: instructions by callgrind, allocations and system calls by dhat, so
//! that it is the same on a busy machine. What one key costs is the difference between a run with
//! and one without it. `--write` sets each ceiling a fifth above what is measured now, `--times`
//! prints times instead, and `--fill CARDS ATTEMPTS DIR` leaves a home of so many to look at with a
//! profiler.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout)]

mod ground;
mod watched;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use ground::Cards;
use hotseat::storage::places::Places;
use tempfile::TempDir;
use toml_edit::{DocumentMut, value};
use watched::{Program, Used};

const CEILINGS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/benches/ceilings.toml");
/// Where `drill` begins with a card that has a rubric.
const DRILL: &[&str] = &["drill", "--kind", "behavioural"];
/// From the prompt to the first point: think, answer, two red flags.
const TO_POINTS: &[&str] = &[" ", " ", "n", "n"];
/// Marks every point: the verdict.
const MARK_ALL: &[&str] = &["2", "1", "2", "2"];

/// A measured figure, by the name of its ceiling.
type Figure = (String, i64);

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let asked = |name: &str| arguments.iter().any(|argument| argument == name);
    let file = std::env::var_os("HOTSEAT").map(PathBuf::from);
    let file = file.unwrap_or_else(|| env!("CARGO_BIN_EXE_hotseat").into());
    if asked("--times") {
        times(&file);
        return ExitCode::SUCCESS;
    }
    if asked("--fill") {
        let [_, count, attempts, home] = arguments.as_slice() else {
            panic!("--fill CARDS ATTEMPTS DIR");
        };
        let (count, attempts) = (count.parse().unwrap(), attempts.parse().unwrap());
        Program::filled(&file, home.into(), count, attempts);
        return ExitCode::SUCCESS;
    }
    let mut figures = vec![("binary.bytes".to_owned(), length(&file))];
    for count in SIZES {
        let home = Home::new(&file, count);
        let at = |what: &str| format!("{what}.{count}.instructions");
        let frame = home.program.screen_instructions(&[], &[]);
        figures.push((at("first-frame"), frame));
        figures.push((at("due"), home.program.instructions(&["due"])));
        if count == 1_000 {
            figures.push((at("help"), home.program.instructions(&["--help"])));
            actions(&home.program, &mut figures);
        }
        if Cards::of(count) == Cards::Short {
            validate(&home.program, count, &mut figures);
        }
    }
    if asked("--write") {
        write(&figures);
    }
    check(&figures)
}

const SIZES: [u32; 4] = [100, 1_000, 10_000, 100_000];
/// The most there may be: cards, and attempts at them.
const LARGEST: [(u32, u32); 1] = [(100_000, 1_000_000)];
/// From Home: the weak cards and back; browsing, a search and down its list; the statistics, a week of
/// them, and back.
const WALK: &[&str] = &[
    "w", "j", "q", "b", "j", "/", "t", "e", "a", "m", "\r", "j", "q", "t", "1", "q",
];

fn length(path: &Path) -> i64 {
    fs::metadata(path).unwrap().len().cast_signed()
}

/// A home that is gone with this.
struct Home {
    program: Program,
    _folder: TempDir,
}

impl Home {
    fn new(file: &Path, count: u32) -> Self {
        Self::of(file, count, count)
    }

    fn of(file: &Path, count: u32, attempts: u32) -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self {
            program: Program::filled(file, folder.path().to_owned(), count, attempts),
            _folder: folder,
        }
    }
}

impl Program {
    /// The program in a home with so many cards and attempts, its caches warm.
    fn filled(file: &Path, home: PathBuf, count: u32, attempts: u32) -> Self {
        let places = Places::under(&home);
        let program = Self {
            file: file.to_owned(),
            home,
        };
        program.run(&["due"]);
        let device = fs::read(&places.device_file).unwrap();
        let device: serde_json::Value = serde_json::from_slice(&device).unwrap();
        let device = device["id"].as_str().unwrap();
        ground::fill(&places, device, count, attempts, Cards::of(count));
        program.to_first_frame(&[]);
        program.run(&["due"]);
        program
    }
}

/// What single keys cost.
fn actions(program: &Program, figures: &mut Vec<Figure>) {
    let cost = |before: &[&str], keys: &[&str]| {
        let with = program.used(DRILL, &[before, keys].concat());
        let without = program.used(DRILL, before);
        let each = keys.len() as i64;
        Used {
            instructions: (with.instructions - without.instructions) / each,
            allocations: (with.allocations - without.allocations) / each,
            writes: (with.writes - without.writes) / each,
        }
    };
    // Not the first of the run: what an ending costs after one is counted on both sides.
    let verdict = [TO_POINTS, MARK_ALL].concat();
    let second = [&verdict[..], &["\r"], &verdict].concat();
    let costs = [
        ("move", cost(TO_POINTS, &["j", "j", "k", "k"].repeat(4))),
        ("mark", cost(TO_POINTS, &MARK_ALL[..3])),
        (
            "letter",
            cost(&["\t", "a"], &["b", "c", " ", "d"].repeat(5)),
        ),
        ("accept", cost(&second, &["\r"])),
    ];
    for (name, used) in costs {
        figures.push((format!("{name}.instructions"), used.instructions));
        figures.push((format!("{name}.allocations"), used.allocations));
        figures.push((format!("{name}.writes"), used.writes));
    }
    // Before that, what no cache holds yet is read once.
    program.to_each_frame(&["w", "q"]);
    let opened = |keys: &[&str]| {
        let (with, without) = (
            program.used(&[], &[keys, keys].concat()),
            program.used(&[], keys),
        );
        with.instructions - without.instructions
    };
    for (name, key) in [("weak", "w"), ("browse", "b"), ("stats", "t")] {
        figures.push((format!("{name}.instructions"), opened(&[key, "q"])));
    }
    let span = Duration::from_secs(2);
    let home = program.wake_ups(&[], &[], span);
    let rubric = program.wake_ups(DRILL, TO_POINTS, span);
    figures.push(("idle.wake-ups".to_owned(), home + rubric));
}

/// What it costs to check one file of so many cards.
fn validate(program: &Program, count: u32, figures: &mut Vec<Figure>) {
    let folder = tempfile::tempdir().unwrap();
    let deck = folder.path().join("large.json");
    ground::write_deck(&deck, "large", 0, count, Cards::Short);
    // An empty home: the deck alone is to be counted.
    let alone = Program {
        file: program.file.clone(),
        home: folder.path().join("home"),
    };
    fs::create_dir(&alone.home).unwrap();
    let command = ["decks", "validate", deck.to_str().unwrap()];
    figures.push((
        format!("validate.{count}.instructions"),
        alone.instructions(&command),
    ));
    figures.push((format!("validate.{count}.peak-kib"), alone.peak(&command)));
}

/// Milliseconds to the first frame and to what each key brings, for people.
fn times(file: &Path) {
    for (count, attempts) in SIZES.map(|count| (count, count)).into_iter().chain(LARGEST) {
        let home = Home::of(file, count, attempts);
        let mut took: Vec<f64> = (0..11).map(|_| home.program.to_first_frame(&[])).collect();
        took.sort_by(f64::total_cmp);
        println!(
            "first frame of {count} cards and {attempts} attempts: {:.1} ms, at best {:.1}",
            took[5], took[0]
        );
        // The first time makes the caches.
        home.program.to_each_frame(WALK);
        let took = home.program.to_each_frame(WALK);
        let took: Vec<String> = (WALK.iter().zip(took.0))
            .map(|(key, took)| format!("{key:?} {took:.1}"))
            .collect();
        println!("    keys, in ms: {}", took.join(", "));
        println!(
            "    most memory held: {} MiB",
            home.program.to_each_frame(WALK).1 / 1024
        );
    }
}

fn write(figures: &[Figure]) {
    let mut ceilings = DocumentMut::new();
    for (name, figure) in figures {
        // What is counted by hand stays as it is: one write, no wake-up.
        let ceiling = if *figure < 10 {
            *figure
        } else {
            figure * 6 / 5
        };
        let keys: Vec<&str> = name.split('.').collect();
        let (last, tables) = keys.split_last().unwrap();
        let table = tables.iter().fold(ceilings.as_table_mut(), |table, key| {
            let inner = table.entry(key).or_insert_with(toml_edit::table);
            inner.as_table_mut().unwrap()
        });
        table.set_implicit(false);
        table[last] = value(ceiling);
    }
    fs::write(CEILINGS, ceilings.to_string()).unwrap();
}

/// Prints every figure beside its ceiling, and fails where one is over it.
fn check(figures: &[Figure]) -> ExitCode {
    let ceilings: DocumentMut = fs::read_to_string(CEILINGS).unwrap().parse().unwrap();
    let mut over = 0;
    for (name, figure) in figures {
        let mut item = ceilings.as_item();
        for key in name.split('.') {
            item = &item[key];
        }
        let ceiling = item.as_integer().unwrap();
        let verdict = if *figure > ceiling { "OVER" } else { "" };
        over += i32::from(*figure > ceiling);
        println!("{name:32} {figure:>14} {ceiling:>14} {verdict}");
    }
    match over {
        0 => ExitCode::SUCCESS,
        _ => {
            println!("{over} over the ceilings in {CEILINGS}");
            ExitCode::FAILURE
        }
    }
}
