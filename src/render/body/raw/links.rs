//! Owns the links of raw HTML: anchors, and what stands in the place of films, sounds and frames.

use super::text::{part_words, push_label, push_missing};
use super::{Context, OpenElement, RawElements, attributes};
use crate::parse::markdown::directive::{Attribute, Component};
use crate::parse::markdown::html_element::{self, value};
use crate::parse::markdown::html_tag::HtmlToken;
use crate::render::body::{BodyLink, BodyResolver};
use crate::theme::components::Call;
use crate::theme::escape;

impl RawElements {
    /// Writes a link to what an element would display that is left out; where it has no address, its title.
    pub(super) fn write_link(
        &mut self,
        name: &str,
        attributes: &[(String, String)],
        context: Context,
        around: &dyn BodyResolver,
        out: &mut String,
    ) {
        let title = value(attributes, "title").or(value(attributes, "aria-label")).unwrap_or_default();
        match html_element::displayed_address(name, attributes) {
            Some(address) if name != "source" => {
                self.write_card(address, title, context, around, out);
                if name == "object" {
                    // What it holds instead follows.
                    part_words(out);
                }
            }
            _ if matches!(name, "audio" | "video") && self.omission.is_open() => {
                self.awaits_source = Some(title.to_owned());
            }
            _ => push_label(out, attributes),
        }
    }

    /// Writes the link of a film or sound whose address stands in an element inside of it.
    pub(super) fn take_source(
        &mut self,
        token: &HtmlToken<'_>,
        context: Context,
        around: &dyn BodyResolver,
        out: &mut String,
    ) {
        let HtmlToken::Open { name, attributes, .. } = token else { return };
        let address = html_element::displayed_address(name, attributes).filter(|_| name == "source");
        if let (Some(address), Some(title)) = (address, self.awaits_source.take_if(|_| address.is_some())) {
            self.write_card(address, &title, context, around, out);
        }
    }

    /// Writes a link to what cannot be displayed: a card between blocks, where it leads to another site.
    fn write_card(
        &mut self,
        address: &str,
        title: &str,
        context: Context,
        around: &dyn BodyResolver,
        out: &mut String,
    ) {
        let is_inside_link = context == Context::Label || self.open.iter().any(|open| open.published == "a");
        let text = if title.trim().is_empty() { address } else { title };
        let url = match around.link(address) {
            BodyLink::To(url) if !is_inside_link => url,
            BodyLink::To(_) => return escape::push(out, text),
            BodyLink::Nowhere => return push_missing(out, if address.contains(':') { title } else { text }),
        };
        if context == Context::Block && url.starts_with("http") {
            let attributes = vec![Attribute::new("href", address), Attribute::new("title", title)];
            let component = Component { name: "video".to_owned(), attributes, ..Component::default() };
            let call = Call { component: &component, id: "", group: "", index: 0, body: "" };
            if let Some(card) = around.component(&call) {
                self.has_card = true;
                out.push_str(&card);
                return;
            }
        }
        out.push_str("<a");
        escape::push_attribute(out, "href", &around.urls().url(&url));
        out.push('>');
        escape::push(out, text);
        out.push_str("</a>");
    }

    /// Writes an anchor: `<a name>` is a target, `<a href>` a link. A link inside a link becomes a `span`.
    pub(super) fn write_anchor(
        &mut self,
        attributes: &[(String, String)],
        context: Context,
        around: &dyn BodyResolver,
        out: &mut String,
    ) {
        let is_inside_link = context == Context::Label || self.open.iter().any(|open| open.published == "a");
        let link = value(attributes, "href").map_or(BodyLink::Nowhere, |href| around.link(href));
        let published = match link.or_nowhere(is_inside_link) {
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
        if let Some(name) = value(attributes, "name").or(value(attributes, "id")) {
            self.write_id(name, around, out);
        }
        for attribute in ["lang", "dir", "title", "aria-label"] {
            let value = value(attributes, attribute)
                .filter(|value| attributes::is_acceptable(attribute, value, published));
            if let Some(value) = value {
                escape::push_attribute(out, attribute, value);
            }
        }
        out.push('>');
        self.open.push(OpenElement { written: "a".to_owned(), published: published.to_owned() });
    }
}

impl BodyLink {
    /// No target where no link is allowed.
    fn or_nowhere(self, is_forbidden: bool) -> Self {
        if is_forbidden { BodyLink::Nowhere } else { self }
    }
}
