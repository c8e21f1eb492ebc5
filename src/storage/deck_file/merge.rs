//! A card that changes another without copying it.
//!
//! The two are merged as text, and the result is read like any card: a scalar of the change takes
//! the place of the base's, objects merge field by field, lists append, and an element with the id
//! of one in the base takes its place.

use std::borrow::Cow;
use std::ops::Range;

use super::object::Object;
use super::reader::{Help, Reader};
use super::value::{self, Path, Value};

/// The merged text of a card.
#[derive(Default)]
pub(crate) struct Merged {
    /// The whole card.
    pub(crate) text: String,
    /// Which stretches come from the change: (place in `text`, place in the change's file, length).
    pieces: Vec<(usize, usize, usize)>,
}

impl Merged {
    /// Merges the card `over`, which lies at `offset` of its file, into `base`.
    pub(crate) fn new(base: &str, over: &str, offset: usize) -> Self {
        let mut merged = Self::default();
        let origin = |raw: &str| raw.as_ptr() as usize - over.as_ptr() as usize + offset;
        let own = |name: &str| matches!(name, "extends" | "id" | "kind");
        let (Ok(under), Ok(changes)) = (value::fields(base), value::fields(over)) else {
            return merged;
        };
        let changes = changes.into_iter().filter(|(name, _)| !own(name)).collect();
        merged.object(under, changes, &origin);
        merged
    }

    /// Where a stretch of the merged text stands in the file of the change, if it comes from there.
    pub(crate) fn origin(&self, span: &Range<usize>) -> Option<Range<usize>> {
        let piece = self
            .pieces
            .iter()
            .find(|(at, _, length)| (*at..*at + *length).contains(&span.start));
        piece.map(|(at, from, _)| span.start - at + from..span.end - at + from)
    }

    fn value(&mut self, name: &str, base: &str, over: &str, origin: &dyn Fn(&str) -> usize) {
        match (base.as_bytes().first(), over.as_bytes().first()) {
            (Some(b'{'), Some(b'{')) => {
                if let (Ok(base), Ok(over)) = (value::fields(base), value::fields(over)) {
                    return self.object(base, over, origin);
                }
            }
            (Some(b'['), Some(b'[')) => {
                if let (Ok(base), Ok(over)) = (value::items(base), value::items(over)) {
                    return self.list(name, base, over, origin);
                }
            }
            _ => {}
        }
        self.changed(over, origin);
    }

    fn changed(&mut self, raw: &str, origin: &dyn Fn(&str) -> usize) {
        self.pieces.push((self.text.len(), origin(raw), raw.len()));
        self.text.push_str(raw);
    }

