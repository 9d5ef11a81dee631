//! Owns the notes on one page for its author or reviewer: its file, its units, its problems.

use std::sync::Arc;

use super::cache::Cache;
use super::renderer::Renderer;
use crate::check;
use crate::diagnostics::{Diagnostic, sort};
use crate::library::LibraryArticle;
use crate::render::open_article::ArticleVisit;
use crate::render::pages::review::{self, PlacedUnit};
use crate::source::SourcePath;

/// The notes on a page for its author or reviewer.
#[derive(Clone, Debug, Default)]
pub(crate) struct Notes {
    /// The file whose text the page displays; `None` for a page without an article.
    pub file: Option<SourcePath>,
    /// The units of the file, in order.
    pub units: Vec<PlacedUnit>,
    /// The problems of the file, sorted.
    pub diagnostics: Vec<Diagnostic>,
}

impl Renderer<'_> {
    /// The problems of one content file, sorted.
    pub(crate) fn problems(&self, file: &SourcePath, cache: &Cache) -> Vec<Diagnostic> {
        let is_in = |article: &Arc<LibraryArticle>| {
            article.versions.iter().flatten().any(|version| version.summary.path == *file)
        };
        let article = self.plan.library.articles.iter().position(is_in);
        let components = self.ctx.templates.components();
        let defined = check::Defined { words: self.ctx.words, variables: self.ctx.variables };
        let checked = article.map(|article| {
            let mut diagnostics = check::of_article(self.plan, components, defined, article);
            let visit = ArticleVisit::new(self.ctx.sources, Some(article));
            let terms = check::terms::check_article(self.plan, &visit, self.glossaries, article);
            diagnostics.extend(terms);
            let highlighter = &self.ctx.highlighter;
            diagnostics.extend(check::code_blocks::check_article(self.plan, &visit, highlighter, article));
            diagnostics
        });
        let is_about =
            |diagnostic: &Diagnostic| diagnostic.place.as_ref().is_some_and(|place| place.path == *file);
        let mut problems = cache.diagnostics_of(file).to_vec();
        problems.extend(checked.into_iter().flatten().filter(is_about));
        sort(&mut problems);
        problems
    }

    /// The notes on the page at `path`; `None` where there is no such page.
    pub(crate) fn notes(&self, path: &str, cache: &Cache) -> Option<Notes> {
        let page = self.page(path)?;
        let Some((article, locale)) = page.article(self.plan) else {
            return Some(Notes::default());
        };
        let displayed = self.plan.library.displayed(article, locale)?;
        let file = &displayed.version.summary.path;
        Some(Notes {
            file: Some(file.clone()),
            units: self.with_visit(path, page, |visit| review::units(&self.ctx, visit, article, locale)),
            diagnostics: self.problems(file, cache),
        })
    }
}
