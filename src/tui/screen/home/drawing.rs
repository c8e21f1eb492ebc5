//! How Home is composed.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::{Line, Span};

use super::Home;
use crate::domain::card::Kind;
use crate::domain::day::Day;
use crate::domain::deck::Deck;
use crate::training::Trainer;
use crate::training::trainer::Today;
use crate::training::words::{about, count};
use crate::tui::screen::ask::{self, Ask, Setting};
use crate::tui::screen::{Page, Size, Title};
use crate::tui::theme::{Look, Role};
use crate::tui::widget::prose::{Prose, Scroll};
use crate::tui::widget::{bar, dialog, fit, list, panel};

/// The columns beside the decks, and their cells.
const COLUMNS: [(&str, usize); 3] = [("due", 5), ("new", 6), ("cards", 7)];

/// Where the interview stands.
enum Interview {
    None,
    ToCome(Day, u32),
    Today,
    Passed(Day, u32),
}

/// What Home is drawn from.
pub(super) struct Drawing<'a> {
    home: &'a Home,
    page: Page,
    look: &'a Look,
    trainer: &'a Trainer,
    today: Today,
}

/// The parts of the page; those without room are not there.
struct Areas {
    today: Rect,
    interview: Option<Rect>,
    decks: Rect,
    deck: Option<Rect>,
    problems: Option<Rect>,
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

    fn areas(&self) -> Areas {
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
            let [today, decks] = body.layout(&rows((text + edges).min(most)));
            return Areas {
                today,
                interview: None,
                decks,
                deck: None,
                problems,
            };
        }
        let aside = if self.page.size == Size::Wide { 42 } else { 32 };
        let columns = Layout::horizontal([Constraint::Fill(1), Constraint::Length(aside)]);
        let [top, bottom] = body.layout(&rows(8));
        let [today, interview] = top.layout(&columns);
        let [decks, deck] = bottom.layout(&columns);
        Areas {
            today,
            interview: Some(interview),
            decks,
            deck: Some(deck),
            problems,
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
        self.panel(frame, areas.today, &self.today_title(), |width| {
            self.today_text(width)
        });
        if let Some(area) = areas.interview {
            self.panel(frame, area, "Interview", |_| self.interview_text());
        }
        self.decks(frame, areas.decks);
        if let (Some(area), Some(deck)) = (areas.deck, self.deck()) {
            self.panel(frame, area, &deck.title, |_| self.deck_text(deck));
        }
        if let Some(area) = areas.problems {
            let text = format!(" {}", self.problems());
            let text = fit(&text, usize::from(area.width), self.look.glyphs.ellipsis);
            frame.render_widget(Line::styled(text, self.look.style(Role::Warn)), area);
        }
    }

    fn panel(&self, frame: &mut Frame, area: Rect, title: &str, text: impl Fn(u16) -> Prose) {
        let inner = panel(frame, area, self.page.size, self.look, title, false);
        let lines = text(inner.width).wrapped(inner.width);
        for (line, row) in lines.into_iter().zip(inner.rows()) {
            frame.render_widget(line, row);
        }
    }

