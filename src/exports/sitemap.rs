//! Owns the sitemaps and `robots.txt` for search engines.

use crate::library::LocaleId;
use crate::output::OutputPath;
use crate::render::indexing;
use crate::render::pages::listing;
use crate::render::render_context::RenderContext;
use crate::theme::context::Alternate;
use crate::theme::escape;

/// The sitemap of each locale, their index, and robots.txt; only a `robots.txt` without a base URL.
pub(crate) fn files(ctx: &RenderContext<'_>) -> Vec<(OutputPath, String)> {
    let Some(base) = &ctx.base_url else {
        return vec![(OutputPath("robots.txt".to_owned()), "User-agent: *\nAllow: /\n".to_owned())];
    };
    let mut files = Vec::new();
    let mut index = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    index.push_str("<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    for locale in 0..ctx.locales.len() {
        let path = format!("{}/sitemap.xml", ctx.plan.urls.segment(locale));
        index.push_str(&format!(
            "<sitemap><loc>{}</loc></sitemap>\n",
            escape::escaped(&format!("{base}/{path}"))
        ));
        files.push((OutputPath(path), sitemap(ctx, locale)));
    }
    index.push_str("</sitemapindex>\n");
    files.push((OutputPath("sitemap.xml".to_owned()), index));
    let robots = format!("User-agent: *\nAllow: /\n\nSitemap: {base}/sitemap.xml\n");
    files.push((OutputPath("robots.txt".to_owned()), robots));
    files
}

/// The pages of one locale that search engines may list: no fallback pages, and none with `noindex`.
fn sitemap(ctx: &RenderContext<'_>, locale: LocaleId) -> String {
    let plan = ctx.plan;
    let mut xml = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    xml.push_str("<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n");
    let sections = (1..plan.nav.sections.len()).filter(|section| plan.has_page(*section));
    let sections = sections.map(|section| plan.nav.sections[section].slug.as_str());
    for path in std::iter::once("").chain(sections) {
        entry(&mut xml, ctx, &plan.urls.below(locale, path), None, &listing::alternates(ctx, path));
    }
    for id in (0..plan.library.articles.len()).filter(|id| indexing::is_indexable(ctx, *id, locale)) {
        if plan.introduces(id).is_some() {
            continue;
        }
        let version = plan.library.articles[id].versions[locale].as_ref();
        let date = version.and_then(|version| version.summary.front_matter.date).map(|date| date.iso());
        entry(&mut xml, ctx, &plan.article_url(id, locale), date.as_deref(), &indexing::alternates(ctx, id));
    }
    xml.push_str("</urlset>\n");
    xml
}

fn entry(xml: &mut String, ctx: &RenderContext<'_>, url: &str, date: Option<&str>, alternates: &[Alternate]) {
    let Some(url) = ctx.absolute(url) else { return };
    xml.push_str("<url><loc>");
    escape::push(xml, &url);
    xml.push_str("</loc>");
    if let Some(date) = date {
        xml.push_str(&format!("<lastmod>{date}</lastmod>"));
    }
    for alternate in alternates {
        xml.push_str("<xhtml:link rel=\"alternate\"");
        escape::push_attribute(xml, "hreflang", &alternate.hreflang);
        escape::push_attribute(xml, "href", &alternate.url);
        xml.push_str("/>");
    }
    xml.push_str("</url>\n");
}
