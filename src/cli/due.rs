//! `hotseat due`: one line for a prompt or a status bar.

use std::io::Write;

use serde_json::json;

use super::arguments::Due;
use super::{Exit, Failure, House, json};
use crate::domain::safe_text::SafeText;
use crate::training::trainer::{Today, Trainer};
use crate::training::words;

pub(super) fn run(house: &House, due: &Due, out: &mut impl Write) -> Result<Exit, Failure> {
    let trainer = house.trainer()?;
    let today = trainer.today();
    let minutes = today.seconds_left.div_ceil(60);
    if due.json {
        let fields = json!({
            "due": today.left(),
            "again": today.left() - today.new,
            "new": today.new,
            "minutes": minutes,
            "waiting": today.waiting,
            "answered": today.answered,
            "days": trainer.days_left(),
        });
        json::print(out, fields)?;
    } else if let Some(format) = &due.format {
        let days = trainer
            .days_left()
            .map_or_else(|| "-".into(), |days| days.to_string());
        let line = format
            .replace("{due}", &today.left().to_string())
            .replace("{new}", &today.new.to_string())
            .replace("{minutes}", &minutes.to_string())
            .replace("{days}", &days);
        writeln!(out, "{}", SafeText::new(&line))?;
    } else if !due.quiet {
        writeln!(out, "{}", sentence(&trainer, &today))?;
    }
    Ok(if due.check && today.left() == 0 {
        Exit::No
    } else {
        Exit::Done
    })
}

fn sentence(trainer: &Trainer, today: &Today) -> String {
    let mut line = match today.left() {
        0 => trainer.what_next().trim_end_matches('.').to_owned(),
        left => format!(
            "{left} due ({} again, {} new), about {}",
            left - today.new,
            today.new,
            words::about(today.seconds_left)
        ),
    };
    if today.waiting > 0 {
        line.push_str(&format!("; {} more can wait", today.waiting));
    }
    match trainer.days_left() {
        Some(0) => line.push_str("; the interview is today"),
        Some(days) => {
            line.push_str(&format!(
                "; interview in {}",
                words::count(days, "day", "days")
            ));
        }
        None => {}
    }
    line
}
