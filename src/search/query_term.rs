//! Owns one term of a query, and its weight in each article.

use rustc_hash::FxHashMap;

use super::analyze::TermKind;
use super::files::IndexBlock;
use super::format::{LEAD, TITLE, WEAK};

const WEAK_WORTH: f64 = 0.8;
const JOINED_WORTH: f64 = 0.4;
const CODE_WORTH: f64 = 2.5;

/// One term of a query.
#[derive(Clone, Debug)]
pub(super) struct QueryTerm {
    /// As the reader wrote it, folded.
    pub term: String,
    /// Word, joined word or gram.
    pub kind: TermKind,
    /// The spellings by which it may be found, and what each is worth.
    pub spellings: Vec<(String, f64)>,
    /// True where it may be only the beginning of a word.
    pub prefix: bool,
    /// How rare it is; 0 while nothing is found.
    pub rarity: u8,
    /// The articles that have it.
    pub hits: FxHashMap<u32, Hit>,
}

/// What a query term is worth in an article.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Hit {
    /// In the text.
    pub text: f64,
    /// In a heading, a question or the first sentence.
    pub lead: f64,
    /// In the title.
    pub title: f64,
}

/// The weight of a query term relative to others of the same rarity.
pub(super) fn importance(query_term: &QueryTerm) -> f64 {
    if query_term.kind != TermKind::Whole {
        1.0
    } else if is_code(&query_term.term) {
        CODE_WORTH
    } else {
        JOINED_WORTH
    }
}

/// True for `0x80070005` and `5.7.708`, but not for `365-groups`, which has other forms.
fn is_code(term: &str) -> bool {
    let mut digits = 0;
    let is_long_number = |byte: u8| {
        digits = if byte.is_ascii_digit() { digits + 1 } else { 0 };
        digits == 5
    };
    term.bytes().any(is_long_number) || term.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
}

/// Adds the longer terms of a block that begin with one.
pub(super) fn lengthen(query_term: &mut QueryTerm, block: &IndexBlock, term: &str, weight: f64) {
    for (at, other) in block.terms.iter().enumerate() {
        if other.len() > term.len() && other.starts_with(term) {
            query_term.rarity =
                block.rarity[at].min(if query_term.rarity == 0 { 127 } else { query_term.rarity });
            add(query_term, block, at, weight);
        }
    }
}

/// Adds the articles of one term to a query term.
pub(super) fn add(query_term: &mut QueryTerm, block: &IndexBlock, at: usize, weight: f64) {
    let (docs, marks) = &block.lists[at];
    for (doc, mark) in docs.iter().zip(marks) {
        let worth = weight * if mark & WEAK != 0 { WEAK_WORTH } else { 1.0 };
        let hit = query_term.hits.entry(*doc).or_default();
        hit.text = hit.text.max(worth * f64::from(mark & 7) / 7.0);
        if mark & (TITLE | LEAD) != 0 {
            hit.lead = hit.lead.max(worth);
        }
        if mark & TITLE != 0 {
            hit.title = hit.title.max(worth);
        }
    }
}
