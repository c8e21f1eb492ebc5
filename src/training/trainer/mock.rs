//! Mocks: drawn, asked, kept while they are asked, and what they came to.

use std::path::PathBuf;

use chrono::DateTime;

use crate::domain::attempt::Attempt;
use crate::domain::card::CardId;
use crate::domain::day::Day;
use crate::domain::entry::Event;
use crate::domain::mock::{
    self, Advice, Asked, Draw, Heard, MockSeen, Plan, Pool, Record, Scorecard, UnderWay,
};
use crate::domain::progress;
use crate::domain::queue::Filter;
use crate::domain::schedule;
use crate::storage::disk::DiskError;
use crate::storage::{mock_file, scorecard_file};

use crate::training::mock::{Interview, Script, markdown};
use crate::training::session::Wish;

use super::{NotKept, Trainer};

impl Trainer {
    /// Draws the questions of a mock; nothing is kept.
    pub fn draw_mock(&self, plan: &Plan) -> Draw {
        mock::draw(&Pool {
            cards: self.cards(),
            progress: self.progress(),
            heard: &self.heard_lately(),
            axes: self.axes(),
            plan,
            day: self.day(),
            seed: self.mock_seed(),
        })
    }

    /// The cards that mocks under way have put, each with the study day its mock was last kept on.
    fn heard_lately(&self) -> Vec<(CardId, Day)> {
        let (offset, roll_over) = (*self.clock.now().offset(), self.registers().roll_over_hour);
        let mut heard = Vec::new();
        for mock in self.mocks_under_way() {
            let kept = DateTime::from_timestamp_millis(mock.at);
            let day = kept.map_or(mock.day, |at| Day::at(at.with_timezone(&offset), roll_over));
            let put = mock.asked.iter().filter(|asked| asked.reached);
            heard.extend(put.map(|asked| (self.progress().current(&asked.card).clone(), day)));
        }
        heard
    }

    /// Chance, another for each mock.
    fn mock_seed(&self) -> u64 {
        let mocks = self.progress().mocks.len() as u64;
        let seed = self.options.seed.map(|seed| seed ^ mocks);
        seed.unwrap_or_else(|| schedule::seed(self.journal.device(), self.clock.millis() as u64))
    }

    /// Begins a mock with the questions drawn for it.
    ///
    /// # Errors
    /// It could not be written; nothing has begun.
    pub fn begin_mock(&mut self, plan: Plan, draw: &Draw) -> Result<Interview, NotKept> {
        self.turn_day();
        let prompts = draw.prompts.iter();
        let asked = prompts.filter_map(|prompt| {
            let info = self.cards().get(prompt.card)?;
            Some(Asked {
                round: prompt.round,
                card: info.id.clone(),
                competency: (&*info.competency).into(),
                curveball: prompt.curveball,
                reached: false,
                cut: false,
                boxed: 0,
                seconds: 0,
                probes: Vec::new(),
            })
        });
        let asked: Vec<Asked> = asked.collect();
        let scripts = self.scripts(&asked);
        let millis = self.clock.millis() as u64;
        let mut instant = schedule::seed(self.journal.device(), millis) & 0xff_ffff;
        let (day, at) = (self.day(), self.clock.ticks());
        let id = |number: u64| format!("{day}-{:06x}", number & 0xff_ffff).into();
        let mut interview = Interview::new(id(instant), day, plan, asked, scripts, at);
        let is_taken = |id: &str| self.mocks().iter().any(|seen| *seen.id == *id);
        // Another mock begun in the same instant has the same name: then this one takes the next.
        while is_taken(&interview.id) || !self.save_mock(&mut interview)? {
            instant += 1;
            interview.id = id(instant);
        }
        Ok(interview)
    }

    fn scripts(&self, asked: &[Asked]) -> Vec<Script> {
        let script = |asked: &Asked| {
            let index = self.index_of(self.progress().current(&asked.card));
            let card = index.and_then(|index| self.card(index).ok());
            Script {
                past: card
                    .as_ref()
                    .map(|card| self.past(card))
                    .unwrap_or_default(),
                card,
            }
        };
        asked.iter().map(script).collect()
    }

    /// Keeps an interview as it stands. False where another terminal has gone on with it meanwhile:
    /// what that one kept stays.
    ///
    /// # Errors
    /// It could not be written.
    pub fn save_mock(&self, interview: &mut Interview) -> Result<bool, NotKept> {
        let mut under_way = interview.under_way(self.clock.millis(), self.clock.ticks());
        under_way.revision += 1;
        let is_kept = mock_file::save(&self.places, &under_way).map_err(NotKept::because)?;
        if is_kept {
            interview.revision = under_way.revision;
        }
        Ok(is_kept)
    }

    /// Mocks that are not over, the newest first.
    pub fn mocks_under_way(&self) -> Vec<UnderWay> {
        let mut all = mock_file::load(&self.places).unwrap_or_default();
        // One whose record is kept was stopped before its file was taken away.
        all.retain(|mock| !self.mocks().iter().any(|seen| seen.id == mock.id));
        all
    }

    /// Goes on with asking a mock.
    pub fn go_on_with(&mut self, mock: UnderWay) -> Interview {
        self.turn_day();
        let scripts = self.scripts(&mock.asked);
        Interview::go_on(mock, scripts, self.clock.ticks(), self.clock.millis())
    }

    /// Takes away a mock of which nothing was answered.
    pub fn drop_mock(&self, id: &str) {
        // One that stays is offered again.
        let _ = mock_file::clear(&self.places, id);
    }

