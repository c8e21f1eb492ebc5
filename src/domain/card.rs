//! One thing to be asked, of one kind.

use std::fmt;
use std::sync::Arc;

use indexmap::IndexMap;

use super::case::Case;
use super::day::Day;
use super::rubric::{FollowUp, Point, RedFlag, Rubric};
use super::safe_text::SafeText;
use super::scenario::Scenario;

/// The whole id of a card, `deck/card`: its history follows it through any edit of its text.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CardId(Arc<str>);

impl CardId {
    /// Takes the id as it is; decks check the pattern.
    pub fn new(id: &str) -> Self {
        Self(id.into())
    }

    /// `deck/card`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The deck's part.
    pub fn deck(&self) -> &str {
        self.0.split_once('/').map_or(&self.0, |(deck, _)| deck)
    }
}

impl fmt::Display for CardId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for CardId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl std::borrow::Borrow<str> for CardId {
    fn borrow(&self) -> &str {
        &self.0
    }
}

/// Something of each card. There may be 100,000, and each start looks every one of them up: their
/// ids are the user's own, so the quick hash will do, and what was found once is found again by its
/// place.
pub type ByCard<T> = IndexMap<CardId, T, foldhash::fast::RandomState>;

/// How a card is played.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Asked, answered, revealed.
    Recall,
    /// A timed answer marked against a rubric.
    Behavioural,
    /// A branching situation.
    Scenario,
    /// An estimate.
    Case,
    /// A question for the interviewer.
    Reverse,
    /// Waits for facts about one company.
    Slot,
}

impl Kind {
    /// All of them, in the order of this documentation.
    pub const ALL: [Self; 6] = [
        Self::Recall,
        Self::Behavioural,
        Self::Scenario,
        Self::Case,
        Self::Reverse,
        Self::Slot,
    ];

    /// As decks and the journal write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Recall => "recall",
            Self::Behavioural => "behavioural",
            Self::Scenario => "scenario",
            Self::Case => "case",
            Self::Reverse => "reverse",
            Self::Slot => "slot",
        }
    }

    /// The kind of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// Whether a session can ask cards of this kind; the others are checked and counted.
    pub fn is_drilled(self) -> bool {
        self != Self::Slot
    }

    /// The time box of a card that names none.
    pub fn time_box(self) -> TimeBox {
        let (think, answer) = match self {
            Self::Recall | Self::Slot => (15, 60),
            Self::Behavioural => (20, 120),
            Self::Reverse => (10, 45),
            Self::Case => (60, 300),
            Self::Scenario => (30, 150),
        };
        TimeBox { think, answer }
    }

    /// Seconds a showing takes, marking included, before the user's own mean is known.
    pub fn expected_seconds(self) -> u32 {
        match self {
            Self::Recall => 40,
            Self::Behavioural => 300,
            Self::Reverse | Self::Slot => 60,
            Self::Case => 600,
            Self::Scenario => 780,
        }
    }
}

/// Seconds to think and seconds to answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimeBox {
    /// Counted down, and skippable.
    pub think: u32,
    /// Counted up; it never cuts off.
    pub answer: u32,
}

/// A card in full, safe to show.
#[derive(Debug, Clone, PartialEq)]
pub struct Card {
    /// Its whole id.
    pub id: CardId,
    /// What is asked.
    pub prompt: SafeText,
    /// What is tested.
    pub competency: Box<str>,
    /// 1 one move, 2 a trade-off, 3 conflicting duties.
    pub difficulty: u8,
    /// Seconds for each phase.
    pub time_box: TimeBox,
    /// Which rounds ask it; none means any.
    pub stages: Vec<Box<str>>,
    /// How senior; none means any.
    pub levels: Vec<Box<str>>,
    /// Free words.
    pub tags: Vec<SafeText>,
    /// Citations.
    pub source: Vec<SafeText>,
    /// Shown after the reveal.
    pub note: Option<SafeText>,
    /// Terms the answer must not use.
    pub avoid: Vec<SafeText>,
    /// When a fact in it was last checked.
    pub since: Option<Day>,
    /// What is particular to its kind.
    pub body: Body,
}

impl Card {
    /// What is asked: the prompt for 0, or the n-th variant, where there is one.
    pub fn wording(&self, variant: u16) -> &SafeText {
        let at = usize::from(variant).checked_sub(1);
        let variant = at.and_then(|at| match &self.body {
            Body::Behavioural(behavioural) => behavioural.variants.get(at),
            _ => None,
        });
        variant.map_or(&self.prompt, |variant| &variant.text)
    }

    /// How it is played.
    pub fn kind(&self) -> Kind {
        match self.body {
            Body::Recall(_) => Kind::Recall,
            Body::Behavioural(_) => Kind::Behavioural,
            Body::Reverse(_) => Kind::Reverse,
            Body::Scenario(_) => Kind::Scenario,
            Body::Case(_) => Kind::Case,
            Body::Undrilled(kind) => kind,
        }
    }

