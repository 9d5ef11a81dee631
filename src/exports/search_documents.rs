//! Owns the documents of search: the articles of one locale as plain text, and the files of their index.

use rayon::prelude::*;

use super::search_filters;
use crate::library::{ArticleId, LocaleId, Version};
use crate::output::OutputPath;
use crate::parse::article::{Article, Side};
use crate::parse::controls::clean_block;
use crate::parse::markdown::placeholder::Placeholder;
use crate::parse::markdown::plain::{self, PlainSite, PlainText};
use crate::plan::claims::SEARCH;
use crate::render::open_article::ArticleVisit;
use crate::render::render_context::RenderContext;
use crate::search::{IndexOptions, SearchDoc, SearchPart, build_index, names};

/// The documents of a locale's index, for which the articles are visited only here.
pub(crate) fn docs(ctx: &RenderContext<'_>, locale: LocaleId) -> Vec<SearchDoc> {
    let articles = 0..ctx.plan.library.articles.len();
    let visited = |article| doc(ctx, &ArticleVisit::new(ctx.sources, Some(article)), article, locale);
    articles.into_par_iter().filter_map(visited).collect()
}

/// The search index of a locale, of its articles in order: the same bytes on every run.
pub(crate) fn files(
    ctx: &RenderContext<'_>,
    locale: LocaleId,
    docs: &[SearchDoc],
) -> Vec<(OutputPath, Vec<u8>)> {
    if !ctx.search.enabled {
        return Vec::new();
    }
    let folder = folder(ctx, locale);
    let options = IndexOptions {
        synonyms: ctx.synonyms[locale].clone(),
        filters: search_filters::offered(ctx, locale, docs),
    };
    build_index(&ctx.locales[locale].language.tag, docs, &options)
        .into_iter()
        .map(|(name, bytes)| (OutputPath(format!("{folder}{name}")), bytes))
        .collect()
}

/// The folder of a locale's index below the output folder, with a `/` at its end.
pub(crate) fn folder(ctx: &RenderContext<'_>, locale: LocaleId) -> String {
    format!("{}/{SEARCH}/", ctx.plan.urls.segment(locale))
}

/// An article as readers of a locale can find it; `None` where it has no text in their language, or is excluded from search.
pub(crate) fn doc(
    ctx: &RenderContext<'_>,
    visit: &ArticleVisit<'_>,
    article: ArticleId,
    locale: LocaleId,
) -> Option<SearchDoc> {
    if !ctx.search.enabled {
        return None;
    }
    let entry = &ctx.plan.library.articles[article];
    let version = entry.versions[locale].as_ref()?;
    let own = &version.summary.front_matter;
    // What a translation does not set is taken from its source.
    let source = entry.versions[ctx.plan.library.source].as_ref().map(|source| &source.summary.front_matter);
    let is_wanted = own.search.or(source.and_then(|source| source.search)) != Some(false);
    if ctx.plan.fragments[article] || !is_wanted || ctx.search.excludes(&entry.key) {
        return None;
    }
    let priority = own.search_priority.or(source.and_then(|source| source.search_priority));
    let section = ctx.plan.nav.section_of[article];
    let (parts, keywords) = texts(ctx, visit, article, locale, version)?;
    let title = ctx.label(article, locale);
    let shown = |text: String| clean_block(&text).into_owned();
    Some(SearchDoc {
        url: ctx.plan.article_url(article, locale),
        aliases: aliases(version, &title)
            .iter()
            .map(|alias| shown(ctx.expanded(&[article], locale, alias).into_owned()))
            .collect(),
        title: shown(title),
        section: if section == 0 { String::new() } else { shown(ctx.section_title(section, locale)) },
        weight: priority.unwrap_or(1.0),
        parts,
        keywords,
        tags: search_filters::tags(ctx, section, own, source),
    })
}

/// The title of the front matter where the page displays another, and `keywords`: other names for the subject.
fn aliases(version: &Version, label: &str) -> Vec<String> {
    let written = version.summary.front_matter.params.get("keywords").map(search_filters::values);
    let written = written.into_iter().flatten();
    version
        .own_title()
        .filter(|title| *title != label)
        .map(str::to_owned)
        .into_iter()
        .chain(written)
        .collect()
}

/// The text part by part; and of a translation, the names in its source: readers type `Set-MailboxFolder` or the name of a
/// product as it is in every language.
fn texts(
    ctx: &RenderContext<'_>,
    visit: &ArticleVisit<'_>,
    id: ArticleId,
    locale: LocaleId,
    version: &Version,
) -> Option<(Vec<SearchPart>, Vec<String>)> {
    let open = visit.open(id, version)?;
    let article = &open.article;
    let plain = plain_text(ctx, visit, &[id], locale, version)?;
    let is_translation = version.side == Side::Target && !article.sides.units.is_empty();
    let mut keywords = if is_translation { source_names(article) } else { Vec::new() };
    keywords.extend(plain.keywords);
    let search_part = |part: plain::PlainSection| SearchPart {
        heading: part.heading,
        anchor: part.anchor,
        text: part.text,
    };
    Some((plain.parts.into_iter().map(search_part).collect(), keywords))
}

/// The plain text of a version with that of what it includes. `including` are the articles around it, outermost first, and itself:
/// including one of them again would never end.
fn plain_text(
    ctx: &RenderContext<'_>,
    visit: &ArticleVisit<'_>,
    including: &[ArticleId],
    locale: LocaleId,
    version: &Version,
) -> Option<PlainText> {
    let article = *including.last()?;
    let open = visit.open(article, version)?;
    let expand = |placeholder: Placeholder<'_>| ctx.expand(including, locale, placeholder);
    let include = |path: &str| {
        let included = ctx.plan.included(path, including, locale, locale)?;
        let displayed = ctx.plan.library.displayed(included, locale)?;
        let including: Vec<ArticleId> = including.iter().copied().chain([included]).collect();
        plain_text(ctx, visit, &including, locale, displayed.version)
    };
    let site = PlainSite { expand: &expand, include: &include };
    Some(plain::read(open.article.document(version.side), version.outline(), &site))
}

fn source_names(article: &Article) -> Vec<String> {
    let sources: Vec<&str> = article.body_units().map(|unit| article.unit_source(unit)).collect();
    names::source_names(&sources.join("\n"))
}
