//! Owns the leaves: text cut at the boundaries of units, code spans, raw HTML, directives, references to footnotes.

use std::ops::Range;

use pulldown_cmark::CowStr;

use super::{Close, Frame, PARAGRAPH_END, Writer};
use crate::parse::markdown::directive::Directive;
use crate::parse::markdown::html_tag;
use crate::parse::markdown::{OBJECT, visible};
use crate::render::body::raw::{Context, write_image};
use crate::render::body::{Argument, Link};
use crate::render::escape;

impl Writer<'_> {
    pub(super) fn text(&mut self, text: &CowStr<'_>, range: &Range<usize>) {
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
    pub(super) fn piece(&mut self, text: &str) {
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

    pub(super) fn object(&mut self) {
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
    pub(super) fn push_block(&mut self, html: &str) {
        self.units.close(&mut self.out);
        match self.frames.last().map(|frame| &frame.close) {
            Some(Close::Text(PARAGRAPH_END)) => self.out.push_str(&format!("</p>\n{html}<p>")),
            _ if self.inline_depth == 0 => self.out.push_str(html),
            _ => {}
        }
    }

    /// A card that leads to the video: nothing is loaded from elsewhere before the reader asks.
    pub(super) fn video(&self, address: &str) -> String {
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
        self.raw.write(html, Context::Inline, floor, self.around, &mut self.out);
    }

    /// A block comes line by line, but a tag or a comment may run over lines.
    pub(super) fn write_html_block(&mut self) {
        let html = std::mem::take(&mut self.html_block);
        let floor = self.raw_floor();
        self.raw.write(&html, Context::Block, floor, self.around, &mut self.out);
    }

    /// The anchor that names a heading has become the heading's id.
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

    pub(super) fn footnote_reference(&mut self, name: &str, range: &Range<usize>) {
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
}
