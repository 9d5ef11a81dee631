//! Owns moved translations, whose paths differ from those of their articles.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{LocaleContent, LocaleId};
use crate::diagnostics::{Code, Diagnostic};

/// Translations whose paths differ from those of their articles, found by the hash of their source.
pub(super) struct Moved {
    /// From locale and key of the translation to the key of its article.
    keys: FxHashMap<(LocaleId, String), String>,
    /// The source hashes of translations whose paths no other locale has.
    pub sought: FxHashSet<String>,
}

impl Moved {
    /// Finds all moved translations and adds a diagnostic for each.
    pub(super) fn find(
        contents: &[LocaleContent],
        source: LocaleId,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Self {
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
                        format!("this is a translation of `{home}.md`, identified by the hash of its source");
                    diagnostics.push(Diagnostic::at(Code::ArticleMoved, &summary.path, 0..0, message));
                    keys.insert((locale, key.clone()), home);
                }
            }
        }
        Self { keys, sought }
    }

    /// The key of the article that a moved translation belongs to; `None` for other texts.
    pub(super) fn take(&mut self, locale: LocaleId, key: &str) -> Option<String> {
        self.keys.remove(&(locale, key.to_owned()))
    }
}

/// The article keys of each source hash: from the source locale; where that has no articles, the keys that at least two locales have
/// it under.
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
