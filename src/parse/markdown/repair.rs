//! Owns the repair of damaged Markdown: text in which a strict parser left delimiters is inspected and repaired by edits.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::directive::{self, Directive, Snippet};
use super::html_element::{self, Permission};
use super::html_tag;
use super::{Document, OBJECT, SENTINEL, is_escaped};
use crate::parse::text_map::Edit;

mod emphasis;
mod link;

/// The result of one pass over the events.
#[derive(Default)]
pub(super) struct Repairs {
    /// Sorted, not overlapping.
    pub edits: Vec<Edit>,
    /// All directives of the edited text, in order.
    pub directives: Vec<Directive>,
    /// Delimiters that the page would display without the edits, as places in the file.
    pub left_over: Vec<Range<usize>>,
    /// Damaged delimiters that an edit repairs, as places in the file.
    pub mended: Vec<Range<usize>>,
    /// True where an edit depends on the units of the document.
    pub depends_on_units: bool,
}

/// Inline content without a block boundary in it: a paragraph, a heading, a cell, the text of a tight list item.
#[derive(Default)]
struct StarRun {
    /// From its first to its last byte.
    range: Range<usize>,
    /// What the parser took for plain text.
    texts: Vec<Range<usize>>,
    /// Code and HTML, in which there are no delimiters.
    opaque: Vec<Range<usize>>,
    /// Links, from bracket to parenthesis.
    links: Vec<Range<usize>>,
}

/// Collects the repairs of a document in one pass over its events.
pub(super) fn collect(document: &Document) -> Repairs {
    let mut collector = RepairCollector {
        document,
        text: &document.text,
        edits: Vec::new(),
        found: Vec::new(),
        left_over: Vec::new(),
        mended: Vec::new(),
        depends_on_units: false,
    };
    for_each_run(document, |element| match element {
        Element::Run(run) => collector.inspect(&run),
        Element::HtmlBlock(start) => collector.html_block(start),
        Element::InlineHtml(start) => collector.inline_html(start),
    });
    collector.finish()
}

enum Element {
    Run(StarRun),
    HtmlBlock(usize),
    InlineHtml(usize),
}

fn for_each_run(document: &Document, mut visit: impl FnMut(Element)) {
    let mut run = StarRun::default();
    let mut label_depth = 0_usize;
    for (event, range) in document.events() {
        match event {
            Event::Text(_) if label_depth == 0 => run.add(range, |run| &mut run.texts),
            Event::Text(_) => run.extend(&range),
            Event::Code(_) => run.add(range, |run| &mut run.opaque),
            Event::InlineHtml(_) => {
                visit(Element::InlineHtml(range.start));
                run.add(range, |run| &mut run.opaque);
            }
            Event::Start(Tag::Link { .. } | Tag::Image { .. }) => {
                label_depth += 1;
                run.add(range, |run| &mut run.links);
            }
            Event::End(TagEnd::Link | TagEnd::Image) => label_depth = label_depth.saturating_sub(1),
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough) => run.extend(&range),
            Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough)
            | Event::SoftBreak
            | Event::HardBreak
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(_) => {}
            Event::Start(Tag::CodeBlock(_)) => label_depth += 1,
            Event::End(TagEnd::CodeBlock) => {
                label_depth = label_depth.saturating_sub(1);
                run = StarRun::default();
            }
            Event::Start(Tag::HtmlBlock) => {
                visit(Element::Run(std::mem::take(&mut run)));
                visit(Element::HtmlBlock(range.start));
            }
            Event::Start(_) | Event::End(_) => visit(Element::Run(std::mem::take(&mut run))),
            _ => {}
        }
    }
    visit(Element::Run(run));
}

impl StarRun {
    fn add(&mut self, range: Range<usize>, list: impl FnOnce(&mut StarRun) -> &mut Vec<Range<usize>>) {
        self.extend(&range);
        list(self).push(range);
    }

    fn extend(&mut self, range: &Range<usize>) {
        if self.range.is_empty() {
            self.range = range.clone();
        } else {
            self.range = self.range.start.min(range.start)..self.range.end.max(range.end);
        }
    }
}

struct RepairCollector<'a> {
    document: &'a Document,
    text: &'a str,
    edits: Vec<Edit>,
    found: Vec<(usize, Directive)>,
    left_over: Vec<Range<usize>>,
    mended: Vec<Range<usize>>,
    depends_on_units: bool,
}

