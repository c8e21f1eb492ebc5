//! From a line of text to a query. What says nothing is told with its place, and the rest stands.

use std::ops::Range;

use super::{Axis, Comparison, Mistake, Number, Query, State, Term, Test, Thousandths};
use crate::domain::card::Kind;
use crate::domain::settings::SavedQuery;

/// A query has no more terms than this, those of saved ones included.
const MOST_TERMS: usize = 200;
/// What stands before a colon, beside the names of axes.
const KEYS: [&str; 4] = ["is", "kind", "edited", "saved"];

/// The query that `text` is, and every mistake in it. `saved` are the queries that `saved:NAME` can
/// name.
pub fn parse(text: &str, saved: &[SavedQuery]) -> (Query, Vec<Mistake>) {
    let mut reading = Reading {
        saved,
        within: Vec::new(),
        terms: 0,
    };
    reading.read(text)
}

/// A query on its way, with the saved ones it is in the middle of.
struct Reading<'a> {
    saved: &'a [SavedQuery],
    within: Vec<&'a str>,
    terms: usize,
}

/// What is wrong with a term, before its place is known.
struct Wrong {
    message: String,
    word: String,
    known: Vec<String>,
}

fn wrong(message: impl Into<String>) -> Wrong {
    Wrong {
        message: message.into(),
        word: String::new(),
        known: Vec::new(),
    }
}

impl Reading<'_> {
    fn read(&mut self, text: &str) -> (Query, Vec<Mistake>) {
        let (mut query, mut mistakes) = (Query::default(), Vec::new());
        for span in split(text, 0..text.len(), char::is_whitespace) {
            self.terms += 1;
            let read = match self.terms {
                0..=MOST_TERMS => self.term(&text[span.clone()], &mut query),
                _ => Err(wrong(format!("there are more than {MOST_TERMS} terms"))),
            };
            if let Err(Wrong {
                message,
                word,
                known,
            }) = read
            {
                mistakes.push(Mistake {
                    span,
                    message,
                    word,
                    known,
                });
            }
            if self.terms > MOST_TERMS {
                break;
            }
        }
        (query, mistakes)
    }

    fn term(&mut self, token: &str, query: &mut Query) -> Result<(), Wrong> {
        let (negated, body) = match token.strip_prefix('-') {
            Some(body) => (true, body),
            None => (false, token),
        };
        if body.is_empty() {
            return Err(wrong("a term is missing after -"));
        }
        let is_name = |at: &usize| *at > 0 && body[..*at].bytes().all(|b| b.is_ascii_alphabetic());
        let test = match body.find([':', '<', '>', '=', '"']).filter(is_name) {
            Some(at) if body[at..].starts_with(':') => {
                let name = body[..at].to_ascii_lowercase();
                if name == "saved" {
                    return self.saved(bare(&body[at + 1..]), negated, query);
                }
                named(&name, &body[at + 1..])?
            }
            Some(at) if !body[at..].starts_with('"') => number(&body[..at], &body[at..])?,
            _ => {
                let text = bare(body).to_lowercase();
                if text.trim().is_empty() {
                    return Ok(());
                }
                if !negated && !body.contains('"') {
                    query.words.push(text);
                    return Ok(());
                }
                Test::Text(text)
            }
        };
        query.terms.push(Term { negated, test });
        Ok(())
    }

    /// Puts a saved query in the place of its name.
    fn saved(&mut self, name: String, negated: bool, query: &mut Query) -> Result<(), Wrong> {
        let names = || self.saved.iter().map(|saved| saved.name.clone()).collect();
        if name.is_empty() {
            return Err(Wrong {
                known: names(),
                ..wrong("saved: takes the name of a saved search")
            });
        }
        let Some(saved) = self.saved.iter().find(|saved| saved.name == name) else {
            return Err(Wrong {
                message: format!("there is no saved search \"{name}\""),
                known: names(),
                word: name,
            });
        };
        if self.within.contains(&&*saved.name) {
            return Err(wrong(format!("saved:{name} leads back to itself")));
        }
        self.within.push(&saved.name);
        let (inner, mistakes) = self.read(&saved.text);
        self.within.pop();
        if let Some(mistake) = mistakes.into_iter().next() {
            return Err(Wrong {
                message: format!("in saved:{name}: {}", mistake.message),
                word: mistake.word,
                known: mistake.known,
            });
        }
        if negated {
            query.terms.push(Term {
                negated,
                test: Test::All(inner),
            });
        } else {
            query.words.extend(inner.words);
            query.terms.extend(inner.terms);
        }
        Ok(())
    }
}

/// `name:value`, by name.
fn named(name: &str, value: &str) -> Result<Test, Wrong> {
    let values: Vec<String> = split(value, 0..value.len(), |c| c == ',')
        .into_iter()
        .map(|part| bare(&value[part]).trim().to_lowercase())
        .filter(|part| !part.is_empty())
        .collect();
    if let Some(axis) = Axis::from_name(name) {
        return match values.is_empty() {
            true => Err(wrong(format!("{name}: takes {}", takes(axis)))),
            false => Ok(Test::Filed(axis, values)),
        };
    }
    match name {
        "is" => states(&values),
        "kind" => kinds(&values),
        "edited" => edited(&bare(value)),
        _ if Number::from_name(name).is_some() => {
            Err(wrong(format!("write {name}<2, {name}>=2 or {name}=2")))
        }
        _ => {
            let axes = Axis::ALL.iter().map(|axis| axis.name());
            Err(Wrong {
                message: format!("there is no {name}: to search by; quotes look for the text"),
                word: format!("{name}:"),
                known: KEYS
                    .into_iter()
                    .chain(axes)
                    .map(|key| format!("{key}:"))
                    .collect(),
            })
        }
    }
}

