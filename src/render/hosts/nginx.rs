//! Owns the snippet for nginx: what `_headers` and `_redirects` say, in its own words.

use super::{FOR_EVER, HASHED, headers_of_pages, languages, target};
use crate::render::world::World;

/// What stands in the server block of the site. A location with a header of its own loses those of the server, so it repeats them.
pub fn snippet(world: &World<'_>) -> String {
    let headers: String = headers_of_pages(world).iter().map(|(name, value)| header(name, value)).collect();
    let mut text = String::from("# Include this in the server block of the site.\n");
    text.push_str("index index.html;\ncharset utf-8;\n");
    text.push_str("charset_types text/css text/plain text/markdown text/xml application/javascript application/json application/atom+xml;\n");
    text.push_str(&headers);
    text.push_str("error_page 404 /404.html;\n");
    for folder in HASHED {
        let lasting = header("Cache-Control", FOR_EVER);
        text.push_str(&format!("location ^~ /{folder}/ {{\n{headers}{lasting}}}\n"));
    }
    // Most lists of media types do not know Markdown.
    text.push_str("location ~ \\.md$ { types { } default_type text/markdown; }\n");
    for locale in 0..world.locales.len() {
        let segment = world.plan.urls.segment(locale);
        text.push_str(&format!("location /{segment}/ {{ error_page 404 /{segment}/404.html; }}\n"));
    }
    text.push_str(&root(world, &headers));
    if let Some(path) = world.feedback_url.filter(|url| url.starts_with('/')) {
        text.push_str("# Answers of readers stand in the access log.\n");
        text.push_str(&format!("location = \"{path}\" {{ return 204; }}\n"));
    }
    for redirect in &world.plan.redirects {
        let from = format!("/{}/{}/", world.plan.urls.segment(redirect.locale), redirect.from);
        let to = target(world, redirect);
        text.push_str(&format!("location = \"{from}\" {{ return 301 {to}; }}\n"));
    }
    text
}

/// The root leads to the language that a reader wants most; without one of ours, it is the page on which to choose.
fn root(world: &World<'_>, headers: &str) -> String {
    let rule = |(tag, locale): (String, usize)| {
        let segment = world.plan.urls.segment(locale);
        format!("if ($http_accept_language ~* \"^{tag}($|[-,;])\") {{ return 302 /{segment}/; }}\n")
    };
    let rules: String = languages(world).into_iter().map(rule).collect();
    format!("location = / {{\n{headers}{}{rules}}}\n", header("Vary", "Accept-Language"))
}

fn header(name: &str, value: &str) -> String {
    format!("add_header {name} \"{value}\" always;\n")
}
