//! Bytes of a terminal to chords, pastes and focus.
//!
//! crossterm could parse them, but its reader blocks on half a sequence and spins on a vanished terminal, and neither
//! leaves the loop a chance to hear a signal. Here bytes come in as they arrive and nothing is waited for.

use std::time::Duration;

use super::chord::{Chord, Key};

/// Something the user did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// A key.
    Press(Chord),
    /// A bracketed paste, its line ends as newlines.
    Paste(String),
    /// The terminal's window was given, or lost, the focus.
    Focus(bool),
}

/// How long an escape byte may be the beginning of a key's sequence.
const KEY_WAIT: Duration = Duration::from_millis(30);
/// How long a paste may go on without a byte: its end may have been lost with the connection.
const PASTE_WAIT: Duration = Duration::from_secs(2);
/// No more than this of one paste is kept.
const PASTE_LIMIT: usize = 1 << 20;
const PASTE_START: u16 = 200;
const PASTE_END: &[u8] = b"\x1b[201~";
/// A sequence longer than this is noise.
const SEQUENCE_LIMIT: usize = 64;

/// Holds what has arrived and is not whole yet.
#[derive(Debug, Default)]
pub struct Decoder {
    bytes: Vec<u8>,
    paste: Option<Vec<u8>>,
}

/// What the first bytes are.
enum Step {
    /// So many bytes, with what they mean, if anything.
    Whole(usize, Option<Input>),
    /// So many bytes that begin a paste.
    Paste(usize),
    /// The beginning of something.
    Part,
}

impl Decoder {
    /// What is whole once `bytes` have arrived.
    pub fn feed(&mut self, bytes: &[u8]) -> Vec<Input> {
        self.bytes.extend_from_slice(bytes);
        let mut inputs = Vec::new();
        let mut at = 0;
        while at < self.bytes.len() {
            let rest = &self.bytes[at..];
            if let Some(paste) = &mut self.paste {
                let end = rest.windows(PASTE_END.len()).position(|w| w == PASTE_END);
                let text = end.unwrap_or((rest.len() + 1).saturating_sub(PASTE_END.len()));
                let room = PASTE_LIMIT.saturating_sub(paste.len());
                paste.extend_from_slice(&rest[..text.min(room)]);
                at += text;
                if end.is_none() {
                    break;
                }
                at += PASTE_END.len();
                inputs.push(pasted(paste));
                self.paste = None;
                continue;
            }
            match step(rest) {
                Step::Whole(length, input) => {
                    inputs.extend(input);
                    at += length;
                }
                Step::Paste(length) => {
                    self.paste = Some(Vec::new());
                    at += length;
                }
                Step::Part => break,
            }
        }
        self.bytes.drain(..at);
        inputs
    }

    /// How long to wait for the rest of what has begun; none where nothing has.
    pub fn patience(&self) -> Option<Duration> {
        match &self.paste {
            Some(_) => Some(PASTE_WAIT),
            None => (!self.bytes.is_empty()).then_some(KEY_WAIT),
        }
    }

    /// Nothing more has come for so long: what is there stands for itself.
    pub fn flush(&mut self) -> Option<Input> {
        if let Some(mut paste) = self.paste.take() {
            paste.append(&mut self.bytes);
            return Some(pasted(&paste));
        }
        let chord = match std::mem::take(&mut self.bytes).as_slice() {
            [0x1b] => Chord::plain(Key::Esc),
            [0x1b, b @ (b'[' | b'O')] => Chord::new(Key::Char(char::from(*b)), false, true, false),
            _ => return None,
        };
        Some(Input::Press(chord))
    }
}

fn pasted(bytes: &[u8]) -> Input {
    let text = String::from_utf8_lossy(bytes);
    Input::Paste(text.replace("\r\n", "\n").replace('\r', "\n"))
}

fn step(bytes: &[u8]) -> Step {
    match bytes {
        [0x1b] | [0x1b, b'O'] => Step::Part,
        [0x1b, b'[', rest @ ..] => csi(rest),
        [0x1b, b'O', last, ..] => Step::Whole(3, cursor_key(*last).map(|key| press(key, 1))),
        [0x1b, 0x1b, ..] => Step::Whole(1, Some(press(Key::Esc, 1))),
        [0x1b, rest @ ..] => match key(rest) {
            Some((length, key)) => {
                let alt = key.map(|(key, ctrl)| Input::Press(Chord::new(key, ctrl, true, false)));
                Step::Whole(length + 1, alt)
            }
            None => Step::Part,
        },
        bytes => match key(bytes) {
            Some((length, key)) => {
                let plain =
                    key.map(|(key, ctrl)| Input::Press(Chord::new(key, ctrl, false, false)));
                Step::Whole(length, plain)
            }
            None => Step::Part,
        },
    }
}

