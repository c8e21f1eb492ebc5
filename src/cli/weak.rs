//! `hotseat weak`: what is weak, why, and what a drill of it would bring; or that drill.

use std::io::{self, Write};
use std::rc::Rc;

use serde_json::{Value, json};

use super::arguments::Weak as Wanted;
use super::drill::{app, known, look, play, read_script};
use super::{Exit, Failure, House, json};
use crate::domain::queue::Filter;
use crate::domain::weakness::{Reason, Rule, Subject, WeakCard};
use crate::training::session::Wish;
use crate::training::trainer::{Trainer, Weak};
use crate::training::words::{about, count};
use crate::tui::theme::Look;

/// What is known of the decks wanted.
fn weak(trainer: &Trainer, wanted: &Wanted) -> Result<Rc<Weak>, Failure> {
    let decks = trainer.decks().iter().map(|deck| &*deck.id);
    known("deck", &wanted.decks, decks)?;
    let filter = Filter {
        decks: wanted.decks.clone(),
        ..Filter::default()
    };
    trainer.weak(&filter).map_err(Failure::failed)
}

/// The cards that are listed, in their order: those never practised after the others.
fn listed<'a>(weak: &'a Weak, wanted: &Wanted) -> Vec<&'a WeakCard> {
    let others = weak.unpractised.iter().filter(|_| wanted.never_practised);
    let all = weak.cards.iter().chain(others);
    all.take(wanted.top.unwrap_or(usize::MAX)).collect()
}

pub(super) fn drill(house: &House, wanted: &Wanted) -> Result<Exit, Failure> {
    let trainer = house.trainer()?;
    let weak = weak(&trainer, wanted)?;
    let cards = listed(&weak, wanted);
    let cards = cards
        .iter()
        .map(|card| trainer.cards()[card.card as usize].id.clone());
    let cards = cards.collect();
    let script = wanted.script.as_deref().map(read_script).transpose()?;
    let look = match wanted.plain {
        true => Look::plain(),
        false => look(&trainer),
    };
    let mut app = app(trainer, look);
    let wish = Wish {
        cards,
        ..Wish::default()
    };
    if wish.cards.is_empty() || !app.start_drill(wish) {
        let failure = Failure::not_found("there is no weak card to drill");
        return Err(failure.help(app.trainer().what_next()));
    }
    play(&mut app, script.as_deref(), wanted.plain, None)
}

pub(super) fn show(house: &House, wanted: &Wanted, out: &mut impl Write) -> Result<Exit, Failure> {
    let trainer = house.trainer()?;
    let weak = weak(&trainer, wanted)?;
    let cards = listed(&weak, wanted);
    match wanted.json {
        true => json::print(out, document(&trainer, &weak, &cards))?,
        false => print(out, &trainer, &weak, &cards)?,
    }
    Ok(match cards.is_empty() && weak.points.is_empty() {
        true => Exit::Nothing,
        false => Exit::Done,
    })
}

fn document(trainer: &Trainer, weak: &Weak, cards: &[&WeakCard]) -> Value {
    let card = |card: &&WeakCard| {
        let info = &trainer.cards()[card.card as usize];
        json!({
            "id": info.id.as_str(),
            "called": trainer.called(card.card),
            "kind": info.kind.name(),
            "competency": &*info.competency,
            "reasons": card.reasons.iter().map(reason).collect::<Vec<_>>(),
            "gain_a_minute": card.gain_a_minute(),
            "seconds": card.seconds,
            "recall_now": card.outlook.now,
            "recall_then": card.outlook.then,
            "recall_if_drilled": card.outlook.studied,
            "lapses": card.lapses,
            "last": card.last.map(|day| day.to_string()),
        })
    };
    let id = |card: &u32| trainer.cards()[*card as usize].id.as_str().to_owned();
    let ids = |cards: &[u32]| cards.iter().map(id).collect::<Vec<_>>();
    let points = weak.points.iter().map(|point| {
        let (theme, name) = match &point.subject {
            Subject::Theme(theme) => (Some(&**theme), None),
            Subject::Point(_, name) => (None, Some(&**name)),
        };
        json!({
            "theme": theme,
            "point": name,
            "missed": weak.missing(trainer, point),
            "competency": point.competency.as_deref(),
            "absent": point.absent,
            "of": point.of,
            "cards": ids(&point.cards),
        })
    });
    let competencies = weak.competencies.iter().map(|competency| {
        json!({
            "competency": &*competency.id,
            "words": competency.words(),
            "mean": competency.mean.filter(|_| competency.has_evidence()),
            "practised": competency.practised,
            "weak": competency.weak.len(),
            "attempts": competency.attempts,
        })
    });
    json!({
        "horizon": weak.horizon.day.to_string(),
        "interview": weak.horizon.is_interview,
        "practised": weak.practised,
        "weak": weak.cards.len(),
        "never_practised": weak.unpractised.len(),
        "cards": cards.iter().map(card).collect::<Vec<_>>(),
        "points": points.collect::<Vec<_>>(),
        "competencies": competencies.collect::<Vec<_>>(),
    })
}

