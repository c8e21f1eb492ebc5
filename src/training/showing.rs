//! One showing of a card, from the prompt to the grade.

use std::time::Duration;

use crate::domain::attempt::{Attempt, Seconds};
use crate::domain::card::{Behavioural, Body, Card, Fragment, Kind};
use crate::domain::day::Day;
use crate::domain::deck::Framework;
use crate::domain::draft::Draft;
use crate::domain::grade::{self, Circumstances, Grade, Mark, Verdict};
use crate::domain::rubric::{self, FollowUp, Judgement, RULE, Reason, RedFlag, Rubric};
use crate::domain::schedule;

use super::stopwatch::{Phase, Stopwatch};

/// Follow-ups put in one showing, at most.
const PROBES: usize = 2;
/// Seconds a follow-up gives.
pub const PROBE_SECONDS: u32 = 45;

/// Where a showing stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Before the answer; behavioural cards only.
    Think,
    /// Answering, aloud or typed.
    Answer,
    /// Was this red flag raised?
    RedFlags {
        /// Which of them.
        at: usize,
    },
    /// How clearly was this point made?
    Points {
        /// Which of them; none is the rubric's title.
        at: Option<usize>,
    },
    /// A follow-up.
    Probe {
        /// Which of the card's follow-ups.
        followup: usize,
        /// The point it asks about; none for a pressure probe.
        point: Option<usize>,
        /// The time is over: did the reply make the point?
        answered: bool,
        /// The clock's tick at which it was put.
        since: Duration,
    },
    /// What the marks come to, and the grade.
    Verdict,
    /// The grade alone, where there is nothing to mark.
    Grade,
}

impl Step {
    /// Whether the answer is on the screen.
    pub fn is_revealed(&self) -> bool {
        !matches!(self, Self::Think | Self::Answer)
    }
}

/// One showing of a card. Time comes in as the clock's ticks; nothing here is kept until
/// [`Showing::attempt`] is written.
#[derive(Debug, Clone)]
pub struct Showing {
    card: Card,
    variant: u16,
    step: Step,
    watch: Stopwatch,
    hints: u8,
    confidence: Option<Verdict>,
    raised: Vec<Option<bool>>,
    marks: Vec<Option<Mark>>,
    lifted: Vec<bool>,
    probes: Vec<Box<str>>,
    last_probes: Vec<Box<str>>,
    moved: Option<(Verdict, String)>,
    gave_up: bool,
    choices: Vec<usize>,
    chosen: Option<usize>,
    uncovered: usize,
    template: String,
    /// What was typed.
    pub text: String,
}

/// What a showing needs to know of the card's past.
#[derive(Debug, Clone, Default)]
pub struct Past {
    /// Attempts so far.
    pub attempts: u32,
    /// The variant asked last.
    pub variant: u16,
    /// The follow-ups put last.
    pub probes: Vec<Box<str>>,
}

impl Showing {
    /// Shows a card at the clock's tick `at`. The variant after the one asked last is asked.
    pub fn new(card: Card, past: &Past, framework: Option<&Framework>, at: Duration) -> Self {
        let (variants, flags) = match &card.body {
            Body::Behavioural(b) => (b.variants.len(), b.red_flags.len()),
            Body::Recall(_) | Body::Reverse(_) | Body::Undrilled(_) => (0, 0),
        };
        let step = if card.kind() == Kind::Behavioural {
            Step::Think
        } else {
            Step::Answer
        };
        let phase = if step == Step::Think {
            Phase::Think
        } else {
            Phase::Answer
        };
        let asked = if past.attempts == 0 {
            0
        } else {
            usize::from(past.variant) + 1
        };
        let points = card.points().len();
        Self {
            variant: (asked % (variants + 1)) as u16,
            watch: Stopwatch::start(phase, Seconds::default(), at),
            hints: 0,
            confidence: None,
            raised: vec![None; flags],
            marks: vec![None; points],
            lifted: vec![false; points],
            probes: Vec::new(),
            last_probes: past.probes.clone(),
            moved: None,
            gave_up: false,
            choices: shuffled(&card, past.attempts),
            chosen: None,
            uncovered: 0,
            template: framework.map_or_else(String::new, template),
            text: String::new(),
            step,
            card,
        }
    }

