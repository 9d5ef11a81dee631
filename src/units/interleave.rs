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
        if !can_be_paired(&pair.source, &pair.target) {
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

/// False for texts that contain the markup that ends a pair: only the translation is written.
pub(crate) fn can_be_paired(source: &str, target: &str) -> bool {
    let closes = source.contains("</span></span>") || source.ends_with("</span>");
    !closes && !ends_pair(target)
}

/// True for a translation that contains markup of pairs itself.
pub(crate) fn ends_pair(target: &str) -> bool {
    target.contains("</span><span class=\"sxs-lookup\">") || target.contains("<span data-ttu-id=")
}
