//! Owns the lines that open and close components: `::: name title="…"`, `:::`, and the spellings of other tools for the same.
//!
//! A line becomes a paragraph of its own that holds one object, wherever it stands: so a parser without support for components
//! sees blocks between blocks, in lists and quotations too.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::directive::{AlertKind, Attribute, Component, Directive, Snippet};
use super::html_tag::decode_entities;
use super::{Document, OBJECT};
use crate::parse::text_map::Edit;

/// What the lines of a document become.
#[derive(Default)]
pub(crate) struct ComponentLines {
    /// Sorted, not overlapping.
    pub edits: Vec<Edit>,
    /// The directives of the objects in the edits, in order.
    pub directives: Vec<Directive>,
}

/// The lines of a document that open or close components. Code and what browsers do not read are left alone.
pub(crate) fn collect(document: &Document) -> ComponentLines {
    let text = &document.text;
    let mut lines = candidates(text);
    if lines.is_empty() {
        return ComponentLines::default();
    }
    let plain = PlainLines::of(document);
    lines.retain(|line| !plain.hides(line.content.start));
    let mut collector = ComponentCollector { document, found: ComponentLines::default(), in_tabs: false };
    for line in &lines {
        collector.take(line, &plain);
    }
    collector.found
}

/// A line that may open or close something.
struct Line<'a> {
    /// The marks of quotations and the indent before it.
    prefix: &'a str,
    /// Its bytes without prefix and white space at its end.
    content: Range<usize>,
}

fn candidates(text: &str) -> Vec<Line<'_>> {
    let has = |mark: &str| memchr::memmem::find(text.as_bytes(), mark.as_bytes()).is_some();
    let has_tabs = has(TAB);
    if !has_tabs && !has(COLONS) {
        return Vec::new();
    }
    let mut start = 0;
    let mut lines = Vec::new();
    for line in text.split_inclusive('\n') {
        let content = line.trim_start_matches([' ', '\t', '>']);
        let prefix = &line[..line.len() - content.len()];
        let content = content.trim_end();
        let begins = content.starts_with(COLONS) || (has_tabs && (content.contains(TAB) || is_rule(content)));
        if begins {
            let at = start + prefix.len();
            lines.push(Line { prefix, content: at..at + content.len() });
        }
        start += line.len();
    }
    // A rule ends tabs only, so rules alone need no edits.
    lines.retain(|line| !is_within_text(&text[line.content.clone()]));
    let opens = |line: &Line<'_>| !is_rule(&text[line.content.clone()]);
    if lines.iter().any(opens) { lines } else { Vec::new() }
}

/// True for images and untranslated texts, which are part of a paragraph.
fn is_within_text(content: &str) -> bool {
    content.starts_with(":::no-loc ")
        || (content.starts_with(":::image") && !content.starts_with(":::image-"))
}

const COLONS: &str = ":::";
const TAB: &str = "](#tab/";

fn is_rule(content: &str) -> bool {
    ['-', '*', '_'].into_iter().any(|mark| {
        content.matches(mark).count() > 2 && content.chars().all(|letter| letter == mark || letter == ' ')
    })
}

/// The code and the rules that the parser finds in the unedited text.
#[derive(Default)]
struct PlainLines {
    /// Code, comments and the like: in order, not overlapping.
    opaque: Vec<Range<usize>>,
    /// Where thematic breaks begin.
    rules: Vec<usize>,
}

impl PlainLines {
    fn of(document: &Document) -> Self {
        let mut plain = Self::default();
        for (event, range) in document.events() {
            match event {
                Event::Start(Tag::CodeBlock(_)) | Event::Code(_) => plain.opaque.push(range),
                Event::Start(Tag::HtmlBlock) if is_verbatim(&document.text[range.clone()]) => {
                    plain.opaque.push(range);
                }
                Event::Rule => plain.rules.push(range.start),
                _ => {}
            }
        }
        plain
    }

    fn hides(&self, at: usize) -> bool {
        let index = self.opaque.partition_point(|range| range.end <= at);
        self.opaque.get(index).is_some_and(|range| range.start <= at)
    }
}

/// Raw HTML in which Markdown is never read, whatever follows.
fn is_verbatim(html: &str) -> bool {
    let html = html.trim_start();
    html.starts_with("<!")
        || html.starts_with("<?")
        || ["<pre", "<script", "<style", "<textarea"]
            .iter()
            .any(|tag| html.get(..tag.len()).is_some_and(|own| own.eq_ignore_ascii_case(tag)))
}

struct ComponentCollector<'a> {
    document: &'a Document,
    found: ComponentLines,
    /// Between a heading that is a tab and the rule that ends the tabs.
    in_tabs: bool,
}

