//! Owns drawing: all pages on all threads into a sink, or the one file that somebody asks for.

use std::cell::RefCell;
use std::sync::{OnceLock, PoisonError};

use rustc_hash::FxHashMap;

use super::loaded_site::LoadedSite;
use super::pages;
use super::pages::Page;
use super::run::{Counts, Options, Progress};
use super::theme::Theme;
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

/// A prepared site with all that its pages share.
pub struct Renderer<'a> {
    pub plan: &'a Plan,
    pub glossaries: &'a [Glossary],
    pub ctx: RenderContext<'a>,
    look: &'a Theme,
    theme: &'a str,
    logo: Option<&'a SourcePath>,
    options: &'a Options,
    /// The locales that were asked for.
    locales: Vec<LocaleId>,
    sink: &'a dyn Sink,
    /// Every page by where it is written, made when somebody first asks for one.
    by_path: OnceLock<FxHashMap<String, Page>>,
    /// The search index of each locale by file, made when somebody first asks for one of them.
    indexes: Vec<OnceLock<FxHashMap<String, Vec<u8>>>>,
    /// The page that was rendered last: whoever looks at a page also wants to know about it.
    last: RefCell<Option<LastPage<'a>>>,
}

/// A page with the open texts that it was rendered from.
pub struct LastPage<'a> {
    pub path: String,
    rendered: Result<Vec<u8>, Diagnostic>,
    pub visit: ArticleVisit<'a>,
}

/// What a rendered site has to report.
pub struct Rendered {
    /// The templates that failed: nothing may be published then.
    pub failures: Vec<Diagnostic>,
    /// Where translations do not say what the glossaries ask for.
    pub terms: Vec<Diagnostic>,
}

