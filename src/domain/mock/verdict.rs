//! What an interviewer would hand in.

use crate::domain::grade::Verdict;

/// What an interviewer would hand in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StageVerdict {
    /// Nothing of it was marked.
    Open,
    /// All competencies at 3 or more.
    Hire,
    /// Something below 3 and nothing at 1: the lowest competencies.
    LeanNoHire(Vec<Box<str>>),
    /// Something at 1: which competencies.
    NoHire(Vec<Box<str>>),
}

impl StageVerdict {
    /// The words for it.
    pub fn words(&self) -> &'static str {
        match self {
            Self::Open => "nothing marked",
            Self::Hire => "hire",
            Self::LeanNoHire(_) => "lean no hire",
            Self::NoHire(_) => "no hire",
        }
    }

    /// The competencies that decided it.
    pub fn because(&self) -> &[Box<str>] {
        match self {
            Self::Open | Self::Hire => &[],
            Self::LeanNoHire(ids) | Self::NoHire(ids) => ids,
        }
    }
}

/// The verdict of a stage: all competencies at 3 or more is a hire, any at 1 no hire, otherwise it
/// leans to no hire by its lowest competencies.
pub fn stage_verdict<'a>(
    competencies: impl Iterator<Item = (&'a str, Verdict)> + Clone,
) -> StageVerdict {
    let Some(lowest) = competencies.clone().map(|(_, verdict)| verdict).min() else {
        return StageVerdict::Open;
    };
    let at_lowest = competencies.filter(|(_, verdict)| *verdict == lowest);
    let ids = at_lowest.map(|(id, _)| id.into()).collect();
    match lowest {
        Verdict::StrongNoHire => StageVerdict::NoHire(ids),
        Verdict::NoHire => StageVerdict::LeanNoHire(ids),
        Verdict::Hire | Verdict::StrongHire => StageVerdict::Hire,
    }
}
