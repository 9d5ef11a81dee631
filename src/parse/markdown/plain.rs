//! Owns the plain text of a body, part by part: what a search looks through.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::directive::Directive;
use super::outline::Heading;
use super::{Document, visible};

/// A heading or a question, and the text below it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// The heading's text; empty for what stands before the first one.
    pub heading: String,
    /// The id of the nearest heading above; empty at the top.
    pub anchor: String,
    /// True where the heading is a paragraph in bold, as articles of questions and answers have them.
    pub is_question: bool,
    /// The text, paragraphs ended by a line end.
    pub text: String,
}

/// The parts of a document. `headings` are its outline's, in order; the title begins no part of its own.
pub fn parts(document: &Document, headings: &[Heading]) -> Vec<Part> {
    let mut reader = Reader {
        document,
        headings,
        parts: vec![Part::default()],
        next_heading: 0,
        block: String::new(),
        bold: 0,
        bold_depth: 0,
        next_object: 0,
    };
    for (event, _) in document.events() {
        reader.take(event);
    }
    reader.parts.retain(|part| !part.heading.is_empty() || !part.text.trim().is_empty());
    reader.parts
}

struct Reader<'a> {
    document: &'a Document,
    headings: &'a [Heading],
    parts: Vec<Part>,
    next_heading: usize,
    /// The block that is being read.
    block: String,
    /// Of the block, how many bytes are in bold.
    bold: usize,
    bold_depth: usize,
    next_object: usize,
}

impl Reader<'_> {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Text(text) | Event::Code(text) => self.text(&text),
            Event::SoftBreak | Event::HardBreak => self.push(" "),
            Event::Start(Tag::Strong) => self.bold_depth += 1,
            Event::End(TagEnd::Strong) => self.bold_depth = self.bold_depth.saturating_sub(1),
            Event::End(TagEnd::Heading(_)) => self.end_heading(),
            Event::End(TagEnd::Paragraph) => self.end_paragraph(),
            Event::End(TagEnd::TableCell) => self.push(" "),
            Event::Start(Tag::Item | Tag::TableRow | Tag::List(_))
            | Event::End(TagEnd::Item | TagEnd::CodeBlock) => {
                self.end_block();
            }
            Event::End(TagEnd::TableRow | TagEnd::TableHead | TagEnd::HtmlBlock) => self.end_block(),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        for _ in text.matches(super::OBJECT) {
            if let Some(Directive::Image { alt, .. }) = self.document.directives.get(self.next_object) {
                let alt = alt.clone();
                self.push(&alt);
            }
            self.next_object += 1;
        }
        self.push(&visible(text));
    }

    fn push(&mut self, text: &str) {
        self.block.push_str(text);
        if self.bold_depth > 0 {
            self.bold += text.len();
        }
    }

    fn end_heading(&mut self) {
        let text = self.take_block();
        let Some(heading) = self.headings.get(self.next_heading) else { return };
        self.next_heading += 1;
        if heading.level > 1 {
            self.parts.push(Part { heading: text, anchor: heading.id.clone(), ..Part::default() });
        }
    }

    fn end_paragraph(&mut self) {
        let is_bold = self.bold > 0 && self.bold >= self.block.trim().len();
        if !is_bold {
            return self.end_block();
        }
        let text = self.take_block();
        let anchor = self.parts.last().map(|part| part.anchor.clone()).unwrap_or_default();
        self.parts.push(Part { heading: text, anchor, is_question: true, text: String::new() });
    }

    fn end_block(&mut self) {
        let text = self.take_block();
        if let (false, Some(part)) = (text.is_empty(), self.parts.last_mut()) {
            part.text.push_str(&text);
            part.text.push('\n');
        }
    }

    fn take_block(&mut self) -> String {
        self.bold = 0;
        let block = std::mem::take(&mut self.block);
        block.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}
