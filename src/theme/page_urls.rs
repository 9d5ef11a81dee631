//! Owns how one page writes the addresses of its site, so that the site works on a domain, below any path and from a disk.

use crate::plan::url::encode;

/// How one page writes the addresses of its site, which all count from the root of the site (`/da-dk/account/`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum PageUrls {
    /// Relative to the folder of the page, as addresses write it (`../account/`).
    Relative {
        /// The folder, without a slash at its end.
        folder: String,
    },
    /// Below the path of the site: for pages that hosts answer with at any address.
    Below {
        /// The path, `/help` or nothing.
        base: String,
    },
}

impl PageUrls {
    /// For the page that is written at `path`.
    pub(crate) fn of_page(path: &str) -> Self {
        Self::Relative { folder: encode(path.rsplit_once('/').map_or("", |(folder, _)| folder)) }
    }

    /// For a page that may be answered at any address of the site below `base`.
    pub(crate) fn below(base: &str) -> Self {
        Self::Below { base: base.to_owned() }
    }

    /// An address as the page writes it; what is no address of the site stays as it is.
    pub(crate) fn relative_url(&self, url: &str) -> String {
        if !url.starts_with('/') || url.starts_with("//") {
            return url.to_owned();
        }
        match self {
            Self::Relative { folder } => relative_to(folder, url),
            Self::Below { base } => format!("{base}{url}"),
        }
    }

    /// Replaces an address by what the page writes for it.
    pub(crate) fn make_relative(&self, url: &mut String) {
        *url = self.relative_url(url);
    }
}

/// The path in the address of a site, without a slash at its end: `/help` of `https://example.com/help`.
pub(crate) fn base_path(base_url: &str) -> &str {
    let host = base_url.find("://").map_or(0, |at| at + "://".len());
    base_url[host..].find('/').map_or("", |at| &base_url[host + at..])
}

/// An address from the root of the site, made relative to a folder.
fn relative_to(folder: &str, url: &str) -> String {
    let end = url.find(['?', '#']).unwrap_or(url.len());
    let (path, rest) = url.split_at(end);
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
    let mut out = String::with_capacity(url.len() + up * "../".len());
    out.push_str(if up == 0 && is_bare { "./" } else { "" });
    (0..up).for_each(|_| out.push_str("../"));
    for (at, part) in there.enumerate() {
        out.push_str(if at > 0 { "/" } else { "" });
        out.push_str(part);
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests;
