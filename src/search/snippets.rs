//! Owns what one look at the results shows: how many articles, and in which order their titles bring them.

use rustc_hash::FxHashSet;

use super::analyze;
use super::analyze::TermKind;
use super::files::{DisplayDoc, IndexFiles};
use super::ranked::Ranked;

/// What it is worth that a title has what was asked for.
pub const TITLE_WORTH: f64 = 0.6;

/// What it is worth that a title says nothing else.
pub const FILL_WORTH: f64 = 0.2;

/// So many blocks of articles may be fetched for a look, whatever the query took.
pub const DOC_BLOCKS: usize = 3;

/// Results that readers see without scrolling.
const SHOWN: usize = 5;

/// As many articles as a look needs: five where the fetches left to the query allow it, ten at most.
pub fn show(files: &IndexFiles, ranked: &Ranked, from: usize) -> Vec<DisplayDoc> {
    let mut blocks = FxHashSet::default();
    let mut shown: Vec<(DisplayDoc, f64)> = Vec::new();
    for found in ranked.found.iter().skip(from).take(10) {
        let block = files.doc_block_of(found.doc);
        let is_enough = blocks.len() >= DOC_BLOCKS && shown.len() >= SHOWN;
        if !blocks.contains(&block) && (is_enough || blocks.len() >= ranked.left) {
            break;
        }
        blocks.insert(block);
        let doc = files.doc(found.doc).unwrap_or_default();
        let score = found.score + likeness(&ranked.terms, &doc.title);
        shown.push((doc, score));
    }
    shown.sort_by(|a, b| b.1.total_cmp(&a.1));
    shown.into_iter().map(|(doc, _)| doc).collect()
}

/// How much of the query a title has, and how much of the title the query.
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
