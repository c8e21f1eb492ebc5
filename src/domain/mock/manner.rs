//! How an interviewer is: it changes the words around a probe and the time there is, never what is
//! asked.

/// Seconds a silent interviewer says nothing before a probe.
pub const PAUSE: u32 = 5;

/// How an interviewer is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Manner {
    /// Friendly, with time to spare.
    Warm,
    /// Doubts what was said.
    #[default]
    Sceptical,
    /// Waits before each probe.
    Silent,
    /// Has to leave soon.
    Hurried,
}

impl Manner {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Warm, Self::Sceptical, Self::Silent, Self::Hurried];

    /// As settings, decks and the journal write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Warm => "warm",
            Self::Sceptical => "sceptical",
            Self::Silent => "silent",
            Self::Hurried => "hurried",
        }
    }

    /// The manner of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|manner| manner.name() == name)
    }

    /// What becomes of a time box of so many seconds.
    pub fn stretch(self, seconds: u32) -> u32 {
        let percent: u64 = match self {
            Self::Warm => 125,
            Self::Sceptical | Self::Silent => 100,
            Self::Hurried => 75,
        };
        u32::try_from(u64::from(seconds) * percent / 100).unwrap_or(u32::MAX)
    }

    /// Seconds before the words of a probe come.
    pub fn pause(self) -> u32 {
        if self == Self::Silent { PAUSE } else { 0 }
    }

    /// A sentence before the `number`-th probe of a mock; the silent one has none.
    pub fn lead(self, number: usize) -> Option<&'static str> {
        let leads: &[&str] = match self {
            Self::Warm => &[
                "Thank you, that helps.",
                "I see. One more thing.",
                "Good, I can picture it.",
            ],
            Self::Sceptical => &[
                "I am not sure I follow.",
                "That sounds rather smooth.",
                "Let me push on that.",
            ],
            Self::Silent => &[],
            Self::Hurried => &[
                "Quickly, please.",
                "We have little time.",
                "Briefly, if you can.",
            ],
        };
        let at = number.checked_rem(leads.len())?;
        leads.get(at).copied()
    }
}
