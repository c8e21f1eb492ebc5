//! Home: what is due today and what to do next.

mod decks;
mod drawing;
mod practice;
mod today;
mod weakest;

use ratatui::Frame;

use super::answers::Answers;
use super::ask::{Ask, Setting};
use super::browse::Browse;
use super::drill::Drill;
use super::first_run::FirstRun;
use super::mock::{self, MockSetup};
use super::news::Shelf;
use super::problems::Problems;
use super::statistics::Statistics;
use super::undone;
use super::weak::Weak;
use super::{Outcome, Page, Screen, Title};
use crate::domain::queue::Filter;
use crate::training::Trainer;
use crate::training::session::Wish;
use crate::training::tally::Tally;
use crate::tui::action::{Action, Context};
use crate::tui::keymap::Keymap;
use crate::tui::theme::Look;
use crate::tui::widget::prose::Scroll;
use drawing::Drawing;

/// What the keys go to.
#[derive(Debug)]
enum Mode {
    Decks,
    Ask(Box<Ask>),
}

impl Mode {
    fn asking(setting: Setting, trainer: &Trainer) -> Self {
        Self::Ask(Box::new(Ask::new(setting, trainer)))
    }
}

/// The keys that Home names, as they are bound.
#[derive(Debug, Default)]
struct Keys {
    start: String,
    open: String,
    date: String,
    problems: String,
    mock: String,
    weak: String,
}

impl Keys {
    fn of(keymap: &Keymap) -> Self {
        let key = |action| {
            let chords = keymap.chords(Context::Home, action);
            chords.first().map(ToString::to_string).unwrap_or_default()
        };
        Self {
            start: key(Action::Start),
            open: key(Action::Open),
            date: key(Action::InterviewDate),
            problems: key(Action::Problems),
            mock: key(Action::Mock),
            weak: key(Action::Weak),
        }
    }
}

/// The first screen.
#[derive(Debug)]
pub struct Home {
    mode: Mode,
    keys: Keys,
    /// The deck under the cursor.
    cursor: usize,
    scroll: Scroll,
    tallies: Vec<Tally>,
    /// The weakest cards, and why they are weak.
    weakest: Vec<weakest::Weak>,
    /// The mock under way, in words.
    mock: Option<String>,
    shelf: Shelf,
    /// The first steps have been offered, where there is cause to.
    greeted: bool,
}

impl Home {
    /// Home as things stand.
    pub fn open(trainer: &Trainer) -> Self {
        Self {
            mode: Mode::Decks,
            keys: Keys::default(),
            cursor: 0,
            scroll: Scroll::default(),
            tallies: trainer.tallies(),
            weakest: Vec::new(),
            mock: None,
            shelf: Shelf::of(trainer),
            greeted: false,
        }
    }

    /// Takes over what has changed.
    fn settle(&mut self, trainer: &Trainer) {
        self.tallies = trainer.tallies();
        self.weakest = weakest::named(trainer);
        self.cursor = self.cursor.min(trainer.decks().len().saturating_sub(1));
    }

    fn start(&mut self, trainer: &mut Trainer) -> Outcome {
        trainer.refresh();
        let today = trainer.today();
        if today.left() == 0 && today.waiting > 0 {
            trainer.ten_more_minutes();
        }
        trainer.begin(Wish::default());
        match Drill::open(trainer) {
            Some(drill) => Outcome::Push(Box::new(drill)),
            None => Outcome::notice("There is nothing more to ask today."),
        }
    }

    fn drill_deck(&mut self, trainer: &mut Trainer) -> Outcome {
        trainer.refresh();
        let Some(deck) = trainer.decks().get(self.cursor) else {
            return Outcome::notice("There is no deck to drill.");
        };
        let (id, title) = (deck.id.to_string(), deck.title.clone());
        trainer.begin(Wish {
            filter: Filter {
                decks: vec![id],
                ..Filter::default()
            },
            ..Wish::default()
        });
        if let Some(drill) = Drill::open(trainer) {
            return Outcome::Push(Box::new(drill));
        }
        trainer.plan(Wish::default());
        Outcome::notice(format!("Nothing of “{title}” is due or new today."))
    }

    fn undo(&mut self, redo: bool, trainer: &mut Trainer) -> Outcome {
        let came = undone::step(redo, trainer);
        self.settle(trainer);
        let waits = format!("{} brings it back.", self.keys.start);
        undone::told(came, redo, &waits)
    }

