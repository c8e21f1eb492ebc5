//! A scenario: its setting, the state beside each step, the options, the price, the ending, the way.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::Drawing;
use crate::domain::grade::Verdict;
use crate::domain::safe_text::SafeText;
use crate::domain::scenario::{Choice, State};
use crate::training::showing::Step;
use crate::tui::screen::story::{self, NAMES, SIDE, called};
use crate::tui::screen::{Page, Size};
use crate::tui::theme::Role;
use crate::tui::widget::prose::Prose;
use crate::tui::widget::{self, panel};

impl Drawing<'_> {
    /// The page without what stands beside the step: the state of a scenario.
    pub(super) fn main_page(&self) -> Page {
        let mut page = self.page;
        if self.showing.scenario().is_none() || self.showing.is_gradable() {
            return page;
        }
        match page.size {
            Size::Wide => page.body.width = page.body.width.saturating_sub(SIDE),
            // The setting says it all itself.
            _ if *self.showing.step() == Step::Setting => {}
            Size::Standard | Size::Compact => {
                let rows = self.state_line(page.body).len() as u16;
                page.body.height = page.body.height.saturating_sub(rows);
            }
            Size::Tiny => {}
        }
        page
    }

    /// Draws the state beside the step, or as a line below it, and returns the page that is left.
    pub(super) fn beside_state(&self, frame: &mut Frame) -> Page {
        let (all, page) = (self.page.body, self.main_page());
        if page.body == all {
            return page;
        }
        if page.size != Size::Wide {
            let below = Rect {
                y: page.body.bottom(),
                height: all.height - page.body.height,
                ..all
            };
            for (line, row) in self.state_line(all).into_iter().zip(below.rows()) {
                frame.render_widget(line, row);
            }
            return page;
        }
        let side = Rect {
            x: page.body.right(),
            width: all.width - page.body.width,
            ..all
        };
        let state = self.state_text(&self.showing.state());
        let texts = (&state, &self.way_text());
        story::beside(frame, side, page.size, &self.look, texts);
        page
    }

    fn state_line(&self, body: Rect) -> Vec<Line<'static>> {
        story::state_line(&self.showing.state(), body, &self.look)
    }

    fn state_text(&self, state: &State) -> Prose {
        story::state(state, &self.look)
    }

    /// Each step behind one: when it was, and what was done.
    fn way_text(&self) -> Prose {
        let recalled = self.showing.recalled().len();
        let (way, now) = (self.showing.way(), self.showing.node());
        story::way(&way, recalled, now, &self.look)
    }

    /// The head of a step's panel: `Thursday noon · step 2 of 4`; none where the card's own will do.
    pub(super) fn step_title(&self) -> Option<String> {
        if let Step::Debrief { at } = self.showing.step() {
            let all = self.showing.debrief().count();
            return Some(format!("Looking back, {} of {all}", at + 1));
        }
        if self.showing.twist().is_some() {
            return Some("Something has changed".into());
        }
        let node = self.showing.node()?;
        let (step, of) = self.showing.step_of()?;
        let dot = self.look.glyphs.dot;
        Some(match &node.title {
            Some(title) => format!("{title} {dot} step {step} of {of}"),
            None => format!("Step {step} of {of}"),
        })
    }

    pub(super) fn setting(&self, frame: &mut Frame) {
        self.alone(frame, &self.card_title(), &self.setting_text());
    }

    /// One panel with something to read.
    pub(super) fn alone(&self, frame: &mut Frame, title: &str, prose: &Prose) {
        let body = self.page.body;
        let inner = panel(frame, body, self.page.size, &self.look, title, true);
        let inner = self.measure(inner);
        prose.view(frame, inner, self.drill.scroll, &self.look);
        frame.set_cursor_position(inner.as_position());
    }

    pub(super) fn setting_text(&self) -> Prose {
        let showing = self.showing;
        let text = self.look.style(Role::Text);
        let head = self.look.style(Role::Title);
        let mut prose = Prose::default();
        if let Some(title) = showing.scenario().and_then(|s| s.title.as_ref()) {
            prose = prose.text(title, head).blank();
        }
        prose = prose.text(&showing.card().prompt, text);
        let way = showing.way();
        if !showing.recalled().is_empty() {
            prose = prose
                .blank()
                .text("You begin where it was weakest. How you got there:", head);
            for (_, choice) in &way {
                prose = prose.text(&format!("- {}", choice.label), text);
                prose = prose.line(
                    Line::styled(format!("  {}", choice.cost), self.look.style(Role::Muted)),
                    2,
                );
            }
        }
        let state = showing.state();
        if self.page.size < Size::Wide && state.lines().next().is_some() {
            prose = prose.blank().text("How things stand", head);
            prose = prose.then(self.state_text(&state));
        }
        if showing.recalled().is_empty() {
            let how = "At each step: say what you would do, mark it, then take the nearest option \
                       and see what it costs.";
            prose = prose.blank().text(how, self.look.style(Role::Muted));
        }
        prose
    }

    pub(super) fn choose(&self, frame: &mut Frame) {
        let area = self.remind(frame);
        let title = "Which is nearest to what you said?";
        let inner = panel(frame, area, self.page.size, &self.look, title, true);
        self.rows(frame, inner, self.option_rows(), self.drill.choice);
    }

    /// The options, in the order they are asked in.
    pub(super) fn option_rows(&self) -> Vec<(Line<'static>, usize)> {
        let options = self.showing.options();
        let rows = options.iter().enumerate().map(|(place, (_, choice))| {
            let here = place == self.drill.choice;
            let (cursor, style) = self.cursor(here);
            let letter = widget::letter(place);
            let words = Span::styled(format!(" {letter}  {}", choice.label), style);
            (Line::from_iter([cursor, words]), 5)
        });
        rows.collect()
    }

    pub(super) fn price(&self, frame: &mut Frame) {
        self.alone(frame, "What it costs", &self.price_text());
    }

    pub(super) fn price_text(&self) -> Prose {
        let Some(choice) = self.showing.taken() else {
            return Prose::default();
        };
        let (text, muted) = (self.look.style(Role::Text), self.look.style(Role::Muted));
        let mut prose = Prose::new(&choice.label, muted)
            .blank()
            .text(&choice.cost, self.look.style(Role::Title))
            .blank();
        for (name, said) in choice.state.lines() {
            let name = Span::styled(format!("{name:NAMES$}"), muted);
            let said = Span::styled(said.to_string(), text);
            prose = prose.line(Line::from_iter([name, said]), NAMES);
        }
        prose
    }

    pub(super) fn ending(&self, frame: &mut Frame) {
        self.alone(frame, "How it ended", &self.ending_text());
    }

    pub(super) fn ending_text(&self) -> Prose {
        let muted = self.look.style(Role::Muted);
        let ending = self.showing.ending().map_or("", |ending| &ending.text);
        let prose = Prose::new(ending, self.look.style(Role::Text)).blank();
        let flags = match self.showing.red_flags() {
            [] => "",
            _ => "What would have sunk it comes next, then ",
        };
        let then = match (flags, self.showing.debrief().next()) {
            ("", None) => "The verdict comes next.".to_owned(),
            ("", Some(_)) => "A question or two come next, then the verdict.".into(),
            (flags, None) => format!("{flags}the verdict."),
            (flags, Some(_)) => format!("{flags}a question or two, then the verdict."),
        };
        prose.text(&then, muted)
    }

    /// The setting, the way so far and how things stand, for reading in full.
    pub(super) fn story_text(&self) -> Prose {
        let head = self.look.style(Role::Title);
        let text = self.look.style(Role::Text);
        let prose = Prose::new(&self.showing.card().prompt, text);
        let way = self.showing.way();
        let prose = match way.is_empty() {
            true => prose,
            false => prose
                .blank()
                .text("How one got here", head)
                .then(self.way_text()),
        };
        prose
            .blank()
            .text("How things stand", head)
            .then(self.state_text(&self.showing.state()))
            .blank()
            .then(self.said_text())
    }

    /// What was typed at the steps that are over, and to the questions after the ending.
    fn said_text(&self) -> Prose {
        let (text, head) = (self.look.style(Role::Text), self.look.style(Role::Title));
        let said = |prose: Prose, title: &str, words: &str| match words.trim() {
            "" => prose,
            words => prose
                .text(title, head)
                .text(&SafeText::new(words), text)
                .blank(),
        };
        let before = self.showing.recalled().len();
        let steps = self.showing.judged().into_iter().enumerate();
        let prose = steps.fold(Prose::default(), |prose, (at, step)| {
            let title = format!("You, {}", called(step.node, before + at + 1));
            said(prose, &title, &step.part.text)
        });
        let debrief = self.showing.debrief();
        debrief.fold(prose, |prose, (question, answer)| {
            said(prose, question, answer)
        })
    }

    /// The question after the ending.
    pub(super) fn debrief_text(&self) -> Prose {
        let Step::Debrief { at } = self.showing.step() else {
            return Prose::default();
        };
        let question = self.showing.debrief().nth(*at).map_or("", |(q, _)| q);
        Prose::new(question, self.look.style(Role::Text))
    }

    /// Each step with its verdict, what was done and what was said.
    pub(super) fn way_judged(&self) -> Prose {
        let (text, muted) = (self.look.style(Role::Text), self.look.style(Role::Muted));
        let mut prose = Prose::default();
        let before = self.showing.recalled().len();
        for (at, step) in self.showing.judged().into_iter().enumerate() {
            let verdict = step.judgement.verdict;
            let role = verdict_role(verdict);
            let head = [
                Span::styled(
                    format!("{}  ", called(step.node, before + at + 1)),
                    self.look.style(Role::Title),
                ),
                Span::styled(
                    format!("{} {}", verdict.value(), verdict.words()),
                    self.look.style(role),
                ),
            ];
            prose = prose.line(Line::from_iter(head), 2);
            for point in &step.node.rubric.points {
                let mark = step.part.marks.iter().find(|(id, _)| *id == point.id);
                let lifted = step.part.lifts.contains(&point.id);
                let (line, hang) = self.mark_row(point, mark.map(|(_, m)| *m), lifted, false);
                prose = prose.line(line, hang);
            }
            let Some(choice) = step.choice else {
                prose = prose.text("   cut short before anything was done", muted);
                continue;
            };
            let took = format!(" {} {}", self.look.glyphs.cursor, choice.label);
            prose = prose.line(Line::styled(took, text), 3);
            if step.said > verdict {
                let held = format!(
                    "{} {} {}: what was done is worth {}",
                    step.said.value(),
                    self.look.glyphs.arrow,
                    verdict.value(),
                    choice.verdict.value()
                );
                prose = prose.line(Line::styled(format!("   {held}"), muted), 3);
            }
            prose = prose.blank();
        }
        if let Some(ending) = self.showing.ending() {
            prose = prose.text(&ending.text, muted);
        }
        prose
    }

    /// The road not taken: at each step what else could have been done, and what it costs.
    pub(super) fn other_roads(&self) -> Prose {
        let (text, muted) = (self.look.style(Role::Text), self.look.style(Role::Muted));
        let mut prose = Prose::default();
        for (at, (node, taken)) in self.showing.way().into_iter().enumerate() {
            prose = prose.text(&called(node, at + 1), self.look.style(Role::Title));
            for option in &node.options {
                let is_taken = option.id == taken.id;
                prose = prose.line(self.road(option, is_taken), 4);
                prose = prose.line(Line::styled(format!("    {}", option.cost), muted), 4);
            }
            prose = prose.blank();
        }
        let reached = self.showing.ending();
        let endings = self.showing.scenario().map_or(&[][..], |s| &s.endings);
        let others = endings.iter().filter(|e| Some(*e) != reached);
        let mut others = others.peekable();
        if others.peek().is_some() {
            prose = prose.text("It could also have ended", self.look.style(Role::Title));
        }
        others.fold(prose, |prose, ending| {
            prose.text(&format!("- {}", ending.text), text)
        })
    }

    fn road(&self, option: &Choice, is_taken: bool) -> Line<'static> {
        let mark = if is_taken {
            self.look.glyphs.cursor
        } else {
            " "
        };
        let role = if is_taken { Role::Title } else { Role::Text };
        let verdict = option.verdict.value().to_string();
        Line::from_iter([
            Span::raw(format!("{mark} ")),
            Span::styled(verdict, self.look.style(verdict_role(option.verdict))),
            Span::styled(format!(" {}", option.label), self.look.style(role)),
        ])
    }
}

/// How a verdict is coloured.
pub(super) fn verdict_role(verdict: Verdict) -> Role {
    match verdict {
        Verdict::StrongNoHire | Verdict::NoHire => Role::Bad,
        Verdict::Hire | Verdict::StrongHire => Role::Good,
    }
}
