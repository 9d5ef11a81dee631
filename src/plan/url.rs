//! Owns URLs: the slug of every article and section, unique in its locale, and the encoding of URLs.

use std::sync::Arc;

use icu_properties::CodePointSetData;
use icu_properties::props::DefaultIgnorableCodePoint;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use rustc_hash::FxHashSet;
use unicode_normalization::UnicodeNormalization;

use crate::diagnostics::{Checked, Code, Diagnostic};
use crate::library::{ArticleId, Library, LocaleId};
use crate::parse::markdown::slug::unique;

/// Addresses below a locale's folder, such as `account/reset-password`; the same in every locale but where a translation
/// has a `slug` of its own.
#[derive(Clone, Debug, Default)]
pub(crate) struct Urls {
    /// One folder name a locale.
    segments: Vec<String>,
    /// By article, then by locale.
    articles: Vec<Vec<Arc<str>>>,
}

/// The folder of the search page below a locale.
pub(crate) const SEARCH: &str = "search";

/// The greatest length of a URL segment in bytes; file systems allow 255.
pub(crate) const LONGEST_SEGMENT: usize = 180;

impl Urls {
    /// Decides the address of every article. `sections` are the slugs of folders: they come first, then articles whose
    /// files are named like their URLs; all others get another slug on collision.
    pub(crate) fn plan(library: &Library, sections: &[String]) -> Checked<Self> {
        let segments = library.locales.iter().map(|locale| locale.url_segment()).collect();
        let count = library.articles.len();
        let mut urls = Self { segments, articles: vec![Vec::new(); count] };
        let mut diagnostics = Vec::new();
        let mut taken: Vec<FxHashSet<String>> =
            vec![reserved(sections.iter().cloned()); library.locales.len()];
        let is_as_named = |article: &ArticleId| {
            let key = &library.articles[*article].key;
            path_slug(key, None) == key.to_lowercase()
        };
        let (as_named, others): (Vec<ArticleId>, Vec<ArticleId>) = (0..count).partition(is_as_named);
        for article in as_named.into_iter().chain(others) {
            urls.articles[article] = urls.plan_article(library, article, &mut taken, &mut diagnostics);
        }
        Checked { value: urls, diagnostics }
    }

    fn plan_article(
        &self,
        library: &Library,
        article: ArticleId,
        taken: &mut [FxHashSet<String>],
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Vec<Arc<str>> {
        let key = &library.articles[article].key;
        let common = path_slug(key, own_slug(library, article, library.source));
        let mut shared: Option<Arc<str>> = None;
        (0..library.locales.len())
            .map(|locale| {
                let wanted = match own_slug(library, article, locale) {
                    Some(slug) => path_slug(key, Some(slug)),
                    None => common.clone(),
                };
                let path = unique(wanted.clone(), &mut taken[locale]);
                if path != wanted && shared.is_none() {
                    diagnostics.extend(collision(library, article, &wanted, &path));
                }
                match &shared {
                    Some(known) if **known == *path => Arc::clone(known),
                    _ => {
                        let path: Arc<str> = path.into();
                        shared.get_or_insert_with(|| Arc::clone(&path));
                        path
                    }
                }
            })
            .collect()
    }

    /// The address of an article's page in a locale, from the root of the site, percent-encoded: `/da-dk/account/reset/`.
    pub(crate) fn article(&self, article: ArticleId, locale: LocaleId) -> String {
        encode(&format!("/{}/{}/", self.segments[locale], self.articles[article][locale]))
    }

    /// The address of an article below a locale's folder, as it is in the file system.
    pub(crate) fn path(&self, article: ArticleId, locale: LocaleId) -> &str {
        &self.articles[article][locale]
    }

    /// Where an article's page is written.
    pub(crate) fn article_file(&self, article: ArticleId, locale: LocaleId) -> String {
        format!("{}/{}/index.html", self.segments[locale], self.articles[article][locale])
    }

    /// The address of a page below a locale: a section's slug, `search`, or the home page where it is empty.
    pub(crate) fn below(&self, locale: LocaleId, path: &str) -> String {
        match path {
            "" => format!("/{}/", self.segments[locale]),
            _ => encode(&format!("/{}/{path}/", self.segments[locale])),
        }
    }

    /// Where such a page is written.
    pub(crate) fn file_below(&self, locale: LocaleId, path: &str) -> String {
        match path {
            "" => format!("{}/index.html", self.segments[locale]),
            _ => format!("{}/{path}/index.html", self.segments[locale]),
        }
    }

    /// A locale's folder.
    pub(crate) fn segment(&self, locale: LocaleId) -> &str {
        &self.segments[locale]
    }
}

/// Addresses below a locale that are pages of the site itself: its sections, its search, its 404.
pub(crate) fn reserved(sections: impl IntoIterator<Item = String>) -> FxHashSet<String> {
    sections.into_iter().chain([SEARCH.to_owned(), "404".to_owned()]).collect()
}

/// The `slug` that an article's own file in a locale gives itself.
fn own_slug(library: &Library, article: ArticleId, locale: LocaleId) -> Option<&str> {
    let version = library.articles[article].versions[locale].as_ref()?;
    if version.is_reconstructed() { None } else { version.summary.front_matter.slug.as_deref() }
}

fn collision(library: &Library, article: ArticleId, wanted: &str, path: &str) -> Option<Diagnostic> {
    let displayed = library.displayed(article, library.source)?;
    let message = format!("the address `{wanted}` is taken, so this article is at `{path}`");
    Some(
        Diagnostic::at(Code::UrlCollision, &displayed.version.summary.path, 0..0, message)
            .help("rename the file, or give the article a `slug` in its front matter"),
    )
}

/// The slug of a path, part by part; a slug of the article's own replaces the last part.
pub(crate) fn path_slug(key: &str, own: Option<&str>) -> String {
    let (folder, name) = key.rsplit_once('/').map_or(("", key), |(folder, name)| (folder, name));
    let parts = folder.split('/').filter(|part| !part.is_empty()).chain([own.unwrap_or(name)]);
    parts.map(segment_slug).collect::<Vec<_>>().join("/")
}

/// One part of an address: NFC, lower case, letters and digits of every script, `-`, `_` and inner dots; what is invisible
/// goes, and whatever else stands between words becomes `-`.
fn segment_slug(name: &str) -> String {
    let mut slug = String::with_capacity(name.len());
    for character in name.nfc() {
        match character {
            '_' | '.' => slug.push(character),
            _ if character.is_alphanumeric() || unicode_normalization::char::is_combining_mark(character) => {
                slug.extend(character.to_lowercase());
            }
            _ if CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(character) => {}
            _ => slug.push('-'),
        }
    }
    let joined = slug.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-");
    let end =
        joined.char_indices().map(|(at, _)| at).take_while(|at| *at <= LONGEST_SEGMENT).last().unwrap_or(0);
    let cut = if joined.len() > LONGEST_SEGMENT { &joined[..end] } else { &joined };
    let trimmed = cut.trim_matches(['.', '-']);
    if trimmed.is_empty() { "article".to_owned() } else { trimmed.to_owned() }
}

/// What may stand in a path as it is; everything else is percent-encoded.
const PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// A path, percent-encoded for URLs.
pub(crate) fn encode(path: &str) -> String {
    utf8_percent_encode(path, PATH).to_string()
}

#[cfg(test)]
mod tests;