    fn object(
        &mut self,
        base: Vec<(Cow<'_, str>, &str)>,
        mut over: Vec<(Cow<'_, str>, &str)>,
        origin: &dyn Fn(&str) -> usize,
    ) {
        self.text.push('{');
        for (name, raw) in base {
            self.name(&name);
            match over.iter().position(|(changed, _)| *changed == name) {
                Some(at) => {
                    let (_, change) = over.remove(at);
                    self.value(&name, raw, change, origin);
                }
                None => self.text.push_str(raw),
            }
        }
        for (name, raw) in over {
            self.name(&name);
            self.changed(raw, origin);
        }
        self.text.push('}');
    }

    fn name(&mut self, name: &str) {
        if !self.text.ends_with('{') {
            self.text.push(',');
        }
        self.text
            .push_str(&serde_json::Value::from(name).to_string());
        self.text.push(':');
    }

    fn list(
        &mut self,
        name: &str,
        base: Vec<&str>,
        mut over: Vec<&str>,
        origin: &dyn Fn(&str) -> usize,
    ) {
        self.text.push('[');
        for (i, raw) in base.iter().enumerate() {
            if i > 0 {
                self.text.push(',');
            }
            let id = id(raw).or_else(|| implied(name, i));
            let change = over
                .iter()
                .position(|change| change == raw || (id.is_some() && self::id(change) == id));
            match change {
                Some(at) => self.changed(over.remove(at), origin),
                None => self.text.push_str(raw),
            }
        }
        for (i, raw) in over.into_iter().enumerate() {
            if i > 0 || !base.is_empty() {
                self.text.push(',');
            }
            self.changed(raw, origin);
        }
        self.text.push(']');
    }
}

/// The id an element of a list carries.
fn id(raw: &str) -> Option<String> {
    let fields = value::fields(raw).ok()?;
    let (_, id) = fields.iter().find(|(name, _)| name == "id")?;
    value::string(id).ok().map(Cow::into_owned)
}

/// The id an element takes from its position.
fn implied(name: &str, index: usize) -> Option<String> {
    let prefix = match name {
        "points" => 'p',
        "followups" | "probes" => 'f',
        "red_flags" => 'r',
        "steps" => 's',
        "twists" => 't',
        "options" => return Some(super::scenario::letter(index)),
        _ => return None,
    };
    Some(format!("{prefix}{}", index + 1))
}

/// Notes what merging the card `raw` into `base`, whose own id is `id`, would hide: an id or a kind
/// of its own, and fields that stand twice.
pub(crate) fn check_change<'a>(
    r: &mut Reader<'a>,
    raw: &'a str,
    index: usize,
    id: &str,
    base: &str,
) {
    let cards = Path::Field(&Path::Root, "cards");
    let value = Value {
        raw,
        path: Path::Item(&cards, index),
    };
    let base = value::fields(base).unwrap_or_default();
    let kind = base
        .iter()
        .find(|(name, _)| name == "kind")
        .map_or("", |(_, kind)| kind);
    let kind = value::string(kind).unwrap_or_default();
    // The card's own repeated fields were reported when its deck was read.
    for (name, raw) in value::fields(raw).unwrap_or_default() {
        let field = value.field(&name, raw);
        let expected = match &*name {
            "id" => id,
            "kind" => &kind,
            _ => {
                expect_no_repeats(r, &field);
                continue;
            }
        };
        if r.string(&field).is_some_and(|found| found != expected) {
            let message = format_args!("a change cannot give a card another {name}");
            r.error(&field, message, Help::say("leave the field out"));
        }
    }
}

/// Notes fields that stand twice in an object within `value`.
fn expect_no_repeats<'a>(r: &mut Reader<'a>, value: &Value<'a, '_>) {
    match value.raw.as_bytes().first() {
        Some(b'{') => {
            if let Some(object) = Object::open(r, *value, "an object") {
                object.each_field(|name, raw| expect_no_repeats(r, &value.field(name, raw)));
            }
        }
        Some(b'[') => {
            for (i, raw) in value::items(value.raw)
                .unwrap_or_default()
                .into_iter()
                .enumerate()
            {
                expect_no_repeats(r, &value.item(i, raw));
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scalars_override_lists_append_and_the_same_id_replaces() {
        let base = r#"{"id":"a","kind":"recall","difficulty":1,"tags":["x"],"points":["one",{"id":"k","text":"two"}],"box":{"think":5,"answer":6}}"#;
        let over = r#"{"extends":"d/a","difficulty":3,"tags":["x","y"],"points":[{"id":"p1","text":"ONE"},"three"],"box":{"think":9},"note":"new"}"#;
        let merged = Merged::new(base, over, 100);
        assert_eq!(
            merged.text,
            r#"{"id":"a","kind":"recall","difficulty":3,"tags":["x","y"],"points":[{"id":"p1","text":"ONE"},{"id":"k","text":"two"},"three"],"box":{"think":9,"answer":6},"note":"new"}"#
        );
        let three = merged.text.find("\"three\"").unwrap();
        let origin = merged.origin(&(three..three + 7)).unwrap();
        assert_eq!(&over[origin.start - 100..origin.end - 100], "\"three\"");
        assert_eq!(merged.origin(&(1..2)), None);
    }
}
