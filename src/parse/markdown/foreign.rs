//! Owns markup of other generators that stays visible on a page: which kinds there are, and where the first of each stands.

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::html_element::{self, Permission};
use super::text_runs::{RunKind, TextRun, runs};
use super::{Document, is_escaped};

/// One kind of such markup in a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ForeignMarkup {
    /// What it is.
    pub kind: ForeignKind,
    /// How often readers see it.
    pub count: usize,
    /// Where the first stands in the file.
    pub place: Range<usize>,
}

/// Markup that other generators read and Hexapla does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ForeignKind {
    /// `{#id}`, `{ .class }`, `{: #id }`
    Attributes,
    /// `{{< name >}}`, `{{% name %}}`
    Shortcode,
    /// `{% name %}`
    TemplateTag,
    /// `!!! note`, `??? note`
    Admonition,
    /// `/// note`
    SlashBlock,
    /// `=== "Tab"`
    ContentTab,
    /// `--8<-- "file"`, `{* file *}`, `<<< @/file`
    SnippetLine,
    /// `import Name from "…"`
    Import,
    /// `<CardGrid>`
    Component,
    /// `[[toc]]`
    TableOfContents,
    /// `$$`
    Formula,
    /// `:name:`
    EmojiName,
    /// `: text` below a word
    DefinitionList,
    /// `+++`
    TomlFence,
    /// `{/* … */}`
    ExpressionComment,
}

impl ForeignKind {
    /// What it is, and what says the same here.
    pub(crate) fn text(self) -> (&'static str, &'static str) {
        match self {
            Self::Attributes => (
                "a list of attributes in braces",
                "take it out; for an anchor of a heading, write `<a name=\"id\"></a>` at its beginning",
            ),
            Self::Shortcode => {
                ("a shortcode", "write a component of the theme, `::: name`, or plain Markdown")
            }
            Self::TemplateTag => ("a tag of a template language", "write what it stands for"),
            Self::Admonition => ("an admonition", "write `> [!NOTE]`, and `> ` before each line of its text"),
            Self::SlashBlock => {
                ("a block between `///` lines", "write `> [!NOTE]` or a component, `::: name`")
            }
            Self::ContentTab => ("a tab", "write `::: tabs` and `::: tab title=\"…\"`"),
            Self::SnippetLine => ("a line that includes a file", "write `[!code-LANGUAGE[name](path)]`"),
            Self::Import => ("an import", "take it out; components of the theme need none"),
            Self::Component => (
                "a component",
                "write a component of the theme, `::: name`; a tag that is meant as text stands in backticks",
            ),
            Self::TableOfContents => {
                ("a mark for the list of contents", "take it out; a page has its list of contents")
            }
            Self::Formula => ("a formula", "write it in words or as code, or show a picture of it"),
            Self::EmojiName => ("the name of an emoji", "write the emoji itself"),
            Self::DefinitionList => ("a list of definitions", "write `<dl>`, `<dt>` and `<dd>`, or a list"),
            Self::TomlFence => {
                ("a fence of TOML front matter", "write the keys as YAML between two lines `---`")
            }
            Self::ExpressionComment => ("a comment in braces", "write `<!-- … -->`"),
        }
    }
}

/// The kinds that a document displays, in order of their first place.
pub(crate) fn all(document: &Document) -> Vec<ForeignMarkup> {
    let mut found: Vec<ForeignMarkup> = Vec::new();
    let closed = closed_names(&document.text);
    for run in runs(document).iter().filter(|run| run.kind != RunKind::Code) {
        let reader = ForeignReader { document, run, addresses: addresses(run), closed: &closed };
        for (kind, range) in reader.found() {
            match found.iter_mut().find(|known| known.kind == kind) {
                Some(known) => known.count += 1,
                None => found.push(ForeignMarkup { kind, count: 1, place: document.file_range(&range) }),
            }
        }
    }
    found
}

/// The names that end tags close somewhere.
fn closed_names(text: &str) -> FxHashSet<&str> {
    let ends = text.match_indices("</").map(|(at, mark)| &text[at + mark.len()..]);
    ends.map(|rest| &rest[..name_length(rest)]).filter(|name| !name.is_empty()).collect()
}

fn name_length(text: &str) -> usize {
    text.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_'))).unwrap_or(text.len())
}

/// Where the addresses of links and pictures stand, in order.
fn addresses(run: &TextRun) -> Vec<Range<usize>> {
    let mut addresses: Vec<_> = run.links.iter().map(|link| link.label_end..link.range.end).collect();
    addresses.sort_by_key(|address| address.start);
    addresses
}

