//! Owns the gate of a body: what no text for readers may hold is replaced, and what a block opens and does not close is closed.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::Document;
use crate::parse::controls::{self, OpenMarks, REPLACEMENT, is_forbidden};
use crate::parse::text_map::Edit;

/// What the gate does to a body.
#[derive(Default)]
pub(super) struct Gate {
    /// Sorted, not overlapping.
    pub edits: Vec<Edit>,
    /// What it met that only the body's Markdown shows: marks that stay open, and what a character reference stands for. What lies in
    /// the file as it is is found there, by its byte.
    pub met: Vec<(char, Range<usize>)>,
}

/// Looks through a body. Nearly none holds anything of the kind, and those are not parsed for it.
pub(super) fn collect(document: &Document) -> Gate {
    let text = &document.text;
    if !controls::is_suspect(text) && !text.contains("&#") {
        return Gate::default();
    }
    let mut reader =
        GateReader { text, gate: Gate::default(), open: OpenMarks::default(), end: 0, in_code: false };
    let forbidden = text.match_indices(is_forbidden);
    reader.gate.edits.extend(forbidden.map(|(at, found)| replacement(at..at + found.len())));
    for (event, range) in document.events() {
        reader.take(&event, range);
    }
    reader.end_block();
    let mut gate = reader.gate;
    gate.edits.sort_by_key(|edit| edit.range.start);
    gate
}

fn replacement(range: Range<usize>) -> Edit {
    Edit { range, text: REPLACEMENT.to_string() }
}

struct GateReader<'a> {
    text: &'a str,
    gate: Gate,
    /// What is open in the block.
    open: OpenMarks,
    /// Where the block's text ends, as far as it was read.
    end: usize,
    in_code: bool,
}

impl GateReader<'_> {
    fn take(&mut self, event: &Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) if is_inline(tag) => {}
            Event::End(
                TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image,
            ) if !self.open.is_empty() => {
                self.end = range.end;
            }
            Event::Start(tag) => {
                self.end_block();
                self.in_code = matches!(tag, Tag::CodeBlock(_));
            }
            Event::End(_) => {
                self.end_block();
                self.in_code = false;
            }
            Event::Text(_) if self.in_code => self.code(range),
            Event::Text(text) => self.prose(text, range),
            Event::Code(_)
            | Event::InlineHtml(_)
            | Event::Html(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_) => {
                let written = &self.text[range.clone()];
                self.read(written, range.start, range.start + written.trim_end().len());
            }
            _ => {}
        }
    }

    /// A character reference is a text of its own.
    fn prose(&mut self, text: &str, range: Range<usize>) {
        let written = &self.text[range.clone()];
        if text != written
            && let Some(letter) = text.chars().find(|letter| is_forbidden(*letter))
        {
            self.gate.edits.push(replacement(range.clone()));
            self.gate.met.push((letter, range));
            return;
        }
        self.read(text, range.start, range.end);
    }

    /// In code, each line is a block: a browser begins the direction anew there.
    fn code(&mut self, range: Range<usize>) {
        let mut start = range.start;
        for line in self.text[range].split_inclusive('\n') {
            let content = line.trim_end_matches(['\n', '\r']);
            self.read(content, start, start + content.len());
            if content.len() < line.len() {
                self.end_block();
            }
            start += line.len();
        }
    }

    fn read(&mut self, text: &str, start: usize, end: usize) {
        self.open.read(text, start);
        self.end = end;
    }

    fn end_block(&mut self) {
        if self.open.is_empty() {
            return;
        }
        let open = std::mem::take(&mut self.open);
        self.gate.met.extend(open.places());
        self.gate.edits.push(Edit { range: self.end..self.end, text: open.closers() });
    }
}

fn is_inline(tag: &Tag<'_>) -> bool {
    matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. })
}
