//! Statistics: how recall, verdicts and expectations went, what comes back, and the numbers behind it.

mod calibration;
mod charts;
mod panels;
mod tables;

use ratatui::Frame;
use ratatui::text::{Line, Span};

use super::{Outcome, Page, Screen, Size, Title};
use crate::domain::card::CardId;
use crate::domain::statistics::Statistics as Numbers;
use crate::training::Trainer;
use crate::training::statistics::{Section, range, report};
use crate::tui::action::{Action, Context};
use crate::tui::theme::{Look, Role};
use crate::tui::widget::panel;
use crate::tui::widget::prose::{self, Prose, Scroll};
use panels::Drawing;

/// The ranges one can ask for, in days, with their names.
const RANGES: [(Option<u32>, &str); 3] = [(Some(7), "week"), (Some(30), "month"), (None, "all")];

/// What is seen.
#[derive(Debug)]
enum Mode {
    Charts,
    /// The same as text.
    Text(Scroll),
}

/// The statistics screen.
#[derive(Debug)]
pub struct Statistics {
    mode: Mode,
    /// The place in [`RANGES`].
    range: usize,
    /// The id of the deck asked about; none for all.
    deck: Option<Box<str>>,
    /// The first panel shown, as far as a page begins with it.
    first: usize,
    /// The numbers, or why there are none.
    found: Option<Result<Numbers, String>>,
    /// The same in words.
    report: Vec<Section>,
}

impl Statistics {
    /// Opens on all decks and the last 30 days. Counting waits until it is shown.
    pub fn open() -> Self {
        Self {
            mode: Mode::Charts,
            range: 1,
            deck: None,
            first: 0,
            found: None,
            report: Vec::new(),
        }
    }

    fn count(&mut self, trainer: &Trainer) {
        let (range, _) = RANGES[self.range];
        let found = trainer.statistics(range, self.deck.as_deref());
        let called = |id: &CardId| {
            let index = trainer.index_of(id)?;
            Some(trainer.called(index).to_owned())
        };
        let told = found.as_ref().ok();
        let told = told.map(|found| report(found, trainer.axes(), &called));
        self.report = told.unwrap_or_default();
        self.found = Some(found.map_err(|error| error.to_string()));
    }

    /// The place of the deck asked about: 0 for all, else one more than its place among the decks.
    fn deck_place(&self, trainer: &Trainer) -> usize {
        let deck = self.deck.as_deref();
        let place = deck.and_then(|id| trainer.decks().iter().position(|deck| *deck.id == *id));
        place.map_or(0, |place| place + 1)
    }

    fn turn_deck(&mut self, by: usize, trainer: &Trainer) {
        let choices = trainer.decks().len() + 1;
        let place = (self.deck_place(trainer) + by) % choices;
        let deck = place.checked_sub(1).map(|place| &trainer.decks()[place]);
        self.deck = deck.map(|deck| deck.id.clone());
    }

    fn deck_title<'a>(&self, trainer: &'a Trainer) -> &'a str {
        match self.deck_place(trainer) {
            0 => "all decks",
            place => trainer.decks()[place - 1].title.as_str(),
        }
    }

    /// Everything as text.
    fn text(&self, trainer: &Trainer, look: &Look) -> Prose {
        let Some(Ok(numbers)) = &self.found else {
            return Prose::default();
        };
        let head = format!("{}, {}", self.deck_title(trainer), range(numbers.range));
        let mut prose = Prose::new(&head, look.style(Role::Muted));
        for section in &self.report {
            let title = Line::styled(section.title, look.style(Role::Title));
            prose = prose.blank().line(title, 0);
            let lines = section.lines.iter().cloned();
            prose = lines.fold(prose, |prose, line| prose.line(line, 4));
        }
        prose
    }

    fn scrolling(&self, trainer: &Trainer, page: Page) -> (usize, u16) {
        let edges = if page.size == Size::Tiny {
            (2, 1)
        } else {
            (4, 2)
        };
        let text = self.text(trainer, &Look::default());
        (
            text.height(page.body.width.saturating_sub(edges.0)),
            page.body.height.saturating_sub(edges.1),
        )
    }

    fn move_to(&mut self, action: Action, page: Page) {
        let step = panels::on_a_page(page.size);
        let last = panels::last_page(page.size);
        let now = panels::page_of(self.first, page.size);
        self.first = match action {
            Action::Down => (now + step).min(last),
            Action::Up => now.saturating_sub(step),
            Action::First => 0,
            Action::Last => last,
            _ => now,
        };
    }
}

