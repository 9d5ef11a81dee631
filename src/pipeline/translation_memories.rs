//! Owns what the translations of a site remember: each locale's sentences, read from its own files and no others.

use std::collections::BTreeMap;

use super::cache::Cache;
use super::load::{Depth, content_in, library_options};
use super::narrowed::Narrowed;
use super::run::Quiet;
use super::{catalogs, pages};
use crate::catalogs::translation_memory::TranslationMemory;
use crate::locale::Locale;
use crate::parse::article::Article;
use crate::parse::config::Config;
use crate::source::{Root, Sources};

/// What each locale but the source remembers, by tag; only those asked for, where any are.
pub fn translation_memories(
    sources: &dyn Sources,
    config: &Config,
    locales: &[String],
) -> BTreeMap<String, TranslationMemory> {
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
            memory.add(&Article::body_of(&article.summary.path, &text), is_own);
        }
    }
    memories
}

/// What tells all about some locales: their articles and catalogs. A catalog has its sentences from the source's articles, and those
/// that it lacks from the catalogs that its locale falls back to.
fn needed<'a>(sources: &'a dyn Sources, config: &Config, locales: &[String]) -> Narrowed<'a> {
    let options = library_options(config);
    let mut articles: Vec<Locale> = locales.iter().filter_map(|tag| Locale::parse(tag)).collect();
    let catalogs: Vec<Locale> = articles.iter().flat_map(|locale| options.chain(locale)).collect();
    let narrowed = Narrowed { all: sources, articles: Vec::new(), catalogs };
    if narrowed.files(Root::Locales).iter().any(|path| path.path.contains("/articles/")) {
        articles.push(options.source);
    }
    Narrowed { articles, ..narrowed }
}
