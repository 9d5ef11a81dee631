//! Owns the outline of a body, which the plan keeps instead of it: headings, anchors, links, images, includes.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, LinkType, Tag, TagEnd};
use rustc_hash::FxHashSet;

use super::code::language_of;
use super::directive::{Component, Directive};
use super::heading::Question;
use super::html_block::RawBlock;
use super::html_element::{self, Omission, RubyPart};
use super::html_tag::{self, HtmlToken};
use super::{Document, is_escaped, placeholder, slug, visible};

pub(crate) use super::heading::{Heading, THEME_PREFIX, safe_id};

/// A link or image as written, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Reference {
    /// The address, entities decoded, not yet resolved.
    pub target: String,
    /// Where it stands in the file.
    pub place: Range<usize>,
}

/// A body without its text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Outline {
    /// All headings in order.
    pub headings: Vec<Heading>,
    /// Ids that raw HTML defines beside headings, each once.
    pub anchors: Vec<String>,
    /// Ids that are defined again, where they are left out.
    pub repeated_ids: Vec<Reference>,
    /// Links, in order; those of raw HTML included.
    pub links: Vec<Reference>,
    /// What stands like an address, in order, but is text as it holds a space.
    pub spaced_files: Vec<Reference>,
    /// Images, in order; those of directives and raw HTML included.
    pub images: Vec<Reference>,
    /// Questions, in order; empty where the article is not a list of questions.
    pub questions: Vec<Question>,
    /// Included files, in order.
    pub includes: Vec<Reference>,
    /// Files of which lines are displayed, in order.
    pub snippets: Vec<Reference>,
    /// Components, in the order in which they open.
    pub components: Vec<Use>,
    /// Terms and variables in the text and in titles of components, as written, in order.
    pub phrases: Vec<Reference>,
    /// True where a fence of code names a language.
    pub has_code_of_a_language: bool,
    /// The beginning of the first paragraph, plain, at most [`LEAD_CHARS`] characters: a description where none is written.
    pub lead: String,
}

/// A component where an article uses it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Use {
    /// Its `id` on the page: as written, or the slug of its title, or a number.
    pub id: String,
    /// What is written.
    pub component: Component,
}

/// The most characters that search engines display.
pub(crate) const LEAD_CHARS: usize = 160;

impl Outline {
    /// Reads a document once.
    pub(crate) fn of(document: &Document) -> Self {
        let mut reader = OutlineReader {
            document,
            outline: Outline::default(),
            heading: None,
            lead: None,
            in_code: false,
            taken: FxHashSet::default(),
            omission: Omission::default(),
            ruby: RubyPart::default(),
            block: RawBlock::default(),
        };
        for (event, range) in document.events() {
            reader.take(event, &range);
        }
        for directive in &document.directives {
            reader.directive(directive);
        }
        let spaced = document.spaced_files.iter();
        reader.outline.spaced_files = spaced
            .map(|(target, place)| Reference { target: target.clone(), place: place.clone() })
            .collect();
        reader.outline
    }

    /// The first heading of level 1.
    pub(crate) fn title(&self) -> Option<&str> {
        self.headings.iter().find(|heading| heading.level == 1).map(|heading| heading.text.as_str())
    }

    /// Adds includes whose places hold the text of their files, or that stand where no directive is read.
    pub(crate) fn add_includes(&mut self, includes: impl Iterator<Item = Reference>) {
        for include in includes {
            // The place of a directive is that of its path, which lies within.
            let is_same = |known: &Reference| {
                known.target == include.target
                    && include.place.contains(&known.place.start)
                    && known.place.end <= include.place.end
            };
            if !self.includes.iter().any(is_same) {
                self.includes.push(include);
            }
        }
        self.includes.sort_by_key(|include| include.place.start);
    }

    /// Gives the components the ids that they have in the source, where both sides have the same ones.
    pub(crate) fn take_component_ids(&mut self, source: &Outline) {
        let names = |outline: &Outline| -> Vec<String> {
            outline.components.iter().map(|used| used.component.name.clone()).collect()
        };
        if names(self) == names(source) {
            let pairs = self.components.iter_mut().zip(&source.components);
            pairs.for_each(|(own, source)| own.id.clone_from(&source.id));
        }
    }

