//! Owns the body of an article: its Markdown rendered as safe HTML, each unit with its source.

pub(crate) mod bidi;
mod parts;
mod raw;
mod source_text;
pub(crate) mod units;
mod urls;
mod writer;

use std::ops::Range;

use crate::parse::markdown::directive::Snippet;
use crate::parse::markdown::placeholder::Placeholder;
use crate::theme::components::Call;

pub(crate) use self::parts::{BodyPart, BodyParts};
pub(crate) use self::source_text::source_html;
pub(crate) use self::urls::BodyUrls;
pub(crate) use self::writer::write;

/// What rendering a body requires of the site and of the page.
pub(crate) trait BodyResolver {
    /// True where the article is written from right to left.
    fn right_to_left(&self) -> bool;

    /// How the body writes its ids and the URLs of the site.
    fn urls(&self) -> &BodyUrls<'_>;

    /// The target of a link, for the reader of this page.
    fn link(&self, address: &str) -> BodyLink;

    /// The image at an address, for the reader of this page.
    fn image(&self, address: &str) -> Image;

    /// The body of an included article, with ids of its own; `None` where it is missing or would include itself.
    fn include(&self, path: &str) -> Option<Body>;

    /// The text of a term or variable; `None` where it is not defined.
    fn expand(&self, phrase: Placeholder<'_>) -> Option<String>;

    /// A component as HTML, rendered by its template; `None` where the theme has none of that name.
    fn component(&self, call: &Call<'_>) -> Option<String>;

    /// The lines of another file that an article displays; `None` where there is no such file.
    fn snippet(&self, snippet: &Snippet) -> Option<String>;

    /// Code with its syntax marked up by classes; `None` where the language is unknown.
    fn highlight(&self, language: &str, code: &str) -> Option<String>;

    /// An interface message in the reader's locale, as plain text.
    fn word(&self, id: &str, arguments: &[(&str, MessageArgument<'_>)]) -> String;
}

/// A value inside an interface message.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum MessageArgument<'a> {
    /// Text.
    Text(&'a str),
    /// A number.
    Number(usize),
}

/// The target of a link in a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum BodyLink {
    /// A URL from the root of the site, a fragment of the body, or the URL of another site.
    To(String),
    /// No target: the label is rendered as plain text.
    Nowhere,
}

/// The target of an image in a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Image {
    /// A file of this site.
    File {
        /// Its URL, from the root of the site.
        url: String,
        /// Its width and height in pixels, where they are known.
        size: Option<(usize, usize)>,
        /// The URL of its dark variant, where it has one.
        dark: Option<String>,
    },
    /// A picture inside the page: a `data:` URL.
    Inline(String),
    /// A picture on another site, which is linked to and never loaded.
    Elsewhere(String),
    /// No such file: the alternative text is displayed instead.
    Missing,
}

/// A unit as the page displays it: its source, and how its target is marked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct UnitView {
    /// The sentence's id on the page, such as `u103`; unique where two sentences share a number.
    pub id: String,
    /// The source as safe inline HTML; empty where the source is not displayed.
    pub source: String,
    /// The current source as safe inline HTML, where it has changed since the translation; empty where the sentence was removed.
    pub changed: Option<String>,
    /// The BCP 47 tag and the direction of the target, where its language is not the page's.
    pub foreign: Option<(String, &'static str)>,
    /// The name of its state, where it differs from the page's.
    pub state: Option<&'static str>,
}

/// How units are written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct UnitStyle {
    /// Each unit of the document, in order; empty where units are not marked.
    pub views: Vec<UnitView>,
    /// The places of the units in the document's text where they are not those of the document, which is then a plain one.
    pub places: Option<Vec<Range<usize>>>,
    /// BCP 47 tag of the sources.
    pub source_lang: String,
    /// `ltr` or `rtl`, of the sources.
    pub source_dir: &'static str,
}

/// A rendered body.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Body {
    /// Safe HTML up to the end of the heading of level 1; empty where that is missing, or inside a footnote or component.
    pub heading: String,
    /// The safe HTML that follows.
    pub text: String,
    /// True where it holds a heading of level 1.
    pub has_h1: bool,
    /// The parts in it that need stylesheets of their own.
    pub parts: BodyParts,
}

impl Body {
    /// The whole body.
    pub(crate) fn into_html(self) -> String {
        if self.heading.is_empty() { self.text } else { self.heading + &self.text }
    }
}

#[cfg(test)]
mod tests;
