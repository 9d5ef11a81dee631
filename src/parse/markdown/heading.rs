//! Owns the anchors of a body: headings, questions, and ids that a page may carry.

/// The prefix of the theme's own ids.
pub(crate) const THEME_PREFIX: &str = "hx-";

/// A heading and its anchors.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Heading {
    /// 1 to 6 as the page displays it: one heading of level 1, and no skipped levels.
    pub level: u8,
    /// The text, plain.
    pub text: String,
    /// The `id` on the page: the source heading's slug where hand-off wrote one, else the heading's own.
    pub id: String,
    /// The heading's own slug, where that is not the id: links may use it too.
    pub alias: Option<String>,
}

/// A question of an article, which opens an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Question {
    /// The offset of its paragraph or heading in the document's text.
    pub at: usize,
    /// The id of the answer on the page: the slug of the question in the source language, so that every language has it.
    pub id: String,
    /// The deepest level of a heading that ends the answer.
    pub until: u8,
}

/// An id that a page may carry: an id from content that begins like one of the theme gets a hyphen in front.
pub(crate) fn safe_id(written: &str) -> String {
    let id: String = written.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
    if id.starts_with(THEME_PREFIX) { format!("-{id}") } else { id }
}
