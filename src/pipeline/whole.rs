//! Owns the rendering of a whole site: each article is visited once for its pages, exports, search entries and checks.

use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use serde_json::{Map, Value};

use super::pages::{self, Page};
use super::{Options, Progress, Stage};
use crate::check::{code_blocks, terms};
use crate::diagnostics::Diagnostic;
use crate::exports::{provenance, search_documents};
use crate::library::{ArticleId, LocaleId};
use crate::messages::glossary::Glossary;
use crate::output::{OutputPath, Sink, SinkError};
use crate::render::open_article::ArticleVisit;
use crate::render::render_context::RenderContext;
use crate::search::SearchDoc;
use crate::theme::template_error::TemplateError;

/// Renders all pages of a site, with the exports, search entries and checks of the same texts.
pub(super) struct WholeSite<'a> {
    /// What pages are rendered from.
    pub ctx: &'a RenderContext<'a>,
    /// The terms that the glossaries require, one glossary for each locale.
    pub glossaries: &'a [Glossary],
    /// Where files are written.
    pub sink: &'a dyn Sink,
    /// Receives one step for each page and each search index.
    pub progress: &'a dyn Progress,
    /// What was written so far.
    pub written: Written,
}

/// The results of visiting articles, apart from the files written.
#[derive(Default)]
pub(super) struct Visited {
    /// Templates that failed.
    pub failures: Mutex<Vec<TemplateError>>,
    /// The provenance of units, where there is any.
    pub units: FxHashMap<(ArticleId, LocaleId), Map<String, Value>>,
    /// The diagnostics of the checks that read bodies.
    pub of_bodies: Vec<Diagnostic>,
    /// How many pages there are.
    pub pages: usize,
    /// How many of them display another locale's text.
    pub fallback_pages: usize,
}

/// The results of visiting one article; `docs` and `units` have one entry for each locale visited, in order.
struct VisitResults {
    docs: Vec<Option<SearchDoc>>,
    units: Vec<Map<String, Value>>,
    of_bodies: Vec<Diagnostic>,
}

/// The pages of some locales: those without an article, and those of each article.
struct Work {
    alone: Vec<Page>,
    of_article: Vec<Vec<Page>>,
}

