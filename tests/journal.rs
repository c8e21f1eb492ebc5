//! The journal keeps what it was given, in an order no clock can break.

#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "support/history.rs"]
mod support;

use std::fs;
use std::os::unix::fs::PermissionsExt;

use hotseat::domain::attempt::Attempt;
use hotseat::domain::card::CardId;
use hotseat::domain::entry::{Entry, Event};
use hotseat::domain::grade::Grade;
use hotseat::domain::mock::{Asked, Manner, Plan, Record, Round};
use hotseat::domain::register::Register;
use hotseat::storage::journal::{AppendError, Journal};
use support::{DAY, NOON, assert_same, attempt, home, journal_files, open, simple};

fn entries(journal: &Journal) -> Vec<Entry> {
    let all = journal.all_entries().unwrap();
    all.map(|logged| logged.unwrap().1.entry).collect()
}

#[test]
fn every_kind_of_entry_is_read_back_as_it_was_given() {
    let (_folder, places) = home();
    let mut journal = open(&places);
    let card = || CardId::new("delegation/let-go");
    let events = vec![
        attempt("delegation/let-go", Grade::Good, NOON),
        simple("delegation/let-go", Grade::Again, NOON),
        Event::Suspend(card()),
        Event::Resume(card()),
        Event::Bury {
            card: card(),
            day: support::day(NOON),
        },
        Event::Star(card()),
        Event::Unstar(card()),
        Event::Set(Register::MinutesADay(35)),
        Event::Set(Register::InterviewName("Head of \"Ops\"\u{7}".into())),
        Event::Alias {
            from: card(),
            to: CardId::new("delegation/let-it-go"),
        },
        Event::Mock(Box::new(Record {
            id: "2026-11-24-0a1b2c".into(),
            day: support::day(NOON),
            plan: Plan {
                name: "Friday \"dry run\"\u{7}".into(),
                rounds: vec![Round {
                    stage: "people".into(),
                    minutes: 15,
                    manner: Manner::Silent,
                }],
                level: Some("em1".into()),
                strict: true,
            },
            asked: vec![Asked {
                round: 0,
                card: card(),
                competency: "delegation".into(),
                curveball: true,
                reached: true,
                cut: true,
                boxed: 120,
                seconds: 121,
                probes: vec!["f1".into()],
            }],
        })),
    ];
    let mut kept = Vec::new();
    for event in &events {
        let (entry, spot) = journal.append(event.clone(), NOON).unwrap();
        assert_eq!(&entry.event, event);
        assert_eq!(journal.read_entry(spot).unwrap().as_ref(), Some(&entry));
        kept.push(entry);
    }
    let sequences: Vec<u64> = kept.iter().map(|entry| entry.id.sequence).collect();
    assert_eq!(sequences, (1..=11).collect::<Vec<u64>>());
    assert!(kept.is_sorted_by(|a, b| a.at < b.at));
    let again = open(&places);
    assert_eq!(entries(&again), kept);
    assert_eq!(again.progress(), journal.progress());
    assert_eq!(again.device(), journal.device());
}

#[test]
fn a_line_is_json_with_its_keys_in_order_and_its_check_last() {
    let (_folder, places) = home();
    let mut journal = open(&places);
    let event = attempt("delegation/let-go", Grade::Good, NOON);
    journal.append(event, NOON).unwrap();
    let text = fs::read_to_string(&journal_files(&places)[0]).unwrap();
    let line = text.strip_suffix('\n').unwrap();
    let (body, check) = line.rsplit_once(",\"k\":\"").unwrap();
    assert_eq!(
        check,
        format!("{:08x}\"}}", crc32fast::hash(body.as_bytes()))
    );
    let body = body.replace(journal.device(), "k7f3q9zt");
    assert_eq!(
        body,
        r#"{"v":1,"d":"k7f3q9zt","s":1,"t":1795348800000,"e":"attempt","c":"delegation/let-go","day":"2026-11-22","kind":"behavioural","variant":2,"sec":{"think":11,"answer":93,"marking":21,"paused":4},"hints":1,"conf":4,"flags":["blame"],"marks":{"situation":2,"action":1,"result":0},"lifts":["result"],"probes":["f1"],"path":["n1/a","n2/c","e-open"],"grades":{"n1":3,"n2":1},"gone":["n0"],"times":{"n1":61,"n2":32},"estimate":{"ask":12500.0,"t1":0.35},"rule":1,"verdict":2,"given":3,"reason":"said it in other words","proposed":2,"grade":3,"text":"I gave them \"the whole\" thing,\nand kept out of it: naïve, 🙂, \u001b[31m","texts":{"n1":"Old model \"tonight\".","debrief/1":"the first, 🙂"},"mock":"m1","evidence":"I gave them \"the whole\" thing""#
    );
    assert!(serde_json::from_str::<serde_json::Value>(line).is_ok());
}

