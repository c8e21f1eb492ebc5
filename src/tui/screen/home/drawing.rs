//! How Home is composed.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::{Line, Span};

use super::today::Interview;
use super::{Home, practice};
use crate::training::Trainer;
use crate::training::trainer::Today;
use crate::training::words::count;
use crate::tui::screen::ask::{Ask, Setting};
use crate::tui::screen::{Page, Size, Title};
use crate::tui::theme::{Look, Role};
use crate::tui::widget::prose::Prose;
use crate::tui::widget::{fit, heatmap, panel};

/// Rows of the panels of today and of the interview.
const TOP: u16 = 8;
/// Weak cards that are named where room is short.
const FEW_WEAKEST: u16 = 3;
/// Rows of the heat map: the weekdays, a line, the frame.
const HEATMAP_ROWS: u16 = 10;
/// Rows of the forecast where another panel follows.
const FORECAST_ROWS: u16 = 8;
/// Rows below which the deck under the cursor is not worth a panel.
const DECK_ROWS: u16 = 8;

/// What Home is drawn from.
pub(super) struct Drawing<'a> {
    pub(super) home: &'a Home,
    pub(super) page: Page,
    pub(super) look: &'a Look,
    pub(super) trainer: &'a Trainer,
    pub(super) today: Today,
}

/// The parts of the page; those without room are not there.
#[derive(Default)]
pub(super) struct Areas {
    pub(super) today: Rect,
    pub(super) interview: Option<Rect>,
    pub(super) decks: Rect,
    pub(super) deck: Option<Rect>,
    pub(super) weakest: Option<Rect>,
    pub(super) weeks: Option<Rect>,
    pub(super) ahead: Option<Rect>,
    pub(super) problems: Option<Rect>,
}

impl<'a> Drawing<'a> {
    pub(super) fn of(home: &'a Home, page: Page, look: &'a Look, trainer: &'a Trainer) -> Self {
        Self {
            home,
            page,
            look,
            trainer,
            today: trainer.today(),
        }
    }

    pub(super) fn areas(&self) -> Areas {
        let body = self.page.body;
        let line = u16::from(self.trainer.problems().next().is_some());
        let [body, problems] = body.layout(&Layout::vertical([
            Constraint::Fill(1),
            Constraint::Length(line),
        ]));
        let problems = (line > 0).then_some(problems);
        let rows = |top| Layout::vertical([Constraint::Length(top), Constraint::Fill(1)]);
        if self.page.size < Size::Standard {
            let edges = if self.page.size == Size::Tiny { 1 } else { 2 };
            let most = body.height.saturating_sub(if edges == 1 { 3 } else { 6 });
            let width = body.width.saturating_sub(if edges == 1 { 2 } else { 4 });
            let text = self.today_text(width).height(width) as u16;
            let top = (text + edges).min(most);
            let spare = body.height.saturating_sub(top + self.all_deck_rows());
            let line = spare.min(self.weakest_rows(1));
            let [today, decks, weakest] = body.layout(&Layout::vertical([
                Constraint::Length(top),
                Constraint::Fill(1),
                Constraint::Length(line),
            ]));
            return Areas {
                today,
                decks,
                weakest: Some(weakest).filter(|area| area.height > 0),
                problems,
                ..Areas::default()
            };
        }
        let aside = match self.page.size {
            Size::Wide => heatmap::width(practice::WEEKS) + 4,
            _ => 32,
        };
        let columns = Layout::horizontal([Constraint::Fill(1), Constraint::Length(aside)]);
        let [top, bottom] = body.layout(&rows(TOP));
        let [today, interview] = top.layout(&columns);
        let [left, right] = bottom.layout(&columns);
        let below = match self.page.size {
            Size::Wide => self.wide(left, right),
            _ => self.standard(left, right),
        };
        Areas {
            today,
            interview: Some(interview),
            problems,
            ..below
        }
    }

    /// Two wide columns: the weakest cards below the decks, practice beside them, and the deck under
    /// the cursor where there is room, or nothing to show of practice yet.
    fn wide(&self, left: Rect, right: Rect) -> Areas {
        let spare = left.height.saturating_sub(self.all_deck_rows());
        // A few of them are worth more than the last of many decks.
        let most = spare.max(FEW_WEAKEST + 2).min(left.height / 2);
        let [decks, weakest] = left.layout(&Layout::vertical([
            Constraint::Fill(1),
            Constraint::Length(self.weakest_rows(most)),
        ]));
        let listed = Areas {
            decks,
            weakest: Some(weakest).filter(|area| area.height > 0),
            ..Areas::default()
        };
        if !self.has_practice() {
            return Areas {
                deck: Some(right),
                ..listed
            };
        }
        let rest = right.height.saturating_sub(HEATMAP_ROWS);
        let has_deck = rest >= FORECAST_ROWS + DECK_ROWS;
        let [weeks, ahead, deck] = right.layout(&Layout::vertical([
            Constraint::Length(HEATMAP_ROWS),
            Constraint::Length(if has_deck { FORECAST_ROWS } else { rest }),
            Constraint::Fill(1),
        ]));
        Areas {
            weeks: Some(weeks),
            ahead: Some(ahead),
            deck: has_deck.then_some(deck),
            ..listed
        }
    }

