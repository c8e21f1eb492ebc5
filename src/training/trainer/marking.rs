//! The answers of a mock, marked one by one; each is on the disk before the next is shown.

use crate::domain::attempt::Attempt;
use crate::domain::card::CardId;
use crate::domain::draft::Draft;
use crate::domain::entry::Event;
use crate::domain::mock::{Record, UnderWay};
use crate::storage::disk::DiskError;
use crate::storage::{draft_file, mock_file};

use crate::training::mock::evidence;
use crate::training::showing;

use super::{NotKept, Trainer};

/// The mock that is being marked.
#[derive(Debug)]
pub(super) struct Marking {
    mock: UnderWay,
}

impl Trainer {
    /// Begins to mark a mock, or goes on with it; [`Trainer::mark_next`] shows its answers.
    pub fn begin_marking(&mut self, mock: UnderWay) {
        self.put_down();
        self.marking = Some(Marking { mock });
    }

    /// Puts the next answer that is not marked on the screen. False when all are: then the record of
    /// the mock is on the disk, and there is a scorecard.
    ///
    /// # Errors
    /// The journal cannot be read, or the record could not be written; the same call tries again.
    pub fn mark_next(&mut self) -> Result<bool, NotKept> {
        if self.showing.is_some() {
            return Ok(true);
        }
        // Another terminal may have marked some of it.
        self.see_others()?;
        let Some(Marking { mock }) = &self.marking else {
            return Ok(false);
        };
        let open = self.to_mark(mock).map_err(NotKept::because)?;
        let is_whole = open.is_empty();
        for at in open {
            if let Some(shown) = self.answer_of_mock(at) {
                self.showing = Some(shown);
                return Ok(true);
            }
        }
        self.keep_record(is_whole)?;
        Ok(false)
    }

    /// The answers of a mock that are not marked, by their places.
    ///
    /// # Errors
    /// The journal cannot be read.
    pub fn to_mark(&self, mock: &UnderWay) -> Result<Vec<usize>, DiskError> {
        let cards: Vec<&CardId> = mock.asked.iter().map(|asked| &asked.card).collect();
        let attempts = self.attempts_at(&cards)?;
        let is_marked = |card: &CardId| {
            let mut of_mock = attempts.iter().filter(|attempt| attempt.mock == mock.id);
            of_mock.any(|attempt| self.is_same(&attempt.card, card))
        };
        let open = |at: &usize| mock.asked[*at].reached && !is_marked(&mock.asked[*at].card);
        Ok((0..mock.asked.len()).filter(open).collect())
    }

    /// Takes in what other terminals have kept.
    fn see_others(&mut self) -> Result<(), NotKept> {
        if self.journal.refresh().map_err(NotKept::because)? {
            self.changed();
        }
        Ok(())
    }

    /// Whether the answer on the screen is one of a mock that was marked elsewhere meanwhile; then it
    /// leaves the screen.
    pub(super) fn is_marked_elsewhere(&mut self) -> Result<bool, NotKept> {
        let Some(at) = self.marked_place() else {
            return Ok(false);
        };
        self.see_others()?;
        let open = self.marked_mock().map(|mock| self.to_mark(mock));
        let open = open.transpose().map_err(NotKept::because)?;
        let is_open = open.is_none_or(|open| open.contains(&at));
        if !is_open {
            self.showing = None;
        }
        Ok(!is_open)
    }

    /// An answer of the mock at hand, to be marked; none of a card that cannot be read any more.
    fn answer_of_mock(&self, at: usize) -> Option<(u32, showing::Showing)> {
        let Marking { mock } = self.marking.as_ref()?;
        let id = self.progress().current(&mock.asked[at].card);
        let index = self.index_of(id)?;
        let card = self.card(index).ok()?;
        let ticks = self.clock.ticks();
        let parts = mock.answers.get(at).cloned().unwrap_or_default();
        let variant = mock.variants.get(at).copied().unwrap_or(0);
        let past = self.past(&card);
        let mut showing = showing::Showing::marking(card, &past, &mock.id, variant, parts, ticks);
        if let Some(draft) = self.marking_draft(&mock.id, id) {
            showing.go_on(draft, ticks);
        }
        Some((index, showing))
    }

