//! What is done to the selected cards, or to the one under the cursor; each time one undo.

use super::{Browse, Mode};
use crate::domain::card::CardId;
use crate::domain::safe_text::SafeText;
use crate::training::Trainer;
use crate::training::session::Wish;
use crate::training::trainer::{BATCH, Change, NotKept, Undone};
use crate::training::words::{about, count};
use crate::tui::action::Action;
use crate::tui::screen::Outcome;
use crate::tui::screen::detail::Detail;
use crate::tui::screen::drill::Drill;
use crate::tui::widget::text_box::TextBox;

/// The line of tags holds this many characters.
const TAGS_CHARACTERS: usize = 120;
/// A tag has at most this many.
const TAG_CHARACTERS: usize = 40;

/// Of the cards around the one that is opened, as many can be gone on to either way.
const NEIGHBOURS: usize = 500;

impl Browse {
    /// The selected cards as they are listed, or else the one under the cursor.
    pub(super) fn targets(&self, trainer: &Trainer) -> Vec<(u32, CardId)> {
        let id = |index: u32| {
            let info = trainer.cards().get(index as usize)?;
            Some((index, info.id.clone()))
        };
        if self.selected.is_empty() {
            return self.at_cursor().and_then(id).into_iter().collect();
        }
        let listed = self.search.order().iter().filter_map(|index| id(*index));
        listed
            .filter(|(_, id)| self.selected.contains(id))
            .collect()
    }

    pub(super) fn open_card(&self, trainer: &Trainer) -> Outcome {
        let shown = self.search.order();
        let at = |index: u32| shown.iter().position(|shown| *shown == index);
        let Some(at) = self.at_cursor().and_then(at) else {
            return Outcome::Stay;
        };
        // The cards around it can be gone on to; a hundred thousand of them are not needed for that.
        let first = at.saturating_sub(NEIGHBOURS);
        let ids = shown.iter().skip(first).take(2 * NEIGHBOURS + 1);
        let ids = ids.map(|index| trainer.cards()[*index as usize].id.clone());
        Outcome::Push(Box::new(Detail::open(
            trainer,
            "Browse",
            ids.collect(),
            at - first,
        )))
    }

    pub(super) fn drill(&mut self, trainer: &mut Trainer) -> Outcome {
        let all = self.targets(trainer);
        let is_asked = |index: u32| trainer.cards()[index as usize].kind.is_drilled();
        let asked = all.iter().filter(|(index, _)| is_asked(*index));
        let cards: Vec<CardId> = asked.map(|(_, id)| id.clone()).collect();
        if cards.is_empty() {
            return Outcome::notice("There is no card here to drill.");
        }
        let left_out = all.len() - cards.len();
        trainer.begin(Wish {
            cards,
            ..Wish::default()
        });
        let Some(drill) = Drill::open(trainer) else {
            trainer.plan(Wish::default());
            return Outcome::alert("The card cannot be read.");
        };
        let session = trainer.session();
        let mut said = format!(
            "{}, about {}.",
            count(session.left() as u32, "card", "cards"),
            about(session.seconds_left())
        );
        if left_out > 0 {
            said.push_str(&format!(" {left_out} of the selected cannot be asked."));
        }
        Outcome::Push(Box::new(drill)).and_notice(said)
    }

    /// Does changes to the cards at hand; `done` says what, after their number.
    fn change(&mut self, changes: &[Change], done: &str, trainer: &mut Trainer) -> Outcome {
        let targets = self.targets(trainer);
        if targets.len() > BATCH {
            let said = format!(
                "At most {BATCH} cards at a time; {} are selected.",
                targets.len()
            );
            return Outcome::alert(said);
        }
        let (indexes, ids): (Vec<u32>, Vec<CardId>) = targets.into_iter().unzip();
        let (batch, all) = trainer.change(&ids, changes);
        let done = format!("{} {done}", count(batch.cards(), "card", "cards"));
        let outcome = match all {
            Err(why) => Outcome::alert(why.to_string()),
            Ok(()) if batch.is_empty() => Outcome::notice("It is so already."),
            Ok(()) => Outcome::notice(format!("{done}; {} takes it back.", self.keys.undo)),
        };
        if !batch.is_empty() {
            self.batches.push((batch, done));
        }
        self.settle(&indexes, trainer);
        outcome
    }

    pub(super) fn star(&mut self, trainer: &mut Trainer) -> Outcome {
        let targets = self.targets(trainer);
        let is_starred = |id: &CardId| trainer.seen(id).is_some_and(|seen| seen.starred);
        let on = !targets.iter().all(|(_, id)| is_starred(id));
        let done = if on { "starred" } else { "without a star now" };
        self.change(&[Change::Star(on)], done, trainer)
    }

    pub(super) fn suspend(&mut self, trainer: &mut Trainer) -> Outcome {
        let targets = self.targets(trainer);
        let is_out = |id: &CardId| trainer.seen(id).is_some_and(|seen| seen.suspended);
        let on = !targets.iter().all(|(_, id)| is_out(id));
        let done = if on { "suspended" } else { "asked again" };
        self.change(&[Change::Suspend(on)], done, trainer)
    }

