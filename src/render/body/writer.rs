//! Owns the walk over a document's events that writes its HTML.

use std::ops::Range;

use pulldown_cmark::{Alignment, CodeBlockKind, CowStr, Event, LinkType, Tag, TagEnd};
use rustc_hash::FxHashMap;

use super::raw::{Context, RawElements, write_image};
use super::units::Units;
use super::{Argument, Body, Link, Surroundings, UnitStyle};
use crate::parse::markdown::directive::{AlertKind, Directive};
use crate::parse::markdown::html_tag;
use crate::parse::markdown::outline::{Heading, level_number};
use crate::parse::markdown::{Document, OBJECT, visible};
use crate::render::escape;

/// Writes a document as HTML. `headings` are its outline's, in order: they decide the ids.
pub fn write(
    document: &Document,
    headings: &[Heading],
    style: &UnitStyle,
    around: &dyn Surroundings,
) -> Body {
    let mut writer = Writer::new(document, headings, style, around);
    for (event, range) in document.events() {
        writer.take(event, &range);
    }
    writer.finish()
}

const PARAGRAPH_END: &str = "</p>\n";

/// A Markdown element that is open.
struct Frame {
    /// What its end writes.
    close: Close,
    /// How many raw elements were open when it began.
    raw: usize,
    /// True for emphasis, links and the like.
    inline: bool,
}

