//! Owns URLs: the slug of every article and section, unique in its locale, and the encoding of URLs.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use rustc_hash::FxHashSet;

use super::claims::{AddressOwner, Claims};
use super::nav::{Nav, Section, is_part};
use super::slug::{Renaming, path_slug, segment};
use crate::diagnostics::{Checked, Code, Diagnostic};
use crate::library::{ArticleId, Library, LocaleId};
use crate::parse::article::Summary;

/// Addresses below a locale's folder, such as `account/reset-password`; the same in every locale but where a translation
/// has a `slug` of its own.
#[derive(Clone, Debug, Default)]
pub(crate) struct Urls {
    /// One folder name a locale.
    segments: Vec<String>,
    /// By article, then by locale.
    articles: Vec<Vec<Arc<str>>>,
}

impl Urls {
    /// Decides the address of every article, section by section and then by how an article is named: an article keeps the address
    /// of its file's name, whatever `slug` others give themselves. All others get another address where theirs is taken. Returns what
    /// is taken in each locale as well.
    pub(crate) fn plan(library: &Library, nav: &Nav) -> Checked<(Self, Vec<Claims>)> {
        let segments = library.locales.iter().map(|locale| folder_of(&locale.url_segment())).collect();
        let articles = vec![vec![Arc::default(); library.locales.len()]; library.articles.len()];
        let mut urls = Self { segments, articles };
        let by_name: Vec<NamedPath> =
            library.articles.iter().map(|article| NamedPath::of(&article.key)).collect();
        let mut diagnostics = Vec::new();
        let mut reported = vec![false; library.articles.len()];
        let of_locale = |locale| {
            let wanted = wanted_paths(library, &by_name, locale);
            urls.claim(library, nav, locale, wanted, &mut reported).into_value(&mut diagnostics)
        };
        let claims = (0..library.locales.len()).map(of_locale).collect();
        diagnostics.extend(useless_slugs(library, nav));
        diagnostics.extend(nav.sections.iter().filter_map(|section| section_collision(library, section)));
        diagnostics.extend(renamed(library, nav));
        Checked { value: (urls, claims), diagnostics }
    }

