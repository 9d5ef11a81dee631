//! Owns the options, the progress and the report of a run.

use crate::diagnostics::Diagnostic;

/// The options of a run that are not part of the configuration.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Tags of the locales to write; all of them where empty. Planning always sees every locale.
    pub locales: Vec<String>,
    /// True where templates are searched for hard-coded text, for which some pages are rendered once more.
    pub checks_templates: bool,
}

/// The stages of a run, in order, as a summary names them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Listing and parsing every file.
    Read,
    /// Deciding every page, URL and link.
    Plan,
    /// Rendering the pages and writing them to the sink.
    Render,
    /// Making the search index of each locale.
    Index,
    /// Checking the site as a whole.
    Check,
}

/// Receives the progress of a run. The pipeline only reports what happens; the host adds times and prints.
pub trait Progress: Sync {
    /// A stage begins, with this number of steps (0 where it is unknown).
    fn stage(&self, stage: Stage, steps: usize);
    /// One step of the current stage is done.
    fn step(&self);
}

/// How much a run has read and written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Locales of the site.
    pub locales: usize,
    /// Article files read.
    pub articles: usize,
    /// Translation units in them.
    pub units: usize,
    /// Pages written, fallback pages included.
    pub pages: usize,
    /// Pages that display another locale's text.
    pub fallback_pages: usize,
    /// All files written, assets included.
    pub files: usize,
    /// Their size in bytes.
    pub bytes: u64,
}

/// What a run found.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// All diagnostics, sorted.
    pub diagnostics: Vec<Diagnostic>,
    /// How much was read and written.
    pub counts: Counts,
    /// True where configuration or theme cannot be used, so that nothing may be published.
    pub unusable: bool,
}

/// Ignores all progress.
#[derive(Clone, Copy, Debug, Default)]
pub struct Quiet;

impl Progress for Quiet {
    fn stage(&self, _stage: Stage, _steps: usize) {}
    fn step(&self) {}
}
