//! Owns the walk over a document's events that writes its HTML.

mod accordions;
mod blocks;
mod components;
mod leaves;

use std::ops::Range;

use pulldown_cmark::{Alignment, Event, LinkType, Tag, TagEnd};
use rustc_hash::FxHashMap;

use self::components::OpenComponent;
use super::raw::RawElements;
use super::units::Units;
use super::{Body, BodyLink, BodyPart, BodyParts, BodyResolver, UnitStyle};
use crate::parse::markdown::faq::Question;
use crate::parse::markdown::html_block::RawBlock;
use crate::parse::markdown::outline::{Heading, Outline, Use};
use crate::parse::markdown::{Document, OBJECT, visible};
use crate::theme::escape;

/// Writes a document as HTML. Its outline decides the ids, and which questions become accordions.
pub(crate) fn write(
    document: &Document,
    outline: &Outline,
    style: &UnitStyle,
    around: &dyn BodyResolver,
) -> Body {
    let mut writer = Writer::new(document, outline, style, around);
    let mut events = document.events().peekable();
    while let Some((event, range)) = events.next() {
        writer.object_follows = begins_with_object(document, events.peek());
        writer.take(event, &range);
    }
    writer.finish()
}

/// True where an event begins a text whose first character is the placeholder of a directive.
fn begins_with_object(document: &Document, event: Option<&(Event<'_>, Range<usize>)>) -> bool {
    matches!(event, Some((Event::Start(Tag::Paragraph | Tag::Heading { .. }), range))
        if document.text[range.clone()].trim_start().starts_with(OBJECT))
}

const PARAGRAPH_END: &str = "</p>\n";

const ITEM_END: &str = "</li>\n";

/// A Markdown element that is open.
struct Frame {
    /// What is written at its end.
    close: Close,
    /// How many raw elements were open when it began.
    raw: usize,
    /// True for emphasis, links and the like.
    inline: bool,
}

enum Close {
    Nothing,
    /// Raw HTML: elements that it opens stay open after it.
    RawBlock,
    Text(&'static str),
    Heading(u8, usize),
    /// The answer of an accordion, ended by the next question or by a heading of level `until` or above.
    Answer {
        until: u8,
    },
    Link {
        label_start: usize,
        url: String,
    },
    Image {
        address: String,
        title: String,
    },
    Code {
        language: String,
    },
    Footnote {
        outer: String,
        name: String,
    },
    Component(Box<OpenComponent>),
    /// An item of a list, with the position of its tag in the output.
    Item {
        start: usize,
    },
    TableHead,
    /// A cell of a table, with the positions at which its tag begins and ends in the output.
    Cell {
        header: bool,
        start: usize,
        content: usize,
    },
}

impl Close {
    /// True for elements that may contain text, not only blocks.
    fn takes_text(&self) -> bool {
        match self {
            Close::Text(end) => *end == PARAGRAPH_END,
            Close::Item { .. }
            | Close::Heading(..)
            | Close::Cell { .. }
            | Close::Code { .. }
            | Close::RawBlock => true,
            _ => false,
        }
    }
}

struct Writer<'a> {
    document: &'a Document,
    headings: &'a [Heading],
    questions: &'a [Question],
    components: &'a [Use],
    around: &'a dyn BodyResolver,
    units: Units<'a>,
    raw: RawElements,
    out: String,
    frames: Vec<Frame>,
    /// Open inline elements among the frames.
    inline_depth: usize,
    /// Collects code or alternative text, where such an element is open.
    capture: Option<String>,
    /// Collects a block of raw HTML, where one is open.
    html_block: RawBlock,
    next_heading: usize,
    next_question: usize,
    next_object: usize,
    /// True where the content after the current event begins with a directive. At a quotation, that directive decides what the
    /// quotation becomes. An enclosing quotation is not meant: it begins with a quotation, not with the directive.
    object_follows: bool,
    next_component: usize,
    /// The number of open components that were opened by a line.
    open_components: usize,
    /// The number of open components that are nested too deeply to be rendered.
    too_deep: usize,
    /// The directives of the open paragraph that open or close components: they take effect when it has ended.
    boundaries: Vec<usize>,
    /// True directly after an alert's marker: white space there is not part of the alert's text.
    after_marker: bool,
    has_h1: bool,
    /// The position in the output at which the first heading of level 1 ends that is in no footnote and no component.
    h1_end: Option<usize>,
    parts: BodyParts,
    alignments: Vec<Alignment>,
    column: usize,
    in_table_head: bool,
    tables: usize,
    /// Footnotes by name: the number is the order of first reference; the text follows the body.
    footnotes: FxHashMap<String, usize>,
    footnote_texts: FxHashMap<String, String>,
}

impl<'a> Writer<'a> {
    fn new(
        document: &'a Document,
        outline: &'a Outline,
        style: &'a UnitStyle,
        around: &'a dyn BodyResolver,
    ) -> Self {
        Self {
            document,
            headings: &outline.headings,
            questions: &outline.questions,
            components: &outline.components,
            around,
            units: Units::new(
                style.places.as_ref().unwrap_or(&document.units),
                &document.taken_in,
                style,
                around.urls(),
            ),
            raw: RawElements::new(&outline.anchors),
            out: String::with_capacity(document.text.len() * 3),
            frames: Vec::new(),
            inline_depth: 0,
            capture: None,
            html_block: RawBlock::default(),
            next_heading: 0,
            next_question: 0,
            next_object: 0,
            object_follows: false,
            next_component: 0,
            open_components: 0,
            too_deep: 0,
            boundaries: Vec::new(),
            after_marker: false,
            has_h1: false,
            h1_end: None,
            parts: BodyParts::default(),
            alignments: Vec::new(),
            column: 0,
            in_table_head: false,
            tables: 0,
            footnotes: FxHashMap::default(),
            footnote_texts: FxHashMap::default(),
        }
    }

    fn take(&mut self, event: Event<'_>, range: &Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(end) => self.end(end, range),
            Event::Text(text) => self.text(&text, range),
            Event::Code(code) => self.code_span(&code, range),
            Event::InlineHtml(html) => self.inline_html(&html, range),
            Event::Html(html) => {
                self.skip_objects(&html);
                // A line's range begins with the marks of the quotations that it stands in.
                self.html_block.push(&html, range.end.saturating_sub(html.len()));
            }
            Event::SoftBreak => self.leaf(range, "\n"),
            Event::HardBreak => self.leaf(range, "<br>\n"),
            Event::Rule => {
                self.units.leave_block(range.start, &mut self.out);
                self.end_answer(0);
                self.out.push_str("<hr>\n");
            }
            Event::FootnoteReference(name) => self.footnote_reference(&name, range),
            Event::TaskListMarker(done) => self.task_marker(done, range),
            Event::InlineMath(text) | Event::DisplayMath(text) => self.text(&text, range),
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: &Range<usize>) {
        if let Some(capture) = &mut self.capture {
            // An image's label is its alternative text: formatting inside it is dropped.
            if let Tag::Link { .. } | Tag::Image { .. } = tag {
                capture.push(' ');
            }
            self.push_frame(Close::Nothing, true);
            return;
        }
        match tag {
            Tag::Emphasis => self.inline("<em>", "</em>", range),
            Tag::Strong => self.inline("<strong>", "</strong>", range),
            Tag::Strikethrough => self.inline("<del>", "</del>", range),
            Tag::Superscript => self.inline("<sup>", "</sup>", range),
            Tag::Subscript => self.inline("<sub>", "</sub>", range),
            Tag::Link { link_type, dest_url, title, .. } => self.link(link_type, &dest_url, &title, range),
            Tag::Image { dest_url, title, .. } => {
                self.units.reach_element(range, self.inline_depth, &mut self.out);
                self.capture = Some(String::new());
                let address = visible(&dest_url).into_owned();
                self.push_frame(Close::Image { address, title: title.to_string() }, true);
            }
            block => {
                let parent = self.frames.last().map(|frame| &frame.close);
                let text_is_allowed = parent.is_some_and(Close::takes_text);
                self.leave_block(range.start, text_is_allowed);
                if !self.question(&block, range) {
                    self.start_block(block, range);
                }
            }
        }
    }

    fn inline(&mut self, open: &str, close: &'static str, range: &Range<usize>) {
        self.units.reach_element(range, self.inline_depth, &mut self.out);
        self.out.push_str(open);
        self.push_frame(Close::Text(close), true);
    }

    fn link(&mut self, kind: LinkType, address: &str, title: &str, range: &Range<usize>) {
        self.units.reach_element(range, self.inline_depth, &mut self.out);
        let address = match kind {
            LinkType::Email => format!("mailto:{address}"),
            _ => visible(address).into_owned(),
        };
        match self.around.link(&address) {
            BodyLink::To(url) => {
                self.out.push_str("<a");
                escape::push_attribute(&mut self.out, "href", &self.around.urls().url(&url));
                if !title.is_empty() {
                    escape::push_attribute(&mut self.out, "title", title);
                }
                self.out.push('>');
                let label_start = self.out.len();
                self.push_frame(Close::Link { label_start, url }, true);
            }
            BodyLink::Nowhere => self.push_frame(Close::Text(""), true),
        }
    }

    fn end(&mut self, end: TagEnd, range: &Range<usize>) {
        if end == TagEnd::HtmlBlock {
            self.write_html_block();
        }
        self.end_components();
        let Some(frame) = self.frames.pop() else { return };
        if frame.inline {
            self.inline_depth -= 1;
        }
        match end {
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link => {
                self.units.leave_element(self.inline_depth, &mut self.out);
            }
            TagEnd::Image => {}
            _ => self.leave_block(range.end, frame.close.takes_text()),
        }
        if !matches!(frame.close, Close::RawBlock) {
            self.raw.close_to(frame.raw, &mut self.out);
        }
        self.close(frame.close);
        if !self.boundaries.is_empty() {
            self.take_boundaries();
        }
    }

    fn close(&mut self, close: Close) {
        match close {
            Close::Nothing | Close::RawBlock => {}
            Close::Text(text) => self.out.push_str(text),
            Close::Item { .. } => self.out.push_str(ITEM_END),
            Close::Component(open) => self.close_component(*open),
            Close::Answer { .. } => self.out.push_str("</details>\n"),
            Close::Heading(level, index) => self.close_heading(level, index),
            Close::Link { label_start, url } => {
                if self.out.len() == label_start {
                    escape::push(&mut self.out, &url);
                }
                self.out.push_str("</a>");
            }
            Close::Image { address, title } => {
                let alt = self.capture.take().unwrap_or_default();
                self.raw.write_image(&address, &alt, Some(&title), self.around, &mut self.out);
            }
            Close::Code { language } => self.close_code(&language),
            Close::Footnote { outer, name } => {
                let text = std::mem::replace(&mut self.out, outer);
                self.footnote_texts.entry(name).or_insert(text);
            }
            Close::TableHead => {
                self.in_table_head = false;
                self.out.push_str("</tr></thead>\n<tbody>");
            }
            Close::Cell { header, start, content } => self.close_cell(header, start, content),
        }
    }

    fn finish(mut self) -> Body {
        self.end_components();
        self.end_answer(0);
        self.end_components();
        self.raw.close_to(0, &mut self.out);
        self.leave_block(self.document.text.len(), false);
        self.write_footnotes();
        if self.raw.has_card {
            self.parts.insert(BodyPart::Component);
        }
        let text = self.h1_end.map(|end| self.out.split_off(end));
        let (heading, text) = match text {
            Some(text) => (self.out, text),
            None => (String::new(), self.out),
        };
        Body { heading, text, has_h1: self.has_h1, parts: self.parts }
    }

    /// Skips the directives of a text in which none can be rendered.
    fn skip_objects(&mut self, text: &str) {
        self.next_object += text.matches(OBJECT).count();
    }

    fn leave_block(&mut self, at: usize, text_is_allowed: bool) {
        if text_is_allowed {
            self.units.leave_block(at, &mut self.out);
        } else {
            self.units.leave_between_blocks(at, &mut self.out);
        }
    }

    fn push_frame(&mut self, close: Close, inline: bool) {
        if inline {
            self.inline_depth += 1;
        } else if !matches!(close, Close::RawBlock) {
            self.raw.end_omission();
        }
        self.frames.push(Frame { close, raw: self.raw.depth(), inline });
    }

    /// How many raw elements belong to enclosing Markdown elements.
    fn raw_floor(&self) -> usize {
        let enclosing = self.frames.iter().rev().find(|frame| !matches!(frame.close, Close::RawBlock));
        enclosing.map_or(0, |frame| frame.raw)
    }
}
