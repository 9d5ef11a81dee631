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
