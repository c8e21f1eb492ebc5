//! A showing cut short, and gone on with.

use std::time::Duration;

use super::{Asked, Showing, Step, has_think};
use crate::domain::attempt::{Attempt, DEBRIEF, Part, Seconds};
use crate::domain::card::Kind;
use crate::domain::draft::Draft;
use crate::domain::grade::Grade;
use crate::domain::scenario::Next;
use crate::training::stopwatch::{Phase, Stopwatch};

impl Showing {
    /// Whether nothing was done yet that would be worth keeping.
    pub fn is_untouched(&self) -> bool {
        let asked = matches!(self.step, Step::Setting | Step::Think | Step::Answer);
        let answering = self.step == Step::Answer && has_think(self.card.kind());
        asked
            && !answering
            && self.text.is_empty()
            && self.hints == 0
            && self.confidence.is_none()
            && self.parts.is_empty()
            && self.ahead.is_empty()
    }

    /// All that is needed to go on later. `now` is in UTC milliseconds.
    pub fn draft(&self, now: i64, at: Duration) -> Draft {
        let part = self.part(at);
        let flags = self.red_flags().iter().zip(&self.raised);
        let mut debrief = self.debrief.clone();
        if let Step::Debrief { at } = self.step {
            debrief.resize(debrief.len().max(at + 1), String::new());
            debrief[at].clone_from(&self.text);
        }
        Draft {
            card: self.card.id.clone(),
            attempts: self.attempts,
            at: now,
            variant: self.variant,
            step: match self.step {
                Step::Setting => "setting",
                Step::Think => "think",
                Step::Answer => "answer",
                Step::Estimate => "estimate",
                Step::Range => "range",
                Step::RedFlags { .. } => "flags",
                Step::Points { .. } => "points",
                Step::Probe { .. } => "probe",
                Step::Worked => "worked",
                Step::Choose => "choose",
                Step::Price => "price",
                Step::Ending => "ending",
                Step::Debrief { .. } => "debrief",
                Step::Verdict => "verdict",
                Step::Grade => "grade",
            }
            .into(),
            seconds: part.seconds,
            before: self.before,
            hints: self.hints,
            confidence: self.confidence,
            flags: flags
                .filter_map(|(f, raised)| Some((f.id.clone(), (*raised)?)))
                .collect(),
            marks: part.marks,
            lifts: part.lifts,
            probes: part.probes,
            moved: self.moved.clone(),
            gave_up: self.gave_up,
            chosen: self
                .chosen
                .and_then(|place| u16::try_from(self.choices[place]).ok()),
            uncovered: self.uncovered as u16,
            text: self.text.clone(),
            asked: match (&self.step, &self.recalled_to) {
                (Step::Setting, Some(node)) => node.clone(),
                _ => part.id,
            },
            taken: part.choice,
            estimate: part.estimate,
            parts: self.parts.clone(),
            ahead: self.ahead.clone(),
            recalled: self.recalled.clone(),
            debrief,
            mock: self.mock.clone(),
        }
    }

    /// Goes on with a showing cut short, at the clock's tick `at`. What no longer fits the card, as
    /// after an edit of its deck, is asked again; what was typed there waits.
    pub fn go_on(&mut self, from: Draft, at: Duration) {
        let variants = self.behavioural().map_or(0, |b| b.variants.len());
        self.variant = if usize::from(from.variant) <= variants {
            from.variant
        } else {
            0
        };
        self.mock.clone_from(&from.mock);
        self.hints = from.hints;
        self.confidence = from.confidence;
        self.moved = from.moved.clone();
        self.before = from.before;
        self.debrief = from.debrief.clone();
        self.ahead = from.ahead.clone();
        self.uncovered = usize::from(from.uncovered).min(self.hidden_parts());
        let chosen = from.chosen.map(usize::from);
        self.chosen = chosen.and_then(|c| self.choices.iter().position(|at| *at == c));
        self.raised.fill(None);
        for (id, raised) in &from.flags {
            if let Some(flag) = self.red_flags().iter().position(|f| f.id == *id) {
                self.raised[flag] = Some(*raised);
            }
        }
        if self.scenario().is_some() || self.case().is_some() {
            self.go_on_in_parts(from, at);
        } else {
            self.go_on_whole(from, at);
        }
    }

    /// Takes over the part that was asked.
    fn take_over(&mut self, from: &Draft, at: Duration) {
        let part = Part {
            id: from.asked.clone(),
            text: from.text.clone(),
            seconds: from.seconds,
            marks: from.marks.clone(),
            lifts: from.lifts.clone(),
            probes: from.probes.clone(),
            choice: from.taken.clone(),
            estimate: from.estimate,
        };
        self.set_up(part, at);
        self.gave_up = from.gave_up;
    }

