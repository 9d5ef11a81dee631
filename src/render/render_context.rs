//! Owns what all pages are rendered from: the plan, the templates, each locale's messages and formats, and what pages share.

use std::borrow::Cow;
use std::sync::OnceLock;

use super::pages::related::Related;
use super::site_context::{SiteFacts, languages, site_context};
use crate::library::{ArticleId, LocaleId};
use crate::locale::{CalendarDate, Formats};
use crate::output::SinkError;
use crate::plan::nav::SectionId;
use crate::theme::context::{
    Date, Language, LanguageLink, Link, SectionNavContext, SiteContext, ThemeAssets,
};
use crate::theme::highlight::Highlighter;
use crate::theme::message::Arg;
use crate::theme::page_urls::PageUrls;
use crate::theme::prepared_site::PreparedSite;
use crate::theme::template_error::TemplateError;
use crate::theme::templates::PageScope;

/// Everything that rendering needs, shared by all threads.
pub(crate) struct RenderContext<'a> {
    facts: SiteFacts<'a>,
    /// The syntax highlighter of code.
    pub highlighter: Highlighter,
    /// What the pages of each locale share, in the order of the plan's locales.
    pub locales: Vec<LocaleView>,
    section_navs: Vec<OnceLock<Option<SectionNavContext>>>,
    related: Vec<OnceLock<Related>>,
}

impl<'a> std::ops::Deref for RenderContext<'a> {
    type Target = SiteFacts<'a>;

    fn deref(&self) -> &SiteFacts<'a> {
        &self.facts
    }
}

/// What the pages of one locale share.
pub(crate) struct LocaleView {
    /// The site's title.
    pub title: String,
    /// The language, named in itself.
    pub language: Language,
    /// The formats of dates, numbers and lists.
    pub formats: Formats,
    /// What templates read as `site`, with URLs from the root of the site.
    pub site: SiteContext,
}

/// The longest list of a section that is displayed beside an article; readers find a longer one on the section's page.
const LONGEST_SECTION_NAV: usize = 30;

impl<'a> RenderContext<'a> {
    /// Makes the context. `titles` are the site's titles, one for each locale.
    pub(crate) fn new(facts: SiteFacts<'a>, titles: &[String], assets: &ThemeAssets) -> Self {
        let plan = facts.plan;
        let languages = languages(plan);
        let locales = plan
            .library
            .locales
            .iter()
            .zip(titles)
            .enumerate()
            .map(|(id, (locale, title))| {
                let site = site_context(&facts, id, title, &languages, assets);
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
            facts,
            highlighter: Highlighter::default(),
            locales,
            section_navs: (0..navs).map(|_| OnceLock::new()).collect(),
            related: plan.library.locales.iter().map(|_| OnceLock::new()).collect(),
        }
    }

    /// Ends rendering, and returns how many media files were published and their size in bytes.
    ///
    /// # Errors
    /// When the sink refused one of them.
    pub(crate) fn finish(self) -> Result<(usize, u64), SinkError> {
        self.facts.media.finish()
    }

    /// What a page of a locale is rendered with; `urls` is how the page writes URLs.
    ///
    /// # Errors
    /// When what pages share cannot be passed to the templates.
    pub(crate) fn scope(&self, locale: LocaleId, urls: PageUrls) -> Result<PageScope, TemplateError> {
        let site = PreparedSite::new(&self.locales[locale].site.on_page(&urls))?;
        Ok(PageScope { urls, site })
    }

    /// An interface message.
    pub(crate) fn word(&self, locale: LocaleId, id: &str, arguments: &[(String, Arg)]) -> String {
        (self.translate)(&self.locales[locale].language.tag, id, arguments)
    }

    /// An absolute URL; `None` where no base URL is configured.
    pub(crate) fn absolute(&self, url: &str) -> Option<String> {
        self.base_url.as_ref().map(|base| format!("{base}{url}"))
    }

    /// A date for machines and for readers of a locale.
    pub(crate) fn date(&self, date: CalendarDate, locale: LocaleId) -> Date {
        Date { iso: date.iso(), text: self.locales[locale].formats.date(date) }
    }

    /// The articles of a section that lists display.
    pub(crate) fn articles_in(&self, section: SectionId) -> impl Iterator<Item = ArticleId> {
        self.plan.nav.sections[section]
            .articles
            .iter()
            .copied()
            .filter(|article| !self.plan.fragments[*article])
    }

    /// The label of an article for readers of a locale.
    pub(crate) fn label(&self, article: ArticleId, locale: LocaleId) -> String {
        let shown = self.plan.library.displayed(article, locale);
        let label =
            shown.and_then(|shown| Some(self.expanded(&[article], shown.locale, shown.version.label()?)));
        label.map_or_else(|| readable(&self.plan.library.articles[article].key), Cow::into_owned)
    }

    /// A link to an article's page in a locale.
    pub(crate) fn article_link(&self, article: ArticleId, locale: LocaleId) -> Link {
        let content = self.plan.library.displayed(article, locale).map_or(locale, |shown| shown.locale);
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
    pub(crate) fn section_title(&self, section: SectionId, locale: LocaleId) -> String {
        let section = &self.plan.nav.sections[section];
        if let Some(index) = section.index {
            return self.label(index, locale);
        }
        let id = format!("section-{}", section.slug.replace('/', "-"));
        let message = self.word(locale, &id, &[]);
        if message == id { readable(&section.folder) } else { message }
    }

    /// A link to a section's page.
    pub(crate) fn section_link(&self, section: SectionId, locale: LocaleId) -> Link {
        Link {
            title: self.section_title(section, locale),
            url: self.plan.urls.below(locale, &self.plan.nav.sections[section].slug),
            lang: None,
            dir: None,
            is_current: false,
        }
    }

    /// The language menu of a page. `url` returns the page's URL in a locale, and whether it has a translation there.
    pub(crate) fn languages(
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

    /// The related articles of a locale, computed on first use.
    pub(crate) fn related(&self, locale: LocaleId) -> &Related {
        self.related[locale].get_or_init(|| Related::of(self.plan, locale))
    }

    /// The list of a section beside one of its articles, as HTML; empty where the section has none.
    ///
    /// # Errors
    /// When the template fails.
    pub(crate) fn section_nav(
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
        let place = self.articles_in(section).position(|article| article == current);
        if let Some(link) = place.and_then(|place| nav.articles.get_mut(place)) {
            link.is_current = true;
        }
        nav.make_relative(&scope.urls);
        self.templates.section_nav(&scope.site, &nav)
    }

    /// The list of a section as all pages share it; `None` where the section has no page.
    fn shared_section_nav(&self, section: SectionId, locale: LocaleId) -> Option<SectionNavContext> {
        if section == 0 || !self.plan.has_page(section) {
            return None;
        }
        let count = self.articles_in(section).count();
        let shown = if count > LONGEST_SECTION_NAV { 0 } else { count };
        let link = self.section_link(section, locale);
        Some(SectionNavContext {
            lang: self.locales[locale].language.tag.clone(),
            title: link.title,
            url: link.url,
            count,
            articles: self
                .articles_in(section)
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
