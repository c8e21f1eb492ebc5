//! What a mock came to, and the drills that follow from it.

mod text;

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::Span;

use self::text::Text;
use crate::domain::mock::Scorecard;
use crate::domain::safe_text::SafeText;
use crate::training::Trainer;
use crate::training::mock::words;
use crate::training::session::Wish;
use crate::tui::action::{Action, Context};
use crate::tui::keymap::Keymap;
use crate::tui::screen::drill::Drill;
use crate::tui::screen::{Outcome, Page, Screen, Size, Title};
use crate::tui::theme::{Look, Role};
use crate::tui::widget::panel;
use crate::tui::widget::prose::{Prose, Scroll};

/// The keys that start the drills, in their order.
const DRILLS: [Action; 3] = [Action::ChooseA, Action::ChooseB, Action::ChooseC];

/// The scorecard of a mock.
#[derive(Debug)]
pub struct ScorecardScreen {
    scorecard: Scorecard,
    /// The file of the answers that could not be marked.
    unmarked: Option<String>,
    scroll: Scroll,
    /// The keys of the drills, as they are bound.
    keys: [String; 3],
}

impl ScorecardScreen {
    /// The scorecard of a mock; `Err` says why there is none.
    pub fn open(id: &str, trainer: &Trainer) -> Result<Box<dyn Screen>, String> {
        match trainer.scorecard(id) {
            Ok(Some(scorecard)) => Ok(Box::new(Self {
                scorecard,
                unmarked: trainer
                    .unmarked_file(id)
                    .map(|path| SafeText::line(&path.display().to_string()).to_string()),
                scroll: Scroll::default(),
                keys: Default::default(),
            })),
            Ok(None) => Err("There is no such scorecard.".into()),
            Err(why) => Err(why.to_string()),
        }
    }

    /// The scorecard above and what to do next below it; on a small page they are one.
    fn areas(&self, page: Page, look: &Look, trainer: &Trainer) -> (Rect, Option<Rect>) {
        if page.size < Size::Standard || self.scorecard.next.is_empty() {
            return (page.body, None);
        }
        let width = page.body.width.saturating_sub(4);
        let height = self
            .text(page, look, trainer)
            .next(&self.keys)
            .height(width) as u16
            + 2;
        let rows = [Constraint::Fill(1), Constraint::Length(height)];
        let [top, bottom] = page.body.layout(&Layout::vertical(rows));
        (top, Some(bottom))
    }

    fn text<'a>(&'a self, page: Page, look: &'a Look, trainer: &'a Trainer) -> Text<'a> {
        let edges = if page.size == Size::Tiny { 2 } else { 4 };
        Text {
            scorecard: &self.scorecard,
            unmarked: self.unmarked.as_deref(),
            axes: trainer.axes(),
            look,
            width: usize::from(page.body.width.saturating_sub(edges)),
        }
    }

    fn prose(&self, page: Page, look: &Look, trainer: &Trainer) -> Prose {
        let text = self.text(page, look, trainer);
        let all = text.all();
        match self.areas(page, look, trainer).1 {
            None if !self.scorecard.next.is_empty() => {
                let head = Span::styled("What to do next", look.style(Role::Title));
                all.blank().line(head, 0).then(text.next(&self.keys))
            }
            _ => all,
        }
    }

    fn drill(&self, place: usize, trainer: &mut Trainer) -> Outcome {
        let Some(advice) = self.scorecard.next.get(place) else {
            return Outcome::notice("There is no such drill here.");
        };
        trainer.refresh();
        if trainer.begin_advised(advice)
            && let Some(drill) = Drill::open(trainer)
        {
            return Outcome::Push(Box::new(drill));
        }
        trainer.plan(Wish::default());
        Outcome::notice("There is nothing of it to ask now.")
    }

    fn export(&self, trainer: &Trainer) -> Outcome {
        match trainer.export_scorecard(&self.scorecard) {
            Ok(path) => {
                let path = path.display().to_string();
                Outcome::notice(format!("Written to {}.", SafeText::line(&path)))
            }
            Err(why) => Outcome::alert(why.to_string()),
        }
    }
}

impl Screen for ScorecardScreen {
    fn context(&self) -> Context {
        Context::Scorecard
    }

    fn offers(&self, action: Action, _: &Trainer, _: Page) -> bool {
        match DRILLS.iter().position(|drill| *drill == action) {
            Some(place) => place < self.scorecard.next.len(),
            None => true,
        }
    }

    fn title(&self, trainer: &Trainer, page: Page, look: &Look) -> Title {
        let record = &self.scorecard.record;
        let title = words::title(&record.plan, trainer.axes());
        let right = Span::styled(record.day.short(), look.style(Role::Muted));
        match page.size {
            Size::Tiny => Title::new(["Scorecard", &title], right),
            _ => Title::new(["Mock", "Scorecard", &title], right),
        }
    }

    fn bound(&mut self, keymap: &Keymap) {
        self.keys = DRILLS.map(|drill| {
            let chords = keymap.chords(Context::Scorecard, drill);
            chords.first().map(ToString::to_string).unwrap_or_default()
        });
    }

    fn shown(&mut self, trainer: &mut Trainer) -> Outcome {
        // An answer may have been marked again meanwhile.
        if let Ok(Some(scorecard)) = trainer.scorecard(&self.scorecard.record.id) {
            self.scorecard = scorecard;
        }
        Outcome::Stay
    }

    fn view(&self, frame: &mut Frame, page: Page, look: &Look, trainer: &Trainer) {
        let (top, bottom) = self.areas(page, look, trainer);
        let title = match page.size {
            Size::Tiny => words::RULE.split(';').next().unwrap_or_default(),
            _ => "Scorecard",
        };
        let inner = panel(frame, top, page.size, look, title, true);
        self.prose(page, look, trainer)
            .view(frame, inner, self.scroll, look);
        frame.set_cursor_position(inner.as_position());
        if let Some(area) = bottom {
            let inner = panel(frame, area, page.size, look, "What to do next", false);
            let next = self.text(page, look, trainer).next(&self.keys);
            next.view(frame, inner, Scroll::default(), look);
        }
    }

    fn update(&mut self, action: Action, trainer: &mut Trainer, page: Page) -> Outcome {
        match action {
            Action::Back => return Outcome::Pop,
            Action::Copy => return self.export(trainer),
            _ => {}
        }
        if let Some(place) = DRILLS.iter().position(|drill| *drill == action) {
            return self.drill(place, trainer);
        }
        let look = Look::default();
        let (top, _) = self.areas(page, &look, trainer);
        let edges = if page.size == Size::Tiny {
            (2, 1)
        } else {
            (4, 2)
        };
        let width = top.width.saturating_sub(edges.0);
        let total = self.prose(page, &look, trainer).height(width);
        self.scroll
            .update(action, total, top.height.saturating_sub(edges.1));
        Outcome::Stay
    }
}
