//! Owns the repair of Markdown: text in which a strict parser left delimiters is inspected and repaired by edits.
//!
//! How much is repaired depends on the text's origin: an author's text reads as the dialect says.

use std::cell::OnceCell;
use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::directive::{self, Directive, Snippet};
use super::html_element::{self, Permission};
use super::html_tag;
use super::origin::MarkdownOrigin;
use super::{Document, OBJECT, SENTINEL, is_escaped};
use crate::parse::text_map::Edit;

mod bare_url;
mod closed_elements;
mod emphasis;
mod link;
mod scripts;
#[cfg(test)]
mod tests;

use self::closed_elements::ClosedElements;

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
    /// Characters that an edit takes away, as places in the file.
    pub taken_away: Vec<Range<usize>>,
    /// Where a bare address was cut before letters that may be meant as a part of it, as places in the file.
    pub cut_addresses: Vec<Range<usize>>,
    /// What reads as the name of a file with a space in it, where an address would stand, as places in the text.
    pub spaced_files: Vec<Range<usize>>,
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
    /// The same, labels of links and alternative texts included.
    spoken: Vec<Range<usize>>,
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
        found: Vec::new(),
        closed: OnceCell::new(),
        repairs: Repairs::default(),
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
            Event::Text(_) => {
                run.spoken.push(range.clone());
                if label_depth == 0 {
                    run.texts.push(range.clone());
                }
                run.extend(&range);
            }
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
    found: Vec<(usize, Directive)>,
    /// The elements that are closed anywhere in the text, once they are needed.
    closed: OnceCell<ClosedElements>,
    /// What was collected; its directives stay empty up to the end.
    repairs: Repairs,
}

impl RepairCollector<'_> {
    fn inspect(&mut self, run: &StarRun) {
        if run.spoken.is_empty() {
            return;
        }
        self.note_left_over(run);
        let edits_before = self.repairs.edits.len();
        self.directives(run);
        if self.repairs.edits.len() == edits_before {
            self.delimiters(run);
        }
        // Addresses come last: a broken link's address must not be taken out of its link.
        if self.repairs.edits.len() == edits_before {
            self.addresses(run);
        }
    }

    fn note_left_over(&mut self, run: &StarRun) {
        let stars = emphasis::left_over(self.text, &run.texts);
        self.repairs.depends_on_units |= !stars.is_empty();
        let stars = stars.into_iter().filter(|stars| stars.len() > 1);
        for place in stars.chain(link::left_over(self.text, &run.range, &run.texts)) {
            self.repairs.left_over.push(self.document.file_range(&place));
        }
        self.repairs.spaced_files.extend(link::spaced_files(self.text, &run.range, &run.texts));
    }

    fn delimiters(&mut self, run: &StarRun) {
        let addresses = OnceCell::new();
        let addresses = || addresses.get_or_init(|| emphasis::addresses(self.text, &run.links));
        let is_hidden = |at: usize| is_inside(&run.opaque, at) || is_inside(addresses(), at);
        let mut repaired = match self.document.origin {
            MarkdownOrigin::Author => Vec::new(),
            MarkdownOrigin::Translation => self.damage(run, &is_hidden),
        };
        if repaired.is_empty() {
            repaired = emphasis::beside_letters(self.text, &run.range, &run.spoken, &is_hidden);
        }
        self.repairs.edits.extend(repaired);
    }

    /// The edits that mend what a translation's tools have damaged.
    fn damage(&mut self, run: &StarRun, is_hidden: &dyn Fn(usize) -> bool) -> Vec<Edit> {
        let mut repaired =
            emphasis::edits(self.text, &run.range, &run.texts, is_hidden, &self.document.units);
        repaired.extend(link::edits(self.text, &run.range, &run.texts, &run.links));
        for edit in &repaired {
            if !self.is_damage(edit) {
                continue;
            }
            let place = self.document.file_range(&edit.range);
            if edit.text.is_empty() {
                self.repairs.taken_away.push(place.clone());
            }
            self.repairs.mended.push(place);
        }
        repaired
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
        self.repairs.edits.push(Edit { range: range.clone(), text: OBJECT.to_string() });
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
        self.repairs.depends_on_units |= ["http", "www."].into_iter().any(is_address);
        let address = bare_url::bare_address(&self.text[start..self.unit_end(start).min(run_end)])?;
        let end = start + address.length;
        if address.is_doubtful {
            self.repairs.cut_addresses.push(self.document.file_range(&(end..end)));
        }
        let address = &self.text[start..end];
        let replacement = match address.strip_prefix("www.") {
            Some(_) => format!("[{address}](https://{address})"),
            None => format!("<{address}>"),
        };
        self.repairs.edits.push(Edit { range: start..end, text: replacement });
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
            Some(Permission::Unknown) => self.make_text(start),
            // Where units stand in it, they are Markdown.
            Some(Permission::Phrasing) if self.document.origin == MarkdownOrigin::Translation => {
                self.insert(start, SENTINEL);
            }
            _ => {}
        }
    }

    fn inline_html(&mut self, start: usize) {
        if self.permission_at(start) == Some(Permission::Unknown) {
            self.make_text(start);
        }
    }

    /// Makes a tag text. Behind a label it would become an address by that, and what readers saw would be gone.
    fn make_text(&mut self, start: usize) {
        let before = self.text[..start].trim_end_matches([' ', '\t']);
        let label = ["](", "]:"].into_iter().find_map(|end| before.strip_suffix(end)).map(str::len);
        let label = label
            .filter(|end| self.document.origin == MarkdownOrigin::Author && !is_escaped(self.text, *end));
        if let Some(end) = label {
            self.insert(end, '\\');
        }
        self.insert(start, '\\');
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
        self.closed.get_or_init(|| ClosedElements::of(self.text)).holds(name)
    }

    fn insert(&mut self, at: usize, character: char) {
        self.repairs.edits.push(Edit { range: at..at, text: character.to_string() });
    }

    fn finish(mut self) -> Repairs {
        self.repairs.edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
        let mut directives: Vec<(usize, Directive)> = self
            .text
            .match_indices(OBJECT)
            .map(|(start, _)| start)
            .zip(self.document.directives.iter().cloned())
            .chain(self.found)
            .collect();
        directives.sort_by_key(|(start, _)| *start);
        let directives = directives.into_iter().map(|(_, directive)| directive).collect();
        Repairs { directives, ..self.repairs }
    }
}

/// True where one of some ranges holds a byte; they are in order and do not overlap.
fn is_inside(ranges: &[Range<usize>], at: usize) -> bool {
    let index = ranges.partition_point(|range| range.end <= at);
    ranges.get(index).is_some_and(|range| range.start <= at)
}
