//! Owns breadcrumbs: the links from the home page down to a page.

use crate::library::{ArticleId, LocaleId};
use crate::plan::nav::SectionId;
use crate::render::render_context::RenderContext;
use crate::theme::context::Link;

/// From the home page down to the section of an article.
pub(crate) fn breadcrumbs(ctx: &RenderContext<'_>, article: ArticleId, locale: LocaleId) -> Vec<Link> {
    let section = ctx.plan.nav.section_of[article];
    let mut above = crumbs_above(ctx, section, locale);
    if section != 0 && ctx.plan.has_page(section) {
        above.push(ctx.section_link(section, locale));
    }
    above
}

/// From the home page down to above a section.
pub(crate) fn crumbs_above(ctx: &RenderContext<'_>, section: SectionId, locale: LocaleId) -> Vec<Link> {
    let above = ctx.plan.nav.above(section);
    let above = above.into_iter().filter(|section| ctx.plan.has_page(*section));
    std::iter::once(home_link(ctx, locale))
        .chain(above.map(|section| ctx.section_link(section, locale)))
        .collect()
}

/// The home page of a locale.
pub(crate) fn home_link(ctx: &RenderContext<'_>, locale: LocaleId) -> Link {
    let title = ctx.word(locale, "home", &[]);
    Link { title, url: ctx.plan.urls.below(locale, ""), lang: None, dir: None, is_current: false }
}