fn is_inside(ranges: &[Range<usize>], at: usize) -> bool {
    let index = ranges.partition_point(|range| range.end <= at);
    ranges.get(index).is_some_and(|range| range.start <= at)
}

/// The most of a text that one piece of markup can take, so that many beginnings without an end cost no more than their number.
const LONGEST: usize = 1024;

/// The beginning of a text, up to the longest markup.
fn near(text: &str) -> &str {
    let mut end = text.len().min(LONGEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// Looks through one block.
struct ForeignReader<'a> {
    document: &'a Document,
    run: &'a TextRun,
    addresses: Vec<Range<usize>>,
    /// The names that end tags close anywhere in the document.
    closed: &'a FxHashSet<&'a str>,
}

impl ForeignReader<'_> {
    fn found(&self) -> Vec<(ForeignKind, Range<usize>)> {
        let mut found = if self.run.kind == RunKind::Html { Vec::new() } else { self.lines() };
        let text = &self.document.text;
        let mut done = self.run.range.start;
        for (offset, character) in text[self.run.range.clone()].char_indices() {
            let at = self.run.range.start + offset;
            if at < done {
                continue;
            }
            if text[at..].starts_with("<!--") {
                done = text[at..].find("-->").map_or(text.len(), |end| at + end);
                continue;
            }
            if !matches!(character, '{' | '<' | '$' | ':') || self.is_hidden(at) {
                continue;
            }
            let rest = near(&text[at..self.run.range.end]);
            let before = &text[self.run.range.start..at];
            let kind = match character {
                '<' => self.component(rest, at),
                _ if self.run.kind == RunKind::Html || is_escaped(text, at) => None,
                '{' => in_braces(rest, before),
                '$' => formula(rest, before),
                _ => emoji_name(rest, before),
            };
            if let Some((kind, length)) = kind {
                done = at + length;
                found.push((kind, at..done));
            }
        }
        found
    }

    /// What is markup as a whole line.
    fn lines(&self) -> Vec<(ForeignKind, Range<usize>)> {
        let mut found = Vec::new();
        let mut start = self.run.range.start;
        for (number, line) in self.document.text[self.run.range.clone()].split_inclusive('\n').enumerate() {
            // In a quotation, a line begins with its mark.
            let shown = line.trim_start_matches([' ', '\t', '>']);
            let at = start + line.len() - shown.len();
            let shown = shown.trim_end();
            if let Some(kind) = of_line(shown, number).filter(|_| !is_inside(&self.run.opaque, at)) {
                found.push((kind, at..at + shown.len()));
            }
            start += line.len();
        }
        found
    }

    /// True in code, HTML and addresses.
    fn is_hidden(&self, at: usize) -> bool {
        let is_in_code = self.run.kind != RunKind::Html && is_inside(&self.run.opaque, at);
        is_inside(&self.addresses, at) || is_in_code
    }

    /// The tag of a component: it has attributes, or an end of its own. A name alone is a placeholder.
    fn component(&self, rest: &str, at: usize) -> Option<(ForeignKind, usize)> {
        // The backslash that keeps a tag text is one of the repair; an author's own says that text is meant.
        if is_escaped(&self.document.text, at) && !self.document.file_range(&(at - 1..at)).is_empty() {
            return None;
        }
        let name = &rest[1..1 + name_length(&rest[1..])];
        let lower = name.to_ascii_lowercase();
        let is_known = html_element::permission(&lower) != Permission::Unknown && lower == name;
        let is_component = name.starts_with(|c: char| c.is_ascii_uppercase())
            || name.contains('-') && name.starts_with(|c: char| c.is_ascii_lowercase());
        if !is_component || is_known {
            return None;
        }
        let end = rest.find('>')?;
        let inside = rest[1 + name.len()..end].trim();
        let has_attributes = inside.split_once('=').is_some_and(|(attribute, value)| {
            !attribute.trim().contains(char::is_whitespace)
                && value.trim_start().starts_with(['"', '\'', '{'])
        });
        let is_closed = inside.is_empty() && self.closed.contains(name);
        (has_attributes || inside.ends_with('/') || is_closed).then_some((ForeignKind::Component, end + 1))
    }
}

