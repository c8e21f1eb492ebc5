//! The cache only saves time: progress from it, with what was appended since, is what the whole
//! journal folds to by the domain's own rules.

#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "support/history.rs"]
mod support;

use std::fs;
use std::path::Path;

use hotseat::domain::card::{CardId, Kind};
use hotseat::domain::day::Day;
use hotseat::domain::entry::{Entry, Event, Spot};
use hotseat::domain::grade::{Grade, Mark, Verdict};
use hotseat::domain::ledger::Line;
use hotseat::domain::memory::MemoryModel;
use hotseat::domain::progress::{Progress, effective, order};
use hotseat::domain::register::Register;
use hotseat::storage::cache::CacheState;
use hotseat::storage::doctor::checkup;
use hotseat::storage::journal::Journal;
use hotseat::storage::places::Places;
use proptest::prelude::*;
use support::{DAY, NOON, assert_same, attempt, day, home, journal_files, open, simple};
use tempfile::TempDir;

/// One thing that happens to one of two devices.
#[derive(Debug, Clone)]
enum Step {
    Answer {
        card: u8,
        grade: u8,
    },
    Undo {
        back: usize,
    },
    Suspend(u8),
    Star(u8),
    Bury(u8),
    Tag(u8, bool),
    Reset(u8),
    /// The ledger is asked for.
    Count,
    Minutes(u16),
    Rename {
        from: u8,
        to: u8,
    },
    /// The clock moves, back too.
    Clock(i64),
    /// The other device's files arrive: all of them, or cut somewhere.
    Sync {
        cut: u16,
        replaced: bool,
    },
    /// A sync tool leaves a copy of one of the files beside it.
    Conflict(u8),
    Save,
    /// The program ends without a word, and starts again.
    Restart,
    /// The cache is cut or has a byte changed, then as [`Step::Restart`].
    Damage {
        at: u16,
        cut: bool,
    },
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        8 => (0..4u8, 1..=4u8).prop_map(|(card, grade)| Step::Answer { card, grade }),
        3 => (0..4usize).prop_map(|back| Step::Undo { back }),
        1 => (0..4u8).prop_map(Step::Suspend),
        1 => (0..4u8).prop_map(Step::Star),
        1 => (0..4u8).prop_map(Step::Bury),
        1 => (0..4u8, any::<bool>()).prop_map(|(card, on)| Step::Tag(card, on)),
        1 => (0..4u8).prop_map(Step::Reset),
        2 => Just(Step::Count),
        1 => (5..240u16).prop_map(Step::Minutes),
        1 => (0..4u8, 0..6u8).prop_map(|(from, to)| Step::Rename { from, to }),
        2 => prop_oneof![-3 * DAY..3 * DAY, -1000..1000i64, Just(900 * DAY), Just(-900 * DAY)]
            .prop_map(Step::Clock),
        3 => (any::<u16>(), any::<bool>()).prop_map(|(cut, replaced)| Step::Sync { cut, replaced }),
        1 => any::<u8>().prop_map(Step::Conflict),
        2 => Just(Step::Save),
        2 => Just(Step::Restart),
        1 => (any::<u16>(), any::<bool>()).prop_map(|(at, cut)| Step::Damage { at, cut }),
    ]
}

/// What the ledger says of an attempt.
type Attempted = (
    CardId,
    (
        i64,
        Day,
        Kind,
        (Grade, Option<Verdict>, Option<Verdict>),
        (u32, u32),
        bool,
    ),
    Vec<(String, Mark)>,
);

struct Machine {
    _folder: TempDir,
    places: Places,
    journal: Journal,
    now: i64,
}

impl Machine {
    fn new() -> Self {
        let (folder, places) = home();
        let journal = open(&places);
        Self {
            _folder: folder,
            places,
            journal,
            now: NOON,
        }
    }

    fn keep(&mut self, event: Event) {
        self.now += 7;
        self.journal.append(event, self.now).unwrap();
    }