impl<'a> Renderer<'a> {
    /// Gets ready to draw. Files beside the articles go to the sink as soon as a page that needs them is drawn.
    ///
    /// # Errors
    /// When the theme cannot be used; the site's own diagnostics tell why, or the one here does.
    pub fn new(
        prepared: &'a LoadedSite,
        sources: &'a dyn Sources,
        config: &'a Config,
        options: &'a Options,
        sink: &'a dyn Sink,
    ) -> Result<Self, Option<Diagnostic>> {
        let look = prepared.look.as_deref().ok_or(None)?;
        let ground = ground(prepared, look, sources, config, sink);
        let ctx = RenderContext::new(ground, &pages::titles(&prepared.plan, config), &look.bundle.assets);
        let by_path = OnceLock::new();
        let indexes = prepared.plan.library.locales.iter().map(|_| OnceLock::new()).collect();
        Ok(Self {
            plan: &prepared.plan,
            glossaries: &prepared.glossaries,
            ctx,
            look,
            theme: &config.theme.name,
            logo: prepared.logo.as_ref(),
            options,
            locales: pages::locales(&prepared.plan, options),
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
    pub fn render_all(self, progress: &dyn Progress, counts: &mut Counts) -> Result<Rendered, SinkError> {
        let whole = WholeSite {
            ctx: &self.ctx,
            glossaries: self.glossaries,
            sink: self.sink,
            progress,
            written: Written::default(),
        };
        for (path, bytes) in &self.look.bundle.files {
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
        let failures = failures.iter().map(|error| template_diagnostic(error, self.theme)).collect();
        Ok(Rendered { failures, terms: std::mem::take(&mut visited.terms) })
    }

    /// Draws the file that a build would write at `path`; nothing where it would write none.
    ///
    /// # Errors
    /// When a template fails.
    pub fn render(&self, path: &str) -> Option<Result<Vec<u8>, Diagnostic>> {
        if let Some(page) = self.page(path) {
            return Some(self.rendered(path, page));
        }
        let theme = self.look.bundle.files.iter().find(|(file, _)| file.0 == path);
        let bytes = theme
            .map(|(_, bytes)| bytes.clone())
            .or_else(|| self.markdown_export(path))
            .or_else(|| self.file_beside(path))
            .or_else(|| self.search(path));
        let logo = || self.ctx.media.published_as(self.logo?, path);
        bytes.or_else(|| self.ctx.media.file(self.plan, path)).or_else(logo).map(Ok)
    }

    /// A page, which is rendered once however often it is asked for in a row: nothing changes as long as there is this drawer.
    fn rendered(&self, path: &str, page: Page) -> Result<Vec<u8>, Diagnostic> {
        if let Some(last) = self.last.borrow().as_ref().filter(|last| last.path == path) {
            return last.rendered.clone();
        }
        let visit = page.visit(&self.ctx);
        let rendered = page.render(&self.ctx, &visit).map(String::into_bytes);
        let rendered = rendered.map_err(|error| template_diagnostic(&error, self.theme));
        let last = LastPage { path: path.to_owned(), rendered: rendered.clone(), visit };
        self.last.replace(Some(last));
        rendered
    }

    /// Gives the open texts of a page to a reader of them: those that it was rendered from last, or else new ones.
    pub fn with_visit<T>(&self, path: &str, page: Page, read: impl FnOnce(&ArticleVisit<'_>) -> T) -> T {
        match self.last.borrow().as_ref().filter(|last| last.path == path) {
            Some(last) => read(&last.visit),
            None => read(&page.visit(&self.ctx)),
        }
    }

    /// True where a build would write a page.
    pub fn is_page(&self, path: &str) -> bool {
        self.page(path).is_some()
    }

    /// How many pages there are.
    pub fn pages(&self) -> usize {
        self.by_path().len()
    }

    /// The address of the stylesheet, which changes with its content.
    pub fn stylesheet(&self) -> &str {
        &self.look.bundle.assets.css
    }

    pub fn page(&self, path: &str) -> Option<Page> {
        self.by_path().get(path).copied()
    }

    fn by_path(&self) -> &FxHashMap<String, Page> {
        self.by_path.get_or_init(|| {
            let pages = pages::all(self.plan, self.options);
            pages.into_iter().map(|page| (page.path(self.plan), page)).collect()
        })
    }

    /// A file of a locale's search index, which is made whole when the first of its files is asked for.
    fn search(&self, path: &str) -> Option<Vec<u8>> {
        let is_below = |locale: &&LocaleId| path.starts_with(&search_documents::folder(&self.ctx, **locale));
        let locale = self.locales.iter().find(is_below)?;
        let files = self.indexes.get(*locale)?.get_or_init(|| {
            let docs = search_documents::docs(&self.ctx, *locale);
            search_documents::files(&self.ctx, *locale, &docs)
                .into_iter()
                .map(|(file, bytes)| (file.0, bytes))
                .collect()
        });
        files.get(path).cloned()
    }

    /// The Markdown of the page in the same folder.
    fn markdown_export(&self, path: &str) -> Option<Vec<u8>> {
        let folder = path.strip_suffix(MARKDOWN_FILE)?;
        let page = self.page(&format!("{folder}index.html"))?;
        let (own, text) = page.markdown_export(&self.ctx, &page.visit(&self.ctx))?;
        (own == path).then(|| text.into_bytes())
    }

    /// What machines read beside the pages.
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
        let is_redirect = path.ends_with("/index.html") && !self.plan.redirects.is_empty();
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

/// The names of the files beside pages, so that nothing else is looked for among them.
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

/// What the pages of a prepared site are drawn from.
pub fn ground<'a>(
    prepared: &'a LoadedSite,
    look: &'a Theme,
    sources: &'a dyn Sources,
    config: &'a Config,
    sink: &'a dyn Sink,
) -> SiteFacts<'a> {
    let media = MediaStore::new(sources, sink);
    let logo = prepared.logo.as_ref().and_then(|path| media.publish(path)).map(|stored| {
        let (width, height) = stored.size.unzip();
        Logo { url: stored.url, width, height }
    });
    SiteFacts {
        plan: &prepared.plan,
        sources,
        templates: &look.templates,
        translate: &*look.translate,
        words: &look.words,
        variables: &config.variables,
        media,
        logo,
        edit_url: config.site.edit_url.as_deref(),
        report_url: config.site.report_url.as_deref(),
        feedback_url: config.site.feedback_url.as_deref(),
        machines: config.machines,
        base_url: config.site.base_url.clone(),
        search: &config.search,
        synonyms: pages::synonyms(&prepared.plan, config, sources),
        index: config.translation.index,
    }
}
