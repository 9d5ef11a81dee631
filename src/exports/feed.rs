//! Owns the feeds: what was changed last in each locale, as Atom.

use crate::library::{ArticleId, LocaleId};
use crate::output::OutputPath;
use crate::render::indexing::is_indexable;
use crate::render::recent::newest;
use crate::render::render_context::RenderContext;
use crate::render::site_context::{FEED_FILE, date_of, feed_url};
use crate::theme::escape;

/// The greatest number of entries in a feed.
const ENTRIES: usize = 50;

/// The feeds of these locales; none without a base URL, since a feed needs absolute URLs.
pub(crate) fn files(ctx: &RenderContext<'_>, locales: &[LocaleId]) -> Vec<(OutputPath, String)> {
    let feed = |locale: &LocaleId| {
        let path = format!("{}/{FEED_FILE}", ctx.plan.urls.segment(*locale));
        Some((OutputPath(path), feed(ctx, *locale)?))
    };
    locales.iter().filter_map(feed).collect()
}

fn feed(ctx: &RenderContext<'_>, locale: LocaleId) -> Option<String> {
    let view = &ctx.locales[locale];
    let home = ctx.absolute(&ctx.plan.urls.below(locale, ""))?;
    let own = ctx.absolute(&feed_url(ctx.plan, ctx.base_url.as_ref(), locale)?)?;
    let listed = newest(ctx, locale, usize::MAX).into_iter().filter(|id| is_indexable(ctx, *id, locale));
    let entries: Vec<(String, String)> =
        listed.take(ENTRIES).filter_map(|id| entry(ctx, id, locale)).collect();
    let updated = entries.first().map_or("1970-01-01", |(date, _)| date);
    let mut xml = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed");
    escape::push_attribute(&mut xml, "xmlns", "http://www.w3.org/2005/Atom");
    escape::push_attribute(&mut xml, "xml:lang", &view.language.tag);
    xml.push_str(">\n");
    element(&mut xml, "title", &view.title);
    element(&mut xml, "id", &home);
    link(&mut xml, "self", &own);
    link(&mut xml, "alternate", &home);
    element(&mut xml, "updated", &midnight(updated));
    xml.push_str(&format!("<author><name>{}</name></author>\n", escape::escaped(&view.title)));
    entries.iter().for_each(|(_, entry)| xml.push_str(entry));
    xml.push_str("</feed>\n");
    Some(xml)
}

/// One article: its date, and its entry.
fn entry(ctx: &RenderContext<'_>, id: ArticleId, locale: LocaleId) -> Option<(String, String)> {
    let version = ctx.plan.library.articles[id].versions[locale].as_ref()?;
    let date = date_of(version)?.iso();
    let url = ctx.absolute(&ctx.plan.article_url(id, locale))?;
    let mut xml = String::from("<entry>\n");
    element(&mut xml, "title", &ctx.label(id, locale));
    element(&mut xml, "id", &url);
    link(&mut xml, "alternate", &url);
    element(&mut xml, "updated", &midnight(&date));
    element(&mut xml, "summary", &ctx.expanded(&[id], locale, version.description()));
    xml.push_str("</entry>\n");
    Some((date, xml))
}

/// A date as Atom requires it, with a time of day.
fn midnight(date: &str) -> String {
    format!("{date}T00:00:00Z")
}

fn element(xml: &mut String, name: &str, text: &str) {
    xml.push_str(&format!("<{name}>{}</{name}>\n", escape::escaped(text)));
}

fn link(xml: &mut String, kind: &str, url: &str) {
    xml.push_str("<link");
    escape::push_attribute(xml, "rel", kind);
    escape::push_attribute(xml, "href", url);
    xml.push_str("/>\n");
}