    pub(super) fn bury(&mut self, trainer: &mut Trainer) -> Outcome {
        self.change(&[Change::Bury], "put off to tomorrow", trainer)
    }

    pub(super) fn ask_reset(&mut self, trainer: &Trainer) -> Outcome {
        match self.learnt(trainer) {
            0 => Outcome::notice("There is nothing to forget: no attempt counts."),
            _ => {
                self.mode = Mode::Reset;
                Outcome::Stay
            }
        }
    }

    /// How many of the cards at hand have attempts that count.
    pub(super) fn learnt(&self, trainer: &Trainer) -> u32 {
        let targets = self.targets(trainer);
        let is_learnt = |id: &CardId| trainer.seen(id).is_some_and(|seen| seen.attempts > 0);
        targets.iter().filter(|(_, id)| is_learnt(id)).count() as u32
    }

    pub(super) fn reset(&mut self, action: Action, trainer: &mut Trainer) -> Outcome {
        match action {
            Action::Yes => {
                self.mode = Mode::Cards;
                self.change(&[Change::Reset], "as if new", trainer)
            }
            Action::No => {
                self.mode = Mode::Cards;
                Outcome::Stay
            }
            _ => Outcome::Stay,
        }
    }

    pub(super) fn ask_tags(&mut self) -> Outcome {
        if self.at_cursor().is_some() || !self.selected.is_empty() {
            self.mode = Mode::Tags(TextBox::line("", TAGS_CHARACTERS));
        }
        Outcome::Stay
    }

    pub(super) fn tag(&mut self, action: Action, trainer: &mut Trainer) -> Outcome {
        let Mode::Tags(line) = &self.mode else {
            return Outcome::Stay;
        };
        let changes = match action {
            Action::Accept => match changes(&line.text()) {
                Ok(changes) => changes,
                Err(why) => return Outcome::alert(why),
            },
            Action::Cancel => Vec::new(),
            _ => return Outcome::Stay,
        };
        self.mode = Mode::Cards;
        match changes.is_empty() {
            true => Outcome::Stay,
            false => self.change(&changes, "tagged anew", trainer),
        }
    }

    pub(super) fn undo(&mut self, trainer: &mut Trainer) -> Outcome {
        let tried = self.batches.iter_mut().rev().map(|(batch, done)| {
            let undone = trainer.undo_batch(batch);
            undone.map(|is_undone| is_undone.then(|| format!("Undone: {done}.")))
        });
        if let Some(outcome) = first_done(tried) {
            self.all_settled(trainer);
            return outcome;
        }
        let undone = trainer.undo();
        self.told(undone, "Undone", "There is nothing to undo.", trainer)
    }

    pub(super) fn redo(&mut self, trainer: &mut Trainer) -> Outcome {
        let tried = self.batches.iter_mut().map(|(batch, done)| {
            let redone = trainer.redo_batch(batch);
            redone.map(|is_redone| is_redone.then(|| format!("Redone: {done}.")))
        });
        if let Some(outcome) = first_done(tried) {
            self.all_settled(trainer);
            return outcome;
        }
        let redone = trainer.redo();
        self.told(redone, "Redone", "There is nothing to redo.", trainer)
    }

    fn told(
        &mut self,
        undone: Result<Option<Undone>, NotKept>,
        what: &str,
        nothing: &str,
        trainer: &mut Trainer,
    ) -> Outcome {
        // An answer that came back is put down, to be the first of the next sitting.
        trainer.put_down();
        self.all_settled(trainer);
        match undone {
            Ok(Some(undone)) => {
                let said = format!("{what}: {}.", SafeText::line(&undone.what));
                Outcome::notice(said)
            }
            Ok(None) => Outcome::notice(nothing),
            Err(why) => Outcome::alert(why.to_string()),
        }
    }

    fn all_settled(&mut self, trainer: &Trainer) {
        self.search.renew(trainer);
        self.settle(&[], trainer);
    }
}

/// What the first batch says that was at hand; the others wait for their turn.
fn first_done(mut tried: impl Iterator<Item = Result<Option<String>, NotKept>>) -> Option<Outcome> {
    tried.find_map(|tried| match tried {
        Ok(said) => said.map(Outcome::notice),
        Err(why) => Some(Outcome::alert(why.to_string())),
    })
}

/// `+conflict -hiring` as changes; a word without a sign is given.
fn changes(text: &str) -> Result<Vec<Change>, String> {
    let word = |word: &str| {
        let (tag, takes) = match word.strip_prefix('-') {
            Some(tag) => (tag, true),
            None => (word.strip_prefix('+').unwrap_or(word), false),
        };
        if tag.is_empty() {
            return Err(format!("A tag is missing after {word}."));
        }
        if tag.contains([',', '"']) {
            return Err("A tag has no comma and no quotes in it.".to_owned());
        }
        if tag.chars().count() > TAG_CHARACTERS {
            return Err(format!("A tag has at most {TAG_CHARACTERS} characters."));
        }
        let tag = tag.to_owned();
        Ok(if takes {
            Change::Untag(tag)
        } else {
            Change::Tag(tag)
        })
    };
    text.split_whitespace().map(word).collect()
}
