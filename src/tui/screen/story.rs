//! How a scenario stands: its state and the way so far, the same in a drill and in a mock.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::{Line, Span};

use super::Size;
use crate::domain::scenario::{Choice, Node, State};
use crate::tui::theme::{Look, Role};
use crate::tui::widget::prose::{Prose, Scroll};
use crate::tui::widget::{fit, panel};

/// Cells of the panels beside a step.
pub(super) const SIDE: u16 = 38;
/// Cells before the words of a state.
pub(super) const NAMES: usize = 10;

/// What a node is called: its title, or its number.
pub(super) fn called(node: &Node, number: usize) -> String {
    match &node.title {
        Some(title) => title.to_string(),
        None => format!("Step {number}"),
    }
}

/// How things stand, a line each.
pub(super) fn state(state: &State, look: &Look) -> Prose {
    let (text, muted) = (look.style(Role::Text), look.style(Role::Muted));
    let prose = state.lines().fold(Prose::default(), |prose, (name, said)| {
        let name = Span::styled(format!("{name:NAMES$}"), muted);
        let said = Span::styled(said.to_string(), text);
        prose.line(Line::from_iter([name, said]), NAMES)
    });
    match prose == Prose::default() {
        true => prose.text("Nothing has changed yet.", muted),
        false => prose,
    }
}

/// ` eight days · drafts off · the VP is waiting`.
/// A page as high as a dialogue in lines has room for all of it.
pub(super) fn state_line(state: &State, body: Rect, look: &Look) -> Vec<Line<'static>> {
    let said: Vec<String> = state.lines().map(|(_, text)| text.to_string()).collect();
    let separator = format!(" {} ", look.glyphs.dot);
    let style = look.style(Role::Muted);
    let line = format!(" {}", said.join(&separator));
    if body.height > 100 {
        let whole = Prose::default().line(Line::styled(line, style), 1);
        return whole.wrapped(body.width);
    }
    let line = fit(&line, usize::from(body.width), look.glyphs.ellipsis);
    vec![Line::styled(line, style)]
}

/// Each step behind `now`: when it was, and what was done; the first `recalled` of them at another time.
pub(super) fn way(
    way: &[(&Node, &Choice)],
    recalled: usize,
    now: Option<&Node>,
    look: &Look,
) -> Prose {
    let (text, muted) = (look.style(Role::Text), look.style(Role::Muted));
    let mut prose = Prose::default();
    for (at, (node, choice)) in way.iter().enumerate() {
        let mut head = called(node, at + 1);
        if at < recalled {
            head.push_str(" (recalled)");
        }
        prose = prose.text(&head, muted);
        prose = prose.line(Line::styled(format!("  {}", choice.label), text), 2);
    }
    match now {
        Some(node) => prose.text(
            &format!("{}, now", called(node, way.len() + 1)),
            look.style(Role::Title),
        ),
        None if way.is_empty() => prose.text("It begins here.", muted),
        None => prose,
    }
}

/// Two panels beside a step: how things stand, and how one got here.
pub(super) fn beside(
    frame: &mut Frame,
    side: Rect,
    size: Size,
    look: &Look,
    (state, way): (&Prose, &Prose),
) {
    let rows = state.height(side.width.saturating_sub(4)) as u16 + 2;
    let rows = rows.min(side.height / 2).max(3);
    let rows = [Constraint::Length(rows), Constraint::Fill(1)];
    let [top, below] = side.layout(&Layout::vertical(rows));
    let inner = panel(frame, top, size, look, "How things stand", false);
    state.view(frame, inner, Scroll::default(), look);
    let inner = panel(frame, below, size, look, "How one got here", false);
    // The latest is at the foot, and what has no room goes off at the top.
    let mut scroll = Scroll::default();
    let lines = way.height(inner.width);
    scroll.follow(lines.saturating_sub(1), lines, inner.height);
    way.view(frame, inner, scroll, look);
}
