//! Owns what search engines may list: which articles in which locales, and which of them are versions of each other.

use super::render_context::RenderContext;
use crate::library::origin::MachineMade;
use crate::library::{ArticleId, Displayed, LocaleId, Version};
use crate::parse::config::Index;
use crate::theme::context::Alternate;

/// The name of an article's Markdown export, below the URL of its page.
pub(crate) const MARKDOWN_FILE: &str = "index.md";

/// The content of an article's `robots` meta tag: that of its front matter, or `noindex` for a fragment that other articles include and
/// for what the site keeps from search engines.
pub(crate) fn robots(ctx: &RenderContext<'_>, article: ArticleId, shown: &Displayed<'_>) -> Option<String> {
    let own = shown.version.summary.front_matter.robots.as_ref();
    if ctx.plan.fragments[article] || (own.is_none() && !may_be_listed(ctx, shown.version)) {
        return Some("noindex".to_owned());
    }
    own.cloned()
}

/// True where the site's setting for machine translations allows search engines to list a version.
fn may_be_listed(ctx: &RenderContext<'_>, version: &Version) -> bool {
    match ctx.index {
        Index::All => true,
        Index::Reviewed => MachineMade::of(version) != MachineMade::Raw,
        Index::None => MachineMade::of(version) == MachineMade::No,
    }
}

/// True where search engines may list the article's page in a locale, which then is a true version.
pub(crate) fn is_indexable(ctx: &RenderContext<'_>, article: ArticleId, locale: LocaleId) -> bool {
    let version = ctx.plan.library.articles[article].versions[locale].as_ref();
    !ctx.plan.fragments[article]
        && version.is_some_and(|version| {
            let robots = version.summary.front_matter.robots.as_deref().unwrap_or_default();
            !robots.contains("noindex") && !robots.contains("none") && may_be_listed(ctx, version)
        })
}

/// The true versions of an article, the source as `x-default` last; each names all, so they are reciprocal.
pub(crate) fn alternates(ctx: &RenderContext<'_>, article: ArticleId) -> Vec<Alternate> {
    let plan = ctx.plan;
    if ctx.base_url.is_none() {
        return Vec::new();
    }
    let alternate = |locale: LocaleId, hreflang: &str| {
        let url = ctx.absolute(&plan.article_url(article, locale))?;
        is_indexable(ctx, article, locale).then(|| Alternate { hreflang: hreflang.to_owned(), url })
    };
    let mut alternates: Vec<Alternate> = (0..plan.library.locales.len())
        .filter_map(|locale| alternate(locale, plan.library.locales[locale].tag()))
        .collect();
    alternates.extend(alternate(plan.library.source, "x-default"));
    alternates
}

/// The URL of an article's Markdown export in a locale; `None` where exports are off, or search engines may not list the article.
pub(crate) fn markdown_url(ctx: &RenderContext<'_>, article: ArticleId, locale: LocaleId) -> Option<String> {
    let wanted = ctx.machines.markdown && is_indexable(ctx, article, locale);
    wanted.then(|| format!("{}{MARKDOWN_FILE}", ctx.plan.article_url(article, locale)))
}