    /// The file with what was answered in a marked mock and could not be marked, as its card had gone.
    pub fn unmarked_file(&self, id: &str) -> Option<PathBuf> {
        let mocks = mock_file::load(&self.places).unwrap_or_default();
        let mut unmarked = mocks.iter().filter(|mock| mock.step == UnderWay::UNMARKED);
        let is_kept = unmarked.any(|mock| *mock.id == *id);
        is_kept.then(|| mock_file::path(&self.places, id))
    }

    /// Mocks that were marked, in the order they were.
    pub fn mocks(&self) -> &[MockSeen] {
        &self.progress().mocks
    }

    /// What a mock came to; none of that id counts.
    ///
    /// # Errors
    /// The journal cannot be read.
    pub fn scorecard(&self, id: &str) -> Result<Option<Scorecard>, DiskError> {
        let Some(place) = self.mocks().iter().rposition(|seen| *seen.id == *id) else {
            return Ok(None);
        };
        let mut records = self.records(&self.mocks()[..=place])?;
        let asked: Vec<&CardId> = records
            .iter()
            .flat_map(|r| &r.asked)
            .map(|a| &a.card)
            .collect();
        let attempts = self.attempts_at(&asked)?;
        let Some(last) = records.pop().filter(|record| *record.id == *id) else {
            return Ok(None);
        };
        let earlier: Vec<_> = (records.into_iter())
            .map(|record| {
                let heard = self.heard(&record, &attempts, false);
                Scorecard::new(record, &heard, &[]).as_earlier()
            })
            .collect();
        let heard = self.heard(&last, &attempts, true);
        Ok(Some(Scorecard::new(last, &heard, &earlier)))
    }

    /// What all mocks came to, in the order they were marked, without their cards and what came
    /// before them.
    ///
    /// # Errors
    /// The journal cannot be read.
    pub fn scorecards(&self) -> Result<Vec<Scorecard>, DiskError> {
        let records = self.records(self.mocks())?;
        let asked = records.iter().flat_map(|record| &record.asked);
        let asked: Vec<&CardId> = asked.map(|asked| &asked.card).collect();
        let attempts = self.attempts_at(&asked)?;
        let scorecard = |record: Record| {
            let heard = self.heard(&record, &attempts, false);
            Scorecard::new(record, &heard, &[])
        };
        Ok(records.into_iter().map(scorecard).collect())
    }

    /// The records of mocks, each read where it stands.
    ///
    /// # Errors
    /// The journal cannot be read.
    pub fn records(&self, mocks: &[MockSeen]) -> Result<Vec<Record>, DiskError> {
        let mut records = Vec::new();
        for seen in mocks {
            if let Some(Event::Mock(record)) =
                self.journal.read_entry(seen.spot)?.map(|entry| entry.event)
            {
                records.push(*record);
            }
        }
        Ok(records)
    }

    /// Every attempt that counts at one of some cards, in order.
    pub(super) fn attempts_at(&self, cards: &[&CardId]) -> Result<Vec<Attempt>, DiskError> {
        let names: Vec<CardId> = cards
            .iter()
            .flat_map(|id| self.progress().names(id))
            .collect();
        let entries = self.journal.entries_of(&names)?;
        let counting = progress::effective(&entries).into_iter();
        let attempts = counting.filter_map(|(entry, _)| match &entry.event {
            Event::Attempt(attempt) => Some((**attempt).clone()),
            _ => None,
        });
        Ok(attempts.collect())
    }

    /// Whether two ids are those of one card.
    pub(super) fn is_same(&self, a: &CardId, b: &CardId) -> bool {
        self.progress().current(a) == self.progress().current(b)
    }

    /// What is known of each question of a record; its cards only where they are asked for.
    fn heard(&self, record: &Record, attempts: &[Attempt], with_cards: bool) -> Vec<Heard> {
        let heard = |asked: &Asked| {
            let of_mock = attempts.iter().rev().find(|attempt| {
                attempt.mock == record.id && self.is_same(&attempt.card, &asked.card)
            });
            let card = self.progress().current(&asked.card);
            let index = with_cards.then(|| self.index_of(card));
            Heard {
                attempt: of_mock.cloned(),
                card: index.flatten().and_then(|index| self.card(index).ok()),
            }
        };
        record.asked.iter().map(heard).collect()
    }

    /// Begins the drill that a piece of advice stands for; false when there is nothing to ask.
    pub fn begin_advised(&mut self, advice: &Advice) -> bool {
        let (competency, card) = match advice {
            Advice::Competency { id, card, .. } => (Some(id), card),
            Advice::Shorter { card, .. } | Advice::Unprompted { card, .. } => (None, card),
        };
        let index = self.index_of(self.progress().current(card));
        let competencies = match (competency, index) {
            (Some(id), _) => vec![id.to_string()],
            (None, Some(index)) => vec![self.cards()[index as usize].competency.to_string()],
            (None, None) => return false,
        };
        self.begin(Wish {
            filter: Filter {
                competencies,
                ..Filter::default()
            },
            // Of the card itself nothing else is asked; of a competency what it has.
            limit: competency.is_none().then_some(0),
            ..Wish::default()
        });
        let is_of_card = competency.is_none();
        if let Some(index) = index.filter(|_| is_of_card || self.session.left() == 0) {
            self.put_first(index);
        }
        self.session.left() > 0
    }

    /// Writes a scorecard as Markdown into the user's folder. Where it is.
    ///
    /// # Errors
    /// It could not be written.
    pub fn export_scorecard(&self, scorecard: &Scorecard) -> Result<PathBuf, NotKept> {
        let text = markdown(scorecard, self.axes());
        scorecard_file::save(&self.places, &scorecard.record.id, &text).map_err(NotKept::because)
    }
}
