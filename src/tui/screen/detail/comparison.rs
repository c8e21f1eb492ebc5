//! Two attempts at a card: their words, their points and their numbers.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::attempt::{card, in_words};
use crate::domain::attempt::Attempt;
use crate::domain::comparison::{Comparison, Piece};
use crate::domain::safe_text::SafeText;
use crate::training::Trainer;
use crate::training::told::{Answer, Point, Told, words_typed};
use crate::training::words::clock;
use crate::tui::action::{Action, Context};
use crate::tui::screen::{Outcome, Page, Screen, Size, Title};
use crate::tui::theme::{Look, Role};
use crate::tui::widget::prose::{self, Prose, Scroll};
use crate::tui::widget::{fit, inner, panel};

/// Cells of each column of the numbers.
const NUMBERS: [usize; 2] = [9, 16];
/// Cells between two columns of text.
const BETWEEN: u16 = 3;

/// What was typed for one part, then and now.
#[derive(Debug)]
struct Part {
    question: SafeText,
    /// Pieces of the earlier text and of the later; none where nothing was typed.
    then: Option<Vec<Piece>>,
    now: Option<Vec<Piece>>,
}

/// A point, then and now.
#[derive(Debug)]
struct Change {
    part: SafeText,
    text: SafeText,
    then: Option<Point>,
    now: Option<Point>,
}

/// The page of two attempts.
#[derive(Debug)]
pub struct ComparisonScreen {
    from: &'static str,
    id: SafeText,
    question: SafeText,
    /// What was asked then, where it was another variant.
    earlier: Option<SafeText>,
    /// The days of the two, as they are called.
    days: [String; 2],
    parts: Vec<Part>,
    points: Vec<Change>,
    /// A name, what it was, and what it is.
    numbers: Vec<(&'static str, [String; 2])>,
    scroll: Scroll,
}

impl ComparisonScreen {
    /// Compares an attempt with a later one, over the screen called `from`.
    pub fn new(trainer: &Trainer, from: &'static str, then: &Attempt, now: &Attempt) -> Self {
        let id = trainer.progress().current(&now.card).clone();
        let card = card(trainer, &id);
        let told = [then, now].map(|attempt| Told::new(attempt, card.as_ref()));
        let [old, new] = &told;
        let name = |attempt: &Attempt, name| attempt.day.date().format(name).to_string();
        let days = match then.day == now.day {
            true => [name(then, "%-d %b, earlier"), name(now, "%-d %b, later")],
            false => [then, now].map(|attempt| name(attempt, "%-d %b %Y")),
        };
        Self {
            from,
            id: SafeText::line(id.as_str()),
            question: new.question.clone(),
            earlier: Some(old.question.clone()).filter(|asked| *asked != new.question),
            days,
            parts: parts(old, new),
            points: changes(old, new),
            numbers: numbers([then, now], &told),
            scroll: Scroll::default(),
        }
    }

    fn lines(&self, page: Page, width: u16, look: &Look) -> Vec<Line<'static>> {
        let mut head = Prose::new(&self.question, look.style(Role::Title));
        if let Some(earlier) = &self.earlier {
            let asked = format!("On {} it asked: {}", self.days[0], SafeText::line(earlier));
            head = head.text(&asked, look.style(Role::Muted));
        }
        let mut lines = head.blank().wrapped(width);
        if self.parts.is_empty() {
            let text = "Nothing was typed in either attempt: only the marks are compared.";
            lines.extend(
                Prose::new(text, look.style(Role::Muted))
                    .blank()
                    .wrapped(width),
            );
        }
        for part in &self.parts {
            let question = Prose::new(&part.question, look.style(Role::Muted));
            lines.extend(question.wrapped(width));
            let then = text(&part.then, &self.days[0], ('-', Role::Bad), look);
            let now = text(&part.now, &self.days[1], ('+', Role::Good), look);
            if page.size == Size::Wide {
                let column = width.saturating_sub(BETWEEN) / 2;
                lines.extend(beside(then.wrapped(column), now.wrapped(column), column));
            } else {
                lines.extend(then.blank().then(now).wrapped(width));
            }
            lines.push(Line::default());
        }
        lines.extend(self.below(look).wrapped(width));
        lines
    }

