//! How the lists are composed.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::{Line, Span};

use super::listing::{PointLine, Tab};
use super::{Weak, why};
use crate::domain::weakness::{Rule, Sum, WeakCard, WeakCompetency};
use crate::training::Trainer;
use crate::training::words::{about, count};
use crate::tui::screen::{Page, Size};
use crate::tui::theme::{Look, Role};
use crate::tui::widget::prose::{self, Prose, Scroll};
use crate::tui::widget::{fit, list, panel};

/// Cells of the reasons, and of the numbers after them.
const WHY: usize = 28;
const NUMBERS: [(&str, usize); 3] = [("R now", 6), ("lapses", 8), ("last", 6)];
/// Cells of the mark that says a card is selected.
const SELECTED: usize = 4;

/// The parts of the page.
struct Areas {
    list: Rect,
    why: Option<Rect>,
    sum: Rect,
}

fn areas(weak: &Weak, page: Page) -> Areas {
    let told = match (weak.tab, page.size) {
        // Nothing is under the cursor.
        (tab, _) if weak.lines.count(tab) == 0 => 0,
        (Tab::Cards, Size::Wide) => 9,
        (Tab::Cards, Size::Standard) => 8,
        (Tab::Cards, Size::Compact) => 6,
        (Tab::Cards, Size::Tiny) => 3,
        (Tab::Points | Tab::Competencies, Size::Wide | Size::Standard) => 8,
        _ => 0,
    };
    let sum = u16::from(weak.tab != Tab::Rules);
    let rows = [
        Constraint::Fill(1),
        Constraint::Length(told),
        Constraint::Length(sum),
    ];
    let [list, why, sum] = page.body.layout(&Layout::vertical(rows));
    Areas {
        list,
        why: (told > 0).then_some(why),
        sum,
    }
}

/// The room inside the list's panel: the head of its columns, and its lines.
fn room(weak: &Weak, page: Page) -> (Rect, Rect) {
    let list = areas(weak, page).list;
    let edges = if page.size == Size::Tiny {
        (1, 1, 1)
    } else {
        (2, 1, 2)
    };
    let inner = Rect {
        x: list.x + edges.0,
        y: list.y + edges.1,
        width: list.width.saturating_sub(2 * edges.0),
        height: list.height.saturating_sub(edges.2),
    };
    let head = u16::from(weak.tab == Tab::Cards && page.size >= Size::Standard);
    let rows = [Constraint::Length(head), Constraint::Fill(1)];
    let [head, rows] = inner.layout(&Layout::vertical(rows));
    (head, rows)
}

/// The lines of the list at hand and the rows it has.
pub(super) fn scrolling(weak: &Weak, page: Page, look: &Look) -> (usize, u16) {
    let rows = room(weak, page).1;
    let total = match weak.tab {
        Tab::Rules => rules(look).height(rows.width),
        tab => weak.lines.count(tab),
    };
    (total, rows.height)
}

pub(super) fn draw(weak: &Weak, frame: &mut Frame, page: Page, look: &Look, trainer: &Trainer) {
    let Areas {
        list: area,
        why,
        sum,
    } = areas(weak, page);
    let _ = panel(frame, area, page.size, look, &tabs(weak, page.size), true);
    let (head, rows) = room(weak, page);
    let drawing = Drawing {
        weak,
        look,
        trainer,
        page,
    };
    if weak.filtering || !weak.filter.is_empty() {
        drawing.filter(frame, area);
    }
    let total = weak.lines.count(weak.tab);
    if weak.tab == Tab::Rules {
        let lines = rules(look).wrapped(rows.width);
        prose::view(frame, rows, lines, weak.scroll, look);
    } else if total == 0 {
        drawing.empty().view(frame, rows, Scroll::default(), look);
    } else {
        frame.render_widget(drawing.head(head.width.into()), head);
        let top = weak.scroll.top(total, rows.height);
        let seen = top..top + usize::from(rows.height);
        let width = usize::from(rows.width).saturating_sub(2);
        let row = |at: usize| match seen.contains(&at) {
            true => drawing.row(at, width),
            // Lines out of sight are many, and cost nothing.
            false => Line::default(),
        };
        list(frame, rows, look, weak.scroll, weak.cursor, total, row);
    }
    if weak.filtering || total == 0 || weak.tab == Tab::Rules {
        drawing.cursor(frame, area, rows);
    }
    if let (Some(area), None) = (why, &weak.why) {
        drawing.asked(frame, area);
    }
    if let (Some(area), Some(told)) = (why, &weak.why) {
        let called = trainer.called(weak.lines.cards[weak.cursor].card);
        let title = match page.size {
            Size::Tiny => "Why".to_owned(),
            _ => format!("Why: {called}"),
        };
        let inner = panel(frame, area, page.size, look, &title, false);
        let told = told.prose(&weak.keys, inner.width, look);
        for (line, row) in told.wrapped(inner.width).into_iter().zip(inner.rows()) {
            frame.render_widget(line, row);
        }
    }
    let text = fit(
        &drawing.sum(),
        usize::from(sum.width).saturating_sub(2),
        look.glyphs.ellipsis,
    );
    frame.render_widget(Line::raw(format!(" {text}")), sum);
}

