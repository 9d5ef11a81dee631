//! Owns articles that exist only as catalogs: the source article in side-by-side form, each sentence in the nearest language that
//! has it.

use rustc_hash::FxHashMap;

use super::catalog::{CatalogEntry, SourceUnit};
use crate::locale::Locale;
use crate::parse::article::{Article, Side};
use crate::parse::markdown::outline::Outline;
use crate::source::Fingerprint;
use crate::units::copied::reads_alike;
use crate::units::interleave::{InterleavedPair, interleave};
use crate::units::text::{Composed, ComposedUnit};
use crate::units::unit::State;

/// A sentence, with the locale, entry and text of its translation, if there is one.
type ComposeRequest<'a> = (&'a SourceUnit, Option<(&'a Locale, &'a CatalogEntry, &'a str)>);

/// One locale's translations of an article's sentences, by name.
pub(crate) struct CatalogLevel {
    locale: Locale,
    translated: FxHashMap<String, (CatalogEntry, String)>,
}

impl CatalogLevel {
    /// The translated messages of a catalog; `texts` are their texts with terms and variables expanded.
    pub(crate) fn new(locale: Locale, entries: Vec<CatalogEntry>, texts: Vec<String>) -> Self {
        let both = entries.into_iter().zip(texts).filter(|(entry, _)| !entry.value.is_empty());
        Self { locale, translated: both.map(|(entry, text)| (entry.id.clone(), (entry, text))).collect() }
    }

    fn find(&self, id: &str) -> Option<(&CatalogEntry, &str)> {
        self.translated.get(id).map(|(entry, text)| (entry, text.as_str()))
    }
}

/// The article as it is displayed in the first level's locale; `None` where that has no translation at all.
pub(crate) fn compose(
    source: &Article,
    source_locale: &Locale,
    units: &[SourceUnit],
    levels: &[CatalogLevel],
) -> Option<Composed> {
    let own = levels.first()?;
    if units.iter().all(|unit| own.find(&unit.id).is_none()) {
        return None;
    }
    let found: Vec<ComposeRequest<'_>> = units
        .iter()
        .map(|unit| {
            let mut levels = levels.iter();
            let found = levels
                .find_map(|level| level.find(&unit.id).map(|(entry, text)| (&level.locale, entry, text)));
            (unit, found)
        })
        .collect();
    let body = source.body(Side::Target);
    let mut composed = Composed { text: front_matter_of(source, &found), ..Composed::default() };
    let mut anchors = anchors(source);
    let mut pairs = Vec::with_capacity(units.len());
    for (unit, found) in &found {
        let Some(range) = unit.range.clone() else { continue };
        let written = &body[range.clone()];
        let is_copied =
            found.is_some_and(|(locale, entry, _)| entry.is_copied() && !reads_alike(locale, source_locale));
        let locale = found.filter(|_| !is_copied).map_or(source_locale, |(locale, ..)| locale);
        let is_own = *locale == own.locale;
        composed.units.push(ComposedUnit {
            foreign: (!is_own).then(|| locale.clone()),
            state: found.filter(|_| is_own).map_or(State::Missing, |(_, entry, _)| entry.state),
            key: unit.id.clone(),
            origin: found.and_then(|(_, entry, _)| entry.origin.clone()),
        });
        pairs.push(InterleavedPair {
            range,
            target: fitting(found.map_or(written, |(.., text)| text), body, unit),
            source: found.and_then(|(_, entry, _)| entry.was.as_deref()).unwrap_or(written).to_owned(),
            merged: false,
            anchor: if unit.heading { anchors.next() } else { None },
        });
    }
    let prefix = Fingerprint::of(body.as_bytes()).short();
    composed.text.push_str(&interleave(body, &pairs, &prefix[..5]));
    Some(composed)
}

/// A translation, escaped for the place of its source: inside quotation marks, it may hold none.
fn fitting(target: &str, body: &str, unit: &SourceUnit) -> String {
    let start = unit.range.as_ref().map_or(0, |range| range.start);
    if body[..start].ends_with("=\"") { target.replace('"', "&quot;") } else { target.to_owned() }
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
        if let Some((.., text)) = found {
            front_matter = front_matter.with_value(&unit.id, text);
        }
    }
    source.front_matter_with(front_matter.as_str())
}