    /// Points and numbers.
    fn below(&self, look: &Look) -> Prose {
        let mut prose = Prose::default();
        if !self.points.is_empty() {
            prose = prose.line(
                Span::styled("Points, then and now", look.style(Role::Title)),
                0,
            );
        }
        let mut part = SafeText::default();
        for change in &self.points {
            if change.part != part {
                part = change.part.clone();
                prose = prose.text(&SafeText::line(&part), look.style(Role::Muted));
            }
            prose = prose.line(change.line(look), 9);
        }
        if !self.points.is_empty() {
            prose = prose.blank();
        }
        let [name, cells] = NUMBERS;
        let row = |first: &str, [then, now]: [&str; 2]| {
            let then = fit(then, cells - 1, look.glyphs.ellipsis);
            format!("{first:name$}{then:cells$}{now}")
        };
        let [then, now] = &self.days;
        prose = prose.line(
            Span::styled(row("", [then, now]), look.style(Role::Muted)),
            0,
        );
        for (first, [then, now]) in &self.numbers {
            prose = prose.line(
                Span::styled(row(first, [then, now]), look.style(Role::Text)),
                0,
            );
        }
        prose
    }

    fn scrolling(&self, page: Page) -> (usize, u16) {
        let Rect { width, height, .. } = inner(page.body, page.size);
        (self.lines(page, width, &Look::default()).len(), height)
    }
}

fn parts(old: &Told, new: &Told) -> Vec<Part> {
    let gone = old
        .answers
        .iter()
        .filter(|answer| new.answer(&answer.part).is_none());
    let part = |answer: &Answer| {
        let texts = [old, new].map(|told| told.answer(&answer.part).map(|a| &a.text));
        let (then, now) = match texts {
            [Some(then), Some(now)] => {
                let both = Comparison::new(then, now);
                (Some(both.then), Some(both.now))
            }
            [then, now] => (then.map(whole), now.map(whole)),
        };
        Part {
            question: SafeText::line(&answer.question),
            then,
            now,
        }
    };
    new.answers.iter().chain(gone).map(part).collect()
}

/// A text with nothing to compare it with.
fn whole(text: &SafeText) -> Vec<Piece> {
    vec![Piece {
        text: text.to_string(),
        is_changed: false,
    }]
}

/// A text under its day, what is changed between two signs.
fn text(pieces: &Option<Vec<Piece>>, day: &str, (sign, role): (char, Role), look: &Look) -> Prose {
    let prose = Prose::default().line(Span::styled(day.to_owned(), look.style(Role::Key)), 0);
    let Some(pieces) = pieces else {
        return prose.text("Nothing was typed.", look.style(Role::Muted));
    };
    let (mut prose, mut line) = (prose, Vec::new());
    for piece in pieces {
        for (place, part) in piece.text.split('\n').enumerate() {
            if place > 0 {
                prose = prose.line(std::mem::take(&mut line), 0);
            }
            line.push(match piece.is_changed && !part.trim().is_empty() {
                true => Span::styled(format!("{sign}{part}{sign}"), look.style(role)),
                false => Span::styled(part.to_owned(), look.style(Role::Text)),
            });
        }
    }
    prose.line(line, 0)
}

/// Two columns of `width` cells each.
fn beside(
    then: Vec<Line<'static>>,
    now: Vec<Line<'static>>,
    width: u16,
) -> impl Iterator<Item = Line<'static>> {
    let rows = then.len().max(now.len());
    let (mut then, mut now) = (then.into_iter(), now.into_iter());
    (0..rows).map(move |_| {
        let mut line = then.next().unwrap_or_default();
        let gap = usize::from(width + BETWEEN).saturating_sub(line.width());
        line.spans.push(Span::raw(" ".repeat(gap)));
        line.spans.extend(now.next().unwrap_or_default().spans);
        line
    })
}

