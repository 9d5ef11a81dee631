//! Owns what all pages are drawn from: the plan, the templates, each locale's words and formats, and what pages share.

use std::borrow::Cow;
use std::sync::OnceLock;

use super::pages::related::Related;
use super::relative_url::PageUrls;
use super::site_context::{SiteFacts, languages, site_context};
use crate::library::{ArticleId, LocaleId};
use crate::locale::{CalendarDate, Formats};
use crate::output::SinkError;
use crate::plan::nav::SectionId;
use crate::theme::context::{Language, LanguageLink, Link, SectionNavContext, SiteContext, ThemeAssets};
use crate::theme::highlight::Highlighter;
use crate::theme::templates::{Arg, PageScope, PreparedSite, TemplateError};

/// Everything that drawing needs, shared by all threads.
pub struct RenderContext<'a> {
    ground: SiteFacts<'a>,
    /// Code, marked up.
    pub highlighter: Highlighter,
    /// Each locale's own.
    pub locales: Vec<LocaleView>,
    section_navs: Vec<OnceLock<Option<SectionNavContext>>>,
    related: Vec<OnceLock<Related>>,
}

impl<'a> std::ops::Deref for RenderContext<'a> {
    type Target = SiteFacts<'a>;

    fn deref(&self) -> &SiteFacts<'a> {
        &self.ground
    }
}

/// What the pages of one locale share.
pub struct LocaleView {
    /// The site's title.
    pub title: String,
    /// The language, named in itself.
    pub language: Language,
    /// Dates and lists.
    pub formats: Formats,
    /// What templates read as `site`, its addresses from the root of the site.
    pub site: SiteContext,
}

/// A list longer than this helps nobody beside an article; the section's page has it.
const LONGEST_SECTION_NAV: usize = 30;

impl<'a> RenderContext<'a> {
    /// Gathers what drawing needs. `titles` are the site's titles, one a locale.
    pub fn new(ground: SiteFacts<'a>, titles: &[String], assets: &ThemeAssets) -> Self {
        let plan = ground.plan;
        let languages = languages(plan);
        let locales = plan
            .library
            .locales
            .iter()
            .zip(titles)
            .enumerate()
            .map(|(id, (locale, title))| {
                let site = site_context(&ground, id, title, &languages, assets);
                LocaleView {
                    title: title.clone(),
                    language: languages[id].clone(),
                    formats: Formats::new(locale),
                    site,
                }
            })
            .collect();
        let navs = plan.nav.sections.len() * plan.library.locales.len();
        Self {
            ground,
            highlighter: Highlighter::default(),
            locales,
            section_navs: (0..navs).map(|_| OnceLock::new()).collect(),
            related: plan.library.locales.iter().map(|_| OnceLock::new()).collect(),
        }
    }

    /// Ends drawing: how many files were published beside the pages, and their bytes.
    ///
    /// # Errors
    /// When the sink refused one of them.
    pub fn finish(self) -> Result<(usize, u64), SinkError> {
        self.ground.media.finish()
    }

    /// What a page for readers of a locale is drawn with, by how it writes addresses.
    ///
    /// # Errors
    /// When the templates cannot take what pages share.
    pub fn scope(&self, locale: LocaleId, urls: PageUrls) -> Result<PageScope, TemplateError> {
        let site = PreparedSite::new(&self.locales[locale].site.on_page(&urls))?;
        Ok(PageScope { urls, site })
    }

    /// An interface message.
    pub fn word(&self, locale: LocaleId, id: &str, arguments: &[(String, Arg)]) -> String {
        (self.translate)(&self.locales[locale].language.tag, id, arguments)
    }

    /// An absolute address, where a base is configured.
    pub fn absolute(&self, url: &str) -> Option<String> {
        self.base_url.as_ref().map(|base| format!("{base}{url}"))
    }

    /// A date for machines and for readers of a locale.
    pub fn date(&self, date: CalendarDate, locale: LocaleId) -> crate::theme::context::Date {
        crate::theme::context::Date { iso: date.iso(), text: self.locales[locale].formats.date(date) }
    }

    /// The articles of a section that lists show.
    pub fn listed(&self, section: SectionId) -> impl Iterator<Item = ArticleId> {
        self.plan.nav.sections[section]
            .articles
            .iter()
            .copied()
            .filter(|article| !self.plan.fragments[*article])
    }

