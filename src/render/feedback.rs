//! Owns the ways back from an article to its authors: where its text can be changed, and where readers tell what is wrong with it.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::render_context::RenderContext;
use crate::library::Displayed;
use crate::theme::context::{ArticlePage, PageFrame};

/// Everything but what RFC 3986 leaves as it is.
const VALUE: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// A path keeps its slashes.
const PATH: &AsciiSet = &VALUE.remove(b'/');

/// Puts the addresses into an article's page. A text that was put back together has no file that could be changed.
pub fn add(ctx: &RenderContext<'_>, shown: &Displayed<'_>, frame: &PageFrame, article: &mut ArticlePage) {
    let fill = |pattern: &str| filled(pattern, ctx, shown, frame);
    let edit = ctx.edit_url.filter(|_| !shown.version.is_reconstructed()).map(fill);
    let sentence = ctx.report_url.map(fill);
    // A report on the whole page is one on no sentence.
    article.report_url = sentence
        .as_deref()
        .map(|url| OF_SENTENCE.iter().fold(url.to_owned(), |url, open| url.replace(open, "")));
    article.sentence_report_url = sentence.filter(|url| OF_SENTENCE.iter().any(|open| url.contains(open)));
    article.edit_url = edit;
}

/// What only the reader's browser knows: which sentence is meant. These stay open.
const OF_SENTENCE: [&str; 3] = ["{unit}", "{source}", "{target}"];

/// Value by value from left to right, so that no value can pose as a placeholder.
fn filled(pattern: &str, ctx: &RenderContext<'_>, shown: &Displayed<'_>, frame: &PageFrame) -> String {
    let mut out = String::with_capacity(pattern.len() + 64);
    let mut rest = pattern;
    while let Some((before, (name, after))) =
        rest.split_once('{').and_then(|(before, inner)| Some((before, inner.split_once('}')?)))
    {
        out.push_str(before);
        let own = ctx.absolute(&frame.url);
        let (value, set) = match name {
            "unit" | "source" | "target" => {
                out.push_str(&format!("{{{name}}}"));
                rest = after;
                continue;
            }
            "path" => (&*shown.version.summary.path.path, PATH),
            "locale" => (frame.lang.as_str(), VALUE),
            "title" => (frame.title.as_str(), VALUE),
            _ => (own.as_deref().unwrap_or(&frame.url), VALUE),
        };
        out.extend(utf8_percent_encode(value, set));
        rest = after;
    }
    out.push_str(rest);
    out
}
