//! Owns the list of a site's pages: which there are, where each is written, and how each is rendered.

use std::cell::Cell;

use super::run::Options;
use crate::exports::markdown_export;
use crate::library::{ArticleId, LocaleId};
use crate::locale::Locale;
use crate::parse::config::Config;
use crate::plan::claims::SEARCH;
use crate::plan::nav::SectionId;
use crate::plan::site::Plan;
use crate::render::indexing::MARKDOWN_FILE;
use crate::render::open_article::ArticleVisit;
use crate::render::pages::article::ArticleRequest;
use crate::render::pages::listing;
use crate::render::render_context::RenderContext;
use crate::source::{Root, SourcePath, Sources, text_of};
use crate::theme::page_urls::{PageUrls, base_path};
use crate::theme::template_error::TemplateError;

thread_local! {
    static RENDERED: Cell<usize> = const { Cell::new(0) };
}

/// How many pages this thread has rendered, including those rendered for checks.
#[cfg(test)]
pub fn rendered_by_thread() -> usize {
    RENDERED.get()
}

/// One page of the site.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Page {
    /// The home page of a locale.
    Home(LocaleId),
    /// The list of a section's articles.
    Section(SectionId, LocaleId),
    /// An article.
    Article(ArticleId, LocaleId),
    /// The search page of a locale.
    Search(LocaleId),
    /// The page for missing addresses below a locale's folder.
    NotFound(LocaleId),
    /// The page for all other missing addresses.
    RootNotFound,
    /// The page at the root of the site, on which readers choose a locale.
    Chooser,
}

/// Every page of the requested locales, and the pages of the whole site.
pub(super) fn all(plan: &Plan, options: &Options) -> Vec<Page> {
    let mut pages = vec![Page::Chooser, Page::RootNotFound];
    for locale in locales(plan, options) {
        pages.extend([Page::Home(locale), Page::Search(locale), Page::NotFound(locale)]);
        let sections = (1..plan.nav.sections.len()).filter(|section| plan.has_page(*section));
        pages.extend(sections.map(|section| Page::Section(section, locale)));
        let articles = (0..plan.library.articles.len()).filter(|article| plan.has_own_page(*article));
        pages.extend(articles.map(|article| Page::Article(article, locale)));
    }
    pages
}

impl Page {
    /// The path of the page's file in the output folder.
    pub(crate) fn path(self, plan: &Plan) -> String {
        let urls = &plan.urls;
        match self {
            Page::Home(locale) => urls.file_below(locale, ""),
            Page::Section(section, locale) => urls.file_below(locale, &plan.nav.sections[section].slug),
            Page::Article(article, locale) => urls.article_file(article, locale),
            Page::Search(locale) => urls.file_below(locale, SEARCH),
            Page::NotFound(locale) => format!("{}/404.html", urls.segment(locale)),
            Page::RootNotFound => "404.html".to_owned(),
            Page::Chooser => "index.html".to_owned(),
        }
    }

