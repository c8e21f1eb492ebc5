//! The lines of a scorecard.

use ratatui::text::{Line, Span};

use crate::domain::deck::Axes;
use crate::domain::grade::Verdict;
use crate::domain::mock::{Competence, Row, Scorecard, StageResult, StageVerdict};
use crate::training::mock::words;
use crate::tui::theme::{Look, Role};
use crate::tui::widget::fit;
use crate::tui::widget::prose::Prose;

/// From this many cells on a question is one row of a table.
const TABLE: usize = 90;
/// Points listed for and against an answer, at most.
const LISTED: usize = 3;

/// What the lines are made from.
pub(super) struct Text<'a> {
    pub(super) scorecard: &'a Scorecard,
    pub(super) unmarked: Option<&'a str>,
    pub(super) axes: &'a Axes,
    pub(super) look: &'a Look,
    /// Cells there are.
    pub(super) width: usize,
}

fn role_of(verdict: Verdict) -> Role {
    match verdict {
        Verdict::StrongNoHire => Role::Bad,
        Verdict::NoHire => Role::Warn,
        Verdict::Hire | Verdict::StrongHire => Role::Good,
    }
}

impl Text<'_> {
    fn styled(&self, text: impl Into<String>, role: Role) -> Span<'static> {
        Span::styled(text.into(), self.look.style(role))
    }

    /// `text` in exactly `cells`.
    fn cell(&self, text: &str, cells: usize) -> String {
        let text = fit(text, cells.saturating_sub(1), self.look.glyphs.ellipsis);
        let gap = cells.saturating_sub(Span::raw(&text).width());
        text + &" ".repeat(gap)
    }

    /// Every stage, one after the other.
    pub(super) fn all(&self) -> Prose {
        let mut prose = Prose::default();
        for (at, stage) in self.scorecard.stages.iter().enumerate() {
            prose = match at {
                0 if self.width >= 50 => prose.line(self.styled(words::RULE, Role::Muted), 0),
                0 => prose,
                _ => prose.blank(),
            };
            prose = self.stage(prose, stage);
        }
        if let Some(file) = self.unmarked {
            let text =
                format!("A card has gone, and could not be marked. Your words are in {file}.");
            prose = prose.blank().text(&text, self.look.style(Role::Warn));
        }
        prose
    }

    fn stage(&self, prose: Prose, stage: &StageResult) -> Prose {
        let role = match stage.verdict {
            StageVerdict::Open => Role::Muted,
            StageVerdict::Hire => Role::Good,
            StageVerdict::LeanNoHire(_) => Role::Warn,
            StageVerdict::NoHire(_) => Role::Bad,
        };
        let name = words::stage(&stage.round.stage, self.axes);
        let head = vec![
            self.styled(format!("{name}: "), Role::Title),
            self.styled(words::verdict(&stage.verdict, self.axes), role),
        ];
        let head = head.into_iter().chain(
            words::answered(stage.footing())
                .map(|text| self.styled(format!(", {text}"), Role::Muted)),
        );
        let mut prose = prose.line(Line::from_iter(head), 2);
        if let Some(before) = words::before(stage) {
            prose = prose.line(self.styled(before, Role::Muted), 2);
        }
        if self.width >= TABLE {
            prose = prose.line(self.heads(), 0);
        }
        for row in &stage.rows {
            prose = match self.width >= TABLE {
                true => prose.line(self.row(row), 0),
                false => self.block(prose, row),
            };
        }
        for competence in &stage.competencies {
            prose = self.competence(prose, competence, &stage.rows);
        }
        prose
    }

    /// The cells of a table's columns: question, competency, time, points, verdict.
    fn columns(&self) -> [usize; 5] {
        let (competency, time, points, verdict) = (22, 14, 14, 17);
        let question = self
            .width
            .saturating_sub(competency + time + points + verdict);
        [question, competency, time, points, verdict]
    }

    fn heads(&self) -> Span<'static> {
        let [question, competency, time, points, verdict] = self.columns();
        let heads = [
            ("question", question),
            ("competency", competency),
            ("time", time),
            ("made + pushed", points),
            ("verdict", verdict),
        ];
        let heads = heads.map(|(head, cells)| self.cell(head, cells));
        self.styled(heads.concat(), Role::Muted)
    }

    fn name(row: &Row) -> String {
        match row.asked.curveball {
            true => format!("curveball: {}", row.prompt),
            false => row.prompt.to_string(),
        }
    }

    fn verdict_of(row: &Row) -> (String, Role) {
        match row.verdict {
            Some(verdict) => (
                format!("{} {}", verdict.value(), verdict.words()),
                role_of(verdict),
            ),
            None => (String::new(), Role::Muted),
        }
    }

    fn time_role(row: &Row) -> Role {
        match () {
            () if !row.asked.reached => Role::Muted,
            () if row.asked.cut || row.over() > 0 => Role::Warn,
            () => Role::Text,
        }
    }

    fn row(&self, row: &Row) -> Line<'static> {
        let [question, competency, time, points, verdict] = self.columns();
        let points_made = match (row.asked.reached, row.points) {
            (false, _) | (_, 0) => words::points(row),
            _ => format!("{} + {} pushed", row.unprompted, row.pushed),
        };
        let clock = words::time(row)
            .replace(", over", " !")
            .replace(", cut off", " !");
        let (words, role) = Self::verdict_of(row);
        let name = words::competency(&row.asked.competency, self.axes);
        Line::from(vec![
            Span::raw(self.cell(&Self::name(row), question)),
            Span::raw(self.cell(&name, competency)),
            self.styled(self.cell(&clock, time), Self::time_role(row)),
            Span::raw(self.cell(&points_made, points)),
            self.styled(self.cell(&words, verdict), role),
        ])
    }

    fn block(&self, prose: Prose, row: &Row) -> Prose {
        let (verdict, role) = Self::verdict_of(row);
        let room = self.width.saturating_sub(verdict.len() + 1);
        let line = vec![
            Span::raw(self.cell(&Self::name(row), room)),
            self.styled(verdict, role),
        ];
        let points = words::points(row);
        let gap = if points.is_empty() { "" } else { "; " };
        let competency = words::competency(&row.asked.competency, self.axes);
        let time = vec![
            self.styled(format!("  {competency}; "), Role::Muted),
            self.styled(words::time(row), Self::time_role(row)),
            self.styled(format!("{gap}{points}"), Role::Muted),
        ];
        prose.line(Line::from(line), 2).line(Line::from(time), 2)
    }

    fn competence(&self, prose: Prose, competence: &Competence, rows: &[Row]) -> Prose {
        let verdict = competence.verdict;
        let mut head = vec![
            self.styled(
                words::competency(&competence.id, self.axes).to_string(),
                Role::Title,
            ),
            Span::raw("  "),
            self.styled(
                format!("{} {}", verdict.value(), verdict.words()),
                role_of(verdict),
            ),
        ];
        if !competence.earlier.is_empty() {
            let earlier = competence.earlier.iter().map(|v| v.value().to_string());
            let earlier: Vec<String> = earlier.collect();
            let arrow = self.look.glyphs.arrow;
            let trend = format!("  {} {arrow} {}", earlier.join(" "), verdict.value());
            head.push(self.styled(trend, Role::Muted));
        }
        let mut prose = prose.blank().line(Line::from(head), 2);
        for row in rows
            .iter()
            .filter(|row| row.asked.competency == competence.id)
        {
            if !row.evidence.is_empty() {
                prose = prose.line(Span::raw(format!("  “{}”", row.evidence)), 3);
            }
            for pro in row.pros.iter().take(LISTED) {
                let line = vec![self.styled("  + ", Role::Good), Span::raw(pro.to_string())];
                prose = prose.line(Line::from(line), 4);
            }
            for con in row.cons.iter().take(LISTED) {
                let line = vec![self.styled("  - ", Role::Bad), Span::raw(con.to_string())];
                prose = prose.line(Line::from(line), 4);
            }
        }
        prose
    }

    /// What to do next, each with its key.
    pub(super) fn next(&self, keys: &[String]) -> Prose {
        let mut prose = Prose::default();
        for (advice, key) in self.scorecard.next.iter().zip(keys) {
            let line = vec![
                self.styled(format!("{key}  "), Role::Key),
                Span::raw(words::advice(advice, self.scorecard, self.axes)),
            ];
            prose = prose.line(Line::from(line), key.len() + 2);
        }
        prose
    }
}
