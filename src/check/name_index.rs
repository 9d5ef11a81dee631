//! Owns the search for the name that a misspelled path was meant for, among very many names and for very many paths.

use std::sync::{Mutex, PoisonError};

use rapidfuzz::fuzz::{Args, RatioBatchComparator};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::diagnostics::NEAR_ENOUGH;

/// Names by their topmost folder and by their file name: a misspelled path is meant for a file of the same name elsewhere, or for one
/// below the same topmost folder. Paths of another site altogether are not, and most missing paths are such.
pub struct NameIndex<'a> {
    names: Vec<IndexedName<'a>>,
    by_top: FxHashMap<String, Vec<usize>>,
    by_file: FxHashMap<String, Vec<usize>>,
    /// What was found before: a missing path is mostly missing in many articles and in each locale.
    found: Mutex<FxHashMap<String, Option<&'a str>>>,
}

struct IndexedName<'a> {
    name: &'a str,
    /// In lower case, letter by letter.
    lower: String,
    letters: Letters,
}

/// How often each letter stands in a text, letters that share a slot together.
struct Letters {
    slots: [u16; 32],
    count: usize,
}

impl Letters {
    fn of(text: &str) -> Self {
        let mut letters = Self { slots: [0; 32], count: 0 };
        for letter in text.chars() {
            let slot = &mut letters.slots[letter as usize % 32];
            *slot = slot.saturating_add(1);
            letters.count += 1;
        }
        letters
    }

    /// No similarity of two texts is greater. Nothing is known of very long ones.
    fn most_similar(&self, other: &Self) -> f64 {
        let count = self.count + other.count;
        if count > usize::from(u16::MAX) {
            return 1.0;
        }
        let shared = self.slots.iter().zip(&other.slots).map(|(own, other)| usize::from(*own.min(other)));
        (2 * shared.sum::<usize>()) as f64 / count.max(1) as f64
    }
}

/// Similarities are compared as they were rounded.
const ROUNDING: f64 = 1e-9;

impl<'a> NameIndex<'a> {
    /// Indexes some names, which may repeat.
    pub fn new(names: impl Iterator<Item = &'a str>) -> Self {
        let mut index = Self {
            names: Vec::new(),
            by_top: FxHashMap::default(),
            by_file: FxHashMap::default(),
            found: Mutex::default(),
        };
        let distinct: FxHashSet<&str> = names.collect();
        for name in distinct {
            let lower: String = name.chars().flat_map(char::to_lowercase).collect();
            index.by_top.entry(top(name)).or_default().push(index.names.len());
            index.by_file.entry(file(name)).or_default().push(index.names.len());
            index.names.push(IndexedName { name, letters: Letters::of(&lower), lower });
        }
        index
    }

    /// The likely name nearest to what was written, if one is near enough to offer.
    pub fn nearest(&self, written: &str) -> Option<&'a str> {
        let found = || self.found.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = found().get(written) {
            return *known;
        }
        let nearest = self.search(written);
        found().insert(written.to_owned(), nearest);
        nearest
    }

    fn search(&self, written: &str) -> Option<&'a str> {
        let same_file = self.by_file.get(&file(written)).into_iter().flatten();
        let same_top = self.by_top.get(&top(written)).into_iter().flatten();
        let lower = written.to_lowercase();
        let letters = Letters::of(&lower);
        let comparator = RatioBatchComparator::new(lower.chars());
        let mut best: Option<(f64, &str)> = None;
        for candidate in same_file.chain(same_top).map(|at| &self.names[*at]) {
            let least = best.map_or(NEAR_ENOUGH, |(score, _)| score);
            if letters.most_similar(&candidate.letters) < least - ROUNDING {
                continue;
            }
            let arguments = Args::default().score_cutoff(least - ROUNDING);
            let score = comparator.similarity_with_args(candidate.lower.chars(), &arguments);
            let Some(score) = score.filter(|score| *score >= NEAR_ENOUGH) else { continue };
            let is_better = best.is_none_or(|(best, name)| {
                score.total_cmp(&best).then_with(|| name.cmp(candidate.name)).is_gt()
            });
            if is_better {
                best = Some((score, candidate.name));
            }
        }
        best.map(|(_, name)| name)
    }
}

fn top(path: &str) -> String {
    path[..path.find('/').unwrap_or(0)].to_ascii_lowercase()
}

fn file(path: &str) -> String {
    path.rsplit('/').next().unwrap_or_default().to_ascii_lowercase()
}
