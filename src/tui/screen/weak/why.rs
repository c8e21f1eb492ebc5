//! Why the card under the cursor is weak, and what to do about it.

use ratatui::text::{Line, Span};

use crate::domain::card::Card;
use crate::domain::day::Day;
use crate::domain::weakness::{Missed, Reason, WeakCard};
use crate::training::Trainer;
use crate::training::trainer::Weak;
use crate::training::words::short;
use crate::tui::action::{Action, Context};
use crate::tui::keymap::Keymap;
use crate::tui::theme::{Look, Role};
use crate::tui::widget::prose::Prose;

/// Cells of the names that stand before the facts.
const NAMES: usize = 10;
/// Cells under which these names are left out.
const NARROW: u16 = 50;
/// So many of the points missed most are named,
const MISSED: usize = 3;
/// with so many characters of each.
const POINT: usize = 44;

/// The keys that advice names, as they are bound; empty where one is not.
#[derive(Debug, Default)]
pub(super) struct Keys {
    pub(super) drill: String,
    pub(super) open: String,
    pub(super) ladder: String,
    pub(super) unpractised: String,
    pub(super) undo: String,
}

impl Keys {
    pub(super) fn of(keymap: &Keymap) -> Self {
        let key = |action| {
            let chords = keymap.chords(Context::Weak, action);
            chords.first().map(ToString::to_string).unwrap_or_default()
        };
        Self {
            drill: key(Action::Start),
            open: key(Action::Open),
            ladder: key(Action::Ladder),
            unpractised: key(Action::Unpractised),
            undo: key(Action::Undo),
        }
    }
}

/// What is known of the card under the cursor beside its line.
#[derive(Debug)]
pub(super) struct Why {
    card: WeakCard,
    can_be_laddered: bool,
    missed: Vec<(String, Missed)>,
    must: Option<String>,
    good: Option<Day>,
    /// Oldest first.
    grades: Vec<&'static str>,
    verdicts: Vec<&'static str>,
}

impl Why {
    /// Reads the one card and looks up its attempts.
    pub(super) fn of(card: &WeakCard, weak: &Weak, trainer: &Trainer) -> Self {
        let info = &trainer.cards()[card.card as usize];
        let full = trainer.card(card.card).ok();
        // A point the card no longer has says nothing.
        let missed = weak.missed(trainer, &info.id).into_iter();
        let named = missed.filter_map(|m| Some((text(full.as_ref(), &m.point)?, m)));
        let missed = named.take(MISSED).collect();
        let must = card.reasons.iter().find_map(|reason| match reason {
            Reason::MustAbsent(must) => text(full.as_ref(), &must.point),
            _ => None,
        });
        let seen = trainer.seen(&info.id);
        let mut grades: Vec<_> = seen
            .iter()
            .flat_map(|s| s.grades())
            .map(|g| g.word())
            .collect();
        let verdicts = seen.iter().flat_map(|seen| seen.verdicts());
        let mut verdicts: Vec<_> = verdicts.map(|verdict| verdict.words()).collect();
        // The last few tell.
        grades.truncate(6);
        verdicts.truncate(4);
        grades.reverse();
        verdicts.reverse();
        Self {
            card: card.clone(),
            can_be_laddered: full.as_ref().is_some_and(Card::can_be_laddered),
            missed,
            must,
            good: weak.good_before(trainer, &info.id),
            grades,
            verdicts,
        }
    }

    /// Whether the card can be asked as a ladder.
    pub(super) fn can_be_laddered(&self) -> bool {
        self.can_be_laddered
    }

