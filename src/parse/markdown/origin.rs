//! Owns whose Markdown a text is, and with it how far a reader may depart from what the dialect says.

/// Where a text of Markdown comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) enum MarkdownOrigin {
    /// Its author wrote it as it stands: it reads as CommonMark and GitHub's dialect say. Only emphasis beside letters of scripts
    /// without spaces may open and close where the dialect, made for scripts with spaces, leaves it as text.
    #[default]
    Author,
    /// A translation, which a machine or a hand-off may have damaged: what it plainly meant is mended, and what that takes away is
    /// reported.
    Translation,
}
