//! An attempt in the words of its card: what was asked, what was answered, and how it was marked.

use crate::domain::attempt::{Attempt, DEBRIEF};
use crate::domain::card::{Body, Card};
use crate::domain::estimate;
use crate::domain::grade::Mark;
use crate::domain::rubric::{FollowUp, RedFlag};
use crate::domain::safe_text::SafeText;

/// What was typed for the card or for a part of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The part's id; empty for the card itself.
    pub part: Box<str>,
    /// What the part asks; empty for the card itself.
    pub question: SafeText,
    /// What was typed.
    pub text: SafeText,
}

/// A point, as it was marked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    /// The name its mark is kept under.
    pub name: Box<str>,
    /// What the part it belongs to asks; empty for a point of the card itself.
    pub part: SafeText,
    /// What it says; its name where the card has no such point any more.
    pub text: SafeText,
    /// Its weight, 1 to 3.
    pub weight: u8,
    /// Absent, it caps the verdict at 2.
    pub must: bool,
    /// Its unprompted mark; none where it was not marked.
    pub mark: Option<Mark>,
    /// A follow-up lifted it from 0 to 1.
    pub lifted: bool,
}

/// An attempt in the words of its card.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Told {
    /// What was asked, in the variant it was asked in.
    pub question: SafeText,
    /// What was typed, in the order it was asked for.
    pub answers: Vec<Answer>,
    /// Every point that was up for a mark.
    pub points: Vec<Point>,
    /// The follow-ups that were put.
    pub followups: Vec<SafeText>,
    /// The red flags that were raised.
    pub flags: Vec<SafeText>,
    /// The options taken in a scenario, and its ending.
    pub way: Vec<SafeText>,
    /// The numbers given, each with what it is.
    pub estimates: Vec<SafeText>,
}

impl Told {
    /// What `attempt` was; where its card is gone, in the names the journal has.
    pub fn new(attempt: &Attempt, card: Option<&Card>) -> Self {
        let whole = Some(&attempt.text).filter(|text| !text.trim().is_empty());
        let whole = whole.map(|text| Answer {
            part: "".into(),
            question: SafeText::default(),
            text: SafeText::new(text.trim()),
        });
        let typed = attempt
            .texts
            .iter()
            .filter(|(_, text)| !text.trim().is_empty());
        let parts = typed.map(|(part, text)| Answer {
            part: part.clone(),
            question: named(card, part),
            text: SafeText::new(text.trim()),
        });
        Self {
            question: card.map_or_else(
                || SafeText::line(attempt.card.as_str()),
                |card| card.wording(attempt.variant).clone(),
            ),
            answers: whole.into_iter().chain(parts).collect(),
            points: points(attempt, card),
            followups: (attempt.probes.iter())
                .map(|id| followup(card, id))
                .collect(),
            flags: attempt.flags.iter().map(|id| flag(card, id)).collect(),
            way: attempt.path.iter().map(|step| taken(card, step)).collect(),
            estimates: (attempt.estimates.iter())
                .map(|(part, number)| estimated(card, part, *number))
                .collect(),
        }
    }

    /// What the marks came to with the lifts, in halves of a point's weight, and of how many: the
    /// share behind the verdict. None where nothing was marked.
    pub fn earned(&self) -> Option<(u32, u32)> {
        self.points
            .iter()
            .any(|point| point.mark.is_some())
            .then(|| {
                let weigh = |point: &Point| u32::from(point.weight) * u32::from(point.value());
                let full = |point: &Point| 2 * u32::from(point.weight);
                (
                    self.points.iter().map(weigh).sum(),
                    self.points.iter().map(full).sum(),
                )
            })
    }

    /// The same as people write it, whole weights and halves: `7.5/12`.
    pub fn earned_in_words(&self) -> Option<String> {
        self.earned().map(|(earned, of)| {
            let half = if earned % 2 == 1 { ".5" } else { "" };
            format!("{}{half}/{}", earned / 2, of / 2)
        })
    }

    /// What was typed for a part; the card itself has an empty id.
    pub fn answer(&self, part: &str) -> Option<&Answer> {
        self.answers.iter().find(|answer| *answer.part == *part)
    }
}

impl Point {
    /// The mark after the follow-ups, 0 to 2.
    pub fn value(&self) -> u8 {
        let mark = self.mark.map_or(0, Mark::value);
        mark.max(u8::from(self.lifted))
    }
}

/// Words that were typed in an attempt, in all its parts; 0 where it was spoken.
pub fn words_typed(attempt: &Attempt) -> usize {
    let texts = attempt.texts.iter().map(|(_, text)| text);
    let words = |text: &String| text.split_whitespace().count();
    texts.chain([&attempt.text]).map(words).sum()
}

/// Whether a node or a twist was met in an attempt.
pub fn is_played(attempt: &Attempt, part: &str) -> bool {
    attempt.times.iter().any(|(id, _)| **id == *part)
}

