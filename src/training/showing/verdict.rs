//! What the marks come to, why, and what would be kept.

use std::borrow::Cow;
use std::time::Duration;

use super::{Asked, Showing, Step};
use crate::domain::attempt::{Attempt, DEBRIEF, Part};
use crate::domain::day::Day;
use crate::domain::grade::{self, Circumstances, Grade, Mark, Verdict};
use crate::domain::rubric::{Judgement, Reason, Rubric};
use crate::domain::scenario;

impl Showing {
    /// The marks with what the follow-ups lifted; a point not marked is absent.
    pub fn final_marks(&self) -> Vec<Mark> {
        let lift = |(mark, lifted): (&Option<Mark>, &bool)| match mark.unwrap_or(Mark::Absent) {
            Mark::Absent if *lifted => Mark::Partly,
            mark => mark,
        };
        self.marks.iter().zip(&self.lifted).map(lift).collect()
    }

    /// What the marks come to; none where there is nothing to mark.
    ///
    /// A case is judged by the points of its steps and its twist together. A scenario comes to the
    /// verdict of its steps ([`crate::domain::scenario::overall`]), held down by the red flags raised.
    pub fn judgement(&self) -> Option<Judgement> {
        if self.scenario().is_some() {
            return self.way_judged();
        }
        let (rubric, marks) = self.all_points()?;
        Some(rubric.judge(&marks, self.red_flags(), &self.flags_raised()))
    }

    fn flags_raised(&self) -> Vec<bool> {
        self.raised.iter().map(|r| r.unwrap_or(false)).collect()
    }

    /// All points of a card that is no scenario, with their marks.
    fn all_points(&self) -> Option<(Cow<'_, Rubric>, Vec<Mark>)> {
        let (rubric, mut marks) = (self.rubric()?, self.final_marks());
        let Some((case, first)) = self.case().zip(self.parts.first()) else {
            return (!marks.is_empty()).then_some((Cow::Borrowed(rubric), marks));
        };
        let twist = match self.asked {
            Asked::Twist(twist) => Some(twist),
            _ => None,
        };
        marks.splice(0..0, Self::marks_of(&case.steps.points, first));
        let all = Rubric {
            points: case.points_with(twist).cloned().collect(),
            ..Rubric::default()
        };
        Some((Cow::Owned(all), marks))
    }

    fn way_judged(&self) -> Option<Judgement> {
        let judged = self.judged();
        let steps: Vec<Verdict> = judged.iter().map(|step| step.judgement.verdict).collect();
        let (verdict, _) = scenario::overall(&steps)?;
        let share: f32 = judged.iter().map(|step| step.judgement.share).sum();
        let mut judgement = Judgement {
            verdict,
            share: share / judged.len() as f32,
            must_absent: false,
            reason: Reason::Share,
        };
        judgement.hold_down(self.red_flags(), &self.flags_raised());
        Some(judgement)
    }

