//! Owns the plan: everything that is decided about the site before a page is rendered.

use std::sync::Arc;

use super::includes;
use super::links::{From, LinkResolver, LinkTarget};
use super::media::{Media, dark_variant, light_name};
use super::nav::{Nav, SectionId, is_part};
use super::redirects::{self, Redirect};
use super::url::Urls;
use crate::diagnostics::Checked;
use crate::library::{ArticleId, Library, LocaleId};
use crate::parse::markdown::outline::Outline;
use crate::source::SourcePath;
use crate::units::text::ArticleText;

/// The plan of the site. Cheap to clone: its parts are shared.
#[derive(Clone, Debug, Default)]
pub(crate) struct Plan {
    /// Every article in every locale.
    pub library: Library,
    /// The sections.
    pub nav: Arc<Nav>,
    /// The addresses.
    pub urls: Arc<Urls>,
    /// The addresses that articles had before.
    pub redirects: Arc<Vec<Redirect>>,
    /// What links lead to.
    pub links: Arc<LinkResolver>,
    /// The files beside the articles.
    pub media: Arc<Media>,
    /// The most popular articles, most popular first; empty where not configured.
    pub popular: Vec<ArticleId>,
    /// True for articles that others include: rendered, but in no list and no index.
    pub fragments: Vec<bool>,
    /// True for articles that have no page: parts of others that lie in a folder for them, or have no title of their own.
    pub pageless: Vec<bool>,
    /// True for articles that more others come in with than may: they are included nowhere.
    pub too_large: Vec<bool>,
}

impl Plan {
    /// Decides the site. `elsewhere` is the site that serves links which begin with `/` and lead to nothing here; `topic` is the
    /// key of front matter that names an article's section.
    pub(crate) fn new(
        library: Library,
        media: Media,
        elsewhere: Option<String>,
        topic: &str,
    ) -> Checked<Self> {
        let nav = Nav::plan(&library, topic);
        let mut diagnostics = Vec::new();
        let (urls, claims) = Urls::plan(&library, &nav).into_value(&mut diagnostics);
        let links = LinkResolver::new(&library, elsewhere);
        let mut plan = Self {
            fragments: vec![false; library.articles.len()],
            too_large: Vec::new(),
            pageless: library.articles.iter().map(|article| is_part(&article.key)).collect(),
            library,
            nav: Arc::new(nav),
            urls: Arc::new(urls),
            redirects: Arc::default(),
            links: Arc::new(links),
            media: Arc::new(media),
            popular: Vec::new(),
        };
        plan.find_fragments();
        let Plan { library, urls, pageless, .. } = &plan;
        plan.redirects = Arc::new(redirects::plan(library, urls, claims, pageless, &mut diagnostics));
        Checked { value: plan, diagnostics }
    }

    /// The plan with new texts of some articles; `None` where other decisions may change, so that it has to be rebuilt.
    pub(crate) fn amended(&self, texts: &[ArticleText]) -> Option<Self> {
        let amendment = self.library.amendment(texts)?;
        let mut amended = self.clone();
        amended.library.apply(amendment);
        Some(amended)
    }

    /// What an address in an article leads to.
    pub(crate) fn resolve(
        &self,
        address: &str,
        article: ArticleId,
        reader: LocaleId,
        content: LocaleId,
    ) -> LinkTarget {
        let folder = folder(&self.library.articles[article].key);
        let from = From { library: &self.library, media: &self.media, folder, reader, content };
        self.links.resolve(address, &from)
    }

    /// The URL of the page that displays an article: the section's page where the article introduces it.
    pub(crate) fn article_url(&self, article: ArticleId, locale: LocaleId) -> String {
        match self.introduces(article) {
            Some(section) => self.urls.below(locale, &self.nav.sections[section].slug),
            None => self.urls.article(article, locale),
        }
    }

    /// The section that an article introduces.
    pub(crate) fn introduces(&self, article: ArticleId) -> Option<usize> {
        self.nav.introduced_by(article)
    }

    /// True where a link or an image of an article resolves to a file in some locale.
    pub(crate) fn is_requested(&self, file: &SourcePath) -> bool {
        let name = file.file_name().to_lowercase();
        let light = light_name(&name);
        (0..self.library.articles.len()).any(|article| {
            let versions = self.library.articles[article].versions.iter().enumerate();
            versions.filter_map(|(locale, version)| Some((locale, version.as_ref()?))).any(
                |(locale, version)| {
                    let refers = |name| self.refers_to(file, name, article, locale, version.outline());
                    refers(&name) || light.as_deref().is_some_and(refers)
                },
            )
        })
    }

