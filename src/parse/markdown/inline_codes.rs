//! Owns inline codes: the markup inside of a sentence as data, by which the two sides of a translation unit are compared.

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::directive::Directive;
use super::html_tag::{self, HtmlToken};
use super::{Document, placeholder};

/// One piece of markup inside of a text.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct InlineCode {
    /// What it is.
    pub kind: InlineKind,
    /// What it names: an address, an element, a placeholder, a path. Empty for emphasis and code.
    pub name: String,
}

/// The kinds of inline codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum InlineKind {
    /// Emphasis of any kind.
    Emphasis,
    /// Code.
    Code,
    /// A link.
    Link,
    /// A link whose text is its address, with or without `<` and `>`.
    Address,
    /// A picture.
    Picture,
    /// The opening tag of an element, or a comment.
    Html,
    /// A closing tag.
    HtmlEnd,
    /// `{ -term }` or `{ $variable }`.
    Placeholder,
    /// A reference to a footnote.
    Footnote,
    /// A directive: an include, a video, a component.
    Directive,
}

/// What a text is made of, without its words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Structure {
    /// The blocks, in the order in which they end.
    pub blocks: Vec<BlockEnd>,
    /// The inline codes, in order.
    pub codes: Vec<InlineCode>,
    /// What is displayed as text.
    pub text: String,
}

/// The end of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BlockEnd {
    /// A block with content.
    Tag(TagEnd),
    /// A line across the page.
    Rule,
    /// The mark of a task.
    Task,
}

impl Structure {
    /// Reads a document.
    pub(crate) fn of(document: &Document) -> Self {
        let mut structure = Self::default();
        for (event, _) in document.events() {
            structure.take(&event);
        }
        for (place, _) in placeholder::all(&document.text) {
            structure.add(InlineKind::Placeholder, &document.text[place]);
        }
        for directive in &document.directives {
            structure.add(InlineKind::Directive, &name_of(directive));
        }
        structure
    }

    fn take(&mut self, event: &Event<'_>) {
        match event {
            Event::Text(text) => self.text.push_str(text),
            Event::Code(_) => self.add(InlineKind::Code, ""),
            Event::Html(html) | Event::InlineHtml(html) => self.html(html),
            Event::FootnoteReference(label) => self.add(InlineKind::Footnote, label),
            Event::Rule => self.blocks.push(BlockEnd::Rule),
            Event::TaskListMarker(_) => self.blocks.push(BlockEnd::Task),
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough) => {
                self.add(InlineKind::Emphasis, "");
            }
            Event::Start(Tag::Link { link_type: LinkType::Autolink | LinkType::Email, dest_url, .. }) => {
                self.add(InlineKind::Address, dest_url);
            }
            Event::Start(Tag::Link { dest_url, .. }) => self.add(InlineKind::Link, dest_url),
            Event::Start(Tag::Image { dest_url, .. }) => self.add(InlineKind::Picture, dest_url),
            Event::End(
                TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image,
            ) => {}
            Event::End(end) => self.blocks.push(BlockEnd::Tag(*end)),
            _ => {}
        }
    }

    fn html(&mut self, html: &str) {
        for token in html_tag::tokens(html) {
            match token {
                HtmlToken::Text(text) => self.text.push_str(text),
                HtmlToken::Open { name, attributes, .. } => {
                    self.add(InlineKind::Html, &name);
                    self.addresses(&attributes);
                }
                HtmlToken::Close(name) => self.add(InlineKind::HtmlEnd, &name),
                HtmlToken::Comment => self.add(InlineKind::Html, "!--"),
            }
        }
    }

    fn addresses(&mut self, attributes: &[(String, String)]) {
        for (name, value) in attributes {
            match name.as_str() {
                "href" => self.add(InlineKind::Link, value),
                "src" => self.add(InlineKind::Picture, value),
                _ => {}
            }
        }
    }

    fn add(&mut self, kind: InlineKind, name: &str) {
        self.codes.push(InlineCode { kind, name: name.to_owned() });
    }
}

/// What a directive names, without what a translator translates in it.
fn name_of(directive: &Directive) -> String {
    match directive {
        Directive::Alert(kind) => kind.name().to_owned(),
        Directive::Group { class } => format!("div {class}"),
        Directive::Video { url } => format!("video {url}"),
        Directive::Include { path, .. } => format!("include {path}"),
        Directive::Image { source, .. } => format!("image {source}"),
        Directive::Open(component) => {
            let attributes: Vec<&str> = component.attributes.iter().map(|own| own.name.as_str()).collect();
            format!("{} {}", component.name, attributes.join(" "))
        }
        Directive::Close { .. } => "end".to_owned(),
        Directive::Snippet(snippet) => format!("code {}", snippet.path),
        Directive::Verbatim { text } => format!("no-loc {text}"),
    }
}