    fn take(&mut self, step: &Step, other: &Places) {
        let id = |card: &u8| CardId::new(&format!("deck/card-{card}"));
        match step {
            Step::Answer { card, grade } => {
                let grade = Grade::from_value(*grade).unwrap();
                let event = if *card == 3 { attempt } else { simple };
                self.keep(event(id(card).as_str(), grade, self.now));
            }
            Step::Undo { back } => {
                if let Some(logged) = self.journal.newest(back + 1).unwrap().pop() {
                    self.journal.undo(&logged.entry, self.now).unwrap();
                }
            }
            Step::Suspend(card) => self.keep(Event::Suspend(id(card))),
            Step::Star(card) => self.keep(Event::Star(id(card))),
            Step::Bury(card) => self.keep(Event::Bury {
                card: id(card),
                day: day(self.now),
            }),
            Step::Tag(card, on) => {
                let (card, tag) = (id(card), "mine".into());
                self.keep(match on {
                    true => Event::Tag { card, tag },
                    false => Event::Untag { card, tag },
                });
            }
            Step::Reset(card) => self.keep(Event::Reset(id(card))),
            Step::Count => drop(self.journal.ledger().unwrap()),
            Step::Minutes(minutes) => self.keep(Event::Set(Register::MinutesADay(*minutes))),
            Step::Rename { from, to } => self.keep(Event::Alias {
                from: id(from),
                to: id(to),
            }),
            Step::Clock(by) => self.now += by,
            Step::Sync { cut, replaced } => {
                sync(other, &self.places, *cut, *replaced);
                self.journal.refresh().unwrap();
            }
            Step::Conflict(which) => {
                if self.places.journal.exists()
                    && let Some(file) = journal_files(&self.places).get(usize::from(*which % 3))
                    && file.extension().is_some_and(|of| of == "jsonl")
                {
                    fs::copy(file, file.with_extension(format!("conflict-{which}"))).unwrap();
                }
                self.journal.refresh().unwrap();
            }
            Step::Save => self.journal.save().unwrap(),
            Step::Restart => self.journal = open(&self.places),
            Step::Damage { at, cut } => {
                if let Ok(mut bytes) = fs::read(&self.places.progress_cache) {
                    let at = usize::from(*at) % bytes.len();
                    if *cut {
                        bytes.truncate(at);
                    } else {
                        bytes[at] ^= 0x10;
                    }
                    fs::write(&self.places.progress_cache, bytes).unwrap();
                }
                self.journal = open(&self.places);
            }
        }
    }

    /// What the journal comes to, without any cache and by the domain's own rules.
    fn reference(&self) -> (Progress, Vec<Attempted>) {
        let model = MemoryModel::default();
        let mut entries: Vec<(Entry, Spot)> = self
            .journal
            .all_entries()
            .unwrap()
            .map(|logged| logged.unwrap().1)
            .map(|logged| (logged.entry, logged.spot))
            .collect();
        assert!(entries.is_sorted_by(|a, b| order(&a.0, &b.0).is_lt()));
        entries.reverse();
        entries.sort_by(|a, b| order(&a.0, &b.0));
        let counting = effective(&entries);
        let mut progress = Progress::default();
        for (entry, spot) in &counting {
            progress.apply(&model, entry, *spot);
        }
        let attempted = counting.iter().filter_map(|(entry, _)| {
            let Event::Attempt(attempt) = &entry.event else {
                return None;
            };
            let card = progress.current(&attempt.card).clone();
            let marks = attempt.marks.iter();
            let marks = marks.map(|(point, mark)| (point.to_string(), *mark));
            let seconds = (attempt.seconds.answer, attempt.seconds.spent());
            let said = (attempt.grade, attempt.given, attempt.confidence);
            let mock = !attempt.mock.is_empty();
            let all = (entry.at, attempt.day, attempt.kind, said, seconds, mock);
            Some((card, all, marks.collect()))
        });
        let attempted = attempted.collect();
        (progress, attempted)
    }

    /// The ledger, line by line, with each line's place checked against the journal.
    fn ledger(&self) -> Vec<Attempted> {
        let ledger = self.journal.ledger().unwrap();
        let line = |line: &Line| {
            let entry = self.journal.read_entry(line.spot).unwrap().unwrap();
            assert_eq!(entry.at, line.at);
            let card = ledger.cards()[line.card as usize].clone();
            let marks = ledger.marks(line).map(|m| (m.point.to_owned(), m.mark));
            let said = (line.grade, line.given, line.expected);
            let seconds = (line.answer, line.spent);
            let all = (line.at, line.day, line.kind, said, seconds, line.is_mock);
            (card, all, marks.collect())
        };
        ledger.lines().iter().map(line).collect()
    }

    fn check(&self) {
        let without_spots = |mut progress: Progress| {
            progress
                .cards
                .values_mut()
                .for_each(|card| card.spot = None);
            progress
        };
        let (progress, attempted) = self.reference();
        let folded = without_spots(self.journal.progress().clone());
        assert_eq!(folded, without_spots(progress));
        assert_eq!(self.ledger(), attempted);
    }
}

/// The files that a device has written arrive at another one, the last of them perhaps cut.
fn sync(from: &Places, to: &Places, cut: u16, replaced: bool) {
    if !from.journal.exists() {
        return;
    }
    let device = open(from).device().to_owned();
    let files = journal_files(from);
    let own: Vec<_> = files
        .iter()
        .filter(|path| path.parent().unwrap().ends_with(&device))
        .collect();
    for (at, path) in own.iter().enumerate() {
        let target = to.journal.join(path.strip_prefix(&from.journal).unwrap());
        fs::create_dir_all(target.parent().unwrap()).unwrap();
        let mut bytes = fs::read(path).unwrap();
        let there = fs::metadata(&target).map_or(0, |found| found.len() as usize);
        if at + 1 == own.len() && cut.is_multiple_of(3) {
            let room = bytes.len() - there.min(bytes.len());
            bytes.truncate(there + usize::from(cut) % (room + 1));
        }
        arrive(&target, &bytes, replaced);
    }
}