    /// The id that a fragment leads to, under whichever of its names.
    pub(crate) fn resolve_fragment(&self, fragment: &str) -> Option<&str> {
        let heading = self
            .headings
            .iter()
            .find(|heading| heading.id == fragment)
            .or_else(|| self.headings.iter().find(|heading| heading.alias.as_deref() == Some(fragment)));
        heading
            .map(|heading| heading.id.as_str())
            .or_else(|| self.anchors.iter().map(String::as_str).find(|anchor| *anchor == fragment))
            .or_else(|| self.questions.iter().map(|question| question.id.as_str()).find(|id| *id == fragment))
            .or_else(|| self.components.iter().map(|used| used.id.as_str()).find(|id| *id == fragment))
    }
}

struct OpenHeading {
    level: u8,
    text: String,
    anchor: Option<String>,
}

struct OutlineReader<'a> {
    document: &'a Document,
    outline: Outline,
    heading: Option<OpenHeading>,
    /// The first paragraph while it is open; an empty outline lead means it was not found yet.
    lead: Option<String>,
    in_code: bool,
    taken: FxHashSet<String>,
    /// The raw element that is left out with all it holds.
    omission: Omission,
    ruby: RubyPart,
    /// The open block of raw HTML.
    block: RawBlock,
}

impl OutlineReader<'_> {
    fn take(&mut self, event: Event<'_>, range: &Range<usize>) {
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                self.begin_block();
                self.heading =
                    Some(OpenHeading { level: level_number(level), text: String::new(), anchor: None });
            }
            Event::End(TagEnd::Heading(_)) => self.end_heading(),
            Event::Start(Tag::Paragraph) => {
                self.begin_block();
                if self.outline.lead.is_empty() {
                    self.lead = Some(String::new());
                }
            }
            Event::End(TagEnd::Paragraph) => self.end_paragraph(),
            Event::Start(Tag::Link { link_type: LinkType::Email, .. }) => {}
            Event::Start(Tag::Link { dest_url, .. }) => self.link(&dest_url, range),
            Event::Start(Tag::Image { dest_url, .. }) => self.image(&dest_url, range),
            Event::Text(text) => {
                self.placeholders(&text, range);
                self.text(&visible(&text));
            }
            Event::Code(text) => self.text(&visible(&text)),
            Event::SoftBreak | Event::HardBreak => self.text(" "),
            Event::Start(Tag::CodeBlock(kind)) => {
                self.in_code = true;
                let names = matches!(kind, CodeBlockKind::Fenced(info) if !language_of(&info).is_empty());
                self.outline.has_code_of_a_language |= names;
            }
            Event::End(TagEnd::CodeBlock) => self.in_code = false,
            Event::InlineHtml(html) => {
                for token in html_tag::tokens(&html) {
                    self.html(&token, range);
                }
            }
            Event::Html(html) => self.block.push(&html, range.end.saturating_sub(html.len())),
            Event::End(TagEnd::HtmlBlock) => self.html_block(),
            _ => {}
        }
    }

    fn begin_block(&mut self) {
        self.omission.end();
        self.ruby = RubyPart::Base;
    }

    /// Adds text to the open heading or lead: of a ruby annotation only its base.
    fn text(&mut self, text: &str) {
        if self.omission.is_open() || self.ruby != RubyPart::Base {
            return;
        }
        let open = self.heading.as_mut().map(|heading| &mut heading.text).or(self.lead.as_mut());
        if let Some(open) = open {
            open.push_str(text);
        }
    }

    /// A backslash before its brace makes a placeholder plain text.
    fn placeholders(&mut self, text: &str, range: &Range<usize>) {
        for (at, _) in placeholder::all(text) {
            let place = range.start + at.start..range.start + at.end;
            if !self.in_code && !is_escaped(&self.document.text, place.start) {
                let place = self.document.file_range(&place);
                self.outline.phrases.push(Reference { target: text[at].to_owned(), place });
            }
        }
    }

    fn end_heading(&mut self) {
        let Some(heading) = self.heading.take() else { return };
        let text = heading.text.split_whitespace().collect::<Vec<_>>().join(" ");
        let own = slug::slugify(&text);
        let id = slug::unique(safe_id(&heading.anchor.unwrap_or_else(|| own.clone())), &mut self.taken);
        let alias = (own != id).then_some(own);
        let level = self.display_level(heading.level);
        self.outline.headings.push(Heading { level, text, id, alias });
    }

    /// A second heading of level 1 is displayed at level 2, and no level is skipped.
    fn display_level(&self, written: u8) -> u8 {
        let above = self.outline.headings.last().map_or(1, |heading| heading.level);
        match written {
            1 if self.outline.title().is_some() => 2,
            _ => written.min(above + 1),
        }
    }

    fn end_paragraph(&mut self) {
        if let Some(lead) = self.lead.take() {
            let words = lead.split_whitespace().collect::<Vec<_>>().join(" ");
            self.outline.lead = shorten(&words, LEAD_CHARS);
        }
    }

    fn link(&mut self, target: &str, range: &Range<usize>) {
        let reference = self.reference(target, range);
        self.outline.links.push(reference);
    }

    fn image(&mut self, target: &str, range: &Range<usize>) {
        let reference = self.reference(target, range);
        self.outline.images.push(reference);
    }

    fn reference(&self, target: &str, range: &Range<usize>) -> Reference {
        Reference { target: visible(target).into_owned(), place: self.document.file_range(range) }
    }

    fn html_block(&mut self) {
        let block = std::mem::take(&mut self.block);
        for (token, place) in block.tokens() {
            self.html(&token, &place);
        }
    }

    fn html(&mut self, token: &HtmlToken<'_>, range: &Range<usize>) {
        let is_left_out = self.omission.take(token);
        self.ruby.take(token);
        let HtmlToken::Open { name, attributes, .. } = token else { return };
        if let Some(address) = html_element::displayed_address(name, attributes) {
            // Of a film or sound, the address stands inside of what is left out.
            self.link(address, range);
        }
        if is_left_out {
            return;
        }
        if let Some(id) = html_element::value(attributes, "name").filter(|_| name == "a") {
            self.anchor(id, range);
        } else if let Some(id) = html_element::value(attributes, "id") {
            self.anchor(id, range);
        }
        for (attribute, value) in attributes {
            match (name.as_str(), attribute.as_str()) {
                ("a", "href") => self.link(value, range),
                ("img", "src") => self.image(value, range),
                _ => {}
            }
        }
    }

    /// An anchor at the beginning of a heading names the heading; elsewhere it is a place of its own.
    fn anchor(&mut self, name: &str, range: &Range<usize>) {
        match &mut self.heading {
            Some(heading) if heading.anchor.is_none() && heading.text.is_empty() && !name.is_empty() => {
                heading.anchor = Some(name.to_owned());
            }
            _ => {
                let id = safe_id(name);
                if id.is_empty() {
                    return;
                }
                if self.taken.insert(id.clone()) {
                    self.outline.anchors.push(id);
                } else {
                    let repeated = self.reference(name, range);
                    self.outline.repeated_ids.push(repeated);
                }
            }
        }
    }

    fn directive(&mut self, directive: &Directive) {
        match directive {
            Directive::Include { path, place } => {
                self.outline.includes.push(Reference { target: path.clone(), place: place.clone() });
            }
            Directive::Image { source, place, .. } => {
                self.outline.images.push(Reference { target: source.clone(), place: place.clone() });
            }
            Directive::Snippet(snippet) => {
                let reference = Reference { target: snippet.path.clone(), place: snippet.place.clone() };
                self.outline.snippets.push(reference);
            }
            Directive::Open(component) => self.component(component),
            Directive::Alert(_)
            | Directive::Group { .. }
            | Directive::Video { .. }
            | Directive::Close { .. }
            | Directive::Verbatim { .. } => {}
        }
    }

    /// An attribute named `href` is a link and one named `src` a picture, whatever the component.
    fn component(&mut self, component: &Component) {
        for attribute in &component.attributes {
            let reference = Reference { target: attribute.value.clone(), place: attribute.place.clone() };
            match attribute.name.as_str() {
                "href" => self.outline.links.push(reference),
                "src" => self.outline.images.push(reference),
                _ => self.outline.phrases.extend(placeholder::all(&attribute.value).map(|(at, _)| {
                    Reference { target: attribute.value[at].to_owned(), place: attribute.place.clone() }
                })),
            }
        }
        let written = component.value("id").map(safe_id).filter(|id| !id.is_empty());
        let title = component.value("title").map(slug::slugify).filter(|slug| !slug.is_empty());
        let number = self.outline.components.len() + 1;
        let id = match written.or_else(|| title.map(|title| safe_id(&title))) {
            Some(id) => slug::unique(id, &mut self.taken),
            None => format!("{THEME_PREFIX}c{number}"),
        };
        self.outline.components.push(Use { id, component: component.clone() });
    }
}

/// The number of a heading level.
pub(crate) fn level_number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

/// At most so many characters, cut between words where there are any, with an ellipsis.
fn shorten(text: &str, limit: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(limit) else { return text.to_owned() };
    let cut = &text[..end];
    let cut = cut.rsplit_once(' ').map_or(cut, |(words, _)| words);
    format!("{}…", cut.trim_end_matches([',', '.', ';', ':']))
}