    /// The card shown.
    pub fn card(&self) -> &Card {
        &self.card
    }

    /// Where the showing stands.
    pub fn step(&self) -> &Step {
        &self.step
    }

    /// The question as it is asked this time.
    pub fn prompt(&self) -> &str {
        match (&self.card.body, usize::from(self.variant).checked_sub(1)) {
            (Body::Behavioural(b), Some(at)) => b
                .variants
                .get(at)
                .map_or(&self.card.prompt, |variant| &variant.text),
            _ => &self.card.prompt,
        }
    }

    /// What the variant asked is after; none for the card's own prompt.
    pub fn seeks(&self) -> Option<&str> {
        let at = usize::from(self.variant).checked_sub(1)?;
        self.behavioural()?
            .variants
            .get(at)
            .map(|variant| &*variant.seeks)
    }

    /// The card's behavioural part.
    pub fn behavioural(&self) -> Option<&Behavioural> {
        match &self.card.body {
            Body::Behavioural(behavioural) => Some(behavioural),
            _ => None,
        }
    }

    fn rubric(&self) -> Option<&Rubric> {
        match &self.card.body {
            Body::Behavioural(behavioural) => Some(&behavioural.rubric),
            Body::Recall(recall) => Some(&recall.rubric),
            Body::Reverse(_) | Body::Undrilled(_) => None,
        }
    }

    /// The card's red flags.
    pub fn red_flags(&self) -> &[RedFlag] {
        self.behavioural().map_or(&[], |b| &b.red_flags)
    }

    /// The card's follow-ups.
    pub fn followups(&self) -> &[FollowUp] {
        self.behavioural().map_or(&[], |b| &b.followups)
    }

    /// Each red flag: raised, not raised, or not said yet.
    pub fn raised(&self) -> &[Option<bool>] {
        &self.raised
    }

    /// The unprompted mark of each point, where given.
    pub fn marks(&self) -> &[Option<Mark>] {
        &self.marks
    }

    /// Which points a follow-up lifted.
    pub fn lifted(&self) -> &[bool] {
        &self.lifted
    }

    /// Ids of the follow-ups put so far.
    pub fn probes(&self) -> &[Box<str>] {
        &self.probes
    }

    /// The card's hints and how many are shown.
    pub fn hints(&self) -> &[crate::domain::safe_text::SafeText] {
        let all = match &self.card.body {
            Body::Behavioural(b) => &b.hints[..],
            Body::Recall(r) => &r.hints[..],
            Body::Reverse(_) | Body::Undrilled(_) => &[],
        };
        &all[..usize::from(self.hints).min(all.len())]
    }

    /// How many hints the card has.
    pub fn hints_in_all(&self) -> usize {
        match &self.card.body {
            Body::Behavioural(b) => b.hints.len(),
            Body::Recall(r) => r.hints.len(),
            Body::Reverse(_) | Body::Undrilled(_) => 0,
        }
    }

    /// The verdict expected before the reveal.
    pub fn confidence(&self) -> Option<Verdict> {
        self.confidence
    }

    /// The choices in the order shown, each with whether it is right.
    pub fn choices(&self) -> impl ExactSizeIterator<Item = (&str, bool)> {
        let all = match &self.card.body {
            Body::Recall(recall) => &recall.choices[..],
            _ => &[],
        };
        self.choices.iter().map(|at| (&*all[*at], *at == 0))
    }

    /// The choice picked, by its place in the order shown.
    pub fn chosen(&self) -> Option<usize> {
        self.chosen
    }

