//! Owns coverage: how much of an article a version has in its own language.

use super::freshness::{Freshness, stale_units, unmatched};
use crate::parse::article::Summary;

/// Sentences of a version.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Those with a text in the version's own language, stale ones among them.
    pub translated: usize,
    /// All that the source has; 0 where nothing tells the sentences of a version apart.
    pub count: usize,
}

impl Coverage {
    /// How much of its source a translation covers. What the source has got since counts as not translated.
    pub fn of(translation: &Summary, source: &Summary, freshness: Freshness) -> Self {
        let translated = translation.units - translation.untranslated.min(translation.units);
        let new = match freshness {
            Freshness::Stale { count: 1.., .. } => {
                let missing = unmatched(&source.sentences, &translation.sentences).count();
                missing.saturating_sub(stale_units(translation, source).len())
            }
            _ => 0,
        };
        let count = if translation.units == 0 { 0 } else { translation.units + new };
        Self { translated, count }
    }

    /// True where at least so many percent are translated; a version that nothing is known about is taken for whole.
    pub fn reaches(self, percent: u16) -> bool {
        self.translated * 100 >= self.count * usize::from(percent)
    }

    /// True where some sentence is missing.
    pub fn is_partial(self) -> bool {
        self.translated < self.count
    }
}
