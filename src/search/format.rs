//! Owns what the writer and the reader of an index agree on: names, the version, the order of terms, marks, lists of spellings.

use std::cmp::Ordering;

/// The file that a search begins with; its name never changes, all others carry their content's hash.
pub(crate) const MANIFEST: &str = "index.bin";

/// The version of the format; readers of another version reject it.
pub(super) const VERSION: u32 = 2;

/// The term stands in the article's title.
pub(super) const TITLE: u8 = 8;

/// Another form of the word stands there, or a compound with it.
pub(super) const WEAK: u8 = 16;

/// The term stands in a heading, a question or the first sentence.
pub(super) const LEAD: u8 = 32;

/// The order of terms in the files: by UTF-16 units, as JavaScript compares.
pub(super) fn compare(a: &str, b: &str) -> Ordering {
    a.encode_utf16().cmp(b.encode_utf16())
}

/// The list of spellings that words of a length stand in. Two lengths share one, so that a word and all that are one letter
/// longer or shorter stand in two lists; the longest share the last.
pub(super) fn spelling_list(length: usize) -> usize {
    (length / 2).min(LAST_LIST)
}

/// The number of the last list of spellings.
pub(super) const LAST_LIST: usize = 8;

/// How likely a reader means this word: by its articles, on a logarithmic scale, and more if it stands in titles.
pub(super) fn familiarity(marks: &[u8]) -> u8 {
    let own = marks.iter().filter(|mark| **mark & WEAK == 0).count() as u32;
    let titled = marks.iter().any(|mark| mark & (TITLE | WEAK) == TITLE);
    (own.max(1).ilog2() * 2 + u32::from(titled) * 5).min(255) as u8
}
