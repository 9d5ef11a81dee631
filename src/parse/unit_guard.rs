//! Owns the guard of translations: whether a sentence keeps the structure of the block that its source stands in.
//!
//! Translations are not trusted. One that would end its block, open another, or bring a link, an element, an include or a placeholder
//! that its source lacks is not shown. Both sides are read in the place of the sentence, after the repair that reading does.

use std::fmt;
use std::ops::Range;

use rustc_hash::FxHashMap;

use super::counts::WorkCounts;
use super::markdown::html_tag::{self, HtmlToken};
use super::markdown::inline_codes::{InlineCode, InlineKind, Structure};
use super::markdown::origin::MarkdownOrigin;
use super::markdown::{Document, html_element};
use super::side_by_side::SideBySide;
use super::simple_markup;
use super::text_map::{Edit, TextMap};
use super::writer_repairs::{self, bars, container_marks, is_cell, line_around};
use crate::diagnostics::{Code, Diagnostic};
use crate::source::{SourcePath, Span};

/// How a translation changes the structure of its block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum StructureChange {
    /// It is white space.
    Blank,
    /// It ends its block, or begins another.
    Blocks,
    /// It ends the cell of a table that it stands in.
    Cell,
    /// It has markup that its source lacks.
    Adds(InlineCode),
    /// It opens an element and does not close it, or the other way round.
    Unbalanced(String),
    /// It holds the markup that side-by-side files pair sentences with.
    Pair,
    /// It shows a mark of Markdown that was meant to open or close something.
    Open(&'static str),
}

impl fmt::Display for StructureChange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Blank => write!(f, "it is white space"),
            Self::Blocks => write!(f, "it would end the block that its sentence stands in, or begin another"),
            Self::Cell => write!(f, "it would end the cell of the table that its sentence stands in"),
            Self::Adds(InlineCode { kind, name }) => {
                let what = match kind {
                    InlineKind::Link | InlineKind::Address => "a link to",
                    InlineKind::Picture => "a picture",
                    InlineKind::Html => "an element",
                    InlineKind::HtmlEnd => "the end of an element",
                    InlineKind::Placeholder => "a placeholder",
                    InlineKind::Footnote => "a footnote",
                    InlineKind::Directive => "a directive",
                    InlineKind::Emphasis | InlineKind::Code => "markup",
                };
                write!(f, "it has {what} `{name}`, which its source lacks")
            }
            Self::Unbalanced(name) => write!(f, "`<{name}>` is opened or closed in it once too often"),
            Self::Pair => write!(f, "it holds the markup of a pair of sentences"),
            Self::Open(mark) => write!(f, "a `{mark}` in it has no partner"),
        }
    }
}

/// How many other sentences are looked at before and behind one: no translation reaches further.
const NEIGHBOURS: usize = 8;

/// The place of a sentence in its source: its line, the line before and the line behind, each other sentence of them a letter.
#[derive(Clone, Debug)]
pub(crate) struct UnitPlace<'a> {
    before: String,
    behind: String,
    /// True in a row of a table.
    is_cell: bool,
    definitions: &'a Definitions<'a>,
}

impl<'a> UnitPlace<'a> {
    /// The place of the unit at `index` among all units of a text.
    pub(crate) fn of(
        text: &str,
        units: &[Range<usize>],
        index: usize,
        definitions: &'a Definitions<'a>,
    ) -> Self {
        let unit = &units[index];
        let line = line_around(text, unit);
        let first = index.saturating_sub(NEIGHBOURS);
        let last = (index + NEIGHBOURS).min(units.len() - 1);
        // Of long lines, only what stands near is looked at.
        let start = if first > 0 { units[first].start } else { 0 };
        let end = if last < units.len() - 1 { units[last].end } else { text.len() };
        let lines = line_around(text, &(line.start.saturating_sub(1)..(line.end + 1).min(text.len())));
        let before = with_letters(text, lines.start.max(start)..unit.start, &units[first..index]);
        let behind = with_letters(text, unit.end..lines.end.min(end), &units[index + 1..=last]);
        let marks = if start > line.start { container_marks(&text[line.start..start]) } else { "" };
        let before: Vec<String> = format!("{marks}{before}").split('\n').map(without_indent).collect();
        let mut behind = behind.split('\n');
        let rest = behind.next().unwrap_or_default().to_owned();
        let behind: Vec<String> = std::iter::once(rest).chain(behind.map(without_indent)).collect();
        Self {
            is_cell: is_cell(text, unit),
            before: before.join("\n"),
            behind: behind.join("\n"),
            definitions,
        }
    }

