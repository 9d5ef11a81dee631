//! Owns includes inside of text: which they are, and the text of the included file in their place.
//!
//! An include alone in its paragraph stands for blocks. Inside of a sentence, heading, cell or label only text can stand, so the text is
//! put into the Markdown before it is parsed: everything that is made of the article then has it.

use std::ops::Range;

use pulldown_cmark::LinkType;

use super::directive::{self, Directive};
use super::text_runs::{RunKind, RunLink, TextRun, runs};
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
        let next = run.opaque.partition_point(|opaque| opaque.end <= at);
        let is_opaque = run.opaque.get(next).is_some_and(|opaque| opaque.start <= at);
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
    edits.extend(run.breaks.iter().map(|(place, stays)| {
        // A line of a quotation begins with its mark, which belongs to no content.
        let rest = body[place.end..run.range.end].trim_start_matches([' ', '\t', '>']);
        let text = if *stays { "<br>" } else { " " };
        Edit { range: place.start..run.range.end - rest.len(), text: text.to_owned() }
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

#[cfg(test)]
mod tests;
