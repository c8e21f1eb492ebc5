//! Where a deck's text comes from.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use crate::domain::problem::{Problem, Severity};
use crate::domain::safe_text::SafeText;
use crate::storage::locate::Locator;
use crate::storage::regular_file::{self, Refused, Stamp};

/// A byte order mark, as some editors put before UTF-8.
const MARK: &[u8] = b"\xef\xbb\xbf";

/// The file of a deck, or its text in the binary.
#[derive(Debug, Clone)]
pub(super) enum Source {
    Bundled(&'static str),
    File {
        path: PathBuf,
        stamp: Stamp,
        /// Bytes before the text begins.
        mark: u8,
    },
}

/// A file as a problem names it.
pub(super) fn shown(path: &Path) -> SafeText {
    SafeText::line(&path.to_string_lossy())
}

/// A problem of a file as a whole.
pub(super) fn about(path: &SafeText, message: &str, help: Option<&str>) -> Problem {
    Problem {
        severity: Severity::Error,
        path: path.clone(),
        place: None,
        message: SafeText::line(message),
        help: help.map(SafeText::line),
    }
}

impl Source {
    /// Its file as the user would name it.
    pub(super) fn path(&self) -> Option<SafeText> {
        match self {
            Self::Bundled(_) => None,
            Self::File { path, .. } => Some(shown(path)),
        }
    }

    /// When its file was last changed, in UTC seconds since 1970.
    pub(super) fn modified(&self) -> Option<i64> {
        match self {
            Self::Bundled(_) => None,
            Self::File { stamp, .. } => Some(stamp.modified()),
        }
    }

    /// The whole text.
    pub(super) fn text(&self) -> Result<Cow<'static, str>, Problem> {
        match self {
            Self::Bundled(text) => Ok(Cow::Borrowed(text)),
            Self::File { path, .. } => Ok(Cow::Owned(load(path)?.0)),
        }
    }

    /// A stretch of the text, provided that the file has not changed.
    pub(super) fn part(&self, offset: u32, length: u32) -> Result<Cow<'static, str>, Problem> {
        match self {
            Self::Bundled(text) => {
                let from = offset as usize;
                Ok(Cow::Borrowed(
                    text.get(from..from + length as usize).unwrap_or_default(),
                ))
            }
            Self::File { path, stamp, mark } => {
                let from = u64::from(offset) + u64::from(*mark);
                regular_file::read_part(path, *stamp, from, length as usize)
                    .and_then(|bytes| String::from_utf8(bytes).map_err(|_| Refused::Changed))
                    .map(Cow::Owned)
                    .map_err(|why| refused(path, &why))
            }
        }
    }
}

/// The text of the file at `path`, and where it comes from.
pub(super) fn load(path: &Path) -> Result<(String, Source), Problem> {
    let (bytes, stamp) = regular_file::read(path).map_err(|why| refused(path, &why))?;
    let (text, mark) = decode(bytes, &shown(path))?;
    let source = Source::File {
        path: path.into(),
        stamp,
        mark,
    };
    Ok((text, source))
}

fn refused(path: &Path, why: &Refused) -> Problem {
    let help = match why {
        Refused::NotRegular(_) => Some("put the deck itself there, or give the thing another name"),
        Refused::TooLarge(_) => Some("make several decks of it"),
        Refused::Changed => Some("the decks have to be read again"),
        Refused::Io(_) => None,
    };
    about(&shown(path), &why.to_string(), help)
}

/// The text that `bytes` are, and how many of them are a byte order mark.
pub(super) fn decode(mut bytes: Vec<u8>, path: &SafeText) -> Result<(String, u8), Problem> {
    if matches!(
        bytes.as_slice(),
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] | [0, _, ..] | [_, 0, ..]
    ) {
        let help = "save it as UTF-8";
        return Err(about(
            path,
            "the file is UTF-16, and decks are UTF-8",
            Some(help),
        ));
    }
    let mark = if bytes.starts_with(MARK) {
        MARK.len()
    } else {
        0
    };
    bytes.drain(..mark);
    String::from_utf8(bytes)
        .map(|text| (text, mark as u8))
        .map_err(|error| {
            let at = error.utf8_error().valid_up_to();
            let byte = error.as_bytes().get(at).copied().unwrap_or_default();
            // The valid part is as long as it was, so its places hold in the mended text too.
            let mended = String::from_utf8_lossy(error.as_bytes());
            Problem {
                place: Some(Locator::new(&mended).place(at..at + 1)),
                ..about(
                    path,
                    &format!("the byte 0x{byte:02X} is not UTF-8"),
                    Some("save the file as UTF-8; it may be Latin-1 or Windows-1252 now"),
                )
            }
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_named() {
        let path = SafeText::new("a.json");
        assert_eq!(
            decode(b"\xef\xbb\xbf{}".to_vec(), &path),
            Ok(("{}".into(), 3))
        );
        let utf16: Vec<u8> = "{}".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert!(decode(utf16, &path).unwrap_err().message.contains("UTF-16"));
        let latin = decode(b"{\n  \"na\xefve\": 1}".to_vec(), &path).unwrap_err();
        let place = latin.place.unwrap();
        assert_eq!((place.line, place.column), (2, 6));
        assert_eq!(&*latin.message, "the byte 0xEF is not UTF-8");
    }
}
