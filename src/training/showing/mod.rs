//! One showing of a card, from the prompt to the grade.

mod draft;
mod moves;
mod verdict;

pub use draft::reopened;

use std::time::Duration;

use crate::domain::attempt::Seconds;
use crate::domain::card::{Behavioural, Body, Card, Fragment, Kind};
use crate::domain::deck::Framework;
use crate::domain::grade::{Mark, Verdict};
use crate::domain::rubric::{FollowUp, RedFlag, Rubric};
use crate::domain::safe_text::SafeText;
use crate::domain::schedule;

use super::stopwatch::{Phase, Stopwatch};

/// Follow-ups put in one showing, at most.
const PROBES: usize = 2;
/// Seconds a follow-up gives.
pub const PROBE_SECONDS: u32 = 45;

/// Where a showing stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Before the answer; behavioural cards only.
    Think,
    /// Answering, aloud or typed.
    Answer,
    /// Was this red flag raised?
    RedFlags {
        /// Which of them.
        at: usize,
    },
    /// How clearly was this point made?
    Points {
        /// Which of them; none is the rubric's title.
        at: Option<usize>,
    },
    /// A follow-up.
    Probe {
        /// Which of the card's follow-ups.
        followup: usize,
        /// The point it asks about; none for a pressure probe.
        point: Option<usize>,
        /// The time is over: did the reply make the point?
        answered: bool,
        /// Time spent on marking when it was put.
        since: Duration,
    },
    /// What the marks come to, and the grade.
    Verdict,
    /// The grade alone, where there is nothing to mark.
    Grade,
}

impl Step {
    /// Whether the answer is on the screen.
    pub fn is_revealed(&self) -> bool {
        !matches!(self, Self::Think | Self::Answer)
    }
}

/// One showing of a card. Time comes in as the clock's ticks; nothing here is kept until
/// [`Showing::attempt`] is written.
#[derive(Debug, Clone)]
pub struct Showing {
    card: Card,
    attempts: u32,
    variant: u16,
    step: Step,
    watch: Stopwatch,
    hints: u8,
    confidence: Option<Verdict>,
    raised: Vec<Option<bool>>,
    marks: Vec<Option<Mark>>,
    lifted: Vec<bool>,
    probes: Vec<Box<str>>,
    last_probes: Vec<Box<str>>,
    moved: Option<(Verdict, String)>,
    gave_up: bool,
    choices: Vec<usize>,
    chosen: Option<usize>,
    uncovered: usize,
    template: String,
    /// What was typed.
    pub text: String,
}

/// What a showing needs to know of the card's past.
#[derive(Debug, Clone, Default)]
pub struct Past {
    /// Attempts so far.
    pub attempts: u32,
    /// The variant asked last.
    pub variant: u16,
    /// The follow-ups put last.
    pub probes: Vec<Box<str>>,
}

impl Showing {
    /// Shows a card at the clock's tick `at`. The variant after the one asked last is asked.
    pub fn new(card: Card, past: &Past, framework: Option<&Framework>, at: Duration) -> Self {
        let (variants, flags) = match &card.body {
            Body::Behavioural(b) => (b.variants.len(), b.red_flags.len()),
            _ => (0, 0),
        };
        let step = if card.kind() == Kind::Behavioural {
            Step::Think
        } else {
            Step::Answer
        };
        let phase = if step == Step::Think {
            Phase::Think
        } else {
            Phase::Answer
        };
        let asked = if past.attempts == 0 {
            0
        } else {
            usize::from(past.variant) + 1
        };
        let points = card.points().len();
        Self {
            variant: (asked % (variants + 1)) as u16,
            watch: Stopwatch::start(phase, Seconds::default(), at),
            hints: 0,
            confidence: None,
            raised: vec![None; flags],
            marks: vec![None; points],
            lifted: vec![false; points],
            probes: Vec::new(),
            last_probes: past.probes.clone(),
            moved: None,
            gave_up: false,
            choices: shuffled(&card, past.attempts),
            chosen: None,
            uncovered: 0,
            attempts: past.attempts,
            template: framework.map_or_else(String::new, template),
            text: String::new(),
            step,
            card,
        }
    }

    /// The card shown.
    pub fn card(&self) -> &Card {
        &self.card
    }

    /// Where the showing stands.
    pub fn step(&self) -> &Step {
        &self.step
    }

    /// The question as it is asked this time.
    pub fn prompt(&self) -> &str {
        match (&self.card.body, usize::from(self.variant).checked_sub(1)) {
            (Body::Behavioural(b), Some(at)) => b
                .variants
                .get(at)
                .map_or(&self.card.prompt, |variant| &variant.text),
            _ => &self.card.prompt,
        }
    }

    /// What the variant asked is after; none for the card's own prompt.
    pub fn seeks(&self) -> Option<&str> {
        let at = usize::from(self.variant).checked_sub(1)?;
        self.behavioural()?
            .variants
            .get(at)
            .map(|variant| &*variant.seeks)
    }