#[test]
fn everything_we_make_is_for_the_user_alone() {
    let (folder, places) = home();
    let mut journal = open(&places);
    journal
        .append(simple("a/b", Grade::Good, NOON), NOON)
        .unwrap();
    journal.save().unwrap();
    let mut left = vec![folder.path().join("data"), folder.path().join("state")];
    let mut seen = 0;
    while let Some(path) = left.pop() {
        let mode = fs::metadata(&path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode, if path.is_dir() { 0o700 } else { 0o600 }, "{path:?}");
        seen += 1;
        if path.is_dir() {
            left.extend(
                fs::read_dir(path)
                    .unwrap()
                    .map(|entry| entry.unwrap().path()),
            );
        }
    }
    assert_eq!(
        seen, 9,
        "data, FORMAT, journal, device, month; state, device, lock, cache"
    );
}

#[test]
fn reading_makes_nothing_but_the_id_of_the_device() {
    let (_folder, places) = home();
    let journal = open(&places);
    assert_eq!(journal.device().len(), 8);
    assert!(!places.data.exists());
}

#[test]
fn a_clock_set_back_breaks_no_order() {
    let (_folder, places) = home();
    let mut journal = open(&places);
    let mut keep = |now| {
        journal
            .append(simple("a/b", Grade::Good, now), now)
            .unwrap()
            .0
            .at
    };
    let first = keep(NOON);
    assert_eq!(keep(NOON - DAY / 2), first + 1);
    assert_eq!(keep(NOON - DAY / 2), first + 2);
    assert_eq!(keep(NOON + 7), first + 7);
    assert_eq!(journal.progress().cards["a/b"].at, first + 7);
    assert_same(&open(&places), &journal);
}

#[test]
fn an_instant_years_ahead_is_kept_and_moves_no_later_one() {
    let (_folder, places) = home();
    let mut journal = open(&places);
    let ahead = NOON + 800 * DAY;
    let (far, _) = journal
        .append(simple("a/b", Grade::Again, NOON), ahead)
        .unwrap();
    let (near, _) = journal
        .append(simple("a/b", Grade::Good, NOON), NOON)
        .unwrap();
    assert_eq!((far.at, near.at), (ahead, NOON));
    assert_eq!(journal.progress().cards["a/b"].attempts, 2);
    assert_same(&open(&places), &journal);
    let newest = journal.newest(9).unwrap();
    assert_eq!(newest[0].entry, near, "the newest is what was done last");
    // Even then an undo takes back what it names.
    journal.undo(&far, NOON + 1).unwrap();
    assert_eq!(journal.progress().cards["a/b"].attempts, 1);
    journal.undo(&near, NOON + 2).unwrap();
    assert_eq!(journal.progress().attempts, 0);
    assert!(journal.agrees().unwrap());
}

#[test]
fn an_undo_is_undone_again() {
    let (_folder, places) = home();
    let mut journal = open(&places);
    journal
        .append(simple("a/b", Grade::Good, NOON), NOON)
        .unwrap();
    let before = journal.progress().clone();
    let (entry, _) = journal
        .append(simple("a/b", Grade::Again, NOON), NOON)
        .unwrap();
    let after = journal.progress().clone();
    let (undo, _) = journal.undo(&entry, NOON).unwrap();
    assert_eq!(journal.progress(), &before);
    let (redo, _) = journal.undo(&undo, NOON).unwrap();
    assert_eq!(journal.progress(), &after);
    let newest = journal.newest(3).unwrap();
    let counts: Vec<_> = newest
        .iter()
        .map(|logged| (logged.entry.id.sequence, logged.counts))
        .collect();
    assert_eq!(counts, [(4, true), (3, false), (2, true)]);
    assert_eq!(newest[0].entry, redo);
    let of_card = journal.entries_of(&[CardId::new("a/b")]).unwrap();
    assert_eq!(of_card.len(), 4);
}

#[test]
fn a_register_that_was_undone_has_its_old_value() {
    let (_folder, places) = home();
    let mut journal = open(&places);
    journal
        .append(Event::Set(Register::MinutesADay(30)), NOON)
        .unwrap();
    let (set, _) = journal
        .append(Event::Set(Register::MinutesADay(90)), NOON)
        .unwrap();
    journal.undo(&set, NOON).unwrap();
    assert_eq!(journal.progress().registers.minutes_a_day, 30);
}

