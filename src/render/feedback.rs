//! Owns the links from an article back to its authors: to edit its text, and to report a problem.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::render_context::RenderContext;
use crate::library::Displayed;
use crate::theme::context::{ArticlePage, PageFrame};

/// Characters to encode: all but the unreserved ones of RFC 3986.
const VALUE: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Characters to encode in a path, which keeps its slashes.
const PATH: &AsciiSet = &VALUE.remove(b'/');

/// Adds the URLs to an article's page. A reconstructed source has no file of its own, and so no edit URL.
pub(crate) fn add(
    ctx: &RenderContext<'_>,
    shown: &Displayed<'_>,
    frame: &PageFrame,
    article: &mut ArticlePage,
) {
    let fill = |pattern: &str| filled(pattern, ctx, shown, frame);
    let edit = ctx.edit_url.filter(|_| !shown.version.is_reconstructed()).map(fill);
    let sentence = ctx.report_url.map(fill);
    // A report on the whole page names no sentence.
    article.report_url = sentence
        .as_deref()
        .map(|url| OF_SENTENCE.iter().fold(url.to_owned(), |url, open| url.replace(open, "")));
    article.sentence_report_url = sentence.filter(|url| OF_SENTENCE.iter().any(|open| url.contains(open)));
    article.edit_url = edit;
}

/// Placeholders for the reported sentence, which only the reader's browser knows: they are kept.
const OF_SENTENCE: [&str; 3] = ["{unit}", "{source}", "{target}"];

/// The pattern with its placeholders replaced from left to right, so that no value is taken for a placeholder.
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
