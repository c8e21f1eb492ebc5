//! What the marks come to, why, and what would be kept.

use std::time::Duration;

use super::{Showing, Step};
use crate::domain::attempt::Attempt;
use crate::domain::day::Day;
use crate::domain::grade::{self, Circumstances, Grade, Mark, Verdict};
use crate::domain::rubric::{Judgement, Reason};

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
            verdict: self.judgement().map(|judgement| judgement.verdict),
            given: self.given(),
            reason: self.override_reason().unwrap_or_default().to_owned(),
            proposed: self.proposed(at),
            text: self.text.trim_end().to_owned(),
            ..Attempt::new(self.card.id.clone(), day, self.card.kind(), grade)
        }
    }
}
