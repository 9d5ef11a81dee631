//! Owns the repair of emphasis: delimiter runs that a strict parser left as text are made to open and close in turn.
//!
//! CommonMark lets a run open or close by the characters beside it, and counts neither CJK letters nor full-width
//! punctuation as Western writing would have them. A [`SENTINEL`] beside a run changes what it is beside.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::SENTINEL;
use super::scripts::is_spaceless;
use crate::parse::text_map::Edit;

/// Runs of `*` that stand in plain text, unescaped.
pub(super) fn left_over(text: &str, texts: &[Range<usize>]) -> Vec<Range<usize>> {
    let Some(first) = texts.iter().find(|range| text[(*range).clone()].contains('*')) else {
        return Vec::new();
    };
    let end = texts.last().map_or(first.end, |range| range.end);
    runs_of(b'*', text, first.start..end)
        .into_iter()
        .filter(|run| super::is_inside(texts, run.start))
        .collect()
}

/// The edits by which runs beside letters of scripts without spaces open and close as they do beside those of other scripts: where a
/// run of one stretch is left over, each of them that stands between two characters, one of such a script, may do both.
pub(super) fn beside_letters(
    text: &str,
    run: &Range<usize>,
    spoken: &[Range<usize>],
    is_hidden: &dyn Fn(usize) -> bool,
) -> Vec<Edit> {
    let mut edits = Vec::new();
    let written = &text[run.clone()];
    if memchr::memchr2(b'*', b'~', written.as_bytes()).is_none() || !written.contains(is_spaceless) {
        return edits;
    }
    for delimiter in [b'*', b'~'] {
        // A lone `~` between numbers is a range.
        let is_run = |found: &Range<usize>| delimiter == b'*' || found.len() == 2;
        let runs: Vec<_> = runs_of(delimiter, text, run.clone())
            .into_iter()
            .filter(|found| is_run(found) && !is_hidden(found.start))
            .collect();
        if runs.iter().any(|found| super::is_inside(spoken, found.start)) {
            runs.iter().for_each(|found| open_and_close(text, found, &mut edits));
        }
    }
    edits.sort_by_key(|edit| edit.range.start);
    edits
}

/// With punctuation on both sides, a run both opens and closes.
fn open_and_close(text: &str, run: &Range<usize>, edits: &mut Vec<Edit>) {
    let before = text[..run.start].chars().next_back().filter(|letter| !letter.is_whitespace());
    let behind = text[run.end..].chars().next().filter(|letter| !letter.is_whitespace());
    let (Some(before), Some(behind)) = (before, behind) else { return };
    let are_words = before.is_alphanumeric() && behind.is_alphanumeric();
    if are_words || !(is_spaceless(before) || is_spaceless(behind)) {
        return;
    }
    let is_mark = |character: char| character.is_ascii_punctuation() || character == SENTINEL;
    if !is_mark(before) {
        insert(run.start, edits);
    }
    if !is_mark(behind) {
        insert(run.end, edits);
    }
}

/// The edits that make the left-over runs of one stretch of inline content work.
pub(super) fn edits(
    text: &str,
    run: &Range<usize>,
    texts: &[Range<usize>],
    is_hidden: &dyn Fn(usize) -> bool,
    units: &[Range<usize>],
) -> Vec<Edit> {
    let left_over = left_over(text, texts);
    if left_over.is_empty() {
        return Vec::new();
    }
    let all: Vec<_> =
        runs_of(b'*', text, run.clone()).into_iter().filter(|stars| !is_hidden(stars.start)).collect();
    let mut edits = Vec::new();
    for group in groups(&all, units) {
        let is_left_over =
            |stars: &Range<usize>| left_over.binary_search_by_key(&stars.start, |run| run.start).is_ok();
        if group.iter().any(is_left_over) {
            pair_up(text, &group, 2, &mut edits);
            pair_up(text, &group, 1, &mut edits);
        }
    }
    edits.sort_by_key(|edit| edit.range.start);
    edits
}