fn arrive(target: &Path, bytes: &[u8], replaced: bool) {
    if replaced {
        let temporary = target.with_extension("tmp");
        fs::write(&temporary, bytes).unwrap();
        fs::rename(temporary, target).unwrap();
    } else {
        fs::write(target, bytes).unwrap();
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_happens_progress_is_the_whole_fold(
        steps in proptest::collection::vec((0..2usize, step()), 1..40)
    ) {
        let mut machines = [Machine::new(), Machine::new()];
        for (which, step) in &steps {
            let other = machines[1 - which].places.clone();
            machines[*which].take(step, &other);
            machines[*which].check();
        }
        // Once each has all of the other's files, they agree.
        for which in [0, 1] {
            let other = machines[1 - which].places.clone();
            machines[which].take(&Step::Sync { cut: 1, replaced: false }, &other);
            machines[which].check();
        }
        let [one, two] = &machines;
        prop_assert_eq!(one.journal.fold_hash().unwrap(), two.journal.fold_hash().unwrap());
        assert_same(&one.journal, &two.journal);
    }
}

#[test]
fn an_unchanged_journal_is_not_read_again() {
    let (_folder, places) = home();
    let mut journal = open(&places);
    for card in ["a/b", "a/c"] {
        journal
            .append(simple(card, Grade::Good, NOON), NOON)
            .unwrap();
    }
    journal
        .append(Event::Set(Register::DesiredRetention(0.93)), NOON)
        .unwrap();
    journal.save().unwrap();
    // With its time and its last 4 KiB as they were, nobody looks at what is before them.
    let file = journal_files(&places).remove(0);
    let modified = fs::metadata(&file).unwrap().modified().unwrap();
    let bytes = fs::read(&file).unwrap();
    assert_same(&open(&places), &journal);
    fs::write(&file, &bytes).unwrap();
    fs::File::open(&file)
        .unwrap()
        .set_modified(modified)
        .unwrap();
    let warm = open(&places);
    assert_eq!(warm.progress(), journal.progress());
    assert_eq!(warm.progress().registers.desired_retention, 0.93);
}

#[test]
fn a_file_that_changed_behind_its_end_is_read_again() {
    let (_folder, places) = home();
    let mut journal = open(&places);
    for _ in 0..3 {
        journal
            .append(simple("a/b", Grade::Good, NOON), NOON)
            .unwrap();
    }
    journal.save().unwrap();
    let file = journal_files(&places).remove(0);
    let mut bytes = fs::read(&file).unwrap();
    bytes[40] ^= 1;
    bytes.extend_from_slice(b"\n\n");
    fs::write(&file, bytes).unwrap();
    assert_eq!(open(&places).progress().attempts, 2);
}

#[test]
fn a_cache_that_is_damaged_or_gone_is_made_again() {
    let (_folder, places) = home();
    let mut journal = open(&places);
    journal
        .append(simple("a/b", Grade::Good, NOON), NOON)
        .unwrap();
    journal.save().unwrap();
    let model = MemoryModel::default();
    let whole = fs::read(&places.progress_cache).unwrap();
    for at in 0..whole.len() {
        for damaged in [whole[..at].to_vec(), {
            let mut bytes = whole.clone();
            bytes[at] ^= 0x41;
            bytes
        }] {
            fs::write(&places.progress_cache, damaged).unwrap();
            assert_eq!(Journal::cache_state(&places, &model), CacheState::Unusable);
            assert_same(&open(&places), &journal);
            assert_eq!(Journal::cache_state(&places, &model), CacheState::Whole);
        }
    }
    fs::remove_file(&places.progress_cache).unwrap();
    assert_eq!(Journal::cache_state(&places, &model), CacheState::Missing);
    assert_same(&open(&places), &journal);
}

#[test]
fn a_checkup_finds_what_is_wrong_and_where() {
    let (_folder, places) = home();
    let model = MemoryModel::default();
    assert!(
        checkup(&places, &model).unwrap().is_healthy(),
        "nothing yet is well"
    );
    let mut journal = open(&places);
    for _ in 0..3 {
        journal
            .append(simple("a/b", Grade::Good, NOON), NOON)
            .unwrap();
    }
    let well = checkup(&places, &model).unwrap();
    assert!(well.is_healthy(), "{well:?}");
    assert_eq!((well.entries, well.attempts), (3, 3));
    let file = journal_files(&places).remove(0);
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.replacen("recall", "recoil", 1)).unwrap();
    fs::set_permissions(
        &places.state,
        std::os::unix::fs::PermissionsExt::from_mode(0o755),
    )
    .unwrap();
    let ill = checkup(&places, &model).unwrap();
    assert!(!ill.is_healthy());
    assert_eq!((ill.entries, ill.bad_lines()), (2, 1));
    let bad = &ill.files[0].bad[0];
    assert_eq!((bad.line, bad.offset), (1, 0));
    assert!(
        bad.why.to_string().contains("its bytes have changed"),
        "{}",
        bad.why
    );
    assert_eq!(ill.open_to_others, [(places.state.clone(), 0o755)]);
}
