//! The decks that come with the program.

/// A file that is part of the binary.
#[derive(Debug, Clone, Copy)]
pub struct Bundled {
    /// The stem of its name.
    pub stem: &'static str,
    /// Its text.
    pub text: &'static str,
}

/// Every bundled deck, in the order of a shelf.
pub const DECKS: &[Bundled] = &[
    Bundled {
        stem: "delegation-trust",
        text: include_str!("../../decks/delegation-trust.json"),
    },
    Bundled {
        stem: "ai-operations",
        text: include_str!("../../decks/ai-operations.json"),
    },
    Bundled {
        stem: "ai-team-leadership",
        text: include_str!("../../decks/ai-team-leadership.json"),
    },
    Bundled {
        stem: "delivery-execution",
        text: include_str!("../../decks/delivery-execution.json"),
    },
    Bundled {
        stem: "strategy-finance",
        text: include_str!("../../decks/strategy-finance.json"),
    },
    Bundled {
        stem: "ml-system-design",
        text: include_str!("../../decks/ml-system-design.json"),
    },
];

/// The vocabulary that they are filed under.
pub const AXES: &str = include_str!("../../decks/axes.json");

/// Tells one build's bundled files, and the rules they were read by, from another's.
pub(super) fn build_id() -> u64 {
    /// To be raised when the rules or the form of what is kept change.
    const READER: &str = concat!("decks 4 ", env!("CARGO_PKG_VERSION"));
    let mut hasher = crc32fast::Hasher::new();
    let mut length = 0;
    for text in DECKS.iter().map(|deck| deck.text).chain([AXES, READER]) {
        hasher.update(text.as_bytes());
        length += text.len() as u64;
    }
    length << 32 | u64::from(hasher.finalize())
}
