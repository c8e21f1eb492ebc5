//! What the fold needs of an entry, in a few bytes: a million attempts fit in 60 MB.

use std::collections::{HashMap, HashSet};

use super::line::{self, Damage, Line};
use super::wire;
use crate::domain::card::{CardId, Kind};
use crate::domain::entry::{EntryId, Spot};
use crate::domain::grade::{Grade, Verdict};
use crate::domain::mock::Record;
use crate::domain::register::Register;

/// An entry with its texts left on the disk. Cards, devices, undos and registers stand for
/// themselves by their place in [`Steps`].
#[derive(Debug, Clone, Copy)]
pub(super) struct Step {
    pub at: i64,
    pub key: Key,
    pub offset: u64,
    pub file: u32,
    pub what: What,
}

impl Step {
    /// Where its line stands.
    pub(super) fn spot(&self) -> Spot {
        Spot {
            file: self.file,
            offset: self.offset,
        }
    }
}

/// The name of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Key {
    pub sequence: u64,
    pub device: u32,
    pub check: u32,
}

#[derive(Debug, Clone, Copy)]
pub(super) enum What {
    Attempt {
        card: u32,
        day: i32,
        answer: u32,
        /// Before the answer and after it; pauses count nowhere.
        around: u32,
        variant: u16,
        kind: Kind,
        grade: Grade,
        given: Option<Verdict>,
        expected: Option<Verdict>,
        /// What it says of parts, where it says anything.
        parts: Option<u32>,
    },
    Undo(u32),
    Suspend(u32),
    Resume(u32),
    Bury(u32, i32),
    Star(u32),
    Unstar(u32),
    Tag(u32, u32),
    Untag(u32, u32),
    Reset(u32),
    Set(u32),
    Alias(u32, u32),
    Mock(u32),
    Unknown,
}

/// What an undo names.
#[derive(Debug, Clone, Copy)]
pub(super) struct Undo {
    pub target: Key,
    pub card: Option<u32>,
}

/// What an attempt says of parts: their grades by id, and those that are gone.
#[derive(Debug)]
pub(super) struct Parts {
    pub grades: Box<[(Box<str>, Grade)]>,
    pub gone: Box<[Box<str>]>,
}

/// Entries on their way into the fold.
#[derive(Debug, Default)]
pub(super) struct Steps {
    pub steps: Vec<Step>,
    pub undos: Vec<Undo>,
    pub cards: Vec<CardId>,
    pub devices: Vec<Box<str>>,
    pub registers: Vec<Register>,
    pub tags: Vec<Box<str>>,
    pub parts: Vec<Parts>,
    pub mocks: Vec<Record>,
    numbers: HashMap<CardId, u32>,
}

impl Steps {
    /// Takes in a line of a file.
    pub(super) fn add(&mut self, file: u32, offset: u64, line: &[u8]) -> Result<(), Damage> {
        let line: wire::Brief<'_> = line::parse(line)?;
        self.add_parsed(file, offset, &line)
    }

    /// Takes in a line that has been read.
    pub(super) fn add_parsed<W, M, T>(
        &mut self,
        file: u32,
        offset: u64,
        line: &Line<'_, W, M, T>,
    ) -> Result<(), Damage> {
        let what = match &line.wire {
            Some(wire) => self.what(wire)?,
            None => What::Unknown,
        };
        let key = Key {
            sequence: line.sequence,
            device: self.device(&line.device),
            check: line.check,
        };
        self.steps.push(Step {
            at: line.at,
            key,
            offset,
            file,
            what,
        });
        Ok(())
    }

