//! Owns what there is to say about one page to the person who writes it: its file, its units, its problems.

use super::draw::Drawer;
use super::memory::Memory;
use crate::check;
use crate::diagnostics::{Diagnostic, sort};
use crate::parse::front_matter::TranslationKind;
use crate::render::article;
use crate::source::SourcePath;

/// What an author or a reviewer wants to know about a page.
#[derive(Clone, Debug, Default)]
pub struct Notes {
    /// The file whose text the page shows.
    pub file: Option<SourcePath>,
    /// Who translated it, where it is a translation.
    pub translated_by: Option<TranslationKind>,
    /// Its units in order.
    pub units: Vec<NotedUnit>,
    /// What is wrong with it, sorted.
    pub diagnostics: Vec<Diagnostic>,
}

/// A translation unit on a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotedUnit {
    /// The id of its element on the page.
    pub id: String,
    /// Its first byte in the file.
    pub start: usize,
    /// True where there is no translation, so that the page shows the source.
    pub is_missing: bool,
}

impl Drawer<'_> {
    /// The notes on the page at `path`; nothing where there is no such page.
    pub fn notes(&self, path: &str, memory: &Memory) -> Option<Notes> {
        let Some((article, locale)) = self.page(path)?.article(self.plan) else {
            return Some(Notes::default());
        };
        let shown = self.plan.library.shown(article, locale)?;
        let file = &shown.version.summary.path;
        let mut diagnostics = memory.told(file).to_vec();
        let checked = check::of_article(self.plan, article).into_iter();
        diagnostics
            .extend(checked.filter(|told| told.place.as_ref().is_some_and(|place| place.path == *file)));
        sort(&mut diagnostics);
        let units = article::units(&self.world, article, locale);
        Some(Notes {
            file: Some(file.clone()),
            translated_by: shown.version.summary.front_matter.translation_kind,
            units: units
                .into_iter()
                .map(|unit| NotedUnit { id: unit.id, start: unit.start, is_missing: unit.is_missing })
                .collect(),
            diagnostics,
        })
    }
}
