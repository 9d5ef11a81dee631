//! Owns the blocks of a body: headings, paragraphs, list items and table cells, each with its units.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::mask::Mask;
use super::{Segmenter, pieces, trimmed};
use crate::parse::markdown::directive::Directive;
use crate::parse::markdown::origin::MarkdownOrigin;
use crate::parse::markdown::outline::level_number;
use crate::parse::markdown::{Document, OBJECT};
use crate::parse::text_map::TextMap;

/// The kind of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum BlockKind {
    /// A heading of a level.
    Heading(u8),
    /// Running text.
    Paragraph,
    /// An item of a list.
    ListItem,
    /// A cell of a table.
    Cell,
    /// The alternative text of a picture that stands alone.
    Picture,
    /// The title of a component.
    Title,
}

/// A block with something to translate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// The byte range of its inline content in the body.
    pub range: Range<usize>,
    /// The byte ranges of its sentences in the body, in order, not overlapping, with only white space between and around them.
    pub units: Vec<Range<usize>>,
    /// The note to translators from `<!-- l10n:note … -->` before it.
    pub note: Option<String>,
    /// The context that distinguishes equal sentences, from `<!-- l10n:context … -->` before it.
    pub context: Option<String>,
}

/// The blocks of a body, in order. Code, HTML and content marked with `l10n:skip` have none.
pub(crate) fn blocks(body: &str, segmenter: &Segmenter) -> Vec<Block> {
    let document = document(body);
    blocks_of(body, &document, &document.map, segmenter)
}

/// Like [`blocks`], for a text that is already parsed; `map` maps places in the document's text to `body`.
pub(crate) fn blocks_of(body: &str, document: &Document, map: &TextMap, segmenter: &Segmenter) -> Vec<Block> {
    let written = WrittenText { body, document, map };
    runs(document).into_iter().filter_map(|run| block(&written, run, segmenter)).collect()
}

/// A document beside the text that it was made from.
struct WrittenText<'a> {
    body: &'a str,
    document: &'a Document,
    map: &'a TextMap,
}

/// Parses a text into a document whose places map to the text itself. Both sides of a comparison are read in one way: as written.
pub(crate) fn document(text: &str) -> Document {
    Document::parse(text, Vec::new(), TextMap::same(), &[], MarkdownOrigin::Author)
}

/// The inline content of one block, with its localization comments.
pub(super) struct InlineRun {
    kind: BlockKind,
    /// Its visible text.
    pub mask: Mask,
    note: Option<String>,
    context: Option<String>,
}

/// All inline content of a document, block by block.
pub(super) fn runs(document: &Document) -> Vec<InlineRun> {
    let mut collector = BlockCollector::default();
    for (event, range) in document.events() {
        collector.take(&event, &range);
    }
    collector.end_run();
    collector.runs
}

fn block(written: &WrittenText<'_>, run: InlineRun, segmenter: &Segmenter) -> Option<Block> {
    let WrittenText { body, document, map } = *written;
    let InlineRun { kind, mask, note, context } = run;
    let range = mask.range.clone().and_then(|range| spoken(&document.text, range));
    let (kind, units) = match range {
        None => directive_text(body, document, &mask).map(|(kind, unit)| (kind, vec![unit]))?,
        Some(range) => match mask.label.as_ref().filter(|label| label.element == range) {
            Some(label) => {
                let inside = map.original_range(&label.inside);
                let kind = if label.picture { BlockKind::Picture } else { kind };
                (kind, trimmed(body, inside).into_iter().collect())
            }
            None => {
                let cuts = if is_cut(kind) { segmenter.cuts(&mask) } else { Vec::new() };
                let cuts: Vec<usize> = cuts.iter().map(|cut| map.original(*cut)).collect();
                (kind, pieces(body, &map.original_range(&range), &cuts))
            }
        },
    };
    let range = units.first()?.start..units.last()?.end;
    Some(Block { kind, range, units, note, context })
}

/// Headings and cells are labels: one unit each.
fn is_cut(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::Paragraph | BlockKind::ListItem)
}

/// A run without the directives and the white space at its ends; `None` where nothing else remains.
fn spoken(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let mute = |c: char| c.is_whitespace() || c == OBJECT;
    let part = text.get(range.clone())?;
    let start = range.start + part.len() - part.trim_start_matches(mute).len();
    let end = range.start + part.trim_end_matches(mute).len();
    (start < end).then_some(start..end)
}

