//! How the setup of a mock is drawn.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::{Line, Span};

use super::{Item, MockSetup, Pane};
use crate::domain::mock::{MockStage, Setup, prompts_in};
use crate::domain::safe_text::SafeText;
use crate::training::Trainer;
use crate::training::mock::words;
use crate::training::words as said;
use crate::tui::screen::{Page, Size};
use crate::tui::theme::{Look, Role};
use crate::tui::widget::prose::{Prose, Scroll};
use crate::tui::widget::{fit, list, panel};

/// Cells of a day.
const DAY: usize = 12;
/// Cells before the value of a setting.
const NAME: usize = 12;

/// What the setup is drawn from.
pub(super) struct Drawing<'a> {
    pub(super) screen: &'a MockSetup,
    pub(super) page: Page,
    pub(super) look: &'a Look,
    pub(super) trainer: &'a Trainer,
}

/// The panels; where there is room for one, it is the one the keys go to.
struct Areas {
    setup: Option<Rect>,
    plan: Option<Rect>,
    scorecards: Option<Rect>,
}

impl Drawing<'_> {
    fn areas(&self) -> Areas {
        let body = self.page.body;
        if self.page.size < Size::Standard {
            let is_setup = self.screen.pane == Pane::Setup;
            return Areas {
                setup: is_setup.then_some(body),
                plan: None,
                scorecards: (!is_setup).then_some(body),
            };
        }
        let aside = if self.page.size == Size::Wide { 46 } else { 36 };
        let columns = [Constraint::Fill(1), Constraint::Length(aside)];
        let [left, right] = body.layout(&Layout::horizontal(columns));
        let rows = [Constraint::Length(9), Constraint::Fill(1)];
        let [plan, scorecards] = right.layout(&Layout::vertical(rows));
        Areas {
            setup: Some(left),
            plan: Some(plan),
            scorecards: Some(scorecards),
        }
    }

    fn height(&self, area: Option<Rect>) -> u16 {
        let edges = if self.page.size == Size::Tiny { 1 } else { 2 };
        area.map_or(1, |area| area.height.saturating_sub(edges))
    }

    /// Rows of the setup and of the list of scorecards.
    pub(super) fn rows(&self) -> (u16, u16) {
        let areas = self.areas();
        (self.height(areas.setup), self.height(areas.scorecards))
    }

    pub(super) fn view(&self, frame: &mut Frame) {
        let areas = self.areas();
        let (size, look, screen) = (self.page.size, self.look, self.screen);
        let is_setup = screen.pane == Pane::Setup;
        let mut cursor = None;
        if let Some(area) = areas.setup {
            let inner = panel(frame, area, size, look, "A mock interview", is_setup);
            let width = usize::from(inner.width).saturating_sub(2);
            let row = |at: usize| self.line(screen.items[at], width);
            let total = screen.items.len();
            list(frame, inner, look, screen.scroll, screen.cursor, total, row);
            let top = screen.scroll.top(total, inner.height);
            cursor = Some((
                inner.x,
                inner.y + (screen.cursor - top.min(screen.cursor)) as u16,
            ));
        }
        if let Some(area) = areas.plan {
            let inner = panel(frame, area, size, look, "What it comes to", false);
            self.plan().view(frame, inner, Scroll::default(), look);
        }
        if let Some(area) = areas.scorecards {
            self.scorecards(frame, area);
        }
        // Both lists have a row under their cursor; the terminal's stands where the keys go.
        if let (Some(at), true) = (cursor, is_setup) {
            frame.set_cursor_position(at);
        }
    }

    fn scorecards(&self, frame: &mut Frame, area: Rect) {
        let (look, screen) = (self.look, self.screen);
        let focused = screen.pane == Pane::Scorecards;
        let inner = panel(
            frame,
            area,
            self.page.size,
            look,
            "Earlier scorecards",
            focused,
        );
        let total = screen.marked.len();
        if total == 0 {
            let none = "None yet: a mock that is marked leaves one.";
            Prose::new(none, look.style(Role::Muted)).view(frame, inner, Scroll::default(), look);
            frame.set_cursor_position(inner.as_position());
            return;
        }
        let (scroll, at) = (screen.scorecards_scroll, screen.scorecard);
        let room = usize::from(inner.width).saturating_sub(2 + DAY);
        let row = |place: usize| {
            let record = &screen.marked[place];
            let day = format!("{:<DAY$}", record.day.short());
            let title = words::title(&record.plan, self.trainer.axes());
            let title = fit(&title, room, look.glyphs.ellipsis);
            Line::from(vec![
                Span::styled(day, look.style(Role::Muted)),
                Span::raw(title),
            ])
        };
        list(frame, inner, look, scroll, at, total, row);
    }

    fn line(&self, item: Item, width: usize) -> Line<'static> {
        let setup = &self.screen.setup;
        let axes = self.trainer.axes();
        let chosen = |is: bool| if is { "[x] " } else { "[ ] " };
        let value = |name: &str, value: String| {
            let text = format!("{name:<NAME$}{value}");
            Line::raw(fit(&text, width, self.look.glyphs.ellipsis))
        };
        match item {
            Item::GoOn(at) => {
                let (mock, progress) = &self.screen.under_way[at];
                let title = words::title(&mock.plan, axes);
                let text = format!("go on: {title}, {progress}");
                let text = fit(&text, width, self.look.glyphs.ellipsis);
                Line::styled(text, self.look.style(Role::Title))
            }
            Item::Loop => {
                let is_all = setup.stages == Setup::whole_loop(axes);
                Line::raw(format!("{}the whole loop", chosen(is_all)))
            }
            Item::Preset(at) => {
                let preset = &self.screen.presets[at];
                let name = SafeText::line(&preset.name);
                let text = format!("{}your own: {name}", chosen(setup == preset));
                Line::raw(fit(&text, width, self.look.glyphs.ellipsis))
            }
            Item::Stage(at) => {
                let stage = &axes.stages[at];
                let name = words::stage(&stage.id, axes);
                let text = format!("{}{name}", chosen(self.screen.takes(&stage.id)));
                let about = axes.mock(&stage.id).map_or_else(String::new, about);
                let room = width.saturating_sub(about.len() + 1);
                let text = fit(&text, room, self.look.glyphs.ellipsis);
                let gap = " ".repeat(width.saturating_sub(Span::raw(&text).width() + about.len()));
                let about = Span::styled(about, self.look.style(Role::Muted));
                Line::from(vec![Span::raw(text + &gap), about])
            }
            Item::Minutes => {
                let minutes = setup.minutes.map(|minutes| format!("{minutes} a stage"));
                value("minutes", minutes.unwrap_or("as each stage has".into()))
            }
            Item::Level => {
                let level = setup
                    .level
                    .as_deref()
                    .map(|level| words::level(level, axes));
                value(
                    "level",
                    level.map_or("any".into(), |level| level.to_string()),
                )
            }
            Item::Strict => value(
                "clock",
                if setup.strict {
                    "strict: it cuts off"
                } else {
                    "warns only"
                }
                .into(),
            ),
            Item::Manner => {
                let manner = setup.manner.map(words::manner);
                value("interviewer", manner.unwrap_or("as each stage has").into())
            }
        }
    }

    fn plan(&self) -> Prose {
        let text = self.look.style(Role::Text);
        let plan = self.screen.setup.plan(self.trainer.axes());
        if plan.rounds.is_empty() {
            let none = "Choose one stage or several; a stage asks two to four questions. Nothing is marked until the end.";
            return Prose::new(none, self.look.style(Role::Muted));
        }
        let minutes: u32 = plan
            .rounds
            .iter()
            .map(|round| u32::from(round.minutes))
            .sum();
        let questions: usize = plan
            .rounds
            .iter()
            .map(|round| prompts_in(round.minutes))
            .sum();
        let title = words::title(&plan, self.trainer.axes());
        let facts = format!(
            "{}, {}, up to {}.",
            said::count(plan.rounds.len() as u32, "stage", "stages"),
            said::about(60 * minutes),
            said::count(questions as u32, "question", "questions")
        );
        let title = Line::styled(title.to_string(), self.look.style(Role::Title));
        let mut prose = Prose::default().line(title, 0).text(&facts, text);
        let mut manners: Vec<&str> = plan
            .rounds
            .iter()
            .map(|round| round.manner.name())
            .collect();
        manners.dedup();
        prose = prose.text(&format!("Interviewer: {}.", manners.join(", ")), text);
        prose
    }
}

fn about(stage: &MockStage) -> String {
    format!("{} min, {}", stage.minutes, stage.manner.name())
}
