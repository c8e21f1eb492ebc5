//! Text from strangers, made harmless to show.

use std::fmt;
use std::ops::Deref;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthChar;

/// A grapheme longer than this many code points is cut: stacked marks climb over other lines.
const GRAPHEME_CODE_POINTS: usize = 8;
/// A grapheme longer than this many bytes is cut.
const GRAPHEME_BYTES: usize = 32;
/// What a tab becomes.
const TAB: &str = "    ";

/// Text that may be drawn or printed as it is: no control, bidi, zero-width or tag characters, and
/// no grapheme of more than 8 code points. Newlines stay. It is for showing: files and the journal
/// keep the raw text.
#[derive(Clone, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SafeText(Box<str>);

impl SafeText {
    /// Cleans `raw`. Cleaning clean text changes nothing.
    pub fn new(raw: &str) -> Self {
        if raw
            .bytes()
            .all(|b| b == b'\n' || (b' '..=b'~').contains(&b))
        {
            return Self(raw.into());
        }
        let mut clean = cut(&replace(raw));
        // What is cut or removed can bring together what must not stand together: again, until
        // nothing changes. Each round is shorter than the one before.
        loop {
            let next = cut(&replace(&clean));
            if next == clean {
                return Self(clean.into());
            }
            clean = next;
        }
    }

    /// The same on one line: each run of white space becomes one space, the ends are trimmed.
    pub fn line(raw: &str) -> Self {
        let clean = Self::new(raw);
        if !clean.contains('\n') && !clean.contains("  ") && clean.trim() == &*clean {
            return clean;
        }
        Self(
            clean
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ")
                .into(),
        )
    }

    /// The clean text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Makes control characters visible and removes what hides or turns text.
fn replace(raw: &str) -> String {
    let mut clean = String::with_capacity(raw.len());
    let mut previous = None;
    let mut rest = raw.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '\r' if rest.peek() == Some(&'\n') => continue,
            '\n' | '\u{2028}' | '\u{2029}' => clean.push('\n'),
            '\t' => clean.push_str(TAB),
            '\0'..='\u{1f}' => clean.extend(char::from_u32(0x2400 + u32::from(c))),
            '\u{7f}' => clean.push('\u{2421}'),
            '\u{80}'..='\u{9f}' => clean.push('\u{fffd}'),
            // Joiners make words of several scripts and many emoji; anywhere else they hide text.
            '\u{200c}' | '\u{200d}' => {
                if !(previous.is_some_and(joinable) && rest.peek().copied().is_some_and(joinable)) {
                    continue;
                }
                clean.push(c);
            }
            c if invisible(c) => continue,
            c => clean.push(c),
        }
        previous = Some(c);
    }
    clean
}

/// Cuts every grapheme to its limits, and takes away marks that stand on nothing: they would climb
/// on whatever is drawn before the text.
fn cut(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    for grapheme in text.graphemes(true) {
        let start = clean.len();
        let grapheme = grapheme.trim_start_matches(|c: char| c.width() == Some(0));
        for c in grapheme.chars().take(GRAPHEME_CODE_POINTS) {
            if clean.len() - start + c.len_utf8() > GRAPHEME_BYTES {
                break;
            }
            clean.push(c);
        }
    }
    clean
}

fn joinable(c: char) -> bool {
    c.is_alphabetic()
        || matches!(c, '\u{300}'..='\u{36f}' | '\u{900}'..='\u{dff}' | '\u{fe0f}')
        || matches!(c, '\u{2190}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}')
}

fn invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{115f}'
            | '\u{1160}'
            | '\u{17b4}'
            | '\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{3164}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{fff0}'..='\u{fffb}'
            | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}

impl Deref for SafeText {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SafeText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for SafeText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl From<&str> for SafeText {
    fn from(raw: &str) -> Self {
        Self::new(raw)
    }
}