    /// Everything, the most useful first.
    pub(super) fn prose(&self, keys: &Keys, width: u16, look: &Look) -> Prose {
        let dot = format!(" {} ", look.glyphs.dot);
        let reasons: Vec<String> = self
            .card
            .reasons
            .iter()
            .map(|r| self.reason(r, look))
            .collect();
        let mut facts = vec![("because", reasons.join(&dot), Role::Warn)];
        let mut told: Vec<String> = Vec::new();
        let mut drills = false;
        for reason in &self.card.reasons {
            let next = self.advice(reason, keys);
            // To drill it is said once, whatever the reasons.
            let is_drill = self.is_drilled_for(reason);
            if !(told.contains(&next) || is_drill && drills) {
                told.push(next);
            }
            drills |= is_drill;
        }
        facts.push(("advice", told.join("; ") + ".", Role::Text));
        let missed = self.missed.iter().map(|(text, missed)| {
            format!(
                "“{}” ({} of {})",
                short(text, POINT),
                missed.absent,
                missed.of
            )
        });
        facts.push(("misses", missed.collect::<Vec<_>>().join("  "), Role::Text));
        facts.push(("verdicts", self.verdicts.join(", "), Role::Text));
        facts.push(("grades", self.grades.join(" "), Role::Text));
        let mut prose = Prose::default();
        // A narrow page has no room for the names.
        let names = if width < NARROW { 0 } else { NAMES };
        for (mut name, text, role) in facts.into_iter().filter(|(_, text, _)| !text.is_empty()) {
            for line in Prose::new(&text, look.style(role)).wrapped(width - names as u16) {
                let head = if names == 0 { "" } else { name };
                let head = Span::styled(format!("{head:names$}"), look.style(Role::Muted));
                let text = Span::styled(line.to_string(), look.style(role));
                prose = prose.line(Line::from(vec![head, text]), names);
                name = "";
            }
        }
        prose
    }

    /// A reason with what it is about.
    fn reason(&self, reason: &Reason, look: &Look) -> String {
        match (reason, &self.must) {
            (Reason::MustAbsent(_), Some(text)) => {
                format!("{}: “{}”", reason.words(), short(text, POINT))
            }
            (Reason::Surprise(expected), _) => {
                format!("{}: you expected {}", reason.words(), expected.words())
            }
            _ => words(reason, look),
        }
    }

    /// Whether the advice about a reason is to drill the card.
    fn is_drilled_for(&self, reason: &Reason) -> bool {
        match reason {
            Reason::Misses(_) => self.good.is_none(),
            Reason::Surprise(_) | Reason::Fading(..) | Reason::Unpractised => true,
            _ => false,
        }
    }

    /// What to do about a reason.
    fn advice(&self, reason: &Reason, keys: &Keys) -> String {
        let by = |key: &str, does: &str, plain: &str| match key {
            "" => plain.to_owned(),
            key => format!("{key} {does}"),
        };
        match reason {
            Reason::Leech(_) => "rewrite it in your own words, or split it in two".into(),
            Reason::MustAbsent(_) => "say the must point first".into(),
            Reason::Surprise(_) => by(
                &keys.drill,
                "asks the surprise again today",
                "answer it again today",
            ),
            Reason::Misses(_) => match self.good {
                Some(day) => {
                    let day = day.date().format("%-d %b");
                    let plain = format!("look at your good answer of {day}");
                    by(
                        &keys.open,
                        &format!("shows your good answer of {day}"),
                        &plain,
                    )
                }
                None => by(
                    &keys.drill,
                    "drills it now, due or not",
                    "drill it now, due or not",
                ),
            },
            Reason::LowVerdict(..) => "rewrite the answer around what it misses".into(),
            Reason::Slow(..) if self.can_be_laddered => by(
                &keys.ladder,
                "asks it in 180, 90, 60 and 30 s",
                "tell it in 180, 90, 60 and 30 s",
            ),
            Reason::Slow(..) => "say only what is asked".into(),
            Reason::Fading(..) => {
                let to = format!("{:.0} %", 100.0 * self.card.outlook.studied);
                let plain = format!("a drill today makes it {to}");
                by(
                    &keys.drill,
                    &format!("drills it today: then {to} on the day"),
                    &plain,
                )
            }
            Reason::Unpractised => by(&keys.drill, "tries it once", "try it once"),
        }
    }
}

/// A reason for a list: recent looks stand before it, the oldest first.
pub(super) fn words(reason: &Reason, look: &Look) -> String {
    let Reason::Misses(looks) = reason else {
        return reason.words();
    };
    let glyph = |pass: &bool| {
        if *pass {
            look.glyphs.pass
        } else {
            look.glyphs.miss
        }
    };
    let looks: String = looks.iter().rev().map(glyph).collect();
    format!("{looks} {}", reason.words())
}

/// The text of a point of a card.
fn text(card: Option<&Card>, name: &str) -> Option<String> {
    let points = card?.named_points();
    let named = points.into_iter().find(|(of, _)| *of == name);
    named.map(|(_, point)| point.text.to_string())
}
