//! Reads the fields of one object by name. What was asked for is what is known: the rest is
//! reported when the object is closed.

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::RangeInclusive;

use crate::domain::safe_text::SafeText;
use crate::storage::nearest::nearest;

use super::reader::{Help, Reader};
use super::value::{self, Value};

/// An object being read.
pub(crate) struct Object<'a, 'p> {
    value: Value<'a, 'p>,
    /// How a sentence calls it: `a recall card`.
    what: &'static str,
    fields: Vec<(Cow<'a, str>, &'a str)>,
    taken: Vec<bool>,
    known: Vec<&'static str>,
    next: usize,
}

impl<'a, 'p> Object<'a, 'p> {
    /// Opens an object and reports its repeated fields; the first of each counts.
    pub(crate) fn open(
        r: &mut Reader<'a>,
        value: Value<'a, 'p>,
        what: &'static str,
    ) -> Option<Self> {
        if !value.raw.starts_with('{') {
            r.error(
                &value,
                format_args!("expected an object, found {}", value.found()),
                Help::none(),
            );
            return None;
        }
        match value::fields(value.raw) {
            Ok(fields) => Some(Self::of(r, value, what, fields)),
            Err(_) => {
                r.error(
                    &value,
                    "a field's name holds a broken \\u escape",
                    Help::none(),
                );
                None
            }
        }
    }

    /// The same for an object whose fields were told apart already.
    pub(crate) fn of(
        r: &mut Reader<'a>,
        value: Value<'a, 'p>,
        what: &'static str,
        mut fields: Vec<(Cow<'a, str>, &'a str)>,
    ) -> Self {
        if fields.len() > value::MOST_FIELDS {
            r.error(&value, "an object holds at most 200 fields", Help::none());
        }
        for (name, raw) in repeated(&mut fields) {
            let value = value.field(&name, raw);
            let help = Help::say("keep one of the two");
            r.error(&value, "this field stands in the same object twice", help);
        }
        Self {
            value,
            what,
            taken: vec![false; fields.len()],
            known: Vec::with_capacity(fields.len() + 4),
            fields,
            next: 0,
        }
    }

    /// The object itself.
    pub(crate) fn value(&self) -> Value<'a, 'p> {
        self.value
    }

    /// Says what the object has turned out to be.
    pub(crate) fn is_called(&mut self, what: &'static str) {
        self.what = what;
    }