#[test]
fn a_renamed_card_keeps_its_history_through_an_undo() {
    let (_folder, places) = home();
    let mut journal = open(&places);
    journal
        .append(simple("a/old", Grade::Good, NOON), NOON)
        .unwrap();
    let rename = Event::Alias {
        from: CardId::new("a/old"),
        to: CardId::new("a/new"),
    };
    journal.append(rename, NOON).unwrap();
    let (entry, _) = journal
        .append(simple("a/new", Grade::Good, NOON), NOON)
        .unwrap();
    assert_eq!(journal.progress().cards["a/new"].attempts, 2);
    journal.undo(&entry, NOON).unwrap();
    assert_eq!(journal.progress().cards["a/new"].attempts, 1);
    let names = journal.progress().names(&CardId::new("a/new"));
    assert_eq!(journal.entries_of(&names).unwrap().len(), 4);
}

#[test]
fn files_go_by_the_month_of_their_entries() {
    let (_folder, places) = home();
    let mut journal = open(&places);
    let new_year = 1_798_761_600_000;
    journal
        .append(simple("a/b", Grade::Good, NOON), NOON)
        .unwrap();
    journal
        .append(simple("a/b", Grade::Good, NOON), new_year - 1)
        .unwrap();
    journal
        .append(simple("a/b", Grade::Good, NOON), new_year)
        .unwrap();
    let files = journal_files(&places);
    let names: Vec<_> = files.iter().map(|path| path.file_name().unwrap()).collect();
    assert_eq!(names, ["2026-11.jsonl", "2026-12.jsonl", "2027-01.jsonl"]);
}

#[test]
fn the_longest_answer_fits_whatever_it_is_made_of() {
    let (_folder, places) = home();
    let mut journal = open(&places);
    for character in ["\u{1b}", "\"", "🙂", "\u{2028}"] {
        let text = character.repeat(hotseat::domain::attempt::ANSWER_CHARACTERS);
        let (_, spot) = journal.append(with_text(text.clone()), NOON).unwrap();
        let read = journal.read_entry(spot).unwrap().unwrap();
        assert_eq!(read.event, with_text(text));
    }
    let before = entries(&journal);
    let error = journal
        .append(with_text("x".repeat(200_000)), NOON)
        .unwrap_err();
    assert!(matches!(error, AppendError::Unwritable(_)));
    assert_eq!(entries(&journal), before);
    assert_eq!(open(&places).progress(), journal.progress());
}

fn with_text(text: String) -> Event {
    let Event::Attempt(attempt) = simple("a/b", Grade::Good, NOON) else {
        unreachable!()
    };
    Event::Attempt(Box::new(Attempt { text, ..*attempt }))
}

#[test]
fn what_a_later_version_wrote_is_kept_and_has_no_effect() {
    let (_folder, places) = home();
    let mut journal = open(&places);
    journal
        .append(simple("a/b", Grade::Good, NOON), NOON)
        .unwrap();
    let lines = [
        r#"{"v":2,"d":"other","s":1,"t":5,"e":"attempt","c":"a/b","day":{"y":2031}"#,
        r#"{"v":1,"d":"other","s":2,"t":6,"e":"confer","c":["a/b"]"#,
        r#"{"v":1,"d":"other","s":3,"t":7,"e":"set","name":"coffee","value":"black""#,
        r#"{"v":1,"d":"other","s":4,"t":8,"e":"star","c":"a/b","why":{"new":["key"]}"#,
    ];
    let folder = places.journal.join("other");
    fs::create_dir(&folder).unwrap();
    let line = |line: &&str| {
        format!(
            "{line},\"k\":\"{:08x}\"}}\n",
            crc32fast::hash(line.as_bytes())
        )
    };
    let text: String = lines.iter().map(line).collect();
    fs::write(folder.join("anything at all.bak"), &text).unwrap();
    journal.refresh().unwrap();
    assert!(journal.progress().cards["a/b"].starred);
    assert_eq!(journal.progress().attempts, 1);
    let unknown = entries(&journal)
        .into_iter()
        .filter(|e| e.event == Event::Unknown);
    assert_eq!(unknown.count(), 3);
    let report = hotseat::storage::journal::check_files(&places).unwrap();
    assert_eq!(report.iter().map(|file| file.bad_lines).sum::<u64>(), 0);
}

