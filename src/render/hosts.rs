//! Owns what hosts read: headers, redirects as pages and as rules, and the same as a snippet for nginx.

use super::world::World;
use super::{address, escape};
use crate::localize::library::LocaleId;
use crate::output::OutputPath;
use crate::plan::redirects::Redirect;
use crate::plan::url::encode;

/// What pages may load and do: only what the site itself publishes, and pictures.
pub const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types hexapla hexapla-search";

/// The files for hosts, and a page for each old address of these locales.
pub fn files(world: &World<'_>, locales: &[LocaleId]) -> Vec<(OutputPath, String)> {
    let redirects: Vec<&Redirect> =
        world.plan.redirects.iter().filter(|redirect| locales.contains(&redirect.locale)).collect();
    let mut files: Vec<(OutputPath, String)> =
        redirects.iter().map(|redirect| (page_path(world, redirect), page(world, redirect))).collect();
    files.push((OutputPath("_headers".to_owned()), headers()));
    if !world.plan.redirects.is_empty() {
        files.push((OutputPath("_redirects".to_owned()), rules(world)));
    }
    files.push((OutputPath("_nginx.conf".to_owned()), nginx(world)));
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

fn policy() -> String {
    format!("{POLICY}; frame-ancestors 'none'")
}

/// As Netlify, Cloudflare Pages and others read it.
fn headers() -> String {
    let mut text = format!("/*\n  Content-Security-Policy: {}\n", policy());
    for (name, value) in HEADERS {
        text.push_str(&format!("  {name}: {value}\n"));
    }
    for folder in ["assets", "media"] {
        text.push_str(&format!("/{folder}/*\n  Cache-Control: public, max-age=31536000, immutable\n"));
    }
    text
}

fn rules(world: &World<'_>) -> String {
    let rule = |redirect: &Redirect| {
        let from = world.plan.urls.below(redirect.locale, &redirect.from);
        let from = from.replace(' ', "%20");
        format!("{from} {} 301\n", target(world, redirect))
    };
    world.plan.redirects.iter().map(rule).collect()
}

fn nginx(world: &World<'_>) -> String {
    let mut text = String::from("# Include this in the server block of the site.\n");
    text.push_str(&format!("add_header Content-Security-Policy \"{}\" always;\n", policy()));
    for (name, value) in HEADERS {
        text.push_str(&format!("add_header {name} \"{value}\" always;\n"));
    }
    text.push_str("error_page 404 /404.html;\n");
    for folder in ["assets", "media"] {
        text.push_str(&format!("location /{folder}/ {{ expires max; }}\n"));
    }
    for locale in 0..world.locales.len() {
        let segment = world.plan.urls.segment(locale);
        text.push_str(&format!("location /{segment}/ {{ error_page 404 /{segment}/404.html; }}\n"));
    }
    for redirect in &world.plan.redirects {
        let from = format!("/{}/{}/", world.plan.urls.segment(redirect.locale), redirect.from);
        text.push_str(&format!(
            "location = \"{from}\" {{ return 301 {}; }}\n",
            encode(&target(world, redirect))
        ));
    }
    text
}
