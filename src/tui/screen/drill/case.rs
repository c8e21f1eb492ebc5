//! A case: the givens, the number, the range, the calculation.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout};
use ratatui::text::{Line, Span};

use super::asking::MEASURE;
use super::{Drawing, Mode};
use crate::domain::attempt::Part;
use crate::domain::estimate::{self, Distance};
use crate::domain::safe_text::SafeText;
use crate::training::showing::Asked;
use crate::tui::screen::Size;
use crate::tui::theme::Role;
use crate::tui::widget::panel;
use crate::tui::widget::prose::{Prose, Scroll};

impl Drawing<'_> {
    /// What is known and what is asked; for a twist, what changed and what was said before.
    pub(super) fn case_text(&self) -> Prose {
        let Some(case) = self.showing.case() else {
            return Prose::default();
        };
        let (text, head) = (self.look.style(Role::Text), self.look.style(Role::Title));
        let muted = self.look.style(Role::Muted);
        let givens = |prose: Prose| self.givens(prose.blank().text("Given", head));
        if self.showing.twist().is_none() {
            let prose = Prose::new(&self.showing.card().prompt, text);
            return givens(prose.blank().text(&case.ask, head));
        }
        let before = match self.showing.first_estimate() {
            Some(number) => format!(
                "You said {} {}; it lay between {} and {}.",
                estimate::show(number),
                case.range.unit,
                estimate::show(case.range.low),
                estimate::show(case.range.high),
            ),
            None => format!(
                "It lay between {} and {} {}.",
                estimate::show(case.range.low),
                estimate::show(case.range.high),
                case.range.unit,
            ),
        };
        let prose = Prose::new(self.showing.prompt(), head)
            .blank()
            .text(&before, muted);
        givens(prose)
    }

    /// At a twist, what was typed before it.
    pub(super) fn said_first(&self) -> Prose {
        let first = self.showing.parts().first().map(|part| part.text.trim());
        match first.filter(|text| !text.is_empty()) {
            Some(text) => Prose::new("You, before the twist", self.look.style(Role::Title))
                .text(&SafeText::new(text), self.look.style(Role::Text))
                .blank(),
            None => Prose::default(),
        }
    }

    pub(super) fn givens(&self, prose: Prose) -> Prose {
        let text = self.look.style(Role::Text);
        let givens = self.showing.case().map_or(&[][..], |case| &case.givens);
        givens.iter().fold(prose, |prose, given| {
            prose.text(&format!("- {given}"), text)
        })
    }

    pub(super) fn estimate(&self, frame: &mut Frame) {
        let Mode::Estimate(line) = &self.drill.mode else {
            return;
        };
        let area = self.remind(frame);
        let unit = self.showing.range().map_or("", |range| &range.unit);
        let title = format!("Your number, in {unit}");
        let help = self.number_help();
        let rows = 1 + help.height(self.inside(area).width.min(MEASURE)) as u16;
        let rows = [Constraint::Length(rows + self.edges()), Constraint::Fill(1)];
        let [top, below] = Layout::vertical(rows).areas(area);
        let inner = panel(frame, top, self.page.size, &self.look, &title, true);
        let rows = [Constraint::Length(1), Constraint::Fill(1)];
        let [row, under] = Layout::vertical(rows).areas(self.measure(inner));
        help.view(frame, under, Scroll::default(), &self.look);
        if below.height > self.edges() {
            let inner = panel(frame, below, self.page.size, &self.look, "Given", false);
            let inner = self.measure(inner);
            let givens = self.givens(Prose::default());
            givens.view(frame, inner, Scroll::default(), &self.look);
        }
        line.view(frame, row, &self.look, true);
    }

    /// How a number may be written.
    pub(super) fn number_help(&self) -> Prose {
        let words = "As you would write it: 12k, 1.5M, 30 %, 2h, 40-50. Left empty, you give none.";
        Prose::new(words, self.look.style(Role::Muted))
    }

    pub(super) fn range(&self, frame: &mut Frame) {
        self.alone(frame, "How far off", &self.range_text());
    }

    pub(super) fn range_text(&self) -> Prose {
        let Some(range) = self.showing.range() else {
            return Prose::default();
        };
        let (text, head) = (self.look.style(Role::Text), self.look.style(Role::Title));
        let unit = &range.unit;
        let (low, high) = (estimate::show(range.low), estimate::show(range.high));
        let mut prose = match self.showing.estimate() {
            Some(number) => {
                let distance = estimate::compare(number, range);
                let role = match distance {
                    Distance::Within => Role::Good,
                    _ => Role::Warn,
                };
                let said = format!("You said {} {unit}: ", estimate::show(number));
                let off = distance.words(unit);
                let spans = [
                    Span::styled(said, text),
                    Span::styled(off, self.look.style(role).patch(head)),
                ];
                Prose::default().line(Line::from_iter(spans), 2)
            }
            None => Prose::new("You gave no number.", self.look.style(Role::Muted)),
        };
        prose = prose.blank().text(
            &format!("A careful estimate lies between {low} and {high} {unit}."),
            text,
        );
        let case = self.showing.case();
        let assumptions = case.filter(|_| self.showing.asked() == Asked::Whole);
        let assumptions = assumptions.map_or(&[][..], |case| &case.assumptions);
        if !assumptions.is_empty() {
            prose = prose.blank().text("Something has to be assumed", head);
        }
        assumptions.iter().fold(prose, |prose, assumption| {
            prose.text(&format!("- {assumption}"), text)
        })
    }

    pub(super) fn worked(&self, frame: &mut Frame) {
        self.alone(frame, "Worked through", &self.worked_text());
    }

    pub(super) fn worked_text(&self) -> Prose {
        let text = self.look.style(Role::Text);
        let prose = match self.showing.worked() {
            Some(worked) => Prose::new(worked, text),
            None => Prose::default(),
        };
        let is_first = self.showing.asked() == Asked::Whole;
        let twists = self
            .showing
            .case()
            .is_some_and(|case| !case.twists.is_empty());
        match is_first && twists && !self.showing.is_marking_only() {
            true => prose
                .blank()
                .text("Something changes next.", self.look.style(Role::Muted)),
            false => prose,
        }
    }

    /// The points of the steps and of the twist, as they were marked.
    pub(super) fn case_marks(&self) -> Prose {
        let mut prose = Prose::default();
        let Some(case) = self.showing.case() else {
            return prose;
        };
        let head = self.look.style(Role::Title);
        for part in self.showing.parts() {
            if *part.id == *Part::WHOLE {
                for point in &case.steps.points {
                    let mark = part.marks.iter().find(|(id, _)| *id == point.id);
                    let (line, hang) = self.mark_row(point, mark.map(|(_, m)| *m), false, false);
                    prose = prose.line(line, hang);
                }
            }
        }
        if self.showing.twist().is_some() && !self.showing.points().is_empty() {
            prose = prose.blank().text("After the twist", head);
        }
        for point in 0..self.showing.marks().len() {
            let (line, hang) = self.point_row(point, false);
            prose = prose.line(line, hang);
        }
        prose
    }

    /// What shows beside the marks: how it is worked out, and the other twists.
    pub(super) fn case_solution(&self) -> Prose {
        let Some(case) = self.showing.case() else {
            return Prose::default();
        };
        let (text, head) = (self.look.style(Role::Text), self.look.style(Role::Title));
        let section = |prose: Prose, title: &str, words: &Option<SafeText>| match words {
            Some(words) => prose.text(title, head).text(words, text).blank(),
            None => prose,
        };
        let mut prose = section(Prose::default(), "Worked through", &case.worked);
        if let Some(twist) = self.showing.twist() {
            prose = section(prose, "After the twist", &twist.worked);
        }
        let put = self.showing.twist().map(|twist| &twist.id);
        let others = case.twists.iter().filter(|twist| Some(&twist.id) != put);
        let mut others = others.peekable();
        if others.peek().is_some() && self.page.size >= Size::Compact {
            prose = prose.text("It may also be twisted", head);
            prose = others.fold(prose, |prose, twist| {
                prose.text(&format!("- {}", twist.ask), text)
            });
        }
        prose
    }
}
