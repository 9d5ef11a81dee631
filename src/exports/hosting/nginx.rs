//! Owns the snippet for nginx: the rules of `_headers` and `_redirects` in its syntax.

use super::{FOR_EVER, HASHED, at_host, headers_of_pages, languages, target};
use crate::render::render_context::RenderContext;

/// The directives for the site's server block. A location with a header of its own loses those of the server, so it repeats them.
pub(super) fn snippet(ctx: &RenderContext<'_>) -> String {
    let headers: String = headers_of_pages(ctx).iter().map(|(name, value)| header(name, value)).collect();
    let mut text = String::from("# Include this in the server block of the site.\n");
    text.push_str("index index.html;\ncharset utf-8;\n");
    text.push_str("charset_types text/css text/plain text/markdown text/xml application/javascript application/json application/atom+xml;\n");
    text.push_str(&headers);
    let at = |url: &str| at_host(ctx, url);
    text.push_str(&format!("error_page 404 {};\n", at("/404.html")));
    for folder in HASHED {
        let lasting = header("Cache-Control", FOR_EVER);
        let files = at(&format!("/{folder}/"));
        text.push_str(&format!("location ^~ {files} {{\n{headers}{lasting}}}\n"));
    }
    // Most lists of media types lack Markdown.
    text.push_str("location ~ \\.md$ { types { } default_type text/markdown; }\n");
    for locale in 0..ctx.locales.len() {
        let home = at(&ctx.plan.urls.below(locale, ""));
        text.push_str(&format!("location {home} {{ error_page 404 {home}404.html; }}\n"));
    }
    text.push_str(&root(ctx, &headers));
    if let Some(path) = ctx.feedback_url.filter(|url| url.starts_with('/')) {
        text.push_str("# Answers of readers stand in the access log.\n");
        text.push_str(&format!("location = \"{}\" {{ return 204; }}\n", at(path)));
    }
    for redirect in ctx.plan.redirects.iter() {
        let from = at(&format!("/{}/{}/", ctx.plan.urls.segment(redirect.locale), redirect.from));
        let to = at(&target(ctx, redirect));
        text.push_str(&format!("location = \"{from}\" {{ return 301 {to}; }}\n"));
    }
    text
}

/// The root redirects to the reader's first language; if the site lacks it, the page to choose a language is served.
fn root(ctx: &RenderContext<'_>, headers: &str) -> String {
    let rule = |(tag, locale): (String, usize)| {
        let home = at_host(ctx, &ctx.plan.urls.below(locale, ""));
        format!("if ($http_accept_language ~* \"^{tag}($|[-,;])\") {{ return 302 {home}; }}\n")
    };
    let rules: String = languages(ctx).into_iter().map(rule).collect();
    let root = at_host(ctx, "/");
    format!("location = {root} {{\n{headers}{}{rules}}}\n", header("Vary", "Accept-Language"))
}

fn header(name: &str, value: &str) -> String {
    format!("add_header {name} \"{value}\" always;\n")
}
