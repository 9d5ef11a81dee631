//! Owns the translation memories of a site: each locale's translated sentences, read only from its own files.

use std::collections::BTreeMap;

use super::cache::Cache;
use super::load::{Depth, content_in, library_options};
use super::narrowed::Narrowed;
use super::run::Quiet;
use super::unreadable::{Unreadable, whole};
use super::{catalogs, pages};
use crate::catalogs::translation_memory::TranslationMemory;
use crate::locale::Locale;
use crate::parse::article::Article;
use crate::parse::config::Config;
use crate::source::{Root, Sources};

/// The translation memory of each locale but the source, by tag; only of `locales`, unless that is empty.
///
/// # Errors
/// When something cannot be read.
pub(crate) fn translation_memories(
    sources: &dyn Sources,
    config: &Config,
    locales: &[String],
) -> Result<BTreeMap<String, TranslationMemory>, Unreadable> {
    let narrowed = needed(sources, config, locales);
    let sources: &dyn Sources = if locales.is_empty() { sources } else { &narrowed };
    let depth = Depth::Sentences;
    let mut content = content_in(sources, config, &mut Cache::default(), &Quiet, depth).value;
    catalogs::add(sources, config, &mut content, depth);
    let source = library_options(config).source;
    let mut memories = BTreeMap::new();
    let others = content.locales.iter().filter(|content| content.locale != source);
    for content in others.filter(|content| pages::is_wanted(locales, &content.locale)) {
        let memory: &mut TranslationMemory = memories.entry(content.locale.tag().to_owned()).or_default();
        for (_, article) in &content.articles {
            let Some(text) = article.text(sources) else { continue };
            let units = article.details.composed.as_ref().map(|composed| &composed.units);
            let is_own = |unit: usize| {
                units.is_none_or(|units| units.get(unit).is_some_and(|unit| unit.foreign.is_none()))
            };
            memory.add(&Article::body_of(&article.summary, &text), is_own);
        }
    }
    whole(sources, memories)
}

/// The sources that the memories of some locales need: their articles and catalogs. Where there are catalogs, the source's articles are
/// needed as well, and the catalogs of the fallback locales, which supply what a catalog lacks.
fn needed<'a>(sources: &'a dyn Sources, config: &Config, locales: &[String]) -> Narrowed<'a> {
    let options = library_options(config);
    let mut articles: Vec<Locale> = locales.iter().filter_map(|tag| Locale::parse(tag)).collect();
    let files = sources.files(Root::Locales);
    let folders = files.iter().filter_map(|path| path.path.split_once("/articles/"));
    let mut available: Vec<Locale> = folders.filter_map(|(folder, _)| Locale::parse(folder)).collect();
    available.sort();
    available.dedup();
    let catalogs: Vec<Locale> =
        articles.iter().flat_map(|locale| options.chain(locale, &available)).collect();
    let narrowed = Narrowed { all: sources, articles: Vec::new(), catalogs };
    if narrowed.files(Root::Locales).iter().any(|path| path.path.contains("/articles/")) {
        articles.push(options.source);
    }
    Narrowed { articles, ..narrowed }
}