    /// Keeps the record; `is_whole` says that every answer is marked, as far as there were any.
    fn keep_record(&mut self, is_whole: bool) -> Result<(), NotKept> {
        let Some(Marking { mock }) = &mut self.marking else {
            return Ok(());
        };
        if !is_whole {
            // What was typed for a card that has gone is nowhere else.
            UnderWay::UNMARKED.clone_into(&mut mock.step);
            mock.revision += 1;
            // Where another terminal was quicker, it has kept the same.
            mock_file::save(&self.places, mock).map_err(NotKept::because)?;
        }
        let record = Record {
            id: mock.id.clone(),
            day: mock.day,
            plan: mock.plan.clone(),
            asked: mock.asked.clone(),
        };
        let id = record.id.clone();
        if !self.mocks().iter().any(|seen| seen.id == id) {
            self.append(Event::Mock(Box::new(record)))?;
        }
        self.marking = None;
        // Its own file stays until the next mock is over, for an undo; it is known by its record.
        let is_over = |mock: &UnderWay| {
            let is_marked = mock.step == UnderWay::MARKING && mock.id != id;
            is_marked && self.mocks().iter().any(|seen| seen.id == mock.id)
        };
        for mock in mock_file::load(&self.places).unwrap_or_default() {
            if is_over(&mock) {
                // One that stays behind is known by its record.
                let _ = mock_file::clear(&self.places, &mock.id);
            }
        }
        Ok(())
    }

    /// The mock that is being marked.
    pub fn marked_mock(&self) -> Option<&UnderWay> {
        self.marking.as_ref().map(|marking| &marking.mock)
    }

    /// Which question of the mock the answer on the screen is of, by its place.
    pub fn marked_place(&self) -> Option<usize> {
        let (card, mock) = (&self.showing()?.card().id, self.marked_mock()?);
        let mut asked = mock.asked.iter();
        asked.position(|asked| self.is_same(&asked.card, card))
    }

    /// A line of the answer on the screen that may show most of it: the user's own, else one of what
    /// was typed; empty where nothing was.
    pub fn suggested_evidence(&self) -> String {
        if let Some(showing) = self.showing().filter(|s| !s.evidence.is_empty()) {
            return showing.evidence.clone();
        }
        let parts = self
            .marked_place()
            .and_then(|at| self.marked_mock()?.answers.get(at));
        let texts = parts.into_iter().flatten().map(|part| part.text.as_str());
        evidence(texts)
    }

    /// Takes the line that shows most of the answer on the screen; it is kept with its grade.
    pub fn take_evidence(&mut self, line: &str) {
        if let Some(showing) = self.showing_mut() {
            line.trim().clone_into(&mut showing.evidence);
        }
    }

    /// Puts down the mock that is being marked: it goes on where it was.
    pub fn leave_marking(&mut self) {
        self.put_down();
        self.marking = None;
    }

    /// How far an answer of a mock was marked.
    fn marking_draft(&self, mock: &str, card: &CardId) -> Option<Draft> {
        let drafts = draft_file::load(&self.places).unwrap_or_default();
        let of_answer = |draft: &Draft| *draft.mock == *mock && self.is_same(&draft.card, card);
        drafts.into_iter().find(of_answer)
    }

    /// Brings an answer that was taken back to be marked again with its mock, while that is under way;
    /// false where it is not.
    pub(super) fn reopen_marked(&mut self, attempt: &Attempt) -> bool {
        let is_under_way = || {
            self.mocks_under_way()
                .iter()
                .any(|mock| mock.id == attempt.mock)
        };
        if attempt.mock.is_empty() || !is_under_way() {
            return false;
        }
        let draft = Draft {
            at: self.clock.millis(),
            ..showing::reopened(attempt)
        };
        // Without it the answer is marked from its first flag.
        let _ = draft_file::save(&self.places, &draft);
        self.session.forget(&attempt.card);
        self.showing = None;
        true
    }
}