/// The translatable text of a run that consists of directives: a picture's alternative text or a component's title.
fn directive_text(body: &str, document: &Document, mask: &Mask) -> Option<(BlockKind, Range<usize>)> {
    let run = mask.directives.clone()?;
    let first = document.text.get(..run.start)?.matches(OBJECT).count();
    let count = document.text.get(run)?.matches(OBJECT).count();
    document.directives.iter().skip(first).take(count).find_map(|directive| match directive {
        Directive::Image { place, .. } => {
            Some((BlockKind::Picture, quoted(body, place.clone(), "alt-text")?))
        }
        Directive::Open(component) => Some((BlockKind::Title, trimmed(body, component.spoken.clone()?)?)),
        _ => None,
    })
}

/// The value of `name="value"` inside a range, as a place in the text.
fn quoted(text: &str, within: Range<usize>, name: &str) -> Option<Range<usize>> {
    let part = text.get(within.clone())?;
    let after = part.find(name)? + name.len();
    let open = after + part[after..].find(['"', '\''])?;
    let mark = part[open..].chars().next()?;
    let start = open + 1;
    let end = start + part[start..].find(mark)?;
    trimmed(text, within.start + start..within.start + end)
}

#[derive(Default)]
struct BlockCollector {
    runs: Vec<InlineRun>,
    mask: Mask,
    heading: Option<u8>,
    items: usize,
    cell: bool,
    code: bool,
    html: Option<String>,
    comments: LocalizationComments,
}

impl BlockCollector {
    fn take(&mut self, event: &Event<'_>, range: &Range<usize>) {
        match event {
            Event::Start(tag) if !is_inline(tag) => {
                self.end_run();
                self.open(tag);
            }
            Event::End(end) if !is_inline_end(end) => {
                self.end_run();
                self.close(end);
            }
            Event::Html(html) => {
                self.html.get_or_insert_default().push_str(html);
            }
            Event::Rule => self.end_run(),
            _ if self.code => {}
            Event::InlineHtml(html) if html.starts_with(COMMENT) => self.comments.read(html),
            Event::TaskListMarker(_) => {}
            _ => self.mask.take(event, range),
        }
    }

    fn open(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Heading { level, .. } => self.heading = Some(level_number(*level)),
            Tag::Item => self.items += 1,
            Tag::TableCell => self.cell = true,
            Tag::CodeBlock(_) => self.code = true,
            _ => {}
        }
    }

    fn close(&mut self, end: &TagEnd) {
        match end {
            TagEnd::Heading(_) => self.heading = None,
            TagEnd::Item => self.items = self.items.saturating_sub(1),
            TagEnd::TableCell => self.cell = false,
            TagEnd::CodeBlock => {
                self.code = false;
                self.comments.skip = false;
            }
            TagEnd::HtmlBlock => {
                let html = self.html.take().unwrap_or_default();
                self.comments.read(&html);
            }
            _ => {}
        }
    }

    /// Ends the open run and keeps it; a run that is to be skipped is dropped, with its comments.
    fn end_run(&mut self) {
        let mask = std::mem::take(&mut self.mask);
        if mask.range.is_none() && mask.directives.is_none() {
            return;
        }
        let (note, context) = (self.comments.note.take(), self.comments.context.take());
        if std::mem::take(&mut self.comments.skip) || self.comments.skipping {
            return;
        }
        let kind = match self.heading {
            Some(level) => BlockKind::Heading(level),
            None if self.cell => BlockKind::Cell,
            None if self.items > 0 => BlockKind::ListItem,
            None => BlockKind::Paragraph,
        };
        self.runs.push(InlineRun { kind, mask, note, context });
    }
}

const COMMENT: &str = "<!--";

/// The localization comments that apply to the next block.
#[derive(Default)]
struct LocalizationComments {
    skip: bool,
    /// True between `l10n:skip-start` and `l10n:skip-end`.
    skipping: bool,
    note: Option<String>,
    context: Option<String>,
}

impl LocalizationComments {
    /// Reads every comment in some HTML.
    fn read(&mut self, html: &str) {
        let mut rest = html;
        while let Some(start) = rest.find(COMMENT) {
            rest = &rest[start + COMMENT.len()..];
            let end = rest.find("-->").unwrap_or(rest.len());
            self.read_comment(rest[..end].trim());
            rest = &rest[end..];
        }
    }

    fn read_comment(&mut self, comment: &str) {
        let Some(directive) = comment.strip_prefix("l10n:") else { return };
        let (name, text) = directive.split_once(char::is_whitespace).unwrap_or((directive, ""));
        let text = || Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        match name {
            "skip" => self.skip = true,
            "skip-start" => self.skipping = true,
            "skip-end" => self.skipping = false,
            "note" => self.note = text(),
            "context" => self.context = text(),
            _ => {}
        }
    }
}

fn is_inline(tag: &Tag<'_>) -> bool {
    matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. })
}

fn is_inline_end(end: &TagEnd) -> bool {
    matches!(end, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image)
}
