//! Owns the units of a page for reviewers: the state of each, and its place in a file.

use super::article::changes;
use crate::library::{ArticleId, Displayed, LocaleId};
use crate::parse::front_matter::TranslationKind;
use crate::parse::strings;
use crate::render::body::units::unit_ids;
use crate::render::open_article::ArticleVisit;
use crate::render::render_context::RenderContext;
use crate::source::{Location, SourcePath, Span};
use crate::units::text::{Composed, ComposedUnit};
use crate::units::unit::State;

/// A unit of a page, for those who review it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PlacedUnit {
    /// The id of its element.
    pub id: String,
    /// The place of its translation: in the article's file, or in the catalog that the article is composed from.
    pub place: Location,
    /// The state of its translation; `None` where its translator is unknown.
    pub state: Option<State>,
}

/// The units on the page of an article for readers of a locale, in order; without those of included articles.
pub(crate) fn units(
    ctx: &RenderContext<'_>,
    visit: &ArticleVisit<'_>,
    article: ArticleId,
    locale: LocaleId,
) -> Vec<PlacedUnit> {
    let Some(shown) = ctx.plan.library.displayed(article, locale) else { return Vec::new() };
    let summary = &shown.version.summary;
    // A reconstructed source has no file of its own that could be changed.
    if shown.version.is_reconstructed() {
        return Vec::new();
    }
    let Some(open) = visit.open(article, shown.version) else { return Vec::new() };
    let body = &open.article;
    let changed = changes(ctx, visit, article, &shown, body);
    let catalog =
        shown.version.details.composed.as_ref().map(|composed| Catalog::read(ctx, &summary.path, composed));
    let placed = |(at, (id, index)): (usize, (String, usize))| {
        let is_changed = changed.get(index).is_some_and(Option::is_some);
        let target = &body.sides.units[index].target;
        let (start, written) = match &catalog {
            Some(catalog) => (catalog.start(at), catalog.state(at)),
            None if target.is_empty() => (body.sides.target_map.original(target.start), Some(State::Missing)),
            None => (body.sides.target_map.original(target.start), translator(&shown)),
        };
        let state = if is_changed && written != Some(State::Missing) { Some(State::Stale) } else { written };
        PlacedUnit {
            id,
            place: Location { path: summary.path.clone(), span: Span::new(start, start) },
            state,
        }
    };
    unit_ids(body).into_iter().zip(body.body_units()).enumerate().map(placed).collect()
}

fn translator(shown: &Displayed<'_>) -> Option<State> {
    shown.version.summary.front_matter.translation_kind.map(|kind| match kind {
        TranslationKind::Machine => State::Machine,
        TranslationKind::Human => State::Translated,
    })
}

/// What a catalog records about the units of the article that is composed from it.
struct Catalog<'a> {
    composed: &'a Composed,
    entries: Option<std::sync::Arc<strings::Resource>>,
}

impl<'a> Catalog<'a> {
    fn read(ctx: &RenderContext<'_>, path: &SourcePath, composed: &'a Composed) -> Self {
        let bytes = ctx.sources.read(path).bytes();
        Self { composed, entries: bytes.map(|bytes| strings::parse(path, &bytes).value) }
    }

    /// The first byte of a unit's message; of the file where it has none yet.
    fn start(&self, unit: usize) -> usize {
        let unit = self.unit(unit).zip(self.entries.as_ref());
        let entry = unit.and_then(|(unit, entries)| entries.entry(&unit.key));
        entry.map_or(0, |entry| entry.span.start)
    }

    fn state(&self, unit: usize) -> Option<State> {
        Some(self.unit(unit)?.state)
    }

    fn unit(&self, unit: usize) -> Option<&ComposedUnit> {
        self.composed.units.get(unit)
    }
}
