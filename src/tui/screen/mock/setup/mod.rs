//! What a mock is to be: its stages, time and interviewer; and the scorecards so far.

mod view;

use ratatui::Frame;
use ratatui::text::Span;

use self::view::Drawing;
use super::{ScorecardScreen, begin, go_on, opened, progress};
use crate::domain::deck::Term;
use crate::domain::mock::{Manner, Record, Setup, UnderWay};
use crate::training::Trainer;
use crate::tui::action::{Action, Context};
use crate::tui::screen::{Outcome, Page, Screen, Title, moved};
use crate::tui::theme::{Look, Role};
use crate::tui::widget::prose::Scroll;

/// The minutes a stage can be set to, beside its own.
const MINUTES: [u16; 4] = [15, 30, 45, 60];

/// A line of the setup.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Item {
    /// A mock under way, by its place.
    GoOn(usize),
    /// The whole loop.
    Loop,
    /// A mock of the user's own, by its place.
    Preset(usize),
    /// A stage, by its place among the stages.
    Stage(usize),
    Minutes,
    Level,
    Strict,
    Manner,
}

/// What the keys go to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pane {
    Setup,
    Scorecards,
}

/// The screen on which a mock is set up.
#[derive(Debug)]
pub struct MockSetup {
    setup: Setup,
    /// The mocks under way, each with where it stands.
    under_way: Vec<(UnderWay, String)>,
    presets: Vec<Setup>,
    /// The mocks that were marked, the newest first.
    marked: Vec<Record>,
    items: Vec<Item>,
    pane: Pane,
    cursor: usize,
    scroll: Scroll,
    /// The scorecard under the cursor, the newest first.
    scorecard: usize,
    scorecards_scroll: Scroll,
}

impl MockSetup {
    /// The setup of a new mock.
    pub fn open(trainer: &Trainer) -> Self {
        let mut screen = Self {
            setup: Setup::default(),
            under_way: Vec::new(),
            presets: Vec::new(),
            marked: Vec::new(),
            items: Vec::new(),
            pane: Pane::Setup,
            cursor: 0,
            scroll: Scroll::default(),
            scorecard: 0,
            scorecards_scroll: Scroll::default(),
        };
        screen.settle(trainer);
        screen
    }

    /// The same with what is settled of it already; what is under way stands above the cursor.
    pub fn of(setup: Setup, trainer: &Trainer) -> Self {
        let screen = Self::open(trainer);
        Self {
            setup,
            cursor: screen.under_way.len(),
            ..screen
        }
    }

    /// The same, on the list of earlier scorecards.
    pub fn scorecards(trainer: &Trainer) -> Self {
        Self {
            pane: Pane::Scorecards,
            ..Self::open(trainer)
        }
    }

    /// Takes over what has changed.
    fn settle(&mut self, trainer: &Trainer) {
        let under_way = trainer.mocks_under_way().into_iter();
        let under_way = under_way.map(|mock| {
            let progress = progress(&mock, trainer);
            (mock, progress)
        });
        let before = std::mem::replace(&mut self.under_way, under_way.collect());
        if before.len() < self.under_way.len() {
            // What was just put down is the first thing to go on with.
            self.cursor = 0;
            self.scroll = Scroll::default();
        }
        self.presets = trainer.mock_presets().cloned().collect();
        // What cannot be read now is listed at the next look.
        self.marked = trainer.records(trainer.mocks()).unwrap_or_default();
        self.marked.reverse();
        let under_way = (0..self.under_way.len()).map(Item::GoOn);
        let presets = (0..self.presets.len()).map(Item::Preset);
        let stages = (0..trainer.axes().stages.len()).filter(|at| {
            trainer
                .axes()
                .mock(&trainer.axes().stages[*at].id)
                .is_some()
        });
        let rest = [Item::Minutes, Item::Level, Item::Strict, Item::Manner];
        let all = under_way.chain([Item::Loop]).chain(presets);
        self.items = all.chain(stages.map(Item::Stage)).chain(rest).collect();
        self.cursor = self.cursor.min(self.items.len() - 1);
        self.scorecard = self.scorecard.min(self.marked.len().saturating_sub(1));
    }

    fn item(&self) -> Option<Item> {
        self.items.get(self.cursor).copied()
    }

    fn takes(&self, stage: &str) -> bool {
        self.setup.stages.iter().any(|taken| taken == stage)
    }

    fn toggle_stage(&mut self, stages: &[Term], at: usize) {
        let id = &*stages[at].id;
        match self.takes(id) {
            true => self.setup.stages.retain(|taken| taken != id),
            false => self.setup.stages.push(id.to_owned()),
        }
        // A loop goes through its stages in their order, whatever order they were taken in.
        let place = |id: &String| stages.iter().position(|stage| *stage.id == **id);
        self.setup.stages.sort_by_key(place);
        self.setup.name.clear();
    }

