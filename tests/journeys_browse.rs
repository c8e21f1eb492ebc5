//! Journeys through Browse: keys in, the screen and the journal out.

#![allow(clippy::unwrap_used)]

mod support;

use support::stage::Stage;

#[test]
fn look() {
    let mut stage = Stage::home();
    stage.press("b");
    println!("{}", stage.sizes());
    stage.press("/");
    stage.type_text("trust is:new");
    println!("{}", stage.sizes());
    stage.press("enter space space tab");
    println!("{}", stage.sizes());
    stage.press("tab esc / ctrl-u");
    stage.type_text("is:deu zzz");
    println!("{}", stage.sizes());
    stage.press("enter esc T");
    println!("{}", stage.sizes());
    stage.press("esc F");
    println!("{}", stage.sizes());
}