    /// How a translation changes the structure that its source has here.
    pub(crate) fn change(&self, source: &str, target: &str) -> Option<StructureChange> {
        if target.trim().is_empty() {
            return Some(StructureChange::Blank);
        }
        let other = self.structure(source, |whole, unit| writer_repairs::edits(whole, unit, target));
        let own =
            self.structure(target, |whole, unit| writer_repairs::edits_of_translation(whole, unit, source));
        if self.is_cell && ends_cell(source, target) {
            return Some(StructureChange::Cell);
        }
        let defines = definitions_in(target).count() > definitions_in(source).count();
        if own.blocks != other.blocks || defines || lacks_directive(&own, &other) {
            return Some(StructureChange::Blocks);
        }
        added(&own, &other).or_else(|| unbalanced(&own, &other)).or_else(|| open(&own, &other, target))
    }

    fn structure(&self, text: &str, repairs: impl Fn(&str, &Range<usize>) -> Vec<Edit>) -> Structure {
        let mut whole = String::with_capacity(self.before.len() + text.len() + self.behind.len() + 2);
        whole.push_str(&self.before);
        let start = whole.len();
        whole.push_str(text);
        let unit = start..whole.len();
        whole.push_str(&self.behind);
        let edits = repairs(&whole, &unit);
        self.definitions.add_those_of(text, &mut whole);
        WorkCounts::of_sentence(|| {
            let map = TextMap::nowhere();
            Structure::of(&Document::parse(&whole, Vec::new(), map, &edits, MarkdownOrigin::Translation))
        })
    }
}

/// True for a translation that a quick reading shows to keep the structure of its source, as most do.
pub(crate) fn is_simple(source: &str, target: &str) -> bool {
    let is_one_text = || {
        let is_word = source.starts_with(|letter: char| letter.is_alphabetic());
        !["[!", ":::", "\n", "\r"].iter().any(|mark| source.contains(mark))
            && (is_word || simple_markup::addresses(source).is_some())
    };
    let Some(own) = simple_markup::addresses(target).filter(|_| is_one_text()) else { return false };
    if own.is_empty() || own.len() > ADDRESSES {
        return own.is_empty();
    }
    let Some(mut left) = simple_markup::addresses(source) else { return false };
    own.into_iter().all(|address| match left.iter().position(|other| *other == address) {
        Some(at) => {
            left.swap_remove(at);
            true
        }
        None => false,
    })
}

/// A part of a text with a letter for each of these units in it.
fn with_letters(text: &str, part: Range<usize>, units: &[Range<usize>]) -> String {
    let mut written = String::new();
    let mut done = part.start;
    for unit in units.iter().take_while(|unit| unit.start < part.end) {
        written.push_str(text.get(done..unit.start).unwrap_or_default());
        written.push('x');
        done = unit.end.min(part.end).max(done);
    }
    written + text.get(done..part.end).unwrap_or_default()
}

/// A line without the spaces that would make it code where the lists around it are not there.
fn without_indent(line: &str) -> String {
    let marks = container_marks(line);
    let words: Vec<&str> = marks.split([' ', '\t']).filter(|word| !word.is_empty()).collect();
    let space = if words.is_empty() || !marks.ends_with([' ', '\t']) { "" } else { " " };
    words.join(" ") + space + &line[marks.len()..]
}

/// True for a translation that ends the cell of its source: it breaks the line, or has more bars than a source with bars.
fn ends_cell(source: &str, target: &str) -> bool {
    let (own, other) = (bars(target).count(), bars(source).count());
    let breaks = |text: &str| text.contains(['\n', '\r']);
    (other > 0 && own > other) || (breaks(target) && !breaks(source))
}

