//! What a good answer shows, and the verdict its marks come to.

use super::grade::{Mark, Verdict};
use super::safe_text::SafeText;

/// The version of the rule in [`Rubric::judge`], kept with each attempt.
pub const RULE: u8 = 1;

/// Seconds a follow-up gives, before an interviewer's manner stretches them.
pub const PROBE_SECONDS: u32 = 45;

/// One observable part of a good answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    /// Unique in its rubric.
    pub id: Box<str>,
    /// What a stranger with a transcript could tick.
    pub text: SafeText,
    /// 1 to 3.
    pub weight: u8,
    /// Absent, it caps the verdict at 2.
    pub must: bool,
    /// What kind of thing it shows, by the id of a theme; empty where none is named. Points of one
    /// theme are compared across cards.
    pub theme: Box<str>,
}

/// What an interviewer asks next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FollowUp {
    /// Unique in its card.
    pub id: Box<str>,
    /// The points whose absence calls for it; none makes it a pressure probe.
    pub when: Vec<Box<str>>,
    /// The question.
    pub ask: SafeText,
}

/// What sinks an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RedFlag {
    /// Unique in its card.
    pub id: Box<str>,
    /// What was said or done.
    pub text: SafeText,
    /// The verdict it caps the answer at.
    pub cap: Verdict,
}

/// The words between two grades of answer: what differs in kind from 1 to 4.
pub type Anchors = [Option<SafeText>; 4];

/// The points of one card, in their order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rubric {
    /// 1 to 12 points.
    pub points: Vec<Point>,
    /// What each verdict sounds like.
    pub anchors: Anchors,
    /// What the same points mean at each level: (level id, text).
    pub by_level: Vec<(Box<str>, SafeText)>,
}

/// A verdict with what it rests on.
#[derive(Debug, Clone, PartialEq)]
pub struct Judgement {
    /// What the marks come to.
    pub verdict: Verdict,
    /// Weighted share of the marks, 0 to 1.
    pub share: f32,
    /// A must point is at 0.
    pub must_absent: bool,
    /// Why the verdict is not what the share alone would give.
    pub reason: Reason,
}

/// What held a verdict down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// Nothing: the share of the marks decides.
    Share,
    /// A must point at 0, by its place in the rubric.
    MustAbsent {
        /// Which point.
        point: usize,
        /// What the share alone would give.
        from: Verdict,
    },
    /// A must point that is only partly there keeps the answer from 4.
    MustPartly {
        /// Which point.
        point: usize,
    },
    /// A red flag, by its place in the list.
    RedFlag {
        /// Which flag.
        flag: usize,
        /// What the answer would come to without it.
        from: Verdict,
    },
}

impl Rubric {
    /// The verdict of `marks`, one a point in the rubric's order (a missing one counts as absent),
    /// with the red flags that were raised.
    ///
    /// Share s = sum(weight x mark) / (2 x sum(weight)). 4 where s >= 0.80, no must below 2 and no
    /// red flag; 3 where s >= 0.60; 2 where s >= 0.35; else 1. A must at 0 caps at 2, a red flag
    /// at its own cap.
    pub fn judge(&self, marks: &[Mark], flags: &[RedFlag], raised: &[bool]) -> Judgement {
        let mark = |i: usize| marks.get(i).copied().unwrap_or(Mark::Absent);
        let weigh = |(i, p): (usize, &Point)| u32::from(p.weight) * u32::from(mark(i).value());
        let earned: u32 = self.points.iter().enumerate().map(weigh).sum();
        let full: u32 = self.points.iter().map(|p| 2 * u32::from(p.weight)).sum();
        let share = if full == 0 {
            0.0
        } else {
            earned as f32 / full as f32
        };
        // In whole numbers, so that a share of exactly 0.60 is not lost to rounding.
        let at_least = |percent: u32| full > 0 && earned * 100 >= full * percent;
        let by_share = match () {
            () if at_least(80) => Verdict::StrongHire,
            () if at_least(60) => Verdict::Hire,
            () if at_least(35) => Verdict::NoHire,
            () => Verdict::StrongNoHire,
        };
        let must = |at: Mark| {
            self.points
                .iter()
                .enumerate()
                .position(|(i, p)| p.must && mark(i) == at)
        };
        let (absent, partly) = (must(Mark::Absent), must(Mark::Partly));
        let mut verdict = by_share;
        let mut reason = Reason::Share;
        if verdict == Verdict::StrongHire
            && let Some(point) = partly
        {
            verdict = Verdict::Hire;
            reason = Reason::MustPartly { point };
        }
        if verdict > Verdict::NoHire
            && let Some(point) = absent
        {
            verdict = Verdict::NoHire;
            reason = Reason::MustAbsent {
                point,
                from: by_share,
            };
        }
        let mut judgement = Judgement {
            verdict,
            share,
            must_absent: absent.is_some(),
            reason,
        };
        judgement.hold_down(flags, raised);
        judgement
    }
}

impl Judgement {
    /// Caps the verdict by the red flags that were raised.
    pub fn hold_down(&mut self, flags: &[RedFlag], raised: &[bool]) {
        let worst = flags
            .iter()
            .zip(raised)
            .enumerate()
            .filter(|(_, (_, raised))| **raised);
        if let Some((flag, (red, _))) = worst.min_by_key(|(_, (red, _))| red.cap) {
            let cap = red.cap.min(Verdict::Hire);
            if self.verdict > cap {
                self.reason = Reason::RedFlag {
                    flag,
                    from: self.verdict,
                };
                self.verdict = cap;
            }
        }
    }
}

/// The follow-up to put now, if any, with the point it asks about: for the absent point of greatest
/// weight that has one, else the pressure probe. `taken` are those already put in this showing, after
/// which only missed points are asked about. One that was put at the `last` showing comes after all
/// that were not.
pub fn probe<'a>(
    followups: &'a [FollowUp],
    points: &[Point],
    marks: &[Mark],
    taken: &[Box<str>],
    last: &[Box<str>],
) -> Option<(&'a FollowUp, Option<usize>)> {
    let absent = |i: &usize| marks.get(*i).is_none_or(|m| *m == Mark::Absent);
    let mut missed: Vec<usize> = (0..points.len()).filter(absent).collect();
    missed.sort_by_key(|i| (std::cmp::Reverse((points[*i].weight, points[*i].must)), *i));
    let about = |point: usize| {
        let asks = move |f: &&FollowUp| f.when.contains(&points[point].id);
        followups.iter().filter(asks)
    };
    let open = missed
        .into_iter()
        .filter(|point| !about(*point).any(|f| taken.contains(&f.id)));
    let of_points = open.flat_map(|point| about(point).map(move |f| (f, Some(point))));
    let pressure = followups.iter().filter(|f| f.when.is_empty());
    let pressure = pressure.filter(|_| taken.is_empty()).map(|f| (f, None));
    let fitting: Vec<_> = of_points.chain(pressure).collect();
    let fresh = fitting.iter().find(|(f, _)| !last.contains(&f.id));
    fresh.or(fitting.first()).copied()
}