    fn muted(&self, text: impl Into<String>) -> Span<'static> {
        Span::styled(text.into(), self.look.style(Role::Muted))
    }

    /// A key and what it does.
    fn hint(&self, key: &str, text: impl Into<String>) -> (Line<'static>, usize) {
        if key.is_empty() {
            return (Line::raw(text.into()), 0);
        }
        let key = Span::styled(format!("{key}  "), self.look.style(Role::Key));
        let hang = key.width();
        (Line::from(vec![key, Span::raw(text.into())]), hang)
    }

    fn today_title(&self) -> String {
        if self.trainer.is_rest_day() {
            return "Today, a rest day".into();
        }
        let minutes = self.trainer.registers().minutes_a_day;
        format!("Today, {minutes} minutes")
    }

    fn today_text(&self, width: u16) -> Prose {
        let mut prose = Prose::default();
        let (done, left) = (self.today.answered, self.today.left());
        if done + left > 0 {
            prose = prose.line(self.progress(usize::from(width)), 0);
            let counts = self.counts();
            if !counts.is_empty() {
                prose = prose.line(self.muted(counts), 0);
            }
            if self.page.size >= Size::Standard {
                prose = prose.blank();
            }
        }
        let keys = &self.home.keys;
        let next = self.trainer.what_next();
        if self.trainer.cards().is_empty() {
            let folder = self.trainer.places().decks.display().to_string();
            let folder = crate::domain::safe_text::SafeText::line(&folder);
            return prose.line(next, 0).line(self.muted(folder.to_string()), 0);
        }
        if left > 0 {
            let (line, hang) = self.hint(&keys.start, next);
            return prose.line(line, hang);
        }
        prose = prose.line(next, 0);
        if self.today.waiting > 0 {
            let (line, hang) = self.hint(&keys.start, "ten more minutes, if you like");
            prose = prose.line(line, hang);
        }
        prose
    }

    /// The bar of today, and what it stands for.
    fn progress(&self, width: usize) -> Line<'static> {
        let (done, left) = (self.today.answered, self.today.left());
        let all = done + left;
        let text = match left {
            0 => format!("  {done} of {all}"),
            _ => format!(
                "  {done} of {all} {} {} left",
                self.look.glyphs.dot,
                about(self.today.seconds_left)
            ),
        };
        let cells = width.saturating_sub(Span::raw(&text).width()).min(32);
        // Something done is seen to be done, and what is left to be left.
        let filled = match (done as usize * cells).div_ceil(all as usize) {
            filled if left > 0 => filled.min(cells.saturating_sub(1)),
            filled => filled,
        };
        Line::from(vec![bar(filled, cells, self.look), Span::raw(text)])
    }

    fn counts(&self) -> String {
        let Today {
            due,
            new,
            early,
            second_looks,
            waiting,
            ..
        } = self.today;
        let parts = [
            (due, format!("{due} due")),
            (new, format!("{new} new")),
            (early, format!("{early} early")),
            (
                second_looks,
                count(second_looks, "second look", "second looks"),
            ),
            (waiting, format!("{waiting} more can wait")),
        ];
        let parts: Vec<String> = parts
            .into_iter()
            .filter(|(number, _)| *number > 0)
            .map(|(_, text)| text)
            .collect();
        parts.join(&format!(" {} ", self.look.glyphs.dot))
    }

    fn interview(&self) -> Interview {
        let today = self.trainer.day();
        match self.trainer.registers().interview_date {
            None => Interview::None,
            Some(date) if date == today => Interview::Today,
            Some(date) if date > today => Interview::ToCome(date, date.since(today)),
            Some(date) => Interview::Passed(date, today.since(date)),
        }
    }

    fn interview_text(&self) -> Prose {
        let mut prose = Prose::default();
        let name = &self.trainer.registers().interview_name;
        if !name.is_empty() {
            let name = crate::domain::safe_text::SafeText::line(name);
            prose = prose.line(
                Line::styled(name.to_string(), self.look.style(Role::Title)),
                0,
            );
        }
        let key = &self.home.keys.date;
        let (prose, hint) = match self.interview() {
            Interview::None => {
                let why =
                    "No date yet. With one, each grade shows what you will recall on the day.";
                (
                    prose.text(why, self.look.style(Role::Text)),
                    "sets the date",
                )
            }
            Interview::ToCome(date, days) => {
                let left = format!("in {}", count(days, "day", "days"));
                let left = Line::styled(left, self.look.style(Role::Title));
                (prose.line(left, 0).line(ask::long(date), 0), "changes it")
            }
            Interview::Today => {
                let text = Line::styled("Today. Good luck!", self.look.style(Role::Title));
                (prose.line(text, 0), "changes it")
            }
            Interview::Passed(date, days) => {
                let text = format!(
                    "It was on {}, {} ago.",
                    date.short(),
                    count(days, "day", "days")
                );
                (prose.line(text, 0), "sets the next")
            }
        };
        if key.is_empty() {
            return prose;
        }
        let (line, hang) = self.hint(key, hint);
        prose.blank().line(line, hang)
    }

    fn deck(&self) -> Option<&Deck> {
        self.trainer.decks().get(self.home.cursor)
    }

    fn deck_text(&self, deck: &Deck) -> Prose {
        let mut prose = Prose::default();
        if !deck.description.is_empty() {
            prose = prose
                .text(&deck.description, self.look.style(Role::Text))
                .blank();
        }
        for kind in Kind::ALL.into_iter().filter(|kind| deck.count(*kind) > 0) {
            let line = format!("{:>4}  {}", deck.count(kind), kind.name());
            let wait = if kind.is_drilled() {
                ""
            } else {
                ", not drilled yet"
            };
            prose = prose.line(Line::from(vec![Span::raw(line), self.muted(wait)]), 6);
        }
        if deck.set_aside > 0 {
            let line = format!("{:>4}  set aside for mistakes", deck.set_aside);
            prose = prose.line(Line::styled(line, self.look.style(Role::Warn)), 6);
        }
        if let Some(path) = &deck.path {
            prose = prose.blank().line(self.muted(path.to_string()), 0);
        }
        if self.home.keys.open.is_empty() {
            return prose;
        }
        let (line, hang) = self.hint(&self.home.keys.open, "drills this deck");
        prose.blank().line(line, hang)
    }

    /// The list of decks within its panel: the rows, and the line below them.
    fn deck_areas(&self, area: Rect) -> (Rect, Rect, Rect) {
        let edges = if self.page.size == Size::Tiny {
            (1, 1)
        } else {
            (2, 1)
        };
        let inner = Rect {
            x: area.x + edges.0,
            y: area.y + edges.1,
            width: area.width.saturating_sub(2 * edges.0),
            height: area.height.saturating_sub(if edges.0 == 1 { 1 } else { 2 }),
        };
        let note = u16::from(self.trainer.not_drilled().is_some() && inner.height > 4);
        let head = u16::from(self.page.size > Size::Tiny);
        let [head, rows, note] = inner.layout(&Layout::vertical([
            Constraint::Length(head),
            Constraint::Fill(1),
            Constraint::Length(note),
        ]));
        (head, rows, note)
    }

    /// The rows that list decks.
    pub(super) fn deck_rows(&self) -> u16 {
        self.deck_areas(self.areas().decks).1.height
    }

    fn decks(&self, frame: &mut Frame, area: Rect) {
        let (page, look) = (self.page, self.look);
        let (head, rows, note) = self.deck_areas(area);
        let tiny = page.size == Size::Tiny;
        panel(frame, area, page.size, look, "Decks", true);
        let columns: String = COLUMNS
            .iter()
            .map(|(name, cells)| format!("{name:>cells$}"))
            .collect();
        let over = Rect {
            height: 1,
            ..if tiny { area } else { head }
        };
        let right = Rect {
            width: over.width.saturating_sub(u16::from(tiny)),
            ..over
        };
        frame.render_widget(Line::from(self.muted(columns)).right_aligned(), right);
        let decks = self.trainer.decks();
        let width = usize::from(rows.width).saturating_sub(2);
        list(
            frame,
            rows,
            look,
            self.home.scroll,
            self.home.cursor,
            decks.len(),
            |i| self.deck_row(i, width),
        );
        if decks.is_empty() {
            frame.render_widget(self.muted("No decks yet."), rows);
            frame.set_cursor_position(rows.as_position());
        }
        if let Some(text) = self.trainer.not_drilled().filter(|_| note.height > 0) {
            let text = fit(&text, usize::from(note.width), look.glyphs.ellipsis);
            frame.render_widget(self.muted(text), note);
        }
    }

    fn deck_row(&self, at: usize, width: usize) -> Line<'static> {
        let deck = &self.trainer.decks()[at];
        let tally = self.home.tallies.get(at).copied().unwrap_or_default();
        let aside = match deck.set_aside {
            0 => String::new(),
            cards => format!("  {cards} set aside"),
        };
        let text = width.saturating_sub(COLUMNS.iter().map(|(_, cells)| cells).sum());
        let room = text.saturating_sub(aside.len());
        let title = fit(&deck.title, room, self.look.glyphs.ellipsis);
        let gap = text.saturating_sub(Span::raw(&title).width() + aside.len());
        let number = |(number, (_, cells)): (u32, (&str, usize))| {
            let role = if number == 0 { Role::Muted } else { Role::Text };
            Span::styled(format!("{number:>cells$}"), self.look.style(role))
        };
        let numbers = [tally.due, tally.new, deck.cards()].into_iter();
        let words = [
            Span::raw(title),
            Span::styled(aside, self.look.style(Role::Warn)),
            Span::raw(" ".repeat(gap)),
        ];
        words
            .into_iter()
            .chain(numbers.zip(COLUMNS).map(number))
            .collect()
    }

    fn problems(&self) -> String {
        let problems = self.trainer.problems().count() as u32;
        let problems = count(problems, "problem", "problems");
        match self.home.keys.problems.as_str() {
            "" => format!("{problems} in decks and settings"),
            key if problems.starts_with("1 ") => {
                format!("{problems} in decks and settings; {key} shows it")
            }
            key => format!("{problems} in decks and settings; {key} shows them"),
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
            Setting::Minutes => ("How many minutes a day?", "5 to 240"),
        };
        let width = self.page.body.width.saturating_sub(8).min(52);
        let room = dialog::open(frame, self.page, self.look, title, (width, 3));
        let input = room.width.saturating_sub(2);
        let (text, role) = match ask.understood(self.trainer) {
            _ if ask.is_empty() => (help.to_owned(), Role::Muted),
            Ok((_, text)) => (text, Role::Good),
            Err(text) => (text, Role::Warn),
        };
        let prose = Prose::default()
            .line(ask::field("", input, self.look), 0)
            .line(Line::styled(format!(" {text}"), self.look.style(role)), 1);
        prose.view(frame, room, Scroll::default(), self.look);
        let line = Rect {
            x: room.x + 1,
            width: input,
            height: room.height.min(1),
            ..room
        };
        ask.view(frame, line, self.look);
    }
}
