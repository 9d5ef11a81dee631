//! Owns coverage: how much of an article a version has in its own language.

use super::freshness::{Freshness, stale_units, unmatched};
use crate::units::text::ArticleText;

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
    pub fn of(version: &ArticleText, source: &ArticleText, freshness: Freshness) -> Self {
        let units = version.summary.units;
        let translated = units - version.untranslated().min(units);
        let (own, others) = (&version.details.sentences, &source.details.sentences);
        let new = match freshness {
            Freshness::Stale { count: 1.., .. } => {
                let missing = unmatched(others, own).count();
                missing.saturating_sub(stale_units(own, others).len())
            }
            _ => 0,
        };
        let count = if units == 0 { 0 } else { units + new };
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
