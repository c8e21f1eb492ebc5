//! Why a card is weak: each reason with its evidence, and the rule it follows from.

use super::Question;
use crate::domain::card::Kind;
use crate::domain::day::Day;
use crate::domain::deck::CardInfo;
use crate::domain::grade::{Grade, Verdict};
use crate::domain::progress::{CardProgress, REMEMBERED};
use crate::domain::schedule;

/// Looks over which recent misses are counted.
const LOOKS: usize = 4;
/// Misses among them that make a card weak.
const MISSES: usize = 2;
/// An answer is slow from this many halves of its box on: one and a half times.
const SLOW_HALVES: u32 = 3;
/// Under this recall on the interview day a card fades.
const FADING: f32 = 0.70;

/// A rule by which a card is weak.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// It keeps failing.
    Leech,
    /// The same must point is missed again and again.
    MustAbsent,
    /// It was expected to go well, and did not.
    Surprise,
    /// It was missed lately.
    Misses,
    /// It came to no hire.
    LowVerdict,
    /// It takes too long.
    Slow,
    /// It will be forgotten by the interview.
    Fading,
    /// It was never tried.
    Unpractised,
}

impl Rule {
    /// All of them, the most telling first.
    pub const ALL: [Self; 8] = [
        Self::Leech,
        Self::MustAbsent,
        Self::Surprise,
        Self::Misses,
        Self::LowVerdict,
        Self::Slow,
        Self::Fading,
        Self::Unpractised,
    ];

    /// Its name for programs.
    pub fn name(self) -> &'static str {
        match self {
            Self::Leech => "leech",
            Self::MustAbsent => "must-absent",
            Self::Surprise => "surprise",
            Self::Misses => "recent-misses",
            Self::LowVerdict => "low-verdict",
            Self::Slow => "slow",
            Self::Fading => "fading",
            Self::Unpractised => "never-practised",
        }
    }

    /// Its name for people.
    pub fn title(self) -> &'static str {
        match self {
            Self::Leech => "leech",
            Self::MustAbsent => "must absent",
            Self::Surprise => "surprise",
            Self::Misses => "recent misses",
            Self::LowVerdict => "low verdict",
            Self::Slow => "slow",
            Self::Fading => "fading",
            Self::Unpractised => "never practised",
        }
    }

    /// When it holds, in words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Leech => "4 lapses, or under 40 % passes in the last 6 looks",
            Self::MustAbsent => {
                "the same must point absent, unprompted, in 2 or more of the last 4 attempts"
            }
            Self::Surprise => "last time hire was expected, and it came to no hire or Again",
            Self::Misses => "2 or more Again in the last 4 looks",
            Self::LowVerdict => "the last verdict was no hire or strong no hire",
            Self::Slow => "the last answer took more than 1.5 times its box; recall, behavioural",
            Self::Fading => "practised, and recall on the interview day is under 70 %",
            Self::Unpractised => "not one attempt; listed after the others",
        }
    }
}

/// A must point that was absent too often.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MustAbsent {
    /// The name its marks are kept under.
    pub point: Box<str>,
    /// Attempts in which it was absent before anybody asked.
    pub absent: u8,
    /// Attempts looked at, at most 4.
    pub of: u8,
}

/// Why a card is weak.
#[derive(Debug, Clone, PartialEq)]
pub enum Reason {
    /// It kept failing: lapses so far.
    Leech(u16),
    /// A must point is missed again and again.
    MustAbsent(MustAbsent),
    /// The verdict that was expected last time, when it was missed.
    Surprise(Verdict),
    /// The last looks, newest first, at most 4 of them; true is a pass.
    Misses(Vec<bool>),
    /// The last verdict, and how many in a row were no hire or worse.
    LowVerdict(Verdict, u8),
    /// Seconds the last answer took, and its box.
    Slow(u32, u32),
    /// The interview day, and recall on it.
    Fading(Day, f32),
    /// It was never tried.
    Unpractised,
}

