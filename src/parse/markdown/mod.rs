//! Owns Markdown as it is written: a body made fit for a strict parser, with its units and directives beside it.
//!
//! Real translations hold Markdown that CommonMark reads otherwise than its author: emphasis beside CJK, spaces inside
//! bold, placeholders that look like tags. What an author wrote is read as CommonMark says. A body is parsed once, the damage is collected as edits, and the edited text is
//! parsed again; everything keeps its place in the file. Text that needs no edit is parsed as it stands.

pub(crate) mod code;
pub(crate) mod component;
pub(crate) mod directive;
mod events;
pub(crate) mod faq;
pub(crate) mod foreign;
mod gate;
pub(crate) mod heading;
pub(crate) mod html_block;
pub(crate) mod html_element;
pub(crate) mod html_tag;
pub(crate) mod inline_codes;
pub(crate) mod inline_include;
pub(crate) mod losses;
mod marks;
pub(crate) mod origin;
pub(crate) mod outline;
pub(crate) mod placeholder;
pub(crate) mod plain;
mod repair;
pub(crate) mod slug;
mod text_runs;

use std::cell::OnceCell;
use std::ops::Range;

use pulldown_cmark::Event;

use self::directive::Directive;
use self::events::KeptEvents;
use self::origin::MarkdownOrigin;
use super::text_map::{self, Edit, TextMap};

pub(crate) use self::events::inline_events;

/// Stands between a letter and a delimiter run, so that the run can open or close there: a punctuation character that no
/// text uses (Duployan, category Po). It is removed from every text that comes out.
pub(crate) const SENTINEL: char = '\u{1BC9F}';

/// Stands for one directive; the first for the first, and so on. A noncharacter, so that no text can hold it.
pub(crate) const OBJECT: char = '\u{FDD0}';

/// A parsed and repaired body, ready for rendering.
#[derive(Clone, Debug, Default)]
pub(crate) struct Document {
    /// The Markdown, edited; holds [`SENTINEL`] and [`OBJECT`].
    pub text: String,
    /// The places of the units in `text`, in order. Empty where the body has none.
    pub units: Vec<Range<usize>>,
    /// The directives that the objects in `text` stand for, in order.
    pub directives: Vec<Directive>,
    /// From `text` back to the file.
    pub map: TextMap,
    /// Delimiters without a partner that the page displays, as places in the file.
    pub left_over: Vec<Range<usize>>,
    /// The units that a directive has taken in, such as its title: they are not rendered on their own.
    pub taken_in: Vec<usize>,
    /// Damaged delimiters that were repaired, as places in the file.
    pub mended: Vec<Range<usize>>,
    /// Characters that a repair took away, as places in the file.
    pub taken_away: Vec<Range<usize>>,
    /// Byte order marks before what begins a line, which were taken away, as places in the file.
    pub stray_marks: Vec<Range<usize>>,
    /// Where a bare address was cut before letters that may be meant as a part of it, as places in the file.
    pub cut_addresses: Vec<Range<usize>>,
    /// Where the name of a file with a space in it stands like an address, as written and as a place in the file.
    pub spaced_files: Vec<(String, Range<usize>)>,
    /// Characters that may not be there or are not closed, and that only the Markdown shows, as places in the file.
    pub met_at_the_gate: Vec<(char, Range<usize>)>,
    /// Whose Markdown it is.
    origin: MarkdownOrigin,
    /// True where the repairs depend on the units.
    depends_on_units: bool,
    /// The events of `text`, parsed when they are first read.
    events: OnceCell<KeptEvents>,
}

/// The most rounds of repairs. A repair can reveal further damage, but more rounds find nothing in real articles.
const ROUNDS: usize = 5;