    /// Why the verdict is what it is, in words.
    pub fn reason_in_words(&self) -> Option<String> {
        let Judgement {
            verdict,
            share,
            reason,
            must_absent,
        } = self.judgement()?;
        let is_scenario = self.scenario().is_some();
        if self.gave_up && self.behavioural().is_some() {
            return Some("no answer".into());
        }
        let text = |point: usize| {
            let (rubric, _) = self.all_points()?;
            Some(rubric.points.get(point)?.text.to_string())
        };
        let text = |point: usize| text(point).unwrap_or_default();
        let value = verdict.value();
        Some(match reason {
            Reason::Share if is_scenario => self.way_in_words(),
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

    /// `steps 3 2 4, and no more than one above the weakest`.
    fn way_in_words(&self) -> String {
        let judged = self.judged();
        let steps: Vec<Verdict> = judged.iter().map(|step| step.judgement.verdict).collect();
        let values: Vec<String> = steps.iter().map(|v| v.value().to_string()).collect();
        let held = scenario::overall(&steps).is_some_and(|(_, held)| held);
        let held = match held {
            true => ", and no more than one above the weakest",
            false => "",
        };
        let word = if steps.len() == 1 { "step" } else { "steps" };
        format!("{word} {}{held}", values.join(" "))
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
        let gave_up = self.gave_up && self.behavioural().is_some();
        if self.step != Step::Verdict || gave_up {
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
                let answer = self.answering(at);
                // Each part has the time of the box to itself.
                let at_hand = usize::from(self.scenario().is_none());
                let boxes = (self.parts.len() + at_hand).max(1) as u32;
                let boxed = self.answer_box().saturating_mul(boxes);
                self.propose(given, &judgement, answer, boxed)
            }
            _ => match self.chosen {
                _ if self.gave_up => Grade::Again,
                Some(place) if self.choices.get(place) != Some(&0) => Grade::Again,
                _ if self.hints > 0 => Grade::Hard,
                _ => Grade::Good,
            },
        }
    }

    /// Seconds of answering in the parts that count: not those on a way that was left again.
    fn answering(&self, at: Duration) -> u32 {
        let over: u32 = self.parts.iter().map(|part| part.seconds.answer).sum();
        let is_asked = self.scenario().is_none() || self.node().is_some();
        let now = is_asked.then(|| self.watch.seconds(at).answer);
        over.saturating_add(now.unwrap_or(0))
    }

    /// The grade that `given` proposes for an answer that took `answered` seconds of `boxed`.
    pub(super) fn propose(
        &self,
        given: Verdict,
        judgement: &Judgement,
        answered: u32,
        boxed: u32,
    ) -> Grade {
        let how = Circumstances {
            gave_up: self.gave_up && self.behavioural().is_some(),
            hints: self.hints,
            answered,
            boxed,
            expected: self.confidence,
        };
        grade::proposed(given, judgement.must_absent, judgement.share, &how)
    }

    /// Whether a grade can be given now.
    pub fn is_gradable(&self) -> bool {
        matches!(self.step, Step::Verdict | Step::Grade)
    }

    /// What grading now would keep. It moves nothing.
    pub fn attempt(&self, day: Day, grade: Grade, at: Duration) -> Attempt {
        let flags = self.red_flags().iter().zip(&self.raised);
        let raised = flags.filter(|(_, raised)| **raised == Some(true));
        let mut attempt = Attempt {
            variant: self.variant,
            seconds: self.seconds(at),
            hints: self.hints,
            confidence: self.confidence,
            flags: raised.map(|(flag, _)| flag.id.clone()).collect(),
            verdict: self.judgement().map(|judgement| judgement.verdict),
            given: self.given(),
            reason: self.override_reason().unwrap_or_default().to_owned(),
            proposed: self.proposed(at),
            path: self.path(),
            grades: self.part_grades(grade, at),
            gone: self.gone.clone(),
            mock: self.mock.clone(),
            evidence: self.evidence.clone(),
            ..Attempt::new(self.card.id.clone(), day, self.card.kind(), grade)
        };
        for part in self.all_parts(at) {
            self.write_part(&mut attempt, part);
        }
        for rung in self.rungs_over() {
            let time = (rung.id.clone(), rung.seconds.answer);
            attempt.times.push(time);
            if !rung.text.is_empty() {
                attempt.texts.push((rung.id.clone(), rung.text.clone()));
            }
        }
        // What was typed on a way that was left again is in no part, and is kept all the same.
        let aside = self.ahead.iter().filter(|part| !part.text.is_empty());
        for part in aside {
            attempt.texts.push((part.id.clone(), part.text.clone()));
        }
        let said = self.debrief.iter().enumerate();
        for (at, said) in said.filter(|(_, said)| !said.is_empty()) {
            let name = format!("{DEBRIEF}{}", at + 1);
            attempt.texts.push((name.into(), said.clone()));
        }
        attempt
    }

    /// Ids of a part stand under the part's own; those of the card itself stand alone.
    fn write_part(&self, attempt: &mut Attempt, part: Part) {
        let is_whole = *part.id == *Part::WHOLE;
        let name = |id: &str| -> Box<str> {
            match is_whole {
                true => id.into(),
                false => format!("{}/{id}", part.id).into(),
            }
        };
        let marks = part.marks.iter().map(|(id, mark)| (name(id), *mark));
        attempt.marks.extend(marks);
        attempt.lifts.extend(part.lifts.iter().map(|id| name(id)));
        attempt.probes.extend(part.probes.iter().map(|id| name(id)));
        if let Some(estimate) = part.estimate {
            attempt.estimates.push((part.id.clone(), estimate));
        }
        if self
            .part_of(&part.id)
            .is_some_and(|p| matches!(p, Asked::Twist(_)))
        {
            attempt.probes.push(part.id.clone());
        }
        if self.scenario().is_some() || self.case().is_some() {
            attempt.times.push((part.id.clone(), part.seconds.answer));
        }
        if is_whole {
            attempt.text = part.text;
        } else if !part.text.is_empty() {
            attempt.texts.push((part.id, part.text));
        }
    }
}
