//! Owns spelling correction: the known words that a word of a query which no article has may stand for.

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use rapidfuzz::distance::osa;

use super::files::{IndexBlock, IndexFiles};
use super::format::{compare, spelling_list};
use super::query_term::QueryTerm;

const TYPO_WORTH: f64 = 0.7;
const NEXT_TYPO_WORTH: f64 = 0.56;
const CANDIDATES: usize = 4;

/// The cost of one edit, in units of familiarity.
const EDIT: i64 = 12;

/// The further cost of another first letter, which is seldom wrong.
const OTHER_FIRST: i64 = 6;

/// Replaces an unknown word by the likeliest known ones; false where there are none. `block` is where it would stand.
pub(super) fn respell(files: &IndexFiles, block: Option<&IndexBlock>, query_term: &mut QueryTerm) -> bool {
    let length = query_term.term.encode_utf16().count();
    if length < 3 || query_term.term.bytes().all(|byte| byte.is_ascii_digit()) {
        return true;
    }
    // Most typos keep the beginning of a word or are in a common word: then the right one is fetched already.
    let at_hand = [Some(&files.hot), block].into_iter().flatten().flat_map(IndexBlock::familiar_terms);
    if choose(query_term, at_hand, 1) {
        return true;
    }
    // The longest words share one list.
    let numbers = BTreeSet::from([length - 1, length + 1].map(spelling_list));
    let lists: Vec<Vec<(String, u8)>> = numbers.into_iter().map(|number| files.spellings(number)).collect();
    let words = lists.iter().flatten().map(|(term, familiar)| (term.as_str(), *familiar));
    choose(query_term, words, if length < 8 { 1 } else { 2 })
}

/// Sets the spellings of the query term to the likeliest known words at most `most` edits away; false where there are none.
fn choose<'w>(query_term: &mut QueryTerm, known: impl Iterator<Item = (&'w str, u8)>, most: usize) -> bool {
    let unknown = Misspelled::new(&query_term.term);
    let mut found: Vec<(i64, &str)> = Vec::new();
    for (term, familiar) in known {
        let units: Vec<u16> = term.encode_utf16().collect();
        if let Some(away) = unknown.distance(&units, most) {
            let other = i64::from(units.first() != unknown.units.first()) * OTHER_FIRST;
            found.push((i64::from(familiar) - EDIT * away as i64 - other, term));
        }
    }
    found.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| compare(a.1, b.1)));
    let Some((best, _)) = found.first().copied() else {
        return false;
    };
    let near = found.into_iter().take(CANDIDATES).filter(|(value, _)| *value > best - EDIT);
    let worth = |at: usize| if at == 0 { TYPO_WORTH } else { NEXT_TYPO_WORTH };
    query_term.spellings = near.enumerate().map(|(at, (_, term))| (term.to_owned(), worth(at))).collect();
    query_term.prefix = false;
    true
}

/// A word that is compared with many others, in UTF-16 units as the browser has them.
struct Misspelled {
    units: Vec<u16>,
    comparator: osa::BatchComparator<u16>,
}

impl Misspelled {
    /// Prepares a word for comparisons.
    fn new(word: &str) -> Self {
        let units: Vec<u16> = word.encode_utf16().collect();
        let comparator = osa::BatchComparator::new(units.iter().copied());
        Self { units, comparator }
    }

    /// The edits to another word (insert, delete, substitute, transpose neighbours), if they are at most `most`.
    fn distance(&self, other: &[u16], most: usize) -> Option<usize> {
        // Most words are of another length: they need no comparison.
        if self.units.len().abs_diff(other.len()) > most {
            return None;
        }
        self.comparator.distance_with_args(other.iter().copied(), &osa::Args::default().score_cutoff(most))
    }
}

/// A word without its Arabic or Hebrew prefix; `None` where it has none, or too little is left. The same rule is a pattern
/// in `engine.js`: the longest prefix is removed that leaves three UTF-16 units.
pub(super) fn without_prefix(term: &str) -> Option<&str> {
    let hebrew = term.chars().take(MOST_PREFIXES).take_while(|c| "ושהבכלמ".contains(*c)).count();
    let hebrew =
        (1..=hebrew).rev().map(|count| term.char_indices().nth(count).map_or("", |(at, _)| &term[at..]));
    let conjoined = term.strip_prefix(['و', 'ف']).unwrap_or(term);
    let arabic = ["بال", "كال", "ال", "لل"].iter().find_map(|article| conjoined.strip_prefix(article));
    let single = term.strip_prefix(['و', 'ف', 'ب', 'ك', 'ل']);
    hebrew.chain(arabic).chain(single).find(|rest| rest.encode_utf16().count() >= SHORTEST_REST)
}

const MOST_PREFIXES: usize = 3;
const SHORTEST_REST: usize = 3;
