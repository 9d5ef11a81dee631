//! Owns the generation of side-by-side text: a source body in which each sentence is replaced by its translation and kept beside it.

use std::ops::Range;

/// One sentence of a body and its translation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct InterleavedPair {
    /// The sentence's byte range in the body; for a merged unit, from its first sentence to its last.
    pub range: Range<usize>,
    /// The translation.
    pub target: String,
    /// The source that it was made from.
    pub source: String,
    /// True where it covers several sentences.
    pub merged: bool,
    /// The slug of the source's heading, where the sentence is the first of one.
    pub anchor: Option<String>,
}

/// A body in side-by-side form. `pairs` are in order and do not overlap; their ids begin with `prefix`.
pub(crate) fn interleave(body: &str, pairs: &[InterleavedPair], prefix: &str) -> String {
    let mut interleaved = String::with_capacity(body.len() * 3);
    let mut done = 0;
    for (number, pair) in (FIRST_NUMBER..).zip(pairs) {
        interleaved.push_str(&body[done..pair.range.start]);
        done = pair.range.end;
        if let Some(anchor) = &pair.anchor {
            interleaved.push_str(&format!("<a name=\"{anchor}\"></a>"));
        }
        if !can_be_paired(pair) {
            interleaved.push_str(&pair.target);
            continue;
        }
        let mark = if pair.merged { "p" } else { "" };
        let id = format!("{prefix}-{mark}{number}");
        let InterleavedPair { target, source, .. } = pair;
        interleaved.push_str(&format!(
            "<span data-ttu-id=\"{id}\">{target}</span><span class=\"sxs-lookup\"><span data-stu-id=\"{id}\">{source}</span></span>"
        ));
    }
    interleaved.push_str(&body[done..]);
    interleaved
}

/// The number in the id of a body's first pair; 101 is the title's.
const FIRST_NUMBER: u32 = 102;

/// False for a text that contains the markup that ends a pair: only its translation is written.
fn can_be_paired(pair: &InterleavedPair) -> bool {
    let end = "</span><span class=\"sxs-lookup\">";
    let closes = pair.source.contains("</span></span>") || pair.source.ends_with("</span>");
    !closes && !pair.target.contains(end)
}
