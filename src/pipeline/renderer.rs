//! Owns rendering: all pages on all threads into a sink, or one file on request.

use std::cell::RefCell;
use std::sync::{OnceLock, PoisonError};

use rustc_hash::FxHashMap;

use super::loaded_site::LoadedSite;
use super::pages::{self, Page};
use super::run::{Counts, Options, Progress};
use super::theme::Theme;
use super::unreadable::whole;
use super::whole::{WholeSite, Written};
use crate::diagnostics::Diagnostic;
use crate::exports::{feed, hosting, llms, provenance, search_documents, sitemap};
use crate::library::LocaleId;
use crate::messages::glossary::Glossary;
use crate::output::{OutputPath, Sink, SinkError};
use crate::parse::config::Config;
use crate::plan::site::Plan;
use crate::render::indexing::MARKDOWN_FILE;
use crate::render::open_article::ArticleVisit;
use crate::render::render_context::RenderContext;
use crate::render::site_context::{FEED_FILE, SiteFacts};
use crate::source::{SourcePath, Sources};
use crate::theme::context::Logo;
use crate::theme::media::MediaStore;
use crate::theme::templates::template_diagnostic;

/// A loaded site with everything that its pages share.
pub(crate) struct Renderer<'a> {
    /// The plan of the site.
    pub plan: &'a Plan,
    /// The terms that the glossaries require, one glossary for each locale.
    pub glossaries: &'a [Glossary],
    /// What pages are rendered with.
    pub ctx: RenderContext<'a>,
    theme: &'a Theme,
    theme_name: &'a str,
    logo: Option<&'a SourcePath>,
    options: &'a Options,
    /// The requested locales.
    locales: Vec<LocaleId>,
    sink: &'a dyn Sink,
    /// Every page by its path, made on the first request for a page.
    by_path: OnceLock<FxHashMap<String, Page>>,
    /// The files of each locale's search index by path, made on the first request for one of them.
    indexes: Vec<OnceLock<FxHashMap<String, Vec<u8>>>>,
    /// The page that was rendered last: a request for a page is followed by one for its notes, which need the same texts.
    last: RefCell<Option<LastPage<'a>>>,
}

/// A page with the open texts that it was rendered from.
pub(super) struct LastPage<'a> {
    /// The path of the page's file.
    pub path: String,
    rendered: Result<Vec<u8>, Diagnostic>,
    /// The open texts.
    pub visit: ArticleVisit<'a>,
}

/// The diagnostics of rendering a site.
pub(crate) struct Rendered {
    /// The templates that failed. Where there are any, nothing may be published.
    pub failures: Vec<Diagnostic>,
    /// What the checks found that read bodies.
    pub of_bodies: Vec<Diagnostic>,
}

impl<'a> Renderer<'a> {
    /// Makes a renderer. Media files are written to the sink as soon as a page that needs them is rendered.
    ///
    /// # Errors
    /// When the theme cannot be used. The reason is the diagnostic returned, or else is among those of the loaded site.
    pub(crate) fn new(
        loaded: &'a LoadedSite,
        sources: &'a dyn Sources,
        config: &'a Config,
        options: &'a Options,
        sink: &'a dyn Sink,
    ) -> Result<Self, Option<Diagnostic>> {
        let theme = loaded.look.as_deref().ok_or(None)?;
        let facts = site_facts(loaded, theme, sources, config, sink);
        let ctx = RenderContext::new(facts, &pages::titles(&loaded.plan, config), &theme.bundle.assets);
        let by_path = OnceLock::new();
        let indexes = loaded.plan.library.locales.iter().map(|_| OnceLock::new()).collect();
        Ok(Self {
            plan: &loaded.plan,
            glossaries: &loaded.glossaries,
            ctx,
            theme,
            theme_name: &config.theme.name,
            logo: loaded.logo.as_ref(),
            options,
            locales: pages::locales(&loaded.plan, options),
            sink,
            by_path,
            indexes,
            last: RefCell::default(),
        })
    }

