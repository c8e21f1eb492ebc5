//! One showing of a card, from the prompt to the grade.

mod case;
mod draft;
mod ladder;
mod moves;
mod parts;
mod reopened;
mod scenario;
mod verdict;

pub use ladder::{LADDER, RUNGS, Rung, is_rung};
pub use parts::Asked;
pub use reopened::reopened;
pub use scenario::{Judged, Recall};

use std::time::Duration;

use crate::domain::attempt::{Attempt, DEBRIEF, Part, Seconds};
use crate::domain::card::{Behavioural, Body, Card, Fragment, Kind};
use crate::domain::deck::Framework;
use crate::domain::grade::{Mark, Verdict};
use crate::domain::rubric::RedFlag;
use crate::domain::safe_text::SafeText;
use crate::domain::schedule;

use super::stopwatch::{Phase, Stopwatch};

/// Where a showing stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// The setting of a scenario, before its first node.
    Setting,
    /// Before the answer; cards that one talks about only.
    Think,
    /// Answering, aloud or typed.
    Answer,
    /// The number of a case.
    Estimate,
    /// The range it should lie in, and what had to be assumed.
    Range,
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
    /// The calculation in full.
    Worked,
    /// Which option of the node is nearest to what was said?
    Choose,
    /// What the option taken costs.
    Price,
    /// How it ended.
    Ending,
    /// A question after the ending.
    Debrief {
        /// Which of them.
        at: usize,
    },
    /// What the marks come to, and the grade.
    Verdict,
    /// The grade alone, where there is nothing to mark.
    Grade,
}

impl Step {
    /// Whether the answer to what is asked is over.
    pub fn is_revealed(&self) -> bool {
        !matches!(
            self,
            Self::Setting | Self::Think | Self::Answer | Self::Estimate
        )
    }

    /// Its name in drafts. Every question after the ending has a step of its own.
    fn name(&self) -> String {
        let name = match self {
            Self::Debrief { at } => return format!("{DEBRIEF}{}", at + 1),
            Self::Setting => "setting",
            Self::Think => "think",
            Self::Answer => "answer",
            Self::Estimate => "estimate",
            Self::Range => "range",
            Self::RedFlags { .. } => "flags",
            Self::Points { .. } => "points",
            Self::Probe { answered: true, .. } => "lift",
            Self::Probe { .. } => "probe",
            Self::Worked => "worked",
            Self::Choose => "choose",
            Self::Price => "price",
            Self::Ending => "ending",
            Self::Verdict => "verdict",
            Self::Grade => "grade",
        };
        name.into()
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
    asked: Asked,
    parts: Vec<Part>,
    /// The rungs of a ladder that are over; none where the card is no ladder.
    ladder: Option<Vec<Part>>,
    /// Parts one stepped back from, or answered before they are marked.
    ahead: Vec<Part>,
    /// Time spent on what belongs to no part.
    before: Seconds,
    taken: Option<usize>,
    estimate: Option<f64>,
    gone: Vec<Box<str>>,
    recalled: Vec<(Box<str>, Box<str>)>,
    recalled_to: Option<Box<str>>,
    debrief: Vec<String>,
    /// Follow-ups put in a mock that were looked at since.
    looked_at: usize,
    mock: Box<str>,
    is_reopened: bool,
    /// A case's number as it is being typed.
    pub number: String,
    /// What was typed.
    pub text: String,
    /// The line of the answer that shows most.
    pub evidence: String,
}

/// What a showing needs to know of the card's past.
#[derive(Debug, Clone, Default)]
pub struct Past {
    /// Attempts so far.
    pub attempts: u32,
    /// The variant asked last.
    pub variant: u16,
    /// The follow-ups put last: `node/followup` where the card has nodes.
    pub probes: Vec<Box<str>>,
    /// Where a scenario begins, unless at its start.
    pub recall: Option<Recall>,
    /// The parts that memory knows of, by id.
    pub parts: Vec<Box<str>>,
}

impl Past {
    /// The variant to ask now, 0 for the card's own prompt: each attempt asks the next one.
    pub fn next_variant(&self, card: &Card) -> u16 {
        match self.attempts {
            0 => 0,
            _ => fitting(card, usize::from(self.variant) + 1),
        }
    }
}

impl Showing {
    /// Shows a card at the clock's tick `at`. The variant after the one asked last is asked.
    pub fn new(card: Card, past: &Past, framework: Option<&Framework>, at: Duration) -> Self {
        let flags = match &card.body {
            Body::Behavioural(behavioural) => behavioural.red_flags.len(),
            Body::Scenario(scenario) => scenario.red_flags.len(),
            _ => 0,
        };
        let choices = match &card.body {
            Body::Recall(recall) => recall.choices.len(),
            _ => 0,
        };
        let step = if has_think(card.kind()) {
            Step::Think
        } else {
            Step::Answer
        };
        let phase = if step == Step::Think {
            Phase::Think
        } else {
            Phase::Answer
        };
        let points = card.points().len();
        let mut showing = Self {
            variant: past.next_variant(&card),
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
            choices: shuffled(choices, card.id.as_str(), past.attempts),
            chosen: None,
            uncovered: 0,
            attempts: past.attempts,
            template: framework.map_or_else(String::new, template),
            asked: Asked::Whole,
            parts: Vec::new(),
            ladder: None,
            ahead: Vec::new(),
            before: Seconds::default(),
            taken: None,
            estimate: None,
            gone: Vec::new(),
            recalled: Vec::new(),
            recalled_to: None,
            debrief: Vec::new(),
            looked_at: 0,
            mock: "".into(),
            is_reopened: false,
            number: String::new(),
            text: String::new(),
            evidence: String::new(),
            step,
            card,
        };
        if showing.scenario().is_some() {
            showing.begin_setting(past.recall.clone(), at);
            showing.gone = showing.not_there(&past.parts);
        }
        showing
    }