impl Reason {
    /// The rule it follows from.
    pub fn rule(&self) -> Rule {
        match self {
            Self::Leech(_) => Rule::Leech,
            Self::MustAbsent(_) => Rule::MustAbsent,
            Self::Surprise(_) => Rule::Surprise,
            Self::Misses(_) => Rule::Misses,
            Self::LowVerdict(..) => Rule::LowVerdict,
            Self::Slow(..) => Rule::Slow,
            Self::Fading(..) => Rule::Fading,
            Self::Unpractised => Rule::Unpractised,
        }
    }

    /// The reason in a few words, for a list.
    pub fn words(&self) -> String {
        match self {
            Self::Leech(1) => "leech: 1 lapse".into(),
            Self::Leech(lapses) => format!("leech: {lapses} lapses"),
            Self::MustAbsent(MustAbsent { absent, of, .. }) => {
                format!("must absent in {absent} of {of}")
            }
            Self::Surprise(_) => "sure and missed".into(),
            Self::Misses(looks) => {
                let missed = looks.iter().filter(|pass| !**pass).count();
                format!("missed {missed} of last {}", looks.len())
            }
            Self::LowVerdict(verdict, 1) => verdict.words().into(),
            Self::LowVerdict(_, 2) => "no hire, twice running".into(),
            // No more than the last ten are remembered.
            Self::LowVerdict(_, running) if usize::from(*running) >= REMEMBERED => {
                format!("no hire, {running} times or more")
            }
            Self::LowVerdict(_, running) => format!("no hire, {running} times running"),
            Self::Slow(took, boxed) => format!("slow: {} of {}", clock(*took), clock(*boxed)),
            Self::Fading(day, recall) => {
                format!(
                    "fades: {} on {}",
                    percent(*recall),
                    day.date().format("%-d %b")
                )
            }
            Self::Unpractised => "never practised".into(),
        }
    }
}

fn clock(seconds: u32) -> String {
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

/// Rounded down, so that what is under a limit also reads so.
fn percent(recall: f32) -> String {
    format!("{:.0} %", (100.0 * recall).floor())
}

/// Why a practised card is weak, in the order of [`Rule::ALL`].
pub(super) fn reasons(
    question: &Question<'_>,
    card: &CardInfo,
    seen: &CardProgress,
    must: Option<MustAbsent>,
) -> Vec<Reason> {
    let leech = schedule::is_leech(seen, question.day.plus(1));
    let all = [
        leech.then_some(Reason::Leech(seen.lapses)),
        must.map(Reason::MustAbsent),
        seen.surprise().map(Reason::Surprise),
        misses(seen),
        low_verdict(seen),
        slow(card, seen),
        fading(question, seen),
    ];
    all.into_iter().flatten().collect()
}

fn misses(seen: &CardProgress) -> Option<Reason> {
    let looks = || seen.grades().take(LOOKS).map(|grade| grade != Grade::Again);
    let missed = looks().filter(|pass| !pass).count();
    (missed >= MISSES).then(|| Reason::Misses(looks().collect()))
}

fn low_verdict(seen: &CardProgress) -> Option<Reason> {
    let last = seen.verdicts().next()?;
    let low = |verdict: &Verdict| *verdict <= Verdict::NoHire;
    let running = seen.verdicts().take_while(low).count();
    (running > 0).then_some(Reason::LowVerdict(last, running as u8))
}

fn slow(card: &CardInfo, seen: &CardProgress) -> Option<Reason> {
    let told = matches!(card.kind, Kind::Recall | Kind::Behavioural);
    let (took, boxed) = (u32::from(seen.answer), u32::from(card.answer_box));
    let slow = told && boxed > 0 && took * 2 > boxed * SLOW_HALVES;
    slow.then_some(Reason::Slow(took, boxed))
}

fn fading(question: &Question<'_>, seen: &CardProgress) -> Option<Reason> {
    let (date, last) = (question.interview()?, seen.returning()?);
    let recall = question.model.recall(last.memory, date.since(last.day));
    (recall < FADING).then_some(Reason::Fading(date, recall))
}
