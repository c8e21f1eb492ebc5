//! What damage, full disks, sudden ends and other terminals do to the journal: nothing but what they
//! touch.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout)]

#[path = "support/history.rs"]
mod support;

use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use hotseat::domain::entry::{Entry, EntryId};
use hotseat::domain::grade::Grade;
use hotseat::storage::journal::{Journal, check_files};
use hotseat::storage::places::Places;
use support::{NOON, assert_same, home, journal_files, open, simple};

/// Names the home of a process that [`writer`] runs in.
const HOME: &str = "HOTSEAT_TEST_HOME";
/// How many entries it writes.
const ENTRIES: &str = "HOTSEAT_TEST_ENTRIES";

fn ids(journal: &Journal) -> Vec<EntryId> {
    let all = journal.all_entries().unwrap();
    all.map(|logged| logged.unwrap().1.entry.id).collect()
}

fn keep(journal: &mut Journal, number: usize) -> Entry {
    let card = format!("a/{}", number % 3);
    journal
        .append(simple(&card, Grade::Good, NOON), NOON)
        .unwrap()
        .0
}

/// A home with six entries in one file: the entries, the bytes, and where each line begins.
fn six(places: &Places) -> (Vec<EntryId>, Vec<u8>, Vec<usize>) {
    let mut journal = open(places);
    let entries = (0..6).map(|number| keep(&mut journal, number).id).collect();
    let bytes = fs::read(&journal_files(places)[0]).unwrap();
    let ends = memchr::memchr_iter(b'\n', &bytes).map(|end| end + 1);
    let starts = std::iter::once(0).chain(ends).collect();
    (entries, bytes, starts)
}

fn bad_lines(places: &Places) -> u64 {
    let files = check_files(places).unwrap();
    files.iter().map(|file| file.bad_lines).sum()
}

#[test]
fn a_file_cut_anywhere_loses_only_the_line_that_was_cut() {
    let (_folder, places) = home();
    let (entries, bytes, starts) = six(&places);
    let file = journal_files(&places).remove(0);
    for cut in starts[3]..bytes.len() {
        fs::write(&file, &bytes[..cut]).unwrap();
        // A line that lacks only its newline is whole.
        let whole = starts
            .iter()
            .filter(|end| **end > 0 && **end <= cut + 1)
            .count();
        let torn = !starts.contains(&cut) && !starts.contains(&(cut + 1));
        let mut journal = open(&places);
        assert_eq!(ids(&journal), entries[..whole], "cut at {cut}");
        assert_eq!(bad_lines(&places), u64::from(torn), "cut at {cut}");
        let next = keep(&mut journal, 7);
        let expected: Vec<_> = entries[..whole].iter().chain([&next.id]).cloned().collect();
        assert_eq!(ids(&journal), expected, "cut at {cut}");
        assert_same(&open(&places), &journal);
        assert_eq!(bad_lines(&places), u64::from(torn), "cut at {cut}");
    }
}

#[test]
fn a_bit_that_flips_costs_at_most_its_line_and_is_told() {
    let (_folder, places) = home();
    let (entries, bytes, starts) = six(&places);
    let file = journal_files(&places).remove(0);
    for at in starts[3]..bytes.len() {
        for bit in 0..8 {
            let mut flipped = bytes.clone();
            flipped[at] ^= 1 << bit;
            fs::write(&file, flipped).unwrap();
            let touched = starts.iter().filter(|start| **start <= at).count() - 1;
            let left: BTreeSet<_> = ids(&open(&places)).into_iter().collect();
            for (line, entry) in entries.iter().enumerate() {
                assert!(
                    line == touched || left.contains(entry),
                    "byte {at} bit {bit}"
                );
            }
            assert!(
                left.iter().all(|id| entries.contains(id)),
                "byte {at} bit {bit}"
            );
            let files = check_files(&places).unwrap();
            assert_eq!(
                files[0].bad[0].line,
                touched as u64 + 1,
                "byte {at} bit {bit}"
            );
        }
    }
}