    /// Renders everything.
    ///
    /// # Errors
    /// When the sink refuses a file.
    pub(crate) fn render_all(
        self,
        progress: &dyn Progress,
        counts: &mut Counts,
    ) -> Result<Rendered, SinkError> {
        let whole = WholeSite {
            ctx: &self.ctx,
            glossaries: self.glossaries,
            sink: self.sink,
            progress,
            written: Written::default(),
        };
        for (path, bytes) in &self.theme.bundle.files {
            whole.written.write(self.sink, path.clone(), bytes.clone())?;
        }
        let mut visited = whole.render(&self.locales, self.options)?;
        let units = |article, locale| visited.units.get(&(article, locale)).cloned().unwrap_or_default();
        for (path, text) in self.beside(&units) {
            whole.written.write(self.sink, path, text.into_bytes())?;
        }
        let (files, bytes) = whole.written.counts();
        let (media_files, media_bytes) = self.ctx.finish()?;
        counts.pages = visited.pages;
        counts.fallback_pages = visited.fallback_pages;
        counts.files = files + media_files;
        counts.bytes = bytes + media_bytes;
        let mut failures = visited.failures.into_inner().unwrap_or_else(PoisonError::into_inner);
        failures.sort_by(|a, b| (&a.template, &a.message).cmp(&(&b.template, &b.message)));
        failures.dedup();
        let failures = failures.iter().map(|error| template_diagnostic(error, self.theme_name)).collect();
        Ok(Rendered { failures, of_bodies: std::mem::take(&mut visited.of_bodies) })
    }

    /// Renders the file that a build would write at `path`; `None` where it would write none.
    ///
    /// # Errors
    /// When a template fails, or when something cannot be read that the file may be made of.
    pub(crate) fn render(&self, path: &str) -> Option<Result<Vec<u8>, Diagnostic>> {
        let made = self.made(path);
        match self.unreadable() {
            Some(diagnostic) => Some(Err(diagnostic)),
            None => made,
        }
    }

    /// The first of what could not be read since the failures were cleared.
    fn unreadable(&self) -> Option<Diagnostic> {
        whole(self.ctx.sources, ()).err()?.diagnostics().into_iter().next()
    }

    fn made(&self, path: &str) -> Option<Result<Vec<u8>, Diagnostic>> {
        if let Some(page) = self.page(path) {
            return Some(self.rendered(path, page));
        }
        let theme_file = self.theme.bundle.files.iter().find(|(file, _)| file.0 == path);
        let bytes = theme_file
            .map(|(_, bytes)| bytes.clone())
            .or_else(|| self.markdown_export(path))
            .or_else(|| self.file_beside(path))
            .or_else(|| self.search(path));
        let logo = || self.ctx.media.published_as(self.logo?, path);
        bytes.or_else(|| self.ctx.media.file(self.plan, path)).or_else(logo).map(Ok)
    }

    /// A page, which is rendered once for several requests in a row: nothing changes during the life of a renderer.
    fn rendered(&self, path: &str, page: Page) -> Result<Vec<u8>, Diagnostic> {
        if let Some(last) = self.last.borrow().as_ref().filter(|last| last.path == path) {
            return last.rendered.clone();
        }
        let visit = page.visit(&self.ctx);
        let rendered = page.render(&self.ctx, &visit).map(String::into_bytes);
        let rendered = rendered.map_err(|error| template_diagnostic(&error, self.theme_name));
        if self.unreadable().is_none() {
            let last = LastPage { path: path.to_owned(), rendered: rendered.clone(), visit };
            self.last.replace(Some(last));
        }
        rendered
    }

