//! Owns the blocks of code in a document that name their language.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};

use super::{Document, visible};

/// A fenced block of code.
pub(crate) struct CodeBlock {
    /// The name of its language, in lower case; empty where none is given.
    pub language: String,
    /// Its text, without the fences.
    pub text: String,
    /// Its first fence, as a place in the file.
    pub place: Range<usize>,
}

/// The language of a code block, from what stands behind its fence.
pub(crate) fn language_of(info: &str) -> String {
    visible(info).split([' ', ',', '{', '\t']).next().unwrap_or_default().to_lowercase()
}

/// The fenced blocks of a document, in order.
pub(crate) fn blocks(document: &Document) -> Vec<CodeBlock> {
    let mut blocks = Vec::new();
    let mut open: Option<CodeBlock> = None;
    for (event, range) in document.events() {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                let rest = &document.text[range.clone()];
                let fence = range.start..range.start + rest.find('\n').unwrap_or(rest.len());
                let place = document.file_range(&fence);
                open = Some(CodeBlock { language: language_of(&info), text: String::new(), place });
            }
            Event::Text(text) => {
                if let Some(block) = &mut open {
                    block.text.push_str(&text);
                }
            }
            Event::End(TagEnd::CodeBlock) => blocks.extend(open.take()),
            _ => {}
        }
    }
    blocks
}
