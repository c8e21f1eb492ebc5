//! One answered and graded showing: the only thing kept about practice.

use super::card::{CardId, Kind};
use super::day::Day;
use super::grade::{Grade, Mark, Verdict};
use super::rubric::RULE;

/// The most characters an answer may hold.
pub const ANSWER_CHARACTERS: usize = 16_000;
/// What the names of the questions after an ending begin with, in [`Attempt::texts`].
pub const DEBRIEF: &str = "debrief/";

/// Where the time went, in seconds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Seconds {
    /// Before the answer began; of a ladder, the rungs before the last as well.
    pub think: u32,
    /// From the first word to the reveal.
    pub answer: u32,
    /// From the reveal to the grade.
    pub marking: u32,
    /// With the clock stopped.
    pub paused: u32,
}

/// One answered and graded showing of a card.
#[derive(Debug, Clone, PartialEq)]
pub struct Attempt {
    /// Which card.
    pub card: CardId,
    /// The study day, by the clock of the device at that moment.
    pub day: Day,
    /// What kind the card was.
    pub kind: Kind,
    /// 0 the prompt, n its n-th variant.
    pub variant: u16,
    /// Where the time went.
    pub seconds: Seconds,
    /// Hints taken.
    pub hints: u8,
    /// The verdict expected before the reveal.
    pub confidence: Option<Verdict>,
    /// Ids of the red flags raised.
    pub flags: Vec<Box<str>>,
    /// The unprompted mark of each point, by id.
    pub marks: Vec<(Box<str>, Mark)>,
    /// Ids of the points a probe lifted from 0 to 1.
    pub lifts: Vec<Box<str>>,
    /// Ids of the follow-ups put.
    pub probes: Vec<Box<str>>,
    /// The version of the rule behind `verdict`.
    pub rule: u8,
    /// What the marks came to; none where there was nothing to mark.
    pub verdict: Option<Verdict>,
    /// What the user settled on.
    pub given: Option<Verdict>,
    /// Why `given` differs.
    pub reason: String,
    /// The grade proposed.
    pub proposed: Grade,
    /// The grade given.
    pub grade: Grade,
    /// What was typed, raw.
    pub text: String,
    /// The way through a scenario: `node/option` for each step, then the ending's id. Steps before
    /// the first with marks were recalled, not played.
    pub path: Vec<Box<str>>,
    /// What memory is told of each part, as of the nodes of a scenario, by id.
    pub grades: Vec<(Box<str>, Grade)>,
    /// Parts that memory knew of and the card no longer has, by id: they are forgotten.
    pub gone: Vec<Box<str>>,
    /// What was typed for each part: a node, `debrief/1`, a twist, a rung as `ladder/180`; raw.
    pub texts: Vec<(Box<str>, String)>,
    /// Seconds the answer to each part took; of a ladder, those of the rungs before the last.
    pub times: Vec<(Box<str>, u32)>,
    /// Estimates in the unit of their range: of the case itself as `ask`, of a twist by its id.
    pub estimates: Vec<(Box<str>, f64)>,
    /// The mock interview it was part of.
    pub mock: Box<str>,
    /// The one line of the answer that shows most, as quoted on a scorecard; raw.
    pub evidence: String,
}

impl Seconds {
    /// All but the pauses.
    pub fn spent(self) -> u32 {
        let thought = self.think.saturating_add(self.answer);
        thought.saturating_add(self.marking)
    }

    /// Both together.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            think: self.think.saturating_add(other.think),
            answer: self.answer.saturating_add(other.answer),
            marking: self.marking.saturating_add(other.marking),
            paused: self.paused.saturating_add(other.paused),
        }
    }
}

impl Attempt {
    /// An attempt of which nothing is known but its grade.
    pub fn new(card: CardId, day: Day, kind: Kind, grade: Grade) -> Self {
        Self {
            card,
            day,
            kind,
            variant: 0,
            seconds: Seconds::default(),
            hints: 0,
            confidence: None,
            flags: Vec::new(),
            marks: Vec::new(),
            lifts: Vec::new(),
            probes: Vec::new(),
            rule: RULE,
            verdict: None,
            given: None,
            reason: String::new(),
            proposed: grade,
            grade,
            text: String::new(),
            path: Vec::new(),
            grades: Vec::new(),
            gone: Vec::new(),
            texts: Vec::new(),
            times: Vec::new(),
            estimates: Vec::new(),
            mock: "".into(),
            evidence: String::new(),
        }
    }
}

/// What was answered to one part of a card, and how it was marked as far as it was: a node of a
/// scenario, the estimate or the twist of a case, the whole of any other card.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Part {
    /// A node's or a twist's id; [`Part::WHOLE`] for the card itself.
    pub id: Box<str>,
    /// What was typed, raw.
    pub text: String,
    /// Where the time went.
    pub seconds: Seconds,
    /// Unprompted marks by the point's id.
    pub marks: Vec<(Box<str>, Mark)>,
    /// Ids of the points a follow-up lifted.
    pub lifts: Vec<Box<str>>,
    /// Ids of the follow-ups put.
    pub probes: Vec<Box<str>>,
    /// The option taken, at a node.
    pub choice: Option<Box<str>>,
    /// The number given, in the unit of the range.
    pub estimate: Option<f64>,
}

impl Part {
    /// The id of the part that is the card itself.
    pub const WHOLE: &str = "ask";
}