impl Document {
    /// Makes a body fit. `units` are ascending ranges of `body` that do not overlap; `map` leads from `body` to the file;
    /// `edits` are made before anything is parsed.
    pub(crate) fn parse(
        body: &str,
        units: Vec<Range<usize>>,
        map: TextMap,
        edits: &[Edit],
        origin: MarkdownOrigin,
    ) -> Self {
        let mut document = Document { text: body.to_owned(), units, map, origin, ..Self::default() };
        if !edits.is_empty() {
            document.edit(edits);
        }
        document.remove_reserved();
        document.remove_stray_marks();
        document.pass_gate();
        let component::ComponentLines { edits, directives } = component::collect(&document);
        if !edits.is_empty() {
            document.directives = directives;
            document.edit(&edits);
        }
        let mut repairs = repair::collect(&document);
        for _ in 0..ROUNDS {
            if repairs.edits.is_empty() {
                break;
            }
            document.directives = repairs.directives;
            document.mended.append(&mut repairs.mended);
            document.taken_away.append(&mut repairs.taken_away);
            document.cut_addresses.append(&mut repairs.cut_addresses);
            document.depends_on_units |= repairs.depends_on_units;
            document.edit(&repairs.edits);
            repairs = repair::collect(&document);
        }
        document.depends_on_units |= repairs.depends_on_units;
        document.left_over = repairs.left_over;
        let spaced = repairs.spaced_files.into_iter();
        document.spaced_files = spaced
            .map(|place| (document.text[place.clone()].to_owned(), document.file_range(&place)))
            .collect();
        document
    }

    /// The events of the text, each with its place in the text.
    pub(crate) fn events(&self) -> impl Iterator<Item = (Event<'_>, Range<usize>)> {
        self.events.get_or_init(|| KeptEvents::of(&self.text)).read(&self.text)
    }

    /// True where the text is `body`, and would be with any units or none.
    pub(crate) fn is_as_written(&self, body: &str) -> bool {
        !self.depends_on_units && self.directives.is_empty() && self.text == body
    }

    /// The place in the file of a range of the text.
    pub(crate) fn file_range(&self, range: &Range<usize>) -> Range<usize> {
        self.map.original_range(range)
    }

    /// Removes the two reserved characters that the body holds itself.
    fn remove_reserved(&mut self) {
        let text = &self.text;
        if !text.contains(SENTINEL) && !text.contains(OBJECT) {
            return;
        }
        let edits: Vec<_> = self
            .text
            .match_indices([SENTINEL, OBJECT])
            .map(|(start, found)| Edit { range: start..start + found.len(), text: String::new() })
            .collect();
        self.edit(&edits);
    }

    /// Removes the marks that keep a line from being read for what it is.
    fn remove_stray_marks(&mut self) {
        let edits = marks::edits(self);
        if !edits.is_empty() {
            self.stray_marks = edits.iter().map(|edit| self.file_range(&edit.range)).collect();
            self.edit(&edits);
        }
    }

    /// Replaces what no text for readers may hold.
    fn pass_gate(&mut self) {
        let gate = gate::collect(self);
        let met = gate.met.into_iter().map(|(letter, place)| (letter, self.file_range(&place)));
        self.met_at_the_gate = met.collect();
        if !gate.edits.is_empty() {
            self.edit(&gate.edits);
        }
    }

    fn edit(&mut self, edits: &[Edit]) {
        self.take_in(edits);
        let mut follow: Vec<&mut usize> =
            self.units.iter_mut().flat_map(|unit| [&mut unit.start, &mut unit.end]).collect();
        let (text, map) = text_map::apply(&self.text, edits, &self.map, &mut follow);
        self.text = text;
        self.map = map;
        self.events = OnceCell::new();
    }
}

impl Document {
    /// Notes the units that lie inside what becomes an object.
    fn take_in(&mut self, edits: &[Edit]) {
        for edit in edits.iter().filter(|edit| edit.text.contains(OBJECT)) {
            let first = self.units.partition_point(|unit| unit.start < edit.range.start);
            let inside = self.units[first..].iter().take_while(|unit| unit.end <= edit.range.end);
            let inside = inside.enumerate().filter(|(_, unit)| !unit.is_empty());
            self.taken_in.extend(inside.map(|(index, _)| first + index));
        }
    }
}

/// True where an odd number of backslashes stands before a byte.
pub(crate) fn is_escaped(text: &str, at: usize) -> bool {
    text.as_bytes()[..at].iter().rev().take_while(|byte| **byte == b'\\').count() % 2 == 1
}

/// Puts the guard before a snippet that keeps its first line from opening a block.
pub(crate) fn guard(snippet: &str) -> String {
    format!("{SENTINEL}{}", snippet.trim())
}

/// A text as it is displayed: without the two reserved characters.
pub(crate) fn visible(text: &str) -> std::borrow::Cow<'_, str> {
    // Both are among the few characters that begin with so high a byte: most calls end here.
    if text.bytes().any(|byte| byte >= 0xEF) && text.contains([SENTINEL, OBJECT]) {
        std::borrow::Cow::Owned(text.replace([SENTINEL, OBJECT], ""))
    } else {
        std::borrow::Cow::Borrowed(text)
    }
}