    /// The card's behavioural part.
    pub fn behavioural(&self) -> Option<&Behavioural> {
        match &self.card.body {
            Body::Behavioural(behavioural) => Some(behavioural),
            _ => None,
        }
    }

    fn rubric(&self) -> Option<&Rubric> {
        match &self.card.body {
            Body::Behavioural(behavioural) => Some(&behavioural.rubric),
            Body::Recall(recall) => Some(&recall.rubric),
            _ => None,
        }
    }

    /// The card's red flags.
    pub fn red_flags(&self) -> &[RedFlag] {
        self.behavioural().map_or(&[], |b| &b.red_flags)
    }

    /// The card's follow-ups.
    pub fn followups(&self) -> &[FollowUp] {
        self.behavioural().map_or(&[], |b| &b.followups)
    }

    /// Each red flag: raised, not raised, or not said yet.
    pub fn raised(&self) -> &[Option<bool>] {
        &self.raised
    }

    /// The unprompted mark of each point, where given.
    pub fn marks(&self) -> &[Option<Mark>] {
        &self.marks
    }

    /// Which points a follow-up lifted.
    pub fn lifted(&self) -> &[bool] {
        &self.lifted
    }

    /// Ids of the follow-ups put so far.
    pub fn probes(&self) -> &[Box<str>] {
        &self.probes
    }

    /// The card's hints and how many are shown.
    pub fn hints(&self) -> &[SafeText] {
        let all = match &self.card.body {
            Body::Behavioural(b) => &b.hints[..],
            Body::Recall(r) => &r.hints[..],
            _ => &[],
        };
        &all[..usize::from(self.hints).min(all.len())]
    }

    /// How many hints the card has.
    pub fn hints_in_all(&self) -> usize {
        match &self.card.body {
            Body::Behavioural(b) => b.hints.len(),
            Body::Recall(r) => r.hints.len(),
            _ => 0,
        }
    }

    /// The verdict expected before the reveal.
    pub fn confidence(&self) -> Option<Verdict> {
        self.confidence
    }

    /// The choices in the order shown, each with whether it is right.
    pub fn choices(&self) -> impl ExactSizeIterator<Item = (&str, bool)> {
        let all = match &self.card.body {
            Body::Recall(recall) => &recall.choices[..],
            _ => &[],
        };
        self.choices.iter().map(|at| (&*all[*at], *at == 0))
    }

    /// The choice picked, by its place in the order shown.
    pub fn chosen(&self) -> Option<usize> {
        self.chosen
    }

    /// The parts of a cloze prompt, each with whether it can be read.
    pub fn cloze(&self) -> impl Iterator<Item = (&str, bool)> {
        let parts = match &self.card.body {
            Body::Recall(recall) => &recall.cloze[..],
            _ => &[],
        };
        let mut hidden = 0;
        parts.iter().map(move |part| match part {
            Fragment::Shown(text) => (&**text, true),
            Fragment::Hidden(text) => {
                hidden += 1;
                (&**text, hidden <= self.uncovered)
            }
        })
    }

    fn hidden_parts(&self) -> usize {
        match &self.card.body {
            Body::Recall(r) => r
                .cloze
                .iter()
                .filter(|f| matches!(f, Fragment::Hidden(_)))
                .count(),
            _ => 0,
        }
    }

    /// Whether the user said there was no answer.
    pub fn gave_up(&self) -> bool {
        self.gave_up
    }

    /// The framework's parts as lines to fill in; empty without a framework.
    pub fn template(&self) -> &str {
        &self.template
    }

    /// Whether the clock stands.
    pub fn is_paused(&self) -> bool {
        self.watch.is_paused()
    }

    /// Time spent in a phase.
    pub fn spent(&self, phase: Phase, at: Duration) -> Duration {
        self.watch.spent(phase, at)
    }

    /// Time on the clock that is on the screen: of the phase at hand, or of the follow-up.
    pub fn running(&self, at: Duration) -> Duration {
        match self.step {
            Step::Probe { since, .. } => {
                let marking = self.watch.spent(Phase::Marking, at);
                marking.saturating_sub(since)
            }
            Step::Think => self.watch.spent(Phase::Think, at),
            _ => self.watch.spent(Phase::Answer, at),
        }
    }

    /// Stops the clock, or lets it run again.
    pub fn toggle_pause(&mut self, at: Duration) {
        self.watch.toggle_pause(at);
    }
}

fn template(framework: &Framework) -> String {
    framework
        .parts
        .iter()
        .map(|part| format!("{}: \n", part.title))
        .collect()
}

/// The places of the choices in a seeded order that changes with each attempt.
fn shuffled(card: &Card, attempts: u32) -> Vec<usize> {
    use rand::SeedableRng;
    use rand::seq::SliceRandom;
    let Body::Recall(recall) = &card.body else {
        return Vec::new();
    };
    let mut places: Vec<usize> = (0..recall.choices.len()).collect();
    let seed = schedule::seed(card.id.as_str(), u64::from(attempts));
    places.shuffle(&mut rand::rngs::StdRng::seed_from_u64(seed));
    places
}