    /// The parts of a cloze prompt, each with whether it can be read.
    pub fn cloze(&self) -> impl Iterator<Item = (&str, bool)> {
        let parts = match &self.card.body {
            Body::Recall(recall) => &recall.cloze[..],
            _ => &[],
        };
        let mut hidden = 0;
        parts.iter().map(move |part| match part {
            Fragment::Shown(text) => (&**text, true),
            Fragment::Hidden(text) => {
                hidden += 1;
                (&**text, hidden <= self.uncovered)
            }
        })
    }

    fn hidden_parts(&self) -> usize {
        match &self.card.body {
            Body::Recall(r) => r
                .cloze
                .iter()
                .filter(|f| matches!(f, Fragment::Hidden(_)))
                .count(),
            _ => 0,
        }
    }

    /// Whether the user said there was no answer.
    pub fn gave_up(&self) -> bool {
        self.gave_up
    }

    /// The framework's parts as lines to fill in; empty without a framework.
    pub fn template(&self) -> &str {
        &self.template
    }

    /// Whether the clock stands.
    pub fn is_paused(&self) -> bool {
        self.watch.is_paused()
    }

    /// Time spent in a phase.
    pub fn spent(&self, phase: Phase, at: Duration) -> Duration {
        self.watch.spent(phase, at)
    }

    /// Time on the clock that is on the screen: of the phase at hand, or of the follow-up.
    pub fn running(&self, at: Duration) -> Duration {
        match self.step {
            Step::Probe { since, .. } => at.saturating_sub(since),
            Step::Think => self.watch.spent(Phase::Think, at),
            _ => self.watch.spent(Phase::Answer, at),
        }
    }

    /// Stops the clock, or lets it run again.
    pub fn toggle_pause(&mut self, at: Duration) {
        self.watch.toggle_pause(at);
    }

    /// Goes on: from thinking to the answer, from the answer to the reveal, from a follow-up to its
    /// question. A cloze card uncovers its next hidden part first.
    pub fn advance(&mut self, at: Duration) {
        let hidden = self.hidden_parts();
        match &mut self.step {
            Step::Think => {
                self.step = Step::Answer;
                self.watch.switch(Phase::Answer, at);
            }
            Step::Answer if self.uncovered + 1 < hidden => self.uncovered += 1,
            Step::Answer => self.reveal(at),
            Step::Probe {
                answered, point, ..
            } if !*answered && point.is_some() => {
                *answered = true;
            }
            Step::Probe { point: None, .. } => self.probe_or_verdict(at),
            Step::Points { .. } if self.marks.iter().all(Option::is_some) => {
                self.probe_or_verdict(at);
            }
            _ => {}
        }
    }

    fn reveal(&mut self, at: Duration) {
        self.uncovered = self.hidden_parts();
        self.watch.switch(Phase::Marking, at);
        if self.text.trim() == self.template.trim() {
            self.text.clear();
        }
        self.step = match () {
            () if self.gave_up && !self.marks.is_empty() => Step::Verdict,
            () if !self.raised.is_empty() => Step::RedFlags { at: 0 },
            () => self.points_or_grade(),
        };
    }

    fn points_or_grade(&self) -> Step {
        if self.marks.is_empty() {
            Step::Grade
        } else {
            Step::Points { at: Some(0) }
        }
    }

    /// Says that there is no answer: the rest is read, and the grade is Again.
    pub fn give_up(&mut self, at: Duration) {
        if !self.step.is_revealed() {
            self.gave_up = true;
            self.reveal(at);
        }
    }

    /// Shows the next hint. Whether there was one.
    pub fn hint(&mut self) -> bool {
        let more = !self.step.is_revealed() && usize::from(self.hints) < self.hints_in_all();
        self.hints += u8::from(more);
        more
    }

