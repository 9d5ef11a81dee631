//! Owns the pages that lead to articles: home, section, the list from A to Z, not found, and the choice of a language.

use rustc_hash::FxHashMap;

use super::article::ArticleRequest;
use super::breadcrumbs::{crumbs_above, home_link};
use super::structured;
use crate::library::{ArticleId, LocaleId};
use crate::plan::claims::SEARCH;
use crate::plan::nav::SectionId;
use crate::render::open_article::ArticleVisit;
use crate::render::recent;
use crate::render::render_context::RenderContext;
use crate::theme::context::{
    Alternate, HomePage, Link, PageContent, PageContext, PageFrame, Recent, SectionCard, SectionPage,
};
use crate::theme::template_error::TemplateError;
use crate::theme::templates::PageScope;

/// How many articles a card on the home page names.
const CARD_ARTICLES: usize = 5;

/// How many articles the home page names as changed last.
const RECENT_ARTICLES: usize = 5;

/// How many articles the home page names as popular.
const POPULAR_ARTICLES: usize = 6;

/// Renders a locale's home page: its introduction, the sections, what readers look for and what was changed last.
///
/// # Errors
/// When a template fails.
pub(crate) fn home(
    ctx: &RenderContext<'_>,
    visit: &ArticleVisit<'_>,
    locale: LocaleId,
    scope: &PageScope,
) -> Result<String, TemplateError> {
    let index = ctx.plan.nav.sections[0].index;
    let introduction =
        index.map(|article| ArticleRequest { ctx, visit, article, locale, scope }.parts()).transpose()?;
    let (own, introduction) = introduction.unzip();
    let is_own = own.as_ref().is_some_and(|own| own.content_lang == own.lang);
    let mut frame = match own {
        Some(own) => PageFrame { breadcrumbs: Vec::new(), ..own },
        None => PageFrame {
            title: ctx.locales[locale].title.clone(),
            ..PageFrame::of(&ctx.locales[locale].language)
        },
    };
    // A home page is found by search engines in every locale, also where its introduction is in another language.
    frame.robots = frame.robots.filter(|_| is_own);
    place(ctx, &mut frame, locale, "");
    let mut sections = cards(ctx, top(ctx), locale, CARD_ARTICLES);
    let is_only = sections.len() == 1;
    if let Some(own) = sections.last_mut().filter(|card| card.url.is_empty()) {
        let section = top(ctx);
        own.url = all_of(ctx, section, locale);
        if is_only && section != 0 {
            own.title = ctx.section_title(section, locale);
        }
    }
    let popular = ctx.plan.popular.iter().take(POPULAR_ARTICLES);
    let popular = popular.map(|article| ctx.article_link(*article, locale)).collect();
    let recent = recent(ctx, locale);
    let content =
        PageContent::Home(HomePage { sections, popular, recent, introduction: introduction.map(Box::new) });
    ctx.templates.page(scope, PageContext { frame, content })
}

/// Renders the page of a section: its introduction, the sections below, its articles.
///
/// # Errors
/// When a template fails.
pub(crate) fn section(
    ctx: &RenderContext<'_>,
    visit: &ArticleVisit<'_>,
    section: SectionId,
    locale: LocaleId,
    scope: &PageScope,
) -> Result<String, TemplateError> {
    let index = ctx.plan.nav.sections[section].index;
    let introduction =
        index.map(|article| ArticleRequest { ctx, visit, article, locale, scope }.parts()).transpose()?;
    let (own, introduction) = introduction.unzip();
    let mut frame = PageFrame {
        title: ctx.section_title(section, locale),
        breadcrumbs: crumbs_above(ctx, section, locale),
        ..own.unwrap_or_else(|| PageFrame::of(&ctx.locales[locale].language))
    };
    place(ctx, &mut frame, locale, &ctx.plan.nav.sections[section].slug);
    frame.structured = structured::section(ctx, &frame);
    let sections = cards(ctx, section, locale, usize::MAX);
    let content = SectionPage { sections, introduction: introduction.map(Box::new) };
    ctx.templates.page(scope, PageContext { frame, content: PageContent::Section(content) })
}

/// Renders the search page: the list of all articles from A to Z, which is also used without JavaScript.
///
/// # Errors
/// When a template fails.
pub(crate) fn search(
    ctx: &RenderContext<'_>,
    locale: LocaleId,
    scope: &PageScope,
) -> Result<String, TemplateError> {
    let mut frame = frame(ctx, locale, SEARCH);
    frame.title = ctx.word(locale, "all-articles", &[]);
    frame.robots = Some("noindex".to_owned());
    frame.breadcrumbs = vec![home_link(ctx, locale)];
    let content = PageContent::Search(letters(ctx, locale));
    ctx.templates.page(scope, PageContext { frame, content })
}

/// All articles of a locale from A to Z, one card a letter.
fn letters(ctx: &RenderContext<'_>, locale: LocaleId) -> Vec<SectionCard> {
    let formats = &ctx.locales[locale].formats;
    let mut links: Vec<Link> = (0..ctx.plan.library.articles.len())
        .filter(|article| !ctx.plan.fragments[*article])
        .map(|article| ctx.article_link(article, locale))
        .collect();
    links.sort_by(|a, b| formats.compare(&a.title, &b.title).then_with(|| a.url.cmp(&b.url)));
    // Some scripts sort a letter in two places, such as Chinese by sound and Latin: one card for each letter, at its first place.
    let mut places: FxHashMap<String, usize> = FxHashMap::default();
    let mut cards: Vec<SectionCard> = Vec::new();
    for link in links {
        let letter = formats.index_letter(&link.title);
        let index = *places.entry(letter.clone()).or_insert(cards.len());
        if index == cards.len() {
            cards.push(SectionCard { title: letter, url: String::new(), count: 0, articles: Vec::new() });
        }
        cards[index].articles.push(link);
        cards[index].count += 1;
    }
    cards
}

