//! Owns the marking of units: which sentence a byte belongs to, and when its element opens and closes.
//!
//! A unit's element encloses whole inline elements where possible. Where emphasis runs from one sentence into the next, the unit is
//! closed and opened again inside it, and its source is written with the first part.

use std::ops::Range;

use super::{BodyUrls, UnitStyle};
use crate::parse::article::Article;
use crate::parse::markdown::slug::unique;
use crate::theme::escape;
use rustc_hash::FxHashSet;

/// The units of a document, opened and closed while its text is written.
pub(crate) struct Units<'a> {
    places: &'a [Range<usize>],
    style: &'a UnitStyle,
    urls: &'a BodyUrls<'a>,
    /// The open unit, and how many inline elements were open when it opened.
    open: Option<(usize, usize)>,
    /// For each unit, whether it was opened before.
    seen: Vec<bool>,
    /// The next unit that may be an empty one.
    next_empty: usize,
}

impl<'a> Units<'a> {
    /// Marks the units of a document: none where the style has no views, and not those that are `taken_in` by a directive.
    pub(crate) fn new(
        places: &'a [Range<usize>],
        taken_in: &[usize],
        style: &'a UnitStyle,
        urls: &'a BodyUrls<'a>,
    ) -> Self {
        let places = if style.views.is_empty() { &[] } else { places };
        let mut seen = vec![false; places.len()];
        for unit in taken_in {
            if let Some(seen) = seen.get_mut(*unit) {
                *seen = true;
            }
        }
        Self { places, style, urls, open: None, seen, next_empty: 0 }
    }

    /// True where nothing is marked.
    pub(crate) fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// To be called before something is written that is at `at`, with `depth` inline elements open.
    pub(crate) fn reach(&mut self, at: usize, depth: usize, out: &mut String) {
        if self.places.is_empty() {
            return;
        }
        let wanted = self.unit_at(at);
        if self.open.is_some_and(|(open, _)| Some(open) != wanted) {
            self.close(out);
        }
        self.write_empty_before(at, out);
        if let (None, Some(unit)) = (self.open, wanted) {
            self.begin(unit, depth, out);
        }
    }

    /// To be called before an inline element at `range`: a unit that contains all of it opens around it.
    pub(crate) fn reach_element(&mut self, range: &Range<usize>, depth: usize, out: &mut String) {
        if self.places.is_empty() {
            return;
        }
        let whole = self.unit_at(range.start).filter(|unit| range.end <= self.places[*unit].end);
        match whole {
            Some(_) => self.reach(range.start, depth, out),
            None => self.close(out),
        }
    }

    /// To be called before an inline element closes, which leaves `depth` open: a unit inside it closes first.
    pub(crate) fn leave_element(&mut self, depth: usize, out: &mut String) {
        if self.open.is_some_and(|(_, opened_at)| opened_at > depth) {
            self.close(out);
        }
    }

    /// To be called before a block begins or ends at `at`, where text is allowed.
    pub(crate) fn leave_block(&mut self, at: usize, out: &mut String) {
        self.close(out);
        self.write_empty_before(at, out);
    }

    /// To be called before a block begins or ends at `at`, where only blocks are allowed: untranslated sentences become a paragraph.
    pub(crate) fn leave_between_blocks(&mut self, at: usize, out: &mut String) {
        self.close(out);
        let start = out.len();
        self.write_empty_before(at, out);
        if out.len() > start {
            out.insert_str(start, "<p>");
            out.truncate(out.trim_end().len());
            out.push_str("</p>\n");
        }
    }

    /// The end of the first part of `range` that is in a single unit, or in none: where a text has to be cut.
    pub(crate) fn cut(&self, range: &Range<usize>) -> usize {
        let index = self.places.partition_point(|unit| unit.end <= range.start);
        match self.places.get(index) {
            Some(unit) if unit.start > range.start => unit.start.min(range.end),
            Some(unit) => unit.end.min(range.end),
            None => range.end,
        }
    }

    /// Closes the open unit, with its source if this is its first part.
    pub(crate) fn close(&mut self, out: &mut String) {
        if let Some((unit, _)) = self.open.take() {
            if !self.seen[unit] {
                self.seen[unit] = true;
                self.write_source(unit, out);
            }
            out.push_str("</span>");
        }
    }