    /// Expects more (`up`) or less of the answer than so far.
    pub fn expect(&mut self, up: bool) {
        if self.step.is_revealed() || self.marks.is_empty() {
            return;
        }
        let first = if up { Verdict::Hire } else { Verdict::NoHire };
        let by = if up { 1 } else { -1 };
        self.confidence = Some(self.confidence.map_or(first, |c| c.moved(by).unwrap_or(c)));
    }

    /// Picks a choice by its place in the order shown, which reveals the answer.
    pub fn choose(&mut self, place: usize, at: Duration) {
        if self.step == Step::Answer && place < self.choices.len() {
            self.chosen = Some(place);
            self.reveal(at);
        }
    }

    /// Says whether the red flag at hand was raised, and goes on to the next.
    pub fn raise(&mut self, raised: bool) {
        if let Step::RedFlags { at } = self.step {
            self.raised[at] = Some(raised);
            self.step = match self.raised.get(at + 1) {
                Some(_) => Step::RedFlags { at: at + 1 },
                None => self.points_or_grade(),
            };
        }
    }

    /// Marks the point at hand and goes on to the next; on the title, 0 marks the rest absent. After
    /// the last point the showing goes on by itself once all are marked.
    pub fn mark(&mut self, mark: Mark, at: Duration) {
        match self.step {
            Step::Points { at: Some(point) } => {
                self.marks[point] = Some(mark);
                let next = (point + 1 < self.marks.len()).then_some(point + 1);
                let unmarked = self.marks.iter().position(Option::is_none);
                match next.or(unmarked) {
                    Some(next) => self.step = Step::Points { at: Some(next) },
                    None => self.probe_or_verdict(at),
                }
            }
            Step::Points { at: None } if mark == Mark::Absent => {
                self.marks
                    .iter_mut()
                    .for_each(|m| *m = m.or(Some(Mark::Absent)));
                self.probe_or_verdict(at);
            }
            _ => {}
        }
    }

    /// Changes the mark of the point at hand from 0 to 1 to 2 and round, without moving on.
    pub fn cycle_mark(&mut self) {
        if let Step::Points { at: Some(point) } = self.step {
            let next = self.marks[point].map_or(0, |mark| (mark.value() + 1) % 3);
            self.marks[point] = Mark::from_value(next);
        }
    }

    /// Moves to the next (`down`) or previous line of the step at hand.
    pub fn move_line(&mut self, down: bool) {
        match &mut self.step {
            Step::RedFlags { at } => {
                let last = self.raised.len() - 1;
                *at = if down {
                    (*at + 1).min(last)
                } else {
                    at.saturating_sub(1)
                };
            }
            Step::Points { at } => {
                let last = self.marks.len() - 1;
                *at = match (*at, down) {
                    (None, true) => Some(0),
                    (None, false) => None,
                    (Some(point), true) => Some((point + 1).min(last)),
                    (Some(point), false) => point.checked_sub(1),
                };
            }
            _ => {}
        }
    }

    /// Goes back one step after the reveal, to mend a mark.
    pub fn step_back(&mut self) {
        let points = (!self.marks.is_empty()).then_some(Step::Points { at: Some(0) });
        let flags = (!self.raised.is_empty()).then_some(Step::RedFlags { at: 0 });
        let to = match self.step {
            Step::Verdict if self.gave_up => None,
            Step::Verdict | Step::Probe { .. } => points,
            Step::Points { .. } => flags,
            _ => None,
        };
        if let Some(step) = to {
            if matches!(step, Step::Points { .. }) {
                // What was asked after these marks may not fit the new ones.
                self.lifted.fill(false);
                self.probes.clear();
                self.moved = None;
            }
            self.step = step;
        }
    }

    /// Says whether the reply to the follow-up made the point, which lifts it from 0 to 1.
    pub fn answer_probe(&mut self, made: bool, at: Duration) {
        if let Step::Probe {
            point,
            answered: true,
            ..
        } = self.step
        {
            if let Some(point) = point {
                self.lifted[point] = made;
            }
            self.probe_or_verdict(at);
        }
    }

