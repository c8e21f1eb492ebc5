//! Cards that change a card of another deck.

use crate::domain::problem::Severity;
use crate::storage::deck_file::{
    Finding, Merged, Outcome, Overlay, ReadCard, Reader, Words, check_change, read_card,
};

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
