//! Owns the repair of what the tools that write side-by-side files do to a sentence: escaped delimiters and broken lines.

use std::ops::Range;

use super::text_map::Edit;

/// The edits that repair one unit of a body, in order; `other` is the same sentence on the other side.
pub(super) fn edits(body: &str, unit: &Range<usize>, other: &str) -> Vec<Edit> {
    let text = body.get(unit.clone()).unwrap_or_default();
    let mut edits = Vec::new();
    if text.contains("\\*") {
        escaped_runs(text, unit.start, other, &mut edits);
    }
    if text.contains('\n') {
        broken_lines(text, unit.start, &mut edits);
    }
    edits.sort_by_key(|edit| edit.range.start);
    edits
}

/// The same for a translation, with what keeps it from changing the structure around it: its first letters begin no block that its
/// source does not begin, for `1. august` is a date and no list, and a `|` in the cell of a table is a letter.
pub(super) fn edits_of_translation(body: &str, unit: &Range<usize>, source: &str) -> Vec<Edit> {
    let Some(text) = body.get(unit.clone()) else { return Vec::new() };
    let mut edits = edits(body, unit, source);
    if begins_line(body, unit.start) {
        line_start(text, unit.start, source, &mut edits);
    }
    if text.contains('|') && bars(source).next().is_none() && is_cell(body, unit) {
        edits.extend(bars(text).map(|at| escape(unit.start + at)));
    }
    edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
    edits.dedup();
    edits
}

fn escape(at: usize) -> Edit {
    Edit { range: at..at, text: "\\".to_owned() }
}

/// Spaces would move the text behind in a list, and a mark would begin a block.
fn line_start(text: &str, base: usize, source: &str, edits: &mut Vec<Edit>) {
    let trimmed = text.trim_start_matches([' ', '\t', '\n', '\r']);
    let start = base + text.len() - trimmed.len();
    if start > base && !source.starts_with([' ', '\t']) {
        edits.retain(|edit| edit.range.start >= start);
        edits.push(Edit { range: base..start, text: String::new() });
    }
    let mark = block_mark_in(trimmed).filter(|_| block_mark_in(source.trim_start()).is_none());
    edits.extend(mark.map(|at| escape(start + at)));
}

/// Where a text needs a backslash so that it begins no heading, quotation or item of a list, and underlines none.
fn block_mark_in(text: &str) -> Option<usize> {
    let ends_word = |rest: &str| rest.is_empty() || rest.starts_with([' ', '\t', '\n', '\r']);
    let line = text.split(['\n', '\r']).next().unwrap_or_default().trim_end();
    let is_line_of = |marks: &[char]| !line.is_empty() && line.chars().all(|letter| marks.contains(&letter));
    let digits = text.len() - text.trim_start_matches(|letter: char| letter.is_ascii_digit()).len();
    let hashes = text.len() - text.trim_start_matches('#').len();
    let is_mark = match text.chars().next()? {
        '>' | '|' => true,
        '=' => is_line_of(&['=']),
        ':' => is_line_of(&['|', '-', ':', ' ', '\t']),
        '-' | '+' | '*' => ends_word(&text[1..]) || is_line_of(&['-', '|', ':', ' ', '\t']),
        '#' => hashes <= 6 && ends_word(&text[hashes..]),
        '0'..='9' if digits <= 9 => {
            let rest = text[digits..].strip_prefix(['.', ')'])?;
            return ends_word(rest).then_some(digits);
        }
        _ => false,
    };
    is_mark.then_some(0)
}

/// The quotations and lists that a line begins with.
pub(super) fn container_marks(line: &str) -> &str {
    let is_mark = |byte: &&u8| is_container_mark(char::from(**byte));
    &line[..line.as_bytes().iter().take(MOST_MARKS).take_while(is_mark).count()]
}

/// Where the bars of a text stand that end a cell.
pub(super) fn bars(text: &str) -> impl Iterator<Item = usize> + '_ {
    let bytes = text.as_bytes();
    let is_escaped = |at: usize| bytes[..at].iter().rev().take_while(|byte| **byte == b'\\').count() % 2 == 1;
    memchr::memchr_iter(b'|', bytes).filter(move |at| !is_escaped(*at))
}

/// True where bars stand around a unit on its line.
pub(super) fn is_cell(body: &str, unit: &Range<usize>) -> bool {
    let line = line_around(body, unit);
    bars(&body[line.start..unit.start]).chain(bars(&body[unit.end..line.end])).next().is_some()
}

