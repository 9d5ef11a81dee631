//! Owns what a body says of the parts that it holds, so that a page knows which stylesheets it needs.

/// A part that few bodies hold; one stylesheet of their own draws them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BodyPart {
    /// A component, but for alerts.
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
pub struct BodyParts(u8);

impl BodyParts {
    /// Adds a part.
    pub fn insert(&mut self, part: BodyPart) {
        self.0 |= 1 << part as u8;
    }

    /// Adds all parts of another set.
    pub fn extend(&mut self, other: BodyParts) {
        self.0 |= other.0;
    }

    /// True where it holds none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }
}
