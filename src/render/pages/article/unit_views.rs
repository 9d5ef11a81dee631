//! Owns how the sentences of an article are displayed: each with its source and its state, and in whose language it is.

use rustc_hash::FxHashSet;

use super::ArticleRendering;
use crate::library::freshness::SourceChange;
use crate::library::origin::{page_state, unit_state};
use crate::locale::Locale;
use crate::parse::article::{Article, Side};
use crate::parse::markdown::placeholder::Placeholder;
use crate::parse::side_by_side::Unit;
use crate::parse::text_map::TextMap;
use crate::render::body::units::unit_ids;
use crate::render::body::{UnitStyle, UnitView, source_html};
use crate::units::copied::copied_places;
use crate::units::segment::{BlockKind, Segmenter, blocks_of};
use crate::units::unit::State;

impl ArticleRendering<'_> {
    /// How the units of a bilingual article are displayed.
    pub(super) fn unit_style(&self, article: &Article, changes: &[Option<SourceChange>]) -> UnitStyle {
        let library = &self.ctx.plan.library;
        let source = &self.ctx.locales[library.source].language;
        let expand =
            |placeholder: Placeholder<'_>| self.ctx.expand(&self.including, library.source, placeholder);
        let source_html = |snippet: &str| source_html(snippet, &expand);
        let ids = unit_ids(article).into_iter();
        let foreign = self.foreign(article);
        let page = page_state(self.shown.version);
        let views = ids.zip(article.body_units()).map(|(id, index)| {
            let change = changes.get(index).and_then(Option::as_ref);
            let foreign = foreign.get(index).cloned().flatten();
            let is_source = foreign.as_ref().is_some_and(|(tag, _)| *tag == source.tag);
            let now = change.and_then(|change| change.source.as_deref());
            let is_marked = change.is_some_and(SourceChange::is_major);
            let state = match (is_source, &self.shown.version.details.composed) {
                (true, None) => Some(State::Missing),
                _ => unit_state(self.shown.version, index, is_marked),
            };
            // After a corrected typing error only the new source is displayed.
            let own = now.filter(|_| !is_marked).unwrap_or_else(|| article.unit_source(index));
            UnitView {
                id,
                source: if is_source { String::new() } else { source_html(own) },
                changed: is_marked.then(|| source_html(now.unwrap_or_default())),
                foreign,
                state: state.filter(|state| *state != page).map(State::name),
            }
        });
        UnitStyle {
            views: views.collect(),
            places: None,
            source_lang: source.tag.clone(),
            source_dir: source.dir,
        }
    }

    /// The language of each unit that is not in the article's own.
    fn foreign(&self, article: &Article) -> Vec<Option<(String, &'static str)>> {
        let named = |locale: &Locale| (locale.tag().to_owned(), locale.direction().html());
        if let Some(composed) = &self.shown.version.details.composed {
            return composed.units.iter().map(|unit| unit.foreign.as_ref().map(named)).collect();
        }
        let (copied, held) = (&self.shown.version.details.copied, &self.shown.version.summary.held);
        if copied.is_empty() && held.is_empty() {
            return Vec::new();
        }
        let library = &self.ctx.plan.library;
        let source = &library.locales[library.source];
        let copied = copied.iter().map(|sentence| sentence.range().start);
        let starts: FxHashSet<usize> = copied.chain(held.iter().map(|held| held.start)).collect();
        let start = |unit: &Unit| article.sides.target_map.original(unit.target.start);
        article.sides.units.iter().map(|unit| starts.contains(&start(unit)).then(|| named(source))).collect()
    }

    /// Marks the sentences of a plain translation that are still the source, as text in its language.
    pub(super) fn copied_style(&self, article: &Article) -> UnitStyle {
        let library = &self.ctx.plan.library;
        let versions = &library.articles[self.article].versions;
        let original = versions[library.source].as_ref().filter(|_| self.shown.version.coverage.is_partial());
        let Some(original) = original else { return UnitStyle::default() };
        let locale = &library.locales[library.source];
        let document = article.document(Side::Target);
        let blocks = blocks_of(&document.text, document, &TextMap::same(), &Segmenter::of(locale));
        let sentences = blocks.into_iter().filter(|block| block.kind != BlockKind::Picture);
        let places = sentences.flat_map(|block| block.units);
        let places = copied_places(&document.text, places, &original.details);
        let source = &self.ctx.locales[library.source].language;
        let view = |at: usize| UnitView {
            id: format!("hx-s{at}"),
            foreign: Some((source.tag.clone(), source.dir)),
            state: Some(State::Missing.name()),
            ..UnitView::default()
        };
        UnitStyle {
            views: (1..=places.len()).map(view).collect(),
            places: Some(places),
            source_lang: source.tag.clone(),
            source_dir: source.dir,
        }
    }
}
