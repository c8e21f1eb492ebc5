//! A showing cut short, and gone on with.

use std::time::Duration;

use super::{Asked, Recall, Showing, Step, has_think};
use crate::domain::attempt::{DEBRIEF, Part};
use crate::domain::card::Kind;
use crate::domain::draft::Draft;
use crate::domain::rubric::Point;
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
            && self.rungs_over().is_empty()
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
            step: self.step.name(),
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
                _ => self.asked_in_draft(part.id),
            },
            taken: part.choice,
            estimate: part.estimate,
            number: self.number.clone(),
            parts: [&self.parts[..], self.rungs_over()].concat(),
            ahead: self.ahead.clone(),
            recalled: self.recalled.clone(),
            debrief,
            evidence: self.evidence.clone(),
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
        self.evidence.clone_from(&from.evidence);
        self.hints = from.hints;
        self.confidence = from.confidence;
        self.moved = from.moved.clone();
        self.before = from.before;
        self.debrief = from.debrief.clone();
        self.number.clone_from(&from.number);
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
        self.set_up(part_at_hand(from), at);
        self.gave_up = from.gave_up;
    }

    fn go_on_whole(&mut self, from: Draft, at: Duration) {
        self.go_on_ladder(&from.asked, &from.parts);
        self.take_over(&from, at);
        let all_marked = self.marks.iter().all(Option::is_some);
        if matches!(from.step.as_str(), "points" | "probe" | "lift" | "verdict") {
            self.no_more_flags();
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

    /// A finished answer names the flags that were raised and no others.
    fn no_more_flags(&mut self) {
        let raised = self.raised.iter_mut();
        raised.for_each(|raised| *raised = raised.or(Some(false)));
    }

    /// The follow-up that was on the screen is put again.
    fn put_again(&mut self, from: &Draft, at: Duration) {
        let marked = self.marks.iter().all(Option::is_some);
        if matches!(from.step.as_str(), "probe" | "lift") && marked && !self.gave_up {
            if self.is_marking_only() {
                self.looked_at = 0;
            } else {
                self.probes.pop();
            }
            self.probe_or_verdict(at);
            if let Step::Probe {
                answered,
                point: Some(_),
                ..
            } = &mut self.step
            {
                // The reply was given; whether it made its point was not said yet.
                *answered |= from.step == "lift";
            }
        }
    }

    fn go_on_in_parts(&mut self, from: Draft, at: Duration) {
        if !self.fits(&from) {
            // The deck has changed under it: from the beginning, with what was typed at hand.
            let last = part_at_hand(&from);
            self.ahead.extend(from.parts);
            self.moved = None;
            if self.case().is_some() {
                self.ahead.push(last);
                self.enter(Asked::Whole, at);
            } else if *last.id != *Part::WHOLE {
                self.ahead.push(last);
            }
            return;
        }
        if from.step == "setting" {
            let recall = (*from.asked != *Part::WHOLE).then_some(Recall {
                node: from.asked,
                way: from.recalled,
            });
            self.begin_setting(recall, at);
            self.watch = Stopwatch::start(Phase::Think, from.seconds, at);
            return;
        }
        self.recalled.clone_from(&from.recalled);
        self.parts.clone_from(&from.parts);
        self.asked = self.part_of(&from.asked).unwrap_or(Asked::Whole);
        self.take_over(&from, at);
        if from.step == "verdict" {
            self.no_more_flags();
        }
        let unmarked = self.marks.iter().position(Option::is_none);
        let unflagged = self.raised.iter().position(Option::is_none);
        let questions = self.scenario().map_or(0, |s| s.debrief.len());
        let question = from.step.strip_prefix(DEBRIEF);
        let question = question.and_then(|number| number.parse::<usize>().ok());
        let is_node = self.node().is_some();
        let (step, phase) = match from.step.as_str() {
            "think" => (Step::Think, Phase::Think),
            "answer" => (Step::Answer, Phase::Answer),
            "estimate" if self.range().is_some() => (Step::Estimate, Phase::Answer),
            "range" if self.range().is_some() => (Step::Range, Phase::Marking),
            "ending" => (Step::Ending, Phase::Marking),
            "flags" if !is_node && !self.raised.is_empty() => {
                let at = unflagged.unwrap_or(0);
                (Step::RedFlags { at }, Phase::Marking)
            }
            "flags" if !is_node => (Step::Ending, Phase::Marking),
            _ if question.is_some_and(|number| number <= questions) => {
                let at = question.map_or(0, |number| number.saturating_sub(1));
                (Step::Debrief { at }, Phase::Marking)
            }
            "verdict" if !is_node && unmarked.is_none() => (Step::Verdict, Phase::Marking),
            _ if question.is_some() => (Step::Verdict, Phase::Marking),
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
        let is_marked = |part: &Part| {
            let rubric = self.part_of(&part.id).and_then(|of| self.rubric_of(of));
            let points = rubric.map_or(&[][..], |rubric| &rubric.points);
            let has_mark = |point: &Point| part.marks.iter().any(|(id, _)| *id == point.id);
            points.iter().all(has_mark)
        };
        if !from.parts.iter().all(is_marked) {
            return false;
        }
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
            // A mock may have been over before the way was.
            _ if self.is_marking_only() && asked == Some(Asked::Whole) => true,
            Some(Next::Node(node)) => asked == Some(Asked::Node(node)),
            Some(Next::Ending(_)) => asked == Some(Asked::Whole),
            None => false,
        }
    }
}

/// The part of a draft that was asked.
fn part_at_hand(from: &Draft) -> Part {
    Part {
        id: from.asked.clone(),
        text: from.text.clone(),
        seconds: from.seconds,
        marks: from.marks.clone(),
        lifts: from.lifts.clone(),
        probes: from.probes.clone(),
        choice: from.taken.clone(),
        estimate: from.estimate,
    }
}
