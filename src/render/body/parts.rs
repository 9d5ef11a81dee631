//! Owns the set of special parts in a body, by which a page decides which stylesheets it needs.

/// A part that few bodies have, so that its styles are in a stylesheet of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BodyPart {
    /// A component other than an alert.
    Component,
    /// A text with a border around it.
    Bordered,
    /// Footnotes.
    Footnotes,
    /// A task of a list of tasks.
    Task,
}

/// A set of parts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct BodyParts(u8);

impl BodyParts {
    /// Adds a part.
    pub(crate) fn insert(&mut self, part: BodyPart) {
        self.0 |= 1 << part as u8;
    }

    /// Adds all parts of another set.
    pub(crate) fn extend(&mut self, other: BodyParts) {
        self.0 |= other.0;
    }

    /// True for the empty set.
    pub(crate) fn is_empty(self) -> bool {
        self.0 == 0
    }
}
