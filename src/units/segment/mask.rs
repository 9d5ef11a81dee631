//! Owns the masking of inline markup: the visible text of a block, with a mapping from its places to the Markdown.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::parse::markdown::OBJECT;

/// The inline content of one block as it is displayed.
#[derive(Debug, Default)]
pub(super) struct Mask {
    /// The visible text: without markup, line breaks as spaces, code and pictures as a placeholder letter.
    pub text: String,
    /// Where each run of `text` comes from in the Markdown.
    pieces: Vec<Piece>,
    /// Links, emphasis and code, outermost only and in order: a sentence is never cut inside them.
    atoms: Vec<Range<usize>>,
    /// How many pictures are open; their label is an attribute, not text.
    pictures: usize,
    /// The byte range of directives and white space at the start of the content, which hold no text of their own.
    pub directives: Option<Range<usize>>,
    /// The byte range of the remaining content in the Markdown.
    pub range: Option<Range<usize>>,
    /// The one link or picture label that could be all of the content.
    pub label: Option<Label>,
}

/// The inside of a link or picture.
#[derive(Clone, Debug)]
pub(super) struct Label {
    /// The whole element.
    pub element: Range<usize>,
    /// Its label; empty where it has none.
    pub inside: Range<usize>,
    /// True for a picture.
    pub picture: bool,
}

#[derive(Debug)]
struct Piece {
    visible: Range<usize>,
    written: Range<usize>,
}

/// The placeholder for code and pictures: a letter that is neither upper nor lower case, so that no rule about case applies.
const PLACEHOLDER: &str = "\u{2135}";

/// True for white space, directives, and the anchor that the hand-off puts into headings.
fn is_mute(event: &Event<'_>) -> bool {
    match event {
        Event::Text(text) => text.chars().all(|c| c.is_whitespace() || c == OBJECT),
        Event::SoftBreak | Event::HardBreak => true,
        Event::InlineHtml(html) => html.starts_with("<a name=") || html.starts_with("</a>"),
        _ => false,
    }
}

impl Mask {
    /// Adds the next inline event. `range` is its place in the Markdown.
    pub(super) fn take(&mut self, event: &Event<'_>, range: &Range<usize>) {
        if self.range.is_none() && is_mute(event) {
            let whole = self.directives.get_or_insert_with(|| range.clone());
            whole.end = range.end;
            return;
        }
        self.extend(range);
        match event {
            Event::Text(_) if self.pictures > 0 => self.grow_label(range),
            Event::Text(text) => {
                self.grow_label(range);
                self.push(text, range);
            }
            Event::Code(_) => {
                self.keep_whole(range);
                self.grow_label(range);
                self.push(PLACEHOLDER, range);
            }
            Event::SoftBreak | Event::HardBreak => self.push(" ", range),
            Event::InlineHtml(html) if html.starts_with("<br") => self.push(" ", range),
            Event::Start(tag) => self.start(tag, range),
            Event::End(TagEnd::Image) => self.pictures = self.pictures.saturating_sub(1),
            _ => {}
        }
    }

    /// True where the text may hold more than one sentence: a cheap check before the expensive segmentation.
    pub(super) fn may_hold_sentences(&self) -> bool {
        let text = self.text.trim_end();
        let inner = text.len() - text.chars().next_back().map_or(0, char::len_utf8);
        text[..inner].contains(|c: char| matches!(c, '.' | '?' | '!') || (c as u32) > 0x588)
    }

    /// The place in the Markdown for a sentence boundary in the visible text; `None` inside an element that must stay whole.
    pub(super) fn cut_at(&self, bound: usize) -> Option<usize> {
        let cut = self.written_end(bound);
        let index = self.atoms.partition_point(|atom| atom.end <= cut);
        let Some(outer) = self.atoms.get(index).filter(|atom| atom.start < cut) else { return Some(cut) };
        // A boundary between an element's last letter and its closing mark moves behind the mark.
        let first = self.pieces.partition_point(|piece| piece.written.end <= cut);
        let mut rest = self.pieces[first..].iter().take_while(|piece| piece.written.start < outer.end);
        rest.all(|piece| self.text[piece.visible.clone()].trim().is_empty()).then_some(outer.end)
    }

    /// The end, in the Markdown, of the character before a place in the visible text.
    fn written_end(&self, bound: usize) -> usize {
        let index = self.pieces.partition_point(|piece| piece.visible.end < bound);
        self.pieces.get(index).map_or(0, |piece| {
            let same = piece.visible.len() == piece.written.len();
            if same { piece.written.start + bound - piece.visible.start } else { piece.written.end }
        })
    }

    fn start(&mut self, tag: &Tag<'_>, range: &Range<usize>) {
        match tag {
            Tag::Image { .. } => {
                if self.pictures == 0 {
                    self.push(PLACEHOLDER, range);
                    self.offer_label(range, true);
                }
                self.pictures += 1;
            }
            Tag::Link { .. } => self.offer_label(range, false),
            _ => {}
        }
        self.keep_whole(range);
    }

    /// Keeps outermost elements only: they come in order, and inner elements lie within them.
    fn keep_whole(&mut self, range: &Range<usize>) {
        if self.atoms.last().is_none_or(|outer| outer.end <= range.start) {
            self.atoms.push(range.clone());
        }
    }

    fn offer_label(&mut self, element: &Range<usize>, picture: bool) {
        if self.label.is_none() {
            self.label =
                Some(Label { element: element.clone(), inside: element.start..element.start, picture });
        }
    }

    fn grow_label(&mut self, range: &Range<usize>) {
        let Some(label) = &mut self.label else { return };
        if range.start >= label.element.start && range.end <= label.element.end {
            let start = if label.inside.is_empty() { range.start } else { label.inside.start };
            label.inside = start..range.end;
        }
    }

    fn push(&mut self, visible: &str, written: &Range<usize>) {
        let start = self.text.len();
        self.text.push_str(visible);
        self.pieces.push(Piece { visible: start..self.text.len(), written: written.clone() });
    }

    fn extend(&mut self, range: &Range<usize>) {
        let whole = self.range.get_or_insert_with(|| range.clone());
        whole.start = whole.start.min(range.start);
        whole.end = whole.end.max(range.end);
    }
}
