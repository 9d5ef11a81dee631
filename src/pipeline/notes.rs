//! Owns what there is to say about one page to the person who writes it: its file, its units, its problems.

use super::draw::Drawer;
use super::memory::Memory;
use crate::check;
use crate::diagnostics::{Diagnostic, sort};
use crate::localize::library::Article;
use crate::render::review::{self, PlacedUnit};
use crate::source::SourcePath;

/// What an author or a reviewer wants to know about a page.
#[derive(Clone, Debug, Default)]
pub struct Notes {
    /// The file whose text the page shows.
    pub file: Option<SourcePath>,
    /// Its units in order.
    pub units: Vec<PlacedUnit>,
    /// What is wrong with it, sorted.
    pub diagnostics: Vec<Diagnostic>,
}

impl Drawer<'_> {
    /// What is wrong with one file of content, sorted.
    pub fn problems(&self, file: &SourcePath, memory: &Memory) -> Vec<Diagnostic> {
        let is_in = |article: &Article| {
            article.versions.iter().flatten().any(|version| version.summary.path == *file)
        };
        let article = self.plan.library.articles.iter().position(is_in);
        let components = self.world.templates.components();
        let defined = check::Defined { words: self.world.words, variables: self.world.variables };
        let checked = article.map(|article| {
            let mut told = check::of_article(self.plan, components, defined, article);
            let terms = check::terms::check_article(self.plan, self.world.sources, self.glossaries, article);
            told.extend(terms);
            told
        });
        let is_about = |told: &Diagnostic| told.place.as_ref().is_some_and(|place| place.path == *file);
        let mut problems = memory.told(file).to_vec();
        problems.extend(checked.into_iter().flatten().filter(is_about));
        sort(&mut problems);
        problems
    }

    /// The notes on the page at `path`; nothing where there is no such page.
    pub fn notes(&self, path: &str, memory: &Memory) -> Option<Notes> {
        let Some((article, locale)) = self.page(path)?.article(self.plan) else {
            return Some(Notes::default());
        };
        let shown = self.plan.library.shown(article, locale)?;
        let file = &shown.version.summary.path;
        Some(Notes {
            file: Some(file.clone()),
            units: review::units(&self.world, article, locale),
            diagnostics: self.problems(file, memory),
        })
    }
}
