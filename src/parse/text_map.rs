//! Owns the map from a derived text to its original, and the edits that make such texts.

use std::ops::Range;

/// Maps byte offsets of a derived text, made by deletions and insertions, to offsets of its original.
///
/// Stored as the starts of runs that were copied unchanged; an offset inside an insertion maps to the place of the insertion.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct TextMap {
    /// (offset in the derived text, offset in the original), ascending in both.
    runs: Vec<(usize, usize)>,
}

impl TextMap {
    /// The map of a text that is in no file: every offset maps to 0.
    pub(crate) fn nowhere() -> Self {
        Self { runs: vec![(0, 0), (usize::MAX, 0)] }
    }

    /// The identity map, for a text that is its own original.
    pub(crate) fn same() -> Self {
        let mut same = Self::default();
        same.copy(0, 0);
        same
    }

    /// Records that a copied run begins at `derived` in the derived text and at `original` in the original.
    pub(crate) fn copy(&mut self, derived: usize, original: usize) {
        match self.runs.last_mut() {
            Some(last) if last.0 == derived => last.1 = original,
            _ => self.runs.push((derived, original)),
        }
    }

    /// The original offset of a derived offset.
    pub(crate) fn original(&self, derived: usize) -> usize {
        let after = self.runs.partition_point(|run| run.0 <= derived);
        match after.checked_sub(1).and_then(|index| self.runs.get(index)) {
            Some((run_derived, run_original)) => {
                let offset = run_original + (derived - run_derived);
                self.runs.get(after).map_or(offset, |next| offset.min(next.1))
            }
            None => derived,
        }
    }

    /// The map of the derived text's tail that begins at an offset.
    pub(crate) fn from(&self, start: usize) -> Self {
        let mut tail = Self::default();
        tail.copy(0, self.original(start));
        let first = self.runs.partition_point(|run| run.0 <= start);
        tail.runs.extend(self.runs[first..].iter().map(|(derived, original)| (derived - start, *original)));
        tail
    }

    /// The original range of a derived range.
    pub(crate) fn original_range(&self, derived: &Range<usize>) -> Range<usize> {
        let start = self.original(derived.start);
        start..self.original(derived.end).max(start)
    }
}

/// One change of a text: `range` is replaced by `text`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Edit {
    /// The bytes to replace; empty for an insertion.
    pub range: Range<usize>,
    /// The replacement.
    pub text: String,
}

/// Applies edits, which must be sorted; an edit that overlaps an earlier one is skipped. `map` leads from `text` to the file, the returned
/// map from the new text to the file. `follow` holds ascending offsets of `text`, which are updated to the new text; an offset at an
/// insertion stays before it.
pub(crate) fn apply(
    text: &str,
    edits: &[Edit],
    map: &TextMap,
    follow: &mut [&mut usize],
) -> (String, TextMap) {
    let mut edited = String::with_capacity(text.len() + 16 * edits.len());
    let mut edited_map = TextMap::default();
    let mut done = 0;
    let mut moved = 0;
    let mut copy = |edited: &mut String, from: usize, to: usize| {
        let shift = edited.len();
        while moved < follow.len() && *follow[moved] <= to {
            *follow[moved] = shift + follow[moved].saturating_sub(from);
            moved += 1;
        }
        copy_run(edited, &mut edited_map, map, text, from..to);
    };
    for edit in edits {
        if edit.range.start < done || text.get(edit.range.clone()).is_none() {
            continue;
        }
        copy(&mut edited, done, edit.range.start);
        edited.push_str(&edit.text);
        done = edit.range.end;
    }
    copy(&mut edited, done, text.len());
    (edited, edited_map)
}

/// Copies a run of `text` together with its part of `map`.
fn copy_run(edited: &mut String, edited_map: &mut TextMap, map: &TextMap, text: &str, run: Range<usize>) {
    let shift = edited.len();
    edited_map.copy(shift, map.original(run.start));
    let first = map.runs.partition_point(|known| known.0 <= run.start);
    for (derived, original) in map.runs[first..].iter().take_while(|known| known.0 <= run.end) {
        edited_map.copy(shift + (derived - run.start), *original);
    }
    edited.push_str(text.get(run).unwrap_or_default());
}
