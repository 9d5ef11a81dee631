//! Owns one state of a served site, planned from its files, and the effect of changed files on it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use crate::dev_server::change::SiteChange;
use crate::diagnostics::{Code, Diagnostic, Severity, sort};
use crate::host::disk::DiskSources;
use crate::host::site::Site;
use crate::host::{HostError, paths};
use crate::pipeline::{self, Cache, LoadedSite, Quiet, source_locale};
use crate::source::{Root, SourcePath, Sources};

/// A site that can be rendered.
pub(crate) struct Loaded {
    /// Its folder and configuration.
    pub site: Arc<Site>,
    /// Its files.
    pub sources: Arc<DiskSources>,
    /// Its plan and its theme.
    pub prepared: LoadedSite,
    /// The change that led to this state; `None` at the start.
    pub since: Option<Since>,
    /// The diagnostics of the configuration and the folders.
    pub diagnostics: Vec<Diagnostic>,
}

/// Why a state of the site cannot be rendered.
pub(crate) struct Blocked {
    /// The reasons.
    pub diagnostics: Vec<Diagnostic>,
    /// The files that they point into, if they could be listed.
    pub sources: Option<Arc<DiskSources>>,
    /// True where the machine failed, which may end without any change that could be noticed.
    pub is_by_machine: bool,
}

/// A change that a state of the site includes.
pub(crate) struct Since {
    /// The path of the file, or how many files changed.
    pub named: String,
    /// The files that changed; empty if there are too many.
    pub files: Vec<SourcePath>,
    /// When it was noticed.
    pub begun: Instant,
}

/// The most files of a change that are reported one by one.
const FEW: usize = 20;

impl Loaded {
    /// Loads the site, and reads the files that are not in `cache`.
    ///
    /// # Errors
    /// The reasons why the site cannot be rendered.
    pub(crate) fn open(site: &Path, cache: &mut Cache) -> Result<Self, Blocked> {
        let mut site = Site::find(site).map_err(Blocked::by_machine)?;
        let mut diagnostics = std::mem::take(&mut site.config.diagnostics);
        let listed = DiskSources::open(&site.folder, &site.config.value);
        if diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error) {
            let sources = Some(Arc::new(listed.value));
            return Err(Blocked { diagnostics, sources, is_by_machine: false });
        }
        diagnostics.extend(listed.diagnostics);
        source_locale::settle(&mut site.config.value, &listed.value);
        let (site, sources) = (Arc::new(site), Arc::new(listed.value));
        let prepared = LoadedSite::new(&*sources, &site.config.value, cache, &Quiet);
        Self::of(site, sources, prepared, diagnostics)
    }

    /// The state after known files changed.
    ///
    /// # Errors
    /// As for `open`.
    pub(crate) fn reread(&self, cache: &mut Cache) -> Result<Self, Blocked> {
        let (site, sources) = (Arc::clone(&self.site), Arc::clone(&self.sources));
        sources.log().clear_failures();
        let prepared = LoadedSite::update(&self.prepared, &*sources, &site.config.value, cache, &Quiet);
        Self::of(site, sources, prepared, self.diagnostics.clone())
    }

    /// The state after files came or went.
    ///
    /// # Errors
    /// As for `open`.
    pub(crate) fn relist(&self, cache: &mut Cache) -> Result<Self, Blocked> {
        let listed = DiskSources::open(&self.site.folder, &self.site.config.value);
        let (site, sources) = (Arc::clone(&self.site), Arc::new(listed.value));
        let prepared = LoadedSite::new(&*sources, &site.config.value, cache, &Quiet);
        Self::of(site, sources, prepared, listed.diagnostics)
    }

    fn of(
        site: Arc<Site>,
        sources: Arc<DiskSources>,
        prepared: LoadedSite,
        diagnostics: Vec<Diagnostic>,
    ) -> Result<Self, Blocked> {
        if let Err(unreadable) = pipeline::whole(&*sources, ()) {
            let diagnostics = unreadable.diagnostics();
            return Err(Blocked { diagnostics, sources: Some(sources), is_by_machine: true });
        }
        if prepared.look.is_some() {
            return Ok(Self { site, sources, prepared, since: None, diagnostics });
        }
        let of_theme =
            |diagnostic: &Diagnostic| matches!(diagnostic.code, Code::ThemeMissing | Code::TemplateInvalid);
        let mut diagnostics: Vec<Diagnostic> = prepared.diagnostics().into_iter().filter(of_theme).collect();
        sort(&mut diagnostics);
        Err(Blocked { diagnostics, sources: Some(sources), is_by_machine: false })
    }

    /// How many pages contain the text of the files that changed; `None` if any page may have changed.
    pub(crate) fn pages_of(&self, since: &Since) -> Option<usize> {
        let ends = [".md", ".markdown"];
        let is_article =
            |file: &SourcePath| file.root == Root::Content && ends.iter().any(|end| file.path.ends_with(end));
        if since.files.is_empty() || !since.files.iter().all(is_article) {
            return None;
        }
        let library = &self.prepared.plan.library;
        let changed = |file: &SourcePath| since.files.contains(file);
        let of_article = |article: usize| {
            let versions = &library.articles[article].versions;
            if !versions.iter().flatten().any(|version| changed(&version.summary.path)) {
                return 0;
            }
            let pages = (0..library.locales.len()).filter_map(|locale| library.displayed(article, locale));
            pages.filter(|page| changed(&page.version.summary.path)).count()
        };
        Some((0..library.articles.len()).map(of_article).sum())
    }
}