#[test]
fn a_later_format_is_read_and_not_written() {
    let (_folder, places) = home();
    open(&places)
        .append(simple("a/b", Grade::Good, NOON), NOON)
        .unwrap();
    fs::write(&places.format_file, "hotseat-journal 2\n").unwrap();
    let mut journal = open(&places);
    assert_eq!(journal.progress().attempts, 1);
    let error = journal
        .append(simple("a/b", Grade::Good, NOON), NOON)
        .unwrap_err();
    assert!(matches!(error, AppendError::OtherFormat(_)), "{error}");
    assert!(error.to_string().contains("hotseat-journal 2"), "{error}");
}

#[test]
fn a_copied_home_becomes_another_device() {
    let (_folder, places) = home();
    let mut journal = open(&places);
    let (first, _) = journal
        .append(simple("a/b", Grade::Good, NOON), NOON)
        .unwrap();
    let text = fs::read_to_string(&places.device_file).unwrap();
    let at = text.find("\"machine\":\"").unwrap() + 11;
    let other = format!("{}{}{}", &text[..at], "0123456789abcdef", &text[at + 16..]);
    fs::write(&places.device_file, other).unwrap();
    let mut copy = open(&places);
    assert_ne!(copy.device(), journal.device());
    let (second, _) = copy.append(simple("a/b", Grade::Good, NOON), NOON).unwrap();
    assert_eq!(second.id.sequence, 1);
    assert!(second.at > first.at);
    assert_eq!(copy.progress().cards["a/b"].attempts, 2);
}

#[test]
fn a_restored_backup_uses_no_sequence_twice() {
    let (_folder, places) = home();
    let mut journal = open(&places);
    journal
        .append(simple("a/b", Grade::Good, NOON), NOON)
        .unwrap();
    let file = journal_files(&places).remove(0);
    let backup = fs::read(&file).unwrap();
    journal
        .append(simple("a/b", Grade::Good, NOON), NOON)
        .unwrap();
    journal.save().unwrap();
    fs::write(&file, backup).unwrap();
    let mut restored = open(&places);
    assert_eq!(restored.progress().attempts, 1);
    let (entry, _) = restored
        .append(simple("a/b", Grade::Good, NOON), NOON)
        .unwrap();
    assert_eq!(entry.id.sequence, 3);
}

#[test]
fn the_same_entries_in_other_files_hash_the_same() {
    let (_one, places) = home();
    let (_two, copy) = home();
    let mut journal = open(&places);
    journal
        .append(simple("a/b", Grade::Good, NOON), NOON)
        .unwrap();
    let (entry, _) = journal
        .append(simple("a/c", Grade::Hard, NOON), NOON)
        .unwrap();
    let one = journal.fold_hash().unwrap();
    journal.undo(&entry, NOON).unwrap();
    journal
        .append(Event::Star(CardId::new("a/b")), NOON)
        .unwrap();
    let hash = journal.fold_hash().unwrap();
    assert_ne!(one, hash);
    let text = fs::read_to_string(&journal_files(&places)[0]).unwrap();
    let mut lines: Vec<_> = text.lines().collect();
    lines.reverse();
    fs::create_dir_all(copy.journal.join("x/y")).unwrap();
    fs::write(
        copy.journal.join("x/y/conflicted copy.txt"),
        lines[..3].join("\r\n"),
    )
    .unwrap();
    fs::write(copy.journal.join("other.jsonl"), lines[1..].join("\n")).unwrap();
    assert_eq!(open(&copy).fold_hash().unwrap(), hash);
    assert_eq!(open(&copy).progress().attempts, 1);
}

#[test]
fn every_released_format_opens_and_comes_to_what_it_did() {
    let (_folder, places) = home();
    let kept = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats/1");
    let places = places.with_data(&kept);
    let journal = open(&places);
    assert_eq!(
        format!("{:016x}", journal.fold_hash().unwrap()),
        "0de857a063480633"
    );
    let progress = journal.progress();
    assert_eq!((progress.attempts, entries(&journal).len()), (2, 12));
    assert_eq!(progress.registers.minutes_a_day, 25);
    let handover = &progress.cards["delegation-trust/handover-page"];
    assert_eq!((handover.attempts, handover.starred), (1, true));
    assert!(progress.cards["delegation-trust/new-name"].suspended);
    let report = hotseat::storage::journal::check_files(&places).unwrap();
    assert_eq!(report.iter().map(|file| file.bad_lines).sum::<u64>(), 0);
}