    /// Whether it is answered once and freely, and so can be asked as a ladder: behavioural, or recall
    /// without choices and gaps.
    pub fn can_be_laddered(&self) -> bool {
        match &self.body {
            Body::Recall(recall) => recall.choices.is_empty() && recall.cloze.is_empty(),
            _ => self.kind() == Kind::Behavioural,
        }
    }

    /// What it is called in a list: the title of a scenario that has one, else what it asks.
    pub fn called(&self) -> &SafeText {
        let title = match &self.body {
            Body::Scenario(scenario) => scenario.title.as_ref(),
            _ => None,
        };
        title.unwrap_or(&self.prompt)
    }

    /// The points of the card itself: a behavioural card's rubric, a recall card's own, a case's
    /// steps. The points of a scenario are its nodes'.
    pub fn points(&self) -> &[Point] {
        match &self.body {
            Body::Recall(recall) => &recall.rubric.points,
            Body::Behavioural(behavioural) => &behavioural.rubric.points,
            Body::Case(case) => &case.steps.points,
            Body::Scenario(_) | Body::Reverse(_) | Body::Undrilled(_) => &[],
        }
    }
}

impl Card {
    /// Every point of the card with the name its marks are kept under: `p1`, and `n1/p1` for the
    /// point of a node or a twist.
    pub fn named_points(&self) -> Vec<(String, &Point)> {
        let within = |part: &str, points: &'_ [Point]| -> Vec<String> {
            points
                .iter()
                .map(|point| format!("{part}/{}", point.id))
                .collect()
        };
        let own = self
            .points()
            .iter()
            .map(|point| (point.id.to_string(), point));
        let parts: Vec<(&str, &[Point])> = match &self.body {
            Body::Scenario(scenario) => (scenario.nodes.iter())
                .map(|node| (&*node.id, &node.rubric.points[..]))
                .collect(),
            Body::Case(case) => (case.twists.iter())
                .map(|twist| (&*twist.id, &twist.rubric.points[..]))
                .collect(),
            _ => Vec::new(),
        };
        let parts = parts
            .into_iter()
            .flat_map(|(part, points)| within(part, points).into_iter().zip(points));
        own.chain(parts).collect()
    }
}

/// What is particular to a kind.
#[derive(Debug, Clone, PartialEq)]
pub enum Body {
    /// Asked, answered, revealed.
    Recall(Recall),
    /// A timed answer marked against a rubric.
    Behavioural(Box<Behavioural>),
    /// A question for the interviewer.
    Reverse(Reverse),
    /// A branching situation.
    Scenario(Box<Scenario>),
    /// An estimate.
    Case(Box<Case>),
    /// A valid card of a kind that no session asks.
    Undrilled(Kind),
}

/// A fact or a list to know.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Recall {
    /// The answer in full.
    pub answer: SafeText,
    /// Points to tick; without any the card is graded directly.
    pub rubric: Rubric,
    /// The first is right; shuffled when shown.
    pub choices: Vec<SafeText>,
    /// The prompt with its hidden parts, revealed one at a time; none on an ordinary card.
    pub cloze: Vec<Fragment>,
    /// Nudges, in order.
    pub hints: Vec<SafeText>,
}

/// A stretch of a cloze prompt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fragment {
    /// Shown from the start.
    Shown(SafeText),
    /// Hidden until revealed.
    Hidden(SafeText),
}

impl Fragment {
    /// What stands for a hidden part: the same for each, since its length would tell.
    pub const GAP: &str = "[…]";

    /// The text, or a gap.
    pub fn in_gaps(&self) -> &str {
        match self {
            Self::Shown(text) => text,
            Self::Hidden(_) => Self::GAP,
        }
    }
}

/// A behavioural question with all that surrounds it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Behavioural {
    /// What a good answer shows.
    pub rubric: Rubric,
    /// What comes next.
    pub followups: Vec<FollowUp>,
    /// What sinks it.
    pub red_flags: Vec<RedFlag>,
    /// A weak answer that tempts.
    pub weak: Option<SafeText>,
    /// A strong answer that pays a price.
    pub strong: Option<SafeText>,
    /// The same ask seeking other evidence.
    pub variants: Vec<Variant>,
    /// The id of the framework whose parts the answer box offers.
    pub framework: Option<Box<str>>,
    /// What the interviewer wants to find out.
    pub intent: Option<SafeText>,
    /// What counts for somebody who has led nobody yet.
    pub no_reports_yet: Option<SafeText>,
    /// Nudges, in order.
    pub hints: Vec<SafeText>,
}

/// The same ask seeking other evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variant {
    /// The question.
    pub text: SafeText,
    /// What it is after.
    pub seeks: SafeText,
}

/// A question for the interviewer.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Reverse {
    /// Whom to ask.
    pub to: Vec<SafeText>,
    /// What a good reply holds.
    pub listen_for: Vec<SafeText>,
    /// What a worrying reply holds.
    pub warning_signs: Vec<SafeText>,
    /// The question after that.
    pub then_ask: SafeText,
    /// When not to ask it.
    pub avoid_if: Option<SafeText>,
}
