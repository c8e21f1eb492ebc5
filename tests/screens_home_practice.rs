//! Home for somebody with sixty days of practice behind: what was done, what comes back, what is
//! weak.

#![allow(clippy::unwrap_used)]

mod support;

use hotseat::domain::register::Register;
use hotseat::domain::settings::{Glyphs, Theme};
use hotseat::tui::screen::home::Home;
use hotseat::tui::theme::Look;
use support::sixty_days::sixty_days;
use support::stage::{Stage, answer, morning, trainer};

/// The person of sixty days, `days` days after the last.
fn person(days: i64) -> Stage {
    let home = tempfile::tempdir().unwrap();
    sixty_days(home.path(), 1);
    let trainer = trainer(home.path(), morning(days));
    Stage::open(home, trainer, |trainer| Box::new(Home::open(trainer)))
}

#[test]
fn home_after_sixty_days() {
    insta::assert_snapshot!(person(0).sizes());
}