/// The lists with their counts, the one at hand in brackets; it stands alone where the filter needs
/// the room.
fn tabs(weak: &Weak, size: Size) -> String {
    let is_filtered = weak.filtering || !weak.filter.is_empty();
    let name = |tab: Tab| {
        let is_here = tab == weak.tab;
        let lines = match tab {
            // Those never practised are counted apart.
            Tab::Cards => weak.lines.weak,
            tab => weak.lines.count(tab),
        };
        let name = match tab {
            Tab::Cards => "Cards",
            Tab::Points => "Points",
            Tab::Competencies => "Competencies",
            Tab::Rules => "Rules",
        };
        let counts = tab != Tab::Rules && (is_here || size > Size::Tiny);
        let lines = if counts {
            format!(" {lines}")
        } else {
            String::new()
        };
        match is_here {
            true => format!("[{name}{lines}]"),
            false => format!("{name}{lines}"),
        }
    };
    let tabs = Tab::ALL.into_iter();
    let shown = tabs.filter(|tab| *tab == weak.tab || !is_filtered || size == Size::Wide);
    let gap = if size == Size::Tiny { " " } else { "  " };
    shown.map(name).collect::<Vec<_>>().join(gap)
}

fn rules(look: &Look) -> Prose {
    let mut prose = Prose::default();
    for rule in Rule::ALL {
        let name = format!("{:16}", rule.title());
        let line = vec![
            Span::styled(name, look.style(Role::Title)),
            Span::styled(rule.words(), look.style(Role::Text)),
        ];
        prose = prose.line(Line::from(line), 16);
    }
    let ends = "A point is weak when it was absent in at least 3 and at least 40 % of the newest 30 \
                answers that were marked for it. Gain is what a drill today adds to recall on the \
                day, for each minute it takes.";
    prose.blank().text(ends, look.style(Role::Muted))
}

struct Drawing<'a> {
    weak: &'a Weak,
    look: &'a Look,
    trainer: &'a Trainer,
    page: Page,
}

