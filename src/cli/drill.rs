//! `hotseat` and `hotseat drill`: the full screen, a dialogue in lines, or a script.

use super::arguments::Drill;
use super::{Exit, Failure, House};
use crate::training::trainer::Trainer;
use crate::tui::app::App;
use crate::tui::event_loop;
use crate::tui::keymap::Keymap;
use crate::tui::screen::Screen;
use crate::tui::screen::home::Home;
use crate::tui::theme::Look;

pub(super) fn home(house: &House) -> Result<Exit, Failure> {
    let trainer = house.trainer()?;
    full_screen(trainer, |trainer| Box::new(Home::open(trainer)))
}

pub(super) fn run(house: &House, _drill: &Drill) -> Result<Exit, Failure> {
    home(house)
}

fn full_screen(
    mut trainer: Trainer,
    first: impl FnOnce(&mut Trainer) -> Box<dyn Screen>,
) -> Result<Exit, Failure> {
    let (keymap, problems) = Keymap::new(&trainer.settings().keys);
    trainer.add_problems(problems);
    let no_color = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let look = Look::new(
        trainer.settings().theme.name(),
        trainer.settings().glyphs.name(),
        no_color,
    );
    let first = first(&mut trainer);
    let mut app = App::new(trainer, keymap, look, first);
    let ended = event_loop::run(&mut app, "vi").map_err(|e| Failure::usage(e.to_string()))?;
    app.close();
    Ok(Exit::Code(ended.exit_code()))
}
