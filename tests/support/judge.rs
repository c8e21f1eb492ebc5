//! A strict reader of what a program wrote to a terminal. What is not on its short list of our own
//! control sequences is a violation, and so is text that hides or turns what is read.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthChar;

/// What is wrong with the output of a program in full screen: it enters, draws frames, and leaves.
pub(crate) fn screen(bytes: &[u8]) -> Vec<String> {
    Judge::new(bytes, true).violations()
}

/// What is wrong with output in lines: it is text, without a single control sequence.
pub(crate) fn lines(bytes: &[u8]) -> Vec<String> {
    Judge::new(bytes, false).violations()
}

/// Where a full screen stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum At {
    /// On the shell's screen, where nothing but text may be written.
    Outside,
    /// On our own screen, between frames.
    Inside,
    /// In a frame, and whether something has been drawn in it yet.
    Frame { drawn: bool },
}

struct Judge {
    text: Vec<char>,
    is_screen: bool,
    at: At,
    /// Text since the last sequence.
    run: String,
    violations: Vec<String>,
}

impl Judge {
    fn new(bytes: &[u8], is_screen: bool) -> Self {
        let text = String::from_utf8(bytes.to_vec());
        let violations = text.as_ref().err().map(|e| format!("no UTF-8: {e}"));
        Self {
            text: text.unwrap_or_default().chars().collect(),
            is_screen,
            at: At::Outside,
            run: String::new(),
            violations: violations.into_iter().collect(),
        }
    }

    fn violations(mut self) -> Vec<String> {
        let mut i = 0;
        while i < self.text.len() {
            let length = match self.text[i] {
                '\u{1b}' => self.sequence(i),
                _ => self.character(i),
            };
            i += length;
        }
        self.end_run();
        if self.at != At::Outside {
            self.violations.push("the screen was not left".into());
        }
        self.violations.sort();
        self.violations.dedup();
        self.violations
    }

    fn wrong(&mut self, i: usize, what: &str) {
        let from = i.saturating_sub(24);
        let near: String = self.text[from..(i + 24).min(self.text.len())]
            .iter()
            .collect();
        if self.violations.len() < 20 {
            self.violations.push(format!("{what} in {near:?}"));
        }
    }

    fn character(&mut self, i: usize) -> usize {
        let c = self.text[i];
        let is_break = c == '\n' || c == '\r' && self.text.get(i + 1) == Some(&'\n');
        if is_break && self.at == At::Outside {
            self.end_run();
        } else if c.is_control() {
            self.wrong(i, &format!("the control character {c:?}"));
        } else if is_hiding(c) {
            self.wrong(i, &format!("the invisible {c:?}"));
        } else if matches!(c, '\u{200c}' | '\u{200d}') && !self.joins(i) {
            self.wrong(i, "a joiner that joins nothing");
        } else {
            if self.at == At::Inside {
                self.wrong(i, "text between frames");
            }
            self.draw();
            self.run.push(c);
        }
        1
    }

    fn joins(&self, i: usize) -> bool {
        let joins = |c: &char| c.is_alphabetic() || *c >= '\u{2190}' || c.width() == Some(0);
        let before = i.checked_sub(1).and_then(|i| self.text.get(i));
        let after = self.text.get(i + 1);
        before.is_some_and(joins) && after.is_some_and(|c| joins(c) && c.width() != Some(0))
    }

    /// A control sequence that begins at `i`; its length.
    fn sequence(&mut self, i: usize) -> usize {
        self.end_run();
        let rest = &self.text[i + 1..];
        let parameters: String = match rest.split_first() {
            Some(('[', rest)) => rest
                .iter()
                .take_while(|c| matches!(c, '\u{20}'..='\u{3f}'))
                .collect(),
            _ => {
                self.wrong(i, "an escape that begins nothing of ours");
                return 1;
            }
        };
        let end = i + 2 + parameters.len();
        let Some(last) = self.text.get(end).copied() else {
            self.wrong(i, "half a sequence");
            return 1;
        };
        if !self.is_screen || !self.is_ours(&parameters, last) {
            let at = self.at;
            self.wrong(i, &format!("the sequence \"{parameters}{last}\" at {at:?}"));
        }
        end + 1 - i
    }

    /// Whether a sequence is one that we write, where it is written; it moves us on.
    fn is_ours(&mut self, parameters: &str, last: char) -> bool {
        let (at, next) = match (parameters, last) {
            ("?1049", 'h') => (At::Outside, At::Inside),
            ("?1049", 'l') => (At::Inside, At::Outside),
            ("?2026", 'h') => (At::Inside, At::Frame { drawn: false }),
            ("?2026", 'l') => match self.at {
                // Leaving ends a frame that may not have begun.
                At::Inside => (At::Inside, At::Inside),
                at => (at, At::Inside),
            },
            ("?2004" | "?1004", 'h' | 'l') => (At::Inside, At::Inside),
            ("?25", 'h') if self.at == At::Outside => (At::Outside, At::Outside),
            ("0", 'm') if self.at == At::Inside => (At::Inside, At::Inside),
            ("" | "2", 'J') => (At::Frame { drawn: false }, At::Frame { drawn: false }),
            ("?25", 'h' | 'l') => (self.at, self.at),
            (_, 'H') if is_numbers(parameters, 2) => (At::Frame { drawn: true }, self.at),
            (_, 'm') if is_style(parameters) => (At::Frame { drawn: true }, self.at),
            _ => return false,
        };
        let fits = match (self.at, at) {
            (At::Frame { .. }, At::Frame { drawn: true }) => true,
            (now, at) => now == at,
        };
        self.at = next;
        fits
    }

    fn draw(&mut self) {
        if let At::Frame { drawn } = &mut self.at {
            *drawn = true;
        }
    }

    fn end_run(&mut self) {
        let run = std::mem::take(&mut self.run);
        let mut marks = 0;
        for c in run.chars() {
            marks = if c.width() == Some(0) { marks + 1 } else { 0 };
            if marks > 7 {
                self.violations
                    .push("more than 7 marks on one character".into());
                break;
            }
        }
        let long = |(_, g): &(usize, &str)| g.chars().count() > 8 || g.len() > 32;
        if let Some((at, long)) = run.grapheme_indices(true).find(long) {
            let before: String = run[..at].chars().rev().take(30).collect();
            let before: String = before.chars().rev().collect();
            let few: String = long.chars().take(12).collect();
            let wrong = format!("the long grapheme {few:?}.. after {before:?}");
            self.violations.push(wrong);
        }
    }
}

fn is_numbers(parameters: &str, count: usize) -> bool {
    let parts: Vec<_> = parameters.split(';').collect();
    parts.len() == count && parts.iter().all(|part| part.parse::<u16>().is_ok())
}

/// The styles a theme of ours draws with: no concealed or blinking text.
fn is_style(parameters: &str) -> bool {
    let mut parts = parameters.split(';').map(str::parse::<u8>);
    while let Some(part) = parts.next() {
        let known = match part {
            Ok(38 | 48) => parts.next() == Some(Ok(5)) && matches!(parts.next(), Some(Ok(0..16))),
            Ok(0..=4 | 7 | 21..=24 | 27 | 39 | 49 | 59) => true,
            _ => false,
        };
        if !known {
            return false;
        }
    }
    true
}

/// Characters that are not seen and change how others are read. A list of its own: the one under test
/// is not asked.
fn is_hiding(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180e}'
        | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{3164}' | '\u{feff}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e0fff}')
}