impl ComponentCollector<'_> {
    fn take(&mut self, line: &Line<'_>, plain: &PlainLines) {
        let content = &self.document.text[line.content.clone()];
        if content.starts_with(COLONS) {
            if let Some(directives) = self.colons(content, line.content.start) {
                self.replace(line, directives);
            }
        } else if let Some(tab) = self.tab(content, line.content.start) {
            let place = tab.place.clone();
            let before = if self.in_tabs {
                Directive::Close { place }
            } else {
                Directive::Open(Component { name: "tabs".to_owned(), place, ..Component::default() })
            };
            self.in_tabs = true;
            self.replace(line, vec![before, Directive::Open(tab)]);
        } else if self.in_tabs && plain.rules.binary_search(&line.content.start).is_ok() {
            self.in_tabs = false;
            let place = self.document.file_range(&line.content);
            self.replace(line, vec![Directive::Close { place: place.clone() }, Directive::Close { place }]);
        }
    }

    /// Each object becomes a paragraph, behind the marks that the line had.
    fn replace(&mut self, line: &Line<'_>, directives: Vec<Directive>) {
        let prefix = line.prefix;
        let mut text = String::new();
        for _ in &directives {
            text.push_str(&format!("\n{prefix}{OBJECT}\n{prefix}"));
        }
        self.found.edits.push(Edit { range: line.content.clone(), text });
        self.found.directives.extend(directives);
    }

    /// A line of colons; nothing where what follows them is no name.
    fn colons(&self, content: &str, start: usize) -> Option<Vec<Directive>> {
        let rest = content.trim_start_matches(':');
        let place = self.document.file_range(&(start..start + content.len()));
        if rest.is_empty() {
            return Some(vec![Directive::Close { place }]);
        }
        let rest = rest.trim_start();
        let name_length = rest.find(|c: char| !is_name(c)).unwrap_or(rest.len());
        let (name, rest) = rest.split_at(name_length);
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return None;
        }
        let inner = rest.trim_end_matches(':');
        let closed = rest.len() - inner.len() >= COLONS.len();
        let inner = if closed { inner } else { rest };
        let mut component = self.component(name, inner, start + content.len() - rest.len());
        component.place = place.clone();
        Some(match name.to_ascii_lowercase().as_str() {
            "image-end" => Vec::new(),
            "row-end" | "column-end" | "zone-end" | "moniker-end" => vec![Directive::Close { place }],
            "code" => vec![Directive::Snippet(snippet(&component))],
            // These are written with colons behind them although they hold what follows.
            "row" | "column" | "zone" | "moniker" => vec![Directive::Open(component)],
            _ if closed => vec![Directive::Open(component), Directive::Close { place }],
            _ => vec![Directive::Open(component)],
        })
    }

    /// `text` are the attributes, which stand at `start` in the document.
    fn component(&self, name: &str, text: &str, start: usize) -> Component {
        let mut component = Component { name: name.to_ascii_lowercase(), ..Component::default() };
        if let Some(kind) = AlertKind::of(&component.name) {
            component.attributes.push(Attribute::new("kind", kind.name()));
            "alert".clone_into(&mut component.name);
        }
        let mut at = 0;
        loop {
            at += text[at..].len() - text[at..].trim_start().len();
            if at == text.len() {
                return component;
            }
            let Some(read) = attribute_at(&text[at..]) else {
                component.trouble =
                    Some(self.document.file_range(&(start + at..start + text.trim_end().len())));
                return component;
            };
            let place = self.document.file_range(&(start + at..start + at + read.length));
            let value = start + at + read.value.start..start + at + read.value.end;
            if SPOKEN.contains(&read.name.as_str()) && component.spoken.is_none() && !value.is_empty() {
                component.spoken = Some(self.document.file_range(&value));
            }
            let value = if read.value.is_empty() && !read.has_value {
                "true".to_owned()
            } else {
                decode_entities(&self.document.text[value])
            };
            component.attributes.push(Attribute { name: read.name, value, place });
            at += read.length;
        }
    }

    /// `# [Linux](#tab/linux)`, with the anchor before it that a hand-off writes.
    fn tab(&self, content: &str, start: usize) -> Option<Component> {
        let rest = content.trim_start_matches('#');
        let level = content.len() - rest.len();
        if !(1..=6).contains(&level) || !rest.starts_with([' ', '\t']) {
            return None;
        }
        let mut rest = rest.trim_start();
        if let Some(anchor) = rest.strip_prefix("<a name=") {
            rest = anchor.split_once("</a>")?.1;
        }
        let label = rest.trim_end_matches('#').trim_end().strip_prefix('[')?.strip_suffix(')')?;
        let (label, key) = label.split_once(TAB)?;
        let label_start = start + content.len() - rest.len() + 1;
        let spoken = self.document.file_range(&(label_start..label_start + label.len()));
        let place = self.document.file_range(&(start..start + content.len()));
        let title = decode_entities(label.trim());
        let attributes = vec![
            Attribute { name: "title".to_owned(), value: title, place: spoken.clone() },
            Attribute::new("key", key.split('/').next().unwrap_or_default()),
        ];
        Some(Component { name: "tab".to_owned(), attributes, spoken: Some(spoken), place, trouble: None })
    }
}

