//! Owns choosing which grams of a query are looked up: those that cover it with the fewest fetches.

use rustc_hash::FxHashSet;

/// The choice of grams to look up, and how much each position of the query still needs one.
pub(super) struct Matching {
    blocks: Vec<Option<usize>>,
    need: Vec<f64>,
    used: FxHashSet<usize>,
}

impl Matching {
    /// Starts with the grams of a query and the block of each; `None` is the manifest.
    pub(super) fn new(grams: &[(&str, Option<usize>)]) -> Self {
        Self {
            blocks: grams.iter().map(|(_, block)| *block).collect(),
            need: grams.iter().map(|(term, _)| if is_hiragana(term) { 0.3 } else { 1.0 }).collect(),
            used: FxHashSet::default(),
        }
    }

    /// The positions of the chosen grams.
    pub(super) fn into_used(self) -> FxHashSet<usize> {
        self.used
    }

    /// Marks the grams of a block as used; `None` is the manifest.
    pub(super) fn take(&mut self, block: Option<usize>) {
        // The grams of the manifest are common and select less, so their positions still need another.
        let (own, near) = if block.is_none() { (0.5, 0.75) } else { (0.0, 0.5) };
        for at in (0..self.blocks.len()).filter(|at| self.blocks[*at] == block) {
            self.used.insert(at);
            self.need[at] *= own;
            if at > 0 {
                self.need[at - 1] *= near;
            }
            if at + 1 < self.need.len() {
                self.need[at + 1] *= near;
            }
        }
    }

    /// The block that the query needs most, if any is worth a fetch.
    pub(super) fn best(&self) -> Option<usize> {
        let mut gains: Vec<(usize, f64)> = Vec::new();
        for (at, block) in self.blocks.iter().enumerate() {
            let Some(block) = block.filter(|_| !self.used.contains(&at)) else {
                continue;
            };
            match gains.iter_mut().find(|(of, _)| *of == block) {
                Some((_, gain)) => *gain += self.need[at],
                None => gains.push((block, self.need[at])),
            }
        }
        let mut best = None;
        let mut most = 0.01;
        for (of, gain) in gains {
            if gain > most {
                (best, most) = (Some(of), gain);
            }
        }
        best
    }
}

fn is_hiragana(term: &str) -> bool {
    term.chars().all(|c| ('\u{3040}'..='\u{309F}').contains(&c))
}