#[test]
fn smashed_bytes_never_stop_a_start() {
    use rand::rngs::StdRng;
    use rand::{RngExt, SeedableRng};
    let (_folder, places) = home();
    let (entries, bytes, _) = six(&places);
    let file = journal_files(&places).remove(0);
    let mut chance = StdRng::seed_from_u64(20_261_122);
    for round in 0..1000 {
        let mut smashed = bytes.clone();
        let from = chance.random_range(0..smashed.len());
        let to = (from + chance.random_range(1..400)).min(smashed.len());
        match round % 3 {
            0 => chance.fill(&mut smashed[from..to]),
            1 => drop(smashed.drain(from..to)),
            _ => smashed[from..to].fill(0),
        }
        let touched = |line: usize| {
            let start = |line: usize| {
                bytes
                    .split_inclusive(|b| *b == b'\n')
                    .take(line)
                    .map(<[u8]>::len)
                    .sum()
            };
            let (first, last): (usize, usize) = (start(line), start(line + 1));
            first < to && from < last
        };
        fs::write(&file, smashed).unwrap();
        let left = ids(&open(&places));
        for (line, entry) in entries.iter().enumerate() {
            assert!(touched(line) || left.contains(entry), "round {round}");
        }
    }
}

#[test]
fn things_that_are_no_journal_files_are_left_alone() {
    let (_folder, places) = home();
    let mut journal = open(&places);
    keep(&mut journal, 0);
    let zeros = places.journal.join("zeros");
    fs::write(&zeros, vec![0; 3_000_000]).unwrap();
    fs::write(places.journal.join(".DS_Store"), b"\0\0\0\x01Bud1\n\n{}\n").unwrap();
    std::os::unix::fs::symlink("/dev/zero", places.journal.join("2027-01.jsonl")).unwrap();
    let fifo = places.journal.join("pipe");
    assert!(
        Command::new("mkfifo")
            .arg(&fifo)
            .status()
            .unwrap()
            .success()
    );
    journal.refresh().unwrap();
    keep(&mut journal, 1);
    assert_same(&open(&places), &journal);
    let files = check_files(&places).unwrap();
    assert_eq!(files.len(), 3);
    assert_eq!(files.iter().filter(|file| file.is_foreign()).count(), 2);
}

#[test]
fn what_stands_in_the_way_of_a_file_is_gone_around() {
    let (_folder, places) = home();
    let mut journal = open(&places);
    let folder = places.journal.join(journal.device());
    fs::create_dir_all(folder.join("2026-11.jsonl")).unwrap();
    let entry = keep(&mut journal, 0);
    let name = journal_files(&places)[0].file_name().unwrap().to_owned();
    assert_eq!(name, "2026-11.r1.jsonl");
    assert_eq!(ids(&open(&places)), [entry.id]);
}

#[test]
fn a_refusal_names_what_it_was_about_and_moves_nothing() {
    let (_folder, places) = home();
    let mut journal = open(&places);
    fs::create_dir_all(&places.data).unwrap();
    fs::write(&places.journal, "in the way").unwrap();
    let refused = journal
        .append(simple("a/b", Grade::Good, NOON), NOON)
        .unwrap_err();
    let message = refused.to_string();
    assert!(message.contains("data/journal"), "{message}");
    assert_eq!(journal.progress().attempts, 0);
    fs::remove_file(&places.journal).unwrap();
    keep(&mut journal, 0);
    assert_eq!(open(&places).progress().attempts, 1);
}

#[test]
fn many_terminals_lose_nothing_and_never_share_a_sequence() {
    let (_folder, places) = home();
    let (terminals, each) = (8, 200);
    std::thread::scope(|scope| {
        for _ in 0..terminals {
            scope.spawn(|| {
                let mut journal = open(&places);
                for number in 0..each {
                    keep(&mut journal, number);
                }
            });
        }
    });
    let journal = open(&places);
    let ids = ids(&journal);
    assert_eq!(ids.len(), terminals * each);
    let sequences: BTreeSet<u64> = ids.iter().map(|id| id.sequence).collect();
    assert_eq!(sequences, (1..=(terminals * each) as u64).collect());
    assert_eq!(
        ids.iter()
            .map(|id| &id.device)
            .collect::<BTreeSet<_>>()
            .len(),
        1
    );
    assert_eq!(bad_lines(&places), 0);
}