    fn what<W, M, T>(&mut self, wire: &wire::Wire<'_, W, M, T>) -> Result<What, Damage> {
        Ok(match &*wire.e {
            "attempt" => {
                let facts = wire.facts()?;
                let is_told = !facts.grades.is_empty() || !wire.gone.is_empty();
                let parts = is_told.then(|| {
                    self.parts.push(Parts {
                        grades: facts.grades.into(),
                        gone: wire.gone.clone().into(),
                    });
                    number(self.parts.len() - 1)
                });
                What::Attempt {
                    card: self.card(wire.card()?),
                    day: facts.day.number(),
                    answer: wire.sec.answer,
                    around: wire.sec.think.saturating_add(wire.sec.marking),
                    variant: wire.variant,
                    kind: facts.kind,
                    grade: facts.grade,
                    given: facts.given,
                    expected: facts.confidence,
                    parts,
                }
            }
            "undo" => {
                let target = EntryId::try_from(wire.target()?)?;
                let target = Key {
                    sequence: target.sequence,
                    device: self.device(&target.device),
                    check: target.check,
                };
                let card = wire.c.as_deref().map(|card| self.card(card));
                self.undos.push(Undo { target, card });
                What::Undo(number(self.undos.len() - 1))
            }
            "suspend" => What::Suspend(self.card(wire.card()?)),
            "resume" => What::Resume(self.card(wire.card()?)),
            "bury" => What::Bury(self.card(wire.card()?), wire.day()?.number()),
            "star" => What::Star(self.card(wire.card()?)),
            "unstar" => What::Unstar(self.card(wire.card()?)),
            "tag" => What::Tag(self.card(wire.card()?), self.tag(wire.tag()?)),
            "untag" => What::Untag(self.card(wire.card()?), self.tag(wire.tag()?)),
            "reset" => What::Reset(self.card(wire.card()?)),
            "set" => match wire.register()? {
                Some(register) => {
                    self.registers.push(register);
                    What::Set(number(self.registers.len() - 1))
                }
                None => What::Unknown,
            },
            "alias" => {
                let (from, to) = wire.renamed()?;
                What::Alias(self.card(from), self.card(to))
            }
            "mock" => {
                self.mocks.push(wire.mocked()?);
                What::Mock(number(self.mocks.len() - 1))
            }
            _ => What::Unknown,
        })
    }

    fn card(&mut self, id: &str) -> u32 {
        if let Some(card) = self.numbers.get(id) {
            return *card;
        }
        let card = number(self.cards.len());
        let id = CardId::new(id);
        self.cards.push(id.clone());
        self.numbers.insert(id, card);
        card
    }

    fn tag(&mut self, tag: &str) -> u32 {
        let known = self.tags.iter().position(|known| **known == *tag);
        number(known.unwrap_or_else(|| {
            self.tags.push(tag.into());
            self.tags.len() - 1
        }))
    }

    fn device(&mut self, id: &str) -> u32 {
        let known = self.devices.iter().position(|device| **device == *id);
        number(known.unwrap_or_else(|| {
            self.devices.push(id.into());
            self.devices.len() - 1
        }))
    }

    /// Puts them in the order of [`crate::domain::progress::order`], each once.
    pub(super) fn order(&mut self) {
        let devices = &self.devices;
        let name = |key: &Key| &devices[key.device as usize];
        let by_name = |a: &Step, b: &Step| {
            a.at.cmp(&b.at)
                .then_with(|| name(&a.key).cmp(name(&b.key)))
                .then_with(|| a.key.sequence.cmp(&b.key.sequence))
                .then_with(|| a.key.check.cmp(&b.key.check))
        };
        self.steps.sort_unstable_by(|a, b| {
            by_name(a, b).then_with(|| (a.file, a.offset).cmp(&(b.file, b.offset)))
        });
        self.steps.dedup_by_key(|step| (step.at, step.key));
    }

    /// Which steps count, of those in their order that are `there`; the same rule as
    /// [`crate::domain::progress::effective`].
    pub(super) fn counting(&self, there: impl Fn(&Step) -> bool) -> Vec<bool> {
        let mut undone = HashSet::new();
        let mut counts = vec![true; self.steps.len()];
        for (step, counts) in self.steps.iter().zip(&mut counts).rev() {
            if !there(step) || !self.undos.is_empty() && undone.contains(&step.key) {
                *counts = false;
            } else if let What::Undo(undo) = step.what {
                undone.insert(self.undos[undo as usize].target);
            }
        }
        counts
    }

    /// The card a step is about, if any.
    pub(super) fn card_of(&self, step: &Step) -> Option<u32> {
        match step.what {
            What::Attempt { card, .. }
            | What::Suspend(card)
            | What::Resume(card)
            | What::Bury(card, _)
            | What::Star(card)
            | What::Unstar(card)
            | What::Tag(card, _)
            | What::Untag(card, _)
            | What::Reset(card)
            | What::Alias(_, card) => Some(card),
            What::Undo(undo) => self.undos[undo as usize].card,
            What::Set(_) | What::Mock(_) | What::Unknown => None,
        }
    }

    /// The name of a step's entry.
    pub(super) fn id(&self, key: Key) -> EntryId {
        EntryId {
            device: self.devices[key.device as usize].clone(),
            sequence: key.sequence,
            check: key.check,
        }
    }
}

/// A place in a list. Nothing here holds four billion of anything.
fn number(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}
