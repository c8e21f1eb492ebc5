//! What the keys do to the card and with its attempts.

use super::history::Row;
use super::{AttemptScreen, ComparisonScreen, Detail};
use crate::domain::card::CardId;
use crate::training::Trainer;
use crate::training::session::Wish;
use crate::tui::action::Action;
use crate::tui::screen::drill::Drill;
use crate::tui::screen::undone;
use crate::tui::screen::{Edit, Outcome};

impl Detail {
    pub(super) fn open_attempt(&self, trainer: &Trainer) -> Outcome {
        let Some(row) = self.rows.get(self.cursor) else {
            return self.nothing_yet();
        };
        let before = self.rows.get(self.cursor + 1);
        let before = before.map(|row| row.attempt.clone());
        let screen = AttemptScreen::new(trainer, self.from, row.attempt.clone(), before, false);
        Outcome::Push(Box::new(screen))
    }

    fn nothing_yet(&self) -> Outcome {
        Outcome::notice(format!(
            "There is no attempt yet; {} drills it.",
            self.keys.drill
        ))
    }

    pub(super) fn select(&mut self) -> Outcome {
        let Some(row) = self.rows.get(self.cursor) else {
            return self.nothing_yet();
        };
        if self.selected == Some(row.spot) {
            self.selected = None;
            return Outcome::Stay;
        }
        self.selected = Some(row.spot);
        Outcome::notice(format!(
            "{} selected: {} on another attempt compares them.",
            self.called(self.cursor),
            self.keys.compare
        ))
    }

    /// Which attempt of its day one is; empty where it is the only one.
    fn place(&self, at: usize) -> String {
        let day = self.rows[at].attempt.day;
        let of_day = |rows: &[Row]| rows.iter().filter(|row| row.attempt.day == day).count();
        // The rows go from the newest back.
        match (of_day(&self.rows), of_day(&self.rows[at..])) {
            (1, _) => String::new(),
            (_, 1) => "first".to_owned(),
            (_, 2) => "second".to_owned(),
            (_, 3) => "third".to_owned(),
            (_, place) => format!("number {place}"),
        }
    }

    /// What an attempt is called: `Mon 23 Nov`, `Mon 23 Nov, second`.
    pub(super) fn called(&self, at: usize) -> String {
        let day = self.rows[at].attempt.day.short();
        match self.place(at).as_str() {
            "" => day,
            place => format!("{day}, {place}"),
        }
    }

    /// What another is called beside the attempt under the cursor: of the same day, `the first`.
    pub(super) fn called_beside(&self, other: usize) -> String {
        let day = |at: usize| self.rows[at].attempt.day;
        match day(other) == day(self.cursor) {
            true => format!("the {}", self.place(other)),
            false => self.called(other),
        }
    }

    /// The attempt that the one under the cursor is compared with: the one selected, else the one
    /// before it.
    pub(super) fn other(&self) -> Option<usize> {
        let selected = self
            .rows
            .iter()
            .position(|row| Some(row.spot) == self.selected);
        let other = selected.filter(|at| *at != self.cursor);
        other.or((self.cursor + 1 < self.rows.len()).then_some(self.cursor + 1))
    }

    pub(super) fn compare(&self, trainer: &Trainer) -> Outcome {
        let Some(other) = self.other() else {
            return match self.rows.len() {
                0 => self.nothing_yet(),
                _ => Outcome::notice("There is no attempt before this one."),
            };
        };
        // The rows go from the newest back.
        let (then, now) = (self.cursor.max(other), self.cursor.min(other));
        let screen = ComparisonScreen::new(
            trainer,
            self.from,
            &self.rows[then].attempt,
            &self.rows[now].attempt,
        );
        Outcome::Push(Box::new(screen))
    }

    pub(super) fn drill(&self, trainer: &mut Trainer) -> Outcome {
        let Some(id) = self.id() else {
            return Outcome::Stay;
        };
        trainer.refresh();
        trainer.begin(Wish {
            cards: vec![id.clone()],
            ..Wish::default()
        });
        if let Some(drill) = Drill::open(trainer) {
            return Outcome::Push(Box::new(drill));
        }
        trainer.plan(Wish::default());
        Outcome::notice("This card cannot be drilled.")
    }

    pub(super) fn edit(&self, trainer: &Trainer) -> Outcome {
        let Some(index) = self.id().and_then(|id| trainer.index_of(id)) else {
            return Outcome::notice("It is in no deck: there is nothing to edit.");
        };
        match trainer.place_of(index) {
            Some((path, line)) => Outcome::Edit(Edit {
                path,
                line: Some(line),
            }),
            None => Outcome::notice(
                "It comes with hotseat: change it by a card with \"extends\" in a deck of yours.",
            ),
        }
    }

    /// Stars, suspends or buries the card.
    pub(super) fn change(&mut self, action: Action, trainer: &mut Trainer) -> Outcome {
        let Some(id) = self.id().cloned() else {
            return Outcome::Stay;
        };
        let said = match action {
            Action::Star => trainer.toggle_star(&id).map(|starred| match starred {
                true => "Starred.".to_owned(),
                false => "The star is off.".to_owned(),
            }),
            Action::SuspendCard => trainer.toggle_suspend(&id).map(|suspended| {
                let key = &self.keys.suspend;
                match suspended {
                    true => format!("Suspended: it is not asked until {key} brings it back."),
                    false => "It is asked again.".to_owned(),
                }
            }),
            _ => bury(&id, trainer),
        };
        match said {
            Ok(said) => Outcome::notice(said),
            Err(why) => Outcome::alert(why.to_string()),
        }
    }

    pub(super) fn undo(&mut self, redo: bool, trainer: &mut Trainer) -> Outcome {
        let came = undone::step(redo, trainer);
        self.read(trainer);
        undone::told(came, redo, undone::WAITS)
    }
}

fn bury(id: &CardId, trainer: &mut Trainer) -> Result<String, crate::training::trainer::NotKept> {
    if trainer
        .seen(id)
        .is_some_and(|seen| seen.is_buried(trainer.day()))
    {
        return Ok("It is put off until tomorrow already.".to_owned());
    }
    let kept = trainer.bury(id);
    kept.map(|()| "Not today: it comes back tomorrow.".to_owned())
}
