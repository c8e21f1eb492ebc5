//! What text looks like: roles to styles, and the glyphs. The only place that names a colour.

use ratatui::style::{Color, Modifier, Style};
use ratatui::symbols::border;

use crate::domain::settings::{self, Settings, Theme};

/// What a piece of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// What is read.
    Text,
    /// What stands by: units, sources, empty places.
    Muted,
    /// The head of a screen or a panel.
    Title,
    /// The lines around a panel.
    Border,
    /// The lines around the panel the keys act on.
    Focus,
    /// The row under the cursor; it also shows the cursor's glyph.
    Cursor,
    /// A key to press.
    Key,
    /// Done, present, on the way.
    Good,
    /// Partly, late, worth a look.
    Warn,
    /// Absent, failed, not kept.
    Bad,
    /// A point one must not miss.
    Must,
    /// A word that was looked for.
    Found,
    /// The filled part of a bar.
    Bar,
    /// Something one types into.
    Input,
}

/// The characters that draw what is not text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Glyphs {
    pub border: border::Set<'static>,
    pub cursor: &'static str,
    pub crumb: &'static str,
    pub bar_full: &'static str,
    pub bar_empty: &'static str,
    pub target: &'static str,
    /// The upper half of a cell, the lower one, and both: what a curve is drawn with.
    pub halves: [&'static str; 3],
    /// Beside and below a chart, and where they meet.
    pub axes: [&'static str; 3],
    pub rule: &'static str,
    pub more_above: &'static str,
    pub more_below: &'static str,
    pub ellipsis: &'static str,
    pub bullet: &'static str,
    pub dot: &'static str,
    pub filled: &'static str,
    pub hollow: &'static str,
    pub arrow: &'static str,
    pub times: &'static str,
    pub check: &'static str,
    pub pass: &'static str,
    pub miss: &'static str,
}

/// For terminals and fonts of today.
pub const UNICODE: Glyphs = Glyphs {
    border: border::PLAIN,
    cursor: ">",
    crumb: "▸",
    bar_full: "█",
    bar_empty: "░",
    target: "┊",
    halves: ["▀", "▄", "█"],
    axes: ["┤", "─", "┴"],
    rule: "─",
    more_above: "↑",
    more_below: "↓",
    ellipsis: "…",
    bullet: "·",
    dot: "·",
    filled: "●",
    hollow: "○",
    arrow: "→",
    times: "×",
    check: "✓",
    pass: "✓",
    miss: "✗",
};

/// For everything else.
pub const ASCII: Glyphs = Glyphs {
    border: border::Set {
        top_left: "+",
        top_right: "+",
        bottom_left: "+",
        bottom_right: "+",
        vertical_left: "|",
        vertical_right: "|",
        horizontal_top: "-",
        horizontal_bottom: "-",
    },
    cursor: ">",
    crumb: ">",
    bar_full: "#",
    bar_empty: ".",
    target: "|",
    halves: ["'", ".", ":"],
    axes: ["|", "-", "+"],
    rule: "-",
    more_above: "^",
    more_below: "v",
    ellipsis: "~",
    bullet: "-",
    dot: "-",
    filled: "*",
    hollow: "o",
    arrow: "->",
    times: "x",
    check: "ok",
    pass: "+",
    miss: "x",
};

/// Theme and glyphs together: what every view is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// How roles are drawn.
    pub theme: Theme,
    /// What draws the rest.
    pub glyphs: Glyphs,
    /// Whatever the settings say of the theme.
    no_color: bool,
}

impl Default for Look {
    fn default() -> Self {
        Self {
            theme: Theme::Terminal,
            glyphs: UNICODE,
            no_color: false,
        }
    }
}

impl Look {
    /// The look of the settings; `no_color` wins over their theme. crossterm drops REVERSED beside a colour under
    /// NO_COLOR, so nothing but the theme without colours will do.
    pub fn new(theme: Theme, glyphs: settings::Glyphs, no_color: bool) -> Self {
        Self {
            theme: if no_color { Theme::Mono } else { theme },
            glyphs: match glyphs {
                settings::Glyphs::Unicode => UNICODE,
                settings::Glyphs::Ascii => ASCII,
            },
            no_color,
        }
    }

    /// The look of other settings on the same terminal.
    pub fn with(self, settings: &Settings) -> Self {
        Self::new(settings.theme, settings.glyphs, self.no_color)
    }

    /// The look of a dialogue in lines: ASCII, and no boxes.
    pub fn plain() -> Self {
        let blank = border::Set {
            top_left: " ",
            top_right: " ",
            bottom_left: " ",
            bottom_right: " ",
            vertical_left: " ",
            vertical_right: " ",
            horizontal_top: " ",
            horizontal_bottom: " ",
        };
        Self {
            theme: Theme::Mono,
            glyphs: Glyphs {
                border: blank,
                ..ASCII
            },
            no_color: true,
        }
    }

    /// How `role` is drawn.
    pub fn style(&self, role: Role) -> Style {
        let plain = Style::new();
        match self.theme {
            Theme::Terminal => match role {
                Role::Text | Role::Input => plain,
                Role::Muted | Role::Border => plain.add_modifier(Modifier::DIM),
                Role::Title | Role::Key => plain.add_modifier(Modifier::BOLD),
                Role::Found => plain.add_modifier(Modifier::BOLD | Modifier::UNDERLINED),
                Role::Focus | Role::Bar => plain.fg(Color::Cyan),
                Role::Cursor => plain.fg(Color::Cyan).add_modifier(Modifier::BOLD),
                Role::Good => plain.fg(Color::Green),
                Role::Warn => plain.fg(Color::Yellow),
                Role::Bad => plain.fg(Color::Red),
                Role::Must => plain.fg(Color::Red).add_modifier(Modifier::BOLD),
            },
            Theme::Mono => match role {
                Role::Text | Role::Input | Role::Good | Role::Bar => plain,
                Role::Muted | Role::Border => plain.add_modifier(Modifier::DIM),
                Role::Focus | Role::Warn | Role::Title | Role::Key => {
                    plain.add_modifier(Modifier::BOLD)
                }
                Role::Cursor => plain.add_modifier(Modifier::REVERSED),
                Role::Bad | Role::Found => {
                    plain.add_modifier(Modifier::BOLD | Modifier::UNDERLINED)
                }
                Role::Must => plain.add_modifier(Modifier::BOLD),
            },
        }
    }
}
