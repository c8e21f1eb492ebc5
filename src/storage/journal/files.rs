//! The files of the journal: which there are, and how far each has been read.

use std::fs::{self, DirEntry, File, Metadata};
use std::io::{self, BufRead, BufReader, ErrorKind, Read, Seek, SeekFrom};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use super::line::{Damage, HEAD, LINE_LIMIT};
use crate::storage::disk::DiskError;

/// How deep under the journal's folder files are looked for.
const DEPTH: usize = 4;
/// Bytes read at a time.
const CHUNK: usize = 256 * 1024;
/// The end of a file whose check tells whether it was only added to.
const TAIL: u64 = 4096;

/// A file of the journal, as far as it has been read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct JournalFile {
    /// Its path under the journal's folder.
    pub name: PathBuf,
    /// Its length when it was read, in bytes.
    pub length: u64,
    /// All before this byte has been taken in: `length`, or where a torn last line begins.
    pub read_to: u64,
    /// 0 if it was not there when it was looked for.
    pub inode: u64,
}

impl JournalFile {
    /// Takes it as a file that is not there: its name keeps its place.
    pub(super) fn forget(&mut self) {
        (self.length, self.read_to, self.inode) = (0, 0, 0);
    }

    /// Whether it was not there when it was looked for.
    pub(super) fn is_gone(&self) -> bool {
        self.inode == 0
    }
}

/// The place of a file in the list; it is put at the end, as one of which nothing has been read,
/// where it is not in it.
pub(super) fn place(files: &mut Vec<JournalFile>, found: &Found) -> usize {
    let known = files.iter().position(|file| file.name == found.name);
    known.unwrap_or_else(|| {
        files.push(JournalFile {
            name: found.name.clone(),
            length: 0,
            read_to: 0,
            inode: found.inode,
        });
        files.len() - 1
    })
}

/// A file as it stands on the disk.
#[derive(Debug)]
pub(super) struct Found {
    pub name: PathBuf,
    pub length: u64,
    /// Nanoseconds since 1970.
    pub modified: i64,
    pub inode: u64,
}

impl Found {
    pub(super) fn new(name: PathBuf, metadata: &Metadata) -> Self {
        let nanoseconds = metadata.mtime().wrapping_mul(1_000_000_000);
        Self {
            name,
            length: metadata.len(),
            modified: nanoseconds.wrapping_add(metadata.mtime_nsec()),
            inode: metadata.ino(),
        }
    }
}

/// Every regular file in `folder` of the journal at `root` and below it, by name. A folder that is
/// not there is empty.
pub(super) fn list(root: &Path, folder: &Path) -> Result<Vec<Found>, DiskError> {
    let mut found = Vec::new();
    walk(root, folder, DEPTH, &mut found)?;
    found.sort_unstable_by(|a, b| a.name.cmp(&b.name));
    Ok(found)
}

fn walk(root: &Path, folder: &Path, deep: usize, found: &mut Vec<Found>) -> Result<(), DiskError> {
    let path = root.join(folder);
    let failed = |error| DiskError::at("read the folder", &path)(error);
    let entries = match fs::read_dir(&path) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(failed(error)),
    };
    for entry in entries {
        let entry: DirEntry = entry.map_err(failed)?;
        let name = folder.join(entry.file_name());
        let kind = entry.file_type().map_err(failed)?;
        if kind.is_dir() && deep > 0 {
            walk(root, &name, deep - 1, found)?;
        } else if kind.is_file() {
            match entry.metadata() {
                Ok(metadata) => found.push(Found::new(name, &metadata)),
                // A sync tool's temporary file may go at any moment.
                Err(error) if error.kind() == ErrorKind::NotFound => {}
                Err(error) => return Err(failed(error)),
            }
        }
    }
    Ok(())
}

/// Where a line stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    /// Its first byte.
    pub offset: u64,
    /// Counted from 1, from where reading began.
    pub line: u64,
}

/// What looks at each line. Anything it does not take is looked at again in pieces, and reported.
pub(super) trait Reader {
    /// Takes a line, its newline left out.
    fn take(&mut self, place: Place, line: &[u8]) -> Result<(), Damage>;

    /// Hears of a line that is no entry, after what could be saved of it was taken.
    fn damaged(&mut self, _place: Place, _why: Damage) {}
}

