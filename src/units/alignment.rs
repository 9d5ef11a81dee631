//! Owns alignment: which translated unit each sentence of a changed source continues.
//!
//! Equal texts are matched first, wherever they moved to; then merged units, as a whole; then the remaining sentences, in order, with
//! the most similar unit. The cost grows with the number of units, since only texts in the same gap are compared.

use std::ops::Range;

use rapidfuzz::fuzz;
use rustc_hash::FxHashMap;

use super::unit::{SourceHash, normalised, source_hash};
use crate::parse::front_matter::ChangeWeight;

/// The least similarity (0 to 1) of a changed sentence to its old text; below it, the sentence is new.
pub(crate) const SIMILAR: f64 = 0.75;

/// From this similarity (0 to 1) on, a change counts as a corrected typing error.
const TYPO: f64 = 0.95;

/// What a sentence of the new source continues.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Continuation {
    /// The same text: the translation stays valid.
    Same(usize),
    /// One of several unchanged sentences that a merged unit covers; its translation as a whole stays valid.
    Part(usize),
    /// A similar text: the translation is stale.
    Changed(usize),
    /// No old unit: there is no translation.
    New,
}

/// A source text that can be compared: normalised, and with the hashes of its sentences.
#[derive(Clone, Debug)]
pub(crate) struct Sentence {
    text: String,
    hash: SourceHash,
    /// The hashes of the sentences in it, where there are several; else empty.
    parts: Vec<SourceHash>,
}

impl Sentence {
    /// A unit's source. `parts` are its sentences, segmented as the new source is.
    pub(crate) fn new<'a>(text: &str, parts: impl IntoIterator<Item = &'a str>) -> Self {
        let parts: Vec<SourceHash> = parts.into_iter().map(source_hash).collect();
        let parts = if parts.len() > 1 { parts } else { Vec::new() };
        Self { text: normalised(text), hash: source_hash(text), parts }
    }
}

/// How severe a change from one text to another is.
pub(crate) fn severity(old: &str, new: &str) -> ChangeWeight {
    let (old, new) = (normalised(old), normalised(new));
    let numbers = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    if old == new {
        ChangeWeight::None
    } else if numbers(&old) == numbers(&new) && fuzz::ratio(old.chars(), new.chars()) >= TYPO {
        ChangeWeight::Minor
    } else {
        ChangeWeight::Major
    }
}

/// For each sentence of the new source, the old unit that it continues. Each old unit is continued at most once, except merged ones.
pub(crate) fn align(old: &[Sentence], new: &[Sentence]) -> Vec<Continuation> {
    let mut alignment =
        Alignment { old, new, origins: vec![Continuation::New; new.len()], used: vec![false; old.len()] };
    alignment.equal_texts();
    alignment.merged_units();
    alignment.similar_in_gaps();
    alignment.similar_elsewhere();
    alignment.origins
}

struct Alignment<'a> {
    old: &'a [Sentence],
    new: &'a [Sentence],
    origins: Vec<Continuation>,
    used: Vec<bool>,
}

/// How many candidates are compared on either side; a longer rewritten passage counts as new text.
const WINDOW: usize = 24;

