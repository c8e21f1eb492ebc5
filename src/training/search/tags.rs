//! What cards are tagged with.

use std::collections::HashMap;

use crate::domain::deck::CardInfo;
use crate::domain::safe_text::SafeText;
use crate::training::Trainer;

impl Trainer {
    /// The tags of a card: those of its deck, then the user's own; safe to show.
    pub fn tags(&self, info: &CardInfo) -> Vec<SafeText> {
        let own = self.seen(&info.id).map_or(&[][..], |seen| &seen.tags);
        let tags = info.tags.iter().map(|tag| &**tag);
        let own = own.iter().map(|tag| &**tag);
        let own = own.filter(|own| info.tags.iter().all(|tag| **tag != **own));
        tags.chain(own).map(SafeText::line).collect()
    }

    /// The `most` tags that most cards have, with the number of those cards, the most used first;
    /// safe to show.
    pub fn most_used_tags(&self, most: usize) -> Vec<(SafeText, u32)> {
        let mut counts: HashMap<&str, u32> = HashMap::new();
        for info in self.cards() {
            for tag in info.tags.iter() {
                *counts.entry(tag).or_default() += 1;
            }
            let own = self.seen(&info.id).map_or(&[][..], |seen| &seen.tags);
            for tag in own
                .iter()
                .filter(|own| info.tags.iter().all(|tag| **tag != ***own))
            {
                *counts.entry(tag).or_default() += 1;
            }
        }
        let mut counts: Vec<(&str, u32)> = counts.into_iter().collect();
        counts.sort_unstable_by_key(|(tag, count)| (std::cmp::Reverse(*count), *tag));
        let shown = counts.into_iter().take(most);
        shown
            .map(|(tag, count)| (SafeText::line(tag), count))
            .collect()
    }
}