    /// The name of the page's kind.
    pub(crate) fn kind(self) -> &'static str {
        match self {
            Page::Home(_) => "home",
            Page::Section(..) => "section",
            Page::Article(..) => "article",
            Page::Search(_) => "search",
            Page::NotFound(_) => "not found",
            Page::RootNotFound => "root not found",
            Page::Chooser => "chooser",
        }
    }

    /// The locale of the page's readers; `None` for a page of the whole site.
    pub(crate) fn locale(self) -> Option<LocaleId> {
        match self {
            Page::Home(locale)
            | Page::Section(_, locale)
            | Page::Article(_, locale)
            | Page::Search(locale)
            | Page::NotFound(locale) => Some(locale),
            Page::RootNotFound | Page::Chooser => None,
        }
    }

    /// Renders the page.
    ///
    /// # Errors
    /// When a template fails.
    pub(crate) fn render(
        self,
        ctx: &RenderContext<'_>,
        visit: &ArticleVisit<'_>,
    ) -> Result<String, TemplateError> {
        RENDERED.set(RENDERED.get() + 1);
        let source = ctx.plan.library.source;
        let scope = &ctx.scope(self.locale().unwrap_or(source), self.urls(ctx))?;
        match self {
            Page::Home(locale) => listing::home(ctx, visit, locale, scope),
            Page::Section(section, locale) => listing::section(ctx, visit, section, locale, scope),
            Page::Article(article, locale) => ArticleRequest { ctx, visit, article, locale, scope }.page(),
            Page::Search(locale) => listing::search(ctx, locale, scope),
            Page::NotFound(locale) => listing::not_found(ctx, locale, scope),
            Page::RootNotFound => listing::not_found(ctx, source, scope),
            Page::Chooser => listing::chooser(ctx, scope),
        }
    }

    /// How the page writes URLs: relative to itself. A host serves the not-found pages at any address, so these write whole paths.
    fn urls(self, ctx: &RenderContext<'_>) -> PageUrls {
        match self {
            Page::NotFound(_) | Page::RootNotFound => {
                PageUrls::below(base_path(ctx.base_url.as_deref().unwrap_or_default()))
            }
            _ => PageUrls::of_page(&self.path(ctx.plan)),
        }
    }

    /// The path of the page's Markdown export, and its text; `None` for a page that displays no article.
    pub(crate) fn markdown_export(
        self,
        ctx: &RenderContext<'_>,
        visit: &ArticleVisit<'_>,
    ) -> Option<(String, String)> {
        let (article, locale) = self.article(ctx.plan)?;
        let page = self.path(ctx.plan);
        let folder = page.strip_suffix("index.html")?;
        Some((format!("{folder}{}", MARKDOWN_FILE), markdown_export::text(ctx, visit, article, locale)?))
    }

    /// A visit to the article that the page displays.
    pub(crate) fn visit<'a>(self, ctx: &RenderContext<'a>) -> ArticleVisit<'a> {
        ArticleVisit::new(ctx.sources, self.article(ctx.plan).map(|(article, _)| article))
    }

    /// The article whose text the page displays, and the locale of its readers.
    pub(crate) fn article(self, plan: &Plan) -> Option<(ArticleId, LocaleId)> {
        match self {
            Page::Article(article, locale) => Some((article, locale)),
            Page::Section(section, locale) => Some((plan.nav.sections[section].index?, locale)),
            Page::Home(locale) => Some((plan.nav.sections[0].index?, locale)),
            _ => None,
        }
    }

    /// True for a page that displays another locale's text.
    pub(crate) fn is_fallback(self, plan: &Plan) -> bool {
        match self {
            Page::Article(article, locale) => plan.library.articles[article].versions[locale].is_none(),
            _ => false,
        }
    }
}

/// The title of the site in each locale of the plan, in order.
pub(super) fn titles(plan: &Plan, config: &Config) -> Vec<String> {
    let own = |locale: &Locale| {
        let of_locale = config.locales.iter().find(|(tag, _)| Locale::parse(tag).as_ref() == Some(locale));
        of_locale.and_then(|(_, own)| own.title.clone())
    };
    let locales = plan.library.locales.iter();
    locales.map(|locale| own(locale).unwrap_or_else(|| config.site.title.clone())).collect()
}

/// The groups of synonyms in each locale of the plan, in order: those of the configuration, then those of the file `synonyms.txt` in the
/// folder of the locale's messages, which has one group a line with its words separated by commas.
pub(super) fn synonyms(plan: &Plan, config: &Config, sources: &dyn Sources) -> Vec<Vec<Vec<String>>> {
    let files: Vec<SourcePath> = sources.files(Root::Locales);
    let of = |locale: &Locale| {
        let is_own = |tag: &str| Locale::parse(tag).as_ref() == Some(locale);
        let configured = config.locales.iter().filter(|(tag, _)| is_own(tag));
        let files = files.iter().filter(|file| file.file_name() == SYNONYMS && is_own(file.folder()));
        let listed =
            files.filter_map(|file| sources.read(file).bytes()).flat_map(|bytes| groups(&text_of(&bytes)));
        configured.flat_map(|(_, own)| own.synonyms.iter().cloned()).chain(listed).collect()
    };
    plan.library.locales.iter().map(of).collect()
}

/// The name of the file of synonyms in the folder of a locale's messages.
const SYNONYMS: &str = "synonyms.txt";

fn groups(text: &str) -> Vec<Vec<String>> {
    let group = |line: &str| -> Vec<String> {
        let words = line.split([',', '،', '、']).map(|word| word.trim().to_owned());
        words.filter(|word| !word.is_empty()).collect()
    };
    let lines = text.lines().filter(|line| !line.trim_start().starts_with('#'));
    lines.map(group).filter(|group| group.len() > 1).collect()
}

/// True for a locale that is among the requested tags, in any spelling; for every locale where no tags are given.
pub(super) fn is_wanted(written: &[String], locale: &Locale) -> bool {
    written.is_empty() || written.iter().any(|tag| Locale::parse(tag).as_ref() == Some(locale))
}

/// The requested locales.
pub(super) fn locales(plan: &Plan, options: &Options) -> Vec<LocaleId> {
    let all = plan.library.locales.iter().enumerate();
    all.filter(|(_, locale)| is_wanted(&options.locales, locale)).map(|(id, _)| id).collect()
}
