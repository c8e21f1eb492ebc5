//! Marks, verdicts and grades: how one answer is judged, and what the scheduler is told.

/// What is given to one point of a rubric.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mark {
    /// 0: not there.
    Absent,
    /// 1: partly there.
    Partly,
    /// 2: clearly there.
    Clear,
}

impl Mark {
    /// 0, 1 or 2.
    pub fn value(self) -> u8 {
        self as u8
    }

    /// The mark of that value, 0 to 2.
    pub fn from_value(value: u8) -> Option<Self> {
        [Self::Absent, Self::Partly, Self::Clear]
            .get(usize::from(value))
            .copied()
    }
}

/// What an interviewer would write down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// 1
    StrongNoHire,
    /// 2
    NoHire,
    /// 3
    Hire,
    /// 4
    StrongHire,
}

impl Verdict {
    const ALL: [Self; 4] = [
        Self::StrongNoHire,
        Self::NoHire,
        Self::Hire,
        Self::StrongHire,
    ];

    /// 1 to 4.
    pub fn value(self) -> u8 {
        self as u8 + 1
    }

    /// The verdict of that value, 1 to 4.
    pub fn from_value(value: u8) -> Option<Self> {
        Self::ALL.get(usize::from(value).checked_sub(1)?).copied()
    }

    /// The words for it.
    pub fn words(self) -> &'static str {
        match self {
            Self::StrongNoHire => "strong no hire",
            Self::NoHire => "no hire",
            Self::Hire => "hire",
            Self::StrongHire => "strong hire",
        }
    }

    /// One up or down, where there is one.
    pub fn moved(self, by: i8) -> Option<Self> {
        Self::from_value(self.value().checked_add_signed(by)?)
    }
}

/// What the scheduler is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grade {
    /// 1: not recalled.
    Again,
    /// 2: recalled, badly.
    Hard,
    /// 3: recalled.
    Good,
    /// 4: recalled without effort.
    Easy,
}

impl Grade {
    /// The four, in order.
    pub const ALL: [Self; 4] = [Self::Again, Self::Hard, Self::Good, Self::Easy];

    /// 1 to 4.
    pub fn value(self) -> u8 {
        self as u8 + 1
    }

    /// The grade of that value, 1 to 4.
    pub fn from_value(value: u8) -> Option<Self> {
        Self::ALL.get(usize::from(value).checked_sub(1)?).copied()
    }

    /// Its name.
    pub fn word(self) -> &'static str {
        match self {
            Self::Again => "Again",
            Self::Hard => "Hard",
            Self::Good => "Good",
            Self::Easy => "Easy",
        }
    }
}

impl Grade {
    /// As far above or below `self` as `to` is from `from`, within the four.
    #[must_use]
    pub fn moved_as(self, from: Self, to: Self) -> Self {
        let value = self.value() + to.value();
        let value = value.saturating_sub(from.value()).clamp(1, 4);
        Self::from_value(value).unwrap_or(self)
    }
}

/// How the answer went, beside its marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Circumstances {
    /// The user had no answer.
    pub gave_up: bool,
    /// Hints taken.
    pub hints: u8,
    /// Seconds the answer took.
    pub answered: u32,
    /// Seconds the time box gives it.
    pub boxed: u32,
    /// The verdict the user expected before the reveal.
    pub expected: Option<Verdict>,
}

/// The grade that a verdict proposes. `must_absent`: a must point is still at 0. `share` is the
/// weighted share of the marks, 0 to 1. Being over time never means [`Grade::Again`].
pub fn proposed(verdict: Verdict, must_absent: bool, share: f32, how: &Circumstances) -> Grade {
    let poor = verdict == Verdict::NoHire && (must_absent || share < 0.50);
    if how.gave_up || must_absent || verdict == Verdict::StrongNoHire || poor {
        return Grade::Again;
    }
    let slow = u64::from(how.answered) * 2 > u64::from(how.boxed) * 3;
    match verdict {
        Verdict::StrongNoHire | Verdict::NoHire => Grade::Hard,
        Verdict::Hire if how.hints > 0 || slow => Grade::Hard,
        Verdict::StrongHire
            if how.answered <= how.boxed && how.expected.is_some_and(|e| e >= Verdict::Hire) =>
        {
            Grade::Easy
        }
        Verdict::Hire | Verdict::StrongHire => Grade::Good,
    }
}
