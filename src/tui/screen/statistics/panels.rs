//! The panels, and which of them stand on a page.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::{Line, Span};

use crate::domain::statistics::Statistics;
use crate::training::Trainer;
use crate::training::statistics::{missing, range};
use crate::tui::screen::{Page, Size};
use crate::tui::theme::{Look, Role};
use crate::tui::widget::panel;
use crate::tui::widget::prose::{self, Prose, Scroll};

/// One panel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Panel {
    Course,
    Calibration,
    Minutes,
    Forecast,
    Retention,
    Competencies,
    Stages,
    Weeks,
    Surprises,
}

/// The panels in their order.
const ALL: [Panel; 9] = [
    Panel::Course,
    Panel::Calibration,
    Panel::Minutes,
    Panel::Forecast,
    Panel::Retention,
    Panel::Competencies,
    Panel::Stages,
    Panel::Weeks,
    Panel::Surprises,
];

/// Panels that stand on a page together.
pub(super) fn on_a_page(size: Size) -> usize {
    match size {
        Size::Wide => 6,
        Size::Standard => 4,
        Size::Compact | Size::Tiny => 1,
    }
}

/// The first panel of the page that `panel` is on.
pub(super) fn page_of(panel: usize, size: Size) -> usize {
    panel - panel % on_a_page(size)
}

/// The first panel of the last page.
pub(super) fn last_page(size: Size) -> usize {
    page_of(ALL.len() - 1, size)
}

/// Which page `panel` is on, in words; none where each has its own and says so itself.
pub(super) fn place(panel: usize, size: Size) -> Option<String> {
    let step = on_a_page(size);
    let pages = ALL.len().div_ceil(step);
    (step > 1).then(|| format!("page {} of {pages}", panel / step + 1))
}

/// What the panels are drawn from.
pub(super) struct Drawing<'a> {
    pub(super) numbers: &'a Statistics,
    pub(super) trainer: &'a Trainer,
    pub(super) page: Page,
    pub(super) look: &'a Look,
}

impl Drawing<'_> {
    /// Draws the page that the panel `first` is on.
    pub(super) fn view(&self, frame: &mut Frame, first: usize) {
        let size = self.page.size;
        let step = on_a_page(size);
        let first = page_of(first, size);
        let panels: Vec<(usize, Panel)> = ALL.into_iter().enumerate().collect();
        let panels = &panels[first..ALL.len().min(first + step)];
        let areas = areas(self.page, panels.len());
        for (at, ((place, what), area)) in panels.iter().zip(areas).enumerate() {
            let mut title = self.title(*what);
            if step == 1 {
                let dot = self.look.glyphs.dot;
                title.push_str(&format!(" {dot} {} of {}", place + 1, ALL.len()));
            }
            let inner = panel(frame, area, size, self.look, &title, step == 1);
            let lines = self.lines(*what, inner);
            prose::view(frame, inner, lines, Scroll::default(), self.look);
            if at == 0 {
                frame.set_cursor_position(inner.as_position());
            }
        }
    }

    fn title(&self, panel: Panel) -> String {
        let each = match self.numbers.course.days_each {
            1 => "day",
            _ => "week",
        };
        match panel {
            Panel::Course => format!("Recall and verdicts by {each}"),
            Panel::Calibration => "Expected and earned".into(),
            Panel::Minutes => format!("Minutes a {each}"),
            Panel::Forecast => match self.numbers.forecast.interview {
                Some(day) => format!("Coming back until {}", day.short()),
                None => "Coming back in 3 weeks".into(),
            },
            Panel::Retention => "True retention, all days".into(),
            Panel::Competencies => "By competency, all days".into(),
            Panel::Stages => "By stage, all days".into(),
            Panel::Weeks => "Minutes, day by day".into(),
            Panel::Surprises => "Confident misses".into(),
        }
    }

    fn lines(&self, panel: Panel, area: Rect) -> Vec<Line<'static>> {
        let (width, height) = (area.width, area.height);
        let drawn = match panel {
            Panel::Course => self.course(width, height),
            Panel::Calibration => self.calibration(width),
            Panel::Minutes => self.minutes(width, height),
            Panel::Forecast => self.forecast(width, height),
            Panel::Retention => self.retention(),
            Panel::Competencies => self.competencies(width, height),
            Panel::Stages => self.stages(width, height),
            Panel::Weeks => self.weeks(width),
            Panel::Surprises => self.surprises(width, height),
        };
        drawn.unwrap_or_else(|why| {
            let prose = Prose::new(&why, self.look.style(Role::Muted));
            prose.wrapped(width)
        })
    }

    /// Why a chart of the answers in the range says nothing, where it does not.
    pub(super) fn enough(&self) -> Result<(), String> {
        match missing(self.numbers.attempts) {
            Some(missing) => Err(missing),
            None if self.numbers.days.total.attempts == 0 => {
                let days = range(self.numbers.range);
                Err(format!("No answers in {days}; a longer range has some."))
            }
            None => Ok(()),
        }
    }

    /// As many of the lines as there are rows; the last says how many more there are.
    pub(super) fn cut(&self, mut lines: Vec<Line<'static>>, rows: usize) -> Vec<Line<'static>> {
        if lines.len() > rows {
            let kept = rows.saturating_sub(1);
            let more = lines.len() - kept;
            lines.truncate(kept);
            let sign = self.look.glyphs.more_below;
            lines.push(Line::from(
                self.muted(format!("{sign} {more} more in numbers")),
            ));
        }
        lines
    }

    pub(super) fn muted(&self, text: impl Into<String>) -> Span<'static> {
        Span::styled(text.into(), self.look.style(Role::Muted))
    }

    pub(super) fn styled(&self, text: impl Into<String>, role: Role) -> Span<'static> {
        Span::styled(text.into(), self.look.style(role))
    }
}

/// Two columns of panels from the top; one that is left over has a row of its own.
fn areas(page: Page, panels: usize) -> Vec<Rect> {
    let right = match page.size {
        Size::Wide => Constraint::Length(44),
        _ => Constraint::Fill(1),
    };
    let rows = vec![Constraint::Fill(1); panels.div_ceil(2)];
    let mut areas = Vec::new();
    for row in Layout::vertical(rows).split(page.body).iter() {
        if areas.len() + 1 == panels {
            areas.push(*row);
            break;
        }
        let [left, right] = row.layout(&Layout::horizontal([Constraint::Fill(1), right]));
        areas.extend([left, right]);
    }
    areas
}
