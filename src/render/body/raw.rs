//! Owns the writing of raw HTML: the allow-list is applied, and every element is closed where it was opened.

use std::borrow::Cow;

use super::units::Units;
use super::{BodyLink, BodyResolver, Image};
use crate::parse::markdown::html_tag::{self, HtmlToken, Permission};
use crate::parse::markdown::outline::safe_id;
use crate::parse::markdown::visible;
use crate::theme::escape;

/// The raw elements that are open, innermost last.
#[derive(Debug, Default)]
pub(super) struct RawElements {
    open: Vec<String>,
    /// The name of the element being dropped with all of its content, inside one.
    dropping: Option<String>,
    /// How many pictures the page has so far.
    pictures: usize,
}

/// A block of raw HTML, which is collected line by line.
#[derive(Debug, Default)]
pub(super) struct RawBlock {
    html: String,
    /// Where each line begins in `html` and in the document.
    lines: Vec<(usize, usize)>,
}

impl RawBlock {
    /// Adds a line, with its position in the document.
    pub(super) fn push(&mut self, line: &str, place: usize) {
        self.lines.push((self.html.len(), place));
        self.html.push_str(line);
    }

    /// The position of a byte of the block in the document.
    fn place(&self, at: usize) -> usize {
        let line = self.lines.partition_point(|(start, _)| *start <= at).checked_sub(1);
        line.map_or(at, |line| self.lines[line].1 + at - self.lines[line].0)
    }
}

/// Where raw HTML is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Context {
    /// Inside a paragraph: only phrasing elements are allowed.
    Inline,
    /// Between blocks.
    Block,
}

impl RawElements {
    /// How many are open: to be passed to [`RawElements::close_to`] at the end of the enclosing Markdown element.
    pub(super) fn depth(&self) -> usize {
        self.open.len()
    }

