//! Owns the exact reading of the places in a front matter, by the events of a YAML parser; it takes any YAML.

use std::borrow::Cow;
use std::ops::Range;

use granit_parser::{Event, Parser, ScalarStyle, StructureStyle};
use rustc_hash::FxHashMap;
use serde_yaml::Value;

use super::entry::{FrontMatterEntry, Referenced};
use super::lines::is_reserved;
use super::values::scalar_text;

/// The kind of the root of a front matter's YAML.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum YamlRoot {
    /// Keys on their own lines; the offset of the first, if there is one.
    Block(Option<usize>),
    /// Keys in braces; the offset behind the opening brace.
    Flow(usize),
    /// An explicit null.
    Null(Range<usize>),
    /// An empty text.
    #[default]
    Empty,
    /// Invalid YAML of which some lines can be read.
    Damaged,
}

/// The entries of a YAML mapping, and the kind of its root; nothing where the text is not a mapping.
pub(super) fn exact(yaml: &str) -> Option<(Vec<FrontMatterEntry>, YamlRoot)> {
    let written = yaml;
    let yaml = &*with_usual_line_ends(yaml);
    let mut reading = EventReading { yaml, ..EventReading::default() };
    let options = granit_parser::options! { bom_inside_document_as_content: true };
    let mut parser = Parser::new_from_str_with_options(yaml, options);
    while let Some(event) = parser.next_event() {
        let (event, span) = event.ok()?;
        if event == Event::StreamEnd {
            break;
        }
        reading.event(event, span.byte_range()?).ok()?;
    }
    let (mut entries, root) = reading.finish();
    entries.iter_mut().for_each(|entry| entry.end_at_characters(written));
    Some((entries, root))
}

/// The root of the YAML is a list.
struct NotAMapping;

/// `serde_yaml` takes these characters for line ends and the event parser does not. They are replaced by text of the same length.
fn with_usual_line_ends(yaml: &str) -> Cow<'_, str> {
    if yaml.is_ascii() || !yaml.contains(['\u{85}', '\u{2028}', '\u{2029}']) {
        return Cow::Borrowed(yaml);
    }
    Cow::Owned(yaml.replace('\u{85}', " \n").replace(['\u{2028}', '\u{2029}'], "  \n"))
}

/// A key or a value at the top level.
struct YamlNode {
    /// The offset of the end of its content.
    end: usize,
    /// Its text, where it is a scalar.
    text: Option<String>,
    /// True where it is no more than an anchor and a tag, or nothing.
    is_empty: bool,
    /// True for `|` and `>`, whose span begins behind the indicator.
    is_block_scalar: bool,
    /// True for a collection without brackets, whose end is the end of its last node.
    is_block_collection: bool,
    /// True where it has an anchor or a tag.
    has_properties: bool,
    is_tagged: bool,
}

struct YamlAnchor {
    pair: usize,
    is_inside: bool,
    text: Option<String>,
}

#[derive(Default)]
struct EventReading<'a> {
    yaml: &'a str,
    root: YamlRoot,
    depth: usize,
    /// The key or value whose content is being read.
    open: Option<YamlNode>,
    /// The key that waits for its value.
    key: Option<YamlNode>,
    /// All pairs so far; `None` for those whose key is a collection.
    pairs: Vec<Option<FrontMatterEntry>>,
    /// The end of the last pair.
    done: usize,
    anchors: FxHashMap<usize, YamlAnchor>,
    references: Vec<(usize, Referenced)>,
}

