//! The journal keeps what it was given.

#[path = "support/history.rs"]
mod support;

use hotseat::domain::entry::Event;
use hotseat::domain::grade::Grade;
use support::{NOON, attempt, home, open};

#[test]
fn what_was_kept_is_read_back() {
    let (_folder, places) = home();
    let mut journal = open(&places);
    let event = attempt("delegation/let-go", Grade::Good, NOON);
    let (entry, spot) = journal.append(event.clone(), NOON).unwrap();
    assert_eq!(entry.event, event);
    assert_eq!(entry.at, NOON);
    assert_eq!(entry.id.sequence, 1);
    assert_eq!(journal.read_entry(spot).unwrap(), Some(entry.clone()));
    assert_eq!(journal.progress().attempts, 1);

    let again = open(&places);
    assert_eq!(again.progress(), journal.progress());
    assert_eq!(again.device(), journal.device());
    let all: Vec<_> = again.all_entries().unwrap().map(Result::unwrap).collect();
    assert_eq!(all.len(), 1);
    assert_eq!(all[0].entry, entry);
    assert!(matches!(all[0].entry.event, Event::Attempt(_)));
}