impl Blocked {
    /// The site could not be opened.
    pub(crate) fn by_machine(error: HostError) -> Self {
        let diagnostics = vec![Diagnostic::of_site(Code::InputUnreadable, error.0)];
        Self { diagnostics, sources: None, is_by_machine: true }
    }
}

/// The changes between two states.
pub(super) struct Changes {
    paths: BTreeSet<PathBuf>,
    of_anything: bool,
    begun: Instant,
}

/// What has to be done after some changes, from the least to the most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Effect {
    /// None of them concerns the site.
    Nothing,
    /// Known files are read again.
    Reread,
    /// The folders are listed again.
    Relist,
    /// The configuration is read again, and the whole cache is invalidated.
    Reopen,
}

impl Changes {
    /// Changes that are handled together.
    pub(super) fn new(changes: Vec<SiteChange>, begun: Instant) -> Self {
        let of_anything = changes.contains(&SiteChange::Anything);
        let path = |change| match change {
            SiteChange::Path(path) => Some(path),
            SiteChange::Anything => None,
        };
        Self { paths: changes.into_iter().filter_map(path).collect(), of_anything, begun }
    }

    /// What has to be done. This changes nothing itself; `invalidate` is the next step.
    pub(super) fn effect(&self, current: &Loaded) -> Effect {
        if self.of_anything {
            return Effect::Reopen;
        }
        let named = current.site.named_files();
        let each = self.paths.iter().map(|path| {
            let is_named = named.contains(path);
            if is_named && current.sources.locate(path).is_none() {
                return Effect::Relist;
            }
            let effect = effect(path, &current.sources);
            // The content of such a file is part of the plan, so that reading it again is not enough.
            if is_named { effect.max(Effect::Relist) } else { effect }
        });
        each.max().unwrap_or(Effect::Nothing)
    }

    /// Invalidates the changed files in `cache`. A new folder invalidates all of it, so that stamps are compared: files of the folder
    /// may have been written before it was watched, or may replace others.
    pub(super) fn invalidate(&self, sources: &DiskSources, cache: &mut Cache) {
        for path in &self.paths {
            let Some(file) = sources.locate(path).filter(|file| file.root != Root::Site) else { continue };
            if is_beside(path, &file, sources) {
                continue;
            }
            sources.log().invalidate(&file);
            cache.invalidate(&file);
            if !sources.lists(&file) && path.is_dir() {
                cache.invalidate_all();
            }
        }
    }

    /// The changes as they are reported.
    pub(super) fn since(self, sources: &DiskSources) -> Since {
        let named = self.named(Some(sources));
        let files = self.paths.iter().filter_map(|path| sources.locate(path));
        let files: Vec<SourcePath> = files.filter(|path| sources.lists(path)).take(FEW + 1).collect();
        let are_few = !self.of_anything && files.len() <= FEW;
        Since { named, files: if are_few { files } else { Vec::new() }, begun: self.begun }
    }

    /// The path of the file, or how many files changed.
    pub(super) fn named(&self, sources: Option<&DiskSources>) -> String {
        let mut paths = self.paths.iter();
        match (paths.next(), paths.next()) {
            (Some(only), None) if !self.of_anything => {
                let path = sources.and_then(|sources| Some(sources.display_path(&sources.locate(only)?)));
                path.unwrap_or_else(|| paths::display_path(only))
            }
            (Some(_), Some(_)) if !self.of_anything => format!("{} files", self.paths.len()),
            _ => "the site's folders".to_owned(),
        }
    }
}

/// True for a file beside the folders of locales, which is not part of the site.
fn is_beside(path: &Path, file: &SourcePath, sources: &DiskSources) -> bool {
    let is_top = file.root == Root::Content && !file.path.contains('/');
    is_top && !path.is_dir() && !sources.lists_below(file)
}

fn effect(path: &Path, sources: &DiskSources) -> Effect {
    let Some(file) = sources.locate(path).filter(|file| file.root != Root::Site) else {
        return Effect::Reopen;
    };
    if is_beside(path, &file, sources) {
        return Effect::Nothing;
    }
    match (sources.lists(&file), path.is_file()) {
        (true, true) => Effect::Reread,
        (true, false) | (false, true) => Effect::Relist,
        (false, false) if path.is_dir() || sources.lists_below(&file) => Effect::Relist,
        (false, false) => Effect::Nothing,
    }
}
