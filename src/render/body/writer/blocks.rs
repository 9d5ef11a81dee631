//! Owns the blocks: paragraphs, headings, lists, quotations and what directives turn them into, code, tables, footnotes.

use std::ops::Range;

use pulldown_cmark::{Alignment, CodeBlockKind, Tag};

use super::{Close, PARAGRAPH_END, Writer};
use crate::parse::markdown::OBJECT;
use crate::parse::markdown::code::language_of;
use crate::parse::markdown::directive::Directive;
use crate::parse::markdown::outline::level_number;
use crate::parse::markdown::placeholder::expanded;
use crate::render::body::{BodyPart, MessageArgument};
use crate::theme::escape;

impl Writer<'_> {
    pub(super) fn start_block(&mut self, tag: Tag<'_>, range: &Range<usize>) {
        match tag {
            Tag::Paragraph => self.paragraph(range),
            Tag::Heading { level, .. } => self.heading(level_number(level)),
            Tag::BlockQuote(_) => self.block_quote(),
            Tag::CodeBlock(kind) => self.code_block(&kind),
            Tag::List(Some(1)) => self.block("<ol>\n", "</ol>\n"),
            Tag::List(Some(start)) => {
                self.out.push_str(&format!("<ol start=\"{start}\">\n"));
                self.push_frame(Close::Text("</ol>\n"), false);
            }
            Tag::List(None) => self.block("<ul>\n", "</ul>\n"),
            Tag::Item => {
                let start = self.out.len();
                self.out.push_str("<li>");
                self.push_frame(Close::Item { start }, false);
            }
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

    pub(super) fn block(&mut self, open: &str, close: &'static str) {
        self.out.push_str(open);
        self.push_frame(Close::Text(close), false);
    }

    pub(super) fn paragraph(&mut self, range: &Range<usize>) {
        // A directive alone in its paragraph is a block of its own, not a paragraph.
        let alone =
            self.document.text[range.clone()].trim().chars().all(|c| c == OBJECT || c.is_whitespace());
        if alone && self.objects_are_blocks(range) {
            self.push_frame(Close::Nothing, false);
        } else {
            self.block("<p>", PARAGRAPH_END);
        }
    }

    /// True where no directive in the range is inline. An alert's marker alone in its paragraph writes nothing.
    pub(super) fn objects_are_blocks(&self, range: &Range<usize>) -> bool {
        let count = self.document.text[range.clone()].matches(OBJECT).count();
        let objects = self.document.directives.get(self.next_object..self.next_object + count);
        count > 0
            && objects.is_some_and(|objects| {
                !objects
                    .iter()
                    .any(|object| matches!(object, Directive::Image { .. } | Directive::Verbatim { .. }))
            })
    }

    pub(super) fn heading(&mut self, written_level: u8) {
        let index = self.next_heading;
        self.next_heading += 1;
        let level = self.headings.get(index).map_or(written_level, |heading| heading.level);
        self.has_h1 |= level == 1;
        self.out.push_str(&format!("<h{level}"));
        if let Some(heading) = self.headings.get(index) {
            escape::push_attribute(&mut self.out, "id", &self.around.urls().id(&heading.id));
        }
        self.out.push('>');
        self.push_frame(Close::Heading(level, index), false);
    }

    pub(super) fn close_heading(&mut self, level: u8, index: usize) {
        if let (2.., Some(heading)) = (level, self.headings.get(index)) {
            let heading_text = expanded(&heading.text, &|placeholder| self.around.expand(placeholder));
            let label =
                self.around.word("heading-permalink", &[("heading", MessageArgument::Text(&heading_text))]);
            self.out.push_str(" <a class=\"permalink\"");
            escape::push_attribute(
                &mut self.out,
                "href",
                &self.around.urls().url(&format!("#{}", heading.id)),
            );
            escape::push_attribute(&mut self.out, "aria-label", &label);
            self.out.push_str(">#</a>");
        }
        self.out.push_str(&format!("</h{level}>"));
        if level == 1 && self.h1_end.is_none() && !self.is_set_apart() {
            self.h1_end = Some(self.out.len());
        }
        self.out.push('\n');
    }

    /// True inside a footnote or a component, whose content is collected and written elsewhere.
    fn is_set_apart(&self) -> bool {
        self.frames.iter().any(|frame| matches!(frame.close, Close::Component(_) | Close::Footnote { .. }))
    }

    /// A quotation, or what the directive at its beginning turns it into.
    pub(super) fn block_quote(&mut self) {
        let directive = self.document.directives.get(self.next_object).filter(|_| self.object_follows);
        match directive {
            Some(Directive::Alert(kind)) => self.begin_alert(*kind),
            Some(Directive::Group { class }) => {
                self.out.push_str("<div");
                if class.to_ascii_lowercase().contains("border") {
                    self.parts.insert(BodyPart::Bordered);
                    escape::push_attribute(&mut self.out, "class", "bordered");
                }
                self.out.push_str(">\n");
                self.push_frame(Close::Text("</div>\n"), false);
            }
            Some(Directive::Video { .. }) => self.push_frame(Close::Nothing, false),
            _ => self.block("<blockquote>\n", "</blockquote>\n"),
        }
    }

    pub(super) fn code_block(&mut self, kind: &CodeBlockKind<'_>) {
        let language = match kind {
            CodeBlockKind::Fenced(info) => language_of(info),
            CodeBlockKind::Indented => String::new(),
        };
        self.capture = Some(String::new());
        self.push_frame(Close::Code { language }, false);
    }

    pub(super) fn close_code(&mut self, language: &str) {
        let code = self.capture.take().unwrap_or_default();
        let html = self.code(language, &code);
        self.out.push_str(&html);
    }

    pub(super) fn code(&self, language: &str, code: &str) -> String {
        let mut out = String::from("<div class=\"code\" dir=\"ltr\"><pre tabindex=\"0\"><code");
        if !language.is_empty() {
            escape::push_attribute(&mut out, "class", &format!("language-{language}"));
        }
        out.push_str(" translate=\"no\">");
        match self.around.highlight(language, code) {
            Some(html) => out.push_str(&html),
            None => escape::push(&mut out, code),
        }
        out.push_str("</code></pre></div>\n");
        out
    }

    pub(super) fn table(&mut self, alignments: Vec<Alignment>) {
        self.tables += 1;
        self.alignments = alignments;
        let label = self.around.word("table-label", &[("number", MessageArgument::Number(self.tables))]);
        self.out.push_str("<div class=\"table\" role=\"region\" tabindex=\"0\"");
        escape::push_attribute(&mut self.out, "aria-label", &label);
        self.out.push_str("><table>");
        self.push_frame(Close::Text("</tbody></table></div>\n"), false);
    }

    pub(super) fn cell(&mut self) {
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
        self.push_frame(Close::Cell { header, start, content: self.out.len() }, false);
    }

    /// Ends a cell. An empty header cell becomes a data cell, as a screen reader would announce a header without text.
    pub(super) fn close_cell(&mut self, header: bool, start: usize, content: usize) {
        match (header, self.out.len() == content) {
            (true, true) => {
                self.out.truncate(start);
                self.out.push_str("<td></td>");
            }
            (true, false) => self.out.push_str("</th>"),
            (false, _) => self.out.push_str("</td>"),
        }
    }

    pub(super) fn write_footnotes(&mut self) {
        let mut numbered: Vec<_> =
            self.footnotes.iter().map(|(name, number)| (*number, name.clone())).collect();
        if numbered.is_empty() {
            return;
        }
        numbered.sort_unstable();
        self.parts.insert(BodyPart::Footnotes);
        let title = self.around.word("footnotes", &[]);
        self.out.push_str("<section class=\"footnotes\"");
        escape::push_attribute(&mut self.out, "aria-label", &title);
        self.out.push_str("><ol>\n");
        for (number, name) in numbered {
            let text = self.footnote_texts.get(&name).cloned().unwrap_or_default();
            let back = self.around.word("footnote-back", &[("number", MessageArgument::Number(number))]);
            let (id, url) = (format!("hx-fn-{number}"), format!("#hx-fnref-{number}"));
            self.out.push_str("<li");
            escape::push_attribute(&mut self.out, "id", &self.around.urls().id(&id));
            self.out.push_str(&format!(">{text}<a class=\"footnote-back\""));
            escape::push_attribute(&mut self.out, "href", &self.around.urls().url(&url));
            escape::push_attribute(&mut self.out, "aria-label", &back);
            self.out.push_str(">↩</a></li>\n");
        }
        self.out.push_str("</ol></section>\n");
    }
}
