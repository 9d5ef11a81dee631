//! Owns one page of search results: how many articles it displays, and their order by title.

use rustc_hash::FxHashSet;

use super::analyze::{self, TermKind};
use super::files::{DisplayDoc, IndexFiles};
use super::ranked::Ranked;

/// The score of a title that has all terms of the query.
pub(crate) const TITLE_WORTH: f64 = 0.6;

/// The further score of a title that has nothing else.
pub(crate) const FILL_WORTH: f64 = 0.2;

/// How many blocks of articles may always be fetched for a page of results, however many files the query took.
pub(crate) const DOC_BLOCKS: usize = 3;

/// Results that readers see without scrolling.
const VISIBLE: usize = 5;

/// The page of results that begins with number `from`: five articles where the fetches left allow it, ten at most.
pub(crate) fn show(files: &IndexFiles, ranked: &Ranked, from: usize) -> Vec<DisplayDoc> {
    let mut blocks = FxHashSet::default();
    let mut displayed: Vec<(DisplayDoc, f64)> = Vec::new();
    for found in ranked.found.iter().skip(from).take(10) {
        let block = files.doc_block_of(found.doc);
        let is_enough = blocks.len() >= DOC_BLOCKS && displayed.len() >= VISIBLE;
        if !blocks.contains(&block) && (is_enough || blocks.len() >= ranked.left) {
            break;
        }
        blocks.insert(block);
        let doc = files.doc(found.doc).unwrap_or_default();
        let score = found.score + likeness(&ranked.terms, &doc.title);
        displayed.push((doc, score));
    }
    displayed.sort_by(|a, b| b.1.total_cmp(&a.1));
    displayed.into_iter().map(|(doc, _)| doc).collect()
}

/// The score of a title: how much of the query it has, and how much of it the query is.
fn likeness(terms: &[(String, bool)], title: &str) -> f64 {
    if terms.is_empty() {
        return 0.0;
    }
    let has: Vec<String> = analyze::tokens(title)
        .into_iter()
        .filter(|token| token.kind != TermKind::Whole)
        .map(|token| token.term)
        .collect();
    let is_met = |(term, prefix): &&(String, bool)| {
        has.iter().any(|other| other == term || *prefix && other.starts_with(term.as_str()))
    };
    let met = terms.iter().filter(is_met).count() as f64;
    let share = met / terms.len() as f64;
    let fill = (met / (has.len() as f64).max(1.0)).min(1.0);
    share * share * share * (TITLE_WORTH * share + FILL_WORTH * fill)
}
