//! Owns the places of one key of a front matter and of its value.

use std::ops::Range;

/// One key at the top level of a front matter, with the bytes of the YAML that it and its value take.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FrontMatterEntry {
    /// The key, where it differs from the text in `key_span`: quoted, an alias, a number in another notation.
    pub(super) name: Option<Box<str>>,
    /// The whole entry: from the key, with its `?`, anchor and tag, to the end of the value.
    pub span: Range<usize>,
    /// The key with its quotation marks, without `?`, anchor and tag.
    pub key_span: Range<usize>,
    /// The value with its anchor, tag, quotation marks or block indicator; empty behind the colon where there is none.
    pub value_span: Range<usize>,
    /// False for a key without a colon, such as `? key` or `{key}`.
    pub(super) has_colon: bool,
    /// The part of it that other entries refer to.
    pub(super) referenced: Referenced,
}

/// The part of an entry that aliases in other entries refer to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Referenced {
    /// Nothing.
    #[default]
    Nothing,
    /// The key, or the value as a whole: it can be replaced by a value with the same anchor.
    Whole,
    /// Something inside the value: the value cannot be replaced.
    Inside,
}

impl FrontMatterEntry {
    /// The key. `yaml` is the text of which this is an entry.
    pub(crate) fn key<'a>(&'a self, yaml: &'a str) -> &'a str {
        match &self.name {
            Some(name) => name,
            None => yaml.get(self.key_span.clone()).unwrap_or_default(),
        }
    }

    /// Moves each place that lies inside a character of `yaml` to the beginning of that character. A value can end there where a line
    /// end of several bytes follows it.
    pub(super) fn end_at_characters(&mut self, yaml: &str) {
        for place in [&mut self.span, &mut self.key_span, &mut self.value_span] {
            place.start = character_start(yaml, place.start);
            place.end = character_start(yaml, place.end);
        }
    }

    /// An entry whose key is written without quotation marks, anchor or tag.
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

/// The beginning of the character that holds the byte at an offset.
fn character_start(yaml: &str, offset: usize) -> usize {
    (0..=offset).rev().find(|at| yaml.is_char_boundary(*at)).unwrap_or(0)
}
