//! Owns the snippet for nginx: the rules of `_headers` and `_redirects` in its syntax.

use percent_encoding::percent_decode_str;

use super::{FOR_EVER, HASHED, MEDIA_POLICY, at_host, headers_of_pages, languages, old_address, target};
use crate::locale::{Locale, foreign_script_tags};
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
        let others = if folder == "media" {
            format!("location ~ \\.pdf$ {{\n{headers}{lasting}}}\n")
        } else {
            String::new()
        };
        let own =
            if folder == "media" { header("Content-Security-Policy", MEDIA_POLICY) } else { String::new() };
        text.push_str(&format!("location ^~ {files} {{\n{headers}{own}{lasting}{others}}}\n"));
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
        // nginx compares with the decoded path of a request.
        let address = percent_decode_str(&old_address(ctx, redirect)).decode_utf8_lossy().into_owned();
        let from = at(&address);
        let to = at(&target(ctx, redirect));
        text.push_str(&format!("location = \"{from}\" {{ return 301 {to}; }}\n"));
    }
    text
}

/// The root redirects to the first of the reader's languages that the site has; if it has none, the page to choose a language is
/// served. The possessive `+` keeps the search from trying a long header in every division.
fn root(ctx: &RenderContext<'_>, headers: &str) -> String {
    let languages = languages(ctx);
    let any = any_of(&languages);
    let rule = |(tag, locale): &(String, usize)| {
        let home = at_host(ctx, &ctx.plan.urls.below(*locale, ""));
        let range = range(tag, &languages);
        format!(
            "if ($http_accept_language ~* \"^(?: *+(?!{any})[^,]*+,)*+ *+{range}\") {{ return 302 {home}; }}\n"
        )
    };
    let rules: String = languages.iter().map(rule).collect();
    let root = at_host(ctx, "/");
    format!("location = {root} {{\n{headers}{}{rules}}}\n", header("Vary", "Accept-Language"))
}

/// The pattern of all tags that lead to some locale. nginx reads no parameter of more than 4,096 bytes, so tags that a shorter one
/// covers are left out, and the others share their ending.
fn any_of(languages: &[(String, usize)]) -> String {
    let script = |tag: &str| Locale::parse(tag).map(|locale| locale.likely_script().to_owned());
    let is_covered = |tag: &str| {
        languages.iter().any(|(other, _)| rest_of(tag, other).is_some() && script(other) == script(tag))
    };
    let patterns =
        languages.iter().filter(|(tag, _)| !is_covered(tag)).map(|(tag, _)| open_range(tag, languages));
    format!("(?:{}){END}", patterns.collect::<Vec<_>>().join("|"))
}

/// What follows a tag in the header, unless it is the beginning of another one.
const END: &str = "(?:$|[-,; ])";

/// The pattern of a tag and all that begins with it, but not of the same language in another script: `zh` is not `zh-TW`.
fn range(tag: &str, languages: &[(String, usize)]) -> String {
    open_range(tag, languages) + END
}

fn open_range(tag: &str, languages: &[(String, usize)]) -> String {
    let bare = tag.split('-').next().unwrap_or(tag);
    let own_script = Locale::parse(tag).map(|locale| locale.likely_script().to_owned()).unwrap_or_default();
    let is_foreign = |other: &Locale| other.likely_script() != own_script;
    let foreign = foreign_script_tags(bare).into_iter().filter(is_foreign);
    let mut rest: Vec<String> = foreign.filter_map(|other| rest_of(other.tag(), tag)).collect();
    let listed = languages.iter().filter_map(|(other, _)| Locale::parse(other).filter(is_foreign));
    rest.extend(listed.filter_map(|other| rest_of(other.tag(), tag)));
    rest.sort();
    rest.dedup();
    if rest.is_empty() { tag.to_owned() } else { format!("{tag}(?!-(?:{}){END})", rest.join("|")) }
}

/// What follows a tag and its hyphen in a longer one.
fn rest_of(longer: &str, tag: &str) -> Option<String> {
    Some(longer.to_lowercase().strip_prefix(tag)?.strip_prefix('-')?.to_owned())
}

fn header(name: &str, value: &str) -> String {
    format!("add_header {name} \"{value}\" always;\n")
}
