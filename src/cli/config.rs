//! `hotseat config`: settings, wherever they live. What is about practice is in the journal, what is
//! about the program in the settings file.

use std::io::Write;
use std::path::Path;

use super::arguments::ConfigCommand;
use super::{Exit, Failure, House, shown};
use crate::domain::day::Day;
use crate::domain::progress;
use crate::domain::register::{BadValue, Register};
use crate::domain::safe_text::SafeText;
use crate::domain::settings::{KeyBinding, Settings};
use crate::storage::nearest::nearest;
use crate::storage::settings_file::{self, NotSet};
use crate::tui::keymap::Keymap;

pub(super) fn run(
    house: &House,
    command: &ConfigCommand,
    out: &mut impl Write,
) -> Result<Exit, Failure> {
    match command {
        ConfigCommand::Path => path(house, out),
        ConfigCommand::Get { name } => get(house, name.as_deref(), out),
        ConfigCommand::Set { name, value } => set(house, name, value, out),
    }
}

fn path(house: &House, out: &mut impl Write) -> Result<Exit, Failure> {
    let places = &house.places;
    writeln!(out, "settings  {}", shown(&places.config_file))?;
    writeln!(out, "journal   {}", shown(&places.journal))?;
    writeln!(out, "decks     {}", shown(&places.decks))?;
    writeln!(out, "state     {}", shown(&places.state))?;
    Ok(Exit::Done)
}

fn get(house: &House, name: Option<&str>, out: &mut impl Write) -> Result<Exit, Failure> {
    let trainer = house.trainer()?;
    let registers = Register::NAMES
        .iter()
        .filter_map(|name| progress::register(trainer.registers(), name))
        .map(|register| (register.name().to_owned(), register.value()));
    let all: Vec<(String, String)> = registers.chain(settings(trainer.settings())).collect();
    match name {
        None => {
            for (name, value) in &all {
                writeln!(out, "{}", SafeText::line(&format!("{name} = {value}")))?;
            }
        }
        Some(name) => match all.iter().find(|(known, _)| known == name) {
            Some((_, value)) => writeln!(out, "{}", SafeText::line(value))?,
            None => return Err(unknown(name, all.iter().map(|(known, _)| known.as_str()))),
        },
    }
    Ok(Exit::Done)
}

fn set(house: &House, name: &str, value: &str, out: &mut impl Write) -> Result<Exit, Failure> {
    let register = match name {
        // A day is taken as people write it, as the screen does.
        "interview-date" if value.parse::<Day>().is_err() => {
            let today = house.trainer()?.day();
            match Day::to_come(value, today) {
                Ok(day) => Ok(Register::InterviewDate(Some(day))),
                Err(_) => Register::parse(name, value),
            }
        }
        _ => Register::parse(name, value),
    };
    match register {
        Ok(register) => {
            let said = format!("{} = {}", register.name(), register.value());
            let said = SafeText::line(&said);
            let mut trainer = house.trainer()?;
            trainer.set(register).map_err(Failure::failed)?;
            writeln!(out, "{said}, in the journal; `hotseat undo` takes it back")?;
        }
        Err(BadValue::NoSuchRegister(_)) => {
            let file = &house.places.config_file;
            if let Some(action) = name.strip_prefix("keys.") {
                bindable(file, action, value)?;
            }
            settings_file::set(file, name, value).map_err(|why| match why {
                NotSet::NoSuchSetting { name } => unknown(&name, names()),
                NotSet::Disk(why) => Failure::failed(why),
                why => Failure::invalid(why.to_string()),
            })?;
            let said = SafeText::line(&format!("{name} = {value}"));
            writeln!(out, "{said}, in {}", shown(file))?;
        }
        Err(unfit) => return Err(Failure::invalid(unfit.to_string())),
    }
    Ok(Exit::Done)
}

/// Whether the key map would take a binding, beside those there are. One that is taken away needs no
/// leave.
fn bindable(file: &Path, action: &str, chords: &str) -> Result<(), Failure> {
    let (Settings { mut keys, .. }, _) = settings_file::load(file);
    if chords.trim().is_empty() || action.is_empty() {
        return Ok(());
    }
    let (_, before) = Keymap::new(&keys);
    keys.retain(|binding| binding.name != action);
    keys.push(KeyBinding {
        name: action.into(),
        chords: chords.into(),
        path: shown(file),
        place: None,
    });
    let (_, problems) = Keymap::new(&keys);
    match problems.iter().find(|problem| !before.contains(problem)) {
        None => Ok(()),
        Some(problem) => {
            let all = "`:` in hotseat lists every action by name";
            let help = problem.help.as_deref().unwrap_or(all);
            Err(Failure::invalid(problem.message.as_str()).help(help))
        }
    }
}

fn settings(settings: &Settings) -> impl Iterator<Item = (String, String)> {
    let named = Settings::NAMES
        .iter()
        .filter_map(|name| Some(((*name).to_owned(), settings.value(name)?)));
    let keys = settings.keys.iter();
    let keys = keys.map(|key| (format!("keys.{}", key.name), key.chords.clone()));
    let queries = settings.queries.iter();
    let queries = queries.map(|saved| (format!("queries.{}", saved.name), saved.text.clone()));
    named.chain(keys).chain(queries)
}

/// What can be set by name, chords aside.
fn names() -> impl Iterator<Item = &'static str> {
    Register::NAMES.into_iter().chain(Settings::NAMES)
}

fn unknown<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Failure {
    let failure = Failure::not_found(format!("there is no setting called \"{name}\""));
    match nearest(name, known) {
        Some(near) => failure.help(format!("did you mean {near}?")),
        None => failure.help("`hotseat config get` lists them all"),
    }
}
