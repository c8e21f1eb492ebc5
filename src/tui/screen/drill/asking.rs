//! Before the reveal: the question, the clock, and a place to type.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::{Line, Span};

use super::{Drawing, Mode};
use crate::domain::card::{Body, Fragment, Kind};
use crate::domain::progress::CardProgress;
use crate::domain::schedule;
use crate::training::showing::{RUNGS, Rung, Step};
use crate::training::stopwatch::Phase;
use crate::training::words;
use crate::tui::screen::Size;
use crate::tui::theme::Role;
use crate::tui::widget::prose::{Prose, Scroll};
use crate::tui::widget::{self, panel};

/// Text is not laid out wider than this: longer lines are hard to read.
pub(super) const MEASURE: u16 = 76;

impl Drawing<'_> {
    /// The head of the card's panel: what it is, and how well it is known.
    pub(super) fn card_title(&self) -> String {
        let card = self.showing.card();
        let glyphs = &self.look.glyphs;
        let dots: String = (1..=3)
            .map(|n| {
                if n <= card.difficulty {
                    glyphs.filled
                } else {
                    glyphs.hollow
                }
            })
            .collect();
        let competency = self.trainer.axes().competency(&card.competency);
        let dot = glyphs.dot;
        let mut title = format!("{competency} {dot} {} {dot} {dots}", card.kind().name());
        let seen = self.trainer.seen(&card.id);
        if let Some((seen, last)) = seen.and_then(|seen| Some((seen, seen.last()?)))
            && self.page.size > Size::Compact
        {
            let ago = match self.trainer.day().since(last.day) {
                0 => "today".into(),
                1 => "yesterday".into(),
                days => format!("{days} days ago"),
            };
            title.push_str(&format!(
                " {dot} seen {}{}, last {ago}",
                seen.attempts, glyphs.times
            ));
        }
        if let Some(expected) = seen.and_then(CardProgress::surprise) {
            title.push_str(&format!(
                " {dot} a surprise: you expected {}",
                expected.words()
            ));
        }
        let today = self.trainer.day();
        if seen.is_some_and(|seen| schedule::is_leech(seen, today.plus(1))) {
            title.push_str(&format!(" {dot} keeps failing"));
        }
        if seen.is_some_and(|seen| seen.starred) {
            title.push_str(" *");
        }
        title
    }

    /// A title with the rung of a ladder before it: `Rung 2 of 4: 90 s`.
    fn on_its_rung(&self, title: String) -> String {
        let Some(Rung { at, seconds }) = self.showing.rung() else {
            return title;
        };
        let dot = self.look.glyphs.dot;
        format!(
            "Rung {} of {}: {seconds} s {dot} {title}",
            at + 1,
            RUNGS.len()
        )
    }

    fn is_typing(&self) -> bool {
        matches!(self.drill.mode, Mode::Typing(_))
    }

    /// Whether there is a pane for the answer: a recall card has one once something is typed.
    fn has_answer_pane(&self) -> bool {
        let showing = self.showing;
        self.is_typing() || !showing.text.is_empty() || showing.is_told()
    }

    /// The panes of the question, the answer and the hints, and the line of the clock.
    pub(super) fn asking_areas(&self) -> [Rect; 4] {
        let body = self.page.body;
        let (edges, inside) = (self.edges(), body.width.saturating_sub(4));
        let hint_rows = match self.hints().height(inside) as u16 {
            0 => 0,
            _ if self.page.size < Size::Standard => 0,
            rows => (rows + edges).min(body.height / 4 + edges),
        };
        let status_rows = 1 + u16::from(self.page.size >= Size::Standard);
        let room = body.height.saturating_sub(hint_rows + status_rows);
        let prompt_rows = self.prompt().height(inside.min(MEASURE)) as u16 + edges;
        // While one types the box needs the room, and the question stays in sight.
        let least = match self.showing.case() {
            _ if self.is_typing() => room / 2,
            // There is much to read, and nothing in the box yet.
            Some(_) if self.showing.text.is_empty() => 2 + self.edges(),
            _ => room / 3,
        };
        let (top, bottom) = match self.has_answer_pane() {
            true => (
                Constraint::Length(prompt_rows.min(room - least)),
                Constraint::Fill(1),
            ),
            false => (Constraint::Fill(1), Constraint::Length(0)),
        };
        let rows = [
            top,
            bottom,
            Constraint::Length(hint_rows),
            Constraint::Length(status_rows),
        ];
        Layout::vertical(rows).areas(body)
    }

    pub(super) fn asking(&self, frame: &mut Frame) {
        let [question, answer, hint, last] = self.asking_areas();
        let prompt = self.prompt();
        let size = self.page.size;
        let title = self.step_title().unwrap_or_else(|| self.card_title());
        let title = self.on_its_rung(title);
        let inner = panel(frame, question, size, &self.look, &title, !self.is_typing());
        let inner = match self.has_answer_pane() {
            true => self.measure(inner),
            false => self.middle(inner, &prompt),
        };
        prompt.view(frame, inner, self.drill.scroll, &self.look);
        if !self.is_typing() {
            frame.set_cursor_position(inner.as_position());
        }
        if self.has_answer_pane() {
            self.answer_panel(frame, answer);
        }
        if hint.height > 0 {
            let showing = self.showing;
            let title = format!(
                "Hints {} of {}",
                showing.hints().len(),
                showing.hints_in_all()
            );
            let inner = panel(frame, hint, size, &self.look, &title, false);
            self.hints()
                .view(frame, inner, Scroll::default(), &self.look);
        }
        frame.render_widget(self.status(), last.rows().next_back().unwrap_or(last));
    }

    /// Rows that a panel's frame or title takes.
    pub(super) fn edges(&self) -> u16 {
        if self.page.size == Size::Tiny { 1 } else { 2 }
    }

    /// The part of a pane that text is laid out in.
    pub(super) fn measure(&self, area: Rect) -> Rect {
        Rect {
            width: area.width.min(MEASURE),
            ..area
        }
    }

    /// The middle of a pane, for a question that stands alone in it.
    fn middle(&self, area: Rect, prose: &Prose) -> Rect {
        if self.page.size < Size::Standard {
            return area;
        }
        let width = area.width.min(MEASURE);
        let rows = (prose.height(width) as u16).min(area.height);
        Rect {
            x: area.x + (area.width - width) / 2,
            y: area.y + (area.height - rows) / 3,
            width,
            height: area.height - (area.height - rows) / 3,
        }
    }

    pub(super) fn prompt(&self) -> Prose {
        let text = self.look.style(Role::Text);
        let muted = self.look.style(Role::Muted);
        let showing = self.showing;
        let mut prose = match showing.cloze().next() {
            _ if matches!(showing.step(), Step::Debrief { .. }) => return self.debrief_text(),
            _ if showing.case().is_some() => self.case_text(),
            Some(_) => self.cloze(),
            None => Prose::new(showing.prompt(), text),
        };
        let choices = showing.choices();
        if choices.len() > 0 {
            prose = prose.blank();
            for (place, (choice, _)) in choices.enumerate() {
                let under = place == self.drill.choice;
                let mark = if under { self.look.glyphs.cursor } else { " " };
                let letter = widget::letter(place);
                let style = self
                    .look
                    .style(if under { Role::Cursor } else { Role::Text });
                let line = Line::styled(format!("{mark} {letter}  {choice}"), style);
                prose = prose.line(line, 5);
            }
        }
        let prose = match showing.card().kind() {
            Kind::Behavioural => {
                let minutes = words::clock(u64::from(showing.answer_box()));
                let framework = showing.behavioural().and_then(|b| b.framework.as_deref());
                let framework = framework.and_then(|id| self.trainer.axes().framework(id));
                let framework =
                    framework.map_or(String::new(), |f| format!(" Framework: {}.", f.title));
                let next = match showing.followups() {
                    [] => "",
                    _ => "A follow-up will come. ",
                };
                let aim = format!("{next}Aim for {minutes}.{framework}");
                prose.blank().text(&aim, muted)
            }
            Kind::Reverse => {
                let to: Vec<&str> = match &showing.card().body {
                    Body::Reverse(reverse) => reverse.to.iter().map(|to| to.as_str()).collect(),
                    _ => Vec::new(),
                };
                let aloud = format!("Ask it aloud. For: {}.", to.join(", "));
                prose.blank().text(&aloud, muted)
            }
            _ => prose,
        };
        // A small page has no room for a pane of hints: they scroll with the question.
        match showing.hints() {
            [_, ..] if self.page.size < Size::Standard => prose.blank().then(self.hints()),
            _ => prose,
        }
    }

    /// A cloze prompt with what is still hidden as a gap of one length: its own would tell.
    pub(super) fn cloze(&self) -> Prose {
        let text = self.look.style(Role::Text);
        let spans = self.showing.cloze().map(|(part, is_shown)| match is_shown {
            true => Span::styled(part.to_owned(), text),
            false => Span::styled(Fragment::GAP, self.look.style(Role::Key)),
        });
        Prose::default().line(Line::from_iter(spans), 0)
    }

    fn hints(&self) -> Prose {
        let text = self.look.style(Role::Text);
        let hints = self.showing.hints().iter().enumerate();
        hints.fold(Prose::default(), |prose, (n, hint)| {
            prose.text(&format!("{}. {hint}", n + 1), text)
        })
    }

    fn answer_panel(&self, frame: &mut Frame, area: Rect) {
        let title = match &self.drill.mode {
            Mode::Typing(text) if text.is_nearly_full() => {
                format!("Your answer: {} of {} characters", text.len(), text.limit())
            }
            _ => "Your answer".to_owned(),
        };
        let typing = matches!(self.drill.mode, Mode::Typing(_));
        let inner = panel(frame, area, self.page.size, &self.look, &title, typing);
        match &self.drill.mode {
            Mode::Typing(text_box) => text_box.view(frame, inner, &self.look, true),
            _ if self.showing.text.is_empty() => {
                let text = match self.showing.step() {
                    Step::Debrief { .. } => "Say it aloud; or type it, and it is kept.",
                    Step::Think if self.showing.node().is_some() => {
                        "Think first. Then say what you would do, or type it."
                    }
                    Step::Think => "Think first. Then say it aloud, or type it.",
                    _ if !self.showing.rungs_over().is_empty() => {
                        "The same answer in less time: say what carries it first, or type it."
                    }
                    _ => "Say it aloud, as you would in the room; or type it.",
                };
                Prose::new(text, self.look.style(Role::Muted)).view(
                    frame,
                    inner,
                    Scroll::default(),
                    &self.look,
                );
            }
            _ => self.typed(self.look.style(Role::Text)).view(
                frame,
                inner,
                Scroll::default(),
                &self.look,
            ),
        }
    }

    /// The clock, what is expected, and the hints taken.
    fn status(&self) -> Line<'static> {
        let at = self.trainer.clock().ticks();
        let showing = self.showing;
        let time_box = showing.card().time_box;
        let (name, phase, boxed) = match showing.step() {
            Step::Debrief { .. } => return Line::default(),
            Step::Think => ("think", Phase::Think, time_box.think),
            _ if showing.is_told() || showing.rung().is_some() => {
                ("answer", Phase::Answer, showing.answer_box())
            }
            _ => ("answer", Phase::Answer, time_box.think + time_box.answer),
        };
        let spent = showing.spent(phase, at).as_secs();
        let mut after = Vec::new();
        if let Some(expected) = showing.confidence() {
            let words = format!("   you expect {} {}", expected.value(), expected.words());
            after.push(Span::raw(words));
        }
        if !showing.hints().is_empty() {
            let hints = format!(
                "   {}",
                words::count(showing.hints().len() as u32, "hint", "hints")
            );
            after.push(Span::styled(hints, self.look.style(Role::Muted)));
        }
        let taken = after.iter().map(Span::width).sum();
        let room = usize::from(self.page.body.width).saturating_sub(taken);
        let clock = self.clock_within(room, name, spent, boxed);
        Line::from_iter(clock.into_iter().chain(after))
    }

    /// ` answer 1:12 ████░░ of 2:00`: it turns at 75 %, 100 % and 130 % of the box, and never cuts off.
    pub(super) fn clock(&self, name: &str, spent: u64, boxed: u32) -> Vec<Span<'static>> {
        self.clock_within(usize::MAX, name, spent, boxed)
    }

    /// The same in so many cells, of which the bar gives up what the words need.
    fn clock_within(&self, room: usize, name: &str, spent: u64, boxed: u32) -> Vec<Span<'static>> {
        let percent = spent * 100 / u64::from(boxed.max(1));
        let role = match percent {
            0..75 => Role::Bar,
            75..100 => Role::Warn,
            _ => Role::Must,
        };
        let late = if percent >= 130 {
            " over"
        } else if percent >= 100 {
            " !"
        } else {
            ""
        };
        let width = if self.page.size >= Size::Standard {
            24
        } else {
            10
        };
        let style = self
            .look
            .style(if percent < 75 { Role::Text } else { role });
        let head = Span::styled(format!(" {name} {} ", words::clock(spent)), style);
        let of = format!(" of {}{late}", words::clock(u64::from(boxed)));
        let mut tail = vec![Span::styled(of, self.look.style(Role::Muted))];
        if self.showing.is_paused() {
            tail.push(Span::styled("  paused", self.look.style(Role::Warn)));
        }
        let said = head.width() + tail.iter().map(Span::width).sum::<usize>();
        let width = width.min(room.saturating_sub(said));
        let filled = (spent as usize * width / boxed.max(1) as usize).min(width);
        let bar = widget::bar(filled, width, &self.look).style(self.look.style(role));
        [head, bar].into_iter().chain(tail).collect()
    }
}