    /// Whether the field is there.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.fields.iter().any(|(field, _)| field == name)
    }

    /// The bytes of a field that was read already.
    pub(crate) fn raw(&self, name: &str) -> Option<&'a str> {
        self.fields
            .iter()
            .find(|(field, _)| field == name)
            .map(|(_, raw)| *raw)
    }

    /// The bytes of a field; it is known from here on.
    pub(crate) fn take(&mut self, name: &'static str) -> Option<&'a str> {
        self.known.push(name);
        // Most objects are written in one order: look on from the last one found.
        let count = self.fields.len();
        let found = (self.next..count)
            .chain(0..self.next)
            .find(|i| self.fields[*i].0 == name)?;
        self.next = (found + 1) % count;
        self.taken[found] = true;
        Some(self.fields[found].1)
    }

    /// The same; its absence is an error.
    pub(crate) fn need(&mut self, r: &mut Reader<'a>, name: &'static str) -> Option<&'a str> {
        let raw = self.take(name);
        if raw.is_none() {
            let message = format_args!("the field \"{name}\" is missing; {} needs it", self.what);
            // A misspelt name is reported as unknown, with what was meant.
            r.error(&self.value, message, Help::none());
        }
        raw
    }

    /// Text that must be there.
    pub(crate) fn need_text(&mut self, r: &mut Reader<'a>, name: &'static str) -> SafeText {
        self.need(r, name)
            .and_then(|raw| r.text(&self.value.field(name, raw)))
            .unwrap_or_default()
    }

    /// The same on one line, kept also where a text is only checked.
    pub(crate) fn need_raw_line(&mut self, r: &mut Reader<'a>, name: &'static str) -> Box<str> {
        let before = r.errors();
        self.need_text(r, name);
        match self.raw(name) {
            Some(raw) if r.errors() == before => value::string(raw).unwrap_or_default().into(),
            _ => Box::default(),
        }
    }

    /// The same made safe to show.
    pub(crate) fn need_line(&mut self, r: &mut Reader<'a>, name: &'static str) -> SafeText {
        SafeText::line(&self.need_raw_line(r, name))
    }

    /// Text that may be absent, kept also where it is only checked.
    pub(crate) fn raw_text(&mut self, r: &mut Reader<'a>, name: &'static str) -> Box<str> {
        self.text(r, name);
        self.raw(name)
            .and_then(|raw| value::string(raw).ok())
            .unwrap_or_default()
            .into()
    }

    /// Text that may be absent or empty.
    pub(crate) fn text(&mut self, r: &mut Reader<'a>, name: &'static str) -> Option<SafeText> {
        let raw = self.take(name)?;
        let text = r.string(&self.value.field(name, raw))?;
        (!text.trim().is_empty()).then(|| r.keep(&text))
    }

    /// A number that may be absent.
    pub(crate) fn number(
        &mut self,
        r: &mut Reader<'a>,
        name: &'static str,
        range: RangeInclusive<u32>,
    ) -> Option<u32> {
        let raw = self.take(name)?;
        r.number(&self.value.field(name, raw), range)
    }

    /// `true` or `false`; absent is `false`.
    pub(crate) fn boolean(&mut self, r: &mut Reader<'a>, name: &'static str) -> bool {
        self.take(name)
            .and_then(|raw| r.boolean(&self.value.field(name, raw)))
            .unwrap_or(false)
    }

    /// Reads each element of a list that may be absent with `read`.
    pub(crate) fn each<T>(
        &mut self,
        r: &mut Reader<'a>,
        name: &'static str,
        mut read: impl FnMut(&mut Reader<'a>, &Value<'a, '_>, usize) -> Option<T>,
    ) -> Vec<T> {
        let Some(raw) = self.take(name) else {
            return Vec::new();
        };
        let list = self.value.field(name, raw);
        let items = r.items(&list).unwrap_or_default();
        items
            .into_iter()
            .enumerate()
            .filter_map(|(i, item)| read(r, &list.item(i, item), i))
            .collect()
    }

    /// The same for a list that must be there, with at least `least` elements.
    pub(crate) fn need_each<T>(
        &mut self,
        r: &mut Reader<'a>,
        name: &'static str,
        least: usize,
        read: impl FnMut(&mut Reader<'a>, &Value<'a, '_>, usize) -> Option<T>,
    ) -> Vec<T> {
        let Some(raw) = self.need(r, name) else {
            return Vec::new();
        };
        self.at_least(r, name, raw, least);
        self.known.pop();
        self.each(r, name, read)
    }

    /// Reports a list that is too short for its purpose.
    pub(crate) fn at_least(&self, r: &mut Reader<'a>, name: &str, raw: &'a str, least: usize) {
        if let Ok(items) = value::items(raw)
            && items.len() < least
        {
            let entries = if least == 1 { "entry" } else { "entries" };
            let message =
                format_args!("expected at least {least} {entries}, found {}", items.len());
            r.error(&self.value.field(name, raw), message, Help::none());
        }
    }

    /// A list of texts that may be absent.
    pub(crate) fn texts(&mut self, r: &mut Reader<'a>, name: &'static str) -> Vec<SafeText> {
        self.each(r, name, |r, item, _| r.text(item))
    }

    /// Reads an object that may be absent with `read`, and closes it.
    pub(crate) fn nested<T>(
        &mut self,
        r: &mut Reader<'a>,
        name: &'static str,
        what: &'static str,
        read: impl FnOnce(&mut Reader<'a>, &mut Object<'a, '_>) -> T,
    ) -> Option<T> {
        let raw = self.take(name)?;
        let mut object = Object::open(r, self.value.field(name, raw), what)?;
        let result = read(r, &mut object);
        object.close(r);
        Some(result)
    }

    /// Checks the extension point: an object that is kept and not read.
    pub(crate) fn extension(&mut self, r: &mut Reader<'a>) {
        let Some(raw) = self.take("x") else {
            return;
        };
        let value = self.value.field("x", raw);
        if raw.starts_with('{') {
            return r.unread(&value);
        }
        let message = format_args!("expected an object, found {}", value.found());
        let help = Help::say("\"x\" holds an object with fields of your own");
        r.error(&value, message, help);
    }

    /// Reads each field of an object whose names are the author's.
    pub(crate) fn entries<T>(
        &mut self,
        r: &mut Reader<'a>,
        name: &'static str,
        mut read: impl FnMut(&mut Reader<'a>, &str, &Value<'a, '_>) -> Option<T>,
    ) -> Vec<T> {
        let Some(raw) = self.take(name) else {
            return Vec::new();
        };
        let Some(object) = Object::open(r, self.value.field(name, raw), "an object") else {
            return Vec::new();
        };
        object
            .fields
            .iter()
            .filter_map(|(name, raw)| read(r, name, &object.value.field(name, raw)))
            .collect()
    }

    /// Hands over each field with its bytes.
    pub(crate) fn each_field(&self, mut look: impl FnMut(&str, &'a str)) {
        self.fields.iter().for_each(|(name, raw)| look(name, raw));
    }

    /// Reports the fields nobody asked for. They are kept in the file, and have no effect.
    pub(crate) fn close(&self, r: &mut Reader<'a>) {
        for (name, raw) in self.untaken() {
            let value = self.value.field(name, raw);
            r.unread(&value);
            let help = if r.is_full() {
                Help::none()
            } else {
                let meant = nearest(name, self.known.iter().copied());
                Help::mean(meant, || {
                    Help::say("it is kept and has no effect; data of your own belongs under \"x\"")
                })
            };
            r.warn(
                &value,
                format_args!("{} has no such field", self.what),
                help,
            );
        }
    }

    /// Checks only that what nobody asked for stays within bounds.
    pub(crate) fn close_unknown(&self, r: &mut Reader<'a>) {
        for (name, raw) in self.untaken() {
            r.unread(&self.value.field(name, raw));
        }
    }

    fn untaken(&self) -> impl Iterator<Item = (&str, &'a str)> {
        let all = self.fields.iter().zip(&self.taken);
        all.filter(|(_, taken)| !**taken)
            .map(|((name, raw), _)| (&**name, *raw))
    }
}

/// Takes the second and further fields of one name out of `fields`.
fn repeated<'a>(fields: &mut Vec<(Cow<'a, str>, &'a str)>) -> Vec<(Cow<'a, str>, &'a str)> {
    let again: HashSet<usize> = if fields.len() > 32 {
        let mut seen = HashSet::new();
        let again = |i: &usize| !seen.insert(&*fields[*i].0);
        (0..fields.len()).filter(again).collect()
    } else {
        let again = |i: &usize| fields[..*i].iter().any(|(name, _)| *name == fields[*i].0);
        (1..fields.len()).filter(again).collect()
    };
    if again.is_empty() {
        return Vec::new();
    }
    let (again, first): (Vec<_>, Vec<_>) = std::mem::take(fields)
        .into_iter()
        .enumerate()
        .partition(|(i, _)| again.contains(i));
    *fields = first.into_iter().map(|(_, field)| field).collect();
    again.into_iter().map(|(_, field)| field).collect()
}
