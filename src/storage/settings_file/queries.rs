//! Saved searches: the `[queries]` table.

use toml_edit::{Key, TableLike};

use super::{Reading, place};
use crate::domain::problem::{Problem, Severity};
use crate::domain::query;
use crate::domain::safe_text::SafeText;
use crate::domain::settings::SavedQuery;
use crate::storage::nearest;

/// What the table of searches is called.
pub(super) const QUERIES: &str = "queries";

impl Reading<'_> {
    /// Searches by name.
    pub(super) fn queries(&mut self, table: &dyn TableLike) {
        for (name, item) in table.iter() {
            let span = item.span().or_else(|| table.key(name).and_then(Key::span));
            let named = format!("{QUERIES}.{name}");
            if !SavedQuery::is_name(name) {
                self.unfit(&named, "a name of letters, digits, - and _", span);
                continue;
            }
            let Some(text) = item.as_str() else {
                self.unfit(&named, "a search such as \"comp:delegation is:weak\"", span);
                continue;
            };
            let saved = SavedQuery {
                name: name.into(),
                text: text.into(),
                path: self.named(),
                place: span.map(|span| place(&self.text, span)),
            };
            self.settings.queries.push(saved);
        }
    }

    /// Tells what is wrong with the searches; all of them have to be read, since one may name another.
    pub(super) fn check_queries(&mut self) {
        let saved = &self.settings.queries;
        let problems = saved.iter().filter_map(|one| {
            let (_, mistakes) = query::parse(&format!("saved:{}", one.name), saved);
            let mistake = mistakes.first()?;
            Some(Problem {
                severity: Severity::Warning,
                path: one.path.clone(),
                place: one.place.clone(),
                message: SafeText::line(&format!("{QUERIES}: {}", mistake.message)),
                help: nearest::advice(mistake).map(|help| SafeText::line(&help)),
            })
        });
        let problems: Vec<Problem> = problems.collect();
        self.problems.extend(problems);
    }
}