enum Close {
    Nothing,
    /// Raw HTML: what it opens stays open behind it.
    RawBlock,
    Text(&'static str),
    Heading(u8, usize),
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
    TableHead,
    Cell {
        header: bool,
        start: usize,
    },
}

struct Writer<'a> {
    document: &'a Document,
    headings: &'a [Heading],
    around: &'a dyn Surroundings,
    units: Units<'a>,
    raw: RawElements,
    out: String,
    frames: Vec<Frame>,
    /// Open inline elements among the frames.
    inline_depth: usize,
    /// Collects code or alternative text, where such an element is open.
    capture: Option<String>,
    /// Collects a block of raw HTML, where one is open.
    html_block: String,
    next_heading: usize,
    next_object: usize,
    /// White space behind an alert's marker is not the alert's text.
    after_marker: bool,
    has_h1: bool,
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
        headings: &'a [Heading],
        style: &'a UnitStyle,
        around: &'a dyn Surroundings,
    ) -> Self {
        Self {
            document,
            headings,
            around,
            units: Units::new(&document.units, style),
            raw: RawElements::default(),
            out: String::with_capacity(document.text.len() * 3),
            frames: Vec::new(),
            inline_depth: 0,
            capture: None,
            html_block: String::new(),
            next_heading: 0,
            next_object: 0,
            after_marker: false,
            has_h1: false,
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
            Event::Html(html) => self.html_block.push_str(&html),
            Event::SoftBreak => self.leaf(range, "\n"),
            Event::HardBreak => self.leaf(range, "<br>\n"),
            Event::Rule => {
                self.units.leave_block(range.start, &mut self.out);
                self.out.push_str("<hr>\n");
            }
            Event::FootnoteReference(name) => self.footnote_reference(&name, range),
            Event::TaskListMarker(done) => self.task_marker(done, range),
            Event::InlineMath(text) | Event::DisplayMath(text) => self.text(&text, range),
        }
    }

    // Elements.

    fn start(&mut self, tag: Tag<'_>, range: &Range<usize>) {
        if let Some(capture) = &mut self.capture {
            // An image's label is its alternative text: marks inside it are dropped.
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
                self.units.leave_block(range.start, &mut self.out);
                self.start_block(block, range);
            }
        }
    }

    fn start_block(&mut self, tag: Tag<'_>, range: &Range<usize>) {
        match tag {
            Tag::Paragraph => self.paragraph(range),
            Tag::Heading { level, .. } => self.heading(level_number(level)),
            Tag::BlockQuote(_) => self.block_quote(range),
            Tag::CodeBlock(kind) => self.code_block(&kind),
            Tag::List(Some(1)) => self.block("<ol>\n", "</ol>\n"),
            Tag::List(Some(start)) => {
                self.out.push_str(&format!("<ol start=\"{start}\">\n"));
                self.push_frame(Close::Text("</ol>\n"), false);
            }
            Tag::List(None) => self.block("<ul>\n", "</ul>\n"),
            Tag::Item => self.block("<li>", "</li>\n"),
            Tag::FootnoteDefinition(name) => {
                let outer = std::mem::take(&mut self.out);
                self.push_frame(Close::Footnote { outer, name: name.to_string() }, false);
            }
            Tag::Table(alignments) => self.table(alignments),
            Tag::TableHead => {
                self.in_table_head = true;
                self.column = 0;
                self.out.push_str("<thead><tr>");
                self.push_frame(Close::TableHead, false);
            }
            Tag::TableRow => {
                self.column = 0;
                self.block("<tr>", "</tr>\n");
            }
            Tag::TableCell => self.cell(),
            Tag::HtmlBlock => self.push_frame(Close::RawBlock, false),
            _ => self.push_frame(Close::Nothing, false),
        }
    }

    fn inline(&mut self, open: &str, close: &'static str, range: &Range<usize>) {
        self.units.reach_element(range, self.inline_depth, &mut self.out);
        self.out.push_str(open);
        self.push_frame(Close::Text(close), true);
    }

    fn block(&mut self, open: &str, close: &'static str) {
        self.out.push_str(open);
        self.push_frame(Close::Text(close), false);
    }

    fn link(&mut self, kind: LinkType, address: &str, title: &str, range: &Range<usize>) {
        self.units.reach_element(range, self.inline_depth, &mut self.out);
        let address = match kind {
            LinkType::Email => format!("mailto:{address}"),
            _ => visible(address).into_owned(),
        };
        match self.around.link(&address) {
            Link::To(url) => {
                self.out.push_str("<a");
                escape::push_attribute(&mut self.out, "href", &url);
                if !title.is_empty() {
                    escape::push_attribute(&mut self.out, "title", title);
                }
                self.out.push('>');
                let label_start = self.out.len();
                self.push_frame(Close::Link { label_start, url }, true);
            }
            Link::Nowhere => self.push_frame(Close::Text(""), true),
        }
    }

    fn paragraph(&mut self, range: &Range<usize>) {
        // A directive that stands alone is a block of its own, not a paragraph.
        let alone =
            self.document.text[range.clone()].trim().chars().all(|c| c == OBJECT || c.is_whitespace());
        if alone && self.objects_are_blocks(range) {
            self.push_frame(Close::Nothing, false);
        } else {
            self.block("<p>", PARAGRAPH_END);
        }
    }

    /// True where no object of a range is inline; an alert's marker alone in its paragraph leaves nothing behind.
    fn objects_are_blocks(&self, range: &Range<usize>) -> bool {
        let count = self.document.text[range.clone()].matches(OBJECT).count();
        let objects = self.document.directives.get(self.next_object..self.next_object + count);
        count > 0
            && objects.is_some_and(|objects| {
                !objects.iter().any(|object| matches!(object, Directive::Image { .. }))
            })
    }

    fn heading(&mut self, written_level: u8) {
        let index = self.next_heading;
        self.next_heading += 1;
        let level = self.headings.get(index).map_or(written_level, |heading| heading.level);
        self.has_h1 |= level == 1;
        self.out.push_str(&format!("<h{level}"));
        if let Some(heading) = self.headings.get(index) {
            escape::push_attribute(&mut self.out, "id", &heading.id);
        }
        self.out.push('>');
        self.push_frame(Close::Heading(level, index), false);
    }

    fn close_heading(&mut self, level: u8, index: usize) {
        if let (2.., Some(heading)) = (level, self.headings.get(index)) {
            let label = self.around.word("heading-permalink", &[("heading", Argument::Text(&heading.text))]);
            self.out.push_str(" <a class=\"permalink\"");
            escape::push_attribute(&mut self.out, "href", &format!("#{}", heading.id));
            escape::push_attribute(&mut self.out, "aria-label", &label);
            self.out.push_str(">#</a>");
        }
        self.out.push_str(&format!("</h{level}>\n"));
    }

    /// A quotation; or what the directive at its beginning makes of it.
    fn block_quote(&mut self, range: &Range<usize>) {
        let begins =
            self.document.text[range.clone()].trim_start_matches(['>', ' ', '\t', '\n']).starts_with(OBJECT);
        let directive = self.document.directives.get(self.next_object).filter(|_| begins);
        match directive {
            Some(Directive::Alert(kind)) => self.alert(*kind),
            Some(Directive::Group { class }) => {
                self.out.push_str("<div");
                if class.to_ascii_lowercase().contains("border") {
                    escape::push_attribute(&mut self.out, "class", "bordered");
                }
                self.out.push_str(">\n");
                self.push_frame(Close::Text("</div>\n"), false);
            }
            Some(Directive::Video { .. }) => self.push_frame(Close::Nothing, false),
            _ => self.block("<blockquote>\n", "</blockquote>\n"),
        }
    }

    fn alert(&mut self, kind: AlertKind) {
        let name = kind.name();
        let title = self.around.word(&format!("alert-{name}"), &[]);
        self.out
            .push_str(&format!("<div class=\"alert alert-{name}\" role=\"note\"><p class=\"alert-title\">"));
        escape::push(&mut self.out, &title);
        self.out.push_str("</p>\n");
        self.push_frame(Close::Text("</div>\n"), false);
    }

    fn code_block(&mut self, kind: &CodeBlockKind<'_>) {
        let language = match kind {
            CodeBlockKind::Fenced(info) => {
                visible(info).split([' ', ',', '{', '\t']).next().unwrap_or_default().to_lowercase()
            }
            CodeBlockKind::Indented => String::new(),
        };
        self.capture = Some(String::new());
        self.push_frame(Close::Code { language }, false);
    }

    fn close_code(&mut self, language: &str) {
        let code = self.capture.take().unwrap_or_default();
        self.out.push_str("<div class=\"code\" dir=\"ltr\"><pre tabindex=\"0\"><code");
        if !language.is_empty() {
            escape::push_attribute(&mut self.out, "class", &format!("language-{language}"));
        }
        self.out.push_str(" translate=\"no\">");
        match self.around.highlight(language, &code) {
            Some(html) => self.out.push_str(&html),
            None => escape::push(&mut self.out, &code),
        }
        self.out.push_str("</code></pre></div>\n");
    }

    fn table(&mut self, alignments: Vec<Alignment>) {
        self.tables += 1;
        self.alignments = alignments;
        let label = self.around.word("table-label", &[("number", Argument::Number(self.tables))]);
        self.out.push_str("<div class=\"table\" role=\"region\" tabindex=\"0\"");
        escape::push_attribute(&mut self.out, "aria-label", &label);
        self.out.push_str("><table>");
        self.push_frame(Close::Text("</tbody></table></div>\n"), false);
    }

    fn cell(&mut self) {
        let header = self.in_table_head;
        let class = match self.alignments.get(self.column) {
            Some(Alignment::Center) => " class=\"align-center\"",
            Some(Alignment::Right) => " class=\"align-end\"",
            _ => "",
        };
        self.column += 1;
        let start = self.out.len();
        self.out.push_str(if header { "<th scope=\"col\"" } else { "<td" });
        self.out.push_str(class);
        self.out.push('>');
        self.push_frame(Close::Cell { header, start }, false);
    }

    /// A header that says nothing is no header to those who hear the page.
    fn close_cell(&mut self, header: bool, start: usize) {
        let empty = self.out[start..].find('>').is_some_and(|tag| start + tag + 1 == self.out.len());
        match (header, empty) {
            (true, true) => {
                self.out.truncate(start);
                self.out.push_str("<td></td>");
            }
            (true, false) => self.out.push_str("</th>"),
            (false, _) => self.out.push_str("</td>"),
        }
    }

    fn end(&mut self, end: TagEnd, range: &Range<usize>) {
        if end == TagEnd::HtmlBlock {
            self.write_html_block();
        }
        let Some(frame) = self.frames.pop() else { return };
        if frame.inline {
            self.inline_depth -= 1;
        }
        match end {
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link => {
                self.units.leave_element(self.inline_depth, &mut self.out);
            }
            TagEnd::Image => {}
            _ => self.units.leave_block(range.end, &mut self.out),
        }
        if !matches!(frame.close, Close::RawBlock) {
            self.raw.close_to(frame.raw, &mut self.out);
        }
        self.close(frame.close);
    }

    fn close(&mut self, close: Close) {
        match close {
            Close::Nothing | Close::RawBlock => {}
            Close::Text(text) => self.out.push_str(text),
            Close::Heading(level, index) => self.close_heading(level, index),
            Close::Link { label_start, url } => {
                if self.out.len() == label_start {
                    escape::push(&mut self.out, &url);
                }
                self.out.push_str("</a>");
            }
            Close::Image { address, title } => {
                let alt = self.capture.take().unwrap_or_default();
                write_image(&address, &alt, Some(&title), self.around, &mut self.out);
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
            Close::Cell { header, start } => self.close_cell(header, start),
        }
    }

    // Leaves.

    fn text(&mut self, text: &CowStr<'_>, range: &Range<usize>) {
        if let Some(capture) = &mut self.capture {
            capture.push_str(&visible(text));
            return;
        }
        let verbatim = self.document.text.get(range.clone()) == Some(text);
        if !verbatim || self.document.units.is_empty() {
            self.units.reach(range.start, self.inline_depth, &mut self.out);
            self.piece(text);
            return;
        }
        let mut at = range.start;
        while at < range.end {
            let end = self.units.cut(&(at..range.end));
            self.units.reach(at, self.inline_depth, &mut self.out);
            let document = self.document;
            self.piece(&document.text[at..end]);
            at = end;
        }
    }

    /// Text without a unit's boundary in it; objects are drawn where they stand.
    fn piece(&mut self, text: &str) {
        let mut rest = text;
        while let Some(at) = rest.find(OBJECT) {
            escape::push(&mut self.out, &visible(&rest[..at]));
            self.object();
            rest = &rest[at + OBJECT.len_utf8()..];
        }
        if std::mem::take(&mut self.after_marker) {
            rest = rest.trim_start();
            self.after_marker = rest.is_empty();
        }
        escape::push(&mut self.out, &visible(rest));
    }

    fn object(&mut self) {
        let document = self.document;
        let Some(directive) = document.directives.get(self.next_object) else { return };
        self.next_object += 1;
        match directive {
            // Their block quote was opened for them.
            Directive::Alert(_) | Directive::Group { .. } => self.after_marker = true,
            Directive::Video { url } => {
                let video = self.video(url);
                self.push_block(&video);
            }
            Directive::Include { path, .. } => {
                let included = self.around.include(path).unwrap_or_default();
                self.push_block(&included);
            }
            Directive::Image { source, alt, .. } => {
                write_image(source, alt, None, self.around, &mut self.out)
            }
        }
    }

    /// Writes a block where text stands: a paragraph ends before it and goes on behind it; other text has no room for it.
    fn push_block(&mut self, html: &str) {
        self.units.close(&mut self.out);
        match self.frames.last().map(|frame| &frame.close) {
            Some(Close::Text(PARAGRAPH_END)) => self.out.push_str(&format!("</p>\n{html}<p>")),
            _ if self.inline_depth == 0 => self.out.push_str(html),
            _ => {}
        }
    }

    /// A card that leads to the video: nothing is loaded from elsewhere before the reader asks.
    fn video(&self, address: &str) -> String {
        let Link::To(url) = self.around.link(address) else { return String::new() };
        let mut out = String::new();
        let host = url
            .split_once("://")
            .map_or("", |(_, rest)| rest.split(['/', '?', '#']).next().unwrap_or_default());
        let watch = self.around.word("video-watch", &[]);
        let opens = self.around.word("video-host", &[("host", Argument::Text(host))]);
        out.push_str("<figure class=\"video\"><a");
        escape::push_attribute(&mut out, "href", &url);
        out.push_str("><span>");
        escape::push(&mut out, &watch);
        out.push_str(" <small>");
        escape::push(&mut out, &opens);
        out.push_str("</small></span></a></figure>\n");
        out
    }

    fn code_span(&mut self, code: &str, range: &Range<usize>) {
        if let Some(capture) = &mut self.capture {
            capture.push_str(&visible(code));
            return;
        }
        self.units.reach(range.start, self.inline_depth, &mut self.out);
        self.out.push_str("<code translate=\"no\">");
        escape::push(&mut self.out, &visible(code));
        self.out.push_str("</code>");
    }

    fn inline_html(&mut self, html: &str, range: &Range<usize>) {
        if self.capture.is_some() || self.is_heading_anchor(html) {
            return;
        }
        self.units.reach(range.start, self.inline_depth, &mut self.out);
        let floor = self.raw_floor();
        self.raw.write(html, Context::Inline, floor, self.around, &mut self.out);
    }

    /// A block comes line by line, but a tag or a comment may run over lines.
    fn write_html_block(&mut self) {
        let html = std::mem::take(&mut self.html_block);
        let floor = self.raw_floor();
        self.raw.write(&html, Context::Block, floor, self.around, &mut self.out);
    }

    /// The anchor that names a heading has become the heading's id.
    fn is_heading_anchor(&self, html: &str) -> bool {
        let in_heading = matches!(self.frames.last(), Some(Frame { close: Close::Heading(..), .. }));
        in_heading && html_tag::leading_name(html).is_some_and(|name| name == "a")
    }

    fn leaf(&mut self, range: &Range<usize>, html: &str) {
        if let Some(capture) = &mut self.capture {
            capture.push(' ');
            return;
        }
        if std::mem::take(&mut self.after_marker) {
            return;
        }
        self.units.reach(range.start, self.inline_depth, &mut self.out);
        self.out.push_str(html);
    }

    fn task_marker(&mut self, done: bool, range: &Range<usize>) {
        self.units.leave_block(range.start, &mut self.out);
        let item = "<li>";
        if let Some(at) = self.out.rfind(item) {
            self.out.replace_range(at..at + item.len(), "<li class=\"task\">");
        }
        let (id, checked) = if done { ("task-done", " checked") } else { ("task-open", "") };
        let label = self.around.word(id, &[]);
        self.out.push_str(&format!("<input type=\"checkbox\" disabled{checked}"));
        escape::push_attribute(&mut self.out, "aria-label", &label);
        self.out.push_str("> ");
    }

    fn footnote_reference(&mut self, name: &str, range: &Range<usize>) {
        if self.capture.is_some() {
            return;
        }
        self.units.reach(range.start, self.inline_depth, &mut self.out);
        let next = self.footnotes.len() + 1;
        let first = !self.footnotes.contains_key(name);
        let number = *self.footnotes.entry(name.to_owned()).or_insert(next);
        let id = if first { format!(" id=\"hx-fnref-{number}\"") } else { String::new() };
        self.out.push_str(&format!(
            "<sup class=\"footnote-ref\"><a{id} href=\"#hx-fn-{number}\">{number}</a></sup>"
        ));
    }

    fn finish(mut self) -> Body {
        self.raw.close_to(0, &mut self.out);
        self.units.leave_block(self.document.text.len(), &mut self.out);
        self.write_footnotes();
        Body { html: self.out, has_h1: self.has_h1 }
    }

    fn write_footnotes(&mut self) {
        let mut numbered: Vec<_> =
            self.footnotes.iter().map(|(name, number)| (*number, name.clone())).collect();
        if numbered.is_empty() {
            return;
        }
        numbered.sort_unstable();
        let title = self.around.word("footnotes", &[]);
        self.out.push_str("<section class=\"footnotes\"");
        escape::push_attribute(&mut self.out, "aria-label", &title);
        self.out.push_str("><ol>\n");
        for (number, name) in numbered {
            let text = self.footnote_texts.get(&name).cloned().unwrap_or_default();
            let back = self.around.word("footnote-back", &[("number", Argument::Number(number))]);
            self.out.push_str(&format!(
                "<li id=\"hx-fn-{number}\">{text}<a class=\"footnote-back\" href=\"#hx-fnref-{number}\""
            ));
            escape::push_attribute(&mut self.out, "aria-label", &back);
            self.out.push_str(">↩</a></li>\n");
        }
        self.out.push_str("</ol></section>\n");
    }

    // Frames.

    fn push_frame(&mut self, close: Close, inline: bool) {
        if inline {
            self.inline_depth += 1;
        }
        self.frames.push(Frame { close, raw: self.raw.depth(), inline });
    }

    /// Raw elements below this belong to Markdown elements further out.
    fn raw_floor(&self) -> usize {
        let enclosing = self.frames.iter().rev().find(|frame| !matches!(frame.close, Close::RawBlock));
        enclosing.map_or(0, |frame| frame.raw)
    }
}