/// The attributes that readers see and that are translated.
const SPOKEN: [&str; 3] = ["title", "label", "caption"];

fn is_name(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '-' | '_')
}

/// A line that opens or closes something without its partner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Unpaired {
    /// Where it stands in the file.
    pub place: Range<usize>,
    /// The name of the component, where it opens one.
    pub name: Option<String>,
}

/// The lines of a document that lack their partner in the same block.
pub(crate) fn unpaired(document: &Document) -> Vec<Unpaired> {
    let opens = |directive: &Directive| matches!(directive, Directive::Open(_) | Directive::Close { .. });
    if !document.directives.iter().any(opens) {
        return Vec::new();
    }
    let mut pairs = Pairs::default();
    let mut directives = document.directives.iter();
    for (event, _) in document.events() {
        match event {
            Event::Start(Tag::Paragraph) => {}
            Event::End(TagEnd::Paragraph) => pairs.meet(),
            Event::Start(_) => pairs.depth += 1,
            Event::End(_) => pairs.leave(),
            Event::Text(text) | Event::Code(text) | Event::Html(text) => {
                let count = text.matches(OBJECT).count();
                pairs.waiting.extend(directives.by_ref().take(count));
            }
            _ => {}
        }
    }
    pairs.depth = 0;
    pairs.leave();
    pairs.alone.sort_by_key(|alone| alone.place.start);
    pairs.alone
}

/// The components that are open, and in how many blocks each was opened.
#[derive(Default)]
struct Pairs<'a> {
    depth: usize,
    open: Vec<(usize, &'a Component)>,
    /// The directives of the open paragraph.
    waiting: Vec<&'a Directive>,
    alone: Vec<Unpaired>,
}

impl Pairs<'_> {
    fn meet(&mut self) {
        for directive in std::mem::take(&mut self.waiting) {
            match directive {
                Directive::Open(component) => self.open.push((self.depth, component)),
                Directive::Close { place } => match self.open.last() {
                    Some((depth, _)) if *depth == self.depth => drop(self.open.pop()),
                    _ => self.alone.push(Unpaired { place: place.clone(), name: None }),
                },
                _ => {}
            }
        }
    }

    /// A block ends, and with it what was opened inside.
    fn leave(&mut self) {
        while self.open.last().is_some_and(|(depth, _)| *depth >= self.depth) {
            let Some((_, component)) = self.open.pop() else { return };
            let name = Some(component.written_name().to_owned());
            self.alone.push(Unpaired { place: component.place.clone(), name });
        }
        self.depth = self.depth.saturating_sub(1);
    }
}

struct Read {
    name: String,
    /// The value inside its quotation marks, from the beginning of the attribute.
    value: Range<usize>,
    has_value: bool,
    length: usize,
}

/// The attribute that begins a text: `name="value"`, with either kind of quotation mark or none, or a name alone.
fn attribute_at(text: &str) -> Option<Read> {
    let name_length = text.find(|c: char| !is_name(c)).unwrap_or(text.len());
    let name = &text[..name_length];
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let name = name.to_ascii_lowercase().replace('-', "_");
    let Some(value) = text[name_length..].strip_prefix('=') else {
        let ends = text[name_length..].chars().next().is_none_or(char::is_whitespace);
        return ends.then_some(Read { name, value: 0..0, has_value: false, length: name_length });
    };
    let start = name_length + 1;
    let quote = value.chars().next().filter(|mark| matches!(mark, '"' | '\''));
    let (value, length) = match quote {
        Some(mark) => {
            let end = start + 1 + value[1..].find(mark)?;
            (start + 1..end, end + 1)
        }
        None => {
            let end = start + value.find(char::is_whitespace).unwrap_or(value.len());
            (start..end, end)
        }
    };
    text[length..].chars().next().is_none_or(char::is_whitespace).then_some(Read {
        name,
        value,
        has_value: true,
        length,
    })
}

fn snippet(component: &Component) -> Snippet {
    let value = |name: &str| component.value(name).unwrap_or_default().to_owned();
    let source = component.attributes.iter().find(|attribute| attribute.name == "source");
    Snippet {
        path: value("source"),
        language: value("language"),
        range: value("range"),
        id: value("id"),
        place: source.map_or_else(|| component.place.clone(), |source| source.place.clone()),
    }
}
