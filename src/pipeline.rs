//! Floor 6: plan and build, as pure functions of sources, configuration and options. All threads and all caching live here.

use crate::diagnostics::Diagnostic;
use crate::output::{Sink, SinkError};
use crate::parse::config::Config;
use crate::source::Sources;

/// What a run is asked for beside the configuration.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Tags of the locales to write; all of them where empty. Planning always sees every locale.
    pub locales: Vec<String>,
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

/// Which side of a side-by-side article to export.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The translation.
    Target,
    /// The text that it was translated from.
    Source,
}

/// What an export is asked for.
#[derive(Clone, Debug)]
pub struct ExportOptions {
    /// Which side.
    pub side: Side,
    /// Tags of the locales to export; all of them where empty.
    pub locales: Vec<String>,
    /// True where the front matter is to be written too.
    pub front_matter: bool,
}

/// Builds the whole site into a sink.
///
/// # Errors
/// When the sink refuses a file.
pub fn build(
    _sources: &dyn Sources,
    _config: &Config,
    _options: &Options,
    _sink: &dyn Sink,
    _progress: &dyn Progress,
) -> Result<Report, SinkError> {
    Ok(Report::default())
}

/// Writes one side of the articles as plain Markdown into a sink.
///
/// # Errors
/// When the sink refuses a file.
pub fn export(
    _sources: &dyn Sources,
    _config: &Config,
    _options: &ExportOptions,
    _sink: &dyn Sink,
) -> Result<Report, SinkError> {
    Ok(Report::default())
}
