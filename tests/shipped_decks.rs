//! The bundled decks are valid, and each of their cards can be shown.

#![allow(clippy::unwrap_used)]

use hotseat::domain::problem::Problem;
use hotseat::storage::bundled::DECKS;
use hotseat::storage::library::Library;

#[test]
fn bundled_decks_hold_no_mistake_and_every_card_opens() {
    let (library, _) = Library::open(&[], None);
    assert_eq!(library.problems(), []);
    let mut usable = 0;
    for deck in DECKS {
        let name = format!("{}.json", deck.stem);
        let report = library.check_bytes(&name, deck.text.into());
        let told: Vec<String> = report.problems.iter().flat_map(Problem::lines).collect();
        assert!(told.is_empty(), "{}", told.join("\n"));
        usable += report.usable;
    }
    assert_eq!(library.cards().len(), usable as usize);
    for (index, info) in library.cards().iter().enumerate() {
        let card = library.card(index).unwrap();
        assert_eq!(card.id, info.id);
        assert_eq!(card.kind(), info.kind);
        assert!(!card.prompt.is_empty());
        assert_eq!(library.find(info.id.as_str()), Some(index));
    }
    assert!(!library.cards().is_empty());
}