/// How far the ends of a line are searched for, in bytes, so that a line of many units is not read again for each.
const LONGEST: usize = 1 << 15;

/// The line or lines that a place stands on.
pub(super) fn line_around(text: &str, place: &Range<usize>) -> Range<usize> {
    let bytes = text.as_bytes();
    let first = place.start.saturating_sub(LONGEST);
    let last = (place.end + LONGEST).min(bytes.len());
    let start = memchr::memrchr(b'\n', &bytes[first..place.start]).map(|end| first + end + 1);
    let end = memchr::memchr(b'\n', &bytes[place.end..last]).map(|length| place.end + length);
    let start = start
        .unwrap_or_else(|| (first..place.start).find(|at| text.is_char_boundary(*at)).unwrap_or(place.start));
    let end = end
        .unwrap_or_else(|| (last..bytes.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(bytes.len()));
    start..end
}

/// How many bytes of marks a line of text has before it at most.
const MOST_MARKS: usize = 64;

/// True where only the marks of quotations and lists stand before a place on its line.
fn begins_line(text: &str, at: usize) -> bool {
    let before = &text.as_bytes()[..at];
    let marks = before.iter().rev().take(MOST_MARKS).take_while(|byte| is_container_mark(char::from(**byte)));
    let start = before.len() - marks.count();
    start.checked_sub(1).is_none_or(|last| before[last] == b'\n')
}

fn is_container_mark(letter: char) -> bool {
    letter.is_ascii_digit() || " \t>-+*.)".contains(letter)
}

/// What of a body the edits take away that a reader would see: stars, but no backslashes and line breaks.
pub(super) fn taken_away<'a>(body: &'a str, edits: &'a [Edit]) -> impl Iterator<Item = Range<usize>> + 'a {
    let has_stars = |range: &Range<usize>| body.get(range.clone()).is_some_and(|text| text.contains('*'));
    edits.iter().filter(|edit| edit.text.is_empty()).map(|edit| edit.range.clone()).filter(has_stars)
}

/// The writing tool puts a backslash before every `*` that is not a delimiter at its place. Runs of two or four stars were meant as
/// delimiters: they lose their backslashes and can be repaired later. A single star may be a literal star and is kept. A longer run that
/// the other side does not have is left over from several delimiters, and is removed.
fn escaped_runs(text: &str, base: usize, other: &str, edits: &mut Vec<Edit>) {
    let mut at = 0;
    while let Some(offset) = text[at..].find("\\*") {
        let start = at + offset - trailing_stars(&text[at..at + offset]);
        let run = star_run(&text[start..]);
        let stars = run.matches('*').count();
        let place = |range: Range<usize>| base + start + range.start..base + start + range.end;
        if stars > 4 && !other.contains(run) {
            edits.push(Edit { range: place(0..run.len()), text: String::new() });
        } else if matches!(stars, 2 | 4) && (run.matches('\\').count() == stars || !other.contains(run)) {
            edits.extend(
                run.match_indices('\\').map(|(at, _)| Edit { range: place(at..at + 1), text: String::new() }),
            );
        }
        at = start + run.len();
    }
}

fn trailing_stars(text: &str) -> usize {
    text.len() - text.trim_end_matches('*').len()
}

/// The stars at the beginning of a text, escaped or not.
fn star_run(text: &str) -> &str {
    let mut length = 0;
    loop {
        let rest = &text[length..];
        length += if rest.starts_with("\\*") {
            2
        } else if rest.starts_with('*') {
            1
        } else {
            return &text[..length];
        };
    }
}

/// A unit never crosses a block, so a line break followed by an indent inside it becomes a space; parsed as Markdown it could begin a
/// list or a code block. Hard line breaks are kept.
fn broken_lines(text: &str, base: usize, edits: &mut Vec<Edit>) {
    for (at, _) in text.match_indices('\n') {
        let after = &text[at + 1..];
        let indent = after.len() - after.trim_start_matches([' ', '\t']).len();
        let before = &text[..at];
        let leading = before.trim().is_empty();
        let hard = before.ends_with("  ") || before.ends_with('\\');
        if leading || (indent > 0 && !hard) {
            let text = if leading { "" } else { " " };
            edits.push(Edit { range: base + at..base + at + 1 + indent, text: text.to_owned() });
        }
    }
}
