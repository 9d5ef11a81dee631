//! Owns the translation memory of a locale: every sentence with all of its translations.

use std::collections::BTreeMap;

use crate::parse::article::Article;
use crate::source::SourcePath;
use crate::units::unit::{normalised, source_hash};

/// All translated sentences of one locale. Texts with the same [`source_hash`] are one sentence.
#[derive(Clone, Debug, Default)]
pub(crate) struct TranslationMemory {
    sentences: BTreeMap<u64, MemoryEntry>,
}

/// One sentence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct MemoryEntry {
    /// The source text of its first occurrence, normalised.
    pub source: String,
    /// Its translations.
    pub targets: BTreeMap<String, TranslationUse>,
}

/// The uses of one translation of a sentence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct TranslationUse {
    /// The number of uses in all files.
    pub count: usize,
    /// The files that use it, each once.
    pub files: Vec<SourcePath>,
}

impl MemoryEntry {
    /// How often the sentence is translated.
    pub(crate) fn count(&self) -> usize {
        self.targets.values().map(|found| found.count).sum()
    }
}

impl TranslationMemory {
    /// Adds the units of an article. `is_own` is true for units in the locale's language.
    pub(crate) fn add(&mut self, article: &Article, is_own: impl Fn(usize) -> bool) {
        for (at, unit) in article.sides.units.iter().enumerate().filter(|(at, _)| is_own(*at)) {
            let target = normalised(&article.sides.target[unit.target.clone()]);
            if target.is_empty() {
                continue;
            }
            let source = article.unit_source(at);
            let known = self.sentences.entry(source_hash(source)).or_default();
            if known.source.is_empty() {
                known.source = normalised(source);
            }
            let found = known.targets.entry(target).or_default();
            found.count += 1;
            if found.files.last() != Some(&article.path) {
                found.files.push(article.path.clone());
            }
        }
    }

    /// The number of units in the memory.
    pub(crate) fn units(&self) -> usize {
        self.sentences.values().map(MemoryEntry::count).sum()
    }

    /// The number of different sentences.
    pub(crate) fn distinct(&self) -> usize {
        self.sentences.len()
    }

    /// The sentences with more than one translation, the most frequent first.
    pub(crate) fn inconsistent(&self) -> Vec<&MemoryEntry> {
        let mut found: Vec<&MemoryEntry> =
            self.sentences.values().filter(|sentence| sentence.targets.len() > 1).collect();
        found.sort_by(|a, b| b.count().cmp(&a.count()).then_with(|| a.source.cmp(&b.source)));
        found
    }
}