/// What a part of a card asks, or what it is called: a node, `debrief/1`, a twist.
pub fn question<'a>(card: &'a Card, part: &str) -> Option<&'a str> {
    match &card.body {
        Body::Scenario(scenario) => match part.strip_prefix(DEBRIEF) {
            Some(number) => {
                let at = number.parse::<usize>().ok()?.checked_sub(1)?;
                scenario.debrief.get(at).map(|question| &**question)
            }
            None => {
                let node = &scenario.nodes[scenario.node(part)?];
                Some(node.title.as_ref().unwrap_or(&node.ask))
            }
        },
        Body::Case(case) => {
            let twist = case.twists.iter().find(|twist| *twist.id == *part)?;
            Some(&twist.ask)
        }
        _ => None,
    }
}

fn named(card: Option<&Card>, part: &str) -> SafeText {
    let asked = card.and_then(|card| question(card, part));
    SafeText::line(asked.unwrap_or(part))
}

fn points(attempt: &Attempt, card: Option<&Card>) -> Vec<Point> {
    let mark = |name: &str| {
        let mark = attempt.marks.iter().find(|(id, _)| **id == *name);
        mark.map(|(_, mark)| *mark)
    };
    let lifted = |name: &str| attempt.lifts.iter().any(|id| **id == *name);
    let part = |name: &str| match name.split_once('/') {
        Some((part, _)) => named(card, part),
        None => SafeText::default(),
    };
    let known = card.map(Card::named_points).unwrap_or_default();
    let gone = attempt.marks.iter().filter(|(name, _)| {
        let is_it = |(known, _): &(String, _)| *known == **name;
        !known.iter().any(is_it)
    });
    let gone: Vec<Point> = gone
        .map(|(name, mark)| Point {
            part: part(name),
            text: SafeText::line(name),
            weight: 1,
            must: false,
            mark: Some(*mark),
            lifted: lifted(name),
            name: name.clone(),
        })
        .collect();
    let up = known.into_iter().filter(|(name, _)| {
        let played = name.split_once('/').map(|(of, _)| is_played(attempt, of));
        mark(name).is_some() || played.unwrap_or(!attempt.marks.is_empty())
    });
    let up = up.map(|(name, point)| Point {
        part: part(&name),
        text: point.text.clone(),
        weight: point.weight,
        must: point.must,
        mark: mark(&name),
        lifted: lifted(&name),
        name: name.into(),
    });
    up.chain(gone).collect()
}

/// What a follow-up asked, `node/id` for one of a node.
fn followup(card: Option<&Card>, id: &str) -> SafeText {
    let find = |all: &[FollowUp], id: &str| {
        let found = all.iter().find(|followup| *followup.id == *id);
        found.map(|followup| followup.ask.clone())
    };
    let found = card.and_then(|card| match &card.body {
        Body::Behavioural(behavioural) => find(&behavioural.followups, id),
        Body::Scenario(scenario) => {
            let (node, id) = id.split_once('/')?;
            find(&scenario.nodes[scenario.node(node)?].probes, id)
        }
        _ => None,
    });
    found.unwrap_or_else(|| SafeText::line(id))
}

fn flag(card: Option<&Card>, id: &str) -> SafeText {
    let flags: &[RedFlag] = match card.map(|card| &card.body) {
        Some(Body::Behavioural(behavioural)) => &behavioural.red_flags,
        Some(Body::Scenario(scenario)) => &scenario.red_flags,
        _ => &[],
    };
    let found = flags.iter().find(|flag| *flag.id == *id);
    found.map_or_else(|| SafeText::line(id), |flag| flag.text.clone())
}

/// A step of the way through a scenario: `node/option`, or the ending's id.
fn taken(card: Option<&Card>, step: &str) -> SafeText {
    let found = card.and_then(|card| match &card.body {
        Body::Scenario(scenario) => match step.split_once('/') {
            Some((node, option)) => Some(scenario.choice(node, option)?.label.clone()),
            None => {
                let mut endings = scenario.endings.iter();
                Some(endings.find(|ending| *ending.id == *step)?.text.clone())
            }
        },
        _ => None,
    });
    found.unwrap_or_else(|| SafeText::line(step))
}

fn estimated(card: Option<&Card>, part: &str, number: f64) -> SafeText {
    let unit = card.and_then(|card| match &card.body {
        Body::Case(case) => {
            let twist = case.twists.iter().find(|twist| *twist.id == *part);
            let range = match twist {
                Some(twist) => twist.range.as_ref()?,
                None => &case.range,
            };
            Some(range.unit.to_string())
        }
        _ => None,
    });
    let what = match card.and_then(|card| question(card, part)) {
        Some(question) => format!("{question} "),
        None => String::new(),
    };
    let unit = unit.unwrap_or_default();
    SafeText::line(&format!("{what}{} {unit}", estimate::show(number)))
}