    fn probe_or_verdict(&mut self, at: Duration) {
        let marks = self.final_marks();
        let next = (self.probes.len() < PROBES)
            .then(|| {
                let points = self.card.points();
                rubric::probe(
                    self.followups(),
                    points,
                    &marks,
                    &self.probes,
                    &self.last_probes,
                )
            })
            .flatten();
        self.step = match next {
            Some((probe, point)) => {
                let id = probe.id.clone();
                let followup = self
                    .followups()
                    .iter()
                    .position(|f| f.id == id)
                    .unwrap_or(0);
                self.probes.push(id);
                Step::Probe {
                    followup,
                    point,
                    answered: false,
                    since: at,
                }
            }
            None => Step::Verdict,
        };
    }

    /// The marks with what the follow-ups lifted; a point not marked is absent.
    pub fn final_marks(&self) -> Vec<Mark> {
        let lift = |(mark, lifted): (&Option<Mark>, &bool)| match mark.unwrap_or(Mark::Absent) {
            Mark::Absent if *lifted => Mark::Partly,
            mark => mark,
        };
        self.marks.iter().zip(&self.lifted).map(lift).collect()
    }

    /// What the marks come to; none where there is nothing to mark.
    pub fn judgement(&self) -> Option<Judgement> {
        if self.marks.is_empty() {
            return None;
        }
        let raised: Vec<bool> = self.raised.iter().map(|r| r.unwrap_or(false)).collect();
        let rubric = self.rubric()?;
        Some(rubric.judge(&self.final_marks(), self.red_flags(), &raised))
    }

    /// Why the verdict is what it is, in words.
    pub fn reason_in_words(&self) -> Option<String> {
        let Judgement {
            verdict,
            share,
            reason,
            must_absent,
        } = self.judgement()?;
        if self.gave_up {
            return Some("no answer".into());
        }
        let text = |point: usize| self.card.points()[point].text.to_string();
        let value = verdict.value();
        Some(match reason {
            Reason::Share if must_absent => {
                format!("{:.0} % of the marks, and a must is absent", share * 100.0)
            }
            Reason::Share => format!("{:.0} % of the marks", share * 100.0),
            Reason::MustAbsent { point, from } if from > verdict => {
                format!(
                    "{} → {value}: a must is absent, “{}”",
                    from.value(),
                    text(point)
                )
            }
            Reason::MustAbsent { point, .. } => format!("a must is absent, “{}”", text(point)),
            Reason::MustPartly { point } => {
                format!(
                    "4 → {value}: a must is only partly there, “{}”",
                    text(point)
                )
            }
            Reason::RedFlag { flag, from } => {
                let flag = &self.red_flags()[flag].text;
                format!("{} → {value}: red flag, “{flag}”", from.value())
            }
        })
    }

    /// The verdict settled on: the computed one, or where the user moved it.
    pub fn given(&self) -> Option<Verdict> {
        let computed = self.judgement()?.verdict;
        Some(
            self.moved
                .as_ref()
                .map_or(computed, |(verdict, _)| *verdict),
        )
    }

    /// Why the user moved the verdict.
    pub fn override_reason(&self) -> Option<&str> {
        self.moved.as_ref().map(|(_, reason)| reason.as_str())
    }

    /// Where moving the verdict by one would take it; it never goes further than one from what the
    /// marks come to.
    pub fn move_to(&self, up: bool) -> Option<Verdict> {
        if self.step != Step::Verdict || self.gave_up {
            return None;
        }
        let computed = self.judgement()?.verdict;
        let to = self.given()?.moved(if up { 1 } else { -1 })?;
        (to.value().abs_diff(computed.value()) <= 1).then_some(to)
    }

    /// Moves the verdict, with the reason; back at the computed one it needs none.
    pub fn move_verdict(&mut self, to: Verdict, reason: &str) {
        let computed = self.judgement().map(|judgement| judgement.verdict);
        self.moved = (computed != Some(to)).then(|| (to, reason.trim().to_owned()));
    }

