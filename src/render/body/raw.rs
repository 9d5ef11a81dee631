//! Owns the writing of raw HTML: the allow-list is applied, and every element is closed where it was opened.

mod attributes;
mod links;
mod text;

use std::borrow::Cow;

use rustc_hash::FxHashSet;

use self::attributes::{alignment, is_acceptable};
use self::text::{part_words, push_character_data, push_label, push_unknown};
use super::units::Units;
use super::{BodyResolver, Image};
use crate::parse::markdown::html_block::RawBlock;
use crate::parse::markdown::html_element::{self, Omission, Permission, published_name, value};
use crate::parse::markdown::html_tag::{self, HtmlToken};
use crate::parse::markdown::visible;
use crate::theme::escape;

/// The raw elements that are open, innermost last.
#[derive(Debug, Default)]
pub(super) struct RawElements {
    open: Vec<OpenElement>,
    /// The element that is left out with all it holds, inside one.
    omission: Omission,
    /// The title of a film or sound whose address stands in an element inside of it.
    awaits_source: Option<String>,
    /// The ids that raw HTML has defined so far.
    ids: FxHashSet<String>,
    /// The ids that raw HTML may define: each once on a page.
    anchors: FxHashSet<String>,
    /// True where a card stands in the place of a film.
    pub has_card: bool,
    /// How many pictures the page has so far.
    pictures: usize,
}

/// A raw element that is open.
#[derive(Debug)]
struct OpenElement {
    /// Its name in the article.
    written: String,
    /// Its name on the page.
    published: String,
}

/// Where raw HTML is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Context {
    /// Inside a paragraph: only phrasing elements are allowed.
    Inline,
    /// Inside the label of a link: no second link is allowed.
    Label,
    /// Between blocks.
    Block,
}

impl RawElements {
    /// For a body in which raw HTML may define these ids.
    pub(super) fn new(anchors: &[String]) -> Self {
        Self { anchors: anchors.iter().cloned().collect(), ..Self::default() }
    }

    /// How many are open: to be passed to [`RawElements::close_to`] at the end of the enclosing Markdown element.
    pub(super) fn depth(&self) -> usize {
        self.open.len()
    }

    /// True inside of an element that is left out with all it holds.
    pub(super) fn is_omitting(&self) -> bool {
        self.omission.is_open()
    }

    /// To be called where Markdown begins a block: it is never part of what is left out.
    pub(super) fn end_omission(&mut self) {
        self.omission.end();
    }

    /// Closes the elements that were opened since the depth was `depth`.
    pub(super) fn close_to(&mut self, depth: usize, out: &mut String) {
        while self.open.len() > depth {
            if let Some(element) = self.open.pop() {
                out.push_str(&format!("</{}>", element.published));
            }
        }
        self.omission.end();
    }

    /// Writes a block of raw HTML, with the units in it.
    pub(super) fn write_block(
        &mut self,
        block: &RawBlock,
        floor: usize,
        units: &mut Units<'_>,
        around: &dyn BodyResolver,
        out: &mut String,
    ) {
        // Where `visible` removes characters, all later positions are shifted, so units cannot be marked.
        if matches!(visible(block.html()), Cow::Owned(_)) {
            return self.write(block.html(), Context::Block, floor, around, out);
        }
        let mut at = 0;
        for (token, length) in html_tag::tokens_with_lengths(block.html()) {
            let place = block.place(at);
            match &token {
                HtmlToken::Text(text) if !self.omission.is_open() => {
                    let mut start = at;
                    for line in text.split_inclusive('\n') {
                        self.text(line, block.place(start), units, out);
                        start += line.len();
                    }
                }
                HtmlToken::Open { name, .. } => {
                    let is_phrasing = html_element::permission(name) == Permission::Phrasing;
                    if is_phrasing && !self.omission.is_open() {
                        self.leave_unit(units.left_at(place), units, out);
                        units.reach(place, self.open.len(), out);
                    } else if !self.omission.is_open() {
                        self.leave_unit(units.open_depth(), units, out);
                    }
                    self.tag(&token, Context::Block, floor, around, out);
                }
                HtmlToken::Close(name) => {
                    if let Some(index) = self.opened(name, floor).filter(|_| !self.omission.is_open()) {
                        self.leave_unit(units.open_depth().filter(|depth| *depth > index), units, out);
                        units.reach_end(place, index, out);
                    }
                    self.tag(&token, Context::Block, floor, around, out);
                }
                HtmlToken::Text(_) | HtmlToken::Comment => {}
            }
            at += length;
        }
        self.leave_unit(units.open_depth(), units, out);
    }