/// Renders the page that a host serves for an unknown URL below a locale.
///
/// # Errors
/// When a template fails.
pub(crate) fn not_found(
    ctx: &RenderContext<'_>,
    locale: LocaleId,
    scope: &PageScope,
) -> Result<String, TemplateError> {
    let mut frame = PageFrame::of(&ctx.locales[locale].language);
    frame.title = ctx.word(locale, "not-found-heading", &[]);
    frame.url = format!("/{}/404.html", ctx.plan.urls.segment(locale));
    frame.robots = Some("noindex".to_owned());
    frame.languages = ctx.languages(locale, |other| (ctx.plan.urls.below(other, ""), true));
    ctx.templates.page(scope, PageContext { frame, content: PageContent::NotFound })
}

/// Renders the list of languages at the root of the site.
///
/// # Errors
/// When a template fails.
pub(crate) fn chooser(ctx: &RenderContext<'_>, scope: &PageScope) -> Result<String, TemplateError> {
    let locale = ctx.plan.library.source;
    let mut frame = PageFrame::of(&ctx.locales[locale].language);
    frame.title = ctx.word(locale, "chooser-heading", &[]);
    frame.url = "/".to_owned();
    frame.canonical = ctx.absolute("/");
    frame.alternates = alternates(ctx, "");
    frame.languages = ctx.languages(locale, |other| (ctx.plan.urls.below(other, ""), true));
    ctx.templates.page(scope, PageContext { frame, content: PageContent::Chooser })
}

/// The frame of a page that every locale has at a path.
fn frame(ctx: &RenderContext<'_>, locale: LocaleId, path: &str) -> PageFrame {
    let mut frame = PageFrame::of(&ctx.locales[locale].language);
    place(ctx, &mut frame, locale, path);
    frame
}

/// The articles of a locale that were changed last; one that introduces a section is linked by the section's page.
fn recent(ctx: &RenderContext<'_>, locale: LocaleId) -> Vec<Recent> {
    let newest = recent::newest(ctx, locale, RECENT_ARTICLES);
    let entry = |article: ArticleId| {
        let shown = ctx.plan.library.displayed(article, locale)?;
        let date = ctx.date(shown.version.summary.front_matter.date?, locale);
        Some(Recent { link: ctx.article_link(article, locale), date })
    };
    newest.into_iter().filter_map(entry).collect()
}

/// The section that the home page lists: single folders that contain everything are skipped.
fn top(ctx: &RenderContext<'_>) -> SectionId {
    let mut section = 0;
    loop {
        let here = &ctx.plan.nav.sections[section];
        match here.children.as_slice() {
            [only] if here.articles.is_empty() => section = *only,
            _ => return section,
        }
    }
}

/// The URL of the list of a section's articles; for the root, that of the list of all articles.
fn all_of(ctx: &RenderContext<'_>, section: SectionId, locale: LocaleId) -> String {
    let slug = &ctx.plan.nav.sections[section].slug;
    ctx.plan.urls.below(locale, if section == 0 { SEARCH } else { slug })
}

/// A card for each section below, and one without a URL for the section's own articles.
fn cards(ctx: &RenderContext<'_>, section: SectionId, locale: LocaleId, most: usize) -> Vec<SectionCard> {
    let links = |section: SectionId| -> Vec<Link> {
        let own = ctx.articles_in(section);
        own.take(most).map(|article| ctx.article_link(article, locale)).collect()
    };
    let below =
        ctx.plan.nav.sections[section].children.iter().map(|child| (*child, ctx.plan.listed_in(*child)));
    let mut cards: Vec<SectionCard> = below
        .filter(|(_, count)| *count > 0)
        .map(|(child, count)| {
            let link = ctx.section_link(child, locale);
            SectionCard { title: link.title, url: link.url, count, articles: links(child) }
        })
        .collect();
    let count = ctx.articles_in(section).count();
    if count > 0 {
        cards.push(SectionCard { title: String::new(), url: String::new(), count, articles: links(section) });
    }
    cards
}

/// Sets the URL, canonical URL, alternates and language menu of a page that every locale has.
fn place(ctx: &RenderContext<'_>, page: &mut PageFrame, locale: LocaleId, path: &str) {
    page.url = ctx.plan.urls.below(locale, path);
    page.canonical = ctx.absolute(&page.url);
    page.alternates = alternates(ctx, path);
    page.languages = ctx.languages(locale, |other| (ctx.plan.urls.below(other, path), true));
}

/// The same page in every locale. The home pages' `x-default` is the choice of a language.
pub(crate) fn alternates(ctx: &RenderContext<'_>, path: &str) -> Vec<Alternate> {
    let plan = ctx.plan;
    let default = if path.is_empty() { "/".to_owned() } else { plan.urls.below(plan.library.source, path) };
    let all = plan.library.locales.iter().enumerate();
    all.map(|(locale, tag)| (tag.tag().to_owned(), plan.urls.below(locale, path)))
        .chain([("x-default".to_owned(), default)])
        .filter_map(|(hreflang, url)| Some(Alternate { hreflang, url: ctx.absolute(&url)? }))
        .collect()
}

#[cfg(test)]
mod tests;
