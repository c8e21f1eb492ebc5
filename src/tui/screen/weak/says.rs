//! What a drill would bring, and what stands where there is nothing to list.

use super::listing::Tab;
use super::view::Drawing;
use crate::domain::weakness::Sum;
use crate::training::words::{about, count};
use crate::tui::screen::Size;
use crate::tui::theme::Role;
use crate::tui::widget::prose::Prose;

/// Attempts from which on an empty list means something.
const ENOUGH: u64 = 20;

impl Drawing<'_> {
    /// What a drill of the wished cards would bring.
    pub(super) fn sum(&self) -> String {
        let sum = Sum::of(&self.weak.wished);
        let Ok(Some(known)) = &self.weak.known else {
            return String::new();
        };
        if sum.cards == 0 {
            return String::new();
        }
        let (dot, arrow) = (self.look.glyphs.dot, self.look.glyphs.arrow);
        let what = match (self.weak.tab, self.weak.selected.len()) {
            (Tab::Cards, 0) => "this card".into(),
            (Tab::Cards, selected) => format!("selected {selected}"),
            _ => count(sum.cards, "card", "cards"),
        };
        let (day, time) = (known.horizon.day, about(sum.seconds));
        let (before, after) = (100.0 * sum.before, 100.0 * sum.after);
        let recall = format!("{before:.0} % {arrow} {after:.0} %");
        match (self.page.size, known.horizon.is_interview) {
            (Size::Tiny, _) => format!("{what} {dot} {time} {dot} {recall}"),
            (_, true) => {
                let day = day.date().format("%-d %b");
                format!("{what} {dot} about {time} {dot} recall on {day} {recall}")
            }
            (_, false) => {
                let days = day.since(self.trainer.day());
                format!("{what} {dot} about {time} {dot} recall in {days} days {recall}")
            }
        }
    }

    /// What stands where there is nothing to list, and what to do next.
    pub(super) fn empty(&self) -> Prose {
        let weak = self.weak;
        let text = self.look.style(Role::Text);
        let known = match &weak.known {
            Err(why) => return Prose::new(why, self.look.style(Role::Bad)),
            Ok(known) => known.as_ref(),
        };
        if !weak.filter.is_empty() {
            return Prose::new("Nothing here has that text.", text);
        }
        let practised = known.map_or(0, |known| known.practised);
        if practised == 0 {
            let none = "Nothing is practised yet, so nothing is known to be weak. Answer a few cards \
                        from Home first; what is missed, slow or fading is listed here.";
            return Prose::new(none, text);
        }
        let next = match weak.tab {
            Tab::Points => {
                "No weak points. One is listed once it was absent in 3 answers, and in 40 % of them."
            }
            Tab::Competencies => "No competency was practised yet.",
            _ => {
                let none = match practised {
                    1 => "No weak cards: the one you practised is not weak.".to_owned(),
                    cards => format!("No weak cards among the {cards} you practised."),
                };
                let little = match known.is_some_and(|known| known.attempts() < ENOUGH) {
                    true => "So few attempts say little yet; go on with today's plan.",
                    false => "Go on with today's plan, or try a mock from Home.",
                };
                let key = &weak.keys.unpractised;
                let prose = Prose::new(&none, text).text(little, text);
                return match (
                    key.as_str(),
                    known.is_some_and(|k| !k.unpractised.is_empty()),
                ) {
                    ("", _) | (_, false) => prose,
                    (key, true) => prose.text(&format!("{key} lists cards never practised."), text),
                };
            }
        };
        Prose::new(next, text)
    }
}
