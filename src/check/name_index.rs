//! Owns the search for the name that a misspelled path was meant for, fast enough for very many names and paths.

use std::sync::{Mutex, PoisonError};

use rapidfuzz::fuzz::{Args, RatioBatchComparator};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::diagnostics::{LONGEST_OFFERED, NEAR_ENOUGH};

/// Names by their topmost folder and by their file name: a misspelled path is meant for a file of the same name elsewhere, or for one
/// below the same topmost folder. Most missing paths share neither with any name, and so are never compared.
pub(super) struct NameIndex<'a> {
    names: Vec<IndexedName<'a>>,
    by_top: FxHashMap<String, Vec<usize>>,
    by_file: FxHashMap<String, Vec<usize>>,
    /// Earlier results: a missing path is mostly missing in many articles and in each locale.
    found: Mutex<FxHashMap<String, Option<&'a str>>>,
}

struct IndexedName<'a> {
    name: &'a str,
    /// The name in lower case.
    lower: String,
    letters: Letters,
}

/// How often each letter occurs in a text. Letters whose code points are equal modulo 32 are counted together.
struct Letters {
    counts: [u16; 32],
    /// The number of letters.
    total: usize,
}

impl Letters {
    fn of(text: &str) -> Self {
        let mut letters = Self { counts: [0; 32], total: 0 };
        for letter in text.chars() {
            let count = &mut letters.counts[letter as usize % 32];
            *count = count.saturating_add(1);
            letters.total += 1;
        }
        letters
    }

    /// An upper bound of the similarity of two texts, from 0 to 1; 1 for texts too long to count.
    fn most_similar(&self, other: &Self) -> f64 {
        let total = self.total + other.total;
        if total > usize::from(u16::MAX) {
            return 1.0;
        }
        let shared = self.counts.iter().zip(&other.counts).map(|(own, other)| usize::from(*own.min(other)));
        (2 * shared.sum::<usize>()) as f64 / total.max(1) as f64
    }
}

/// The tolerance for rounding when similarities are compared.
const ROUNDING: f64 = 1e-9;

impl<'a> NameIndex<'a> {
    /// Indexes some names, which may repeat.
    pub(super) fn new(names: impl Iterator<Item = &'a str>) -> Self {
        let mut index = Self {
            names: Vec::new(),
            by_top: FxHashMap::default(),
            by_file: FxHashMap::default(),
            found: Mutex::default(),
        };
        let distinct: FxHashSet<&str> = names.filter(|name| name.len() <= LONGEST_OFFERED).collect();
        let mut distinct: Vec<&str> = distinct.into_iter().collect();
        distinct.sort_unstable();
        for name in distinct {
            let lower: String = name.chars().flat_map(char::to_lowercase).collect();
            index.by_top.entry(top(name)).or_default().push(index.names.len());
            index.by_file.entry(file(name)).or_default().push(index.names.len());
            index.names.push(IndexedName { name, letters: Letters::of(&lower), lower });
        }
        index
    }

    /// The candidate name nearest to the written path, if one is near enough to suggest.
    pub(super) fn nearest(&self, written: &str) -> Option<&'a str> {
        let found = || self.found.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = found().get(written) {
            return *known;
        }
        let nearest = self.search(written);
        found().insert(written.to_owned(), nearest);
        nearest
    }

    /// The names among which a path is looked for: those that stand near it in the order of names, where there are very many. So the
    /// cost of a missing path does not grow with the number of names.
    fn around<'n>(&self, names: &'n [usize], written: &str) -> &'n [usize] {
        const MOST: usize = 1000;
        let at = names.partition_point(|name| self.names[*name].name < written);
        let start = at.saturating_sub(MOST / 2).min(names.len().saturating_sub(MOST));
        &names[start..names.len().min(start + MOST)]
    }

    fn search(&self, written: &str) -> Option<&'a str> {
        let same_file = self.by_file.get(&file(written)).map_or(&[][..], |names| self.around(names, written));
        if written.len() > LONGEST_OFFERED {
            return None;
        }
        let same_top = self.by_top.get(&top(written)).map_or(&[][..], |names| self.around(names, written));
        let lower = written.to_lowercase();
        let letters = Letters::of(&lower);
        let comparator = RatioBatchComparator::new(lower.chars());
        let mut best: Option<(f64, &str)> = None;
        for candidate in same_file.iter().chain(same_top).map(|at| &self.names[*at]) {
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