impl Drawing<'_> {
    /// The filter, at the right of the list's title.
    fn filter(&self, frame: &mut Frame, area: Rect) {
        let input = self.filter_line(area);
        let slash = Rect {
            x: input.x - 2,
            width: 2,
            ..input
        };
        frame.render_widget(Line::styled("/ ", self.look.style(Role::Key)), slash);
        self.weak
            .filter
            .view(frame, input, self.look, self.weak.filtering);
    }

    fn filter_line(&self, area: Rect) -> Rect {
        let width = (area.width / 4).max(8);
        Rect {
            x: area.right().saturating_sub(width + 2),
            width,
            height: 1,
            ..area
        }
    }

    fn cursor(&self, frame: &mut Frame, area: Rect, rows: Rect) {
        match self.weak.filtering {
            true => self.filter(frame, area),
            false => frame.set_cursor_position(rows.as_position()),
        }
    }

    /// The names of the columns.
    fn head(&self, width: usize) -> Line<'static> {
        let numbers: String = NUMBERS
            .iter()
            .map(|(name, cells)| format!("{name:>cells$}"))
            .collect();
        let card = width.saturating_sub(2 + SELECTED + WHY + numbers.len());
        let text = format!(
            "  {:SELECTED$}{:card$}{:WHY$}{numbers}",
            "sel", "card", "why"
        );
        Line::styled(text, self.look.style(Role::Muted))
    }

    fn row(&self, at: usize, width: usize) -> Line<'static> {
        let lines = &self.weak.lines;
        match self.weak.tab {
            Tab::Cards => self.card(&lines.cards[at], width),
            Tab::Points => self.point(&lines.points[at], width),
            Tab::Competencies => self.competency(&lines.competencies[at], width),
            Tab::Rules => Line::default(),
        }
    }

    fn column(&self, text: &str, cells: usize) -> String {
        let text = fit(text, cells.saturating_sub(1), self.look.glyphs.ellipsis);
        let gap = cells.saturating_sub(Span::raw(&text).width());
        text + &" ".repeat(gap)
    }

    fn card(&self, card: &WeakCard, width: usize) -> Line<'static> {
        let (look, size) = (self.look, self.page.size);
        let selected = match self.weak.is_selected(card, self.trainer) {
            true => "[x] ",
            false => "[ ] ",
        };
        let starred = {
            let id = &self.trainer.cards()[card.card as usize].id;
            self.trainer.seen(id).is_some_and(|seen| seen.starred)
        };
        let called = self.trainer.called(card.card);
        let called = if starred {
            format!("* {called}")
        } else {
            called.to_owned()
        };
        let why = match card.reasons.as_slice() {
            [] => String::new(),
            [one] => why::words(one, look),
            [first, more @ ..] => format!("{} +{}", why::words(first, look), more.len()),
        };
        let numbers = match size {
            Size::Wide | Size::Standard => self.numbers(card),
            Size::Compact | Size::Tiny => String::new(),
        };
        let whys = if size == Size::Tiny {
            0
        } else {
            WHY.min(width / 2)
        };
        let room = width.saturating_sub(SELECTED + whys + numbers.len());
        Line::from(vec![
            Span::raw(selected),
            Span::raw(self.column(&called, room)),
            Span::styled(self.column(&why, whys), look.style(Role::Warn)),
            Span::styled(numbers, look.style(Role::Muted)),
        ])
    }

    fn numbers(&self, card: &WeakCard) -> String {
        let last = card.last.map_or_else(
            || "-".into(),
            |last| match self.trainer.day().since(last) {
                0 => "today".into(),
                days => format!("{days} d"),
            },
        );
        let recall = format!("{:.0}%", 100.0 * card.outlook.now);
        let texts = [recall, card.lapses.to_string(), last];
        let columns = texts.iter().zip(NUMBERS);
        columns
            .map(|(text, (_, cells))| format!("{text:>cells$}"))
            .collect()
    }

    /// What is missed, and how often.
    fn point(&self, line: &PointLine, width: usize) -> Line<'static> {
        let often = Span::raw(&line.often).width().min(width / 2) + 1;
        Line::from(vec![
            Span::raw(self.column(&line.missed, width.saturating_sub(often))),
            Span::styled(self.column(&line.often, often), self.look.style(Role::Warn)),
        ])
    }

    fn competency(&self, line: &WeakCompetency, width: usize) -> Line<'static> {
        let title = self.trainer.axes().competency(&line.id);
        let share = format!("{} of {} weak", line.weak.len(), line.practised);
        let attempts = count(line.attempts, "attempt", "attempts");
        let (words, share, attempts) = match self.page.size {
            Size::Tiny => (self.column(line.words(), 20), String::new(), String::new()),
            Size::Compact => (
                self.column(line.words(), 21),
                String::new(),
                self.column(&attempts, 13),
            ),
            _ => (
                self.column(line.words(), 21),
                self.column(&share, 16),
                self.column(&attempts, 13),
            ),
        };
        let role = if line.has_evidence() {
            Role::Warn
        } else {
            Role::Muted
        };
        let used = words.len() + share.len() + attempts.len();
        Line::from(vec![
            Span::raw(self.column(title, width.saturating_sub(used))),
            Span::styled(words, self.look.style(role)),
            Span::raw(share),
            Span::styled(attempts, self.look.style(Role::Muted)),
        ])
    }

    /// What a drill of the wished cards would bring.
    fn sum(&self) -> String {
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

    /// The cards a drill of the line under the cursor would ask.
    fn asked(&self, frame: &mut Frame, area: Rect) {
        let title = match self.weak.tab {
            Tab::Cards => "Why",
            _ => "A drill asks",
        };
        let inner = panel(frame, area, self.page.size, self.look, title, false);
        let called = self.weak.wished.iter().map(|card| {
            let text = format!(
                "{} {}",
                self.look.glyphs.bullet,
                self.trainer.called(card.card)
            );
            Line::raw(fit(&text, inner.width.into(), self.look.glyphs.ellipsis))
        });
        // No more are made than are seen; one over says that there are more.
        let most = usize::from(inner.height) + 1;
        let lines: Vec<Line<'_>> = called.take(most).collect();
        prose::view(frame, inner, lines, Scroll::default(), self.look);
    }

    /// What stands where there is nothing to list, and what to do next.
    fn empty(&self) -> Prose {
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

/// Attempts from which on an empty list means something.
const ENOUGH: u64 = 20;
