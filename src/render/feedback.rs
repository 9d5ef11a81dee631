//! Owns the ways back from an article to its authors: where its text can be changed, and where readers tell what is wrong with it.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::context::PageContext;
use super::world::World;
use crate::localize::library::Shown;

/// Everything but what RFC 3986 leaves as it is.
const VALUE: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// A path keeps its slashes.
const PATH: &AsciiSet = &VALUE.remove(b'/');

/// Puts the addresses into an article's page. A text that was put back together has no file that could be changed.
pub fn add(world: &World<'_>, shown: &Shown<'_>, page: &mut PageContext) {
    let fill = |pattern: &str| filled(pattern, world, shown, page);
    let edit = world.edit_url.filter(|_| !shown.version.is_reconstructed()).map(fill);
    let report = world.report_url.map(fill);
    (page.edit_url, page.report_url) = (edit, report);
}

/// Value by value from left to right, so that no value can pose as a placeholder.
fn filled(pattern: &str, world: &World<'_>, shown: &Shown<'_>, page: &PageContext) -> String {
    let mut out = String::with_capacity(pattern.len() + 64);
    let mut rest = pattern;
    while let Some((before, (name, after))) =
        rest.split_once('{').and_then(|(before, inner)| Some((before, inner.split_once('}')?)))
    {
        out.push_str(before);
        let own = world.absolute(&page.url);
        let (value, set) = match name {
            "path" => (&*shown.version.summary.path.path, PATH),
            "locale" => (page.lang.as_str(), VALUE),
            "title" => (page.title.as_str(), VALUE),
            _ => (own.as_deref().unwrap_or(&page.url), VALUE),
        };
        out.extend(utf8_percent_encode(value, set));
        rest = after;
    }
    out.push_str(rest);
    out
}