impl Screen for Statistics {
    fn context(&self) -> Context {
        match self.mode {
            Mode::Charts => Context::Statistics,
            Mode::Text(_) => Context::Numbers,
        }
    }

    fn title(&self, trainer: &Trainer, page: Page, look: &Look) -> Title {
        let ranges = RANGES
            .iter()
            .enumerate()
            .map(|(at, (_, name))| match at == self.range {
                true => Span::styled(format!(" [{name}]"), look.style(Role::Title)),
                false => Span::styled(format!("  {name} "), look.style(Role::Muted)),
            });
        let right: Line<'static> = match page.size {
            Size::Tiny => Line::from(RANGES[self.range].1),
            size => {
                let place = panels::place(self.first, size);
                let place = place.filter(|_| matches!(self.mode, Mode::Charts));
                let place = place.map(|place| Span::styled(place + "  ", look.style(Role::Muted)));
                place.into_iter().chain(ranges).collect()
            }
        };
        Title::new(["Home", "Stats", self.deck_title(trainer)], right)
    }

    fn view(&self, frame: &mut Frame, page: Page, look: &Look, trainer: &Trainer) {
        match (&self.found, &self.mode) {
            (None, _) => {}
            (Some(Err(why)), _) => {
                let inner = panel(frame, page.body, page.size, look, "Stats", true);
                let text = format!("The journal cannot be read: {why}");
                let prose = Prose::new(&text, look.style(Role::Bad));
                prose.view(frame, inner, Scroll::default(), look);
                frame.set_cursor_position(inner.as_position());
            }
            (Some(Ok(_)), Mode::Text(scroll)) => {
                let inner = panel(frame, page.body, page.size, look, "In numbers", true);
                self.text(trainer, look).view(frame, inner, *scroll, look);
                frame.set_cursor_position(inner.as_position());
            }
            (Some(Ok(numbers)), Mode::Charts) => {
                Drawing {
                    numbers,
                    trainer,
                    page,
                    look,
                }
                .view(frame, self.first);
            }
        }
    }

    fn offers(&self, action: Action, trainer: &Trainer, page: Page) -> bool {
        let now = panels::page_of(self.first, page.size);
        match (&self.mode, action) {
            (Mode::Text(_), Action::Down | Action::Up) => {
                prose::scrolls(self.scrolling(trainer, page))
            }
            (Mode::Text(_), _) => true,
            (_, Action::Down) => now < panels::last_page(page.size),
            (_, Action::Up) => now > 0,
            (_, Action::Left) => self.range > 0,
            (_, Action::Right) => self.range + 1 < RANGES.len(),
            (_, Action::NextDeck | Action::PreviousDeck) => !trainer.decks().is_empty(),
            _ => true,
        }
    }

    fn shown(&mut self, trainer: &mut Trainer) -> Outcome {
        trainer.refresh();
        if self.deck_place(trainer) == 0 {
            self.deck = None;
        }
        self.count(trainer);
        Outcome::Stay
    }

    fn update(&mut self, action: Action, trainer: &mut Trainer, page: Page) -> Outcome {
        if matches!(self.mode, Mode::Text(_)) {
            match action {
                Action::Back => self.mode = Mode::Charts,
                action => {
                    let (total, height) = self.scrolling(trainer, page);
                    if let Mode::Text(scroll) = &mut self.mode {
                        scroll.update(action, total, height);
                    }
                }
            }
            return Outcome::Stay;
        }
        let before = (self.range, self.deck.clone());
        match action {
            Action::Back => return Outcome::Pop,
            Action::Numbers => self.mode = Mode::Text(Scroll::default()),
            Action::Left => self.range = self.range.saturating_sub(1),
            Action::Right => self.range = (self.range + 1).min(RANGES.len() - 1),
            Action::ChooseA => self.range = 0,
            Action::ChooseB => self.range = 1,
            Action::ChooseC => self.range = 2,
            Action::NextDeck => self.turn_deck(1, trainer),
            Action::PreviousDeck => self.turn_deck(trainer.decks().len(), trainer),
            action => self.move_to(action, page),
        }
        if before != (self.range, self.deck.clone()) {
            self.count(trainer);
        }
        Outcome::Stay
    }
}
