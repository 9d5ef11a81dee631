//! Owns the library: every article in every locale, which of its versions is displayed to each reader, and how lost sources are
//! reconstructed.

pub(crate) mod amend;
pub(crate) mod coverage;
pub(crate) mod freshness;
pub(crate) mod origin;

mod moved;

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use self::coverage::Coverage;
use self::freshness::Freshness;
use self::moved::Moved;
use crate::diagnostics::{Checked, Code, Diagnostic};
use crate::locale::{Locale, default_chain};
use crate::parse::article::{Side, Summary};
use crate::parse::markdown::outline::Outline;
use crate::source::{Fingerprint, History, Sources};
use crate::units::text::{ArticleText, TextDetails};

/// A locale's index in [`Library::locales`].
pub(crate) type LocaleId = usize;

/// An article's index in [`Library::articles`].
pub(crate) type ArticleId = usize;

/// The articles of one locale's folder.
#[derive(Clone, Debug)]
pub(crate) struct LocaleContent {
    /// The locale.
    pub locale: Locale,
    /// Its articles with their keys (the path below the locale's folder, without `.md`), in order of key.
    pub articles: Vec<(String, ArticleText)>,
}

/// How the library is built.
#[derive(Clone, Debug)]
pub(crate) struct LibraryOptions {
    /// The locale that translations are made from.
    pub source: Locale,
    /// Fallback chains that the configuration sets, by locale.
    pub fallbacks: FxHashMap<Locale, Vec<Locale>>,
    /// When files last changed; empty without version control history.
    pub history: Arc<History>,
    /// The least coverage of displayed translations; all are displayed where absent.
    pub threshold: Option<Threshold>,
}

impl LibraryOptions {
    /// A locale and those of `available` and its parents that its readers fall back to, nearest first, without the source, whose text
    /// is always available.
    pub(crate) fn chain(&self, locale: &Locale, available: &[Locale]) -> Vec<Locale> {
        let set = self.fallbacks.get(locale).cloned();
        let others = set.unwrap_or_else(|| default_chain(locale, &self.source, available));
        let others = others.into_iter().filter(|other| other != locale && *other != self.source);
        std::iter::once(locale.clone()).chain(others).collect()
    }
}

/// The least share of translated sentences with which a translation is displayed, in percent.
#[derive(Clone, Debug, Default)]
pub(crate) struct Threshold {
    /// In any locale.
    pub common: u16,
    /// In locales with a threshold of their own.
    pub own: FxHashMap<Locale, u16>,
}

/// Every article in every locale.
#[derive(Clone, Debug, Default)]
pub(crate) struct Library {
    /// All locales of the site, in order of tag.
    pub locales: Vec<Locale>,
    /// The source locale.
    pub source: LocaleId,
    /// For each locale, the other locales to fall back to, nearest first; the source locale closes every chain.
    pub chains: Vec<Vec<LocaleId>>,
    /// All articles, in order of key.
    pub articles: Vec<Arc<LibraryArticle>>,
    /// When files last changed; empty where that was not requested.
    pub history: Arc<History>,
    /// The source hashes of translations whose paths no other locale has.
    sought: Arc<FxHashSet<String>>,
    /// True where translations may be withheld because too little of them is translated.
    pub has_threshold: bool,
}

/// One article in all its versions.
#[derive(Clone, Debug)]
pub(crate) struct LibraryArticle {
    /// The path below a locale's folder, without `.md`.
    pub key: String,
    /// Its version in each locale, where there is one.
    pub versions: Vec<Option<Version>>,
}

/// One text of an article.
#[derive(Clone, Debug)]
pub(crate) struct Version {
    /// The summary of its file.
    pub summary: Arc<Summary>,
    /// Its sentences, and the composed article if no file holds it.
    pub details: Arc<TextDetails>,
    /// The side of the file that holds it: the target, or the source side of a translation that replaces a lost source.
    pub side: Side,
    /// Whether it is up to date with the article's source.
    pub freshness: Freshness,
    /// How much of it is translated.
    pub coverage: Coverage,
}

/// The version of an article that is displayed to a reader.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Displayed<'a> {
    /// The locale of the text.
    pub locale: LocaleId,
    /// The text.
    pub version: &'a Version,
}

impl Version {
    /// A version that is not yet compared with its source.
    pub(crate) fn new(text: ArticleText, side: Side) -> Self {
        let ArticleText { summary, details } = text;
        Self { summary, details, side, freshness: Freshness::Unknown, coverage: Coverage::default() }
    }

    /// The whole text of its file; `None` where that cannot be read.
    pub(crate) fn text(&self, sources: &dyn Sources) -> Option<String> {
        self.as_read().text(sources)
    }

