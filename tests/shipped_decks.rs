//! The bundled decks are valid, and each of their cards can be shown.

use hotseat::storage::library::Library;

#[test]
fn bundled_decks_hold_no_mistake_and_every_card_opens() {
    let (library, _) = Library::open(&[], None);
    let problems: Vec<String> = library
        .problems()
        .iter()
        .map(|problem| problem.lines().join("\n"))
        .collect();
    assert!(problems.is_empty(), "{}", problems.join("\n"));
    for (index, info) in library.cards().iter().enumerate() {
        let card = library.card(index).unwrap();
        assert_eq!(card.id, info.id);
        assert_eq!(card.kind(), info.kind);
        assert!(!card.prompt.is_empty());
        assert_eq!(library.find(info.id.as_str()), Some(index));
    }
    assert!(!library.cards().is_empty());
}