    /// Takes what the line stands for, or its next value.
    fn change(&mut self, forward: bool, trainer: &Trainer) {
        let axes = trainer.axes();
        match self.item() {
            Some(Item::Loop) => {
                let all = Setup::whole_loop(axes);
                self.setup.name.clear();
                self.setup.stages = if self.setup.stages == all {
                    Vec::new()
                } else {
                    all
                };
            }
            Some(Item::Preset(at)) => self.setup = self.presets[at].clone(),
            Some(Item::Stage(at)) => self.toggle_stage(&axes.stages, at),
            Some(Item::Minutes) => {
                self.setup.minutes = next(&MINUTES.map(Some), self.setup.minutes, forward);
            }
            Some(Item::Level) => {
                let levels: Vec<_> = axes.levels.iter().map(|l| Some(l.id.to_string())).collect();
                self.setup.level = next(&levels, self.setup.level.take(), forward);
            }
            Some(Item::Strict) => self.setup.strict = !self.setup.strict,
            Some(Item::Manner) => {
                self.setup.manner = next(&Manner::ALL.map(Some), self.setup.manner, forward);
            }
            Some(Item::GoOn(_)) | None => {}
        }
    }

    fn begin(&mut self, trainer: &mut Trainer) -> Outcome {
        match self.item() {
            Some(Item::GoOn(at)) if at < self.under_way.len() => {
                let (mock, _) = self.under_way.remove(at);
                return opened(go_on(mock, trainer), Outcome::Push);
            }
            Some(Item::Preset(at)) => self.setup = self.presets[at].clone(),
            Some(Item::Loop) if self.setup.stages.is_empty() => {
                self.setup.stages = Setup::whole_loop(trainer.axes());
            }
            Some(Item::Stage(at)) if self.setup.stages.is_empty() => {
                self.setup.stages = vec![trainer.axes().stages[at].id.to_string()];
            }
            _ if self.setup.stages.is_empty() => {
                return Outcome::notice("Choose a stage first, or the whole loop.");
            }
            _ => {}
        }
        let plan = self.setup.plan(trainer.axes());
        opened(begin(plan, trainer), Outcome::Push)
    }

    fn open_scorecard(&self, trainer: &Trainer) -> Outcome {
        match self.marked.get(self.scorecard) {
            Some(record) => opened(ScorecardScreen::open(&record.id, trainer), Outcome::Push),
            None => Outcome::notice("There is no scorecard yet."),
        }
    }
}

/// The value after (`forward`) or before one; none stands before the first.
fn next<T: Clone + PartialEq>(all: &[Option<T>], now: Option<T>, forward: bool) -> Option<T> {
    let ring: Vec<Option<T>> = std::iter::once(None).chain(all.iter().cloned()).collect();
    let at = ring.iter().position(|value| *value == now).unwrap_or(0);
    let by = if forward { 1 } else { ring.len() - 1 };
    ring[(at + by) % ring.len()].clone()
}

impl Screen for MockSetup {
    fn context(&self) -> Context {
        match self.pane {
            Pane::Setup => Context::MockSetup,
            Pane::Scorecards => Context::Scorecards,
        }
    }

    fn title(&self, trainer: &Trainer, _: Page, look: &Look) -> Title {
        let right = Span::styled(trainer.day().short(), look.style(Role::Muted));
        Title::new(["hotseat", "Mock interview"], right)
    }

    fn view(&self, frame: &mut Frame, page: Page, look: &Look, trainer: &Trainer) {
        let screen = self;
        Drawing {
            screen,
            page,
            look,
            trainer,
        }
        .view(frame);
    }

    fn shown(&mut self, trainer: &mut Trainer) -> Outcome {
        trainer.refresh();
        self.settle(trainer);
        Outcome::Stay
    }

    fn update(&mut self, action: Action, trainer: &mut Trainer, page: Page) -> Outcome {
        let look = &Look::default();
        let screen = &*self;
        let (lines, scorecards) = Drawing {
            screen,
            page,
            look,
            trainer,
        }
        .rows();
        match (self.pane, action) {
            (_, Action::Back) => return Outcome::Pop,
            (Pane::Setup, Action::Pane) => self.pane = Pane::Scorecards,
            (Pane::Scorecards, Action::Pane) => self.pane = Pane::Setup,
            (Pane::Setup, Action::Accept) => return self.begin(trainer),
            (Pane::Setup, Action::Select) if matches!(self.item(), Some(Item::GoOn(_))) => {
                return self.begin(trainer);
            }
            (Pane::Setup, Action::Select | Action::Right) => self.change(true, trainer),
            (Pane::Setup, Action::Left) => self.change(false, trainer),
            (Pane::Scorecards, Action::Open) => return self.open_scorecard(trainer),
            (Pane::Setup, action) => {
                let total = self.items.len();
                self.cursor = moved(self.cursor, action, total, lines);
                self.scroll.follow(self.cursor, total, lines);
            }
            (Pane::Scorecards, action) => {
                let total = self.marked.len();
                self.scorecard = moved(self.scorecard, action, total, scorecards);
                self.scorecards_scroll
                    .follow(self.scorecard, total, scorecards);
            }
        }
        Outcome::Stay
    }
}
