//! The keys of a journal line, for serde.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;

use serde::de::{MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

use super::line::Line;
use super::mock::{AskedLine, PlanLine};
use crate::domain::attempt::Seconds;
use crate::domain::grade::Mark;

/// All keys of a line. Lists are read as `W`, marks as `M` and long texts as `T`: kept, or only
/// checked.
#[derive(Deserialize)]
pub(super) struct Wire<'a, W, M, T> {
    pub v: u32,
    #[serde(borrow)]
    pub d: Cow<'a, str>,
    pub s: u64,
    pub t: i64,
    #[serde(borrow)]
    pub e: Cow<'a, str>,
    #[serde(borrow, default)]
    pub target: Option<Target<'a>>,
    #[serde(borrow, default)]
    pub c: Option<Text<'a>>,
    #[serde(borrow, default)]
    pub day: Option<Text<'a>>,
    #[serde(borrow, default)]
    pub kind: Option<Text<'a>>,
    #[serde(default)]
    pub variant: u16,
    #[serde(default)]
    pub sec: Sec,
    #[serde(default)]
    pub hints: u8,
    #[serde(default)]
    pub conf: Option<u8>,
    #[serde(default)]
    pub flags: W,
    #[serde(default)]
    pub marks: M,
    #[serde(default)]
    pub lifts: W,
    #[serde(default)]
    pub probes: W,
    #[serde(default)]
    pub path: W,
    #[serde(default)]
    pub grades: Pairs<u8>,
    #[serde(default)]
    pub gone: Vec<Box<str>>,
    #[serde(default)]
    pub times: Pairs<u32>,
    #[serde(default)]
    pub estimate: Pairs<f64>,
    #[serde(default)]
    pub rule: u8,
    #[serde(default)]
    pub verdict: Option<u8>,
    #[serde(default)]
    pub given: Option<u8>,
    #[serde(default)]
    pub reason: T,
    #[serde(default)]
    pub proposed: Option<u8>,
    #[serde(default)]
    pub grade: Option<u8>,
    #[serde(default)]
    pub text: T,
    #[serde(default = "Pairs::none")]
    pub texts: Pairs<T>,
    #[serde(borrow, default)]
    pub mock: Option<Text<'a>>,
    #[serde(default)]
    pub evidence: T,
    #[serde(borrow, default)]
    pub id: Option<Text<'a>>,
    #[serde(default)]
    pub plan: Option<Box<PlanLine>>,
    #[serde(default)]
    pub asked: Vec<AskedLine>,
    #[serde(borrow, default)]
    pub name: Option<Text<'a>>,
    #[serde(borrow, default)]
    pub value: Option<Text<'a>>,
    #[serde(borrow, default)]
    pub from: Option<Text<'a>>,
    #[serde(borrow, default)]
    pub to: Option<Text<'a>>,
}

impl<'a, W, M, T> Wire<'a, W, M, T> {
    /// Its head, taken out; the name of the entry stays as well.
    pub(super) fn head(&mut self) -> Head<'a> {
        Head {
            v: self.v,
            d: std::mem::take(&mut self.d),
            s: self.s,
            t: self.t,
            e: self.e.clone(),
        }
    }
}

/// A line with everything it says.
pub(super) type Whole<'a> = Line<'a, Vec<Box<str>>, Marks, String>;
/// A line with what the fold needs; the rest is only checked.
pub(super) type Brief<'a> = Line<'a, WordsSeen, MarksSeen, TextSeen>;

/// A line with what the ledger needs.
pub(super) type Counted<'a> = Line<'a, WordsSeen, MarksHere<'a>, TextSeen>;

/// Seconds of each phase.
#[derive(Default, Serialize, Deserialize)]
pub(super) struct Sec {
    #[serde(default)]
    pub think: u32,
    #[serde(default)]
    pub answer: u32,
    #[serde(default)]
    pub marking: u32,
    #[serde(default)]
    pub paused: u32,
}

impl From<Seconds> for Sec {
    fn from(seconds: Seconds) -> Self {
        let Seconds {
            think,
            answer,
            marking,
            paused,
        } = seconds;
        Self {
            think,
            answer,
            marking,
            paused,
        }
    }
}

