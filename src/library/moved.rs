//! Owns translations that lie under another path than their article.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{LocaleContent, LocaleId};
use crate::diagnostics::{Code, Diagnostic};

/// Translations that lie under another path than the article they translate, found by the hash of their source.
pub struct Moved {
    /// (locale, key as found) to the article's key.
    keys: FxHashMap<(LocaleId, String), String>,
    /// The hashes by which homes were looked for.
    pub sought: FxHashSet<String>,
}

impl Moved {
    /// Finds them all, and tells each.
    pub fn find(contents: &[LocaleContent], source: LocaleId, diagnostics: &mut Vec<Diagnostic>) -> Self {
        let homes = homes(contents, source);
        let keys_of: Vec<FxHashSet<&str>> = contents
            .iter()
            .map(|content| content.articles.iter().map(|(key, _)| key.as_str()).collect())
            .collect();
        let mut keys = FxHashMap::default();
        let mut sought = FxHashSet::default();
        for (locale, content) in contents.iter().enumerate().filter(|(locale, _)| *locale != source) {
            for (key, text) in &content.articles {
                let summary = &text.summary;
                let Some(hash) = summary.front_matter.source_hash.as_deref() else { continue };
                let alone = keys_of
                    .iter()
                    .enumerate()
                    .all(|(other, keys)| other == locale || !keys.contains(key.as_str()));
                if alone {
                    sought.insert(hash.to_owned());
                }
                let home = homes.get(hash).filter(|_| alone).and_then(|homes| match homes.as_slice() {
                    [home] if home != key && !keys_of[locale].contains(home.as_str()) => Some(home.clone()),
                    _ => None,
                });
                if let Some(home) = home {
                    let message =
                        format!("this is a translation of `{home}.md`, told by the hash of its source");
                    diagnostics.push(Diagnostic::at(Code::ArticleMoved, &summary.path, 0..0, message));
                    keys.insert((locale, key.clone()), home);
                }
            }
        }
        Self { keys, sought }
    }

    /// The key of the article that a text is of, where it lies under another.
    pub fn take(&mut self, locale: LocaleId, key: &str) -> Option<String> {
        self.keys.remove(&(locale, key.to_owned()))
    }
}

/// Where the article of a source hash lives: in the source tree, else where other locales (at least two, so that a lone
/// stray cannot be a home) have it.
fn homes(contents: &[LocaleContent], source: LocaleId) -> FxHashMap<String, Vec<String>> {
    let mut homes: FxHashMap<String, Vec<String>> = FxHashMap::default();
    for (key, text) in &contents[source].articles {
        for hash in &text.details.file_hashes {
            homes.entry(hash.clone()).or_default().push(key.clone());
        }
    }
    if contents[source].articles.is_empty() {
        let mut counts: FxHashMap<(&str, &str), usize> = FxHashMap::default();
        for (key, text) in contents.iter().flat_map(|content| &content.articles) {
            if let Some(hash) = &text.summary.front_matter.source_hash {
                *counts.entry((hash, key)).or_default() += 1;
            }
        }
        let mut shared: Vec<_> =
            counts.into_iter().filter(|(_, count)| *count > 1).map(|(pair, _)| pair).collect();
        shared.sort_unstable();
        for (hash, key) in shared {
            homes.entry(hash.to_owned()).or_default().push(key.to_owned());
        }
    }
    homes
}