    /// Passes the open texts of a page to `read`: those of the page that was rendered last, or else newly opened ones.
    pub(crate) fn with_visit<T>(
        &self,
        path: &str,
        page: Page,
        read: impl FnOnce(&ArticleVisit<'_>) -> T,
    ) -> T {
        match self.last.borrow().as_ref().filter(|last| last.path == path) {
            Some(last) => read(&last.visit),
            None => read(&page.visit(&self.ctx)),
        }
    }

    /// True where a build would write a page.
    pub(crate) fn is_page(&self, path: &str) -> bool {
        self.page(path).is_some()
    }

    /// How many pages there are.
    pub(crate) fn pages(&self) -> usize {
        self.by_path().len()
    }

    /// The URL of the stylesheet, which changes with its content.
    pub(crate) fn stylesheet(&self) -> &str {
        &self.theme.bundle.assets.css
    }

    /// The page whose file is written at `path`.
    pub(crate) fn page(&self, path: &str) -> Option<Page> {
        self.by_path().get(path).copied()
    }

    fn by_path(&self) -> &FxHashMap<String, Page> {
        self.by_path.get_or_init(|| {
            let pages = pages::all(self.plan, self.options);
            pages.into_iter().map(|page| (page.path(self.plan), page)).collect()
        })
    }

    /// A file of a locale's search index. The first request for one makes the whole index.
    fn search(&self, path: &str) -> Option<Vec<u8>> {
        let is_below = |locale: &&LocaleId| path.starts_with(&search_documents::folder(&self.ctx, **locale));
        let locale = self.locales.iter().find(is_below)?;
        let index = self.indexes.get(*locale)?;
        if let Some(files) = index.get() {
            return files.get(path).cloned();
        }
        let docs = search_documents::docs(&self.ctx, *locale);
        let files: FxHashMap<String, Vec<u8>> = search_documents::files(&self.ctx, *locale, &docs)
            .into_iter()
            .map(|(file, bytes)| (file.0, bytes))
            .collect();
        // An index that lacks what could not be read is made anew by the next request.
        match self.unreadable() {
            Some(_) => None,
            None => index.get_or_init(|| files).get(path).cloned(),
        }
    }

    /// The Markdown export of the page in the same folder.
    fn markdown_export(&self, path: &str) -> Option<Vec<u8>> {
        let folder = path.strip_suffix(MARKDOWN_FILE)?;
        let page = self.page(&format!("{folder}index.html"))?;
        let (own, text) = page.markdown_export(&self.ctx, &page.visit(&self.ctx))?;
        (own == path).then(|| text.into_bytes())
    }

    /// The files for machines: sitemap, feeds, host configuration, `llms.txt`, provenance.
    fn beside(&self, units: provenance::UnitFacts<'_>) -> Vec<(OutputPath, String)> {
        let files = [
            sitemap::files(&self.ctx),
            feed::files(&self.ctx, &self.locales),
            hosting::files(&self.ctx, &self.locales),
            llms::files(&self.ctx, &self.locales),
            provenance::files(&self.ctx, &self.locales, units),
        ];
        files.into_iter().flatten().collect()
    }

    fn file_beside(&self, path: &str) -> Option<Vec<u8>> {
        let is_redirect = path.ends_with(".html") && !self.plan.redirects.is_empty();
        let name = path.rsplit('/').next().unwrap_or(path);
        if !is_redirect && !BESIDE.contains(&name) {
            return None;
        }
        let units = |article, locale| {
            let visit = ArticleVisit::new(self.ctx.sources, Some(article));
            provenance::units(&self.ctx, &visit, article, locale)
        };
        self.beside(&units).into_iter().find(|(file, _)| file.0 == path).map(|(_, text)| text.into_bytes())
    }
}

/// The names of the files for machines. A request for any other name does not make them, which would be expensive.
const BESIDE: [&str; 8] = [
    "robots.txt",
    "sitemap.xml",
    FEED_FILE,
    llms::FILE,
    provenance::FILE,
    "_headers",
    "_redirects",
    "_nginx.conf",
];

/// What the pages of a loaded site are rendered from.
pub(super) fn site_facts<'a>(
    loaded: &'a LoadedSite,
    theme: &'a Theme,
    sources: &'a dyn Sources,
    config: &'a Config,
    sink: &'a dyn Sink,
) -> SiteFacts<'a> {
    let media = MediaStore::new(sources, sink);
    let logo = loaded.logo.as_ref().and_then(|path| media.publish(path)).map(|stored| {
        let (width, height) = stored.size.unzip();
        Logo { url: stored.url, width, height }
    });
    SiteFacts {
        plan: &loaded.plan,
        sources,
        templates: &theme.templates,
        translate: &*theme.translate,
        words: &theme.words,
        variables: &config.variables,
        media,
        logo,
        edit_url: config.site.edit_url.as_deref(),
        report_url: config.site.report_url.as_deref(),
        feedback_url: config.site.feedback_url.as_deref(),
        machines: config.machines,
        base_url: config.site.base_url.clone(),
        search: &config.search,
        synonyms: pages::synonyms(&loaded.plan, config, sources),
        index: config.translation.index,
    }
}