impl From<&Sec> for Seconds {
    fn from(sec: &Sec) -> Self {
        Self {
            think: sec.think,
            answer: sec.answer,
            marking: sec.marking,
            paused: sec.paused,
        }
    }
}

/// Names an entry.
#[derive(Serialize, Deserialize)]
pub(super) struct Target<'a> {
    #[serde(borrow)]
    pub d: Cow<'a, str>,
    pub s: u64,
    #[serde(borrow)]
    pub k: Cow<'a, str>,
}

/// A text that borrows from the line unless it has escapes.
#[derive(Deserialize)]
#[serde(transparent)]
pub(super) struct Text<'a>(#[serde(borrow)] Cow<'a, str>);

impl Deref for Text<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

/// What tells one entry from another, whatever else a later version has put in the line.
#[derive(Deserialize)]
pub(super) struct Head<'a> {
    pub v: u32,
    #[serde(borrow)]
    pub d: Cow<'a, str>,
    pub s: u64,
    pub t: i64,
    #[serde(borrow)]
    pub e: Cow<'a, str>,
}

/// Values by the id of a part, in the order they are written.
#[derive(Default)]
pub(super) struct Pairs<V>(pub Vec<(Box<str>, V)>);

impl<V> Pairs<V> {
    fn none() -> Self {
        Self(Vec::new())
    }
}

/// The marks of an attempt, in the order they are written.
#[derive(Default)]
pub(super) struct Marks(pub Vec<(Box<str>, Mark)>);

/// The same, their names borrowed from the line.
#[derive(Default)]
pub(super) struct MarksHere<'a>(pub Vec<(Cow<'a, str>, Mark)>);

/// A text that was read and let go.
#[derive(Default)]
pub(super) struct TextSeen;

/// A list of texts that was read and let go.
#[derive(Default)]
pub(super) struct WordsSeen;

/// Marks that were read and let go.
#[derive(Default)]
pub(super) struct MarksSeen;

fn mark<E: serde::de::Error>(value: u8) -> Result<Mark, E> {
    Mark::from_value(value).ok_or_else(|| E::custom("a mark is 0, 1 or 2"))
}

impl<'de, V: Deserialize<'de>> Deserialize<'de> for Pairs<V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(PairsVisitor(PhantomData))
    }
}

struct PairsVisitor<V>(PhantomData<V>);

impl<'de, V: Deserialize<'de>> Visitor<'de> for PairsVisitor<V> {
    type Value = Pairs<V>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("values by part")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Pairs<V>, A::Error> {
        let mut pairs = Pairs::none();
        while let Some(pair) = map.next_entry()? {
            pairs.0.push(pair);
        }
        Ok(pairs)
    }
}

impl<'de> Deserialize<'de> for Marks {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Self::default())
    }
}

impl<'de> Visitor<'de> for Marks {
    type Value = Self;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("marks by point")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<Self, A::Error> {
        while let Some((point, value)) = map.next_entry()? {
            self.0.push((point, mark(value)?));
        }
        Ok(self)
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for MarksHere<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Self::default())
    }
}

impl<'de: 'a, 'a> Visitor<'de> for MarksHere<'a> {
    type Value = Self;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("marks by point")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<Self, A::Error> {
        while let Some((Text(point), value)) = map.next_entry()? {
            self.0.push((point, mark(value)?));
        }
        Ok(self)
    }
}

impl<'de> Deserialize<'de> for MarksSeen {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Self)
    }
}

impl<'de> Visitor<'de> for MarksSeen {
    type Value = Self;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("marks by point")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self, A::Error> {
        while let Some((TextSeen, value)) = map.next_entry()? {
            mark::<A::Error>(value)?;
        }
        Ok(self)
    }
}

impl<'de> Deserialize<'de> for TextSeen {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(Self)
    }
}

impl Visitor<'_> for TextSeen {
    type Value = Self;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text")
    }

    fn visit_str<E>(self, _: &str) -> Result<Self, E> {
        Ok(self)
    }
}

impl<'de> Deserialize<'de> for WordsSeen {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(Self)
    }
}

impl<'de> Visitor<'de> for WordsSeen {
    type Value = Self;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of texts")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self, A::Error> {
        while seq.next_element::<TextSeen>()?.is_some() {}
        Ok(self)
    }
}