fn changes(old: &Told, new: &Told) -> Vec<Change> {
    let find = |told: &Told, point: &Point| {
        let found = told.points.iter().find(|known| known.name == point.name);
        found.cloned()
    };
    let gone = old.points.iter().filter(|point| find(new, point).is_none());
    let all = new.points.iter().chain(gone);
    all.map(|point| Change {
        part: point.part.clone(),
        text: SafeText::line(&point.text),
        then: find(old, point),
        now: find(new, point),
    })
    .collect()
}

impl Change {
    /// `+ 0 → 2  States a limit (lifted now)`.
    fn line(&self, look: &Look) -> Line<'static> {
        let mark = |point: &Option<Point>| {
            let mark = point.as_ref().and_then(|point| point.mark);
            mark.map_or("-".to_owned(), |mark| mark.value().to_string())
        };
        let value = |point: &Option<Point>| point.as_ref().map(Point::value);
        let (sign, role) = match (value(&self.then), value(&self.now)) {
            (Some(then), Some(now)) if now > then => ("+", Role::Good),
            (Some(then), Some(now)) if now < then => ("-", Role::Bad),
            _ => (" ", Role::Text),
        };
        let lifted = |point: &Option<Point>| point.as_ref().is_some_and(|point| point.lifted);
        let lifted = match (lifted(&self.then), lifted(&self.now)) {
            (true, true) => " (lifted both times)",
            (true, false) => " (lifted then)",
            (false, true) => " (lifted now)",
            (false, false) => "",
        };
        let arrow = look.glyphs.arrow;
        let marks = format!("{sign} {} {arrow} {}", mark(&self.then), mark(&self.now));
        Line::from(vec![
            Span::styled(format!("{marks:9}"), look.style(role)),
            Span::styled(self.text.to_string(), look.style(Role::Text)),
            Span::styled(lifted, look.style(Role::Muted)),
        ])
    }
}

fn numbers(attempts: [&Attempt; 2], told: &[Told; 2]) -> Vec<(&'static str, [String; 2])> {
    let each = |of: fn(&Attempt) -> String| attempts.map(of);
    let none = || "-".to_owned();
    let [then, now] = told;
    let marks = [then, now].map(|told| told.earned_in_words().unwrap_or_else(none));
    vec![
        (
            "words",
            each(|a| match words_typed(a) {
                0 => "spoken".to_owned(),
                words => words.to_string(),
            }),
        ),
        ("answer", each(|a| clock(a.seconds.answer.into()))),
        ("marks", marks),
        ("verdict", each(|a| a.given.map_or("-".into(), in_words))),
        (
            "expected",
            each(|a| a.confidence.map_or("-".into(), in_words)),
        ),
        ("grade", each(|a| a.grade.word().to_owned())),
    ]
}

impl Screen for ComparisonScreen {
    fn context(&self) -> Context {
        Context::Comparison
    }

    fn title(&self, _: &Trainer, _: Page, look: &Look) -> Title {
        let [then, now] = &self.days;
        let days = format!("{then} {} {now}", look.glyphs.arrow);
        let right = Span::styled(days, look.style(Role::Muted));
        Title::new([self.from, &self.id], right)
    }

    fn view(&self, frame: &mut Frame, page: Page, look: &Look, _: &Trainer) {
        let title = match page.size {
            Size::Tiny => "-taken out-  +put in+",
            _ => "Two attempts: -taken out-  +put in+",
        };
        let inner = panel(frame, page.body, page.size, look, title, true);
        let lines = self.lines(page, inner.width, look);
        prose::view(frame, inner, lines, self.scroll, look);
        frame.set_cursor_position(inner.as_position());
    }

    fn offers(&self, action: Action, _: &Trainer, page: Page) -> bool {
        match action {
            Action::Down | Action::Up => prose::scrolls(self.scrolling(page)),
            _ => true,
        }
    }

    fn update(&mut self, action: Action, _: &mut Trainer, page: Page) -> Outcome {
        if action == Action::Back {
            return Outcome::Pop;
        }
        let (total, height) = self.scrolling(page);
        self.scroll.update(action, total, height);
        Outcome::Stay
    }
}