    fn refers_to(
        &self,
        file: &SourcePath,
        name: &str,
        article: ArticleId,
        content: LocaleId,
        outline: &Outline,
    ) -> bool {
        let addresses = outline.links.iter().chain(&outline.images).map(|reference| &reference.target);
        // Resolving is expensive, so it is done only where the last part of the URL names the file.
        addresses.filter(|address| last_part(address) == name).any(|address| {
            (0..self.library.locales.len()).any(|reader| {
                let resolve = |address: &str| self.resolve(address, article, reader, content).file();
                let Some(found) = resolve(address) else { return false };
                found == *file || dark_variant(address, &found, resolve).is_some_and(|dark| dark == *file)
            })
        })
    }

    /// How many articles of a section and of all below it a reader can find.
    pub(crate) fn listed_in(&self, section: SectionId) -> usize {
        let section = &self.nav.sections[section];
        let own = section.articles.iter().filter(|article| !self.fragments[**article]).count();
        own + section.children.iter().map(|child| self.listed_in(*child)).sum::<usize>()
    }

    /// True where a section has a page: something introduces it, or something is in it.
    pub(crate) fn has_page(&self, section: SectionId) -> bool {
        let here = &self.nav.sections[section];
        section == 0
            || here.index.is_some_and(|index| !self.pageless[index])
            || here.articles.iter().any(|article| !self.fragments[*article])
            || here.children.iter().any(|child| self.has_page(*child))
    }

    fn find_fragments(&mut self) {
        let mut included = Vec::new();
        let mut includes = vec![Vec::new(); self.library.articles.len()];
        for (article, entry) in self.library.articles.iter().enumerate() {
            let mut by_locale = vec![Vec::new(); entry.versions.len()];
            for (locale, version) in entry.versions.iter().enumerate() {
                let Some(version) = version else { continue };
                for include in &version.outline().includes {
                    if let LinkTarget::Article { article: target, .. } =
                        self.resolve(&include.target, article, locale, locale)
                    {
                        included.push(target);
                        by_locale[locale].push(target);
                    }
                }
            }
            // The locale that includes most decides for all: readers of any may get its text.
            includes[article] = by_locale.into_iter().max_by_key(Vec::len).unwrap_or_default();
        }
        self.too_large = includes::too_large(&includes);
        for article in included {
            self.fragments[article] = true;
            let versions = self.library.articles[article].versions.iter().flatten();
            let has_title = versions.map(|version| &version.summary.front_matter.title).any(Option::is_some);
            self.pageless[article] |= !has_title && self.introduces(article).is_none();
        }
        let parts = self.pageless.iter().enumerate().filter(|(_, is_pageless)| **is_pageless);
        for (article, _) in parts {
            self.fragments[article] = true;
        }
    }

    /// True for an article that has a page of its own: it is no part of others and introduces no section.
    pub(crate) fn has_own_page(&self, article: ArticleId) -> bool {
        !self.pageless[article] && self.introduces(article).is_none()
    }

    /// The article that an include brings in; `None` where it leads to none, to one of those around it, or to one that is too large.
    pub(crate) fn included(
        &self,
        address: &str,
        including: &[ArticleId],
        reader: LocaleId,
        content: LocaleId,
    ) -> Option<ArticleId> {
        let target = self.resolve(address, *including.last()?, reader, content);
        let LinkTarget::Article { article, .. } = target else { return None };
        (!including.contains(&article) && !self.too_large[article]).then_some(article)
    }

    /// What a link leads to: to an article only where that has a page.
    pub(crate) fn resolve_link(
        &self,
        address: &str,
        article: ArticleId,
        reader: LocaleId,
        content: LocaleId,
    ) -> LinkTarget {
        match self.resolve(address, article, reader, content) {
            LinkTarget::Article { article, .. } if self.pageless[article] => {
                LinkTarget::Missing(self.library.articles[article].key.clone())
            }
            target => target,
        }
    }
}

/// The file name at the end of an address, decoded, in small letters.
pub(crate) fn last_part(address: &str) -> String {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let last = path.rsplit(['/', '\\']).next().unwrap_or_default();
    percent_encoding::percent_decode_str(last).decode_utf8_lossy().to_lowercase()
}

/// The folder of an article, from its key.
pub(crate) fn folder(key: &str) -> &str {
    key.rsplit_once('/').map_or("", |(folder, _)| folder)
}
