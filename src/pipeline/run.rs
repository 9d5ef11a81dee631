//! Owns what a run takes and gives back: its options, its progress, and its report.

use crate::diagnostics::Diagnostic;

/// What a run is asked for beside the configuration.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Tags of the locales to write; all of them where empty. Planning always sees every locale.
    pub locales: Vec<String>,
    /// True where templates are searched for words of their own, for which some pages are rendered once more.
    pub checks_templates: bool,
}

/// The stages of a run, in order, as a summary names them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Listing and parsing every file.
    Read,
    /// Deciding every page, address and link.
    Plan,
    /// Drawing the pages and handing them to the sink.
    Render,
    /// Making the search index of each locale.
    Index,
    /// Looking for problems in the whole.
    Check,
}

/// Hears how far a run is. The clock and the terminal are the host's; the pipeline only says what happens.
pub trait Progress: Sync {
    /// A stage begins, with so many steps to come (0 where that is not known).
    fn stage(&self, stage: Stage, steps: usize);
    /// One step of the current stage is done.
    fn step(&self);
}

/// How much a run has seen and written.
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
    /// Pages that show another locale's text.
    pub fallback_pages: usize,
    /// All files written, assets included.
    pub files: usize,
    /// Their bytes.
    pub bytes: u64,
}

/// What a run found.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// Everything there is to tell, sorted.
    pub diagnostics: Vec<Diagnostic>,
    /// How much was seen and written.
    pub counts: Counts,
    /// True where configuration or theme cannot be used, so that nothing may be published.
    pub unusable: bool,
}

/// Hears nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Quiet;

impl Progress for Quiet {
    fn stage(&self, _stage: Stage, _steps: usize) {}
    fn step(&self) {}
}