/// Reads the lines of a file from a byte on, which must be a line's first. Returns the file's length
/// and how far it was taken in: to its end, or to where a torn last line begins.
pub(super) fn read(path: &Path, from: u64, reader: &mut impl Reader) -> io::Result<(u64, u64)> {
    let mut file = File::open(path)?;
    file.seek(SeekFrom::Start(from))?;
    let mut input = BufReader::with_capacity(CHUNK, file);
    // The start of a line that goes on in the next chunk, and the line's whole length.
    let mut started = Vec::new();
    let mut length = 0;
    let mut place = Place {
        offset: from,
        line: 1,
    };
    loop {
        let chunk = match input.fill_buf() {
            Ok(chunk) => chunk,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        if chunk.is_empty() {
            break;
        }
        let end = memchr::memchr(b'\n', chunk);
        let part = &chunk[..end.unwrap_or(chunk.len())];
        length += part.len() as u64;
        if end.is_some() && started.is_empty() {
            offer(reader, place, part);
        } else {
            let room = (LINE_LIMIT + 2).saturating_sub(started.len());
            started.extend_from_slice(&part[..part.len().min(room)]);
            if end.is_some() {
                offer(reader, place, &started);
            }
        }
        let consumed = part.len() + usize::from(end.is_some());
        if end.is_some() {
            place.offset += length + 1;
            place.line += 1;
            length = 0;
            started.clear();
        }
        input.consume(consumed);
    }
    let whole = length == 0 || offer(reader, place, &started);
    let end = place.offset + length;
    Ok((end, if whole { end } else { place.offset }))
}

/// Offers a line, and where it is no entry the pieces of it that may be: two lines may have become
/// one. Returns whether nothing was wrong with it.
fn offer(reader: &mut impl Reader, place: Place, line: &[u8]) -> bool {
    // What git and some editors put before a newline.
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    if line.is_empty() {
        return true;
    }
    let Err(why) = reader.take(place, line) else {
        return true;
    };
    for (start, piece) in pieces(line) {
        let offset = place.offset + start as u64;
        let _ = reader.take(Place { offset, ..place }, piece);
    }
    reader.damaged(place, why);
    false
}

/// What may be entries within a damaged line, with their place in it: from each head to the last
/// brace before the next. Within an entry's texts a head has backslashes.
fn pieces(line: &[u8]) -> impl Iterator<Item = (usize, &[u8])> {
    let mut heads: Vec<usize> = memchr::memmem::find_iter(line, HEAD).collect();
    heads.push(line.len());
    let pieces: Vec<_> = heads
        .windows(2)
        .filter_map(|pair| {
            let piece = &line[pair[0]..pair[1]];
            let end = memchr::memrchr(b'}', piece)? + 1;
            (end < line.len()).then_some((pair[0], &piece[..end]))
        })
        .collect();
    pieces.into_iter()
}

/// The line that begins at `offset`, without its newline, and cut where a damaged line goes on with
/// another entry.
pub(super) fn line_at(file: &mut File, offset: u64) -> io::Result<Vec<u8>> {
    file.seek(SeekFrom::Start(offset))?;
    let mut line = Vec::new();
    let mut input = BufReader::with_capacity(4096, file.take(LINE_LIMIT as u64 + 1));
    input.read_until(b'\n', &mut line)?;
    while line.last().is_some_and(|last| b"\r\n".contains(last)) {
        line.pop();
    }
    Ok(line)
}

/// The first line that begins at `offset` or after it.
pub(super) fn next_line(path: &Path, offset: u64) -> io::Result<u64> {
    let mut file = File::open(path)?;
    file.seek(SeekFrom::Start(offset.saturating_sub(1)))?;
    let skipped = BufReader::new(file).skip_until(b'\n')?;
    Ok(offset.saturating_sub(1) + skipped as u64)
}

/// The part of a damaged line that is its first entry, if it has one.
pub(super) fn first_piece(line: &[u8]) -> Option<&[u8]> {
    pieces(line)
        .next()
        .filter(|(start, _)| *start == 0)
        .map(|(_, piece)| piece)
}

/// CRC-32 of the last 4 KiB before `end`.
pub(super) fn tail(path: &Path, end: u64) -> io::Result<u32> {
    let from = end.saturating_sub(TAIL);
    let mut bytes = Vec::with_capacity(TAIL as usize);
    let mut file = File::open(path)?;
    file.seek(SeekFrom::Start(from))?;
    file.take(end - from).read_to_end(&mut bytes)?;
    Ok(crc32fast::hash(&bytes))
}
