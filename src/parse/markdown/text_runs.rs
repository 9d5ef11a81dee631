//! Owns the content of a text block by block, as it is written: where its text, code, line breaks and links stand.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::Document;

/// The inline content of one block, or a block without any.
#[derive(Debug)]
pub(super) struct TextRun {
    /// What the block is.
    pub kind: RunKind,
    /// From its first to its last byte.
    pub range: Range<usize>,
    /// How many blocks are open, this one included.
    pub depth: usize,
    /// Code and HTML in it.
    pub opaque: Vec<Range<usize>>,
    /// Its line breaks; true for those that stay.
    pub breaks: Vec<(Range<usize>, bool)>,
    /// Its links and pictures.
    pub links: Vec<RunLink>,
    /// The text of a block of code.
    pub code: String,
}

/// A link or picture.
#[derive(Debug)]
pub(super) struct RunLink {
    /// How it is written.
    pub kind: LinkType,
    /// All of it.
    pub range: Range<usize>,
    /// Its address.
    pub address: String,
    /// Where its label ends.
    pub label_end: usize,
}

/// The kind of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RunKind {
    /// A paragraph, also in a quotation or an item.
    Paragraph,
    /// A heading.
    Heading,
    /// An item of a list without paragraphs.
    Item,
    /// The cell of a table.
    Cell,
    /// A block of code.
    Code,
    /// A block of raw HTML.
    Html,
}

/// All content of a document, in order.
pub(super) fn runs(document: &Document) -> Vec<TextRun> {
    let mut reader = RunReader { blocks: Vec::new(), open: None, runs: Vec::new(), links: Vec::new() };
    for (event, range) in document.events() {
        reader.take(&event, &range);
    }
    reader.end();
    reader.runs
}

struct RunReader {
    blocks: Vec<RunKind>,
    open: Option<TextRun>,
    runs: Vec<TextRun>,
    links: Vec<RunLink>,
}

impl RunReader {
    fn take(&mut self, event: &Event<'_>, range: &Range<usize>) {
        match event {
            Event::Start(Tag::Link { link_type, dest_url, .. } | Tag::Image { link_type, dest_url, .. }) => {
                self.extend(range);
                self.links.push(RunLink {
                    kind: *link_type,
                    range: range.clone(),
                    address: dest_url.to_string(),
                    label_end: range.start + 1,
                });
            }
            Event::End(TagEnd::Link | TagEnd::Image) => {
                let link = self.links.pop();
                self.grow(range.end);
                if let Some(run) = &mut self.open {
                    run.links.extend(link);
                }
            }
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough) => self.extend(range),
            Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough) => self.grow(range.end),
            Event::Start(tag) => {
                self.end();
                self.blocks.push(match tag {
                    Tag::Heading { .. } => RunKind::Heading,
                    Tag::TableCell => RunKind::Cell,
                    Tag::Item => RunKind::Item,
                    Tag::CodeBlock(_) => RunKind::Code,
                    Tag::HtmlBlock => RunKind::Html,
                    _ => RunKind::Paragraph,
                });
            }
            Event::End(_) => {
                self.end();
                self.blocks.pop();
            }
            Event::Rule => self.end(),
            Event::SoftBreak => self.line_break(range, false),
            Event::HardBreak => self.line_break(range, true),
            Event::Text(text) => {
                self.extend(range);
                if let Some(run) = self.open.as_mut().filter(|run| run.kind == RunKind::Code) {
                    run.code.push_str(text);
                }
            }
            Event::Code(_) | Event::InlineHtml(_) => {
                self.extend(range);
                if let Some(run) = &mut self.open {
                    run.opaque.push(range.clone());
                }
            }
            _ => self.extend(range),
        }
    }

    fn line_break(&mut self, range: &Range<usize>, stays: bool) {
        self.extend(range);
        if let Some(run) = &mut self.open {
            run.breaks.push((range.clone(), stays));
        }
    }

    fn extend(&mut self, range: &Range<usize>) {
        self.grow(range.end);
        let kind = self.blocks.last().copied().unwrap_or(RunKind::Paragraph);
        let depth = self.blocks.len();
        let run = self.open.get_or_insert_with(|| TextRun {
            kind,
            range: range.clone(),
            depth,
            opaque: Vec::new(),
            breaks: Vec::new(),
            links: Vec::new(),
            code: String::new(),
        });
        run.range.end = run.range.end.max(range.end);
    }

    /// Extends the labels of the open links.
    fn grow(&mut self, end: usize) {
        for link in self.links.iter_mut().filter(|link| end < link.range.end) {
            link.label_end = link.label_end.max(end);
        }
    }

    fn end(&mut self) {
        self.runs.extend(self.open.take());
        self.links.clear();
    }
}
