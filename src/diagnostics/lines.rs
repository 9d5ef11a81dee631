//! Owns lines and columns in the bytes of one file: found once for the whole file, so that thousands of places on one line cost
//! what they would on thousands of lines.

use std::borrow::Cow;

/// The bytes of a file, with where its lines begin.
pub(crate) struct LineIndex {
    bytes: Vec<u8>,
    /// The offset at which each line begins.
    starts: Vec<usize>,
    /// Offsets about `STRIDE` bytes apart, each with how many characters stand before it.
    marks: Vec<(usize, usize)>,
}

/// How far apart the marks are: no column is counted over more bytes than these.
const STRIDE: usize = 1024;

impl LineIndex {
    /// The lines of a file. What is not UTF-8 counts as the U+FFFD that it is displayed as.
    pub(crate) fn of(bytes: Vec<u8>) -> Self {
        let line_feeds = memchr::memchr_iter(b'\n', &bytes);
        let starts = std::iter::once(0).chain(line_feeds.map(|at| at + 1)).collect();
        Self { starts, marks: marks(&bytes), bytes }
    }

    /// How many bytes the file has.
    pub(crate) fn size(&self) -> usize {
        self.bytes.len()
    }

    /// The line and the column of an offset, counted from 1; columns in characters.
    pub(crate) fn line_and_column(&self, offset: usize) -> (usize, usize) {
        let offset = offset.min(self.size());
        let line = self.starts.partition_point(|start| *start <= offset);
        let before_line = self.characters_before(self.starts[line - 1]);
        (line, self.characters_before(offset) - before_line + 1)
    }

    /// The bytes of a line that exists, without the ones that end it: where they begin and end in the file.
    pub(crate) fn bounds(&self, line: usize) -> (usize, usize) {
        let start = self.starts[line - 1];
        let end = self.starts.get(line).map_or(self.size(), |next| next - 1);
        let end = if end > start && self.bytes[end - 1] == b'\r' { end - 1 } else { end };
        (start, end)
    }

    /// The last characters of `start..end`, behind a `…` where it is longer than `reach` bytes.
    pub(crate) fn tail(&self, start: usize, end: usize, reach: usize) -> String {
        if end - start <= reach {
            return text(&self.bytes[start..end]).into_owned();
        }
        let cut = (end - reach..end).find(|at| !self.continues(*at)).unwrap_or(end);
        format!("…{}", text(&self.bytes[cut..end]))
    }

    /// The first characters of `start..end`, before a `…` where it is longer than `reach` bytes.
    pub(crate) fn head(&self, start: usize, end: usize, reach: usize) -> String {
        if end - start <= reach {
            return text(&self.bytes[start..end]).into_owned();
        }
        let cut = (start..=start + reach).rev().find(|at| !self.continues(*at)).unwrap_or(start);
        format!("{}…", text(&self.bytes[start..cut]))
    }

    /// True where a byte belongs to the character before it.
    fn continues(&self, at: usize) -> bool {
        self.bytes.get(at).is_some_and(|byte| byte & 0b1100_0000 == 0b1000_0000)
    }

    fn characters_before(&self, offset: usize) -> usize {
        let next = self.marks.partition_point(|(at, _)| *at <= offset);
        let (at, count) = self.marks[next - 1];
        count + text(&self.bytes[at..offset]).chars().count()
    }
}

/// Marks stand only between characters, where what is before and what is after can be read apart.
fn marks(bytes: &[u8]) -> Vec<(usize, usize)> {
    let mut marks = vec![(0, 0)];
    let (mut at, mut count, mut last) = (0, 0, 0);
    for chunk in bytes.utf8_chunks() {
        let broken = (!chunk.invalid().is_empty()).then_some(chunk.invalid().len());
        for length in chunk.valid().chars().map(char::len_utf8).chain(broken) {
            (at, count) = (at + length, count + 1);
            if at - last >= STRIDE {
                marks.push((at, count));
                last = at;
            }
        }
    }
    marks
}

fn text(bytes: &[u8]) -> Cow<'_, str> {
    String::from_utf8_lossy(bytes)
}
