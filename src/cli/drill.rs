//! `hotseat` and `hotseat drill`: the full screen, a dialogue in lines, or a script.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Read};

use super::arguments::Drill;
use super::{Exit, Failure, House, query, shown};
use crate::domain::deck::Term;
use crate::domain::queue::Filter;
use crate::storage::nearest::nearest;
use crate::training::session::Wish;
use crate::training::trainer::Trainer;
use crate::tui::app::App;
use crate::tui::event_loop;
use crate::tui::screen;
use crate::tui::theme::Look;
use crate::tui::{plain, script};

/// The editor when neither the settings nor the environment name one.
const EDITOR: &str = "vi";

pub(super) fn home(house: &House) -> Result<Exit, Failure> {
    let trainer = house.trainer()?;
    let look = look(&trainer);
    let mut app = app(trainer, look);
    full_screen(&mut app)
}

pub(super) fn run(house: &House, drill: &Drill) -> Result<Exit, Failure> {
    let trainer = house.trainer()?;
    let wish = wish(&trainer, drill)?;
    let script = drill.script.as_deref().map(read_script).transpose()?;
    let look = if drill.plain {
        Look::plain()
    } else {
        look(&trainer)
    };
    let mut app = app(trainer, look);
    if !app.start_drill(wish) {
        let failure = Failure::not_found("there is nothing to drill now");
        let help = match &drill.query {
            Some(_) => {
                "no card that is due or new is meant by this search; Browse drills any".into()
            }
            None => app.trainer().what_next(),
        };
        return Err(failure.help(help));
    }
    play(&mut app, script.as_deref(), drill.plain, drill.ack_fd)
}

/// Runs the program on a script, on lines, or on the full screen, to its end.
pub(super) fn play(
    app: &mut App,
    script: Option<&[script::Line]>,
    plain: bool,
    ack_fd: Option<u32>,
) -> Result<Exit, Failure> {
    match script {
        Some(script) => {
            match ack_fd {
                Some(fd) => {
                    let path = format!("/dev/fd/{fd}");
                    let ack = fs::OpenOptions::new().write(true).open(&path);
                    let mut ack =
                        ack.map_err(|e| Failure::usage(format!("{path} cannot be opened: {e}")))?;
                    script::run(app, script, &mut ack)?;
                }
                None => script::run(app, script, &mut io::stdout().lock())?,
            }
            app.close();
            Ok(Exit::Done)
        }
        None if plain => {
            let done = plain::run(app, &mut io::stdin().lock(), &mut io::stdout().lock());
            app.close();
            done?;
            Ok(Exit::Done)
        }
        None => full_screen(app),
    }
}

pub(super) fn app(trainer: Trainer, look: Look) -> App {
    App::new(trainer, look, |trainer| screen::first(trainer))
}

pub(super) fn look(trainer: &Trainer) -> Look {
    let no_color = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let settings = trainer.settings();
    Look::new(settings.theme, settings.glyphs, no_color)
}

fn full_screen(app: &mut App) -> Result<Exit, Failure> {
    let from_environment = || {
        let variables = ["VISUAL", "EDITOR"]
            .into_iter()
            .filter_map(std::env::var_os);
        let mut commands = variables.filter_map(|command| command.into_string().ok());
        commands.find(|command| !command.trim().is_empty())
    };
    let editor = from_environment();
    let ended = event_loop::run(app, editor.as_deref().unwrap_or(EDITOR));
    app.close();
    let ended = ended.map_err(|error| {
        Failure::usage(error.to_string())
            .help("`hotseat drill --plain` asks and answers in lines, on any terminal")
    })?;
    Ok(Exit::Code(ended.exit_code()))
}

fn wish(trainer: &Trainer, drill: &Drill) -> Result<Wish, Failure> {
    let axes = trainer.axes();
    let decks: Vec<String> = drill.decks.iter().chain(&drill.deck).cloned().collect();
    known("deck", &decks, trainer.decks().iter().map(|deck| &*deck.id))?;
    let competencies = trainer.cards().iter().map(|card| &*card.competency);
    known(
        "competency",
        &drill.competency,
        ids(&axes.competencies).chain(competencies),
    )?;
    let tags = trainer.cards().iter().flat_map(|card| card.tags.iter());
    known("tag", &drill.tag, tags.map(|tag| &**tag))?;
    known("stage", &drill.stage, ids(&axes.stages))?;
    known("level", &drill.level, ids(&axes.levels))?;
    let query = drill.query.as_deref();
    let query = query.map(|text| query::read(trainer, text)).transpose()?;
    Ok(Wish {
        filter: Filter {
            decks,
            tags: drill.tag.clone(),
            competencies: drill.competency.clone(),
            stages: drill.stage.clone(),
            levels: drill.level.clone(),
            kinds: drill.kind.clone(),
            query,
        },
        minutes: drill.minutes,
        limit: drill.limit,
        cards: Vec::new(),
        ladder: drill.ladder,
    })
}

pub(super) fn ids(terms: &[Term]) -> impl Iterator<Item = &str> + Clone {
    terms.iter().map(|term| &*term.id)
}

pub(super) fn known<'a>(
    what: &str,
    wanted: &[String],
    there: impl Iterator<Item = &'a str> + Clone,
) -> Result<(), Failure> {
    match wanted
        .iter()
        .find(|wanted| !there.clone().any(|id| id == *wanted))
    {
        None => Ok(()),
        Some(wanted) => {
            let failure = Failure::not_found(format!("there is no {what} \"{wanted}\""));
            Err(match nearest(wanted, there.clone()) {
                Some(near) => failure.help(format!("did you mean {near}?")),
                None => failure.help(format!(
                    "there are: {}",
                    there
                        .collect::<BTreeSet<_>>()
                        .into_iter()
                        .collect::<Vec<_>>()
                        .join(", ")
                )),
            })
        }
    }
}

pub(super) fn read_script(path: &std::path::Path) -> Result<Vec<script::Line>, Failure> {
    let mut text = String::new();
    let read = match path.as_os_str() == "-" {
        true => io::stdin().lock().read_to_string(&mut text).map(drop),
        false => fs::File::open(path).and_then(|mut file| file.read_to_string(&mut text).map(drop)),
    };
    read.map_err(|e| Failure::not_found(format!("{} cannot be read: {e}", shown(path))))?;
    script::parse(&text).map_err(|bad| Failure::invalid(format!("{}: {bad}", shown(path))))
}