impl Alignment<'_> {
    /// Matches equal texts; among several equal ones, the neighbours decide.
    fn equal_texts(&mut self) {
        let mut places: FxHashMap<SourceHash, Vec<usize>> = FxHashMap::default();
        for (index, sentence) in self.old.iter().enumerate() {
            places.entry(sentence.hash).or_default().push(index);
        }
        let mut counts: FxHashMap<SourceHash, usize> = FxHashMap::default();
        for sentence in self.new {
            *counts.entry(sentence.hash).or_default() += 1;
        }
        for at in 0..self.new.len() {
            let hash = self.new[at].hash;
            if let (Some([only]), Some(1)) = (places.get(&hash).map(Vec::as_slice), counts.get(&hash)) {
                self.take(at, *only);
            }
        }
        for at in 0..self.new.len() {
            let after = at.checked_sub(1).and_then(|before| self.old_of(before)).map(|old| old + 1);
            self.take_if_equal(at, after);
        }
        for at in (0..self.new.len()).rev() {
            let before = self.old_of(at + 1).and_then(|old| old.checked_sub(1));
            self.take_if_equal(at, before);
        }
        for (hash, list) in &mut places {
            list.retain(|index| !self.used[*index]);
            list.reverse();
            debug_assert!(list.iter().all(|index| self.old[*index].hash == *hash));
        }
        for at in 0..self.new.len() {
            if self.origins[at] == Continuation::New
                && let Some(index) = places.get_mut(&self.new[at].hash).and_then(Vec::pop)
            {
                self.take(at, index);
            }
        }
    }

    fn take_if_equal(&mut self, at: usize, old: Option<usize>) {
        let Some(old) = old.filter(|old| self.used.get(*old) == Some(&false)) else { return };
        if self.origins[at] == Continuation::New && self.old[old].hash == self.new[at].hash {
            self.take(at, old);
        }
    }

    fn take(&mut self, at: usize, old: usize) {
        self.origins[at] = Continuation::Same(old);
        self.used[old] = true;
    }

    fn old_of(&self, at: usize) -> Option<usize> {
        match self.origins.get(at)? {
            Continuation::Same(old) | Continuation::Part(old) | Continuation::Changed(old) => Some(*old),
            Continuation::New => None,
        }
    }

    /// Matches a merged unit where all of its sentences are adjacent in the new source.
    fn merged_units(&mut self) {
        let merged: Vec<usize> =
            (0..self.old.len()).filter(|old| !self.used[*old] && !self.old[*old].parts.is_empty()).collect();
        if merged.is_empty() {
            return;
        }
        let mut places: FxHashMap<SourceHash, Vec<usize>> = FxHashMap::default();
        for at in (0..self.new.len()).filter(|at| self.origins[*at] == Continuation::New) {
            places.entry(self.new[at].hash).or_default().push(at);
        }
        for old in merged {
            let parts = &self.old[old].parts;
            let starts = places.get(&parts[0]).into_iter().flatten().take(WINDOW);
            let mut runs = starts.map(|start| *start..*start + parts.len());
            if let Some(run) = runs.find(|run| self.is_free(run, parts)) {
                self.origins[run].fill(Continuation::Part(old));
                self.used[old] = true;
            }
        }
    }

    fn is_free(&self, run: &Range<usize>, parts: &[SourceHash]) -> bool {
        let Some(sentences) = self.new.get(run.clone()) else { return false };
        sentences.iter().map(|sentence| sentence.hash).eq(parts.iter().copied())
            && self.origins[run.clone()].iter().all(|origin| *origin == Continuation::New)
    }

    /// Compares unmatched sentences in order with the old units between the same two matched neighbours.
    fn similar_in_gaps(&mut self) {
        let mut at = 0;
        while at < self.new.len() {
            let end = (at..self.new.len())
                .find(|index| self.origins[*index] != Continuation::New)
                .unwrap_or(self.new.len());
            if end > at {
                let from = at.checked_sub(1).and_then(|before| self.old_of(before)).map_or(0, |old| old + 1);
                let to = self.old_of(end).filter(|to| *to >= from).unwrap_or(self.old.len());
                self.similar_in(at..end, from..to);
            }
            at = end + 1;
        }
    }

    fn similar_in(&mut self, new: Range<usize>, old: Range<usize>) {
        let mut from = old.start;
        for at in new {
            let candidates = (from..old.end).take_while(|index| !self.used[*index]).take(WINDOW);
            if let Some(best) = self.most_similar(at, candidates) {
                self.origins[at] = Continuation::Changed(best);
                self.used[best] = true;
                from = best + 1;
            }
        }
    }

    /// Matches sentences that both moved and changed: with the most similar of the nearest remaining units.
    fn similar_elsewhere(&mut self) {
        let left: Vec<usize> = (0..self.old.len()).filter(|old| !self.used[*old]).collect();
        if left.is_empty() {
            return;
        }
        for at in 0..self.new.len() {
            if self.origins[at] != Continuation::New {
                continue;
            }
            let middle = left.partition_point(|old| *old < at);
            let near = middle.saturating_sub(WINDOW)..(middle + WINDOW).min(left.len());
            let candidates = left[near].iter().copied().filter(|old| !self.used[*old]);
            if let Some(best) = self.most_similar(at, candidates) {
                self.origins[at] = Continuation::Changed(best);
                self.used[best] = true;
            }
        }
    }

    fn most_similar(&self, at: usize, candidates: impl Iterator<Item = usize>) -> Option<usize> {
        let text = &self.new[at].text;
        let mut best: Option<(f64, usize)> = None;
        for old in candidates.filter(|old| may_be_similar(text.len(), self.old[*old].text.len())) {
            let score = fuzz::ratio(text.chars(), self.old[old].text.chars());
            if score >= SIMILAR && best.is_none_or(|(known, _)| score > known) {
                best = Some((score, old));
            }
        }
        best.map(|(_, old)| old)
    }
}

/// A cheap check before the expensive comparison: texts whose lengths (in bytes) differ too much cannot be similar. A character
/// takes one to four bytes, hence the wide margin. Texts that would take long to compare are never similar.
fn may_be_similar(one: usize, other: usize) -> bool {
    const LONGEST: usize = 20_000;
    let (short, long) = (one.min(other), one.max(other));
    short * 7 >= long && long <= LONGEST
}

#[cfg(test)]
mod tests;
