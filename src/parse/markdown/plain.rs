//! Owns the plain text of a body, section by section, for the search index.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::directive::Directive;
use super::heading::{Heading, Question};
use super::html_element::{self, Omission, Permission, RubyPart};
use super::html_tag::{self, HtmlToken};
use super::outline::Outline;
use super::placeholder::{Placeholder, expanded};
use super::{Document, is_escaped, visible};

/// A heading or a question, and the text below it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct PlainSection {
    /// The heading's text; empty for what stands before the first one.
    pub heading: String,
    /// The id to jump to: of the question, or else of the nearest heading above; empty at the top.
    pub anchor: String,
    /// The text, paragraphs ended by a line end.
    pub text: String,
}

/// The searchable text of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct PlainText {
    /// The text, part by part.
    pub parts: Vec<PlainSection>,
    /// What readers search for although no sentence has it: readings of ruby annotations, titles of links, and the long numbers in
    /// addresses of links, by which they look for a download or an article of a knowledge base.
    pub keywords: Vec<String>,
}

/// What reading a document requires of the site.
pub(crate) struct PlainSite<'a> {
    /// The text of a placeholder.
    pub expand: &'a dyn Fn(Placeholder<'_>) -> Option<String>,
    /// The text of an included file.
    pub include: &'a dyn Fn(&str) -> Option<PlainText>,
}

/// Reads a document. Its title begins no section.
pub(crate) fn read(document: &Document, outline: &Outline, site: &PlainSite<'_>) -> PlainText {
    let mut reader = PlainReader {
        document,
        headings: &outline.headings,
        questions: &outline.questions,
        site,
        in_code: false,
        omission: Omission::default(),
        ruby: RubyPart::default(),
        reading: String::new(),
        html: String::new(),
        keywords: Vec::new(),
        parts: vec![PlainSection::default()],
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
    PlainText { parts: reader.parts, keywords: reader.keywords }
}

/// The digits of such a number: shorter ones are dates and versions, longer ones are not typed.
const DIGITS: std::ops::RangeInclusive<usize> = 6..=8;

struct PlainReader<'a> {
    document: &'a Document,
    headings: &'a [Heading],
    questions: &'a [Question],
    site: &'a PlainSite<'a>,
    in_code: bool,
    /// The raw element that is left out with all it holds.
    omission: Omission,
    ruby: RubyPart,
    /// The reading that is open.
    reading: String,
    /// The block of raw HTML that is open.
    html: String,
    keywords: Vec<String>,
    parts: Vec<PlainSection>,
    next_heading: usize,
    /// The block that is being read.
    block: String,
    /// Of the block, how many bytes are in bold.
    bold: usize,
    bold_depth: usize,
    next_object: usize,
}

