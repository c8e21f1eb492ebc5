//! The query language: which cards are meant.
//!
//! A query is a line of terms, all of which must hold: words to look for, `"exact words"`, `is:due`,
//! `deck:em`, `tag:conflict,feedback` (either), `r<0.7`, `edited:7d`, `saved:friday`. A `-` before a
//! term turns it round. Whoever holds the texts of the cards looks for the [words](Query::words); the
//! rest is [`Query::lets`].

mod holds;
mod parse;

use std::ops::Range;

use super::card::Kind;

pub use holds::Ground;
pub use parse::parse;

/// What a query asks of a card. The empty one lets every card through.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// Words to look for, in lower case, in any order; letters may be left out of them.
    pub words: Vec<String>,
    /// Whatever else must hold.
    pub terms: Vec<Term>,
}

impl Query {
    /// Whether it asks for nothing.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty() && self.terms.is_empty()
    }
}

/// A condition on a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// It must not hold.
    pub negated: bool,
    /// What is asked.
    pub test: Test,
}

/// What a term asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Test {
    /// This text, in lower case and as it stands, is in the title, the prompt, the tags or the id.
    Text(String),
    /// The card is in one of these states.
    Is(Vec<State>),
    /// What the card is filed under begins with one of these, in lower case.
    Filed(Axis, Vec<String>),
    /// The card is of one of these kinds.
    Kind(Vec<Kind>),
    /// A number of the card compares so.
    Number(Number, Comparison, Thousandths),
    /// The file of its deck was changed within so many days; a bundled deck never was.
    Edited(u32),
    /// All of these hold, and the words of the other query are there as they stand.
    All(Query),
}

/// A number in thousandths.
pub type Thousandths = u32;

macro_rules! named {
    ($(#[$of:meta])* $type:ident { $($(#[$doc:meta])* $variant:ident $name:literal,)* }) => {
        $(#[$of])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum $type { $($(#[$doc])* $variant,)* }

        impl $type {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// As a query writes it.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// The one of that name.
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|known| known.name() == name)
            }
        }
    };
}

named! {
    /// How a card stands.
    State {
        /// Its day has come, and nothing keeps it from being asked.
        Due "due",
        /// Never attempted.
        New "new",
        /// Among the weak ones.
        Weak "weak",
        /// It keeps failing.
        Leech "leech",
        /// Taken out of every session.
        Suspended "suspended",
        /// Starred.
        Starred "starred",
        /// Put off to the next study day.
        Buried "buried",
        /// The last attempt was expected to go well, and did not.
        Surprise "surprise",
    }
}

named! {
    /// What cards are filed under.
    Axis {
        /// The deck's id.
        Deck "deck",
        /// A tag, of the deck or the user's own.
        Tag "tag",
        /// The competency's id.
        Competency "comp",
        /// A stage; a card that names none fits all.
        Stage "stage",
        /// A level; a card that names none fits all.
        Level "level",
    }
}

named! {
    /// What can be compared.
    Number {
        /// The chance of recall today, 0 to 1; a card never attempted has none.
        Recall "r",
        /// Agains after the first attempt.
        Lapses "lapses",
        /// Attempts in all.
        Attempts "attempts",
        /// 1 to 3.
        Difficulty "difficulty",
    }
}

named! {
    /// How a number compares with another.
    Comparison {
        /// At most.
        AtMost "<=",
        /// At least.
        AtLeast ">=",
        /// Less.
        Less "<",
        /// More.
        More ">",
        /// Equal.
        Equal "=",
    }
}

/// A term that says nothing. It is left out, and the rest of the query stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// Where it stands in the text, in bytes.
    pub span: Range<usize>,
    /// What is wrong, a sentence fragment.
    pub message: String,
    /// What may have been misspelt; empty where nothing was.
    pub word: String,
    /// What could stand in its place.
    pub known: Vec<String>,
}
