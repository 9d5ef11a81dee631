//! Owns drawing: the list of all pages, drawn on all threads and handed to the sink one by one.

use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

use rayon::prelude::*;

use super::{Counts, Options, Progress, Stage};
use crate::diagnostics::{Code, Diagnostic};
use crate::locale::Locale;
use crate::localize::library::{ArticleId, LocaleId};
use crate::output::{OutputPath, Sink, SinkError};
use crate::parse::config::Config;
use crate::plan::nav::SectionId;
use crate::plan::site::Plan;
use crate::plan::url::SEARCH;
use crate::render::media::MediaStore;
use crate::render::templates::{TemplateError, Templates, Translate};
use crate::render::theme_assets::{DEFAULT_NAME, ThemeBundle};
use crate::render::world::{Ground, World};
use crate::render::{article, listing, sitemap};
use crate::source::{Root, SourcePath, Sources};

/// What is drawn from what, and where it goes.
pub struct Job<'a> {
    pub plan: &'a Plan,
    pub sources: &'a dyn Sources,
    pub config: &'a Config,
    pub options: &'a Options,
    pub sink: &'a dyn Sink,
    pub progress: &'a dyn Progress,
}

/// One page of the site.
#[derive(Clone, Copy, Debug)]
enum Page {
    Home(LocaleId),
    Section(SectionId, LocaleId),
    Article(ArticleId, LocaleId),
    Search(LocaleId),
    NotFound(LocaleId),
    RootNotFound,
    Chooser,
}

impl Job<'_> {
    /// Draws everything. True where a template failed, so that nothing may be published.
    pub fn draw(
        &self,
        templates: &Templates,
        translate: &Translate,
        theme: &ThemeBundle,
        counts: &mut Counts,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Result<bool, SinkError> {
        let pages = self.pages();
        self.progress.stage(Stage::Render, pages.len());
        let ground = Ground {
            plan: self.plan,
            sources: self.sources,
            templates,
            translate,
            media: MediaStore::new(self.sources, self.sink),
            base_url: self.config.base_url.clone(),
        };
        let world = World::new(ground, &self.titles(), &theme.assets);
        let world = match world {
            Ok(world) => world,
            Err(error) => {
                diagnostics.push(template_diagnostic(&error, &self.config.theme));
                return Ok(true);
            }
        };
        let written = Written::default();
        for (path, bytes) in &theme.files {
            written.write(self.sink, path.clone(), bytes.clone())?;
        }
        let failures: Mutex<Vec<TemplateError>> = Mutex::default();
        pages.par_iter().try_for_each(|page| {
            match self.draw_page(&world, *page) {
                Ok(html) => written.write(self.sink, self.path(*page), html.into_bytes())?,
                Err(error) => failures.lock().unwrap_or_else(PoisonError::into_inner).push(error),
            }
            self.progress.step();
            Ok(())
        })?;
        for (path, text) in sitemap::files(&world) {
            written.write(self.sink, path, text.into_bytes())?;
        }
        let (media_files, media_bytes) = world.finish()?;
        counts.pages = pages.len();
        counts.fallback_pages = self.fallback_pages(&pages);
        counts.files = written.files.into_inner() + media_files;
        counts.bytes = written.bytes.into_inner() + media_bytes;
        let mut failures = failures.into_inner().unwrap_or_else(PoisonError::into_inner);
        failures.sort_by(|a, b| (&a.template, &a.message).cmp(&(&b.template, &b.message)));
        failures.dedup();
        diagnostics.extend(failures.iter().map(|error| template_diagnostic(error, &self.config.theme)));
        Ok(!failures.is_empty())
    }

    fn pages(&self) -> Vec<Page> {
        let plan = self.plan;
        let mut pages = vec![Page::Chooser, Page::RootNotFound];
        for locale in self.locales() {
            pages.extend([Page::Home(locale), Page::Search(locale), Page::NotFound(locale)]);
            pages.extend((1..plan.nav.sections.len()).map(|section| Page::Section(section, locale)));
            let articles =
                (0..plan.library.articles.len()).filter(|article| plan.introduces(*article).is_none());
            pages.extend(articles.map(|article| Page::Article(article, locale)));
        }
        pages
    }

    fn locales(&self) -> Vec<LocaleId> {
        let wanted = wanted_tags(&self.options.locales);
        let all = self.plan.library.locales.iter().enumerate();
        all.filter(|(_, locale)| wanted.is_empty() || wanted.iter().any(|tag| tag == locale.tag()))
            .map(|(id, _)| id)
            .collect()
    }

    fn titles(&self) -> Vec<String> {
        let own = |locale: &Locale| {
            let of_locale =
                self.config.locales.iter().find(|(tag, _)| Locale::parse(tag).as_ref() == Some(locale));
            of_locale.and_then(|(_, own)| own.title.clone())
        };
        let locales = self.plan.library.locales.iter();
        locales.map(|locale| own(locale).unwrap_or_else(|| self.config.title.clone())).collect()
    }

    fn draw_page(&self, world: &World<'_>, page: Page) -> Result<String, TemplateError> {
        match page {
            Page::Home(locale) => listing::home(world, locale),
            Page::Section(section, locale) => listing::section(world, section, locale),
            Page::Article(article, locale) => article::page(world, article, locale),
            Page::Search(locale) => listing::search(world, locale),
            Page::NotFound(locale) => listing::not_found(world, locale),
            Page::RootNotFound => listing::not_found(world, self.plan.library.source),
            Page::Chooser => listing::chooser(world),
        }
    }

    fn path(&self, page: Page) -> OutputPath {
        let urls = &self.plan.urls;
        OutputPath(match page {
            Page::Home(locale) => urls.file_below(locale, ""),
            Page::Section(section, locale) => urls.file_below(locale, &self.plan.nav.sections[section].slug),
            Page::Article(article, locale) => urls.article_file(article, locale),
            Page::Search(locale) => urls.file_below(locale, SEARCH),
            Page::NotFound(locale) => format!("{}/404.html", urls.segment(locale)),
            Page::RootNotFound => "404.html".to_owned(),
            Page::Chooser => "index.html".to_owned(),
        })
    }

    fn fallback_pages(&self, pages: &[Page]) -> usize {
        let library = &self.plan.library;
        let is_fallback = |page: &&Page| match page {
            Page::Article(article, locale) => library.articles[*article].versions[*locale].is_none(),
            _ => false,
        };
        pages.iter().filter(is_fallback).count()
    }
}

/// The canonical tags of some tags as a person types them.
pub fn wanted_tags(written: &[String]) -> Vec<String> {
    written
        .iter()
        .map(|tag| Locale::parse(tag).map_or_else(|| tag.clone(), |locale| locale.tag().to_owned()))
        .collect()
}

/// A template's error at its place: in the site's own theme where the site has the file, else in the binary's.
pub fn template_diagnostic(error: &TemplateError, theme: &str) -> Diagnostic {
    if error.layer.is_empty() {
        return Diagnostic::of_site(Code::TemplateInvalid, error.message.clone());
    }
    let folder = if error.layer == DEFAULT_NAME { DEFAULT_NAME } else { theme };
    let path = SourcePath::new(Root::Themes, &format!("{folder}/templates/{}", error.template));
    Diagnostic::at(
        Code::TemplateInvalid,
        &path,
        error.span.clone().unwrap_or_default(),
        error.message.clone(),
    )
}

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
