//! Owns the files for hosts: headers, redirects as pages and as rules, language rules, and the same as a snippet for nginx.

mod nginx;

use crate::library::LocaleId;
use crate::locale::{Locale, accepted_tags};
use crate::output::OutputPath;
use crate::plan::redirects::Redirect;
use crate::render::render_context::RenderContext;
use crate::render::site_context::policy;
use crate::theme::escape;
use crate::theme::page_urls::{self, PageUrls};

/// The files for hosts, and a redirect page for each old URL of these locales.
pub(crate) fn files(ctx: &RenderContext<'_>, locales: &[LocaleId]) -> Vec<(OutputPath, String)> {
    let redirects: Vec<&Redirect> =
        ctx.plan.redirects.iter().filter(|redirect| locales.contains(&redirect.locale)).collect();
    let mut files: Vec<(OutputPath, String)> =
        redirects.iter().map(|redirect| (page_path(ctx, redirect), page(ctx, redirect))).collect();
    files.push((OutputPath("_headers".to_owned()), headers(ctx)));
    files.push((OutputPath("_redirects".to_owned()), rules(ctx)));
    files.push((OutputPath("_nginx.conf".to_owned()), nginx::snippet(ctx)));
    files
}

fn page_path(ctx: &RenderContext<'_>, redirect: &Redirect) -> OutputPath {
    OutputPath(format!("{}/{}", ctx.plan.urls.segment(redirect.locale), redirect.file()))
}

/// A page for hosts without rules: browsers are redirected at once, search engines read the new URL.
fn page(ctx: &RenderContext<'_>, redirect: &Redirect) -> String {
    let url = target(ctx, redirect);
    let language = &ctx.locales[redirect.locale].language;
    let title = escape::escaped(&ctx.label(redirect.article, redirect.locale));
    let canonical = escape::escaped(&ctx.absolute(&url).unwrap_or_else(|| url.clone()));
    let url = escape::escaped(&PageUrls::of_page(&page_path(ctx, redirect).0).relative_url(&url));
    format!(
        "<!DOCTYPE html>\n<html lang=\"{}\" dir=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<title>{title}</title>\n\
         <meta http-equiv=\"refresh\" content=\"0; url={url}\">\n<meta name=\"robots\" content=\"noindex\">\n\
         <link rel=\"canonical\" href=\"{canonical}\">\n</head>\n<body>\n<p><a href=\"{url}\">{title}</a></p>\n</body>\n</html>\n",
        language.tag, language.dir
    )
}

/// The address that leads on, from the root of the site.
fn old_address(ctx: &RenderContext<'_>, redirect: &Redirect) -> String {
    format!("/{}/{}", ctx.plan.urls.segment(redirect.locale), redirect.old_url())
}

fn target(ctx: &RenderContext<'_>, redirect: &Redirect) -> String {
    ctx.plan.article_url(redirect.article, redirect.locale)
}

/// Headers for which there is no meta tag in the pages.
const HEADERS: [(&str, &str); 2] =
    [("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", REFERRER_POLICY)];

/// What other sites learn of a page from which a reader comes to them.
pub(crate) const REFERRER_POLICY: &str = "strict-origin-when-cross-origin";

/// The part of the policy of pages that no meta tag can say.
pub(crate) const FRAMES_POLICY: &str = "frame-ancestors 'none'";

/// The policy of media that are opened by their own address: nothing runs, and nothing is loaded but what lies in the file.
pub(crate) const MEDIA_POLICY: &str =
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; media-src 'self'";

/// True for a file that is sent with [`MEDIA_POLICY`]. Browsers show no PDF in a sandbox, and run nothing of it outside of their reader.
pub(crate) fn is_in_sandbox(path: &str) -> bool {
    path.trim_start_matches('/').starts_with("media/") && !path.ends_with(".pdf")
}

/// The headers of every response, as name and value.
fn headers_of_pages(ctx: &RenderContext<'_>) -> Vec<(&'static str, String)> {
    let policy = format!("{}; {FRAMES_POLICY}", policy(ctx.feedback_url, ctx.search.report_origin()));
    let others = HEADERS.into_iter().map(|(name, value)| (name, value.to_owned()));
    std::iter::once(("Content-Security-Policy", policy)).chain(others).collect()
}

/// A URL of the site with the path of its base URL before it.
fn at_host(ctx: &RenderContext<'_>, url: &str) -> String {
    format!("{}{url}", page_urls::base_path(ctx.base_url.as_deref().unwrap_or_default()))
}

/// Folders of files whose names contain a hash of their content.
const HASHED: [&str; 2] = ["assets", "media"];

const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// The file `_headers`, as read by Netlify, Cloudflare Pages and others.
fn headers(ctx: &RenderContext<'_>) -> String {
    let mut text = String::from("/*\n");
    for (name, value) in headers_of_pages(ctx) {
        text.push_str(&format!("  {name}: {value}\n"));
    }
    for folder in HASHED {
        let files = at_host(ctx, &format!("/{folder}/*"));
        text.push_str(&format!("{files}\n  Cache-Control: {FOR_EVER}\n"));
    }
    // The last of these blocks is that of media. Where two policies are sent, browsers keep both.
    if has_pdf(ctx) {
        text.push_str(&format!("{}\n", at_host(ctx, "/media/*.svg")));
    }
    text.push_str(&format!("  Content-Security-Policy: {MEDIA_POLICY}\n"));
    text
}

/// True where the site has a PDF: `_headers` knows no exceptions, and browsers show none in a sandbox.
fn has_pdf(ctx: &RenderContext<'_>) -> bool {
    let mut pdfs = ctx.plan.media.files().filter(|file| file.path.to_ascii_lowercase().ends_with(".pdf"));
    pdfs.any(|file| ctx.plan.is_requested(file))
}

/// The languages that redirect from the root, each to the locale that its readers read best; longer tags first, so that the nearest
/// match wins. A language goes to its main region (`pt` to `pt-BR`), else to the first by tag.
fn languages(ctx: &RenderContext<'_>) -> Vec<(String, LocaleId)> {
    let locales = &ctx.plan.library.locales;
    let id = |served: &Locale| locales.iter().position(|locale| locale == served);
    let accepted = accepted_tags(locales).into_iter();
    accepted.filter_map(|(tag, served)| Some((tag.tag().to_lowercase(), id(served)?))).collect()
}

/// Redirects by language. Netlify reads `Language` as a condition; hosts without conditions ignore such a line.
fn language_rules(ctx: &RenderContext<'_>) -> String {
    let rule = |(tag, locale): (String, LocaleId)| {
        let home = ctx.plan.urls.below(locale, "");
        format!("{} {} 302! Language={tag}\n", at_host(ctx, "/"), at_host(ctx, &home))
    };
    languages(ctx).into_iter().map(rule).collect()
}

fn rules(ctx: &RenderContext<'_>) -> String {
    language_rules(ctx) + &redirects(ctx)
}

fn redirects(ctx: &RenderContext<'_>) -> String {
    let rule = |redirect: &Redirect| {
        format!(
            "{} {} 301\n",
            at_host(ctx, &old_address(ctx, redirect)),
            at_host(ctx, &target(ctx, redirect))
        )
    };
    ctx.plan.redirects.iter().map(rule).collect()
}
