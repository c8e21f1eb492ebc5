//! What the tests of several files share.

#![allow(
    dead_code,
    unreachable_pub,
    reason = "each test file uses its own part"
)]

pub(crate) mod playing;
pub(crate) mod shelf;
pub(crate) mod sitting;
pub(crate) mod sixty_days;
pub(crate) mod stage;
pub(crate) mod weak;

use std::path::Path;

use hotseat::storage::places::Places;
use hotseat::training::Trainer;
use hotseat::training::clock::Clock;
use hotseat::training::trainer::Options;

/// A Tuesday morning.
pub(crate) const NOW: &str = "2026-11-24T08:00:00+01:00";

/// A trainer on the bundled decks, under `home`, with a clock that stands still.
pub(crate) fn trainer(home: &Path) -> Trainer {
    let now = chrono::DateTime::parse_from_rfc3339(NOW).unwrap();
    let options = Options {
        seed: Some(7),
        ..Options::default()
    };
    Trainer::open(Places::under(home), Clock::frozen(now), options).unwrap()
}
