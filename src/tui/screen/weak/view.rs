//! How the lists are composed.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::{Line, Span};

use super::Weak;
use super::listing::Tab;
use crate::domain::weakness::Rule;
use crate::training::Trainer;
use crate::tui::screen::{Page, Size};
use crate::tui::theme::{Look, Role};
use crate::tui::widget::prose::{self, Prose, Scroll};
use crate::tui::widget::{fit, inner, list, panel};

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

/// The lines told about the card under the cursor on a page of their own, and the rows these have.
pub(super) fn in_full(weak: &Weak, page: Page) -> (usize, u16) {
    let inner = inner(page.body, page.size);
    let told = weak.why.as_ref();
    let told = told.map(|why| why.prose(&weak.keys, inner.width, &Look::default()));
    (
        told.map_or(0, |told| told.height(inner.width)),
        inner.height,
    )
}

/// The room inside the list's panel: the head of its columns, and its lines.
fn room(weak: &Weak, page: Page) -> (Rect, Rect) {
    let inner = inner(areas(weak, page).list, page.size);
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
    let drawing = Drawing {
        weak,
        look,
        trainer,
        page,
    };
    if weak.in_full.is_some() {
        drawing.why(frame, page.body, weak.in_full);
        return;
    }
    let Areas {
        list: area,
        why,
        sum,
    } = areas(weak, page);
    panel(frame, area, page.size, look, &tabs(weak, page.size), true);
    let (head, rows) = room(weak, page);
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
        let (scroll, width) = (weak.scroll, usize::from(rows.width).saturating_sub(2));
        list(frame, rows, look, scroll, weak.cursor, total, |at| {
            drawing.row(at, width)
        });
    }
    if weak.filtering || total == 0 || weak.tab == Tab::Rules {
        drawing.cursor(frame, area, rows);
    }
    match (why, &weak.why) {
        (Some(area), Some(_)) => drawing.why(frame, area, None),
        (Some(area), None) => drawing.asked(frame, area),
        _ => {}
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

/// What the screen is drawn from.
pub(super) struct Drawing<'a> {
    pub(super) weak: &'a Weak,
    pub(super) look: &'a Look,
    pub(super) trainer: &'a Trainer,
    pub(super) page: Page,
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

    /// The panel of what is told about the card under the cursor.
    fn why(&self, frame: &mut Frame, area: Rect, scroll: Option<Scroll>) {
        let (Some(why), Some(card)) = (&self.weak.why, self.weak.card()) else {
            return;
        };
        let (size, look) = (self.page.size, self.look);
        let inner = inner(area, size);
        let told = why.prose(&self.weak.keys, inner.width, look);
        let mut lines = told.wrapped(inner.width);
        let mut title = match size {
            Size::Tiny => "Why".to_owned(),
            _ => format!("Why: {}", self.trainer.called(card.card)),
        };
        let unseen = lines.len().saturating_sub(inner.height.into());
        if size == Size::Tiny && scroll.is_none() && unseen > 0 {
            // In so few rows the sign would stand in the text.
            title = format!("Why  {} {unseen} more", look.glyphs.more_below);
            lines.truncate(inner.height.into());
        }
        panel(frame, area, size, look, &title, scroll.is_some());
        prose::view(frame, inner, lines, scroll.unwrap_or_default(), look);
        if scroll.is_some() {
            frame.set_cursor_position(inner.as_position());
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
        // Lines out of sight are only counted.
        let unseen = self.weak.wished.len().saturating_sub(inner.height.into());
        let seen = called.take(inner.height.into());
        let lines = seen
            .chain(std::iter::repeat_n(Line::default(), unseen))
            .collect();
        prose::view(frame, inner, lines, Scroll::default(), self.look);
    }
}
