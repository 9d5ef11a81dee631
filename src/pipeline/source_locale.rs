//! Owns the choice of the source locale where the configuration names none, from the folders that there are.

use std::collections::BTreeMap;

use super::load::article_key;
use crate::locale::Locale;
use crate::parse::config::Config;
use crate::source::{Root, SourcePath, Sources};

/// Sets the source locale of a site that names none: as usual where that has articles, else the one that is plain from the folders.
/// Where none is, it stays as it is, and the check of files reports it.
pub(crate) fn settle(config: &mut Config, sources: &dyn Sources) {
    if config.names("site.source-locale") {
        return;
    }
    if let Some(guessed) = guess(&config.site.source_locale, sources) {
        config.site.source_locale = guessed;
    }
}

/// What translations that carry their source have in them: such a site has a source, though no folder.
const OF_SOURCE: &[u8] = b"data-stu-id=";

fn guess(usual: &str, sources: &dyn Sources) -> Option<String> {
    let mut first: BTreeMap<Locale, SourcePath> = BTreeMap::new();
    for file in sources.files(Root::Content).into_iter().filter(|file| article_key(&file.path).is_some()) {
        let folder = file.path.split_once('/').and_then(|(folder, _)| Locale::parse(folder));
        if let Some(locale) = folder {
            first.entry(locale).or_insert(file);
        }
    }
    let usual = Locale::parse(usual)?;
    if first.is_empty() || first.contains_key(&usual) {
        return None;
    }
    let alike: Vec<&Locale> = first.keys().filter(|locale| locale.language() == usual.language()).collect();
    let plain = alike.iter().find(|locale| locale.tag() == locale.language()).or(match alike.as_slice() {
        [only] => Some(only),
        _ => None,
    });
    let only = if first.len() == 1 { first.keys().next() } else { None };
    let found = plain.copied().or(only)?;
    let carries_source = |file: &SourcePath| {
        sources.read(file).bytes().is_some_and(|bytes| memchr::memmem::find(&bytes, OF_SOURCE).is_some())
    };
    (!first.values().any(carries_source)).then(|| found.tag().to_owned())
}

#[cfg(test)]
mod tests;