    /// Ends the open unit, if the depth at which it was opened is given, after the elements that were opened in it.
    fn leave_unit(&mut self, opened_at: Option<usize>, units: &mut Units<'_>, out: &mut String) {
        if let Some(depth) = opened_at {
            self.close_to(depth, out);
            units.close(out);
        }
    }

    /// Writes text, cut at the boundaries of units.
    fn text(&mut self, text: &str, place: usize, units: &mut Units<'_>, out: &mut String) {
        let mut done = 0;
        while done < text.len() {
            let end = units.cut(&(place + done..place + text.len())) - place;
            let end = if text.is_char_boundary(end) { end } else { text.len() };
            let piece = &text[done..end];
            // Between cells and rows, where there is only white space, no element is allowed.
            self.leave_unit(units.left_at(place + done), units, out);
            if !piece.trim().is_empty() {
                units.reach(place + done, self.open.len(), out);
            }
            push_character_data(out, piece);
            done = end;
        }
    }

    /// Writes the parts of raw HTML that may be published. `floor` is how many raw elements belong to enclosing Markdown elements: an
    /// end tag never closes those.
    pub(super) fn write(
        &mut self,
        html: &str,
        context: Context,
        floor: usize,
        around: &dyn BodyResolver,
        out: &mut String,
    ) {
        for token in html_tag::tokens(&visible(html)) {
            match token {
                HtmlToken::Text(text) if !self.omission.is_open() => push_character_data(out, text),
                _ => self.tag(&token, context, floor, around, out),
            }
        }
    }

    /// Writes what a tag becomes on the page.
    fn tag(
        &mut self,
        token: &HtmlToken<'_>,
        context: Context,
        floor: usize,
        around: &dyn BodyResolver,
        out: &mut String,
    ) {
        if self.omission.take(token) {
            self.take_source(token, context, around, out);
            return;
        }
        match token {
            HtmlToken::Open { name, attributes, .. } => {
                self.open_tag(name, attributes, context, around, out);
            }
            HtmlToken::Close(name) => self.close_tag(name, context, floor, out),
            HtmlToken::Text(_) | HtmlToken::Comment => {}
        }
    }

    fn open_tag(
        &mut self,
        name: &str,
        attributes: &[(String, String)],
        context: Context,
        around: &dyn BodyResolver,
        out: &mut String,
    ) {
        self.awaits_source = None;
        match (html_element::permission(name), context) {
            (Permission::Unknown, _) => push_unknown(out, name, attributes),
            (Permission::Linked | Permission::Refused, _) => {
                self.write_link(name, attributes, context, around, out);
            }
            (Permission::Dropped, _) => push_label(out, attributes),
            (Permission::Flow, Context::Inline | Context::Label) => part_words(out),
            _ => self.write_tag(name, attributes, context, around, out),
        }
    }

