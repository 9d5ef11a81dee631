//! Owns drawing: all pages on all threads into a sink, or the one file that somebody asks for.

use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::loaded_site::LoadedSite;
use super::pages;
use super::pages::Page;
use super::run::{Counts, Options, Progress, Stage};
use super::theme::Theme;
use crate::diagnostics::Diagnostic;
use crate::exports::{feed, hosting, llms, markdown_export, provenance, search_documents, sitemap};
use crate::library::LocaleId;
use crate::messages::glossary::Glossary;
use crate::output::{OutputPath, Sink, SinkError};
use crate::parse::config::Config;
use crate::plan::site::Plan;
use crate::render::render_context::{RenderContext, SiteFacts};
use crate::source::{SourcePath, Sources};
use crate::theme::context::Logo;
use crate::theme::media::MediaStore;
use crate::theme::template_error::TemplateError;
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
        })
    }

    /// Draws everything, and tells which templates failed: nothing may be published then.
    ///
    /// # Errors
    /// When the sink refuses a file.
    pub fn render_all(
        self,
        progress: &dyn Progress,
        counts: &mut Counts,
    ) -> Result<Vec<Diagnostic>, SinkError> {
        let pages = pages::all(self.plan, self.options);
        progress.stage(Stage::Render, pages.len());
        let written = Written::default();
        for (path, bytes) in &self.look.bundle.files {
            written.write(self.sink, path.clone(), bytes.clone())?;
        }
        let failures: Mutex<Vec<TemplateError>> = Mutex::default();
        pages.par_iter().try_for_each(|page| {
            match page.render(&self.ctx) {
                Ok(html) => written.write(self.sink, OutputPath(page.path(self.plan)), html.into_bytes())?,
                Err(error) => failures.lock().unwrap_or_else(PoisonError::into_inner).push(error),
            }
            if let Some((path, text)) = page.markdown_export(&self.ctx) {
                written.write(self.sink, OutputPath(path), text.into_bytes())?;
            }
            progress.step();
            Ok(())
        })?;
        for (path, text) in self.beside() {
            written.write(self.sink, path, text.into_bytes())?;
        }
        progress.stage(Stage::Index, self.locales.len());
        self.locales.par_iter().try_for_each(|locale| {
            for (path, bytes) in search_documents::files(&self.ctx, *locale) {
                written.write(self.sink, path, bytes)?;
            }
            progress.step();
            Ok(())
        })?;
        let (media_files, media_bytes) = self.ctx.finish()?;
        counts.pages = pages.len();
        counts.fallback_pages = pages.iter().filter(|page| page.is_fallback(self.plan)).count();
        counts.files = written.files.into_inner() + media_files;
        counts.bytes = written.bytes.into_inner() + media_bytes;
        let mut failures = failures.into_inner().unwrap_or_else(PoisonError::into_inner);
        failures.sort_by(|a, b| (&a.template, &a.message).cmp(&(&b.template, &b.message)));
        failures.dedup();
        Ok(failures.iter().map(|error| template_diagnostic(error, self.theme)).collect())
    }

    /// Draws the file that a build would write at `path`; nothing where it would write none.
    ///
    /// # Errors
    /// When a template fails.
    pub fn render(&self, path: &str) -> Option<Result<Vec<u8>, Diagnostic>> {
        if let Some(page) = self.page(path) {
            let drawn = page.render(&self.ctx).map(String::into_bytes);
            return Some(drawn.map_err(|error| template_diagnostic(&error, self.theme)));
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
            search_documents::files(&self.ctx, *locale)
                .into_iter()
                .map(|(file, bytes)| (file.0, bytes))
                .collect()
        });
        files.get(path).cloned()
    }

    /// The Markdown of the page in the same folder.
    fn markdown_export(&self, path: &str) -> Option<Vec<u8>> {
        let folder = path.strip_suffix(markdown_export::FILE)?;
        let (own, text) = self.page(&format!("{folder}index.html"))?.markdown_export(&self.ctx)?;
        (own == path).then(|| text.into_bytes())
    }

    /// What machines read beside the pages.
    fn beside(&self) -> Vec<(OutputPath, String)> {
        let files = [
            sitemap::files(&self.ctx),
            feed::files(&self.ctx, &self.locales),
            hosting::files(&self.ctx, &self.locales),
            llms::files(&self.ctx, &self.locales),
            provenance::files(&self.ctx, &self.locales),
        ];
        files.into_iter().flatten().collect()
    }

    fn file_beside(&self, path: &str) -> Option<Vec<u8>> {
        let is_redirect = path.ends_with("/index.html") && !self.plan.redirects.is_empty();
        let name = path.rsplit('/').next().unwrap_or(path);
        if !is_redirect && !BESIDE.contains(&name) {
            return None;
        }
        self.beside().into_iter().find(|(file, _)| file.0 == path).map(|(_, text)| text.into_bytes())
    }
}

/// The names of the files beside pages, so that nothing else is looked for among them.
const BESIDE: [&str; 8] = [
    "robots.txt",
    "sitemap.xml",
    feed::FILE,
    llms::FILE,
    provenance::FILE,
    "_headers",
    "_redirects",
    "_nginx.conf",
];

/// Counts what goes into the sink.
#[derive(Default)]
struct Written {
    files: AtomicUsize,
    bytes: AtomicU64,
}

impl Written {
    fn write(&self, sink: &dyn Sink, path: OutputPath, bytes: Vec<u8>) -> Result<(), SinkError> {
        self.files.fetch_add(1, Ordering::Relaxed);
        self.bytes.fetch_add(bytes.len() as u64, Ordering::Relaxed);
        sink.write(&path, bytes)
    }
}

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
