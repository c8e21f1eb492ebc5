//! The card under the cursor: what it asks and how it stands.

use ratatui::text::{Line, Span};

use crate::domain::card::CardId;
use crate::domain::deck::CardInfo;
use crate::domain::progress::CardProgress;
use crate::domain::schedule;
use crate::training::Trainer;
use crate::training::search::Marks;
use crate::training::words::{count, when};
use crate::tui::theme::{Look, Role};
use crate::tui::widget::prose::Prose;

use super::list::lit;

/// Cells of the names that stand before the facts.
const NAMES: usize = 12;
/// The facts that a search looks into.
const SEARCHED: [&str; 2] = ["tags", "id"];
/// How many of the last grades are shown.
const GRADES: usize = 6;

/// A card, read once when the cursor comes to it.
#[derive(Debug)]
pub(super) struct Preview {
    id: CardId,
    /// What it asks, or why that cannot be read.
    prompt: Result<String, String>,
    facts: Vec<(&'static str, String)>,
}

impl Preview {
    pub(super) fn of(index: u32, trainer: &Trainer) -> Self {
        let info = &trainer.cards()[index as usize];
        let card = trainer.card(index);
        let prompt = card.map(|card| match card.called() == &card.prompt {
            true => card.prompt.to_string(),
            false => format!("{}\n\n{}", card.called(), card.prompt),
        });
        Self {
            id: info.id.clone(),
            prompt: prompt.map_err(|problem| problem.message.to_string()),
            facts: facts(info, trainer),
        }
    }

    pub(super) fn id(&self) -> &CardId {
        &self.id
    }

    /// The card, with the letters marked that were looked for.
    pub(super) fn prose(&self, width: u16, look: &Look, marks: &Marks) -> Prose {
        let marked = |text: &str, role| Line::from(lit(text, &marks.within(text), role, look));
        let prose = match &self.prompt {
            Ok(prompt) => prompt.lines().fold(Prose::default(), |prose, line| {
                prose.line(marked(line, Role::Title), 0)
            }),
            Err(why) => Prose::new(why, look.style(Role::Bad)),
        };
        let mut prose = prose.blank();
        let room = width.saturating_sub(NAMES as u16);
        for (name, text) in &self.facts {
            let mut name = *name;
            let line = match SEARCHED.contains(&name) {
                true => marked(text, Role::Text),
                false => Line::raw(text.clone()),
            };
            for line in Prose::default().line(line, 0).wrapped(room) {
                let head = Span::styled(format!("{name:NAMES$}"), look.style(Role::Muted));
                prose = prose.line(Line::from_iter([head].into_iter().chain(line.spans)), NAMES);
                name = "";
            }
        }
        prose
    }
}

fn facts(info: &CardInfo, trainer: &Trainer) -> Vec<(&'static str, String)> {
    let (seen, today) = (trainer.seen(&info.id), trainer.day());
    let tags: Vec<String> = trainer.tags(info).iter().map(ToString::to_string).collect();
    let mut facts = Vec::new();
    if let Some(seen) = seen {
        let states = [
            (seen.starred, "starred"),
            (seen.suspended, "suspended"),
            (seen.is_buried(today), "put off to tomorrow"),
            (schedule::is_leech(seen, today.plus(1)), "keeps failing"),
        ];
        let states = states.iter().filter(|(is, _)| *is).map(|(_, word)| *word);
        facts.push(("state", states.collect::<Vec<_>>().join(", ")));
    }
    match seen.and_then(|seen| Some((seen, seen.returning()?))) {
        None => facts.push(("due", "never attempted".to_owned())),
        Some((seen, last)) => {
            let retention = trainer.registers().desired_retention;
            let due = schedule::due(trainer.model(), &info.id, seen, retention);
            let due = due.map(|due| match due.since(today) {
                0 => "today".to_owned(),
                days => when(days, today),
            });
            let days = (last.memory.stability.round() as u32).max(1);
            let due = due.unwrap_or_default();
            let stability = count(days, "day", "days");
            facts.extend([
                ("due", format!("{due}; stability {stability}")),
                ("attempts", attempts(seen)),
            ]);
        }
    }
    let competency = trainer.axes().competency(&info.competency);
    facts.extend([
        ("tags", tags.join(", ")),
        ("kind", info.kind.name().to_owned() + &points(info)),
        ("competency", competency.to_owned()),
        ("id", info.id.to_string()),
    ]);
    facts.retain(|(_, text)| !text.is_empty());
    facts
}

fn points(info: &CardInfo) -> String {
    let all = info.points().count();
    match (all, info.points().filter(|point| point.must).count()) {
        (0, _) => String::new(),
        (all, 0) => format!(", {}", count(all as u32, "point", "points")),
        (all, must) => format!(", {}, {must} must", count(all as u32, "point", "points")),
    }
}

fn attempts(seen: &CardProgress) -> String {
    let grades: Vec<&str> = seen
        .grades()
        .take(GRADES)
        .map(|grade| grade.word())
        .collect();
    let latest = if grades.len() > 1 {
        ", latest first"
    } else {
        ""
    };
    format!("{}: {}{latest}", seen.attempts, grades.join(" "))
}
