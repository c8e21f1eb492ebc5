//! What is done to the selected cards, or to the one under the cursor; each time one undo.

use super::{Browse, MOST_TAGS, Mode};
use crate::domain::card::CardId;
use crate::domain::safe_text::SafeText;
use crate::training::Trainer;
use crate::training::session::Wish;
use crate::training::trainer::{BATCH, Change};
use crate::training::words::{about, count};
use crate::tui::action::Action;
use crate::tui::screen::Outcome;
use crate::tui::screen::detail::Detail;
use crate::tui::screen::drill::Drill;
use crate::tui::screen::undone;
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

    /// Opens the card under the cursor, in the row of those that are found.
    pub(super) fn open_card(&self, trainer: &Trainer) -> Outcome {
        if self.found.is_empty() {
            return no_card();
        }
        // The cards around it can be gone on to; a hundred thousand of them are not needed for that.
        let first = self.cursor.saturating_sub(NEIGHBOURS);
        let ids = self.found.iter().skip(first).take(2 * NEIGHBOURS + 1);
        let ids = ids.map(|index| trainer.cards()[*index as usize].id.clone());
        let (ids, at) = (ids.collect(), self.cursor - first);
        Outcome::Push(Box::new(Detail::open("Browse", ids, at)))
    }

    pub(super) fn drill(&mut self, trainer: &mut Trainer) -> Outcome {
        let all = self.targets(trainer);
        let is_asked = |index: u32| trainer.cards()[index as usize].kind.is_drilled();
        let asked = all.iter().filter(|(index, _)| is_asked(*index));
        let cards: Vec<CardId> = asked.map(|(_, id)| id.clone()).collect();
        if cards.is_empty() {
            return match all.is_empty() {
                true => no_card(),
                false => Outcome::notice("There is no card here to drill."),
            };
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
        if let Some(refused) = refused(targets.len(), changes.len()) {
            return refused;
        }
        self.mode = Mode::Cards;
        let (indexes, ids): (Vec<u32>, Vec<CardId>) = targets.into_iter().unzip();
        let came = trainer.change(&ids, changes, done);
        self.settle(&indexes, trainer);
        undone::changed(came, &self.keys.undo)
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
        let targets = self.targets(trainer);
        if let Some(refused) = refused(targets.len(), 1) {
            return refused;
        }
        let is_learnt = |id: &CardId| trainer.seen(id).is_some_and(|seen| seen.attempts > 0);
        match targets.iter().filter(|(_, id)| is_learnt(id)).count() {
            0 => Outcome::notice("There is nothing to forget: no attempt counts."),
            learnt => {
                self.mode = Mode::Reset(learnt as u32);
                Outcome::Stay
            }
        }
    }

    pub(super) fn reset(&mut self, action: Action, trainer: &mut Trainer) -> Outcome {
        match action {
            Action::Yes => {
                self.mode = Mode::Cards;
                return self.change(&[Change::Reset], "as if new", trainer);
            }
            Action::No => self.mode = Mode::Cards,
            _ => {}
        }
        Outcome::Stay
    }

    pub(super) fn ask_tags(&mut self, trainer: &Trainer) -> Outcome {
        let targets = self.targets(trainer);
        if let Some(refused) = refused(targets.len(), 1) {
            return refused;
        }
        let line = TextBox::line("", TAGS_CHARACTERS);
        let mut own: Vec<SafeText> = Vec::new();
        for (_, id) in &targets {
            let tags = trainer.seen(id).map_or(&[][..], |seen| &seen.tags);
            own.extend(tags.iter().map(|tag| SafeText::line(tag)));
        }
        own.sort();
        own.dedup();
        let cards = targets.len();
        self.mode = Mode::Tags { line, cards, own };
        Outcome::Stay
    }

    pub(super) fn tag(&mut self, action: Action, trainer: &mut Trainer) -> Outcome {
        let Mode::Tags { line, .. } = &self.mode else {
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
        if changes.is_empty() {
            self.mode = Mode::Cards;
            return Outcome::Stay;
        }
        let outcome = self.change(&changes, "tagged anew", trainer);
        self.tags = trainer.most_used_tags(MOST_TAGS);
        outcome
    }

    pub(super) fn undo(&mut self, redo: bool, trainer: &mut Trainer) -> Outcome {
        let came = undone::step(redo, trainer);
        self.renew(trainer);
        undone::told(came, redo, undone::WAITS)
    }
}

/// Why so many changes cannot be made to each of so many cards.
fn refused(cards: usize, changes: usize) -> Option<Outcome> {
    let all = cards * changes;
    match (cards, changes) {
        (0, _) => Some(no_card()),
        _ if all <= BATCH => None,
        (_, 1) => Some(Outcome::alert(format!(
            "At most {BATCH} cards at a time; {cards} are selected."
        ))),
        _ => Some(Outcome::alert(format!(
            "At most {} at a time for {cards} cards.",
            count((BATCH / cards) as u32, "tag", "tags")
        ))),
    }
}

fn no_card() -> Outcome {
    Outcome::notice("There is no card here.")
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
