//! Owns the rule that no translation is published of a source that is kept back.

use rustc_hash::FxHashSet;

use crate::library::LocaleContent;

/// The source articles that are drafts, or may be.
#[derive(Default)]
pub(super) struct KeptBack {
    keys: FxHashSet<String>,
    /// What moved translations name their sources by.
    hashes: FxHashSet<String>,
}

impl KeptBack {
    /// Adds a source article by its key and the hashes of its file.
    pub(super) fn add(&mut self, key: &str, hashes: &[String]) {
        self.keys.insert(key.to_owned());
        self.hashes.extend(hashes.iter().cloned());
    }

    /// Leaves out the translations of these articles.
    pub(super) fn leave_out(&self, locales: &mut [LocaleContent]) {
        if self.keys.is_empty() {
            return;
        }
        for content in locales {
            content.articles.retain(|(key, text)| {
                let source = text.summary.front_matter.source_hash.as_ref();
                !self.keys.contains(key) && !source.is_some_and(|hash| self.hashes.contains(hash))
            });
        }
    }
}
