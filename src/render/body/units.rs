//! Owns the marking of units: which sentence a byte belongs to, and when its element opens and closes.
//!
//! A unit's element encloses whole inline elements where it can. Where a translation lets emphasis run from one sentence into the
//! next, the unit is closed and opened again inside it, and its source stands with the first part.

use std::ops::Range;

use super::{BodyUrls, UnitStyle};
use crate::parse::article::Article;
use crate::parse::markdown::slug::unique;
use crate::theme::escape;
use rustc_hash::FxHashSet;

/// Opens and closes units along the text.
pub struct Units<'a> {
    places: &'a [Range<usize>],
    style: &'a UnitStyle,
    urls: &'a BodyUrls<'a>,
    /// The open unit and how many inline elements were open when it opened.
    open: Option<(usize, usize)>,
    /// Units that were open before.
    seen: Vec<bool>,
    /// The next unit that may be an empty one.
    next_empty: usize,
}

impl<'a> Units<'a> {
    /// Marks the units of a document; marks none where the style has no views, and none of those that a directive has `taken_in`.
    pub fn new(
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

    /// Before something that stands at `at`, with `depth` inline elements open.
    pub fn reach(&mut self, at: usize, depth: usize, out: &mut String) {
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

    /// Before an inline element that takes `range`: its unit opens around it where it holds all of it.
    pub fn reach_element(&mut self, range: &Range<usize>, depth: usize, out: &mut String) {
        if self.places.is_empty() {
            return;
        }
        let whole = self.unit_at(range.start).filter(|unit| range.end <= self.places[*unit].end);
        match whole {
            Some(_) => self.reach(range.start, depth, out),
            None => self.close(out),
        }
    }

    /// Before an inline element closes, leaving `depth` open: a unit inside it closes first.
    pub fn leave_element(&mut self, depth: usize, out: &mut String) {
        if self.open.is_some_and(|(_, opened_at)| opened_at > depth) {
            self.close(out);
        }
    }

    /// Before a block begins or ends at `at`, where text may stand.
    pub fn leave_block(&mut self, at: usize, out: &mut String) {
        self.close(out);
        self.write_empty_before(at, out);
    }

    /// Before a block begins or ends at `at`, where only blocks may stand: sentences without a translation become a paragraph.
    pub fn leave_between_blocks(&mut self, at: usize, out: &mut String) {
        self.close(out);
        let start = out.len();
        self.write_empty_before(at, out);
        if out.len() > start {
            out.insert_str(start, "<p>");
            out.truncate(out.trim_end().len());
            out.push_str("</p>\n");
        }
    }

    /// The end of the part of `range` that belongs to what its first byte belongs to: where a text must be cut.
    pub fn cut(&self, range: &Range<usize>) -> usize {
        let index = self.places.partition_point(|unit| unit.end <= range.start);
        match self.places.get(index) {
            Some(unit) if unit.start > range.start => unit.start.min(range.end),
            Some(unit) => unit.end.min(range.end),
            None => range.end,
        }
    }

    /// Units do not nest in a heading's permalink, a link's label begun before, and the like: close what is open.
    pub fn close(&mut self, out: &mut String) {
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

    /// A sentence without a translation: its source is shown in its place.
    fn write_empty_before(&mut self, at: usize, out: &mut String) {
        while let Some(place) = self.places.get(self.next_empty).filter(|place| place.end <= at) {
            let unit = self.next_empty;
            self.next_empty += 1;
            if place.is_empty() && !self.seen[unit] {
                self.seen[unit] = true;
                if stands_behind_text(out) {
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

    /// How many raw elements were open when the open unit opened, if it does not hold `at`.
    pub fn left_at(&self, at: usize) -> Option<usize> {
        self.open.filter(|(open, _)| self.unit_at(at) != Some(*open)).map(|(_, depth)| depth)
    }

    /// How many raw elements were open when the open unit opened.
    pub fn open_depth(&self) -> Option<usize> {
        self.open.map(|(_, depth)| depth)
    }

    /// Before the end of a raw element, in which text may stand.
    pub fn reach_end(&mut self, at: usize, depth: usize, out: &mut String) {
        self.leave_element(depth, out);
        self.write_empty_before(at, out);
    }

    fn write_source(&self, unit: usize, out: &mut String) {
        let view = &self.style.views[unit];
        match &view.changed {
            None => self.write_other("source", "", &view.source, out),
            Some(changed) => {
                self.write_other("source", "del", &view.source, out);
                self.write_other("source source-now", "ins", changed, out);
            }
        }
    }

    /// Where there are two originals, `element` tells the old one from the new one, to eyes and to screen readers.
    fn write_other(&self, class: &str, element: &str, text: &str, out: &mut String) {
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

/// True where a sentence that follows needs a space: Markdown has taken the one at the end of a paragraph away.
fn stands_behind_text(out: &str) -> bool {
    let tag = out.rfind('<').map_or("", |start| &out[start..]);
    let behind_opening = out.ends_with('>') && !tag.starts_with("</");
    !out.is_empty() && !out.ends_with(char::is_whitespace) && !behind_opening
}

/// The ids of the units of a body, each only once on the page.
pub fn unit_ids(article: &Article) -> Vec<String> {
    let mut taken = FxHashSet::default();
    let units = &article.sides.units[article.body_units()];
    let id = |merged: bool, number| format!("hx-u{}{number}", if merged { "p" } else { "" });
    units.iter().map(|unit| unique(id(unit.merged, &unit.number), &mut taken)).collect()
}
