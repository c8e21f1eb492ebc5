//! The ledger: every attempt that counts, in a few bytes each.

use std::rc::Rc;

use super::Journal;
use crate::domain::entry::Event;
use crate::domain::ledger::{Facts, Ledger};
use crate::storage::disk::DiskError;

impl Journal {
    /// Every attempt that counts, in the journal's order, under the ids its cards go by now.
    ///
    /// # Errors
    /// A file or folder of the journal cannot be read.
    pub fn ledger(&self) -> Result<Rc<Ledger>, DiskError> {
        let mut ledger = Ledger::default();
        for entry in self.all_entries()? {
            let (_, logged) = entry?;
            if let (Event::Attempt(attempt), true) = (&logged.entry.event, logged.counts) {
                let facts = Facts {
                    spot: logged.spot,
                    at: logged.entry.at,
                    day: attempt.day,
                    kind: attempt.kind,
                    grade: attempt.grade,
                    given: attempt.given,
                    expected: attempt.confidence,
                    answer: attempt.seconds.answer,
                    spent: attempt.seconds.spent(),
                    is_mock: !attempt.mock.is_empty(),
                };
                let card = self.progress.current(&attempt.card);
                let marks = attempt.marks.iter().map(|(point, mark)| (&**point, *mark));
                ledger.push(card, facts, marks);
            }
        }
        Ok(Rc::new(ledger))
    }
}