#[test]
fn one_terminal_sees_what_the_other_keeps() {
    let (_folder, places) = home();
    let (mut one, mut two) = (open(&places), open(&places));
    keep(&mut one, 0);
    keep(&mut two, 0);
    one.refresh().unwrap();
    assert_same(&one, &open(&places));
    let third = keep(&mut one, 0);
    assert_eq!(third.id.sequence, 3);
    two.undo(&third, NOON).unwrap();
    one.refresh().unwrap();
    assert_same(&one, &two);
    assert_eq!(one.progress().attempts, 2);
    assert_eq!(one.newest(1).unwrap()[0].entry.id.sequence, 4);
}

/// Keeps entries in a process of its own, and says so of each once it is kept.
#[test]
#[ignore = "run by other tests in processes of their own"]
fn writer() {
    let Some(home) = std::env::var_os(HOME) else {
        return;
    };
    let entries = std::env::var(ENTRIES).unwrap().parse().unwrap();
    let mut journal = open(&Places::under(home.as_ref()));
    for number in 0..entries {
        let id = keep(&mut journal, number).id;
        // The harness has printed the test's name on the line before the first.
        println!("\nkept {}:{}:{:08x}", id.device, id.sequence, id.check);
    }
}

fn spawn(home: &std::path::Path, entries: u64, shell: &str) -> Child {
    Command::new("sh")
        .arg("-c")
        .arg(format!("{shell} exec \"$0\" \"$@\""))
        .arg(std::env::current_exe().unwrap())
        .args(["--exact", "writer", "--ignored", "--nocapture"])
        .env(HOME, home)
        .env(ENTRIES, entries.to_string())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

fn kept(child: &mut Child) -> BTreeSet<String> {
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let kept = lines.map_while(Result::ok);
    kept.filter_map(|line| line.strip_prefix("kept ").map(str::to_owned))
        .collect()
}

fn words(journal: &Journal) -> BTreeSet<String> {
    let word = |id: EntryId| format!("{}:{}:{:08x}", id.device, id.sequence, id.check);
    ids(journal).into_iter().map(word).collect()
}

#[test]
fn killed_at_any_moment_nothing_that_was_told_is_lost() {
    let (folder, places) = home();
    let mut told = BTreeSet::new();
    for round in 0..40 {
        let mut child = spawn(folder.path(), 1_000_000, "");
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut kept = lines.filter_map(|line| line.ok()?.strip_prefix("kept ").map(str::to_owned));
        told.extend(kept.by_ref().take(1 + round * 7 % 23));
        child.kill().unwrap();
        child.wait().unwrap();
        told.extend(kept);
        let journal = open(&places);
        assert!(words(&journal).is_superset(&told), "round {round}");
        // The one that was being kept may be there without anybody having been told.
        assert!(
            words(&journal).len() <= told.len() + round + 1,
            "round {round}"
        );
    }
    assert!(told.len() >= 40);
}

#[test]
fn a_file_that_can_take_no_more_is_followed_by_another() {
    let (folder, places) = home();
    // Blocks of 512 bytes: no file may grow past 2 KiB. The signal would end the process.
    let mut child = spawn(folder.path(), 60, "ulimit -f 4; trap '' XFSZ;");
    let told = kept(&mut child);
    assert!(child.wait().unwrap().success());
    assert_eq!(told.len(), 60);
    assert_eq!(words(&open(&places)), told);
    assert!(journal_files(&places).len() > 3);
    assert_eq!(bad_lines(&places), 0, "what was not told of was taken back");
}

#[test]
fn two_processes_share_one_device() {
    let (folder, places) = home();
    let mut children = [0, 1].map(|_| spawn(folder.path(), 150, ""));
    let told: BTreeSet<String> = children.iter_mut().flat_map(kept).collect();
    assert!(
        children
            .iter_mut()
            .all(|child| child.wait().unwrap().success())
    );
    assert_eq!(told.len(), 300);
    assert_eq!(words(&open(&places)), told);
}
