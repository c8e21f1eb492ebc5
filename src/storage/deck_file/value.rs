//! A JSON value as it stands in the file.

use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use crate::domain::safe_text::SafeText;

/// The most cards of a deck, and of a library.
pub(crate) const MOST_CARDS: usize = 100_000;
/// The most entries of a list within a card.
pub(crate) const MOST_ITEMS: usize = 200;
/// The most fields of an object that is read.
pub(crate) const MOST_FIELDS: usize = 200;

/// A value with the path that leads to it.
#[derive(Clone, Copy)]
pub(crate) struct Value<'a, 'p> {
    /// Its bytes in the file, known to be well-formed.
    pub(crate) raw: &'a str,
    pub(crate) path: Path<'p>,
}

/// The way from the file's root to a value, written out only when there is something to say.
#[derive(Clone, Copy)]
pub(crate) enum Path<'p> {
    Root,
    Field(&'p Path<'p>, &'p str),
    Item(&'p Path<'p>, usize),
}

impl Path<'_> {
    fn depth(&self) -> usize {
        match self {
            Path::Root => 0,
            Path::Field(above, _) | Path::Item(above, _) => 1 + above.depth(),
        }
    }
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Path::Root => Ok(()),
            Path::Field(Path::Root, name) => write!(f, "{}", clipped(name)),
            Path::Field(above, name) => write!(f, "{above}.{}", clipped(name)),
            Path::Item(above, index) => write!(f, "{above}[{index}]"),
        }
    }
}

impl<'a, 'p> Value<'a, 'p> {
    /// What stands under `name` in this object.
    pub(crate) fn field<'q>(&'q self, name: &'q str, raw: &'a str) -> Value<'a, 'q> {
        Value {
            raw,
            path: Path::Field(&self.path, name),
        }
    }

    /// What stands at `index` in this list.
    pub(crate) fn item<'q>(&'q self, index: usize, raw: &'a str) -> Value<'a, 'q> {
        Value {
            raw,
            path: Path::Item(&self.path, index),
        }
    }

    /// How it reads in a message.
    pub(crate) fn found(&self) -> String {
        match self.raw.as_bytes().first() {
            Some(b'{') => "an object".into(),
            Some(b'[') => "a list".into(),
            Some(b'"') => format!("\"{}\"", clipped(&string(self.raw).unwrap_or_default())),
            _ => clipped(self.raw),
        }
    }

    /// How deep objects and lists nest in it, counted from the file's root.
    pub(crate) fn depth(&self) -> usize {
        let (mut depth, mut deepest, mut text, mut escaped) = (0usize, 0, false, false);
        for byte in self.raw.bytes() {
            match byte {
                _ if escaped => escaped = false,
                b'\\' => escaped = true,
                b'"' => text = !text,
                b'{' | b'[' if !text => {
                    depth += 1;
                    deepest = deepest.max(depth);
                }
                b'}' | b']' if !text => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
        self.path.depth() + deepest
    }
}

/// The start of a long text, on one line.
pub(crate) fn clipped(text: &str) -> String {
    let start: String = text.chars().take(41).collect();
    let line = SafeText::line(&start);
    match start.chars().count() {
        ..41 => line.to_string(),
        _ => format!("{}…", line.chars().take(40).collect::<String>()),
    }
}

/// The fields of an object in their order, unknown and repeated ones too; of an object with more than
/// [`MOST_FIELDS`], one more than that.
pub(crate) fn fields<'a>(raw: &'a str) -> serde_json::Result<Vec<(Cow<'a, str>, &'a str)>> {
    struct Fields<'a>(Vec<(Cow<'a, str>, &'a str)>);
    struct Visit;

    impl<'de> Visitor<'de> for Visit {
        type Value = Fields<'de>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            let mut fields = Vec::with_capacity(16);
            while let Some(name) = map.next_key::<Text<'de>>()? {
                let raw = map.next_value::<&RawValue>()?.get();
                keep(&mut fields, name.0, raw);
            }
            Ok(Fields(fields))
        }
    }

    impl<'de> Deserialize<'de> for Fields<'de> {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            deserializer.deserialize_map(Visit)
        }
    }

    serde_json::from_str::<Fields<'a>>(raw).map(|fields| fields.0)
}