fn takes(axis: Axis) -> &'static str {
    match axis {
        Axis::Deck => "the id of a deck, or its beginning",
        Axis::Tag => "a tag, or its beginning",
        Axis::Competency => "the id of a competency, or its beginning",
        Axis::Stage => "the id of a stage, or its beginning",
        Axis::Level => "the id of a level, or its beginning",
    }
}

fn states(values: &[String]) -> Result<Test, Wrong> {
    let all = || State::ALL.iter().map(|state| state.name());
    let known = || all().map(|name| format!("is:{name}")).collect::<Vec<_>>();
    if values.is_empty() {
        return Err(wrong(format!("is: takes {}", either(all()))));
    }
    let states = values.iter().map(|value| {
        State::from_name(value).ok_or_else(|| Wrong {
            message: format!("there is no is:{value}"),
            word: format!("is:{value}"),
            known: known(),
        })
    });
    Ok(Test::Is(states.collect::<Result<_, _>>()?))
}

fn kinds(values: &[String]) -> Result<Test, Wrong> {
    let all = || Kind::ALL.into_iter().map(Kind::name);
    if values.is_empty() {
        return Err(wrong(format!("kind: takes {}", either(all()))));
    }
    let mut kinds = Vec::new();
    for value in values {
        let before = kinds.len();
        kinds.extend(
            Kind::ALL
                .into_iter()
                .filter(|k| k.name().starts_with(value)),
        );
        if kinds.len() == before {
            return Err(Wrong {
                message: format!("there is no kind:{value}"),
                word: format!("kind:{value}"),
                known: all().map(|name| format!("kind:{name}")).collect(),
            });
        }
    }
    Ok(Test::Kind(kinds))
}

fn edited(value: &str) -> Result<Test, Wrong> {
    let value = value.to_ascii_lowercase();
    let (count, days) = match value.strip_suffix('w') {
        Some(weeks) => (weeks, 7),
        None => (value.strip_suffix('d').unwrap_or(&value), 1),
    };
    let count: Option<u32> = count
        .parse()
        .ok()
        .filter(|count| (1..=9999).contains(count));
    match count {
        Some(count) => Ok(Test::Edited(count * days)),
        None => Err(wrong(
            "edited: takes days, as in edited:7d; it never finds bundled decks",
        )),
    }
}

/// `name<number`.
fn number(name: &str, rest: &str) -> Result<Test, Wrong> {
    let lower = name.to_ascii_lowercase();
    let Some(number) = Number::from_name(&lower) else {
        return Err(Wrong {
            message: format!("there is no number called {name}; quotes look for the text"),
            word: lower,
            known: Number::ALL.iter().map(|n| n.name().to_owned()).collect(),
        });
    };
    let comparisons = Comparison::ALL.iter().copied();
    let mut found = comparisons.filter_map(|c| Some((c, rest.strip_prefix(c.name())?)));
    let example = match number {
        Number::Recall => "r takes a number from 0 to 1, as in r<0.7",
        Number::Lapses => "lapses takes a whole number, as in lapses>2",
        Number::Attempts => "attempts takes a whole number, as in attempts<3",
        Number::Difficulty => "difficulty takes 1, 2 or 3, as in difficulty=3",
    };
    let read = found.next().and_then(|(comparison, value)| {
        let to = thousandths(value)?;
        let fits = match number {
            Number::Recall => to <= 1000,
            Number::Lapses | Number::Attempts => to % 1000 == 0,
            Number::Difficulty => [1000, 2000, 3000].contains(&to),
        };
        fits.then_some(Test::Number(number, comparison, to))
    });
    read.ok_or_else(|| wrong(example))
}

/// `0.7` is 700.
fn thousandths(value: &str) -> Option<Thousandths> {
    let (whole, part) = value.split_once('.').unwrap_or((value, ""));
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if whole.len() > 6 || part.len() > 3 || !digits(whole) || !digits(part) {
        return None;
    }
    if whole.is_empty() && part.is_empty() {
        return None;
    }
    format!("{whole}{part:0<3}").parse().ok()
}

/// The parts of a text between separators, of which those in quotes are none. Empty parts are left out.
fn split(text: &str, of: Range<usize>, is_separator: impl Fn(char) -> bool) -> Vec<Range<usize>> {
    let (mut parts, mut start, mut quoted) = (Vec::new(), of.start, false);
    for (at, c) in text[of.clone()].char_indices() {
        let at = of.start + at;
        quoted ^= c == '"';
        if !quoted && is_separator(c) {
            parts.push(start..at);
            start = at + c.len_utf8();
        }
    }
    parts.push(start..of.end);
    parts.retain(|part| !part.is_empty());
    parts
}

fn bare(text: &str) -> String {
    text.replace('"', "")
}

/// `a, b or c`.
fn either<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let names: Vec<&str> = names.collect();
    match names.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        _ => names.concat(),
    }
}
