//! Owns how a finished page names the rest of its site: by the way from the page, so that the site works below any path and from a disk.

use crate::plan::url::encode;
use crate::theme::escape;

/// The attributes that hold an address. `data-root` is how the theme's scripts learn where the site begins.
const ATTRIBUTES: [&str; 7] = ["href", "src", "srcset", "action", "formaction", "poster", "data-root"];

/// Turns each address of the site (`/da-dk/account/`) into the way to it from the page that is written at `path` (`../account/`).
pub fn relative(html: &str, path: &str) -> String {
    let folder = folder_of(path);
    replaced(html, |address, out| push_relative_url(&folder, address, out))
}

/// The way to one address of the site from the page that is written at `path`.
pub fn relative_url(path: &str, address: &str) -> String {
    let mut way = String::new();
    push_relative_url(&folder_of(path), address, &mut way);
    way
}

/// Puts the path at which the site lies (`/help`, or nothing) before each of its addresses: for pages that hosts answer with at any address.
pub fn below(html: &str, base: &str) -> String {
    replaced(html, |address, out| {
        escape::push(out, base);
        out.push_str(address);
    })
}

/// The path in the address of a site, without a slash at its end: `/help` of `https://example.com/help`.
pub fn base_path(base_url: &str) -> &str {
    let host = base_url.find("://").map_or(0, |at| at + "://".len());
    base_url[host..].find('/').map_or("", |at| &base_url[host + at..])
}

/// The folder of a page, as addresses write it.
fn folder_of(path: &str) -> String {
    encode(path.rsplit_once('/').map_or("", |(folder, _)| folder))
}

fn replaced(html: &str, write: impl Fn(&str, &mut String)) -> String {
    const OPENS: &str = "=\"/";
    let mut out = String::with_capacity(html.len() + html.len() / 16);
    let mut done = 0;
    let opens = memchr::memmem::Finder::new(OPENS);
    for at in opens.find_iter(html.as_bytes()) {
        let start = at + OPENS.len() - 1;
        let Some(length) = html[start..].find('"') else { break };
        let address = &html[start..start + length];
        if start < done || address.starts_with("//") || !is_address(&html[..at]) {
            continue;
        }
        out.push_str(&html[done..start]);
        write(address, &mut out);
        done = start + length;
    }
    out.push_str(&html[done..]);
    out
}

/// True where what comes before a value ends in the name of an attribute that holds an address, inside a tag.
fn is_address(before: &str) -> bool {
    let name = before.rsplit([' ', '\n']).next().unwrap_or_default();
    ATTRIBUTES.contains(&name) && before.rfind(['<', '>']).is_some_and(|at| before[at..].starts_with('<'))
}

/// Appends the way from a folder to an address, both from the root of the site.
fn push_relative_url(folder: &str, address: &str, out: &mut String) {
    let end = address.find(['?', '#']).unwrap_or(address.len());
    let (path, rest) = address.split_at(end);
    let mut here = folder.split('/').filter(|part| !part.is_empty()).peekable();
    let mut there = path[1..].split('/').peekable();
    // The last part of a path is a file, or empty; it is never a folder to go through.
    let mut left = path[1..].matches('/').count();
    while left > 0 && here.peek().is_some() && here.peek() == there.peek() {
        here.next();
        there.next();
        left -= 1;
    }
    let up = here.count();
    // Nothing at all would be this page's own file with its query, though a fragment alone stays on the page; and what holds a colon
    // would be the name of a scheme.
    let is_bare =
        there.peek().is_none_or(|part| part.contains(':') || part.is_empty() && !rest.starts_with('#'));
    out.push_str(if up == 0 && is_bare { "./" } else { "" });
    (0..up).for_each(|_| out.push_str("../"));
    for (at, part) in there.enumerate() {
        out.push_str(if at > 0 { "/" } else { "" });
        out.push_str(part);
    }
    out.push_str(rest);
}
