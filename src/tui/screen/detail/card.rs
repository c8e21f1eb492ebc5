//! The card itself, and where it is filed.

use ratatui::text::Span;

use crate::domain::card::{Body, Card};
use crate::domain::safe_text::SafeText;
use crate::domain::schedule;
use crate::training::Trainer;
use crate::training::words::count;
use crate::tui::theme::{Look, Role};
use crate::tui::widget::prose::Prose;

/// What is asked, where the card stands, and what it holds.
pub(super) fn prose(card: &Card, trainer: &Trainer, look: &Look) -> Prose {
    let muted = look.style(Role::Muted);
    let mut prose = Prose::new(card.called(), look.style(Role::Title));
    if card.called() != &card.prompt {
        prose = prose.text(&card.prompt, look.style(Role::Text));
    }
    let state = state(card, trainer, look);
    if !state.is_empty() {
        prose = prose.line(Span::styled(state, look.style(Role::Warn)), 0);
    }
    prose = prose.blank();
    let dot = look.glyphs.dot;
    for fact in facts(card, trainer, dot) {
        prose = prose.line(Span::styled(fact, muted), 2);
    }
    let note = card.note.iter().map(|note| format!("note: {note}"));
    let sources = card.source.iter().map(|source| format!("source: {source}"));
    for text in note.chain(sources) {
        prose = prose.text(&text, muted);
    }
    let is_leech = trainer
        .seen(&card.id)
        .is_some_and(|seen| schedule::is_leech(seen, trainer.day().plus(1)));
    if is_leech {
        let advice = "It keeps failing: rewrite it in your words, or split it.";
        prose = prose.text(advice, look.style(Role::Warn));
    }
    prose
}

/// What was done to it: `starred, suspended`.
fn state(card: &Card, trainer: &Trainer, look: &Look) -> String {
    let Some(seen) = trainer.seen(&card.id) else {
        return String::new();
    };
    let all = [
        (seen.starred, "* starred"),
        (seen.suspended, "suspended"),
        (seen.is_buried(trainer.day()), "put off to tomorrow"),
    ];
    let said = all
        .iter()
        .filter(|(is_so, _)| *is_so)
        .map(|(_, text)| *text);
    said.collect::<Vec<_>>()
        .join(&format!(" {} ", look.glyphs.dot))
}

fn facts(card: &Card, trainer: &Trainer, dot: &str) -> Vec<String> {
    let axes = trainer.axes();
    let mut decks = trainer.decks().iter();
    let deck = decks.find(|deck| *deck.id == *card.id.deck());
    let own = trainer.seen(&card.id).map_or(&[][..], |seen| &seen.tags);
    let tags = card.tags.iter().map(ToString::to_string);
    let tags: Vec<String> = tags
        .chain(
            own.iter()
                .map(|tag| format!("{} (own)", SafeText::line(tag))),
        )
        .collect();
    let join = |parts: Vec<String>| {
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        parts.join(&format!(" {dot} "))
    };
    let lines = [
        join(vec![
            deck.map_or_else(String::new, |deck| deck.title.to_string()),
            axes.competency(&card.competency).to_owned(),
            card.kind().name().to_owned(),
        ]),
        card.id.to_string(),
        join(vec![
            titles(&card.stages, |id| axes.stage(id)),
            titles(&card.levels, |id| axes.level(id)),
        ]),
        match tags.is_empty() {
            true => String::new(),
            false => format!("tags {}", tags.join(", ")),
        },
        join(vec![points(card), asked(card)]),
    ];
    lines.into_iter().filter(|line| !line.is_empty()).collect()
}

fn titles<'a>(ids: &'a [Box<str>], title: impl Fn(&'a str) -> &'a str) -> String {
    let titles: Vec<&str> = ids.iter().map(|id| title(id)).collect();
    titles.join(", ")
}

/// `6 points, 2 of them must`.
fn points(card: &Card) -> String {
    let points = card.named_points();
    let must = points.iter().filter(|(_, point)| point.must).count();
    match (points.len() as u32, must) {
        (0, _) => String::new(),
        (all, 0) => count(all, "point", "points"),
        (all, must) => format!("{}, {must} of them must", count(all, "point", "points")),
    }
}

/// What comes after the answer.
fn asked(card: &Card) -> String {
    match &card.body {
        Body::Behavioural(behavioural) if !behavioural.followups.is_empty() => count(
            behavioural.followups.len() as u32,
            "follow-up",
            "follow-ups",
        ),
        Body::Scenario(scenario) => count(scenario.nodes.len() as u32, "step", "steps"),
        Body::Case(case) if !case.twists.is_empty() => {
            count(case.twists.len() as u32, "twist", "twists")
        }
        _ => String::new(),
    }
}