    fn go_on_whole(&mut self, from: Draft, at: Duration) {
        self.take_over(&from, at);
        let all_marked = self.marks.iter().all(Option::is_some);
        if matches!(from.step.as_str(), "points" | "probe" | "verdict") {
            // A finished answer names the flags that were raised and no others.
            self.raised
                .iter_mut()
                .for_each(|raised| *raised = raised.or(Some(false)));
        }
        let all_flagged = self.raised.iter().all(Option::is_some);
        let (step, phase) = match from.step.as_str() {
            "think" if self.card.kind() == Kind::Behavioural => (Step::Think, Phase::Think),
            "think" | "answer" => (Step::Answer, Phase::Answer),
            _ if self.marks.is_empty() && all_flagged => (Step::Grade, Phase::Marking),
            _ if self.gave_up => (Step::Verdict, Phase::Marking),
            _ if !all_flagged => {
                let at = self.raised.iter().position(Option::is_none).unwrap_or(0);
                (Step::RedFlags { at }, Phase::Marking)
            }
            "points" | "flags" => {
                let at = self.marks.iter().position(Option::is_none).or(Some(0));
                (Step::Points { at }, Phase::Marking)
            }
            _ if !all_marked => {
                let at = self.marks.iter().position(Option::is_none);
                (Step::Points { at }, Phase::Marking)
            }
            _ => (Step::Verdict, Phase::Marking),
        };
        self.watch.switch(phase, at);
        self.step = step;
        self.put_again(&from, at);
    }

    /// The follow-up that was on the screen is put again.
    fn put_again(&mut self, from: &Draft, at: Duration) {
        let marked = self.marks.iter().all(Option::is_some);
        if from.step == "probe" && marked && !self.gave_up {
            if self.is_marking_only() {
                self.looked_at = 0;
            } else {
                self.probes.pop();
            }
            self.probe_or_verdict(at);
        }
    }

    fn go_on_in_parts(&mut self, from: Draft, at: Duration) {
        if !self.fits(&from) {
            // The deck has changed under it: from the beginning, with what was typed at hand.
            self.ahead.extend(from.parts);
            return;
        }
        self.recalled.clone_from(&from.recalled);
        self.parts.clone_from(&from.parts);
        if from.step == "setting" {
            self.recalled_to = (*from.asked != *Part::WHOLE).then(|| from.asked.clone());
            self.watch = Stopwatch::start(Phase::Think, from.seconds, at);
            return;
        }
        self.asked = self.part_of(&from.asked).unwrap_or(Asked::Whole);
        self.take_over(&from, at);
        let unmarked = self.marks.iter().position(Option::is_none);
        let unflagged = self.raised.iter().position(Option::is_none);
        let questions = self.scenario().map_or(0, |s| s.debrief.len());
        let is_node = self.node().is_some();
        let (step, phase) = match from.step.as_str() {
            "think" => (Step::Think, Phase::Think),
            "answer" => (Step::Answer, Phase::Answer),
            "estimate" if self.range().is_some() => (Step::Estimate, Phase::Answer),
            "range" if self.range().is_some() => (Step::Range, Phase::Marking),
            "ending" => (Step::Ending, Phase::Marking),
            "flags" | "debrief" | "verdict" if self.scenario().is_some() && unflagged.is_some() => {
                let at = unflagged.unwrap_or(0);
                (Step::RedFlags { at }, Phase::Marking)
            }
            "flags" if self.scenario().is_some() => (Step::Ending, Phase::Marking),
            "debrief" if questions > 0 => {
                // The last of those begun is the one that was on the screen.
                let at = (from.debrief.len().max(1) - 1).min(questions - 1);
                (Step::Debrief { at }, Phase::Marking)
            }
            "verdict" | "debrief" if !is_node && unmarked.is_none() => {
                (Step::Verdict, Phase::Marking)
            }
            _ if unmarked.is_some() => (Step::Points { at: unmarked }, Phase::Marking),
            "points" if !self.marks.is_empty() => (Step::Points { at: Some(0) }, Phase::Marking),
            "worked" if self.worked().is_some() => (Step::Worked, Phase::Marking),
            "price" if self.taken.is_some() => (Step::Price, Phase::Marking),
            _ if is_node => (Step::Choose, Phase::Marking),
            _ if self.worked().is_some() => (Step::Worked, Phase::Marking),
            _ => (Step::Verdict, Phase::Marking),
        };
        self.watch.switch(phase, at);
        if let Step::Debrief { at } = step {
            self.text = self.debrief.get(at).cloned().unwrap_or_default();
        }
        self.step = step;
        self.put_again(&from, at);
    }

    /// Whether the card still has everything that a draft names, and its way still leads to where it
    /// stood.
    fn fits(&self, from: &Draft) -> bool {
        let asked = self.part_of(&from.asked);
        let Some(scenario) = self.scenario() else {
            let known = |part: &Part| self.part_of(&part.id).is_some();
            return asked.is_some() && from.parts.iter().all(known);
        };
        if from.step == "setting" {
            return true;
        }
        let recalled = from
            .recalled
            .iter()
            .map(|(node, option)| (&**node, Some(&**option)));
        let played = from
            .parts
            .iter()
            .map(|part| (&*part.id, part.choice.as_deref()));
        let mut next = Some(Next::Node(scenario.start));
        for (node, option) in recalled.chain(played) {
            let here = matches!(next, Some(Next::Node(n)) if *scenario.nodes[n].id == *node);
            let choice = option.and_then(|option| scenario.choice(node, option));
            next = choice.filter(|_| here).map(|choice| choice.next);
        }
        match next {
            Some(Next::Node(node)) => asked == Some(Asked::Node(node)),
            Some(Next::Ending(_)) => *from.asked == *Part::WHOLE,
            None => false,
        }
    }
}