    /// Takes what was typed for a setting; after a date the interview's name is asked for.
    fn take(&mut self, trainer: &mut Trainer) -> Outcome {
        let Mode::Ask(ask) = &self.mode else {
            return Outcome::Stay;
        };
        let understood = match ask.keep(trainer) {
            Ok(understood) => understood,
            Err(why) => return Outcome::alert(why),
        };
        let (setting, date) = (ask.setting(), trainer.registers().interview_date);
        self.settle(trainer);
        self.mode = match setting {
            Setting::Date if date.is_some() => Mode::asking(Setting::Name, trainer),
            _ => Mode::Decks,
        };
        match setting {
            Setting::Date if date.is_none() => Outcome::notice("There is no interview date now."),
            Setting::Date => Outcome::notice(format!("The interview: {understood}.")),
            Setting::Name => Outcome::Stay,
            Setting::Minutes => Outcome::notice(format!("{understood}.")),
        }
    }

    fn type_key(&mut self, action: Action, trainer: &mut Trainer) -> Outcome {
        match action {
            Action::Accept => return self.take(trainer),
            Action::Cancel => self.mode = Mode::Decks,
            action => {
                if let Mode::Ask(ask) = &mut self.mode {
                    ask.update(action);
                }
            }
        }
        Outcome::Stay
    }

    fn roam(&mut self, action: Action, trainer: &Trainer, page: Page) {
        let total = trainer.decks().len();
        let height = Drawing::of(self, page, &Look::default(), trainer).deck_rows();
        self.cursor = super::moved(self.cursor, action, total, height);
        self.scroll.follow(self.cursor, total, height);
    }
}

impl Screen for Home {
    fn context(&self) -> Context {
        match self.mode {
            Mode::Decks => Context::Home,
            Mode::Ask(_) => Context::TextLine,
        }
    }

    fn title(&self, trainer: &Trainer, page: Page, look: &Look) -> Title {
        Drawing::of(self, page, look, trainer).title()
    }

    fn view(&self, frame: &mut Frame, page: Page, look: &Look, trainer: &Trainer) {
        let drawing = Drawing::of(self, page, look, trainer);
        drawing.view(frame);
        if let Mode::Ask(ask) = &self.mode {
            drawing.ask(frame, ask);
        }
    }

    fn bound(&mut self, keymap: &Keymap) {
        self.keys = Keys::of(keymap);
    }

    fn offers(&self, action: Action, trainer: &Trainer, _: Page) -> bool {
        match action {
            Action::Start => {
                let today = trainer.today();
                today.left() > 0 || today.waiting > 0
            }
            Action::Problems => trainer.problems().next().is_some(),
            _ => true,
        }
    }

    fn shown(&mut self, trainer: &mut Trainer) -> Outcome {
        let greet = !std::mem::replace(&mut self.greeted, true);
        trainer.plan(Wish::default());
        trainer.refresh();
        let before = std::mem::replace(&mut self.shelf, Shelf::of(trainer));
        self.mock = mock::under_way(trainer);
        self.settle(trainer);
        if greet && trainer.is_first_run() {
            return Outcome::Push(Box::new(FirstRun::new(trainer)));
        }
        match before.news(&self.shelf) {
            Some(news) => Outcome::notice(news),
            None => Outcome::Stay,
        }
    }

    fn update(&mut self, action: Action, trainer: &mut Trainer, page: Page) -> Outcome {
        if matches!(self.mode, Mode::Ask(_)) {
            return self.type_key(action, trainer);
        }
        match action {
            Action::Start => return self.start(trainer),
            Action::Open => return self.drill_deck(trainer),
            Action::InterviewDate => self.mode = Mode::asking(Setting::Date, trainer),
            Action::Mock => return Outcome::Push(Box::new(MockSetup::open(trainer))),
            Action::Weak => return Outcome::Push(Box::new(Weak::open())),
            Action::Statistics => return Outcome::Push(Box::new(Statistics::open())),
            Action::Browse => return Outcome::Push(Box::new(Browse::open())),
            Action::Minutes => self.mode = Mode::asking(Setting::Minutes, trainer),
            Action::Problems => return Outcome::Push(Box::new(Problems::new(trainer))),
            Action::Answers => return Outcome::Push(Box::new(Answers::new())),
            Action::Undo => return self.undo(false, trainer),
            Action::Redo => return self.undo(true, trainer),
            Action::Back => return Outcome::Pop,
            action => self.roam(action, trainer, page),
        }
        Outcome::Stay
    }

    fn insert(&mut self, text: &str, _: &mut Trainer, _: Page) -> Outcome {
        if let Mode::Ask(ask) = &mut self.mode {
            ask.insert(text);
        }
        Outcome::Stay
    }
}
