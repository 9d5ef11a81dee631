//! Owns what names a place in a body: headings, the questions that open answers, and ids that a page may carry.

/// The theme's own ids begin so.
pub const THEME_PREFIX: &str = "hx-";

/// A heading and its anchors.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// 1 to 6 as the page shows it: one heading of level 1, and no level skipped on the way down.
    pub level: u8,
    /// The text, plain.
    pub text: String,
    /// The `id` on the page: the source heading's slug where hand-off wrote one, else the heading's own.
    pub id: String,
    /// The heading's own slug, where that is not the id: links may use it too.
    pub alias: Option<String>,
}

/// A question, and where its answer begins to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// Where its paragraph or heading begins in the document's text.
    pub at: usize,
    /// The id of the answer on the page: the slug of the question in the source language, so that every language has it.
    pub id: String,
    /// The deepest level of a heading that ends the answer.
    pub until: u8,
}

/// An id that a page may carry: what content writes cannot be one of the theme's own.
pub fn safe_id(written: &str) -> String {
    let id: String = written.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
    if id.starts_with(THEME_PREFIX) { format!("-{id}") } else { id }
}
