//! Which chord asks for which action: the catalogue's defaults with the user's own bindings over them.

use std::collections::HashMap;

use crate::domain::problem::{Problem, Severity};
use crate::domain::safe_text::SafeText;
use crate::domain::settings::KeyBinding;

use super::action::{Action, CATALOG, Context, Row};
use super::chord::Chord;

fn problem(binding: &KeyBinding, message: &str, help: Option<String>) -> Problem {
    Problem {
        severity: Severity::Warning,
        path: binding.path.clone(),
        place: binding.place.clone(),
        message: SafeText::line(message),
        help: help.map(|help| SafeText::line(&help)),
    }
}

/// A footer's word with the keys that do it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// `space`, `j k`, `1-4`.
    pub keys: String,
    /// `reveal`.
    pub label: &'static str,
    /// Whether key and word stand together, as in `?help`.
    pub joined: bool,
}

impl Hint {
    /// The cells it takes.
    pub fn width(&self) -> usize {
        unicode_width::UnicodeWidthStr::width(self.keys.as_str())
            + usize::from(!self.joined)
            + self.label.len()
    }
}

/// The chords of every row of the catalogue.
#[derive(Clone, Debug)]
pub struct Keymap {
    /// By row of [`CATALOG`].
    chords: Vec<Vec<Chord>>,
}

impl Default for Keymap {
    fn default() -> Self {
        let chords = CATALOG
            .iter()
            .map(|row| row.chords.iter().filter_map(|c| c.parse().ok()).collect())
            .collect();
        Self { chords }
    }
}

impl Keymap {
    /// The catalogue with `bindings` over it. A binding with a mistake is left out and reported.
    pub fn new(bindings: &[KeyBinding]) -> (Self, Vec<Problem>) {
        if bindings.is_empty() {
            return (Self::default(), Vec::new());
        }
        let mut problems = Vec::new();
        let mut chords = Self::default().chords;
        let mut bound_by: Vec<Option<&KeyBinding>> = vec![None; CATALOG.len()];
        for binding in bindings {
            match read(binding) {
                Ok((rows, own)) => {
                    for row in rows {
                        chords[row].clone_from(&own);
                        bound_by[row] = Some(binding);
                    }
                }
                Err(problem) => problems.push(problem),
            }
        }
        // Clashes are looked for once all is bound, so that two actions may swap their keys.
        while let Some((chord, first, second)) = clash(&chords) {
            let (loser, winner) = if bound_by[second].is_some() {
                (second, first)
            } else {
                (first, second)
            };
            chords[loser].retain(|c| *c != chord);
            if let Some(binding) = bound_by[loser] {
                let taken = format!(
                    "{}.{}",
                    CATALOG[winner].context.name(),
                    CATALOG[winner].name
                );
                let problem = problem(
                    binding,
                    &format!(
                        "“{}” cannot have the key {chord}: {taken} has it.",
                        binding.name
                    ),
                    Some(format!(
                        "Bind {taken} to another key too, or choose a free one."
                    )),
                );
                if !problems.contains(&problem) {
                    problems.push(problem);
                }
            }
        }
        (Self { chords }, problems)
    }

    /// The rows of one context with their chords.
    fn of(&self, part: Context) -> impl Iterator<Item = (&'static Row, &[Chord])> {
        let rows = CATALOG.iter().zip(&self.chords);
        rows.filter(move |(row, _)| row.context == part)
            .map(|(row, chords)| (row, chords.as_slice()))
    }

    /// What `chord` asks for in `context`; none where the key types.
    pub fn action(&self, context: Context, chord: Chord) -> Option<Action> {
        if context.is_typing() && chord.types().is_some() {
            return None;
        }
        context
            .chain()
            .flat_map(|part| self.of(part))
            .find(|(_, chords)| chords.contains(&chord))
            .map(|(row, _)| row.action)
    }

    /// The chords that ask for `action` in `context`, the one to show first.
    pub fn chords(&self, context: Context, action: Action) -> Vec<Chord> {
        self.rows(context)
            .find(|(row, _)| row.action == action)
            .map(|(_, chords)| chords)
            .unwrap_or_default()
    }

    /// What can be asked for in `context`, inner contexts first, with the chords that act there.
    pub fn rows(&self, context: Context) -> impl Iterator<Item = (&'static Row, Vec<Chord>)> + '_ {
        self.acting(context)
            .map(|(row, chords)| (row, chords.collect()))
    }

    fn acting(
        &self,
        context: Context,
    ) -> impl Iterator<Item = (&'static Row, impl Iterator<Item = Chord> + '_)> + '_ {
        let typing = context.is_typing();
        let acts = move |c: &Chord| !typing || c.types().is_none();
        // What an inner context asks for in its own words, an outer one does not say again.
        let is_said = move |row: &Row| {
            let mut inner = context.chain().take_while(|part| *part != row.context);
            inner.any(|part| {
                let mut rows = self.of(part);
                rows.any(|(inner, chords)| inner.action == row.action && !chords.is_empty())
            })
        };
        let rows = context.chain().flat_map(|part| self.of(part));
        let rows = rows.filter(move |(row, _)| !is_said(row));
        rows.map(move |(row, chords)| (row, chords.iter().copied().filter(acts)))
    }

