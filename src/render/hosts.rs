//! Owns what hosts read: headers, redirects as pages and as rules, the reader's language, and the same as a snippet for nginx.

mod nginx;

use super::world::World;
use super::{address, escape};
use crate::localize::library::LocaleId;
use crate::output::OutputPath;
use crate::plan::redirects::Redirect;

/// What pages may load and do: only what the site itself publishes, and pictures. Forms go to the site, and to where its readers'
/// answers go; `reports` is the host that the search box tells what it did not find. The scripts that pages add themselves are the
/// search box, and on a disk the files of its index.
pub fn policy(feedback_url: Option<&str>, reports: Option<&str>) -> String {
    let service = feedback_url.filter(|url| !url.starts_with('/')).map(|url| format!(" {url}"));
    let service = service.unwrap_or_default();
    let reports = reports.map(|host| format!(" {host}")).unwrap_or_default();
    format!(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'{reports}; form-action 'self'{service}; base-uri 'none'; require-trusted-types-for 'script'; trusted-types hexapla hexapla-search"
    )
}

/// The files for hosts, and a page for each old address of these locales.
pub fn files(world: &World<'_>, locales: &[LocaleId]) -> Vec<(OutputPath, String)> {
    let redirects: Vec<&Redirect> =
        world.plan.redirects.iter().filter(|redirect| locales.contains(&redirect.locale)).collect();
    let mut files: Vec<(OutputPath, String)> =
        redirects.iter().map(|redirect| (page_path(world, redirect), page(world, redirect))).collect();
    files.push((OutputPath("_headers".to_owned()), headers(world)));
    files.push((OutputPath("_redirects".to_owned()), rules(world)));
    files.push((OutputPath("_nginx.conf".to_owned()), nginx::snippet(world)));
    files
}

fn page_path(world: &World<'_>, redirect: &Redirect) -> OutputPath {
    OutputPath(world.plan.urls.file_below(redirect.locale, &redirect.from))
}

/// A page for hosts without rules: browsers go on at once, search engines learn the new address.
fn page(world: &World<'_>, redirect: &Redirect) -> String {
    let url = target(world, redirect);
    let language = &world.locales[redirect.locale].language;
    let title = escape::escaped(&world.label(redirect.article, redirect.locale));
    let canonical = escape::escaped(&world.absolute(&url).unwrap_or_else(|| url.clone()));
    let url = escape::escaped(&address::way(&page_path(world, redirect).0, &url));
    format!(
        "<!DOCTYPE html>\n<html lang=\"{}\" dir=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<title>{title}</title>\n\
         <meta http-equiv=\"refresh\" content=\"0; url={url}\">\n<meta name=\"robots\" content=\"noindex\">\n\
         <link rel=\"canonical\" href=\"{canonical}\">\n</head>\n<body>\n<p><a href=\"{url}\">{title}</a></p>\n</body>\n</html>\n",
        language.tag, language.dir
    )
}

fn target(world: &World<'_>, redirect: &Redirect) -> String {
    world.plan.article_url(redirect.article, redirect.locale)
}

/// What a meta tag cannot say beside what it does.
const HEADERS: [(&str, &str); 2] =
    [("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "strict-origin-when-cross-origin")];

/// What every answer carries, as name and value.
fn headers_of_pages(world: &World<'_>) -> Vec<(&'static str, String)> {
    let policy =
        format!("{}; frame-ancestors 'none'", policy(world.feedback_url, world.search.report_origin()));
    let others = HEADERS.into_iter().map(|(name, value)| (name, value.to_owned()));
    std::iter::once(("Content-Security-Policy", policy)).chain(others).collect()
}

/// An address of the site as its host knows it: below the path at which the site lies.
fn at_host(world: &World<'_>, url: &str) -> String {
    format!("{}{url}", address::base_path(world.base_url.as_deref().unwrap_or_default()))
}

/// Folders whose files have their content's hash in their names.
const HASHED: [&str; 2] = ["assets", "media"];

const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// As Netlify, Cloudflare Pages and others read it.
fn headers(world: &World<'_>) -> String {
    let mut text = String::from("/*\n");
    for (name, value) in headers_of_pages(world) {
        text.push_str(&format!("  {name}: {value}\n"));
    }
    for folder in HASHED {
        let files = at_host(world, &format!("/{folder}/*"));
        text.push_str(&format!("{files}\n  Cache-Control: {FOR_EVER}\n"));
    }
    text
}

/// For readers who ask for the root: the languages that lead to each locale, tags before bare languages, so that the nearest wins.
fn languages(world: &World<'_>) -> Vec<(String, LocaleId)> {
    let source = world.plan.library.source;
    let others = (0..world.locales.len()).filter(|locale| *locale != source);
    let locales: Vec<LocaleId> = std::iter::once(source).chain(others).collect();
    let tag = |locale: &LocaleId| (world.locales[*locale].language.tag.to_lowercase(), *locale);
    let mut rules: Vec<(String, LocaleId)> = locales.iter().map(tag).collect();
    rules.sort_by_key(|(tag, _)| std::cmp::Reverse(tag.matches('-').count()));
    for locale in locales {
        let (tag, _) = tag(&locale);
        let language = tag.split('-').next().unwrap_or_default();
        if rules.iter().all(|(known, _)| known != language) {
            rules.push((language.to_owned(), locale));
        }
    }
    rules
}

/// Netlify reads the language as a condition; hosts that know no conditions pass over such a line.
fn language_rules(world: &World<'_>) -> String {
    let rule = |(tag, locale): (String, LocaleId)| {
        let home = world.plan.urls.below(locale, "");
        format!("{} {} 302! Language={tag}\n", at_host(world, "/"), at_host(world, &home))
    };
    languages(world).into_iter().map(rule).collect()
}

fn rules(world: &World<'_>) -> String {
    language_rules(world) + &redirects(world)
}

fn redirects(world: &World<'_>) -> String {
    let rule = |redirect: &Redirect| {
        let from = world.plan.urls.below(redirect.locale, &redirect.from);
        let from = from.replace(' ', "%20");
        format!("{} {} 301\n", at_host(world, &from), at_host(world, &target(world, redirect)))
    };
    world.plan.redirects.iter().map(rule).collect()
}
