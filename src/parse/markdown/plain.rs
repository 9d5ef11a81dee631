//! Owns the plain text of a body, part by part: what a search looks through.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::directive::Directive;
use super::outline::Heading;
use super::phrase::{Phrase, said};
use super::{Document, is_escaped, visible};

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

/// The parts of a document. `headings` are its outline's, in order; the title begins no part of its own. `say` puts words in the
/// place of phrases.
pub fn parts(
    document: &Document,
    headings: &[Heading],
    say: &dyn Fn(Phrase<'_>) -> Option<String>,
) -> Vec<Part> {
    let mut reader = Reader {
        document,
        headings,
        say,
        in_code: false,
        parts: vec![Part::default()],
        next_heading: 0,
        block: String::new(),
        bold: 0,
        bold_depth: 0,
        next_object: 0,
    };
    for (event, range) in document.events() {
        reader.take(event, range.start);
    }
    reader.parts.retain(|part| !part.heading.is_empty() || !part.text.trim().is_empty());
    reader.parts
}

struct Reader<'a> {
    document: &'a Document,
    headings: &'a [Heading],
    say: &'a dyn Fn(Phrase<'_>) -> Option<String>,
    in_code: bool,
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
    fn take(&mut self, event: Event<'_>, at: usize) {
        match event {
            Event::Text(text) if !self.in_code && !is_escaped(&self.document.text, at) => {
                self.text(&said(&text, self.say));
            }
            Event::Start(Tag::CodeBlock(_)) => self.in_code = true,
            Event::Text(text) | Event::Code(text) => self.text(&text),
            Event::SoftBreak | Event::HardBreak => self.push(" "),
            Event::Start(Tag::Strong) => self.bold_depth += 1,
            Event::End(TagEnd::Strong) => self.bold_depth = self.bold_depth.saturating_sub(1),
            Event::End(TagEnd::Heading(_)) => self.end_heading(),
            Event::End(TagEnd::Paragraph) => self.end_paragraph(),
            Event::End(TagEnd::CodeBlock) => {
                self.in_code = false;
                self.end_block();
            }
            Event::End(TagEnd::TableCell) => self.push(" "),
            Event::Start(Tag::Item | Tag::TableRow | Tag::List(_)) | Event::End(TagEnd::Item) => {
                self.end_block()
            }
            Event::End(TagEnd::TableRow | TagEnd::TableHead | TagEnd::HtmlBlock) => self.end_block(),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        for _ in text.matches(super::OBJECT) {
            let document = self.document;
            match document.directives.get(self.next_object) {
                Some(Directive::Image { alt: text, .. } | Directive::Verbatim { text }) => self.push(text),
                Some(Directive::Open(component)) => {
                    let title = said(component.value("title").unwrap_or_default(), self.say);
                    self.push(&title);
                }
                _ => {}
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
