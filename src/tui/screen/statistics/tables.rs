//! True retention, and how it stands by competency and by stage.

use ratatui::text::{Line, Span};

use super::charts::Drawn;
use super::panels::Drawing;
use crate::domain::evidence::EVIDENCE;
use crate::domain::safe_text::SafeText;
use crate::domain::statistics::{Group, MATURE, Passed};
use crate::training::statistics::{signed, stage};
use crate::tui::theme::Role;
use crate::tui::widget::fit;

/// The columns beside a group's title, and their cells.
const COLUMNS: [(&str, usize); 3] = [("last", 5), ("30 d", 6), ("answers", 8)];

impl Drawing<'_> {
    /// How many cards were still known when they came back.
    pub(super) fn retention(&self) -> Drawn {
        let retention = &self.numbers.retention;
        if retention.all.young.and(retention.all.mature).of == 0 {
            return Err("It begins when cards come back on a later day.".into());
        }
        let head = format!("{:<8}{:>13}{:>14}", "", "young", "mature");
        let mut lines = vec![Line::from(self.muted(head))];
        let spans = [
            ("7 days", retention.week),
            ("30 days", retention.month),
            ("all", retention.all),
        ];
        for (name, span) in spans {
            let (young, mature) = (cell(span.young), cell(span.mature));
            lines.push(Line::from(vec![
                self.muted(format!("{name:<8}")),
                Span::raw(format!("{young:>13}{mature:>14}")),
            ]));
        }
        let note = format!("mature: {MATURE} days or more apart");
        lines.extend([Line::default(), Line::from(self.muted(note))]);
        Ok(lines)
    }

    pub(super) fn competencies(&self, width: u16, height: u16) -> Drawn {
        let axes = self.trainer.axes();
        self.groups(&self.numbers.competencies, width, height, &|id| {
            axes.competency(id).to_owned()
        })
    }

    pub(super) fn stages(&self, width: u16, height: u16) -> Drawn {
        let axes = self.trainer.axes();
        self.groups(&self.numbers.stages, width, height, &|id| {
            stage(id, axes).to_owned()
        })
    }

    /// The groups that were practised; below them what there is no room or no evidence for.
    fn groups(
        &self,
        groups: &[Group],
        width: u16,
        height: u16,
        title: &dyn Fn(&str) -> String,
    ) -> Drawn {
        let mut practised: Vec<&Group> = groups.iter().filter(|group| group.attempts > 0).collect();
        // The lowest first: where there is no room, it is for what goes well.
        practised.sort_by(|a, b| {
            let of = |group: &Group| group.good.unwrap_or(f64::INFINITY);
            of(a).total_cmp(&of(b))
        });
        if practised.is_empty() {
            return Err("Nothing is practised yet.".into());
        }
        let beside: usize = COLUMNS.iter().map(|(_, cells)| cells).sum();
        let room = usize::from(width).saturating_sub(beside);
        let head = COLUMNS.map(|(name, cells)| format!("{name:>cells$}"));
        let mut lines = vec![Line::from(self.muted(format!(
            "{:room$}{}",
            "",
            head.concat()
        )))];
        let rest = groups.len() - practised.len();
        let rest = (rest > 0).then(|| format!("{rest} not practised yet"));
        let room_for = |notes: usize| usize::from(height).saturating_sub(1 + notes).max(1);
        let notes = usize::from(rest.is_some());
        let dashes = match dashes(&practised, room_for(notes)) {
            Some(_) => dashes(&practised, room_for(notes + 1)),
            None => None,
        };
        let notes: Vec<String> = dashes.map(str::to_owned).into_iter().chain(rest).collect();
        let rows = room_for(notes.len());
        let listed = practised
            .iter()
            .map(|group| self.group(group, &title(&group.id), room));
        lines.extend(self.cut(listed.collect(), rows));
        lines.extend(notes.into_iter().map(|note| Line::from(self.muted(note))));
        Ok(lines)
    }

    fn group(&self, group: &Group, title: &str, room: usize) -> Line<'static> {
        let title = fit(&SafeText::line(title), room, self.look.glyphs.ellipsis);
        let gap = room.saturating_sub(Span::raw(&title).width());
        let good = group
            .good
            .map_or_else(|| "-".into(), |good| format!("{good:.1}"));
        let (change, role) = match group.change().map(signed) {
            None => ("-".to_owned(), Role::Muted),
            Some(change) => {
                let role = match change.as_bytes().first() {
                    Some(b'+') => Role::Good,
                    Some(b'-') => Role::Warn,
                    _ => Role::Text,
                };
                (change, role)
            }
        };
        let [last, thirty, answers] = COLUMNS.map(|(_, cells)| cells);
        Line::from(vec![
            Span::raw(format!("{title}{}{good:>last$}", " ".repeat(gap))),
            self.styled(format!("{change:>thirty$}"), role),
            Span::raw(format!("{:>answers$}", group.attempts)),
        ])
    }
}

/// Why there are dashes among the groups that `rows` show, where there are any.
fn dashes(groups: &[&Group], rows: usize) -> Option<&'static str> {
    // Where not all have room, the last row says so.
    let shown = match groups.len() > rows {
        true => &groups[..rows.saturating_sub(1)],
        false => groups,
    };
    let mut unknown = shown.iter().filter(|group| group.good.is_none());
    let thin = unknown.clone().any(|group| group.attempts < EVIDENCE);
    match (thin, unknown.any(|group| group.attempts >= EVIDENCE)) {
        (true, true) => Some("- not enough answers, or no verdicts"),
        (true, false) => Some("- not enough evidence: under 5 answers"),
        (false, true) => Some("- no verdicts"),
        (false, false) => None,
    }
}

/// `42/50  84 %`
fn cell(passed: Passed) -> String {
    match passed.share() {
        Some(share) => format!("{}/{} {:>3.0} %", passed.passed, passed.of, share * 100.0),
        None => "-".into(),
    }
}