impl WholeSite<'_> {
    /// Renders everything for some locales, a few of them at a time, so that only their search entries are held in memory.
    ///
    /// # Errors
    /// When the sink refuses a file.
    pub(super) fn render(&self, locales: &[LocaleId], options: &Options) -> Result<Visited, SinkError> {
        let plan = self.ctx.plan;
        let pages = pages::all(plan, options);
        let mut visited = Visited { pages: pages.len(), ..Visited::default() };
        visited.fallback_pages = pages.iter().filter(|page| page.is_fallback(plan)).count();
        // At least two locales at once: they mostly share a text, the source that is reconstructed from a translation.
        let at_once = rayon::current_num_threads().max(2);
        for (number, locales) in locales.chunks(at_once).enumerate() {
            let is_first = number == 0;
            let is_here = |page: &&Page| page.locale().map_or(is_first, |locale| locales.contains(&locale));
            let work = self.work(pages.iter().filter(is_here).copied());
            let docs = self.visit_all(&work, locales, is_first, &mut visited)?;
            self.index(locales, docs)?;
        }
        Ok(visited)
    }

    fn work(&self, pages: impl Iterator<Item = Page>) -> Work {
        let articles = self.ctx.plan.library.articles.len();
        let mut work = Work { alone: Vec::new(), of_article: vec![Vec::new(); articles] };
        for page in pages {
            match page.article(self.ctx.plan) {
                Some((article, _)) => work.of_article[article].push(page),
                None => work.alone.push(page),
            }
        }
        work
    }

    /// Renders the pages of some locales, and returns the search entries of each.
    fn visit_all(
        &self,
        work: &Work,
        locales: &[LocaleId],
        is_first: bool,
        visited: &mut Visited,
    ) -> Result<Vec<Vec<SearchDoc>>, SinkError> {
        let steps = work.alone.len() + work.of_article.iter().map(Vec::len).sum::<usize>();
        self.progress.stage(Stage::Render, steps);
        let failures = &visited.failures;
        work.alone.par_iter().try_for_each(|page| self.page(*page, &page.visit(self.ctx), failures))?;
        let results: Result<Vec<VisitResults>, SinkError> = work
            .of_article
            .par_iter()
            .enumerate()
            .map(|(article, pages)| {
                let visit = ArticleVisit::new(self.ctx.sources, Some(article));
                pages.iter().try_for_each(|page| self.page(*page, &visit, failures))?;
                Ok(self.results(article, locales, is_first, &visit))
            })
            .collect();
        let mut docs: Vec<Vec<SearchDoc>> = locales.iter().map(|_| Vec::new()).collect();
        for (article, results) in results?.into_iter().enumerate() {
            docs.iter_mut().zip(results.docs).for_each(|(docs, doc)| docs.extend(doc));
            let units = locales.iter().zip(results.units).filter(|(_, units)| !units.is_empty());
            visited.units.extend(units.map(|(locale, units)| ((article, *locale), units)));
            visited.of_bodies.extend(results.of_bodies);
        }
        Ok(docs)
    }

    fn page(
        &self,
        page: Page,
        visit: &ArticleVisit<'_>,
        failures: &Mutex<Vec<TemplateError>>,
    ) -> Result<(), SinkError> {
        match page.render(self.ctx, visit) {
            Ok(html) => {
                let path = OutputPath(page.path(self.ctx.plan));
                self.written.write(self.sink, path, html.into_bytes())?;
            }
            Err(error) => failures.lock().unwrap_or_else(PoisonError::into_inner).push(error),
        }
        if let Some((path, text)) = page.markdown_export(self.ctx, visit) {
            self.written.write(self.sink, OutputPath(path), text.into_bytes())?;
        }
        self.progress.step();
        Ok(())
    }

    fn results(
        &self,
        article: ArticleId,
        locales: &[LocaleId],
        is_first: bool,
        visit: &ArticleVisit<'_>,
    ) -> VisitResults {
        let (ctx, library) = (self.ctx, &self.ctx.plan.library);
        let units = |locale: &LocaleId| {
            if *locale == library.source {
                Map::new()
            } else {
                provenance::units(ctx, visit, article, *locale)
            }
        };
        // Bodies are checked once, for all locales together.
        let mut of_bodies = Vec::new();
        if is_first {
            of_bodies.extend(terms::check_article(ctx.plan, visit, self.glossaries, article));
            of_bodies.extend(code_blocks::check_article(ctx.plan, visit, &ctx.highlighter, article));
        }
        VisitResults {
            docs: locales.iter().map(|locale| search_documents::doc(ctx, visit, article, *locale)).collect(),
            units: locales.iter().map(units).collect(),
            of_bodies,
        }
    }

    fn index(&self, locales: &[LocaleId], docs: Vec<Vec<SearchDoc>>) -> Result<(), SinkError> {
        self.progress.stage(Stage::Index, locales.len());
        locales.par_iter().zip(docs).try_for_each(|(locale, docs)| {
            for (path, bytes) in search_documents::files(self.ctx, *locale, &docs) {
                self.written.write(self.sink, path, bytes)?;
            }
            self.progress.step();
            Ok(())
        })
    }
}

/// Counts the files written to the sink.
#[derive(Default)]
pub(super) struct Written {
    files: AtomicUsize,
    bytes: AtomicU64,
}

impl Written {
    /// Writes a file.
    ///
    /// # Errors
    /// When the sink refuses it.
    pub(super) fn write(&self, sink: &dyn Sink, path: OutputPath, bytes: Vec<u8>) -> Result<(), SinkError> {
        self.files.fetch_add(1, Ordering::Relaxed);
        self.bytes.fetch_add(bytes.len() as u64, Ordering::Relaxed);
        sink.write(&path, bytes)
    }

    /// How many files were written, and their size in bytes.
    pub(super) fn counts(&self) -> (usize, u64) {
        (self.files.load(Ordering::Relaxed), self.bytes.load(Ordering::Relaxed))
    }
}

#[cfg(test)]
mod tests;