    /// The footer of `context` in at most `width` cells: `?help` first, the rest by rank, `:more` last when any was cut.
    pub fn footer(
        &self,
        context: Context,
        width: usize,
        offered: impl Fn(Action) -> bool,
    ) -> Vec<Hint> {
        let mut rows: Vec<_> = self
            .acting(context)
            .filter(|(row, _)| row.rank > 0 && offered(row.action))
            .filter_map(|(row, mut chords)| Some((row, chords.next()?)))
            .filter(|(row, _)| (row.action, context) != (Action::Palette, Context::Palette))
            .collect();
        rows.sort_by_key(|(row, _)| row.rank);
        let mut hints: Vec<Hint> = rows
            .chunk_by(|(a, _), (b, _)| a.label == b.label)
            .map(hint)
            .collect();
        let cells = |hints: &[Hint]| hints.iter().map(|h| h.width() + GAP).sum::<usize>();
        if cells(&hints) <= width + GAP {
            return hints;
        }
        let mut more = hints.iter().find(|h| h.label == "commands").cloned();
        if let Some(more) = &mut more {
            more.label = "more";
        }
        let reserved = more.as_ref().map_or(0, |m| m.width() + GAP);
        while !hints.is_empty() && cells(&hints) + reserved > width + GAP {
            hints.pop();
        }
        hints.retain(|h| h.label != "commands");
        hints.extend(more.filter(|_| reserved <= width + GAP));
        hints
    }
}

/// The cells between two hints.
pub const GAP: usize = 2;

fn hint(rows: &[(&'static Row, Chord)]) -> Hint {
    let row = rows[0].0;
    let single = |at: usize| rows[at].1.types().filter(|c| *c != ' ');
    let follows = |at: usize| match (single(at), single(at + 1)) {
        (Some(a), Some(b)) => a.is_alphanumeric() && a as u32 + 1 == b as u32,
        _ => false,
    };
    Hint {
        keys: match rows {
            [(_, first), .., (_, last)] if rows.len() > 2 && (0..rows.len() - 1).all(follows) => {
                format!("{first}-{last}")
            }
            rows => {
                let keys: Vec<String> = rows.iter().map(|(_, chord)| chord.to_string()).collect();
                keys.join(" ")
            }
        },
        label: row.label,
        joined: matches!(row.action, Action::Help | Action::Palette) && single(0).is_some(),
    }
}

/// The rows a binding names and the chords it gives them.
fn read(binding: &KeyBinding) -> Result<(Vec<usize>, Vec<Chord>), Problem> {
    let (context, name) = match binding.name.split_once('.') {
        Some((context, name)) => (Some(context), name),
        None => (None, binding.name.as_str()),
    };
    let rows: Vec<usize> = (0..CATALOG.len())
        .filter(|i| CATALOG[*i].name == name)
        .filter(|i| {
            context.is_none_or(|c| CATALOG[*i].context.chain().any(|part| part.name() == c))
        })
        .collect();
    if rows.is_empty() {
        return Err(problem(
            binding,
            &format!("There is no action “{}” to bind a key to.", binding.name),
            nearest(&binding.name).map(|n| format!("Did you mean “{n}”?")),
        ));
    }
    let mut chords = Vec::new();
    for text in binding.chords.split_whitespace() {
        let chord: Chord = text.parse().map_err(|bad| {
            problem(
                binding,
                &format!("“{}” is bound to what is not a key: {bad}.", binding.name),
                Some("Write keys as space, enter, ctrl-s, shift-tab, f1, ? or G.".to_owned()),
            )
        })?;
        if rows.iter().all(|i| CATALOG[*i].context.is_typing()) && chord.types().is_some() {
            return Err(problem(
                binding,
                &format!(
                    "“{}” cannot have the key {chord}, which types in its box.",
                    binding.name
                ),
                Some("Use a key with ctrl or alt, or a named one.".to_owned()),
            ));
        }
        chords.push(chord);
    }
    Ok((rows, chords))
}

fn nearest(name: &str) -> Option<String> {
    let within = |row: &'static Row| {
        let parts = row.context.chain();
        parts.map(|part| format!("{}.{}", part.name(), row.name))
    };
    CATALOG
        .iter()
        .flat_map(|row| within(row).chain([row.name.to_owned()]))
        // A name that is much longer is none of these, and would take its square in time to compare.
        .filter(|known| known.len().abs_diff(name.len()) <= 12)
        .map(|known| (strsim::damerau_levenshtein(&known, name), known))
        .filter(|(distance, _)| *distance <= 3)
        .min()
        .map(|(_, known)| known)
}

/// A chord that asks for two different actions in one context, with both rows.
fn clash(chords: &[Vec<Chord>]) -> Option<(Chord, usize, usize)> {
    Context::ALL.into_iter().find_map(|context| {
        let mut seen: HashMap<Chord, usize> = HashMap::new();
        context.chain().find_map(|part| {
            (0..CATALOG.len())
                .filter(|i| CATALOG[*i].context == part)
                .flat_map(|i| chords[i].iter().map(move |chord| (i, *chord)))
                .filter(|(_, chord)| !context.is_typing() || chord.types().is_none())
                .find_map(|(i, chord)| {
                    let first = *seen.entry(chord).or_insert(i);
                    (CATALOG[first].action != CATALOG[i].action).then_some((chord, first, i))
                })
        })
    })
}
