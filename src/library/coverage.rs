//! Owns coverage: how much of an article is translated into the language of a version.

use super::freshness::{Freshness, stale_units, unmatched};
use crate::units::copied::copied;
use crate::units::text::ArticleText;

/// The number of translated sentences of a version, and of all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Coverage {
    /// The sentences with a text in the version's own language, including stale ones.
    pub translated: usize,
    /// All sentences of the source; 0 for a plain translation, whose sentences are unknown, unless it has some of the source's own.
    pub count: usize,
}

impl Coverage {
    /// How much of its source a translation covers. Sentences added to the source since then count as not translated.
    pub(crate) fn of(version: &ArticleText, source: &ArticleText, freshness: Freshness) -> Self {
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
        if units > 0 {
            return Self { translated, count: units + new };
        }
        match copied(&version.details, &source.details).count() {
            0 => Self::default(),
            copied => {
                let count = others.iter().filter(|sentence| !sentence.shared).count();
                Self { translated: count.saturating_sub(copied), count }
            }
        }
    }

    /// True where at least `percent` % of the sentences are translated; an unknown coverage counts as complete.
    pub(crate) fn reaches(self, percent: u16) -> bool {
        self.translated * 100 >= self.count * usize::from(percent)
    }

    /// True where some sentence is missing.
    pub(crate) fn is_partial(self) -> bool {
        self.translated < self.count
    }
}