fn keep<'a>(fields: &mut Vec<(Cow<'a, str>, &'a str)>, name: Cow<'a, str>, raw: &'a str) {
    if fields.len() <= MOST_FIELDS {
        fields.push((name, raw));
    }
}

/// A deck's fields, and its cards apart from each other.
pub(crate) struct Deck<'a> {
    pub(crate) fields: Vec<(Cow<'a, str>, &'a str)>,
    /// None where the list of cards is no list, or its name is written with escapes.
    pub(crate) cards: Option<Vec<&'a str>>,
}

/// The same as [`fields`] and then [`items`] of the field `cards`, in one go over the text.
pub(crate) fn deck(text: &str) -> serde_json::Result<Deck<'_>> {
    struct Visit<'a>(&'a str);

    impl<'de> Visitor<'de> for Visit<'de> {
        type Value = Deck<'de>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a deck")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            let mut deck = Deck {
                fields: Vec::with_capacity(16),
                cards: None,
            };
            while let Some(Text(name)) = map.next_key()? {
                match name {
                    Cow::Borrowed(name) if name == "cards" && deck.cards.is_none() => {
                        deck.cards = Some(map.next_value::<Items<'de, MOST_CARDS>>()?.0);
                        let after = name.as_ptr() as usize - self.0.as_ptr() as usize + name.len();
                        let raw = self.0[after..]
                            .find('[')
                            .map_or("", |at| &self.0[after + at..]);
                        keep(&mut deck.fields, Cow::Borrowed(name), raw);
                    }
                    name => {
                        let raw = map.next_value::<&RawValue>()?.get();
                        keep(&mut deck.fields, name, raw);
                    }
                }
            }
            Ok(deck)
        }
    }

    let mut deserializer = serde_json::Deserializer::from_str(text);
    let deck = deserializer.deserialize_map(Visit(text))?;
    deserializer.end()?;
    Ok(deck)
}

/// The elements of a list; of a longer one than [`MOST_ITEMS`], one more than that.
pub(crate) fn items(raw: &str) -> serde_json::Result<Vec<&str>> {
    serde_json::from_str::<Items<'_, MOST_ITEMS>>(raw).map(|items| items.0)
}

struct Items<'a, const MOST: usize>(Vec<&'a str>);

impl<'de, const MOST: usize> Deserialize<'de> for Items<'de, MOST> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visit<const MOST: usize>;

        impl<'de, const MOST: usize> Visitor<'de> for Visit<MOST> {
            type Value = Items<'de, MOST>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
                let mut items = Vec::new();
                while let Some(item) = list.next_element::<&RawValue>()? {
                    if items.len() <= MOST {
                        items.push(item.get());
                    }
                }
                Ok(Items(items))
            }
        }

        deserializer.deserialize_seq(Visit::<MOST>)
    }
}

/// The text of a string; borrowed where nothing in it is escaped.
pub(crate) fn string(raw: &str) -> serde_json::Result<Cow<'_, str>> {
    match raw.strip_prefix('"').and_then(|r| r.strip_suffix('"')) {
        Some(inside) if !inside.contains('\\') => Ok(Cow::Borrowed(inside)),
        _ => serde_json::from_str::<Text<'_>>(raw).map(|text| text.0),
    }
}

/// `Cow<str>` as serde reads it is always owned.
struct Text<'a>(Cow<'a, str>);

impl<'de> Deserialize<'de> for Text<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visit;

        impl<'de> Visitor<'de> for Visit {
            type Value = Text<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("text")
            }

            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
                Ok(Text(Cow::Borrowed(text)))
            }

            fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
                Ok(Text(Cow::Owned(text.into())))
            }
        }

        deserializer.deserialize_str(Visit)
    }
}