/// Runs of one unit belong together; those outside of all units, too.
fn groups(runs: &[Range<usize>], units: &[Range<usize>]) -> Vec<Vec<Range<usize>>> {
    let mut groups: Vec<Vec<Range<usize>>> = Vec::new();
    let mut known: FxHashMap<Option<usize>, usize> = FxHashMap::default();
    for run in runs {
        let index = units.partition_point(|unit| unit.end <= run.start);
        let key = units.get(index).filter(|unit| unit.start <= run.start).map(|_| index);
        let group = *known.entry(key).or_insert(groups.len());
        match groups.get_mut(group) {
            Some(group) => group.push(run.clone()),
            None => groups.push(vec![run.clone()]),
        }
    }
    groups
}

/// Makes runs of one length open and close in turn, if their number is even.
fn pair_up(text: &str, group: &[Range<usize>], length: usize, edits: &mut Vec<Edit>) {
    let halves = group.iter().flat_map(|run| {
        let double = run.len() == 2 * length && length == 2;
        let middle = run.start + length;
        let second = double.then_some(middle..run.end);
        [Some(run.start..if double { middle } else { run.end }), second].into_iter().flatten()
    });
    let runs: Vec<_> = halves.filter(|run| run.len() == length).collect();
    if runs.is_empty() || runs.len() % 2 == 1 || (length == 1 && !runs.chunks(2).all(|pair| hugs(text, pair)))
    {
        return;
    }
    for pair in runs.chunks(2) {
        if pair[0].end == pair[1].start {
            // Empty emphasis has no effect.
            edits.push(Edit { range: pair[0].start..pair[1].end, text: String::new() });
            continue;
        }
        open(text, &pair[0], edits);
        close(text, &pair[1], edits);
    }
}

/// A lone `*` may be a star; it is a delimiter only where it clings to what it encloses.
fn hugs(text: &str, pair: &[Range<usize>]) -> bool {
    let inner = &text[pair[0].end..pair[1].start];
    !inner.is_empty() && inner.trim() == inner
}

/// A run opens after white space or punctuation, before anything but white space.
fn open(text: &str, run: &Range<usize>, edits: &mut Vec<Edit>) {
    if !blank_before(text, run.start) {
        insert(run.start, edits);
    }
    if blank_after(text, run.end) {
        insert(run.end, edits);
    }
}

/// A run closes after anything but white space, before white space or punctuation.
fn close(text: &str, run: &Range<usize>, edits: &mut Vec<Edit>) {
    if blank_before(text, run.start) {
        insert(run.start, edits);
    }
    if !blank_after(text, run.end) {
        insert(run.end, edits);
    }
}

fn insert(at: usize, edits: &mut Vec<Edit>) {
    edits.push(Edit { range: at..at, text: SENTINEL.to_string() });
}

fn blank_before(text: &str, at: usize) -> bool {
    text[..at].chars().next_back().is_none_or(char::is_whitespace)
}

fn blank_after(text: &str, at: usize) -> bool {
    text[at..].chars().next().is_none_or(char::is_whitespace)
}

/// The unescaped runs of a delimiter.
fn runs_of(delimiter: u8, text: &str, within: Range<usize>) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut runs = Vec::new();
    let mut at = within.start;
    while let Some(offset) = memchr::memchr(delimiter, &bytes[at..within.end]) {
        let start = at + offset;
        let end = start + bytes[start..within.end].iter().take_while(|byte| **byte == delimiter).count();
        if super::is_escaped(text, start) {
            // The first one is a character; what follows it may still be a run.
            at = start + 1;
            continue;
        }
        runs.push(start..end);
        at = end;
    }
    runs
}

/// From each link's `](` to its end: stars in an address are part of it. In order.
pub(super) fn addresses(text: &str, links: &[Range<usize>]) -> Vec<Range<usize>> {
    let address = |link: &Range<usize>| Some(link.start + text[link.clone()].rfind("](")?..link.end);
    let mut addresses: Vec<_> = links.iter().filter_map(address).collect();
    addresses.sort_by_key(|address| address.start);
    addresses
}
