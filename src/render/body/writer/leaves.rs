//! Owns the leaves: text cut at the boundaries of units, code spans, raw HTML, directives, references to footnotes.

use std::ops::Range;

use pulldown_cmark::CowStr;

use super::{Close, Frame, PARAGRAPH_END, Writer};
use crate::parse::markdown::directive::{Attribute, Component, Directive};
use crate::parse::markdown::{OBJECT, html_tag, is_escaped, placeholder, visible};
use crate::render::body::raw::Context;
use crate::render::body::{BodyPart, bidi};
use crate::theme::components::Call;
use crate::theme::escape;

impl Writer<'_> {
    pub(super) fn text(&mut self, text: &CowStr<'_>, range: &Range<usize>) {
        let literal = is_escaped(&self.document.text, range.start);
        if self.capture.is_some() {
            self.capture_text(text, literal);
            return;
        }
        if self.raw.is_omitting() {
            self.skip_objects(text);
            return;
        }
        let verbatim = self.document.text.get(range.clone()) == Some(text);
        if !verbatim || self.units.is_empty() {
            self.units.reach(range.start, self.inline_depth, &mut self.out);
            self.piece(text, literal);
            return;
        }
        let mut at = range.start;
        while at < range.end {
            let end = self.units.cut(&(at..range.end));
            self.units.reach(at, self.inline_depth, &mut self.out);
            let document = self.document;
            self.piece(&document.text[at..end], literal && at == range.start);
            at = end;
        }
    }

    /// Text without a unit's boundary in it; its directives are rendered in place.
    pub(super) fn piece(&mut self, text: &str, literal: bool) {
        let mut rest = text;
        if literal {
            let first = rest.chars().next().map_or(0, char::len_utf8);
            escape::push(&mut self.out, &rest[..first]);
            rest = &rest[first..];
        }
        while let Some(at) = rest.find(OBJECT) {
            self.expanded_text(&rest[..at]);
            self.object();
            rest = &rest[at + OBJECT.len_utf8()..];
        }
        if std::mem::take(&mut self.after_marker) {
            rest = rest.trim_start();
            self.after_marker = rest.is_empty();
        }
        self.expanded_text(rest);
    }

    /// Text with its placeholders expanded, each isolated from the direction of the surrounding text.
    fn expanded_text(&mut self, text: &str) {
        let text = visible(text);
        let mut done = 0;
        for (range, placeholder) in placeholder::all(&text) {
            let Some(expanded) = self.around.expand(placeholder) else { continue };
            bidi::push(&mut self.out, &text[done..range.start], self.around.right_to_left());
            done = range.end;
            self.out.push_str("<bdi>");
            escape::push(&mut self.out, &expanded);
            self.out.push_str("</bdi>");
        }
        bidi::push(&mut self.out, &text[done..], self.around.right_to_left());
    }

    /// Collects code as it is, or alternative text with its placeholders expanded.
    fn capture_text(&mut self, text: &str, literal: bool) {
        self.skip_objects(text);
        let is_code = matches!(self.frames.last(), Some(Frame { close: Close::Code { .. }, .. }));
        let text = visible(text);
        let around = self.around;
        let text = if is_code || literal {
            text
        } else {
            placeholder::expanded(&text, &|placeholder| around.expand(placeholder)).into_owned().into()
        };
        if let Some(capture) = &mut self.capture {
            capture.push_str(&text);
        }
    }

    pub(super) fn object(&mut self) {
        let document = self.document;
        let index = self.next_object;
        let Some(directive) = document.directives.get(index) else { return };
        self.next_object += 1;
        match directive {
            // Already handled when their block quote began.
            Directive::Alert(_) | Directive::Group { .. } => self.after_marker = true,
            Directive::Open(_) | Directive::Close { .. } => self.boundaries.push(index),
            Directive::Video { url } => {
                let video = self.video(url);
                self.parts.insert(BodyPart::Component);
                self.push_block(&video);
            }
            Directive::Snippet(snippet) => {
                if let Some(code) = self.around.snippet(snippet) {
                    let html = self.code(&snippet.language(), &code);
                    self.push_block(&html);
                }
            }
            Directive::Verbatim { text } => {
                self.out.push_str("<span translate=\"no\">");
                escape::push(&mut self.out, text);
                self.out.push_str("</span>");
            }
            Directive::Include { path, .. } => {
                let included = self.around.include(path).unwrap_or_default();
                self.parts.extend(included.parts);
                self.push_block(&included.into_html());
            }
            Directive::Image { source, alt, .. } => {
                self.raw.write_image(source, alt, None, self.around, &mut self.out);
            }
        }
    }

    /// Writes a block inside text: a paragraph ends before it and continues after it; inside inline elements it is dropped.
    pub(super) fn push_block(&mut self, html: &str) {
        self.units.close(&mut self.out);
        match self.frames.last().map(|frame| &frame.close) {
            Some(Close::Text(PARAGRAPH_END)) => self.out.push_str(&format!("</p>\n{html}<p>")),
            _ if self.inline_depth == 0 => self.out.push_str(html),
            _ => {}
        }
    }

    /// A video as the theme renders it: a card that links to it, so that nothing is loaded from other sites.
    pub(super) fn video(&self, address: &str) -> String {
        let mut component = Component { name: "video".to_owned(), ..Component::default() };
        component.attributes.push(Attribute::new("href", address));
        let call = Call { component: &component, id: "", group: "", index: 0, body: "" };
        self.around.component(&call).unwrap_or_default()
    }

    pub(super) fn code_span(&mut self, code: &str, range: &Range<usize>) {
        if let Some(capture) = &mut self.capture {
            capture.push_str(&visible(code));
            return;
        }
        self.units.reach(range.start, self.inline_depth, &mut self.out);
        self.out.push_str("<code translate=\"no\">");
        escape::push(&mut self.out, &visible(code));
        self.out.push_str("</code>");
    }

    pub(super) fn inline_html(&mut self, html: &str, range: &Range<usize>) {
        if self.capture.is_some() || self.is_heading_anchor(html) {
            return;
        }
        self.units.reach(range.start, self.inline_depth, &mut self.out);
        let floor = self.raw_floor();
        let is_label = self.frames.iter().any(|frame| matches!(frame.close, Close::Link { .. }));
        let context = if is_label { Context::Label } else { Context::Inline };
        self.raw.write(html, context, floor, self.around, &mut self.out);
    }

    /// Writes a block of raw HTML when it is complete: it is parsed line by line, but a tag or a comment may span lines.
    pub(super) fn write_html_block(&mut self) {
        let block = std::mem::take(&mut self.html_block);
        let floor = self.raw_floor();
        self.raw.write_block(&block, floor, &mut self.units, self.around, &mut self.out);
    }

    /// True for an anchor inside a heading, which is dropped: its name is already the heading's id.
    pub(super) fn is_heading_anchor(&self, html: &str) -> bool {
        let in_heading = matches!(self.frames.last(), Some(Frame { close: Close::Heading(..), .. }));
        in_heading && html_tag::leading_name(html).is_some_and(|name| name == "a")
    }

    pub(super) fn leaf(&mut self, range: &Range<usize>, html: &str) {
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

    pub(super) fn task_marker(&mut self, done: bool, range: &Range<usize>) {
        self.units.leave_block(range.start, &mut self.out);
        self.parts.insert(BodyPart::Task);
        let mut items = self.frames.iter().rev();
        if let Some(start) = items.find_map(|frame| match frame.close {
            Close::Item { start } => Some(start),
            _ => None,
        }) {
            let class = " class=\"task\"";
            self.out.insert_str(start + "<li".len(), class);
            self.h1_end = self.h1_end.map(|end| if end > start { end + class.len() } else { end });
        }
        let (id, checked) = if done { ("task-done", " checked") } else { ("task-open", "") };
        let label = self.around.word(id, &[]);
        self.out.push_str(&format!("<input type=\"checkbox\" disabled{checked}"));
        escape::push_attribute(&mut self.out, "aria-label", &label);
        self.out.push_str("> ");
    }

    pub(super) fn footnote_reference(&mut self, name: &str, range: &Range<usize>) {
        if self.capture.is_some() {
            return;
        }
        self.units.reach(range.start, self.inline_depth, &mut self.out);
        let next = self.footnotes.len() + 1;
        let first = !self.footnotes.contains_key(name);
        let number = *self.footnotes.entry(name.to_owned()).or_insert(next);
        self.out.push_str("<sup class=\"footnote-ref\"><a");
        if first {
            let id = format!("hx-fnref-{number}");
            escape::push_attribute(&mut self.out, "id", &self.around.urls().id(&id));
        }
        let url = format!("#hx-fn-{number}");
        escape::push_attribute(&mut self.out, "href", &self.around.urls().url(&url));
        self.out.push_str(&format!(">{number}</a></sup>"));
    }
}