    fn write_tag(
        &mut self,
        name: &str,
        attributes: &[(String, String)],
        context: Context,
        around: &dyn BodyResolver,
        out: &mut String,
    ) {
        match name {
            "img" => {
                let address = value(attributes, "src").unwrap_or_default();
                let label = value(attributes, "aria-label").unwrap_or_default();
                let alt = value(attributes, "alt").filter(|alt| !alt.trim().is_empty()).unwrap_or(label);
                self.write_image(address, alt, value(attributes, "title"), around, out);
            }
            "br" | "hr" | "wbr" => out.push_str(&format!("<{name}>")),
            "a" => self.write_anchor(attributes, context, around, out),
            _ => {
                self.end_ruby_part(name, out);
                let published = match name {
                    "time" if !attributes.iter().any(|(name, value)| is_acceptable(name, value, "time")) => {
                        "span"
                    }
                    _ => published_name(name),
                };
                out.push_str(&format!("<{published}"));
                if let Some(class) = alignment(name, attributes) {
                    escape::push_attribute(out, "class", class);
                }
                self.write_attributes(name, attributes, around, out);
                out.push('>');
                self.open.push(OpenElement { written: name.to_owned(), published: published.to_owned() });
            }
        }
    }

    /// Ends the part of a ruby annotation that the next part ends, since authors may leave its end tag out.
    fn end_ruby_part(&mut self, name: &str, out: &mut String) {
        let is_part = |name: &str| matches!(name, "rb" | "rt" | "rp");
        if (is_part(name) || name == "rtc") && self.open.last().is_some_and(|open| is_part(&open.written)) {
            self.close_to(self.open.len() - 1, out);
        }
    }

    /// Writes an image, of raw HTML or of Markdown. The first one of a page is loaded eagerly, since readers see it first.
    pub(super) fn write_image(
        &mut self,
        address: &str,
        alt: &str,
        title: Option<&str>,
        around: &dyn BodyResolver,
        out: &mut String,
    ) {
        let (url, size, dark) = match around.image(address) {
            Image::File { url, size, dark } => (url, size, dark),
            Image::Inline(url) => (url, None, None),
            Image::Elsewhere(url) => {
                out.push_str("<a class=\"image-elsewhere\"");
                escape::push_attribute(out, "href", &url);
                push_title(title, out);
                out.push('>');
                escape::push(out, if alt.trim().is_empty() { &url } else { alt });
                out.push_str("</a>");
                return;
            }
            Image::Missing => {
                out.push_str("<span class=\"image-missing\"");
                push_title(title, out);
                out.push('>');
                escape::push(out, alt);
                out.push_str("</span>");
                return;
            }
        };
        if let Some(dark) = &dark {
            out.push_str("<picture><source");
            escape::push_attribute(out, "srcset", &around.urls().url(dark));
            out.push_str(" media=\"(prefers-color-scheme: dark)\">");
        }
        out.push_str("<img");
        escape::push_attribute(out, "src", &around.urls().url(&url));
        escape::push_attribute(out, "alt", alt.trim());
        if let Some((width, height)) = size {
            out.push_str(&format!(" width=\"{width}\" height=\"{height}\""));
        }
        push_title(title, out);
        self.pictures += 1;
        if self.pictures > 1 {
            out.push_str(" loading=\"lazy\"");
        }
        out.push_str(" decoding=\"async\">");
        if dark.is_some() {
            out.push_str("</picture>");
        }
    }

    fn close_tag(&mut self, name: &str, context: Context, floor: usize, out: &mut String) {
        match html_element::permission(name) {
            Permission::Unknown => escape::push(out, &format!("</{name}>")),
            Permission::Flow if context != Context::Block => part_words(out),
            _ => {
                if let Some(index) = self.opened(name, floor) {
                    self.close_to(index, out);
                }
            }
        }
    }

    /// The index of the open element that an end tag closes.
    fn opened(&self, name: &str, floor: usize) -> Option<usize> {
        let floor = floor.min(self.open.len());
        let index = self.open[floor..].iter().rposition(|open| open.written == name)?;
        Some(floor + index)
    }
}

fn push_title(title: Option<&str>, out: &mut String) {
    if let Some(title) = title.filter(|title| !title.is_empty()) {
        escape::push_attribute(out, "title", title);
    }
}
