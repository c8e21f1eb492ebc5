//! Folding steps by the domain's own rules.

use super::steps::{Step, Steps, What};
use crate::domain::attempt::Attempt;
use crate::domain::card::{CardId, Kind};
use crate::domain::day::Day;
use crate::domain::entry::{Entry, EntryId, Event};
use crate::domain::grade::Grade;
use crate::domain::memory::MemoryModel;
use crate::domain::progress::Progress;

impl Steps {
    /// Folds the steps for which `wanted` holds into `progress`, in their order.
    pub(super) fn fold(
        &self,
        model: &MemoryModel,
        progress: &mut Progress,
        wanted: impl Fn(usize, &Step) -> bool,
    ) {
        let mut scratch = Scratch::new();
        for (at, step) in self.steps.iter().enumerate() {
            if wanted(at, step) {
                self.apply(step, &mut scratch, model, progress);
            }
        }
    }

    fn apply(&self, step: &Step, scratch: &mut Scratch, model: &MemoryModel, into: &mut Progress) {
        let spot = step.spot();
        let card = |card: u32| self.cards[card as usize].clone();
        let event = match step.what {
            What::Attempt {
                card: of,
                day,
                answer,
                around,
                variant,
                kind,
                grade,
                given,
                expected,
                parts,
            } => {
                if let Event::Attempt(attempt) = &mut scratch.attempt.event {
                    attempt.card = card(of);
                    attempt.day = Day::from_number(day);
                    attempt.seconds.answer = answer;
                    attempt.seconds.think = around;
                    attempt.kind = kind;
                    attempt.variant = variant;
                    attempt.grade = grade;
                    attempt.given = given;
                    attempt.confidence = expected;
                    let parts = parts.map(|parts| &self.parts[parts as usize]);
                    attempt.grades.clear();
                    attempt.gone.clear();
                    if let Some(parts) = parts {
                        attempt.grades.extend_from_slice(&parts.grades);
                        attempt.gone.extend_from_slice(&parts.gone);
                    }
                }
                scratch.attempt.at = step.at;
                return into.apply(model, &scratch.attempt, spot);
            }
            What::Suspend(of) => Event::Suspend(card(of)),
            What::Resume(of) => Event::Resume(card(of)),
            What::Bury(of, day) => Event::Bury {
                card: card(of),
                day: Day::from_number(day),
            },
            What::Star(of) => Event::Star(card(of)),
            What::Unstar(of) => Event::Unstar(card(of)),
            What::Tag(of, tag) => Event::Tag {
                card: card(of),
                tag: self.tags[tag as usize].clone(),
            },
            What::Untag(of, tag) => Event::Untag {
                card: card(of),
                tag: self.tags[tag as usize].clone(),
            },
            What::Reset(of) => Event::Reset(card(of)),
            What::Set(register) => Event::Set(self.registers[register as usize].clone()),
            What::Alias(from, to) => Event::Alias {
                from: card(from),
                to: card(to),
            },
            What::Mock(mock) => Event::Mock(Box::new(self.mocks[mock as usize].clone())),
            What::Undo(_) | What::Unknown => return,
        };
        scratch.other.event = event;
        scratch.other.at = step.at;
        into.apply(model, &scratch.other, spot);
    }
}

/// Entries to fold from, filled anew for each step: of what is
/// listed the fold reads the grades of parts alone, and no text.
struct Scratch {
    attempt: Entry,
    other: Entry,
}

impl Scratch {
    fn new() -> Self {
        let other = Entry {
            id: EntryId {
                device: "".into(),
                sequence: 0,
                check: 0,
            },
            at: 0,
            event: Event::Unknown,
        };
        let (card, day) = (CardId::new(""), Day::from_number(0));
        let attempt = Attempt::new(card, day, Kind::Recall, Grade::Good);
        Self {
            attempt: Entry {
                event: Event::Attempt(Box::new(attempt)),
                ..other.clone()
            },
            other,
        }
    }
}