    /// Closes the elements that were opened since the depth was `depth`.
    pub(super) fn close_to(&mut self, depth: usize, out: &mut String) {
        while self.open.len() > depth {
            if let Some(name) = self.open.pop() {
                out.push_str(&format!("</{name}>"));
            }
        }
        self.dropping = None;
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
        if matches!(visible(&block.html), Cow::Owned(_)) {
            return self.write(&block.html, Context::Block, floor, around, out);
        }
        let mut at = 0;
        for (token, length) in html_tag::tokens_with_lengths(&block.html) {
            let place = block.place(at);
            match token {
                HtmlToken::Text(text) if self.dropping.is_none() => {
                    let mut start = at;
                    for line in text.split_inclusive('\n') {
                        self.text(line, block.place(start), units, out);
                        start += line.len();
                    }
                }
                HtmlToken::Open { name, attributes } => {
                    let is_phrasing = html_tag::permission(&name) == Permission::Phrasing;
                    if is_phrasing && self.dropping.is_none() {
                        self.leave_unit(units.left_at(place), units, out);
                        units.reach(place, self.open.len(), out);
                    } else {
                        self.leave_unit(units.open_depth(), units, out);
                    }
                    self.open_tag(&name, &attributes, Context::Block, around, out);
                }
                HtmlToken::Close(name) => {
                    if let Some(index) = self.opened(&name, floor).filter(|_| self.dropping.is_none()) {
                        self.leave_unit(units.open_depth().filter(|depth| *depth > index), units, out);
                        units.reach_end(place, index, out);
                    }
                    self.close_tag(&name, floor, out);
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
                HtmlToken::Comment => {}
                HtmlToken::Text(text) if self.dropping.is_none() => push_character_data(out, text),
                HtmlToken::Text(_) => {}
                HtmlToken::Open { name, attributes } => {
                    self.open_tag(&name, &attributes, context, around, out)
                }
                HtmlToken::Close(name) => self.close_tag(&name, floor, out),
            }
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
        if self.dropping.is_some() {
            return;
        }
        match (html_tag::permission(name), context) {
            (Permission::Unknown, _) => push_unknown(out, name, attributes),
            (Permission::Dropped, _) => self.dropping = Some(name.to_owned()),
            (Permission::Refused, _) | (Permission::Flow, Context::Inline) => {}
            _ => self.write_tag(name, attributes, around, out),
        }
    }

    fn write_tag(
        &mut self,
        name: &str,
        attributes: &[(String, String)],
        around: &dyn BodyResolver,
        out: &mut String,
    ) {
        let value = |wanted: &str| {
            attributes.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str())
        };
        match name {
            "img" => {
                let (address, alt) = (value("src").unwrap_or_default(), value("alt").unwrap_or_default());
                self.write_image(address, alt, None, around, out);
            }
            "br" | "hr" | "wbr" => out.push_str(&format!("<{name}>")),
            "a" => self.write_anchor(value("href"), value("name").or(value("id")), around, out),
            _ => {
                let name = published_name(name);
                out.push_str(&format!("<{name}"));
                for attribute in ["id", "lang", "dir", "title", "colspan", "rowspan", "start", "datetime"] {
                    if let Some(value) = value(attribute).filter(|value| is_acceptable(attribute, value)) {
                        match attribute {
                            "id" => push_id(out, value, around),
                            _ => escape::push_attribute(out, attribute, value),
                        }
                    }
                }
                out.push('>');
                self.open.push(name.to_owned());
            }
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
                out.push('>');
                escape::push(out, if alt.trim().is_empty() { &url } else { alt });
                out.push_str("</a>");
                return;
            }
            Image::Missing => {
                out.push_str("<span class=\"image-missing\">");
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
        if let Some(title) = title.filter(|title| !title.is_empty()) {
            escape::push_attribute(out, "title", title);
        }
        self.pictures += 1;
        if self.pictures > 1 {
            out.push_str(" loading=\"lazy\"");
        }
        out.push_str(" decoding=\"async\">");
        if dark.is_some() {
            out.push_str("</picture>");
        }
    }

    /// Writes an anchor: `<a name>` is a target, `<a href>` a link. A link inside a link becomes a `span`.
    fn write_anchor(
        &mut self,
        href: Option<&str>,
        name: Option<&str>,
        around: &dyn BodyResolver,
        out: &mut String,
    ) {
        let inside_link = self.open.iter().any(|open| open == "a");
        let link = href.filter(|_| !inside_link).map_or(BodyLink::Nowhere, |href| around.link(href));
        let element = match link {
            BodyLink::To(url) => {
                out.push_str("<a");
                escape::push_attribute(out, "href", &around.urls().url(&url));
                "a"
            }
            BodyLink::Nowhere => {
                out.push_str("<span");
                "span"
            }
        };
        if let Some(name) = name.filter(|name| !name.is_empty()) {
            push_id(out, name, around);
        }
        out.push('>');
        self.open.push(element.to_owned());
    }

    fn close_tag(&mut self, name: &str, floor: usize, out: &mut String) {
        if let Some(dropped) = &self.dropping {
            if dropped == name {
                self.dropping = None;
            }
            return;
        }
        if html_tag::permission(name) == Permission::Unknown {
            escape::push(out, &format!("</{name}>"));
            return;
        }
        if let Some(index) = self.opened(name, floor) {
            self.close_to(index, out);
        }
    }

    /// The index of the open element that an end tag closes.
    fn opened(&self, name: &str, floor: usize) -> Option<usize> {
        let published = published_name(name);
        let own = &self.open[floor.min(self.open.len())..];
        let index = own.iter().rposition(|open| open == published || (name == "a" && open == "span"))?;
        Some(floor + index)
    }
}

/// The name under which an element is published: obsolete elements and those that would not nest are replaced.
fn published_name(name: &str) -> &str {
    match name {
        "tt" => "code",
        "strike" => "s",
        "font" | "time" => "span",
        "center" | "p" => "div",
        "h1" => "h2",
        _ => name,
    }
}

/// Appends an `id` as the page writes it.
fn push_id(out: &mut String, written: &str, around: &dyn BodyResolver) {
    escape::push_attribute(out, "id", &around.urls().id(&safe_id(written)));
}

fn is_acceptable(attribute: &str, value: &str) -> bool {
    match attribute {
        "dir" => matches!(value, "ltr" | "rtl" | "auto"),
        "colspan" | "rowspan" | "start" => {
            value.parse::<u16>().is_ok_and(|number| (1..=1000).contains(&number))
        }
        "lang" => crate::locale::Locale::parse(value).is_some(),
        "id" => !safe_id(value).is_empty(),
        "datetime" => false,
        _ => true,
    }
}

fn push_unknown(out: &mut String, name: &str, attributes: &[(String, String)]) {
    let mut text = format!("<{name}");
    for (attribute, value) in attributes {
        text.push(' ');
        text.push_str(attribute);
        if !value.is_empty() {
            text.push_str(&format!("=\"{value}\""));
        }
    }
    text.push('>');
    escape::push(out, &text);
}

/// Appends text between raw tags: entities are kept, everything else is escaped.
fn push_character_data(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        escape::push(out, &rest[..at]);
        rest = &rest[at..];
        let end = rest[1..]
            .find(|c: char| !(c.is_ascii_alphanumeric() || c == '#'))
            .map_or(rest.len(), |end| end + 1);
        if end > 1 && rest[end..].starts_with(';') {
            out.push_str(&rest[..=end]);
            rest = &rest[end + 1..];
        } else {
            out.push_str("&amp;");
            rest = &rest[1..];
        }
    }
    escape::push(out, rest);
}
