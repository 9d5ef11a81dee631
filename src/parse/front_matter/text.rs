//! Owns the text of a front matter with the places of its keys and values, and the one editor of it.
//!
//! An edit changes the bytes of one value, or of one whole entry, and no others: comments, order, line ends, quotation marks and
//! anchors stay as their author wrote them.

use std::ops::Range;
use std::sync::OnceLock;

use super::entry::{FrontMatterEntry, Referenced};
use super::events::{LINE_ENDS, YamlRoot, column, exact, skip_blank};
use super::lines;
use super::scalar::{ScalarForm, written_key};

/// The YAML of a front matter, without its fences, with the places of its entries.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct FrontMatterText {
    yaml: String,
    is_damaged: bool,
    /// Computed when first needed: most articles are published without these places.
    places: OnceLock<YamlPlaces>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct YamlPlaces {
    entries: Vec<FrontMatterEntry>,
    root: YamlRoot,
}

impl YamlPlaces {
    fn of(yaml: &str) -> Self {
        if let Some(entries) = lines::simple(yaml) {
            let first = entries.first().map(|entry| entry.span.start);
            let root = if first.is_some() { YamlRoot::Block(first) } else { YamlRoot::Empty };
            return Self { entries, root };
        }
        match exact(yaml) {
            Some((entries, root)) => Self { entries, root },
            None => Self::salvaged(yaml),
        }
    }

    fn salvaged(yaml: &str) -> Self {
        Self { entries: lines::salvaged(yaml, super::is_known), root: YamlRoot::Damaged }
    }
}

impl FrontMatterText {
    /// The text of a YAML mapping.
    pub(crate) fn read(yaml: &str) -> Self {
        Self { yaml: yaml.to_owned(), is_damaged: false, places: OnceLock::new() }
    }

    /// A damaged YAML text, of which only lines of the form `key: value` are read.
    pub(crate) fn salvaged(yaml: &str) -> Self {
        Self { yaml: yaml.to_owned(), is_damaged: true, places: OnceLock::new() }
    }

    fn places(&self) -> &YamlPlaces {
        self.places.get_or_init(|| {
            if self.is_damaged { YamlPlaces::salvaged(&self.yaml) } else { YamlPlaces::of(&self.yaml) }
        })
    }

    fn root(&self) -> &YamlRoot {
        &self.places().root
    }

    /// The YAML.
    pub(crate) fn as_str(&self) -> &str {
        &self.yaml
    }

    /// The entries in order of the text. A duplicate key has one entry for each occurrence.
    pub(crate) fn entries(&self) -> &[FrontMatterEntry] {
        &self.places().entries
    }