impl RepairCollector<'_> {
    fn inspect(&mut self, run: &StarRun) {
        if run.texts.is_empty() {
            return;
        }
        self.note_left_over(run);
        let edits_before = self.edits.len();
        self.directives(run);
        if self.edits.len() == edits_before {
            self.delimiters(run);
        }
        // Addresses come last: a broken link's address must not be taken out of its link.
        if self.edits.len() == edits_before {
            self.addresses(run);
        }
    }

    fn note_left_over(&mut self, run: &StarRun) {
        let stars = emphasis::left_over(self.text, &run.texts);
        self.depends_on_units |= !stars.is_empty();
        let stars = stars.into_iter().filter(|stars| stars.len() > 1);
        for place in stars.chain(link::left_over(self.text, &run.texts)) {
            self.left_over.push(self.document.file_range(&place));
        }
    }

    fn delimiters(&mut self, run: &StarRun) {
        let mut repaired =
            emphasis::edits(self.text, &run.range, &run.texts, &run.opaque, &run.links, &self.document.units);
        repaired.extend(link::edits(self.text, &run.range, &run.texts, &run.links));
        let damaged = repaired.iter().filter(|edit| self.is_damage(edit));
        let places: Vec<_> = damaged.map(|edit| self.document.file_range(&edit.range)).collect();
        self.mended.extend(places);
        self.edits.extend(repaired);
    }

    /// Emphasis beside letters of scripts without spaces is no damage, but a gap in the dialect; emphasis on white space is.
    fn is_damage(&self, edit: &Edit) -> bool {
        let (before, behind) = self.text.split_at(edit.range.start);
        let beside_space = before.ends_with(char::is_whitespace) || behind.starts_with(char::is_whitespace);
        !edit.text.starts_with(SENTINEL) || beside_space
    }

    fn directives(&mut self, run: &StarRun) {
        self.scan(run, [b'[', b':'], Self::directive_at);
    }

    fn addresses(&mut self, run: &StarRun) {
        self.scan(run, [b'h', b'w'], |collector, at| collector.address_at(at, run.range.end));
    }

    /// Calls `take` at each of the two start bytes in the plain text; it returns the end of what it took.
    fn scan(
        &mut self,
        run: &StarRun,
        starts: [u8; 2],
        mut take: impl FnMut(&mut Self, usize) -> Option<usize>,
    ) {
        let text = self.text;
        let mut done = 0;
        for range in &run.texts {
            let mut at = range.start.max(done);
            let next = |at: usize| memchr::memchr2(starts[0], starts[1], text.as_bytes().get(at..range.end)?);
            while let Some(offset) = next(at) {
                at += offset;
                at = take(self, at).unwrap_or(at + 1);
                done = at;
            }
        }
    }

    fn directive_at(&mut self, start: usize) -> Option<usize> {
        if is_escaped(self.text, start) {
            return None;
        }
        let found = directive::at(&self.text[start..])?;
        let range = start..start + found.length;
        let directive = match found.directive {
            Directive::Include { path, place } => Directive::Include {
                path,
                place: self.document.file_range(&(place.start + start..place.end + start)),
            },
            Directive::Image { source, alt, .. } => {
                Directive::Image { source, alt, place: self.document.file_range(&range) }
            }
            Directive::Snippet(snippet) => {
                let place = snippet.place.start + start..snippet.place.end + start;
                Directive::Snippet(Snippet { place: self.document.file_range(&place), ..snippet })
            }
            other => other,
        };
        self.found.push((start, directive));
        self.edits.push(Edit { range: range.clone(), text: OBJECT.to_string() });
        Some(range.end)
    }

    /// A bare address becomes an autolink, as GitHub's dialect has it.
    fn address_at(&mut self, start: usize, run_end: usize) -> Option<usize> {
        let before = self.text[..start].chars().next_back();
        if before.is_some_and(|c| {
            c.is_ascii_alphanumeric() || matches!(c, '/' | '<' | '\\' | '.' | '@' | '-' | ':')
        }) {
            return None;
        }
        let is_address = |scheme| self.text[start..].starts_with(scheme);
        self.depends_on_units |= ["http", "www."].into_iter().any(is_address);
        let end = start + link::bare_address(&self.text[start..self.unit_end(start).min(run_end)])?;
        let address = &self.text[start..end];
        let replacement = match address.strip_prefix("www.") {
            Some(_) => format!("[{address}](https://{address})"),
            None => format!("<{address}>"),
        };
        self.edits.push(Edit { range: start..end, text: replacement });
        Some(end)
    }

    fn unit_end(&self, offset: usize) -> usize {
        let units = &self.document.units;
        let index = units.partition_point(|unit| unit.end <= offset);
        units.get(index).filter(|unit| unit.start <= offset).map_or(self.text.len(), |unit| unit.end)
    }

    fn html_block(&mut self, start: usize) {
        let Some(offset) = self.text[start..].find('<') else { return };
        let start = start + offset;
        match self.permission_at(start) {
            Some(Permission::Unknown) => self.insert(start, '\\'),
            Some(Permission::Phrasing) => self.insert(start, SENTINEL),
            _ => {}
        }
    }

    fn inline_html(&mut self, start: usize) {
        if self.permission_at(start) == Some(Permission::Unknown) {
            self.insert(start, '\\');
        }
    }

    /// The permission of the tag at a place. `<title>` without attributes and without an end tag anywhere is a placeholder,
    /// as `<your-domain>` is.
    fn permission_at(&self, start: usize) -> Option<Permission> {
        let tag = &self.text[start..];
        let name = html_tag::leading_name(tag)?;
        let permission = html_element::permission(&name);
        let bare = tag[1 + name.len()..].starts_with('>');
        let placeholder = bare && !html_element::may_stay_open(&name) && !self.is_closed(&name);
        Some(if placeholder { Permission::Unknown } else { permission })
    }

    fn is_closed(&self, name: &str) -> bool {
        let bytes = self.text.as_bytes();
        memchr::memmem::find_iter(bytes, "</").any(|start| {
            bytes[start + 2..]
                .get(..name.len())
                .is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()))
        })
    }

    fn insert(&mut self, at: usize, character: char) {
        self.edits.push(Edit { range: at..at, text: character.to_string() });
    }

    fn finish(mut self) -> Repairs {
        self.edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
        let mut directives: Vec<(usize, Directive)> = self
            .text
            .match_indices(OBJECT)
            .map(|(start, _)| start)
            .zip(self.document.directives.iter().cloned())
            .chain(self.found)
            .collect();
        directives.sort_by_key(|(start, _)| *start);
        Repairs {
            edits: self.edits,
            directives: directives.into_iter().map(|(_, directive)| directive).collect(),
            left_over: self.left_over,
            mended: self.mended,
            depends_on_units: self.depends_on_units,
        }
    }
}

/// True where one of some ranges holds a byte; they are in order and do not overlap.
fn is_inside(ranges: &[Range<usize>], at: usize) -> bool {
    let index = ranges.partition_point(|range| range.end <= at);
    ranges.get(index).is_some_and(|range| range.start <= at)
}
