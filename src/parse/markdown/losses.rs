//! Owns what a body says and its page does not: elements that are left out, attributes with words, cells without a column.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};
use rustc_hash::FxHashSet;

use super::html_block::RawBlock;
use super::html_element::{self, Omission, Permission};
use super::html_tag::{self, HtmlToken};
use super::{Document, visible};

/// Something that is left out of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Loss {
    /// What it is.
    pub cause: LossCause,
    /// Where it stands in the file.
    pub place: Range<usize>,
}

/// Why something is left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum LossCause {
    /// An element that is not published.
    Element {
        /// Its name in lower case.
        name: String,
        /// True where a link to what it displays stands in its place.
        is_linked: bool,
    },
    /// An attribute whose words have no place in what is published.
    Attribute {
        /// The name of the element.
        element: String,
        /// The name of the attribute.
        name: String,
    },
    /// Cells of a row beyond the columns of its table.
    Cells,
    /// A footnote that nothing refers to.
    Footnote,
}

/// All losses of a document, in order.
pub(crate) fn losses(document: &Document) -> Vec<Loss> {
    let mut reader = LossReader {
        document,
        omission: Omission::default(),
        block: RawBlock::default(),
        columns: 0,
        pictures: 0,
        footnotes: Vec::new(),
        losses: Vec::new(),
    };
    for (event, range) in document.events() {
        reader.take(&event, &range);
    }
    reader.footnotes();
    reader.losses
}

struct LossReader<'a> {
    document: &'a Document,
    omission: Omission,
    block: RawBlock,
    /// The columns of the open table.
    columns: usize,
    /// How many pictures are open: markup in their labels is no markup.
    pictures: usize,
    /// The footnotes: name, place, and whether it is a reference.
    footnotes: Vec<(String, Range<usize>, bool)>,
    losses: Vec<Loss>,
}

impl LossReader<'_> {
    fn take(&mut self, event: &Event<'_>, range: &Range<usize>) {
        match event {
            Event::Html(html) => self.block.push(html, range.end.saturating_sub(html.len())),
            Event::InlineHtml(html) if self.pictures == 0 => {
                for token in html_tag::tokens(html) {
                    self.html(&token, range);
                }
            }
            Event::End(TagEnd::HtmlBlock) => self.html_block(),
            Event::Start(Tag::HtmlBlock) => {}
            Event::Start(Tag::Image { .. }) => self.pictures += 1,
            Event::End(TagEnd::Image) => self.pictures = self.pictures.saturating_sub(1),
            Event::FootnoteReference(name) if self.pictures == 0 => {
                self.footnotes.push((name.to_string(), range.clone(), true));
            }
            Event::Start(Tag::FootnoteDefinition(name)) => {
                self.footnotes.push((name.to_string(), range.clone(), false));
            }
            Event::Start(Tag::Table(alignments)) => self.columns = alignments.len(),
            Event::Start(Tag::TableRow) => self.row(range),
            Event::Start(Tag::Paragraph | Tag::Heading { .. } | Tag::Item | Tag::TableCell)
            | Event::End(_) => {
                self.omission.end();
            }
            _ => {}
        }
    }

    fn html_block(&mut self) {
        let block = std::mem::take(&mut self.block);
        for (token, place) in block.tokens() {
            self.html(&token, &place);
        }
    }

    fn html(&mut self, token: &HtmlToken<'_>, range: &Range<usize>) {
        if self.omission.take(token) {
            return;
        }
        let HtmlToken::Open { name, attributes, .. } = token else { return };
        if html_element::is_missed(name) {
            let is_linked = html_element::displayed_address(name, attributes).is_some()
                || matches!(name.as_str(), "audio" | "video");
            self.lose(LossCause::Element { name: name.clone(), is_linked }, range);
            return;
        }
        let is_kept = match html_element::permission(name) {
            Permission::Phrasing | Permission::Flow => true,
            Permission::Unknown => return,
            _ => false,
        };
        for (attribute, value) in attributes {
            let has_words = value.chars().any(char::is_alphabetic) && carries_words(attribute);
            if has_words && !(is_kept && html_element::keeps_attribute(name, attribute)) {
                let cause = LossCause::Attribute { element: name.clone(), name: attribute.clone() };
                self.lose(cause, range);
            }
        }
    }

    /// Only footnotes that something refers to stand on the page, the first of each name.
    fn footnotes(&mut self) {
        let footnotes = std::mem::take(&mut self.footnotes);
        let (references, texts): (Vec<_>, Vec<_>) = footnotes.into_iter().partition(|(_, _, refers)| *refers);
        let references: FxHashSet<String> = references.into_iter().map(|(name, ..)| name).collect();
        let mut seen = FxHashSet::default();
        for (name, place, _) in texts {
            let is_displayed = references.contains(&name) && seen.insert(name);
            if !is_displayed {
                let line = self.document.text[place.clone()].lines().next().unwrap_or_default();
                let end = place.start + line.len();
                self.lose(LossCause::Footnote, &(place.start..end));
            }
        }
    }

    /// Cells beyond the columns of the header are left out, as GitHub's dialect has it.
    fn row(&mut self, range: &Range<usize>) {
        let Some(row) = self.document.text.get(range.clone()) else { return };
        let Some(at) = surplus(row, self.columns) else { return };
        let rest = row[at..].trim_end();
        if rest.chars().any(|c| c != '|' && !c.is_whitespace()) {
            let start = range.start + at;
            self.lose(LossCause::Cells, &(start..start + rest.len()));
        }
    }

    fn lose(&mut self, cause: LossCause, range: &Range<usize>) {
        self.losses.push(Loss { cause, place: self.document.file_range(range) });
    }
}

/// True for attributes that browsers display or read aloud.
fn carries_words(attribute: &str) -> bool {
    matches!(attribute, "alt" | "alttext" | "aria-label" | "label" | "placeholder" | "summary" | "title")
}

/// Where the cells of a table's row begin that have no column.
fn surplus(row: &str, columns: usize) -> Option<usize> {
    let row = visible(row);
    if matches!(row, std::borrow::Cow::Owned(_)) {
        return None;
    }
    let start = row.len() - row.trim_start().len();
    let start = start + usize::from(row[start..].starts_with('|'));
    let mut cells = 0;
    let mut is_escaped = false;
    for (at, byte) in row.bytes().enumerate().skip(start) {
        match byte {
            b'\\' => is_escaped = !is_escaped,
            b'|' if !is_escaped => {
                cells += 1;
                if cells == columns {
                    return Some(at + 1);
                }
            }
            _ => is_escaped = false,
        }
        if byte == b'|' {
            is_escaped = false;
        }
    }
    None
}

#[cfg(test)]
mod tests;
