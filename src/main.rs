//! The door: run, print the error, exit.

use std::process::ExitCode;

use hotseat::training::Trainer;
use hotseat::tui::app::App;
use hotseat::tui::event_loop;
use hotseat::tui::keymap::Keymap;
use hotseat::tui::screen::home::Home;
use hotseat::tui::theme::Look;

fn main() -> ExitCode {
    let no_color = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let look = Look::new("terminal", "unicode", no_color);
    let mut app = App::new(Trainer, Keymap::default(), look, Box::new(Home));
    match event_loop::run(&mut app, "vi") {
        Ok(ended) => ExitCode::from(ended.exit_code()),
        Err(_) => ExitCode::from(2),
    }
}
