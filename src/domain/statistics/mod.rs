//! What the history says, in numbers.
//!
//! All is counted from the attempts that count: those that no undo takes back, under the id a card goes
//! by now. Attempts after today, which only a wrong clock can make, count nowhere; nor do those at cards
//! of other decks where one deck is asked about. A *look* is an attempt; a *verdict* is the one the user
//! settled on. All of it can be counted again from `hotseat log --json`, with the kind, the competency and
//! the stages of each card at hand, and for the [`Forecast`] the scheduler.

mod calibration;
mod course;
mod days;
mod forecast;
mod groups;
mod retention;

use super::card::CardId;
use super::day::Day;
use super::deck::CardInfo;
use super::grade::{Grade, Verdict};
use super::ledger::{Ledger, Line};
use super::memory::MemoryModel;
use super::progress::Progress;

pub use calibration::{Calibration, Gap, MOST_SURPRISES, RECENT, Surprise};
pub use course::{Bucket, Course};
pub use days::{Days, Done, PRACTISED_OF};
pub use forecast::{Forecast, LONGEST_FORECAST, Load};
pub use groups::{CHANGE_OVER, Group};
pub use retention::{MATURE, Passed, Retention, Span};

/// What the numbers are counted from.
#[derive(Debug, Clone, Copy)]
pub struct Question<'a> {
    /// Every attempt that counts.
    pub ledger: &'a Ledger,
    /// What the journal says.
    pub progress: &'a Progress,
    /// Every card of the library.
    pub cards: &'a [CardInfo],
    /// Predicts recall.
    pub model: &'a MemoryModel,
    /// Today.
    pub day: Day,
    /// Days up to today that [`Statistics::days`], [`Statistics::course`] and
    /// [`Statistics::calibration`] are about; none for all.
    pub range: Option<u32>,
    /// The id of a deck, where only its cards count.
    pub deck: Option<&'a str>,
}

/// The numbers.
#[derive(Debug, Clone, PartialEq)]
pub struct Statistics {
    /// Today.
    pub day: Day,
    /// The days asked about; none for all.
    pub range: Option<u32>,
    /// Attempts in all, whatever the range.
    pub attempts: u32,
    /// What was done on which day.
    pub days: Days,
    /// How recall and verdicts went over time.
    pub course: Course,
    /// Whether cards were still known when they came back.
    pub retention: Retention,
    /// What comes back when.
    pub forecast: Forecast,
    /// Whether verdicts came as they were expected.
    pub calibration: Calibration,
    /// A competency at a time, by id.
    pub competencies: Vec<Group>,
    /// A stage at a time, by id; cards that name none are under an empty id.
    pub stages: Vec<Group>,
}

impl Statistics {
    /// Counts everything, in one pass over the ledger and three over the cards.
    pub fn of(question: &Question<'_>) -> Self {
        let ledger = question.ledger;
        let ours: Vec<bool> = (ledger.cards().iter())
            .map(|card| question.lets(card))
            .collect();
        let mut days = days::Counting::default();
        let mut retention = retention::Counting::new(ledger, question.day);
        let mut calibration = calibration::Counting::new(ledger);
        let mut groups = groups::Counting::new(ledger, question.day);
        let mut attempts = 0;
        for line in ledger.lines() {
            if line.day > question.day || !ours[line.card as usize] {
                continue;
            }
            attempts += 1;
            days.add(line);
            retention.add(line);
            groups.add(line);
            if question.is_in_range(line.day) {
                calibration.add(line);
            }
        }
        let numbers = question.numbers();
        let all_days = days.done();
        let (competencies, stages) = groups.done(question, &numbers);
        Self {
            day: question.day,
            range: question.range,
            attempts,
            course: Course::of(&all_days, question),
            days: Days::of(all_days, question),
            retention: retention.done(),
            forecast: Forecast::of(question),
            calibration: calibration.done(question, &question.cards_of(&numbers)),
            competencies,
            stages,
        }
    }
}

impl<'a> Question<'a> {
    /// Whether a card's attempts count.
    fn lets(&self, card: &CardId) -> bool {
        self.deck.is_none_or(|deck| card.deck() == deck)
    }

    /// Whether a day is among those asked about.
    fn is_in_range(&self, day: Day) -> bool {
        let far = self.day.since(day);
        day <= self.day && self.range.is_none_or(|range| far < range)
    }

    /// The number in the ledger of each card of the library; none for one never attempted.
    fn numbers(&self) -> Vec<Option<usize>> {
        let number = |card: &CardInfo| {
            let number = self.ledger.number_of(self.progress.current(&card.id))?;
            Some(number as usize)
        };
        self.cards.iter().map(number).collect()
    }

    /// The cards of the library by their number in the ledger; none for one that is gone.
    fn cards_of(&self, numbers: &[Option<usize>]) -> Vec<Option<&'a CardInfo>> {
        let mut cards = vec![None; self.ledger.cards().len()];
        for (card, number) in self.cards.iter().zip(numbers) {
            if let Some(number) = number {
                cards[*number] = Some(card);
            }
        }
        cards
    }
}

/// Whether an attempt was a pass.
fn is_pass(line: &Line) -> bool {
    line.grade != Grade::Again
}

/// Whether a verdict is at least hire.
fn is_hire(verdict: Verdict) -> bool {
    verdict >= Verdict::Hire
}
