//! The JSON Schema of decks, by which editors complete and check them.

/// The text of `decks/deck.schema.json`.
pub const TEXT: &str = include_str!("../../decks/deck.schema.json");

#[cfg(test)]
mod checker;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod wire;
