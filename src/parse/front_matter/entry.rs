//! Owns the places of one key of a front matter and of its value.

use std::ops::Range;

/// One key at the top level of a front matter, with the bytes of the YAML that it and its value take.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrontMatterEntry {
    /// The key, where it is not what stands in `key_span`: quoted, an alias, a number in another notation.
    pub(super) name: Option<Box<str>>,
    /// All of it: from the key, with whatever introduces it, to the end of the value.
    pub span: Range<usize>,
    /// The key with its quotation marks, without `?`, anchor and tag.
    pub key_span: Range<usize>,
    /// The value with its anchor, tag, quotation marks or block indicator; empty behind the colon where there is none.
    pub value_span: Range<usize>,
    /// False for a key without a colon, such as `? key` or `{key}`.
    pub(super) has_colon: bool,
    /// What of it other entries refer to.
    pub(super) referenced: Referenced,
}

/// What other entries need of an entry by their aliases.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Referenced {
    /// Nothing.
    #[default]
    Nothing,
    /// The key, or the value as a whole: another value may take its place and its anchor.
    Whole,
    /// Something inside of the value, which no other value can replace.
    Inside,
}

impl FrontMatterEntry {
    /// The key of an entry of this text.
    pub fn key<'a>(&'a self, yaml: &'a str) -> &'a str {
        match &self.name {
            Some(name) => name,
            None => yaml.get(self.key_span.clone()).unwrap_or_default(),
        }
    }

    /// An entry whose key stands as it is.
    pub(super) fn plain(key_span: Range<usize>, value_span: Range<usize>) -> Self {
        Self {
            name: None,
            span: key_span.start..value_span.end.max(key_span.end),
            key_span,
            value_span,
            has_colon: true,
            referenced: Referenced::Nothing,
        }
    }
}