    /// The grade that would be given now.
    pub fn proposed(&self, at: Duration) -> Grade {
        match (self.judgement(), self.given()) {
            (Some(judgement), Some(given)) => {
                let how = Circumstances {
                    gave_up: self.gave_up,
                    hints: self.hints,
                    answered: self.watch.seconds(at).answer,
                    boxed: self.card.time_box.answer,
                    expected: self.confidence,
                };
                grade::proposed(given, judgement.must_absent, judgement.share, &how)
            }
            _ => match self.chosen {
                _ if self.gave_up => Grade::Again,
                Some(place) if self.choices.get(place) != Some(&0) => Grade::Again,
                _ if self.hints > 0 => Grade::Hard,
                _ => Grade::Good,
            },
        }
    }

    /// Whether a grade can be given now.
    pub fn is_gradable(&self) -> bool {
        matches!(self.step, Step::Verdict | Step::Grade)
    }

    /// What grading now would keep. It moves nothing.
    pub fn attempt(&self, day: Day, grade: Grade, at: Duration) -> Attempt {
        let ids = |wanted: &dyn Fn(usize) -> bool, all: &[Box<str>]| {
            all.iter()
                .enumerate()
                .filter(|(i, _)| wanted(*i))
                .map(|(_, id)| id.clone())
                .collect()
        };
        let flags: Vec<Box<str>> = self.red_flags().iter().map(|f| f.id.clone()).collect();
        let points: Vec<Box<str>> = self.card.points().iter().map(|p| p.id.clone()).collect();
        let marks = points.iter().zip(&self.marks);
        Attempt {
            card: self.card.id.clone(),
            day,
            kind: self.card.kind(),
            variant: self.variant,
            seconds: self.watch.seconds(at),
            hints: self.hints,
            confidence: self.confidence,
            flags: ids(&|i| self.raised[i] == Some(true), &flags),
            marks: marks
                .filter_map(|(id, mark)| Some((id.clone(), (*mark)?)))
                .collect(),
            lifts: ids(&|i| self.lifted[i], &points),
            probes: self.probes.clone(),
            rule: RULE,
            verdict: self.judgement().map(|judgement| judgement.verdict),
            given: self.given(),
            reason: self.override_reason().unwrap_or_default().to_owned(),
            proposed: self.proposed(at),
            grade,
            text: self.text.trim_end().to_owned(),
        }
    }

    /// Whether nothing was done yet that would be worth keeping.
    pub fn is_untouched(&self) -> bool {
        let asked = matches!(self.step, Step::Think | Step::Answer);
        let answering = self.step == Step::Answer && self.behavioural().is_some();
        asked && !answering && self.text.is_empty() && self.hints == 0 && self.confidence.is_none()
    }

    /// All that is needed to go on later. `now` is in UTC milliseconds.
    pub fn draft(&self, day: Day, now: i64, at: Duration) -> Draft {
        let points = self.card.points();
        let flags = self.red_flags().iter().zip(&self.raised);
        Draft {
            card: self.card.id.clone(),
            day,
            at: now,
            filter: String::new(),
            variant: self.variant,
            step: match self.step {
                Step::Think => "think",
                Step::Answer => "answer",
                Step::RedFlags { .. } => "flags",
                Step::Points { .. } => "points",
                Step::Probe { .. } => "probe",
                Step::Verdict => "verdict",
                Step::Grade => "grade",
            }
            .into(),
            seconds: self.watch.seconds(at),
            hints: self.hints,
            confidence: self.confidence,
            flags: flags
                .filter_map(|(f, raised)| Some((f.id.clone(), (*raised)?)))
                .collect(),
            marks: points
                .iter()
                .zip(&self.marks)
                .filter_map(|(p, mark)| Some((p.id.clone(), (*mark)?)))
                .collect(),
            lifts: points
                .iter()
                .zip(&self.lifted)
                .filter(|(_, lifted)| **lifted)
                .map(|(p, _)| p.id.clone())
                .collect(),
            probes: self.probes.clone(),
            gave_up: self.gave_up,
            chosen: self
                .chosen
                .and_then(|place| u16::try_from(self.choices[place]).ok()),
            uncovered: self.uncovered as u16,
            text: self.text.clone(),
        }
    }

