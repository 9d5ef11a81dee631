//! Owns the direction of numbers, codes and file names in right-to-left text: those that the Unicode rules would reorder are isolated.
//!
//! Those rules put the hyphen of `ORD-` before its letters in Arabic and Hebrew, and the year of `2026-11-20` behind its day in Arabic.

use std::borrow::Cow;
use std::ops::Range;

use crate::parse::markdown::visible;
use crate::theme::escape;

/// The greatest length of an isolated run in bytes: a longer one is foreign prose, not a number or a name.
const LONGEST: usize = 120;

/// Appends text; in right-to-left text, each run that has to keep its direction is put into a `bdi` element.
pub(crate) fn push(out: &mut String, text: &str, right_to_left: bool) {
    let text: Cow<'_, str> = visible(text);
    if !right_to_left {
        return escape::push(out, &text);
    }
    let mut done = 0;
    while let Some(run) = next_run(&text, done) {
        let kept = if run.len() <= LONGEST { trimmed(&text, run.clone()) } else { run.start..run.start };
        if is_reordered(&text[kept.clone()]) {
            escape::push(out, &text[done..kept.start]);
            out.push_str("<bdi dir=\"ltr\">");
            escape::push(out, &text[kept.clone()]);
            out.push_str("</bdi>");
            done = kept.end;
        }
        escape::push(out, &text[done..run.end]);
        done = run.end;
    }
    escape::push(out, &text[done..]);
}

/// The next run of ASCII from `from` on, with the spaces inside it.
fn next_run(text: &str, from: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let start = from + bytes[from..].iter().position(u8::is_ascii_graphic)?;
    let inside = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_graphic);
    let mut end = start;
    while inside(end) || (bytes.get(end) == Some(&b' ') && inside(end + 1)) {
        end += 1;
    }
    Some(start..end)
}

/// A run without what belongs to the surrounding sentence: its punctuation, an unpaired bracket, the hyphen after a Hebrew prefix, and
/// a plain number before words, which counts them.
fn trimmed(text: &str, run: Range<usize>) -> Range<usize> {
    let letter = |neighbour: Option<char>| neighbour.is_some_and(char::is_alphabetic);
    let behind_word = letter(text[..run.start].chars().next_back());
    let before_word = letter(text[run.end..].chars().next());
    let mut kept = &text[run.clone()];
    let mut start = run.start;
    loop {
        let before = kept.len();
        let cut = kept.trim_start_matches(|c: char| {
            " \"',;:!?)]}>".contains(c) || (behind_word && start == run.start && c.is_ascii_punctuation())
        });
        let cut = cut.strip_prefix(['(', '[']).filter(|_| !balanced(cut)).unwrap_or(cut);
        let cut = cut.split_once(' ').filter(|(word, _)| is_mark(word)).map_or(cut, |(_, rest)| rest);
        let cut = without_count(cut);
        start += kept.len() - cut.len();
        kept = cut.trim_end_matches(|c: char| {
            " \"',;:!?.([{<".contains(c) || (before_word && c.is_ascii_punctuation())
        });
        kept = kept.strip_suffix([')', ']']).filter(|_| !balanced(kept)).unwrap_or(kept);
        kept = kept.rsplit_once(' ').filter(|(_, word)| is_mark(word)).map_or(kept, |(rest, _)| rest);
        if let Some(inner) = whole_bracket(kept) {
            start += 1;
            kept = inner;
        }
        if kept.len() == before {
            return start..start + kept.len();
        }
    }
}

/// The content of a pair of brackets that encloses all of the text: such a pair belongs to the sentence.
fn whole_bracket(text: &str) -> Option<&str> {
    let inner = text.strip_prefix('(')?.strip_suffix(')')?;
    (!inner.contains(['(', ')'])).then_some(inner)
}

fn balanced(text: &str) -> bool {
    [('(', ')'), ('[', ']')]
        .iter()
        .all(|(open, close)| text.matches(*open).count() == text.matches(*close).count())
}

/// The text without a number that only counts the word after it.
fn without_count(text: &str) -> &str {
    match text.split_once(' ') {
        Some((count, rest)) if is_number(count) && rest.starts_with(|c: char| c.is_ascii_alphabetic()) => {
            rest
        }
        _ => text,
    }
}

/// A dash, an arrow or an ampersand between words.
fn is_mark(word: &str) -> bool {
    !word.bytes().any(|byte| byte.is_ascii_alphanumeric())
}

fn is_number(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_digit() || b" .,:/%".contains(&byte))
}

/// True where the Unicode rules would display the characters in another order than written. They keep the order of a run that begins
/// with a letter and ends with a letter or digit, and of a number; a range or list of numbers is read in the surrounding direction.
fn is_reordered(run: &str) -> bool {
    let bytes = run.as_bytes();
    let (Some(first), Some(last)) = (bytes.first(), bytes.last()) else { return false };
    let is_range =
        || run.split_once('-').is_some_and(|(from, to)| !from.is_empty() && is_number(from) && is_number(to));
    let words = first.is_ascii_alphabetic() && last.is_ascii_alphanumeric();
    bytes.iter().any(u8::is_ascii_alphanumeric) && !(words || is_number(run) || is_range())
}

#[cfg(test)]
mod tests;