    /// Two columns: the weakest cards over the deck under the cursor.
    fn standard(&self, left: Rect, right: Rect) -> Areas {
        let rows = self.weakest_rows(FEW_WEAKEST + 2);
        let [weakest, deck] = right.layout(&Layout::vertical([
            Constraint::Length(rows),
            Constraint::Fill(1),
        ]));
        Areas {
            decks: left,
            weakest: Some(weakest).filter(|area| area.height > 0),
            deck: Some(deck),
            ..Areas::default()
        }
    }

    pub(super) fn title(&self) -> Title {
        let right = match self.page.size {
            Size::Wide | Size::Standard => self.trainer.day().short(),
            Size::Compact | Size::Tiny => match self.interview() {
                Interview::None => "no interview date".into(),
                Interview::ToCome(_, days) => format!("{} to go", count(days, "day", "days")),
                Interview::Today => "interview today".into(),
                Interview::Passed(..) => "interview is over".into(),
            },
        };
        Title::new(["hotseat", "Home"], self.muted(right))
    }

    pub(super) fn view(&self, frame: &mut Frame) {
        let areas = self.areas();
        self.panel(frame, areas.today, &self.today_title(), |room| {
            self.today_text(room.width)
        });
        if let Some(area) = areas.interview {
            self.panel(frame, area, "Interview", |_| self.interview_text());
        }
        self.decks(frame, areas.decks);
        if let (Some(area), Some(deck)) = (areas.deck, self.deck()) {
            self.panel(frame, area, &deck.title, |room| self.deck_text(deck, room));
        }
        if let Some(area) = areas.weakest.filter(|area| area.height == 1) {
            frame.render_widget(self.weakest_line(area.width), area);
        } else if let Some(area) = areas.weakest {
            let title = "Weakest cards, by recall";
            self.panel(frame, area, title, |room| self.weakest_text(room.width));
        }
        if let Some(area) = areas.weeks {
            let title = format!("Last {} weeks", practice::WEEKS);
            self.panel(frame, area, &title, |room| self.heatmap_text(room.width));
        }
        if let Some(area) = areas.ahead {
            let title = "Minutes due, from tomorrow on";
            self.panel(frame, area, title, |room| self.forecast_text(room.height));
        }
        if let Some(area) = areas.problems {
            let text = format!(" {}", self.problems());
            let text = fit(&text, usize::from(area.width), self.look.glyphs.ellipsis);
            frame.render_widget(Line::styled(text, self.look.style(Role::Warn)), area);
        }
    }

    /// A panel with what fits of a text.
    fn panel(&self, frame: &mut Frame, area: Rect, title: &str, text: impl Fn(Rect) -> Prose) {
        let inner = panel(frame, area, self.page.size, self.look, title, false);
        let lines = text(inner).wrapped(inner.width);
        for (line, row) in lines.into_iter().zip(inner.rows()) {
            frame.render_widget(line, row);
        }
    }

    pub(super) fn muted(&self, text: impl Into<String>) -> Span<'static> {
        Span::styled(text.into(), self.look.style(Role::Muted))
    }

    /// A key and what it does.
    pub(super) fn hint(&self, key: &str, text: impl Into<String>) -> (Line<'static>, usize) {
        if key.is_empty() {
            return (Line::raw(text.into()), 0);
        }
        let key = Span::styled(format!("{key}  "), self.look.style(Role::Key));
        let hang = key.width();
        (Line::from(vec![key, Span::raw(text.into())]), hang)
    }

    fn problems(&self) -> String {
        let number = self.trainer.problems().count() as u32;
        let place = match self.page.size {
            Size::Tiny => "",
            _ => " in decks and settings",
        };
        let problems = count(number, "problem", "problems") + place;
        match (self.home.keys.problems.as_str(), number) {
            ("", _) => problems,
            (key, 1) => format!("{problems}; {key} shows it"),
            (key, _) => format!("{problems}; {key} shows them"),
        }
    }

    /// The dialog that asks for a setting.
    pub(super) fn ask(&self, frame: &mut Frame, ask: &Ask) {
        let (title, help) = match ask.setting() {
            Setting::Date => (
                "When is the interview?",
                "2026-12-12, 12 Dec or +21 days; empty for no date",
            ),
            Setting::Name => (
                "What is it called?",
                "as “Acme, engineering manager”; may stay empty",
            ),
            Setting::Minutes => ("How many minutes a day?", ""),
        };
        let (text, role) = match ask.understood(self.trainer) {
            _ if ask.is_empty() && !help.is_empty() => (help.to_owned(), Role::Muted),
            Ok((_, text)) => (text, Role::Good),
            Err(text) => (text, Role::Warn),
        };
        ask.dialog(frame, self.page, self.look, title, (&text, role));
    }
}