    /// Goes on with a showing cut short, at the clock's tick `at`. What no longer fits the card, as
    /// after an edit of its deck, is asked again.
    pub fn go_on(&mut self, from: Draft, at: Duration) {
        let points = self.card.points();
        let place = |id: &str| points.iter().position(|p| &*p.id == id);
        let mut marks = vec![None; points.len()];
        for (id, mark) in &from.marks {
            if let Some(point) = place(id) {
                marks[point] = Some(*mark);
            }
        }
        let lifts: Vec<usize> = from.lifts.iter().filter_map(|id| place(id)).collect();
        for (id, raised) in &from.flags {
            if let Some(flag) = self.red_flags().iter().position(|f| f.id == *id) {
                self.raised[flag] = Some(*raised);
            }
        }
        let variants = self.behavioural().map_or(0, |b| b.variants.len());
        self.marks = marks;
        lifts
            .into_iter()
            .for_each(|point| self.lifted[point] = true);
        self.variant = if usize::from(from.variant) <= variants {
            from.variant
        } else {
            0
        };
        self.hints = from.hints;
        self.confidence = from.confidence;
        self.probes = from.probes;
        self.gave_up = from.gave_up;
        self.uncovered = usize::from(from.uncovered).min(self.hidden_parts());
        let chosen = from.chosen.map(usize::from);
        self.chosen = chosen.and_then(|c| self.choices.iter().position(|at| *at == c));
        self.text = from.text;
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
            "probe" => {
                // The follow-up that was on the screen is put again.
                self.probes.pop();
                (Step::Verdict, Phase::Marking)
            }
            _ => (Step::Verdict, Phase::Marking),
        };
        self.watch = Stopwatch::start(phase, from.seconds, at);
        let again = from.step == "probe" && step == Step::Verdict && !self.gave_up;
        self.step = step;
        if again {
            self.probe_or_verdict(at);
        }
    }
}

fn template(framework: &Framework) -> String {
    framework
        .parts
        .iter()
        .map(|part| format!("{}: \n", part.title))
        .collect()
}

/// The places of the choices in a seeded order that changes with each attempt.
fn shuffled(card: &Card, attempts: u32) -> Vec<usize> {
    use rand::SeedableRng;
    use rand::seq::SliceRandom;
    let Body::Recall(recall) = &card.body else {
        return Vec::new();
    };
    let mut places: Vec<usize> = (0..recall.choices.len()).collect();
    let seed = schedule::seed(card.id.as_str(), u64::from(attempts));
    places.shuffle(&mut rand::rngs::StdRng::seed_from_u64(seed));
    places
}

/// An answer taken back, as it stood before its grade.
pub fn reopened(attempt: &Attempt) -> Draft {
    Draft {
        card: attempt.card.clone(),
        day: attempt.day,
        at: 0,
        filter: String::new(),
        variant: attempt.variant,
        step: "verdict".into(),
        seconds: attempt.seconds,
        hints: attempt.hints,
        confidence: attempt.confidence,
        flags: attempt.flags.iter().map(|id| (id.clone(), true)).collect(),
        marks: attempt.marks.clone(),
        lifts: attempt.lifts.clone(),
        probes: attempt.probes.clone(),
        gave_up: attempt.kind == Kind::Behavioural && attempt.marks.is_empty(),
        chosen: None,
        uncovered: u16::MAX,
        text: attempt.text.clone(),
    }
}
