//! Owns the pages that lead to articles: home, section, the list from A to Z, not found, and the choice of a language.

use rustc_hash::FxHashMap;

use super::context::{Alternate, Link, PageContext, PageKind, Recent, SectionCard};
use super::templates::TemplateError;
use super::world::World;
use super::{feed, structured};
use crate::localize::library::{ArticleId, LocaleId};
use crate::plan::nav::SectionId;
use crate::plan::url::SEARCH;

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
pub fn home(world: &World<'_>, locale: LocaleId) -> Result<String, TemplateError> {
    let mut page = blank(world, locale, PageKind::Home);
    page.title = world.locales[locale].title.clone();
    place(world, &mut page, locale, "");
    page.sections = cards(world, top(world), locale, CARD_ARTICLES);
    let is_only = page.sections.len() == 1;
    if let Some(own) = page.sections.last_mut().filter(|card| card.url.is_empty()) {
        let section = top(world);
        own.url = all_of(world, section, locale);
        if is_only && section != 0 {
            own.title = world.section_title(section, locale);
        }
    }
    let popular = world.plan.popular.iter().take(POPULAR_ARTICLES);
    page.popular = popular.map(|article| world.article_link(*article, locale)).collect();
    page.recent = recent(world, locale);
    draw(world, &page, locale)
}

/// Draws the page of a section: what introduces it, the sections below, its articles.
///
/// # Errors
/// When a template fails.
pub fn section(world: &World<'_>, section: SectionId, locale: LocaleId) -> Result<String, TemplateError> {
    let plan = world.plan;
    let mut page = match plan.nav.sections[section].index {
        Some(index) => super::article::context(world, index, locale)?,
        None => blank(world, locale, PageKind::Section),
    };
    page.kind = PageKind::Section;
    page.title = world.section_title(section, locale);
    page.section_nav = String::new();
    let slug = plan.nav.sections[section].slug.clone();
    place(world, &mut page, locale, &slug);
    page.breadcrumbs = crumbs_above(world, section, locale);
    page.sections = cards(world, section, locale, usize::MAX);
    page.structured = structured::section(world, &page);
    draw(world, &page, locale)
}

/// Draws the list of all articles from A to Z: where the search form leads without JavaScript.
///
/// # Errors
/// When a template fails.
pub fn search(world: &World<'_>, locale: LocaleId) -> Result<String, TemplateError> {
    let mut page = blank(world, locale, PageKind::Search);
    page.title = world.word(locale, "all-articles", &[]);
    place(world, &mut page, locale, SEARCH);
    page.robots = Some("noindex".to_owned());
    page.breadcrumbs = vec![home_link(world, locale)];
    let formats = &world.locales[locale].formats;
    let mut links: Vec<Link> = (0..world.plan.library.articles.len())
        .filter(|article| !world.plan.fragments[*article])
        .map(|article| world.article_link(article, locale))
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
    draw(world, &page, locale)
}

/// Draws what a host answers for an unknown address below a locale.
///
/// # Errors
/// When a template fails.
pub fn not_found(world: &World<'_>, locale: LocaleId) -> Result<String, TemplateError> {
    let mut page = blank(world, locale, PageKind::NotFound);
    page.title = world.word(locale, "not-found-heading", &[]);
    page.url = format!("/{}/404.html", world.plan.urls.segment(locale));
    page.robots = Some("noindex".to_owned());
    page.languages = world.languages(locale, |other| (world.plan.urls.below(other, ""), true));
    draw(world, &page, locale)
}

/// Draws the list of languages at the root of the site.
///
/// # Errors
/// When a template fails.
pub fn chooser(world: &World<'_>) -> Result<String, TemplateError> {
    let locale = world.plan.library.source;
    let mut page = blank(world, locale, PageKind::Chooser);
    page.title = world.word(locale, "chooser-heading", &[]);
    page.url = "/".to_owned();
    page.canonical = world.absolute("/");
    page.alternates = alternates(world, "");
    page.languages = world.languages(locale, |other| (world.plan.urls.below(other, ""), true));
    draw(world, &page, locale)
}