/// An answer taken back, as it stood before its grade.
pub fn reopened(attempt: &Attempt) -> Draft {
    let mut parts = parts_of(attempt);
    // What belongs to no part, and all of it where the parts do not say.
    let mut before = attempt.seconds;
    let own = |part: &Part| {
        let ids = |all: &[Box<str>]| -> Vec<Box<str>> {
            all.iter().filter_map(|id| within(&part.id, id)).collect()
        };
        let text = attempt.texts.iter().find(|(id, _)| *id == part.id);
        let text = match *part.id == *Part::WHOLE {
            true => Some(&attempt.text),
            false => text.map(|(_, text)| text),
        };
        Part {
            text: text.cloned().unwrap_or_default(),
            marks: (attempt.marks.iter())
                .filter_map(|(id, mark)| Some((within(&part.id, id)?, *mark)))
                .collect(),
            lifts: ids(&attempt.lifts),
            probes: ids(&attempt.probes),
            ..part.clone()
        }
    };
    parts.iter_mut().for_each(|part| *part = own(part));
    let recalled = super::scenario::steps(&attempt.path)
        .take_while(|(node, _)| !attempt.grades.iter().any(|(id, _)| **id == **node))
        .map(|(node, option)| (node.into(), option.into()))
        .collect();
    // A scenario stands after its ending; of any other card the last part is on the screen.
    let last = match attempt.kind {
        Kind::Scenario => Part {
            id: Part::WHOLE.into(),
            ..Part::default()
        },
        _ => parts.pop().unwrap_or_default(),
    };
    for part in &parts {
        before.answer = before.answer.saturating_sub(part.seconds.answer);
    }
    let (seconds, before) = match attempt.kind {
        Kind::Scenario | Kind::Case => {
            before.answer = before.answer.saturating_sub(last.seconds.answer);
            (last.seconds, before)
        }
        _ => (before, Seconds::default()),
    };
    let debrief = attempt.texts.iter().filter_map(|(id, text)| {
        let number: usize = id.strip_prefix(DEBRIEF)?.parse().ok()?;
        Some((number.checked_sub(1)?, text))
    });
    let mut said = Vec::new();
    for (at, text) in debrief.filter(|(at, _)| *at < 100) {
        said.resize(said.len().max(at + 1), String::new());
        said[at].clone_from(text);
    }
    Draft {
        card: attempt.card.clone(),
        attempts: 0,
        at: 0,
        variant: attempt.variant,
        step: "verdict".into(),
        seconds,
        before,
        hints: attempt.hints,
        confidence: attempt.confidence,
        flags: attempt.flags.iter().map(|id| (id.clone(), true)).collect(),
        marks: last.marks,
        lifts: last.lifts,
        probes: last.probes,
        moved: (attempt.given.filter(|_| attempt.given != attempt.verdict))
            .map(|given| (given, attempt.reason.clone())),
        gave_up: attempt.marks.is_empty() && attempt.proposed == Grade::Again,
        chosen: None,
        uncovered: u16::MAX,
        text: last.text,
        asked: last.id,
        taken: None,
        estimate: last.estimate,
        parts,
        ahead: Vec::new(),
        recalled,
        debrief: said,
        mock: attempt.mock.clone(),
    }
}

/// The id within a part: `p1` of `n1/p1` in `n1`, and of `p1` in the card itself.
fn within(part: &str, id: &str) -> Option<Box<str>> {
    match id.split_once('/') {
        Some((of, own)) => (of == part).then(|| own.into()),
        None => (part == Part::WHOLE).then(|| id.into()),
    }
}

/// The parts an attempt had, with what stands under their own names.
fn parts_of(attempt: &Attempt) -> Vec<Part> {
    let part = |id: &str, choice: Option<&str>| {
        let time = attempt.times.iter().find(|(of, _)| **of == *id);
        let estimate = attempt.estimates.iter().find(|(of, _)| **of == *id);
        Part {
            id: id.into(),
            seconds: Seconds {
                answer: time.map_or(0, |(_, seconds)| *seconds),
                ..Seconds::default()
            },
            choice: choice.map(Box::from),
            estimate: estimate.map(|(_, number)| *number),
            ..Part::default()
        }
    };
    let played = |id: &str| attempt.grades.iter().any(|(of, _)| **of == *id);
    match attempt.kind {
        Kind::Scenario => super::scenario::steps(&attempt.path)
            .filter(|(node, _)| played(node))
            .map(|(node, option)| part(node, Some(option)))
            .collect(),
        _ => {
            let others = attempt.times.iter().map(|(id, _)| &**id);
            let others = others.filter(|id| *id != Part::WHOLE);
            std::iter::once(Part::WHOLE)
                .chain(others)
                .map(|id| part(id, None))
                .collect()
        }
    }
}
