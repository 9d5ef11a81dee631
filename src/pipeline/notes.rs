//! Owns what there is to say about one page to the person who writes it: its file, its units, its problems.

use super::draw::Drawer;
use super::memory::Memory;
use crate::check;
use crate::diagnostics::{Diagnostic, sort};
use crate::localize::library::{Article, Shown};
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
    /// True where the source is another text by now than the one that was translated.
    pub is_stale: bool,
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
    /// What is wrong with one file of content, sorted.
    pub fn problems(&self, file: &SourcePath, memory: &Memory) -> Vec<Diagnostic> {
        let is_in = |article: &Article| {
            article.versions.iter().flatten().any(|version| version.summary.path == *file)
        };
        let article = self.plan.library.articles.iter().position(is_in);
        let checked = article.map(|article| check::of_article(self.plan, article)).unwrap_or_default();
        let is_about = |told: &Diagnostic| told.place.as_ref().is_some_and(|place| place.path == *file);
        let mut problems = memory.told(file).to_vec();
        problems.extend(checked.into_iter().filter(is_about));
        sort(&mut problems);
        problems
    }

    /// Told by the hash of the source that a hand-off leaves in the front matter.
    fn is_stale(&self, article: usize, shown: &Shown<'_>) -> bool {
        let library = &self.plan.library;
        let source = library.articles[article].versions[library.source].as_ref();
        let known = source.map_or(&[][..], |source| &source.summary.file_hashes);
        let handed_off = shown.version.summary.front_matter.source_hash.as_ref();
        !known.is_empty() && handed_off.is_some_and(|hash| !known.contains(hash))
    }

    /// The notes on the page at `path`; nothing where there is no such page.
    pub fn notes(&self, path: &str, memory: &Memory) -> Option<Notes> {
        let Some((article, locale)) = self.page(path)?.article(self.plan) else {
            return Some(Notes::default());
        };
        let shown = self.plan.library.shown(article, locale)?;
        let file = &shown.version.summary.path;
        let units = article::units(&self.world, article, locale);
        Some(Notes {
            file: Some(file.clone()),
            translated_by: shown.version.summary.front_matter.translation_kind,
            is_stale: self.is_stale(article, &shown),
            units: units
                .into_iter()
                .map(|unit| NotedUnit { id: unit.id, start: unit.start, is_missing: unit.is_missing })
                .collect(),
            diagnostics: self.problems(file, memory),
        })
    }
}
