//! Owns the pages that lead to articles: home, section, the list from A to Z, not found, and the choice of a language.

use rustc_hash::FxHashMap;

use super::structured;
use crate::exports::feed;
use crate::library::{ArticleId, LocaleId};
use crate::plan::nav::SectionId;
use crate::plan::url::SEARCH;
use crate::render::open_article::ArticleVisit;
use crate::render::render_context::RenderContext;
use crate::theme::context::{Alternate, Link, PageContext, PageKind, Recent, SectionCard};
use crate::theme::templates::TemplateError;

/// How many articles a card on the home page names.
const CARD_ARTICLES: usize = 5;

/// How many articles the home page names as changed last.
const RECENT_ARTICLES: usize = 5;

/// How many articles the home page names as popular.
const POPULAR_ARTICLES: usize = 6;

/// Draws a locale's home page.
///
/// # Errors
/// When a template fails.
pub fn home(ctx: &RenderContext<'_>, locale: LocaleId) -> Result<String, TemplateError> {
    let mut page = blank(ctx, locale, PageKind::Home);
    page.title = ctx.locales[locale].title.clone();
    place(ctx, &mut page, locale, "");
    page.sections = cards(ctx, top(ctx), locale, CARD_ARTICLES);
    let is_only = page.sections.len() == 1;
    if let Some(own) = page.sections.last_mut().filter(|card| card.url.is_empty()) {
        let section = top(ctx);
        own.url = all_of(ctx, section, locale);
        if is_only && section != 0 {
            own.title = ctx.section_title(section, locale);
        }
    }
    let popular = ctx.plan.popular.iter().take(POPULAR_ARTICLES);
    page.popular = popular.map(|article| ctx.article_link(*article, locale)).collect();
    page.recent = recent(ctx, locale);
    render(ctx, &page, locale)
}

/// Draws the page of a section: what introduces it, the sections below, its articles.
///
/// # Errors
/// When a template fails.
pub fn section(
    ctx: &RenderContext<'_>,
    visit: &ArticleVisit<'_>,
    section: SectionId,
    locale: LocaleId,
) -> Result<String, TemplateError> {
    let plan = ctx.plan;
    let mut page = match plan.nav.sections[section].index {
        Some(index) => crate::render::pages::article::context(ctx, visit, index, locale)?,
        None => blank(ctx, locale, PageKind::Section),
    };
    page.kind = PageKind::Section;
    page.title = ctx.section_title(section, locale);
    page.section_nav = String::new();
    let slug = plan.nav.sections[section].slug.clone();
    place(ctx, &mut page, locale, &slug);
    page.breadcrumbs = crumbs_above(ctx, section, locale);
    page.sections = cards(ctx, section, locale, usize::MAX);
    page.structured = structured::section(ctx, &page);
    render(ctx, &page, locale)
}

/// Draws the list of all articles from A to Z: where the search form leads without JavaScript.
///
/// # Errors
/// When a template fails.
pub fn search(ctx: &RenderContext<'_>, locale: LocaleId) -> Result<String, TemplateError> {
    let mut page = blank(ctx, locale, PageKind::Search);
    page.title = ctx.word(locale, "all-articles", &[]);
    place(ctx, &mut page, locale, SEARCH);
    page.robots = Some("noindex".to_owned());
    page.breadcrumbs = vec![home_link(ctx, locale)];
    let formats = &ctx.locales[locale].formats;
    let mut links: Vec<Link> = (0..ctx.plan.library.articles.len())
        .filter(|article| !ctx.plan.fragments[*article])
        .map(|article| ctx.article_link(article, locale))
        .collect();
    links.sort_by(|a, b| formats.compare(&a.title, &b.title).then_with(|| a.url.cmp(&b.url)));
    // Some scripts sort a letter in two places, such as Chinese by sound and Latin: one entry a letter, where it first stands.
    let mut letters: FxHashMap<String, usize> = FxHashMap::default();
    for link in links {
        let letter = formats.index_letter(&link.title);
        let next = page.sections.len();
        let index = *letters.entry(letter.clone()).or_insert(next);
        if index == next {
            page.sections.push(SectionCard {
                title: letter,
                url: String::new(),
                count: 0,
                articles: Vec::new(),
            });
        }
        page.sections[index].articles.push(link);
    }
    for card in &mut page.sections {
        card.count = card.articles.len();
    }
    render(ctx, &page, locale)
}

/// Draws what a host answers for an unknown address below a locale.
///
/// # Errors
/// When a template fails.
pub fn not_found(ctx: &RenderContext<'_>, locale: LocaleId) -> Result<String, TemplateError> {
    let mut page = blank(ctx, locale, PageKind::NotFound);
    page.title = ctx.word(locale, "not-found-heading", &[]);
    page.url = format!("/{}/404.html", ctx.plan.urls.segment(locale));
    page.robots = Some("noindex".to_owned());
    page.languages = ctx.languages(locale, |other| (ctx.plan.urls.below(other, ""), true));
    render(ctx, &page, locale)
}