    /// How many sentences of the body have no text in the article's own language.
    pub(crate) fn untranslated(&self) -> usize {
        match self.summary.units {
            0 => self.coverage.count - self.coverage.translated,
            _ => self.as_read().untranslated(),
        }
    }

    /// The text as it was read.
    pub(crate) fn as_read(&self) -> ArticleText {
        ArticleText { summary: Arc::clone(&self.summary), details: Arc::clone(&self.details) }
    }

    /// True for a source that was reconstructed from a translation.
    pub(crate) fn is_reconstructed(&self) -> bool {
        self.side == Side::Source
    }

    /// The headings, links and images of this text.
    pub(crate) fn outline(&self) -> &Outline {
        match (self.side, &self.summary.source_outline) {
            (Side::Source, Some(outline)) => outline,
            _ => &self.summary.outline,
        }
    }

    /// The label of links to the article: its first heading, else its title.
    pub(crate) fn label(&self) -> Option<&str> {
        let heading = self.outline().title().filter(|title| !title.is_empty());
        heading.or_else(|| self.own_title())
    }

    /// The title that the front matter gives; a reconstructed source has none, since only the translated one is known.
    pub(crate) fn own_title(&self) -> Option<&str> {
        if self.is_reconstructed() { None } else { self.summary.front_matter.title.as_deref() }
    }

    /// The description that the front matter gives, else the beginning of the text.
    pub(crate) fn description(&self) -> &str {
        let written =
            if self.is_reconstructed() { None } else { self.summary.front_matter.description.as_deref() };
        written.unwrap_or(&self.outline().lead)
    }
}

impl Library {
    /// Builds the library. The order of `contents` does not matter.
    pub(crate) fn build(mut contents: Vec<LocaleContent>, options: &LibraryOptions) -> Checked<Self> {
        if contents.iter().all(|content| content.locale != options.source) {
            contents.push(LocaleContent { locale: options.source.clone(), articles: Vec::new() });
        }
        contents.sort_by(|a, b| a.locale.cmp(&b.locale));
        let locales: Vec<Locale> = contents.iter().map(|content| content.locale.clone()).collect();
        let source = locales.iter().position(|locale| *locale == options.source).unwrap_or_default();
        let chains = chains(&locales, source, options);

        let mut diagnostics = Vec::new();
        let mut moved = Moved::find(&contents, source, &mut diagnostics);
        let mut articles: FxHashMap<String, LibraryArticle> = FxHashMap::default();
        for (locale, content) in contents.into_iter().enumerate() {
            for (key, text) in content.articles {
                let key = moved.take(locale, &key).unwrap_or(key);
                let article = articles.entry(key).or_insert_with_key(|key| LibraryArticle {
                    key: key.clone(),
                    versions: vec![None; locales.len()],
                });
                article.versions[locale] = Some(Version::new(text, Side::Target));
            }
        }
        let mut articles: Vec<LibraryArticle> = articles.into_values().collect();
        articles.sort_by(|a, b| a.key.cmp(&b.key));
        for article in &mut articles {
            article.settle(source, &options.history);
        }
        let is_reconstructed = |article: &&LibraryArticle| {
            article.versions[source].as_ref().is_some_and(Version::is_reconstructed)
        };
        let reconstructed = articles.iter().filter(is_reconstructed).count();
        if let Some(threshold) = &options.threshold {
            diagnostics.extend(withhold(&mut articles, &locales, source, threshold));
        }
        let is_set = |threshold: &Threshold| threshold.common > 0 || !threshold.own.is_empty();
        let has_threshold = options.threshold.as_ref().is_some_and(is_set);
        if reconstructed > 0 {
            diagnostics.push(Diagnostic::of_site(
                Code::SourceReconstructed,
                format!(
                    "{reconstructed} articles of {} were put back together from their translations",
                    options.source.tag()
                ),
            ));
        }
        Checked {
            value: Self {
                locales,
                source,
                chains,
                articles: articles.into_iter().map(Arc::new).collect(),
                history: Arc::clone(&options.history),
                sought: Arc::new(moved.sought),
                has_threshold,
            },
            diagnostics,
        }
    }

    /// True where a translation whose path no other locale has names this source by its hash.
    pub(crate) fn is_sought(&self, source: &TextDetails) -> bool {
        source.file_hashes.iter().any(|hash| self.sought.contains(hash))
    }

    /// The version of an article that is displayed in a locale: the locale's own, else the nearest along its fallback chain, else any.
    pub(crate) fn displayed(&self, article: ArticleId, locale: LocaleId) -> Option<Displayed<'_>> {
        let versions = &self.articles.get(article)?.versions;
        let chain = self.chains.get(locale).map(Vec::as_slice).unwrap_or_default();
        std::iter::once(locale)
            .chain(chain.iter().copied())
            .chain(0..versions.len())
            .find_map(|locale| Some(Displayed { locale, version: versions.get(locale)?.as_ref()? }))
    }
}

