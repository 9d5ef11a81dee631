//! Owns articles that exist only as catalogs: the source article in side-by-side form, each sentence in the nearest language that
//! has it.

use std::ops::Range;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::catalog::{CatalogEntry, SourceUnit};
use crate::diagnostics::{Checked, Diagnostic};
use crate::locale::Locale;
use crate::parse::article::{Article, Side};
use crate::parse::markdown::outline::Outline;
use crate::parse::strings::Resource;
use crate::parse::unit_guard::{self, Definitions, StructureChange, UnitPlace};
use crate::source::{Fingerprint, SourcePath};
use crate::units::copied::reads_alike;
use crate::units::interleave::{InterleavedPair, can_be_paired, ends_pair, interleave};
use crate::units::text::{Composed, ComposedUnit};
use crate::units::unit::State;

/// A sentence, with its translation, if there is one that can be displayed.
type ComposeRequest<'a> = (&'a SourceUnit, Option<FoundText<'a>>);

/// One locale's translations of an article's sentences, by name.
pub(crate) struct CatalogLevel {
    locale: Locale,
    path: SourcePath,
    places: Arc<Resource>,
    translated: FxHashMap<String, (CatalogEntry, String)>,
}

impl CatalogLevel {
    /// The translated messages of a catalog; `texts` are their texts with terms and variables expanded, `places` is its file.
    pub(crate) fn new(
        locale: Locale,
        path: SourcePath,
        places: Arc<Resource>,
        entries: Vec<CatalogEntry>,
        texts: Vec<String>,
    ) -> Self {
        let both = entries.into_iter().zip(texts).filter(|(entry, _)| !entry.value.is_empty());
        let translated = both.map(|(entry, text)| (entry.id.clone(), (entry, text))).collect();
        Self { locale, path, places, translated }
    }

    fn report(&self, id: &str, change: &StructureChange) -> Diagnostic {
        let place = self.places.entry(id).map(|entry| entry.span).unwrap_or_default();
        unit_guard::report(&self.path, place, change)
    }
}

/// A translation as it is displayed, with where it comes from.
struct FoundText<'a> {
    locale: &'a Locale,
    entry: &'a CatalogEntry,
    text: String,
}

/// The article as it is displayed in the first level's locale; `None` where that has no translation at all. A translation that would
/// break its block is left out, and reported where it is the first level's.
pub(crate) fn compose(
    source: &Article,
    source_locale: &Locale,
    units: &[SourceUnit],
    levels: &[CatalogLevel],
) -> Option<Checked<Composed>> {
    let own = levels.first()?;
    if units.iter().all(|unit| !own.translated.contains_key(&unit.id)) {
        return None;
    }
    let body = source.body(Side::Target);
    let mut diagnostics = Vec::new();
    let found = displayed(body, units, levels, &mut diagnostics);
    let mut composed = Composed { text: front_matter_of(source, &found), ..Composed::default() };
    let mut anchors = anchors(source);
    let mut pairs = Vec::with_capacity(units.len());
    for (unit, found) in found {
        let Some(range) = unit.range.clone() else { continue };
        let written = &body[range.clone()];
        let is_copied = found
            .as_ref()
            .is_some_and(|found| found.entry.is_copied() && !reads_alike(found.locale, source_locale));
        let locale = found.as_ref().filter(|_| !is_copied).map_or(source_locale, |found| found.locale);
        let is_own = *locale == own.locale;
        let entry = found.as_ref().map(|found| found.entry);
        let pair = InterleavedPair {
            range,
            source: entry.and_then(|entry| entry.was.as_deref()).unwrap_or(written).to_owned(),
            merged: false,
            anchor: if unit.heading { anchors.next() } else { None },
            target: found.map_or_else(|| written.to_owned(), |found| found.text),
        };
        // What is written without a pair is no unit of the composed article.
        if can_be_paired(&pair.source, &pair.target) {
            composed.units.push(ComposedUnit {
                foreign: (!is_own).then(|| locale.clone()),
                state: entry.filter(|_| is_own).map_or(State::Missing, |entry| entry.state),
                key: unit.id.clone(),
                origin: entry.and_then(|entry| entry.origin.clone()),
            });
        }
        pairs.push(pair);
    }
    let prefix = Fingerprint::of(body.as_bytes()).short();
    composed.text.push_str(&interleave(body, &pairs, &prefix[..5]));
    Some(Checked { value: composed, diagnostics })
}

/// Each sentence with the first translation of the levels that keeps the structure of its block.
fn displayed<'a>(
    body: &str,
    units: &'a [SourceUnit],
    levels: &'a [CatalogLevel],
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<ComposeRequest<'a>> {
    let definitions = Definitions::of(body);
    let ranges: Vec<Range<usize>> = units.iter().filter_map(|unit| unit.range.clone()).collect();
    let mut indexes = 0..;
    let mut of_unit = |unit: &'a SourceUnit| {
        let place = unit.range.as_ref().and_then(|range| Some((indexes.next()?, range)));
        for (number, level) in levels.iter().enumerate() {
            let Some((entry, text)) = level.translated.get(&unit.id) else { continue };
            // Title and description are plain text.
            let Some((index, range)) = place else {
                return Some(FoundText { locale: &level.locale, entry, text: text.clone() });
            };
            let text = fitting(text, body, range);
            let source = entry.was.as_deref().unwrap_or(&body[range.clone()]);
            let place = || UnitPlace::of(body, &ranges, index, &definitions);
            match change(place, source, &text) {
                None => return Some(FoundText { locale: &level.locale, entry, text }),
                Some(change) if number == 0 => diagnostics.push(level.report(&unit.id, &change)),
                Some(_) => {}
            }
        }
        None
    };
    units.iter().map(|unit| (unit, of_unit(unit))).collect()
}

/// What a translation would change; the markup of pairs can have no place in it.
fn change<'a>(place: impl Fn() -> UnitPlace<'a>, source: &str, target: &str) -> Option<StructureChange> {
    if unit_guard::is_simple(source, target) {
        None
    } else if ends_pair(target) {
        Some(StructureChange::Pair)
    } else {
        place().change(source, target)
    }
}

/// A translation, escaped for the place of its source: inside quotation marks, it may hold none.
fn fitting(target: &str, body: &str, place: &Range<usize>) -> String {
    if body[..place.start].ends_with("=\"") { target.replace('"', "&quot;") } else { target.to_owned() }
}

/// The ids of the headings of a source, in order.
fn anchors(source: &Article) -> impl Iterator<Item = String> {
    let headings = Outline::of(source.document(Side::Target)).headings;
    headings.into_iter().filter(|heading| !heading.text.is_empty()).map(|heading| heading.id)
}

/// The source's front matter with the title and description of this locale.
fn front_matter_of(source: &Article, found: &[ComposeRequest<'_>]) -> String {
    let mut front_matter = source.front_matter_text.clone();
    for (unit, found) in found.iter().filter(|(unit, _)| unit.range.is_none()) {
        if let Some(found) = found {
            front_matter = front_matter.with_value(&unit.id, &found.text);
        }
    }
    source.front_matter_with(front_matter.as_str())
}

#[cfg(test)]
mod tests;
