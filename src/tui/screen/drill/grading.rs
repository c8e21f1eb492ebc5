//! The last step: the verdict with its reason, what each grade would mean, and the samples.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use super::Drawing;
use super::scenario::verdict_role;
use crate::domain::card::Body;
use crate::domain::grade::{Grade, Verdict};
use crate::domain::safe_text::SafeText;
use crate::training::words;
use crate::tui::screen::Size;
use crate::tui::theme::Role;
use crate::tui::widget::prose::{Prose, Scroll};
use crate::tui::widget::text_box::TextBox;
use crate::tui::widget::{dialog, panel};

impl Drawing<'_> {
    /// Whether there are marks to look back on.
    pub(super) fn shows_marks(&self) -> bool {
        let is_told = self.showing.scenario().is_some() || self.showing.case().is_some();
        is_told || !self.showing.marks().is_empty() && !self.showing.gave_up()
    }

    /// The upper pane, the pane beside it on a wide page, and the pane of the verdict below.
    pub(super) fn verdict_areas(&self) -> (Rect, Option<Rect>, Rect) {
        let body = self.page.body;
        let inside = body.width.saturating_sub(4);
        let rows = self.judged().height(inside) + self.grade_rows(inside).len();
        let bottom = (rows as u16 + self.edges()).min(body.height.saturating_sub(4));
        let [top, bottom] =
            Layout::vertical([Constraint::Fill(1), Constraint::Length(bottom)]).areas(body);
        if self.page.size < Size::Wide || !self.shows_marks() {
            return (top, None, bottom);
        }
        let halves = [Constraint::Percentage(50), Constraint::Fill(1)];
        let [left, right] = Layout::horizontal(halves).areas(top);
        (left, Some(right), bottom)
    }

    pub(super) fn verdict(&self, frame: &mut Frame) {
        let (top, beside, bottom) = self.verdict_areas();
        match beside {
            Some(right) => {
                self.marked(frame, top, self.drill.scroll);
                self.samples(frame, right);
            }
            None if self.shows_marks() => self.marked(frame, top, self.drill.scroll),
            None => self.samples(frame, top),
        }
        let has_points = self.showing.judgement().is_some();
        let title = if has_points {
            "Verdict"
        } else {
            "How did it go?"
        };
        let inner = panel(frame, bottom, self.page.size, &self.look, title, true);
        let grades = self.grade_rows(inner.width);
        let judged_rows = inner.height.saturating_sub(grades.len() as u16);
        let [head, row] =
            Layout::vertical([Constraint::Length(judged_rows), Constraint::Fill(1)]).areas(inner);
        self.judged()
            .view(frame, head, Scroll::default(), &self.look);
        for (line, row) in grades.into_iter().zip(row.rows()) {
            frame.render_widget(line, row);
        }
        let proposed = self.showing.proposed(self.trainer.clock().ticks());
        let column = row.width / 4 * u16::from(proposed.value() - 1);
        frame.set_cursor_position((row.x + column, row.y));
    }

    /// The points as they were marked, and the red flags that were raised.
    pub(super) fn marks_text(&self) -> Prose {
        let mut prose = match () {
            () if self.showing.scenario().is_some() => self.way_judged(),
            () if self.showing.case().is_some() => self.case_marks(),
            () => (0..self.showing.marks().len()).fold(Prose::default(), |prose, point| {
                let (line, hang) = self.point_row(point, false);
                prose.line(line, hang)
            }),
        };
        let flags = self.showing.red_flags().iter().zip(self.showing.raised());
        for (flag, _) in flags.filter(|(_, raised)| **raised == Some(true)) {
            let line = Line::styled(format!(" !   {}", flag.text), self.look.style(Role::Bad));
            prose = prose.line(line, 5);
        }
        prose
    }

    fn marked(&self, frame: &mut Frame, area: Rect, scroll: Scroll) {
        let title = match self.showing.scenario() {
            Some(_) => "The way you took",
            None => "Your marks",
        };
        let inner = panel(frame, area, self.page.size, &self.look, title, false);
        self.marks_text().view(frame, inner, scroll, &self.look);
    }

    /// What the marks come to and why, and what was expected.
    fn judged(&self) -> Prose {
        let showing = self.showing;
        let mut prose = Prose::default();
        if let (Some(given), Some(reason)) = (showing.given(), showing.reason_in_words()) {
            let role = verdict_role(given);
            let verdict = format!("{} {}", given.value(), given.words());
            prose = prose.line(
                Line::from_iter([
                    Span::styled(
                        verdict,
                        self.look.style(role).patch(self.look.style(Role::Title)),
                    ),
                    Span::raw(format!("   {reason}")),
                ]),
                4,
            );
            if let Some(why) = showing.override_reason() {
                prose = prose.text(
                    &format!("moved by you: {}", SafeText::line(why)),
                    self.look.style(Role::Warn),
                );
            }
            if let Some(expected) = showing.confidence() {
                let words = match expected.cmp(&given) {
                    std::cmp::Ordering::Equal => format!("you expected {}", expected.value()),
                    _ => format!(
                        "you expected {}, it came to {}",
                        expected.value(),
                        given.value()
                    ),
                };
                prose = prose.text(&words, self.look.style(Role::Muted));
            }
        }
        if let Some(place) = showing.chosen() {
            let right = showing.choices().nth(place).is_some_and(|(_, right)| right);
            let picked = showing
                .choices()
                .nth(place)
                .map_or("", |(choice, _)| choice);
            let (word, role) = if right {
                ("Right.".to_owned(), Role::Good)
            } else {
                (format!("Not that one: {picked}"), Role::Bad)
            };
            prose = prose.line(Line::styled(word, self.look.style(role)), 2);
        }
        match self.page.size {
            Size::Tiny | Size::Compact => prose,
            _ => prose.blank(),
        }
    }

    /// Each grade with when the card would return, and, with a date, the recall on the day.
    fn grade_rows(&self, width: u16) -> Vec<Line<'static>> {
        let Some(outlook) = self.trainer.outlook() else {
            return Vec::new();
        };
        let proposed = self.showing.proposed(self.trainer.clock().ticks());
        let column = usize::from(width) / 4;
        let wide = column >= 18;
        let grades = Grade::ALL.into_iter().zip(&outlook).map(|(grade, after)| {
            let is_proposed = grade == proposed;
            let mark = if is_proposed {
                self.look.glyphs.cursor
            } else {
                " "
            };
            let word = if column >= 14 {
                grade.word()
            } else {
                &grade.word()[..1]
            };
            let days = words::days(after.days);
            let text = format!("{mark}{} {word}  {days}", grade.value());
            let role = if is_proposed {
                Role::Cursor
            } else {
                Role::Text
            };
            Span::styled(pad(text, column), self.look.style(role))
        });
        let mut rows = vec![Line::from_iter(grades)];
        if let Some(days) = self.trainer.days_left().filter(|days| *days > 0) {
            let recall = outlook.iter().map(|after| {
                let share = self.trainer.recall_on_the_day(after).unwrap_or(0.0) * 100.0;
                let text = match wide {
                    true => format!("   recall then {share:.0} %"),
                    false => format!("   {share:.0} %"),
                };
                Span::styled(pad(text, column), self.look.style(Role::Muted))
            });
            if self.page.size > Size::Tiny {
                rows.push(Line::from_iter(recall));
            }
            if self.page.size >= Size::Standard {
                let words = format!(
                    "recall then: on the interview day, in {}",
                    words::count(days, "day", "days")
                );
                rows.push(Line::styled(words, self.look.style(Role::Muted)));
            }
        }
        rows
    }

    /// What shows only now: the answer, the samples, the anchors, the follow-ups not put.
    pub(super) fn samples(&self, frame: &mut Frame, area: Rect) {
        let (title, prose) = self.sample_text();
        let inner = panel(frame, area, self.page.size, &self.look, title, false);
        let inner = self.measure(inner);
        prose.view(frame, inner, self.drill.scroll, &self.look);
        frame.set_cursor_position(inner.as_position());
    }

    pub(super) fn sample_text(&self) -> (&'static str, Prose) {
        let text = self.look.style(Role::Text);
        let head = |prose: Prose, title: &str| {
            prose.line(
                Line::styled(title.to_owned(), self.look.style(Role::Title)),
                0,
            )
        };
        let list = |prose: Prose, title: &str, items: &[SafeText]| match items {
            [] => prose,
            items => items
                .iter()
                .fold(head(prose.blank(), title), |prose, item| {
                    prose.text(&format!("- {item}"), text)
                }),
        };
        let typed = self.showing.text.trim();
        // Where there is nothing to mark, this is the place to compare.
        let own = |prose: Prose| match typed.is_empty() {
            true => prose,
            false => head(prose.blank(), "You wrote").text(&SafeText::new(typed), text),
        };
        let card = self.showing.card();
        let (title, mut prose) = match &card.body {
            Body::Recall(recall) => {
                let question = match recall.cloze.is_empty() {
                    true => Prose::new(self.showing.prompt(), self.look.style(Role::Muted)),
                    false => self.cloze(),
                };
                let mut prose = question.blank();
                if let Some((right, _)) = self.showing.choices().find(|(_, right)| *right) {
                    let right = format!("{} {right}", self.look.glyphs.check);
                    prose = prose
                        .line(Line::styled(right, self.look.style(Role::Good)), 2)
                        .blank();
                }
                ("Answer", own(prose.text(&recall.answer, text)))
            }
            Body::Behavioural(behavioural) => {
                let mut prose = Prose::default();
                if let Some(strong) = &behavioural.strong {
                    prose = head(prose, "Strong").text(strong, text).blank();
                }
                if let Some(weak) = &behavioural.weak {
                    prose = head(prose, "Weak, and tempting").text(weak, text).blank();
                }
                if let Some(intent) = &behavioural.intent {
                    prose = head(prose, "What they want to know")
                        .text(intent, text)
                        .blank();
                }
                if let Some(seeks) = self.showing.seeks() {
                    prose = head(prose, "This wording seeks").text(seeks, text).blank();
                }
                if behavioural.rubric.anchors.iter().any(Option::is_some) {
                    prose = head(prose, "What each verdict sounds like");
                    for (n, anchor) in behavioural.rubric.anchors.iter().enumerate() {
                        if let Some(anchor) = anchor {
                            prose = prose.text(&format!("{}. {anchor}", n + 1), text);
                        }
                    }
                    prose = prose.blank();
                }
                if !behavioural.rubric.by_level.is_empty() {
                    prose = head(prose, "By level");
                    for (level, words) in &behavioural.rubric.by_level {
                        let title = self.trainer.axes().level(level);
                        prose = prose.text(&format!("- {title}: {words}"), text);
                    }
                    prose = prose.blank();
                }
                let put = self.showing.probes();
                let others: Vec<SafeText> = behavioural
                    .followups
                    .iter()
                    .filter(|followup| !put.contains(&followup.id))
                    .map(|followup| followup.ask.clone())
                    .collect();
                if !others.is_empty() {
                    prose = head(prose, "Other follow-ups");
                    prose = others
                        .iter()
                        .fold(prose, |p, ask| p.text(&format!("- {ask}"), text));
                }
                if let Some(words) = &behavioural.no_reports_yet {
                    prose = head(prose.blank(), "If you have led nobody yet").text(words, text);
                }
                if prose == Prose::default() {
                    prose = prose.text("This card has no samples.", self.look.style(Role::Muted));
                }
                ("Samples", prose)
            }
            Body::Reverse(reverse) => {
                let prose = Prose::new(self.showing.prompt(), self.look.style(Role::Muted));
                let prose = list(prose, "Listen for", &reverse.listen_for);
                let prose = list(prose, "Warning signs", &reverse.warning_signs);
                let prose = head(prose.blank(), "Then ask").text(&reverse.then_ask, text);
                let avoid: Vec<SafeText> = reverse.avoid_if.iter().cloned().collect();
                ("What to hear", own(list(prose, "Not if", &avoid)))
            }
            Body::Scenario(_) => ("The road not taken", self.other_roads()),
            Body::Case(_) => ("The solution", self.case_solution()),
            Body::Undrilled(_) => ("Card", Prose::default()),
        };
        if let Some(note) = &card.note {
            prose = head(prose.blank(), "Note").text(note, text);
        }
        prose = list(prose, "Not in these words", &card.avoid);
        prose = list(prose, "Source", &card.source);
        if let Some(since) = card.since {
            prose = prose.text(&format!("checked {since}"), self.look.style(Role::Muted));
        }
        (title, prose)
    }

    /// The line that asks why the verdict was moved.
    pub(super) fn reason(&self, frame: &mut Frame, to: Verdict, line: &TextBox) {
        let title = format!("Why {} {}?", to.value(), to.words());
        let inner = dialog::open(frame, self.page, &self.look, &title, (60, 1));
        line.view(frame, inner, &self.look, true);
    }
}

fn pad(mut text: String, width: usize) -> String {
    let room = width.saturating_sub(text.width());
    text.push_str(&" ".repeat(room));
    text
}
