//! Journeys through what is weak: keys in, the screen and the journal out.

#![allow(clippy::unwrap_used)]

mod support;

use hotseat::tui::screen::home::Home;
use support::stage::{Stage, morning, trainer};
use support::weak::{self, Look};

fn open(looks: &[Look]) -> Stage {
    let home = weak::home(looks);
    let trainer = trainer(home.path(), morning(0));
    let mut stage = Stage::open(home, trainer, |trainer| Box::new(Home::open(trainer)));
    stage.press("w");
    stage
}

#[test]
fn peek() {
    let mut stage = open(&weak::history());
    println!("{}", stage.sizes());
    stage.press("tab");
    println!("{}", stage.sizes());
    stage.press("tab");
    println!("{}", stage.sizes());
    stage.press("tab");
    println!("{}", stage.sizes());
}
