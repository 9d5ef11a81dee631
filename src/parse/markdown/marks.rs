//! Owns byte order marks inside of a body: before what begins a line, one keeps a heading or an item from being read as such.

use pulldown_cmark::{Event, Tag};

use super::Document;
use crate::parse::text_map::Edit;

/// The mark, which programs write at the beginning of a file: texts that were put together hold more of them.
const MARK: char = '\u{FEFF}';

/// The edits that take the marks away. Those inside of lines and in code stay.
pub(super) fn edits(document: &Document) -> Vec<Edit> {
    let text = &document.text;
    if !text.contains(MARK) {
        return Vec::new();
    }
    let code: Vec<_> = document
        .events()
        .filter_map(|(event, range)| matches!(event, Event::Start(Tag::CodeBlock(_))).then_some(range))
        .collect();
    let is_code = |at: usize| {
        let next = code.partition_point(|range| range.end <= at);
        // A mark before the fence itself is none of its code.
        code.get(next).is_some_and(|range| range.start < at)
    };
    let mut edits = Vec::new();
    let mut is_beginning = true;
    for (at, letter) in text.char_indices() {
        match letter {
            '\n' | '\r' => is_beginning = true,
            ' ' | '\t' | '>' => {}
            MARK if is_beginning && !is_code(at) => {
                edits.push(Edit { range: at..at + MARK.len_utf8(), text: String::new() });
            }
            _ => is_beginning = false,
        }
    }
    edits
}