    /// What an article is called by readers of a locale.
    pub fn label(&self, article: ArticleId, locale: LocaleId) -> String {
        let shown = self.plan.library.shown(article, locale);
        let label =
            shown.and_then(|shown| Some(self.expanded(&[article], shown.locale, shown.version.label()?)));
        label.map_or_else(|| readable(&self.plan.library.articles[article].key), Cow::into_owned)
    }

    /// A link to an article's page in a locale.
    pub fn article_link(&self, article: ArticleId, locale: LocaleId) -> Link {
        let content = self.plan.library.shown(article, locale).map_or(locale, |shown| shown.locale);
        let foreign = (content != locale).then(|| &self.locales[content].language);
        Link {
            title: self.label(article, locale),
            url: self.plan.article_url(article, locale),
            lang: foreign.map(|language| language.tag.clone()),
            dir: foreign.map(|language| language.dir),
            is_current: false,
        }
    }

    /// The name of a section: its introducing article's, else the message `section-<folder>`, else its folder's.
    pub fn section_title(&self, section: SectionId, locale: LocaleId) -> String {
        let section = &self.plan.nav.sections[section];
        if let Some(index) = section.index {
            return self.label(index, locale);
        }
        let id = format!("section-{}", section.slug.replace('/', "-"));
        let message = self.word(locale, &id, &[]);
        if message == id { readable(&section.folder) } else { message }
    }

    /// A link to a section's page.
    pub fn section_link(&self, section: SectionId, locale: LocaleId) -> Link {
        Link {
            title: self.section_title(section, locale),
            url: self.plan.urls.below(locale, &self.plan.nav.sections[section].slug),
            lang: None,
            dir: None,
            is_current: false,
        }
    }

    /// The language menu of a page whose address in each locale is told by `url`, with whether it is a true translation.
    pub fn languages(
        &self,
        current: LocaleId,
        url: impl Fn(LocaleId) -> (String, bool),
    ) -> Vec<LanguageLink> {
        let views = self.locales.iter().enumerate();
        views
            .map(|(locale, view)| {
                let (url, translated) = url(locale);
                LanguageLink { language: view.language.clone(), url, current: locale == current, translated }
            })
            .collect()
    }

    /// What the articles of a locale have in common, found when first asked for.
    pub fn related(&self, locale: LocaleId) -> &Related {
        self.related[locale].get_or_init(|| Related::of(self.plan, locale))
    }

    /// The list of a section as it stands beside one of its articles; empty where it has none.
    ///
    /// # Errors
    /// When the template fails.
    pub fn section_nav(
        &self,
        section: SectionId,
        locale: LocaleId,
        current: ArticleId,
        scope: &PageScope,
    ) -> Result<String, TemplateError> {
        let shared = &self.section_navs[section * self.locales.len() + locale];
        let Some(shared) = shared.get_or_init(|| self.shared_section_nav(section, locale)) else {
            return Ok(String::new());
        };
        let mut nav = shared.clone();
        let place = self.listed(section).position(|article| article == current);
        if let Some(link) = place.and_then(|place| nav.articles.get_mut(place)) {
            link.is_current = true;
        }
        nav.make_relative(&scope.urls);
        self.templates.section_nav(&scope.site, &nav)
    }

    /// What the list of a section holds on every page; nothing where the section has no page.
    fn shared_section_nav(&self, section: SectionId, locale: LocaleId) -> Option<SectionNavContext> {
        if section == 0 || !self.plan.has_page(section) {
            return None;
        }
        let count = self.listed(section).count();
        let shown = if count > LONGEST_SECTION_NAV { 0 } else { count };
        let link = self.section_link(section, locale);
        Some(SectionNavContext {
            lang: self.locales[locale].language.tag.clone(),
            title: link.title,
            url: link.url,
            count,
            articles: self
                .listed(section)
                .take(shown)
                .map(|article| self.article_link(article, locale))
                .collect(),
        })
    }
}

/// `commercial-dialogues` as a reader would write it: "Commercial dialogues".
fn readable(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    let spaced: String = name.chars().map(|c| if matches!(c, '-' | '_') { ' ' } else { c }).collect();
    let mut characters = spaced.trim().chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}
