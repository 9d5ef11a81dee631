//! Owns redirects: the former URLs of articles, which still lead to them.

use super::claims::{AddressOwner, Claims};
use super::slug::{LONGEST_PATH, LONGEST_SEGMENT, path_slug};
use super::url::{Urls, encode, file_of};
use crate::diagnostics::{Code, Diagnostic};
use crate::library::{ArticleId, Library, LocaleId, Version};

/// An old address below a locale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Redirect {
    /// The locale.
    pub locale: LocaleId,
    /// The address below the locale's folder, without slashes at its ends: of a page, or of a file that ends in `.html`.
    pub from: String,
    /// The article that it leads to.
    pub article: ArticleId,
}

/// The keys of front matter that hold old addresses: one, or a list.
const KEYS: [&str; 2] = ["redirect_from", "aliases"];

/// Finds all redirects: what front matter lists (that of the source holds in every locale), and the addresses that an article
/// would have with the `slug` of its source and without any. `claims` are what pages have in each locale: a page always comes before
/// a redirect.
pub(super) fn plan(
    library: &Library,
    urls: &Urls,
    claims: Vec<Claims>,
    pageless: &[bool],
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Redirect> {
    let mut redirects = Vec::new();
    for (locale, mut claims) in claims.into_iter().enumerate() {
        let wanted: Vec<RedirectRequest<'_>> = (0..library.articles.len())
            .filter(|article| !pageless[*article])
            .flat_map(|article| wanted(library, urls, article, locale, diagnostics))
            .collect();
        for RedirectRequest { from, article, written } in wanted {
            let owner = AddressOwner::Article(article);
            let claimed = if is_file(&from) { claims.file(&from, owner) } else { claims.page(&from, owner) };
            match (claimed, written) {
                (Ok(()), _) => redirects.push(Redirect { locale, from, article }),
                (Err(other), Some((version, key))) if other != owner => {
                    diagnostics.push(taken(library, locale, &from, (version, key), other));
                }
                // An address that already leads here, or that no front matter lists.
                (Err(_), _) => {}
            }
        }
    }
    redirects
}

/// An old address before it is known whether it is free.
struct RedirectRequest<'a> {
    from: String,
    article: ArticleId,
    /// The text whose front matter lists it, and the key.
    written: Option<(&'a Version, &'static str)>,
}

impl Redirect {
    /// The address that is redirected, below a locale's folder, percent-encoded: with a `/` at its end for a page.
    pub(crate) fn old_url(&self) -> String {
        let end = if is_file(&self.from) { "" } else { "/" };
        encode(&format!("{}{end}", self.from))
    }

    /// The file of the page that leads on, below a locale's folder.
    pub(crate) fn file(&self) -> String {
        if is_file(&self.from) { self.from.clone() } else { format!("{}/index.html", self.from) }
    }
}

/// True for the address of a file, which other tools give their pages.
fn is_file(from: &str) -> bool {
    from.len() > HTML.len() && from.ends_with(HTML)
}

const HTML: &str = ".html";

fn taken(
    library: &Library,
    locale: LocaleId,
    from: &str,
    (version, key): (&Version, &'static str),
    owner: AddressOwner,
) -> Diagnostic {
    let whose = match owner {
        AddressOwner::Site => "a page or file that the site makes itself".to_owned(),
        AddressOwner::Section => "a section".to_owned(),
        AddressOwner::Article(other) => match file_of(library, other, locale) {
            Some(file) => format!("`{file}`"),
            None => "another article".to_owned(),
        },
    };
    let message = format!("the old address `{from}` is that of {whose}, so it does not lead here");
    Diagnostic::at(Code::UrlCollision, &version.summary.path, version.summary.key_place(key), message)
        .help("take it out of the front matter, or rename what is there")
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
        for (key, written) in old_urls(version) {
            match below(library, urls, locale, written) {
                Ok(Some(from)) => {
                    wanted.push(RedirectRequest { from, article, written: Some((version, key)) })
                }
                Ok(None) => {}
                Err(problem) => diagnostics.push(Diagnostic::at(
                    Code::FrontMatterValueInvalid,
                    &version.summary.path,
                    version.summary.key_place(key),
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

/// Each old address that a text lists, with the key that lists it.
fn old_urls(version: &Version) -> impl Iterator<Item = (&'static str, &str)> {
    let params = &version.summary.front_matter.params;
    let values = KEYS.iter().filter_map(|key| Some((*key, params.get(*key)?)));
    values.flat_map(|(key, value)| {
        let items = match value {
            serde_json::Value::Array(items) => items.iter().filter_map(|item| item.as_str()).collect(),
            value => value.as_str().into_iter().collect::<Vec<_>>(),
        };
        items.into_iter().map(move |item| (key, item))
    })
}

/// An old address below the locale's folder; nothing where it names another locale.
fn below(library: &Library, urls: &Urls, locale: LocaleId, written: &str) -> Result<Option<String>, String> {
    let path = written.trim().trim_matches('/');
    let path = path.strip_suffix("index.html").unwrap_or(path).trim_end_matches('/');
    let path = [".md", ".markdown"].iter().find_map(|end| path.strip_suffix(end)).unwrap_or(path);
    let (first, rest) = path.split_once('/').unwrap_or((path, ""));
    let named = (0..library.locales.len()).find(|locale| urls.segment(*locale).eq_ignore_ascii_case(first));
    let path = match named {
        Some(named) if named != locale => return Ok(None),
        Some(_) => rest,
        None => path,
    };
    let parts = || path.split('/');
    let is_long = path.len() > LONGEST_PATH;
    if is_long || parts().any(|part| matches!(part, "" | "." | "..") || part.len() > LONGEST_SEGMENT) {
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
