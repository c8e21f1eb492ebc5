//! Ids: written by authors, lower case, unique where they stand.

use std::borrow::Cow;

use crate::storage::nearest::nearest;

use super::reader::{Help, Listed, Reader};
use super::value::{self, Value};

/// The most characters of an id.
const LONGEST_ID: usize = 100;

/// Whether `id` has the form `[a-z0-9]+([.-][a-z0-9]+)*`.
pub(crate) fn is_id(id: &str) -> bool {
    id.len() <= LONGEST_ID
        && id.split(['.', '-']).all(|part| {
            !part.is_empty()
                && part
                    .bytes()
                    .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        })
}

/// The id that an author may have meant by `text`.
pub(crate) fn slug(text: &str) -> String {
    let words = text
        .split(|c: char| !c.is_ascii_alphanumeric() && c != '.')
        .map(|word| word.trim_matches('.').to_ascii_lowercase())
        .filter(|word| is_id(word));
    let mut id = String::new();
    for word in words {
        if id.len() + 1 + word.len() > LONGEST_ID {
            break;
        }
        if !id.is_empty() {
            id.push('-');
        }
        id.push_str(&word);
    }
    id
}

impl<'a> Reader<'a> {
    /// An id of the right form.
    pub(crate) fn id(&mut self, value: &Value<'a, '_>) -> Option<Cow<'a, str>> {
        let id = self.string(value)?;
        if is_id(&id) {
            return Some(id);
        }
        let message = format_args!("{} is not an id", value.found());
        let form = "lower-case letters and digits, joined by - or .";
        let help = match slug(&id) {
            _ if id.len() > LONGEST_ID => Help::say("an id has at most 100 characters"),
            meant if meant.is_empty() => Help::say(form),
            meant => Help::say(format_args!("{form}: write \"{meant}\"")),
        };
        self.error(value, message, help);
        None
    }

    /// An id that must be one of `ids`; `what` is a sentence's name for them, such as `point`.
    pub(crate) fn reference<'i>(
        &mut self,
        value: &Value<'a, '_>,
        what: &str,
        ids: impl Iterator<Item = &'i str> + Clone,
    ) -> Option<Box<str>> {
        let id = self.string(value)?;
        self.expect_among(&id, value, what, ids)
            .then(|| (&*id).into())
    }

    /// Reports an id that is not one of `ids`.
    pub(crate) fn expect_among<'i>(
        &mut self,
        id: &str,
        value: &Value<'_, '_>,
        what: &str,
        ids: impl Iterator<Item = &'i str> + Clone,
    ) -> bool {
        if ids.clone().any(|known| known == id) {
            return true;
        }
        let near = nearest(id, ids.clone().take(50));
        let help = Help::mean(near, || match ids.clone().next() {
            Some(_) => Help::say(format_args!("there are {}", Listed(ids.clone()))),
            None => Help::none(),
        });
        let message = format_args!("there is no {what} \"{}\" here", value::clipped(id));
        self.error(value, message, help);
        false
    }
}

/// The ids of one list, which must differ.
#[derive(Default)]
pub(crate) struct Unique {
    ids: Vec<Box<str>>,
}

impl Unique {
    /// The id of a list's element: its own, else `implied` by its position.
    pub(crate) fn id<'a>(
        &mut self,
        r: &mut Reader<'a>,
        object: &mut super::object::Object<'a, '_>,
        implied: String,
    ) -> Box<str> {
        let own = object.take("id");
        let value = object.value();
        let id: Box<str> = match own {
            Some(raw) => match r.id(&value.field("id", raw)) {
                Some(id) => id.into(),
                None => implied.into(),
            },
            None => implied.into(),
        };
        match own {
            Some(raw) => self.note(r, &value.field("id", raw), &id),
            None => self.note(r, &value, &id),
        }
        id
    }

    /// The id that an element without fields takes from its position.
    pub(crate) fn implied(
        &mut self,
        r: &mut Reader<'_>,
        value: &Value<'_, '_>,
        id: String,
    ) -> Box<str> {
        let id: Box<str> = id.into();
        self.note(r, value, &id);
        id
    }

    /// Takes note of an id, and reports one that was there before.
    fn note(&mut self, r: &mut Reader<'_>, value: &Value<'_, '_>, id: &str) {
        if !self.ids.iter().any(|known| **known == *id) {
            return self.ids.push(id.into());
        }
        let message = format_args!("the id \"{id}\" stands in this list twice");
        let help =
            Help::say("give each entry an id of its own; one without takes it from its position");
        r.error(value, message, help);
    }
}
