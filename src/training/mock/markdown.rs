//! A scorecard as Markdown.

use crate::domain::deck::Axes;
use crate::domain::grade::Verdict;
use crate::domain::mock::{Competence, Row, Scorecard, StageResult};
use crate::training::mock::words;

/// Text from decks and answers, without what Markdown would take for its own.
fn plain(text: &str) -> String {
    // The sign that would make a list of a line: `-`, `+`, and the one after a number.
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let is_list = |at: usize, c: char| match c {
        '-' | '+' => at == 0,
        '.' | ')' => at > 0 && at == digits,
        _ => false,
    };
    let mut plain = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let is_sign = matches!(
            c,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#' | '~' | '&' | '@'
        );
        // What looks like an address is made a link.
        let is_link = text[at..].starts_with("://") || text[..at].ends_with("www");
        if is_sign || is_list(at, c) || is_link && c.is_ascii_punctuation() {
            plain.push('\\');
        }
        plain.push(c);
    }
    plain
}

/// A scorecard as Markdown: what was asked, what it came to, and what to do next.
pub fn markdown(scorecard: &Scorecard, axes: &Axes) -> String {
    let record = &scorecard.record;
    let mut text = format!("# {}\n\n", plain(&words::title(&record.plan, axes)));
    let level = record.plan.level.as_deref();
    let level = level.map(|level| format!(", level {}", plain(&words::level(level, axes))));
    let strict = if record.plan.strict { ", strict" } else { "" };
    text.push_str(&format!(
        "Mock interview of {}{}{strict}. {}\n",
        record.day,
        level.unwrap_or_default(),
        words::RULE
    ));
    for stage in &scorecard.stages {
        push_stage(&mut text, stage, axes);
    }
    if !scorecard.next.is_empty() {
        text.push_str("\n## What to do next\n\n");
        for (at, advice) in scorecard.next.iter().enumerate() {
            let line = words::advice(advice, scorecard, axes);
            text.push_str(&format!("{}. {}\n", at + 1, plain(&line)));
        }
    }
    text
}

fn push_stage(text: &mut String, stage: &StageResult, axes: &Axes) {
    let verdict = words::verdict(&stage.verdict, axes);
    text.push_str(&format!(
        "\n## {}: {}\n\n{} minutes, {}",
        plain(&words::stage(&stage.round.stage, axes)),
        plain(&verdict),
        stage.round.minutes,
        stage.round.manner.name()
    ));
    if let Some(answered) = words::answered(stage.footing()) {
        text.push_str(&format!("; the verdict rests {answered}"));
    }
    if let Some(before) = words::before(stage) {
        text.push_str(&format!("; {before}"));
    }
    text.push_str(
        ".\n\n| question | competency | time | points | verdict |\n|---|---|---|---|---|\n",
    );
    for row in &stage.rows {
        let verdict = row.verdict.map_or("", Verdict::words);
        let competency = words::competency(&row.asked.competency, axes);
        let curveball = if row.asked.curveball {
            " (curveball)"
        } else {
            ""
        };
        text.push_str(&format!(
            "| {}{curveball} | {} | {} | {} | {verdict} |\n",
            plain(&row.prompt),
            plain(&competency),
            words::time(row),
            words::points(row),
        ));
    }
    for competence in &stage.competencies {
        push_competence(text, competence, &stage.rows, axes);
    }
}

fn push_competence(text: &mut String, competence: &Competence, rows: &[Row], axes: &Axes) {
    let verdict = competence.verdict;
    text.push_str(&format!(
        "\n### {}: {} {}\n\n",
        plain(&words::competency(&competence.id, axes)),
        verdict.value(),
        verdict.words()
    ));
    if !competence.earlier.is_empty() {
        let earlier: Vec<String> = competence
            .earlier
            .iter()
            .map(|v| v.value().to_string())
            .collect();
        text.push_str(&format!("Before: {}\n\n", earlier.join(", ")));
    }
    for row in rows
        .iter()
        .filter(|row| row.asked.competency == competence.id)
    {
        if !row.evidence.is_empty() {
            text.push_str(&format!("> {}\n\n", plain(&row.evidence)));
        }
        for pro in &row.pros {
            text.push_str(&format!("- pro: {}\n", plain(pro)));
        }
        for con in &row.cons {
            text.push_str(&format!("- con: {}\n", plain(con)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn nothing_of_an_answer_is_taken_for_markdown() {
        for (text, escaped) in [
            (
                "`a` *b* _c_ [d](e) <f> g|h #i \\",
                "\\`a\\` \\*b\\* \\_c\\_ \\[d\\](e) \\<f\\> g\\|h \\#i \\\\",
            ),
            ("- a - b", "\\- a - b"),
            ("+ a", "\\+ a"),
            ("1. a 2. b", "1\\. a 2. b"),
            ("12) a", "12\\) a"),
            (".5) a", ".5) a"),
            ("~~a~~ &lt;", "\\~\\~a\\~\\~ \\&lt;"),
            ("https://a.b", "https\\://a.b"),
            ("www.a.b, a@b.c", "www\\.a.b, a\\@b.c"),
        ] {
            assert_eq!(plain(text), escaped, "{text}");
        }
    }
}