/// True where a directive of the source is none in the translation, which ended it or wrote it otherwise.
fn lacks_directive(own: &Structure, other: &Structure) -> bool {
    let directives = |structure: &Structure| {
        structure.codes.iter().filter(|code| code.kind == InlineKind::Directive).count()
    };
    directives(own) < directives(other)
}

/// The first code of a kind that needs a partner in the source and has none.
fn added(own: &Structure, other: &Structure) -> Option<StructureChange> {
    let mut left: FxHashMap<InlineCode, usize> = FxHashMap::default();
    for code in &other.codes {
        *left.entry(comparable(code)).or_default() += 1;
    }
    let mut added: Vec<&InlineCode> = Vec::new();
    for code in own.codes.iter().filter(|code| !matches!(code.kind, InlineKind::Emphasis | InlineKind::Code))
    {
        match left.get_mut(&comparable(code)) {
            Some(count) if *count > 0 => *count -= 1,
            _ => added.push(code),
        }
    }
    let mut addresses: Vec<&InlineCode> =
        other.codes.iter().filter(|code| code.kind == InlineKind::Address).collect();
    addresses.retain(|code| left.get(&comparable(code)).is_some_and(|count| *count > 0));
    addresses.truncate(ADDRESSES);
    let mut added = added.into_iter().filter(|code| {
        let cut = addresses.iter().position(|other| is_cut_elsewhere(code, other));
        cut.map(|at| addresses.swap_remove(at)).is_none()
    });
    added.next().cloned().map(StructureChange::Adds)
}

/// How many addresses are compared one by one.
const ADDRESSES: usize = 16;

/// A code without what translations may change in it.
fn comparable(code: &InlineCode) -> InlineCode {
    use InlineKind::{Address, Link, Picture};
    match code.kind {
        Address | Link => {
            // The parts of a page have other names in each language.
            let page = code.name.split('#').next().unwrap_or_default();
            InlineCode { kind: Link, name: without_tags(page) }
        }
        // A picture of the site may be another one in each language.
        Picture if !code.name.contains("//") => InlineCode { kind: Picture, name: String::new() },
        Picture => InlineCode { kind: Picture, name: without_tags(&code.name) },
        _ => code.clone(),
    }
}

/// An address without the segments of its path that name a language, as in `https://kites.example/en/fold`.
fn without_tags(address: &str) -> String {
    let is_tag = |part: &&str| {
        let (language, rest) = part.split_once(['-', '_']).unwrap_or((part, "xx"));
        let is_word = |part: &str, lengths: Range<usize>| {
            lengths.contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphabetic())
        };
        is_word(language, 2..3) && is_word(rest, 2..5)
    };
    let parts: Vec<&str> = address.split('/').filter(|part| !is_tag(part)).collect();
    parts.join("/")
}

/// True for two addresses in running text on one host of which one goes on where the other ends: what ends an address in a text differs
/// by the letters behind it.
fn is_cut_elsewhere(own: &InlineCode, other: &InlineCode) -> bool {
    let host = |address: &str| address.find("://").and_then(|at| Some(at + 3 + address[at + 3..].find('/')?));
    let (one, other) = (own.name.as_str(), other.name.as_str());
    let shorter = if one.len() < other.len() { one } else { other };
    let is_same_place = host(shorter).is_some() && one.starts_with(shorter) && other.starts_with(shorter);
    own.kind == InlineKind::Address && is_same_place
}

/// An element that is opened and closed by other numbers than in the source.
fn unbalanced(own: &Structure, other: &Structure) -> Option<StructureChange> {
    let mut balance: FxHashMap<&str, i64> = FxHashMap::default();
    for (structure, sign) in [(own, 1), (other, -1)] {
        for code in &structure.codes {
            match code.kind {
                InlineKind::Html => *balance.entry(&code.name).or_default() += sign,
                InlineKind::HtmlEnd => *balance.entry(&code.name).or_default() -= sign,
                _ => {}
            }
        }
    }
    let is_element = |code: &&InlineCode| {
        matches!(code.kind, InlineKind::Html | InlineKind::HtmlEnd) && !html_element::is_empty(&code.name)
    };
    let mut elements = own.codes.iter().filter(is_element);
    elements
        .find(|code| balance.get(code.name.as_str()).is_some_and(|balance| *balance != 0))
        .map(|code| StructureChange::Unbalanced(code.name.clone()))
}

