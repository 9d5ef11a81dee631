//! Owns extraction: the catalogs and side-by-side articles that translators need for the current sources.

use std::collections::BTreeSet;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::cache::Cache;
use super::load;
use super::narrowed::Narrowed;
use super::run::Quiet;
use super::unreadable::{Unreadable, whole};
use crate::catalogs::catalog::{self, SourceUnit, units_of};
use crate::catalogs::refresh;
use crate::library::freshness::Freshness;
use crate::library::{Library, Version};
use crate::locale::Locale;
use crate::messages::glossary::Glossary;
use crate::parse::article::{Article, Side};
use crate::parse::config::Config;
use crate::source::{Root, SourcePath, Sources, text_of};
use crate::units::segment::Segmenter;
use crate::units::text::TextDetails;

/// A file as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ExpectedFile {
    /// Its path.
    pub path: SourcePath,
    /// Its content.
    pub text: String,
}

/// The files that are missing or outdated, sorted by path. A catalog is made for each of `locales` (where empty: for those that the
/// site has) and each source article that the locale does not have as a file. Stale side-by-side articles are refreshed in place.
///
/// # Errors
/// When something cannot be read: a catalog that is there and was not read must not be written anew.
pub(crate) fn extract(
    sources: &dyn Sources,
    config: &Config,
    locales: &[Locale],
) -> Result<Vec<ExpectedFile>, Unreadable> {
    let depth = load::Depth::Sentences;
    let mut wanted_locales: Vec<Locale> = locales.to_vec();
    let source = Locale::parse(&config.site.source_locale).unwrap_or_default();
    let needed = [locales, std::slice::from_ref(&source)].concat();
    let narrowed = Narrowed { all: sources, articles: needed.clone(), catalogs: needed };
    let sources: &dyn Sources = if locales.is_empty() { sources } else { &narrowed };
    let content = load::content_in(sources, config, &mut Cache::default(), &Quiet, depth).value;
    if wanted_locales.is_empty() {
        wanted_locales = known_locales(sources, config);
        wanted_locales.extend(content.locales.iter().map(|content| content.locale.clone()));
    }
    wanted_locales.retain(|locale| *locale != source);
    wanted_locales.sort();
    wanted_locales.dedup();
    let library = Library::build(content.locales, &load::library_options(config)).value;
    let segmenter = Segmenter::of(&source);
    let folders = folders(sources);
    let glossaries = load::glossaries(sources, config, &wanted_locales);
    let glossaries = wanted_locales.iter().cloned().zip(glossaries).collect();
    let job = ExtractJob {
        sources,
        library: &library,
        locales: &wanted_locales,
        source,
        segmenter,
        folders,
        glossaries,
    };
    let mut files: Vec<ExpectedFile> =
        (0..library.articles.len()).into_par_iter().flat_map_iter(|article| job.article(article)).collect();
    files.retain(|file| !is_current(sources, file));
    files.sort_by(|a, b| a.path.cmp(&b.path));
    whole(sources, files)
}

fn is_current(sources: &dyn Sources, wanted: &ExpectedFile) -> bool {
    let Some(bytes) = sources.read(&wanted.path).bytes() else { return false };
    match wanted.path.root {
        Root::Locales => catalog::asks_the_same(&text_of(&bytes), &wanted.text),
        _ => bytes == wanted.text.as_bytes(),
    }
}

/// The locales that have catalogs or settings.
fn known_locales(sources: &dyn Sources, config: &Config) -> Vec<Locale> {
    let catalogs = sources.files(Root::Locales);
    let folders = catalogs.iter().filter_map(|path| {
        let (folder, rest) = path.path.split_once('/')?;
        rest.starts_with("articles/").then_some(folder)
    });
    folders.chain(config.locales.keys().map(String::as_str)).filter_map(Locale::parse).collect()
}

struct ExtractJob<'a> {
    sources: &'a dyn Sources,
    library: &'a Library,
    locales: &'a [Locale],
    source: Locale,
    segmenter: Segmenter,
    folders: FxHashMap<Locale, String>,
    glossaries: FxHashMap<Locale, Glossary>,
}

impl ExtractJob<'_> {
    fn article(&self, article: usize) -> Vec<ExpectedFile> {
        let known = &self.library.articles[article];
        // A source that was reconstructed from a translation is not translated from.
        let original =
            known.versions[self.library.source].as_ref().filter(|version| !version.is_reconstructed());
        let Some((original, text)) =
            original.and_then(|version| Some((version, version.text(self.sources)?)))
        else {
            return Vec::new();
        };
        let source = Article::parse(&original.summary.path, &text, original.summary.origin).value;
        let units = units_of(&source, &self.segmenter);
        let mut files = Vec::new();
        for locale in self.locales {
            let id = self.library.locales.iter().position(|known| known == locale);
            match id.and_then(|id| known.versions[id].as_ref()) {
                Some(version) => files.extend(self.side_by_side(version, &source, &original.details)),
                None => files.push(self.catalog(locale, &known.key, &source, &units)),
            }
        }
        if files.iter().any(|file| file.path.root == Root::Locales) {
            let text = catalog::reference(&title(&source, &known.key), &units);
            files.push(ExpectedFile { path: self.catalog_path(&self.source, &known.key), text });
        }
        files
    }

    /// A side-by-side article, refreshed; `None` for a fresh one, whatever its line endings and ids.
    fn side_by_side(
        &self,
        version: &Version,
        source: &Article,
        original: &TextDetails,
    ) -> Option<ExpectedFile> {
        let is_stale = matches!(version.freshness, Freshness::Stale { count: 1.., .. });
        let text = version.text(self.sources).filter(|_| is_stale && version.side == Side::Target)?;
        let old = Article::parse(&version.summary.path, &text, version.summary.origin).value;
        let hash = original.file_hashes.first().map(String::as_str);
        let text = refresh::refreshed(&old, source, hash, &self.segmenter);
        Some(ExpectedFile { path: version.summary.path.clone(), text })
    }

    fn catalog_path(&self, locale: &Locale, key: &str) -> SourcePath {
        let folder = self.folders.get(locale).map_or(locale.tag(), String::as_str);
        SourcePath::new(Root::Locales, &format!("{folder}/articles/{key}.ftl"))
    }

    fn catalog(&self, locale: &Locale, key: &str, source: &Article, units: &[SourceUnit]) -> ExpectedFile {
        let path = self.catalog_path(locale, key);
        let old = self.sources.read(&path).bytes().map(|bytes| catalog::parse(&text_of(&bytes)));
        let terms = |text: &str| self.glossaries.get(locale).map(|own| own.notes(text)).unwrap_or_default();
        let text = catalog::refreshed(&title(source, key), units, &old.unwrap_or_default(), &terms);
        ExpectedFile { path, text }
    }
}

fn title(source: &Article, key: &str) -> String {
    source.front_matter.title.clone().unwrap_or_else(|| key.to_owned())
}

/// The existing folder of each locale, whose name may spell the tag differently.
fn folders(sources: &dyn Sources) -> FxHashMap<Locale, String> {
    let files = sources.files(Root::Locales);
    let names: BTreeSet<&str> = files.iter().filter_map(|path| Some(path.path.split_once('/')?.0)).collect();
    names.into_iter().filter_map(|name| Some((Locale::parse(name)?, name.to_owned()))).collect()
}
