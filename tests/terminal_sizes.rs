//! A window of any size, at any moment: nothing panics, and what is drawn last is right.

#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "support/pty.rs"]
mod pty;
mod support;

use std::ffi::OsStr;

use hotseat::tui::app::Request;
use proptest::prelude::*;
use pty::{HOTSEAT, Pty};
use support::stage::Stage;

/// Keys that do something somewhere, and text.
fn key() -> impl Strategy<Value = String> {
    let named =
        "space|enter|esc|tab|shift-tab|up|down|left|right|pgdn|pgup|home|end|backspace|f1|:|/";
    let marks = "[0-4abcdghijklnprtuvxyGM]|\\*|\\.|-|\\[|\\]";
    let typed = "ctrl-[abdefhjklnprsuw]|é|日|👩";
    prop_oneof![3 => named, 4 => marks, 1 => typed]
}

/// Any size, the small ones as often as all others.
fn size() -> impl Strategy<Value = (u16, u16)> {
    prop_oneof![(1u16..=110, 1u16..=34), (1u16..=500, 1u16..=200)]
}

/// Draws a frame of that size, and holds it to it.
fn draw(stage: &mut Stage, (width, height): (u16, u16)) -> Result<(), TestCaseError> {
    stage.resize((width, height));
    let screen = stage.screen();
    let rows: Vec<&str> = screen
        .split('\n')
        .filter(|row| !row.starts_with("cursor at "))
        .collect();
    prop_assert_eq!(rows.len(), usize::from(height));
    if width < 40 || height < 12 {
        let said: String = "too small · q quits"
            .chars()
            .take(usize::from(width))
            .collect();
        prop_assert_eq!(rows[0], said.trim_end());
        prop_assert!(rows[1..].iter().all(|row| row.is_empty()));
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn any_keys_in_a_window_of_any_size_draw_all_of_it(
        steps in proptest::collection::vec((key(), size()), 1..70),
        start in 0..3,
    ) {
        let mut stage = match start {
            0 => Stage::prepared(|_| {}),
            1 => Stage::home(),
            _ => Stage::deck(),
        };
        for (key, size) in steps {
            draw(&mut stage, size)?;
            if stage.request(&key) == Request::Quit {
                break;
            }
            draw(&mut stage, size)?;
        }
        // The same again, whatever came before.
        draw(&mut stage, (80, 24))?;
        let screen = stage.screen();
        draw(&mut stage, (500, 200))?;
        draw(&mut stage, (80, 24))?;
        prop_assert_eq!(stage.screen(), screen);
    }
}

#[test]
fn a_window_that_never_rests_ends_up_drawn_as_it_is() {
    let home = tempfile::tempdir().unwrap();
    let environment = [
        ("HOTSEAT_HOME", home.path().as_os_str()),
        ("HOTSEAT_NOW", OsStr::new(support::NOW)),
        ("HOTSEAT_SEED", OsStr::new("7")),
    ];
    let arguments = ["drill", "delegation-trust"].map(OsStr::new);
    let mut pty = Pty::start(HOTSEAT, &arguments, &environment, (80, 24));
    pty.wait_for("help");
    let mut chance = 7_u64;
    let mut next = |most: u64| {
        chance = chance
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        u16::try_from(1 + (chance >> 33) % most).unwrap()
    };
    for _ in 0..300 {
        pty.resize((next(500), next(200)));
        pty.send(b" ");
        pty.send(b"1");
    }
    pty.resize((97, 31));
    // ctrl-l draws every cell anew; what changed cell by cell before has to say the same.
    pty.press_until("\u{1b}OP", "help in all of the window", |screen| {
        let last = screen.lines().nth(30);
        last.is_some_and(|footer| footer.contains("close"))
    });
    let rows = |pty: &Pty| -> Vec<String> {
        let screen = pty.contents();
        screen
            .lines()
            .map(|row| row.trim_end().to_owned())
            .collect()
    };
    let drawn = rows(&pty);
    pty.press("\u{c}", "close");
    assert_eq!(rows(&pty), drawn);
    pty.send(b"\x03");
    assert_eq!(pty.finish().0, 0);
}