    /// Shows what was answered to a variant in the mock interview `mock`, part by part, to be marked:
    /// nothing is asked again.
    pub fn marking(
        card: Card,
        past: &Past,
        mock: &str,
        variant: u16,
        parts: Vec<Part>,
        at: Duration,
    ) -> Self {
        let mut showing = Self::new(card, past, None, at);
        // After an edit of the deck there may be fewer.
        showing.variant = fitting(&showing.card, usize::from(variant));
        showing.mock = mock.into();
        // After an edit of the deck the first may be unknown.
        let first = parts.iter().find_map(|part| showing.part_of(&part.id));
        showing.ahead = parts;
        showing.enter(first.unwrap_or(Asked::Whole), at);
        showing
    }

    /// Takes up an answer that was taken back, as it stood before its grade.
    pub fn reopen(&mut self, attempt: &Attempt, at: Duration) {
        self.go_on(reopened(attempt), at);
        self.is_reopened = true;
    }

    /// Whether it is an answer taken back, which the journal still holds.
    pub fn is_reopened(&self) -> bool {
        self.is_reopened
    }

    /// The mock interview whose answer is marked; empty in practice.
    pub fn mock(&self) -> &str {
        &self.mock
    }

    /// Whether the answers were given before, in a mock interview.
    pub fn is_marking_only(&self) -> bool {
        !self.mock.is_empty()
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
        match (&self.card.body, self.asked) {
            (Body::Scenario(scenario), Asked::Node(node)) => &scenario.nodes[node].ask,
            (Body::Case(case), Asked::Twist(twist)) => &case.twists[twist].ask,
            (Body::Case(case), _) => &case.ask,
            _ => self.card.wording(self.variant),
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

    /// Whether it is answered at length: thought about first, and told.
    pub fn is_told(&self) -> bool {
        has_think(self.card.kind())
    }

    /// The card's behavioural part.
    pub fn behavioural(&self) -> Option<&Behavioural> {
        match &self.card.body {
            Body::Behavioural(behavioural) => Some(behavioural),
            _ => None,
        }
    }

    /// The card's red flags.
    pub fn red_flags(&self) -> &[RedFlag] {
        match &self.card.body {
            Body::Behavioural(behavioural) => &behavioural.red_flags,
            Body::Scenario(scenario) => &scenario.red_flags,
            _ => &[],
        }
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

/// One of the variants a card has, 0 for its own prompt: after the last comes the first.
fn fitting(card: &Card, variant: usize) -> u16 {
    let variants = match &card.body {
        Body::Behavioural(behavioural) => behavioural.variants.len(),
        _ => 0,
    };
    (variant % (variants + 1)) as u16
}

/// Whether one thinks before one answers a card of this kind, and answers at length.
fn has_think(kind: Kind) -> bool {
    matches!(kind, Kind::Behavioural | Kind::Scenario | Kind::Case)
}

/// So many places in a seeded order that changes with each attempt.
fn shuffled(count: usize, name: &str, attempts: u32) -> Vec<usize> {
    use rand::SeedableRng;
    use rand::seq::SliceRandom;
    let mut places: Vec<usize> = (0..count).collect();
    let seed = schedule::seed(name, u64::from(attempts));
    places.shuffle(&mut rand::rngs::StdRng::seed_from_u64(seed));
    places
}