    /// The keys in order of the text.
    #[cfg(test)]
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.entries().iter().map(|entry| entry.key(&self.yaml))
    }

    /// The entry of a key; the last one counts.
    pub(crate) fn entry(&self, key: &str) -> Option<&FrontMatterEntry> {
        self.entries().iter().rev().find(|entry| entry.key(&self.yaml) == key)
    }

    /// The place to which a diagnostic about a key points: its first line, or its place between braces.
    pub(crate) fn place_of(&self, key: &str) -> Option<Range<usize>> {
        let entry = self.entry(key)?;
        let start = entry.span.start;
        let line = self.yaml[start..].lines().next().unwrap_or_default().trim_end().len();
        let end = if self.is_flow() { entry.span.end.min(start + line) } else { start + line };
        Some(start..end)
    }

    /// The keys and values of a damaged text.
    pub(super) fn salvaged_values(&self) -> impl Iterator<Item = (&str, String)> {
        self.entries()
            .iter()
            .map(|entry| (entry.key(&self.yaml), lines::salvaged_value(&self.yaml, &entry.value_span)))
    }

    /// The text with `text` as the value of a key; a missing key is added before all others. An anchor of the old value is kept.
    /// Where another key refers to something inside the old value, the text is returned unchanged.
    #[must_use]
    pub(crate) fn with_value(&self, key: &str, text: &str) -> Self {
        let Some(entry) = self.entry(key) else { return self.with_first(key, text) };
        if entry.referenced == Referenced::Inside {
            return self.clone();
        }
        if !entry.has_colon {
            return self.with_colon(entry, text);
        }
        self.edited(entry.value_span.clone(), &self.replacement(entry, text))
    }

    /// The text without a key. Where another key refers to it or to its value, the text is returned unchanged.
    #[must_use]
    pub(crate) fn without(&self, key: &str) -> Self {
        let is_match = |entry: &FrontMatterEntry| entry.key(&self.yaml) == key;
        if self.entries().iter().any(|entry| is_match(entry) && entry.referenced > Referenced::Nothing) {
            return self.clone();
        }
        let mut yaml = self.yaml.clone();
        let mut rest = yaml.len();
        for at in (0..self.entries().len()).rev().filter(|at| is_match(&self.entries()[*at])) {
            let range = if self.is_flow() { self.flow_range(at) } else { self.line_range(at) };
            if range.end <= rest {
                rest = range.start;
                yaml.replace_range(range, "");
            }
        }
        self.reread(&yaml)
    }

    fn edited(&self, range: Range<usize>, text: &str) -> Self {
        let mut yaml = self.yaml.clone();
        yaml.replace_range(range, text);
        self.reread(&yaml)
    }

    fn reread(&self, yaml: &str) -> Self {
        if self.is_damaged { Self::salvaged(yaml) } else { Self::read(yaml) }
    }

    /// The YAML of a text that replaces an entry's value.
    fn replacement(&self, entry: &FrontMatterEntry, text: &str) -> String {
        let old = &self.yaml[entry.value_span.clone()];
        if *self.root() == YamlRoot::Damaged {
            return ScalarForm::DoubleQuoted.write(text);
        }
        let (anchor, content) = anchor_of(old);
        let scalar = ScalarForm::of(content).write(text);
        let value = anchor.map_or_else(|| scalar.clone(), |anchor| format!("{anchor} {scalar}"));
        if old.is_empty() {
            let is_apart = self.yaml[..entry.value_span.start].ends_with([' ', '\t']);
            return format!("{}{value}", if is_apart { "" } else { " " });
        }
        let indent = self.missing_indent(entry);
        format!("{:indent$}{value}", "")
    }

    /// Adds a colon and a value to a key without them. Between braces, a key without `?` has to be on one line for that.
    fn with_colon(&self, entry: &FrontMatterEntry, text: &str) -> Self {
        let value = ScalarForm::DoubleQuoted.write(text);
        let end = entry.key_span.end;
        if !self.is_flow() {
            return self.edited(end..end, &format!("{}: {value}", self.new_line(entry.span.start)));
        }
        let is_explicit = self.yaml[entry.span.start..].starts_with('?');
        if is_explicit || !self.yaml[entry.key_span.clone()].contains(LINE_ENDS) {
            return self.edited(end..end, &format!(": {value}"));
        }
        let key = written_key(entry.key(&self.yaml));
        self.edited(entry.key_span.clone(), &format!("{key}: {value}"))
    }

    fn is_flow(&self) -> bool {
        matches!(self.root(), YamlRoot::Flow(_))
    }

    /// The indent to add: a list may begin below its key without an indent, another value may not.
    fn missing_indent(&self, entry: &FrontMatterEntry) -> usize {
        let between = &self.yaml[entry.key_span.end..entry.value_span.start];
        if !between.contains(LINE_ENDS) || matches!(self.root(), YamlRoot::Flow(_) | YamlRoot::Damaged) {
            return 0;
        }
        (self.column(entry.span.start) + 1).saturating_sub(self.column(entry.value_span.start))
    }

    fn with_first(&self, key: &str, text: &str) -> Self {
        let pair = format!("{}: {}", written_key(key), ScalarForm::DoubleQuoted.write(text));
        match self.root() {
            YamlRoot::Block(Some(first)) => self.edited(*first..*first, &(pair + &self.new_line(*first))),
            YamlRoot::Flow(open) => {
                let is_empty = self.yaml[skip_blank(&self.yaml, *open)..].starts_with('}');
                self.edited(*open..*open, &(pair + if is_empty { "" } else { ", " }))
            }
            // White space that may stand behind a null may not always stand behind a pair.
            YamlRoot::Null(place) if self.yaml[place.end..].trim().is_empty() => {
                self.edited(place.start..self.yaml.len(), &(pair + self.line_end()))
            }
            YamlRoot::Null(place) => self.edited(place.clone(), &pair),
            YamlRoot::Block(None) | YamlRoot::Empty => {
                let end = self.yaml.len();
                let line = if end == 0 || self.yaml.ends_with(['\n', '\r']) { "" } else { self.line_end() };
                self.edited(end..end, &format!("{line}{pair}{}", self.line_end()))
            }
            YamlRoot::Damaged => self.edited(0..0, &(pair + self.line_end())),
        }
    }

    /// The whole lines of an entry, with the blank lines and comments behind it where a block scalar before it would absorb them.
    fn line_range(&self, at: usize) -> Range<usize> {
        let entry = &self.entries()[at];
        let start = entry.span.start - self.column(entry.span.start);
        let end = self.line_after(entry.span.end);
        let before = at.checked_sub(1).map(|before| &self.yaml[self.entries()[before].value_span.clone()]);
        if before.is_some_and(|before| before.contains(['|', '>'])) {
            let next = skip_blank(&self.yaml, end);
            let is_end = next == self.yaml.len();
            return start..if is_end { next } else { next - self.column(next) }.max(end);
        }
        start..end
    }

    /// The beginning of the line after an offset.
    fn line_after(&self, at: usize) -> usize {
        let Some(length) = self.yaml[at..].find(LINE_ENDS) else { return self.yaml.len() };
        let rest = &self.yaml[at + length..];
        let line_end =
            if rest.starts_with("\r\n") { 2 } else { rest.chars().next().map_or(0, char::len_utf8) };
        at + length + line_end
    }

    /// An entry between braces, with one of the commas around it.
    fn flow_range(&self, at: usize) -> Range<usize> {
        let span = self.entries()[at].span.clone();
        let next = skip_blank(&self.yaml, span.end);
        if self.yaml[next..].starts_with(',') {
            return span.start..skip_spaces(&self.yaml, next + 1);
        }
        let before = at.checked_sub(1).map(|before| skip_blank(&self.yaml, self.entries()[before].span.end));
        before.filter(|comma| self.yaml[*comma..].starts_with(',')).unwrap_or(span.start)..span.end
    }

    fn column(&self, offset: usize) -> usize {
        column(&self.yaml, offset)
    }

    /// The line end of the first line.
    pub(super) fn line_end(&self) -> &'static str {
        match self.yaml.find('\n') {
            Some(end) if self.yaml[..end].ends_with('\r') => "\r\n",
            None if self.yaml.contains('\r') => "\r",
            _ => "\n",
        }
    }

    /// A line end, and the indent of the line at an offset.
    fn new_line(&self, at: usize) -> String {
        format!("{}{:indent$}", self.line_end(), "", indent = self.column(at))
    }
}

fn skip_spaces(yaml: &str, from: usize) -> usize {
    from + yaml[from..].bytes().take_while(|byte| *byte == b' ').count()
}

/// The anchor at the beginning of a value, before or behind its tag, and the rest behind both.
fn anchor_of(value: &str) -> (Option<&str>, &str) {
    let mut anchor = None;
    let mut rest = value;
    while rest.starts_with(['&', '!']) {
        let end = rest.find(|c: char| c.is_ascii_whitespace()).unwrap_or(rest.len());
        anchor = anchor.or(Some(&rest[..end]).filter(|word| word.starts_with('&')));
        rest = rest[end..].trim_ascii_start();
    }
    (anchor, rest)
}