impl PlainReader<'_> {
    fn take(&mut self, event: Event<'_>, at: usize) {
        match event {
            Event::Text(text) if !self.in_code && !is_escaped(&self.document.text, at) => {
                self.text(&expanded(&text, self.site.expand));
            }
            Event::Start(Tag::CodeBlock(_)) => self.in_code = true,
            Event::Start(Tag::Paragraph | Tag::Heading { .. }) => {
                self.omission.end();
                self.ruby = RubyPart::Base;
            }
            Event::InlineHtml(html) => self.html(&html, false),
            Event::Html(html) => self.html.push_str(&html),
            Event::End(TagEnd::HtmlBlock) => {
                let html = std::mem::take(&mut self.html);
                self.html(&html, true);
                self.end_block();
            }
            Event::Text(text) | Event::Code(text) => self.text(&text),
            Event::SoftBreak | Event::HardBreak => self.push(" "),
            Event::Start(Tag::Strong) => self.bold_depth += 1,
            Event::End(TagEnd::Strong) => self.bold_depth = self.bold_depth.saturating_sub(1),
            Event::Start(Tag::Link { dest_url, title, .. }) => {
                self.link_url(&dest_url);
                self.keyword(&title);
            }
            Event::Start(Tag::Image { title, .. }) => self.keyword(&title),
            Event::End(TagEnd::Heading(_)) => self.end_heading(at),
            Event::End(TagEnd::Paragraph) => self.end_paragraph(at),
            Event::End(TagEnd::CodeBlock) => {
                self.in_code = false;
                self.end_block();
            }
            Event::End(TagEnd::TableCell) => self.push(" "),
            Event::Start(Tag::Item | Tag::TableRow | Tag::List(_)) | Event::End(TagEnd::Item) => {
                self.end_block()
            }
            Event::End(TagEnd::TableRow | TagEnd::TableHead) => self.end_block(),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        for _ in text.matches(super::OBJECT) {
            let document = self.document;
            match document.directives.get(self.next_object) {
                Some(Directive::Image { alt: text, .. } | Directive::Verbatim { text }) => self.push(text),
                Some(Directive::Open(component)) => {
                    let title = expanded(component.value("title").unwrap_or_default(), self.site.expand);
                    self.push(&title);
                }
                Some(Directive::Include { path, .. }) => self.include(path),
                _ => {}
            }
            self.next_object += 1;
        }
        self.push(&visible(text));
    }

    /// Adds the text of an included file, below the heading at which it stands.
    fn include(&mut self, path: &str) {
        let Some(included) = (self.site.include)(path) else { return };
        self.end_block();
        for part in included.parts {
            self.push(&part.heading);
            self.end_block();
            for line in part.text.lines() {
                self.push(line);
                self.end_block();
            }
        }
        self.keywords.extend(included.keywords);
    }

    /// Reads raw HTML: its text where it `is_block`, its words in attributes, and where ruby annotations begin and end.
    fn html(&mut self, html: &str, is_block: bool) {
        for token in html_tag::tokens(&visible(html)) {
            if self.omission.take(&token) {
                continue;
            }
            self.ruby.take(&token);
            match &token {
                HtmlToken::Text(text) => {
                    let text = expanded(&html_tag::decode_entities(text), self.site.expand).into_owned();
                    self.push(&text);
                }
                HtmlToken::Open { name, attributes, .. } => {
                    self.part_words(name, is_block);
                    let words = if name == "img" { "alt" } else { "aria-label" };
                    self.push(html_element::value(attributes, words).unwrap_or_default());
                    self.keyword(html_element::value(attributes, "title").unwrap_or_default());
                }
                HtmlToken::Close(name) => {
                    self.part_words(name, is_block);
                    if self.ruby == RubyPart::Base {
                        let reading = std::mem::take(&mut self.reading);
                        self.keyword(&reading);
                    }
                }
                HtmlToken::Comment => {}
            }
        }
    }

    /// Keeps the words of two blocks apart.
    fn part_words(&mut self, name: &str, is_block: bool) {
        match html_element::permission(name) {
            Permission::Flow if is_block && !matches!(name, "td" | "th") => self.end_block(),
            Permission::Phrasing if name != "br" => {}
            _ => self.push(" "),
        }
    }

    fn keyword(&mut self, words: &str) {
        let words = visible(words.trim()).into_owned();
        if !words.is_empty() && !self.keywords.contains(&words) {
            self.keywords.push(words);
        }
    }

    fn push(&mut self, text: &str) {
        if self.omission.is_open() || self.ruby == RubyPart::Parenthesis {
            return;
        }
        if self.ruby == RubyPart::Reading {
            self.reading.push_str(text);
            return;
        }
        self.block.push_str(text);
        if self.bold_depth > 0 {
            self.bold += text.len();
        }
    }

    fn link_url(&mut self, url: &str) {
        let runs = url.split(|c: char| !c.is_ascii_digit()).filter(|run| DIGITS.contains(&run.len()));
        for run in runs {
            self.keyword(run);
        }
    }

    /// The id of the question that begins at a place.
    fn question(&self, at: usize) -> Option<String> {
        let found = self.questions.binary_search_by_key(&at, |question| question.at).ok()?;
        Some(self.questions[found].id.clone())
    }

    fn end_heading(&mut self, at: usize) {
        let text = self.take_block();
        let Some(heading) = self.headings.get(self.next_heading) else { return };
        self.next_heading += 1;
        if heading.level > 1 {
            let anchor = self.question(at).unwrap_or_else(|| heading.id.clone());
            self.parts.push(PlainSection { heading: text, anchor, text: String::new() });
        }
    }

    fn end_paragraph(&mut self, at: usize) {
        let is_bold = self.bold > 0 && self.bold >= self.block.trim().len();
        if !is_bold {
            return self.end_block();
        }
        let text = self.take_block();
        let above = || self.parts.last().map(|part| part.anchor.clone()).unwrap_or_default();
        let anchor = self.question(at).unwrap_or_else(above);
        self.parts.push(PlainSection { heading: text, anchor, text: String::new() });
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

#[cfg(test)]
mod tests;
