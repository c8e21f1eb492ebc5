//! A key with its modifiers, in the syntax of the key map: `space`, `ctrl-s`, `shift-tab`, `?`, `G`.

use std::fmt;
use std::str::FromStr;

/// A key as a terminal reports it. Shifted letters are their own characters: `G`, not shift and `g`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Key {
    /// Anything that types; the space bar is `Char(' ')`.
    Char(char),
    /// `F(1)` to `F(24)`.
    F(u8),
    Enter,
    Esc,
    Tab,
    Backspace,
    Delete,
    Insert,
    Up,
    Down,
    Left,
    Right,
    Home,
    End,
    PageUp,
    PageDown,
}

/// The keys with a name; the order is that of the enum.
const NAMED: [(&str, Key); 15] = [
    ("space", Key::Char(' ')),
    ("enter", Key::Enter),
    ("esc", Key::Esc),
    ("tab", Key::Tab),
    ("backspace", Key::Backspace),
    ("delete", Key::Delete),
    ("insert", Key::Insert),
    ("up", Key::Up),
    ("down", Key::Down),
    ("left", Key::Left),
    ("right", Key::Right),
    ("home", Key::Home),
    ("end", Key::End),
    ("pgup", Key::PageUp),
    ("pgdn", Key::PageDown),
];

/// One press, normalised so that what the user writes and what the terminal sends compare equal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Chord {
    key: Key,
    ctrl: bool,
    alt: bool,
    shift: bool,
}

impl Chord {
    /// Normalises what a terminal cannot tell apart: `ctrl-i` is `tab`, `ctrl-S` is `ctrl-s`, `shift-g` is `G`.
    pub fn new(key: Key, ctrl: bool, alt: bool, shift: bool) -> Self {
        let (mut key, mut ctrl, mut shift) = (key, ctrl, shift);
        if let Key::Char(c) = key {
            key = match c {
                '\r' | '\n' => Key::Enter,
                '\t' => Key::Tab,
                '\u{1b}' => Key::Esc,
                '\u{8}' | '\u{7f}' => Key::Backspace,
                c if ctrl => Key::Char(c.to_ascii_lowercase()),
                c if shift => Key::Char(c.to_ascii_uppercase()),
                c => Key::Char(c),
            };
            shift = false;
        }
        if ctrl {
            let sent = match key {
                Key::Char('i') => Some(Key::Tab),
                Key::Char('m') => Some(Key::Enter),
                Key::Char('[') => Some(Key::Esc),
                _ => None,
            };
            if let Some(sent) = sent {
                (key, ctrl) = (sent, false);
            }
        }
        Self {
            key,
            ctrl,
            alt,
            shift,
        }
    }

    /// A key alone.
    pub fn plain(key: Key) -> Self {
        Self::new(key, false, false, false)
    }

    /// The character this chord puts into a text box, if it types at all.
    pub fn types(self) -> Option<char> {
        match self.key {
            Key::Char(c) if !self.ctrl && !self.alt => Some(c),
            _ => None,
        }
    }
}

impl fmt::Display for Chord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (held, name) in [
            (self.ctrl, "ctrl-"),
            (self.alt, "alt-"),
            (self.shift, "shift-"),
        ] {
            if held {
                f.write_str(name)?;
            }
        }
        match self.key {
            Key::F(n) => write!(f, "f{n}"),
            key => match (NAMED.iter().find(|(_, named)| *named == key), key) {
                (Some((name, _)), _) => f.write_str(name),
                (None, Key::Char(c)) => write!(f, "{c}"),
                (None, _) => Ok(()),
            },
        }
    }
}

/// Why a text is not a chord.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{text}” is not a key{}", near.map(|n| format!("; did you mean “{n}”?")).unwrap_or_default())]
pub struct BadChord {
    text: String,
    near: Option<&'static str>,
}

impl FromStr for Chord {
    type Err = BadChord;

    fn from_str(text: &str) -> Result<Self, BadChord> {
        let (mut rest, mut ctrl, mut alt, mut shift) = (text, false, false, false);
        // A modifier needs a key after it, so that `-` and `ctrl--` are keys and `ctrl-` is not.
        loop {
            let held = [
                ("ctrl-", &mut ctrl),
                ("alt-", &mut alt),
                ("shift-", &mut shift),
            ]
            .into_iter()
            .find_map(|(name, held)| rest.strip_prefix(name).map(|after| (after, held)));
            match held {
                Some((after, held)) if !after.is_empty() && !*held => {
                    *held = true;
                    rest = after;
                }
                _ => break,
            }
        }
        key(rest)
            .map(|key| Self::new(key, ctrl, alt, shift))
            .ok_or_else(|| BadChord {
                text: text.to_owned(),
                near: near(rest),
            })
    }
}

fn key(name: &str) -> Option<Key> {
    if let Some((_, key)) = NAMED.iter().find(|(n, _)| *n == name) {
        return Some(*key);
    }
    let mut chars = name.chars();
    if let (Some(c), None) = (chars.next(), chars.clone().next()) {
        return (!c.is_control() && !c.is_whitespace()).then_some(Key::Char(c));
    }
    let number = name.strip_prefix('f')?;
    let n = number.parse::<u8>().ok().filter(|n| (1..=24).contains(n))?;
    (number == n.to_string()).then_some(Key::F(n))
}

fn near(name: &str) -> Option<&'static str> {
    NAMED
        .iter()
        .map(|(known, _)| (strsim::damerau_levenshtein(known, name), *known))
        .filter(|(distance, known)| *distance <= 2 && *distance < known.len())
        .min()
        .map(|(_, known)| known)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn any_key() -> impl Strategy<Value = Key> {
        prop_oneof![
            any::<char>()
                .prop_filter("a key types something", |c| *c == ' '
                    || !c.is_control() && !c.is_whitespace())
                .prop_map(Key::Char),
            (1u8..=24).prop_map(Key::F),
            proptest::sample::select(NAMED.map(|(_, key)| key).to_vec()),
        ]
    }

    proptest! {
        #[test]
        fn what_is_shown_reads_back(key in any_key(), ctrl: bool, alt: bool, shift: bool) {
            let chord = Chord::new(key, ctrl, alt, shift);
            prop_assert_eq!(chord.to_string().parse(), Ok(chord));
        }

        #[test]
        fn any_text_is_a_key_or_a_sentence(text: String) {
            match text.parse::<Chord>() {
                Ok(chord) => prop_assert_eq!(chord.to_string().parse(), Ok(chord)),
                Err(bad) => prop_assert!(bad.to_string().contains("is not a key")),
            }
        }
    }

    #[test]
    fn the_same_press_has_one_name() {
        for (written, shown) in [
            ("shift-g", "G"),
            ("ctrl-S", "ctrl-s"),
            ("ctrl-i", "tab"),
            ("ctrl-m", "enter"),
            ("shift-tab", "shift-tab"),
            ("-", "-"),
            ("ctrl--", "ctrl--"),
            ("alt-x", "alt-x"),
            ("f1", "f1"),
            ("f", "f"),
        ] {
            let chord: Chord = written.parse().unwrap();
            assert_eq!(chord.to_string(), shown);
        }
    }

    #[test]
    fn a_slip_is_answered_with_the_nearest_name() {
        for (slip, answer) in [
            ("entre", "“entre” is not a key; did you mean “enter”?"),
            ("ctrl-", "“ctrl-” is not a key"),
            ("f25", "“f25” is not a key"),
            ("f01", "“f01” is not a key"),
            ("", "“” is not a key"),
        ] {
            assert_eq!(slip.parse::<Chord>().unwrap_err().to_string(), answer);
        }
    }
}