/// A page of a locale on which nothing is decided yet.
pub fn blank(world: &World<'_>, locale: LocaleId, kind: PageKind) -> PageContext {
    let language = &world.locales[locale].language;
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
fn recent(world: &World<'_>, locale: LocaleId) -> Vec<Recent> {
    let newest = feed::newest(world, locale, RECENT_ARTICLES);
    let entry = |article: ArticleId| {
        let shown = world.plan.library.shown(article, locale)?;
        let date = world.date(shown.version.summary.front_matter.date?, locale);
        Some(Recent { link: world.article_link(article, locale), date })
    };
    newest.into_iter().filter_map(entry).collect()
}

/// From the home page down to above a section.
pub fn crumbs_above(world: &World<'_>, section: SectionId, locale: LocaleId) -> Vec<Link> {
    let above = world.plan.nav.above(section);
    let above = above.into_iter().filter(|section| world.plan.has_page(*section));
    std::iter::once(home_link(world, locale))
        .chain(above.map(|section| world.section_link(section, locale)))
        .collect()
}

fn home_link(world: &World<'_>, locale: LocaleId) -> Link {
    let title = world.word(locale, "home", &[]);
    Link { title, url: world.plan.urls.below(locale, ""), lang: None, dir: None }
}

/// Where the home page begins: a folder that holds everything is no choice.
fn top(world: &World<'_>) -> SectionId {
    let mut section = 0;
    loop {
        let here = &world.plan.nav.sections[section];
        match here.children.as_slice() {
            [only] if here.articles.is_empty() => section = *only,
            _ => return section,
        }
    }
}

/// Where all articles of a section are listed; those of the root on the list of everything.
fn all_of(world: &World<'_>, section: SectionId, locale: LocaleId) -> String {
    let slug = &world.plan.nav.sections[section].slug;
    world.plan.urls.below(locale, if section == 0 { SEARCH } else { slug })
}

/// A card for each section below, and one without an address for a section's own articles.
fn cards(world: &World<'_>, section: SectionId, locale: LocaleId, most: usize) -> Vec<SectionCard> {
    let links = |section: SectionId| -> Vec<Link> {
        let own = world.listed(section);
        own.take(most).map(|article| world.article_link(article, locale)).collect()
    };
    let below =
        world.plan.nav.sections[section].children.iter().map(|child| (*child, world.plan.listed_in(*child)));
    let mut cards: Vec<SectionCard> = below
        .filter(|(_, count)| *count > 0)
        .map(|(child, count)| {
            let link = world.section_link(child, locale);
            SectionCard { title: link.title, url: link.url, count, articles: links(child) }
        })
        .collect();
    let count = world.listed(section).count();
    if count > 0 {
        cards.push(SectionCard { title: String::new(), url: String::new(), count, articles: links(section) });
    }
    cards
}

/// Address, canonical, alternates and language menu of a page that every locale has.
fn place(world: &World<'_>, page: &mut PageContext, locale: LocaleId, path: &str) {
    page.url = world.plan.urls.below(locale, path);
    page.canonical = world.absolute(&page.url);
    page.alternates = alternates(world, path);
    page.languages = world.languages(locale, |other| (world.plan.urls.below(other, path), true));
}

/// The same page in every locale. The home pages' `x-default` is the choice of a language.
pub fn alternates(world: &World<'_>, path: &str) -> Vec<Alternate> {
    let plan = world.plan;
    let default = if path.is_empty() { "/".to_owned() } else { plan.urls.below(plan.library.source, path) };
    let all = plan.library.locales.iter().enumerate();
    all.map(|(locale, tag)| (tag.tag().to_owned(), plan.urls.below(locale, path)))
        .chain([("x-default".to_owned(), default)])
        .filter_map(|(hreflang, url)| Some(Alternate { hreflang, url: world.absolute(&url)? }))
        .collect()
}

fn draw(world: &World<'_>, page: &PageContext, locale: LocaleId) -> Result<String, TemplateError> {
    world.templates.page(&world.locales[locale].site, page)
}