/// A mark that the translation shows, and that its source does not. What it escapes is text.
fn open(own: &Structure, other: &Structure, target: &str) -> Option<StructureChange> {
    const MARKS: [&str; 8] = ["**", "__", "~~", "`", "](", "[!", "<!", "<?"];
    let count = |structure: &Structure, mark: &str| structure.text.matches(mark).count();
    let escaped = |mark: &str| target.matches(mark).count();
    let brackets = |mark: &str| if mark == "](" { escaped("]\\(") } else { 0 };
    let mut marks = MARKS.into_iter();
    let mark = marks.find(|mark| count(own, mark) > count(other, mark) + brackets(mark));
    let has_tags = || tags(&own.text) > tags(&other.text) + escaped("&lt;") + escaped("\\<");
    mark.or_else(|| has_tags().then_some("<")).map(StructureChange::Open)
}

/// The number of tags that a text displays.
fn tags(displayed: &str) -> usize {
    if !displayed.contains('<') {
        return 0;
    }
    let tokens = html_tag::tokens(displayed);
    tokens.iter().filter(|token| matches!(token, HtmlToken::Open { .. } | HtmlToken::Close(_))).count()
}

/// The definitions of links and footnotes of a body, which sentences refer to, by their labels.
#[derive(Clone, Debug, Default)]
pub(crate) struct Definitions<'a> {
    lines: FxHashMap<String, &'a str>,
}

impl<'a> Definitions<'a> {
    /// Those of a body.
    pub(crate) fn of(body: &'a str) -> Self {
        let mut lines = FxHashMap::default();
        for line in definitions_in(body) {
            let label = line[1..].split(']').next().unwrap_or_default();
            lines.entry(folded(label)).or_insert(line);
        }
        Self { lines }
    }

    /// Adds those that a text may refer to.
    fn add_those_of(&self, text: &str, whole: &mut String) {
        if self.lines.is_empty() {
            return;
        }
        let labels = text.split('[').skip(1).filter_map(|rest| rest.split_once(']'));
        for line in labels.filter_map(|(label, _)| self.lines.get(&folded(label))) {
            whole.push_str("\n\n");
            whole.push_str(line);
        }
    }
}

/// A label as labels are compared.
fn folded(label: &str) -> String {
    label.split_whitespace().collect::<Vec<&str>>().join(" ").to_lowercase()
}

fn definitions_in(text: &str) -> impl Iterator<Item = &str> {
    let lines = text.lines().map(|line| line.trim_start_matches([' ', '\t', '>']));
    lines.filter(|line| line.starts_with('[') && line.contains("]:"))
}

/// The report of a translation that is not shown.
pub(crate) fn report(path: &SourcePath, place: impl Into<Span>, change: &StructureChange) -> Diagnostic {
    let message = format!("this translation is not shown: {change}");
    Diagnostic::at(Code::UnitStructure, path, place, message)
}

/// The units of a bilingual body whose translations change the structure of their block.
pub(super) fn broken(sides: &SideBySide, units: Range<usize>, body: usize) -> Vec<(usize, StructureChange)> {
    let places: Vec<Range<usize>> = sides.units.iter().map(|unit| unit.source.clone()).collect();
    let definitions = Definitions::of(sides.source.get(body..).unwrap_or_default());
    let change = |index: usize| {
        let unit = &sides.units[index];
        let (target, source) = (&sides.target[unit.target.clone()], &sides.source[unit.source.clone()]);
        // A quotation mark would end an attribute.
        let is_attribute = sides.source[..unit.source.start].ends_with('"');
        if target.is_empty() || target == source || (!is_attribute && is_simple(source, target)) {
            return None;
        }
        let place = UnitPlace::of(&sides.source, &places, index, &definitions);
        Some((index, place.change(source, target)?))
    };
    units.filter_map(change).collect()
}

#[cfg(test)]
mod tests;