impl EventReading<'_> {
    fn event(&mut self, event: Event<'_>, span: Range<usize>) -> Result<(), NotAMapping> {
        match event {
            Event::MappingStart(style, anchor, _) if self.depth == 0 => {
                self.anchor(anchor, None);
                self.begin(style, &span);
            }
            Event::SequenceStart(..) if self.depth == 0 => return Err(NotAMapping),
            Event::MappingStart(style, anchor, tag) | Event::SequenceStart(style, anchor, tag) => {
                self.collection(style, (anchor, tag.is_some()), &span);
            }
            Event::MappingEnd | Event::SequenceEnd => self.collection_end(span.end),
            Event::Scalar(..) if self.depth == 0 => {
                let start = self.skip_blank(0);
                self.root = YamlRoot::Null(start..span.end.max(start));
            }
            Event::Scalar(text, style, anchor, tag) => {
                self.scalar(&text, style, (anchor, tag.is_some()), span);
            }
            Event::Alias(target) => self.alias(target, span),
            _ => {}
        }
        Ok(())
    }

    fn begin(&mut self, style: StructureStyle, span: &Range<usize>) {
        self.depth = 1;
        if style == StructureStyle::Flow {
            self.done = span.end;
            self.root = YamlRoot::Flow(span.end);
        } else {
            self.done = self.skip_blank(span.start);
            self.root = YamlRoot::Block(Some(self.done));
        }
    }

    fn collection(&mut self, style: StructureStyle, (anchor, is_tagged): (usize, bool), span: &Range<usize>) {
        self.anchor(anchor, None);
        if self.depth == 1 {
            self.open = Some(YamlNode {
                end: span.end,
                text: None,
                is_empty: false,
                is_block_scalar: false,
                is_block_collection: style == StructureStyle::Block,
                has_properties: anchor > 0 || is_tagged,
                is_tagged,
            });
        }
        self.depth += 1;
    }

    fn collection_end(&mut self, end: usize) {
        self.depth = self.depth.saturating_sub(1);
        if self.depth != 1 {
            return;
        }
        let Some(mut node) = self.open.take() else { return };
        node.end = if node.is_block_collection { self.block_end(node.end) } else { end };
        self.node(node);
    }

    fn scalar(
        &mut self,
        text: &str,
        style: ScalarStyle,
        (anchor, is_tagged): (usize, bool),
        span: Range<usize>,
    ) {
        let is_block_scalar = matches!(style, ScalarStyle::Literal | ScalarStyle::Folded);
        let end = if is_block_scalar { self.yaml[..span.end].trim_end().len() } else { span.end };
        let text = match style {
            ScalarStyle::Plain if !is_tagged => plain_key(text),
            _ => Some(text.to_owned()),
        };
        self.anchor(anchor, text.clone());
        let node = YamlNode {
            end,
            text,
            is_empty: style == ScalarStyle::Plain && span.is_empty(),
            is_block_scalar,
            is_block_collection: false,
            has_properties: anchor > 0 || is_tagged,
            is_tagged,
        };
        self.inner_or_own(node);
    }

    fn alias(&mut self, target: usize, span: Range<usize>) {
        let here = self.pairs.len();
        let anchor = self.anchors.get(&target);
        if let Some(anchor) = anchor.filter(|anchor| anchor.pair != here) {
            let kind = if anchor.is_inside { Referenced::Inside } else { Referenced::Whole };
            self.references.push((anchor.pair, kind));
        }
        let node = YamlNode {
            end: span.end,
            text: anchor.and_then(|anchor| anchor.text.clone()),
            is_empty: false,
            is_block_scalar: false,
            is_block_collection: false,
            has_properties: false,
            is_tagged: false,
        };
        self.inner_or_own(node);
    }

    fn anchor(&mut self, id: usize, text: Option<String>) {
        if id > 0 {
            let anchor = YamlAnchor { pair: self.pairs.len(), is_inside: self.depth > 1, text };
            self.anchors.insert(id, anchor);
        }
    }

    fn inner_or_own(&mut self, node: YamlNode) {
        match &mut self.open {
            Some(open) => open.end = open.end.max(node.end),
            None => self.node(node),
        }
    }

    /// Takes a complete key or a complete value.
    fn node(&mut self, node: YamlNode) {
        match self.key.take() {
            None => self.key = Some(node),
            Some(key) => self.pair(&key, &node),
        }
    }

    fn pair(&mut self, key: &YamlNode, value: &YamlNode) {
        let start = self.entry_start();
        let key_start = self.skip_properties(match self.yaml[start..].strip_prefix('?') {
            Some(_) => self.skip_blank(start + 1),
            None => start,
        });
        let key_end = key.end.max(key_start);
        let colon = self.skip_blank(key_end);
        let has_colon = self.is_indicator(colon, b':');
        let value_span = if has_colon { self.value_span(colon + 1, value) } else { key_end..key_end };
        let end = value_span.end.max(key_end);
        let name = self.name_of(key, start..key_end);
        let entry = name.map(|name| FrontMatterEntry {
            name: (self.yaml.get(key_start..key_end) != Some(&*name)).then(|| name.into_boxed_str()),
            span: start..end,
            key_span: key_start..key_end,
            value_span,
            has_colon,
            referenced: Referenced::Nothing,
        });
        self.done = end;
        self.pairs.push(entry);
    }

    /// The beginning of the pair after the last one.
    fn entry_start(&self) -> usize {
        let start = self.skip_blank(self.done);
        let is_flow = matches!(self.root, YamlRoot::Flow(_));
        if is_flow && self.yaml[start..].starts_with(',') { self.skip_blank(start + 1) } else { start }
    }

    fn value_span(&self, behind_colon: usize, value: &YamlNode) -> Range<usize> {
        if value.is_empty && !value.has_properties {
            return behind_colon..behind_colon;
        }
        let start = self.skip_blank(behind_colon);
        let content = self.skip_properties(start);
        let end = if value.is_empty {
            self.yaml[..content].trim_end().len()
        } else if value.is_block_scalar {
            value.end.max(self.header_end(content))
        } else {
            value.end
        };
        start..end.max(start)
    }

    /// The key as `serde_yaml` reads it; nothing for a collection.
    fn name_of(&self, key: &YamlNode, written: Range<usize>) -> Option<String> {
        if !key.is_tagged {
            return key.text.clone();
        }
        let written = self.yaml.get(written)?.trim_start_matches("? ");
        scalar_text(&serde_yaml::from_str::<Value>(written).ok()?).map(Cow::into_owned)
    }

    fn finish(mut self) -> (Vec<FrontMatterEntry>, YamlRoot) {
        for (pair, kind) in self.references {
            if let Some(Some(entry)) = self.pairs.get_mut(pair) {
                entry.referenced = entry.referenced.max(kind);
            }
        }
        (self.pairs.into_iter().flatten().collect(), self.root)
    }

    /// The end of a block collection. Its last node may be empty; then the indicators before that node belong to the collection.
    fn block_end(&self, last: usize) -> usize {
        let indent = self.column(self.entry_start());
        let mut end = last;
        loop {
            let next = self.skip_blank(end);
            let is_item = self.is_indicator(next, b'-');
            if !is_item && self.column(next) <= indent {
                return end;
            }
            end = match self.yaml.as_bytes().get(next) {
                _ if is_item || self.is_indicator(next, b':') || self.is_indicator(next, b'?') => next + 1,
                Some(b'&' | b'!') => self.token_end(next),
                Some(b'|' | b'>') => self.header_end(next),
                _ => return end,
            };
        }
    }

    fn column(&self, offset: usize) -> usize {
        column(self.yaml, offset)
    }

    /// The offset of the next token, behind white space, line ends and comments.
    fn skip_blank(&self, from: usize) -> usize {
        skip_blank(self.yaml, from)
    }

    /// The offset of the content of a node, behind its anchor and tag.
    fn skip_properties(&self, from: usize) -> usize {
        let mut at = from;
        while matches!(self.yaml.as_bytes().get(at), Some(b'&' | b'!')) {
            at = self.skip_blank(self.token_end(at));
        }
        at
    }

    fn token_end(&self, from: usize) -> usize {
        let is_end = |c: char| c.is_ascii_whitespace() || matches!(c, ',' | '[' | ']' | '{' | '}');
        self.yaml[from..].find(is_end).map_or(self.yaml.len(), |length| from + length)
    }

    fn header_end(&self, from: usize) -> usize {
        let length = self.yaml[from..].bytes().take_while(|byte| b"|>+-0123456789".contains(byte)).count();
        from + length
    }

    /// True where `indicator` is at an offset and is followed by white space, which is not required in braces.
    fn is_indicator(&self, at: usize, indicator: u8) -> bool {
        let bytes = self.yaml.as_bytes();
        let is_flow = matches!(self.root, YamlRoot::Flow(_));
        bytes.get(at) == Some(&indicator)
            && (is_flow || bytes.get(at + 1).is_none_or(u8::is_ascii_whitespace))
    }
}