/// A key without a sequence: its bytes, the key, whether ctrl is held. None while the character is not whole.
fn key(bytes: &[u8]) -> Option<(usize, Option<(Key, bool)>)> {
    let first = *bytes.first()?;
    let control = |c: u8| Some((1, Some((Key::Char(char::from(c)), true))));
    match first {
        b'\r' => Some((1, Some((Key::Enter, false)))),
        b'\t' => Some((1, Some((Key::Tab, false)))),
        0x7f => Some((1, Some((Key::Backspace, false)))),
        0 => control(b' '),
        0x01..=0x1a => control(first - 1 + b'a'),
        0x1b..=0x1f => control(first + 0x40),
        _ => {
            let length = match first {
                0..=0x7f => 1,
                0xc0..=0xdf => 2,
                0xe0..=0xef => 3,
                0xf0..=0xf7 => 4,
                _ => return Some((1, None)),
            };
            match std::str::from_utf8(bytes.get(..length).unwrap_or(bytes)) {
                Ok(text) => Some((length, text.chars().next().map(|c| (Key::Char(c), false)))),
                Err(bad) if bad.error_len().is_none() => None,
                Err(_) => Some((1, None)),
            }
        }
    }
}

/// What follows `ESC [`.
fn csi(rest: &[u8]) -> Step {
    // The Linux console's F1 to F5.
    if let [b'[', last, ..] = rest {
        let key = last.is_ascii_uppercase().then(|| Key::F(last - b'A' + 1));
        return Step::Whole(4, key.map(|key| press(key, 1)));
    }
    let Some(end) = rest.iter().position(|b| !(0x20..=0x3f).contains(b)) else {
        return if rest.len() > SEQUENCE_LIMIT {
            Step::Whole(rest.len() + 2, None)
        } else {
            Step::Part
        };
    };
    if rest == b"[" {
        return Step::Part;
    }
    let (parameters, last) = (&rest[..end], rest[end]);
    let length = end + 3;
    if !(0x40..=0x7e).contains(&last) {
        return Step::Whole(length - 1, None);
    }
    let mut numbers = parameters.split(|b| *b == b';').map(|n| {
        let digits = n.iter().take_while(|b| b.is_ascii_digit());
        digits.fold(0u16, |n, b| {
            n.saturating_mul(10).saturating_add(u16::from(b - b'0'))
        })
    });
    let first = numbers.next().unwrap_or(0);
    let modifiers = numbers.next().unwrap_or(1);
    let key = match last {
        b'~' if first == PASTE_START => return Step::Paste(length),
        b'~' => numbered_key(first),
        b'u' => char::from_u32(u32::from(first)).map(Key::Char),
        b'I' => return Step::Whole(length, Some(Input::Focus(true))),
        b'O' => return Step::Whole(length, Some(Input::Focus(false))),
        b'Z' => return Step::Whole(length, Some(press(Key::Tab, 2))),
        last => cursor_key(last),
    };
    Step::Whole(length, key.map(|key| press(key, modifiers)))
}

fn cursor_key(last: u8) -> Option<Key> {
    Some(match last {
        b'A' => Key::Up,
        b'B' => Key::Down,
        b'C' => Key::Right,
        b'D' => Key::Left,
        b'F' => Key::End,
        b'H' => Key::Home,
        b'M' => Key::Enter,
        b'P'..=b'S' => Key::F(last - b'P' + 1),
        _ => return None,
    })
}

fn numbered_key(number: u16) -> Option<Key> {
    let f = |from: u16, key: u8| u8::try_from(number - from).ok().map(|n| Key::F(key + n));
    match number {
        1 | 7 => Some(Key::Home),
        2 => Some(Key::Insert),
        3 => Some(Key::Delete),
        4 | 8 => Some(Key::End),
        5 => Some(Key::PageUp),
        6 => Some(Key::PageDown),
        11..=15 => f(11, 1),
        17..=21 => f(17, 6),
        23..=26 => f(23, 11),
        28..=29 => f(28, 15),
        31..=34 => f(31, 17),
        _ => None,
    }
}