    /// Decides the addresses of one locale, and returns who has which. A collision is reported once an article.
    fn claim(
        &mut self,
        library: &Library,
        nav: &Nav,
        locale: LocaleId,
        wanted: Vec<(ArticleId, Cow<'_, str>)>,
        reported: &mut [bool],
    ) -> Checked<Claims> {
        let mut claims = Claims::of_site();
        let mut diagnostics = Vec::new();
        for section in nav.sections.iter().skip(1) {
            // Their slugs are unique, and none is that of a page of the site.
            let _ = claims.page(&section.slug, AddressOwner::Section);
        }
        let mut parts = Vec::new();
        for (article, wanted) in wanted {
            let path = if let Some(section) = nav.introduced_by(article) {
                nav.sections[section].slug.clone()
            } else if is_part(&library.articles[article].key) {
                parts.push(article);
                wanted.into_owned()
            } else {
                let (path, taken) = claims.nearest_page(&wanted, AddressOwner::Article(article));
                if let Some(owner) = taken.filter(|_| !reported[article]) {
                    reported[article] = true;
                    diagnostics.extend(collision(library, article, locale, (&wanted, &path), owner));
                }
                path
            };
            self.set(article, locale, path);
        }
        // A part of others has no page, and takes no page's address; no old address becomes its.
        for article in parts {
            let _ = claims.page(self.path(article, locale), AddressOwner::Article(article));
        }
        Checked { value: claims, diagnostics }
    }

    /// Sets a path; locales with equal paths share one allocation.
    fn set(&mut self, article: ArticleId, locale: LocaleId, path: String) {
        let known = self.articles[article][..locale].iter().find(|known| ***known == *path).cloned();
        self.articles[article][locale] = known.unwrap_or_else(|| path.into());
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

/// Folders of the output that hold files for all locales, and that some language tags are named like.
const SHARED_FOLDERS: [&str; 2] = ["assets", "media"];

/// The folder of a locale, which is none of those for all locales.
fn folder_of(segment: &str) -> String {
    if SHARED_FOLDERS.contains(&segment) { format!("{segment}-1") } else { segment.to_owned() }
}

/// Who decides first in a locale: a file that is named like its address, another file, a `slug`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    NamedLikeIt,
    ByFileName,
    BySlug,
}

/// The path that the name of an article's file gives it in every locale.
struct NamedPath {
    path: String,
    rank: Rank,
}

impl NamedPath {
    fn of(key: &str) -> Self {
        let path = path_slug(key, None);
        let rank = if path == key.to_lowercase() { Rank::NamedLikeIt } else { Rank::ByFileName };
        Self { path, rank }
    }
}

/// The paths that articles would have in a locale, in the order in which they get them.
fn wanted_paths<'a>(
    library: &Library,
    by_name: &'a [NamedPath],
    locale: LocaleId,
) -> Vec<(ArticleId, Cow<'a, str>)> {
    let wanted =
        by_name.iter().enumerate().map(|(article, by_name)| match slug_of(library, article, locale) {
            Some((_, slug)) => {
                (Rank::BySlug, article, path_slug(&library.articles[article].key, Some(slug)).into())
            }
            None => (by_name.rank, article, by_name.path.as_str().into()),
        });
    let mut wanted: Vec<(Rank, ArticleId, Cow<'_, str>)> = wanted.collect();
    wanted.sort_by_key(|(rank, article, _)| (*rank, *article));
    wanted.into_iter().map(|(_, article, path)| (article, path)).collect()
}

/// The `slug` that counts for an article in a locale, and the locale that gives it: its own, or the source's.
fn slug_of(library: &Library, article: ArticleId, locale: LocaleId) -> Option<(LocaleId, &str)> {
    let own = |locale: LocaleId| Some((locale, own_slug(library, article, locale)?));
    own(locale).or_else(|| own(library.source))
}

/// The `slug` that an article's own file in a locale gives itself.
fn own_slug(library: &Library, article: ArticleId, locale: LocaleId) -> Option<&str> {
    let version = library.articles[article].versions[locale].as_ref()?;
    if version.is_reconstructed() { None } else { version.summary.front_matter.slug.as_deref() }
}

fn collision(
    library: &Library,
    article: ArticleId,
    locale: LocaleId,
    (wanted, path): (&str, &str),
    owner: AddressOwner,
) -> Option<Diagnostic> {
    let by_slug = slug_of(library, article, locale).map(|(locale, _)| locale);
    let version = match by_slug {
        Some(locale) => library.articles[article].versions[locale].as_ref()?,
        None => library.displayed(article, library.source)?.version,
    };
    let whose = match owner {
        AddressOwner::Site => "of a page or file that the site makes itself".to_owned(),
        AddressOwner::Section => "of a section".to_owned(),
        AddressOwner::Article(other) => format!("of `{}`", file_of(library, other, locale)?),
    };
    let place = if by_slug.is_some() { version.summary.key_place("slug") } else { 0..0 };
    let message = format!("the address `{wanted}` is that {whose}, so this article is at `{path}`");
    let help = match by_slug {
        Some(_) => "choose another `slug`",
        None => "rename the file, or give the article a `slug` in its front matter",
    };
    Some(Diagnostic::at(Code::UrlCollision, &version.summary.path, place, message).help(help))
}

/// Reports each `slug` of an article that introduces a section, whose address is that of the section.
fn useless_slugs(library: &Library, nav: &Nav) -> Vec<Diagnostic> {
    let introductions = (0..library.articles.len()).filter(|article| nav.introduced_by(*article).is_some());
    let slugs = introductions.flat_map(|article| {
        let locales = 0..library.locales.len();
        locales
            .filter(move |locale| own_slug(library, article, *locale).is_some())
            .map(move |locale| (article, locale))
    });
    let report = |(article, locale): (ArticleId, LocaleId)| {
        let summary = &library.articles[article].versions[locale].as_ref()?.summary;
        let message =
            "`slug` does nothing here: the article introduces a folder and is at the folder's address";
        Some(
            Diagnostic::at(Code::FrontMatterValueInvalid, &summary.path, summary.key_place("slug"), message)
                .help("take it out, or rename the folder"),
        )
    };
    slugs.filter_map(report).collect()
}

/// Reports a section that cannot have the address of its folder's name, at an article in it.
fn section_collision(library: &Library, section: &Section) -> Option<Diagnostic> {
    let wanted = path_slug(&section.folder, None);
    let article = section.index.or(section.articles.first().copied())?;
    if section.slug == wanted || section.folder.is_empty() {
        return None;
    }
    let displayed = library.displayed(article, library.source)?;
    let message = format!(
        "the address `{wanted}` is that of a page that the site makes itself, so this section is at `{}`",
        section.slug
    );
    Some(
        Diagnostic::at(Code::UrlCollision, &displayed.version.summary.path, 0..0, message)
            .help("rename the folder, or the topic that names the section"),
    )
}

/// The file of an article as readers of a locale get it, below the folder of content.
pub(crate) fn file_of(library: &Library, article: ArticleId, locale: LocaleId) -> Option<String> {
    Some(library.displayed(article, locale)?.version.summary.path.path.to_string())
}

/// Reports each folder, file and `slug` whose name no page can have as it is: Windows keeps it for a device, or the site has a file
/// of that name there.
fn renamed(library: &Library, nav: &Nav) -> Vec<Diagnostic> {
    let mut seen = FxHashSet::default();
    let mut diagnostics = Vec::new();
    for (article, entry) in library.articles.iter().enumerate() {
        let Some(displayed) = library.displayed(article, library.source) else { continue };
        let summary = &displayed.version.summary;
        for (end, _) in entry.key.match_indices('/') {
            let folder = &entry.key[..end];
            if seen.insert(folder) {
                let (above, name) = folder.rsplit_once('/').unwrap_or(("", folder));
                diagnostics.extend(renaming(summary, 0..0, above, name));
            }
        }
        if nav.introduced_by(article).is_some() || is_part(&entry.key) {
            continue;
        }
        let (above, name) = entry.key.rsplit_once('/').unwrap_or(("", &entry.key));
        let by_slug = (0..library.locales.len()).filter_map(|locale| {
            let slug = own_slug(library, article, locale)?;
            let summary = &entry.versions[locale].as_ref()?.summary;
            renaming(summary, summary.key_place("slug"), above, slug)
        });
        diagnostics.extend(by_slug);
        if slug_of(library, article, library.source).is_none() {
            diagnostics.extend(renaming(summary, 0..0, above, name));
        }
    }
    diagnostics
}

fn renaming(summary: &Summary, place: Range<usize>, above: &str, name: &str) -> Option<Diagnostic> {
    let above = if above.is_empty() { String::new() } else { path_slug(above, None) };
    let (segment, renaming) = segment(name, &above);
    let (why, help) = match renaming? {
        Renaming::Device => (
            format!("Windows can have no file or folder named `{name}`"),
            "rename it, so that sources and site can be copied to Windows",
        ),
        Renaming::OfSite => (format!("the site has a file `{name}` of its own there"), "choose another name"),
    };
    let path = if above.is_empty() { segment } else { format!("{above}/{segment}") };
    let message = format!("{why}, so the address is `{path}`");
    Some(Diagnostic::at(Code::UrlCollision, &summary.path, place, message).help(help))
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
