//! The whole journal: every entry in its order, and a hash of what they come to.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;

use super::files;
use super::history::Logged;
use super::line;
use super::steps::{Step, Steps, What};
use super::{Journal, LINE_LIMIT};
use crate::domain::card::CardId;
use crate::domain::progress::{CardProgress, Progress, register};
use crate::domain::register::Register;
use crate::domain::schedule::seed;
use crate::storage::disk::DiskError;

/// Every entry of the journal with its line, in its order, read as it is asked for.
pub struct Entries {
    steps: std::vec::IntoIter<(Step, bool)>,
    files: Vec<OpenFile>,
}

struct OpenFile {
    path: PathBuf,
    input: Option<BufReader<File>>,
    /// Where the next byte is read.
    at: u64,
}

impl OpenFile {
    fn line(&mut self, offset: u64) -> std::io::Result<Vec<u8>> {
        let input = match &mut self.input {
            Some(input) => input,
            None => self.input.insert(BufReader::new(File::open(&self.path)?)),
        };
        input.seek_relative(offset.wrapping_sub(self.at).cast_signed())?;
        self.at = offset;
        let mut line = Vec::new();
        while line.len() <= LINE_LIMIT {
            let chunk = input.fill_buf()?;
            let end = memchr::memchr(b'\n', chunk).map_or(chunk.len(), |end| end + 1);
            line.extend_from_slice(&chunk[..end]);
            input.consume(end);
            self.at += end as u64;
            if end == 0 || line.ends_with(b"\n") {
                break;
            }
        }
        while line.last().is_some_and(|last| b"\r\n".contains(last)) {
            line.pop();
        }
        Ok(line)
    }
}

impl Iterator for Entries {
    type Item = Result<(Vec<u8>, Logged), DiskError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let (step, counts) = self.steps.next()?;
            let file = self.files.get_mut(step.file as usize)?;
            let mut line = match file.line(step.offset) {
                Ok(line) => line,
                Err(cause) => return Some(Err(DiskError::at("read", &file.path)(cause))),
            };
            let spot = step.spot();
            // What has gone since it was counted is left out.
            if let Ok((entry, length)) = line::decode_first(&line) {
                line.truncate(length);
                let logged = Logged {
                    entry,
                    spot,
                    counts,
                };
                return Some(Ok((line, logged)));
            }
        }
    }
}

impl Journal {
    /// Every entry of the journal, of all devices, in its order; those of later versions too.
    ///
    /// # Errors
    /// A file or folder of the journal cannot be read.
    pub fn all_entries(&self) -> Result<Entries, DiskError> {
        let (files, mut steps) = self.everything()?;
        steps.order();
        let counts = steps.counting(|_| true);
        let open = |file: files::JournalFile| OpenFile {
            path: self.places.journal.join(file.name),
            input: None,
            at: 0,
        };
        let steps: Vec<_> = steps.steps.into_iter().zip(counts).collect();
        Ok(Entries {
            steps: steps.into_iter(),
            files: files.into_iter().map(open).collect(),
        })
    }

    /// A hash of what the journal comes to: the attempts that count, what was undone, tags and resets,
    /// the registers, the suspended and the starred cards. It is the same on every device that has the same entries,
    /// whatever files they stand in.
    ///
    /// # Errors
    /// A file or folder of the journal cannot be read.
    pub fn fold_hash(&self) -> Result<u64, DiskError> {
        let (_, mut steps) = self.everything()?;
        steps.order();
        let counts = steps.counting(|_| true);
        let mut progress = Progress::default();
        steps.fold(&self.model, &mut progress, |at, _| counts[at]);
        let mut hash = 0;
        for (step, counts) in steps.steps.iter().zip(counts) {
            if let Some(words) = words(&steps, step, counts) {
                hash = seed(&words, hash);
            }
        }
        for name in Register::NAMES {
            let value = register(&progress.registers, name).map(|register| register.value());
            hash = seed(&format!("{name}={}", value.unwrap_or_default()), hash);
        }
        for holds in [
            (|card| card.suspended) as fn(&CardProgress) -> bool,
            |card| card.starred,
        ] {
            let cards = progress.cards.iter().filter(|(_, card)| holds(card));
            let cards: BTreeSet<&CardId> = cards.map(|(id, _)| id).collect();
            hash = seed("cards", hash);
            hash = (cards.iter()).fold(hash, |hash, card| seed(card.as_str(), hash));
        }
        Ok(hash)
    }
}

/// An entry's part in the hash; none for one that has no effect, or whose effect is hashed itself.
fn words(steps: &Steps, step: &Step, counts: bool) -> Option<String> {
    let id = steps.id(step.key);
    let name = format!("{}:{}:{:08x}", id.device, id.sequence, id.check);
    match step.what {
        _ if !counts => Some(format!("undone {name}")),
        What::Attempt { card, grade, .. } => {
            let card = &steps.cards[card as usize];
            Some(format!("{name} {card} {}", grade.value()))
        }
        What::Tag(card, tag) | What::Untag(card, tag) => {
            let (card, tag) = (&steps.cards[card as usize], &steps.tags[tag as usize]);
            let on = matches!(step.what, What::Tag(..));
            Some(format!("{card} tag {tag} {on}"))
        }
        What::Reset(card) => Some(format!("{name} reset {}", steps.cards[card as usize])),
        What::Mock(mock) => Some(format!("{name} mock {}", steps.mocks[mock as usize].id)),
        _ => None,
    }
}