/// Draws the list of languages at the root of the site.
///
/// # Errors
/// When a template fails.
pub fn chooser(ctx: &RenderContext<'_>) -> Result<String, TemplateError> {
    let locale = ctx.plan.library.source;
    let mut page = blank(ctx, locale, PageKind::Chooser);
    page.title = ctx.word(locale, "chooser-heading", &[]);
    page.url = "/".to_owned();
    page.canonical = ctx.absolute("/");
    page.alternates = alternates(ctx, "");
    page.languages = ctx.languages(locale, |other| (ctx.plan.urls.below(other, ""), true));
    render(ctx, &page, locale)
}

/// A page of a locale on which nothing is decided yet.
pub fn blank(ctx: &RenderContext<'_>, locale: LocaleId, kind: PageKind) -> PageContext {
    let language = &ctx.locales[locale].language;
    PageContext {
        kind,
        lang: language.tag.clone(),
        dir: language.dir,
        content_lang: language.tag.clone(),
        content_dir: language.dir,
        title: String::new(),
        description: String::new(),
        url: String::new(),
        canonical: None,
        robots: None,
        state: None,
        structured: None,
        markdown_url: None,
        alternates: Vec::new(),
        languages: Vec::new(),
        breadcrumbs: Vec::new(),
        contents: Vec::new(),
        notices: Vec::new(),
        date: None,
        content: String::new(),
        has_rare_parts: kind == PageKind::Chooser,
        has_source: false,
        source_language: None,
        section_nav: String::new(),
        previous: None,
        next: None,
        related: Vec::new(),
        sections: Vec::new(),
        edit_url: None,
        report_url: None,
        sentence_report_url: None,
        popular: Vec::new(),
        recent: Vec::new(),
        params: serde_json::Value::Null,
    }
}

/// The articles of a locale that were changed last; those that introduce a section are its page.
fn recent(ctx: &RenderContext<'_>, locale: LocaleId) -> Vec<Recent> {
    let newest = feed::newest(ctx, locale, RECENT_ARTICLES);
    let entry = |article: ArticleId| {
        let shown = ctx.plan.library.shown(article, locale)?;
        let date = ctx.date(shown.version.summary.front_matter.date?, locale);
        Some(Recent { link: ctx.article_link(article, locale), date })
    };
    newest.into_iter().filter_map(entry).collect()
}

/// From the home page down to above a section.
pub fn crumbs_above(ctx: &RenderContext<'_>, section: SectionId, locale: LocaleId) -> Vec<Link> {
    let above = ctx.plan.nav.above(section);
    let above = above.into_iter().filter(|section| ctx.plan.has_page(*section));
    std::iter::once(home_link(ctx, locale))
        .chain(above.map(|section| ctx.section_link(section, locale)))
        .collect()
}

fn home_link(ctx: &RenderContext<'_>, locale: LocaleId) -> Link {
    let title = ctx.word(locale, "home", &[]);
    Link { title, url: ctx.plan.urls.below(locale, ""), lang: None, dir: None }
}

/// Where the home page begins: a folder that holds everything is no choice.
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

/// Where all articles of a section are listed; those of the root on the list of everything.
fn all_of(ctx: &RenderContext<'_>, section: SectionId, locale: LocaleId) -> String {
    let slug = &ctx.plan.nav.sections[section].slug;
    ctx.plan.urls.below(locale, if section == 0 { SEARCH } else { slug })
}

/// A card for each section below, and one without an address for a section's own articles.
fn cards(ctx: &RenderContext<'_>, section: SectionId, locale: LocaleId, most: usize) -> Vec<SectionCard> {
    let links = |section: SectionId| -> Vec<Link> {
        let own = ctx.listed(section);
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
    let count = ctx.listed(section).count();
    if count > 0 {
        cards.push(SectionCard { title: String::new(), url: String::new(), count, articles: links(section) });
    }
    cards
}

/// Address, canonical, alternates and language menu of a page that every locale has.
fn place(ctx: &RenderContext<'_>, page: &mut PageContext, locale: LocaleId, path: &str) {
    page.url = ctx.plan.urls.below(locale, path);
    page.canonical = ctx.absolute(&page.url);
    page.alternates = alternates(ctx, path);
    page.languages = ctx.languages(locale, |other| (ctx.plan.urls.below(other, path), true));
}

/// The same page in every locale. The home pages' `x-default` is the choice of a language.
pub fn alternates(ctx: &RenderContext<'_>, path: &str) -> Vec<Alternate> {
    let plan = ctx.plan;
    let default = if path.is_empty() { "/".to_owned() } else { plan.urls.below(plan.library.source, path) };
    let all = plan.library.locales.iter().enumerate();
    all.map(|(locale, tag)| (tag.tag().to_owned(), plan.urls.below(locale, path)))
        .chain([("x-default".to_owned(), default)])
        .filter_map(|(hreflang, url)| Some(Alternate { hreflang, url: ctx.absolute(&url)? }))
        .collect()
}

fn render(ctx: &RenderContext<'_>, page: &PageContext, locale: LocaleId) -> Result<String, TemplateError> {
    ctx.templates.page(&ctx.locales[locale].site, page)
}
