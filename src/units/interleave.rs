//! Owns the making of side-by-side text: a source body with each sentence replaced by its translation, the sentence kept beside it.

use std::ops::Range;

/// One sentence of a body and what comes in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InterleavedPair {
    /// The sentence in the body; where a merged unit covers several, from the first to the last.
    pub range: Range<usize>,
    /// The translation.
    pub target: String,
    /// The source that it was made from.
    pub source: String,
    /// True where it covers several sentences.
    pub merged: bool,
    /// The slug of the source's heading, where the sentence begins one.
    pub anchor: Option<String>,
}

/// A body in side-by-side form. `pairs` are in order and do not overlap; `prefix` begins their ids.
pub fn interleave(body: &str, pairs: &[InterleavedPair], prefix: &str) -> String {
    let mut woven = String::with_capacity(body.len() * 3);
    let mut done = 0;
    for (number, pair) in (FIRST_NUMBER..).zip(pairs) {
        woven.push_str(&body[done..pair.range.start]);
        done = pair.range.end;
        if let Some(anchor) = &pair.anchor {
            woven.push_str(&format!("<a name=\"{anchor}\"></a>"));
        }
        if !can_be_paired(pair) {
            woven.push_str(&pair.target);
            continue;
        }
        let mark = if pair.merged { "p" } else { "" };
        let id = format!("{prefix}-{mark}{number}");
        let InterleavedPair { target, source, .. } = pair;
        woven.push_str(&format!(
            "<span data-ttu-id=\"{id}\">{target}</span><span class=\"sxs-lookup\"><span data-stu-id=\"{id}\">{source}</span></span>"
        ));
    }
    woven.push_str(&body[done..]);
    woven
}

/// 101 is the title.
const FIRST_NUMBER: u32 = 102;

/// A text that holds the end of a pair would end it: it stands alone.
fn can_be_paired(pair: &InterleavedPair) -> bool {
    let end = "</span><span class=\"sxs-lookup\">";
    let closes = pair.source.contains("</span></span>") || pair.source.ends_with("</span>");
    !closes && !pair.target.contains(end)
}