/// What a line is as a whole.
fn of_line(line: &str, number: usize) -> Option<ForeignKind> {
    let begins_word =
        |rest: &str| rest.starts_with(' ') && rest.trim_start().starts_with(char::is_alphabetic);
    let after = |mark: &str| line.strip_prefix(mark);
    if after("!!!").or(after("???+")).or(after("???")).is_some_and(begins_word) {
        return Some(ForeignKind::Admonition);
    }
    if after("///").is_some_and(|rest| rest.is_empty() || begins_word(rest)) {
        return Some(ForeignKind::SlashBlock);
    }
    if after("===!")
        .or(after("===+"))
        .or(after("==="))
        .is_some_and(|rest| rest.starts_with([' ']) && rest.trim_start().starts_with(['"', '\'']))
    {
        return Some(ForeignKind::ContentTab);
    }
    let is_snippet = line.contains("--8<--")
        || line.contains(";-8<-")
        || after("<<<").is_some_and(|rest| rest.trim_start().starts_with(['@', '.', '/']))
        || line.starts_with("{*") && line.ends_with("*}");
    if is_snippet {
        return Some(ForeignKind::SnippetLine);
    }
    match line {
        "+++" => return Some(ForeignKind::TomlFence),
        _ if ["[[toc]]", "[toc]", "[[_toc_]]", "{:toc}"].iter().any(|toc| line.eq_ignore_ascii_case(toc)) => {
            return Some(ForeignKind::TableOfContents);
        }
        _ => {}
    }
    if is_import(line) {
        return Some(ForeignKind::Import);
    }
    let defines = number == 1 && after(": ").is_some_and(|rest| !rest.trim().is_empty());
    defines.then_some(ForeignKind::DefinitionList)
}

/// `import Name from "…"`, `import {a, b} from '…'`, `import "…"`, `export const …`
fn is_import(line: &str) -> bool {
    let line = line.trim_end_matches(';').trim_end();
    let is_quoted = |text: &str| {
        let text = text.trim();
        text.len() > 2 && text.starts_with(['"', '\'']) && text.ends_with(['"', '\''])
    };
    if let Some(rest) = line.strip_prefix("import ") {
        return is_quoted(rest) || rest.rsplit_once(" from ").is_some_and(|(_, path)| is_quoted(path));
    }
    line.strip_prefix("export ").is_some_and(|rest| {
        ["const ", "let ", "function ", "default "]
            .iter()
            .any(|word| rest.strip_prefix(word).is_some_and(|rest| rest.contains(['=', '{', '('])))
    })
}

/// What begins with a brace, with its length.
fn in_braces(rest: &str, before: &str) -> Option<(ForeignKind, usize)> {
    let line = rest.lines().next()?;
    let closed = |mark: &str| line.find(mark).map(|end| end + mark.len());
    for (open, close) in [("{{<", ">}}"), ("{{%", "%}}"), ("{{#", "}}")] {
        if line.starts_with(open) {
            return Some((ForeignKind::Shortcode, closed(close).unwrap_or(line.len())));
        }
    }
    if line.starts_with("{%") {
        return closed("%}").map(|length| (ForeignKind::TemplateTag, length));
    }
    if before.ends_with('{') {
        return None;
    }
    if line.starts_with("{/*") {
        return closed("*/}").map(|length| (ForeignKind::ExpressionComment, length));
    }
    let end = line.find('}')?;
    let inside = line[1..end].trim();
    let names = |rest: &str| rest.starts_with(|c: char| c.is_alphabetic() || c == '_');
    let is_list = inside.strip_prefix(['#', '.']).is_some_and(names)
        || inside
            .strip_prefix(':')
            .is_some_and(|rest| rest.trim_start().starts_with(['#', '.']) || rest.contains('='))
        || before.ends_with([')', ']'])
            && inside.split_once('=').is_some_and(|(name, _)| names(name) && !name.contains(' '));
    is_list.then_some((ForeignKind::Attributes, end + 1))
}

/// `$$` that opens a formula.
fn formula(rest: &str, before: &str) -> Option<(ForeignKind, usize)> {
    let inside = rest.strip_prefix("$$")?;
    if before.ends_with('$') {
        return None;
    }
    match inside.find("$$") {
        Some(0) => None,
        Some(end) => Some((ForeignKind::Formula, end + 4)),
        None => {
            let begins_line =
                before.trim_end_matches([' ', '\t']).ends_with('\n') || before.trim().is_empty();
            begins_line.then_some((ForeignKind::Formula, 2))
        }
    }
}

/// `:name:` between spaces.
fn emoji_name(rest: &str, before: &str) -> Option<(ForeignKind, usize)> {
    let name_end = rest[1..].find(':')? + 1;
    let name = &rest[1..name_end];
    let is_name = name.len() > 2
        && name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '_' | '-' | '+'));
    let stands_alone = before.chars().next_back().is_none_or(|c| c.is_whitespace() || c == '(')
        && rest[name_end + 1..].chars().next().is_none_or(|c| !c.is_alphanumeric() && c != ':');
    (is_name && stands_alone).then_some((ForeignKind::EmojiName, name_end + 1))
}

#[cfg(test)]
mod tests;
