//! The chance of recalling a card, from its first attempt on.

use super::attempt::Attempt;
use super::card::CardId;
use super::day::Day;
use super::entry::{Entry, EntryId, Event, Spot};
use super::memory::MemoryModel;
use super::progress::{Last, Progress};

/// Memory after each attempt at a card.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Curve {
    steps: Vec<Last>,
    days: Vec<Day>,
}

impl Curve {
    /// Goes through the attempts at a card once more, in their order, from where it was begun. Where
    /// a card has parts, the one that is forgotten first decides, as in
    /// [`super::progress::CardProgress::returning`].
    pub fn replay<'a>(
        model: &MemoryModel,
        card: &CardId,
        attempts: impl Iterator<Item = &'a Attempt>,
    ) -> Self {
        let (mut progress, mut curve) = (Progress::default(), Self::default());
        for attempt in attempts {
            let brief = Attempt {
                grades: attempt.grades.clone(),
                gone: attempt.gone.clone(),
                ..Attempt::new(card.clone(), attempt.day, attempt.kind, attempt.grade)
            };
            let entry = Entry {
                id: EntryId {
                    device: "".into(),
                    sequence: 0,
                    check: 0,
                },
                at: 0,
                event: Event::Attempt(Box::new(brief)),
            };
            let spot = Spot { file: 0, offset: 0 };
            progress.apply(model, &entry, spot);
            let last = progress.card(card).and_then(|seen| seen.returning());
            if let Some(last) = last {
                curve.steps.push(last);
                curve.days.push(attempt.day);
            }
        }
        curve
    }

    /// The day of the first attempt.
    pub fn first(&self) -> Option<Day> {
        self.days.first().copied()
    }

    /// The chance of recall on a day, 0 to 1, after what was attempted on it; none before the first
    /// attempt.
    pub fn at(&self, model: &MemoryModel, day: Day) -> Option<f32> {
        let step = self.days.iter().rposition(|attempt| *attempt <= day)?;
        let last = self.steps[step];
        Some(model.recall(last.memory, day.since(last.day)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::card::Kind;
    use crate::domain::grade::Grade;

    #[test]
    fn recall_falls_between_attempts_and_is_whole_on_the_day_of_one() {
        let (model, card) = (MemoryModel::default(), CardId::new("d/c"));
        let day = Day::from_number(739_000);
        let attempts: Vec<Attempt> = [(0, Grade::Again), (3, Grade::Good), (20, Grade::Good)]
            .map(|(days, grade)| Attempt::new(card.clone(), day.plus(days), Kind::Recall, grade))
            .into();
        let curve = Curve::replay(&model, &card, attempts.iter());
        let at = |days| curve.at(&model, day.plus(days)).unwrap();
        assert_eq!(curve.first(), Some(day));
        assert_eq!(curve.at(&model, Day::from_number(738_999)), None);
        assert_eq!([at(0), at(3), at(20)], [1.0; 3]);
        assert!(at(2) < at(1) && at(19) < at(10) && at(200) < at(50));
    }
}
