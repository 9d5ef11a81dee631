//! Owns the body of an article: its Markdown as safe HTML, each unit with its source beside it.

pub mod bidi;
mod parts;
mod raw;
mod source_text;
pub mod units;
mod urls;
mod writer;

use crate::parse::markdown::directive::{Component, Snippet};
use crate::parse::markdown::placeholder::Placeholder;

pub use self::parts::{BodyPart, BodyParts};
pub use self::source_text::source_html;
pub use self::urls::BodyUrls;
pub use self::writer::write;

/// What a body needs to know of the world around it.
pub trait BodyResolver {
    /// True where the article is written from right to left.
    fn right_to_left(&self) -> bool;

    /// How the body writes its ids, and the addresses of the site.
    fn urls(&self) -> &BodyUrls<'_>;

    /// What an address leads to, for the reader of this page.
    fn link(&self, address: &str) -> BodyLink;

    /// The image that an address stands for, for the reader of this page.
    fn image(&self, address: &str) -> Image;

    /// The body of an included article, with ids of its own; nothing where it is missing or closes a circle.
    fn include(&self, path: &str) -> Option<Body>;

    /// What a term or variable stands for; nothing where it is not defined.
    fn expand(&self, phrase: Placeholder<'_>) -> Option<String>;

    /// A component as HTML, drawn by its template; nothing where the theme has none of that name.
    fn component(&self, call: &Call<'_>) -> Option<String>;

    /// The lines of another file that an article shows; nothing where there is no such file.
    fn snippet(&self, snippet: &Snippet) -> Option<String>;

    /// Code with its syntax marked up by classes; nothing where the language is not known.
    fn highlight(&self, language: &str, code: &str) -> Option<String>;

    /// An interface message in the reader's locale, as plain text.
    fn word(&self, id: &str, arguments: &[(&str, MessageArgument<'_>)]) -> String;
}

/// A component that is to be drawn.
#[derive(Clone, Copy, Debug)]
pub struct Call<'a> {
    /// Its name and attributes, as written.
    pub component: &'a Component,
    /// Its `id` on the page.
    pub id: &'a str,
    /// The id of the component around it.
    pub group: &'a str,
    /// Which of the components in that one it is, from 1; 0 where there is none around it.
    pub index: usize,
    /// Safe HTML.
    pub body: &'a str,
}

/// A value inside an interface message.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum MessageArgument<'a> {
    /// Text.
    Text(&'a str),
    /// A number.
    Number(usize),
}

/// What a link became.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BodyLink {
    /// It leads here: to an address from the root of the site, a fragment of the body, or another site.
    To(String),
    /// It leads nowhere: its label is plain text.
    Nowhere,
}

/// What an image became.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Image {
    /// A file of this site.
    File {
        /// Its address, from the root of the site.
        url: String,
        /// Its width and height in pixels, where they are known.
        size: Option<(usize, usize)>,
        /// The address of its twin for dark screens, where it has one.
        dark: Option<String>,
    },
    /// A picture inside the page: a `data:` address.
    Inline(String),
    /// A picture on another site: linked to, never loaded.
    Elsewhere(String),
    /// No such file: its alternative text stands for it.
    Missing,
}

/// The two sides of a unit, as the page shows them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UnitView {
    /// The sentence's id on the page, such as `u103`; unique where two sentences share a number.
    pub id: String,
    /// The source as safe inline HTML; empty where the source is not to be shown.
    pub source: String,
    /// What the source says now, as safe inline HTML, where that is something else; empty where the sentence is gone.
    pub changed: Option<String>,
    /// The language of the target, where it is not the page's: BCP 47 tag and direction.
    pub foreign: Option<(String, &'static str)>,
    /// The name of its state, where it is another than the page's.
    pub state: Option<&'static str>,
}

/// How units are written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UnitStyle {
    /// What each unit of the document looks like, in order; empty where units are not marked.
    pub views: Vec<UnitView>,
    /// BCP 47 tag of the sources.
    pub source_lang: String,
    /// `ltr` or `rtl`, of the sources.
    pub source_dir: &'static str,
}

/// A body, drawn.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Body {
    /// Safe HTML up to the end of the heading of level 1; empty where that stands inside another part, or is missing.
    pub heading: String,
    /// The safe HTML that follows.
    pub text: String,
    /// True where it holds a heading of level 1.
    pub has_h1: bool,
    /// What it holds that few bodies do.
    pub parts: BodyParts,
}

impl Body {
    /// All of it.
    pub fn into_html(self) -> String {
        if self.heading.is_empty() { self.text } else { self.heading + &self.text }
    }
}

#[cfg(test)]
mod tests;
