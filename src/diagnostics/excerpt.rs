//! Owns where a diagnostic is for a person: line and column, and the text of the line, safe to print.

use std::borrow::Cow;

use super::Diagnostic;
use super::lines::LineIndex;
use crate::source::{Location, SourcePath, Sources};

/// A place, resolved against the bytes of its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ResolvedLocation {
    /// The path of the file, as displayed.
    pub path: String,
    /// Where in the file; absent where the file can no longer be read.
    pub point: Option<LineColumn>,
}

/// Lines and columns of a place, counted from 1; columns in characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LineColumn {
    /// The line of the first character.
    pub line: usize,
    /// Its column.
    pub column: usize,
    /// The line of the last character.
    pub end_line: usize,
    /// The column after the last character.
    pub end_column: usize,
    /// The first line, in three pieces: before the place, the place, and after it. A very long one is cut around the place,
    /// with a `…` where it was.
    pub pieces: [String; 3],
}

impl LineColumn {
    /// The first line in one piece.
    pub(crate) fn excerpt(&self) -> String {
        self.pieces.concat()
    }
}

/// Resolves places. Diagnostics come sorted by file, so one file at a time is held.
pub(crate) struct Locator<'a> {
    sources: &'a dyn Sources,
    open: Option<OpenFile>,
}

struct OpenFile {
    path: SourcePath,
    displayed: String,
    /// Absent where the file cannot be read.
    lines: Option<LineIndex>,
}

impl<'a> Locator<'a> {
    /// A locator that reads from these sources.
    pub(crate) fn new(sources: &'a dyn Sources) -> Self {
        Self { sources, open: None }
    }

    /// The location of a diagnostic, if it has a place.
    pub(crate) fn locate(&mut self, diagnostic: &Diagnostic) -> Option<ResolvedLocation> {
        diagnostic.place.as_ref().map(|place| self.place(place))
    }

    /// The location of a place.
    pub(crate) fn place(&mut self, place: &Location) -> ResolvedLocation {
        let file = self.file(&place.path);
        let point = file.lines.as_ref().map(|lines| point(lines, place));
        ResolvedLocation { path: file.displayed.clone(), point }
    }

    fn file(&mut self, path: &SourcePath) -> &OpenFile {
        let sources = self.sources;
        let open = self.open.take().filter(|file| file.path == *path);
        self.open.insert(open.unwrap_or_else(|| read(sources, path)))
    }
}

fn read(sources: &dyn Sources, path: &SourcePath) -> OpenFile {
    let lines = sources.read(path).bytes().map(LineIndex::of);
    OpenFile { path: path.clone(), displayed: sources.display_path(path), lines }
}

/// Spans may have been taken from an older state of the file, so nothing here trusts them.
fn point(lines: &LineIndex, place: &Location) -> LineColumn {
    let start = place.span.start.min(lines.size());
    let end = place.span.end.clamp(start, lines.size());
    let (line, column) = lines.line_and_column(start);
    let (end_line, end_column) = lines.line_and_column(end);
    let (line_start, line_end) = lines.bounds(line);
    let first = start.min(line_end);
    let last = end.clamp(first, line_end);
    let pieces = [
        lines.tail(line_start, first, REACH),
        lines.head(first, last, REACH),
        lines.head(last, line_end, REACH),
    ];
    LineColumn { line, column, end_line, end_column, pieces }
}

/// How many bytes of a line are kept on either side of a place, and of the place: more than any form shows in columns, and not
/// so many that a file of one line is printed whole with each of its messages.
const REACH: usize = 2000;

/// The text with characters that would change how a terminal shows the rest written out, such as `<U+202E>`.
pub(crate) fn escaped(text: &str) -> Cow<'_, str> {
    written_out(text, is_treacherous)
}

/// The text with some characters written out, such as `<U+202E>`.
pub(crate) fn written_out(text: &str, is_odd: fn(char) -> bool) -> Cow<'_, str> {
    if !text.contains(is_odd) {
        return Cow::Borrowed(text);
    }
    let write_out = |letter: char| {
        if is_odd(letter) { format!("<U+{:04X}>", u32::from(letter)) } else { letter.to_string() }
    };
    Cow::Owned(text.chars().map(write_out).collect())
}

/// Control characters, bidirectional controls, and zero-width characters.
fn is_treacherous(letter: char) -> bool {
    (letter.is_control() && letter != '\t')
        || matches!(letter, '\u{61C}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

/// The pieces of a line, escaped, and cut around the place to about `columns` columns; `ellipsis` stands where they were cut.
pub(crate) fn window(pieces: &[String; 3], columns: usize, ellipsis: &str) -> [String; 3] {
    let [before, whole, after] = pieces.each_ref().map(|piece| escaped(piece).replace('\t', "    "));
    // Some of what stands around even the longest place has to be seen to find it.
    let place = cut_end(&whole, columns * 3 / 4, ellipsis);
    let left = columns.saturating_sub(width(&place));
    let after = if place == whole {
        cut_end(&after, left.saturating_sub(width(&before).min(left / 2)), ellipsis)
    } else {
        String::new()
    };
    let before = cut_start(&before, left.saturating_sub(width(&after)), ellipsis);
    [before, place, after]
}

fn cut_end(text: &str, room: usize, ellipsis: &str) -> String {
    if width(text) <= room {
        return text.to_owned();
    }
    let kept: String = fitting(text.chars(), room.saturating_sub(width(ellipsis))).collect();
    kept + ellipsis
}

fn cut_start(text: &str, room: usize, ellipsis: &str) -> String {
    if width(text) <= room {
        return text.to_owned();
    }
    let kept: Vec<char> = fitting(text.chars().rev(), room.saturating_sub(width(ellipsis))).collect();
    ellipsis.chars().chain(kept.into_iter().rev()).collect()
}

/// The first characters that fit.
fn fitting(letters: impl Iterator<Item = char>, room: usize) -> impl Iterator<Item = char> {
    let mut used = 0;
    letters.take_while(move |letter| {
        used += column_width(*letter);
        used <= room
    })
}

fn width(text: &str) -> usize {
    text.chars().map(column_width).sum()
}

/// An upper bound is enough where a line is only cut to length.
fn column_width(letter: char) -> usize {
    if letter >= '\u{1100}' && !('\u{1E00}'..'\u{2E80}').contains(&letter) { 2 } else { 1 }
}
