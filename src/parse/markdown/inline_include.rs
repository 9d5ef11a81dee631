//! Owns includes inside of text: which they are, and the text of the included file in their place.
//!
//! An include alone in its paragraph stands for blocks. Inside of a sentence, heading, cell or label only text can stand, so the text is
//! put into the Markdown before it is parsed: everything that is made of the article then has it.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::directive::{self, Directive};
use super::{Document, is_escaped, placeholder};
use crate::parse::text_map::Edit;

/// The texts of the files that an article includes inside of its own text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct InlineTexts {
    /// For the article's own side.
    pub target: Vec<InlineText>,
    /// For the side that it was translated from.
    pub source: Vec<InlineText>,
}

/// The text of an included file as it can stand inside of other text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct InlineText {
    /// The path, as the include has it.
    pub path: String,
    /// The text, on one line.
    pub text: String,
    /// True where the file is one paragraph, which loses nothing.
    pub is_one_paragraph: bool,
}

/// An include, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FoundInclude {
    /// The directive in the text.
    pub range: Range<usize>,
    /// The path, as written.
    pub path: String,
    /// What it stands in.
    pub around: IncludePosition,
    /// True where text of the same block stands before it on its line.
    follows_text: bool,
}

/// What an include stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum IncludePosition {
    /// A paragraph of its own: it stands for blocks.
    Nothing,
    /// An item of a list that holds nothing else: it stands for text where it can, else for blocks.
    Item,
    /// Text.
    Text,
    /// The cell of a table.
    Cell,
}

/// Every include of a text, in order.
pub(crate) fn all(text: &str) -> Vec<FoundInclude> {
    if !may_include(text) {
        return Vec::new();
    }
    let document = Document { text: text.to_owned(), ..Document::default() };
    let mut found = Vec::new();
    for run in runs(&document).iter().filter(|run| run.kind != RunKind::Code && run.kind != RunKind::Html) {
        includes_of(text, run, &mut found);
    }
    found
}

/// A cheap check before a text is parsed.
fn may_include(text: &str) -> bool {
    const NAME: &[u8] = b"include";
    memchr::memchr_iter(b'!', text.as_bytes()).any(|at| {
        let rest = text[at + 1..].trim_start_matches(' ').as_bytes();
        rest.get(..NAME.len()).is_some_and(|name| name.eq_ignore_ascii_case(NAME))
    })
}

fn includes_of(text: &str, run: &TextRun, found: &mut Vec<FoundInclude>) {
    let first = found.len();
    let mut rest = String::new();
    let mut at = run.range.start;
    while at < run.range.end {
        let is_opaque = run.opaque.iter().any(|opaque| opaque.contains(&at));
        let parsed = text[at..run.range.end]
            .starts_with('[')
            .then(|| directive::at(&text[at..]))
            .flatten()
            .filter(|_| !is_opaque && !is_escaped(text, at));
        match parsed {
            Some(parsed) if matches!(parsed.directive, Directive::Include { .. }) => {
                let Directive::Include { path, .. } = parsed.directive else { break };
                let range = at..at + parsed.length;
                let follows_text = !rest.is_empty();
                at = range.end;
                found.push(FoundInclude { range, path, around: IncludePosition::Text, follows_text });
            }
            _ => {
                let length = text[at..].chars().next().map_or(1, char::len_utf8);
                rest.push_str(&text[at..at + length]);
                at += length;
            }
        }
    }
    let around = match run.kind {
        RunKind::Cell => IncludePosition::Cell,
        RunKind::Paragraph if rest.trim().is_empty() => IncludePosition::Nothing,
        RunKind::Item if rest.trim().is_empty() => IncludePosition::Item,
        _ => IncludePosition::Text,
    };
    found[first..].iter_mut().for_each(|include| include.around = around);
}

/// The edits that put texts in the place of includes.
pub(crate) fn edits(body: &str, texts: &[InlineText]) -> Vec<Edit> {
    if texts.is_empty() {
        return Vec::new();
    }
    let edit = |include: FoundInclude| {
        let inline = texts.iter().find(|text| text.path == include.path)?;
        let is_text = match include.around {
            IncludePosition::Nothing => false,
            IncludePosition::Item => inline.is_one_paragraph,
            IncludePosition::Text | IncludePosition::Cell => true,
        };
        let mut text = inline.text.clone();
        if include.around == IncludePosition::Cell {
            text = text.replace("\\|", "|").replace('|', "\\|");
        }
        if !include.follows_text {
            text = without_block_marks(text);
        }
        is_text.then_some(Edit { range: include.range, text })
    };
    all(body).into_iter().filter_map(edit).collect()
}

