//! Owns redirects: the former URLs of articles, which still lead to them.

use rustc_hash::FxHashSet;

use super::nav::Nav;
use super::url::{LONGEST_SEGMENT, Urls, path_slug, reserved};
use crate::diagnostics::{Code, Diagnostic};
use crate::library::{ArticleId, Library, LocaleId, Version};

/// An old address below a locale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Redirect {
    /// The locale.
    pub locale: LocaleId,
    /// The address below the locale's folder, without slashes at its ends.
    pub from: String,
    /// The article that it leads to.
    pub article: ArticleId,
}

/// The keys of front matter that hold old addresses: one, or a list.
const KEYS: [&str; 2] = ["redirect_from", "aliases"];

/// Finds all redirects: what front matter lists (that of the source holds in every locale), and the addresses that an article
/// would have with the `slug` of its source and without any. A page always comes before a redirect.
pub(crate) fn plan(
    library: &Library,
    nav: &Nav,
    urls: &Urls,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Redirect> {
    let mut redirects = Vec::new();
    for locale in 0..library.locales.len() {
        let wanted: Vec<RedirectRequest<'_>> = (0..library.articles.len())
            .flat_map(|article| wanted(library, urls, article, locale, diagnostics))
            .collect();
        if wanted.is_empty() {
            continue;
        }
        let mut taken = pages(library, nav, urls, locale);
        for RedirectRequest { from, article, written } in wanted {
            if taken.insert(from.to_lowercase()) {
                redirects.push(Redirect { locale, from, article });
            } else if let Some(version) = written.filter(|_| from != urls.path(article, locale)) {
                let message = format!("the old address `{from}` is taken, so it does not lead here");
                let diagnostic = Diagnostic::at(Code::UrlCollision, &version.summary.path, 0..0, message);
                diagnostics.push(
                    diagnostic.help("take it out of the front matter, or rename the page that is there"),
                );
            }
        }
    }
    redirects
}

/// An old address before it is known whether it is free.
struct RedirectRequest<'a> {
    from: String,
    article: ArticleId,
    /// The text whose front matter lists it.
    written: Option<&'a Version>,
}

fn wanted<'a>(
    library: &'a Library,
    urls: &Urls,
    article: ArticleId,
    locale: LocaleId,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<RedirectRequest<'a>> {
    let entry = &library.articles[article];
    let own = entry.versions[locale].as_ref();
    let source = entry.versions[library.source].as_ref().filter(|_| locale != library.source);
    let mut wanted = Vec::new();
    for version in own.into_iter().chain(source).filter(|version| !version.is_reconstructed()) {
        for written in old_urls(version) {
            match below(library, urls, locale, written) {
                Ok(Some(from)) => wanted.push(RedirectRequest { from, article, written: Some(version) }),
                Ok(None) => {}
                Err(problem) => diagnostics.push(Diagnostic::at(
                    Code::FrontMatterValueInvalid,
                    &version.summary.path,
                    0..0,
                    format!("the old address `{written}` {problem}"),
                )),
            }
        }
    }
    // Before it was translated, the article was where the source's slug puts it; before it had any slug, where its file's name does.
    let slug = |version: &'a Version| version.summary.front_matter.slug.as_deref();
    let slugs = own.and_then(slug).is_some() || source.and_then(slug).is_some();
    for before in [source.and_then(slug), None].into_iter().filter(|_| slugs) {
        let from = path_slug(&entry.key, before);
        if from != urls.path(article, locale) {
            wanted.push(RedirectRequest { from, article, written: None });
        }
    }
    wanted
}

fn old_urls(version: &Version) -> impl Iterator<Item = &str> {
    let values = KEYS.iter().filter_map(|key| version.summary.front_matter.params.get(*key));
    values.flat_map(|value| match value {
        serde_json::Value::Array(items) => items.iter().filter_map(|item| item.as_str()).collect(),
        value => value.as_str().into_iter().collect::<Vec<_>>(),
    })
}

/// An old address below the locale's folder; nothing where it names another locale.
fn below(library: &Library, urls: &Urls, locale: LocaleId, written: &str) -> Result<Option<String>, String> {
    let path = written.trim().trim_matches('/');
    let path = path.strip_suffix("index.html").unwrap_or(path).trim_end_matches('/');
    let path = [".html", ".md", ".markdown"].iter().find_map(|end| path.strip_suffix(end)).unwrap_or(path);
    let (first, rest) = path.split_once('/').unwrap_or((path, ""));
    let named = (0..library.locales.len()).find(|locale| urls.segment(*locale).eq_ignore_ascii_case(first));
    let path = match named {
        Some(named) if named != locale => return Ok(None),
        Some(_) => rest,
        None => path,
    };
    let parts = || path.split('/');
    if parts().any(|part| matches!(part, "" | "." | "..") || part.len() > LONGEST_SEGMENT) {
        return Err("is not the path of a page".to_owned());
    }
    match path.chars().find(|c| !is_plain(*c)) {
        Some(odd) => Err(format!("holds {odd:?}, which no old address can")),
        None => Ok(Some(path.to_owned())),
    }
}

/// True for characters without a special meaning in hosting configurations.
fn is_plain(character: char) -> bool {
    character.is_alphanumeric()
        || unicode_normalization::char::is_combining_mark(character)
        || matches!(character, '/' | '-' | '_' | '.' | '~' | '+' | '!' | ',' | '@' | '(' | ')' | ' ')
}

/// Every page of a locale, in lower case: some file systems are not case-sensitive.
fn pages(library: &Library, nav: &Nav, urls: &Urls, locale: LocaleId) -> FxHashSet<String> {
    let mut pages = reserved(nav.sections.iter().map(|section| section.slug.clone()));
    pages.extend((0..library.articles.len()).map(|article| urls.path(article, locale).to_lowercase()));
    pages
}
