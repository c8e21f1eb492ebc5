//! Mocks of the user's own: `[mock.NAME]` tables.

use std::ops::Range;

use toml_edit::{Item, TableLike};

use super::{Reading, place, texts};
use crate::domain::mock::{MINUTES, Manner, Setup};
use crate::domain::problem::Severity;
use crate::domain::settings::MockPreset;
use crate::storage::nearest::nearest;

/// What the tables of mocks are called.
pub(super) const MOCK: &str = "mock";
/// What such a table may say.
const FIELDS: [&str; 5] = ["stages", "minutes", "level", "strict", "manner"];

impl Reading<'_> {
    /// A table of tables, by name.
    pub(super) fn presets(&mut self, table: &dyn TableLike) {
        for (name, item) in table.iter() {
            let span = span_of(table, name, item);
            match item.as_table_like() {
                Some(preset) => self.preset(name, preset, span),
                None => self.unfit(
                    &format!("{MOCK}.{name}"),
                    "a table such as [mock.friday] with a list of stages",
                    span,
                ),
            }
        }
    }

    fn preset(&mut self, name: &str, table: &dyn TableLike, span: Option<Range<usize>>) {
        let mut setup = Setup {
            name: name.into(),
            ..Setup::default()
        };
        let before = self.problems.len();
        for (field, item) in table.iter() {
            let span = span_of(table, field, item);
            let fits = match field {
                "stages" => {
                    let stages = texts(item).into_iter().map(|(text, _)| text);
                    let stages: Option<Vec<&str>> = stages.collect();
                    let stages = stages.unwrap_or_default();
                    for stage in &stages {
                        if !setup.stages.iter().any(|taken| taken == stage) {
                            setup.stages.push((*stage).into());
                        }
                    }
                    !stages.is_empty() && setup.stages.len() == stages.len()
                }
                "minutes" => {
                    let minutes = item.as_integer().and_then(|n| u16::try_from(n).ok());
                    setup.minutes = minutes.filter(|minutes| MINUTES.contains(minutes));
                    setup.minutes.is_some()
                }
                "level" => {
                    setup.level = item.as_str().map(Into::into);
                    setup.level.is_some()
                }
                "strict" => {
                    setup.strict = item.as_bool().unwrap_or_default();
                    item.as_bool().is_some()
                }
                "manner" => {
                    setup.manner = item.as_str().and_then(Manner::from_name);
                    setup.manner.is_some()
                }
                _ => {
                    let message = format!("there is no setting called \"{MOCK}.{name}.{field}\"");
                    let help =
                        nearest(field, FIELDS).map(|near| format!("did you mean \"{near}\"?"));
                    self.tell(Severity::Warning, span, &message, help.as_deref());
                    continue;
                }
            };
            if !fits {
                self.unfit(&format!("{MOCK}.{name}.{field}"), expected(field), span);
            }
        }
        if setup.stages.is_empty() {
            // What was wrong with them is told already where they are there at all.
            if self.problems.len() == before {
                let named = format!("{MOCK}.{name}");
                self.unfit(
                    &named,
                    "stages = [\"ID\"], with the ids of one stage or more",
                    span,
                );
            }
            return;
        }
        let preset = MockPreset {
            setup,
            path: self.named(),
            place: span.map(|span| place(&self.text, span)),
        };
        self.settings.mocks.push(preset);
    }
}

fn expected(field: &str) -> &'static str {
    match field {
        "stages" => "a list of stages by their ids, each once",
        "minutes" => "a number from 5 to 120",
        "strict" => "true or false",
        "manner" => "\"warm\", \"sceptical\", \"silent\" or \"hurried\"",
        _ => "a text",
    }
}

fn span_of(table: &dyn TableLike, name: &str, item: &Item) -> Option<Range<usize>> {
    let key = || table.key(name).and_then(toml_edit::Key::span);
    key().or_else(|| item.span())
}
