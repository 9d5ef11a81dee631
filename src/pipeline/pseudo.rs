//! Owns a site with pseudo-locales: its own files, with catalogs and messages that are generated from its sources.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::load::{article_key, word_files};
use crate::catalogs::catalog::{self, units_of};
use crate::catalogs::pseudo::{Pseudo, pseudo_strings, pseudo_units};
use crate::locale::Locale;
use crate::messages::interface::last_resort;
use crate::parse::article::{Article, Side};
use crate::parse::config::{Config, LocaleConfig};
use crate::parse::markdown::origin::MarkdownOrigin;
use crate::source::{Overlay, Root, SourcePath, Sources, text_of};
use crate::units::segment::Segmenter;

/// The files of a site with those of both pseudo-locales: a catalog for each source article, and the messages of the interface.
pub(crate) fn pseudo_sources<'a>(own: &'a dyn Sources, config: &Config) -> Overlay<'a> {
    let source = Locale::parse(&config.site.source_locale).unwrap_or_default();
    let strings = strings(own, &source);
    let mut made: BTreeMap<SourcePath, Vec<u8>> = catalogs(own, &source).into_iter().collect();
    for pseudo in Pseudo::ALL {
        for (number, text) in strings.iter().enumerate() {
            let path = SourcePath::new(Root::Locales, &format!("{}/{number}.ftl", pseudo.tag()));
            made.insert(path, pseudo_strings(pseudo, text).into_bytes());
        }
    }
    Overlay::new(own, made)
}

/// The configuration of a site with its pseudo-locales, which also get a title each.
pub(crate) fn with_pseudo(config: &Config) -> Config {
    let mut config = config.clone();
    for pseudo in Pseudo::ALL {
        let title = Some(pseudo.text(&config.site.title));
        let own = LocaleConfig { title, ..LocaleConfig::default() };
        config.locales.insert(pseudo.tag().to_owned(), own);
    }
    config
}

fn catalogs(sources: &dyn Sources, source: &Locale) -> Vec<(SourcePath, Vec<u8>)> {
    let segmenter = Segmenter::of(source);
    let is_source = |path: &SourcePath| {
        let folder = path.path.split_once('/').map(|(folder, _)| folder);
        folder.and_then(Locale::parse).as_ref() == Some(source)
    };
    let articles: Vec<SourcePath> = sources.files(Root::Content).into_iter().filter(is_source).collect();
    articles.par_iter().flat_map_iter(|path| catalogs_of(sources, path, &segmenter)).collect()
}

/// The catalogs of one article in both pseudo-locales.
fn catalogs_of(
    sources: &dyn Sources,
    path: &SourcePath,
    segmenter: &Segmenter,
) -> Vec<(SourcePath, Vec<u8>)> {
    let key = path.path.split_once('/').and_then(|(_, path)| article_key(path));
    let (Some(key), Some(bytes)) = (key, sources.read(path).bytes()) else { return Vec::new() };
    let article = Article::parse(path, &text_of(&bytes), MarkdownOrigin::Author).value;
    let units = units_of(&article, segmenter);
    let catalog = |pseudo: Pseudo| {
        let texts = pseudo_units(pseudo, article.body(Side::Target), &units);
        let path = SourcePath::new(Root::Locales, &format!("{}/articles/{key}.ftl", pseudo.tag()));
        (path, catalog::made_by_machine(key, &units, &texts, "machine pseudo").into_bytes())
    };
    Pseudo::ALL.into_iter().map(catalog).collect()
}

/// The Fluent texts of the interface in the source's language: those embedded in the binary first, those of the source locale last.
fn strings(sources: &dyn Sources, source: &Locale) -> Vec<String> {
    let mut layers = vec![last_resort().to_owned()];
    let language = Locale::parse(source.language());
    for wanted in
        [language.filter(|language| language != source).as_ref(), Some(source)].into_iter().flatten()
    {
        let own = word_files(sources);
        let files = own.iter().filter(|(folder, _)| Locale::parse(folder).as_ref() == Some(wanted));
        layers.extend(files.filter_map(|(_, path)| Some(text_of(&sources.read(path).bytes()?).into_owned())));
    }
    layers
}