/// A text that opens no block where it begins a line.
fn without_block_marks(text: String) -> String {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    match text.as_bytes().get(digits) {
        Some(b'.' | b')') if digits > 0 => format!("{}\\{}", &text[..digits], &text[digits..]),
        Some(b'#' | b'>' | b'+' | b'-' | b'=') if digits == 0 => format!("\\{text}"),
        _ => text,
    }
}

/// What making a text of an included file requires.
pub(crate) struct Included<'a> {
    /// The text of a file that it includes itself.
    pub include: &'a dyn Fn(&str) -> String,
    /// An address as the including article has to write it.
    pub address: &'a dyn Fn(&str) -> Option<String>,
    /// The value of a variable of the file.
    pub variable: &'a dyn Fn(&str) -> Option<String>,
}

/// The body of a file as text on one line, and whether it is one paragraph.
pub(crate) fn as_text(body: &str, included: &Included<'_>) -> (String, bool) {
    let document = Document { text: body.to_owned(), ..Document::default() };
    let runs = runs(&document);
    let is_one_paragraph = matches!(&runs[..], [TextRun { kind: RunKind::Paragraph, depth: 1, .. }]);
    let texts = runs.iter().map(|run| match run.kind {
        RunKind::Code => inline_code(&run.code),
        RunKind::Html => one_line(body[run.range.clone()].trim()),
        _ => run_text(body, run, included),
    });
    let texts: Vec<String> = texts.filter(|text| !text.is_empty()).collect();
    (texts.join(" "), is_one_paragraph)
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn inline_code(code: &str) -> String {
    let code = one_line(code);
    let fence = "`".repeat(code.split(|c| c != '`').map(str::len).max().unwrap_or(0) + 1);
    if code.is_empty() { code } else { format!("{fence} {code} {fence}") }
}

fn run_text(body: &str, run: &TextRun, included: &Included<'_>) -> String {
    let mut found = Vec::new();
    includes_of(body, run, &mut found);
    let mut edits: Vec<Edit> = found
        .into_iter()
        .map(|include| Edit { range: include.range, text: (included.include)(&include.path) })
        .collect();
    edits.extend(run.breaks.iter().map(|line_break| {
        // A line of a quotation begins with its mark, which belongs to no content.
        let rest = body[line_break.range.end..run.range.end].trim_start_matches([' ', '\t', '>']);
        Edit { range: line_break.range.start..run.range.end - rest.len(), text: line_break.text.clone() }
    }));
    for link in &run.links {
        edits.extend(link_edit(body, link, included));
    }
    let text = &body[run.range.clone()];
    for (at, found) in placeholder::all(text) {
        let range = run.range.start + at.start..run.range.start + at.end;
        if let placeholder::Placeholder::Variable(name) = found
            && !is_escaped(body, range.start)
            && let Some(value) = (included.variable)(name)
        {
            edits.push(Edit { range, text: value });
        }
    }
    edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
    let mut made = String::new();
    let mut done = run.range.start;
    for edit in edits.iter().filter(|edit| edit.range.end <= run.range.end) {
        if edit.range.start >= done {
            made.push_str(&body[done..edit.range.start]);
            made.push_str(&edit.text);
            done = edit.range.end;
        }
    }
    made.push_str(&body[done..run.range.end]);
    made.trim().to_owned()
}

/// The address of a link as the including article has to write it; a link by reference gets its address.
fn link_edit(body: &str, link: &RunLink, included: &Included<'_>) -> Option<Edit> {
    let address = (included.address)(&link.address);
    let written = |address: &str| {
        let is_plain = !address.contains([' ', '(', ')', '<', '>']);
        if is_plain { address.to_owned() } else { format!("<{address}>") }
    };
    match link.kind {
        LinkType::Inline => {
            let address = address?;
            let start = link.range.start + body.get(link.range.clone())?.rfind(&link.address)?;
            let end = start + link.address.len();
            let is_bracketed = body[..start].ends_with('<');
            let text = if is_bracketed { address } else { written(&address) };
            Some(Edit { range: start..end, text })
        }
        LinkType::Autolink | LinkType::Email | LinkType::WikiLink { .. } => None,
        _ => {
            let address = address.unwrap_or_else(|| link.address.clone());
            let text = format!("]({})", written(&address));
            Some(Edit { range: link.label_end..link.range.end, text })
        }
    }
}

/// The inline content of one block, or a block without any.
#[derive(Debug)]
struct TextRun {
    kind: RunKind,
    range: Range<usize>,
    /// How many blocks are open, this one included.
    depth: usize,
    /// Code and HTML in it.
    opaque: Vec<Range<usize>>,
    /// Line breaks, with what stands for them on one line.
    breaks: Vec<Edit>,
    links: Vec<RunLink>,
    /// The text of a block of code.
    code: String,
}

#[derive(Debug)]
struct RunLink {
    kind: LinkType,
    range: Range<usize>,
    address: String,
    label_end: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum RunKind {
    Paragraph,
    Heading,
    Item,
    Cell,
    Code,
    Html,
}

/// All content of a text, block by block.
fn runs(document: &Document) -> Vec<TextRun> {
    let mut reader = RunReader { blocks: Vec::new(), open: None, runs: Vec::new(), links: Vec::new() };
    for (event, range) in document.events() {
        reader.take(&event, &range);
    }
    reader.end();
    reader.runs
}

struct RunReader {
    blocks: Vec<RunKind>,
    open: Option<TextRun>,
    runs: Vec<TextRun>,
    links: Vec<RunLink>,
}

impl RunReader {
    fn take(&mut self, event: &Event<'_>, range: &Range<usize>) {
        match event {
            Event::Start(Tag::Link { link_type, dest_url, .. } | Tag::Image { link_type, dest_url, .. }) => {
                self.extend(range);
                self.links.push(RunLink {
                    kind: *link_type,
                    range: range.clone(),
                    address: dest_url.to_string(),
                    label_end: range.start + 1,
                });
            }
            Event::End(TagEnd::Link | TagEnd::Image) => {
                let link = self.links.pop();
                self.grow(range.end);
                if let Some(run) = &mut self.open {
                    run.links.extend(link);
                }
            }
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough) => self.extend(range),
            Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough) => self.grow(range.end),
            Event::Start(tag) => {
                self.end();
                self.blocks.push(match tag {
                    Tag::Heading { .. } => RunKind::Heading,
                    Tag::TableCell => RunKind::Cell,
                    Tag::Item => RunKind::Item,
                    Tag::CodeBlock(_) => RunKind::Code,
                    Tag::HtmlBlock => RunKind::Html,
                    _ => RunKind::Paragraph,
                });
            }
            Event::End(_) => {
                self.end();
                self.blocks.pop();
            }
            Event::Rule => self.end(),
            Event::SoftBreak => self.line_break(range, " "),
            Event::HardBreak => self.line_break(range, "<br>"),
            Event::Text(text) => {
                self.extend(range);
                if let Some(run) = self.open.as_mut().filter(|run| run.kind == RunKind::Code) {
                    run.code.push_str(text);
                }
            }
            Event::Code(_) | Event::InlineHtml(_) => {
                self.extend(range);
                if let Some(run) = &mut self.open {
                    run.opaque.push(range.clone());
                }
            }
            _ => self.extend(range),
        }
    }

    fn line_break(&mut self, range: &Range<usize>, text: &str) {
        self.extend(range);
        if let Some(run) = &mut self.open {
            run.breaks.push(Edit { range: range.clone(), text: text.to_owned() });
        }
    }

    fn extend(&mut self, range: &Range<usize>) {
        self.grow(range.end);
        let kind = self.blocks.last().copied().unwrap_or(RunKind::Paragraph);
        let depth = self.blocks.len();
        let run = self.open.get_or_insert_with(|| TextRun {
            kind,
            range: range.clone(),
            depth,
            opaque: Vec::new(),
            breaks: Vec::new(),
            links: Vec::new(),
            code: String::new(),
        });
        run.range.end = run.range.end.max(range.end);
    }

    /// Extends the labels of the open links.
    fn grow(&mut self, end: usize) {
        for link in self.links.iter_mut().filter(|link| end < link.range.end) {
            link.label_end = link.label_end.max(end);
        }
    }

    fn end(&mut self) {
        self.runs.extend(self.open.take());
        self.links.clear();
    }
}

#[cfg(test)]
mod tests;