/// A press with xterm's number for the modifiers: one more than shift 1, alt 2, ctrl 4.
fn press(key: Key, modifiers: u16) -> Input {
    let held = modifiers.saturating_sub(1);
    Input::Press(Chord::new(key, held & 4 != 0, held & 2 != 0, held & 1 != 0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(inputs: &[Input]) -> String {
        let words = inputs.iter().map(|input| match input {
            Input::Press(chord) => chord.to_string(),
            Input::Paste(text) => format!("{text:?}"),
            Input::Focus(gained) => format!("focus:{gained}"),
        });
        words.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn what_terminals_send() {
        for (bytes, keys) in [
            (&b"jG?- "[..], "j G ? - space"),
            (
                b"\r\t\x7f\x08\n\0",
                "enter tab backspace ctrl-h ctrl-j ctrl-space",
            ),
            (b"\x03\x12\x1a\x1c", "ctrl-c ctrl-r ctrl-z ctrl-\\"),
            (b"\x1b[A\x1bOB\x1b[1;5C\x1b[D", "up down ctrl-right left"),
            (
                b"\x1b[H\x1b[4~\x1b[5~\x1b[6~\x1b[3~",
                "home end pgup pgdn delete",
            ),
            (b"\x1bOP\x1b[15~\x1b[24~\x1b[[B", "f1 f5 f12 f2"),
            (b"\x1b[Z\x1bx\x1b\x7f", "shift-tab alt-x alt-backspace"),
            (b"\x1b[I\x1b[O", "focus:true focus:false"),
            ("é日".as_bytes(), "é 日"),
            (b"\x1b[200~a\rb\x1b[31m\x1b[201~q", "\"a\\nb\\u{1b}[31m\" q"),
            (b"\x1b[?1;2cq\x1b[97;5u", "q ctrl-a"),
            (b"\xff\xc3(q", "( q"),
        ] {
            assert_eq!(shown(&Decoder::default().feed(bytes)), keys, "{bytes:?}");
        }
    }

    #[test]
    fn half_a_sequence_waits_and_then_stands_for_itself() {
        for (bytes, key) in [
            (&b"\x1b"[..], "esc"),
            (b"\x1b[", "alt-["),
            (b"\x1bO", "alt-O"),
            (b"\x1b[1;", ""),
            (b"\xe6\x97", ""),
        ] {
            let mut decoder = Decoder::default();
            assert_eq!(decoder.feed(bytes), []);
            assert_eq!(decoder.patience(), Some(KEY_WAIT));
            assert_eq!(shown(decoder.flush().as_slice()), key, "{bytes:?}");
            assert_eq!(decoder.patience(), None);
        }
    }

    #[test]
    fn a_paste_whose_end_is_lost_is_what_has_come_of_it() {
        for (bytes, text) in [
            (&b"\x1b[200~"[..], ""),
            (b"\x1b[200~ab", "ab"),
            (b"\x1b[200~a line\r\nand more\x03", "a line\nand more\u{3}"),
        ] {
            let mut decoder = Decoder::default();
            assert_eq!(decoder.feed(bytes), []);
            assert_eq!(decoder.patience(), Some(PASTE_WAIT));
            assert_eq!(decoder.flush(), Some(Input::Paste(text.to_owned())));
            assert_eq!(decoder.patience(), None);
            assert_eq!(shown(&decoder.feed(b"\x1b[201~\x03")), "ctrl-c");
        }
    }

    proptest! {
        #[test]
        fn it_does_not_matter_how_bytes_are_cut(
            pieces in proptest::collection::vec(prop_oneof![
                Just(b"\x1b[200~".to_vec()),
                Just(b"\x1b[201~".to_vec()),
                Just(b"\x1b[1;5A".to_vec()),
                Just("é日".as_bytes().to_vec()),
                proptest::collection::vec(any::<u8>(), 0..8),
            ], 0..12),
            at in proptest::collection::vec(any::<proptest::sample::Index>(), 0..6),
        ) {
            let bytes = pieces.concat();
            let whole = Decoder::default().feed(&bytes);
            let mut cuts: Vec<usize> = at.iter().map(|i| i.index(bytes.len() + 1)).collect();
            cuts.extend([0, bytes.len()]);
            cuts.sort_unstable();
            let mut decoder = Decoder::default();
            let parts = cuts.windows(2).flat_map(|w| decoder.feed(&bytes[w[0]..w[1]]));
            prop_assert_eq!(parts.collect::<Vec<_>>(), whole);
        }
    }
}
