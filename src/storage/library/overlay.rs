//! Cards that change a card of another deck.

use std::sync::Arc;

use crate::domain::card::CardId;
use crate::domain::deck::CardInfo;
use crate::domain::problem::Severity;
use crate::storage::deck_file::{
    Finding, Merged, Outcome, Overlay, ReadCard, Reader, Words, check_change, point_words,
    read_card,
};
use crate::storage::nearest::nearest;

use super::Library;

/// The most changes to one card: each is merged into the result of those before.
const MOST_CHANGES: usize = 16;

/// The text of a card with everything that changes it, in order.
pub(super) fn merge(base: String, changes: impl IntoIterator<Item = String>) -> String {
    changes
        .into_iter()
        .fold(base, |base, change| Merged::new(&base, &change, 0).text)
}

/// Applies the change `overlay` of the file `text` to `base`, the text of the card `deck/id`.
/// Mistakes have their places in the file of the change.
pub(super) fn apply(
    base: &str,
    id: &str,
    text: &str,
    overlay: &Overlay,
    words: &Words,
) -> (Option<Box<ReadCard>>, Vec<Finding>) {
    let (deck, own) = id.split_once('/').unwrap_or((id, ""));
    let from = overlay.offset as usize;
    let raw = &text[from..from + overlay.length as usize];
    let index = overlay.index as usize;
    let mut r = Reader::checking(text, words);
    check_change(&mut r, raw, index, own, base);
    let mut wrong = r.errors() > 0;
    let mut findings = r.into_findings();
    let merged = Merged::new(base, raw, from);
    let mut r = Reader::checking(&merged.text, words);
    let outcome = read_card(&mut r, &merged.text, index, deck);
    for finding in r.into_findings() {
        let span = match merged.origin(&finding.span) {
            Some(span) => span,
            // What was wrong with the base alone is not the fault of the change.
            None if finding.severity == Severity::Warning => continue,
            None => overlay.extends.0 as usize..overlay.extends.1 as usize,
        };
        wrong |= finding.severity == Severity::Error;
        findings.push(Finding { span, ..finding });
    }
    findings.sort_by_key(|finding| finding.span.start);
    findings.dedup();
    match outcome {
        Outcome::Card(card) if !wrong => (Some(card), findings),
        _ => (None, findings),
    }
}

/// Reads the change `overlay`, which stands in a file of that `text`, with the card it changes.
/// `told` is how much was said of that file so far.
pub(super) fn resolve(
    library: &Library,
    text: &str,
    overlay: &Overlay,
    words: &Words,
    told: usize,
) -> (Option<Box<ReadCard>>, Vec<Finding>) {
    let at = |message: String, help: Option<String>| Finding {
        severity: Severity::Error,
        span: overlay.extends.0 as usize..overlay.extends.1 as usize,
        message: format!("cards[{}].extends: {message}", overlay.index),
        help,
    };
    let Some(base) = library.find(&overlay.base) else {
        // One wrong name in a thousand copies has one cause.
        let meant = (told < 20).then(|| near(library, &overlay.base)).flatten();
        let message = format!("there is no usable card \"{}\"", overlay.base);
        let help = meant.map(|meant| format!("did you mean \"{meant}\"?"));
        return (None, vec![at(message, help)]);
    };
    let changes = library.changes.get(&(base as u32)).map_or(0, Vec::len);
    if changes >= MOST_CHANGES {
        let message = format!(
            "\"{}\" is changed {MOST_CHANGES} times already",
            overlay.base
        );
        return (
            None,
            vec![at(message, Some("make one change of them".into()))],
        );
    }
    match library.card_text(base) {
        Ok(base) => apply(&base, &overlay.base, text, overlay, words),
        Err(problem) => (None, vec![at(problem.message.to_string(), None)]),
    }
}

/// The whole id that an author may have meant.
fn near(library: &Library, id: &str) -> Option<String> {
    let (deck, card) = id.split_once('/')?;
    let decks = library.decks.iter();
    let deck = nearest(deck, decks.map(|deck| &*deck.id))?;
    let cards = library.cards.iter().filter(|card| card.id.deck() == deck);
    let own = cards.filter_map(|card| card.id.as_str().split_once('/'));
    let card = nearest(card, own.map(|(_, card)| card))?;
    Some(format!("{deck}/{card}"))
}

/// Puts what planning needs of a changed card in place.
pub(super) fn update(info: &mut CardInfo, read: &ReadCard) {
    let shared = |words: &[Box<str>]| words.iter().map(|word| Arc::from(&**word)).collect();
    info.difficulty = read.card.difficulty;
    info.competency = Arc::from(&*read.card.competency);
    info.stages = shared(&read.card.stages);
    info.levels = shared(&read.card.levels);
    info.tags = read.card.tags.iter().map(|tag| Arc::from(&**tag)).collect();
    let points = point_words(&read.card).into_iter();
    info.points = points.map(Arc::from).collect();
    info.answer_box = read.card.time_box.answer.min(u16::MAX.into()) as u16;
    info.was = read.was.iter().map(|was| CardId::new(was)).collect();
}