    fn unit_at(&self, at: usize) -> Option<usize> {
        let index = self.places.partition_point(|unit| unit.end <= at);
        self.places.get(index).filter(|unit| unit.start <= at).map(|_| index)
    }

    fn begin(&mut self, unit: usize, depth: usize, out: &mut String) {
        let view = &self.style.views[unit];
        let class = if view.changed.is_some() { "unit unit-stale" } else { "unit" };
        out.push_str("<span");
        escape::push_attribute(out, "class", class);
        if !self.seen[unit] {
            escape::push_attribute(out, "id", &self.urls.id(&view.id));
        }
        if let Some(state) = view.state {
            escape::push_attribute(out, "data-state", state);
        }
        if let Some((lang, dir)) = &view.foreign {
            escape::push_attribute(out, "lang", lang);
            escape::push_attribute(out, "dir", dir);
        }
        out.push('>');
        self.open = Some((unit, depth));
    }

    /// Writes the source of each sentence before `at` that has no translation.
    fn write_empty_before(&mut self, at: usize, out: &mut String) {
        while let Some(place) = self.places.get(self.next_empty).filter(|place| place.end <= at) {
            let unit = self.next_empty;
            self.next_empty += 1;
            if place.is_empty() && !self.seen[unit] {
                self.seen[unit] = true;
                if ends_with_text(out) {
                    out.push(' ');
                }
                out.push_str("<span class=\"unit unit-missing\"");
                escape::push_attribute(out, "id", &self.urls.id(&self.style.views[unit].id));
                escape::push_attribute(out, "lang", &self.style.source_lang);
                escape::push_attribute(out, "dir", self.style.source_dir);
                out.push('>');
                out.push_str(&self.style.views[unit].source);
                out.push_str("</span> ");
            }
        }
    }

    /// How many raw elements were open when the open unit opened, if the unit does not contain `at`.
    pub(crate) fn left_at(&self, at: usize) -> Option<usize> {
        self.open.filter(|(open, _)| self.unit_at(at) != Some(*open)).map(|(_, depth)| depth)
    }

    /// How many raw elements were open when the open unit opened.
    pub(crate) fn open_depth(&self) -> Option<usize> {
        self.open.map(|(_, depth)| depth)
    }

    /// To be called before the end of a raw element, in which text is allowed.
    pub(crate) fn reach_end(&mut self, at: usize, depth: usize, out: &mut String) {
        self.leave_element(depth, out);
        self.write_empty_before(at, out);
    }

    fn write_source(&self, unit: usize, out: &mut String) {
        let view = &self.style.views[unit];
        match &view.changed {
            None => self.write_source_text("source", "", &view.source, out),
            Some(changed) => {
                self.write_source_text("source", "del", &view.source, out);
                self.write_source_text("source source-now", "ins", changed, out);
            }
        }
    }

    /// Writes one source text. Where there are an old and a new one, `element` distinguishes them, also for screen readers.
    fn write_source_text(&self, class: &str, element: &str, text: &str, out: &mut String) {
        if text.is_empty() {
            return;
        }
        out.push_str("<span");
        escape::push_attribute(out, "class", class);
        escape::push_attribute(out, "lang", &self.style.source_lang);
        escape::push_attribute(out, "dir", self.style.source_dir);
        out.push_str(" data-nosnippet>");
        if element.is_empty() {
            out.push_str(text);
        } else {
            out.push_str(&format!("<{element}>{text}</{element}>"));
        }
        out.push_str("</span>");
    }
}

/// True where a following sentence needs a space before it: Markdown drops the one at the end of a paragraph.
fn ends_with_text(out: &str) -> bool {
    let tag = out.rfind('<').map_or("", |start| &out[start..]);
    let behind_opening = out.ends_with('>') && !tag.starts_with("</");
    !out.is_empty() && !out.ends_with(char::is_whitespace) && !behind_opening
}

/// The ids of the units of a body, each only once on the page.
pub(crate) fn unit_ids(article: &Article) -> Vec<String> {
    let mut taken = FxHashSet::default();
    let units = &article.sides.units[article.body_units()];
    let id = |merged: bool, number| format!("hx-u{}{number}", if merged { "p" } else { "" });
    units.iter().map(|unit| unique(id(unit.merged, &unit.number), &mut taken)).collect()
}