/// The characters that end a line for `serde_yaml`.
pub(super) const LINE_ENDS: [char; 5] = ['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}'];

/// The offset of the next token of a YAML text, behind white space, line ends and comments.
pub(super) fn skip_blank(yaml: &str, from: usize) -> usize {
    let mut at = from;
    while let Some(next) = yaml[at..].chars().next() {
        at = match next {
            ' ' | '\t' => at + 1,
            '#' => yaml[at..].find(LINE_ENDS).map_or(yaml.len(), |end| at + end),
            end if LINE_ENDS.contains(&end) => at + end.len_utf8(),
            _ => break,
        };
    }
    at
}

/// The bytes between the beginning of a line and an offset in it.
pub(super) fn column(yaml: &str, offset: usize) -> usize {
    let line = yaml[..offset].char_indices().rev().find(|(_, c)| LINE_ENDS.contains(c));
    offset - line.map_or(0, |(at, end)| at + end.len_utf8())
}

/// The text of a plain scalar as a key: `0x10` is `16`, and `~` is empty.
fn plain_key(text: &str) -> Option<String> {
    if text.starts_with(|first: char| first.is_ascii_alphabetic()) && !is_reserved(text) {
        return Some(text.to_owned());
    }
    match serde_yaml::from_str::<Value>(text) {
        Ok(value) => scalar_text(&value).map(Cow::into_owned),
        Err(_) => Some(text.to_owned()),
    }
}