impl LibraryArticle {
    /// Reconstructs the source where it is missing, and compares each version with it.
    pub(crate) fn settle(&mut self, source: LocaleId, history: &History) {
        if self.versions[source].as_ref().is_some_and(Version::is_reconstructed) {
            self.versions[source] = None;
        }
        self.reconstruct(source);
        self.compare(source, history);
    }

    /// Reconstructs a missing source from a translation that carries it.
    fn reconstruct(&mut self, source: LocaleId) {
        if self.versions[source].is_none() {
            let donor = donor(&self.versions).cloned();
            self.versions[source] = donor.map(|donor| Version {
                side: Side::Source,
                freshness: Freshness::Fresh,
                coverage: Coverage::default(),
                ..donor
            });
        }
    }

    /// Sets freshness and coverage of each version.
    fn compare(&mut self, source: LocaleId, history: &History) {
        let Some(Some(original)) = self.versions.get(source) else { return };
        let (original, side) = (original.as_read(), original.side);
        for (locale, version) in self.versions.iter_mut().enumerate() {
            let Some(version) = version else { continue };
            version.freshness = if locale == source {
                Freshness::Fresh
            } else {
                Freshness::of(&version.as_read(), &original, side, history)
            };
            version.coverage = Coverage::of(&version.as_read(), &original, version.freshness);
        }
    }
}

/// Removes the translations whose coverage is below the threshold and reports their number per locale. The next locale of the
/// fallback chain is displayed instead.
fn withhold(
    articles: &mut [LibraryArticle],
    locales: &[Locale],
    source: LocaleId,
    threshold: &Threshold,
) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for (id, locale) in locales.iter().enumerate().filter(|(id, _)| *id != source) {
        let percent = threshold.own.get(locale).copied().unwrap_or(threshold.common);
        let is_short = |version: &mut Version| !version.coverage.reaches(percent);
        let taken = articles.iter_mut().filter_map(|article| article.versions[id].take_if(is_short)).count();
        if taken > 0 {
            let message = format!(
                "{taken} articles are not shown in {locale}: less than {percent} % of each is translated"
            );
            diagnostics.push(Diagnostic::of_site(Code::TranslationWithheld, message));
        }
    }
    diagnostics
}

/// The translation whose source side replaces a lost source: among the translations of the newest source version, the first one with
/// the most frequent source body.
fn donor(versions: &[Option<Version>]) -> Option<&Version> {
    let versions = versions.iter().flatten();
    let bilingual: Vec<&Version> =
        versions.filter(|version| version.summary.source_fingerprint.is_some()).collect();
    let newest = newest_source(&bilingual);
    let mut votes: FxHashMap<Fingerprint, usize> = FxHashMap::default();
    let candidates =
        || bilingual.iter().filter(|version| version.summary.front_matter.source_hash.as_deref() == newest);
    let fingerprint = |version: &Version| version.summary.source_fingerprint.unwrap_or_default();
    for version in candidates() {
        *votes.entry(fingerprint(version)).or_default() += 1;
    }
    // `max_by_key` keeps the last of equals; reversed, that is the first locale.
    candidates().rev().max_by_key(|version| votes.get(&fingerprint(version)).copied()).copied()
}

/// The hash of the source version that was handed off last. Dates have a resolution of one day; among versions with the same last
/// day, the one that more locales have counts as newer.
fn newest_source<'a>(texts: &[&'a Version]) -> Option<&'a str> {
    let mut versions: FxHashMap<Option<&str>, (Option<crate::locale::CalendarDate>, usize)> =
        FxHashMap::default();
    for text in texts {
        let front_matter = &text.summary.front_matter;
        let version = versions.entry(front_matter.source_hash.as_deref()).or_default();
        version.0 = version.0.max(front_matter.handed_off);
        version.1 += 1;
    }
    versions.into_iter().max_by_key(|(hash, weight)| (*weight, *hash)).and_then(|(hash, _)| hash)
}

fn chains(locales: &[Locale], source: LocaleId, options: &LibraryOptions) -> Vec<Vec<LocaleId>> {
    let id = |locale: &Locale| locales.iter().position(|known| known == locale);
    locales
        .iter()
        .enumerate()
        .map(|(own, locale)| {
            let default = || default_chain(locale, &options.source, locales);
            let wanted = options.fallbacks.get(locale).cloned().unwrap_or_else(default);
            let mut seen = FxHashSet::from_iter([own]);
            wanted.iter().filter_map(id).chain([source]).filter(|next| seen.insert(*next)).collect()
        })
        .collect()
}