fn reason(reason: &Reason) -> Value {
    let rule = reason.rule();
    let (point, expected) = match reason {
        Reason::MustAbsent(must) => (Some(&*must.point), None),
        Reason::Surprise(expected) => (None, Some(expected.value())),
        _ => (None, None),
    };
    json!({
        "reason": rule.name(),
        "words": reason.words(),
        "rule": rule.words(),
        "point": point,
        "expected": expected,
    })
}

fn print(
    out: &mut impl Write,
    trainer: &Trainer,
    weak: &Weak,
    cards: &[&WeakCard],
) -> io::Result<()> {
    let axes = trainer.axes();
    let practised = count(weak.practised, "practised card", "practised cards");
    writeln!(
        out,
        "{} of {practised} weak, by gain a minute",
        weak.cards.len()
    )?;
    let day = weak.horizon.day.short();
    for card in cards {
        let id = &trainer.cards()[card.card as usize].id;
        let reasons: Vec<String> = card.reasons.iter().map(Reason::words).collect();
        let outlook = card.outlook;
        let [now, then, studied] =
            [outlook.now, outlook.then, outlook.studied].map(|recall| 100.0 * recall);
        writeln!(out, "\n{}  ({id})", trainer.called(card.card))?;
        writeln!(out, "  {}", reasons.join("; "))?;
        writeln!(
            out,
            "  recall {now:.0} % now; {then:.0} % on {day}, {studied:.0} % if drilled today",
        )?;
        writeln!(
            out,
            "  about {}; {:+.1} % a minute",
            about(card.seconds),
            100.0 * card.gain_a_minute()
        )?;
    }
    if !weak.points.is_empty() {
        writeln!(out, "\nPoints")?;
    }
    for point in &weak.points {
        let on = match &point.subject {
            Subject::Theme(_) => String::new(),
            Subject::Point(card, _) => format!(" in {}", trainer.cards()[*card as usize].id),
        };
        let missing = weak.missing(trainer, point);
        writeln!(out, "  {missing}{on}: {}", point.words(axes))?;
    }
    if !weak.competencies.is_empty() {
        writeln!(out, "\nCompetencies")?;
    }
    for competency in &weak.competencies {
        let attempts = count(competency.attempts, "attempt", "attempts");
        let (weak, of) = (competency.weak.len(), competency.practised);
        let title = axes.competency(&competency.id);
        let words = competency.words();
        writeln!(out, "  {title}: {words}, {weak} of {of} weak, {attempts}")?;
    }
    let held = |rule: &Rule| {
        cards
            .iter()
            .any(|c| c.reasons.iter().any(|r| r.rule() == *rule))
    };
    let rules: Vec<Rule> = Rule::ALL.into_iter().filter(held).collect();
    if !rules.is_empty() {
        writeln!(out, "\nRules")?;
    }
    for rule in rules {
        writeln!(out, "  {}: {}", rule.title(), rule.words())?;
    }
    if !cards.is_empty() {
        writeln!(
            out,
            "\n`hotseat weak --drill` drills these cards, due or not."
        )?;
    }
    Ok(())
}
