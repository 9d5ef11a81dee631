//! Owns what there is to say about one page to the person who writes it: its file, its units, its problems.

use std::sync::Arc;

use super::cache::Cache;
use super::renderer::Renderer;
use crate::check;
use crate::diagnostics::{Diagnostic, sort};
use crate::library::LibraryArticle;
use crate::render::open_article::ArticleVisit;
use crate::render::pages::review;
use crate::render::pages::review::PlacedUnit;
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

impl Renderer<'_> {
    /// What is wrong with one file of content, sorted.
    pub fn problems(&self, file: &SourcePath, memory: &Cache) -> Vec<Diagnostic> {
        let is_in = |article: &Arc<LibraryArticle>| {
            article.versions.iter().flatten().any(|version| version.summary.path == *file)
        };
        let article = self.plan.library.articles.iter().position(is_in);
        let components = self.ctx.templates.components();
        let defined = check::Defined { words: self.ctx.words, variables: self.ctx.variables };
        let checked = article.map(|article| {
            let mut told = check::of_article(self.plan, components, defined, article);
            let visit = ArticleVisit::new(self.ctx.sources, Some(article));
            let terms = check::terms::check_article(self.plan, &visit, self.glossaries, article);
            told.extend(terms);
            told
        });
        let is_about = |told: &Diagnostic| told.place.as_ref().is_some_and(|place| place.path == *file);
        let mut problems = memory.diagnostics_of(file).to_vec();
        problems.extend(checked.into_iter().flatten().filter(is_about));
        sort(&mut problems);
        problems
    }

    /// The notes on the page at `path`; nothing where there is no such page.
    pub fn notes(&self, path: &str, memory: &Cache) -> Option<Notes> {
        let page = self.page(path)?;
        let Some((article, locale)) = page.article(self.plan) else {
            return Some(Notes::default());
        };
        let shown = self.plan.library.shown(article, locale)?;
        let file = &shown.version.summary.path;
        Some(Notes {
            file: Some(file.clone()),
            units: self.with_visit(path, page, |visit| review::units(&self.ctx, visit, article, locale)),
            diagnostics: self.problems(file, memory),
        })
    }
}
