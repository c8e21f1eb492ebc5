//! Expected and earned verdicts, and the answers that came out worse than thought.

use ratatui::text::{Line, Span};

use super::charts::Drawn;
use super::panels::Drawing;
use crate::domain::evidence::EVIDENCE;
use crate::domain::safe_text::SafeText;
use crate::domain::statistics::Gap;
use crate::training::statistics::{earned, earned_beside, gap, missing};
use crate::tui::theme::Role;
use crate::tui::widget::{fit, heatmap};

impl Drawing<'_> {
    /// Answers by what was expected and what was earned: the more, the darker; the diagonal stands in
    /// brackets.
    pub(super) fn calibration(&self, width: u16) -> Drawn {
        let calibration = &self.numbers.calibration;
        if let Some(missing) = missing(calibration.all.of) {
            return Err(format!(
                "{missing}\nBefore a reveal, say which verdict you expect."
            ));
        }
        let mut lines = Vec::new();
        let most = calibration.table.iter().flatten().copied().max();
        let most = most.unwrap_or_default();
        for earned in (1..=4).rev() {
            let head = if earned == 4 { "earned" } else { "" };
            let axis = self.look.glyphs.border.vertical_left;
            let mut spans = vec![self.muted(format!("{head:<6} {earned} {axis}"))];
            for (expected, row) in (1..).zip(&calibration.table) {
                spans.extend(self.cell(row[earned - 1], most, expected == earned));
            }
            lines.push(Line::from(spans));
        }
        let corner = self.look.glyphs.border.bottom_left;
        let numbers: String = (1..=4).map(|earned| format!("{earned:>5} ")).collect();
        lines.push(Line::from(
            self.muted(format!("expected {corner}{numbers}")),
        ));
        let sentence = calibration.all.mean().map(|mean| capital(&gap(mean)));
        lines.push(Line::from(sentence.unwrap_or_default() + "."));
        lines.push(Line::from(self.muted(self.apart(width.into()))));
        Ok(lines)
    }

    /// A number of answers in six cells, shaded as a part of the `most` there are, in brackets on the
    /// diagonal.
    fn cell(&self, number: u32, most: u32, diagonal: bool) -> [Span<'static>; 4] {
        let sign = heatmap::sign(number, most, self.look);
        let number = match number {
            0 => String::new(),
            1000.. => format!("{}k", number / 1000),
            number => number.to_string(),
        };
        let ([open, close], role) = match diagonal {
            true => (["[", "]"], Role::Good),
            false => ([" ", " "], Role::Text),
        };
        let shade = match number.is_empty() {
            true => Role::Muted,
            false => Role::Bar,
        };
        [
            self.styled(open.to_owned(), role),
            self.styled(sign.to_owned(), shade),
            self.styled(format!("{number:>3}"), role),
            self.styled(close.to_owned(), role),
        ]
    }

    /// The last answers, and the competency furthest off, in `width` cells.
    fn apart(&self, width: usize) -> String {
        let calibration = &self.numbers.calibration;
        let recent = earned_beside(calibration.recent.mean().unwrap_or_default());
        let text = format!("last {}: {recent}", calibration.recent.of);
        let known = calibration.competencies.iter();
        let known = known.filter(|(_, gap)| gap.of >= EVIDENCE);
        let off = |gap: &Gap| gap.mean().unwrap_or_default();
        let most = known.max_by(|a, b| off(&a.1).abs().total_cmp(&off(&b.1).abs()));
        let Some((id, gap)) = most else {
            return text;
        };
        let title = SafeText::line(self.trainer.axes().competency(id));
        let gap = earned_beside(off(gap));
        let room = width.saturating_sub(text.len() + gap.len() + 4);
        let title = fit(&title, room, self.look.glyphs.ellipsis);
        format!("{text}, {title}: {gap}")
    }

    /// The cards whose answer was expected to go well, and did not.
    pub(super) fn surprises(&self, width: u16, height: u16) -> Drawn {
        let calibration = &self.numbers.calibration;
        if calibration.surprises.is_empty() {
            return Err(match calibration.all.of {
                0 => "Before a reveal, say which verdict you expect: what comes out worse stands here."
                    .into(),
                _ => "None: what you were sure of went well.".into(),
            });
        }
        let (arrow, ellipsis) = (self.look.glyphs.arrow, self.look.glyphs.ellipsis);
        let lines = calibration.surprises.iter().map(|surprise| {
            let earned = earned(surprise);
            let day = surprise.day.date().format("%e %b").to_string();
            let head = format!("{day}  {}{arrow}{earned}  ", surprise.expected.value());
            let index = self.trainer.index_of(&surprise.card);
            let title = match index {
                Some(index) => self.trainer.called(index),
                None => surprise.card.as_str(),
            };
            let title = SafeText::line(title);
            let room = usize::from(width).saturating_sub(Span::raw(&head).width());
            Line::from(vec![
                self.muted(head),
                Span::raw(fit(&title, room, ellipsis)),
            ])
        });
        let head = Line::from(self.muted(format!("expected {arrow} earned, newest first")));
        let rows = usize::from(height).saturating_sub(1);
        let listed = self.cut(lines.collect(), rows);
        Ok(std::iter::once(head).chain(listed).collect())
    }
}

/// A sentence begins with a capital.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}
